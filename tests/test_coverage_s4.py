"""The fourth of the first-hand accounts: how a rule was let go of, and what the bond was after it.

The rule itself, step by step, is in ``test_one_rule.py``. The person who writes here is invented, and so is every sentence.
She keeps the archive of a railway; on Fridays she sees Mireille.
"""

from typing import TypeVar

import attrs
import pytest

import therapy_notes as tn
from therapy_notes import insights
from therapy_notes.model.journal import Journal, Record
from therapy_notes.moments import Duration

ZONE = "Europe/Brussels"
R = TypeVar("R", bound=Record)
MIREILLE = tn.Person(id="mireille", name="Mireille", role="therapist")
EARLY_MARCH = tn.Approximate(earliest=tn.day("2017-03-01"), latest=tn.day("2017-03-10"), words="when the crocuses were out")
THERAPY = tn.Therapy(id="fridays", therapist="mireille", began=EARLY_MARCH)
LATER = tn.moment("2018-01-31 09:00", ZONE)


def at(text: str) -> tn.When:
    return tn.moment(text, ZONE)


def link(kind: str, to: str) -> tn.Link:
    return tn.Link(kind=kind, to=to)


def feeling(name: str, degree: tn.Degree | None = None, moment: str | None = None) -> tn.Feeling:
    return tn.Feeling(name=name, degree=degree, moment=moment)


def of_file(*records: Record) -> Journal:
    """Return a journal that was written into a file and read from it again."""
    journal = Journal(zone=ZONE).with_records(MIREILLE, THERAPY, *records)
    read = tn.loads(tn.dumps(journal))
    assert read == journal
    return read


def the(journal: Journal, of: type[R], id: str) -> R:
    found = journal[id]
    assert isinstance(found, of)
    return found


def friday(id: str, when: str, *appearances: tn.Appearance, **fields: object) -> tn.Session:
    made = tn.Session(id=id, starts_at=at(when), status="fulfilled", appearances=appearances, therapy="fridays")
    return attrs.evolve(made, **fields)  # type: ignore[arg-type]  # the fields of a session; a wrong one raises


def test_a_text_that_she_may_read_goes_to_a_session_and_whether_it_was_read_is_not_known() -> None:
    earlier = tn.Entry(id="sidings", body="On sidings.", written_at=tn.day("2017-09-12"), shared_with=("therapist",))
    later = tn.Entry(id="points", body="On points.", written_at=tn.day("2017-09-22"), links=(link("follows", "sidings"),))
    access = tn.Agreement(
        id="key",
        topic="material_sent",
        kind="working_agreement",
        therapy="fridays",
        revisions=(
            tn.Revision(
                id="r",
                at=tn.day("2017-06-02"),
                act="stated",
                by="client",
                terms=tn.Terms(words="You have the key to all of it.", binds="client"),
            ),
        ),
    )
    please = tn.Contact(
        id="please",
        at=at("2017-09-15 08:10"),
        direction="client_to_therapist",
        channel="text_message",
        therapy="fridays",
        purpose="sharing_material",
        links=(link("for_session", "today"), link("about", "sidings")),
    )
    today = friday("today", "2017-09-15 16:00", status="booked", preparation=tn.Preparation(materials=("sidings",)))
    journal = of_file(earlier, later, access, please, today)
    journal = tn.shared(journal, tn.view(journal, "therapist"), at=tn.day("2017-09-12"))
    journal = tn.noted(journal, "sidings", "therapist", asked_to_read_at=at("2017-09-15 08:10"))
    (line,) = insights.shares(journal, audience="therapist")
    assert (line.asked_to_read_at, line.read) == (at("2017-09-15 08:10"), "not_known")
    assert the(journal, tn.Contact, "please").read == "not_known"
    assert [one.id for one in insights.entries_side_by_side(journal, later).versions] == ["sidings", "points"]
    (holding,) = insights.in_force(journal, LATER, "material_sent")
    assert (holding.terms.words, holding.revision.at) == ("You have the key to all of it.", tn.day("2017-06-02"))
    page = tn.prepare(tn.view(journal, "me"), at=tn.moment("2017-09-15 09:00", ZONE))
    assert "sidings" in {item.record for item in page["materials"]}


