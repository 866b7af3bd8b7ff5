"""The key of a view with pseudonyms: to bytes and back. It is kept apart from the view, and read strictly."""

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias, cast

from ..errors import ReadError
from ..model.shapes import WRONG, ScalarKind, text_problem
from ..sharing.pseudonyms import PseudonymKey, Replacement
from .encoding import encode_value, json_bytes
from .header import NEWER, NOT_A_VERSION, is_version
from .parsing import MAX_BYTES, TWICE, Data, Mark, Repeated, parse
from .paths import Found, Step, UnknownKey, in_order

TOP: Final = "therapy_notes_key"
"""The one key at the top of the file."""
FORMAT: Final = "1.0"
"""The version of this format that this release writes and reads."""

NOT_KNOWN: Final = "a key that is not known"
NOT_A_PLACE: Final = "not a place in a text: a whole number from 0"

Way: TypeAlias = tuple[Step, ...]
Read: TypeAlias = Callable[[object, Way, list[Found]], object]
"""Returns what a piece of data holds, and notes what is wrong with it."""


def dumps_key(key: PseudonymKey) -> bytes:
    r"""Return a key as a file of JSON in UTF-8. Equal keys give equal bytes.

    Raises:
        WriteError: A place in it has more than 19 digits.

    >>> dumps_key(PseudonymKey(audience="therapist")).split()
    [b'{', b'"therapy_notes_key":', b'{', b'"format":', b'"1.0",', b'"audience":', b'"therapist"', b'}', b'}']
    """
    return json_bytes({TOP: {"format": FORMAT, **cast("dict[str, object]", encode_value(key))}})


def loads_key(data: Data, *, max_bytes: int = MAX_BYTES) -> PseudonymKey:
    """Read a key.

    Raises:
        ReadError: With all problems at once, in the order of the file, each with its path.

    >>> loads_key(dumps_key(PseudonymKey(audience="therapist"))).audience
    'therapist'
    """
    raw = parse(data, max_bytes=max_bytes)
    found: list[Found] = []
    key = _file(raw, (), found)
    if found:
        raise ReadError(in_order(found, raw))
    return cast("PseudonymKey", cast("dict[str, object]", key)[TOP])


def _object(fields: Mapping[str, Read], optional: frozenset[str], make: Callable[..., object]) -> Read:
    """Return what reads an object with these fields and no others."""

    def read(raw: object, way: Way, found: list[Found]) -> object:
        if not isinstance(raw, dict):
            return _wrong(raw, "not an object", way, found)
        known = cast("dict[str, object]", raw)
        before = len(found)
        values = {name: of(known[name], (*way, name), found) for name, of in fields.items() if name in known}
        found += (((*way, name), "missing") for name in fields if name not in known and name not in optional)
        found += (((*way, UnknownKey(name)), NOT_KNOWN) for name in known if name not in fields)
        if isinstance(known, Repeated):
            found += (((*way, name if name in fields else UnknownKey(name)), TWICE) for name in sorted(known.keys_twice))
        return make(**values) if len(found) == before else None

    return read


def _many(of: Read) -> Read:
    def read(raw: object, way: Way, found: list[Found]) -> object:
        if not isinstance(raw, list):
            return _wrong(raw, "not a list", way, found)
        return tuple(of(item, (*way, n), found) for n, item in enumerate(cast("list[object]", raw)))

    return read


def _text(kind: ScalarKind) -> Read:
    def read(raw: object, way: Way, found: list[Found]) -> object:
        if not isinstance(raw, str):
            return _wrong(raw, WRONG[kind], way, found)
        wrong = text_problem(kind, raw)
        return _wrong(raw, wrong, way, found) if wrong else raw

    return read


def _place(raw: object, way: Way, found: list[Found]) -> object:
    return raw if type(raw) is int and raw >= 0 else _wrong(raw, NOT_A_PLACE, way, found)


def _version(raw: object, way: Way, found: list[Found]) -> object:
    if raw == FORMAT:
        return raw
    return _wrong(raw, NEWER if isinstance(raw, str) and is_version(raw) else NOT_A_VERSION, way, found)


def _wrong(raw: object, what: str, way: Way, found: list[Found]) -> object:
    found.append((way, raw.what if isinstance(raw, Mark) else what))
    return None


def _key(*, format: str, **held: object) -> PseudonymKey:
    """Return the key of an object whose format has been looked at."""
    return PseudonymKey(**held)  # type: ignore[arg-type]  # each was checked by the reader of its key


_replacement: Final = _object(
    {
        "record": _text("id"),
        "field": _text("term"),
        "place": _place,
        "text": _text("words"),
        "stand_in": _text("words"),
    },
    frozenset(),
    Replacement,
)
_file: Final = _object(
    {
        TOP: _object(
            {
                "format": _version,
                "audience": _text("term"),
                "replacements": _many(_replacement),
                "names": _many(_text("words")),
                "digest": _text("term"),
            },
            frozenset({"replacements", "names", "digest"}),
            _key,
        )
    },
    frozenset(),
    dict,
)
