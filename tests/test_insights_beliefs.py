"""What speaks for a belief, how strongly each holds it, how it went beside the ruptures, and how words were heard."""

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import therapy_notes as tn
from helpers import documents
from therapy_notes import testing
from therapy_notes.insights.beliefs import BesideRupture, Ledger, beside_ruptures, evidence, held
from therapy_notes.insights.hearings import HeardBy, heard, said_and_heard
from therapy_notes.model.beliefs import Belief
from therapy_notes.model.entries import Entry
from therapy_notes.model.goals import Goal
from therapy_notes.model.journal import Record
from therapy_notes.model.ruptures import Rupture, RuptureStep
from therapy_notes.model.statements import Hearing, Statement
from therapy_notes.model.values import Approximate, Evidence, Link, Rating, Reading, When, begins
from therapy_notes.model.vocabulary import RuptureState
from therapy_notes.moments import END, Date, DateTime

ZONE = "America/St_Johns"


def day(month: int, n: int) -> Date:
    """Return a day of an invented year."""
    return Date(2023, month, n)


def journal_of(*found: Record) -> tn.Journal:
    return tn.Journal(zone=ZONE).with_records(*found)


# -- what speaks for it and against it ------------------------------------------------------------------------

PARCEL = Evidence(side="against", words="She had cut out the page about herons.", by="client", at=day(5, 2), link="herons")
YAWN = Evidence(side="for", words="The yawn in November.", by="the-small-one", at=day(1, 8))
FEE = Evidence(
    side="mixed", words="She is paid, and she stayed on unpaid.", by="therapist", at=day(3, 3), accepted="not_yet"
)
SONG = Evidence(side="", words="The song on the bus.")
MINE = Evidence(side="sideways", words="The hat.", at=Approximate(words="that winter"))
FORGOTTEN = Belief(id="forgotten", text="She forgets me by the corner.", evidence=(SONG, PARCEL, MINE, FEE, YAWN))


def counts(ledger: Ledger) -> dict[str, tuple[int, int, int, int, int]]:
    return {one.by: (one.n, one.for_, one.against, one.mixed, one.other) for one in ledger.by}


def test_evidence_stands_on_its_side_in_the_order_of_time_and_is_counted_by_who_brought_it() -> None:
    ledger = evidence(journal_of(FORGOTTEN), "forgotten")
    assert (ledger.for_, ledger.against, ledger.mixed, ledger.other) == ((YAWN,), (PARCEL,), (FEE,), (SONG, MINE))
    assert ledger.n == 5
    assert counts(ledger) == {"the-small-one": (1, 1, 0, 0, 0), "therapist": (1, 0, 0, 1, 0), "client": (3, 0, 1, 0, 2)}
    assert list(counts(ledger)) == ["the-small-one", "therapist", "client"]


def test_evidence_of_one_of_them_alone_and_by_a_moment() -> None:
    journal = journal_of(FORGOTTEN)
    assert counts(evidence(journal, "forgotten", by="client")) == {"client": (3, 0, 1, 0, 2)}
    assert counts(evidence(journal, "forgotten", by="nobody")) == {}
    then = evidence(journal, "forgotten", at=day(3, 3))
    assert (then.for_, then.against, then.mixed, then.other) == ((YAWN,), (), (FEE,), (SONG, MINE))
    assert evidence(journal, "forgotten", at=day(3, 2)).mixed == ()


def test_a_goal_has_a_ledger_as_a_belief_has() -> None:
    goal = Goal(id="sleep", text="To sleep with the window open", evidence=(PARCEL, YAWN))
    ledger = evidence(journal_of(goal, FORGOTTEN), "sleep")
    assert (ledger.for_, ledger.against, ledger.n) == ((YAWN,), (PARCEL,), 2)


