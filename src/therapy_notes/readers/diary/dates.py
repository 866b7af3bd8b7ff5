"""The dates that stand over the days of a diary: a closed list of forms, in English. Nothing is guessed.

=========================================  =====================================================
what is written                            for example
=========================================  =====================================================
year, month, day                           2018-03-12, 2018/3/12, 2018.03.12
three numbers whose order is open          12/03/2018, 12.03.2018, 12-3-2018, 12. 3. 2018
the same with a short year                 12/03/18, 12.3.18, 12-03-18
day, name of the month, year               12 March 2018, 12th of March, 2018, 12. Mar 2018
the same with a short year                 12 Mar 18, 12 March '18
name of the month, day, year               March 12, 2018, Mar 12th 2018, March the 12th, 2018
the same with a short year                 Mar 12, 18, March 12 '18
year, name of the month, day               2018 March 12, 2018-Mar-12
day and name joined                        12-Mar-2018, 12/Mar/18
without a year                             12 March, March 12th, 12th of March
a day of the week before or behind         Monday, 12 March 2018, Mon 12 Mar 18, 2018-03-12 (Mon)
a time of day behind                       12 March 2018, 9.40 pm, 12/03/2018 at 21:40, 12 March 2018 9pm
ISO 8601                                   2018-03-12T21:40, 2018-03-12 21:40:05, 2018-03-12T21:40+01:00
=========================================  =====================================================

A day of the week must be that of the day. A year of two digits is one of 1950 to 2049, unless the days of the week of a
file say another century (see ``diary.order``). Years are 1900 to 2199.
"""

import datetime as dt
import re
from typing import Final, Literal, NamedTuple, TypeAlias

YEARS: Final = range(1900, 2200)
LONGEST: Final = 160
"""More characters than a heading has before what it says besides its date."""

MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

Form: TypeAlias = Literal["certain", "yearless", "open", "short"]

_MONTH: Final = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)
_WEEKDAY: Final = (
    r"mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
)
_BEFORE: Final = rf"(?:(?P<weekday>{_WEEKDAY})\b\.?,? )?(?:the )?"
_BEHIND: Final = rf"(?:,? (?:(?P<weekday2>{_WEEKDAY})\b\.?|\((?P<weekday3>{_WEEKDAY})\b\.?\)))?"
_CLOCK: Final = (
    r"(?P<hour>[0-9]{1,2})"
    r"(?:(?:[:.]|(?P<h>h))(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?(?: ?(?P<half>[ap]m\b|[ap]\.m\.))?"
    r"| ?(?P<half2>[ap]m\b|[ap]\.m\.))"
    r"(?: ?(?:hrs|h|uhr|o'clock)\b)?"
)
_AT: Final = rf"(?:(?:,|,? at|,? @|,? [-–—|])? \(?{_CLOCK}\)?)?"
_END: Final = r"(?:\Z|:(?= |\Z)| [-–—|·](?= |\Z)|(?=—))"
"""Where a date ends: at the end of the line, or at a sign that parts it from a title."""

_DAY: Final = r"(?P<day>[0-9]{1,2})"
_YEAR: Final = r"(?P<year>[0-9]{4})"
_NAMED: Final = (
    rf"{_DAY}(?:st|nd|rd|th|\.)?(?: of)? {_MONTH}\.?(?:,? (?P<year>[0-9]{{4}}|['’]?[0-9]{{2}}))?",
    rf"{_MONTH}\.? (?:the )?{_DAY}(?:st|nd|rd|th)?(?:(?:,? (?P<year>[0-9]{{4}}))|, (?P<year2>['’]?[0-9]{{2}})"
    r"| ['’](?P<year3>[0-9]{2}))?",
    rf"{_YEAR},? {_MONTH}\.? {_DAY}(?:st|nd|rd|th)?",
    rf"{_YEAR}(?P<sep>[-/.]){_MONTH}(?P=sep){_DAY}",
    rf"{_DAY}(?P<sep>[-/.]){_MONTH}(?P=sep)(?P<year>[0-9]{{4}}|[0-9]{{2}})",
)
_NUMBERS: Final = r"(?P<a>[0-9]{1,2})(?P<sep>[-/.]) ?(?P<b>[0-9]{1,2})(?P=sep) ?(?P<c>[0-9]{4}|[0-9]{2})"
_YEAR_FIRST: Final = rf"{_YEAR}(?P<sep>[-/.])(?P<m>[0-9]{{1,2}})(?P=sep){_DAY}"
_ISO: Final = (
    rf"{_YEAR}-(?P<m>[0-9]{{2}})-{_DAY}[t ](?P<hour>[0-9]{{2}}):(?P<minute>[0-9]{{2}})"
    r"(?::(?P<second>[0-9]{2})(?:[.,](?P<part>[0-9]{1,9}))?)? ?(?P<offset>z|[+-][0-9]{2}:?[0-9]{2})?"
)


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII | re.IGNORECASE)


