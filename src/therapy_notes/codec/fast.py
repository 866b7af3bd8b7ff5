"""The fast road: what we wrote and nobody has touched since, by way of msgspec.

msgspec reads the file in C into plain records of its own, made from the table of fields with all that it can check;
generated code turns them into the classes. Keys that a class does not have, wrong types, ranges, times and ids that occur
twice are all found. For anything that is found, and for any doubt, the answer is None: the strict road then decides and
tells.

What this road cannot see is a key that stands twice. ``dumps`` writes none, so a file whose seal holds has none, unless
somebody computed a seal for a file of their own making: the seal finds accidents, not malice. Then the last one counts.

Without this module all results are the same.
"""

import json
import re
from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Annotated, Any, Final, Literal, cast

import msgspec
from msgspec import Meta

from .. import moments
from ..model.journal import KINDS, Journal, Record
from ..model.shapes import NO_EXTRA, Choice, Extra, Field, Many, Nested, Scalar, ScalarKind, Shape, number, text_problem
from ..model.values import Approximate, Rating, Share
from .header import KEY
from .keys import known_fields
from .making import generated
from .migrations import PLAIN_ALIKE, UNKNOWN_LISTS
from .seal import Seal

_SMALL: Final = 2**63
"""A whole number that is not smaller goes the strict road, which counts digits."""


def journal_of(data: bytes, seal: Seal) -> Journal | None:
    """Return the journal in a file, or None for any doubt. It is the one in the file only if the seal holds."""
    if not _is_plain(seal):
        return None
    try:
        return _journal(_decoder().decode(data))
    except (msgspec.MsgspecError, ValueError, TypeError, RecursionError):
        return None


def line_of(data: bytes) -> tuple[str, Record | Share] | None:
    """Return what one line of a file of JSON Lines holds, with the name of its list, or None for any doubt."""
    found = _LINE.match(data)
    reader = found and _line_readers().get(found[1])
    if found is None or reader is None or not data.endswith(b"}\n"):
        return None
    decoder, make = reader
    try:
        made = make(decoder.decode(memoryview(data)[found.end() : -2]))
    except (msgspec.MsgspecError, ValueError, TypeError, RecursionError):
        return None
    return found[1].decode(), cast("Record | Share", made)


_LINE = re.compile(rb'\{"([a-z]+)":')


@cache
def _line_readers() -> "Mapping[bytes, tuple[msgspec.json.Decoder[Any], Callable[[Any], object]]]":
    classes: dict[str, type] = {**{kind.plural: kind.of for kind in KINDS.values()}, "shares": Share}
    return {name.encode(): (msgspec.json.Decoder(_record(of)), _maker(of)) for name, of in classes.items()}


def _is_plain(seal: Seal) -> bool:
    try:
        header = json.loads(seal.header + b"}")
    except ValueError:
        return False
    return header.get("format") in PLAIN_ALIKE and header.get("plain") is True


class _Header(msgspec.Struct, forbid_unknown_fields=True):
    format: str
    producer: str
    plain: Literal[True]
    seal: str


def _journal(file: Any) -> Journal:
    header: _Header = getattr(file, KEY)
    if any(getattr(file, name) for name in UNKNOWN_LISTS.get(header.format, ())):
        raise ValueError("a list that was not known to the version")
    values: dict[str, Any] = {name: make(getattr(file, name)) for name, make in _top_level().items()}
    return Journal(format=header.format, producer=header.producer, **values)


# -- records of msgspec ---------------------------------------------------------------------------------------


@cache
def _decoder() -> "msgspec.json.Decoder[Any]":
    """Return the decoder of a whole file. An ``unreadable`` record is a key that it does not know: then nothing is plain."""
    keys = [_key(f) for f in known_fields(Journal) if f.name in _top_level()]
    return msgspec.json.Decoder(msgspec.defstruct("File", [(KEY, _Header), *keys], forbid_unknown_fields=True))


@cache
def _record(of: type) -> type[msgspec.Struct]:
    """Return the record of msgspec for a class. The collector need not look at it: it is gone when the load is done."""
    keys = [_key(f) for f in known_fields(of)]
    return msgspec.defstruct(of.__name__, keys, forbid_unknown_fields=True, kw_only=True, gc=False)


