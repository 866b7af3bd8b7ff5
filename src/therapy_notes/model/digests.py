"""The digest of a record: by it one can tell later whether the record is still what was read.

A reader ends with :func:`as_read`, which puts into ``Source.digest`` the SHA-256 of the record itself. Whoever edits the
record afterwards leaves the digest alone, so that :func:`is_as_read` tells an import that nobody has touched from one that
holds somebody's own work.

What is hashed is what JSON would hold, without ``imported_at`` and ``digest`` of the source: fields that are what they
would be anyway are left out, and unknown keys stand beside the known ones. So the digest does not change when a later
release knows one more field, nor on the way through a file.
"""

import re
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from typing import Any, Final, TypeVar, cast

import attrs

from .. import moments
from ..moments import Date, DateTime, Duration
from .journal import Record
from .shapes import Extra, fields

_R = TypeVar("_R", bound=Record)

_DIGEST: Final = re.compile(r"[0-9a-f]{64}", re.ASCII)
_NOT_OF_THE_SOURCE: Final = frozenset({"imported_at", "digest"})
"""What is said of an import and not of what was read."""


def digest_of(record: Record) -> str:
    """Return the SHA-256 of a record's own content, in hex.

    >>> from therapy_notes.model.entries import Entry
    >>> entry = Entry(id="a", body="It rained.")
    >>> digest_of(entry)[:8], digest_of(attrs.evolve(entry, body="It rained. "))[:8]
    ('3b6bf75a', '631cfc4d')
    """
    content = _content(record)
    if record.source is not None:
        origin = _content(record.source)
        content["source"] = {key: origin[key] for key in origin.keys() - _NOT_OF_THE_SOURCE}
    return fingerprint(content)


def as_read(record: _R) -> _R:
    """Return a record whose source says what it is now. The last thing that a reader does with it.

    A record without a source has no place for that, and is returned as it is.

    >>> from therapy_notes.model.entries import Entry
    >>> from therapy_notes.model.values import Source
    >>> entry = as_read(Entry(id="a", body="It rained.", source=Source(system="paper")))
    >>> is_as_read(entry), is_as_read(attrs.evolve(entry, body="It poured."))
    (True, False)
    """
    if record.source is None:
        return record
    return attrs.evolve(record, source=attrs.evolve(record.source, digest=digest_of(record)))


def is_as_read(record: Record) -> bool:
    """Tell whether a record was read from somewhere and has not been edited since."""
    return record.source is not None and is_a_digest(record.source.digest) and record.source.digest == digest_of(record)


def is_a_digest(text: str) -> bool:
    """Tell whether a text can be a digest of ours: other programs may put there what they like."""
    return _DIGEST.fullmatch(text) is not None


def fingerprint(value: object) -> str:
    """Return the SHA-256 of a value of the model, or of JSON data, in hex.

    Each value is written with its kind and its length before it, so that no two values are written alike; keys are
    sorted, a number is its value (7 and 7.0 are one), and a time is its wire form.

    >>> fingerprint({"a": (1, "x")}) == fingerprint({"a": (1.0, "x")}) != fingerprint({"a": ("1", "x")})
    True
    """
    found = sha256()
    waiting = [value]
    while waiting:
        one = waiting.pop()
        match one:
            case str():
                found.update(_text(one))
            case None:
                found.update(b"n")
            case bool():
                found.update(b"t" if one else b"f")
            case int() | float():
                found.update(_number(one))
            case tuple():
                items = cast("tuple[object, ...]", one)
                found.update(b"l%d:" % len(items))
                waiting.extend(reversed(items))
            case DateTime():
                found.update(_text(moments.wire(one)))
            case Date():
                found.update(_text(one.isoformat()))
            case Duration():
                found.update(_text(moments.length_wire(one)))
            case _:
                known = cast("Mapping[str, object]", one) if isinstance(one, Mapping) else _content(one)
                found.update(b"o%d:" % len(known))
                for key in sorted(known, reverse=True):
                    waiting += (known[key], key)
    return found.hexdigest()


def _text(text: str) -> bytes:
    written = text.encode("utf-8", "surrogatepass")
    return b"s%d:%b" % (len(written), written)


def _number(number: float) -> bytes:
    """Write a number by its value, in base 16, which has neither rounding nor a limit of digits."""
    if isinstance(number, int) or number.is_integer():
        return b"i%x;" % int(number)
    return f"d{number.hex()};".encode()


def _content(value: object) -> dict[str, object]:
    """Return what the JSON object of a value of the model would hold."""
    of: type = type(value)
    known, has_extra = _fields(of)
    found: dict[str, object] = dict(cast("Any", value).extra) if has_extra else {}
    for name, default in known:
        held = getattr(value, name)
        if held is not default and held != default:
            found[name] = held
    return found


@cache
def _fields(of: type) -> tuple[tuple[tuple[str, object], ...], bool]:
    """Return the keys of a class with what they are when nobody says, and whether it has an ``extra``."""
    known = tuple((f.name, attrs.NOTHING if f.required else f.default) for f in fields(of) if f.shape != Extra())
    return known, len(known) < len(fields(of))
