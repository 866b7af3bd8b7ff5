r"""A header over a body, as notes in Markdown have it: split, read and written, with nothing guessed.

What is read is YAML, and what comes out is text, lists and mappings, nothing else. A text that stood without quotes is a
:class:`Plain`: whether ``no``, ``21:30`` or ``010`` is a word, a truth or a number is for somebody to say who knows what
was asked for.

What is written is a narrow part of YAML 1.2 that every tool reads alike: strings as in JSON, in quotes; a list with one
item to a line; a mapping on one line if it fits there. This part is read line by line with the JSON parser, which is many
times as fast as a YAML parser. Everything else that people and other programs write goes through PyYAML, without tags,
without anchors, and with no key twice.

>>> header = block("title", "no") + block("tags", ["arriving"])
>>> print(join(header, "She asked."), end="")
---
title: "no"
tags:
  - "arriving"
---
She asked.
>>> parse("title: no\ntags: [arriving, 21:30]\n")
{'title': Plain('no'), 'tags': [Plain('arriving'), Plain('21:30')]}
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Final, NoReturn, TypeAlias, cast

from attrs import frozen

from .errors import Problem, ReadError

MAX_HEADER: Final = 1_000_000
"""The most characters of a header that are given to the YAML parser when nobody says otherwise: a third of a second's work.