_FORMS: Final = (
    _form(_BEFORE + _ISO + _END),
    *(_form(_BEFORE + day + _BEHIND + _AT + _END) for day in (_YEAR_FIRST, _NUMBERS, *_NAMED)),
)
_SECTION: Final = tuple(
    map(_form, (rf"{_YEAR}", rf"{_MONTH}", rf"{_MONTH},? {_YEAR}", rf"{_YEAR},? {_MONTH}", rf"{_YEAR}-(?P<m>[0-9]{{2}})"))
)
_AT_THE_START: Final = _form(rf"\(?{_CLOCK}\)?(?:\Z|:(?= |\Z)|,(?= )|(?= ))(?: ?[-–—|·](?= |\Z))? ?")
_NO_CLOCK: Final = dt.time.min


class Section(NamedTuple):
    """A line that names only a year, or a month: days stand under it, but it is none."""

    year: int | None


class Stamp(NamedTuple):
    """A date as it is written.

    Args:
        form: ``certain``, with the numbers year, month, day; ``yearless``, where the year is 0; ``open``, two numbers in an
            order that is not known and a year; ``short``, three numbers of two digits.
        numbers: The numbers.
        short_year: Whether the year has two digits.
        weekday: The day of the week that is written there, from Monday, 0.
        clock: The time of day that is written there.
        offset: How far that clock is from UTC, if that is written there.
    """

    form: Form
    numbers: tuple[int, int, int]
    short_year: bool = False
    weekday: int | None = None
    clock: dt.time | None = None
    offset: dt.timedelta | None = None

    @property
    def is_open(self) -> bool:
        """Whether it depends on the order of day and month which day it is."""
        return self.form in {"open", "short"}

    @property
    def is_some_day(self) -> bool:
        """Whether it is a day, with a year, in one order at least."""
        found = (self.day(order, 1950) for order in ("DMY", "MDY", "YMD"))
        return any(day is not None and self.agrees(day) for day in found)

    def day(self, order: str, first: int, year: int = 0) -> dt.date | None:
        """Return the day in some order of numbers, or None when there is no such day.

        Args:
            order: ``DMY``, ``MDY`` or ``YMD``.
            first: The first of the hundred years that two digits can mean.
            year: The year, for a date that has none.
        """
        parts = dict(zip(order, self.numbers, strict=True)) if self.is_open else dict(zip("YMD", self.numbers, strict=True))
        if self.form == "open" and order == "YMD":
            return None
        if self.form == "yearless":
            parts["Y"] = year
        if self.short_year:
            parts["Y"] = first + (parts["Y"] - first) % 100
        if parts["Y"] not in YEARS:
            return None
        try:
            return dt.date(parts["Y"], parts["M"], parts["D"])
        except ValueError:
            return None

    def agrees(self, day: dt.date) -> bool:
        """Tell whether the day of the week, if one is written there, is that of a day."""
        return self.weekday is None or self.weekday == day.weekday()


NO_DAY: Final = Stamp("certain", (0, 0, 0))
"""What has the form of a date, and a time of day that no clock shows."""


