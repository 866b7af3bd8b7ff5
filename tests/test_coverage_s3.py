"""The third of the first-hand accounts, by a therapist: how a frame is told by those who live in it.

The person who writes here is invented, and so is every sentence. He drives a night ferry; on Wednesdays he sees Noor.
"""

from typing import TypeVar

import pytest

import therapy_notes as tn
from therapy_notes import insights
from therapy_notes.model.journal import Journal, Record
from therapy_notes.model.vocabulary import Binds

ZONE = "Europe/Istanbul"
R = TypeVar("R", bound=Record)
NOOR = tn.Person(id="noor", name="Noor", role="therapist")
THERAPY = tn.Therapy(id="with-noor", therapist="noor", began=tn.day("2018-10-03"))
LATER = tn.moment("2022-01-31 09:00", ZONE)


def at(text: str) -> tn.When:
    return tn.moment(text, ZONE)


def link(kind: str, to: str) -> tn.Link:
    return tn.Link(kind=kind, to=to)


def of_file(*records: Record) -> Journal:
    """Return a journal that was written into a file and read from it again."""
    journal = Journal(zone=ZONE).with_records(NOOR, THERAPY, *records)
    read = tn.loads(tn.dumps(journal))
    assert read == journal
    return read


def the(journal: Journal, of: type[R], id: str) -> R:
    found = journal[id]
    assert isinstance(found, of)
    return found


def stated(topic: str, words: str, because: str, *, kind: str = "therapist_policy", binds: Binds) -> tn.Agreement:
    terms = tn.Terms(words=words, because=because, binds=binds)
    act = tn.Revision(id="r", at=tn.day("2018-10-03"), act="stated", by="therapist", terms=terms, explained=True)
    return tn.Agreement(id=topic, topic=topic, kind=kind, therapy="with-noor", revisions=(act,))


def test_the_frame_is_told_subject_by_subject_with_its_reason_and_with_whom_it_binds() -> None:
    journal = of_file(
        stated(
            "self_disclosure",
            "What I did at the weekend stays out of the room.",
            "So that no hour turns into mine.",
            binds="therapist",
        ),
        stated(
            "fee_and_payment",
            "Monthly, and the whole of it is yours.",
            "I have others who listen to me.",
            kind="business_contract",
            binds="client",
        ),
        stated("social_media_and_online", "We do not follow one another.", "You could not unsee it.", binds="both"),
        stated("multiple_relationships", "Not for tea either.", "One door is enough.", binds="both"),
        stated(
            "incidental_encounters", "On the quay you greet first, or nobody does.", "The quay has ears.", binds="therapist"
        ),
        stated("confidentiality_and_limits", "Nothing from in here is for out there.", "", binds="therapist"),
        stated("ending_and_return", "Who has gone may come back.", "That is what the distance is for.", binds="both"),
        stated("other", "Whether I slept badly is not yours to look after.", "It is my watch.", binds="therapist"),
    )

    def rule(topic: str) -> tuple[str, str, str | None]:
        (holding,) = insights.in_force(journal, LATER, topic)
        assert holding.revision.explained
        return holding.agreement.kind, holding.terms.because, holding.terms.binds

    assert rule("self_disclosure") == ("therapist_policy", "So that no hour turns into mine.", "therapist")
    assert rule("fee_and_payment") == ("business_contract", "I have others who listen to me.", "client")
    assert rule("other") == ("therapist_policy", "It is my watch.", "therapist")
    both = [holding.agreement.topic for holding in insights.in_force(journal, LATER) if holding.terms.binds == "both"]
    assert sorted(both) == ["ending_and_return", "multiple_relationships", "social_media_and_online"]
    assert [item.text for item in page(journal)["agreements"]] == []


def page(journal: Journal) -> tn.Prep:
    return tn.prepare(tn.view(journal, "me"), at=LATER)


