"""A file in pieces: the text of each record, also in a file that is no JSON any more.

Our own layout tells where a piece begins and ends: no text of a record can hold a line end, so the lines stay where they
are, whatever happened to the characters in them. In any other layout brackets tell, where they are still in pairs.
One flipped bit then costs one record its reading, and not all of them.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, TypeAlias, cast

from attrs import frozen

from ..errors import ReadError
from ..model.journal import KINDS
from .header import KEY
from .parsing import MORE, NOT_JSON, Mark, object_of, parse

Place: TypeAlias = tuple[str, int | None]
"""A key at the top of a file, and the place in the list under it; None for what stands under the key as a whole."""


@frozen
class Broken(Mark):
    """What stands in the data for a piece of a file that is no JSON, with its text."""

    text: str


@frozen
class Salvage:
    """What was read of a file that is no JSON: its data, with a mark for each broken piece, and the text of every piece."""

    data: dict[str, object]
    texts: Mapping[Place, str]


@frozen
class _Member:
    """A key at the top of a file, the text of its value, and of each item where that is a list. No key where none reads."""

    key: str | None
    text: str
    items: tuple[str, ...] | None = None
    quoted: str = ""

    def kept(self) -> str:
        """Return all of it, as it stood there."""
        return self.text if self.key is None else f"{self.quoted}: {self.text}"


_LISTS: Final = {*(kind.plural for kind in KINDS.values()), "shares", "unreadable"}


def texts(text: str) -> Mapping[Place, str]:
    """Return the text of each piece of a file that reads as JSON.

    >>> texts('{"zone": "UTC", "topics": [{"id":  "a"}, 7]}')["topics", 0]
    '{"id":  "a"}'
    """
    return _by_place(_by_brackets(text) or [])


def _by_place(members: list[_Member]) -> Mapping[Place, str]:
    found: dict[Place, str] = {}
    for member in members:
        if member.key is not None:
            found[member.key, None] = member.text
            found.update(((member.key, index), item) for index, item in enumerate(member.items or ()))
    return found


def salvaged(text: str, max_depth: int) -> Salvage | None:
    r"""Return what can be read of a file that is no JSON.

    What is in no list and does not read is kept beside what did not read before. None when there is no telling the pieces,
    or when the header or the zone does not read: then nobody knows what the rest means.

    >>> salvaged('{"therapy_notes": {}, "zone": "UTC", "topics": [{"id": "a"}, {"id" "b"}]}', 9).data["topics"]
    [{'id': 'a'}, Broken(what='not JSON', text='{"id" "b"}')]
    """
    ways = (_by_layout(text), _by_brackets(text))
    members: list[_Member] = next((found for found in ways if found and _is_all_of(text, found)), list[_Member]())
    pairs: list[tuple[str, object]] = []
    kept: list[object] = []
    for member in members:
        value = _parsed(member.text, max_depth)
        if (
            isinstance(value, Broken)
            and member.key in _LISTS
            and member.items is not None
            and _covers(member.text, member.items)
        ):
            value = [_parsed(item, max_depth) for item in member.items]
        if member.key is None or isinstance(value, Broken):
            kept.append({"kind": "journal", "text": member.kept()})
        else:
            pairs.append((member.key, value))
    data = object_of(pairs)
    before = data.get("unreadable", [])
    if not {KEY, "zone"} <= data.keys() or not isinstance(before, list):
        return None
    if kept:
        data["unreadable"] = [*cast("list[object]", before), *kept]
    return Salvage(data, _by_place(members))


def _is_all_of(text: str, members: list[_Member]) -> bool:
    """Tell whether nothing stands in a text beside its members: what nobody has seen, nobody keeps."""
    return _covers(text, [piece for member in members for piece in (member.quoted, member.text)])


def _covers(text: str, pieces: Iterable[str]) -> bool:
    at = 0
    for piece in pieces:
        found = text.find(piece, at)
        if found < 0 or text[at:found].strip(_BETWEEN):
            return False
        at = found + len(piece)
    return not text[at:].strip(_BETWEEN)


_BETWEEN: Final = " \t\r\n\ufeff{}[],:"
"""What may stand between pieces."""


def _parsed(text: str, max_depth: int) -> object:
    try:
        return parse(text, max_depth=max_depth)
    except ReadError as error:
        what = error.problems[0].what
        return Broken(NOT_JSON if what == MORE else what, text)


# -- by layout ------------------------------------------------------------------------------------------------

_MEMBER = re.compile(r'"([^"\\]*)"\s*:\s*(.*)', re.DOTALL)
_CLOSING: Final = {"}", "},", "]", "],"}


def _by_layout(text: str) -> list[_Member]:
    lines = text.removeprefix("\ufeff").split("\n")
    indent = _indent(lines[1]) if len(lines) > 1 and lines[0].rstrip() == "{" else 0
    return [_member(piece, indent) for piece in _grouped(lines[1:], indent, '"')] if indent else []


def _member(piece: str, indent: int) -> _Member:
    found = _MEMBER.fullmatch(piece)
    if found is None:
        return _Member(None, piece)
    opening, *lines = found[2].split("\n")
    if opening.strip() != "[":
        return _Member(found[1], found[2], quoted=f'"{found[1]}"')
    # What stands after the end of the list belongs to another one, whose beginning does not read: it is one piece.
    ends = (n for n, line in enumerate(lines) if _indent(line) == indent and line[indent:].startswith(("]", "}")))
    end = next(ends, len(lines))
    rest = _whole(lines[end + 1 if lines[end:] and lines[end].strip() in _CLOSING else end :])
    items = (*_grouped(lines[:end], 2 * indent), *([rest] if rest else []))
    return _Member(found[1], found[2], items, quoted=f'"{found[1]}"')


def _grouped(lines: list[str], indent: int, mark: str = "") -> Iterator[str]:
    """Yield the pieces that begin at an indent, each with the lines that stand more deeply and the one that closes it.

    Args:
        lines: The lines.
        indent: Where a piece begins.
        mark: With what it begins.
    """
    piece: list[str] = []
    last = len(lines)
    while last and lines[last - 1].strip() in {"", *_CLOSING} and _indent(lines[last - 1]) < indent:
        last -= 1  # the end of what is around
    for line in lines[:last]:
        here = _indent(line)
        if here == indent and line.strip() not in {"", *_CLOSING} and line[here:].startswith(mark) and piece:
            yield _whole(piece)
            piece = []
        piece.append(line)
    if piece:
        yield _whole(piece)


def _whole(lines: list[str]) -> str:
    return "\n".join(lines).strip(" \t\r\n").removesuffix(",")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" \t"))


# -- by brackets ----------------------------------------------------------------------------------------------

_COLON = re.compile(r"\s*:")
_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?\Z)|[\[\]{},]', re.DOTALL)


def _by_brackets(text: str) -> list[_Member] | None:
    """Return the members of the object in a text, or None where its brackets and commas do not tell them apart."""
    members: list[_Member] = []
    opened: list[str] = []
    key: str | None = None
    quoted = ""
    items: list[str] | None = None
    values = begins = item_begins = 0
    for token in _TOKEN.finditer(text):
        mark = token[0]
        if len(opened) == 1 and mark[0] == '"' and key is None:
            colon = _COLON.match(text, token.end())
            if colon is None:
                return None
            key, quoted, begins, values = _text_of(mark), mark, colon.end(), 0
        elif len(opened) == 1 and mark[0] in '"[{':
            values += 1
        if mark in "[{":
            opened.append(mark)
            if len(opened) == 2 and mark == "[":
                items, item_begins = [], token.end()
        elif mark[0] != '"':
            if len(opened) == 2 and items is not None:
                items += _not_blank(text[item_begins : token.start()])
                item_begins = token.end()
            if mark != "," and (not opened or opened.pop() + mark not in {"[]", "{}"}):
                return None
            if len(opened) == (1 if mark == "," else 0) and key is not None:
                if values > 1:
                    return None
                held = None if items is None else tuple(items)
                members.append(_Member(key, text[begins : token.start()].strip(), held, quoted))
                key = items = None
    if opened and key is not None:  # the file was cut off here
        held = None if items is None else (*items, *_not_blank(text[item_begins:]))
        members.append(_Member(key, text[begins:].strip(), held, quoted))
    return members


def _not_blank(text: str) -> list[str]:
    return [text.strip()] if text.strip() else []


def _text_of(quoted: str) -> str:
    try:
        found = json.loads(quoted, strict=False)
    except ValueError:
        return quoted
    assert isinstance(found, str)
    return found