US = tn.Topic(id="us", text="Platform two: you and I", opened=tn.day("2017-08-01"), therapy="fridays")
OTHERS = tn.Belief(id="others", text="Somebody else will get my seat.", kind="fear", therapy="fridays")
NOT_YET = friday(
    "not-yet",
    "2017-09-08 16:00",
    tn.Appearance(topic="us", outcome="chose_not_to"),
    connection_after=tn.Rating.of(4),
    reflection=tn.Reflection(unsaid=(tn.Unsaid(id="seat", what="The seat, and who sits there at five", topic="us"),)),
)
DUE = friday("due", "2017-09-15 16:00", status="booked", connection_before=tn.Rating.of(5))


@pytest.fixture(scope="module")
def told() -> Journal:
    """Return a journal in which something that had waited was said."""
    return tn.debrief(
        of_file(US, OTHERS, NOT_YET, DUE),
        "due",
        outcomes={"us": tn.Appearance(topic="us", outcome="discussed", minutes=44)},
        statements=[
            tn.Statement(id="at-five", words="At five I sweep up. Nobody sits there.", answers=("others",), keep=True),
        ],
        reflection=tn.Reflection(
            felt_understood=tn.Rating.of(9),
            feelings=(feeling("dread", tn.Rating.of(8), "before"), feeling("glad that it is out", moment="after")),
            events=(
                tn.SessionEvent(
                    id="eyes",
                    what="Her eyes were wet, and she let them be; I had never seen that",
                    who="mireille",
                    keep=True,
                    helpful=tn.Rating(value=9, low=1, high=9),
                    feelings=(feeling("tenderness", "as wide as the hall"),),
                ),
            ),
        ),
        connection_after=tn.Rating.of(9),
    )


def test_what_had_waited_was_said_and_the_hour_tells_how_long_how_heard_and_how_near(told: Journal) -> None:
    left = insights.unsaid(told, LATER)
    assert (left.said, left.still_open, left.found[0].said_in and left.found[0].said_in.id) == (1, 0, "due")
    thread = insights.topic_thread(told, US, LATER)
    assert (thread.minutes, thread.outcomes) == (44, ("chose_not_to", "discussed"))
    hour = the(told, tn.Session, "due")
    assert hour.reflection is not None
    assert hour.reflection.felt_understood == tn.Rating.of(9)
    assert [(one.name, one.moment) for one in hour.reflection.feelings] == [
        ("dread", "before"),
        ("glad that it is out", "after"),
    ]
    near = insights.connection(told, LATER).sessions
    assert [(one.before, one.after) for one in near] == [
        (None, tn.Rating.of(4)),
        (tn.Rating.of(5), tn.Rating.of(9)),
    ]


def test_a_moment_with_her_and_what_she_said_against_a_fear_are_kept_to_be_held_on_to(told: Journal) -> None:
    (found,) = insights.reassurances(told, LATER, "others")
    assert (found.statement.words, found.last_heard) == ("At five I sweep up. Nobody sits there.", tn.day("2017-09-15"))
    page = tn.prepare(tn.view(told, "me"), at=LATER)
    assert {item.text for item in page["hold_on_to"]} == {
        "At five I sweep up. Nobody sits there.",
        "Her eyes were wet, and she let them be; I had never seen that",
    }
    hour = the(told, tn.Session, "due")
    assert hour.reflection is not None
    assert [(one.who, one.helpful) for one in hour.reflection.events] == [("mireille", tn.Rating(value=9, low=1, high=9))]


