"""What was written down of fears before, gone through once, and found again by the names of each fear."""

from collections.abc import Iterable, Mapping
from typing import Literal, TypeAlias

from attrs import field, frozen

from .. import insights
from ..insights.fears import FearNames, Occasion, in_one_form
from ..model.beliefs import Prediction
from ..model.journal import Journal, Record
from ..model.values import begins
from ..moments import DateTime

Name: TypeAlias = tuple[Literal["id", "words"], str]
"""What a fear is called: the id of a belief or a prediction, or words in one form."""


@frozen(kw_only=True)
class _Index:
    """What a fear is called at first, of all fears of a journal.

    Args:
        predictions: The predictions by id.
        beliefs: The ids of beliefs, and those that predictions give as theirs.
        by_words: The ids of the beliefs with the same words.
    """

    predictions: Mapping[str, Prediction]
    beliefs: frozenset[str]
    by_words: Mapping[str, list[str]] = field(repr=False)

    @classmethod
    def of(cls, journal: Journal) -> "_Index":
        by_words: dict[str, list[str]] = {}
        for belief in journal.beliefs:
            by_words.setdefault(in_one_form(belief.text), []).append(belief.id)
        given = (prediction.of for prediction in journal.predictions if prediction.of is not None)
        return cls(
            predictions={prediction.id: prediction for prediction in journal.predictions},
            beliefs=frozenset({*given, *(belief.id for belief in journal.beliefs)}),
            by_words=by_words,
        )

    def names(self, fear: str) -> tuple[tuple[str, ...], str]:
        """Return the ids that a fear has at once, and its words in one form: empty when it has none."""
        prediction = self.predictions.get(fear)
        if prediction is not None:
            return (fear, *filter(None, (prediction.of,))), in_one_form(prediction.fear)
        if fear in self.beliefs:
            return (fear,), ""
        words = in_one_form(fear)
        return tuple(self.by_words.get(words, ())) if words else (), words


@frozen(kw_only=True)
class FearsBefore:
    """What came of each fear up to a moment: all occasions gone through once.

    What it says of one fear is what :func:`~therapy_notes.insights.fears.occasions` says; many may be asked about.

    Args:
        occasions: All occasions, in the order of time.
        places: Where among them those stand that have a name.
        beliefs: Of which beliefs they are, by name.
        index: What each fear is called.
    """

    occasions: tuple[Occasion, ...]
    places: Mapping[Name, list[int]] = field(repr=False)
    beliefs: Mapping[Name, set[str | None]] = field(repr=False)
    index: _Index = field(repr=False)

    @classmethod
    def of(cls, journal: Journal, at: DateTime, therapy: str | None) -> "FearsBefore":
        """Go through all occasions of one therapy, up to a moment."""
        occasions = insights.occasions(journal, at=at, therapy=therapy).occasions
        places: dict[Name, list[int]] = {}
        beliefs: dict[Name, set[str | None]] = {}
        for n, occasion in enumerate(occasions):
            for name in _names_of(occasion.prediction):
                places.setdefault(name, []).append(n)
                beliefs.setdefault(name, set()).add(occasion.prediction.of)
        return cls(occasions=occasions, places=places, beliefs=beliefs, index=_Index.of(journal))

    def group_of(self, fear: str) -> frozenset[Name]:
        """Return the names under which the occasions of a fear are found: no more than are needed to find them all."""
        ids, words = self.index.names(fear)
        names: list[Name] = [("id", id) for id in ids]
        if words:
            names.append(("words", words))
        found = [name for name in names if name in self.places]
        return frozenset(name for name in found if not self._is_within_another(name, found))

    def occasions_in(self, group: frozenset[Name]) -> tuple[Occasion, ...]:
        """Return the occasions that are found under some names, in the order of time."""
        return tuple(self.occasions[n] for n in sorted({n for name in group for n in self.places[name]}))

    def _is_within_another(self, name: Name, names: list[Name]) -> bool:
        """Whether all that is found under a name are occasions of one belief that is named as well."""
        (of, *more) = self.beliefs[name]
        return not more and of is not None and ("id", of) in names and name != ("id", of)


def names_of_all(journal: Journal, fears: Iterable[str], at: DateTime) -> FearNames:
    """Return everything by which one of several fears is named, as :func:`~therapy_notes.insights.fears.names_of` does.

    Args:
        journal: The journal to ask.
        fears: Ids of beliefs or predictions, or words.
        at: The moment: what was taken back by then names nothing more.
    """
    index = _Index.of(journal)
    called = [index.names(fear) for fear in fears]
    ids = {id for own, _ in called for id in own}
    words = {said for _, said in called if said}
    standing = [prediction for prediction in journal.predictions if not _is_retracted(prediction, journal, at)]
    ids |= {prediction.of for prediction in standing if prediction.of is not None and _is_one_of(prediction, ids, words)}
    family = [prediction for prediction in standing if _is_one_of(prediction, ids, words)]
    texts = (belief.text for belief in journal.beliefs if belief.id in ids and not _is_retracted(belief, journal, at))
    return FearNames(
        ids=frozenset(ids.union(prediction.id for prediction in family)),
        words=frozenset(words.union(map(in_one_form, (*texts, *(prediction.fear for prediction in family)))) - {""}),
    )


def _names_of(prediction: Prediction) -> set[Name]:
    words = in_one_form(prediction.fear)
    names: set[Name] = {("id", prediction.id)}
    if prediction.of is not None:
        names.add(("id", prediction.of))
    if words:
        names.add(("words", words))
    return names


def _is_one_of(prediction: Prediction, ids: set[str], words: set[str]) -> bool:
    return prediction.id in ids or prediction.of in ids or in_one_form(prediction.fear) in words


def _is_retracted(record: Record, journal: Journal, at: DateTime) -> bool:
    return insights.is_retracted(record, begins(at, journal.zone), journal.zone)
