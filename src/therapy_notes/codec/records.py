"""The records of a file of JSON Lines, one after the other, or all of them as a journal."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, Final, cast

import attrs

from ..errors import Problem, ReadError
from ..model.journal import FORMAT, Journal, Record, Unreadable, kind_of
from ..model.results import ItemTally, JournalReading
from ..model.values import Share
from ..text import has_lone_surrogate
from . import pieces
from .encoding import encode_value
from .header import KEY
from .lenient import SINGULAR, is_more_than_data, problems_of
from .lines import CLASSES, NAMES, Line, pairs_of
from .migrations import REFUSED_SINCE, UNKNOWN_LISTS, migrated
from .parsing import CUT_OFF, EMPTY, MAX_DEPTH, Repeated, may_hold_surrogates, parse
from .paths import in_order
from .reading import collector_resting, journal_of
from .strict import TWO_WITH_ONE_ID, Known, WrongDataError, value_of

MANY: Final = 1000
"""How many problems are told one by one; of the rest it is told how many there are."""

NOT_A_RECORD: Final = "not an object with one record under the name of its list"
SECOND_HEADER: Final = "a second header"
ASIDE: Final = ""
"""The name of the list of what did not read now; ``unreadable`` is that of what did not read before."""


class Records(Iterator[Line]):
    """The records of a file of JSON Lines, one after the other. A line that does not read does not end the reading.

    Args:
        source: The lines, each with its line end; a line without one was cut off.
        lenient: Give an ``Unreadable`` for a line that does not read. Otherwise all such lines are told of together
            when the last line has been read.
        sealed: The seal is known to hold: then records are read by the fast road.
        max_depth: How many lists and objects may stand inside one another.

    Attributes:
        head: A journal without records: zone, owner, key and unknown keys of the header.
        problems: What was wrong so far, and where; after the thousandth only how many there are.
        line: The number of the line that was read last.
        is_wrong: Whether one of the problems was one already when the file was written. What is refused only since then is
            set aside in any case.
        claimed: How many lines there should be between header and end, as soon as the end has been read. A line that
            somebody took out is no problem; ``verify`` tells of it, and so does this.

    Raises:
        ReadError: The header does not read; or, at the end of a reading that is not lenient, some lines did not.

    >>> from therapy_notes.codec.lines import lines
    >>> from therapy_notes.model.sessions import Topic
    >>> found = Records(lines([Topic(id="a", text="Rest")], Journal(zone="Europe/Rome")))
    >>> found.head.zone, [record.id for record in found]
    ('Europe/Rome', ['a'])
    """

    def __init__(
        self, source: Iterable[bytes], *, lenient: bool = False, sealed: bool = False, max_depth: int = MAX_DEPTH
    ) -> None:
        self._source = iter(source)
        self._lenient = lenient
        self._sealed = sealed
        self._fast = sealed and max_depth >= MAX_DEPTH
        self._max_depth = max_depth
        self._ended = False
        self._more = 0
        self.problems: list[Problem] = []
        self.line = 0
        self.claimed: int | None = None
        self.is_wrong = False
        self._refused_since: frozenset[str] = frozenset()
        whole = self._header()
        self._unknown = UNKNOWN_LISTS.get(whole.format, frozenset())
        self._refused_since = REFUSED_SINCE.get(whole.format, frozenset())
        self.head = Journal(
            format=whole.format,
            producer=whole.producer,
            zone=whole.zone,
            key=whole.key,
            owner=whole.owner,
            extra=whole.extra,
        )
        self._pairs = chain(pairs_of(whole), self._read())

    def __iter__(self) -> "Records":
        return self

    def __next__(self) -> Line:
        return next(self._pairs)[1]

    def pairs(self) -> Iterator[tuple[str, Line]]:
        """Iterate over the same records, each with the name of the list to which it belongs."""
        return self._pairs

    def _read(self) -> Iterator[tuple[str, Line]]:
        while (data := self._next_line()) is not None:
            found = self._line(data)
            if found is not None:
                yield found
        if not self._ended:
            self.line += 1
            self._note("", CUT_OFF)
        if self._more:
            self.problems.append(Problem(where="lines after that", what=f"{self._more} problems more"))
        if self.is_wrong and not self._lenient:
            raise ReadError(self.problems)

    def _next_line(self) -> bytes | None:
        try:
            for data in self._source:
                self.line += 1
                if data.strip():
                    return data
        except ReadError as error:  # the file itself does not go on
            self._ended = True
            for problem in error.problems:
                self._note("", problem.what)
        return None

    def _note(self, where: str, what: str) -> None:
        found = Problem(where=f"line {self.line}{where}" if self.line else "$", what=what)
        self.is_wrong = self.is_wrong or what not in self._refused_since
        if found in self.problems[-1:]:
            return
        if len(self.problems) < MANY:
            self.problems.append(found)
        else:
            self._more += 1

    def _header(self) -> Journal:
        data = self._next_line()
        if data is None:
            raise ReadError(self.problems or [Problem(where="line 1", what=EMPTY)])
        try:
            return journal_of(parse(data, max_depth=self._max_depth)).journal
        except ReadError as error:
            problems = [(_inside(problem), problem.what) for problem in error.problems]
        raise ReadError(Problem(where=f"line {self.line}{where}", what=what) for where, what in problems)

    def _line(self, data: bytes) -> tuple[str, Line] | None:
        if self._fast and (found := _by_the_fast_road(data)) is not None and found[0] not in self._unknown:
            return found
        raw: object = None
        try:
            raw = parse(data, max_depth=self._max_depth)
            claimed = _count_at_the_end(raw)
            if claimed is not None:
                self._ended, self.claimed = True, claimed
                return None
            return self._record(raw, data)
        except ReadError as error:
            problems = [Problem(where=_inside(problem), what=problem.what) for problem in error.problems]
        self._ended = self._ended or not data.endswith(b"\n")
        for problem in problems:
            self._note(problem.where, problem.what)
        is_kept = self._lenient or {problem.what for problem in problems} <= self._refused_since
        return self._kept(raw, data, problems) if is_kept else None

    def _record(self, raw: object, data: bytes) -> tuple[str, Line]:
        name, value = _of_this_format(self.head.format, *_one_member(raw))
        known = Known(sealed=self._sealed, surrogates=may_hold_surrogates(data), max_depth=self._max_depth - 1)
        try:
            if name == "unreadable":
                kept = value_of(value, Unreadable, known)
                return name, attrs.evolve(kept, problems=problems_of(kept, f"line {self.line}: $", known))
            if name in CLASSES:
                return name, value_of(value, CLASSES[name], known)
            return name, _of_a_newer_kind(name, value)
        except WrongDataError as error:
            found = error.found
        raise ReadError(in_order(found, value))

    def _kept(self, raw: object, data: bytes, problems: list[Problem]) -> tuple[str, Line]:
        """Return what a line holds that does not read, as data where data can say all of it, else as its text."""
        told = tuple(Problem(where=f"line {self.line}{problem.where}", what=problem.what) for problem in problems)
        text = data.rstrip(b"\r\n").decode("utf-8", "surrogateescape")
        members = _members(raw)
        name = next(iter(members), "")
        if len(members) != 1 or name not in SINGULAR or isinstance(raw, Repeated):
            return ASIDE, Unreadable(kind="journal", text=text, problems=told)
        if is_more_than_data(raw) or has_lone_surrogate(text):
            return ASIDE, Unreadable(kind=SINGULAR[name], text=pieces.texts(text)[name, None], problems=told)
        return ASIDE, Unreadable(kind=SINGULAR[name], raw=members[name], problems=told)

    def second(self, record: Record) -> Unreadable:
        """Return what stands for a record whose id an earlier line has; it is noted among the problems."""
        self._note(": $.id", TWO_WITH_ONE_ID)
        return Unreadable(kind=kind_of(record).name, raw=encode_value(record), problems=tuple(self.problems[-1:]))


def _inside(problem: Problem) -> str:
    """Return where in a line something is, to be put behind the number of the line."""
    return f": {problem.where}" if problem.where.startswith("$") else ""


def _count_at_the_end(raw: object) -> int | None:
    """Return the count in the last line of a file, or None for any other line."""
    members = _members(raw)
    count, seal = members.get("count"), members.get("seal")
    is_the_end = len(members) == 2 and isinstance(count, int) and isinstance(seal, str) and _SEAL.fullmatch(seal)
    return cast("int", count) if is_the_end else None


_SEAL = re.compile(r"[0-9a-f]{64}")


def _one_member(raw: object) -> tuple[str, object]:
    members = _members(raw)
    if len(members) == 1 and KEY not in members and not isinstance(raw, Repeated):
        return next(iter(members.items()))
    raise ReadError([Problem(where="$", what=SECOND_HEADER if KEY in members else NOT_A_RECORD)])


def _members(raw: object) -> dict[str, object]:
    return cast("dict[str, object]", raw) if isinstance(raw, dict) else {}


def _of_this_format(version: str, name: str, value: object) -> tuple[str, object]:
    """Return what a line of an older format holds as the present one says it: the steps know whole files.

    One line is one thing, so it is one thing afterwards too, perhaps in another list.
    """
    if version == FORMAT:
        return name, value
    made = migrated({KEY: {"format": version}, name: [value]})
    assert isinstance(made, dict)
    ((now, values),) = ((key, held) for key, held in cast("dict[str, list[object]]", made).items() if key != KEY)
    return now, values[0]


def _of_a_newer_kind(name: str, value: object) -> Unreadable:
    if name in NAMES or has_lone_surrogate(name):
        raise ReadError([Problem(where="$", what=NOT_A_RECORD)])
    journal_of({KEY: {"format": FORMAT}, name: [value]})  # says what is wrong with it, as it would in a file of JSON
    return Unreadable(kind=name, raw=value)


def _by_the_fast_road(data: bytes) -> tuple[str, Line] | None:
    try:
        from . import fast  # noqa: PLC0415 - msgspec is loaded when something is read
    except ImportError:
        return None
    return fast.line_of(data)


# -- a whole journal ------------------------------------------------------------------------------------------


def reading_of(
    source: Iterable[bytes], *, lenient: bool = False, sealed: bool = False, max_depth: int = MAX_DEPTH
) -> JournalReading:
    """Return the journal in a file of JSON Lines.

    Raises:
        ReadError: With all problems at once, each with the number of its line; with ``lenient`` only for the header.

    >>> from therapy_notes.codec.lines import lines_of
    >>> journal = Journal(zone="Europe/Rome")
    >>> reading_of(lines_of(journal)).journal == journal
    True
    """
    with collector_resting():
        records = Records(source, lenient=True, sealed=sealed, max_depth=max_depth)
        lists: defaultdict[str, list[Line]] = defaultdict(list)
        newer: defaultdict[str, list[object]] = defaultdict(list)
        ids: set[str] = set()
        for name, record in records.pairs():
            if isinstance(record, Share | Unreadable):
                if name in CLASSES or name == ASIDE:
                    lists[name].append(record)
                else:
                    newer[name].append(cast("Unreadable", record).raw)
            elif record.id in ids:
                lists[ASIDE].append(records.second(record))
            else:
                ids.add(record.id)
                lists[name].append(record)
        if records.is_wrong and not lenient:
            raise ReadError(records.problems)
        aside = lists.pop(ASIDE, [])
        lists["unreadable"] += aside
        extra = {
            **records.head.extra,
            **{name: _joined(records.head.extra.get(name), items) for name, items in newer.items()},
        }
        held: dict[str, Any] = {name: tuple(items) for name, items in lists.items()}
        journal = attrs.evolve(records.head, extra=extra, **held)
    read = len(journal) + len(journal.shares)
    claimed = None if records.claimed is None else {"lines": records.claimed}
    tally = ItemTally(found=read + len(aside), converted=read, rejected=len(aside), claimed=claimed)
    return JournalReading(journal=journal, problems=tuple(records.problems) if lenient else (), tally=tally)


def _joined(before: object, items: list[object]) -> list[object]:
    """Return the records of a newer kind, after what the header has under the same name."""
    if before is None:
        return items
    return [*(cast("tuple[object, ...]", before) if isinstance(before, tuple) else (before,)), *items]
