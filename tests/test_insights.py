"""Questions to a journal, and what it answers."""

import attrs
from hypothesis import given
from hypothesis import strategies as st

import therapy_notes as tn
from therapy_notes import insights, testing
from therapy_notes.model.values import begins
from therapy_notes.model.vocabulary import CONTACT_TOPIC

ZONE = "Europe/Lisbon"


def at(text: str) -> tn.When:
    return tn.moment(text, ZONE)


def moment(text: str):  # type: ignore[no-untyped-def]
    return tn.moment(text, ZONE)


def journal_of(*found: tn.Record) -> tn.Journal:
    return tn.Journal(zone=ZONE).with_records(*found)


def rule(mode: str, **fields: object) -> tn.Terms:
    return tn.Terms(words=mode, contact=tn.ContactRule(mode=mode, **fields))  # type: ignore[arg-type]


def agreement(id: str, *acts: tuple[tn.When, tn.Terms], kind: str = "working_agreement") -> tn.Agreement:
    revisions = tuple(
        tn.Revision(id=f"r{n}", at=when, act="stated", by="therapist", terms=terms) for n, (when, terms) in enumerate(acts)
    )
    return tn.Agreement(id=id, topic=CONTACT_TOPIC, kind=kind, revisions=revisions)


OFFICE_HOURS = rule(
    "windowed",
    windows=(tn.ContactWindow(days=("mon", "tue", "wed", "thu", "fri"), opens="09:00", closes="17:00", zone=ZONE),),
    always_for=("scheduling",),
)
PROMISE = rule("purpose_limited", purposes=("scheduling",))
SPRING = moment("2024-03-04 12:00")


def contact(when: str, purpose: str = "venting", **fields: object) -> tn.Contact:
    fields.setdefault("at", None if when == "x" else moment(when))
    made = tn.Contact(id="c", direction="client_to_therapist", channel="email", purpose=purpose)
    return attrs.evolve(made, **fields)  # type: ignore[arg-type]


def test_a_contact_is_judged_by_what_was_in_force_then() -> None:
    journal = journal_of(agreement("a", (SPRING, rule("open")), (moment("2024-05-01 12:00"), OFFICE_HOURS)))
    assert insights.verdict(journal, contact("2024-04-06 23:00")).answer == "yes"
    late = insights.verdict(journal, contact("2024-05-04 23:00"))
    assert (late.answer, late.because, late.by) == ("no", "windows", ("a",))
    assert insights.verdict(journal, contact("2024-05-04 23:00", "scheduling")).because == "always_for"


def test_a_personal_commitment_stands_beside_the_answer_and_never_changes_it() -> None:
    journal = journal_of(
        agreement("a", (SPRING, rule("open"))), agreement("p", (SPRING, PROMISE), kind="personal_commitment")
    )
    saturday = insights.verdict(journal, contact("2024-05-04 22:00"))
    assert saturday.answer == "yes"
    assert [(own.answer, own.by) for own in saturday.commitments] == [("no", ("p",))]
    moving = insights.verdict(journal, contact("2024-05-04 22:00", "scheduling"))
    assert [own.answer for own in moving.commitments] == ["yes"]


def test_any_no_is_no_and_else_any_doubt_is_doubt() -> None:
    yes, no, doubt = (agreement(mode, (SPRING, rule(mode))) for mode in ("open", "none", "by_arrangement"))
    ask = contact("2024-05-06 10:00")
    assert insights.verdict(journal_of(yes, doubt, no), ask).answer == "no"
    assert insights.verdict(journal_of(yes, doubt), ask).answer == "cannot_tell"
    assert insights.verdict(journal_of(yes), ask).answer == "yes"
    assert insights.verdict(journal_of(), ask).because == "no_rule"


