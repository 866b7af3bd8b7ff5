"""Values to plain data: dicts in the order of declaration, with defaults left out.

For each class the code is generated once, from the table of fields, as attrs does for constructors: it is five times as
fast as a loop over that table, and a journal has a hundred thousand values.
"""

import datetime as dt
import math
import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Final, TypeAlias, cast

import attrs
from attrs import define

from .. import moments
from ..errors import WriteError
from ..model.journal import Journal
from ..model.shapes import Choice, Extra, Field, Many, Nested, Scalar, Shape
from ..model.values import Approximate, Rating
from ..moments import Date, DateTime, Duration
from .header import KEY, Header
from .keys import ALWAYS, known_fields
from .parsing import MAX_DEPTH, MAX_DIGITS, MODEL_DEPTH, TOO_DEEP, TOO_MANY_DIGITS

Encode: TypeAlias = "Callable[[Any, Note], dict[str, object]]"

LIMIT: Final = 10**MAX_DIGITS
TAKEN: Final = "an unknown key that has the name of a known one"


@define
class Note:
    """What is noticed on the way through a journal.

    Args:
        unknown: There is something in an ``extra``.
        deep: There is unknown data so deep that the whole has to be measured.
    """

    unknown: bool = False
    deep: bool = False


class Refused:
    """What stands in the data where the model holds something that nobody could read again.

    It is no attrs class: msgspec would write one as an object.
    """

    what: str

    __slots__ = ("what",)
    __match_args__ = ("what",)

    def __init__(self, what: str) -> None:
        self.what = what


class Exact(float):
    """A number whose text the two encoders write differently; ours is that of the standard library."""

    __slots__ = ()


def encode_value(value: object) -> object:
    """Return the JSON form of a value: dicts, lists, text, numbers, truths and None.

    It takes every value of the model, and any other attrs class with fields of the same kinds: keys in the order of
    declaration, defaults left out, unknown keys after the known ones.

    >>> encode_value((Rating.of(7), moments.parse_day("2024-05-01"), "a little"))
    [{'value': 7, 'low': 0, 'high': 10}, '2024-05-01', 'a little']
    """
    return _anything(value, Note())


def json_bytes(data: object, *, indent: int | None = 2) -> bytes:
    r"""Return plain data as JSON in UTF-8 with one line end at its end.

    Args:
        data: What ``encode_value`` returns.
        indent: Spaces for each level; None for one long line.

    Raises:
        WriteError: Nobody could read it again under the default limits; with the path.

    >>> json_bytes({"a": [1, 2.5], "b": {}}, indent=None)
    b'{"a":[1,2.5],"b":{}}\n'
    """
    return encoded(data, indent) + b"\n"


def encoded(data: object, indent: int | None) -> bytes:
    """Return plain data as JSON, as the standard library would lay it out, at ten times its speed."""
    import msgspec  # noqa: PLC0415 - loaded when something is written

    if indent is not None and indent < 1:
        raise ValueError("an indent below one")
    try:
        compact = msgspec.json.Encoder(enc_hook=_exactly).encode(data)
    except TypeError:
        compact = None
    except UnicodeEncodeError:
        return _with_halves(data, indent)
    if compact is None:
        raise refusal(data)
    return compact if indent is None else msgspec.json.format(compact, indent=indent)


def _with_halves(data: object, indent: int | None) -> bytes:
    """Return plain data as JSON in which halves of surrogate pairs are escaped; only what did not read holds any."""
    import json  # noqa: PLC0415 - hardly ever needed

    separators = (",", ":") if indent is None else None
    text = json.dumps(data, ensure_ascii=False, indent=indent, separators=separators, default=_nothing_else)
    return _HALF.sub(lambda half: f"\\u{ord(half[0]):04x}", text).encode()


def _nothing_else(value: object) -> object:
    raise WriteError(f"$: {value.what if isinstance(value, Refused) else 'not JSON'}")


_HALF = re.compile("[\ud800-\udfff]")


