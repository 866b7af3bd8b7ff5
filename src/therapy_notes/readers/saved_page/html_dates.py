"""The times of a page that was saved as HTML: what the machine was told, held against what people were shown.

Many blogs label their own clock as UTC: ``<time datetime="2019-05-03T21:14:00+00:00">May 3, 2019 at 9:14 pm</time>`` was
written at 21:14 on the clock of the blog, wherever that stood. So an offset of zero counts only if the words agree with it.
"""

import datetime as dt
import re
from collections.abc import Iterable
from typing import Final

from attrs import frozen

from ... import moments
from ...moments import Date, DateTime
from .. import _dates as dates
from .._account import Account
from . import words

NOT_UTC: Final = "a time labelled UTC that is not what the page shows: what the page shows counts"
NOT_SHOWN: Final = "a time that is not what the page shows: the time with its offset counts"
MAYBE_UTC: Final = "times labelled UTC that may be the blog's own clock"

_SHORT_OFFSET: Final = re.compile(r"([+-]\d\d)(\d\d)\Z", re.ASCII)
_CLOCK: Final = re.compile(r"(?<![\d:.])(\d{1,2}) ?[:.h] ?(\d\d)(?![\d.])(?::\d\d)? ?(am|pm|a\.m|p\.m)?", re.IGNORECASE)
_FARTHEST: Final = dt.timedelta(hours=14)
_STEP: Final = dt.timedelta(minutes=15)
_MINUTE: Final = dt.timedelta(minutes=1)


@frozen
class Stamp:
    """A time on a page.

    Args:
        raw: What the page tells machines, such as ``2019-05-03T21:14:00+02:00``.
        shown: The words that stand there.
        clock: What another part of the page tells machines, with the clock of the blog labelled as UTC.
    """

    raw: str = ""
    shown: str = ""
    clock: dt.datetime | None = None

    def __bool__(self) -> bool:
        return bool(self.raw or self.shown)


def machine(text: str) -> dates.Told | None:
    """Return the time that a page tells machines.

    >>> machine("2019-05-03T21:14:00+0200").clock
    datetime.time(21, 14)
    """
    return dates.told(_SHORT_OFFSET.sub(r"\1:\2", text.strip()))


def shown(text: str, order: str | None) -> dates.Told | None:
    """Return the time that the words on a page tell, whoever stands behind ``by``.

    >>> shown("Posted on May 3, 2019 by Ida", None).day
    datetime.date(2019, 5, 3)
    """
    found = dates.told(text, order)
    if found is None:
        says_so, rest = words.posted(text)
        found = dates.told(rest, order) if says_so else None
    return found


def joined(published: str, raw: str, words: str) -> Stamp:
    """Return the time of a post by what the head of its page tells machines, what its time element does, and its words.

    The head is made by other programs than the theme. Where both say UTC and mean two times, the element shows the clock
    of the blog.

    >>> joined("2019-05-03T19:14:00+00:00", "2019-05-03T21:14:00+00:00", "May 3, 2019").clock
    datetime.datetime(2019, 5, 3, 21, 14)
    """
    first, second = machine(published), machine(raw)
    if first is None or first.instant is None:
        return Stamp(raw if second is not None or not published else published, words)
    if second is None or second.instant is None:
        return Stamp(published, words)
    if second.instant.utcoffset():
        return Stamp(raw, words)
    if first.instant == second.instant:
        return Stamp(published, words)
    return Stamp(published, words, None if first.instant.utcoffset() else second.instant.replace(tzinfo=None))


def labels_its_clock_as_utc(stamps: Iterable[Stamp], zone: str | None, order: str | None) -> bool:
    """Tell whether a page gives its own clock for UTC, as far as one of its times shows."""
    for stamp in stamps:
        told = machine(stamp.raw)
        if told is None or told.instant is None or told.clock is None or told.instant.utcoffset():
            continue
        labelled = dt.datetime.combine(told.day, told.clock)
        clock = _clock_shown(stamp.shown, labelled, order)
        if clock is not None and _same(labelled, clock):
            return zone is None or not _same(_local(told.instant, zone), clock)
    return False


