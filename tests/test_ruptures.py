import itertools
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from therapy_notes import moments, testing
from therapy_notes.model.ruptures import CLOSED, Move, Rupture, RuptureStep, RuptureType
from therapy_notes.model.values import Approximate, When, begins, has_come
from therapy_notes.model.vocabulary import MoveDirection, RuptureState
from therapy_notes.moments import Date, DateTime, Duration

ZONE = "Europe/Paris"


def day(n: int) -> Date:
    """Return a day of an invented month."""
    return Date(2024, 5, n)


def rupture(*steps: tuple[int, RuptureState], noticed: When | None = None) -> Rupture:
    return Rupture(id="r", noticed=noticed, steps=tuple(RuptureStep(at=day(n), state=state) for n, state in steps))


@pytest.mark.parametrize(
    ("directions", "kind"),
    [
        ([], "none"),
        (["away"], "withdrawal"),
        (["against"], "confrontation"),
        (["away", "away"], "withdrawal"),
        (["away", "against"], "mixed"),
        (["against", "against", "away"], "mixed"),
    ],
)
def test_the_type_is_read_from_the_moves_of_both_people(directions: list[MoveDirection], kind: RuptureType) -> None:
    actors = itertools.cycle(("client", "therapist"))
    moves = [Move(actor=actor, direction=direction) for actor, direction in zip(actors, directions, strict=False)]
    for order in itertools.permutations(moves):
        assert Rupture(id="r", moves=order).type == kind


def test_a_state_holds_from_the_midnight_of_its_step_until_the_next() -> None:
    found = rupture((6, "raised"), (13, "resolved"), (20, "reopened"), noticed=day(1))
    states = {n: found.state_at(day(n)) for n in (1, 5, 6, 12, 13, 19, 20, 31)}
    assert states == {
        1: "noticed", 5: "noticed", 6: "raised", 12: "raised",
        13: "resolved", 19: "resolved", 20: "reopened", 31: "reopened",
    }  # fmt: skip
    assert found.state_at(Date(2024, 4, 30)) is None
    assert [found.is_open_at(day(n)) for n in (1, 6, 13, 20)] == [True, True, False, True]


def test_two_steps_of_one_day_keep_the_order_in_which_they_were_written() -> None:
    assert rupture((6, "raised"), (6, "being_worked")).state_at(day(6)) == "being_worked"
    assert rupture((6, "being_worked"), (6, "raised")).state_at(day(6)) == "raised"


def test_one_that_nobody_dated_has_been_noticed() -> None:
    assert Rupture(id="r").state_at(day(1)) == "noticed"
    assert Rupture(id="r").is_open_at(day(1))
    assert Rupture(id="r").time_to_raise() is None
    assert Rupture(id="r").time_to_repair() is None


def test_a_step_that_nobody_dated_was_taken_with_the_one_before_it() -> None:
    once = Approximate(words="at some point")
    steps = (
        RuptureStep(at=day(6), state="raised"),
        RuptureStep(at=once, state="resolved"),
        RuptureStep(at=day(20), state="reopened"),
    )
    found = Rupture(id="r", noticed=day(1), steps=steps)
    assert [found.state_at(day(n)) for n in (2, 7, 21)] == ["noticed", "resolved", "reopened"]
    assert Rupture(id="r", noticed=once).state_at(day(1)) == "noticed"
    assert Rupture(id="r", steps=(RuptureStep(at=once, state="resolved"),)).state_at(day(1)) == "resolved"


def test_a_day_begins_at_its_midnight_in_the_zone_that_is_asked_for() -> None:
    found = rupture((6, "raised"), noticed=day(1))
    just_before = moments.moment("2024-05-05 23:30", ZONE)
    assert found.state_at(just_before) == "noticed"
    assert found.state_at(just_before, zone="Asia/Tokyo") == "raised"


def test_the_times_to_raise_and_to_repair_count_from_noticing() -> None:
    found = rupture((8, "raised"), (10, "being_worked"), (15, "resolved"), noticed=day(1))
    assert found.time_to_raise() == Duration(days=7)
    assert found.time_to_repair() == Duration(days=14)
    undated = rupture((8, "raised"), (15, "resolved"))
    assert (undated.time_to_raise(), undated.time_to_repair()) == (Duration(), Duration(days=7))


@pytest.mark.parametrize(
    ("steps", "days"),
    [
        ([(8, "resolved"), (9, "reopened")], None),
        ([(8, "resolved"), (9, "reopened"), (20, "resolved")], 19),
        ([(8, "resolved"), (9, "resolved")], 7),
        ([(20, "resolved"), (9, "reopened"), (8, "resolved")], 19),
        ([(8, "partly_resolved")], None),
        ([(8, "unresolved")], None),
        ([(8, "unresolved"), (9, "resolved")], 8),
        ([], None),
    ],
)
def test_a_repair_that_did_not_hold_does_not_count(steps: list[tuple[int, RuptureState]], days: int | None) -> None:
    repaired = rupture(*steps, noticed=day(1)).time_to_repair()
    assert repaired == (None if days is None else Duration(days=days))


def test_a_repair_before_it_was_noticed_has_no_length() -> None:
    assert rupture((1, "raised"), (2, "resolved"), noticed=day(9)).time_to_repair() is None
    assert rupture((1, "raised"), noticed=day(9)).time_to_raise() is None
    assert rupture((1, "raised"), noticed=Approximate(words="then")).time_to_raise() is None


a_step = st.builds(RuptureStep, at=testing.whens(), state=st.sampled_from(("noticed", "raised", "resolved", "reopened")))
whole_steps = st.lists(a_step, max_size=4)


@given(testing.ruptures(), testing.moments(), testing.zones())
@example(
    Rupture(id="r", steps=(RuptureStep(at=Approximate(words="then"), state="raised"),)),
    moments.parse("2024-05-01T00:00:00+00:00[UTC]"),
    "UTC",
)
def test_every_rupture_answers_at_every_moment(found: Rupture, at: DateTime, zone: str) -> None:
    state = found.state_at(at, zone=zone)
    steps = found.steps_until(at, zone=zone)
    assert state == (steps[-1].state if steps else state)
    assert all(has_come(step.at, moments.instant(at), zone) for step in steps)
    assert found.is_open_at(at, zone=zone) == (state is not None and state not in CLOSED)
    for length in (found.time_to_raise(zone=zone), found.time_to_repair(zone=zone)):
        assert length is None or length.total_seconds() >= 0


@given(testing.ruptures(steps=whole_steps.map(tuple)), testing.moments(), st.randoms(use_true_random=False))
def test_the_answer_does_not_depend_on_the_order_of_steps_at_different_times(
    found: Rupture, at: DateTime, random: Random
) -> None:
    times = [begins(step.at, ZONE) for step in found.steps]
    if len(set(times)) < len(times) or moments.END in times:
        return  # a step that nobody dated has its place among the others
    shuffled = list(found.steps)
    random.shuffle(shuffled)
    other = Rupture(id="r", noticed=found.noticed, steps=tuple(shuffled))
    assert other.steps_until(at, zone=ZONE) == found.steps_until(at, zone=ZONE)
    if found.noticed is not None:
        assert other.state_at(at, zone=ZONE) == found.state_at(at, zone=ZONE)
        assert other.time_to_repair(zone=ZONE) == found.time_to_repair(zone=ZONE)
