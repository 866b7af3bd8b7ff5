"""What a constructor accepts: each field by its shape. It normalises, or refuses without quoting what it was given."""

import typing
from collections.abc import Callable, Iterable, Sequence
from typing import Any, cast

from attrs import Attribute

from .. import moments
from ..errors import AmbiguousTimeError
from ..moments import Date, DateTime, Duration
from .shapes import (
    NO_EXTRA,
    WRONG,
    Choice,
    Extra,
    Many,
    Nested,
    Scalar,
    ScalarKind,
    Shape,
    freeze,
    freeze_as_found,
    joined,
    number,
    shape_of,
    text_problem,
)


def several(given: Iterable[str]) -> tuple[str, ...]:
    """Return several texts as a tuple.

    Raises:
        TypeError: One text was given where several may stand; it would fall into its letters.
    """
    if isinstance(given, str):
        raise TypeError("one text where several may stand: put it in a list")
    return tuple(given)


def _accept_text(kind: ScalarKind) -> Callable[[object], object]:
    def accept(value: object) -> object:
        if not isinstance(value, str):
            raise TypeError(WRONG[kind])
        wrong = text_problem(kind, value)
        if wrong:
            raise ValueError(wrong)
        return value

    return accept


def _accept_source(value: object) -> object:
    if not isinstance(value, str):
        raise TypeError(WRONG["source"])
    return joined(value)


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
    "json": freeze_as_found,
    "source": _accept_source,
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