A header of the form that is written here may be longer.
"""
MAX_DEPTH: Final = 64
"""How many lists and mappings may stand inside one another."""
WIDTH: Final = 100
"""A mapping stands on one line if that is not longer."""

NOT_YAML: Final = "not YAML"
NOT_KEYS: Final = "not keys with values"
CHARACTER: Final = "a character that YAML does not allow"
TWICE: Final = "a key that stands twice"
TAG: Final = "a tag of YAML: an exclamation mark before a value that is not in quotes"
ANCHOR: Final = "an anchor of YAML: & or * before a value that is not in quotes"
TOO_DEEP: Final = "nested too deeply"
TOO_LARGE: Final = "larger than the limit"


class Plain(str):
    """A text that stood there without quotes.

    >>> Plain("no") == "no", str(Plain("no"))
    (True, 'no')
    """

    __slots__ = ()

    def __repr__(self) -> str:
        return f"Plain({super().__repr__()})"


Value: TypeAlias = "str | list[Value] | dict[str, Value]"
"""What a header holds: text (``Plain`` where it had no quotes), lists and mappings."""


@frozen
class Block:
    """The lines of one key of a header, or lines between keys: comments and empty ones.

    Args:
        key: The key; None for what is between keys.
        value: Its value.
        lines: The lines as they stand in the file, with their line ends.
    """

    key: str | None
    value: Value
    lines: str


# -- splitting ------------------------------------------------------------------------------------------------

_OPENING = re.compile(r"\ufeff?---[ \t]*\r?\n")


def split(text: str, *, closings: Sequence[str] = ("---",)) -> tuple[str, str] | None:
    r"""Return the header of a text and its body, or None when it does not begin with a header.

    A header stands between a first line ``---`` and the next line that is one of ``closings``; blanks after them, and a byte
    order mark before, are passed over. Nothing else is changed: the header keeps its line ends, the body every
    character.

    >>> split("---\ntitle: x\n---\nShe asked.\n---\n")
    ('title: x\n', 'She asked.\n---\n')
    >>> split("She asked.\n---\n") is None
    True
    """
    opening = _OPENING.match(text)
    closing = opening and _closing(tuple(closings)).search(text, opening.end())
    return (text[opening.end() : closing.start()], text[closing.end() :]) if opening and closing else None


@cache
def _closing(lines: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"^(?:{'|'.join(map(re.escape, lines))})[ \t]*\r?(?:\n|\Z)", re.MULTILINE)


def join(header: str, body: str) -> str:
    r"""Return a header and a body as one text, with one line end after the body.

    >>> join("title: x\n", "She asked.")
    '---\ntitle: x\n---\nShe asked.\n'
    """
    return f"---\n{header}---\n{body}\n"


# -- writing --------------------------------------------------------------------------------------------------

_PLAIN_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_-]*", re.ASCII)
_RETYPED: Final = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"})
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_quoted: Final[Callable[[str], str]] = json.JSONEncoder(ensure_ascii=False).encode


def block(key: str, value: object) -> str:
    r"""Return the lines of a key: a list with an item to a line, a mapping on one line, or opened when it is long.

    Inside of what is opened, a list of texts and numbers stands on one line as well, if it fits.

    Args:
        key: The key.
        value: JSON, or a ``Plain`` text to be written without quotes.

    >>> print(block("feelings", [{"name": "fear", "degree": 7}]), end="")
    feelings:
      - {"name": "fear", "degree": 7}
    >>> print(block("no", Plain("2024-05-01")), end="")
    "no": 2024-05-01
    """
    return "".join(f"{line}\n" for line in _lines(key, value, ""))


def _lines(key: str, value: object, indent: str) -> Iterator[str]:
    head = f"{indent}{_key(key)}:"
    one = f"{head} {flow(value)}"
    if isinstance(value, list) and value and not (indent and len(one) <= WIDTH and _is_simple(cast("list[object]", value))):
        yield head
        for item in cast("list[object]", value):
            yield from _item(item, f"{indent}  ")
    elif isinstance(value, dict) and value and len(one) > WIDTH:
        yield head
        yield from _opened(cast("dict[str, object]", value), f"{indent}  ")
    else:
        yield one


def _is_simple(items: list[object]) -> bool:
    return not any(isinstance(item, list | dict) for item in items)


def _item(value: object, indent: str) -> Iterator[str]:
    one = f"{indent}- {flow(value)}"
    if isinstance(value, dict) and value and len(one) > WIDTH:
        first, *others = _opened(cast("dict[str, object]", value), f"{indent}  ")
        yield f"{indent}- {first[len(indent) + 2 :]}"
        yield from others
    else:
        yield one


def _opened(value: Mapping[str, object], indent: str) -> Iterator[str]:
    for key, inner in value.items():
        yield from _lines(key, inner, indent)


def _key(key: str) -> str:
    return key if _PLAIN_KEY.fullmatch(key) and key.lower() not in _RETYPED else _text(key)


def flow(value: object) -> str:
    r"""Return JSON on one line, in which everything that YAML does not allow is escaped, and no number is taken for a word.

    >>> flow({"a": ["\x85", 1e300, None, True]})
    '{"a": ["\\u0085", 1.0e+300, null, true]}'
    """
    match value:
        case Plain():
            return str(value)
        case str():
            return _text(value)
        case None | bool():
            return {None: "null", True: "true", False: "false"}[value]
        case float():
            digits, sign, exponent = repr(value).partition("e")
            # YAML 1.1 takes a number with an exponent and without a point for a word.
            return f"{digits}.0{sign}{exponent}" if sign and "." not in digits else repr(value)
        case int():
            return repr(value)
        case Mapping():
            found = cast("Mapping[str, object]", value)
            return f"{{{', '.join(f'{_text(key)}: {flow(item)}' for key, item in found.items())}}}"
        case _:
            return f"[{', '.join(map(flow, cast('Iterable[object]', value)))}]"


def _text(text: str) -> str:
    quoted = _quoted(text)
    return quoted if quoted.isascii() and "\x7f" not in quoted else _ESCAPED.sub(_escape, quoted)


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


# -- reading --------------------------------------------------------------------------------------------------


def parse(header: str, *, max_header: int = MAX_HEADER) -> dict[str, Value]:
    r"""Return what a header says, by key.

    Args:
        header: The lines between ``---`` and ``---``.
        max_header: The most characters that are given to the YAML parser.

    Raises:
        ReadError: It is not YAML, or YAML of a kind that is refused; with the line of the file, in which the header
            begins on the second. No word of it is in the error.

    >>> parse("title: Session 3: anger\n")
    Traceback (most recent call last):
    therapy_notes.errors.ReadError: 1 problem: line 2: not YAML
    """
    return {found.key: found.value for found in blocks(header, max_header=max_header) if found.key is not None}


def blocks(header: str, *, max_header: int = MAX_HEADER) -> tuple[Block, ...]:
    r"""Return a header cut into the lines of its keys. Joined, the lines are the header.

    Args:
        header: The lines between ``---`` and ``---``.
        max_header: The most characters that are given to the YAML parser.

    Raises:
        ReadError: As :func:`parse`.

    >>> [(found.key, found.lines) for found in blocks("# mine\ntitle: x\ntags:\n- a\n- b\n")]
    [(None, '# mine\n'), ('title', 'title: x\n'), ('tags', 'tags:\n- a\n- b\n')]
    """
    try:
        found = _written(header)
    except _OtherFormError:
        found = None
    return tuple(_yaml(header, max_header) if found is None else found)


def _refuse(line: int, what: str) -> NoReturn:
    """Raise the error for a line of the header, counted from 0."""
    raise ReadError([Problem(where=f"line {line + 2}", what=what)])


# -- the form that is written, line by line -------------------------------------------------------------------

_KEYED = re.compile(r'(?:([A-Za-z][A-Za-z0-9_-]*)|("(?:[^"\\]|\\.)*")):(?:[ ]+(.*))?', re.ASCII)
_PLAIN = re.compile(r"-?[A-Za-z0-9](?:[A-Za-z0-9_.+-]*[A-Za-z0-9_+])?", re.ASCII)
_STRING = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*(?:"|\Z)', re.DOTALL)


class _OtherFormError(Exception):
    """The header is not of the form that is written here."""


class _TwiceError(Exception):
    """A key stands twice in a mapping on one line."""


def _written(header: str) -> list[Block]:
    lines = header.split("\n")
    if lines[-1] == "":
        lines.pop()
        ends = len(lines)
    else:
        ends = len(lines) - 1
    bare = [line.removesuffix("\r") for line in lines]
    found: list[Block] = []
    seen: set[str] = set()
    at = 0
    while at < len(bare):
        start = at
        key: str | None = None
        value: Value = Plain()
        while at < len(bare) and bare[at][:1] in {"", "#"}:
            at += 1
        if at == start:
            key, value, at = _pair(bare, at, 0)
            if key in seen:
                _refuse(start, TWICE)
            seen.add(key)
        text = "".join(f"{line}\n" if number < ends else line for number, line in enumerate(lines[start:at], start))
        found.append(Block(key, value, text))
    return found


def _pair(lines: list[str], at: int, indent: int, skip: int = 0) -> tuple[str, Value, int]:
    """Return the key at a line, its value, and the line after it. ``skip`` characters before it are not blank."""
    keyed = _KEYED.fullmatch(lines[at], indent) if lines[at][:indent].isspace() or skip or not indent else None
    if keyed is None or indent > 2 * MAX_DEPTH:
        raise _OtherFormError
    plain, quoted, rest = keyed.groups()
    key = plain if plain is not None else cast(str, _json(quoted, at))
    if rest and not rest.isspace():
        return key, _scalar(rest, at), at + 1
    return key, *_inside(lines, at + 1, indent)


def _inside(lines: list[str], at: int, indent: int) -> tuple[Value, int]:
    """Return what is opened below a key: a list, a mapping, or nothing."""
    blank = " " * (indent + 2)
    if at == len(lines) or not lines[at].startswith(blank):
        if at < len(lines) and lines[at][: indent + 1].isspace():
            raise _OtherFormError
        if at < len(lines) and lines[at].startswith(" " * indent + "-"):
            raise _OtherFormError
        return Plain(), at
    if lines[at].startswith(f"{blank}- "):
        return _list(lines, at, indent + 2)
    return _mapping(lines, at, indent + 2)


def _list(lines: list[str], at: int, indent: int) -> tuple[Value, int]:
    items: list[Value] = []
    blank, head = " " * indent, f"{' ' * indent}- "
    while at < len(lines) and lines[at].startswith(blank):
        if not lines[at].startswith(head):
            raise _OtherFormError
        rest = lines[at][indent + 2 :]
        if _is_pair(rest):
            value, at = _mapping(lines, at, indent + 2, skip=2)
        else:
            value, at = _scalar(rest, at), at + 1
        items.append(value)
    return items, at


def _is_pair(text: str) -> bool:
    return text[:1] not in {"[", "{"} and _KEYED.fullmatch(text) is not None


def _mapping(lines: list[str], at: int, indent: int, skip: int = 0) -> tuple[Value, int]:
    found: dict[str, Value] = {}
    blank = " " * indent
    while skip or (at < len(lines) and lines[at].startswith(blank)):
        start = at
        key, value, at = _pair(lines, at, indent, skip)
        skip = 0
        if key in found:
            _refuse(start, TWICE)
        found[key] = value
    return found, at


def _scalar(text: str, line: int) -> Value:
    if text[:1] in {'"', "[", "{"}:
        return _json(text, line)
    if _PLAIN.fullmatch(text):
        return Plain(text)
    raise _OtherFormError


def _json(text: str, line: int) -> Value:
    if text.count("[") + text.count("{") > MAX_DEPTH and _depth(text) > MAX_DEPTH:
        _refuse(line, TOO_DEEP)
    try:
        value = _decode(text)
    except _TwiceError:
        twice = True
    except ValueError:
        raise _OtherFormError from None
    else:
        return _without_constants(value) if _CONSTANT.search(text) else cast("Value", value)
    assert twice
    _refuse(line, TWICE)


def _depth(text: str) -> int:
    deepest = depth = 0
    for bracket in re.sub(r"[^\[\]{}]+", "", _STRING.sub("", text)):
        depth += 1 if bracket in "[{" else -1
        deepest = max(deepest, depth)
    return deepest


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise _TwiceError
    return made


_CONSTANT = re.compile("true|false|null")
_decode: Final[Callable[[str], object]] = json.JSONDecoder(
    object_pairs_hook=_object, parse_int=Plain, parse_float=Plain, parse_constant=Plain
).decode


def _without_constants(value: object) -> Value:
    """Return JSON in which the three words of JSON are plain text, as numbers are already."""
    match value:
        case None | bool():
            return Plain(flow(value))
        case list():
            return [_without_constants(item) for item in cast("list[object]", value)]
        case dict():
            return {key: _without_constants(item) for key, item in cast("dict[str, object]", value).items()}
        case _:
            return cast(str, value)


# -- everything else ------------------------------------------------------------------------------------------

_NOT_ALLOWED = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ODD_LINES = re.compile("[\x85\u2028\u2029]|\r(?!\n)")


def _yaml(header: str, max_header: int) -> list[Block]:
    if len(header) > max_header:
        _refuse(0, TOO_LARGE)
    wrong = _NOT_ALLOWED.search(header)
    if wrong:
        _refuse(header.count("\n", 0, wrong.start()), CHARACTER)
    value, keys = _events(header)
    if not isinstance(value, dict):
        _refuse(0, NOT_KEYS)
    return list(_cut(header, value, keys))


def _cut(header: str, value: dict[str, Value], keys: list[int]) -> Iterator[Block]:
    """Yield the lines of each key, and what is between them, given the line on which each key begins."""
    if len(set(keys)) < len(keys) or _ODD_LINES.search(header):
        yield Block(None, Plain(), header)
        yield from (Block(key, inner, "") for key, inner in value.items())
        return
    lines = [line for line in re.split(r"(?<=\n)", header) if line]
    yield from _between(lines[: keys[0] if keys else len(lines)])
    for (key, inner), start, end in zip(value.items(), keys, [*keys, len(lines)][1:], strict=True):
        last = end
        while last > start + 1 and (not lines[last - 1].strip() or lines[last - 1].startswith("#")):
            last -= 1
        yield Block(key, inner, "".join(lines[start:last]))
        yield from _between(lines[last:end])


def _between(lines: list[str]) -> Iterator[Block]:
    if lines:
        yield Block(None, Plain(), "".join(lines))


@frozen
class _Open:
    """A list or a mapping whose end has not come yet; ``keys`` holds the key that waits for its value."""

    value: list[Value] | dict[str, Value]
    keys: list[str]


def _events(header: str) -> tuple[Value, list[int]]:
    """Return the value of a YAML document, and the line of each key of its outermost mapping.

    It is built from events, one by one, so that nothing deep or large is made before it is refused.
    """
    import yaml  # noqa: PLC0415 - only for what people and other programs wrote

    loader = yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader
    root: list[Value] = []
    inside: list[_Open] = []
    keys: list[int] = []
    documents = line = 0
    try:
        for event in yaml.parse(header, Loader=loader):
            line = _line_of(event.start_mark, line)
            documents += isinstance(event, yaml.DocumentStartEvent)
            if documents > 1:
                _refuse(line, NOT_YAML)
            if isinstance(event, yaml.NodeEvent):
                _refuse_magic(event.anchor is not None, getattr(event, "tag", None) is not None, line)
            if isinstance(event, yaml.ScalarEvent):
                text = Plain(event.value) if event.style in {None, ""} else str(event.value)
                if len(inside) == 1 and not inside[0].keys:
                    keys.append(line)
                _add(text, inside, root, line)
            elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
                if len(inside) == MAX_DEPTH:
                    _refuse(line, TOO_DEEP)
                new: list[Value] | dict[str, Value] = [] if isinstance(event, yaml.SequenceStartEvent) else {}
                _add(new, inside, root, line)
                inside.append(_Open(new, []))
            elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
                inside.pop()
    except yaml.YAMLError as error:
        # No more of the error is used: it quotes. A bracket or a quotation mark that is not closed is told where it stands.
        context = str(getattr(error, "context", ""))
        which = "context_mark" if "flow" in context or "quoted" in context else "problem_mark"
        line = _line_of(getattr(error, which, None), line)
    else:
        return (root[0] if root else {}), keys
    _refuse(min(line, header.count("\n")), NOT_YAML)


def _line_of(mark: object, otherwise: int) -> int:
    """Return the line at which a mark of the YAML parser stands, if there is one."""
    found: object = getattr(mark, "line", otherwise)
    return found if isinstance(found, int) else otherwise


def _refuse_magic(anchor: bool, tag: bool, line: int) -> None:
    if anchor:
        _refuse(line, ANCHOR)
    if tag:
        _refuse(line, TAG)


def _add(value: Value, inside: list[_Open], root: list[Value], line: int) -> None:
    if not inside:
        root.append(value)
        return
    into, keys = inside[-1].value, inside[-1].keys
    if isinstance(into, list):
        into.append(value)
    elif keys:
        into[keys.pop()] = value
    elif not isinstance(value, str):
        _refuse(line, NOT_KEYS)
    elif value in into:
        _refuse(line, TWICE)
    else:
        keys.append(str(value))
