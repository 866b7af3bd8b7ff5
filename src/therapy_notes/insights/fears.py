"""What came of a fear, occasion by occasion. Nothing is foreseen: what was written down before stands beside what was after.

To write down what one fears, and afterwards what came: ``seed-items.md`` S1-38, S2-35, S2-42, S2-43 and S4-07. That how
likely it seemed is never held against what came, and that no share is computed, is [ours].
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from attrs import field, frozen

from .. import moments
from ..model.beliefs import Belief, Prediction
from ..model.journal import Journal
from ..model.values import begins
from ..model.vocabulary import PredictionOutcome
from ..moments import Date, DateTime
from ._asked import standing


@frozen(kw_only=True)
class Occasion:
    """One occasion of a fear.

    Args:
        prediction: What was feared.
        outcome: What had come of it; None while nobody knew.
    """

    prediction: Prediction
    outcome: PredictionOutcome | None


@frozen(kw_only=True)
class Occasions:
    """The occasions of one fear, one by one and counted. The unwelcome ones count like the others.

    Args:
        occasions: Each occasion, in the order of time; what has no time stands last.
        n: How many of them have an outcome.
        happened: Of these, how often what was feared came.
        partly: How often it came in part.
        did_not_happen: How often it did not come.
        opposite: How often the opposite came.
        open: How many have no outcome yet.
        of: The belief of which they are occasions, if it is in the journal.
        words: The fear in words: those of the belief, else those in which it was first written.
    """

    occasions: tuple[Occasion, ...]
    n: int
    happened: int
    partly: int
    did_not_happen: int
    opposite: int
    open: int
    of: Belief | None = None
    words: str = field(default="", repr=False)


@frozen(kw_only=True)
class FearNames:
    """Everything by which one fear is named.

    Args:
        ids: Ids of the belief and of its occasions.
        words: The words in which it was written, as :func:`in_one_form` has them.
    """

    ids: frozenset[str]
    words: frozenset[str] = field(repr=False)


def occasions(
    journal: Journal, fear: str | None = None, *, at: DateTime | Date | None = None, therapy: str | None = None
) -> Occasions:
    """Return what came of a fear: its occasions in the order of time, and how many came to what.

    What was feared stands beside what came (``seed-items.md`` S1-38, S2-42); how it is counted is [ours].

    An occasion is a ``Prediction``. It is there from the time at which it was made (what has no time is there always),
    and has an outcome from the time at which that was known. What was taken back does not count. The fear that this
    will end therapy is a fear like any other.

    Args:
        journal: The journal to ask.
        fear: The id of a belief: all predictions of it. The id of a prediction: that one, all of the same belief, and all
            with the same words. Or words: all predictions with these words, or of a belief with them. Words are the
            same when they are equal but for capitals and the blanks around them; nothing else is guessed. None for
            every prediction.
        at: The moment; None for everything that is written.
        therapy: The id of the therapy; None for all.

    >>> journal = Journal.new(zone="Europe/Paris").with_records(Belief.example(), Prediction.example())
    >>> found = occasions(journal, "only-when-useful")
    >>> found.n, found.did_not_happen, found.open
    (1, 1, 0)
    >>> the_day_before = occasions(journal, "only-when-useful", at=Date(2024, 5, 5))
    >>> the_day_before.n, the_day_before.open
    (0, 1)
    """
    beliefs = _beliefs(journal, at, therapy)
    found = list(_made(journal, at, therapy))
    if fear is None:
        return _counted(found, None, at, journal.zone)
    ids, words = _named(journal, fear)
    named = [prediction for prediction in found if _is_one_of(prediction, ids, words)]
    of = next((beliefs[id] for id in sorted(ids) if id in beliefs), None)
    return _counted(named, of, at, journal.zone)


def fears(journal: Journal, at: DateTime | Date | None = None, therapy: str | None = None) -> tuple[Occasions, ...]:
    """Return what came of each fear, in the order in which they were first written down. Source: [ours].

    Predictions of one belief are one fear; those of none are one when they have the same words (see :func:`occasions`).
    One that has neither stands for itself. So each prediction is in exactly one of them.

    Args:
        journal: The journal to ask.
        at: The moment; None for everything that is written.
        therapy: The id of the therapy; None for all.

    >>> journal = Journal.new(zone="Europe/Paris").with_records(Belief.example(), Prediction.example())
    >>> [(fear.words, fear.n) for fear in fears(journal)]
    [('I am welcome as long as I bring something.', 1)]
    """
    beliefs = _beliefs(journal, at, therapy)
    groups: dict[tuple[str, str], list[Prediction]] = {}
    for prediction in _made(journal, at, therapy):
        groups.setdefault(_group_of(prediction), []).append(prediction)
    return tuple(_counted(found, beliefs.get(found[0].of or ""), at, journal.zone) for found in groups.values())


def names_of(journal: Journal, fear: str, at: DateTime | Date | None = None) -> FearNames:
    """Return everything by which a fear is named: its belief, the occasions of that belief, and the words of them all.

    Args:
        journal: The journal to ask.
        fear: The id of a belief or a prediction, or words, as for :func:`occasions`.
        at: The moment: what was taken back by then names nothing more. None for everything.

    >>> journal = Journal.new(zone="Europe/Paris").with_records(Belief.example(), Prediction.example())
    >>> sorted(names_of(journal, "I am welcome as long as I bring something.").ids)
    ['only-when-useful', 'with-nothing-to-say']
    """
    ids, words = _named(journal, fear)
    standing_ones = list(standing(journal, journal.predictions, at))
    ids |= {p.of for p in standing_ones if p.of is not None and _is_one_of(p, ids, words)}
    family = [p for p in standing_ones if _is_one_of(p, ids, words)]
    texts = (b.text for b in standing(journal, journal.beliefs, at) if b.id in ids)
    return FearNames(
        ids=frozenset(ids | {p.id for p in family}),
        words=frozenset({words, *map(in_one_form, (*texts, *(p.fear for p in family)))} - {""}),
    )


def in_one_form(words: str) -> str:
    """Return words without the blanks around them and without capitals, so that the same words are equal.

    >>> in_one_form(" She will LEAVE. ") == in_one_form("She will leave.")
    True
    """
    return words.strip().casefold()


def end_of(at: DateTime | Date | None, zone: str) -> int:
    """Return the instant up to which a question looks: that of the moment, or the end of all time."""
    return moments.END if at is None else begins(at, zone)


def had_come(then: int, until: int) -> bool:
    """Return whether what began at one instant had come by another. What has no time is in the record, and so has come."""
    return then <= until or then == moments.END


def _made(journal: Journal, at: DateTime | Date | None, therapy: str | None) -> Iterator[Prediction]:
    until = end_of(at, journal.zone)
    for prediction in standing(journal, journal.predictions, at, therapy):
        if had_come(begins(prediction.made_at, journal.zone), until):
            yield prediction


def _beliefs(journal: Journal, at: DateTime | Date | None, therapy: str | None) -> dict[str, Belief]:
    return {belief.id: belief for belief in standing(journal, journal.beliefs, at, therapy)}


def _named(journal: Journal, fear: str) -> tuple[set[str], str]:
    """Return the ids that a fear has at once, and its words in one form: empty when it has none."""
    prediction = next((p for p in journal.predictions if p.id == fear), None)
    if prediction is not None:
        return {fear} if prediction.of is None else {fear, prediction.of}, in_one_form(prediction.fear)
    if any(b.id == fear for b in journal.beliefs) or any(p.of == fear for p in journal.predictions):
        return {fear}, ""
    words = in_one_form(fear)
    return {b.id for b in journal.beliefs if words and in_one_form(b.text) == words}, words


def _is_one_of(prediction: Prediction, ids: set[str], words: str) -> bool:
    return prediction.id in ids or prediction.of in ids or (words != "" and in_one_form(prediction.fear) == words)


def _group_of(prediction: Prediction) -> tuple[str, str]:
    if prediction.of is not None:
        return "belief", prediction.of
    words = in_one_form(prediction.fear)
    return ("words", words) if words else ("itself", prediction.id)


def _counted(found: Iterable[Prediction], of: Belief | None, at: DateTime | Date | None, zone: str) -> Occasions:
    each = tuple(Occasion(prediction=p, outcome=_outcome(p, at, zone)) for p in found)
    came = Counter(occasion.outcome for occasion in each)
    own_words = (occasion.prediction.fear for occasion in each if occasion.prediction.fear.strip())
    return Occasions(
        occasions=each,
        n=len(each) - came[None],
        happened=came["happened"],
        partly=came["partly"],
        did_not_happen=came["did_not_happen"],
        opposite=came["opposite"],
        open=came[None],
        of=of,
        words=of.text if of is not None and of.text.strip() else next(own_words, ""),
    )


def _outcome(prediction: Prediction, at: DateTime | Date | None, zone: str) -> PredictionOutcome | None:
    return prediction.outcome if at is None else prediction.outcome_known_at(at, zone=zone)
