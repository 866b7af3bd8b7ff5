"""What came of a session, in one call: what it changes, what it never overwrites, and the page that starts from it."""

from typing import Any

import attrs
import pytest
from hypothesis import assume, given, reject
from hypothesis import strategies as st

import therapy_notes as tn
from helpers import documents, keeps_quiet
from therapy_notes import insights, testing
from therapy_notes.model.journal import KINDS
from therapy_notes.prep.debrief import debrief

ZONE = "Europe/Lisbon"
MONDAY = tn.moment("2024-05-06 16:00", ZONE)
IN_THE_HOUR = tn.moment("2024-05-06 16:35", ZONE)
AFTER = tn.moment("2024-05-06 17:30", ZONE)
DAY = tn.day("2024-05-06")

MEETING = tn.Session(id="monday", starts_at=MONDAY, status="booked", therapy="with-odile")
SCARF = tn.Topic(id="the-scarf", text="The scarf that I left behind on purpose", opened=tn.day("2024-04-02"))
BILL = tn.Topic(id="the-bill", text="The bill, again", opened=tn.day("2024-04-09"))
SIGH = tn.Prediction(id="the-sigh", fear="She will breathe out before she answers.", made_at=tn.day("2024-05-04"))
WHY = tn.Question(id="why-tea", text="Why do I never get the blue cup?", to=("therapist",), asked=tn.day("2024-05-01"))
SLAM = tn.Rupture(id="the-door", title="The door, louder than it is", noticed=tn.day("2024-04-29"))
LETTERS = tn.Agreement(
    id="letters",
    topic="between_session_contact",
    kind="working_agreement",
    revisions=(
        tn.Revision(
            id="r1", at=tn.day("2024-01-08"), act="stated", by="therapist", terms=tn.Terms(words="Write on weekdays.")
        ),
    ),
)
ASK = tn.Goal(id="to-ask", text="To ask for the window to be shut", opened=tn.day("2024-02-05"))
DIARY = tn.Entry(id="a-diary", body="I counted the stairs again: nineteen, and then nineteen.")
JOURNAL = tn.Journal(zone=ZONE).with_records(MEETING, SCARF, BILL, SIGH, WHY, SLAM, LETTERS, ASK, DIARY)

Arguments = dict[str, Any]


def after(**said: Any) -> tn.Journal:
    return debrief(JOURNAL, "monday", **said)


def session(journal: tn.Journal) -> tn.Session:
    found = journal["monday"]
    assert isinstance(found, tn.Session)
    return found


# -- the session -----------------------------------------------------------------------------------------------


def test_a_session_that_was_debriefed_was_held() -> None:
    assert after() == JOURNAL.with_records(attrs.evolve(MEETING, status="fulfilled"))
    assert session(after(cut_short=True)).status == "cut_short"


def test_the_session_may_be_given_as_a_record() -> None:
    assert debrief(JOURNAL, MEETING, cut_short=True) == after(cut_short=True)


def test_what_was_cut_short_stays_so_when_more_is_written() -> None:
    assert session(debrief(after(cut_short=True), "monday", outcomes={"the-scarf": "partly"})).status == "cut_short"
    assert debrief(after(cut_short=True), "monday", cut_short=True) == after(cut_short=True)


def test_what_is_written_as_a_whole_hour_is_not_cut_short_afterwards() -> None:
    with pytest.raises(ValueError, match="^session: status: something else is written there already$"):
        debrief(after(), "monday", cut_short=True)


def test_a_session_without_a_time_has_nothing_to_be_written_of() -> None:
    journal = JOURNAL.with_records(attrs.evolve(MEETING, starts_at=None))
    with pytest.raises(ValueError, match="^session: it has no time$"):
        debrief(journal, "monday", outcomes={"the-bill": "discussed"})


@pytest.mark.parametrize("status", ["cancelled", "noshow", "rescheduled"])
def test_a_session_that_did_not_take_place_has_nothing_to_be_written_of(status: str) -> None:
    journal = JOURNAL.with_records(attrs.evolve(MEETING, status=status))
    with pytest.raises(ValueError, match="^session: its status says that it did not take place$"):
        debrief(journal, "monday")


