import copy
import datetime as dt
import pickle
import re
import zoneinfo

import pendulum
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from helpers import keeps_quiet
from therapy_notes import moments, testing
from therapy_notes.errors import AmbiguousTimeError
from therapy_notes.moments import Date, DateTime, Duration, moment

SECOND = 1_000_000
HOUR = 3600 * SECOND
OF_ONE_MACHINE = {"localtime", "Factory"}
EVERY_ZONE = sorted(
    name for name in zoneinfo.available_timezones() - OF_ONE_MACHINE if not name.startswith(("right/", "posix/"))
)
AWKWARD_ZONES = [
    "Africa/Casablanca", "America/Chicago", "America/Sao_Paulo", "America/St_Johns", "America/Toronto", "Antarctica/Troll",
    "Asia/Beirut", "Australia/Lord_Howe", "Europe/Dublin", "Europe/Paris", "Pacific/Apia", "Pacific/Kwajalein",
]  # fmt: skip

aware = testing.moments()
naive_times = st.datetimes(dt.datetime(1, 1, 2), dt.datetime(9999, 12, 30))
RFC_9557 = re.compile(
    r"\d{4}-\d\d-\d\dT([01]\d|2[0-3]):\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d(:\d\d)?)\[[A-Za-z0-9_+\-/:]+\]", re.ASCII
)
any_time_text = st.one_of(
    testing.words(),
    st.from_regex(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)\[.{1,12}\]", fullmatch=True),
    aware.map(moments.wire),
    st.builds(lambda text, n: text[:n] + text[n + 1 :], aware.map(moments.wire), st.integers(0, 50)),
    st.builds(lambda text, n, c: text[:n] + c + text[n + 1 :], aware.map(moments.wire), st.integers(0, 50), st.characters()),
)


def edges(zone: str, *years: int) -> list[int]:
    """Return every change of the clocks of a zone in some years."""
    return [change for year in years for change in testing._changes(zone, year)]


# -- the wire form ---------------------------------------------------------------------------------------------


@given(aware)
@example(moments.parse("2024-10-27T02:30:00+02:00[Europe/Paris]"))
@example(moments.parse("2024-10-27T02:30:00+01:00[Europe/Paris]"))
@example(moments.parse("1883-11-18T12:03:57-05:50:36[America/Chicago]"))
@example(moments.parse("2024-05-01T09:00:00.000001-00:00:01[-00:00:01]"))
def test_a_moment_comes_back_from_its_wire_form_with_instant_zone_and_fold(seen: DateTime) -> None:
    again = moments.parse(moments.wire(seen))
    assert type(again) is DateTime
    assert moments.identity(again) == moments.identity(seen)
    assert again.fold == seen.fold
    assert moments.wire(again) == moments.wire(seen)


def test_both_sides_of_every_change_of_every_zone_keep_their_instant() -> None:
    for zone in EVERY_ZONE:
        for change in edges(zone, 1883, 1942, 1974, 2011, 2024):
            for at in (change - HOUR, change - SECOND, change, change + 1, change + HOUR - SECOND, change + HOUR):
                seen = moments.at_instant(at, zone)
                text = moments.wire(seen)
                assert moments.instant(seen) == at
                assert moments.instant(moments.parse(text)) == at, text
                assert moments.wire(moments.parse(text)) == text
                assert moments.settled(seen) is seen


@given(aware)
def test_the_wire_form_sorts_out_what_equality_does_not(seen: DateTime) -> None:
    other = moments.at_instant(moments.instant(seen) + HOUR, moments.zone_name(seen))
    assert moments.identity(seen) != moments.identity(other)
    assert moments.wire(seen) != moments.wire(other)


