"""What a field may hold: one table, read off the annotations of the classes.

A record kind is taught once, by its class. From the table that :func:`fields` reads there, everything else is made:
what the constructor accepts, both roads of the codec, the JSON Schema, views, documents, ``repr`` and the strategies
for tests.
"""

import math
import re
import types
import typing
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Annotated, Final, Literal, TypeAlias, cast, get_args, get_origin

import attrs
from attrs import frozen

from .. import moments
from ..errors import AmbiguousTimeError
from ..moments import Date, DateTime, Duration
from ..text import has_lone_surrogate


@frozen
class Mark:
    """A meaning that a type alone does not tell."""

    name: Literal[
        "words", "id", "reference", "who", "reference_or_words", "zone", "wall_time", "number", "when", "degree", "source"
    ]


Words: TypeAlias = Annotated[str, Mark("words")]
"""Free text, in a person's own words."""
Id: TypeAlias = Annotated[str, Mark("id")]
"""The name by which other values point to this one."""
Ref: TypeAlias = Annotated[str, Mark("reference")]
"""The id of something else."""
Who: TypeAlias = Annotated[str, Mark("who")]
"""``client``, ``therapist``, ``both``, ``other``, ``unknown``, or the id of a Person or a Part."""
RefOrWords: TypeAlias = Annotated[str, Mark("reference_or_words")]
"""The id of something else, or simply words."""
ZoneName: TypeAlias = Annotated[str, Mark("zone")]
"""An IANA time zone such as ``Europe/Paris``, or an offset such as ``+02:00``."""
WallTime: TypeAlias = Annotated[str, Mark("wall_time")]
"""A time on a clock, ``00:00`` to ``24:00``."""
SourceText: TypeAlias = Annotated[str, Mark("source")]
"""A piece of a file as it stood there. Half of a surrogate pair stands for a byte that was no text, or for itself."""
Number: TypeAlias = Annotated[int | float, Mark("number")]
"""A finite number; an integral ``float`` becomes an ``int``."""

EVERYBODY: Final = ("client", "therapist", "both", "other", "unknown")
"""The words of :data:`Who` that are not ids."""

NO_EXTRA: Final[Mapping[str, object]] = types.MappingProxyType({})
"""What ``extra`` is when there is nothing in it."""

ScalarKind: TypeAlias = Literal[
    "term", "words", "id", "reference", "who", "reference_or_words", "zone", "wall_time",
    "integer", "number", "truth", "moment", "day", "length", "when", "degree", "bytes", "json",
    "source",
]  # fmt: skip


@frozen
class Scalar:
    """One value that JSON writes as a string, a number or a truth (and ``when`` and ``degree`` also as an object)."""

    kind: ScalarKind


@frozen
class Choice:
    """One of a closed list of words."""

    words: tuple[str, ...]


@frozen
class Nested:
    """One value of a class of ours."""

    of: type


@frozen
class Many:
    """A tuple of values of one shape."""

    of: "Scalar | Choice | Nested"


@frozen
class Extra:
    """JSON that this release does not know and gives back as it was."""


Shape: TypeAlias = Scalar | Choice | Nested | Many | Extra


@frozen(kw_only=True)
class Field:
    """One field of a class: its name (which is its JSON key), its shape, and what it is when nobody says."""

    name: str
    shape: Shape
    optional: bool
    required: bool
    default: object = None


DERIVED: Final[Mapping[str, object]] = {"derived": True}
"""The metadata of a field that is found out and not kept: it is in no file, and no table but its class knows of it."""


def fields(cls: type) -> tuple[Field, ...]:
    """Return the fields of one of our classes, in the order of their declaration, ``extra`` last."""
    found: tuple[Field, ...] = _fields(cls)
    return found


@cache
def _fields(cls: type) -> tuple[Field, ...]:
    return tuple(
        Field(
            name=a.name,
            shape=shape_of(a.type)[0],
            optional=shape_of(a.type)[1],
            required=a.default is attrs.NOTHING,
            default=None if a.default is attrs.NOTHING else a.default,
        )
        for a in attrs.fields(cls)
        if "derived" not in a.metadata
    )


_PLAIN: Final[Mapping[object, ScalarKind]] = {
    str: "term", int: "integer", bool: "truth", bytes: "bytes", object: "json",
    DateTime: "moment", Date: "day", Duration: "length",
}  # fmt: skip