def test_how_connected_she_felt_afterwards_is_kept() -> None:
    journal = after(connection_after="warmer than the room")
    assert session(journal).connection_after == "warmer than the room"
    with pytest.raises(ValueError, match="^session: connection_after: something else is written there already$"):
        debrief(journal, "monday", connection_after=tn.Rating.of(7))


# -- topics ----------------------------------------------------------------------------------------------------


def test_outcomes_go_to_what_was_planned_in_her_order_and_what_came_unplanned_stands_last() -> None:
    tram = tn.Topic(id="the-tram", text="The man in the tram")
    planned = (
        tn.Appearance(topic="the-bill", minutes_planned=10, must=True),
        tn.Appearance(topic="the-scarf", note="gently"),
    )
    journal = JOURNAL.with_records(tram, attrs.evolve(MEETING, appearances=planned))
    journal = debrief(
        journal,
        "monday",
        outcomes={
            "the-tram": "raised_only",
            "the-scarf": tn.Appearance(topic="the-scarf", outcome="deferred", reason="the hour was over", minutes=2),
            "the-bill": "discussed",
        },
    )
    assert session(journal).appearances == (
        tn.Appearance(topic="the-bill", minutes_planned=10, must=True, outcome="discussed"),
        tn.Appearance(topic="the-scarf", note="gently", outcome="deferred", reason="the hour was over", minutes=2),
        tn.Appearance(topic="the-tram", outcome="raised_only"),
    )


def test_a_topic_that_stands_twice_gets_its_outcome_where_it_stood_last() -> None:
    twice = (tn.Appearance(topic="the-bill", outcome="deferred"), tn.Appearance(topic="the-bill"))
    journal = debrief(
        JOURNAL.with_records(attrs.evolve(MEETING, appearances=twice)), "monday", outcomes={"the-bill": "discussed"}
    )
    assert [appearance.outcome for appearance in session(journal).appearances] == ["deferred", "discussed"]


def test_another_outcome_than_the_one_that_is_written_is_refused() -> None:
    said = tn.Appearance(topic="the-bill", outcome="discussed", reason="in the end")
    with pytest.raises(ValueError, match=r"^outcomes\[0\]: outcome, reason: something else is written there already$"):
        debrief(
            after(outcomes={"the-bill": tn.Appearance(topic="the-bill", outcome="partly", reason="the bell")}),
            "monday",
            outcomes={"the-bill": said},
        )


def test_an_appearance_of_another_topic_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^outcomes\[0\]: an appearance of another topic$"):
        after(outcomes={"the-bill": tn.Appearance(topic="the-scarf", outcome="discussed")})


# -- the reflection --------------------------------------------------------------------------------------------


UNSAID = tn.Unsaid(id="u1", what="That the scarf was not forgotten", reason="shame", topic="the-scarf")
CUP = tn.SessionEvent(id="e1", what="She went and fetched the blue cup", keep=True)
FIRST = tn.Reflection(notes="She fetched the cup.", events=(CUP,), takeaways=("One may ask for a cup.",), unsaid=(UNSAID,))


def test_a_reflection_is_put_where_none_was() -> None:
    assert session(after(reflection=FIRST)).reflection == FIRST
    empty = JOURNAL.with_records(attrs.evolve(MEETING, reflection=tn.Reflection()))
    shared = attrs.evolve(FIRST, shared_with=("therapist",))
    assert session(debrief(empty, "monday", reflection=shared)).reflection == shared


def test_more_is_added_to_a_reflection_and_nothing_taken_from_it() -> None:
    more = tn.Reflection(
        feelings=(tn.Feeling(name="relief"),),
        unsaid=(UNSAID, tn.Unsaid(id="u2", what="That I counted the stairs")),
        takeaways=("Nineteen is enough.", "One may ask for a cup."),
        next_time="The stairs",
    )
    journal = debrief(after(reflection=FIRST), "monday", reflection=more)
    assert session(journal).reflection == attrs.evolve(
        FIRST,
        feelings=more.feelings,
        unsaid=more.unsaid,
        takeaways=("One may ask for a cup.", "Nineteen is enough."),
        next_time="The stairs",
    )


