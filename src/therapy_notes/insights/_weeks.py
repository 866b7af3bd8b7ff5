"""Which records lie up to a moment, and in which week each of them stands."""

from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, TypeVar

from .. import moments
from ..errors import AmbiguousTimeError
from ..model.contacts import Absence
from ..model.journal import Journal, Record, time_of
from ..model.values import Approximate, When, begins
from ..moments import Date, DateTime
from ._asked import standing

R = TypeVar("R", bound=Record)

LONGEST_FILLED: Final = 104
"""Of two weeks that are further apart, the empty ones between them are left out: two years of them are no longer read
week by week, and one wrong year in a date would make half a million."""

_FIRST, _LAST = Date.min.toordinal(), Date.max.toordinal()


def up_to(journal: Journal, records: Iterable[R], at: DateTime | Date | None, therapy: str | None) -> Iterator[R]:
    """Yield the records of a therapy that stand at a moment and had begun by then. What has no time is at no moment."""
    now = moments.END if at is None else begins(at, journal.zone)
    for record in standing(journal, records, at, therapy):
        if at is None or begins(time_of(record), journal.zone) <= now:
            yield record


def begun(journal: Journal, records: tuple[R, ...], at: DateTime | Date | None) -> tuple[R, ...]:
    """Return those that had begun by a moment, of records of one kind as the journal holds them: in the order of time.

    Only a few of them are asked for their time. What has none is at no moment.
    """
    if at is None:
        return records
    now = begins(at, journal.zone)
    return records[: bisect_right(records, now, key=lambda record: begins(time_of(record), journal.zone))]


def so_far(journal: Journal, records: tuple[R, ...], at: DateTime | Date | None, therapy: str | None) -> Iterator[R]:
    """Yield the same as :func:`up_to`, of records of one kind as the journal holds them: in the order of time."""
    return standing(journal, begun(journal, records, at), at, therapy)


def monday_of(when: When | None, zone: str) -> int | None:
    """Return the Monday of the week in which a told time lies, as ``toordinal`` counts; None when nobody can tell."""
    if isinstance(when, Approximate):
        first, last = monday_of(when.earliest, zone), monday_of(when.latest, zone)
        return first if first == last else None
    return None if when is None else _monday(_day(when, zone))


def every_monday(told: Iterable[int]) -> Iterator[int]:
    """Yield the Mondays that are told and those between them, in order, without stretches over ``LONGEST_FILLED``."""
    found = sorted(set(told))
    yield from found[:1]
    for one, other in pairwise(found):
        if other - one > LONGEST_FILLED * 7:
            yield other
        else:
            yield from range(one + 7, other + 1, 7)


def mondays_away(
    journal: Journal, mondays: Sequence[int], at: DateTime | Date | None, therapy: str | None
) -> frozenset[int]:
    """Return those of some Mondays, which come in order, in whose week somebody is away for a day or more.

    An absence whose end nobody told goes on, as it does for ``verdict``; one without any date is nowhere.
    """
    spans = (_span(absence, journal.zone) for absence in standing(journal, journal.absences, at, therapy))
    to_come = deque(sorted(span for span in spans if span is not None))
    found: set[int] = set()
    until = _FIRST - 1
    for monday in mondays:
        while to_come and to_come[0][0] <= monday + 6:
            until = max(until, to_come.popleft()[1])
        if until >= monday:
            found.add(monday)
    return frozenset(found)


def _span(absence: Absence, zone: str) -> tuple[int, int] | None:
    """Return the first and the last day of an absence, as ``toordinal`` counts."""
    if not _has_a_day(absence.begins) and not _has_a_day(absence.ends):
        return None
    first, last = _first_day(absence.begins, zone), _last_day(absence.ends, zone)
    return (first, last) if first <= last else None


def _has_a_day(when: When | None) -> bool:
    return when is not None and not (isinstance(when, Approximate) and when.earliest is None and when.latest is None)


def _first_day(when: When | None, zone: str) -> int:
    if isinstance(when, Approximate):
        when = when.earliest or when.latest
    return _FIRST if when is None else _day(when, zone)


def _last_day(when: When | None, zone: str) -> int:
    """Return the last day of an absence. The moment at which it ends is past it: midnight ends the day before."""
    if isinstance(when, Approximate):
        when = when.latest
    if when is None:
        return _LAST
    return _day_at(moments.instant(when) - 1, when, zone) if isinstance(when, DateTime) else when.toordinal()


def _monday(day: int) -> int:
    return day - (day - 1) % 7


def _day(when: DateTime | Date, zone: str) -> int:
    """Return the day of a time in a zone, as ``toordinal`` counts."""
    if not isinstance(when, DateTime) or moments.zone_name(when) == zone:
        return when.toordinal()
    return _day_at(moments.instant(when), when, zone)


def _day_at(instant: int, told: DateTime, zone: str) -> int:
    """Return the day of an instant in a zone; at the ends of the calendar, beyond which a zone has none, the told one."""
    try:
        return moments.at_instant(instant, zone).toordinal()
    except AmbiguousTimeError:
        return told.toordinal()