@given(any_time_text)
@example("2024-05-01x09:00:00+02:00[Europe/Paris]")
@example("2024-05-01T09:00+02:00[Europe/Paris]")
@example("2024-05-01T09:00:00,5+02:00[Europe/Paris]")
@example("2024-05-01T09:00:00.12345+02:00[Europe/Paris]")
@example("2024-05-01T09:00:00.1234567+02:00[Europe/Paris]")
@example("2024-05-01T0900:00.+02:00[Europe/Paris]")
@example("2024-W18-3T09:00:00+02:00[Europe/Paris]")
@example("2024-05-01T09:00:00.000000+02:00[Europe/Paris]")
@example("2024-05-01T09:00:00.000+02:00[Europe/Paris]")
@example("2024-05-01T09:00:00+24:00[+24:00]")
@example("2024-05-01T09:00:00+05:00:99[+05:00:99]")
@example("2024-05-01T24:00:00+00:00[UTC]")
@example("0001-01-01T00:00:00Z[America/Chicago]")
@example("9999-12-31T23:59:59Z[Asia/Tokyo]")
@example("2024-05-01T09:00:00+02:00[../../etc/passwd]")
@example("2024-05-01T09:00:00+00:00[America]")
@example("２０２４-05-01T09:00:00+00:00[UTC]")
def test_any_text_is_a_moment_or_is_refused_without_being_quoted(text: str) -> None:
    for read in (moments.parse, moments.moment, lambda text: moments.moment(text, "Europe/Paris")):
        try:
            found = read(text)
        except AmbiguousTimeError as error:
            keeps_quiet(error, text)
        else:
            assert moments.identity(moments.parse(moments.wire(found))) == moments.identity(found)
            assert RFC_9557.fullmatch(text) or (read is not moments.parse and "[" not in text)


@given(st.text() | st.sampled_from(["", ".", "..", "/", "America", "America/", "\x00", "+2:00", "-00:00", "utc", "Factory"]))
def test_any_name_is_a_zone_or_is_refused(name: str) -> None:
    try:
        zone = moments.zone(name)
    except AmbiguousTimeError as error:
        keeps_quiet(error, name)
    else:
        assert moments.zone(zone.name).name == zone.name


@pytest.mark.parametrize("zone", AWKWARD_ZONES)
def test_an_offset_that_the_zone_does_not_have_then_is_refused(zone: str) -> None:
    for change in edges(zone, 2011, 2018, 2024):
        for at in (change - 5 * HOUR, change, change + 5 * HOUR):
            text = moments.wire(moments.at_instant(at, zone))
            wrong = text[:19] + "+09:17" + text[text.index("[") :]
            with pytest.raises(AmbiguousTimeError, match="an offset that the zone does not have then"):
                moments.parse(wrong)


def test_z_is_utc_whatever_the_zone() -> None:
    assert moments.wire(moments.parse("2024-05-01T07:00:00Z[Europe/Paris]")) == "2024-05-01T09:00:00+02:00[Europe/Paris]"


# -- times that are no single instant --------------------------------------------------------------------------


@given(naive_times)
def test_a_naive_time_without_a_zone_is_refused(naive: dt.datetime) -> None:
    for refused in (naive, naive.isoformat(sep=" "), naive.isoformat(), DateTime(2024, 5, 1, 9)):
        with pytest.raises(AmbiguousTimeError, match="a time without a zone"):
            moment(refused)
    with pytest.raises(AmbiguousTimeError, match="a time without a zone"):
        moments.settled(naive)


@pytest.mark.parametrize("zone", AWKWARD_ZONES)
def test_every_gap_is_refused_and_every_repeated_hour_asks_for_its_pass(zone: str) -> None:
    met = set()
    for change in edges(zone, 1919, 1946, 1993, 2011, 2018, 2024):
        before, after = moments.at_instant(change - SECOND, zone), moments.at_instant(change, zone)
        jump = (moments._bare(after) - moments._bare(before)) - dt.timedelta(seconds=1)
        if not jump:
            continue
        naive = moments._bare(after) - (jump / 2 if jump > dt.timedelta() else dt.timedelta())
        naive = naive.replace(microsecond=0, fold=0)
        text = naive.isoformat(sep=" ")
        if jump > dt.timedelta():
            met.add("gap")
            for refused in (naive, text):
                with pytest.raises(AmbiguousTimeError, match="never showed"):
                    moment(refused, zone)
            with pytest.raises(AmbiguousTimeError, match="never showed"):
                moments.settled(naive.replace(tzinfo=zoneinfo.ZoneInfo(zone)))
            with pytest.raises(AmbiguousTimeError, match="never showed"):
                moments.parse(f"{naive.isoformat()}+00:00[{zone}]")
        else:
            met.add("repeat")
            with pytest.raises(AmbiguousTimeError, match="say fold=0 or fold=1"):
                moment(text, zone)
            first, second = moment(text, zone, fold=0), moment(naive, zone, fold=1)
            assert moments.instant(second) - moments.instant(first) == -jump // dt.timedelta(microseconds=1)
            assert first == second
            assert moments.identity(first) != moments.identity(second)
            assert moments.identity(moment(naive.replace(fold=1), zone)) == moments.identity(second)
    assert met