def test_a_promise_is_due_on_its_day_and_no_longer_once_it_was_kept() -> None:
    given = tn.Revision(
        id="given",
        at=tn.day("2021-11-03"),
        act="stated",
        by="therapist",
        review_on=tn.day("2021-11-10"),
        terms=tn.Terms(words="The page about harbours, by next week.", binds="therapist"),
    )
    kept = tn.Revision(id="kept", at=tn.day("2021-11-12"), act="ended", by="therapist", reason="She brought it.")

    def promise(*acts: tn.Revision) -> Journal:
        return of_file(tn.Agreement(id="page", topic="material_sent", kind="promise", therapy="with-noor", revisions=acts))

    def due(journal: Journal, day: str) -> list[str]:
        return [holding.terms.words for holding in insights.reviews_due(journal, tn.moment(day, ZONE))]

    assert due(promise(given), "2021-11-09 12:00") == []
    assert due(promise(given), "2021-11-11 12:00") == ["The page about harbours, by next week."]
    assert due(promise(given, kept), "2021-11-13 12:00") == []
    (ended,) = (act for act in insights.history(promise(given, kept), "material_sent") if act.status == "ended")
    assert ended.revision.reason == "She brought it."


def test_a_text_in_several_parts_can_be_left_open_and_answered_by_others() -> None:
    parts = [
        tn.Entry(
            id=f"harbour-{n}",
            title=f"Harbours, {n}",
            body="Who has one of these?",
            series=tn.Series(name="Harbours", position=n),
            written_at=tn.day(f"2021-11-{n:02}"),
            unfinished=n == 2,
            comments=(tn.Comment(id="c", mine=False, body="Mine has a crane."),) if n == 2 else (),
        )
        for n in (1, 2)
    ]
    journal = of_file(*parts)
    assert [one.series and (one.series.name, one.series.position) for one in journal.entries] == [
        ("Harbours", 1),
        ("Harbours", 2),
    ]
    assert [item.record for item in page(journal)["materials"]] == ["harbour-2"]
    assert [one.body for one in the(journal, tn.Entry, "harbour-2").comments] == ["Mine has a crane."]


def test_the_same_thing_for_many_weeks_is_a_thread_beside_what_was_said_to_be_allowed() -> None:
    engine = tn.Topic(id="engine", text="The engine room, again", opened=tn.day("2021-09-01"), therapy="with-noor")
    weeks = [
        tn.Session(
            id=f"w{n}",
            starts_at=at(f"2021-09-{day:02} 17:00"),
            status="fulfilled",
            therapy="with-noor",
            appearances=(tn.Appearance(topic="engine", outcome="partly", minutes=20 + n),),
        )
        for n, day in enumerate((8, 15, 22, 29))
    ]
    bored = tn.Belief(id="bored", text="By the third time everybody is bored of it.", kind="fear", about="Noor, and my wife")
    allowed = [
        tn.Statement(
            id="as-often",
            words="As often as it wants to be told.",
            said=tn.day("2021-09-15"),
            keep=True,
            answers=("bored",),
            therapy="with-noor",
        ),
        tn.Statement(
            id="loud",
            words="You may be loud in here, and you may howl.",
            said=tn.day("2021-09-22"),
            keep=True,
            therapy="with-noor",
        ),
    ]
    wednesday = tn.Session(
        id="next",
        starts_at=at("2022-02-02 17:00"),
        status="booked",
        therapy="with-noor",
        preparation=tn.Preparation(fears=("bored",)),
    )
    journal = of_file(engine, *weeks, bored, *allowed, wednesday)
    thread = insights.topic_thread(journal, engine, LATER)
    assert (len(thread.sessions), thread.minutes, thread.last) == (4, 86, at("2021-09-29 17:00"))
    shown = page(journal)
    assert [item.text for item in shown["hold_on_to"]] == [allowed[0].words, allowed[1].words]
    assert [(item.record, item.why, item.since) for item in shown["agenda"]] == [
        ("engine", "still_waiting", tn.day("2021-09-01"))
    ]