def test_a_rule_that_an_absence_gave_goes_first() -> None:
    away = tn.Absence(
        id="away",
        begins=moment("2024-05-01 00:00"),
        ends=moment("2024-05-20 00:00"),
        contact_during=tn.ContactRule(mode="none"),
    )
    journal = journal_of(agreement("a", (SPRING, rule("open"))), away)
    assert insights.verdict(journal, contact("2024-05-06 10:00")).by == ("away",)
    assert insights.verdict(journal, contact("2024-05-21 10:00")).answer == "yes"


def test_only_what_the_client_sends_to_the_therapist_has_a_verdict() -> None:
    journal = journal_of(agreement("a", (SPRING, rule("none"))))
    for direction in ("therapist_to_client", "client_to_other", "other_to_client"):
        found = insights.verdict(journal, contact("2024-05-06 10:00", direction=direction))
        assert (found.answer, found.because) == ("cannot_tell", "direction")


def test_on_the_day_of_a_change_a_contact_without_an_hour_cannot_be_judged_unless_all_agree() -> None:
    day = tn.moment("2024-05-06 00:00", ZONE).date()
    changed = moment("2024-05-06 14:00")
    apart = journal_of(agreement("a", (SPRING, rule("open")), (changed, rule("none"))))
    found = insights.verdict(apart, contact("2024-05-06 10:00", at=day))
    assert (found.answer, found.because) == ("cannot_tell", "rule_changed")
    alike = journal_of(agreement("a", (SPRING, rule("open")), (changed, rule("open"))))
    assert insights.verdict(alike, contact("2024-05-06 10:00", at=day)).answer == "yes"


def test_inside_a_vague_span_nobody_can_tell() -> None:
    begin, end = (tn.moment(f"2024-05-{day} 00:00", ZONE).date() for day in ("01", "10"))
    vague = tn.Approximate(earliest=begin, latest=end, words="early May")
    journal = journal_of(agreement("a", (SPRING, rule("open")), (vague, rule("none"))))
    assert insights.verdict(journal, contact("2024-04-30 10:00")).answer == "yes"
    assert insights.verdict(journal, contact("2024-05-05 10:00")).because == "rule_changed"
    assert insights.verdict(journal, contact("2024-05-11 10:00")).answer == "no"


def test_what_binds_the_therapist_alone_does_not_bind_the_client() -> None:
    terms = attrs.evolve(rule("none"), binds="therapist")
    assert insights.verdict(journal_of(agreement("a", (SPRING, terms))), contact("2024-05-06 10:00")).because == "no_rule"


def test_what_is_in_force_is_said_for_each_agreement() -> None:
    journal = journal_of(agreement("a", (SPRING, rule("open"))), tn.Agreement.example())
    then = moment("2024-03-10 12:00")
    assert [held.agreement.id for held in insights.in_force(journal, then, CONTACT_TOPIC)] == ["letters-between", "a"]
    assert insights.in_force(journal, then) == insights.in_force(journal, then, CONTACT_TOPIC)
    assert insights.in_force(journal, moment("2024-03-10 12:00"), "gifts") == ()


def held(id: str, when: str, *, minutes: int | None = 50, status: str = "fulfilled", **fields: object) -> tn.Session:
    made = tn.Session.new(starts_at=moment(when), status=status, minutes=minutes, therapy="t")  # type: ignore[arg-type]
    return attrs.evolve(made, id=id, **fields)  # type: ignore[arg-type]


def test_time_together_counts_tallies_and_what_was_held_after_them() -> None:
    therapy = tn.Therapy(
        id="t",
        began=tn.moment("2022-03-08 00:00", ZONE).date(),
        tallies=(tn.Tally(as_of=tn.moment("2024-01-01 00:00", ZONE).date(), sessions=40, minutes_each=50),),
    )
    journal = journal_of(
        therapy,
        held("before", "2023-12-04 16:00"),
        held("one", "2024-01-08 16:00"),
        held("two", "2024-01-15 16:00", minutes=None),
        held("three", "2024-01-22 16:00", status="cut_short", minutes=20),
        held("missed", "2024-01-29 16:00", status="noshow"),
        held("later", "2024-02-05 16:00", status="booked"),
    )
    together = insights.time_together(journal, "t", moment("2024-02-01 12:00"))
    assert (together.sessions, together.minutes, together.sessions_timed) == (43, 40 * 50 + 70, 42)
    assert together.length == "1 year 10 months"
    assert insights.number_of(journal, journal["three"]) == 43  # type: ignore[arg-type]
    assert insights.number_of(journal, journal["before"]) is None  # type: ignore[arg-type]