def test_a_record_that_points_to_a_belief_is_listed_with_the_kind_of_its_link_and_on_no_side() -> None:
    def entry(id: str, written: When | None, *kinds: str, to: str = "forgotten") -> Entry:
        return Entry(id=id, body="x", written_at=written, links=tuple(Link(kind=kind, to=to) for kind in kinds))

    said = Statement(id="card", words="I kept it.", said=day(2, 2), links=(Link(kind="contrast", to="forgotten"),))
    gone = attrs.evolve(entry("gone", None, "contrast"), retracted_at=day(6, 1))
    journal = journal_of(
        FORGOTTEN,
        said,
        entry("corner", tn.moment("2023-04-01 09:00", ZONE), "instance_of", "about", "instance_of"),
        entry("both", tn.moment("2023-01-01 09:00", ZONE), "contrast", "instance_of"),
        entry("elsewhere", None, "instance_of", to="card"),
        entry("beside", None, "about", "because_of"),
        entry("undated", None, "contrast"),
        gone,
    )
    ledger = evidence(journal, "forgotten")
    assert [(one.record.id, one.kind) for one in ledger.linked] == [
        ("both", "contrast"), ("both", "instance_of"), ("card", "contrast"),
        ("corner", "instance_of"), ("undated", "contrast"),
    ]  # fmt: skip
    assert ledger.n == 5
    by_then = evidence(journal, "forgotten", at=day(3, 1)).linked
    assert {one.record.id for one in by_then} == {"both", "card", "undated", "gone"}


def test_nothing_speaks_for_or_against_what_was_taken_back() -> None:
    journal = journal_of(attrs.evolve(FORGOTTEN, retracted_at=day(6, 1)))
    assert evidence(journal, "forgotten").n == 0
    assert evidence(journal, "forgotten", at=day(5, 31)).n == 5
    assert evidence(journal, "forgotten", at=day(6, 1)).n == 0


def test_what_is_not_there_is_said_to_be_not_there() -> None:
    journal = journal_of(Entry(id="entry", body="x"))
    for ask in (evidence, held, beside_ruptures, heard):
        with pytest.raises(KeyError, match="of that id"):
            ask(journal, "entry")


# -- how strongly each holds it -------------------------------------------------------------------------------


def reading(when: When | None, felt: int | str, *, known: int = 5, by: str = "client") -> Reading:
    return Reading(at=when, known=Rating.of(known), felt=felt if isinstance(felt, str) else Rating.of(felt), by=by)


JANUARY, MARCH, AUGUST = reading(day(1, 5), 9, known=2), reading(day(3, 5), "like a draught"), reading(day(8, 5), 3)
SMALL_ONE = reading(day(2, 1), 10, by="the-small-one")
SOMETIME = reading(None, 7)
NEVER_DATED = reading(Approximate(words="on trains"), 1, by="the-guard")
REAL = Belief(
    id="real", text="It is only a job to her.", readings=(AUGUST, NEVER_DATED, SOMETIME, JANUARY, SMALL_ONE, MARCH)
)


def test_each_holder_has_a_latest_reading_beside_the_first_and_undated_ones_stand_apart() -> None:
    found = held(journal_of(REAL), "real")
    assert [(one.by, one.first, one.reading, one.readings, one.undated) for one in found] == [
        ("client", JANUARY, AUGUST, (JANUARY, MARCH, AUGUST), (SOMETIME,)),
        ("the-small-one", SMALL_ONE, SMALL_ONE, (SMALL_ONE,), ()),
        ("the-guard", None, None, (), (NEVER_DATED,)),
    ]


def test_how_strongly_a_belief_was_held_is_told_as_of_a_moment() -> None:
    at_easter = held(journal_of(REAL), "real", day(3, 5))
    assert [(one.by, one.reading) for one in at_easter] == [
        ("client", MARCH), ("the-small-one", SMALL_ONE), ("the-guard", None),
    ]  # fmt: skip
    before = held(journal_of(REAL), "real", day(1, 4))
    assert [(one.by, one.reading, one.undated) for one in before] == [
        ("the-guard", None, (NEVER_DATED,)),
        ("client", None, (SOMETIME,)),
    ]
    assert held(journal_of(attrs.evolve(REAL, retracted_at=day(3, 1))), "real", day(3, 1)) == ()


# -- beside the ruptures --------------------------------------------------------------------------------------


