"""When a WordPress post or comment was written: a clock on the wall of the blog, and what UTC showed then.

The blog's clock has no zone, but beside it stands the same instant in UTC, so that their difference is the offset of this
one record. Offsets are not taken from one record to another: people move, and so do their summers. ``0000-00-00`` in UTC
means that the post was never published, or that a program lost it, and so does the first second of 1970, which is what
programs make of it: then there is only the clock.

Where the two are farther apart than any clock ever was from UTC, one of them is wrong, and nobody can tell by how much. The
clock is what the writer saw and what the blog showed as the day of the post. So that day counts, as if UTC were unknown.
"""

import datetime as dt
import re
from typing import Final

from ... import moments
from ...moments import Date, DateTime
from .._account import Account

NOT_A_TIME: Final = "a time that is none"
NO_OFFSET: Final = "a local time that does not go with its time in UTC: the local time counts"
OTHER_OFFSET: Final = "times with another offset than the zone that was given: kept with their own"
FROM_PUB_DATE: Final = "times taken from pubDate, for want of another"

_CLOCK: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d))?", re.ASCII)
_PUB_DATE: Final = re.compile(
    r"(?:[A-Z][a-z]{2}, )?(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)", re.ASCII
)
_MONTHS: Final[list[str]] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_FIRST, _LAST = 2, 9998
_FARTHEST: Final = dt.timedelta(hours=16)
"""No clock was ever farther from UTC (Manila until 1844)."""
_BEGINNING: Final = "1970-01-01 00:00:00"
"""What programs make of a time in UTC that is unknown."""
_UNKNOWN: Final = ("", "0000-00-00 00:00:00", "-0001-11-30 00:00:00", "0000-00-00")


def written_at(local: str, utc: str, account: Account, place: str, *, pub_date: str = "") -> DateTime | Date | None:
    """Return when something was written, as exactly as the file tells it, or None.

    Args:
        local: What the blog's clock showed.
        utc: What it was in UTC.
        account: What knows the zone that was given, and is told what is doubtful.
        place: Where in the file that is.
        pub_date: The time in the feed, which counts only where there is no other.

    >>> written_at("2019-05-03 09:14:00", "2019-05-03 08:14:00", Account("export"), "item 1")
    DateTime(2019, 5, 3, 9, 14, 0, tzinfo=FixedTimezone(3600, name="+01:00"))
    >>> written_at("2019-05-03 09:14:00", "0000-00-00 00:00:00", Account("export"), "item 1")
    Date(2019, 5, 3)
    """
    wall, instant = _clock(local, account, place), _in_utc(utc, account, place)
    if wall is not None and instant is not None and abs(wall - instant) > _FARTHEST:
        account.report(place, NO_OFFSET)
        instant = None
    if instant is not None:
        return _moment(wall, instant, account)
    if wall is not None:
        return account.at(wall, place)
    found = _from_feed(pub_date)
    if found is None:
        return None
    account.counted[FROM_PUB_DATE] += 1
    return _moment(None, found, account)


def changed_at(local: str, utc: str, account: Account) -> DateTime | None:
    """Return when something was last changed, if the instant is known; it says nothing about what is doubtful."""
    silent = Account("", account.zone)
    wall, instant = _clock(local, silent, ""), _in_utc(utc, silent, "")
    if instant is None or (wall is not None and abs(wall - instant) > _FARTHEST):
        return None
    return _moment(wall, instant, silent)


def as_compared(text: str) -> str:
    """Return a time so that a later one is greater; an unknown one is nothing, which is the least.

    >>> as_compared("2019-05-03 09:14:00"), as_compared("0000-00-00 00:00:00")
    ('2019-05-03 09:14:00', '')
    """
    found = _in_utc(text, Account(""), "")
    return "" if found is None else str(found)


def _in_utc(text: str, account: Account, place: str) -> dt.datetime | None:
    return None if text.strip() == _BEGINNING else _clock(text, account, place)


def _clock(text: str, account: Account, place: str) -> dt.datetime | None:
    text = text.strip()
    parts = _CLOCK.fullmatch(text)
    if parts and text not in _UNKNOWN:
        numbers = [int(part or 0) for part in parts.groups()]
        if _FIRST <= numbers[0] <= _LAST:
            try:
                return dt.datetime(*numbers)  # type: ignore[arg-type]  # six numbers, and none of them is a zone
            except ValueError:
                pass
    if text not in _UNKNOWN:
        account.report(place, NOT_A_TIME)
    return None


def _moment(wall: dt.datetime | None, utc: dt.datetime, account: Account) -> DateTime:
    instant = (utc - moments.EPOCH) // dt.timedelta(microseconds=1)
    offset = None if wall is None else wall - utc
    if offset is None:
        return moments.at_instant(instant, account.zone or "UTC")
    if account.zone is not None:
        seen = moments.at_instant(instant, account.zone)
        if seen.utcoffset() == offset:
            return seen
        account.counted[OTHER_OFFSET] += 1
    return moments.at_instant(instant, _zone_of(offset))


def _zone_of(offset: dt.timedelta) -> str:
    """Return the name of the zone of an offset, such as ``+05:30``."""
    seconds = abs(offset) // dt.timedelta(seconds=1)
    sign = "-" if offset < dt.timedelta() else "+"
    odd = f":{seconds % 60:02}" if seconds % 60 else ""
    return f"{sign}{seconds // 3600:02}:{seconds // 60 % 60:02}{odd}"


def _from_feed(text: str) -> dt.datetime | None:
    """Return the time in UTC that a feed tells; one of 1990 or before was made of nothing."""
    parts = _PUB_DATE.fullmatch(text.strip())
    if parts is None or parts[2] not in _MONTHS or not 1990 < int(parts[3]) <= _LAST:
        return None
    try:
        found = dt.datetime(
            int(parts[3]), _MONTHS.index(parts[2]) + 1, int(parts[1]), int(parts[4]), int(parts[5]), int(parts[6])
        )
    except ValueError:
        return None
    offset = dt.timedelta(hours=int(parts[8]), minutes=int(parts[9]))
    return found + offset if parts[7] == "-" else found - offset
