"""What went to and fro, the urges beside it, and what was done instead."""

from datetime import date, timedelta

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import therapy_notes as tn
from helpers import documents
from therapy_notes import testing
from therapy_notes.insights import _weeks
from therapy_notes.insights.contacts import (
    ContactCounts,
    answered,
    contacts_by_channel,
    contacts_by_purpose,
    contacts_by_week,
    replies,
)
from therapy_notes.insights.urges import by_hour_of_week, did_instead, instead, urges_by_week
from therapy_notes.model.vocabulary import CONTACT_TOPIC
from therapy_notes.moments import Date, DateTime

ZONE = "Europe/Vilnius"
SENT, CAME = "client_to_therapist", "therapist_to_client"


def moment(text: str, zone: str = ZONE) -> DateTime:
    return tn.moment(text, zone)


def day(text: str) -> Date:
    return Date.fromisoformat(text)


def journal_of(*found: tn.Record) -> tn.Journal:
    return tn.Journal(zone=ZONE).with_records(*found)


def contact(id: str, at: tn.When | None, direction: str = SENT, **fields: object) -> tn.Contact:
    return tn.Contact(id=id, at=at, direction=direction, **fields)  # type: ignore[arg-type]  # fields by name


def urge(id: str, at: tn.When | None, *, acted: bool | None = None, **fields: object) -> tn.Urge:
    return tn.Urge(id=id, at=at, acted=acted, **fields)  # type: ignore[arg-type]  # fields by name


def rule(id: str, *acts: tuple[str, tn.ContactRule]) -> tn.Agreement:
    revisions = tuple(
        tn.Revision(
            id=f"r{n}", at=day(when), act="stated", by="both", terms=tn.Terms(words="as we said", contact=contact_rule)
        )
        for n, (when, contact_rule) in enumerate(acts)
    )
    return tn.Agreement(id=id, topic=CONTACT_TOPIC, kind="working_agreement", revisions=revisions)


NO_WEEKENDS = rule(
    "no-weekends",
    (
        "2023-09-04",
        tn.ContactRule(
            mode="windowed",
            windows=(tn.ContactWindow(days=("mon", "tue", "wed", "thu", "fri"), opens="08:00", closes="18:00", zone=ZONE),),
        ),
    ),
)


def told(counts: ContactCounts) -> tuple[int, ...]:
    return attrs.astuple(counts, filter=lambda attribute, _: attribute.name not in {"monday", "away", "word"})


def test_each_week_says_what_was_inside_what_was_outside_and_what_nobody_can_tell() -> None:
    journal = journal_of(
        NO_WEEKENDS,
        contact("a draft about the lake", moment("2024-02-06 11:20"), body="The ice held, I stood on it for her."),
        contact("twice that night", moment("2024-02-08 02:45"), times=2),
        contact("some time on friday", day("2024-02-09")),
        contact("how often, nobody knows", moment("2024-02-10 01:00"), times=None),
        contact("her two lines", moment("2024-02-12 09:05"), CAME),
        contact("her many small ones", moment("2024-02-12 09:06"), CAME, times=None),
        contact("to my sister", moment("2024-02-12 09:07"), "client_to_other"),
        contact("from my sister", moment("2024-02-12 09:08"), "other_to_client"),
    )
    weeks = contacts_by_week(journal)
    assert [(week.monday, told(week)) for week in weeks] == [
        (day("2024-02-05"), (1, 2, 1, 1, 0, 0)),
        (day("2024-02-12"), (0, 0, 0, 0, 1, 1)),
    ]


def test_a_contact_is_judged_by_the_rule_of_its_own_week() -> None:
    first_open, then_none = tn.ContactRule(mode="open"), tn.ContactRule(mode="none")
    changing = rule("the-rule", ("2024-01-01", first_open), ("2024-01-17", then_none))
    journal = journal_of(
        changing,
        contact("before", moment("2024-01-16 21:00")),
        contact("on the day", day("2024-01-17")),
        contact("after", moment("2024-01-18 21:00")),
    )
    (week,) = contacts_by_week(journal)
    assert (week.inside, week.cannot_tell, week.outside) == (1, 1, 1)


