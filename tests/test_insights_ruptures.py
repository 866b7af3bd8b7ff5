"""Ruptures beside their repairs, and what is said of how many."""

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import therapy_notes as tn
from therapy_notes import moments, testing
from therapy_notes.insights import ruptures as asked
from therapy_notes.model.journal import Journal
from therapy_notes.model.ruptures import Rupture, RuptureStep, Size
from therapy_notes.model.values import Degree, Rating, begins, has_come
from therapy_notes.model.vocabulary import RuptureState
from therapy_notes.moments import Date, Duration

ZONE = "America/Lima"


def day(n: int) -> Date:
    """Return a day of an invented November."""
    return Date(2023, 11, n)


def journal_of(*records: tn.Record) -> Journal:
    return Journal(zone=ZONE).with_records(*records)


def step(n: int, state: RuptureState, *strategies: str, hurt: Degree | None = None) -> RuptureStep:
    return RuptureStep(at=day(n), state=state, strategies=strategies, hurt=hurt)


LAUGH = Rupture(
    id="the-laugh",
    title="She laughed at the wrong place",
    noticed=day(2),
    triggers=("therapist_mood_or_lapse", "my grandmother's laugh", "therapist_mood_or_lapse"),
    steps=(
        step(6, "raised"),
        step(6, "being_worked", "invites_thoughts_and_feelings", hurt=Rating.of(6)),
        step(13, "resolved", "acknowledges_contribution", "invites_thoughts_and_feelings", hurt="a crumb"),
    ),
    therapy="t",
)
CHAIR = Rupture(
    id="the-chair",
    title="The chair had moved",
    noticed=day(3),
    triggers=("my grandmother's laugh",),
    steps=(step(10, "raised"), step(24, "unresolved", hurt="all of it")),
)
TRAM = Rupture(id="the-tram", noticed=day(4), steps=(step(6, "raised"), step(13, "resolved"), step(27, "reopened")))
TAKEN_BACK = Rupture(id="nothing", noticed=day(1), retracted_at=day(5), triggers=("unknown",))
NOVEMBER = journal_of(LAUGH, CHAIR, TRAM, TAKEN_BACK)


def ids(found: tuple[Rupture, ...]) -> list[str]:
    return [rupture.id for rupture in found]


@pytest.mark.parametrize(
    ("when", "open_then", "repaired", "unresolved"),
    [
        (1, ["nothing"], [], []),
        (4, ["nothing", "the-laugh", "the-chair", "the-tram"], [], []),
        (13, ["the-chair"], ["the-laugh", "the-tram"], []),
        (24, [], ["the-laugh", "the-tram"], ["the-chair"]),
        (30, ["the-tram"], ["the-laugh"], ["the-chair"]),
    ],
)
def test_each_rupture_is_open_or_repaired_or_left(
    when: int, open_then: list[str], repaired: list[str], unresolved: list[str]
) -> None:
    found = asked.ruptures_by_state(NOVEMBER, day(when))
    assert (ids(found.open), ids(found.repaired), ids(found.unresolved)) == (open_then, repaired, unresolved)
    assert found.noticed == len(open_then) + len(repaired) + len(unresolved)


@given(testing.journals() | st.lists(testing.ruptures(), max_size=5, unique_by=lambda r: r.id).map(lambda r: journal_of(*r)),
       testing.moments() | testing.days())  # fmt: skip
def test_open_and_repaired_and_unresolved_are_all_that_was_noticed(journal: Journal, when: Date) -> None:
    now = begins(when, journal.zone)
    noticed = [
        rupture.id
        for rupture in journal.ruptures
        if rupture.state_at(when, zone=journal.zone) is not None
        and not (rupture.retracted_at is not None and has_come(rupture.retracted_at, now, journal.zone))
    ]
    found = asked.ruptures_by_state(journal, when)
    assert sorted(ids(found.open) + ids(found.repaired) + ids(found.unresolved)) == sorted(noticed)
    assert found.noticed == len(noticed)
    assert ids(found.open) == [one.rupture.id for one in asked.open_ruptures(journal, when)]
    triggers = asked.by_trigger(journal, when)
    assert triggers.n == len(noticed)
    assert all(1 <= count <= triggers.n for _, count in triggers.counts)
    beside = asked.beside_repair(journal, when)
    assert [one.rupture.id for one in beside.ruptures] == noticed
    assert beside.repaired <= len(found.repaired)
    assert (beside.usual_time_to_raise is None) == (beside.raised < 3)


def test_a_rupture_with_two_triggers_counts_under_both_and_how_many_there_are_stands_apart() -> None:
    found = asked.by_trigger(NOVEMBER, day(30))
    assert found.counts == (("my grandmother's laugh", 2), ("therapist_mood_or_lapse", 1))
    assert (found.n, found.without) == (3, 1)
    assert asked.by_trigger(NOVEMBER, day(2)).counts[0] == ("unknown", 1)


