"""The data of a Day One file, clean: a JSON journal as its entries, an entry of Day One Classic as the same kind of fields.

What a parser would pass over in silence is seen here: a key that stands twice, a number that is none or has five
thousand digits, half of a surrogate pair, a list that holds itself. What concerns one entry stops that entry alone.
"""

import datetime as dt
import json
import math
import plistlib
import re
import sys
from collections.abc import Callable
from io import BytesIO
from typing import Final, TypeAlias, cast

from attrs import define

from ...errors import Problem, ReadError
from .._text import decoded

Fields: TypeAlias = dict[str, object]
"""An object of a file: JSON values by the names that the format gives them."""

WHAT: Final = "a Day One export"
NOT_DAY_ONE: Final = "not a Day One export"
NOT_JSON: Final = "not JSON from here on"
CUT_OFF: Final = "cut off: the end is missing"
NOT_A_PLIST: Final = "not a property list that can be read"
TOO_DEEP: Final = "nested too deeply"
TOO_LARGE: Final = "larger than the limit"
TWICE: Final = "a key that stands twice, with two values"
NOT_FIELDS: Final = "not an entry: no fields with names"

DEEPEST: Final = 64
"""How many lists and objects may stand inside one another in an entry."""
_MOST_DIGITS: Final = 18
_SMALLEST_BUDGET: Final = 10_000
_GUARDED: Final = 3000
"""Up to this recursion limit (1000 unless a program raises it) the JSON parser stops by itself before the C stack ends."""


class WrongEntryError(ValueError):
    """One item that cannot be read. Its text is what a problem says, and never a word of the item."""


class OddNumber(str):
    """A number as it stood there, which no number here can be: not finite, or of too many digits."""

    __slots__ = ()


class _Twice(Fields):
    """An object in which a key stands twice, with two values."""

    __slots__ = ()


# -- JSON -----------------------------------------------------------------------------------------------------


def entries_of(data: bytes, name: str) -> tuple[list[object] | None, list[Problem]]:
    r"""Return the entries of a JSON journal as they stand there, and what was odd; None for JSON of another kind.

    Args:
        data: The file.
        name: What to call it in problems.

    Raises:
        ReadError: It is empty, encrypted, of another kind, not UTF-8 or not JSON; with the place.

    >>> entries_of(b'{"metadata": {"version": "1.0"}, "entries": [{"text": "Rain"}]}', "Journal.json")
    ([{'text': 'Rain'}], [])
    >>> entries_of(b'{"entries": [{"text": "Rai', "Journal.json")
    Traceback (most recent call last):
    therapy_notes.errors.ReadError: 1 problem: Journal.json: line 1, column 23: cut off: the end is missing
    """
    text, problems = decoded(data, name, what=WHAT, encoding="utf-8")
    found = json_of(text, name)
    if isinstance(found, _Twice):
        raise ReadError([Problem(where=name, what=TWICE)])
    entries = cast("Fields", found).get("entries") if isinstance(found, dict) else None
    return (cast("list[object]", entries), problems) if isinstance(entries, list) else (None, problems)


def json_of(text: str, where: str) -> object:
    """Return the data of a JSON text, with marks for what no journal can hold.

    Raises:
        ReadError: It is not JSON, or nested too deeply.
    """
    if sys.getrecursionlimit() > _GUARDED and _depth_of(text) > _GUARDED // 4:
        raise ReadError([Problem(where=where, what=TOO_DEEP)])
    try:
        return _loads(text)
    except json.JSONDecodeError as error:
        is_cut = error.pos >= len(text.rstrip(" \t\n\r")) or error.msg.startswith("Unterminated string")
        problem = Problem(where=f"{where}: line {error.lineno}, column {error.colno}", what=CUT_OFF if is_cut else NOT_JSON)
    except RecursionError:
        problem = Problem(where=where, what=TOO_DEEP)
    raise ReadError([problem])


def _object(pairs: list[tuple[str, object]]) -> Fields:
    made = dict(pairs)
    if len(made) < len(pairs) and any(made[key] != value for key, value in pairs):
        return _Twice(made)
    return made


def _integer(text: str) -> int | OddNumber:
    # int() takes time that grows with the square of the digits, so they are counted first.
    return int(text) if len(text) <= _MOST_DIGITS else OddNumber(text)


def _float(text: str) -> float | OddNumber:
    value = float(text)
    return value if math.isfinite(value) else OddNumber(text)


_loads: Final[Callable[[str], object]] = json.JSONDecoder(
    object_pairs_hook=_object, parse_int=_integer, parse_float=_float, parse_constant=OddNumber
).decode


def written(fields: Fields) -> str:
    """Return fields as one text, the same for equal fields."""
    return json.dumps(fields, sort_keys=True)


_STRING: Final = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\Z)', re.DOTALL)
_NOT_BRACKETS: Final = re.compile(r"[^\[\]{}]++")


def _depth_of(text: str) -> int:
    """Return how many brackets are open at once in a JSON text, at most."""
    deepest = depth = 0
    for bracket in _NOT_BRACKETS.sub("", _STRING.sub("", text)):
        depth += 1 if bracket in "[{" else -1
        deepest = max(deepest, depth)
    return deepest


