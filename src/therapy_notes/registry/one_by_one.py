"""A folder of files of which each is read by itself: pages that were saved one by one, a diary with a file for each year."""

from collections import Counter
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Final

from attrs import define, field

from ..errors import Problem, ReadError
from ..model.entries import Entry
from ..model.journal import Journal, Record
from ..model.results import ItemTally, JournalReading
from .format import FilesReader, Reader

NAMELESS: Final = "archive"
NONE: Final = "a folder or an archive without a file of this kind"
TWICE: Final = "in another of these files as well"
OTHER: Final = "files of other kinds"


def one_by_one(read: Reader, suffixes: tuple[str, ...]) -> FilesReader:
    """Return what reads every file with one of the suffixes, and puts what was read together.

    A file that cannot be read is rejected and costs nobody the others. What two files hold is taken from the first.
    """

    def read_files(
        data: Mapping[str, bytes], *, name: str, zone: str | None, me: str | None, options: Mapping[str, str]
    ) -> JournalReading:
        together = _Together()
        for number, path in enumerate(sorted(data), 1):
            suffix = PurePosixPath(path).suffix.lower()
            if suffix not in suffixes:
                together.counted[OTHER] += 1
                continue
            place = f"{name or NAMELESS}: file {number}{suffix}"
            try:
                together.add(read(data[path], name=place, zone=zone, me=me, options=options), place)
            except ReadError as error:
                together.reject(place, error.problems)
        return together.reading(name)

    return read_files


@define
class _Together:
    """Several readings on their way to being one."""

    journal: Journal | None = None
    problems: list[Problem] = field(factory=list[Problem])
    losses: Counter[str] = field(factory=Counter[str])
    counted: Counter[str] = field(factory=Counter[str])
    why_skipped: Counter[str] = field(factory=Counter[str])
    claimed: Counter[str] = field(factory=Counter[str])
    found: int = 0
    skipped: int = 0
    rejected: int = 0

    def add(self, reading: JournalReading, place: str) -> None:
        journal = self.journal or Journal(zone=reading.journal.zone)
        new = [record for record in reading.journal if record.id not in journal]
        again = sum(map(_items, reading.journal)) - sum(map(_items, new))
        self.journal = journal.with_records(*new)
        self.problems += reading.problems
        if again:
            self.why_skipped[TWICE] += again
            self.problems.append(Problem(where=place, what=f"{TWICE}: skipped"))
        tally = reading.tally
        self.found += tally.found
        self.skipped += tally.skipped + again
        self.rejected += tally.rejected
        self.losses.update(reading.losses)
        self.counted.update(tally.counted)
        self.why_skipped.update(tally.why_skipped)
        self.claimed.update(tally.claimed or {})

    def reject(self, place: str, problems: tuple[Problem, ...]) -> None:
        self.found += 1
        self.rejected += 1
        self.problems += (Problem(where=place, what=problem.what) for problem in problems)

    def reading(self, name: str) -> JournalReading:
        if self.journal is None:
            raise ReadError(self.problems or [Problem(where=name or NAMELESS, what=NONE)])
        return JournalReading(
            journal=self.journal,
            problems=tuple(self.problems),
            losses=dict(self.losses),
            tally=ItemTally(
                found=self.found,
                converted=self.found - self.skipped - self.rejected,
                skipped=self.skipped,
                rejected=self.rejected,
                claimed=dict(self.claimed) or None,
                why_skipped=dict(self.why_skipped),
                counted=dict(self.counted),
            ),
        )


def _items(record: Record) -> int:
    return 1 + len(record.comments) if isinstance(record, Entry) else 1