def test_only_ruptures_of_the_therapy_count_and_those_that_name_none() -> None:
    assert asked.by_trigger(NOVEMBER, day(30), "t").n == 3
    assert ids(asked.ruptures_by_state(NOVEMBER, day(30), "another").repaired) == []


def test_sizes_stand_side_by_side_as_she_wrote_them() -> None:
    written = (
        Size(of="then", degree=Rating.of(9)),
        Size(of="now", degree=Rating.of(3), at=day(20)),
        Size(of="now", degree=Rating.of(5)),
        Size(of="now", degree=Rating.of(7), at=day(8)),
        Size(of="warranted", degree="about a thumb's worth"),
        Size(of="then", degree=Rating(value=0.3, low=0, high=1), according_to="therapist"),
        Size(of="warranted", degree=Rating(value=0.1, low=0, high=1), according_to="therapist"),
        Size(of="now", degree=Rating.of(0), according_to="therapist"),
    )
    mine, hers = asked.sizes(attrs.evolve(LAUGH, sizes=written))
    assert (mine.according_to, mine.then, mine.now, mine.warranted) == ("client", written[0], written[1], written[4])
    assert (mine.gap_now, mine.gap_warranted) == (6, None)
    assert (hers.according_to, hers.gap_now, hers.gap_warranted) == ("therapist", None, 0.2)
    earlier = asked.sizes(attrs.evolve(LAUGH, sizes=written), day(10), ZONE)[0]
    assert (earlier.now, earlier.gap_now) == (written[3], 2)


@given(testing.ruptures(), st.none() | testing.moments() | testing.days())
def test_no_size_is_made_up_and_no_account_is_lost(rupture: Rupture, when: Date | None) -> None:
    found = asked.sizes(rupture, when)
    for one in found:
        for size, of in ((one.then, "then"), (one.now, "now"), (one.warranted, "warranted")):
            assert size is None or (size in rupture.sizes and size.of == of and size.according_to == one.according_to)
        if one.gap_now is not None:
            assert one.then is not None
            assert isinstance(one.then.degree, Rating)
            assert abs(one.gap_now) <= (one.then.degree.high - one.then.degree.low) * 1.0001
    if when is None:
        assert {one.according_to for one in found} == {size.according_to for size in rupture.sizes}


def test_a_rupture_stands_beside_its_repair_as_far_as_it_had_come() -> None:
    laugh, chair, tram = asked.beside_repair(NOVEMBER, day(30)).ruptures
    assert (laugh.time_to_raise, laugh.time_to_repair) == (Duration(days=4), Duration(days=11))
    assert laugh.strategies == ("invites_thoughts_and_feelings", "acknowledges_contribution")
    assert laugh.hurt_left == "a crumb"
    assert (chair.state, chair.time_to_repair, chair.hurt_left) == ("unresolved", None, "all of it")
    assert (tram.state, tram.time_to_repair) == ("reopened", None)
    before = {one.rupture.id: one for one in asked.beside_repair(NOVEMBER, day(7)).ruptures}
    assert (before["the-laugh"].time_to_repair, before["the-laugh"].hurt_left) == (None, Rating.of(6))
    assert before["the-chair"].time_to_raise is None
    then = {one.rupture.id: one for one in asked.beside_repair(NOVEMBER, day(20)).ruptures}
    assert then["the-tram"].time_to_repair == Duration(days=9)


def test_the_usual_time_is_said_from_three_on() -> None:
    found = asked.beside_repair(NOVEMBER, day(30))
    assert (found.raised, found.usual_time_to_raise) == (3, Duration(days=4))
    assert (found.repaired, found.usual_time_to_repair) == (1, None)
    fourth = Rupture(id="four", noticed=day(1), steps=(step(12, "raised"),))
    assert asked.beside_repair(NOVEMBER.with_records(fourth), day(30)).usual_time_to_raise == Duration(days=5, hours=12)


def test_no_answer_shows_a_word_that_somebody_wrote() -> None:
    sized = attrs.evolve(LAUGH, sizes=(Size(of="then", degree="as wide as the harbour"),))
    answers = (
        asked.ruptures_by_state(NOVEMBER, day(30)),
        asked.by_trigger(NOVEMBER, day(30)),
        asked.beside_repair(NOVEMBER, moments.moment("2023-11-30 12:00", ZONE)),
        asked.sizes(sized),
    )
    for word in ("grandmother", "crumb", "wrong place", "harbour", "all of it"):
        assert word not in repr(answers)
