"""Topics through the sessions, what is left before a break, what was not said, and every therapy beside the others."""

import attrs
from hypothesis import given
from hypothesis import strategies as st

import therapy_notes as tn
from therapy_notes import moments, testing
from therapy_notes.insights import breaks, topics
from therapy_notes.insights import sessions as meetings
from therapy_notes.insights.unsaid import unsaid
from therapy_notes.model.agreements import Agreement
from therapy_notes.model.contacts import Absence
from therapy_notes.model.journal import Journal
from therapy_notes.model.people import Tally, Therapy
from therapy_notes.model.revisions import Revision
from therapy_notes.model.sessions import HELD, PLANNED, Appearance, Plan, Reflection, Session, Topic, Unsaid
from therapy_notes.model.values import Approximate, Link, begins, over
from therapy_notes.moments import Date, DateTime, Duration

ZONE = "Asia/Kolkata"


def at(text: str) -> DateTime:
    return moments.moment(text, ZONE)


def journal_of(*records: tn.Record) -> Journal:
    return Journal(zone=ZONE).with_records(*records)


def held(id: str, when: str, *appearances: Appearance, **fields: object) -> Session:
    made = Session(id=id, starts_at=at(when), status="fulfilled", appearances=appearances, therapy="t")
    return attrs.evolve(made, **fields)  # type: ignore[arg-type] # the fields of a session


DEBT = Topic(id="debt", text="What I owe my brother", opened=at("2024-01-05 09:00"), therapy="t")
WINTER = (
    held("s1", "2024-01-08 18:00", Appearance(topic="debt", outcome="raised_only", minutes=2)),
    held("s2", "2024-01-15 18:00", Appearance(topic="debt", outcome="deferred", minutes_planned=20)),
    held("s3", "2024-01-22 18:00", Appearance(topic="debt", outcome="partly"), Appearance(topic="debt", minutes=9)),
    held("s4", "2024-01-29 18:00", Appearance(topic="debt", outcome="overtaken"), status="cancelled"),
    held("s5", "2024-02-05 18:00", Appearance(topic="debt", outcome="discussed", minutes=31)),
    held("s6", "2024-02-12 18:00", Appearance(topic="debt"), Appearance(topic="rain", outcome="discussed")),
)


# -- threads ---------------------------------------------------------------------------------------------------------


def test_a_thread_tells_where_a_topic_came_up_and_what_came_of_it_each_time() -> None:
    journal = journal_of(DEBT, *WINTER)
    thread = topics.topic_thread(journal, DEBT, at("2024-03-01 00:00"))
    assert [session.id for session in thread.sessions] == ["s1", "s3", "s5"]
    assert thread.last == at("2024-02-05 18:00")
    assert (thread.minutes, thread.sessions_timed) == (42, 3)
    assert thread.outcomes == ("raised_only", "deferred", "partly", "overtaken", "discussed")
    early = topics.topic_thread(journal, DEBT, at("2024-01-22 17:59"))
    assert ([s.id for s in early.sessions], early.minutes, early.sessions_timed) == (["s1"], 2, 1)
    never = topics.topic_thread(journal, DEBT, Date(2024, 1, 1))
    assert (never.sessions, never.last, never.outcomes) == ((), None, ())


def test_how_many_sessions_touched_a_topic_or_what_was_agreed_about_something() -> None:
    act = Revision(id="r", at=Date(2024, 1, 15), act="stated", by="both", session="s2")
    fee = Agreement(id="fee", topic="fee_and_payment", kind="business_contract", revisions=(act,))
    about = attrs.evolve(DEBT, links=(Link(kind="about", to="fee"),))
    journal = journal_of(about, fee, *WINTER, held("other", "2024-02-06 18:00", therapy="u"))
    spring = Date(2024, 3, 1)
    touched = topics.sessions_touching(journal, about, spring)
    assert (touched.touched, touched.held) == (3, 5)
    on_money = topics.sessions_touching(journal, "fee_and_payment", spring)
    assert ([s.id for s in on_money.sessions], on_money.held) == (["s1", "s2", "s3", "s5"], 6)
    assert topics.sessions_touching(journal, None, spring, "t").sessions == on_money.sessions
    assert topics.sessions_touching(journal, None, spring, "t").held == 5
    assert topics.sessions_touching(journal, "gifts", spring).touched == 0
    assert topics.sessions_touching(journal.without("fee"), "fee_and_payment", spring).touched == 0