def when(
    stamp: Stamp, place: str, account: Account, order: str | None, *, labels_its_clock: bool = False
) -> DateTime | Date | None:
    """Return when something was written; None when the page does not tell in a form that means one day.

    Args:
        stamp: What stands there.
        place: Where, for problems.
        account: What knows the zone that was given, and takes the problems.
        order: The order of day and month in numbers.
        labels_its_clock: Whether another time on this page shows that its UTC is none.
    """
    told, seen = machine(stamp.raw), shown(stamp.shown, order)
    if told is None or (told.clock is None and seen is not None and seen.day == told.day):
        told = seen
    if told is None:
        return None
    if told.clock is None:
        return moments.day(told.day)
    labelled = dt.datetime.combine(told.day, told.clock)
    if told.instant is None:
        return account.at(labelled, place)
    clock = _clock_shown(stamp.shown, labelled, order) or stamp.clock
    if (
        clock is not None
        and clock is not stamp.clock
        and seen is None
        and not _explains(clock, told.instant, labelled, account.zone)
    ):
        clock = None  # the words are not understood: they may well mean the afternoon
    if told.instant.utcoffset():
        if seen is not None and (seen.day != told.day or (clock is not None and not _same(clock, labelled))):
            account.report(place, NOT_SHOWN)
        return moments.moment(told.instant, account.zone)
    if clock is not None:
        return _by_clock(told.instant, labelled, clock, place, account)
    return _by_day(told.instant, labelled, seen.day if seen else None, place, account, labels_its_clock=labels_its_clock)


def _by_clock(
    instant: dt.datetime, labelled: dt.datetime, clock: dt.datetime, place: str, account: Account
) -> DateTime | Date:
    """Return when it was, by a time labelled UTC and a clock that the page shows."""
    if account.zone is not None:
        if _same(_local(instant, account.zone), clock):
            return moments.moment(instant, account.zone)
        account.report(place, NOT_UTC)
        return account.at(labelled if _same(labelled, clock) else clock, place)
    if _same(labelled, clock):
        account.counted[MAYBE_UTC] += 1
        return account.at(labelled, place)
    offset = _minutes(clock) - _minutes(labelled)
    if abs(offset) <= _FARTHEST and not offset % _STEP:
        return moments.moment(instant.astimezone(dt.timezone(offset)))
    account.report(place, NOT_UTC)
    return account.at(clock, place)


def _by_day(
    instant: dt.datetime,
    labelled: dt.datetime,
    day: dt.date | None,
    place: str,
    account: Account,
    *,
    labels_its_clock: bool,
) -> DateTime | Date:
    """Return when it was, by a time labelled UTC and at most a day that the page shows."""
    if labels_its_clock:
        return account.at(labelled, place)
    local = _local(instant, account.zone) if account.zone is not None else labelled
    if day is None or local.date() == day:
        return moments.moment(instant, account.zone)
    account.report(place, NOT_UTC)
    return account.at(labelled, place) if labelled.date() == day else moments.day(day)


def _clock_shown(text: str, near: dt.datetime, order: str | None) -> dt.datetime | None:
    """Return the clock that the words show. In words that are not understood, the day is the one that is nearest."""
    told = shown(text, order)
    if told is not None:
        return dt.datetime.combine(told.day, told.clock) if told.clock is not None else None
    found = _CLOCK.search(text) if len(text) <= 100 else None
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2]), (found[3] or "").lower()
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    if hour > 23 or minute > 59:
        return None
    around = (near.replace(hour=hour, minute=minute, second=0, microsecond=0) + dt.timedelta(days=n) for n in (-1, 0, 1))
    return min(around, key=lambda clock: abs(clock - near))


def _explains(clock: dt.datetime, instant: dt.datetime, labelled: dt.datetime, zone: str | None) -> bool:
    return _same(clock, labelled) or (zone is not None and _same(clock, _local(instant, zone)))


def _local(instant: dt.datetime, zone: str) -> dt.datetime:
    """Return what the clocks of a zone showed at an instant that is told in UTC."""
    return instant.replace(tzinfo=None) + (moments.moment(instant, zone).utcoffset() or dt.timedelta())


def _minutes(clock: dt.datetime) -> dt.datetime:
    return clock.replace(second=0, microsecond=0)


def _same(one: dt.datetime, other: dt.datetime) -> bool:
    return abs(_minutes(one) - _minutes(other)) < _MINUTE