def test_a_session_has_a_number_only_when_nothing_before_it_can_be_missing() -> None:
    began = tn.moment("2024-01-08 00:00", ZONE).date()
    first, second = held("one", "2024-01-08 16:00"), held("two", "2024-01-15 16:00")
    known = journal_of(tn.Therapy(id="t", began=began), first, second)
    unknown = journal_of(tn.Therapy(id="t"), first, second)
    assert [insights.number_of(known, s) for s in (first, second)] == [1, 2]
    assert insights.number_of(unknown, second) is None


def test_a_topic_ages_by_sessions_held_and_remembers_how_often_it_was_left() -> None:
    topic = tn.Topic(id="topic", text="x", opened=moment("2024-01-01 12:00"), therapy="t")
    outcomes = ("deferred", "overtaken", "chose_not_to", "partly")
    sessions = [
        held(f"s{n}", f"2024-01-{8 + 7 * n:02} 16:00", appearances=(tn.Appearance(topic="topic", outcome=outcome),))  # type: ignore[arg-type]
        for n, outcome in enumerate(outcomes[:3])
    ]
    journal = journal_of(topic, *sessions)
    life = insights.life_of(journal, topic, moment("2024-02-01 12:00"))
    assert (life.age_in_sessions, life.deferrals, life.last_outcome, life.is_open) == (3, 3, "chose_not_to", True)


@given(testing.journals(), testing.moments(), testing.moments())
def test_a_topics_age_never_falls(journal: tn.Journal, one: object, other: object) -> None:
    first, second = sorted((one, other), key=lambda when: tn.moment(when).timestamp())  # type: ignore[arg-type]
    for topic in journal.topics:
        early, late = (insights.life_of(journal, topic, when) for when in (first, second))  # type: ignore[arg-type]
        assert early.age_in_sessions <= late.age_in_sessions
        assert early.deferrals <= late.deferrals


@given(testing.journals(), testing.moments())
def test_every_question_has_an_answer_for_every_journal(journal: tn.Journal, when: object) -> None:
    now = tn.moment(when)  # type: ignore[arg-type]
    insights.in_force(journal, now)
    insights.waiting_topics(journal, now)
    insights.since_last_session(journal, now)
    insights.coming_breaks(journal, now)
    for contact in journal.contacts:
        assert insights.verdict(journal, contact).answer in {"yes", "no", "cannot_tell"}
    for therapy in journal.therapies:
        together = insights.time_together(journal, therapy, now)
        assert together.sessions_timed <= together.sessions
    for session in journal.sessions:
        assert insights.is_late(journal, session) in {True, False, None}
        assert (insights.number_of(journal, session) or 1) >= 1


@given(testing.journals(), testing.moments())
def test_a_rupture_is_open_or_repaired_or_left_or_not_yet_noticed(journal: tn.Journal, when: object) -> None:
    now = tn.moment(when)  # type: ignore[arg-type]
    kept = [r for r in journal.ruptures if r.retracted_at is None]
    found = {o.rupture.id for o in insights.open_ruptures(journal, now)}
    for rupture in kept:
        state = rupture.state_at(now, zone=journal.zone)
        assert (rupture.id in found) == (state not in {None, "resolved", "unresolved"})


@given(testing.journals(), st.booleans())
def test_the_time_to_repair_is_never_shorter_than_nothing(journal: tn.Journal, utc: bool) -> None:
    for rupture in journal.ruptures:
        for took in (insights.time_to_raise(rupture), insights.time_to_repair(rupture, "UTC" if utc else journal.zone)):
            assert took is None or took.total_seconds() >= 0


