"""What a question is asked of: the records of one therapy that stand at a moment."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from ..model.journal import Journal, Record
from ..model.values import begins, has_come
from ..moments import Date, DateTime

R = TypeVar("R", bound=Record)


def belongs(record: Record, therapy: str | None) -> bool:
    """Whether a record belongs to a therapy: it says so, or it says nothing; every record does when none is asked about."""
    return therapy is None or record.therapy is None or record.therapy == therapy


def standing(journal: Journal, records: Iterable[R], at: DateTime | Date | None, therapy: str | None = None) -> Iterator[R]:
    """Yield the records of a therapy that have not been taken back by a moment, in their order.

    Args:
        journal: The journal, in whose zone days begin.
        records: Some of its records, of one kind.
        at: The moment; None for everything that was ever written and never taken back.
        therapy: The id of the therapy; None for all.
    """
    now = None if at is None else begins(at, journal.zone)
    for record in records:
        gone = record.retracted_at is not None and (now is None or has_come(record.retracted_at, now, journal.zone))
        if not gone and belongs(record, therapy):
            yield record