def test_a_week_begins_on_monday_in_the_zone_of_the_journal() -> None:
    journal = journal_of(
        contact("monday here, sunday there", moment("2024-02-11 23:30", "America/Chicago")),
        contact("sunday here", moment("2024-02-11 23:30")),
        contact("monday there, sunday here", moment("2024-02-12 03:30", "Asia/Tokyo")),
    )
    assert [(week.monday, week.cannot_tell) for week in contacts_by_week(journal)] == [
        (day("2024-02-05"), 2),
        (day("2024-02-12"), 1),
    ]


def test_weeks_without_a_contact_stand_between_the_others_and_know_whether_somebody_was_away() -> None:
    journal = journal_of(
        contact("the last before", moment("2024-07-02 19:00")),
        tn.Absence(id="by the sea", begins=day("2024-07-14"), ends=day("2024-07-21")),
        tn.Absence(id="taken back", begins=day("2024-07-29"), ends=day("2024-08-01"), retracted_at=day("2024-06-30")),
        tn.Absence(id="of another", begins=day("2024-08-05"), ends=day("2024-08-06"), therapy="other"),
        contact("the first after", moment("2024-08-07 19:00")),
    )
    weeks = contacts_by_week(journal, therapy="mine")
    assert [(str(week.monday)[5:], week.cannot_tell, week.away) for week in weeks] == [
        ("07-01", 1, False),
        ("07-08", 0, True),
        ("07-15", 0, True),
        ("07-22", 0, False),
        ("07-29", 0, False),
        ("08-05", 1, False),
    ]


@pytest.mark.parametrize(
    ("begins", "ends", "away"),
    [
        (day("2024-03-05"), moment("2024-03-11 00:00"), [True, False, False]),
        (day("2024-03-05"), moment("2024-03-11 00:01"), [True, True, False]),
        (day("2024-03-12"), None, [False, True, True]),
        (None, day("2024-03-12"), [True, True, False]),
        (None, None, [False, False, False]),
        (tn.Approximate(words="in spring"), None, [False, False, False]),
        (tn.Approximate(earliest=day("2024-03-17"), latest=day("2024-03-19")), day("2024-03-30"), [False, True, True]),
        (day("2024-03-14"), tn.Approximate(latest=day("2024-03-18")), [False, True, True]),
        (day("2024-03-14"), tn.Approximate(earliest=day("2024-03-15")), [False, True, True]),
        (day("2024-03-14"), day("2024-03-04"), [False, False, False]),
    ],
)
def test_an_absence_touches_the_weeks_in_which_a_day_of_it_lies(
    begins: tn.When | None, ends: tn.When | None, away: list[bool]
) -> None:
    journal = journal_of(
        contact("first", day("2024-03-04")),
        contact("last", day("2024-03-24")),
        tn.Absence(id="away", begins=begins, ends=ends),
    )
    assert [week.away for week in contacts_by_week(journal)] == away


def test_a_long_absence_is_seen_behind_a_short_one_that_began_later() -> None:
    journal = journal_of(
        contact("first", day("2024-03-04")),
        contact("last", day("2024-03-24")),
        tn.Absence(id="long", begins=day("2024-03-04"), ends=day("2024-03-20")),
        tn.Absence(id="short", begins=day("2024-03-05"), ends=day("2024-03-05")),
    )
    assert [week.away for week in contacts_by_week(journal)] == [True, True, True]


def test_what_belongs_to_no_week_that_anybody_can_tell_stands_last() -> None:
    around_new_year = tn.Approximate(earliest=day("2023-12-29"), latest=day("2024-01-03"), words="between the years")
    midweek = tn.Approximate(earliest=day("2024-01-09"), latest=day("2024-01-11"), words="when the tram was out")
    journal = journal_of(
        contact("never dated", None),
        contact("between the years", around_new_year),
        contact("since some day", tn.Approximate(earliest=day("2024-01-09"))),
        contact("once", tn.Approximate(words="once, and I regret it")),
        contact("midweek", midweek),
    )
    known, unknown = contacts_by_week(journal)
    assert (known.monday, known.cannot_tell) == (day("2024-01-08"), 1)
    assert (unknown.monday, unknown.cannot_tell, unknown.away) == (None, 4, False)


def test_a_date_that_is_centuries_away_makes_no_million_of_weeks() -> None:
    journal = journal_of(
        contact("a slip of the finger", Date(1, 1, 1)),
        contact("this year", day("2024-02-06")),
        contact("in three weeks", day("2024-02-27")),
        contact("another slip", Date(9999, 12, 31)),
    )
    mondays = [str(week.monday) for week in contacts_by_week(journal)]
    assert mondays == ["0001-01-01", "2024-02-05", "2024-02-12", "2024-02-19", "2024-02-26", "9999-12-27"]


