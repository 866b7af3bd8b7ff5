"""Records in which every field that can hold words holds its own, so that one can see where each of them goes."""

from collections.abc import Iterator
from typing import Any

from therapy_notes.model.journal import KINDS, Record
from therapy_notes.model.shapes import Choice, Extra, Field, Many, Nested, Scalar, fields
from therapy_notes.moments import parse, parse_day

AT = parse("2024-05-06T16:00:00+02:00[Europe/Paris]")
PLAIN = {
    "who": "client", "zone": "Europe/Paris", "integer": 7, "number": 7, "truth": True, "moment": AT, "when": AT,
    "day": parse_day("2024-05-06"),
}  # fmt: skip


def word_for(path: str) -> str:
    """Return the word that stands at a path: no field name, so that no label is mistaken for it."""
    return "canary" + "".join(chr(ord("a") + int(digit, 16)) for digit in f"{abs(hash_of(path)):x}")[:14]


def hash_of(path: str) -> int:
    found = 7
    for character in path:
        found = (found * 1_000_003 + ord(character)) % 2**63
    return found


def is_text(field: Field) -> bool:
    shape = field.shape.of if isinstance(field.shape, Many) else field.shape
    return isinstance(shape, Scalar) and shape.kind in {"words", "term", "reference_or_words", "degree"}


def filled(cls: type, path: str, shared_with: tuple[str, ...]) -> Any:
    """Return a value of a class with its own word in every field that holds words."""
    given: dict[str, Any] = {}
    for field in fields(cls):
        held = _held(field, f"{path}.{field.name}", shared_with)
        if held is not None:
            given[field.name] = held
    return cls(**given)


def _held(field: Field, path: str, shared_with: tuple[str, ...]) -> Any:
    if field.name == "shared_with":
        return shared_with
    if isinstance(field.shape, Extra):
        return None
    many = isinstance(field.shape, Many)
    shape = field.shape.of if isinstance(field.shape, Many) else field.shape
    match shape:
        case Nested(of):
            held: Any = filled(of, path, shared_with)
        case Choice(words):
            held = words[0]
        case Scalar("words" | "term" | "reference_or_words" | "degree"):
            held = word_for(path)
        case Scalar("id"):
            held = word_for(path)
        case Scalar("reference"):
            held = word_for("entry.id")
        case Scalar("wall_time"):
            held = "09:00" if field.name == "opens" else "17:00"
        case Scalar("length" | "json" | "bytes"):
            held = None
        case Scalar(kind):
            held = PLAIN[kind]
    return held if not many or held is None else (held,)


def records(shared_with: tuple[str, ...] = ()) -> list[Record]:
    """Return one record of every kind, with words everywhere."""
    return [filled(kind.of, kind.name, shared_with) for kind in KINDS.values()]


def words_in(cls: type, path: str) -> Iterator[tuple[str, str]]:
    """Yield each path that holds words, with the word that :func:`filled` puts there."""
    for field in fields(cls):
        inner = f"{path}.{field.name}"
        shape = field.shape.of if isinstance(field.shape, Many) else field.shape
        if isinstance(shape, Nested):
            yield from words_in(shape.of, inner)
        elif is_text(field) and field.name != "shared_with":
            yield inner, word_for(inner)
