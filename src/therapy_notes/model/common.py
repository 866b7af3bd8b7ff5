"""What every class of the model has: equality by instant and zone, copies that keep both, a ``repr`` without a word."""

import types
import typing
from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar, cast

import attrs
from attrs import Attribute, frozen

from .. import moments
from ..moments import Date, DateTime, Duration
from .shapes import Choice, Extra, Field, Many, Nested, Scalar, fields, freeze_as_found, thaw

_T = TypeVar("_T", bound=type)


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
        return freeze_as_found(cast("dict[str, object]", value))
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
        case Scalar("words" | "term" | "reference_or_words" | "degree" | "source") if isinstance(value, str):
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