def test_a_doubt_about_getting_further_is_put_answered_and_laid_beside_two_examples() -> None:
    asked = tn.Question(
        id="asked",
        text="Does this train move?",
        to=("mireille",),
        asked=tn.day("2017-09-15"),
        answers=(
            tn.Answer(at=tn.day("2017-09-15"), by="mireille", words="You are the one who looks out of the window."),
            tn.Answer(at=tn.day("2017-09-17"), words="It moves. The signal box is behind us."),
        ),
    )
    doubt = tn.Belief(
        id="doubt",
        text="I stand where I stood.",
        readings=(
            tn.Reading(at=tn.day("2017-09-14"), felt=tn.Rating.of(8)),
            tn.Reading(at=tn.day("2017-09-17"), felt=tn.Rating.of(3)),
        ),
    )
    fences = tn.Goal(
        id="fences",
        text="A fence with a gate in it",
        opened=tn.Approximate(words="I only saw it afterwards"),
        progress=(
            tn.Progress(at=tn.day("2017-05-01"), degree="known, in my head"),
            tn.Progress(at=tn.day("2017-07-20"), degree="said, once", words="To the stationmaster."),
            tn.Progress(at=tn.day("2017-09-17"), degree="kept to, and a way to go"),
        ),
        evidence=(
            tn.Evidence(side="for", words="I left the dinner at ten.", at=tn.day("2017-08-12")),
            tn.Evidence(side="for", words="The phone stayed in the hall.", at=tn.day("2017-09-03")),
        ),
    )
    journal = of_file(asked, doubt, fences)
    question = the(journal, tn.Question, "asked")
    assert insights.question_then_and_now(journal, question, tn.day("2017-09-16"), LATER).then == question.answers[0]
    assert (
        insights.question_then_and_now(journal, question, tn.day("2017-09-16"), LATER, by="client").now
        == question.answers[1]
    )
    found = insights.belief_then_and_now(journal, doubt, tn.day("2017-09-14"), tn.day("2017-09-18"))
    assert [one.felt for one in (found.then, found.now) if one] == [tn.Rating.of(8), tn.Rating.of(3)]
    far = insights.progress(journal, the(journal, tn.Goal, "fences"))
    assert far.goal.opened == tn.Approximate(words="I only saw it afterwards")
    assert [one.degree for one in far.progress] == ["known, in my head", "said, once", "kept to, and a way to go"]
    assert [one.words for one in far.speaks_for] == ["I left the dinner at ten.", "The phone stayed in the hall."]


def test_a_spring_of_many_letters_is_counted_as_far_as_it_was_and_one_led_to_the_next() -> None:
    away = tn.Absence(
        id="away",
        kind="therapist_holiday",
        therapy="fridays",
        begins=tn.Approximate(earliest=tn.day("2017-04-22"), latest=tn.day("2017-04-24")),
        ends=tn.day("2017-04-30"),
    )
    cross = tn.Contact(
        id="cross",
        at=at("2017-04-26 23:40"),
        direction="client_to_therapist",
        purpose="protest",
        therapy="fridays",
        feelings=(feeling("anger", tn.Rating.of(9)), feeling("shame", tn.Rating.of(10), "after")),
    )
    more = tn.Contact(
        id="more",
        at=tn.day("2017-04-27"),
        direction="client_to_therapist",
        purpose="crisis",
        times=None,
        links=(link("because_of", "cross"),),
        therapy="fridays",
    )
    before = tn.Contact(
        id="before",
        at=tn.day("2017-04-11"),
        direction="client_to_therapist",
        times=14,
        afterthoughts=(tn.Afterthought(words="Far too many, by my own book."),),
        therapy="fridays",
    )
    journal = of_file(away, before, cross, more)
    weeks = [(week.cannot_tell, week.uncounted, week.away) for week in insights.contacts_by_week(journal)]
    assert weeks == [(14, 0, False), (0, 0, True), (1, 1, True)]
    assert [one.id for one in journal.contacts if link("because_of", "cross") in one.links] == ["more"]
    assert [(one.name, one.moment) for one in the(journal, tn.Contact, "cross").feelings] == [
        ("anger", None),
        ("shame", "after"),
    ]
    assert the(journal, tn.Contact, "before").afterthoughts[0].words == "Far too many, by my own book."
    assert {found.word for found in insights.contacts_by_purpose(journal)} == {"protest", "crisis", None}
    assert insights.time_together(journal, "fridays", LATER).length == "10 months"