def _key(field: Field) -> tuple[str, Any] | tuple[str, Any, Any]:
    of = _type(field.shape)
    annotation = of | None if field.optional else of
    return (field.name, annotation) if field.required else (field.name, annotation, field.default)


def _type(shape: Shape) -> Any:
    match shape:
        case Scalar("id" | "reference" | "who"):
            return Annotated[str, Meta(min_length=1)]
        case Scalar("integer"):
            return _WHOLE
        case Scalar("number"):
            return _WHOLE | float
        case Scalar("truth"):
            return bool
        case Scalar("degree"):
            return _record(Rating) | str
        case Scalar("when"):
            return _record(Approximate) | str
        case Scalar("json"):
            raise AssertionError("what is in a plain file has a shape")
        case Scalar():
            return str
        case Choice(words):
            return Literal[words]
        case Nested(of):
            return _record(of)
        case Many(of):
            return tuple[_type(of), ...]  # type: ignore[misc]  # a type made while it runs
        case Extra():
            raise AssertionError("extra is no key")


_WHOLE: Final[Any] = Annotated[int, Meta(ge=-_SMALL, le=_SMALL - 1)]

# -- records to classes ---------------------------------------------------------------------------------------


@cache
def _top_level() -> Mapping[str, Callable[[Any], object]]:
    return {f.name: _function(f) for f in known_fields(Journal) if f.name != "unreadable"}


def _function(field: Field) -> Callable[[Any], object]:
    names: dict[str, object] = dict(_HELPERS)
    code = _expression(field.shape, "it", names)
    if field.optional:
        code = f"None if it is None else {code}"
    make = eval(f"lambda it: {code}", names)  # noqa: S307 - the text is made of names of classes, never of data
    return cast("Callable[[Any], object]", make)


@cache
def _maker(of: type) -> Callable[[Any], object]:
    """Return the function that makes an object of a class from its record."""
    names: dict[str, object] = dict(_HELPERS)
    values: dict[str, str] = {}
    for f in known_fields(of):
        it = f"record.{f.name}"
        code = _expression(f.shape, "it", names)
        if code == "it":
            values[f.name] = it
        elif f.optional:
            values[f.name] = f"None if (it := {it}) is None else {code}"
        elif isinstance(f.shape, Many):
            values[f.name] = f"{code} if (it := {it}) else it"
        else:
            values[f.name] = _expression(f.shape, it, names)
    return generated(of, "record", {**values, "extra": "NO_EXTRA"}, names)


def _expression(shape: Shape, it: str, names: dict[str, object]) -> str:
    """Return the code for the value of what ``it`` names."""
    match shape:
        case Nested(of):
            return f"{_named(of, names)}({it})"
        case Many(of):
            inner = _expression(of, "item", names)
            return it if inner == "item" else f"tuple([{inner} for item in {it}])"
        case Scalar("degree"):
            return f"word({it}) if {it}.__class__ is str else {_named(Rating, names)}({it})"
        case Scalar("when"):
            approximate = _named(Approximate, names)
            told = f"(moment({it}) if 'T' in {it} else day({it}))"
            return f"{told} if {it}.__class__ is str else {approximate}({it})"
        case Scalar("number"):
            return f"{it} if {it}.__class__ is int else number({it})"
        case Scalar("moment" | "day" | "length" | "bytes" | "zone" | "wall_time" as kind):
            return f"{kind}({it})"
        case _:
            return it


def _named(of: type, names: dict[str, object]) -> str:
    names[f"make_{of.__name__}"] = _maker(of)
    return f"make_{of.__name__}"


def _word(text: str) -> str:
    if text.isprintable():
        return text
    raise ValueError("not a word")


def _checked(text: str, *, kind: ScalarKind) -> str:
    if text_problem(kind, text):
        raise ValueError(kind)
    return text


def _key_bytes(text: str) -> bytes:
    if len(text) != 64:
        raise ValueError("not 32 bytes")
    return bytes.fromhex(text)  # the constructor of a journal counts them


_moment: Final = partial(moments.parse, keep_clock=True)
_HELPERS: Final[Mapping[str, object]] = {
    "moment": _moment,
    "day": moments.parse_day,
    "length": moments.parse_length,
    "bytes": _key_bytes,
    "number": number,
    "word": _word,
    "zone": partial(_checked, kind="zone"),
    "wall_time": partial(_checked, kind="wall_time"),
    "NO_EXTRA": NO_EXTRA,
}
