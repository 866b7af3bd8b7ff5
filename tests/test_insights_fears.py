"""What came of a fear, and what was said to be held on to against it."""

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import therapy_notes as tn
from helpers import documents
from therapy_notes import testing
from therapy_notes.insights.fears import Occasions, fears, in_one_form, names_of, occasions
from therapy_notes.insights.reassurances import Reassurance, reassurances
from therapy_notes.model.beliefs import Belief, Prediction
from therapy_notes.model.journal import Record
from therapy_notes.model.statements import Statement
from therapy_notes.model.values import Approximate, When
from therapy_notes.model.vocabulary import PredictionOutcome
from therapy_notes.moments import Date, DateTime

ZONE = "Europe/Lisbon"
THE_END = "If I say what hurt, this will end therapy."


def day(month: int, n: int) -> Date:
    """Return a day of an invented year."""
    return Date(2023, month, n)


def journal_of(*found: Record) -> tn.Journal:
    return tn.Journal(zone=ZONE).with_records(*found)


def feared(
    id: str,
    made: When | None,
    outcome: PredictionOutcome | None = None,
    came: When | None = None,
    *,
    words: str = THE_END,
    of: str | None = None,
    **fields: object,
) -> Prediction:
    made_up = Prediction(id=id, fear=words, of=of, made_at=made, outcome=outcome, outcome_at=came)
    return attrs.evolve(made_up, **fields)  # type: ignore[arg-type]  # the fields are those of the class; a wrong one raises


LEAVING = Belief(id="leaving", text="People go when I am difficult.", kind="fear")
LETTER = feared("letter", day(2, 3), "did_not_happen", day(2, 7), of="leaving")
SILENCE = feared("silence", day(3, 1), "partly", day(3, 1), of="leaving", words="She will be cool for weeks.")
FEE = feared("fee", day(4, 9), "happened", day(4, 12), of="leaving")
HOLIDAY = feared("holiday", day(6, 20), of="leaving", words="She will come back a stranger.")
SPRING = journal_of(LEAVING, HOLIDAY, FEE, SILENCE, LETTER)


def ids(found: Occasions) -> list[str]:
    return [occasion.prediction.id for occasion in found.occasions]


def test_the_occasions_of_a_fear_are_listed_in_the_order_of_time_and_counted_with_the_unwelcome_ones() -> None:
    found = occasions(SPRING, "leaving")
    assert ids(found) == ["letter", "silence", "fee", "holiday"]
    assert [one.outcome for one in found.occasions] == ["did_not_happen", "partly", "happened", None]
    assert (found.n, found.happened, found.partly, found.did_not_happen, found.opposite, found.open) == (3, 1, 1, 1, 0, 1)
    assert (found.of, found.words) == (LEAVING, "People go when I am difficult.")


def test_at_a_moment_a_fear_has_the_occasions_made_by_then_and_the_outcomes_known_by_then() -> None:
    def at(when: DateTime | Date) -> tuple[list[str], int, int]:
        found = occasions(SPRING, "leaving", at=when)
        return ids(found), found.n, found.open

    assert at(day(2, 2)) == ([], 0, 0)
    assert at(day(2, 3)) == (["letter"], 0, 1)
    assert at(day(2, 6)) == (["letter"], 0, 1)
    assert at(day(2, 7)) == (["letter"], 1, 0)
    assert at(tn.moment("2023-04-11 23:30", ZONE)) == (["letter", "silence", "fee"], 2, 1)
    assert at(day(12, 31)) == (["letter", "silence", "fee", "holiday"], 3, 1)


def test_a_fear_is_asked_about_by_its_belief_by_one_occasion_or_by_its_words() -> None:
    alone = feared("voicemail", day(5, 5), "opposite", day(5, 6), words=f"  {THE_END.upper()} ")
    other = feared("queue", day(5, 8), words="The man at the post office will shout.")
    journal = journal_of(*SPRING, alone, other)
    assert ids(occasions(journal, "leaving")) == ["letter", "silence", "fee", "holiday"]
    assert ids(occasions(journal, "silence")) == ["letter", "silence", "fee", "holiday"]
    assert ids(occasions(journal, "letter")) == ["letter", "silence", "fee", "voicemail", "holiday"]
    assert ids(occasions(journal, "voicemail")) == ["letter", "fee", "voicemail"]
    assert ids(occasions(journal, "this will end therapy")) == []
    assert ids(occasions(journal, f"{THE_END.lower()}\n")) == ["letter", "fee", "voicemail"]
    assert ids(occasions(journal, "people go when i am difficult.")) == ["letter", "silence", "fee", "holiday"]
    assert ids(occasions(journal)) == ["letter", "silence", "fee", "voicemail", "queue", "holiday"]


