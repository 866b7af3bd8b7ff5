"""Moments, days and lengths of time. The one room that calls pendulum.

A moment is an instant seen in a zone. Its wire form is RFC 9557, ``2024-05-01T09:00:00+02:00[Europe/Paris]``; where
only an offset is known, ``2024-05-01T09:00:00+02:00[+02:00]``. A day is never an instant and is never shifted.

Two moments are the same if instant and zone are the same. That is not ``DateTime.__eq__``, for which the two passes of a
repeated hour are equal (PEP 495); see :func:`identity`.
"""

import datetime as dt
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final, cast

import pendulum
from pendulum import Date, DateTime, Duration
from pendulum.tz.timezone import FixedTimezone, Timezone

from .errors import AmbiguousTimeError

__all__ = ["Date", "DateTime", "Duration"]

EPOCH: Final = dt.datetime(1970, 1, 1)
_NOTHING: Final = dt.timedelta()
_ONE_DAY: Final = dt.timedelta(days=1)
_FAR: Final = dt.datetime(1, 1, 3)
_FARTHEST: Final = dt.datetime(9999, 12, 29)
DAY: Final = 86_400_000_000
"""Microseconds in a day of 24 hours."""
BEGINNING: Final = -(2**62)
"""Before every moment, in microseconds."""
END: Final = 2**62
"""After every moment, in microseconds."""

