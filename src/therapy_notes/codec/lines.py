"""A journal as JSON Lines: a header, one record a line, and a last line with count and seal. Both ways in constant memory.

The seal stands in the last line, since nobody knows it before. It is SHA-256 of all that comes before it and of the last
line itself, with the seal's own 64 digits as zeros.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from itertools import chain
from typing import Final, TypeAlias, cast

import attrs

from ..errors import WriteError
from ..model.journal import KINDS, Journal, Record, Unreadable, kind_of
from ..model.values import Share
from . import seal
from .encoding import Note, encode_value, encoded, encoder, is_too_deep, refusal
from .header import KEY
from .lenient import SINGULAR
from .parsing import TOO_LARGE
from .writing import tree_of

Line: TypeAlias = Record | Share | Unreadable
"""What one line can hold."""

MAX_LINE: Final = 64 * 1024 * 1024
"""The longest line that is read when nobody says otherwise, in bytes."""
CLASSES: Final[Mapping[str, type[Line]]] = {
    **{kind.plural: kind.of for kind in KINDS.values()},
    "shares": Share,
    "unreadable": Unreadable,
}
"""The class of what stands in a line, by the name of its list."""


def lines(records: Iterable[Line], head: Journal) -> Iterator[bytes]:
    r"""Yield the lines of a file, each with its line end.

    Args:
        records: The records, in the order in which they will stand there.
        head: A journal whose zone, owner, key and unknown keys stand in the header. Its records are not written.

    Raises:
        WriteError: Something could not be read again; with the number of the line.

    >>> from therapy_notes.model.sessions import Topic
    >>> head, topic, last = lines([Topic(id="a", text="Rest")], Journal(zone="Europe/Rome"))
    >>> topic
    b'{"topics":{"id":"a","text":"Rest"}}\n'
    """
    return _sealed(chain((_head(head),), (_named(record) for record in records)))


def lines_of(journal: Journal) -> Iterator[bytes]:
    """Yield the lines of a whole journal: its records, its ledger, and what did not read."""
    return _sealed(chain((_head(journal),), ({name: value} for name, value in pairs_of(journal))))


def pairs_of(journal: Journal) -> Iterator[tuple[str, Line]]:
    """Yield what a journal holds, each with the name of its list."""
    for name in CLASSES:
        for value in getattr(journal, name):
            yield name, value


def _head(journal: Journal) -> dict[str, object]:
    tree = tree_of(Journal(zone=journal.zone, owner=journal.owner, key=journal.key, extra=journal.extra))
    del cast("dict[str, object]", tree[KEY])["plain"]  # nobody knows it yet
    return tree


def _named(record: Line) -> dict[str, object]:
    match record:
        case Share():
            return {"shares": record}
        case Unreadable(kind=kind, text="") if kind not in NAMES and not record.extra:
            return {kind: record.raw}  # a line of a kind that this release does not know goes on as it came
        case Unreadable():
            return {"unreadable": record}
        case _ if type(record) not in CLASSES.values():
            raise TypeError("not a record")
        case _:
            return {kind_of(record).plural: record}


NAMES: Final = {*SINGULAR.values(), *SINGULAR, "journal"}


def _sealed(trees: Iterable[dict[str, object]]) -> Iterator[bytes]:
    found = sha256()
    number = 0
    for number, tree in enumerate(trees, start=1):
        line = _line(tree, number)
        found.update(line)
        yield line
    last = (b'{"count":%d,"seal":"' % (number - 1), b'"}\n')
    found.update(seal.ZEROS.encode().join(last))
    yield found.hexdigest().encode().join(last)


def _line(tree: dict[str, object], number: int) -> bytes:
    note = Note()
    try:
        made = {key: _plain(value, note) for key, value in tree.items()}
        if note.deep and is_too_deep(made):
            raise refusal(made)
        line = encoded(made, None) + b"\n"
    except WriteError as error:
        problem = str(error)
    else:
        problem = f"$: {TOO_LARGE}"
        if len(line) <= MAX_LINE:
            return line
    raise WriteError(f"line {number}: {problem}")


def _plain(value: object, note: Note) -> object:
    of: type = type(value)
    return encoder(of)(value, note) if attrs.has(of) else encode_value(value)


def verify(source: Iterable[bytes]) -> bool | None:
    """Tell whether the lines of a file are as they were written; None when they are no file of JSON Lines of ours.

    >>> found = [*lines_of(Journal(zone="Europe/Rome"))]
    >>> verify(found), verify([found[0].replace(b"Rome", b"Oslo"), found[1]]), verify([b"{}"])
    (True, False, None)
    """
    found = sha256()
    ours = False
    number = 0
    last = b""
    for number, line in enumerate(source, start=1):
        ours = ours or (number == 1 and line.lstrip(b"\xef\xbb\xbf").startswith(_FIRST))
        found.update(last)
        last = line
    end = _END.fullmatch(last)
    if end is None:
        return False if ours and number > 1 else None
    found.update(seal.ZEROS.encode().join((end[1], end[3])))
    return found.hexdigest().encode() == end[2]


_FIRST: Final = b'{"%s"' % KEY.encode()
_END: Final = re.compile(rb'(\{"count":\d+,"seal":")([0-9a-f]{64})("\}\n)')