def test_other_words_in_a_reflection_are_refused_by_the_names_of_the_fields() -> None:
    other = tn.Reflection(notes="She forgot the cup.", homework="Ask twice.")
    journal = after(reflection=attrs.evolve(FIRST, homework="Ask once."))
    with pytest.raises(ValueError, match="^reflection: notes, homework: something else is written there already$") as caught:
        debrief(journal, "monday", reflection=other)
    keeps_quiet(caught.value, "She forgot the cup.")
    keeps_quiet(caught.value, "She fetched the cup.")


def test_two_values_with_one_id_are_refused() -> None:
    clash = tn.Reflection(events=(tn.SessionEvent(id="u1", what="The blue cup"),))
    with pytest.raises(ValueError, match="^reflection: two values with one id$"):
        debrief(after(reflection=FIRST), "monday", reflection=clash)
    with pytest.raises(ValueError, match="^reflection: two values with one id$"):
        after(reflection=attrs.evolve(FIRST, events=(attrs.evolve(CUP, id="u1"),)))


@pytest.mark.parametrize(("there", "more"), [((), ("therapist",)), (("therapist",), ()), (("peer",), ("therapist",))])
def test_adding_to_a_reflection_puts_nothing_before_other_readers(there: tuple[str, ...], more: tuple[str, ...]) -> None:
    journal = after(reflection=attrs.evolve(FIRST, shared_with=there))
    with pytest.raises(ValueError, match="^reflection: shared_with names other readers than the reflection that is there$"):
        debrief(journal, "monday", reflection=tn.Reflection(next_time="The stairs", shared_with=more))


# -- what was said ---------------------------------------------------------------------------------------------


def test_a_statement_is_tied_to_its_session_its_day_and_its_therapy() -> None:
    said = tn.Statement.new("The cup was yours the whole time.", keep=True)
    journal = after(statements=[said])
    (kept,) = journal.statements
    assert kept == attrs.evolve(said, said=DAY, therapy="with-odile", links=(tn.Link(kind="said_in", to="monday"),))
    assert kept.shared_with == ()


def test_what_a_statement_says_of_itself_stays() -> None:
    tie = tn.Link(kind="said_in", to="monday")
    said = attrs.evolve(
        tn.Statement.new("I had it washed.", said=IN_THE_HOUR, therapy="with-nobody", shared_with=["therapist"]),
        links=(tie,),
    )
    assert after(statements=[said]).statements == (said,)


def test_a_vague_day_of_the_session_stays_vague() -> None:
    early = tn.Approximate(earliest=DAY, latest=tn.day("2024-05-10"), words="that week")
    journal = debrief(
        JOURNAL.with_records(attrs.evolve(MEETING, starts_at=early)), "monday", statements=[tn.Statement.new("Stay a bit.")]
    )
    assert journal.statements[0].said == early


def test_a_statement_with_the_id_of_something_else_is_refused() -> None:
    said = attrs.evolve(tn.Statement.new("I had it washed."), id="a-diary")
    with pytest.raises(ValueError, match=r"^statements\[0\]: a record of that id says something else already$"):
        after(statements=[said])
    one, other = (attrs.evolve(tn.Statement.new(words), id="s") for words in ("Sit.", "Or stand."))
    with pytest.raises(ValueError, match=r"^statements\[1\]: a record of that id says something else already$"):
        after(statements=[one, other])
    with pytest.raises(ValueError, match=r"^statements\[0\]: a record of that id says something else already$"):
        debrief(after(statements=[one]), "monday", statements=[other])


# -- agreements, fears, questions, ruptures, goals --------------------------------------------------------------


def test_what_was_agreed_is_an_act_of_the_session_and_in_force_from_then_on() -> None:
    change = tn.Revision(id="r2", at=IN_THE_HOUR, act="amended", by="both", terms=tn.Terms(words="Write on Sundays too."))
    elsewhere = tn.Revision(id="r3", at=AFTER, act="proposed", by="client", session="by-phone")
    (letters,) = after(agreed={"letters": [change, elsewhere]}).agreements
    assert letters.revisions == (*LETTERS.revisions, attrs.evolve(change, session="monday"), elsewhere)
    terms = letters.terms_at(AFTER)
    assert terms is not None
    assert terms.words == "Write on Sundays too."
    assert after(agreed={"letters": change}).agreements[0].revisions[1:] == letters.revisions[1:2]