def _exactly(value: object) -> object:
    import msgspec  # noqa: PLC0415 - it is loaded by now

    if isinstance(value, Exact):
        return msgspec.Raw(float.__repr__(value).encode())
    raise TypeError("no JSON")


def refusal(data: object) -> WriteError:
    """Return the error for data that nobody could read again: the first place that is wrong, and what is."""
    return refusal_of(data) or WriteError("$: not JSON")


def refusal_of(data: object) -> WriteError | None:
    """Return the error for data that nobody could read again, or None."""
    found = _first_wrong(data, "$", 0)
    return WriteError(f"{found[0]}: {found[1]}") if found else None


def is_too_deep(data: object) -> bool:
    """Tell whether data is nested more deeply than is read by default."""
    found = _first_wrong(data, "$", 0)
    return found is not None and found[1] == TOO_DEEP


def _first_wrong(data: object, where: str, depth: int) -> tuple[str, str] | None:
    match data:
        case Refused(what):
            return where, what
        case dict() | list() if depth == MAX_DEPTH:
            return where, TOO_DEEP
        case dict():
            inner = ((f"{where}.{_shown(key)}", item) for key, item in cast("dict[str, object]", data).items())
        case list():
            inner = ((f"{where}[{n}]", item) for n, item in enumerate(cast("list[object]", data)))
        case _:
            return None
    return next((found for place, item in inner if (found := _first_wrong(item, place, depth + 1))), None)


def _shown(key: str) -> str:
    """Return a key if it is one of ours: others may be somebody's words."""
    return key if key in _names_in(Journal) | _names_in(Header) | {KEY} else "<unknown key>"


@cache
def _names_in(of: type) -> frozenset[str]:
    names = {f.name for f in known_fields(of)}
    for f in known_fields(of):
        match f.shape:
            case Nested(inner) | Many(Nested(inner)):
                names |= _names_in(inner)
            case Scalar("degree"):
                names |= _names_in(Rating)
            case Scalar("when"):
                names |= _names_in(Approximate)
            case _:
                pass
    return frozenset(names)


# -- the generated code ---------------------------------------------------------------------------------------


@cache
def encoder(of: type) -> Encode:
    """Return the function that makes a dict of a value of a class."""
    names: dict[str, object] = dict(_HELPERS)
    lines = ["def encode(value, note):", "    made = {}"]
    for number, f in enumerate(_fields(of)):
        names[f"default_{number}"] = f.default
        expression = _expression(f.shape, "field", names)
        if f.optional and (f.required or f.default is not None):
            expression = f"None if field is None else {expression}"
        test = "True" if of is Journal and f.name in ALWAYS else _is_said(f, f"default_{number}")
        lines += [f"    field = value.{f.name}", f"    if {test}:", f"        made[{f.name!r}] = {expression}"]
    if any(a.name == "extra" for a in attrs.fields(of)):
        names["known"] = frozenset(f.name for f in known_fields(of))
        lines += ["    if value.extra:", "        add_unknown(made, value.extra, known, note)"]
    lines.append("    return made")
    # The text is made of names of fields of classes, never of data.
    exec("\n".join(lines), names)  # noqa: S102
    return cast("Encode", names["encode"])


def _is_said(field: Field, default: str) -> str:
    """Return the test whether a field is to be written: it is required, or not what it would be anyway."""
    if field.required:
        return "True"
    if field.default is None:
        return "field is not None"
    if not field.optional and field.default in ("", (), False):
        return "field"
    return f"field != {default}"


def _expression(shape: Shape, it: str, names: dict[str, object]) -> str:
    """Return the code for the JSON form of what ``it`` names."""
    match shape:
        case Nested(of):
            return f"{_named(of, names)}({it}, note)"
        case Many(of):
            inner = _expression(of, "item", names)
            return f"list({it})" if inner == "item" else f"[{inner} for item in {it}]"
        case Scalar("degree"):
            return f"{it} if isinstance({it}, str) else {_named(Rating, names)}({it}, note)"
        case Scalar("moment" | "day" | "when" | "length" | "bytes" | "json" | "integer" | "number" as kind):
            return f"{kind}({it}, note)" if kind in {"when", "json"} else f"{kind}({it})"
        case Scalar() | Choice():
            return it
        case Extra():
            return f"anything({it}, note)"


