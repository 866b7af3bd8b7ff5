"""JSON text to plain Python, with nothing lost on the way.

The standard library's parser keeps the last of two equal keys, reads ``NaN``, makes ``1e400`` infinite and spends minutes on
a number of a million digits. Here each of these leaves a mark in the data, at its place, and the strict road
turns marks into problems with paths. Only what stops a parser altogether is raised here.
"""

import json
import math
import re
import sys
from collections import Counter
from collections.abc import Callable
from typing import Final, TypeAlias

from attrs import frozen

from ..errors import Problem, ReadError
from ..text import has_lone_surrogate

MAX_BYTES: Final = 512 * 1024 * 1024
"""The largest file that is read when nobody says otherwise."""
MAX_DEPTH: Final = 64
"""How many lists and objects may stand inside one another when nobody says otherwise."""
MODEL_DEPTH: Final = 24
"""Deeper than our own classes ever nest. Unknown data that is not deeper than what then is left is surely not too deep."""
MAX_DIGITS: Final = 19
"""The most digits that a whole number may have; every 64-bit number fits."""

TOO_DEEP: Final = "nested too deeply"
TOO_LARGE: Final = "larger than the limit"
TOO_MANY_DIGITS: Final = "a whole number of more than 19 digits"
NOT_FINITE: Final = "not a finite number"
TWICE: Final = "a key that stands twice"
NOT_UTF8: Final = "not text in UTF-8"
EMPTY: Final = "empty"
NOT_JSON: Final = "not JSON"
CUT_OFF: Final = "cut off: the end is missing"
MORE: Final = "something after the end of the journal"
CONTROL: Final = "a control character that is not escaped"

Data: TypeAlias = bytes | bytearray | memoryview | str


@frozen
class Mark:
    """What stands in the data where the text holds something that no journal can. ``what`` is the problem."""

    what: str


class Repeated(dict[str, object]):
    """An object in which some keys stand twice; the last value is the one that is kept."""

    __slots__ = ("keys_twice",)

    def __init__(self, pairs: list[tuple[str, object]]) -> None:
        super().__init__(pairs)
        found = Counter(key for key, _ in pairs)
        self.keys_twice: frozenset[str] = frozenset(key for key, count in found.items() if count > 1)


def parse(data: Data, *, max_bytes: int = MAX_BYTES, max_depth: int = MAX_DEPTH) -> object:
    r"""Return the data that a JSON text holds, with marks where it holds what no journal can.

    Args:
        data: The text: bytes in UTF-8, with or without a byte order mark, or a ``str``.
        max_bytes: The largest size in bytes (in characters for a ``str``).
        max_depth: How many lists and objects may stand inside one another.

    Raises:
        ReadError: It is empty, too large, nested too deeply, not UTF-8 or not JSON; with the place.

    >>> parse('[1, 1e400, "é"]')
    [1, Mark(what='not a finite number'), 'é']
    >>> parse(b'{"a": 1')
    Traceback (most recent call last):
    therapy_notes.errors.ReadError: 1 problem: line 1, column 8: cut off: the end is missing
    """
    if len(data) > max_bytes:
        raise _stop("$", TOO_LARGE)
    text = decoded(data)
    if not text.strip(" \t\n\r"):
        raise _stop("$", EMPTY)
    if max_depth < MAX_DEPTH or sys.getrecursionlimit() > _GUARDED:
        refuse_depth(text, max_depth)
    try:
        return _loads(text)
    except json.JSONDecodeError as error:
        problem: Exception = _stop(f"line {error.lineno}, column {error.colno}", _syntax(error))
    except RecursionError as error:
        problem = error
    if isinstance(problem, RecursionError):
        # Deep data, or a caller that is deep itself: then this finds nothing, and the error is the caller's own.
        refuse_depth(text, min(max_depth, _SURELY_READ))
    raise problem from None


def decoded(data: Data) -> str:
    """Return a file as text, without a byte order mark.

    Raises:
        ReadError: They are not UTF-8; with the place of the first byte that is wrong.
    """
    try:
        return (data if isinstance(data, str) else str(data, "utf-8")).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        problem = _stop(f"byte {error.start}", NOT_UTF8)
    raise problem


def may_hold_surrogates(data: Data) -> bool:
    r"""Tell whether halves of surrogate pairs can be in a text: UTF-8 has none, so only an escape can bring one.

    Looking at the file once is a sixth of the time of looking at each text in it.

    >>> may_hold_surrogates(b'"a\\n"'), may_hold_surrogates(b'"\\ud83d"')
    (False, True)
    """
    if isinstance(data, str):
        return has_lone_surrogate(data) or _ESCAPED_SURROGATE.search(data.encode("utf-8")) is not None
    return _ESCAPED_SURROGATE.search(data) is not None


_ESCAPED_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")


def _stop(where: str, what: str) -> ReadError:
    return ReadError([Problem(where=where, what=what)])


def _syntax(error: json.JSONDecodeError) -> str:
    if error.msg.startswith("Extra data"):
        return MORE
    if error.msg.startswith("Invalid control character"):
        return CONTROL
    if error.pos >= len(error.doc.rstrip(" \t\n\r")) or error.msg.startswith("Unterminated string"):
        return CUT_OFF
    return NOT_JSON


def object_of(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return the object of some pairs, with a mark when a key stands twice."""
    made = dict(pairs)
    return made if len(made) == len(pairs) else Repeated(pairs)


def _integer(text: str) -> int | Mark:
    # int() takes time that grows with the square of the digits, so they are counted first.
    if len(text) > MAX_DIGITS and len(text) - (text[0] == "-") > MAX_DIGITS:
        return Mark(TOO_MANY_DIGITS)
    return int(text)


def _float(text: str) -> float | Mark:
    value = float(text)
    return value if math.isfinite(value) else Mark(NOT_FINITE)


def _constant(_: str) -> Mark:
    return Mark(NOT_FINITE)


_loads: Final[Callable[[str], object]] = json.JSONDecoder(
    object_pairs_hook=object_of, parse_int=_integer, parse_float=_float, parse_constant=_constant
).decode

# -- depth ----------------------------------------------------------------------------------------------------

_GUARDED: Final = 3000
"""Up to this recursion limit (1000 unless a program raises it) the parser stops by itself long before the C stack ends."""

_SURELY_READ: Final = 200
"""No program is so deep itself that data of this depth is too much for the stack."""

_STRING = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*(?:"|\Z)', re.DOTALL)
_NOT_BRACKETS = re.compile(r"[^\[\]{}]+")


def refuse_depth(text: str, max_depth: int) -> None:
    """Refuse a text in which lists and objects are nested more deeply. It costs as much as parsing: only where it must be.

    Raises:
        ReadError: It is nested too deeply.
    """
    if depth_of(text) > max_depth:
        raise _stop("$", TOO_DEEP)


def depth_of(text: str) -> int:
    """Return how many brackets are open at once in a JSON text, at most.

    >>> depth_of('{"a": [1, "[["]}')
    2
    """
    brackets = _NOT_BRACKETS.sub("", _STRING.sub("", text))
    deepest = depth = 0
    for bracket in brackets:
        depth += 1 if bracket in "[{" else -1
        deepest = max(deepest, depth)
    return deepest
