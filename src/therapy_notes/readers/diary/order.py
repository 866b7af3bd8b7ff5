"""Which days the headings of a diary are: in which order their numbers stand, and in which year those without one are.

The whole file decides. Of the orders, day before month and month before day, the one is taken in which all headings are
days and follow each other, forward or backward. If both do, or neither, somebody is asked; so they are where short numbers
might have the year in front.

A heading without a year is in the year of the heading before it, or of the section (``# 2020``) in which it stands. Where
it is more than half a year away from the heading before, the year may have turned: forward in a file that goes forward,
back in one that goes back. Whether it does, the other headings tell. Where they do not, such a day is not known, nor are
those after it, until a year is told.

Two digits of a year are one of 1950 to 2049. Where the years of four digits next to them, above and below, are in
another century and no more than two years away, they are of that century; so is what follows them as closely. If at
least three headings with such years name days of the week, and all of them are right in another century and one of
them is not in this, they are of that century.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from itertools import pairwise
from typing import Final, NamedTuple, TypeAlias

from .dates import YEARS, Section, Stamp

NO_SUCH_DAY: Final = "looks like a date heading, but there is no such day or time: kept as text"
OTHER_WEEKDAY: Final = "looks like a date heading, but the day of the week is another: kept as text"
FAR_YEAR: Final = "a year of two digits, more than fifty years from the day before: it may be of another century"
NO_YEAR: Final = "looks like a date heading, but no year is known there: kept as text"

_USUAL: Final = 1950
_CENTURIES: Final = (1900, 2000)
_ENOUGH: Final = 3
_HALF_A_YEAR: Final = dt.timedelta(days=182)
_TWO_MONTHS: Final = dt.timedelta(days=62)
_CLOSE: Final = 2
_FAR: Final = 50
_FEW: Final = 20
"""An order fits if at most one step in so many goes against it."""


class Unknown(Enum):
    """A day that nobody can tell."""

    YEAR = "the year may have turned before this heading, and nothing tells: no date (write the year on a line above it)"


Day: TypeAlias = "dt.date | Unknown | str"
"""What became of a heading: a day, a day that is not known, or the reason why it is none."""


class Order(NamedTuple):
    """How the dates of a file are read.

    Args:
        numbers: ``DMY``, ``MDY`` or ``YMD``.
        first: The first of the hundred years that two digits can mean.
        open: How many headings depend on the order of their numbers.
    """

    numbers: str
    first: int
    open: int


class UndecidedError(Exception):
    """The order of the numbers must be asked for; the message says what each would mean, in numbers."""


def decided(marks: Sequence[Stamp | Section], order: str | None) -> Order:
    """Return the order in which the dates of a file are read.

    Args:
        marks: Its headings.
        order: The order, if somebody says it.

    Raises:
        UndecidedError: Nobody says it, and nothing tells.

    >>> decided([Stamp("open", (12, 3, 2018)), Stamp("open", (25, 3, 2018))], None)
    Order(numbers='DMY', first=1950, open=2)
    """
    stamps = [mark for mark in marks if isinstance(mark, Stamp)]
    first = _first_year(stamps, ("DMY", "MDY") if order is None else (order,))
    doubtful = [stamp for stamp in stamps if stamp.is_open and _day(stamp, "DMY", first) != _day(stamp, "MDY", first)]
    if order is not None:
        return Order(order, first, len(doubtful))
    views = {numbers: _View.of(marks, doubtful, numbers, first) for numbers in ("DMY", "MDY", "YMD")}
    chosen = _chosen(doubtful, first, views)
    if chosen is None or _may_begin_with_the_year(stamps, first, views, chosen):
        shown = ("DMY", "MDY") if chosen is None else (chosen, "YMD")
        raise UndecidedError(
            f"of {len(stamps)} date headings {len(doubtful)} depend on the order of day and month: "
            + "; ".join(f"as {numbers} {views[numbers].in_words()}" for numbers in shown)
            + "; say which it is (date_order)"
        )
    return Order(chosen, first, len(doubtful))


def days(marks: Sequence[Stamp | Section], order: Order) -> list[Day]:
    """Return what became of each heading; of a section nothing becomes, and its place holds its own reason.

    >>> marks = [Stamp("certain", (2018, 3, 12)), Stamp("yearless", (0, 12, 30)), Stamp("yearless", (0, 1, 2))]
    >>> [str(day) for day in days(marks, Order("DMY", 1950, 0))]
    ['2018-03-12', '2018-12-30', '2019-01-02']
    """
    steps = sum(isinstance(mark, Stamp) for mark in marks) - 1
    forward, back = _against(marks, order)
    turn = int(_fits(back, steps)) - int(_fits(forward, steps))
    return [found for found, _ in _Walk(order, turn).over(marks)]


def far_years(marks: Sequence[Stamp | Section], found: Sequence[Day]) -> list[int]:
    """Return which headings are more than fifty years from the one before, where one of the two has a year of two digits.

    >>> marks = [Stamp("certain", (1948, 3, 12)), Stamp("certain", (30, 3, 13), short_year=True)]
    >>> far_years(marks, days(marks, Order("DMY", 1950, 0)))
    [1]
    """
    known = [
        (place, mark.short_year, day.year)
        for place, (mark, day) in enumerate(zip(marks, found, strict=True))
        if isinstance(mark, Stamp) and isinstance(day, dt.date)
    ]
    return [
        place
        for (_, one_is_short, one), (place, is_short, year) in pairwise(known)
        if (one_is_short or is_short) and abs(year - one) > _FAR
    ]


class _View(NamedTuple):
    """What a file looks like in one order."""

    days: int
    forward: int
    back: int
    steps: int
    span: dt.timedelta

    @classmethod
    def of(cls, marks: Sequence[Stamp | Section], doubtful: Sequence[Stamp], numbers: str, first: int) -> "_View":
        order = Order(numbers, first, 0)
        found = [day for day, _ in _Walk(order, 1).over(marks) if isinstance(day, dt.date)]
        forward, back = _against(marks, order)
        count = sum(1 for stamp in doubtful if _day(stamp, numbers, first))
        return cls(count, forward, back, len(found) - 1, max(found) - min(found) if found else dt.timedelta())

    @property
    def against(self) -> int:
        return min(self.forward, self.back)

    @property
    def fits(self) -> bool:
        return _fits(self.against, self.steps)

    def in_words(self) -> str:
        return f"{self.days} are days (steps forward: {self.forward}, back: {self.back})"


def _chosen(doubtful: Sequence[Stamp], first: int, views: dict[str, _View]) -> str | None:
    if not doubtful:
        return "DMY"  # it does not matter
    only_day_first = sum(1 for stamp in doubtful if not _day(stamp, "MDY", first))
    only_month_first = sum(1 for stamp in doubtful if not _day(stamp, "DMY", first))
    if only_day_first or only_month_first:
        return None if only_day_first and only_month_first else "DMY" if only_day_first else "MDY"
    one, other = views["DMY"], views["MDY"]
    if bool(one.against) != bool(other.against):
        return "MDY" if one.against else "DMY"
    if one.fits != other.fits:
        return "DMY" if one.fits else "MDY"
    return None


def _may_begin_with_the_year(stamps: Iterable[Stamp], first: int, views: dict[str, _View], chosen: str) -> bool:
    """Tell whether short numbers are as good with the year in front: all of them days, in order, and closer together."""
    numbers = [stamp for stamp in stamps if stamp.is_open]
    if not numbers or not all(stamp.form == "short" and _day(stamp, "YMD", first) for stamp in numbers):
        return False
    rival, winner = views["YMD"], views[chosen]
    all_are_days = all(_day(stamp, chosen, first) for stamp in numbers)
    return not rival.against and (not all_are_days or rival.span < winner.span or bool(winner.against))


def _first_year(stamps: Iterable[Stamp], orders: Sequence[str]) -> int:
    telling = [stamp for stamp in stamps if stamp.short_year and stamp.weekday is not None]

    def agree(first: int) -> bool:
        return all(any(_day(stamp, order, first) for order in orders) for stamp in telling)

    if len(telling) < _ENOUGH or agree(_USUAL):
        return _USUAL
    return next(filter(agree, _CENTURIES), _USUAL)


def _centuries(marks: Sequence[Stamp | Section], order: Order) -> Iterator[int]:
    """Yield, for each heading, the first of the hundred years that two digits can mean there."""
    below = list(_years_below(marks))
    above: int | None = None
    for mark, next_year in zip(marks, below, strict=True):
        first = order.first
        if isinstance(mark, Stamp) and mark.short_year:
            around = [year for year in (above, next_year) if year is not None]
            first = _century(mark, order, around)
            taken = _day(mark, order.numbers, first)
            above = taken.year if taken and first != order.first else above
        else:
            above = _certain_year(mark) or above
        yield first


def _century(stamp: Stamp, order: Order, around: Sequence[int]) -> int:
    for first in (order.first - 100, order.first + 100):
        day = _day(stamp, order.numbers, first)
        if around and day and all(abs(day.year - year) <= _CLOSE for year in around):
            return first
    return order.first


def _years_below(marks: Sequence[Stamp | Section]) -> Iterator[int | None]:
    """Yield, for each heading, the next year of four digits below it."""
    found: list[int | None] = []
    below: int | None = None
    for mark in reversed(marks):
        found.append(below)
        below = _certain_year(mark) or below
    return reversed(found)


def _certain_year(mark: Stamp | Section) -> int | None:
    if isinstance(mark, Section):
        return mark.year
    year = mark.numbers[2 if mark.form == "open" else 0]
    return None if mark.short_year or year not in YEARS else year


def _day(stamp: Stamp, order: str, first: int, year: int = 0) -> dt.date | None:
    found = stamp.day(order, first, year)
    return found if found and stamp.agrees(found) else None


def _fits(against: int, steps: int) -> bool:
    return against * _FEW <= steps


def _against(marks: Sequence[Stamp | Section], order: Order) -> tuple[int, int]:
    """Return how many steps go forward in a file that should go back, and how many back in one that should go forward.

    A year that turns back over more than two months, from March to November, counts as a step forward: a heading without a
    year is in the year before it unless something speaks for another.
    """
    forward = back = 0
    one: dt.date | None = None
    for other, is_odd in _Walk(order, -1).over(marks):
        if isinstance(other, dt.date):
            forward += is_odd or (one is not None and one < other)
            one = other
    one = None
    for other, _ in _Walk(order, 1).over(marks):
        if isinstance(other, dt.date):
            back += one is not None and one > other
            one = other
    return forward, back


class _Walk:
    """A walk over the headings, from top to bottom, with what is known of the year.

    Args:
        order: How the dates are read.
        turn: 1 where years go forward, -1 where they go back, 0 where nobody knows.
    """

    def __init__(self, order: Order, turn: int) -> None:
        self._order, self._turn = order, turn
        self._year: int | None = None
        self._last: dt.date | None = None
        self._is_lost = False

    def over(self, marks: Sequence[Stamp | Section]) -> Iterator[tuple[Day, bool]]:
        """Yield what becomes of each heading, and whether the year turned back to it over more than two months."""
        for mark, first in zip(marks, _centuries(marks, self._order), strict=True):
            if isinstance(mark, Section):
                self._enter(mark)
                yield "", False
            elif mark.form == "yearless":
                yield self._without_year(mark)
            else:
                yield self._with_year(mark, first), False

    def _enter(self, section: Section) -> None:
        if section.year is not None:
            self._year, self._last, self._is_lost = section.year, None, False

    def _with_year(self, stamp: Stamp, first: int) -> Day:
        found = stamp.day(self._order.numbers, first)
        if found is None:
            return NO_SUCH_DAY
        if not stamp.agrees(found):
            return OTHER_WEEKDAY
        self._year, self._last, self._is_lost = found.year, found, False
        return found

    def _without_year(self, stamp: Stamp) -> tuple[Day, bool]:
        if self._year is None:
            return NO_YEAR, False
        _, month, day = stamp.numbers
        if self._is_lost:
            return (Unknown.YEAR if _is_a_day(month, day) else NO_SUCH_DAY), False
        turned = self._turned(month, day)
        years = [self._year] if turned is None else [self._year, turned]
        found = [stamp.day(self._order.numbers, self._order.first, year) for year in years]
        options = [option for option in found if option and stamp.agrees(option)]
        if not options:
            return (OTHER_WEEKDAY if any(found) else NO_SUCH_DAY), False
        if len(options) == 1:
            return self._taken(options[0]), False
        if not self._turn:
            self._is_lost = True
            return Unknown.YEAR, False
        has_turned = (options[1] > options[0]) == (self._turn > 0)
        chosen = options[1] if has_turned else options[0]
        is_odd = has_turned and self._turn < 0 and self._last is not None and self._last - chosen > _TWO_MONTHS
        return self._taken(chosen), is_odd

    def _turned(self, month: int, day: int) -> int | None:
        """Return the other year that a day may be in; None if only the one before is near."""
        if self._last is None or self._year is None:
            return None
        here = dt.date(2000, self._last.month, self._last.day)
        try:
            step = dt.date(2000, month, day) - here
        except ValueError:
            return None
        year = self._year + 1 if step < -_HALF_A_YEAR else self._year - 1 if step > _HALF_A_YEAR else None
        return year if year in YEARS else None

    def _taken(self, day: dt.date) -> dt.date:
        if self._last is not None:
            self._last = day
        self._year = day.year
        return day


def _is_a_day(month: int, day: int) -> bool:
    try:
        dt.date(2000, month, day)
    except ValueError:
        return False
    return True
