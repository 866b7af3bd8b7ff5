"""What stands in a header to what stands in JSON. The shape of a field decides what a text without quotes means.

Text that is asked for is taken as it was typed: ``title: no`` is the word *no*, and ``title: 010`` has three digits. A
number, a truth or nothing is made only where one can be. What fits nowhere is handed on as it is, and the codec says
what is wrong with it.
"""

import math
import re
from typing import Final, cast

from ..codec.parsing import MAX_DIGITS, NOT_FINITE, TOO_MANY_DIGITS
from ..frontmatter import Plain, Value
from ..model.shapes import Choice, Extra, Field, Many, Nested, Scalar, Shape, fields
from ..model.values import Approximate, Rating

NOTHING: Final = frozenset({"", "~", "null", "Null", "NULL"})
"""What is typed where there is nothing, for a field in which there may be nothing."""

_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?", re.ASCII)
_TRUTH: Final = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_CONSTANTS: Final = {"true": True, "false": False, "null": None}


class NumberError(ValueError):
    """A number that no journal can hold, in words from the fixed vocabulary."""


def typed(value: Value, field: Field) -> object:
    """Return what a header says of a field, as JSON says it.

    >>> from therapy_notes.model.entries import Entry
    >>> table = {field.name: field for field in fields(Entry)}
    >>> typed(Plain("010"), table["title"]), typed(Plain("true"), table["unfinished"]), typed(Plain("x"), table["tags"])
    ('010', True, ['x'])
    """
    if field.optional and isinstance(value, Plain) and value in NOTHING:
        return None
    return _shaped(value, field.shape)


def untyped(value: Value) -> object:
    """Return what a header says under an unknown key: a text without quotes is a number or a truth if JSON says so.

    Raises:
        NumberError: It is a number that no journal can hold.

    >>> untyped([Plain("7"), Plain("true"), Plain("010"), Plain("no"), "7"])
    [7, True, '010', 'no', '7']
    """
    match value:
        case dict():
            return {key: untyped(item) for key, item in value.items()}
        case list():
            return [untyped(item) for item in value]
        case Plain():
            return _CONSTANTS[value] if value in _CONSTANTS else _number(value)
        case _:
            return value


def _shaped(value: Value, shape: Shape) -> object:
    if value.__class__ is str and isinstance(shape, Scalar | Choice):
        return value
    match shape, value:
        case ((Scalar("json") | Extra()), _):
            return untyped(value)
        case Scalar("integer" | "number"), Plain():
            return _number(value)
        case Scalar("truth"), Plain():
            return _TRUTH.get(value, str(value))
        case Scalar("degree"), dict():
            return keys(value, Rating)
        case Scalar("when"), dict():
            return keys(value, Approximate)
        case Nested(of), dict():
            return keys(value, of)
        case Many(of), list():
            return [_shaped(item, of) for item in value]
        case Many(), Plain("" | "~" | "null"):
            return []
        case Many(Scalar() as of), str():
            return [_shaped(value, of)]
        case ((Scalar() | Choice()), str()):
            return str(value)
        case _:
            return untyped(value)


def keys(value: dict[str, Value], of: type) -> dict[str, object]:
    """Return an object of a class of ours as JSON says it; its unknown keys too."""
    known = {f.name: f for f in fields(of) if not isinstance(f.shape, Extra)}
    return {key: typed(item, known[key]) if key in known else untyped(item) for key, item in value.items()}


def _number(text: str) -> object:
    found = _NUMBER.fullmatch(text)
    if found is None:
        return str(text)
    if not found[1] and not found[2]:
        if len(text) - text.startswith("-") > MAX_DIGITS:
            raise NumberError(TOO_MANY_DIGITS)
        return int(text)
    number = float(text)
    if not math.isfinite(number):
        raise NumberError(NOT_FINITE)
    return number


def same(one: object, other: object) -> bool:
    """Tell whether two pieces of JSON are the same; 1, 1.0 and true are not, the order of keys does not count.

    >>> same({"a": 1, "b": [True]}, {"b": [True], "a": 1}), same([1], [True])
    (True, False)
    """
    if isinstance(one, str):
        return one == other
    if isinstance(one, dict) and isinstance(other, dict):
        left, right = cast("dict[str, object]", one), cast("dict[str, object]", other)
        return left.keys() == right.keys() and all(same(item, right[key]) for key, item in left.items())
    if isinstance(one, list) and isinstance(other, list):
        first, second = cast("list[object]", one), cast("list[object]", other)
        return len(first) == len(second) and all(map(same, first, second))
    if isinstance(one, float) and isinstance(other, float):
        return float.__repr__(one) == float.__repr__(other)
    return all(isinstance(one, of) == isinstance(other, of) for of in (bool, float)) and one == other