def test_an_acceptance_of_what_was_never_proposed_is_refused_with_its_place() -> None:
    yes = tn.Revision(id="r2", at=DAY, act="accepted", by="client", answers=("nothing",))
    with pytest.raises(ValueError, match=r"^agreed\[0\]: an acceptance of what was never proposed$"):
        after(agreed={"letters": yes})


def test_a_revision_whose_id_is_taken_is_refused() -> None:
    act = tn.Revision(id="r1", at=DAY, act="ended", by="therapist")
    with pytest.raises(ValueError, match=r"^agreed\[0\]: two values with one id$"):
        after(agreed={"letters": act})
    choice = tn.Alternative(id="r1", terms=tn.Terms(words="Or by post."))
    with pytest.raises(ValueError, match=r"^agreed\[0\]: two values with one id$"):
        after(agreed={"letters": attrs.evolve(act, id="r2", act="proposed", alternatives=(choice,))})


def test_an_agreement_that_holds_two_equal_ids_may_still_grow() -> None:
    twins = attrs.evolve(LETTERS, revisions=(*LETTERS.revisions, attrs.evolve(LETTERS.revisions[0], at=DAY)))
    journal = JOURNAL.with_records(twins)
    end = tn.Revision(id="r2", at=DAY, act="ended", by="therapist")
    (letters,) = debrief(journal, "monday", agreed={"letters": end}).agreements
    assert letters.revisions == (*twins.revisions, attrs.evolve(end, session="monday"))
    for again in ([attrs.evolve(end, id="r1")], [end, attrs.evolve(end, by="client")]):
        with pytest.raises(ValueError, match=r"^agreed\[0\]: two values with one id$"):
            debrief(journal, "monday", agreed={"letters": again})


def test_what_came_of_a_fear_is_known_from_the_session_on() -> None:
    (sigh,) = after(came_of={"the-sigh": ("opposite", "She held her breath.")}).predictions
    assert (sigh.outcome, sigh.outcome_at, sigh.words_after) == ("opposite", DAY, "She held her breath.")
    assert after(came_of={"the-sigh": "partly"}).predictions[0].words_after == ""


def test_what_was_feared_within_the_hour_has_its_outcome_on_the_same_day() -> None:
    in_the_hour = JOURNAL.with_records(attrs.evolve(SIGH, made_at=IN_THE_HOUR))
    (sigh,) = debrief(in_the_hour, "monday", came_of={"the-sigh": "did_not_happen"}).predictions
    assert (sigh.outcome, sigh.outcome_at) == ("did_not_happen", DAY)


def test_the_day_of_an_outcome_is_that_of_the_session_in_its_own_zone() -> None:
    late = tn.moment("2024-05-06 23:30", "America/Chicago")
    journal = JOURNAL.with_records(attrs.evolve(MEETING, starts_at=late))
    assert debrief(journal, "monday", came_of={"the-sigh": "partly"}).predictions[0].outcome_at == DAY


def test_when_it_came_out_stays_where_it_is_known() -> None:
    known = attrs.evolve(SIGH, outcome="partly", outcome_at=DAY)
    journal = debrief(JOURNAL.with_records(known), "monday", came_of={"the-sigh": ("partly", "A small one.")})
    assert journal.predictions == (attrs.evolve(known, words_after="A small one."),)


def test_an_outcome_that_was_otherwise_or_before_its_fear_is_refused() -> None:
    journal = after(came_of={"the-sigh": ("partly", "A small one.")})
    with pytest.raises(ValueError, match=r"^came_of\[0\]: outcome, words_after: something else is written there already$"):
        debrief(journal, "monday", came_of={"the-sigh": ("happened", "No, a large one.")})
    later = JOURNAL.with_records(attrs.evolve(SIGH, made_at=tn.day("2024-06-01")))
    with pytest.raises(ValueError, match=r"^came_of\[0\]: an outcome before its prediction$"):
        debrief(later, "monday", came_of={"the-sigh": "happened"})


@pytest.mark.parametrize(
    ("to", "by"), [(("therapist",), "therapist"), (("therapist", "client"), "unknown"), ((), "unknown")]
)
def test_a_plain_answer_is_of_the_one_who_was_asked(to: tuple[str, ...], by: str) -> None:
    journal = JOURNAL.with_records(attrs.evolve(WHY, to=to))
    (why,) = debrief(journal, "monday", answers={"why-tea": "You never asked for it."}).questions
    assert why.answers == (tn.Answer(at=MONDAY, by=by, words="You never asked for it.", link="monday"),)