def test_fears_without_words_are_not_one_fear() -> None:
    journal = journal_of(feared("a", day(1, 1), words=""), feared("b", day(1, 2), words=" "), feared("c", None, words=""))
    assert [ids(one) for one in fears(journal)] == [["a"], ["b"], ["c"]]
    assert ids(occasions(journal, "a")) == ["a"]
    assert ids(occasions(journal, "")) == []
    assert [one.words for one in fears(journal)] == ["", "", ""]


def test_each_fear_is_grouped_by_its_belief_and_else_by_its_own_words() -> None:
    lost = feared("bus", day(1, 4), of="a-belief-that-was-thrown-away", words="He has already moved on.")
    twice = (feared("one", day(1, 2), words="I will burst."), feared("two", day(7, 2), words="i will BURST. "))
    found = fears(journal_of(*SPRING, lost, *twice))
    assert [(one.words, ids(one)) for one in found] == [
        ("I will burst.", ["one", "two"]),
        ("He has already moved on.", ["bus"]),
        ("People go when I am difficult.", ["letter", "silence", "fee", "holiday"]),
    ]
    assert [one.of for one in found] == [None, None, LEAVING]


def test_what_was_taken_back_does_not_count_from_then_on() -> None:
    journal = journal_of(
        attrs.evolve(LEAVING, retracted_at=day(9, 1)), LETTER, attrs.evolve(FEE, retracted_at=day(5, 1)), SILENCE
    )
    assert ids(occasions(journal, "leaving", at=day(4, 30))) == ["letter", "silence", "fee"]
    assert ids(occasions(journal, "leaving", at=day(5, 1))) == ["letter", "silence"]
    assert ids(occasions(journal, "fee")) == ["letter", "silence"]
    assert occasions(journal, "leaving", at=day(8, 31)).of is not None
    later = occasions(journal, "leaving")
    assert (later.of, later.words, later.n) == (None, THE_END, 2)


def test_a_fear_that_nobody_dated_is_there_at_every_moment() -> None:
    journal = journal_of(
        feared("once", None, "did_not_happen"),
        feared("vague", Approximate(words="as a child, on stairs"), "happened", day(8, 1)),
    )
    early = occasions(journal, at=day(1, 1))
    assert [(one.prediction.id, one.outcome) for one in early.occasions] == [("once", "did_not_happen"), ("vague", None)]
    assert occasions(journal, at=day(8, 1)).n == 2


def test_a_fear_of_another_therapy_is_left_out_when_one_is_asked_about() -> None:
    journal = journal_of(
        attrs.evolve(LEAVING, therapy="old"),
        attrs.evolve(LETTER, therapy="old"),
        attrs.evolve(FEE, therapy="new"),
        SILENCE,
    )
    assert ids(occasions(journal, "leaving", therapy="new")) == ["silence", "fee"]
    assert [(one.of, ids(one)) for one in fears(journal, therapy="new")] == [(None, ["silence", "fee"])]
    assert occasions(journal, "leaving", therapy="old").of is not None


def test_no_word_of_a_fear_is_in_what_is_shown_of_the_answer() -> None:
    shown = f"{occasions(SPRING, 'leaving')!r} {fears(SPRING)!r} {names_of(SPRING, 'leaving')!r}"
    assert "difficult" not in shown
    assert "end therapy" not in shown.casefold()


# -- what to hold on to ---------------------------------------------------------------------------------------

LAMP = Statement(id="lamp", words="The lamp stays on until you are down the stairs.", said=day(2, 7), answers=("letter",))
STAY = Statement(
    id="stay", words="Cross is not gone.", said=day(1, 9), again=(day(7, 3), day(3, 6)), answers=("leaving",), keep=True
)
CUP = Statement(id="cup", words="I washed your cup and it is on its hook.", keep=True)
REMARK = Statement(id="remark", words="We have ten minutes.", said=day(7, 4))
WALL = Statement(id="wall", words="Walls have doors.", said=day(5, 5), answers=("she will COME BACK a stranger. ",))
SAID = journal_of(*SPRING, LAMP, STAY, CUP, REMARK, WALL)


def heard(found: tuple[Reassurance, ...]) -> list[tuple[str, When | None, int]]:
    return [(one.statement.id, one.last_heard, one.times_heard) for one in found]


