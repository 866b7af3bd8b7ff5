"""Plain data to a journal: the strict road. cattrs is the machine, the hooks are made from the table of fields.

Every hook takes what one shape may be and refuses everything else, in words from a fixed vocabulary. Errors are gathered in
cattrs's own groups, with its notes for the way up; ``problems`` turns them into paths. No hook ever puts a value into
a message.
"""

import sys
from collections.abc import Callable, Mapping, Sequence, Set
from functools import cache, partial
from typing import Any, Final, TypeAlias, cast

from attrs import frozen
from cattrs import Converter
from cattrs.errors import (
    AttributeValidationNote,
    BaseValidationError,
    ClassValidationError,
    IterableValidationError,
    IterableValidationNote,
)

from .. import moments
from ..errors import AmbiguousTimeError
from ..model.journal import Journal
from ..model.shapes import (
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
    text_problem,
)
from ..model.values import Approximate, Rating
from ..text import has_lone_surrogate
from .header import KEY, NOT_A_VERSION, Header, is_version
from .keys import known_fields
from .making import from_mapping
from .parsing import MAX_DEPTH, MODEL_DEPTH, TWICE, Mark, Repeated

Hook: TypeAlias = Callable[[object], object]

SURROGATE: Final = "text with half of a surrogate pair"


class WrongError(ValueError):
    """Something that no journal can hold, in words from the fixed vocabulary."""


class UnmeasuredError(Exception):
    """Unknown data that is so deep that the whole file has to be measured."""


class UnknownKeyNote(AttributeValidationNote):
    """A step of the way through a key that this release does not know: its text is never shown."""


@frozen(kw_only=True)
class Road:
    """What is known of a file before it is read.

    Args:
        sealed: It is as it was written, so that an offset which its zone does not have is no mistake.
        surrogates: There may be halves of surrogate pairs in its texts.
        measured: It is known not to be nested too deeply.
    """

    sealed: bool
    surrogates: bool
    measured: bool


@cache
def converter(road: Road) -> Converter:
    """Return the machine that makes journals of plain data. It is built once for each road, and never changed."""
    made = Converter(detailed_validation=True)
    _teach(Journal, made, road)
    return made


def _teach(of: type, to: Converter, road: Road) -> Hook:
    """Teach the converter a class and, before it, all classes inside: a hook is fixed when it is first used."""

    def nested(inner: type) -> Hook:
        return _teach(inner, to, road)

    hooks = {f.name: _hook(f.shape, nested, road) for f in known_fields(of)}
    optional = {f.name for f in known_fields(of) if f.optional}
    required = [f.name for f in known_fields(of) if f.required]
    if of is Journal:
        hooks[KEY] = nested(Header)
        required.append(KEY)
    elif of is Header:
        hooks["format"] = _version
    hook = _object_hook(of, hooks, optional, required, _any_json(road))
    to.register_structure_hook(of, lambda raw, _: hook(raw))
    return hook


# -- objects --------------------------------------------------------------------------------------------------


def _object_hook(of: type, hooks: Mapping[str, Hook], optional: Set[str], required: Sequence[str], any_json: Hook) -> Hook:
    make = _journal if of is Journal else from_mapping(of)

    def structure(given: object) -> object:
        if not isinstance(given, dict):
            raise _wrong(given, "not an object")
        raw = cast("dict[str, object]", given)
        values: dict[str, object] = {}
        unknown: dict[str, object] = {}
        errors: list[Exception] = []
        for key, value in raw.items():
            try:
                if key not in hooks:
                    unknown[_json_key(key)] = any_json(value)
                elif value is None and key in optional:
                    values[key] = None
                else:
                    values[key] = hooks[key](value)
            except (WrongError, BaseValidationError) as error:
                errors.append(_noted(error, key, known=key in hooks))
        errors += [_noted(WrongError("missing"), key) for key in required if key not in raw]
        if isinstance(raw, Repeated):
            errors += [_noted(WrongError(TWICE), key, known=key in hooks) for key in raw.keys_twice]
        if not errors:
            if unknown:
                values["extra"] = freeze(unknown)
            try:
                return make(values)
            except ValueError as error:
                # What a class says of its own values together; its words are fixed.
                errors = [WrongError(str(error))]
        raise _group(ClassValidationError, errors, of) from None

    return structure


