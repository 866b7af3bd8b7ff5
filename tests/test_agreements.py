"""What holds at a moment. First one story, invented after the worked example; then the laws."""

import attrs
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from therapy_notes import moments, testing
from therapy_notes.model.agreements import Agreement
from therapy_notes.model.contact_rules import ContactRule, ContactWindow, Terms
from therapy_notes.model.revisions import BRINGS_TERMS, PROPOSES, Alternative, Revision
from therapy_notes.model.ruptures import Move, Rupture, RuptureStep
from therapy_notes.model.values import Approximate, When
from therapy_notes.model.vocabulary import Act, AgreementStatus
from therapy_notes.moments import Date, DateTime, Duration

ZONE = "Europe/Paris"


def at(text: str) -> DateTime:
    return moments.moment(text, ZONE)


# -- the story: letters between Runa and her therapist Ines ----------------------------------------------------

ANY_TIME = Terms(words="Write when you need to.", contact=ContactRule(mode="open"))
NO_LETTERS = Terms(words="No letters between the hours.", contact=ContactRule(mode="none"))
TWO_HOURS = Terms(words="Two hours a week.")
OFFICE_HOURS = Terms(
    words="In working hours, not at night, not at weekends.",
    contact=ContactRule(
        mode="windowed",
        windows=(ContactWindow(days=("mon", "tue", "wed", "thu", "fri"), opens="09:00", closes="17:00", zone=ZONE),),
    ),
)
LETTERS = Agreement(
    id="letters",
    topic="between_session_contact",
    kind="working_agreement",
    revisions=(
        Revision(id="v1", at=at("2024-03-04 16:00"), act="stated", by="therapist", terms=ANY_TIME),
        Revision(
            id="p1",
            at=at("2024-04-26 11:20"),
            act="proposed",
            by="therapist",
            alternatives=(Alternative(id="none", terms=NO_LETTERS), Alternative(id="twice", terms=TWO_HOURS)),
            felt_as=Terms(words="All of it is taken away.", contact=ContactRule(mode="none")),
            channel="email",
        ),
        Revision(id="d1", at=at("2024-04-27 08:05"), act="declined", by="client", answers=("twice",), reason="the cost"),
        Revision(id="c1", at=at("2024-04-29 16:20"), act="countered", by="both", answers=("p1",), terms=OFFICE_HOURS),
        Revision(id="v2", at=at("2024-04-29 16:45"), act="accepted_reluctantly", by="client", answers=("c1",)),
        Revision(id="p2", at=at("2024-09-09 16:10"), act="proposed", by="client", terms=ANY_TIME),
        Revision(id="v3", at=at("2024-09-09 16:40"), act="accepted", by="therapist", answers=("p2",), trial=True),
    ),
)
PROMISE = Agreement(
    id="promise",
    topic="between_session_contact",
    kind="personal_commitment",
    parties=("client",),
    revisions=(
        Revision(
            id="o1",
            at=Date(2024, 9, 10),
            act="stated",
            by="client",
            terms=Terms(
                words="Only to move a session.",
                binds="client",
                contact=ContactRule(mode="purpose_limited", purposes=("scheduling",)),
            ),
        ),
    ),
)
TAKEN_AWAY = Rupture(
    id="taken-away",
    noticed=at("2024-04-26 11:20"),
    triggers=("boundary_change",),
    moves=(Move(actor="therapist", direction="away"),),
    steps=(
        RuptureStep(at=at("2024-04-29 16:00"), state="raised", by="client"),
        RuptureStep(at=at("2024-04-29 16:45"), state="partly_resolved", strategies=("invites_thoughts_and_feelings",)),
        RuptureStep(at=at("2024-09-09 16:00"), state="reopened", by="client", what="complaint_about_parameters"),
        RuptureStep(at=at("2024-09-09 16:40"), state="resolved", by="both"),
    ),
)