def test_an_answer_keeps_its_own_time_and_place() -> None:
    answer = tn.Answer(at=IN_THE_HOUR, by="client", words="Because I like the chipped one.", link="a-diary")
    assert after(answers={"why-tea": answer}).questions[0].answers == (answer,)


def test_a_step_of_a_rupture_was_taken_in_the_session() -> None:
    raised = tn.RuptureStep(at=IN_THE_HOUR, state="raised", by="client")
    worked = tn.RuptureStep(at=AFTER, state="being_worked", by="both", session="by-phone")
    assert after(steps={"the-door": [raised, worked]}).ruptures[0].steps == (attrs.evolve(raised, session="monday"), worked)
    assert after(steps={"the-door": raised}).ruptures[0].state_at(AFTER) == "raised"
    assert len(after(steps={"the-door": [raised, raised]}).ruptures[0].steps) == 1


def test_a_goal_has_come_as_far_as_she_says_on_that_day() -> None:
    far = tn.Progress(degree="a hand's width", words="I looked at the window, and she saw it.")
    dated = tn.Progress(at=DAY, degree=tn.Rating.of(2))
    assert after(progress={"to-ask": far}).goals[0].progress == (attrs.evolve(far, at=MONDAY),)
    assert after(progress={"to-ask": dated}).goals[0].progress == (dated,)


# -- what is not there, and what is refused ---------------------------------------------------------------------


def test_all_that_is_missing_is_said_at_once_by_kind_and_place_and_without_a_word() -> None:
    with pytest.raises(KeyError) as caught:
        after(
            outcomes={"the-bill": "discussed", "my secret": "partly"},
            agreed={"the-bill": ()},
            came_of={"my secret": "happened"},
            answers={"my secret": "Yes."},
            steps={"my secret": ()},
            progress={"my secret": tn.Progress()},
            reflection=attrs.evolve(FIRST, events=(CUP, CUP)),
        )
    assert caught.value.args == (
        "outcomes[1]: no topic of that id; reflection: two values with one id; agreed[0]: no agreement of that id; "
        "came_of[0]: no prediction of that id; answers[0]: no question of that id; steps[0]: no rupture of that id; "
        "progress[0]: no goal of that id",
    )
    keeps_quiet(caught.value, "my secret")


@pytest.mark.parametrize("id", ["tuesday", "the-bill"])
def test_a_session_that_is_not_there_is_said(id: str) -> None:
    with pytest.raises(KeyError, match="no session of that id"):
        debrief(JOURNAL, id)