def rupture(id: str, noticed: When | None, *steps: tuple[When, RuptureState], therapy: str | None = None) -> Rupture:
    taken = tuple(RuptureStep(at=when, state=state) for when, state in steps)
    return Rupture(id=id, noticed=noticed, steps=taken, therapy=therapy)


def laid_out(found: BesideRupture) -> dict[str, tuple[Reading | None, tuple[Reading, ...], Reading | None]]:
    return {one.by: (one.before, one.while_open, one.after) for one in found.held}


def test_readings_stand_before_during_and_after_each_rupture_each_holder_for_itself() -> None:
    clock = rupture("clock", day(2, 20), (day(3, 6), "raised"), (day(3, 20), "resolved"))
    email = rupture("email", day(8, 5))
    first = rupture("first", day(1, 1), (day(1, 2), "unresolved"))
    found = beside_ruptures(journal_of(email, clock, first, REAL), "real")
    assert [one.rupture.id for one in found.ruptures] == ["first", "clock", "email"]
    assert [laid_out(one) for one in found.ruptures] == [
        {"client": (None, (), JANUARY), "the-small-one": (None, (), SMALL_ONE)},
        {"client": (JANUARY, (MARCH,), AUGUST), "the-small-one": (SMALL_ONE, (), None)},
        {"client": (MARCH, (AUGUST,), None), "the-small-one": (SMALL_ONE, (), None)},
    ]
    assert found.n == 2
    assert found.undated == (NEVER_DATED, SOMETIME)


def test_beside_the_ruptures_at_a_moment_stands_what_was_known_then() -> None:
    clock = rupture("clock", day(2, 20), (day(3, 6), "raised"), (day(3, 20), "resolved"))
    taken_back = attrs.evolve(rupture("not one", day(2, 1)), retracted_at=day(4, 1))
    email = rupture("email", day(8, 5))
    journal = journal_of(clock, taken_back, email, rupture("undated", None), REAL)

    def then(at: Date | None) -> dict[str, object]:
        return {one.rupture.id: laid_out(one).get("client") for one in beside_ruptures(journal, "real", at=at).ruptures}

    assert then(day(2, 19)) == {"not one": (JANUARY, (), None), "undated": None}
    assert then(day(3, 19)) == {
        "clock": (JANUARY, (MARCH,), None),
        "not one": (JANUARY, (MARCH,), None),
        "undated": None,
    }
    assert then(day(7, 1)) == {"clock": (JANUARY, (MARCH,), None), "undated": None}
    assert then(day(12, 31)) == then(None)
    assert beside_ruptures(journal, "real", at=day(3, 1)).n == 0
    assert beside_ruptures(journal, "real", at=day(7, 1)).n == 1
    gone = journal_of(clock, attrs.evolve(REAL, retracted_at=day(6, 1)))
    assert beside_ruptures(gone, "real", at=day(5, 31)).n == 1
    assert laid_out(beside_ruptures(gone, "real", at=day(6, 1)).ruptures[0]) == {}


def test_a_rupture_that_was_opened_again_later_had_closed_by_then() -> None:
    again = rupture("again", day(2, 1), (day(2, 20), "resolved"), (day(9, 1), "reopened"))
    journal = journal_of(again, attrs.evolve(REAL, readings=(JANUARY, MARCH)))
    [then] = beside_ruptures(journal, "real", at=day(6, 1)).ruptures
    [now] = beside_ruptures(journal, "real", at=day(9, 1)).ruptures
    assert laid_out(then) == {"client": (JANUARY, (), MARCH)}
    assert laid_out(now) == {"client": (JANUARY, (MARCH,), None)}