@pytest.mark.parametrize(
    ("step", "moment", "terms", "status", "still_open"),
    [
        (0, "2024-03-04 15:59", None, "nothing_yet", ()),
        (1, "2024-03-04 16:00", ANY_TIME, "in_force", ()),
        (2, "2024-04-12 03:10", ANY_TIME, "in_force", ()),
        (3, "2024-04-24 22:50", ANY_TIME, "in_force", ()),
        (4, "2024-04-26 11:20", ANY_TIME, "in_force", ("none", "twice")),
        (5, "2024-04-27 08:05", ANY_TIME, "in_force", ("none",)),
        (6, "2024-04-29 16:45", OFFICE_HOURS, "in_force", ()),
        (7, "2024-07-01 00:00", OFFICE_HOURS, "in_force", ()),
        (8, "2024-09-03 12:00", OFFICE_HOURS, "in_force", ()),
        (9, "2024-09-09 09:12", OFFICE_HOURS, "in_force", ()),
        (10, "2024-09-09 16:40", ANY_TIME, "on_trial", ()),
        (11, "2024-09-14 10:00", ANY_TIME, "on_trial", ()),
    ],
)
def test_the_story_step_by_step(
    step: int, moment: str, terms: Terms | None, status: AgreementStatus, still_open: tuple[str, ...]
) -> None:
    now = at(moment)
    assert LETTERS.terms_at(now) == terms, step
    assert LETTERS.status_at(now) == status
    proposals = LETTERS.open_proposals_at(now)
    assert tuple(one.id for proposal in proposals for one in proposal.alternatives) == still_open


def test_between_the_counter_and_its_acceptance_only_the_counter_is_open() -> None:
    assert [proposal.id for proposal in LETTERS.open_proposals_at(at("2024-04-29 16:30"))] == ["c1"]
    assert LETTERS.terms_at(at("2024-04-29 16:30")) == ANY_TIME


def test_how_it_felt_is_kept_and_never_holds() -> None:
    proposal = LETTERS.open_proposals_at(at("2024-04-26 12:00"))[0]
    assert proposal.felt_as is not None
    assert proposal.felt_as.contact is not None
    assert proposal.felt_as.contact.permits(at("2024-04-26 12:00")) == "no"
    assert contact_rule(LETTERS, "2024-04-26 12:00").permits(at("2024-04-26 12:00")) == "yes"


def contact_rule(agreement: Agreement, moment: str) -> ContactRule:
    terms = agreement.terms_at(at(moment))
    assert terms is not None
    assert terms.contact is not None
    return terms.contact


def test_what_was_permitted_when() -> None:
    tuesday, monday = Date(2024, 9, 3), at("2024-09-09 09:12")
    assert contact_rule(LETTERS, "2024-09-03 12:00").permits(tuesday) == "cannot_tell"
    assert contact_rule(LETTERS, "2024-09-09 09:12").permits(monday) == "yes"
    saturday = at("2024-09-14 10:00")
    assert contact_rule(LETTERS, "2024-09-14 10:00").permits(saturday, purpose="venting") == "yes"
    promise = contact_rule(PROMISE, "2024-09-14 10:00")
    assert promise.permits(saturday, purpose="scheduling") == "yes"
    assert promise.permits(saturday, purpose="venting") == "no"


def test_a_trial_without_a_day_of_review_is_never_due() -> None:
    assert LETTERS.reviews_due_at(at("2030-01-01 00:00")) == ()


def test_the_rupture_of_the_story() -> None:
    assert TAKEN_AWAY.type == "withdrawal"
    assert TAKEN_AWAY.state_at(at("2024-04-26 12:00")) == "noticed"
    assert TAKEN_AWAY.state_at(at("2024-06-01 12:00")) == "partly_resolved"
    assert TAKEN_AWAY.state_at(at("2024-09-09 16:20")) == "reopened"
    assert not TAKEN_AWAY.is_open_at(at("2024-09-10 00:00"))
    assert TAKEN_AWAY.time_to_raise(zone=ZONE) == Duration(days=3, hours=4, minutes=40)
    assert TAKEN_AWAY.time_to_repair(zone=ZONE) == Duration(days=136, hours=5, minutes=20)