@given(naive_times, st.sampled_from([*AWKWARD_ZONES, "UTC", "+05:30"]))
@example(dt.datetime(2010, 11, 7, 1, fold=1), "America/Chicago")
def test_a_wall_clock_time_keeps_its_wall_clock(naive: dt.datetime, zone: str) -> None:
    try:
        seen = moment(naive, zone)
    except AmbiguousTimeError:
        return
    assert moments._bare(seen) == naive
    assert moments.zone_name(seen) == zone
    again = moment(naive.isoformat(sep=" "), zone, fold=naive.fold)
    assert moments.identity(again) == moments.identity(seen)


# -- one moment ------------------------------------------------------------------------------------------------


@given(aware)
def test_settling_twice_is_settling_once(seen: DateTime) -> None:
    once = moments.settled(seen)
    assert moments.settled(once) is once
    assert moments.identity(once) == moments.identity(seen)


@given(aware, st.sampled_from(["zoneinfo", "timezone", "pendulum", "stdlib"]))
def test_a_datetime_of_any_library_settles_at_its_own_instant(seen: DateTime, library: str) -> None:
    name, offset = moments.zone_name(seen), seen.utcoffset()
    assert offset is not None
    naive = moments._bare(seen)
    given_value: dt.datetime
    match library:
        case "zoneinfo":
            assume(name in EVERY_ZONE)
            given_value = naive.replace(tzinfo=zoneinfo.ZoneInfo(name))
        case "timezone":
            given_value = naive.replace(tzinfo=dt.timezone(offset))
        case "pendulum":
            assume(name in EVERY_ZONE)
            given_value = pendulum.instance(naive.replace(tzinfo=zoneinfo.ZoneInfo(name)))
        case _:
            given_value = naive.replace(tzinfo=moments.zone(name))
    settled = moments.settled(given_value)
    assert type(settled) is DateTime
    assert moments.instant(settled) == moments.instant(seen) == moments.instant(given_value)


def test_a_fold_that_means_nothing_does_not_make_another_moment() -> None:
    plain = moment("2024-05-01 09:00", "Europe/Paris")
    folded = DateTime(2024, 5, 1, 9, tzinfo=moments.zone("Europe/Paris"), fold=1)
    assert moments.settled(folded).fold == 0
    assert moments.identity(moments.settled(folded)) == moments.identity(plain)


def test_a_zone_without_a_name_is_refused() -> None:
    class Nameless(dt.tzinfo):
        def utcoffset(self, _: dt.datetime | None) -> dt.timedelta:
            return dt.timedelta(hours=1)

        def dst(self, _: dt.datetime | None) -> None:
            return None

        def tzname(self, _: dt.datetime | None) -> None:
            return None

    with pytest.raises(AmbiguousTimeError, match="no name"):
        moments.settled(dt.datetime(2024, 5, 1, tzinfo=Nameless()))


@given(aware, aware)
def test_identity_is_instant_and_zone(one: DateTime, other: DateTime) -> None:
    same = moments.instant(one) == moments.instant(other) and moments.zone_name(one) == moments.zone_name(other)
    assert (moments.identity(one) == moments.identity(other)) == same == (moments.wire(one) == moments.wire(other))


