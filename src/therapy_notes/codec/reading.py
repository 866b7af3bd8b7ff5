"""Bytes to a journal: the choice of the road."""

import gc
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from typing import Literal, overload

from attrs import evolve

from ..errors import Problem, ReadError
from ..model.journal import Journal
from ..model.results import ItemTally, JournalReading
from . import header, pieces, seal, strict
from .lenient import explained, reading_of
from .migrations import REFUSED_SINCE, migrated, version_of
from .parsing import MAX_BYTES, MAX_DEPTH, TOO_DEEP, Data, decoded, may_hold_surrogates, parse
from .paths import in_order
from .strict import Known, WrongDataError


@overload
def loads(
    data: Data, *, lenient: Literal[False] = False, max_bytes: int = MAX_BYTES, max_depth: int = MAX_DEPTH
) -> Journal: ...
@overload
def loads(
    data: Data, *, lenient: Literal[True], max_bytes: int = MAX_BYTES, max_depth: int = MAX_DEPTH
) -> JournalReading: ...
@overload
def loads(
    data: Data, *, lenient: bool, max_bytes: int = MAX_BYTES, max_depth: int = MAX_DEPTH
) -> Journal | JournalReading: ...
def loads(
    data: Data, *, lenient: bool = False, max_bytes: int = MAX_BYTES, max_depth: int = MAX_DEPTH
) -> Journal | JournalReading:
    r"""Read a journal from our own JSON, of this version or any older one.

    A seal that does not hold is no error, since people edit their files; ``verify`` tells. Keys that this release does
    not know are kept in ``extra``. An id that points nowhere is no error.

    Args:
        data: The file: bytes in UTF-8, or text.
        lenient: Set a record that does not read aside instead of refusing the file. It is kept in ``unreadable`` as it
            stood there, is written back equal, and everything else can be used.
        max_bytes: The largest size that is read.
        max_depth: How many lists and objects may stand inside one another. What is deeper than the default is read if you
            say so, and not written again.

    Returns:
        The journal; with ``lenient`` a ``JournalReading``, which also tells what was wrong and how much was read.

    Raises:
        ReadError: With all problems at once, in the order of the file, each with its path. With ``lenient`` only for
            what is in no list: a header, a zone, an owner or a key that does not read, a list that stands twice, or a
            file in which no pieces can be told apart.

    >>> file = b'{"therapy_notes": {"format": "1.2"}, "entries": [{"id": "a"}], "topics": [{"id": "b", "text": "Rest"}]}'
    >>> try:
    ...     loads(file)
    ... except ReadError as error:
    ...     print(*error.problems, sep="\n")
    $.entries[0].body: missing
    >>> found = loads(file, lenient=True)
    >>> found.journal["b"].text, found.journal.unreadable[0].kind, dict(found.journal.unreadable[0].raw)
    ('Rest', 'entry', {'id': 'a'})
    """
    if isinstance(data, bytearray | memoryview):
        data = bytes(data)
    with collector_resting():
        sealed = False
        if isinstance(data, bytes) and len(data) <= max_bytes and (found := seal.find(data)):
            check = seal.Check(data, found)
            journal = _fast(data, found) if max_depth >= MAX_DEPTH else None
            sealed = check.holds()
            if sealed and journal is not None:
                return whole_reading(journal) if lenient else journal
        known = Known(sealed=sealed, surrogates=may_hold_surrogates(data), max_depth=max_depth)
        if lenient:
            return _lenient(data, known, max_bytes)
        raw = _of_this_format(parse(data, max_bytes=max_bytes, max_depth=max_depth))
        return _strict(raw, known, lambda: pieces.texts(decoded(data)))


def _fast(data: bytes, found: seal.Seal) -> Journal | None:
    """Return the journal by the fast road, or None for any doubt. Without that module all results are the same.

    It counts only if the seal holds, which is not known yet.
    """
    try:
        from . import fast  # noqa: PLC0415 - msgspec is loaded when something is read
    except ImportError:
        return None
    return fast.journal_of(data, found)


def journal_of(
    tree: object, *, lenient: bool = False, max_depth: int = MAX_DEPTH, is_migrated: bool = False
) -> JournalReading:
    """Return the journal that plain data holds, in which a file of ours has been read by somebody else.

    Args:
        tree: The data.
        lenient: As for :func:`loads`.
        max_depth: As for :func:`loads`.
        is_migrated: What stands there is said as the present format says it, whichever version the header names.

    Raises:
        ReadError: As :func:`loads`.

    >>> journal_of({"therapy_notes": {"format": "1.2"}, "zone": "Europe/Rome"}).journal.zone
    'Europe/Rome'
    """
    if max_depth < MAX_DEPTH and strict.is_deeper(tree, max_depth):
        raise ReadError([Problem(where="$", what=TOO_DEEP)])
    known = Known(max_depth=max_depth)
    present = _of_this_format(tree, is_migrated=is_migrated)
    return reading_of(present, known, dict) if lenient else whole_reading(_strict(present, known, dict))


def whole_reading(journal: Journal) -> JournalReading:
    """Return the reading of a journal in which everything was well."""
    items = len(journal) + len(journal.shares)
    return JournalReading(journal=journal, tally=ItemTally(found=items, converted=items))


def _strict(raw: object, known: Known, texts: Callable[[], Mapping[pieces.Place, str]]) -> Journal:
    try:
        return explained(strict.journal_of(raw, known), known)
    except WrongDataError as error:
        found = error.found
    if {what for _, what in found} <= REFUSED_SINCE.get(version_of(raw), frozenset()):
        return reading_of(raw, known, texts).journal
    raise ReadError(in_order(found, raw))


def _lenient(data: Data, known: Known, max_bytes: int) -> JournalReading:
    try:
        raw = parse(data, max_bytes=max_bytes, max_depth=known.max_depth)
    except ReadError as error:
        problem = error
    else:
        return reading_of(_of_this_format(raw), known, lambda: pieces.texts(decoded(data)))
    # A byte that is no text becomes half of a surrogate pair, so that the piece which holds it can be kept.
    text = data if isinstance(data, str) else bytes(data).decode("utf-8", "surrogateescape")
    found = pieces.salvaged(text, known.max_depth) if len(data) <= max_bytes else None
    if found is None:
        raise problem
    reading = reading_of(_of_this_format(found.data), evolve(known, surrogates=True), lambda: found.texts)
    return evolve(reading, problems=(*problem.problems, *reading.problems))


def _of_this_format(raw: object, *, is_migrated: bool = False) -> object:
    """Return the data of a file as the present format says it.

    Raises:
        ReadError: A newer release wrote it in a way that this one is not to judge.
    """
    if header.is_newer(raw):
        raise ReadError([Problem(where=f"$.{header.KEY}.format", what=header.NEWER)])
    return raw if is_migrated else migrated(raw)


@contextmanager
def collector_resting() -> Generator[None]:
    """Let the garbage collector rest while a journal is made: nothing of it is garbage, and there are no cycles in it.

    Each of its runs would walk over all that has been read so far; that was half the time of a load. What is new is handed
    to the oldest generation at once, so that the next run does not walk over it either. A program that froze objects of
    its own keeps them frozen.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()