@pytest.mark.parametrize(("apart", "weeks"), [(1, 2), (104, 105), (105, 2)])
def test_two_years_without_a_word_are_shown_week_by_week_and_more_are_left_out(apart: int, weeks: int) -> None:
    later = day("2021-03-01") + timedelta(weeks=apart)
    journal = journal_of(urge("one", day("2021-03-01")), urge("two", Date(later.year, later.month, later.day)))
    assert len(urges_by_week(journal)) == weeks


def test_at_the_ends_of_the_calendar_a_moment_keeps_its_own_day() -> None:
    for text, zone in (("9999-12-31 23:30", "-12:00"), ("0001-01-01 00:30", "+14:00")):
        (week,) = contacts_by_week(journal_of(contact("far", moment(text, zone))))
        assert week.monday is not None


def test_what_came_later_or_was_taken_back_by_then_does_not_count() -> None:
    journal = journal_of(
        contact("sent", moment("2024-02-06 11:00")),
        contact("sent and taken back", moment("2024-02-06 12:00"), retracted_at=moment("2024-02-20 08:00")),
        contact("sent later", moment("2024-02-21 12:00")),
        contact("never dated", None),
    )

    def sent(at: DateTime | None) -> int:
        return sum(week.cannot_tell for week in contacts_by_week(journal, at=at))

    counted = [sent(moment(at)) for at in ("2024-02-06 11:30", "2024-02-07 00:00", "2024-02-20 08:00", "2024-03-01 00:00")]
    assert counted == [1, 2, 1, 2]
    assert sent(None) == 3


def test_contacts_are_counted_by_purpose_and_by_channel_the_most_frequent_first() -> None:
    journal = journal_of(
        NO_WEEKENDS,
        contact("a", moment("2024-02-06 11:00"), purpose="scheduling", channel="email"),
        contact("b", moment("2024-02-10 11:00"), purpose="so that it is out of the flat", channel="letter", times=3),
        contact("c", moment("2024-02-12 11:00"), CAME, purpose="scheduling", channel="email"),
        contact("d", moment("2024-02-13 11:00"), times=9),
        contact("e", moment("2024-02-14 11:00"), purpose="check_in", channel="email", times=None),
    )
    purposes = contacts_by_purpose(journal)
    assert [(found.word, told(found)) for found in purposes] == [
        ("so that it is out of the flat", (0, 3, 0, 0, 0, 0)),
        ("scheduling", (1, 0, 0, 0, 1, 0)),
        ("check_in", (0, 0, 0, 1, 0, 0)),
        (None, (9, 0, 0, 0, 0, 0)),
    ]
    assert "flat" not in repr(purposes)
    assert [(found.word, told(found)) for found in contacts_by_channel(journal)] == [
        ("email", (1, 0, 0, 1, 1, 0)),
        ("letter", (0, 3, 0, 0, 0, 0)),
        (None, (9, 0, 0, 0, 0, 0)),
    ]


def answers(*ids: str) -> tuple[tn.Link, ...]:
    return tuple(tn.Link(kind="answers", to=id) for id in ids)


def test_the_reply_to_a_letter_is_the_contact_that_answers_it() -> None:
    letter = contact("letter", moment("2024-02-06 22:40"))
    other = contact("other letter", moment("2024-02-07 22:40"))
    silent = contact("never answered", moment("2024-02-08 22:40"), links=(tn.Link(kind="about", to="letter"),))
    journal = journal_of(
        letter,
        other,
        silent,
        contact("late reply", moment("2024-02-12 08:00"), CAME, links=answers("letter", "letter")),
        contact("reply to both", moment("2024-02-09 08:00"), CAME, links=answers("letter", "other letter", "nothing")),
        contact("taken back", moment("2024-02-08 08:00"), CAME, links=answers("letter"), retracted_at=day("2024-02-08")),
        contact("to itself", moment("2024-02-08 09:00"), CAME, links=answers("to itself")),
    )
    assert {id: [one.id for one in found] for id, found in replies(journal).items()} == {
        "letter": ["reply to both", "late reply"],
        "other letter": ["reply to both"],
    }
    first, second, none = (answered(journal, one) for one in (letter, other, silent))
    assert first is second is not None
    assert first.id == "reply to both"
    assert none is None