@cache
def shape_of(annotation: object) -> tuple[Shape, bool]:
    """Return the shape that an annotation means, and whether it may be ``None``."""
    parts = get_args(annotation)
    origin = get_origin(annotation)
    if origin is Annotated:
        return Scalar(parts[1].name), False
    if origin in (typing.Union, types.UnionType):
        inner = [part for part in parts if part is not type(None)]
        shape = shape_of(inner[0])[0] if len(inner) == 1 else _UNIONS[frozenset(inner)]
        return shape, len(inner) < len(parts)
    if origin is tuple:
        item = shape_of(parts[0])[0]
        assert not isinstance(item, Many | Extra)
        return Many(item), False
    if origin is Literal:
        return Choice(parts), False
    if origin is not None and issubclass(origin, Mapping):
        return Extra(), False
    if annotation in _PLAIN:
        return Scalar(_PLAIN[annotation]), False
    marked = getattr(annotation, "__shape__", None)
    if marked is not None:
        return Scalar(marked), False
    assert isinstance(annotation, type)
    assert attrs.has(annotation), annotation
    return Nested(annotation), False


_UNIONS: dict[frozenset[object], Scalar] = {}


def union(annotation: object, kind: ScalarKind) -> None:
    """Teach the table a union that is one scalar, such as ``Rating | str``. For the room that declares it."""
    _UNIONS[frozenset(get_args(annotation))] = Scalar(kind)


_WALL_TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d|24:00", re.ASCII)

# What a field says when it is given something else. Never the value.
WRONG: Final[Mapping[ScalarKind, str]] = {
    "term": "not text",
    "words": "not text",
    "id": "not an id: text that is not empty",
    "reference": "not an id: text that is not empty",
    "who": "not a person: text that is not empty",
    "reference_or_words": "not text",
    "zone": "not a time zone of the IANA database",
    "wall_time": "not a time of day of the form HH:MM",
    "integer": "not a whole number",
    "number": "not a finite number",
    "truth": "not true or false",
    "moment": "not a moment with offset and zone, as in RFC 9557",
    "day": "not a day of the form YYYY-MM-DD",
    "length": "not a length of time in days, hours, minutes and seconds, as in ISO 8601",
    "when": "not a moment with a zone, a day, or an approximate time",
    "degree": "not a rating or a word",
    "bytes": "not 32 bytes",
    "json": "not JSON",
    "source": "not text",
}


def text_problem(kind: ScalarKind, value: str) -> str | None:
    """Return what is wrong with a text for a scalar of ``kind``, or None. The one place that decides this."""
    if kind != "source" and has_lone_surrogate(value):
        return "text with half of a surrogate pair"
    match kind:
        case "id" | "reference" | "who" if not value:
            return WRONG[kind]
        case "wall_time" if not _WALL_TIME.fullmatch(value):
            return WRONG[kind]
        case "zone":
            try:
                moments.zone(value)
            except AmbiguousTimeError:
                return WRONG[kind]
        case _:
            pass
    return None


def number(value: object) -> int | float:
    """Return a finite number, whole ones as ``int``.

    Raises:
        ValueError: It is not one.
    """
    if type(value) is int:
        return value
    if type(value) is float and math.isfinite(value):
        return int(value) if value.is_integer() else value
    raise ValueError(WRONG["number"])


def freeze(value: object) -> object:
    """Return JSON data that nobody can change any more: tuples for lists, read-only mappings for objects.

    Raises:
        TypeError: It is not JSON.
        ValueError: It holds a number that is not finite, or half of a surrogate pair.
    """
    return _frozen(value, _whole_text)


def freeze_as_found(value: object) -> object:
    """Return JSON data frozen, as it was found: half of a surrogate pair may stand in it, since an escape can write one."""
    return _frozen(value, joined)


def _frozen(value: object, text: Callable[[str], str]) -> object:
    if isinstance(value, Mapping):
        found = cast("Mapping[object, object]", value)
        return types.MappingProxyType({text(_key(key)): _frozen(item, text) for key, item in found.items()})
    if isinstance(value, list | tuple):
        return tuple(_frozen(item, text) for item in cast("Sequence[object]", value))
    if isinstance(value, str):
        return text(value)
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError("not JSON: a number that is not finite")
    if value is None or isinstance(value, bool | int | float):
        return value
    raise TypeError("not JSON")


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise TypeError("not JSON: a key that is not text")
    return key


def _whole_text(text: str) -> str:
    if has_lone_surrogate(text):
        raise ValueError("text with half of a surrogate pair")
    return text


def joined(text: str) -> str:
    r"""Return text in which two halves of a surrogate pair that stand together are the character that they mean.

    JSON cannot keep them apart, so what is kept apart in Python would not come back from a file.

    >>> joined("\ud83d\ude00") == "\U0001f600", joined("\ud83d") == "\ud83d"
    (True, True)
    """
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass") if has_lone_surrogate(text) else text


def thaw(value: object) -> object:
    """Return frozen JSON data as the plain lists and dicts of the standard library."""
    if isinstance(value, Mapping):
        return {key: thaw(item) for key, item in cast("Mapping[str, object]", value).items()}
    if isinstance(value, tuple | list):
        return [thaw(item) for item in cast("Sequence[object]", value)]
    return value
