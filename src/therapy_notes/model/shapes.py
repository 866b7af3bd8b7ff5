"""What a field may hold: one table, read off the annotations of the classes.

A record kind is taught once, by its class. From the table that :func:`fields` reads there, everything else is made:
what the constructor accepts, both roads of the codec, the JSON Schema, views, documents, ``repr`` and the strategies
for tests.
"""

import math
import re
import types
import typing
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Annotated, Any, Final, Literal, TypeAlias, TypeVar, cast, get_args, get_origin

import attrs
from attrs import Attribute, frozen

from .. import moments
from ..errors import AmbiguousTimeError
from ..moments import Date, DateTime, Duration
from ..text import has_lone_surrogate


@frozen
class Mark:
    """A meaning that a type alone does not tell."""

    name: Literal["words", "id", "reference", "who", "reference_or_words", "zone", "wall_time", "number", "when", "degree"]


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
Number: TypeAlias = Annotated[int | float, Mark("number")]
"""A finite number; an integral ``float`` becomes an ``int``."""

EVERYBODY: Final = ("client", "therapist", "both", "other", "unknown")
"""The words of :data:`Who` that are not ids."""

NO_EXTRA: Final[Mapping[str, object]] = types.MappingProxyType({})
"""What ``extra`` is when there is nothing in it."""

ScalarKind: TypeAlias = Literal[
    "term", "words", "id", "reference", "who", "reference_or_words", "zone", "wall_time",
    "integer", "number", "truth", "moment", "day", "length", "when", "degree", "bytes", "json",
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


_T = TypeVar("_T", bound=type)


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
}


def text_problem(kind: ScalarKind, value: str) -> str | None:
    """Return what is wrong with a text for a scalar of ``kind``, or None. The one place that decides this."""
    if has_lone_surrogate(value):
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


def several(given: Iterable[str]) -> tuple[str, ...]:
    """Return several texts as a tuple.

    Raises:
        TypeError: One text was given where several may stand; it would fall into its letters.
    """
    if isinstance(given, str):
        raise TypeError("one text where several may stand: put it in a list")
    return tuple(given)


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
    """Return JSON data that nobody can change any more: tuples for lists, read-only mappings for objects."""
    if isinstance(value, Mapping):
        found = cast("Mapping[object, object]", value)
        return types.MappingProxyType({_key(key): freeze(item) for key, item in found.items()})
    if isinstance(value, list | tuple):
        return tuple(map(freeze, cast("Sequence[object]", value)))
    if value is None or isinstance(value, bool | int | float | str):
        if isinstance(value, float) and not math.isfinite(value):
            raise ValueError("not JSON: a number that is not finite")
        if isinstance(value, str) and has_lone_surrogate(value):
            raise ValueError("text with half of a surrogate pair")
        return value
    raise TypeError("not JSON")


def _key(key: object) -> str:
    if not isinstance(key, str) or has_lone_surrogate(key):
        raise TypeError("not JSON: a key that is not text")
    return key


def thaw(value: object) -> object:
    """Return frozen JSON data as the plain lists and dicts of the standard library."""
    if isinstance(value, Mapping):
        return {key: thaw(item) for key, item in cast("Mapping[str, object]", value).items()}
    if isinstance(value, tuple | list):
        return [thaw(item) for item in cast("Sequence[object]", value)]
    return value


# -- what a constructor accepts -------------------------------------------------------------------------------


def _accept_text(kind: ScalarKind) -> Callable[[object], object]:
    def accept(value: object) -> object:
        if not isinstance(value, str):
            raise TypeError(WRONG[kind])
        wrong = text_problem(kind, value)
        if wrong:
            raise ValueError(wrong)
        return value

    return accept


def _accept_length(value: object) -> object:
    if not hasattr(value, "total_seconds"):
        raise TypeError(WRONG["length"])
    return moments.length(typing.cast(Duration, value))


def _accept_moment(value: object) -> object:
    if not isinstance(value, DateTime):
        raise TypeError(WRONG["moment"])
    return moments.settled(value)


def _accept_day(value: object) -> object:
    if isinstance(value, DateTime) or not isinstance(value, Date):
        raise TypeError(WRONG["day"])
    return value


def _accept_key(value: object) -> object:
    if not isinstance(value, bytes) or len(value) != 32:
        raise TypeError(WRONG["bytes"])
    return value


def _accept_exactly(kind: ScalarKind, *types_: type) -> Callable[[object], object]:
    def accept(value: object) -> object:
        if type(value) not in types_:
            raise TypeError(WRONG[kind])
        return value

    return accept


_ACCEPT_SPECIAL: dict[ScalarKind, Callable[[object], object]] = {
    "integer": _accept_exactly("integer", int),
    "truth": _accept_exactly("truth", bool),
    "number": number,
    "moment": _accept_moment,
    "day": _accept_day,
    "length": _accept_length,
    "bytes": _accept_key,
    "json": freeze,
}


def accepts(kind: ScalarKind, accept: Callable[[object], object]) -> None:
    """Teach the table what a scalar accepts whose classes are declared elsewhere. For the room that declares them."""
    _ACCEPT_SPECIAL[kind] = accept