def _named(of: type, names: dict[str, object]) -> str:
    names[f"encode_{of.__name__}"] = encoder(of)
    return f"encode_{of.__name__}"


def _fields(of: type) -> tuple[Field, ...]:
    """Return the fields of a class of the model; of another class with a shape only where it has one."""
    try:
        return known_fields(of)
    except (KeyError, AssertionError, TypeError):
        return tuple(_unshaped(a) for a in attrs.fields(of))


def _unshaped(attribute: "attrs.Attribute[Any]") -> Field:
    default: Any = attribute.default
    if hasattr(default, "factory"):
        default = default.factory()
    # ``Extra`` is the shape of no key: what is in the field says itself what it is, see ``_anything``.
    return Field(
        name=attribute.name,
        shape=Extra(),
        optional=False,
        required=attribute.default is attrs.NOTHING,
        default=default,
    )


# -- the helpers that it calls --------------------------------------------------------------------------------


def _when(value: object, note: Note) -> object:
    if isinstance(value, DateTime):
        return moments.wire(value)
    if isinstance(value, Date):
        return _day(value)
    return encoder(Approximate)(value, note)


def _day(value: Date) -> str:
    return dt.date.isoformat(value)


def _integer(value: int) -> object:
    return value if -LIMIT < value < LIMIT else Refused(TOO_MANY_DIGITS)


def _number(value: float) -> object:
    if isinstance(value, int):
        return value if isinstance(value, bool) else _integer(value)
    if not math.isfinite(value):
        return Refused("not a finite number")
    return Exact(value) if "e" in repr(value) else value


def _json(value: object, note: Note, depth: int = 1) -> object:
    """Return unknown data with its keys sorted, so that equal journals are equal bytes."""
    if isinstance(value, str) or value is None:
        return value
    if isinstance(value, int | float):
        return _number(value)
    if depth > MAX_DEPTH - MODEL_DEPTH:
        note.deep = True
    if isinstance(value, Mapping):
        known = cast("Mapping[str, object]", value)
        return {key: _json(known[key], note, depth + 1) for key in sorted(known)}
    return [_json(item, note, depth + 1) for item in cast("tuple[object, ...]", value)]


def add_unknown(made: dict[str, object], extra: Mapping[str, object], known: frozenset[str], note: Note) -> None:
    """Put unknown keys after the known ones, sorted."""
    note.unknown = True
    for key in sorted(extra):
        made[key] = Refused(TAKEN) if key in known else _json(extra[key], note)


def _anything(value: object, note: Note) -> object:
    match value:
        case None | bool() | str():
            return value
        case int() | float():
            return _number(value)
        case DateTime():
            return moments.wire(value)
        case Date():
            return _day(value)
        case Duration():
            return moments.length_wire(value)
        case bytes():
            return value.hex()
        case tuple() | list():
            return [_anything(item, note) for item in cast("tuple[object, ...]", value)]
        case Mapping():
            known = cast("Mapping[str, object]", value)
            return {key: _anything(known[key], note) for key in sorted(known)}
        case _ if attrs.has(of := cast("type[Any]", type(value))):
            return encoder(of)(value, note)
        case _:
            raise TypeError(f"no JSON form for {type(value).__name__}")


_HELPERS: Final[Mapping[str, object]] = {
    "moment": moments.wire,
    "day": _day,
    "when": _when,
    "length": moments.length_wire,
    "bytes": bytes.hex,
    "json": _json,
    "integer": _integer,
    "number": _number,
    "anything": _anything,
    "add_unknown": add_unknown,
}