# -- one rule at a time ----------------------------------------------------------------------------------------


def said(words: str) -> Terms:
    return Terms(words=words)


def revision(
    id: str,
    day: int | When,
    act: Act,
    *,
    by: str = "therapist",
    terms: str = "",
    answers: tuple[str, ...] = (),
    takes_effect: When | None = None,
    until: When | None = None,
    alternatives: tuple[Alternative, ...] = (),
) -> Revision:
    return Revision(
        id=id,
        at=Date(2024, 5, day) if isinstance(day, int) else day,
        act=act,
        by=by,
        terms=said(terms) if terms else None,
        answers=answers,
        takes_effect=takes_effect,
        until=until,
        alternatives=alternatives,
    )


def agreement(*revisions: Revision) -> Agreement:
    return Agreement(id="a", topic="gifts", kind="promise", revisions=revisions)


def words_on(agreement: Agreement, day: int) -> str | None:
    terms = agreement.terms_at(Date(2024, 5, day))
    return terms.words if terms else None


def test_suspended_and_resumed() -> None:
    found = agreement(revision("1", 1, "stated", terms="x"), revision("2", 10, "suspended"), revision("3", 20, "resumed"))
    assert [words_on(found, day) for day in (9, 10, 19, 20)] == ["x", None, None, "x"]
    assert [found.status_at(Date(2024, 5, day)) for day in (9, 10, 20)] == ["in_force", "suspended", "in_force"]


def test_ended_is_not_resumed_and_can_be_stated_anew() -> None:
    found = agreement(
        revision("1", 1, "stated", terms="x"),
        revision("2", 5, "ended"),
        revision("3", 6, "resumed"),
        revision("4", 9, "stated", terms="y"),
    )
    assert [words_on(found, day) for day in (4, 5, 6, 9)] == ["x", None, None, "y"]
    assert [found.status_at(Date(2024, 5, day)) for day in (5, 6, 9)] == ["ended", "ended", "in_force"]


def test_until_is_not_included_and_ends_it_even_while_it_rests() -> None:
    found = agreement(revision("1", 1, "stated", terms="x", until=Date(2024, 5, 10)))
    assert [words_on(found, day) for day in (9, 10)] == ["x", None]
    assert found.status_at(Date(2024, 5, 10)) == "ended"
    resting = agreement(*found.revisions, revision("2", 5, "suspended"), revision("3", 12, "resumed"))
    assert [words_on(resting, day) for day in (4, 5, 9, 12)] == ["x", None, None, None]


def test_a_later_act_frees_it_from_an_earlier_until() -> None:
    found = agreement(revision("1", 1, "stated", terms="x", until=Date(2024, 5, 10)), revision("2", 5, "amended", terms="y"))
    assert [words_on(found, day) for day in (4, 5, 10, 31)] == ["x", "y", "y", "y"]


def test_it_holds_from_when_it_takes_effect() -> None:
    found = agreement(
        revision("1", 1, "stated", terms="x"), revision("2", 3, "amended", terms="y", takes_effect=Date(2024, 5, 20))
    )
    assert [words_on(found, day) for day in (3, 19, 20)] == ["x", "x", "y"]


def test_a_vague_time_counts_from_its_latest_day() -> None:
    rough = Approximate(earliest=Date(2024, 5, 5), latest=Date(2024, 5, 10))
    found = agreement(revision("1", 1, "stated", terms="x"), revision("2", rough, "amended", terms="y"))
    assert [words_on(found, day) for day in (4, 5, 9, 10)] == ["x", "x", "x", "y"]
    _, point = found.turning_points(ZONE)
    assert (point.earliest, point.settled) == (
        moments.midnight(Date(2024, 5, 5), ZONE),
        moments.midnight(Date(2024, 5, 10), ZONE),
    )