APPEARANCES = st.builds(
    Appearance,
    topic=st.sampled_from("xy"),
    outcome=st.sampled_from((None, "discussed", "partly", "deferred", "chose_not_to")),
    minutes=st.none() | st.integers(0, 50),
)
DAYS = st.integers(1, 28).map(lambda n: Date(2024, 2, n))
THERAPIES = st.sampled_from((None, "t", "u"))
UNSAID = st.builds(Unsaid, id=st.sampled_from("pqr"), topic=st.sampled_from((None, "x", "y", "gone")))
SESSIONS = st.builds(
    Session,
    id=st.integers(0, 9).map(lambda n: f"s{n}"),
    starts_at=st.none() | DAYS,
    status=st.sampled_from(("fulfilled", "fulfilled", "cut_short", "booked", "cancelled")),
    appearances=st.lists(APPEARANCES, max_size=3).map(tuple),
    reflection=st.none()
    | st.lists(UNSAID, max_size=2, unique_by=lambda one: one.id).map(lambda found: Reflection(unsaid=tuple(found))),
    therapy=THERAPIES,
    retracted_at=st.none() | st.none() | DAYS,
)
TOPICS = st.builds(
    Topic, id=st.sampled_from("xyz"), text=st.just("a thing"), opened=st.none() | DAYS, therapy=THERAPIES,
    withdrawn_at=st.none() | st.none() | DAYS, plan=st.none() | st.builds(Plan, before=st.none() | DAYS),
)  # fmt: skip
ABSENCES = st.builds(
    Absence, id=st.integers(0, 3).map(lambda n: f"a{n}"), begins=st.none() | DAYS, ends=st.none() | DAYS, therapy=THERAPIES,
    retracted_at=st.none() | st.none() | DAYS,
)  # fmt: skip
FEBRUARIES = st.lists(st.one_of(SESSIONS, SESSIONS, TOPICS, ABSENCES), max_size=12, unique_by=lambda record: record.id).map(
    lambda records: journal_of(*records)
)


@given(FEBRUARIES | testing.journals(), DAYS | testing.moments(), DAYS)
def test_a_thread_only_grows_and_an_age_is_the_sessions_held_since(journal: Journal, one: Date, other: Date) -> None:
    first, second = sorted((one, other), key=lambda when: begins(when, journal.zone))
    for topic in journal.topics:
        early, late = (topics.life_of(journal, topic, when) for when in (first, second))
        since = begins(topic.opened, journal.zone)
        for life, when in ((early, first), (late, second)):
            plain = [s for s in topics.held_sessions(journal, when) if begins(s.starts_at, journal.zone) > since]
            assert life.age_in_sessions == sum(
                topic.therapy is None or s.therapy is None or s.therapy == topic.therapy for s in plain
            )
        thread = topics.topic_thread(journal, topic, second)
        assert thread.sessions_timed <= len(thread.sessions)
        assert thread.outcomes.count("discussed") >= (late.last_outcome == "discussed")
        assert sum(outcome in topics.LEFT_FOR_ANOTHER_DAY for outcome in thread.outcomes) == late.deferrals
        touched = topics.sessions_touching(journal, topic, second)
        assert touched.touched <= touched.held
        assert {s.id for s in touched.sessions} <= {s.id for s in thread.sessions}


@given(SESSIONS.filter(lambda session: session.is_held and session.starts_at is not None), st.lists(DAYS, min_size=2))
def test_an_age_in_sessions_never_falls(session: Session, asked: list[Date]) -> None:
    session = attrs.evolve(session, retracted_at=None)
    journal = journal_of(DEBT, session)
    ages = [topics.life_of(journal, DEBT, when).age_in_sessions for when in sorted(asked)]
    assert ages == sorted(ages)


