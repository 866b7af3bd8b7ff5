"""What a reader brings home: a journal, and an account of every item that it met."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from attrs import frozen

from ..errors import Problem
from .journal import Journal

_NONE: Final[Mapping[str, int]] = MappingProxyType({})


@frozen(kw_only=True)
class ItemTally:
    """How many items a reader found, and what became of them: ``found == converted + skipped + rejected``.

    Args:
        found: Items that are there.
        converted: Items that are in the journal.
        skipped: Items left out on purpose, each with a reason among the problems or in ``why_skipped``.
        rejected: Items that could not be read, each with a reason among the problems.
        claimed: How many the source itself says there are, by what it calls them.
        why_skipped: How many were left out for each reason; together they are ``skipped``, if the reader tells reasons.
        counted: What else was counted, in words: comments, entries without a date, pictures that are missing.
    """

    found: int = 0
    converted: int = 0
    skipped: int = 0
    rejected: int = 0
    claimed: Mapping[str, int] | None = None
    why_skipped: Mapping[str, int] = _NONE
    counted: Mapping[str, int] = _NONE


@frozen(kw_only=True)
class JournalReading:
    """The outcome of reading a foreign file.

    Args:
        journal: What was read.
        problems: What was wrong or missing, and where; never a word of the text.
        losses: Source fields that have no home in the journal, with how often they occurred.
        tally: The account of the items.
        format: The name of the format in which it was read, where that had to be found out.
    """

    journal: Journal
    problems: tuple[Problem, ...] = ()
    losses: Mapping[str, int] = _NONE
    tally: ItemTally = ItemTally()
    format: str = ""
