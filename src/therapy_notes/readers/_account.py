"""The account that a reader keeps while it reads: what was found, what became of it, what is doubtful, and where."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Final

from attrs import define, field

from .. import moments
from ..errors import AmbiguousTimeError, Problem
from ..model.digests import as_read
from ..model.ids import derived_id
from ..model.journal import Journal, Record
from ..model.results import ItemTally, JournalReading
from ..moments import Date, DateTime

MOST_OF_A_KIND: Final = 100
"""How many problems of one kind are told with their places; of more, only the number is told."""

KEPT_BACK: Final = "kept_back"
"""The key in ``extra`` under which a reader says why an entry was not for others where it came from: a draft, a password."""

NO_ZONE: Final = "times without a zone, kept as days"
ASSUMED_ZONE: Final = "times without a zone, read in the zone that was given"
NO_SUCH_TIME: Final = "a time that the clocks of this zone never showed, or showed twice: kept as a day"
NO_DATE: Final = "entries without a date"


@define
class Account:
    """What a reader notes down on its way through a file.

    Args:
        file: What the file is called in problems: its kind, not its name.
        zone: The time zone of clocks that name none.

    >>> account = Account("export.xml", "Europe/Paris")
    >>> account.found += 3
    >>> account.skip("item 2", "a menu item")
    >>> account.reject("item 3", "no text")
    >>> reading = account.reading([])
    >>> reading.tally.found, reading.tally.converted, dict(reading.tally.why_skipped)
    (3, 1, {'a menu item': 1})
    >>> [str(problem) for problem in reading.problems]
    ['export.xml: item 2: a menu item: skipped', 'export.xml: item 3: no text']
    """

    file: str
    zone: str | None = None
    found: int = 0
    """How many items there are. The reader counts them where it meets them."""
    skipped: Counter[str] = field(factory=Counter[str], init=False)
    rejected: int = field(default=0, init=False)
    losses: Counter[str] = field(factory=Counter[str], init=False)
    """Fields that have no home, by the name that the format gives them; never a name that a person gave."""
    counted: Counter[str] = field(factory=Counter[str], init=False)
    claimed: dict[str, int] = field(factory=dict[str, int], init=False)
    _problems: list[Problem] = field(factory=list[Problem], init=False)
    _told: Counter[str] = field(factory=Counter[str], init=False)
    _ids: Counter[str] = field(factory=Counter[str], init=False)

    def __attrs_post_init__(self) -> None:
        """Refuse a zone that is none, before anything is read."""
        if self.zone is not None:
            moments.zone(self.zone)

    def report(self, place: str, what: str) -> None:
        """Note a problem: where in the file, and what from a fixed vocabulary. Of endless ones only the number is told."""
        self._told[what] += 1
        if self._told[what] <= MOST_OF_A_KIND:
            self._problems.append(Problem(where=f"{self.file}: {place}" if place else self.file, what=what))

    def skip(self, place: str, why: str) -> None:
        """Note that an item is left out on purpose."""
        self.skipped[why] += 1
        self.report(place, f"{why}: skipped")

    def reject(self, place: str, what: str) -> None:
        """Note that an item cannot be read."""
        self.rejected += 1
        self.report(place, what)

    def id(self, system: str, *parts: str) -> str:
        """Return the id that belongs to these parts; where the source holds them again, one that belongs to their number."""
        found = derived_id(system, *parts)
        self._ids[found] += 1
        count = self._ids[found]
        return found if count == 1 else derived_id(found, str(count))

    def at(self, clock: dt.datetime, place: str, *, fold: int | None = None) -> DateTime | Date:
        """Return when it was by a clock without a zone: a moment in the zone that was given, and without one a day.

        A time that never was, or that was twice with nothing to tell which (``fold`` 0 is the first), is a day as well.
        """
        if self.zone is None:
            self.counted[NO_ZONE] += 1
            return moments.day(clock.date())
        try:
            found = moments.moment(clock, self.zone, fold=fold)
        except AmbiguousTimeError:
            self.report(place, NO_SUCH_TIME)
            return moments.day(clock.date())
        self.counted[ASSUMED_ZONE] += 1
        return found

    def reading(self, records: Iterable[Record], *, zone: str | None = None) -> JournalReading:
        """Return what was read, each record with the digest of what it is now, and the account.

        Args:
            records: The records, each with its source.
            zone: The zone of the journal where none was given and the file tells one.
        """
        journal = Journal(zone=self.zone or zone or "UTC").with_records(*map(as_read, records))
        skipped = self.skipped.total()  # only now: records that come one by one are noted down while they come
        endless = (
            Problem(where=self.file, what=f"{what} (and {count - MOST_OF_A_KIND} more of these)")
            for what, count in self._told.items()
            if count > MOST_OF_A_KIND
        )
        return JournalReading(
            journal=journal,
            problems=(*self._problems, *endless),
            losses=_counts(self.losses),
            tally=ItemTally(
                found=self.found,
                converted=self.found - skipped - self.rejected,
                skipped=skipped,
                rejected=self.rejected,
                claimed=dict(self.claimed) or None,
                why_skipped=_counts(self.skipped),
                counted=_counts(self.counted),
            ),
        )


def _counts(found: Counter[str]) -> Mapping[str, int]:
    return {what: count for what, count in sorted(found.items()) if count}


def digest(data: bytes | str) -> str:
    """Return the SHA-256 of some bytes, or of a text, in hex."""
    return sha256(data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")).hexdigest()