@pytest.mark.parametrize(
    ("steps", "during", "after"),
    [
        ([(day(2, 1), "resolved")], 0, MARCH),
        ([(day(3, 5), "resolved")], 0, MARCH),
        ([(day(3, 6), "resolved"), (day(3, 7), "resolved")], 1, AUGUST),
        ([(day(2, 1), "resolved"), (day(4, 1), "reopened"), (day(5, 1), "unresolved")], 1, AUGUST),
        ([(day(2, 1), "resolved"), (day(4, 1), "reopened")], 2, None),
        ([(day(2, 1), "partly_resolved")], 2, None),
        ([(Approximate(words="some day"), "resolved")], 2, None),
        ([(day(1, 2), "resolved")], 0, MARCH),
    ],
)
def test_a_rupture_is_open_until_the_closing_that_held(
    steps: list[tuple[When, RuptureState]], during: int, after: Reading | None
) -> None:
    journal = journal_of(attrs.evolve(REAL, readings=(JANUARY, MARCH, AUGUST)), rupture("r", day(1, 20), *steps))
    [found] = beside_ruptures(journal, "real").ruptures
    assert laid_out(found) == {"client": (JANUARY, (MARCH, AUGUST)[:during], after)}


def test_a_rupture_that_nobody_dated_has_nothing_beside_it_and_its_first_step_dates_it() -> None:
    journal = journal_of(
        REAL,
        rupture("undated", None),
        rupture("worded", Approximate(words="long ago"), (day(2, 10), "raised")),
        rupture("of-this-one", day(2, 1), therapy="this"),
        attrs.evolve(rupture("taken-back", day(2, 1)), retracted_at=day(2, 2)),
        rupture("other", day(2, 1), therapy="other"),
    )
    found = {one.rupture.id: laid_out(one) for one in beside_ruptures(journal, "real", therapy="this").ruptures}
    assert set(found) == {"undated", "worded", "of-this-one"}
    assert found["undated"] == {}
    assert found["worded"]["client"] == (JANUARY, (MARCH, AUGUST), None)
    assert set(found) | {"other"} == {one.rupture.id for one in beside_ruptures(journal, "real").ruptures}


# -- said and heard -------------------------------------------------------------------------------------------


def hearing(meaning: str, when: When | None = None, who: str | None = None, **fields: object) -> Hearing:
    return attrs.evolve(Hearing(who=who, meaning=meaning, at=when), **fields)  # type: ignore[arg-type]  # its own fields


SMALL = hearing("I may stay.", who="the-small-one", portion=Rating(value=2, low=0, high=100))
LARGE = hearing("She says so to all of us.", portion=Rating(value=98, low=0, high=100), believed="with my whole back")
LATER = hearing("She says so to all of us, and means it.", day(9, 1), believed=Rating.of(6))
CHAIR = Statement(
    id="chair", words="Your chair is your chair.", speaker="therapist", said=day(4, 4), heard=(LATER, SMALL, LARGE)
)


def told(found: tuple[HeardBy, ...]) -> list[tuple[str | None, tuple[Hearing, ...], tuple[Hearing, ...]]]:
    return [(one.who, one.first, one.latest) for one in found]


def test_a_statement_was_heard_by_each_in_their_way_and_otherwise_later() -> None:
    found = heard(journal_of(CHAIR), "chair")
    assert told(found) == [("the-small-one", (SMALL,), (SMALL,)), (None, (LARGE,), (LATER,))]
    assert [one.hearings for one in found] == [(SMALL,), (LARGE, LATER)]
    assert told(heard(journal_of(CHAIR), CHAIR, day(8, 31)))[1] == (None, (LARGE,), (LARGE,))
    assert heard(journal_of(CHAIR), "chair", day(4, 3)) == ()
    assert heard(journal_of(attrs.evolve(CHAIR, retracted_at=day(5, 1))), "chair") == ()


def test_two_portions_of_one_hearer_at_one_time_are_no_change_of_mind() -> None:
    one = attrs.evolve(SMALL, who=None)
    [found] = heard(journal_of(attrs.evolve(CHAIR, heard=(one, LARGE))), "chair")
    assert found.first == found.latest == (one, LARGE)


def test_two_accounts_of_one_hearing_are_not_mixed() -> None:
    hers = hearing("She looked pleased.", according_to="therapist")
    found = heard(journal_of(attrs.evolve(CHAIR, heard=(LARGE, hers))), "chair")
    assert [(one.who, one.according_to, one.latest) for one in found] == [
        (None, "client", (LARGE,)),
        (None, "therapist", (hers,)),
    ]