def test_of_a_cancellation_that_nobody_dated_nobody_can_tell_whether_it_was_late() -> None:
    told = tn.Cancellation(by="client", told_at=tn.Approximate(words="in good time, I thought"))
    session = tn.Session(id="s", starts_at=SPRING, status="cancelled", cancellation=told)
    assert insights.is_late(tn.Journal(zone=ZONE).with_records(session), session) is None
    undated = tn.Session(
        id="u",
        starts_at=tn.Approximate(words="that Monday"),
        status="cancelled",
        cancellation=tn.Cancellation(by="client", told_at=SPRING),
    )
    assert insights.is_late(tn.Journal(zone=ZONE).with_records(undated), undated) is None


def test_a_cancellation_is_late_when_it_came_after_the_agreed_notice() -> None:
    notice = tn.Terms(words="a day before", notice=tn.moment("2024-01-02 00:00", ZONE) - tn.moment("2024-01-01 00:00", ZONE))
    terms = tn.Agreement(
        id="a",
        topic="cancellation_and_lateness",
        kind="business_contract",
        revisions=(tn.Revision(id="r", at=SPRING, act="stated", by="therapist", terms=notice),),
    )

    def cancelled(told: str) -> tn.Session:
        return held(
            "s",
            "2024-05-06 16:00",
            status="cancelled",
            cancellation=tn.Cancellation(by="client", told_at=moment(told)),
        )

    assert insights.is_late(journal_of(terms), cancelled("2024-05-05 15:59")) is False
    assert insights.is_late(journal_of(terms), cancelled("2024-05-05 16:01")) is True
    assert insights.is_late(journal_of(), cancelled("2024-05-05 16:01")) is None


def test_the_notice_that_another_therapy_asks_for_makes_no_session_late() -> None:
    terms = tn.Terms(words="Two days.", notice=tn.moments.Duration(hours=48))
    given_then = (tn.Revision(id="r", at=SPRING, act="stated", by="therapist", terms=terms),)
    told = tn.Cancellation(by="client", told_at=moment("2024-05-05 16:00"))
    session = held("s", "2024-05-06 16:00", status="cancelled", cancellation=told, therapy="hers")
    for therapy, late in (("hers", True), (None, True), ("another", None)):
        agreed = tn.Agreement(
            id="a", topic="cancellation_and_lateness", kind="working_agreement", revisions=given_then, therapy=therapy
        )
        assert insights.is_late(journal_of(agreed), session) is late


def test_what_is_new_since_the_last_session_is_in_the_order_of_time() -> None:
    journal = journal_of(
        held("last", "2024-05-06 16:00"),
        attrs.evolve(tn.Entry.new("b", written_at=moment("2024-05-08 09:00")), id="b"),
        attrs.evolve(tn.Entry.new("a", written_at=moment("2024-05-07 09:00")), id="a"),
        attrs.evolve(tn.Entry.new("old", written_at=moment("2024-05-01 09:00")), id="old"),
        attrs.evolve(tn.Entry.new("undated"), id="undated"),
    )
    found = insights.since_last_session(journal, moment("2024-05-12 20:00"))
    assert [record.id for record in found] == ["a", "b"]


def test_what_was_taken_back_by_then_is_not_new_since_the_last_session() -> None:
    def entry(id: str, when: str, gone: str | None, therapy: str | None = None) -> tn.Entry:
        taken_back = None if gone is None else moment(gone)
        made = tn.Entry.new("I rang off first.", written_at=moment(when))
        return attrs.evolve(made, id=id, retracted_at=taken_back, therapy=therapy)

    journal = journal_of(
        held("last", "2024-05-06 16:00"),
        attrs.evolve(held("never was", "2024-05-07 16:00"), retracted_at=moment("2024-05-07 18:00")),
        entry("gone", "2024-05-08 09:00", "2024-05-09 09:00"),
        entry("gone later", "2024-05-08 10:00", "2024-05-12 20:01"),
        entry("of another", "2024-05-08 11:00", None, "another"),
        entry("gone of another", "2024-05-08 12:00", "2024-05-09 09:00", "another"),
    )
    found = insights.since_last_session(journal, moment("2024-05-12 20:00"))
    assert [record.id for record in found] == ["gone later", "of another"]
    hers = insights.since_last_session(journal, moment("2024-05-12 20:00"), "this")
    assert [record.id for record in hers] == ["gone later"]
    before = insights.since_last_session(journal, moment("2024-05-09 08:59"))
    assert [record.id for record in before] == ["gone", "gone later", "of another", "gone of another"]