RULE = tn.Agreement(
    id="rule",
    topic="between_session_contact",
    kind="working_agreement",
    therapy="fridays",
    revisions=(
        tn.Revision(
            id="hours",
            at=tn.day("2017-05-05"),
            act="stated",
            by="therapist",
            explained=True,
            asked_me=True,
            terms=tn.Terms(
                words="Not at night.", because="Nights are mine, and yours.", contact=tn.ContactRule(mode="by_arrangement")
            ),
            felt_as=tn.Terms(words="The gate is down."),
            feelings=(feeling("heartbreak", tn.Rating.of(10)),),
        ),
        tn.Revision(
            id="try",
            at=tn.day("2017-09-15"),
            act="amended",
            by="both",
            trial=True,
            review_on=tn.day("2017-12-01"),
            reason="The others are not told when to write.",
            feelings=(feeling("jealousy", "a handful"), feeling("relief")),
            terms=tn.Terms(words="Whenever.", because="We know each other by now.", contact=tn.ContactRule(mode="open")),
        ),
    ),
    evidence=(tn.Evidence(side="for", words="Without it I would drive the train myself.", by="client", accepted="yes"),),
    afterthoughts=(
        tn.Afterthought(
            at=tn.day("2017-09-17"),
            words="Down there I learned to stoke my own fire.",
            feelings=(feeling("glad of the old rule"),),
        ),
    ),
)
OWN = tn.Agreement(
    id="own",
    topic="between_session_contact",
    kind="personal_commitment",
    parties=("client",),
    therapy="fridays",
    revisions=(
        tn.Revision(
            id="r",
            at=tn.day("2017-09-16"),
            act="stated",
            by="client",
            terms=tn.Terms(
                words="Weekdays, and never on a feast.",
                because="Her evenings are hers.",
                contact=tn.ContactRule(
                    mode="windowed",
                    always_for=("scheduling",),
                    closed_on=(tn.day("2017-11-01"),),
                    windows=(
                        tn.ContactWindow(days=("mon", "tue", "wed", "thu", "fri"), opens="08:00", closes="18:00", zone=ZONE),
                    ),
                ),
            ),
        ),
    ),
)


@pytest.mark.parametrize(
    ("when", "own"),
    [("2017-10-31 10:00", "yes"), ("2017-11-01 10:00", "no"), ("2017-11-02 20:00", "no"), ("2017-11-04 10:00", "no")],
)
def test_her_own_rule_is_narrower_has_its_reason_and_knows_the_feasts(when: str, own: str) -> None:
    journal = of_file(RULE, OWN)
    letter = tn.Contact(id="letter", at=at(when), direction="client_to_therapist", purpose="venting", therapy="fridays")
    verdict = insights.verdict(journal, letter)
    assert (verdict.answer, [one.answer for one in verdict.commitments]) == ("yes", [own])
    moved = insights.verdict(journal, attrs.evolve(letter, purpose="scheduling"))
    assert [one.answer for one in moved.commitments] == ["yes"]
    (mine,) = (held for held in insights.in_force(journal, LATER) if held.agreement.kind == "personal_commitment")
    assert mine.terms.because == "Her evenings are hers."


def test_a_rule_keeps_its_reason_whether_it_was_explained_how_it_was_read_and_what_was_learned_from_it() -> None:
    journal = of_file(RULE)
    first, second = insights.history(journal, "between_session_contact")
    assert (first.revision.explained, first.revision.asked_me) == (True, True)
    assert first.terms is not None
    assert first.terms.because == "Nights are mine, and yours."
    assert first.revision.felt_as is not None
    assert (first.revision.felt_as.words, first.terms.words) == ("The gate is down.", "Not at night.")
    assert (second.revision.reason, second.on_trial) == ("The others are not told when to write.", True)
    felt = insights.feelings_about(the(journal, tn.Agreement, "rule"), ZONE)
    assert [[one.name for one in told.feelings] for told in felt] == [
        ["heartbreak"],
        ["jealousy", "relief"],
        ["glad of the old rule"],
    ]
    kept = the(journal, tn.Agreement, "rule")
    assert [(one.words, one.accepted) for one in kept.evidence] == [("Without it I would drive the train myself.", "yes")]
    assert kept.afterthoughts[0].words == "Down there I learned to stoke my own fire."


