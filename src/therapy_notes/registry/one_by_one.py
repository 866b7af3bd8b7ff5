"""A folder of files of which each is read by itself: pages that were saved one by one, a diary with a file for each year."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import Final

from attrs import define, evolve, field

from ..errors import Problem, ReadError
from ..model.digests import as_read, digest_of
from ..model.entries import Comment, Entry
from ..model.ids import derived_id
from ..model.journal import Journal, Record
from ..model.results import ItemTally, JournalReading
from .format import FilesReader, Reader

NAMELESS: Final = "archive"
NONE: Final = "a folder or an archive without a file of this kind"
TWICE: Final = "in another of these files as well"
UNLIKE: Final = "has the same name as another of these, and other contents: kept beside it"
OTHER: Final = "files of other kinds"
OF_A_PAGE: Final = "files that belong to a saved page"

_LOOKED_AT: Final = 3
_BESIDE: Final = re.compile(r"(.*)[_ -](?:files|Dateien|fichiers|archivos|file|bestanden|arquivos)", re.DOTALL)
"""What browsers call the folder in which they put what a saved page shows."""


def one_by_one(read: Reader, suffixes: tuple[str, ...]) -> FilesReader:
    """Return what reads every file with one of the suffixes, and puts what was read together.

    A file that cannot be read is rejected and costs nobody the others. What two files hold alike is taken once; where they
    hold two states of one entry, as two pages with the comments of one post do, their comments come together.
    """

    def read_files(
        data: Mapping[str, bytes], *, name: str, zone: str | None, me: str | None, options: Mapping[str, str]
    ) -> JournalReading:
        together = _Together()
        pages = {path.rpartition(".")[0] for path in data if path.lower().endswith((".html", ".htm"))}
        for number, path in enumerate(sorted(data), 1):
            suffix = PurePosixPath(path).suffix.lower()
            if _belongs_to_a_page(path, pages):
                together.counted[OF_A_PAGE] += 1
                continue
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


def claims_each(claims: Callable[[bytes], bool], suffixes: tuple[str, ...]) -> Callable[[Mapping[str, bytes]], bool]:
    """Return what tells whether the first files with one of the suffixes are all of a kind."""

    def claims_files(files: Mapping[str, bytes]) -> bool:
        some = [path for path in sorted(files) if PurePosixPath(path).suffix.lower() in suffixes][:_LOOKED_AT]
        try:
            return bool(some) and all(claims(files[path]) for path in some)
        except ReadError:
            return False

    return claims_files


def _belongs_to_a_page(path: str, pages: set[str]) -> bool:
    """Whether a file is in the folder that a browser made for what a page beside it shows."""
    folders = map(str, PurePosixPath(path).parents)
    return any(found[1] in pages for folder in folders if (found := _BESIDE.fullmatch(folder)) is not None)


@define
class _Together:
    """Several readings on their way to being one."""

    zone: str | None = None
    records: dict[str, Record] = field(factory=dict[str, Record])
    problems: list[Problem] = field(factory=list[Problem])
    losses: Counter[str] = field(factory=Counter[str])
    counted: Counter[str] = field(factory=Counter[str])
    why_skipped: Counter[str] = field(factory=Counter[str])
    claimed: Counter[str] = field(factory=Counter[str])
    found: int = 0
    skipped: int = 0
    rejected: int = 0

    def add(self, reading: JournalReading, place: str) -> None:
        self.zone = self.zone or reading.journal.zone
        self.problems += reading.problems
        again = sum(self._taken(record, place) for record in reading.journal)
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

    def _taken(self, record: Record, place: str) -> int:
        """Take a record, and return how many of its items are there already."""
        there = self.records.get(record.id)
        if there is None:
            self.records[record.id] = record
            return 0
        if isinstance(there, Entry) and isinstance(record, Entry) and there.body == record.body:
            new = _new_comments(there, record)
            self.records[there.id] = as_read(evolve(there, comments=(*there.comments, *new)))
            return _items(record) - len(new)
        if there == record:
            return _items(record)
        beside = evolve(record, id=derived_id(record.id, digest_of(record)))
        if beside.id in self.records:
            return _items(record)
        self.problems.append(Problem(where=place, what=UNLIKE))
        self.records[beside.id] = as_read(beside)
        return 0

    def reject(self, place: str, problems: tuple[Problem, ...]) -> None:
        self.found += 1
        self.rejected += 1
        self.problems += (Problem(where=place, what=problem.what) for problem in problems)

    def reading(self, name: str) -> JournalReading:
        if not self.records:
            raise ReadError(self.problems or [Problem(where=name or NAMELESS, what=NONE)])
        return JournalReading(
            journal=Journal(zone=self.zone or "UTC").with_records(*self.records.values()),
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


def _new_comments(there: Entry, other: Entry) -> list[Comment]:
    """Return the comments that only the other has, each with an id that is free, and with what it answers."""
    known = {_said(comment): comment.id for comment in there.comments}
    taken = {comment.id for comment in there.comments}
    ids: dict[str, str] = {}
    new: list[Comment] = []
    for comment in other.comments:
        if _said(comment) in known:
            ids[comment.id] = known[_said(comment)]
            continue
        id = comment.id if comment.id not in taken else derived_id(comment.id, *map(str, _said(comment)))
        taken.add(id)
        ids[comment.id] = id
        new.append(evolve(comment, id=id))
    return [evolve(one, in_reply_to=ids.get(one.in_reply_to or "", one.in_reply_to)) for one in new]


def _said(comment: Comment) -> tuple[str, str, str]:
    return comment.author, repr(comment.written_at), comment.body


def _items(record: Record) -> int:
    return 1 + len(record.comments) if isinstance(record, Entry) else 1