@given(testing.journals(), testing.moments() | testing.days())
def test_frame_topics_have_an_answer_for_every_journal(journal: Journal, when: Date) -> None:
    everything = topics.sessions_touching(journal, None, when)
    assert everything.held == len(meetings.held_sessions(journal, when))
    for agreement in journal.agreements:
        found = topics.sessions_touching(journal, agreement.topic, when)
        assert {s.id for s in found.sessions} <= {s.id for s in everything.sessions}


# -- before a break --------------------------------------------------------------------------------------------------

AWAY = Absence(id="away", begins=Date(2024, 2, 20), ends=Date(2024, 3, 5), therapy="t")


def before(id: str, by: tn.When | None, **fields: object) -> Topic:
    made = Topic(id=id, text="a thing", opened=Date(2024, 2, 1), plan=Plan(before=by), therapy="t")
    return attrs.evolve(made, **fields)  # type: ignore[arg-type] # the fields of a topic


def test_before_a_break_stand_the_sessions_that_are_left_and_what_has_to_be_said() -> None:
    journal = journal_of(
        AWAY,
        *WINTER,
        held("next", "2024-02-19 18:00", status="booked"),
        before("on-the-day", at("2024-02-20 12:00")),
        before("long-ago", Date(2024, 2, 8)),
        before("later", Date(2024, 2, 21)),
        before("no-hurry", None),
        before("withdrawn", Date(2024, 2, 8), withdrawn_at=Date(2024, 2, 9)),
        before("of-another", Date(2024, 2, 8), therapy="u"),
        before("debt", Date(2024, 2, 8)),
    )
    found = breaks.before_the_break(journal, AWAY, at("2024-02-14 08:00"))
    assert {waiting.topic.id for waiting in found.topics} == {"on-the-day", "long-ago"}
    assert found.around.sessions_left == 1
    assert found.around.last_before is not None
    assert found.around.last_before.id == "next"
    at_noon = attrs.evolve(AWAY, begins=at("2024-02-20 11:00"))
    assert {w.topic.id for w in breaks.before_the_break(journal, at_noon, Date(2024, 2, 14)).topics} == {"long-ago"}


def test_before_a_break_of_which_nobody_knows_the_beginning_nothing_has_to_be_said() -> None:
    for unknown in (None, Approximate(words="some time in spring")):
        absence = attrs.evolve(AWAY, begins=unknown)
        assert (
            breaks.before_the_break(journal_of(absence, before("x", Date(2024, 2, 8))), absence, Date(2024, 2, 7)).topics
            == ()
        )


@given(FEBRUARIES | testing.journals(), DAYS | testing.moments())
def test_a_break_is_seen_as_the_plain_definition_sees_it(journal: Journal, when: Date) -> None:
    zone, now = journal.zone, begins(when, journal.zone)
    for absence in journal.absences:
        first, end = begins(absence.begins, zone), over(absence.ends, zone)
        there = [
            s
            for s in journal.sessions
            if s.starts_at is not None and s.status in HELD | PLANNED and not meetings.is_retracted(s, now, zone)
            and (absence.therapy is None or s.therapy is None or s.therapy == absence.therapy)
        ]  # fmt: skip
        earlier = [s for s in there if absence.begins is not None and begins(s.starts_at, zone) < first]
        later = [s for s in there if begins(s.starts_at, zone) >= end]
        found = breaks.sessions_around(journal, absence, when)
        assert found.last_before == (earlier[-1] if earlier else None)
        assert found.first_after == (later[0] if later else None)
        assert found.sessions_left == sum(s.is_planned and over(s.starts_at, zone) >= now for s in earlier)
        waiting = topics.waiting_topics(journal, when, absence.therapy)
        assert set(breaks.before_the_break(journal, absence, when).topics) <= set(waiting)
    for coming in breaks.coming_breaks(journal, when):
        assert coming == breaks.sessions_around(journal, coming.absence, when)


# -- what was not said -----------------------------------------------------------------------------------------------