@given(aware, testing.zones())
def test_seeing_a_moment_elsewhere_moves_no_instant(seen: DateTime, zone: str) -> None:
    elsewhere = moments.seen_in(seen, zone)
    assert moments.instant(elsewhere) == moments.instant(seen)
    assert moments.zone_name(elsewhere) == zone
    back = moments.seen_in(elsewhere, moments.zone_name(seen))
    assert moments.identity(back) == moments.identity(seen)
    assert moments.identity(moment(seen, zone)) == moments.identity(elsewhere)


@given(aware)
def test_the_instant_is_the_one_that_the_standard_library_tells(seen: DateTime) -> None:
    offset = seen.utcoffset()
    assert offset is not None
    utc = moments._bare(seen) - offset
    assert moments.instant(seen) == (utc - moments.EPOCH) // dt.timedelta(microseconds=1)


# -- days ------------------------------------------------------------------------------------------------------


@given(testing.days(), testing.zones())
@example(Date(1919, 3, 31), "America/Toronto")
@example(Date(2018, 11, 4), "America/Sao_Paulo")
@example(Date(2018, 2, 18), "America/Sao_Paulo")
@example(Date(2011, 12, 30), "Pacific/Apia")
@example(Date(2006, 10, 29), "America/St_Johns")
@example(Date(2024, 3, 31), "Asia/Beirut")
@example(Date(1, 1, 1), "Asia/Tokyo")
@example(Date(9999, 12, 31), "America/Chicago")
def test_a_day_begins_at_the_first_time_that_its_clocks_show(day: Date, zone: str) -> None:
    start = moments.midnight(day, zone)
    assert start <= moments.day_end(day, zone)
    if 2 < day.toordinal() < Date.max.toordinal() - 1:
        shown = moments.at_instant(start, zone)
        just_before = moments.at_instant(start - 1, zone)
        assert moments.day(shown) >= day
        assert moments.day(just_before) < day
        skipped = moments.day_end(day, zone) == start
        assert (moments.day(shown) != day) == skipped


@pytest.mark.parametrize("zone", AWKWARD_ZONES)
def test_midnights_never_run_backwards(zone: str) -> None:
    for year in (1919, 1993, 2011, 2018, 2024):
        first = dt.date(year, 1, 1).toordinal()
        starts = [moments.midnight(dt.date.fromordinal(first + n), zone) for n in range(366)]
        assert starts == sorted(starts)
        ends = [moments.day_end(dt.date.fromordinal(first + n), zone) for n in range(365)]
        assert ends == starts[1:]


def test_the_day_that_samoa_skipped_has_no_length() -> None:
    day = Date(2011, 12, 30)
    assert moments.midnight(day, "Pacific/Apia") == moments.day_end(day, "Pacific/Apia")


def test_a_skipped_midnight_begins_where_the_clocks_went_on() -> None:
    start = moments.midnight(Date(1919, 3, 31), "America/Toronto")
    assert moments.wire(moments.at_instant(start, "America/Toronto"))[:19] == "1919-03-31T00:30:00"


@given(testing.days())
def test_a_day_comes_back_from_its_wire_form(day: Date) -> None:
    assert moments.parse_day(day.isoformat()) == day
    assert type(moments.parse_day(day.isoformat())) is Date


@given(testing.words() | st.from_regex(r"\d{4}-\d\d-\d\d", fullmatch=True))
@example("0000-01-01")
@example("2023-02-29")
@example("2024-05-01\n")
@example("20240501")
@example("2024-W18-3")
def test_any_text_is_a_day_or_is_refused(text: str) -> None:
    try:
        assert moments.parse_day(text).isoformat() == text
    except AmbiguousTimeError as error:
        keeps_quiet(error, text)


@given(aware)
def test_the_day_of_a_moment_is_the_one_on_its_own_wall(seen: DateTime) -> None:
    assert moments.day(seen).isoformat() == moments.wire(seen)[:10]


# -- the ends of the calendar ----------------------------------------------------------------------------------