def test_whether_she_is_trusted_is_a_question_about_the_rule_and_the_answer_is_kept() -> None:
    trust = tn.Question(
        id="trust", text="Do you trust me with an open gate?", to=("mireille",), links=(link("about", "rule"),)
    )
    due = friday("due", "2017-09-15 16:00", status="booked")
    journal = tn.debrief(
        of_file(RULE, trust, due),
        "due",
        answers={"trust": "I do."},
        statements=[
            tn.Statement(id="i-do", words="I do. I have seen you close it.", links=(link("about", "rule"),), keep=True)
        ],
    )
    answer = the(journal, tn.Question, "trust").answer_at(LATER)
    assert answer is not None
    assert (answer.by, answer.words, answer.link) == ("mireille", "I do.", "due")
    assert [one.id for one in journal.statements if link("about", "rule") in one.links] == ["i-do"]
    assert the(journal, tn.Statement, "i-do").said == tn.day("2017-09-15")


def test_hard_evenings_were_held_and_what_was_done_instead_is_told() -> None:
    urges = [
        tn.Urge(
            id=f"evening-{n}",
            at=at(f"2017-10-{day} 21:{n}0"),
            urge="to write",
            acted=False,
            skill="self_soothe",
            strength=tn.Rating.of(8 - n),
            links=(link("did_instead", "anna"),) if n == 0 else (),
        )
        for n, day in enumerate(("14", "15", "21"))
    ]
    anna = tn.Person(id="aunt", name="Anna", role="friend")
    rang = tn.Contact(id="anna", at=at("2017-10-14 21:30"), direction="client_to_other", person="aunt", channel="phone")
    further = tn.Goal(
        id="alone",
        text="Evenings by my own lamp",
        progress=(tn.Progress(at=tn.day("2017-10-22"), degree="three of three", words="None was sent."),),
    )
    outside = tn.Contact(id="one", at=at("2017-10-23 11:00"), direction="client_to_therapist", therapy="fridays")
    journal = of_file(*urges, anna, rang, further, outside, RULE)
    assert [(hour.weekday, hour.hour, hour.resisted, hour.sent) for hour in insights.by_hour_of_week(journal).hours] == [
        ("mon", 11, 0, 1),
        ("sat", 21, 2, 0),
        ("sun", 21, 1, 0),
    ]
    assert insights.did_instead(journal, urges[0]) == (rang,)
    assert {one.skill for one in journal.urges} == {"self_soothe"}
    (latest,) = insights.progress(journal, the(journal, tn.Goal, "alone")).progress
    assert (latest.degree, latest.words) == ("three of three", "None was sent.")
    assert sum(week.outside for week in insights.contacts_by_week(journal)) == 0


def test_warmth_thanks_and_a_lesson_for_others_are_entries_and_opposite_feelings_keep_their_own_degrees() -> None:
    warm = tn.Entry(
        id="warm",
        body="It came up from the boards, like in the waiting room in winter.",
        written_at=tn.day("2017-09-15"),
        feelings=(feeling("warmth", tn.Rating.of(9)), feeling("forsaken", tn.Rating.of(10), "before")),
        links=(link("prompted_by", "told-her"),),
        tags=("the warm feeling",),
    )
    told_her = tn.Entry(id="told-her", body="I had said the thing with the seat.", written_at=tn.day("2017-09-14"))
    thanks = tn.Entry(id="thanks", kind="gratitude", body="I was dealt a bad timetable, and then her.")
    lesson = tn.Entry(
        id="lesson", kind="post", body="Say it. Say it before the whistle.", links=(link("because_of", "warm"),)
    )
    journal = of_file(warm, told_her, thanks, lesson)
    (found,) = journal.only(tags=["the warm feeling"]).entries
    assert [(one.name, one.degree) for one in found.feelings] == [
        ("warmth", tn.Rating.of(9)),
        ("forsaken", tn.Rating.of(10)),
    ]
    assert [journal[one.to].id for one in found.links] == ["told-her"]
    assert {one.kind for one in journal.entries if one.id in {"thanks", "lesson"}} == {"gratitude", "post"}


