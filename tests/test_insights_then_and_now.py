"""One question, one wish, one text at two times; and how far a goal had come. Nothing says which of two is right."""

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import therapy_notes as tn
from therapy_notes import moments, testing
from therapy_notes.insights import goals
from therapy_notes.insights import then_and_now as asked
from therapy_notes.model.beliefs import Belief
from therapy_notes.model.entries import Entry
from therapy_notes.model.goals import Goal
from therapy_notes.model.journal import Journal
from therapy_notes.model.preferences import Preference, PreferenceReading
from therapy_notes.model.questions import Question
from therapy_notes.model.values import Answer, Evidence, Link, Progress, Rating, Reading, begins
from therapy_notes.moments import Date

ZONE = "Pacific/Auckland"
EMPTY = Journal(zone=ZONE)
SPRING, AUTUMN = Date(2022, 4, 1), Date(2024, 10, 1)


def journal_of(*records: tn.Record) -> Journal:
    return EMPTY.with_records(*records)


QUESTION = Question(
    id="what-for",
    text="What is she for?",
    answers=(
        Answer(at=Date(2022, 3, 1), words="To be told that I am not mad."),
        Answer(at=Date(2023, 3, 1), by="therapist", words="To stay in the room."),
        Answer(at=Date(2024, 9, 30), words="To have somebody who remembers the dog."),
        Answer(words="no day to this one"),
    ),
)


def test_one_question_has_two_answers_at_two_times() -> None:
    found = asked.question_then_and_now(EMPTY, QUESTION, SPRING, AUTUMN)
    assert (found.then, found.now) == (QUESTION.answers[0], QUESTION.answers[2])
    hers = asked.question_then_and_now(EMPTY, QUESTION, SPRING, AUTUMN, by="therapist")
    assert (hers.then, hers.now) == (None, QUESTION.answers[1])
    same = asked.question_then_and_now(EMPTY, QUESTION, SPRING, Date(2022, 12, 1))
    assert same.then is same.now


def test_a_day_begins_in_the_zone_of_the_journal() -> None:
    evening = moments.moment("2024-09-29 23:30", "Europe/London")  # the morning of the thirtieth in Auckland
    assert asked.question_then_and_now(EMPTY, QUESTION, SPRING, evening).now == QUESTION.answers[2]


def test_a_wish_may_be_the_opposite_later() -> None:
    wish = Preference(
        id="silence",
        about="the first five minutes",
        readings=(
            PreferenceReading(at=Date(2022, 1, 1), wish="less", because="It hums."),
            PreferenceReading(at=Date(2024, 1, 1), wish="more", because="I hear myself in it."),
        ),
    )
    found = asked.preference_then_and_now(EMPTY, wish, SPRING, AUTUMN)
    assert (found.then, found.now) == wish.readings
    assert asked.preference_then_and_now(EMPTY, wish, Date(2021, 1, 1), SPRING).then is None


def test_a_belief_is_read_by_each_part_for_itself() -> None:
    belief = Belief(
        id="b",
        readings=(
            Reading(at=Date(2022, 1, 1), felt=Rating.of(9), by="the-lookout"),
            Reading(at=Date(2022, 2, 1), felt="hardly"),
            Reading(at=Date(2024, 2, 1), felt=Rating.of(2), by="the-lookout"),
        ),
    )
    found = asked.belief_then_and_now(EMPTY, belief, SPRING, AUTUMN, by="the-lookout")
    assert (found.then, found.now) == (belief.readings[0], belief.readings[2])
    assert asked.belief_then_and_now(EMPTY, belief, SPRING, AUTUMN).then == belief.readings[1]


@given(testing.questions() | testing.preferences() | testing.beliefs(), testing.moments() | testing.days(), testing.days())
def test_then_is_what_now_was_then(record: Question | Preference | Belief, then: Date, now: Date) -> None:
    def ask(first: Date, second: Date) -> asked.ThenAndNow[Answer] | asked.ThenAndNow[Reading] | object:
        match record:
            case Question():
                return asked.question_then_and_now(EMPTY, record, first, second)
            case Preference():
                return asked.preference_then_and_now(EMPTY, record, first, second)
            case Belief():
                return asked.belief_then_and_now(EMPTY, record, first, second)

    forth, back = ask(then, now), ask(now, then)
    assert isinstance(forth, asked.ThenAndNow)
    assert isinstance(back, asked.ThenAndNow)
    assert (forth.then, forth.now) == (back.now, back.then)
    told: tuple[object, ...] = record.answers if isinstance(record, Question) else record.readings
    by_now = {id(one) for one in told if begins(one.at, ZONE) <= begins(now, ZONE)}  # type: ignore[attr-defined] # all have
    assert (forth.now is not None) == bool(by_now)
    assert forth.now is None or id(forth.now) in by_now