def test_what_is_kept_or_answers_a_fear_is_found_the_last_heard_first() -> None:
    assert heard(reassurances(SAID, day(12, 1))) == [
        ("stay", day(7, 3), 3),
        ("wall", day(5, 5), 1),
        ("lamp", day(2, 7), 1),
        ("cup", None, 0),
    ]


def test_only_what_was_heard_by_a_moment_is_there_then() -> None:
    assert heard(reassurances(SAID, day(1, 8))) == [("cup", None, 0)]
    assert heard(reassurances(SAID, day(3, 5))) == [("lamp", day(2, 7), 1), ("stay", day(1, 9), 1), ("cup", None, 0)]
    assert heard(reassurances(SAID, day(3, 6)))[0] == ("stay", day(3, 6), 2)


def test_a_reassurance_is_found_by_the_fear_through_its_belief_and_through_its_occasions() -> None:
    def answers_to(fear: str) -> list[str]:
        return [one.statement.id for one in reassurances(SAID, day(12, 1), fear)]

    for fear in ("leaving", "letter", "holiday", "silence", THE_END, "People go when I am DIFFICULT."):
        assert answers_to(fear) == ["stay", "wall", "lamp"]
    for fear in ("", " ", "cup", "lamp", "She will come back", "no such id"):
        assert answers_to(fear) == []


def test_words_that_no_record_has_find_what_answers_just_these_words() -> None:
    dark = Statement(id="dark", words="Then we will sit in it.", answers=("That it stays dark",))
    journal = journal_of(*SAID, dark)
    assert heard(reassurances(journal, day(12, 1), " that it STAYS dark")) == [("dark", None, 0)]


def test_a_blank_answer_is_no_answer_to_a_fear_without_words() -> None:
    blank = Statement(id="blank", words="It was nothing.", answers=(" ",))
    journal = journal_of(feared("unsaid", day(1, 1), words=""), blank)
    assert reassurances(journal, day(2, 1), "unsaid") == ()
    assert reassurances(journal, day(2, 1), " ") == ()


def test_a_reassurance_that_was_taken_back_or_is_of_another_therapy_is_not_offered() -> None:
    journal = journal_of(attrs.evolve(STAY, retracted_at=day(8, 1)), attrs.evolve(CUP, therapy="old"), WALL)
    assert [one[0] for one in heard(reassurances(journal, day(7, 31)))] == ["stay", "wall", "cup"]
    assert [one[0] for one in heard(reassurances(journal, day(8, 1), therapy="new"))] == ["wall"]


def test_a_time_that_no_calendar_knows_counts_as_heard_and_stands_last() -> None:
    once = attrs.evolve(CUP, said=Approximate(words="in the doorway, once"))
    assert heard(reassurances(journal_of(once, LAMP), day(3, 1))) == [("lamp", day(2, 7), 1), ("cup", None, 1)]


# -- on every journal -----------------------------------------------------------------------------------------

LEAN: dict[str, st.SearchStrategy[object]] = {
    **dict.fromkeys(("authors", "shared_with", "links", "tags", "afterthoughts"), st.just(())),
    "source": st.none(),
    "extra": st.just({}),
}
"""What none of these questions reads."""
a_word = st.sampled_from(("a", "b", "c", "d", "It ends.", " it ENDS.", "", "straße", "STRASSE"))
some_fears = st.lists(
    st.one_of(
        testing.predictions(**LEAN, fear=a_word),
        testing.beliefs(**LEAN, text=a_word, readings=st.just(()), evidence=st.just(())),
        testing.statements(**LEAN, answers=st.lists(a_word.filter(bool), max_size=2).map(tuple), heard=st.just(())),
    ),
    max_size=8,
    unique_by=lambda record: record.id,
)


def made_of(found: list[Record], zone: str) -> tn.Journal:
    return tn.Journal(zone=zone).with_records(*found)


full_journals = st.builds(made_of, some_fears, testing.zones())
any_moments = st.none() | testing.moments() | testing.days()


def is_standing(prediction: Prediction, at: DateTime | Date | None, zone: str) -> bool:
    """Whether a prediction had been made and not been taken back; written without the code that is tested."""

    def instant(when: When | None) -> int | None:
        if isinstance(when, Approximate):
            return instant(when.earliest or when.latest)
        if when is None:
            return None
        return tn.moments.instant(when) if isinstance(when, DateTime) else tn.moments.midnight(when, zone)

    if at is None:
        return prediction.retracted_at is None
    now, made, gone = instant(at), instant(prediction.made_at), instant(prediction.retracted_at)
    assert now is not None
    taken_back = prediction.retracted_at is not None and (gone is None or gone <= now)
    return (made is None or made <= now) and not taken_back


