"""Bytes to a journal: the choice of the road, and the strict one from end to end."""

import gc
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import Final, cast

from attrs import evolve

from ..errors import Problem, ReadError
from ..model.journal import KINDS, Journal
from . import header, seal
from .parsing import MAX_BYTES, MAX_DEPTH, Data, decoded, may_hold_surrogates, parse, refuse_depth


def loads(data: Data, *, max_bytes: int = MAX_BYTES, max_depth: int = MAX_DEPTH) -> Journal:
    r"""Read a journal from our own JSON.

    A seal that does not hold is no error, since people edit their files; ``verify`` tells. Keys that this release does
    not know are kept in ``extra``. An id that points nowhere is no error.

    Args:
        data: The file: bytes in UTF-8, or text.
        max_bytes: The largest size that is read.
        max_depth: How many lists and objects may stand inside one another.

    Raises:
        ReadError: With all problems at once, in the order of the file, each with its path.

    >>> file = b'{"therapy_notes": {"format": "1.0"}, "entries": [{"id": "a"}], "topics": [{"id": "", "text": null}]}'
    >>> try:
    ...     loads(file)
    ... except ReadError as error:
    ...     print(*error.problems, sep="\n")
    $.entries[0].body: missing
    $.topics[0].id: not an id: text that is not empty
    $.topics[0].text: not text
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
                return journal
        raw = parse(data, max_bytes=max_bytes, max_depth=max_depth)
        return _strict(raw, data, sealed=sealed, max_depth=max_depth)


def _fast(data: bytes, found: seal.Seal) -> Journal | None:
    """Return the journal by the fast road, or None for any doubt. Without that module all results are the same.

    It counts only if the seal holds, which is not known yet.
    """
    try:
        from . import fast  # noqa: PLC0415 - msgspec is loaded when something is read
    except ImportError:
        return None
    return fast.journal_of(data, found)


def _strict(raw: object, data: Data, *, sealed: bool, max_depth: int) -> Journal:
    from cattrs.errors import BaseValidationError  # noqa: PLC0415 - cattrs is loaded when something is read

    from .problems import Found, found_in, in_order  # noqa: PLC0415
    from .structuring import Road, UnmeasuredError, WrongError, converter  # noqa: PLC0415

    if header.is_newer(raw):
        raise ReadError([Problem(where=f"$.{header.KEY}.format", what=header.NEWER)])
    # Here the data of an older format passes through its migrations, dict to dict, once there is one.
    road = Road(sealed=sealed, surrogates=may_hold_surrogates(data), measured=False)
    try:
        try:
            return converter(road).structure(raw, Journal)
        except UnmeasuredError:
            pass
        refuse_depth(decoded(data), max_depth)
        return converter(evolve(road, measured=True)).structure(raw, Journal)
    except (WrongError, BaseValidationError) as error:
        wrong: list[Found] = list(found_in(error))
    # The constructor tells that two records have one id; only the data tells where.
    twice = [((plural, index, "id"), TWO_WITH_ONE_ID) for plural, index in _ids_twice(raw)]
    wrong = [*twice, *(found for found in wrong if found != ((), TWO_WITH_ONE_ID))]
    raise ReadError(in_order(wrong, raw))


TWO_WITH_ONE_ID: Final = "two records with one id"


def _ids_twice(raw: object) -> Iterator[tuple[str, int]]:
    """Yield the places of records with an id that an earlier record has."""
    plurals = {kind.plural for kind in KINDS.values()}
    seen: set[str] = set()
    for key, records in cast("dict[str, object]", raw).items() if isinstance(raw, dict) else ():
        if key not in plurals or not isinstance(records, list):
            continue
        for index, record in enumerate(cast("list[object]", records)):
            match record:
                case {"id": str(id)} if id:
                    if id in seen:
                        yield key, index
                    seen.add(id)
                case _:
                    pass


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