# -- versions of one text --------------------------------------------------------------------------------------------


def version(id: str, year: int | None, *to: str, kind: str = "updates", retracted: bool = False) -> Entry:
    return Entry(
        id=id,
        body=f"What home means, as of {year}.",
        written_at=None if year is None else Date(year, 5, 1),
        links=tuple(Link(kind=kind, to=one) for one in to),
        retracted_at=Date(2025, 1, 1) if retracted else None,
    )


def ids(found: asked.SideBySide) -> list[str]:
    return [entry.id for entry in found.versions]


def test_the_versions_of_a_text_stand_side_by_side_from_whichever_one_asks() -> None:
    texts = (
        version("a", 2021),
        version("b", 2022, "a"),
        version("c", 2024, "b", kind="answers"),
        version("beside", 2023, "a", kind="follows"),
        version("stranger", 2022, "a", kind="contrast"),
    )
    journal = journal_of(*texts)
    for text in texts[:4]:
        assert ids(asked.entries_side_by_side(journal, text)) == ["a", "b", "beside", "c"]
    found = asked.entries_side_by_side(journal, texts[1])
    assert (found.first.id, found.latest.id) == ("a", "c")
    assert ids(asked.entries_side_by_side(journal, texts[4])) == ["stranger"]


def test_a_version_that_nobody_dated_stands_where_its_links_say() -> None:
    journal = journal_of(version("a", None), version("b", 2022, "a"), version("c", None, "b"), version("d", 2024, "c"))
    assert ids(asked.entries_side_by_side(journal, version("d", 2024, "c"))) == ["a", "b", "c", "d"]


def test_a_circle_of_links_ends() -> None:
    journal = journal_of(version("a", 2021, "c", "a"), version("b", 2022, "a", "a"), version("c", 2023, "b", "nowhere"))
    assert ids(asked.entries_side_by_side(journal, version("b", 2022, "a"))) == ["a", "b", "c"]


def test_a_version_that_was_taken_back_is_left_out_and_what_hangs_on_it_stays() -> None:
    middle = version("b", 2022, "a", retracted=True)
    journal = journal_of(version("a", 2021), middle, version("c", 2023, "b"))
    assert ids(asked.entries_side_by_side(journal, version("a", 2021))) == ["a", "c"]
    assert ids(asked.entries_side_by_side(journal, middle)) == ["a", "b", "c"]


def test_at_a_moment_the_versions_are_those_of_then_as_they_hung_together_then() -> None:
    texts = (
        version("a", 2021),
        version("b", 2022),
        version("both", 2023, "a", "b"),
        version("gone", 2024, "both", retracted=True),
        version("undated", None, "a"),
    )
    journal = journal_of(*texts)

    def then(entry: Entry, at: Date | None) -> list[str]:
        return ids(asked.entries_side_by_side(journal, entry, at=at))

    assert then(texts[0], Date(2023, 4, 30)) == ["a"]
    assert then(texts[0], Date(2023, 5, 1)) == ["a", "b", "both"]
    assert then(texts[1], Date(2024, 12, 31)) == ["a", "b", "both", "gone"]
    assert then(texts[1], Date(2025, 1, 1)) == ["a", "b", "both"]
    assert then(texts[0], None) == ["a", "b", "both", "undated"]
    assert then(texts[2], Date(2022, 12, 31)) == ["a", "b", "both"], "the one that is asked about is always there"


@given(testing.journals(), testing.moments() | testing.days())
def test_no_version_at_a_moment_is_of_later(journal: Journal, when: Date) -> None:
    for entry in journal.entries:
        for one in asked.entries_side_by_side(journal, entry, at=when).versions:
            assert one.id == entry.id or begins(one.written_at, journal.zone) <= begins(when, journal.zone)
            assert one.id == entry.id or tn.insights.entries_side_by_side(journal, one, at=when).versions


def test_an_entry_that_is_not_in_the_journal_stands_alone() -> None:
    assert ids(asked.entries_side_by_side(EMPTY, Entry.example())) == [Entry.example().id]