# -- property lists -------------------------------------------------------------------------------------------

_FROM_CLASSIC: Final = {
    "UUID": "uuid",
    "Entry Text": "text",
    "Creation Date": "creationDate",
    "Time Zone": "timeZone",
    "Tags": "tags",
}
"""What an entry of Day One Classic calls the fields that have a home here. The others keep their names."""


def is_a_plist(data: bytes) -> bool:
    """Whether some bytes begin as a property list does, in XML or in binary form."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith((b"bplist00", b"<?xml", b"<!DOCTYPE", b"<plist"))


def classic_entry_of(data: bytes, name: str) -> Fields:
    """Return the fields of an entry of Day One Classic, those that have a home by the names that they have in JSON.

    Raises:
        ReadError: It is no property list, or not one of an entry.
    """
    found: object = None
    what = NOT_A_PLIST
    try:
        found = plistlib.load(_Counted(data.lstrip(b"\xef\xbb\xbf \t\r\n")), dict_type=_Once)
    except _TwiceError:
        what = TWICE
    except Exception:  # plistlib lets through whatever its parsers stumble over, from AttributeError to ExpatError
        found = None
    if not isinstance(found, dict):
        raise ReadError([Problem(where=name, what=what)])
    fields = cast("Fields", found)
    if not any(key in fields for key in ("Entry Text", "Creation Date")):
        raise ReadError([Problem(where=name, what=NOT_DAY_ONE)])
    return {_FROM_CLASSIC.get(key, key): value for key, value in fields.items()}


class _TwiceError(Exception):
    """A key stands twice in a property list."""


class _Once(Fields):
    __slots__ = ()

    def __setitem__(self, key: str, value: object) -> None:
        if key in self:
            raise _TwiceError
        super().__setitem__(key, value)


class _Counted(BytesIO):
    """A file of which no byte is read many times: objects that lie over one another would unpack to any size."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self._left = 4 * len(data) + _SMALLEST_BUDGET

    def read(self, size: int | None = -1) -> bytes:
        data = super().read(size)
        self._left -= len(data)
        if self._left < 0:
            raise ValueError(TOO_LARGE)
        return data


# -- cleaning -------------------------------------------------------------------------------------------------

_SURROGATE: Final = re.compile("[\ud800-\udfff]")


@define
class Cleaner:
    r"""Makes JSON values that a journal can hold out of what a parser gave.

    Args:
        size: The size of the file: an entry cannot hold more values than that, unless they hold one another.

    >>> cleaner = Cleaner(100)
    >>> cleaner.fields({"text": "\ud83d", "duration": OddNumber("1e999")}), cleaner.surrogates, cleaner.odd_numbers
    ({'text': '�', 'duration': '1e999'}, 1, 1)
    """

    size: int
    surrogates: int = 0
    """How many halves of surrogate pairs became U+FFFD."""
    odd_numbers: int = 0
    """How many numbers became texts."""
    _left: int = 0

    def fields(self, value: object) -> Fields:
        """Return the fields of an entry.

        Raises:
            WrongEntryError: It has none, or it is nested too deeply, or a key stands in it twice.
        """
        self._left = max(self.size, _SMALLEST_BUDGET)
        if not isinstance(value, dict):
            raise WrongEntryError(NOT_FIELDS)
        return cast("Fields", self._clean(cast("object", value), 0))

    def value(self, value: object) -> object:
        """Return any value clean, as :meth:`fields` does."""
        self._left = max(self.size, _SMALLEST_BUDGET)
        return self._clean(value, 0)

    def _clean(self, value: object, depth: int) -> object:  # noqa: PLR0912 - one case for each kind of value
        self._left -= 1
        if self._left < 0:
            raise WrongEntryError(TOO_LARGE)
        if depth > DEEPEST:
            raise WrongEntryError(TOO_DEEP)
        match value:
            case OddNumber():
                self.odd_numbers += 1
                return str(value)
            case str():
                return self._text(value)
            case None | bool():
                return value
            case int():
                return value if abs(value) < 10**_MOST_DIGITS else self._odd(hex(value))
            case float():
                return value if math.isfinite(value) else self._odd(str(value))
            case list():
                return [self._clean(item, depth + 1) for item in cast("list[object]", value)]
            case _Twice():
                raise WrongEntryError(TWICE)
            case dict():
                return {
                    self._key(key): self._clean(item, depth + 1) for key, item in cast("dict[object, object]", value).items()
                }
            case dt.datetime():
                return value.isoformat() + "Z"
            case bytes():
                return f"({len(value)} bytes)"
            case _:
                return None

    def _key(self, key: object) -> str:
        if not isinstance(key, str):
            raise WrongEntryError(NOT_FIELDS)
        return self._text(key)

    def _text(self, text: str) -> str:
        if text.isascii():
            return text
        clean, found = _SURROGATE.subn("\ufffd", text)
        self.surrogates += found
        return clean

    def _odd(self, text: str) -> str:
        self.odd_numbers += 1
        return text
