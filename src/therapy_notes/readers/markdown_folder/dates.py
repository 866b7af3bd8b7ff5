"""The dates of notes: in front matter, and in names of files. A closed list of forms; nothing is guessed.

Which of two numbers is the day is decided over the whole folder, or asked for. Where a form is not of the list, or the
calendar has no such day, there is no date.
"""

import datetime as dt
import re
from collections.abc import Iterable
from typing import Final, Literal, TypeAlias

from attrs import frozen

from .. import _dates as dates
from .._dates import Told

Order: TypeAlias = Literal["DMY", "MDY"]

_LONGEST: Final = 80
_NAME_LONGEST: Final = 255
_YEARS: Final = range(1900, 2200)
_CLOCK: Final = (
    r"(?:(?:,? {1,3}| ?T ?)(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,](?P<part>\d{1,9}))?)?"
    r"(?: ?(?P<half>[AP])\.?M\.?)?(?: ?(?P<offset>Z|UTC|GMT|[+-]\d\d(?::?\d\d)?))?)?"
)
_FLAGS: Final = re.ASCII | re.IGNORECASE
_YEAR_FIRST: Final = re.compile(r"(?P<year>\d{4})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})" + _CLOCK, _FLAGS)
_YEAR_LAST: Final = re.compile(r"(?P<one>\d{1,2})([-/.])(?P<two>\d{1,2})\2(?P<year>\d{4})" + _CLOCK, _FLAGS)
_COMPACT: Final = re.compile(
    r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)"
    r"(?:T?(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?(?P<part>)(?P<half>)(?P<offset>Z)?)?",
    _FLAGS,
)
_SINCE_1970: Final = re.compile(r"1[0-9]{9}(?:[0-9]{3})?")
_ORG: Final = re.compile(r"[<\[](\d{4}-\d\d-\d\d)(?: [^\W\d_]{2,4}\.?)?(?: (\d{1,2}:\d\d))?[>\]]")
_LINKED: Final = re.compile(r"\[\[([^\[\]|#]{1,80})(?:\|[^\[\]]{0,80})?\]\]")

_NAMED: Final = re.compile(
    r"(?P<year>\d{4})([-_.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})(?!\d)"
    r"(?:[ T_](?P<hour>\d\d)(?P<by>[-.:_h])(?P<minute>\d\d)(?:(?P=by)(?P<second>\d\d))?(?=[ _]|\Z))?",
    re.ASCII,
)
_NAMED_LAST: Final = re.compile(r"(?P<one>\d{1,2})([-_.])(?P<two>\d{1,2})\2(?P<year>\d{4})(?![\d])", re.ASCII)
_NAMED_COMPACT: Final = re.compile(
    r"(?P<year>(?:19|20|21)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?:T?(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?)?(?!\d)",
    re.ASCII,
)
_ANYWHERE: Final = re.compile(r"(?<!\d)\d{4}([-_.])\d{1,2}\1\d{1,2}(?!\d)|(?<!\d)(?:19|20)\d{6}(?!\d)", re.ASCII)
_BETWEEN: Final = " \t-_.–—,:"


def said(text: str, order: Order | None = None) -> Told | None:
    """Return the date that a value of front matter tells, or None.

    Args:
        text: The value.
        order: Which number comes first where the year comes last.

    >>> said("2024-05-01 09:30"), said("2017-2-5").day
    (Told(day=datetime.date(2024, 5, 1), clock=datetime.time(9, 30), instant=None), datetime.date(2017, 2, 5))
    >>> said("2010-01-10 13:07:09 -0700").instant.isoformat()
    '2010-01-10T13:07:09-07:00'
    >>> said("03/04/2024"), said("03/04/2024", "DMY").day, said("2020-02-30"), said("last week")
    (None, datetime.date(2024, 4, 3), None, None)
    """
    if len(text) > _LONGEST:
        return None
    text = text.strip()
    linked = _LINKED.fullmatch(text)
    if linked:
        text = linked[1].strip()
    try:
        found = _said(text, order)
    except (ValueError, OverflowError):
        return None  # not a day of the calendar, not a time of the clock
    return found if found and found.day.year in _YEARS else None


def _said(text: str, order: Order | None) -> Told | None:
    if _SINCE_1970.fullmatch(text):
        since = int(text) / (1000 if len(text) == 13 else 1)
        instant = dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=since)
        return Told(instant.date(), instant.time(), instant)
    found = _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text)
    if found:
        return _whole(found, int(found["month"]), int(found["day"]))
    found = _YEAR_LAST.fullmatch(text)
    if found:
        if order is None:
            return None
        one, two = int(found["one"]), int(found["two"])
        return _whole(found, *((two, one) if order == "DMY" else (one, two)))
    org = _ORG.fullmatch(text)
    if org:
        return said(f"{org[1]} {org[2]}" if org[2] else org[1])
    return dates.told(text)


def _whole(found: re.Match[str], month: int, day: int) -> Told:
    date = dt.date(int(found["year"]), month, day)
    if found["hour"] is None:
        return Told(date)
    hour, half = int(found["hour"]), (found["half"] or "").upper()
    if half:
        if not 1 <= hour <= 12:
            raise ValueError("not a time of the clock")
        hour = hour % 12 + (12 if half == "P" else 0)
    part = int((found["part"] or "").ljust(6, "0")[:6])
    clock = dt.time(hour, int(found["minute"]), int(found["second"] or 0), part)
    if found["offset"] is None:
        return Told(date, clock)
    return Told(date, clock, dt.datetime.combine(date, clock, _offset(found["offset"])))