@given(full_journals, any_moments)
def test_every_prediction_is_counted_once(journal: tn.Journal, at: DateTime | Date | None) -> None:
    standing = {p.id for p in journal.predictions if is_standing(p, at, journal.zone)}
    together = occasions(journal, at=at)
    groups = fears(journal, at)
    for found in (together, *groups):
        assert found.n + found.open == len(found.occasions)
        assert found.n == found.happened + found.partly + found.did_not_happen + found.opposite
    assert set(ids(together)) == standing
    assert sorted(id for one in groups for id in ids(one)) == sorted(ids(together)) == sorted(standing)


@given(full_journals, any_moments, a_word)
def test_every_fear_has_an_answer_by_whatever_it_is_named(
    journal: tn.Journal, at: DateTime | Date | None, fear: str
) -> None:
    everything = ids(occasions(journal, at=at))
    for name in (fear, *(record.id for record in journal)):
        found = occasions(journal, name, at=at)
        assert [id for id in everything if id in ids(found)] == ids(found)
        assert found.n + found.open == len(found.occasions)
    for prediction in journal.predictions:
        assert (prediction.id in ids(occasions(journal, prediction.id, at=at))) == (prediction.id in everything)
        if prediction.of is not None and prediction.of not in {p.id for p in journal.predictions}:
            assert set(ids(occasions(journal, prediction.of, at=at))) <= set(ids(occasions(journal, prediction.id, at=at)))


@given(full_journals, testing.days(), testing.days())
def test_what_came_of_a_fear_is_not_forgotten(journal: tn.Journal, one: Date, other: Date) -> None:
    kept = journal.without(*(p.id for p in journal.predictions if p.retracted_at is not None))
    early, late = (occasions(kept, at=at) for at in sorted((one, other)))
    assert set(ids(early)) <= set(ids(late))
    assert early.n <= late.n <= occasions(kept).n


@given(full_journals, testing.moments() | testing.days(), a_word, st.sampled_from((None, "a", "b")))
@example(journal_of(CUP), day(1, 1), "", None)
def test_every_journal_says_what_to_hold_on_to(
    journal: tn.Journal, at: DateTime | Date, fear: str, therapy: str | None
) -> None:
    offered = reassurances(journal, at, therapy=therapy)
    by_id = {one.statement.id: one for one in offered}
    assert all(one.statement.keep or one.statement.answers for one in offered)
    undated = [one.last_heard is None for one in offered]
    assert undated == sorted(undated)
    for name in (fear, *(record.id for record in journal)):
        for one in reassurances(journal, at, name, therapy):
            assert by_id[one.statement.id] == one
            assert one.statement.answers
    for one in offered:
        for answer in one.statement.answers:
            found = [heard.statement.id for heard in reassurances(journal, at, answer, therapy)]
            assert in_one_form(answer) == "" or one.statement.id in found


@given(full_journals, testing.days(), testing.days())
def test_what_was_heard_is_never_heard_less(journal: tn.Journal, one: Date, other: Date) -> None:
    kept = journal.without(*(s.id for s in journal.statements if s.retracted_at is not None))
    early, late = (
        {found.statement.id: found.times_heard for found in reassurances(kept, at)} for at in sorted((one, other))
    )
    assert all(times <= late[id] for id, times in early.items())


@documents
@given(testing.journals(), testing.moments(), a_word)
def test_every_journal_answers_about_its_fears(journal: tn.Journal, at: DateTime, word: str) -> None:
    groups = fears(journal, at)
    assert sum(len(one.occasions) for one in groups) == len(occasions(journal, at=at).occasions)
    offered = {one.statement.id for one in reassurances(journal, at)}
    for name in (word, *(record.id for record in journal)):
        assert set(ids(occasions(journal, name, at=at))) <= {id for one in groups for id in ids(one)}
        assert {one.statement.id for one in reassurances(journal, at, name)} <= offered


@pytest.mark.parametrize("fear", ["leaving", "letter", THE_END])
def test_a_fear_has_one_family_however_it_is_named(fear: str) -> None:
    assert names_of(SPRING, fear).ids == {"leaving", "letter", "silence", "fee", "holiday"}