def test_what_has_no_time_at_all_never_comes() -> None:
    found = agreement(revision("1", Approximate(words="once"), "stated", terms="x"))
    assert found.terms_at(Date(9999, 12, 31)) is None
    assert found.status_at(Date(9999, 12, 31)) == "nothing_yet"


@pytest.mark.parametrize(
    ("answers", "words"),
    [(("a2",), "two"), (("p", "a1"), "one"), (("p",), None), ((), None)],
)
def test_an_acceptance_takes_the_terms_of_what_it_answers(answers: tuple[str, ...], words: str | None) -> None:
    both = (Alternative(id="a1", terms=said("one")), Alternative(id="a2", terms=said("two")))
    found = agreement(
        revision("p", 1, "proposed", alternatives=both), revision("y", 2, "accepted", by="client", answers=answers)
    )
    assert words_on(found, 2) == words
    assert found.open_proposals_at(Date(2024, 5, 2)) == ()


@pytest.mark.parametrize("act", ["accepted", "accepted_reluctantly"])
@pytest.mark.parametrize("answers", [("nothing",), ("p", "nothing"), ("a1", "other")])
def test_nothing_can_be_accepted_that_was_never_proposed(act: Act, answers: tuple[str, ...]) -> None:
    both = (Alternative(id="a1", terms=said("one")), Alternative(id="a2", terms=said("two")))
    with pytest.raises(ValueError, match="^an acceptance of what was never proposed$"):
        agreement(revision("p", 1, "proposed", alternatives=both), revision("y", 2, act, by="client", answers=answers))


@pytest.mark.parametrize("answered", ["no", "back", "end", "yes", "y"])
def test_what_offers_nothing_cannot_be_accepted(answered: str) -> None:
    """Neither a decline, nor what was taken back or ended, nor another acceptance, nor itself."""
    acts = (
        revision("p", 1, "proposed", terms="x"), revision("no", 1, "declined", by="client", answers=("p",)),
        revision("back", 1, "withdrawn"), revision("end", 1, "ended"),
        revision("yes", 1, "accepted", by="client", terms="x"),
    )  # fmt: skip
    with pytest.raises(ValueError, match="^an acceptance of what was never proposed$"):
        agreement(*acts, revision("y", 2, "accepted", by="client", answers=(answered,)))


@pytest.mark.parametrize("act", ["proposed", "countered", "stated", "amended"])
def test_a_proposal_and_a_rule_that_was_stated_can_be_accepted(act: Act) -> None:
    yes = revision("y", 2, "accepted_reluctantly", by="client", answers=("p",))
    found = agreement(revision("p", 1, act, terms="x"), yes)
    assert words_on(found, 2) == "x"


def test_what_was_proposed_may_be_written_down_after_its_acceptance() -> None:
    found = agreement(revision("y", 2, "accepted", by="client", answers=("p",)), revision("p", 1, "proposed", terms="x"))
    assert words_on(found, 2) == "x"


def test_an_acceptance_that_answers_nothing_means_the_only_open_proposal() -> None:
    found = agreement(revision("p", 1, "proposed", terms="x"), revision("y", 2, "accepted", by="client"))
    assert words_on(found, 2) == "x"
    two = agreement(revision("q", 1, "proposed", terms="z"), *found.revisions)
    assert words_on(two, 2) is None


def test_an_acceptance_with_terms_of_its_own_keeps_them() -> None:
    found = agreement(
        revision("p", 1, "proposed", terms="x"), revision("y", 2, "accepted", by="client", terms="y", answers=("p",))
    )
    assert words_on(found, 2) == "y"


