"""The worked example of the documentation, step by step: one rule, its proposals, its letters, and the two people."""

import doctest
import re
from pathlib import Path
from typing import Any

import attrs
import pytest
from pendulum import Date

import therapy_notes as tn

PAGE = Path(__file__).parents[1] / "docs" / "tutorial" / "one-rule.md"
GOLDEN = Path(__file__).parent / "golden" / "one-rule.txt"
HERE = "America/Halifax"
AFTER = (
    Date(2019, 3, 10), Date(2019, 4, 21), Date(2019, 4, 25), tn.moment("2019-04-27 12:00", HERE),
    tn.moment("2019-04-28 12:00", HERE), tn.moment("2019-04-29 18:00", HERE), Date(2019, 9, 1), Date(2019, 9, 11),
    tn.moment("2019-09-16 10:00", HERE), tn.moment("2019-09-16 18:00", HERE), Date(2019, 9, 22),
)  # fmt: skip
"""A moment after each of the eleven steps."""


@pytest.fixture(scope="module")
def journals() -> tuple[tn.Journal, ...]:
    """Return the journal as it is after each step, made by the code of the page itself."""
    known: dict[str, Any] = {}
    found = []
    for section in re.split(r"^## ", PAGE.read_text("utf-8"), flags=re.MULTILINE):
        for example in doctest.DocTestParser().get_examples(section):
            if not example.source.startswith(("look(", "for ", "[")):
                exec(example.source, known)  # noqa: S102 - our own page
        if section[0].isdigit():
            found.append(known["journal"])
    assert len(found) == len(AFTER)
    return tuple(found)


@pytest.fixture(scope="module")
def journal(journals: tuple[tn.Journal, ...]) -> tn.Journal:
    return journals[-1]


def letters(journal: tn.Journal) -> tn.Agreement:
    found = journal["letters"]
    assert isinstance(found, tn.Agreement)
    return found


def rule(journal: tn.Journal, step: int) -> tuple[str, str]:
    """Return how the agreement stands after a step, and what contact it allows."""
    agreement, at = letters(journal), AFTER[step - 1]
    terms = agreement.terms_at(at, zone=HERE)
    assert terms is not None
    assert terms.contact is not None
    return agreement.status_at(at, zone=HERE), terms.contact.mode


def verdict(journal: tn.Journal, id: str) -> tn.Verdict:
    contact = journal[id]
    assert isinstance(contact, tn.Contact)
    return tn.insights.verdict(journal, contact)


def state(journal: tn.Journal, id: str, step: int) -> str | None:
    rupture = journal[id]
    assert isinstance(rupture, tn.Rupture)
    return rupture.state_at(AFTER[step - 1], zone=HERE)


def row(journal: tn.Journal, step: int) -> str:
    """Return all that is asked after a step, in one line."""
    at = AFTER[step - 1]
    status, mode = rule(journal, step)
    proposals = letters(journal).open_proposals_at(at, zone=HERE)
    ways = sum(len(proposal.alternatives) or 1 for proposal in proposals)
    own = [held for held in tn.insights.in_force(journal, at) if held.agreement.kind == "personal_commitment"]
    verdicts = [
        f"{contact.id}={found.answer}" + "".join(f"/own {one.answer}" for one in found.commitments)
        for contact, found in tn.insights.verdicts(journal, at=at)
        if contact.direction == "client_to_therapist"
    ]
    ruptures = [f"{one.id}={one.state_at(at, zone=HERE)}" for one in journal.ruptures if one.state_at(at, zone=HERE)]
    findings = sorted({finding.kind for finding in journal.check(at=at)})
    cells = (
        f"{step:2}", f"{mode}, {status}", f"{ways} open", "own promise" if own else "-", " ".join(verdicts) or "-",
        " ".join(ruptures) or "-", " ".join(findings) or "-",
    )  # fmt: skip
    return " | ".join(cells)


def test_after_each_of_the_eleven_steps_everything_is_as_it_was_written_down_once(journals: tuple[tn.Journal, ...]) -> None:
    rows = [row(journal, step) for step, journal in enumerate(journals, start=1)]
    assert "\n".join(rows) + "\n" == GOLDEN.read_text("utf-8")


