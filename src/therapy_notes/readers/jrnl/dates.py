"""The dates that stand before the entries of a jrnl journal: in the form that somebody names, or in one of a closed list.

jrnl itself takes a date that it cannot read for the present moment. Here such a line is text. Nothing is guessed: a number
beside a number could be a day or a month, and is read only if somebody says which.
"""

import datetime as dt
import re
from typing import Final, NamedTuple

from attrs import define, evolve, field

from ... import moments
from ...moments import Date, DateTime
from .._account import Account
from .._dates import Told, checked_order, told

NOT_A_TIMEFORMAT: Final = "timeformat is not a form of dates that Python's strptime reads"
NO_DAY: Final = "timeformat has no whole day in it"
WITH_ZONE: Final = "timeformat has a zone in it, and jrnl writes none"

_PROBE: Final = dt.datetime(2001, 2, 3, 16, 5, 9)
_LONGEST: Final = 200
"""No date is longer than this, in whatever language."""

_DAYS: Final = (
    r"(?P<year>[0-9]{{4}}){sign}(?P<month>[0-9]{{1,2}}){sign}(?P<day>[0-9]{{1,2}})",
    r"(?P<first>[0-9]{{1,2}}){sign}(?P<second_number>[0-9]{{1,2}}){sign}(?P<year>[0-9]{{4}})",
)
_MINUTES: Final = r"[ T](?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})"
_SECONDS: Final = r":(?P<second>[0-9]{2})"
_HALF: Final = r" ?(?P<half>AM|PM)"
"""In capitals: in German, "09:00 am Abend" is the beginning of a sentence."""
_CLOCKS: Final = (_MINUTES + _SECONDS + _HALF, _MINUTES + _HALF, _MINUTES + _SECONDS, _MINUTES, "")
_FORMS: Final = tuple(
    re.compile(day.format(sign=sign) + clock) for day in _DAYS for sign in ("-", "/", r"\.") for clock in _CLOCKS
)
"""The most exact ones first: what is left of a line is its title."""


class Leading(NamedTuple):
    """A date at the beginning of a line, as it stands there, and what comes after it."""

    stamp: str
    told: Told
    rest: str


@define
class Dates:
    """How the dates of one journal are written.

    Args:
        timeformat: The form, for ``strptime``; None is the closed list.
        order: ``DMY`` or ``MDY``, for the numbers of that list.
        day: The day of all that is read, where the name of a file tells it.

    >>> dates = Dates()
    >>> dates.whole("2019-07-18 14:23")
    Told(day=datetime.date(2019, 7, 18), clock=datetime.time(14, 23), instant=None)
    >>> dates.whole("2019-07 14:23"), dates.whole("18.07.2019 14:23"), dates.whole("yesterday")
    (None, None, None)
    >>> Dates(order="DMY").whole("18.07.2019 14:23").day
    datetime.date(2019, 7, 18)
    >>> dates.leading("2019-07-18 14:23 Slept badly.").rest
    'Slept badly.'
    """

    timeformat: str | None = None
    order: str | None = field(default=None, converter=checked_order)
    day: dt.date | None = None
    has_clock: bool = field(default=True, init=False)
    has_day: bool = field(default=True, init=False)
    _words: int = field(default=0, init=False)
    _form: re.Pattern[str] | None = field(default=None, init=False)
    """The form in which the dates at the beginning of lines are written: that of the first of them."""

    def __attrs_post_init__(self) -> None:
        """Refuse a form that is none, before anything is read."""
        if self.timeformat is None:
            return
        written = ""
        try:
            written = _PROBE.strftime(self.timeformat)
            found = dt.datetime.strptime(written, self.timeformat)
        except (ValueError, TypeError, OverflowError, re.error):
            found = None
        if found is None:
            raise ValueError(NOT_A_TIMEFORMAT)
        if found.tzinfo is not None:
            raise ValueError(WITH_ZONE)
        self.has_day = found.date() == _PROBE.date()
        self.has_clock = found.hour == _PROBE.hour
        if not self.has_day and not self.has_clock:
            raise ValueError(NO_DAY)
        self._words = len(written.split())

    def on(self, day: dt.date | None) -> "Dates":
        """Return how the dates of one file are written, all of whose entries are of this day."""
        return evolve(self, day=day)

    def whole(self, text: str) -> Told | None:
        """Return the date that a text is, or None if nobody can tell."""
        if len(text) > _LONGEST:
            return None
        if self.timeformat is not None:
            return self._by_timeformat(text)
        for form in _FORMS:
            found = form.fullmatch(text.upper())
            if found:
                return self._told(found)
        return told(text, self.order)

    def leading(self, line: str) -> Leading | None:
        """Return the date with which a line begins, in the form of the first one that was found, or None."""
        if self.timeformat is not None:
            return self._leading_by_timeformat(line[:_LONGEST], line)
        if not line[:1].isdigit():
            return None
        for form in _FORMS if self._form is None else (self._form,):
            found = form.match(line)
            if found and line[found.end() : found.end() + 1] in {"", " ", ","}:
                date = self._told(found)
                if date:
                    self._form = form
                    return Leading(found[0], date, line[found.end() :].removeprefix(",").strip())
        return None

    def at(self, told: Told, place: str, account: Account) -> DateTime | Date:
        """Return when that was: a moment where the zone is known, and else a day."""
        if told.instant is not None:
            return moments.moment(told.instant, account.zone)
        if told.clock is None:
            return moments.day(told.day)
        return account.at(dt.datetime.combine(told.day, told.clock), place)

    def _by_timeformat(self, text: str) -> Told | None:
        if self.timeformat is None or not (self.has_day or self.day):
            return None
        try:
            found = dt.datetime.strptime(text, self.timeformat)
        except (ValueError, OverflowError):
            return None
        day = found.date() if self.has_day or self.day is None else self.day
        return Told(day, found.time() if self.has_clock else None)

    def _leading_by_timeformat(self, begin: str, line: str) -> Leading | None:
        words = begin.split(maxsplit=self._words)
        if len(words) < self._words or not self._words or begin[:1].isspace():
            return None
        stamp = " ".join(words[: self._words]).removesuffix(",")
        date = self._by_timeformat(stamp)
        if date is None:
            return None
        rest = line.split(maxsplit=self._words)
        return Leading(stamp, date, rest[self._words].rstrip() if len(rest) > self._words else "")

    def _told(self, found: re.Match[str]) -> Told | None:
        parts = found.groupdict()
        if "first" in parts:
            if self.order not in {"DMY", "MDY"}:
                return None
            numbers = int(found["first"]), int(found["second_number"])
            day, month = numbers if self.order == "DMY" else numbers[::-1]
        else:
            day, month = int(found["day"]), int(found["month"])
        try:
            date = dt.date(int(found["year"]), month, day)
            return Told(date, _clock(parts) if parts.get("hour") else None)
        except ValueError:
            return None  # not a day of the calendar, not a time of the clock


def _clock(parts: dict[str, str]) -> dt.time:
    hour, half = int(parts["hour"]), (parts.get("half") or "").lower()
    if half:
        if not 1 <= hour <= 12:
            raise ValueError("not an hour of half a day")
        hour = hour % 12 + (12 if half == "pm" else 0)
    return dt.time(hour, int(parts["minute"]), int(parts.get("second") or 0))


EXPORTED: Final = Dates()
"""How dates stand in JSON and XML, whatever the form of the journal is."""