def test_what_others_can_carry_is_told_person_by_person_and_never_measured() -> None:
    wife, brother = (tn.Person(id=name, name=name, role="family") for name in ("Elif", "Can"))
    worn = tn.Belief(
        id="worn",
        text="She is worn thin by my nights.",
        kind="fear",
        held_from="guess",
        links=(link("about", "Elif"),),
        evidence=(tn.Evidence(side="against", words="She asked me to go on.", by="Elif", accepted="not_yet"),),
    )
    rang = [
        tn.Contact(
            id="rang",
            at=at("2021-11-05 04:00"),
            direction="client_to_other",
            person="Can",
            channel="phone",
            purpose="venting",
            helpful="like a railing",
        ),
        tn.Contact(
            id="wrote",
            at=at("2021-11-06 04:00"),
            direction="client_to_other",
            person="Elif",
            channel="text_message",
            times=3,
        ),
    ]
    journal = of_file(wife, brother, worn, *rang)
    assert [(one.person, one.helpful) for one in journal.contacts] == [("Can", "like a railing"), ("Elif", None)]
    assert insights.contacts_by_week(journal) == ()
    (brought,) = insights.evidence(journal, "worn").by
    assert (brought.by, brought.against) == ("Elif", 1)


def test_a_wish_to_be_challenged_a_need_and_a_step_that_frightens_stand_side_by_side() -> None:
    need = tn.Goal(id="sleep", text="Somebody who stays awake with me", kind="need")
    leave = tn.Goal(
        id="leave",
        text="To give up the night run",
        tags=("rest",),
        opened=tn.day("2021-10-06"),
        progress=(
            tn.Progress(at=tn.day("2021-12-01"), degree="a letter, unsent"),
            tn.Progress(at=tn.day("2022-01-12"), degree="asked what days there are"),
        ),
    )
    risk = tn.Prediction(id="risk", fear="By day nobody needs me.", about="leave", how_bad=tn.Rating.of(7))
    choice = tn.Topic(id="choice", text="Nights or days", wish="decide", opened=tn.day("2022-01-12"), therapy="with-noor")
    push = tn.Preference(
        id="push",
        about="being asked what I step round",
        readings=(
            tn.PreferenceReading(at=tn.day("2019-01-01"), wish="less"),
            tn.PreferenceReading(at=tn.day("2022-01-19"), wish="more", because="I have sea legs by now."),
        ),
    )
    asked = tn.Session(
        id="asked",
        starts_at=at("2022-01-19 17:00"),
        status="fulfilled",
        therapy="with-noor",
        reflection=tn.Reflection(
            events=(
                tn.SessionEvent(
                    id="e",
                    what="She asked who I would be at noon.",
                    who="noor",
                    helpful=tn.Rating(value=8, low=1, high=9),
                    feelings=(tn.Feeling(name="caught"), tn.Feeling(name="awake")),
                ),
            )
        ),
    )
    journal = of_file(need, leave, risk, choice, push, asked)
    assert [(one.id, one.kind, one.tags) for one in journal.goals] == [("leave", "goal", ("rest",)), ("sleep", "need", ())]
    assert [one.degree for one in insights.progress(journal, leave, LATER).progress] == [
        "a letter, unsent",
        "asked what days there are",
    ]
    assert insights.occasions(journal, at=LATER).open == 1
    found = insights.preference_then_and_now(journal, push, tn.day("2020-01-01"), LATER)
    assert [one.wish for one in (found.then, found.now) if one] == ["less", "more"]
    shown = page(journal)
    assert {item.record for item in shown["wishes"]} == {"push"}
    assert [item.record for item in shown["agenda"]] == ["choice"]
    hour = the(journal, tn.Session, "asked")
    assert hour.reflection is not None
    assert [(one.who, one.helpful) for one in hour.reflection.events] == [("noor", tn.Rating(value=8, low=1, high=9))]


def test_it_is_known_who_was_given_what() -> None:
    lines = (
        tn.Share(record="the-wreck", audience="therapist", shared_at=tn.day("2021-10-06"), read="yes"),
        tn.Share(record="the-wreck", audience="my brother", shared_at=tn.day("2021-12-24"), how="on the boat"),
        tn.Share(record="the-letter", audience="therapist", shared_at=tn.day("2021-10-13")),
    )
    wreck, letter = tn.Entry(id="the-wreck", body="The night of the buoy."), tn.Entry(id="the-letter", body="To the purser.")
    journal = tn.loads(tn.dumps(tn.Journal(zone=ZONE, shares=lines).with_records(wreck, letter)))
    assert [line.record for line in insights.shares(journal, audience="my brother")] == ["the-wreck"]
    assert [line.record for line in insights.shares(journal, audience="therapist")] == ["the-wreck", "the-letter"]