@pytest.mark.parametrize(
    ("act", "by", "answers", "left"),
    [
        ("declined", "client", ("a1",), ["a2"]),
        ("declined", "client", ("a1", "a2"), None),
        ("declined", "client", ("p",), None),
        ("declined", "client", (), ["a1", "a2"]),
        ("declined", "client", ("nothing",), ["a1", "a2"]),
        ("withdrawn", "therapist", ("p",), None),
        ("withdrawn", "therapist", (), None),
        ("withdrawn", "client", (), ["a1", "a2"]),
        ("countered", "client", ("p",), None),
        ("countered", "client", ("a1",), ["a2"]),
    ],
)
def test_what_an_answer_leaves_open(act: Act, by: str, answers: tuple[str, ...], left: list[str] | None) -> None:
    both = (Alternative(id="a1", terms=said("one")), Alternative(id="a2", terms=said("two")))
    found = agreement(revision("p", 1, "proposed", alternatives=both), revision("z", 2, act, by=by, answers=answers))
    still = {
        proposal.id: [one.id for one in proposal.alternatives] for proposal in found.open_proposals_at(Date(2024, 5, 2))
    }
    assert still.pop("z", []) == []
    assert still == ({} if left is None else {"p": left})


def test_a_review_is_due_from_its_day_while_the_act_is_in_force() -> None:
    trial = attrs.evolve(revision("1", 1, "stated", terms="x"), trial=True, review_on=Date(2024, 5, 15))
    found = agreement(trial, revision("2", 20, "amended", terms="y"))
    assert [len(found.reviews_due_at(Date(2024, 5, day))) for day in (14, 15, 19, 20)] == [0, 1, 1, 0]
    assert found.status_at(Date(2024, 5, 1)) == "on_trial"


# -- laws ------------------------------------------------------------------------------------------------------


@given(testing.agreements(), testing.whens(), testing.zones())
def test_every_agreement_answers_at_every_time(found: Agreement, when: When, zone: str) -> None:
    assume(not isinstance(when, Approximate))
    current = found.in_force_at(when, zone=zone)  # type: ignore[arg-type]  # assume() leaves no vague time
    status = found.status_at(when, zone=zone)  # type: ignore[arg-type]  # as above
    assert (current is not None) == (status in {"in_force", "on_trial"})
    assert found.terms_at(when, zone=zone) == (current.terms if current else None)  # type: ignore[arg-type]  # as above
    assert current is None or current.revision.act in BRINGS_TERMS
    proposals = found.open_proposals_at(when, zone=zone)  # type: ignore[arg-type]  # as above
    assert {proposal.id for proposal in proposals} <= {one.id for one in found.revisions if one.act in PROPOSES}
    assert len(found.reviews_due_at(when, zone=zone)) <= (current is not None)  # type: ignore[arg-type]


full_lives = testing.agreements(
    revisions=st.lists(testing.revisions(terms=testing.terms()), max_size=5, unique_by=lambda one: one.id).map(tuple)
)


@given(full_lives, testing.moments(), testing.moments())
def test_what_holds_changes_at_turning_points_alone(found: Agreement, one: DateTime, other: DateTime) -> None:
    first, last = sorted((one, other), key=moments.instant)
    turns = [point.settled for point in found.turning_points(ZONE)]
    if not any(moments.instant(first) < turn <= moments.instant(last) for turn in turns):
        assert found.in_force_at(first, zone=ZONE) == found.in_force_at(last, zone=ZONE)


@given(full_lives, testing.moments())
@example(agreement(revision("1", 1, "stated", terms="x")), moments.moment("2024-05-01 00:00", ZONE))
def test_it_holds_from_the_very_instant_of_its_turning_point(found: Agreement, now: DateTime) -> None:
    for turn in (point.settled for point in found.turning_points(ZONE)):
        assume(-(10**16) < turn < 10**17)
        exactly = moments.at_instant(turn, ZONE)
        following = min((p.settled for p in found.turning_points(ZONE) if p.settled > turn), default=moments.END)
        if turn <= moments.instant(now) < following:
            assert found.in_force_at(now, zone=ZONE) == found.in_force_at(exactly, zone=ZONE)


@given(
    full_lives,
    testing.revisions(
        id=st.just("new"), act=st.sampled_from(("proposed", "countered", "declined", "withdrawn")), until=st.none()
    ),
    st.integers(0, 5),
    testing.moments(),
)
def test_a_proposal_or_a_refusal_changes_nothing_that_is_in_force(
    found: Agreement, more: Revision, place: int, now: DateTime
) -> None:
    assume(all(one.id != "new" for one in found.revisions))
    longer = attrs.evolve(found, revisions=(*found.revisions[:place], more, *found.revisions[place:]))
    assert longer.in_force_at(now, zone=ZONE) == found.in_force_at(now, zone=ZONE)