def acceptor(shape: Shape) -> Callable[[object], object]:
    """Return the function that a constructor calls on a value of ``shape``: normalise it, or raise without quoting it."""
    match shape:
        case Scalar(kind):
            return _ACCEPT_SPECIAL.get(kind) or _accept_text(kind)
        case Choice(words):

            def accept_choice(value: object) -> object:
                if not isinstance(value, str) or value not in words:
                    raise ValueError(f"not one of {', '.join(words)}")
                return value

            return accept_choice
        case Nested(cls):

            def accept_nested(value: object) -> object:
                if not isinstance(value, cls):
                    raise TypeError(f"not a {cls.__name__}")
                return value

            return accept_nested
        case Many(item):
            accept_item = acceptor(item)

            def accept_many(value: object) -> object:
                if isinstance(value, str) or not isinstance(value, Sequence):
                    raise TypeError("not a tuple")
                return tuple(map(accept_item, cast("Sequence[object]", value)))

            return accept_many
        case Extra():
            return lambda value: value if value is NO_EXTRA else freeze(value)


def guarded(cls: type, declared: list["Attribute[Any]"]) -> list["Attribute[Any]"]:
    """Give every field of a class the acceptor of its shape. An attrs ``field_transformer``."""
    return [a.evolve(converter=_converter(cls.__name__, a)) for a in declared]


def _converter(owner: str, attribute: "Attribute[Any]") -> Callable[[object], object]:
    shape, optional = shape_of(cast(object, attribute.type))
    accept = acceptor(shape)
    place = f"{owner}.{attribute.name}"

    def convert(value: object) -> object:
        if value is None and optional:
            return None
        try:
            return accept(value)
        except AmbiguousTimeError as error:
            raise AmbiguousTimeError(f"{place}: {error}") from None
        except (TypeError, ValueError) as error:
            raise type(error)(f"{place}: {error}") from None

    return convert


# -- what every class of the model has ------------------------------------------------------------------------


def identity(value: object) -> object:
    """Return what makes a value itself: of a moment its instant and zone, of everything else the value."""
    if isinstance(value, DateTime):
        return moments.identity(value)
    if isinstance(value, tuple):
        return tuple(map(identity, cast("tuple[object, ...]", value)))
    return value


def _pack(value: object) -> object:
    if isinstance(value, DateTime):
        return _Packed(moments.wire(value))
    if isinstance(value, types.MappingProxyType):
        return thaw(cast("Mapping[str, object]", value))
    if isinstance(value, tuple):
        return tuple(map(_pack, cast("tuple[object, ...]", value)))
    return value


def _unpack(value: object) -> object:
    if isinstance(value, _Packed):
        return moments.parse(value.wire)
    if isinstance(value, dict):
        return freeze(cast("dict[str, object]", value))
    if isinstance(value, tuple):
        return tuple(map(_unpack, cast("tuple[object, ...]", value)))
    return value


@frozen
class _Packed:
    """A moment on its way through ``copy`` or ``pickle``, which pendulum's own support moves by an hour in autumn."""

    wire: str


def plain(cls: _T) -> _T:
    """Give a class of the model what all of them share. Applied below ``attrs.frozen``, which keeps what is there.

    Equality and hash by instant and zone; copies and pickles that keep both; a ``repr`` with ids, counts, lengths
    and dates, and never a word of the text.
    """

    def compared(self: object) -> tuple[str, ...]:
        return tuple(a.name for a in _attributes(type(self)) if a.eq)

    def __eq__(self: object, other: object) -> bool:  # noqa: N807
        if type(self) is not type(other):
            return NotImplemented
        return all(identity(getattr(self, n)) == identity(getattr(other, n)) for n in compared(self))

    def __hash__(self: object) -> int:  # noqa: N807
        cls: type = type(self)
        without_hash = _json_fields(cls)
        return hash((cls, *(identity(getattr(self, n)) for n in compared(self) if n not in without_hash)))

    def __repr__(self: object) -> str:  # noqa: N807
        shown = (_shown(f, getattr(self, f.name)) for f in fields(type(self)))
        return f"{type(self).__name__}({', '.join(filter(None, shown))})"

    def __getstate__(self: object) -> tuple[object, ...]:  # noqa: N807
        return tuple(_pack(getattr(self, a.name)) for a in _attributes(type(self)))

    def __setstate__(self: object, state: tuple[object, ...]) -> None:  # noqa: N807
        for a, value in zip(_attributes(type(self)), state, strict=True):
            object.__setattr__(self, a.name, _unpack(value))

    for method in (__eq__, __hash__, __repr__, __getstate__, __setstate__):
        if method.__name__ not in vars(cls) or method.__name__ == "__hash__":
            setattr(cls, method.__name__, method)
    return cls


@cache
def _json_fields(cls: type) -> frozenset[str]:
    """Return the fields that hold JSON, which has no hash."""
    return frozenset(field.name for field in fields(cls) if field.shape in (Extra(), Scalar("json")))


def _attributes(cls: type) -> "tuple[Attribute[Any], ...]":
    return tuple(attrs.fields(cls))


def _shown(field: Field, value: object) -> str | None:
    """Return what ``repr`` shows of one field: nothing that a person wrote."""
    if value is None or value == field.default or value in ((), ""):
        return None
    match field.shape:
        case Many() | Extra():
            return f"{field.name}=<{len(typing.cast('tuple[object, ...]', value))}>"
        case Scalar("id" | "reference") | Choice():
            return f"{field.name}={value!r}"
        case Scalar("words" | "term" | "reference_or_words" | "degree") if isinstance(value, str):
            return f"{field.name}=<{len(value)} characters>"
        case Scalar("moment" | "day" | "when" | "length" | "number" | "integer" | "truth"):
            return f"{field.name}={_time_shown(value)}"
        case Nested():
            return f"{field.name}=<{type(value).__name__}>"
        case _:
            return None


def _time_shown(value: object) -> str:
    if isinstance(value, DateTime):
        return moments.wire(value)
    if isinstance(value, Duration):
        return moments.length_wire(value)
    return str(value) if isinstance(value, Date | int | float) else f"<{type(value).__name__}>"