def test_what_was_not_said_is_said_once_its_topic_was_discussed_later() -> None:
    kept_back = Reflection(
        unsaid=(Unsaid(id="u1", what="That I lied about the flat.", topic="debt"), Unsaid(id="u2", what="Hello.")),
    )
    early, late = attrs.evolve(WINTER[0], reflection=kept_back), attrs.evolve(
        WINTER[4], reflection=Reflection(unsaid=(Unsaid(id="u3", topic="debt"),))
    )  # fmt: skip
    journal = journal_of(DEBT, early, *WINTER[1:4], late, WINTER[5])
    before_it = unsaid(journal, at("2024-02-01 00:00"))
    assert (before_it.opened, before_it.said, before_it.still_open) == (2, 0, 2)
    found = unsaid(journal, at("2024-03-01 00:00"))
    assert (found.opened, found.said, found.still_open) == (3, 1, 2)
    first, second, third = found.found
    assert (first.since, first.topic, first.said_in) == (early.starts_at, DEBT, late)
    assert (second.topic, second.is_said) == (None, False)
    assert third.is_said is False  # it was discussed in that very session, and yet this was kept back
    assert "flat" not in repr(found)
    assert unsaid(journal, at("2024-03-01 00:00"), "u").opened == 0


@given(FEBRUARIES | testing.journals(), DAYS | testing.moments())
def test_said_and_still_open_are_all_that_was_left_unsaid(journal: Journal, when: Date) -> None:
    now = begins(when, journal.zone)
    there = [
        s
        for s in journal.sessions
        if begins(s.starts_at, journal.zone) <= now and not meetings.is_retracted(s, now, journal.zone)
    ]
    found = unsaid(journal, when)
    assert found.said + found.still_open == found.opened == sum(len(s.reflection.unsaid) for s in there if s.reflection)
    for one in found.found:
        later = [
            s
            for s in there
            if s.is_held
            and begins(s.starts_at, journal.zone) > begins(one.since, journal.zone)
            and any(a.topic == one.unsaid.topic and a.outcome == "discussed" for a in s.appearances)
        ]
        assert one.said_in == (later[0] if later else None)


# -- every therapy ---------------------------------------------------------------------------------------------------


def test_every_therapy_stands_beside_the_others_with_how_long_and_how_it_ended() -> None:
    first = Therapy(id="first", began=Date(2017, 9, 4), ended=Date(2018, 3, 4), ending_kind="time_limited")
    tallied = Tally(as_of=Date(2023, 12, 31), sessions=60, minutes_each=50)
    present = Therapy(id="t", began=Date(2022, 1, 3), tallies=(tallied,), ended=Date(2025, 1, 1), ending_kind="mutual")
    later = Therapy(id="later", began=Date(2025, 2, 1))
    timed = tuple(attrs.evolve(session, length=Duration(minutes=50)) for session in WINTER)
    journal = journal_of(first, present, later, *timed)
    then, now = meetings.therapies(journal, Date(2024, 3, 1))
    assert (then.therapy.id, then.together.length, then.is_longest) == ("first", "6 months", "no")
    assert (then.ended, then.ending_kind) == (Date(2018, 3, 4), "time_limited")
    assert (now.together.length, now.is_longest, now.ended, now.ending_kind) == ("2 years 1 month", "yes", None, None)
    assert (now.together.sessions, now.together.minutes) == (65, 65 * 50)
    undated = journal.with_records(Therapy(id="as-a-child"))
    assert [one.is_longest for one in meetings.therapies(undated, Date(2024, 3, 1))] == ["no", "cannot_tell", "cannot_tell"]
    assert len(meetings.therapies(journal, Date(2025, 3, 1))) == 3


STAYS = testing.therapies(id=st.sampled_from("tuv"), began=st.none() | DAYS)


@given(
    testing.journals(),
    st.lists(STAYS, max_size=3, unique_by=lambda therapy: therapy.id),
    st.lists(SESSIONS, max_size=5, unique_by=lambda session: session.id),
    DAYS | testing.moments(),
)
def test_each_therapy_is_as_long_as_it_is_alone(
    drawn: Journal, added: list[Therapy], more: list[Session], when: Date
) -> None:
    journal = drawn.with_records(*added, *more)
    found = meetings.therapies(journal, when)
    for one in found:
        assert one.together == meetings.time_together(journal, one.therapy, when)
        assert (one.ended is None) <= (one.ending_kind is None)
    longest = [one.together.days_known for one in found if one.is_longest == "yes"]
    if longest:
        assert all(one.together.days_known is not None and one.together.days_known <= longest[0] for one in found)