@given(testing.agreements(), testing.moments(), testing.terms())
def test_an_acceptance_closes_every_proposal_before_it(found: Agreement, now: DateTime, terms: Terms) -> None:
    accepted = Revision(id="yes!", at=now, act="accepted", by="both", terms=terms)
    longer = attrs.evolve(found, revisions=(*found.revisions, accepted))
    assert longer.open_proposals_at(now, zone=ZONE) == ()
    assert longer.terms_at(now, zone=ZONE) == terms


@given(testing.agreements(), testing.moments(), testing.terms())
def test_suspending_and_resuming_at_once_changes_nothing_that_holds(found: Agreement, now: DateTime, terms: Terms) -> None:
    stated = Revision(id="stated!", at=now, act="stated", by="both", terms=terms)
    found = attrs.evolve(found, revisions=(*found.revisions, stated))
    pause = tuple(Revision(id=f"{act}!", at=now, act=act, by="both") for act in ("suspended", "resumed"))
    before = found.in_force_at(now, zone=ZONE)
    assert before is not None
    assert attrs.evolve(found, revisions=(*found.revisions, pause[0])).status_at(now, zone=ZONE) == "suspended"
    assert attrs.evolve(found, revisions=(*found.revisions, *pause)).in_force_at(now, zone=ZONE) == before


def test_an_answer_counts_from_when_it_was_given_and_its_terms_from_when_they_take_effect() -> None:
    vague = Approximate(earliest=Date(2024, 3, 1), latest=Date(2024, 3, 31))
    proposed = Revision(id="p", at=vague, act="proposed", by="client", terms=said("x"))
    accepted = Revision(id="y", at=Date(2024, 3, 15), act="accepted", by="therapist", answers=("p",))
    found = agreement(proposed, accepted)
    june = Date(2024, 6, 1)
    assert (found.terms_at(june), found.open_proposals_at(june)) == (said("x"), ())

    early = agreement(attrs.evolve(proposed, at=Date(2024, 3, 1)), attrs.evolve(accepted, takes_effect=Date(2024, 2, 1)))
    assert (early.terms_at(june), early.open_proposals_at(june)) == (said("x"), ())

    later = attrs.evolve(accepted, at=Date(2024, 3, 5), takes_effect=Date(2024, 4, 1))
    newer = Revision(id="q", at=Date(2024, 3, 20), act="proposed", by="client", terms=said("z"))
    waits = agreement(attrs.evolve(proposed, at=Date(2024, 3, 1)), later, newer)
    assert waits.open_proposals_at(Date(2024, 3, 15)) == ()
    assert waits.terms_at(Date(2024, 3, 15)) is None
    assert [one.id for one in waits.open_proposals_at(Date(2024, 4, 2))] == ["q"]
    assert waits.terms_at(Date(2024, 4, 2)) == said("x")


def test_what_is_left_of_a_proposal_can_be_accepted_as_a_whole() -> None:
    both = (Alternative(id="a1", terms=said("one")), Alternative(id="a2", terms=said("two")))
    found = agreement(
        revision("p", 1, "proposed", alternatives=both),
        revision("n", 2, "declined", answers=("a1",)),
        revision("y", 3, "accepted", answers=("p",)),
    )
    assert found.terms_at(Date(2024, 6, 1)) == said("two")


def test_a_suspension_with_an_end_ends_by_itself() -> None:
    found = agreement(revision("s", 1, "stated", terms="x"), revision("r", 5, "suspended", until=Date(2024, 5, 10)))
    assert [found.status_at(Date(2024, 5, day)) for day in (4, 5, 9, 10)] == [
        "in_force",
        "suspended",
        "suspended",
        "in_force",
    ]