def test_at_a_moment_a_letter_has_the_replies_that_had_come_by_then() -> None:
    journal = journal_of(
        contact("letter", moment("2024-02-06 22:40")),
        contact("sent later", moment("2024-02-10 22:40")),
        contact("quick", moment("2024-02-07 08:00"), CAME, links=answers("letter", "sent later")),
        contact("unsent", moment("2024-02-08 08:00"), CAME, links=answers("letter"), retracted_at=day("2024-02-09")),
        contact("slow", moment("2024-02-12 08:00"), CAME, links=answers("letter")),
        contact("some day", None, CAME, links=answers("letter")),
    )

    def then(text: str) -> dict[str, list[str]]:
        return {id: [one.id for one in found] for id, found in replies(journal, at=moment(text)).items()}

    assert then("2024-02-06 23:00") == {}
    assert then("2024-02-07 08:00") == {"letter": ["quick"]}
    assert then("2024-02-08 20:00") == {"letter": ["quick", "unsent"]}
    assert then("2024-02-09 00:00") == {"letter": ["quick"]}
    assert then("2024-02-12 08:00") == {"letter": ["quick", "slow"], "sent later": ["quick"]}
    assert [one.id for one in replies(journal)["letter"]] == ["quick", "slow", "some day"]


def test_at_a_moment_something_else_has_been_done_when_it_had_come_by_then() -> None:
    tied = (tn.Link(kind="did_instead", to="to write"),)

    def entry(id: str, when: str | None, gone: str | None = None) -> tn.Entry:
        at, gone_at = (None if one is None else moment(one) for one in (when, gone))
        return tn.Entry(id=id, body="Sorted the buttons.", written_at=at, retracted_at=gone_at, links=tied)

    walk = urge("to walk", moment("2024-02-08 20:00"))
    journal = journal_of(
        urge("to write", moment("2024-02-06 21:00"), links=(tn.Link(kind="did_instead", to="to walk"),)),
        walk,
        entry("too early", "2024-02-05 21:00"),
        entry("gone", "2024-02-06 22:00", "2024-02-07 22:00"),
        entry("undated", None),
    )

    def then(text: str | None) -> dict[str, list[str]]:
        at = None if text is None else moment(text)
        return {id: [one.id for one in found] for id, found in instead(journal, at=at).items()}

    assert then("2024-02-05 22:00") == {}
    assert then("2024-02-06 23:00") == {"to write": ["too early", "gone"]}
    assert then("2024-02-07 22:00") == {"to write": ["too early"]}
    assert then("2024-02-08 20:00") == {"to write": ["too early", "to walk"], "to walk": ["to write"]}
    assert then(None) == {"to write": ["too early", "to walk", "undated"], "to walk": ["to write"]}


def test_urges_that_were_held_back_stand_beside_those_that_were_not() -> None:
    journal = journal_of(
        urge("to ring her mother", moment("2024-02-06 21:00"), acted=False, strength=tn.Rating.of(8)),
        urge("to send it", moment("2024-02-07 21:00"), acted=False, strength=tn.Rating.of(4)),
        urge("to walk past her house", moment("2024-02-09 21:00"), acted=True, strength=tn.Rating.of(5)),
        urge("to unsend it", moment("2024-02-10 21:00"), strength="like a dog at a door"),
        urge("again", moment("2024-02-20 21:00"), acted=True),
        urge("in some winter", None, acted=False),
    )
    weeks = urges_by_week(journal)
    assert [(week.monday and str(week.monday), week.resisted, week.acted, week.not_told) for week in weeks] == [
        ("2024-02-05", 2, 1, 1),
        ("2024-02-12", 0, 0, 0),
        ("2024-02-19", 0, 1, 0),
        (None, 1, 0, 0),
    ]
    first, second, *_ = (week.strength for week in weeks)
    assert (first.n, first.in_words, first.usual) == (3, 1, 5)
    assert (second.n, second.in_words, second.too_few) == (0, 0, True)


