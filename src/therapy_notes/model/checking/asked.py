"""What a check looks at: the records that stand at a moment, and what is inside them."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from typing import Final, TypeVar

from ... import moments
from ...moments import Date, DateTime
from ..journal import KINDS, Journal, Record
from ..sessions import Session
from ..shapes import Many, Nested, Scalar, fields
from ..values import Approximate, When, begins, day_of, has_come, over
from .finding import Way

R = TypeVar("R", bound=Record)

A_WHILE_IN_SESSIONS: Final = 3
"""How many sessions have been held before something has waited for a while."""
A_WHILE: Final = 42 * moments.DAY
"""The same where no session is known of: six weeks."""

TOLD_AHEAD: Final = frozenset(
    {"review_on", "takes_effect", "until", "begins", "ends", "ended", "before", "set_aside_until", "imported_at"}
)
"""Fields that tell of a time to come, or of the file. No journal has come as far as that because of them."""


class Asked:
    """A journal that is looked at, as it stands at a moment."""

    def __init__(self, journal: Journal, at: DateTime | Date | None) -> None:
        self.journal = journal
        self.zone = journal.zone
        self.at = at if at is not None else latest_moment(journal)
        self.now = moments.BEGINNING if self.at is None else begins(self.at, self.zone)

    def standing(self, plural: str, records: Iterable[R]) -> Iterator[tuple[Way, R]]:
        """Yield the records of one list that have not been taken back, each with the way to it."""
        for number, record in enumerate(records):
            if record.retracted_at is None or not has_come(record.retracted_at, self.now, self.zone):
                yield (plural, number), record

    def everything(self) -> Iterator[tuple[Way, Record]]:
        """Yield the records of all kinds that have not been taken back."""
        for kind in KINDS.values():
            records: tuple[Record, ...] = getattr(self.journal, kind.plural)
            yield from self.standing(kind.plural, records)

    def is_a_while_ago(self, when: When, therapy: str | None) -> bool:
        """Tell whether three sessions have been held since; or, where none is known of, six weeks have passed."""
        since = over(when, self.zone)
        held = self._held_between(since, therapy)
        return held >= A_WHILE_IN_SESSIONS or (held == 0 and since + A_WHILE <= self.now)

    def _held_between(self, since: int, therapy: str | None) -> int:
        wanted = self._held if therapy is None else {id: self._held[id] for id in (therapy, None) if id in self._held}
        return sum(max(0, bisect_right(starts, self.now) - bisect_left(starts, since)) for starts in wanted.values())

    @cached_property
    def _held(self) -> dict[str | None, list[int]]:
        """When the sessions of each therapy that were held began, in order."""
        found: defaultdict[str | None, list[int]] = defaultdict(list)
        for _, session in self.standing("sessions", self.journal.sessions):
            if session.is_held and session.starts_at is not None:
                found[session.therapy].append(begins(session.starts_at, self.zone))
        return {therapy: sorted(starts) for therapy, starts in found.items()}


def is_before(one: When | None, other: When | None, zone: str) -> bool:
    """Tell whether a told time was over before another began, days being days of a zone.

    >>> is_before(Date(2024, 5, 5), Date(2024, 5, 6), "UTC"), is_before(Date(2024, 5, 6), Date(2024, 5, 6), "UTC")
    (True, False)
    """
    if one is None or other is None or (isinstance(other, Approximate) and other.earliest is None):
        return False
    return over(one, zone) <= begins(other, zone) and begins(one, zone) < begins(other, zone)


def inside(value: object, way: Way = ()) -> Iterator[tuple[Way, object]]:
    """Yield a value of the model and all values of the model inside it, each with the way to it, in no order.

    >>> from ..agreements import Agreement
    >>> sorted(way for way, _ in inside(Agreement.example()))[:3]
    [(), ('revisions', 0), ('revisions', 0, 'terms')]
    """
    waiting = [(way, value)]
    while waiting:
        place, one = waiting.pop()
        yield place, one
        of: type = type(one)
        for name, many in _nested(of):
            held = getattr(one, name)
            if not held:
                continue
            if many:
                waiting.extend(((*place, name, number), item) for number, item in enumerate(held))
            else:
                waiting.append(((*place, name), held))


@cache
def _nested(of: type) -> tuple[tuple[str, bool], ...]:
    """Return the fields that hold values of the model, and whether each holds several."""
    return tuple(
        (field.name, isinstance(field.shape, Many))
        for field in fields(of)
        if isinstance(field.shape.of if isinstance(field.shape, Many) else field.shape, Nested)
    )


def records_of(journal: Journal) -> Iterator[Record]:
    """Yield all records, kind by kind: nobody has to sort them by time for this."""
    for kind in KINDS.values():
        yield from getattr(journal, kind.plural)


def latest_moment(journal: Journal) -> DateTime | Date | None:
    """Return the latest time at which something was, in a journal; None when nothing has a time.

    What is only planned, announced or agreed for later does not count.

    >>> from ..agreements import Agreement
    >>> latest_moment(Journal(agreements=(Agreement.example(),)))
    Date(2024, 4, 19)
    """
    found: DateTime | Date | None = None
    latest = moments.BEGINNING
    for when in _times(journal):
        then = begins(when, journal.zone)
        if latest < then < moments.END:
            latest, found = then, day_of(when) if isinstance(when, Approximate) else when
    return found


def _times(journal: Journal) -> Iterator[When]:
    for record in (*records_of(journal), *journal.shares):
        planned = isinstance(record, Session) and record.is_planned
        for _, value in inside(record):
            of: type = type(value)
            for name, many in _timed(of):
                held = getattr(value, name)
                if held is None or (planned and name == "starts_at"):
                    continue
                if many:
                    yield from held
                else:
                    yield held


@cache
def _timed(of: type) -> tuple[tuple[str, bool], ...]:
    """Return the fields that tell when something was, and whether each holds several times."""
    return tuple(
        (field.name, isinstance(field.shape, Many))
        for field in fields(of)
        if (field.shape.of if isinstance(field.shape, Many) else field.shape) in (Scalar("when"), Scalar("moment"))
        and field.name not in TOLD_AHEAD
    )