@pytest.mark.parametrize("zone", [*AWKWARD_ZONES, "UTC", "+14:00", "-23:59", "+23:59:59"])
@pytest.mark.parametrize("clock", ["0001-01-01 00:00", "0001-01-01 23:59", "9999-12-31 00:00", "9999-12-31 23:59:59.999999"])
def test_the_first_and_the_last_day_of_the_calendar_are_days_like_others(clock: str, zone: str) -> None:
    seen = moment(clock, zone)
    assert moments.identity(moments.parse(moments.wire(seen))) == moments.identity(seen)
    day = moments.day(seen)
    assert moments.BEGINNING < moments.midnight(day, zone) <= moments.instant(seen) < moments.day_end(day, zone)
    assert moments.day_end(day, zone) <= moments.END
    assert moments.settled(seen) is seen


@pytest.mark.parametrize(("clock", "zone", "other"), [
    ("0001-01-01 00:00", "Asia/Tokyo", "America/Chicago"),
    ("9999-12-31 23:59", "America/Chicago", "Asia/Tokyo"),
    ("9999-12-31 23:59", "-12:00", "+14:00"),
])  # fmt: skip
def test_beyond_the_calendar_there_is_no_moment(clock: str, zone: str, other: str) -> None:
    with pytest.raises(AmbiguousTimeError, match="not a time of the calendar"):
        moments.seen_in(moment(clock, zone), other)


@pytest.mark.parametrize("far", [moments.BEGINNING, moments.END, 10**30, -(10**30)])
def test_an_instant_beyond_the_calendar_is_refused(far: int) -> None:
    with pytest.raises(AmbiguousTimeError, match="not a time of the calendar"):
        moments.at_instant(far, "UTC")


# -- lengths ---------------------------------------------------------------------------------------------------


@given(testing.lengths())
def test_a_length_comes_back_from_its_wire_form(length: Duration) -> None:
    again = moments.parse_length(moments.length_wire(length))
    assert type(again) is Duration
    assert again == length
    assert moments.length_wire(again) == moments.length_wire(length)


@given(testing.words() | st.from_regex(r"-?P(\d{1,7}[YMWD]){0,3}(T(\d{1,7}[HMS]){0,3})?", fullmatch=True))
@example("P")
@example("PT")
@example("P1DT")
@example("P1M")
@example("P999999DT999999H")
@example("PT0S")
@example("P٣D")
def test_any_text_is_a_length_or_is_refused(text: str) -> None:
    try:
        found = moments.parse_length(text)
    except AmbiguousTimeError as error:
        keeps_quiet(error, text)
    else:
        assert moments.parse_length(moments.length_wire(found)) == found


@pytest.mark.parametrize(
    "wrong",
    [
        dt.timedelta(seconds=-1),
        dt.timedelta(microseconds=1),
        dt.timedelta(days=1_000_000),
        Duration(months=1),
        Duration(years=1),
    ],
)
def test_a_length_is_whole_seconds_and_not_below_nought(wrong: dt.timedelta) -> None:
    with pytest.raises(ValueError, match="a length of time"):
        moments.length(wrong)


@given(st.integers(0, 10**17), st.integers(0, 10**17))
def test_the_time_between_two_instants_is_in_whole_seconds(start: int, more: int) -> None:
    assert moments.between(start, start + more).total_seconds() == more // SECOND


@given(testing.days(), testing.days())
def test_a_span_in_months_is_the_longest_that_fits(one: Date, other: Date) -> None:
    began, until = min(one, other), max(one, other)
    assume(until.year < 9990)
    years, months = moments.span_in_months(began, until)
    assert 0 <= months < 12
    assert began.add(years=years, months=months) <= until
    assert began.add(years=years, months=months + 1) > until


# -- what pendulum does by itself, and why this room exists ----------------------------------------------------


def test_pendulum_still_loses_the_fold_which_is_why_records_carry_their_wire_form() -> None:
    second = moment("2024-10-27 02:30", "Europe/Paris", fold=1)
    moved = [copy.copy(second), pickle.loads(pickle.dumps(second))]  # noqa: S301
    assert all(moments.identity(one) != moments.identity(second) for one in moved)


def test_a_naive_pendulum_time_in_a_repeated_hour_asks_for_its_pass_although_pendulum_has_chosen_one() -> None:
    chosen = DateTime(2024, 10, 27, 2, 30, fold=1)
    with pytest.raises(AmbiguousTimeError, match="twice"):
        moment(chosen, "Europe/Paris")