def stamp(text: str) -> tuple[Stamp, str] | None:
    """Return the date that a text begins with, and the title behind it; None if it is no date by the list of forms.

    Args:
        text: A line, with single spaces.

    >>> stamp("Monday, 12 March 2018, 9.40 pm")
    (Stamp(form='certain', numbers=(2018, 3, 12), short_year=False, weekday=0, clock=datetime.time(21, 40), offset=None), '')
    >>> stamp("12/03/18 – at the lake")
    (Stamp(form='short', numbers=(12, 3, 18), short_year=True, weekday=None, clock=None, offset=None), 'at the lake')
    >>> stamp("12/03/2018 dentist"), stamp("on 12 March 2018"), stamp("May")
    (None, None, None)
    """
    for form in _FORMS:
        found = form.match(text, 0, LONGEST)
        if found and (len(text) <= LONGEST or found.end() < LONGEST):
            return _stamp(found), text[found.end() :].removeprefix("—").strip()
    return None


def section(text: str) -> Section | None:
    """Return the year that a line names; None if it is more than a year, a month, or both.

    >>> section("2020"), section("August"), section("August 2020"), section("in 2020")
    (Section(year=2020), Section(year=None), Section(year=2020), None)
    """
    for form in _SECTION:
        found = form.fullmatch(text)
        if found:
            parts = found.groupdict()
            year = int(parts["year"]) if parts.get("year") else None
            good = (year is None or year in YEARS) and 1 <= int(parts.get("m") or 1) <= 12
            return Section(year) if good else None
    return None


def clock(text: str) -> tuple[dt.time, str] | None:
    """Return the time of day that a line begins with, and the rest of the line.

    A number with a dot is a time only if am or pm follows: other such numbers are prices.

    >>> clock("21:40 – Could not sleep."), clock("9.40 pm Better."), clock("3.50 for a coffee"), clock("9:75")
    ((datetime.time(21, 40), 'Could not sleep.'), (datetime.time(21, 40), 'Better.'), None, None)
    """
    found = _AT_THE_START.match(text, 0, LONGEST)
    if found is None:
        return None
    if found["minute"] and not found["half"] and text[found.end("hour")] == ".":
        return None
    time = _time(found.groupdict())
    return None if time is None else (time, text[found.end() :])


def _stamp(found: re.Match[str]) -> Stamp:
    parts = found.groupdict()
    time = _time(parts) if parts.get("hour") else _NO_CLOCK
    offset = _offset(parts.get("offset") or "")
    if time is None or (parts.get("offset") and offset is None):
        return NO_DAY
    weekday = parts["weekday"] or parts.get("weekday2") or parts.get("weekday3")
    form, numbers, short_year = _numbers(parts)
    return Stamp(
        form=form,
        numbers=numbers,
        short_year=short_year,
        weekday=WEEKDAYS.index(weekday[:3].lower()) if weekday else None,
        clock=time if parts.get("hour") else None,
        offset=offset,
    )


def _numbers(parts: dict[str, str | None]) -> tuple[Form, tuple[int, int, int], bool]:
    a, b, c = parts.get("a"), parts.get("b"), parts.get("c")
    if a and b and c:
        is_short = len(c) == 2
        return "short" if is_short else "open", (int(a), int(b), int(c)), is_short
    name = parts.get("month")
    month = MONTHS.index(name[:3].lower()) + 1 if name else int(parts.get("m") or 0)
    year = (parts.get("year") or parts.get("year2") or parts.get("year3") or "").lstrip("'’")
    return "certain" if year else "yearless", (int(year or 0), month, int(parts["day"] or 0)), len(year) == 2


def _time(parts: dict[str, str | None]) -> dt.time | None:
    hour, half = int(parts["hour"] or 0), (parts.get("half") or parts.get("half2") or "").replace(".", "").lower()
    if half:
        if hour > 12 or (hour == 0 and half == "pm"):
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    part = (parts.get("part") or "").ljust(6, "0")[:6]
    try:
        return dt.time(hour, int(parts["minute"] or 0), int(parts["second"] or 0), int(part))
    except ValueError:
        return None


def _offset(text: str) -> dt.timedelta | None:
    if not text:
        return None
    if text in "zZ":
        return dt.timedelta()
    hours, minutes = int(text[1:3]), int(text[-2:])
    if hours > 23 or minutes > 59:
        return None
    return dt.timedelta(hours=hours, minutes=minutes) * (-1 if text[0] == "-" else 1)