def test_a_hearing_of_which_no_time_is_known_is_neither_first_nor_latest() -> None:
    vague = hearing("Chairs get sold.", Approximate(words="in the tram"))
    [found] = heard(journal_of(attrs.evolve(CHAIR, heard=(vague, LARGE))), "chair", day(5, 1))
    assert (found.hearings, found.latest, found.undated) == ((LARGE,), (LARGE,), (vague,))
    [alone] = heard(journal_of(attrs.evolve(CHAIR, said=None, heard=(LARGE,))), "chair", day(1, 1))
    assert (alone.first, alone.latest, alone.undated) == ((), (), (LARGE,))


def test_what_was_said_and_how_it_was_heard_stand_side_by_side() -> None:
    unheard = Statement(id="unheard", words="Mind the step.", said=day(1, 1))
    earlier = Statement(id="earlier", words="Hm.", said=day(2, 2), heard=(hearing("No."),), therapy="other")
    journal = journal_of(CHAIR, unheard, earlier)
    assert [one.statement.id for one in said_and_heard(journal)] == ["earlier", "chair"]
    assert [one.statement.id for one in said_and_heard(journal, day(4, 3))] == ["earlier"]
    assert [one.statement.id for one in said_and_heard(journal, therapy="this")] == ["chair"]
    assert said_and_heard(journal)[1].heard == heard(journal, "chair")


# -- on every journal -----------------------------------------------------------------------------------------

LEAN: dict[str, st.SearchStrategy[object]] = {
    **dict.fromkeys(("authors", "shared_with", "links", "tags", "afterthoughts"), st.just(())),
    "source": st.none(),
    "extra": st.just({}),
}
"""What none of these questions reads."""
link_kinds = st.sampled_from(("instance_of", "contrast", "about"))
some_links = st.lists(st.builds(Link, kind=link_kinds, to=st.sampled_from("abcdef")), max_size=2).map(tuple)
some_beliefs = st.lists(
    st.one_of(
        testing.beliefs(**LEAN),
        testing.goals(**LEAN),
        testing.ruptures(**LEAN, moves=st.just(()), sizes=st.just(()), feelings=st.just(())),
        testing.statements(**LEAN),
        st.builds(Entry, id=st.sampled_from("abcdef"), written_at=st.none() | testing.moments(), links=some_links),
    ),
    max_size=8,
    unique_by=lambda record: record.id,
)


def made_of(found: list[Record], zone: str) -> tn.Journal:
    return tn.Journal(zone=zone).with_records(*found)


full_journals = st.builds(made_of, some_beliefs, testing.zones())
any_moments = st.none() | testing.moments() | testing.days()


@given(full_journals, any_moments, st.sampled_from((None, "client", "a")))
def test_every_belief_and_goal_has_a_ledger_in_which_each_thing_stands_once(
    journal: tn.Journal, at: DateTime | Date | None, by: str | None
) -> None:
    records: tuple[Belief | Goal, ...] = (*journal.beliefs, *journal.goals)
    for record in records:
        ledger = evidence(journal, record.id, by, at)
        listed = [*ledger.for_, *ledger.against, *ledger.mixed, *ledger.other]
        assert len(listed) == ledger.n == sum(one.n for one in ledger.by)
        assert all(one.n == one.for_ + one.against + one.mixed + one.other for one in ledger.by)
        assert [len(side) for side in (ledger.for_, ledger.against, ledger.mixed, ledger.other)] == [
            sum(getattr(one, side) for one in ledger.by) for side in ("for_", "against", "mixed", "other")
        ]
        if at is None and by is None:
            assert ledger.n == (0 if record.retracted_at is not None else len(record.evidence))
        assert all(Link(kind=one.kind, to=record.id) in map(bare, one.record.links) for one in ledger.linked)
        assert {one.kind for one in ledger.linked} <= {"instance_of", "contrast"}


def bare(link: Link) -> Link:
    return Link(kind=link.kind, to=link.to)