_WIRE = re.compile(
    r"(\d{4}-\d\d-\d\dT(?!24)\d\d:\d\d:\d\d(?:\.\d{1,6})?)(Z|[+-]\d\d:\d\d(?::\d\d)?)\[([A-Za-z0-9_+\-/:]{1,64})\]",
    re.ASCII,
)
_DAY_AND_T = re.compile(r"\d{4}-\d\d-\d\dT", re.ASCII)
_TAIL = re.compile(r"(Z|[+-]\d\d:\d\d(?::\d\d)?)\[([A-Za-z0-9_+\-/:]{1,64})\]", re.ASCII)
_LOCAL = re.compile(r"\d{4}-\d\d-\d\d[T ](?!24)\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?", re.ASCII)
_OFFSET = re.compile(r"([+-])(\d\d):(\d\d)(?::(\d\d))?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_OF_ONE_MACHINE = re.compile("localtime|Factory|posixrules|(?:right|posix)/.*", re.DOTALL)
_LENGTH = re.compile(r"P(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})S)?)?", re.ASCII)

Zone = Timezone | FixedTimezone

# The constructors that pickle uses; the stubs do not tell of them.
_from_state = cast("Callable[[bytes], dt.datetime]", dt.datetime)
_moment_from_state = cast("Callable[[type[DateTime], bytes, dt.tzinfo], DateTime]", DateTime.__new__)


@lru_cache(maxsize=1024)
def zone(name: str) -> Zone:
    """Return the zone called ``name``: an IANA name, or an offset such as ``+02:00`` where no more is known.

    Raises:
        AmbiguousTimeError: There is no such zone.

    >>> zone("Europe/Paris").name, zone("-03:30").name
    ('Europe/Paris', '-03:30')
    """
    offset = _OFFSET.fullmatch(name)
    if offset:
        sign, hours, minutes, seconds = offset.groups()
        total = int(hours) * 3600 + int(minutes) * 60 + int(seconds or 0)
        if total >= 86_400 or int(minutes) > 59 or int(seconds or 0) > 59:
            raise AmbiguousTimeError("not an offset from UTC")
        offset_seconds = -total if sign == "-" else total
        return FixedTimezone(offset_seconds, name=_offset_name(dt.timedelta(seconds=offset_seconds)))
    if _OF_ONE_MACHINE.fullmatch(name):
        raise AmbiguousTimeError("not a time zone of the IANA database")
    try:
        return pendulum.timezone(name)
    except (ValueError, OSError, TypeError):
        raise AmbiguousTimeError("not a time zone of the IANA database") from None


_zone_called = zone
"""The same, where a parameter has the name."""


def zone_name(moment: dt.datetime) -> str:
    """Return the name of the zone in which ``moment`` is seen.

    Raises:
        AmbiguousTimeError: The moment is naive, or its zone has no name.
    """
    info = moment.tzinfo
    if isinstance(info, FixedTimezone | Timezone):
        return info.name
    if info is None:
        raise AmbiguousTimeError("a time without a zone")
    name = getattr(info, "key", None)
    if isinstance(name, str):
        return name
    if isinstance(info, dt.timezone):
        offset = info.utcoffset(None)
        return "UTC" if not offset else _offset_name(offset)
    raise AmbiguousTimeError("a time whose zone has no name")


def _offset_name(offset: dt.timedelta) -> str:
    sign = "-" if offset < dt.timedelta() else "+"
    seconds = abs(offset) // dt.timedelta(seconds=1)
    name = f"{sign}{seconds // 3600:02}:{seconds // 60 % 60:02}"
    return f"{name}:{seconds % 60:02}" if seconds % 60 else name


def _state(value: dt.datetime) -> bytes:
    """Return the ten bytes in which ``datetime`` keeps a wall clock and its fold; several times faster than its fields."""
    return cast("tuple[Any, tuple[bytes]]", dt.datetime.__reduce_ex__(value, 4))[1][0]


def _bare(value: dt.datetime) -> dt.datetime:
    """Return the wall clock of ``value`` as a plain ``datetime``, for which zones answer in C."""
    return _from_state(_state(value))


def _see(naive: dt.datetime, where: Zone, fold: int) -> DateTime:
    if naive.fold != fold:
        naive = naive.replace(fold=fold)
    return _moment_from_state(DateTime, _state(naive), where)


def _sides(naive: dt.datetime, where: Zone) -> tuple[dt.timedelta, dt.timedelta]:
    """Return the offsets of the first and the second pass of a wall-clock time; they are equal on nearly all days."""
    if type(where) is FixedTimezone:  # pendulum's zones have an abstract base, which makes isinstance slow
        return _delta(where), _delta(where)
    # No zone changes its clocks twice within three days (the closest are four apart: Freetown, 1939) or by more than a day,
    # so that the days around tell a calm time; asking for the second pass of each is four times as slow.
    if _FAR < naive < _FARTHEST:
        calm = where.utcoffset(naive - _ONE_DAY)
        if calm is not None and calm == where.utcoffset(naive + _ONE_DAY):
            return calm, calm
    first, second = naive.replace(fold=0), naive.replace(fold=1)
    return where.utcoffset(first) or _NOTHING, where.utcoffset(second) or _NOTHING


@lru_cache(maxsize=1024)
def _delta(where: FixedTimezone) -> dt.timedelta:
    return dt.timedelta(seconds=where.offset)


def moment(text_or_datetime: str | dt.datetime, zone: str | None = None, *, fold: int | None = None) -> DateTime:
    """Make a moment. The one way in which this package makes one.

    Args:
        text_or_datetime: The wire form; or a wall-clock time such as ``2024-05-01 09:00``; or a ``datetime``.
        zone: The zone of a wall-clock time, or the zone in which a given instant is to be seen.
        fold: Which pass of a repeated hour is meant: 0 the first, 1 the second.

    Raises:
        AmbiguousTimeError: No zone is given; the clock never showed this time; it showed it twice and ``fold`` is
            missing; or the text is no time.

    >>> wire(moment("2024-05-01 09:00", "Europe/Paris"))
    '2024-05-01T09:00:00+02:00[Europe/Paris]'
    >>> moment("2024-03-31 02:30", "Europe/Paris")
    Traceback (most recent call last):
    therapy_notes.errors.AmbiguousTimeError: a time that the clocks of this zone never showed
    >>> wire(moment("2024-10-27 02:30", "Europe/Paris", fold=1))
    '2024-10-27T02:30:00+01:00[Europe/Paris]'
    """
    if isinstance(text_or_datetime, str):
        if "[" in text_or_datetime:
            made = parse(text_or_datetime)
            return made if zone is None else seen_in(made, zone)
        if not _LOCAL.fullmatch(text_or_datetime):
            raise AmbiguousTimeError("not a time of the form YYYY-MM-DD HH:MM")
        try:
            naive = dt.datetime.fromisoformat(text_or_datetime)
        except ValueError:
            raise AmbiguousTimeError("not a time of the calendar") from None
    elif not isinstance(text_or_datetime, dt.datetime):
        raise TypeError("a moment is made from a text or a datetime")
    elif text_or_datetime.tzinfo is not None:
        made = settled(text_or_datetime)
        return made if zone is None else seen_in(made, zone)
    else:
        naive = _bare(text_or_datetime)
        if fold is None and naive.fold and not isinstance(text_or_datetime, DateTime):
            fold = 1  # somebody said so; pendulum sets it where nobody did
    if zone is None:
        raise AmbiguousTimeError("a time without a zone")
    where = _zone_called(zone)
    first, second = _sides(naive, where)
    if first < second:
        raise AmbiguousTimeError("a time that the clocks of this zone never showed")
    if first > second:
        if fold is None:
            raise AmbiguousTimeError("a time that the clocks of this zone showed twice: say fold=0 or fold=1")
        return _see(naive, where, fold)
    return _see(naive, where, 0)


def settled(value: dt.datetime) -> DateTime:
    """Return an aware ``value`` as a moment that can be kept: a named zone, a real time, ``fold`` only where it counts.

    Raises:
        AmbiguousTimeError: It is naive, imaginary, or its zone has no name.
    """
    if not isinstance(value, dt.datetime):
        raise TypeError("not a moment: a datetime with a zone")
    where = zone(zone_name(value))
    naive = _bare(value)
    first, second = _sides(naive, where)
    if first < second:
        raise AmbiguousTimeError("a time that the clocks of this zone never showed")
    fold = naive.fold if first > second else 0
    if type(value) is DateTime and value.tzinfo is where and value.fold == fold:
        return value
    return _see(naive, where, fold)


def seen_in(moment: dt.datetime, name: str) -> DateTime:
    """Return the same instant, seen in the zone called ``name``.

    >>> wire(seen_in(parse("2024-05-01T09:00:00+02:00[Europe/Paris]"), "America/Chicago"))
    '2024-05-01T02:00:00-05:00[America/Chicago]'
    """
    return at_instant(instant(moment), name)


def at_instant(microseconds: int, name: str) -> DateTime:
    """Return the moment at ``microseconds`` after 1970-01-01 UTC, seen in the zone called ``name``.

    Raises:
        AmbiguousTimeError: There is no such zone, or its calendar does not reach so far: years are 1 to 9999.
    """
    where = zone(name)
    try:
        utc = EPOCH + dt.timedelta(microseconds=microseconds)
        if isinstance(where, FixedTimezone):
            return _see(utc + _delta(where), where, 0)
        local = utc.replace(tzinfo=dt.UTC).astimezone(where)
    except OverflowError:
        raise AmbiguousTimeError("not a time of the calendar") from None
    return _see(local, where, local.fold)


def parse(text: str, *, keep_clock: bool = False) -> DateTime:
    """Read the wire form of a moment.

    Args:
        text: The wire form.
        keep_clock: The text was surely right when it was written, so that an offset which the zone does not have means
            that the rules of the zone have changed since: keep what the clock showed (or the instant, where the clock
            now never shows that), and take the offset that the zone has by today's rules.

    Raises:
        AmbiguousTimeError: The text is not of that form, names no zone, or its offset is not one that the zone has then.

    >>> wire(parse("2024-07-01T09:00:00+09:00[Europe/Paris]", keep_clock=True))
    '2024-07-01T09:00:00+02:00[Europe/Paris]'
    """
    cut = 26 if text[19:20] == "." else 19
    where = _calm_zone(text[:11], text[cut:])
    if where is not None and text[13] == ":":
        try:
            naive = dt.datetime.fromisoformat(text[:cut])
        except ValueError:
            where = None
        else:
            if naive.hour or text[11] == "0":  # some Pythons take 24:00:00 for the next day
                return _see(naive, where, 0)
    return _parsed_with_care(text, keep_clock)


@lru_cache(maxsize=4096)
def _calm_zone(day: str, tail: str) -> Zone | None:
    """Return the zone of a wire form if its offset is that of the zone all day long, and else None.

    On nearly all days it is, and most moments of a journal share their day with others, so that reading one costs little
    more than its digits. No zone changes its clocks twice within three days (the closest are four apart: Freetown, 1939),
    or by more than a day, so that a day is calm when its neighbours agree.

    Args:
        day: The first eleven characters, ``2024-05-01T``.
        tail: What stands behind the time, ``+02:00[Europe/Paris]``.
    """
    parts = _TAIL.fullmatch(tail)
    if parts is None or parts[1] == "Z" or not _DAY_AND_T.fullmatch(day):
        return None
    try:
        offset, where = _delta(_fixed(parts[1])), zone(parts[2])
        midnight = dt.datetime.fromisoformat(day[:10])
        around = (midnight - _ONE_DAY, midnight + 2 * _ONE_DAY)
    except (ValueError, OverflowError):
        return None
    if isinstance(where, FixedTimezone):
        return where if _delta(where) == offset else None
    return where if all(where.utcoffset(naive) == offset for naive in around) else None


def _parsed_with_care(text: str, keep_clock: bool) -> DateTime:
    """Read every wire form, also those that we do not write ourselves, and say what is wrong with others."""
    parts = _WIRE.fullmatch(text)
    if parts is None:
        raise AmbiguousTimeError("not a moment with offset and zone, as in RFC 9557")
    clock, offset_text, name = parts.groups()
    where = zone(name)
    try:
        naive = dt.datetime.fromisoformat(clock)
    except ValueError:
        raise AmbiguousTimeError("not a time of the calendar") from None
    if offset_text == "Z":
        return at_instant((naive - EPOCH) // dt.timedelta(microseconds=1), name)
    return _on_one_side(naive, where, _delta(_fixed(offset_text)), _sides(naive, where), keep_clock)


def _on_one_side(
    naive: dt.datetime, where: Zone, offset: dt.timedelta, sides: tuple[dt.timedelta, dt.timedelta], keep_clock: bool
) -> DateTime:
    first, second = sides
    if keep_clock and not (offset in sides and first >= second):
        return _by_rules_of_today(naive, where, offset, sides)
    if first < second:
        raise AmbiguousTimeError("a time that the clocks of this zone never showed")
    if offset == first:
        return _see(naive, where, 0)
    if offset == second:
        return _see(naive, where, 1)
    raise AmbiguousTimeError("an offset that the zone does not have then")


def _by_rules_of_today(
    naive: dt.datetime, where: Zone, offset: dt.timedelta, sides: tuple[dt.timedelta, dt.timedelta]
) -> DateTime:
    first, second = sides
    if first < second:
        return at_instant((naive - EPOCH - offset) // dt.timedelta(microseconds=1), where.name)
    return _see(naive, where, 1 if abs(offset - second) < abs(offset - first) else 0)


def _fixed(text: str) -> FixedTimezone:
    found = zone(text)
    if not isinstance(found, FixedTimezone):
        raise AmbiguousTimeError("not an offset from UTC")
    return found


def wire(moment: DateTime) -> str:
    """Return the wire form of a moment.

    >>> wire(moment("1890-07-14 12:00", "America/Chicago"))
    '1890-07-14T12:00:00-06:00[America/Chicago]'
    """
    where = moment.tzinfo
    naive = _bare(moment)
    if type(where) is FixedTimezone:
        return f"{naive.isoformat()}{_tail(where.name, _delta(where))}"
    offset = where.utcoffset(naive) if where else None
    return f"{naive.isoformat()}{_tail(zone_name(moment), offset or dt.timedelta())}"


@lru_cache(maxsize=4096)
def _tail(name: str, offset: dt.timedelta) -> str:
    return f"{_offset_name(offset)}[{name}]"


def instant(moment: dt.datetime) -> int:
    """Return the instant of a moment: whole microseconds after 1970-01-01 UTC."""
    where = moment.tzinfo
    naive = _bare(moment)
    offset = _delta(where) if type(where) is FixedTimezone else where.utcoffset(naive) if where else None
    since = naive - EPOCH - (offset or dt.timedelta())
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


def identity(moment: dt.datetime) -> tuple[int, str]:
    """Return what makes a moment itself: its instant and the name of its zone.

    >>> first = moment("2024-10-27 02:30", "Europe/Paris", fold=0)
    >>> second = moment("2024-10-27 02:30", "Europe/Paris", fold=1)
    >>> first == second, identity(first) == identity(second)
    (True, False)
    """
    return instant(moment), zone_name(moment)


def parse_day(text: str) -> Date:
    """Read ``YYYY-MM-DD``.

    Raises:
        AmbiguousTimeError: It is not a day of the calendar in that form.
    """
    if not _DAY.fullmatch(text):
        raise AmbiguousTimeError("not a day of the form YYYY-MM-DD")
    try:
        found = dt.date.fromisoformat(text)
    except ValueError:
        raise AmbiguousTimeError("not a day of the calendar") from None
    return Date(found.year, found.month, found.day)


def day(text_or_date: str | dt.date) -> Date:
    """Return a calendar day: of a text ``YYYY-MM-DD``, of a date, or of a moment the day that its own wall clock shows.

    Raises:
        AmbiguousTimeError: The text is not a day of the calendar in that form.

    >>> day("2024-05-01")
    Date(2024, 5, 1)
    """
    if isinstance(text_or_date, str):
        return parse_day(text_or_date)
    return Date(text_or_date.year, text_or_date.month, text_or_date.day)


def midnight(day: dt.date, name: str) -> int:
    """Return the instant at which ``day`` begins in the zone called ``name``.

    Where clocks skip midnight, the day begins at the first time that they show.
    """
    where = zone(name)
    naive = dt.datetime(day.year, day.month, day.day)
    first, second = _sides(naive, where)
    if first < second:
        return _clock_change(naive, where)
    since = naive - EPOCH - first
    return (since.days * 86_400 + since.seconds) * 1_000_000


def _clock_change(naive: dt.datetime, where: Zone) -> int:
    """Return the instant at which the clocks skipped a wall-clock time."""
    first, second = _sides(naive, where)
    low, high = (round((naive - EPOCH - offset).total_seconds()) for offset in (second, first))
    while high - low > 1:
        middle = (low + high) // 2
        after = (EPOCH + dt.timedelta(seconds=middle)).replace(tzinfo=dt.UTC).astimezone(where).utcoffset() == second
        low, high = (low, middle) if after else (middle, high)
    return high * 1_000_000


def day_end(day: dt.date, name: str) -> int:
    """Return the instant at which ``day`` is over in the zone called ``name``: where the next one begins."""
    following = day.toordinal() + 1
    if following > dt.date.max.toordinal():
        return END
    return midnight(dt.date.fromordinal(following), name)


def parse_length(text: str) -> Duration:
    """Read an ISO 8601 length in days, hours, minutes and seconds, such as ``PT50M``.

    Raises:
        AmbiguousTimeError: It is not of that form. Months and years have no length.
    """
    parts = _LENGTH.fullmatch(text)
    if parts is None or text.endswith(("P", "T")):
        raise AmbiguousTimeError("not a length of time in days, hours, minutes and seconds, as in ISO 8601")
    days, hours, minutes, seconds = (int(part or 0) for part in parts.groups())
    try:
        return length(dt.timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds))
    except ValueError:
        raise AmbiguousTimeError("a length of time of more than 999,999 days") from None


def length(value: dt.timedelta) -> Duration:
    """Return a length of time in whole seconds, not negative.

    Raises:
        ValueError: It is negative, or has a fraction of a second, or is over 999,999 days.
    """
    whole = dt.timedelta(days=value.days, seconds=value.seconds, microseconds=value.microseconds)
    if isinstance(value, Duration):
        if value.years or value.months:
            raise ValueError("a length of time in months or years")
        whole = value.as_timedelta()
    if whole < dt.timedelta() or whole.microseconds or whole.days > 999_999:
        raise ValueError("not a length of time in whole seconds")
    return Duration(days=whole.days, seconds=whole.seconds)


def length_wire(value: dt.timedelta) -> str:
    """Return the ISO 8601 form of a length of time.

    >>> length_wire(length(dt.timedelta(minutes=50))), length_wire(length(dt.timedelta(days=1, hours=2)))
    ('PT50M', 'P1DT2H')
    """
    total = round(value.total_seconds())
    days, rest = divmod(total, 86_400)
    hours, minutes, seconds = rest // 3600, rest // 60 % 60, rest % 60
    clock = "".join(f"{n}{unit}" for n, unit in ((hours, "H"), (minutes, "M"), (seconds, "S")) if n)
    if not days and not clock:
        return "PT0S"
    return "P" + (f"{days}D" if days else "") + (f"T{clock}" if clock else "")


def between(start: int, end: int) -> Duration:
    """Return the length of time from one instant to a later one, in whole seconds."""
    return Duration(seconds=(end - start) // 1_000_000)


def span_in_months(began: dt.date, until: dt.date) -> tuple[int, int]:
    """Return the whole years and months from one day to a later one, as people count them.

    >>> span_in_months(dt.date(2022, 3, 8), dt.date(2024, 6, 12))
    (2, 3)
    """
    months = (until.year - began.year) * 12 + until.month - began.month
    if until.day < began.day and day(until).end_of("month").day != until.day:
        months -= 1
    return divmod(max(months, 0), 12)


def in_words(value: dt.date, pattern: str, language: str) -> str:
    """Return a day or a moment in the words of a language, after pendulum's pattern of tokens.

    A language that pendulum does not know is written as English.

    >>> in_words(Date(2024, 3, 4), "dddd, D MMMM YYYY", "en"), in_words(Date(2024, 3, 4), "D. MMMM", "de")
    ('Monday, 4 March 2024', '4. März')
    """
    known = value if isinstance(value, DateTime) else DateTime(value.year, value.month, value.day)
    try:
        return known.format(pattern, locale=language.replace("-", "_").lower())
    except ValueError:
        return known.format(pattern, locale="en")