def _noted(error: Exception, step: str | int, *, known: bool = True) -> Exception:
    """Note on an error a step of the way to it."""
    kind: Any = IterableValidationNote if isinstance(step, int) else AttributeValidationNote if known else UnknownKeyNote
    error.__notes__ = [*getattr(error, "__notes__", ()), kind("", step, Any)]
    return error


def _group(kind: Any, errors: list[Exception], of: type) -> Exception:
    group: Exception = kind("what does not read", errors, of)
    return group


def _journal(values: Mapping[str, object]) -> object:
    """Return the journal, by its constructor: it sorts, and it compares the ids of all records."""
    header = cast(Header, values[KEY])
    extra = cast("Mapping[str, object]", values.get("extra", NO_EXTRA))
    if header.extra:
        extra = {**extra, KEY: header.extra}
    rest = {name: value for name, value in values.items() if name not in {KEY, "extra"}}
    return Journal(format=header.format, producer=header.producer, extra=extra, **rest)  # type: ignore[arg-type]  # made by hooks


# -- shapes ---------------------------------------------------------------------------------------------------


def _hook(shape: Shape, nested: Callable[[type], Hook], road: Road) -> Hook:
    match shape:
        case Scalar("moment"):
            return partial(_moment, sealed=road.sealed)
        case Scalar("when"):
            return partial(_when, sealed=road.sealed, approximate=nested(Approximate))
        case Scalar("degree"):
            return partial(_degree, rating=nested(Rating))
        case Scalar("term" | "words" | "reference_or_words" as kind) if not road.surrogates:
            return _text_of_any_kind(WRONG[kind])
        case Scalar("json"):
            any_json = _any_json(road, halves=True)
            return lambda value: freeze_as_found(any_json(value))
        case Scalar("source"):
            return _source
        case Scalar(kind):
            return _SCALARS.get(kind) or partial(_text, kind=kind)
        case Choice(words):
            return partial(_choice, words=frozenset(words), wrong=f"not one of {', '.join(words)}")
        case Nested(of):
            return nested(of)
        case Many(of):
            return partial(_many, item=_hook(of, nested, road))
        case Extra():
            raise AssertionError("extra is no key")


def _text_of_any_kind(wrong: str) -> Hook:
    def text(value: object) -> object:
        if value.__class__ is str:
            return value
        raise _wrong(value, wrong)

    return text


def _wrong(value: object, what: str) -> WrongError:
    return WrongError(value.what if isinstance(value, Mark) else what)


def _many(value: object, *, item: Hook) -> object:
    if not isinstance(value, list):
        raise _wrong(value, "not a list")
    values = cast("list[object]", value)
    found: list[object] = []
    errors: list[Exception] = []
    for index, raw in enumerate(values):
        try:
            found.append(item(raw))
        except (WrongError, BaseValidationError) as error:
            errors.append(_noted(error, index))
    if errors:
        raise _group(IterableValidationError, errors, tuple) from None
    return tuple(found)


def _text(value: object, *, kind: ScalarKind) -> object:
    if not isinstance(value, str):
        raise _wrong(value, WRONG[kind])
    wrong = text_problem(kind, value)
    if wrong:
        raise WrongError(wrong)
    return value


def _version(value: object) -> object:
    text = cast(str, _text(value, kind="term"))
    if not is_version(text):
        raise WrongError(NOT_A_VERSION)
    return text


def _choice(value: object, *, words: frozenset[str], wrong: str) -> object:
    if not isinstance(value, str) or value not in words:
        raise _wrong(value, wrong)
    return value


def _integer(value: object) -> object:
    if type(value) is not int:
        raise _wrong(value, WRONG["integer"])
    return value


def _truth(value: object) -> object:
    if not isinstance(value, bool):
        raise _wrong(value, WRONG["truth"])
    return value


def _number(value: object) -> object:
    try:
        return number(value)
    except ValueError:
        raise _wrong(value, WRONG["number"]) from None