@given(full_journals, any_moments)
def test_the_latest_reading_of_each_holder_is_that_of_the_belief_itself(
    journal: tn.Journal, at: DateTime | Date | None
) -> None:
    for belief in journal.beliefs:
        found = {one.by: one for one in held(journal, belief.id, at)}
        for by, one in found.items():
            assert one.readings or one.undated
            assert all(r.by == by for r in (*one.readings, *one.undated))
            assert at is None or one.reading == belief.reading_at(at, by=by, zone=journal.zone)
        if at is None and belief.retracted_at is None:
            assert sum(len(one.readings) + len(one.undated) for one in found.values()) == len(belief.readings)


@given(full_journals, st.sampled_from((None, "a")))
def test_every_belief_stands_beside_every_rupture_and_no_reading_stands_twice_beside_one(
    journal: tn.Journal, therapy: str | None
) -> None:
    kept = [r for r in journal.ruptures if r.retracted_at is None and (therapy is None or r.therapy in {None, therapy})]
    for belief in journal.beliefs:
        found = beside_ruptures(journal, belief.id, therapy)
        assert found == beside_ruptures(journal, belief.id, therapy, at=None)
        assert [one.rupture for one in found.ruptures] == kept
        assert 0 <= found.n <= len(kept)
        for beside in found.ruptures:
            for one in beside.held:
                series = [r for r in (one.before, *one.while_open, one.after) if r is not None]
                times = [begins(r.at, journal.zone) for r in series]
                assert series
                assert times == sorted(times)
                assert times[-1] < END
                assert len(series) <= sum(r.by == one.by for r in belief.readings)


@given(full_journals)
def test_a_reading_stands_beside_an_open_rupture_when_the_rupture_was_open_or_had_not_closed_for_good(
    journal: tn.Journal,
) -> None:
    for belief in journal.beliefs:
        for beside in beside_ruptures(journal, belief).ruptures:
            during = [r for one in beside.held for r in one.while_open]
            for r in during:
                rupture = beside.rupture
                then = tn.moments.at_instant(begins(r.at, journal.zone), journal.zone)
                assert rupture.is_open_at(then, zone=journal.zone) or any(
                    begins(step.at, journal.zone) > begins(r.at, journal.zone) for step in rupture.steps
                )


@given(full_journals, any_moments)
def test_every_hearing_stands_once_beside_what_was_said(journal: tn.Journal, at: DateTime | Date | None) -> None:
    found = {one.statement.id: one.heard for one in said_and_heard(journal, at)}
    for statement in journal.statements:
        hearers = heard(journal, statement.id, at)
        assert hearers == found.get(statement.id, ())
        assert len({(one.who, one.according_to) for one in hearers}) == len(hearers)
        for one in hearers:
            assert one.hearings or one.undated
            assert bool(one.first) == bool(one.latest) == bool(one.hearings)
            assert one.hearings[: len(one.first)] == one.first
            assert one.hearings[len(one.hearings) - len(one.latest) :] == one.latest
        if at is None and statement.retracted_at is None:
            assert sum(len(one.hearings) + len(one.undated) for one in hearers) == len(statement.heard)


@documents
@given(testing.journals(), testing.moments())
def test_every_journal_answers_about_its_beliefs_and_its_statements(journal: tn.Journal, at: DateTime) -> None:
    for belief in journal.beliefs:
        assert len(held(journal, belief, at)) <= len(belief.readings)
        assert evidence(journal, belief, at=at).n <= len(belief.evidence)
        assert len(beside_ruptures(journal, belief).ruptures) <= len(journal.ruptures)
        for one in beside_ruptures(journal, belief, at=at).ruptures:
            assert one.rupture.state_at(at, zone=journal.zone) is not None
            told = [r for by in one.held for r in (by.before, *by.while_open, by.after) if r is not None]
            assert all(begins(r.at, journal.zone) <= begins(at, journal.zone) for r in told)
    for goal in journal.goals:
        assert evidence(journal, goal, at=at).n <= len(goal.evidence)
    assert len(said_and_heard(journal, at)) <= len(journal.statements)