def test_the_hour_of_the_week_is_that_of_the_clock_on_the_wall() -> None:
    journal = journal_of(
        urge("at home", moment("2024-02-11 22:10"), acted=False, strength=tn.Rating.of(6)),
        urge("at the airport", moment("2024-02-18 22:50", "America/St_Johns"), acted=True),
        urge("a week of it", tn.Approximate(earliest=day("2024-02-12"), latest=day("2024-02-18"))),
        urge("all that monday", day("2024-02-12"), acted=False),
        contact("sent", moment("2024-02-25 22:59"), times=2),
        contact("sent and sent", moment("2024-02-25 22:01"), times=None),
        contact("she wrote", moment("2024-02-25 22:30"), CAME),
        contact("a letter of tuesday", day("2024-02-13")),
        contact("early", moment("2024-02-12 00:00")),
    )
    found = by_hour_of_week(journal)

    def shown(hour: object) -> tuple[object, ...]:
        return attrs.astuple(hour, recurse=False, filter=lambda attribute, _: attribute.name != "strength")  # type: ignore[arg-type]  # one of ours

    assert [shown(hour) for hour in found.hours] == [("mon", 0, 0, 0, 0, 1, 0), ("sun", 22, 1, 1, 0, 2, 1)]
    assert [shown(hour) for hour in found.without_hour] == [
        ("mon", None, 1, 0, 0, 0, 0),
        ("tue", None, 0, 0, 0, 1, 0),
        (None, None, 0, 0, 1, 0, 0),
    ]
    assert [hour.strength.n for hour in found.hours] == [0, 1]


def test_both_passes_of_an_hour_that_happened_twice_are_one_hour_of_the_week() -> None:
    first, second = (tn.moment("2024-10-27 03:30", ZONE, fold=fold) for fold in (0, 1))
    (hour,) = by_hour_of_week(journal_of(urge("one", first), urge("two", second))).hours
    assert (hour.weekday, hour.hour, hour.not_told) == ("sun", 3, 2)


def test_what_was_done_instead_is_found_from_either_end_of_the_link() -> None:
    def link(to: str, kind: str = "did_instead") -> tn.Link:
        return tn.Link(kind=kind, to=to)

    to_write = urge("to write", moment("2024-02-06 21:00"), links=(link("bread"), link("nowhere"), link("to write")))
    journal = journal_of(
        to_write,
        tn.Entry(id="bread", body="Kneaded until my wrists hurt.", written_at=moment("2024-02-06 23:00")),
        tn.Entry(
            id="pages", body="Four pages, none sent.", written_at=moment("2024-02-06 22:00"), links=(link("to write"),)
        ),
        tn.Entry(
            id="only about",
            body="Why I wanted to.",
            written_at=moment("2024-02-06 22:30"),
            links=(link("to write", "about"),),
        ),
        tn.Entry(id="gone", body="A bath.", links=(link("to write"),), retracted_at=day("2024-02-07")),
        tn.Entry(id="of no urge", body="The same bread.", links=(link("bread"),)),
        urge("with nothing", moment("2024-02-07 21:00")),
    )
    assert [record.id for record in did_instead(journal, to_write)] == ["pages", "bread"]
    assert set(instead(journal)) == {"to write"}


def test_an_urge_that_came_instead_of_another_is_known_from_both() -> None:
    one = urge("to shout", moment("2024-02-06 21:00"), links=(tn.Link(kind="did_instead", to="to sleep"),))
    other = urge("to sleep", moment("2024-02-06 20:00"), links=(tn.Link(kind="did_instead", to="to shout"),))
    journal = journal_of(one, other)
    assert did_instead(journal, one) == (other,)
    assert did_instead(journal, other) == (one,)


# -- laws ----------------------------------------------------------------------------------------------------------

AT = st.none() | testing.moments() | testing.days()
THERAPY = st.sampled_from((None, "a", "b"))
EPOCHS = tn.Journal(zone="+14:00").with_records(
    contact("first", Date(1, 1, 1)),
    contact("last", moment("9999-12-31 23:59", "-12:00")),
    contact("less than once", day("2024-02-06"), times=-3),
    contact("not at all", day("2024-02-06"), CAME, times=0),
    tn.Absence(id="for ever", begins=Date(9999, 12, 31)),
    tn.Absence(id="since ever", ends=moment("0001-01-01 00:30", "+14:00")),
)


def standing(journal: tn.Journal, plural: str) -> list[tn.Record]:
    return [record for record in getattr(journal, plural) if record.retracted_at is None]