NAMES = tuple("abcdefg")
LINKS = st.builds(Link, kind=st.sampled_from(("updates", "follows", "answers", "about")), to=st.sampled_from(NAMES))
TEXTS = st.lists(
    st.builds(
        Entry,
        id=st.sampled_from(NAMES),
        body=st.just("what home means"),
        written_at=st.none() | st.integers(2020, 2024).map(lambda year: Date(year, 1, 1)),
        links=st.lists(LINKS, max_size=3).map(tuple),
    ),
    unique_by=lambda entry: entry.id,
)


@given(TEXTS.map(lambda texts: journal_of(*texts)) | testing.journals())
def test_versions_are_all_that_hang_together_each_after_those_that_it_carries_on(journal: Journal) -> None:
    there = {entry.id for entry in journal.entries}
    found = {entry.id: asked.entries_side_by_side(journal, entry).versions for entry in journal.entries}
    for entry in journal.entries:
        versions = [one.id for one in found[entry.id]]
        assert entry.id in versions
        assert len(versions) == len(set(versions))
        for link in entry.links:
            if link.kind in asked.CARRIES_ON and link.to in there and journal[link.to].retracted_at is None:
                assert link.to in versions
        for one in found[entry.id]:
            if entry.retracted_at is None:
                assert entry.id in [other.id for other in found[one.id]]


@given(TEXTS)
def test_without_circles_no_version_stands_before_one_that_it_carries_on(texts: list[Entry]) -> None:
    only_back = [attrs.evolve(t, links=tuple(link for link in t.links if link.to < t.id)) for t in texts]
    journal = journal_of(*only_back)
    for entry in only_back:
        versions = ids(asked.entries_side_by_side(journal, entry))
        for one in only_back:
            for link in one.links:
                if one.id in versions and link.to in versions and link.kind in asked.CARRIES_ON:
                    assert versions.index(link.to) < versions.index(one.id)


# -- goals -----------------------------------------------------------------------------------------------------------

GOAL = Goal(
    id="phone",
    text="To pick up the phone when it is my mother",
    progress=(
        Progress(at=Date(2024, 3, 1), degree="one ring fewer"),
        Progress(degree=Rating.of(5)),
        Progress(at=Date(2024, 1, 1), degree=Rating.of(0)),
    ),
    evidence=(
        Evidence(side="for", words="Tuesday.", at=Date(2024, 2, 1)),
        Evidence(side="against", words="Wednesday, Thursday, Friday."),
        Evidence(side="mixed", words="I picked up and said nothing.", at=Date(2024, 4, 1)),
        Evidence(words="the blue phone"),
    ),
)


def test_progress_stands_in_the_order_of_time_and_evidence_beside_it() -> None:
    first, undated, earlier = GOAL.progress
    found = goals.progress(EMPTY, GOAL)
    assert found.progress == (earlier, first, undated)
    assert (found.speaks_for, found.speaks_against) == ((GOAL.evidence[0],), (GOAL.evidence[1],))
    assert found.speaks_otherwise == (GOAL.evidence[2], GOAL.evidence[3])
    then = goals.progress(EMPTY, GOAL, Date(2024, 1, 15))
    assert (then.progress, then.speaks_for) == ((earlier,), ())
    assert (then.speaks_against, then.speaks_otherwise) == ((GOAL.evidence[1],), (GOAL.evidence[3],))


@given(testing.goals(), testing.moments() | testing.days())
def test_no_progress_and_no_evidence_is_lost(goal: Goal, when: Date) -> None:
    everything = goals.progress(EMPTY, goal)
    beside = (*everything.speaks_for, *everything.speaks_against, *everything.speaks_otherwise)
    assert sorted(map(id, everything.progress)) == sorted(map(id, goal.progress))
    assert sorted(map(id, beside)) == sorted(map(id, goal.evidence))
    then = goals.progress(EMPTY, goal, when)
    assert (then.progress[-1] if then.progress else None) == goal.progress_at(when, zone=ZONE)


@pytest.mark.parametrize("word", ["mad", "dog", "home", "phone", "Tuesday", "ring"])
def test_no_answer_shows_a_word_that_somebody_wrote(word: str) -> None:
    texts = journal_of(version("a", 2021), version("b", 2022, "a"))
    answers = (
        asked.question_then_and_now(EMPTY, QUESTION, SPRING, AUTUMN),
        asked.entries_side_by_side(texts, version("a", 2021)),
        goals.progress(EMPTY, attrs.evolve(GOAL, id="g")),
    )
    assert word not in repr(answers)
