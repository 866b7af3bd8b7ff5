"""JSON Schema of the current format, made from the table of fields and from what the classes say of themselves."""

import inspect
import re
from collections.abc import Mapping
from functools import cache
from typing import Final, TypeAlias, cast

from ..model.journal import FORMAT, Journal
from ..model.shapes import EVERYBODY, WRONG, Choice, Extra, Field, Many, Nested, Scalar, ScalarKind, Shape
from ..model.values import Approximate, Rating
from ..model.vocabulary import suggestions
from .encoding import encode_value
from .header import KEY, Header
from .keys import known_fields
from .parsing import MAX_DIGITS

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

Node: TypeAlias = "dict[str, object]"


def schema() -> dict[str, object]:
    """Return the JSON Schema (draft 2020-12) of the format that this release writes.

    Every file that ``dumps`` writes is valid under it. Keys that it does not name are allowed everywhere, since a newer
    minor version and other programs may add some. Closed lists of words are ``enum``; open ones are ``examples``.

    >>> schema()["title"], sorted(schema()["required"])
    ('Journal', ['therapy_notes'])
    """
    definitions: dict[str, Node] = {}
    _define(Header, definitions)
    header: Node = {"description": "What kind of file it is.", "$ref": "#/$defs/Header"}
    return {
        "$schema": DIALECT,
        "title": "Journal",
        "description": f"{_summary(Journal)} Format {FORMAT} of therapy-notes.",
        "type": "object",
        "properties": {KEY: header, **_properties(Journal, definitions)},
        "required": [KEY],
        "$defs": dict(sorted(definitions.items())),
    }


def _define(of: type, definitions: dict[str, Node]) -> Node:
    if of.__name__ not in definitions:
        definitions[of.__name__] = {}  # holds the place while the inner ones are made
        definitions[of.__name__] = _object(of, definitions)
    return {"$ref": f"#/$defs/{of.__name__}"}


def _object(of: type, definitions: dict[str, Node]) -> Node:
    required = [f.name for f in known_fields(of) if f.required]
    made: Node = {"description": _summary(of), "type": "object", "properties": _properties(of, definitions)}
    return made | ({"required": required} if required else {})


def _properties(of: type, definitions: dict[str, Node]) -> dict[str, Node]:
    said = _arguments(of)
    return {f.name: _property(of, f, said.get(f.name, ""), definitions) for f in known_fields(of)}


def _property(of: type, field: Field, said: str, definitions: dict[str, Node]) -> Node:
    made: Node = _shaped(field.shape, definitions)
    words = _open_words(of, field)
    if words:
        inside = made["items"] if isinstance(field.shape, Many) else made
        assert isinstance(inside, dict)
        cast("Node", inside)["examples"] = list(words)
    if field.optional:
        made = {"anyOf": [*_ways(made), {"type": "null"}]}
    if said:
        made = {"description": said, **made}
    if not field.required and field.default not in (None, "", ()):
        made["default"] = encode_value(field.default)
    return made


def _ways(node: Node) -> list[object]:
    ways = node.get("anyOf")
    return cast("list[object]", ways) if isinstance(ways, list) else [node]


def _shaped(shape: Shape, definitions: dict[str, Node]) -> Node:
    match shape:
        case Scalar("degree"):
            return {"anyOf": [{"type": "string"}, _define(Rating, definitions)]}
        case Scalar("when"):
            return {"anyOf": [_SCALARS["moment"], _SCALARS["day"], _define(Approximate, definitions)]}
        case Scalar(kind):
            return dict(_SCALARS.get(kind, {"type": "string"}))
        case Choice(words):
            return {"type": "string", "enum": list(words)}
        case Nested(of):
            return _define(of, definitions)
        case Many(of):
            return {"type": "array", "items": _shaped(of, definitions)}
        case Extra():
            raise AssertionError("extra is no key")


_CLOCK: Final = r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?"
_SCALARS: Final[Mapping[ScalarKind, Node]] = {
    "id": {"type": "string", "minLength": 1},
    "reference": {"type": "string", "minLength": 1},
    "who": {"type": "string", "minLength": 1, "examples": list(EVERYBODY)},
    "zone": {"type": "string", "minLength": 1, "examples": ["Europe/Paris", "+02:00"]},
    "wall_time": {"type": "string", "pattern": r"^(([01]\d|2[0-3]):[0-5]\d|24:00)$"},
    "integer": {"type": "integer", "exclusiveMinimum": -(10**MAX_DIGITS), "exclusiveMaximum": 10**MAX_DIGITS},
    "number": {"type": "number"},
    "truth": {"type": "boolean"},
    "moment": {
        "type": "string",
        "description": "A moment with offset and zone, as in RFC 9557.",
        "pattern": rf"^{_CLOCK}(Z|[+-]\d{{2}}:\d{{2}}(:\d{{2}})?)\[[A-Za-z0-9_+\-/:]{{1,64}}\]$",
    },
    "day": {"type": "string", "description": "A day.", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    "length": {
        "type": "string",
        "description": "A length of time in days, hours, minutes and seconds, as in ISO 8601.",
        "pattern": r"^P(\d{1,6}D)?(T(?=\d)(\d{1,6}H)?(\d{1,6}M)?(\d{1,6}S)?)?$",
    },
    "bytes": {"type": "string", "description": "32 bytes in hex.", "pattern": "^[0-9a-fA-F]{64}$"},
    "json": {},
    "source": {"type": "string"},
}
assert set(_SCALARS) <= set(WRONG)

_OPEN_WORDS: Final = suggestions()
"""The words that are suggested for fields of open lists; every other word is as good."""


def _open_words(of: type, field: Field) -> tuple[str, ...]:
    return _OPEN_WORDS.get((of.__name__, field.name), ())


# -- what the classes say of themselves -----------------------------------------------------------------------

_ARGUMENT = re.compile(r"    (\w+): (.*)")


def _summary(of: type) -> str:
    """Return the first paragraph of a docstring as one line."""
    return " ".join(_plain(inspect.getdoc(of) or "").split("\n\n")[0].split())


@cache
def _arguments(of: type) -> Mapping[str, str]:
    """Return what the section ``Args`` of a docstring says of each field."""
    found: dict[str, list[str]] = {}
    name = ""
    section = (inspect.getdoc(of) or "").partition("\nArgs:\n")[2]
    for line in section.splitlines():
        if not line.startswith("    "):
            break
        start = _ARGUMENT.fullmatch(line)
        if start:
            name = start[1]
            found[name] = [start[2]]
        else:
            found[name].append(line.strip())
    return {name: _plain(" ".join(lines)) for name, lines in found.items()}


def _plain(text: str) -> str:
    """Return text without the marks of reStructuredText."""
    return re.sub(r":\w+:`([^`]*)`", r"\1", text).replace("``", "")
