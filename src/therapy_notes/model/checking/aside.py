"""What a friend might say about what did not read and was set aside."""

from collections.abc import Iterator, Mapping
from typing import Final

from ..journal import KINDS, Journal, Unreadable
from .asked import records_of
from .finding import Seen

KIND_OF: Final[Mapping[str, str]] = {
    "a rating that is out of its range": "rating_out_of_range",
    "portions that are together more than the whole": "portions_over_the_whole",
    "an outcome before its prediction": "outcome_before_prediction",
    "an acceptance of what was never proposed": "accepted_without_proposal",
}
"""What the records themselves refuse, and the kind of finding that it is once it has been set aside."""


def about_what_did_not_read(journal: Journal) -> Iterator[Seen]:
    """Yield what is to be said of what was set aside: at least one thing of each."""
    ids = {record.id for record in records_of(journal)} if journal.unreadable else set[str]()
    for number, kept in enumerate(journal.unreadable):
        kinds = {KIND_OF.get(problem.what, "does_not_read") for problem in kept.problems}
        for kind in kinds or {"could_be_read" if _may_read(kept, ids) else "does_not_read"}:
            yield kind, ("unreadable", number)


def _may_read(kept: Unreadable, ids: set[str]) -> bool:
    """Tell whether nothing is known that keeps it from being read: a kind that nobody knows, an id that is taken."""
    if kept.kind not in KINDS and kept.kind != "share":
        return False
    match kept.raw:
        case {"id": str(id)} if id in ids:
            return False
        case _:
            return True