@pytest.mark.parametrize(
    "wrong",
    [
        {"reflection": "It was good."},
        {"statements": ["It was good."]},
        {"agreed": {"letters": "It was good."}},
        {"agreed": {"letters": [tn.Progress()]}},
        {"steps": {"the-door": "raised"}},
        {"steps": {"the-door": 3}},
        {"progress": {"to-ask": "far"}},
        {"answers": {"why-tea": 3}},
        {"came_of": {"the-sigh": None}},
        {"outcomes": {"the-bill": 3}},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_what_is_of_another_class_is_refused_and_not_quoted(wrong: Arguments) -> None:
    with pytest.raises((TypeError, ValueError)) as caught:
        after(**wrong)
    assert "good" not in str(caught.value)


def test_a_word_that_is_no_outcome_is_refused_and_not_quoted() -> None:
    with pytest.raises(ValueError, match=r"^outcomes\[0\]: Appearance.outcome: not one of discussed,") as caught:
        after(outcomes={"the-bill": "scandalous"}, came_of={"the-sigh": "scandalous"})
    assert "came_of[0]: Prediction.outcome: not one of happened," in str(caught.value)
    keeps_quiet(caught.value, "scandalous")


# -- the next page ---------------------------------------------------------------------------------------------


THERAPIST = ("therapist",)


@pytest.fixture(scope="module")
def second() -> tn.Journal:
    """Return a journal after one session, and before the next one, which has its own fear of the same kind."""
    burden = tn.Belief(id="burden", text="I use up her air.", kind="fear")
    again = tn.Prediction(id="again", fear="This time she will sigh for certain.", of="burden", made_at=tn.day("2024-05-12"))
    planned = (tn.Appearance(topic="the-bill", minutes_planned=10), tn.Appearance(topic="the-scarf"))
    next_monday = tn.Session(
        id="next",
        starts_at=tn.moment("2024-05-13 16:00", ZONE),
        status="booked",
        therapy="with-odile",
        preparation=tn.Preparation(fears=("again",), shared_with=THERAPIST),
        shared_with=THERAPIST,
    )
    shared = [attrs.evolve(record, shared_with=THERAPIST) for record in (SCARF, BILL, LETTERS, WHY)]
    meeting = attrs.evolve(MEETING, appearances=planned, shared_with=THERAPIST)
    journal = JOURNAL.with_records(burden, attrs.evolve(SIGH, of="burden"), again, next_monday, meeting, *shared)
    return debrief(
        journal,
        "monday",
        reflection=tn.Reflection(
            next_time="The scarf, before anything else.",
            takeaways=("One may ask for a cup.",),
            homework="Leave nothing behind on purpose.",
            events=(attrs.evolve(CUP, meaning="she had noticed"),),
            unsaid=(
                attrs.evolve(UNSAID, topic=None),
                tn.Unsaid(id="u2", what="That the bill frightens me", reason="no_time", topic="the-bill"),
            ),
            shared_with=THERAPIST,
        ),
        outcomes={
            "the-bill": "discussed",
            "the-scarf": tn.Appearance(topic="the-scarf", outcome="deferred", reason="the bell"),
        },
        statements=[tn.Statement.new("I breathe out because I sit down.", keep=True, answers=["burden"])],
        agreed={
            "letters": tn.Revision(
                id="r2", at=IN_THE_HOUR, act="amended", by="both", terms=tn.Terms(words="Write on Sundays too.")
            )
        },
        came_of={"the-sigh": ("did_not_happen", "She breathed like anybody.")},
        answers={"why-tea": "It was on the top shelf."},
        steps={"the-door": tn.RuptureStep(at=IN_THE_HOUR, state="being_worked", by="both")},
        progress={"to-ask": tn.Progress(degree=tn.Rating.of(3), words="I asked for the cup.")},
    )


SUNDAY = tn.moment("2024-05-12 19:00", ZONE)


def told(items: tuple[tn.PrepItem, ...]) -> list[tuple[str, str]]:
    return [(item.text, item.why) for item in items]


def test_her_next_page_starts_from_what_she_wrote(second: tn.Journal) -> None:
    page = tn.prepare(tn.view(second, "me"), at=SUNDAY)
    assert page.since == MONDAY
    assert told(page["agenda"]) == [(SCARF.text, "still_waiting")]
    assert told(page["bridge"]) == [
        ("The scarf, before anything else.", "left_for_this_time"),
        ("One may ask for a cup.", "took_away"),
    ]
    assert told(page["unsaid"]) == [(UNSAID.what, "left_unsaid"), ("That the bill frightens me", "left_unsaid")]
    assert told(page["hold_on_to"]) == [
        ("I breathe out because I sit down.", "you_kept_it"),
        ("She went and fetched the blue cup", "a_moment_you_kept"),
    ]
    assert told(page["fears"]) == [
        ("This time she will sigh for certain.", "you_wrote_it"),
        ("She breathed like anybody.", "did_not_happen"),
    ]
    assert told(page["relationship"]) == [(SLAM.title, "being_worked")]
    assert told(page["agreements"]) == [("Write on Sundays too.", "changed")]
    assert told(page["homework"]) == [("Leave nothing behind on purpose.", "set_last_time")]
    assert told(page["progress"]) == [(ASK.text, "how_far")]
    assert page["questions"] == ()


def test_the_therapists_next_page_has_what_was_shared_and_nothing_else(second: tn.Journal) -> None:
    page = tn.prepare(tn.view(second, "therapist"), at=SUNDAY)
    assert [section.kind for section in page.sections] == [
        "agenda",
        "bridge",
        "feedback",
        "agreements",
        "homework",
        "agreed_today",
    ]
    assert told(page["agenda"]) == [(SCARF.text, "still_waiting")]
    assert [(item.text, item.detail) for item in page["feedback"]] == [
        ("She went and fetched the blue cup", "she had noticed")
    ]
    assert told(page["agreements"]) == [("Write on Sundays too.", "changed")]


def test_before_it_was_written_down_the_page_knew_nothing_of_it(second: tn.Journal) -> None:
    before = second.without(second.statements[0].id).with_records(*(JOURNAL[id] for id in ("monday", "the-sigh", "letters")))
    page = tn.prepare(tn.view(before, "me"), at=SUNDAY)
    assert page.since is None
    assert told(page["agenda"]) == [(SCARF.text, "still_waiting"), (BILL.text, "still_waiting")]
    assert page["bridge"] == page["hold_on_to"] == page["unsaid"] == page["agreements"] == ()
    assert told(page["fears"]) == [("This time she will sigh for certain.", "you_wrote_it")]


# -- laws ------------------------------------------------------------------------------------------------------


def whole(of: type) -> st.SearchStrategy[Any]:
    """Draw values of a class for which there is no strategy of its own."""
    strategy = testing.strategy_for(of)
    assert strategy is not None
    return strategy


def holding(rest: tn.Journal, *found: tn.Record) -> tn.Journal:
    return rest.with_records(*found)


APPEARANCES = st.sampled_from(
    (tn.Appearance(topic="the-bill"), tn.Appearance(topic="gone"), tn.Appearance(topic="the-bill", must=True))
)
JOURNALS = st.builds(
    holding,
    testing.journals(max_records=3),
    testing.sessions(
        id=st.just("monday"),
        status=st.sampled_from(("booked", "proposed", "fulfilled", "cut_short")),
        appearances=st.lists(APPEARANCES, max_size=3),
        starts_at=testing.whens(),
        connection_after=st.none(),
        reflection=st.none() | st.just(FIRST) | st.just(tn.Reflection()),
        retracted_at=st.none(),
    ),
    testing.topics(id=st.just("the-bill")),
    testing.predictions(id=st.just("the-sigh"), outcome=st.none(), words_after=st.just("")),
    testing.agreements(id=st.just("letters")),
    testing.questions(id=st.just("why-tea")),
    testing.ruptures(id=st.just("the-door")),
    testing.goals(id=st.just("to-ask")),
)
"""Journals with a session that may be debriefed."""

OUTCOMES = st.sampled_from(("discussed", "partly", "raised_only", "deferred", "forgotten"))
CAME_OF = st.sampled_from(("happened", "partly", "did_not_happen", "opposite"))
ACTS = testing.revisions(act=st.sampled_from(("stated", "amended", "proposed", "ended")))
STEPS = whole(tn.RuptureStep)
SAID = st.fixed_dictionaries(
    {},
    optional={
        "reflection": whole(tn.Reflection) | st.just(FIRST),
        "outcomes": st.fixed_dictionaries(
            {
                "the-bill": OUTCOMES
                | st.builds(tn.Appearance, topic=st.just("the-bill"), outcome=OUTCOMES, reason=testing.words())
            }
        ),
        "statements": st.lists(testing.statements(id=st.sampled_from(("s1", "s2"))), max_size=2, unique_by=lambda s: s.id),
        "agreed": st.fixed_dictionaries({"letters": ACTS | st.lists(ACTS, max_size=2)}),
        "came_of": st.fixed_dictionaries({"the-sigh": CAME_OF | st.tuples(CAME_OF, testing.words())}),
        "answers": st.fixed_dictionaries({"why-tea": testing.answers() | testing.words()}),
        "steps": st.fixed_dictionaries({"the-door": STEPS | st.lists(STEPS, max_size=2)}),
        "progress": st.fixed_dictionaries({"to-ask": testing.progress()}),
        "connection_after": testing.degrees(),
        "cut_short": st.booleans(),
    },
)
"""What may be said of the session; it may be something else than what is written already."""


def done(journal: tn.Journal, said: Arguments) -> tn.Journal:
    """Return what is written. Where something else is written already, draw again."""
    try:
        return debrief(journal, "monday", **said)
    except ValueError:
        reject()


TOUCHED = {"monday", "the-sigh", "letters", "why-tea", "the-door", "to-ask"}


@documents
@given(JOURNALS, SAID)
def test_saying_the_same_again_changes_nothing(journal: tn.Journal, said: Arguments) -> None:
    written = done(journal, said)
    assert debrief(written, "monday", **said) == written


@documents
@given(JOURNALS, SAID)
def test_what_is_not_named_is_untouched_and_no_id_comes_or_goes(journal: tn.Journal, said: Arguments) -> None:
    written = done(journal, said)
    new = {statement.id for statement in said.get("statements", ())}
    assert {record.id for record in written} == {record.id for record in journal} | new
    others = TOUCHED | new
    assert [r for r in written if r.id not in others] == [r for r in journal if r.id not in others]
    bare = {kind.plural: () for kind in KINDS.values()}
    assert attrs.evolve(written, **bare) == attrs.evolve(journal, **bare)


@documents
@given(JOURNALS, SAID, SAID)
def test_whatever_was_there_is_there_still(journal: tn.Journal, said: Arguments, more_said: Arguments) -> None:
    written = done(journal, said)
    more = done(written, more_said)
    for record in (written[id] for id in sorted(TOUCHED)):
        grew(record, more[record.id])


def grew(old: object, new: object) -> None:
    """Assert that a value has all that it had, in its order."""
    for field in attrs.fields(type(old)):
        before, now = getattr(old, field.name), getattr(new, field.name)
        if isinstance(before, tuple) and field.name == "appearances":
            assert [appearance.topic for appearance in now[: len(before)]] == [appearance.topic for appearance in before]
            for one, other in zip(before, now, strict=False):
                grew(one, other)
        elif isinstance(before, tuple):
            assert now[: len(before)] == before
        elif isinstance(before, tn.Reflection) and before != tn.Reflection():
            grew(before, now)
        elif before not in (None, "", False, tn.Reflection()) and field.name != "extra":
            assert now == before


@documents
@given(JOURNALS, SAID)
def test_what_is_written_passes_through_a_file(journal: tn.Journal, said: Arguments) -> None:
    written = done(journal, said)
    assert tn.loads(tn.dumps(written)) == written


@documents
@given(JOURNALS, SAID, st.sampled_from(("therapist", "peer", "public")))
def test_what_was_shared_with_nobody_is_in_no_view(journal: tn.Journal, said: Arguments, audience: str) -> None:
    private = [attrs.evolve(journal[id], shared_with=()) for id in sorted(TOUCHED)]
    journal = attrs.evolve(journal, key=bytes(32)).with_records(*private)
    said = {**said, "statements": [attrs.evolve(s, shared_with=()) for s in said.get("statements", ())]}
    written = done(journal, said)
    assert tn.view(written, audience) == tn.view(journal, audience)


@documents
@given(JOURNALS, SAID, testing.moments())
def test_a_topic_that_was_discussed_does_not_wait_any_more(journal: tn.Journal, said: Arguments, at: Any) -> None:
    meeting = attrs.evolve(session(journal), starts_at=at)
    elsewhere = {a.topic for other in journal.sessions if other.id != "monday" for a in other.appearances}
    assume("the-bill" not in elsewhere)
    written = done(journal.with_records(meeting), {**said, "outcomes": {"the-bill": "discussed"}})
    assert "the-bill" not in {life.topic.id for life in insights.waiting_topics(written, at)}


@documents
@given(JOURNALS, SAID, testing.moments(), st.sampled_from(("me", "therapist")))
def test_a_page_can_be_prepared_from_it_for_everybody(journal: tn.Journal, said: Arguments, at: Any, audience: str) -> None:
    written = done(journal, said)
    shared = written.with_records(*(attrs.evolve(record, shared_with=("therapist",)) for record in written))
    assert tn.render(tn.prepare(tn.view(shared, audience), at=at), "markdown")


@documents
@given(JOURNALS, SAID, st.text(min_size=6))
def test_what_is_missing_is_never_quoted_and_changes_nothing(journal: tn.Journal, said: Arguments, id: str) -> None:
    assume(id not in journal)
    with pytest.raises(KeyError) as caught:
        debrief(journal, "monday", **{**said, "came_of": {id: "happened"}})
    assert "came_of[0]: no prediction of that id" in caught.value.args[0]
    keeps_quiet(caught.value, id)