def _offset(text: str) -> dt.timezone:
    if text.upper() in {"Z", "UTC", "GMT"}:
        return dt.UTC
    digits = text[1:].replace(":", "").ljust(4, "0")
    if int(digits[:2]) > 14 or int(digits[2:]) > 59:
        raise ValueError("not an offset from UTC")
    length = dt.timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return dt.timezone(-length if text[0] == "-" else length)


# -- which number is the day ----------------------------------------------------------------------------------


def numbers(text: str) -> tuple[int, int] | None:
    """Return the two numbers before the year of a date whose year comes last; None for every other text.

    >>> numbers("28/09/2021 20:57"), numbers("2021-09-28")
    ((28, 9), None)
    """
    found = _YEAR_LAST.fullmatch(text.strip()) if len(text) <= _LONGEST else None
    return (int(found["one"]), int(found["two"])) if found else None


def numbers_in_name(stem: str) -> tuple[int, int] | None:
    """Return the two numbers before the year with which a name begins."""
    found = _NAMED_LAST.match(stem)
    return (int(found["one"]), int(found["two"])) if found else None


def decided(pairs: Iterable[tuple[int, int]]) -> Order | None:
    """Return the one order in which all dates of a folder are days of the calendar; None if both are, or neither.

    >>> decided([(3, 4), (28, 9)]), decided([(3, 4)]), decided([(28, 9), (9, 28)])
    ('DMY', None, None)
    """
    first = second = False
    for one, two in pairs:
        if one <= 12 < two:
            second = True
        elif two <= 12 < one:
            first = True
    return None if first == second else "DMY" if first else "MDY"


# -- names of files -------------------------------------------------------------------------------------------


@frozen
class Named:
    """What the name of a file tells.

    Args:
        told: The date in it.
        title: What is left of it when a date stood at its beginning; the whole name otherwise.
        is_slug: Whether the date is joined to the rest by a hyphen, as in the posts of a website.
    """

    told: Told | None
    title: str
    is_slug: bool = False


def in_name(stem: str, order: Order | None = None) -> Named:
    """Return the date and the title that a name holds. A date that is not at its beginning must be the only one.

    >>> in_name("2017-2-5-no-zeroes"), in_name("2024-05-01 The lift").title, in_name("20240501").told.day
    (Named(told=Told(day=datetime.date(2017, 2, 5), clock=None, instant=None), title='no-zeroes', is_slug=True), \
'The lift', datetime.date(2024, 5, 1))
    >>> in_name("Letter of 2024-05-01").told.day, in_name("2024-05-01 to 2024-05-08 in Oban").title
    (datetime.date(2024, 5, 1), '2024-05-01 to 2024-05-08 in Oban')
    >>> in_name("from 2024-05-01 to 2024-05-08").told, in_name("Session 12").told
    (None, None)
    """
    for form in (_NAMED, _NAMED_COMPACT):
        found = form.match(stem)
        told = _at_the_beginning(found, int(found["month"]), int(found["day"])) if found else None
        if found and told:
            return _with_rest(told, stem, found.end())
    last = _NAMED_LAST.match(stem)
    if last and order:
        one, two = int(last["one"]), int(last["two"])
        told = _day(int(last["year"]), *((two, one) if order == "DMY" else (one, two)))
        if told:
            return _with_rest(told, stem, last.end())
    in_words = dates.told(stem)
    if in_words:
        return Named(Told(in_words.day), "")
    return Named(_only_one(stem), stem)


def _with_rest(told: Told, stem: str, end: int) -> Named:
    rest = stem[end:]
    weekday = rest.strip(_BETWEEN)
    if weekday and dates.told(f"{weekday}, {told.day.day}.{told.day.month}.{told.day.year}", "DMY"):
        rest = ""  # "2024-05-01 Wednesday"
    if _ANYWHERE.search(rest[:_NAME_LONGEST]):
        return Named(told, stem)
    return Named(told, rest.strip(_BETWEEN), is_slug=rest[:1] == "-" and " " not in rest)


def _at_the_beginning(found: re.Match[str], month: int, day: int) -> Told | None:
    told = _day(int(found["year"]), month, day)
    if told is None or found["hour"] is None:
        return told
    try:
        return Told(told.day, dt.time(int(found["hour"]), int(found["minute"]), int(found["second"] or 0)))
    except ValueError:
        return None if found.re is _NAMED_COMPACT else told  # a number of twelve digits is a time, or it is no date


def _only_one(stem: str) -> Told | None:
    found = {told for match in _ANYWHERE.finditer(stem[:_NAME_LONGEST]) if (told := in_name_at(match[0])) is not None}
    return Told(found.pop()) if len(found) == 1 else None


def in_name_at(text: str) -> dt.date | None:
    """Return the day that eight digits or three numbers in a name are."""
    digits = re.split(r"[-_.]", text) if len(text) != 8 or not text.isdigit() else [text[:4], text[4:6], text[6:]]
    told = _day(*map(int, digits))
    return told.day if told else None


def _day(year: int, month: int, day: int) -> Told | None:
    try:
        return Told(dt.date(year, month, day)) if year in _YEARS else None
    except ValueError:
        return None