@documents
@given(st.lists(testing.contacts(), max_size=5, unique_by=lambda one: one.id), testing.journals())
@example([], EPOCHS)
def test_everything_that_was_sent_is_counted_once(added: list[tn.Contact], journal: tn.Journal) -> None:
    journal = journal.with_records(*added)
    contacts = [one for one in journal.contacts if one.retracted_at is None]
    for direction, counted_as in ((SENT, (0, 1, 2)), (CAME, (4,))):
        mine = [one for one in contacts if one.direction == direction]
        counted = sum(one.times for one in mine if one.times is not None and one.times > 0)
        uncounted = sum(one.times is None or one.times <= 0 for one in mine)
        for groups in (contacts_by_week(journal), contacts_by_purpose(journal), contacts_by_channel(journal)):
            assert sum(told(group)[n] for group in groups for n in counted_as) == counted
            assert sum(told(group)[counted_as[-1] + 1] for group in groups) == uncounted
    hours = by_hour_of_week(journal)
    everywhere = (*hours.hours, *hours.without_hour)
    sent = [one for one in contacts if one.direction == SENT]
    assert sum(hour.sent for hour in everywhere) == sum(max(one.times or 0, 0) for one in sent)
    assert sum(hour.sent_uncounted for hour in everywhere) == sum((one.times or 0) <= 0 for one in sent)


@documents
@given(st.lists(testing.urges(), max_size=5, unique_by=lambda one: one.id), testing.journals())
def test_every_urge_is_held_back_or_acted_on_or_not_told(added: list[tn.Urge], journal: tn.Journal) -> None:
    journal = journal.with_records(*added)
    urges = standing(journal, "urges")
    hours = by_hour_of_week(journal)
    for groups in (urges_by_week(journal), (*hours.hours, *hours.without_hour)):
        assert sum(one.resisted + one.acted + one.not_told for one in groups) == len(urges)
        degrees = sum(one.strength.n + one.strength.in_words + one.strength.on_other_scales for one in groups)
        assert degrees == sum(one.strength is not None for one in urges if isinstance(one, tn.Urge))


@documents
@given(testing.journals(), AT, THERAPY)
@example(EPOCHS, None, None)
def test_weeks_begin_on_mondays_and_come_in_order(journal: tn.Journal, at: Date | None, therapy: str | None) -> None:
    for weeks in (contacts_by_week(journal, at=at, therapy=therapy), urges_by_week(journal, at=at, therapy=therapy)):
        mondays = [week.monday for week in weeks if week.monday is not None]
        assert all(monday.isoweekday() == 1 for monday in mondays)
        assert mondays == sorted(set(mondays))
        assert [week.monday for week in weeks][: len(mondays)] == mondays
        assert len(weeks) - len(mondays) <= (at is None or 1)


@documents
@given(testing.journals(), AT, THERAPY)
@example(EPOCHS, Date(2024, 2, 7), "a")
def test_every_question_about_contacts_and_urges_has_an_answer(
    journal: tn.Journal, at: Date | None, therapy: str | None
) -> None:
    for ask in (contacts_by_week, contacts_by_purpose, contacts_by_channel, urges_by_week, by_hour_of_week):
        found = ask(journal, at=at, therapy=therapy)
        for record in journal:
            body = getattr(record, "body", "")
            assert len(body) < 12 or body not in repr(found)
    for one in journal.contacts:
        reply = answered(journal, one)
        assert reply is None or one.id in {link.to for link in reply.links}
    for one in journal.urges:
        assert one not in did_instead(journal, one)


@documents
@given(testing.journals(), testing.contacts(direction=st.sampled_from(("client_to_other", "other_to_client"))))
def test_what_goes_to_others_changes_no_count(journal: tn.Journal, other: tn.Contact) -> None:
    alone = journal.without(other.id) if other.id in journal else journal
    with_other = alone.with_records(other)
    assert contacts_by_purpose(with_other) == contacts_by_purpose(alone)
    assert contacts_by_week(with_other) == contacts_by_week(alone)
    assert by_hour_of_week(with_other) == by_hour_of_week(alone)


@given(testing.days(), st.integers(0, 6))
def test_all_days_of_a_week_have_one_monday(one: Date, later: int) -> None:
    monday = _weeks.monday_of(one, ZONE)
    assert monday is not None
    same = date.fromordinal(min(monday + later, date.max.toordinal()))
    assert _weeks.monday_of(Date(same.year, same.month, same.day), ZONE) == monday
    assert date.fromordinal(monday).isoweekday() == 1