def test_the_last_journal_remembers_the_rule_and_the_ruptures_of_every_step(journals: tuple[tn.Journal, ...]) -> None:
    """What came later changes nothing of what held before."""
    for step, then in enumerate(journals, start=1):
        assert rule(journals[-1], step) == rule(then, step)
        assert all(state(journals[-1], one.id, step) == state(then, one.id, step) for one in then.ruptures)


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ((1, 2, 3), ("in_force", "open")),
        ((4, 5), ("in_force", "open")),
        ((6, 7, 8, 9), ("in_force", "windowed")),
        ((10, 11), ("on_trial", "open")),
    ],
)
def test_a_proposal_is_no_rule_and_a_reluctant_yes_is_one(
    journal: tn.Journal, steps: tuple[int, ...], expected: tuple[str, str]
) -> None:
    assert {rule(journal, step) for step in steps} == {expected}


def test_inside_a_beginning_that_nobody_can_date_nobody_can_tell(journal: tn.Journal) -> None:
    early = tn.Contact.new("…", at=Date(2019, 3, 4))
    assert tn.insights.verdict(journal, early).answer == "cannot_tell"


def test_two_ways_are_proposed_then_one_and_none_after_the_compromise(journal: tn.Journal) -> None:
    def ways(step: int) -> list[str]:
        proposals = letters(journal).open_proposals_at(AFTER[step - 1], zone=HERE)
        return [alternative.id for proposal in proposals for alternative in proposal.alternatives]

    assert (ways(3), ways(4), ways(5), ways(6)) == ([], ["none-at-all", "two-a-week"], ["none-at-all"], [])


def test_how_it_felt_is_kept_beside_what_was(journal: tn.Journal) -> None:
    (proposal,) = letters(journal).open_proposals_at(AFTER[3], zone=HERE)
    assert proposal.felt_as is not None
    assert proposal.felt_as.contact is not None
    assert (proposal.felt_as.contact.mode, rule(journal, 4)[1]) == ("none", "open")


def test_the_second_way_was_declined_for_what_it_costs(journal: tn.Journal) -> None:
    (found,) = tn.insights.declined(journal)
    assert (found.act.id, found.act.reason, found.act.answers) == ("too-dear", "cost", ("two-a-week",))


@pytest.mark.parametrize(
    ("id", "answer", "own"),
    [
        ("very-many", "yes", []),
        ("the-angry-one", "yes", []),
        ("the-picture", "cannot_tell", []),
        ("please-open-it", "yes", []),
        ("to-move-one", "yes", ["yes"]),
        ("to-let-off", "yes", ["no"]),
    ],
)
def test_each_letter_is_judged_by_the_rule_of_its_hour(journal: tn.Journal, id: str, answer: str, own: list[str]) -> None:
    found = verdict(journal, id)
    assert found.answer == answer
    assert [one.answer for one in found.commitments] == own


def test_the_picture_would_have_been_within_the_hours_at_noon_and_not_at_night(journal: tn.Journal) -> None:
    picture = journal["the-picture"]
    assert isinstance(picture, tn.Contact)
    at_noon = attrs.evolve(picture, at=tn.moment("2019-09-10 12:00", HERE))
    at_night = attrs.evolve(picture, at=tn.moment("2019-09-10 21:00", HERE))
    assert [tn.insights.verdict(journal, one).answer for one in (at_noon, at_night)] == ["yes", "no"]


def test_the_rupture_is_raised_half_mended_reopened_and_mended(journal: tn.Journal) -> None:
    rupture = journal["the-ladder"]
    assert isinstance(rupture, tn.Rupture)
    assert [step.state for step in rupture.steps] == ["raised", "partly_resolved", "reopened", "resolved"]
    assert [state(journal, "the-ladder", step) for step in (3, 4, 6, 9, 10)] == [
        None, "noticed", "partly_resolved", "partly_resolved", "resolved",
    ]  # fmt: skip
    assert rupture.triggers == ("boundary_change",)
    assert [(move.actor, move.direction) for move in rupture.moves] == [("therapist", "away"), ("client", "against")]


def test_the_angry_night_is_an_episode_of_its_own(journal: tn.Journal) -> None:
    night = journal["the-night"]
    assert isinstance(night, tn.Rupture)
    assert night.type == "confrontation"
    assert (state(journal, "the-night", 4), state(journal, "the-night", 10)) == ("noticed", "resolved")


def test_a_trial_without_a_day_to_look_at_it_again_is_pointed_out_from_the_tenth_step_on(
    journals: tuple[tn.Journal, ...],
) -> None:
    def pointed_out(step: int) -> bool:
        return "trial_without_review" in {finding.kind for finding in journals[step - 1].check(at=AFTER[step - 1])}

    assert [step for step in range(1, 12) if pointed_out(step)] == [10, 11]


def test_what_she_feared_did_not_come(journal: tn.Journal) -> None:
    found = tn.insights.occasions(journal)
    assert (found.n, found.did_not_happen, found.open) == (1, 1, 0)