def _moment(value: object, *, sealed: bool) -> object:
    if not isinstance(value, str):
        raise _wrong(value, WRONG["moment"])
    try:
        return moments.parse(value, keep_clock=sealed)
    except AmbiguousTimeError as error:
        raise WrongError(str(error)) from None


def _day(value: object) -> object:
    if not isinstance(value, str):
        raise _wrong(value, WRONG["day"])
    try:
        return moments.parse_day(value)
    except AmbiguousTimeError as error:
        raise WrongError(str(error)) from None


def _length(value: object) -> object:
    if not isinstance(value, str):
        raise _wrong(value, WRONG["length"])
    try:
        return moments.parse_length(value)
    except AmbiguousTimeError as error:
        raise WrongError(str(error)) from None


def _when(value: object, *, sealed: bool, approximate: Hook) -> object:
    if isinstance(value, dict):
        return approximate(cast(object, value))
    if not isinstance(value, str):
        raise _wrong(value, WRONG["when"])
    if "T" in value:
        return _moment(value, sealed=sealed)
    try:
        return moments.parse_day(value)
    except AmbiguousTimeError as error:
        raise WrongError(WRONG["when"] if str(error) == WRONG["day"] else str(error)) from None


def _degree(value: object, *, rating: Hook) -> object:
    if isinstance(value, dict):
        return rating(cast(object, value))
    if not isinstance(value, str):
        raise _wrong(value, WRONG["degree"])
    if has_lone_surrogate(value):
        raise WrongError(SURROGATE)
    if not value.isprintable():
        raise WrongError(WRONG["degree"])
    return value


def _key(value: object) -> object:
    if not isinstance(value, str) or len(value) != 64:
        raise _wrong(value, WRONG["bytes"])
    try:
        found = bytes.fromhex(value)
    except ValueError:
        raise WrongError(WRONG["bytes"]) from None
    if len(found) != 32:  # fromhex passes over spaces
        raise WrongError(WRONG["bytes"])
    return found


def _source(value: object) -> object:
    if not isinstance(value, str):
        raise _wrong(value, WRONG["source"])
    return joined(value)


def _any_json(road: Road, *, halves: bool = False) -> Hook:
    return partial(_json, depth=-sys.maxsize if road.measured else 1, halves=halves)


def _json(value: object, depth: int, *, halves: bool) -> object:
    """Return unknown data as it is, if it is JSON that a journal can hold."""
    if isinstance(value, list | dict) and depth > MAX_DEPTH - MODEL_DEPTH:
        raise UnmeasuredError
    match value:
        case Mark(what):
            raise WrongError(what)
        case str():
            return value if halves else _json_key(value)
        case list():
            _json_items(cast("list[object]", value), depth, halves=halves)
        case dict():
            _json_values(cast("dict[str, object]", value), depth, halves=halves)
        case _:
            pass
    return value  # pyright: ignore[reportUnknownVariableType]


def _json_items(values: list[object], depth: int, *, halves: bool) -> None:
    errors: list[Exception] = []
    for index, item in enumerate(values):
        try:
            _json(item, depth + 1, halves=halves)
        except (WrongError, BaseValidationError) as error:
            errors.append(_noted(error, index))
    if errors:
        raise _group(IterableValidationError, errors, list) from None


def _json_values(values: dict[str, object], depth: int, *, halves: bool) -> None:
    errors: list[Exception] = []
    for key, item in values.items():
        try:
            _json(key, depth, halves=halves)
            _json(item, depth + 1, halves=halves)
        except (WrongError, BaseValidationError) as error:
            errors.append(_noted(error, key, known=False))
    if isinstance(values, Repeated):
        errors += [_noted(WrongError(TWICE), key, known=False) for key in values.keys_twice]
    if errors:
        raise _group(ClassValidationError, errors, dict) from None


def _json_key(key: str) -> str:
    if has_lone_surrogate(key):
        raise WrongError(SURROGATE)
    return key


_SCALARS: Final[Mapping[ScalarKind, Hook]] = {
    "integer": _integer,
    "truth": _truth,
    "number": _number,
    "day": _day,
    "length": _length,
    "bytes": _key,
}