@given(testing.journals(), testing.moments() | testing.days(), st.sampled_from((None, "a")))
def test_nothing_that_is_new_was_taken_back_or_is_of_another_therapy(
    journal: tn.Journal, now: tn.moments.Date, therapy: str | None
) -> None:
    for record in insights.since_last_session(journal, now, therapy):
        assert not insights.is_retracted(record, begins(now, journal.zone), journal.zone)
        assert therapy is None or record.therapy in {None, therapy}


def test_a_break_knows_the_sessions_around_it() -> None:
    away = tn.Absence(id="away", begins=moment("2024-05-20 00:00"), ends=moment("2024-05-27 00:00"), therapy="t")
    journal = journal_of(
        away,
        held("before", "2024-05-13 16:00"),
        held("last", "2024-05-19 16:00", status="booked"),
        held("within", "2024-05-21 16:00", status="cancelled"),
        held("after", "2024-05-28 16:00", status="booked"),
    )
    found = insights.sessions_around(journal, away, moment("2024-05-14 12:00"))
    assert found.last_before is not None
    assert found.first_after is not None
    assert (found.last_before.id, found.first_after.id, found.sessions_left) == ("last", "after", 1)


def test_on_the_day_of_a_change_that_has_no_hour_no_contact_of_that_day_can_be_judged() -> None:
    journal = journal_of(agreement("a", (SPRING, rule("open")), (tn.day("2024-05-06"), rule("none"))))
    for when in ("2024-05-06 00:00", "2024-05-06 08:00", "2024-05-06 23:59"):
        assert insights.verdict(journal, contact(when)).because == "rule_changed"
    assert insights.verdict(journal, contact("2024-05-06 08:00", at=tn.day("2024-05-06"))).because == "rule_changed"
    assert insights.verdict(journal, contact("2024-05-05 23:59")).answer == "yes"
    assert insights.verdict(journal, contact("2024-05-07 00:00")).answer == "no"


def test_at_the_edges_of_an_absence_a_contact_is_judged_as_far_as_its_time_is_known() -> None:
    closed = tn.ContactRule(mode="none")
    away = tn.Absence(id="away", begins=moment("2024-08-05 12:00"), ends=tn.day("2024-08-25"), contact_during=closed)
    journal = journal_of(agreement("a", (SPRING, rule("open"))), away)
    assert insights.verdict(journal, contact("2024-08-05 00:00", at=tn.day("2024-08-05"))).answer == "cannot_tell"
    assert insights.verdict(journal, contact("2024-08-05 12:00")).answer == "no"
    assert insights.verdict(journal, contact("2024-08-25 23:59")).answer == "no"
    assert insights.verdict(journal, contact("2024-08-26 00:00")).answer == "yes"
    rough = tn.Approximate(earliest=tn.day("2024-08-01"), latest=tn.day("2024-08-10"))
    vague = journal_of(agreement("a", (SPRING, rule("open"))), attrs.evolve(away, begins=rough))
    assert insights.verdict(vague, contact("2024-08-03 10:00")).answer == "cannot_tell"
    undated = journal_of(agreement("a", (SPRING, rule("open"))), attrs.evolve(away, begins=None, ends=None))
    assert insights.verdict(undated, contact("2024-08-06 10:00")).answer == "yes"
