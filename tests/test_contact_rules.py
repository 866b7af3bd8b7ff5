"""A contact rule asks, in order: always_for, closed_on, mode, channels, purposes, windows."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from therapy_notes import moments, testing
from therapy_notes.model.contact_rules import ContactRule, ContactWindow, weekday_of
from therapy_notes.model.values import Approximate, When
from therapy_notes.model.vocabulary import WEEKDAYS, Answer, Weekday
from therapy_notes.moments import Date, DateTime

ZONE = "Europe/Paris"
MONDAY, FRIDAY, SATURDAY, SUNDAY = Date(2024, 5, 6), Date(2024, 5, 10), Date(2024, 5, 11), Date(2024, 5, 12)
OFFICE_DAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri")
OFFICE = ContactRule(mode="windowed", windows=(ContactWindow(days=OFFICE_DAYS, opens="09:00", closes="17:00"),))


def at(clock: str, day: Date = MONDAY, zone: str = ZONE) -> DateTime:
    return moments.moment(f"{day.isoformat()} {clock}", zone)


# -- windows -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("clock", "answer"),
    [
        ("08:59", "no"),
        ("08:59:59.999999", "no"),
        ("09:00", "yes"),
        ("16:59:59.999999", "yes"),
        ("17:00", "no"),
        ("00:00", "no"),
    ],
)
def test_a_window_opens_with_its_first_minute_and_closes_before_its_last(clock: str, answer: Answer) -> None:
    assert OFFICE.permits(at(clock)) == answer


@pytest.mark.parametrize(
    ("opens", "closes", "clock", "answer"),
    [
        (None, None, "00:00", "yes"),
        (None, "24:00", "23:59", "yes"),
        (None, "09:00", "00:00", "yes"),
        (None, "09:00", "09:00", "no"),
        ("17:00", None, "23:59:59", "yes"),
        ("17:00", None, "16:59", "no"),
    ],
)
def test_a_window_without_an_end_reaches_midnight(opens: str | None, closes: str | None, clock: str, answer: Answer) -> None:
    rule = ContactRule(mode="windowed", windows=(ContactWindow(opens=opens, closes=closes),))
    assert rule.permits(at(clock)) == answer


@pytest.mark.parametrize(("opens", "closes"), [("17:00", "09:00"), ("09:00", "09:00"), ("24:00", None), (None, "00:00")])
def test_a_window_does_not_close_before_it_opens(opens: str | None, closes: str | None) -> None:
    with pytest.raises(ValueError, match="a window that closes before it opens"):
        ContactWindow(opens=opens, closes=closes)


@pytest.mark.parametrize("wrong", ["9:00", "24:01", "12:60", "", "09:00:00", "noon", "٠٩:٠٠"])
def test_a_wall_clock_time_is_hours_and_minutes(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"ContactWindow\.opens: not a time of day of the form HH:MM"):
        ContactWindow(opens=wrong)


def test_the_hours_of_a_window_are_those_of_its_zone() -> None:
    tokyo = ContactRule(
        mode="windowed", windows=(ContactWindow(days=("tue",), opens="00:00", closes="08:00", zone="Asia/Tokyo"),)
    )
    assert tokyo.permits(at("17:00")) == "yes"
    assert tokyo.permits(at("16:59")) == "no"
    assert tokyo.permits(moments.seen_in(at("17:00"), "America/Chicago")) == "yes"


def test_without_a_zone_the_hours_are_those_of_the_moment() -> None:
    assert OFFICE.permits(at("09:00", zone="Asia/Tokyo")) == OFFICE.permits(at("09:00", zone="UTC")) == "yes"


def test_one_window_that_holds_is_enough() -> None:
    evening = ContactWindow(days=("sat",), opens="19:00", closes="20:00")
    rule = ContactRule(mode="windowed", windows=(*OFFICE.windows, evening))
    assert rule.permits(at("19:30", SATURDAY)) == rule.permits(at("09:30")) == "yes"
    assert rule.permits(at("19:30")) == rule.permits(at("09:30", SATURDAY)) == "no"


# -- days and rough times -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "answer"), [(MONDAY, "cannot_tell"), (FRIDAY, "cannot_tell"), (SATURDAY, "no"), (SUNDAY, "no")]
)
def test_a_day_without_an_hour_is_no_when_it_has_no_window_and_else_cannot_be_told(day: Date, answer: Answer) -> None:
    assert OFFICE.permits(day) == answer


@pytest.mark.parametrize(
    ("earliest", "latest", "answer"),
    [
        (SATURDAY, SUNDAY, "no"),
        (FRIDAY, SUNDAY, "cannot_tell"),
        (SATURDAY, None, "cannot_tell"),
        (None, SATURDAY, "cannot_tell"),
        (None, None, "cannot_tell"),
        (Date(1, 1, 1), Date(9999, 12, 31), "cannot_tell"),
    ],
)
def test_a_rough_time_is_answered_only_when_all_its_days_agree(
    earliest: Date | None, latest: Date | None, answer: Answer
) -> None:
    assert OFFICE.permits(Approximate(earliest=earliest, latest=latest)) == answer


def test_a_rough_time_is_closed_when_every_day_of_it_is() -> None:
    rule = ContactRule(mode="open", closed_on=(SATURDAY, SUNDAY, SUNDAY))
    assert rule.permits(Approximate(earliest=SATURDAY, latest=SUNDAY)) == "no"
    assert rule.permits(Approximate(earliest=FRIDAY, latest=SUNDAY)) == "cannot_tell"
    assert rule.permits(Approximate(earliest=MONDAY, latest=FRIDAY)) == "yes"
    assert rule.permits(Approximate(earliest=MONDAY)) == "cannot_tell"
    assert rule.permits(Approximate(earliest=Date(1, 1, 1), latest=Date(9999, 12, 31))) == "cannot_tell"


def test_a_closed_day_is_a_day_of_the_windows_zone() -> None:
    tokyo = ContactRule(mode="windowed", windows=(ContactWindow(zone="Asia/Tokyo"),), closed_on=(Date(2024, 5, 7),))
    assert tokyo.permits(at("16:59")) == "yes"
    assert tokyo.permits(at("17:00")) == "no"


# -- modes, channels, purposes --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mode", "answer"),
    [
        ("open", "yes"),
        ("none", "no"),
        ("by_arrangement", "cannot_tell"),
        ("windowed", "cannot_tell"),
        ("purpose_limited", "cannot_tell"),
    ],
)
def test_a_mode_alone(mode: Any, answer: Answer) -> None:
    assert ContactRule(mode=mode).permits(at("03:00")) == answer


@pytest.mark.parametrize(("given_channel", "answer"), [("email", "yes"), ("phone", "no"), (None, "cannot_tell")])
def test_a_channel_is_one_of_those_that_are_meant(given_channel: str | None, answer: Answer) -> None:
    rule = ContactRule(mode="open", channels=("email", "letter"))
    assert rule.permits(at("09:00"), channel=given_channel) == answer


@pytest.mark.parametrize(("purpose", "answer"), [("scheduling", "yes"), ("venting", "no"), (None, "cannot_tell")])
@pytest.mark.parametrize("mode", ["open", "purpose_limited"])
def test_a_purpose_is_one_of_those_that_are_meant(mode: Any, purpose: str | None, answer: Answer) -> None:
    assert ContactRule(mode=mode, purposes=("scheduling",)).permits(at("09:00"), purpose=purpose) == answer


@given(testing.contact_rules(), testing.whens(), st.sampled_from((None, "email")))
@example(ContactRule(mode="none", closed_on=(MONDAY,), channels=("phone",)), at("03:00"), "email")
def test_what_is_always_allowed_is_allowed_whatever_else_holds(rule: ContactRule, when: When, channel: str | None) -> None:
    rule = changed(rule, always_for=("crisis",))
    assert rule.permits(when, channel=channel, purpose="crisis") == "yes"
    assert rule.judged(when, channel=channel, purpose="crisis") == ("yes", "always_for")


@pytest.mark.parametrize(
    ("rule", "answer", "clause"),
    [
        (ContactRule(mode="none", closed_on=(MONDAY,)), "no", "closed_on"),
        (ContactRule(mode="none", channels=("phone",)), "no", "mode"),
        (ContactRule(mode="by_arrangement", channels=("phone",)), "cannot_tell", "mode"),
        (ContactRule(mode="by_arrangement", purposes=("crisis",)), "cannot_tell", "mode"),
        (ContactRule(mode="windowed", windows=(ContactWindow(opens="10:00"),), channels=("email", "x")), "no", "windows"),
        (ContactRule(mode="by_arrangement", closed_on=(MONDAY,)), "no", "closed_on"),
        (ContactRule(mode="by_arrangement", closed_on=(SUNDAY,)), "cannot_tell", "mode"),
        (ContactRule(mode="windowed", windows=(ContactWindow(opens="09:00"),)), "yes", "windows"),
        (ContactRule(mode="open", windows=(ContactWindow(opens="10:00"),)), "yes", "mode"),
    ],
)
def test_the_first_clause_that_says_no_decides_and_any_no_is_no(rule: ContactRule, answer: Answer, clause: str) -> None:
    assert rule.judged(at("09:00"), channel="email", purpose="venting") == (answer, clause)


# -- laws -------------------------------------------------------------------------------------------------------------------


def changed(rule: ContactRule, **changes: Any) -> ContactRule:
    fields = {
        name: getattr(rule, name) for name in ("mode", "windows", "channels", "purposes", "always_for", "closed_on", "reply")
    }
    return ContactRule(**{**fields, **changes})


purposes = st.none() | st.sampled_from(("crisis", "venting", "scheduling"))
channels = st.none() | st.sampled_from(("email", "phone"))


@given(testing.contact_rules(), testing.whens(), channels, purposes)
@example(OFFICE, Approximate(earliest=Date(1, 1, 1), latest=Date(9999, 12, 31)), None, None)
def test_every_rule_answers_every_question(rule: ContactRule, when: When, channel: str | None, purpose: str | None) -> None:
    answer, clause = rule.judged(when, channel=channel, purpose=purpose)
    assert answer in {"yes", "no", "cannot_tell"}
    assert clause in {"always_for", "closed_on", "mode", "channels", "purposes", "windows", "hour_not_known"}
    assert rule.permits(when, channel=channel, purpose=purpose) == answer


@given(testing.contact_rules(), testing.moments(zones=testing.zones()), channels, purposes)
def test_what_holds_for_a_whole_day_holds_for_each_of_its_moments(
    rule: ContactRule, moment: DateTime, channel: str | None, purpose: str | None
) -> None:
    rule = changed(rule, windows=tuple(ContactWindow(days=w.days, opens=w.opens, closes=w.closes) for w in rule.windows))
    whole = rule.permits(moments.day(moment), channel=channel, purpose=purpose)
    assert whole in {"cannot_tell", rule.permits(moment, channel=channel, purpose=purpose)}


@given(testing.contact_rules(), testing.moments(), purposes)
def test_closing_a_day_never_allows_more(rule: ContactRule, moment: DateTime, purpose: str | None) -> None:
    rule = changed(rule, windows=())
    stricter = changed(rule, closed_on=(*rule.closed_on, moments.day(moment)))
    allowed = purpose is not None and purpose in rule.always_for
    assert stricter.permits(moment, purpose=purpose) == ("yes" if allowed else "no")


@given(testing.contact_rules(), testing.moments(), channels, purposes)
def test_knowing_more_only_turns_what_could_not_be_told(
    rule: ContactRule, moment: DateTime, channel: str | None, purpose: str | None
) -> None:
    vague, told = rule.permits(moment), rule.permits(moment, channel=channel, purpose=purpose)
    assert vague in {"cannot_tell", told} or told == "yes"


@given(st.lists(st.sampled_from(WEEKDAYS), unique=True), testing.moments())
def test_a_window_holds_on_its_days_alone(days: list[Weekday], moment: DateTime) -> None:
    window = ContactWindow(days=tuple(days))
    assert window.holds(moment) == (not days or weekday_of(moment) in days)
    assert window.lasts_all_day


@given(testing.days())
def test_the_week_has_seven_days(day: Date) -> None:
    following = dt.date.fromordinal(min(day.toordinal() + 7, dt.date.max.toordinal()))
    assert weekday_of(day) == WEEKDAYS[dt.date(day.year, day.month, day.day).weekday()]
    assert following.toordinal() - day.toordinal() < 7 or weekday_of(moments.day(following)) == weekday_of(day)