def test_an_ending_is_planned_in_steps_and_the_long_way_stands_behind_it() -> None:
    began = tn.Therapy(
        id="with-noor",
        therapist="noor",
        began=tn.day("2018-10-03"),
        ending_kind="spaced",
        phases=(
            tn.Phase(id="hold", name="holding on", began=tn.day("2018-10-03"), ended=tn.day("2021-12-01")),
            tn.Phase(
                id="out", name="letting the rope out", began=tn.day("2021-12-01"), words="every other week, then by the moon"
            ),
        ),
    )
    rhythm = tn.Agreement(
        id="rhythm",
        topic="frequency",
        kind="working_agreement",
        therapy="with-noor",
        revisions=(
            tn.Revision(id="a", at=tn.day("2018-10-03"), act="stated", by="both", terms=tn.Terms(words="Weekly.")),
            tn.Revision(
                id="b", at=tn.day("2021-12-01"), act="amended", by="both", terms=tn.Terms(words="Every other week.")
            ),
            tn.Revision(
                id="c",
                at=tn.day("2021-12-01"),
                act="amended",
                by="both",
                takes_effect=tn.day("2022-04-01"),
                terms=tn.Terms(words="At the full moon."),
            ),
        ),
    )
    journal = of_file(began, rhythm)
    words = [
        [holding.terms.words for holding in insights.in_force(journal, tn.day(day), "frequency")]
        for day in ("2021-01-01", "2022-01-01", "2022-05-01")
    ]
    assert words == [["Weekly."], ["Every other week."], ["At the full moon."]]
    assert insights.time_together(journal, "with-noor", LATER).length == "3 years 3 months"
    therapy = the(journal, tn.Therapy, "with-noor")
    assert (therapy.ending_kind, [phase.name for phase in therapy.phases]) == (
        "spaced",
        ["holding on", "letting the rope out"],
    )


def test_what_was_expected_stands_beside_what_is_and_two_explanations_stay_open() -> None:
    expected = tn.Belief(
        id="expected",
        text="A doctor of souls does not ask me back.",
        kind="expectation",
        evidence=(tn.Evidence(side="mixed", words="She asks, and says why.", link="other"),),
    )
    rules = stated("other", "I ask.", "Answers rust.", binds="therapist")
    lived, tools = (
        tn.Belief(id=id, text=text, held_from="guess", links=(link("contrast", other),))
        for id, text, other in (
            ("lived", "She has been out there herself.", "tools"),
            ("tools", "She knows which spanner, and need not have been.", "lived"),
        )
    )
    journal = of_file(expected, rules, lived, tools)
    assert [one.words for one in insights.evidence(journal, "expected").mixed] == ["She asks, and says why."]
    assert [one.record.id for one in insights.evidence(journal, "lived").linked] == ["tools"]
    assert [one.record.id for one in insights.evidence(journal, "tools").linked] == ["lived"]
    assert journal.check(LATER) == ()


@pytest.mark.parametrize(("wanted", "there"), [("yes", True), ("not_sure", True), ("no", False)])
def test_a_question_about_her_says_what_it_is_for_and_whether_an_answer_is_wanted(wanted: str, there: bool) -> None:
    lost = tn.Question(
        id="lost",
        text="Have you buried somebody?",
        to=("noor",),
        wanted=wanted,
        asked=tn.day("2022-01-20"),
        because="Enough to know that it can be stood. No names.",
        expected="That it is not about her.",
    )
    journal = of_file(lost)
    found = {item.text: item.detail for item in page(journal)["questions"]}
    assert found.get("Have you buried somebody?") == ("Enough to know that it can be stood. No names." if there else None)
    assert the(journal, tn.Question, "lost").expected == "That it is not about her."