def test_a_wish_to_write_and_a_firm_refusal_stand_beside_each_other() -> None:
    wish = tn.Preference(
        id="wish",
        about="letters",
        readings=(
            tn.PreferenceReading(at=tn.day("2017-04-01"), wish="more"),
            tn.PreferenceReading(at=tn.day("2017-12-01"), wish="keep", because="I would drive the train myself."),
        ),
    )
    closed = attrs.evolve(RULE, revisions=(attrs.evolve(RULE.revisions[0], felt_as=tn.Terms(words="A punishment.")),))
    journal = of_file(wish, closed)
    found = insights.preference_then_and_now(journal, wish, tn.day("2017-05-01"), LATER)
    assert [one.wish for one in (found.then, found.now) if one] == ["more", "keep"]
    (holding,) = insights.in_force(journal, LATER, "between_session_contact")
    assert holding.revision.felt_as is not None
    assert (holding.terms.because, holding.revision.felt_as.words) == ("Nights are mine, and yours.", "A punishment.")


def test_a_session_called_off_on_the_way_to_it_is_told_with_what_it_cost_and_what_is_left_of_it() -> None:
    notice = tn.Agreement(
        id="notice",
        topic="cancellation_and_lateness",
        kind="business_contract",
        therapy="fridays",
        revisions=(
            tn.Revision(
                id="r",
                at=tn.day("2017-03-10"),
                act="stated",
                by="therapist",
                terms=tn.Terms(words="A day before.", notice=Duration(days=1)),
            ),
        ),
    )
    off = friday(
        "off",
        "2017-12-08 16:00",
        status="cancelled",
        cancellation=tn.Cancellation(
            by="mireille",
            told_at=at("2017-12-08 15:30"),
            channel="email",
            seen_at=at("2017-12-08 16:05"),
            cost_to_me="seventy kilometres, and the good coat",
        ),
    )
    cousin = tn.Person(id="cousin", name="Odo", role="friend")
    hurt = tn.Rupture(
        id="hurt",
        title="The good coat",
        noticed=at("2017-12-08 16:05"),
        therapy="fridays",
        triggers=("cancellation", "comparison_with_other_clients"),
        meaning="It is all one to her whether I come.",
        sizes=(
            tn.Size(of="then", degree=tn.Rating.of(9)),
            tn.Size(of="warranted", degree=tn.Rating.of(6), according_to="cousin"),
        ),
        steps=(
            tn.RuptureStep(at=at("2017-12-11 16:00"), state="raised", by="client"),
            tn.RuptureStep(at=at("2017-12-11 16:40"), state="partly_resolved", by="both", hurt="a splinter"),
        ),
    )
    leave = tn.Urge(
        id="leave",
        at=at("2017-12-08 16:10"),
        urge="to give up my seat for good",
        acted=False,
        held_back_by="I gave it until Monday.",
        strength=tn.Rating.of(9),
    )
    fair = tn.Question(id="fair", text="Do you wait for the others?", to=("mireille",), links=(link("about", "hurt"),))
    journal = of_file(notice, off, cousin, hurt, leave, fair)
    session = the(journal, tn.Session, "off")
    took = insights.notice_of(session, ZONE)
    assert took is not None
    assert (took.in_minutes(), insights.is_late(journal, session)) == (30, True)
    assert session.cancellation is not None
    assert (session.cancellation.by, session.cancellation.channel) == ("mireille", "email")
    assert (session.cancellation.seen_at, session.cancellation.cost_to_me) == (
        at("2017-12-08 16:05"),
        "seventy kilometres, and the good coat",
    )
    (beside,) = insights.beside_repair(journal, LATER).ruptures
    assert (beside.state, beside.hurt_left, beside.time_to_repair) == ("partly_resolved", "a splinter", None)
    raised = insights.time_to_raise(the(journal, tn.Rupture, "hurt"), ZONE)
    assert raised is not None
    assert raised.in_days() == 2
    assert the(journal, tn.Rupture, "hurt").meaning == "It is all one to her whether I come."
    assert [one.according_to for one in insights.sizes(hurt) if one.warranted] == ["cousin"]
    assert dict(insights.by_trigger(journal, LATER).counts) == {"cancellation": 1, "comparison_with_other_clients": 1}
    (week,) = insights.urges_by_week(journal)
    assert (week.resisted, week.acted) == (1, 0)
    assert the(journal, tn.Urge, "leave").held_back_by == "I gave it until Monday."
    page = tn.prepare(tn.view(journal, "me"), at=LATER)
    assert [item.record for item in page["questions"]] == ["fair"]
    assert [item.text for item in page["relationship"]] == ["The good coat"]
