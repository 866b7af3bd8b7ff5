"""The fast road: what this very release wrote, and nobody has touched since, goes straight into the classes.

msgspec makes the objects in C. It sees neither keys that stand twice nor keys that a class does not have, and it calls no
converter. So this road is for files that hold nothing of that kind because ``dumps`` wrote them: the seal holds, the header says
``plain``, and format and producer are our own, to the letter (a later release may know more kinds and fields under the same
format). Unique ids, ranges and times are checked all the same. For any doubt the answer is None, and the strict road
decides.

The seal is no secret. Whoever computes one for a file that ``dumps`` would not have written, and names this release as the producer, can
make this road read less of that file than the strict one reads; the harm stays in that file.

Without this module all results are the same.
"""

import json
from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any, Final

import attrs
import msgspec

from .. import moments
from ..model.journal import FORMAT, Journal
from ..model.values import Approximate, When
from ..moments import Date, DateTime, Duration
from .header import KEY, PRODUCER
from .keys import known_fields
from .seal import Seal


def journal_of(data: bytes, seal: Seal) -> Journal | None:
    """Return the journal in a file whose seal holds, or None for any doubt."""
    if not _is_ours(seal):
        return None
    try:
        return _journal(_decoder().decode(data))
    except (msgspec.MsgspecError, ValueError, TypeError, RecursionError):
        return None


def _is_ours(seal: Seal) -> bool:
    try:
        header = json.loads(seal.header + b"}")
    except ValueError:
        return False
    expected = {"format": FORMAT, "producer": PRODUCER, "plain": True}
    return {key: header.get(key) for key in expected} == expected and header["plain"] is True


class _Header(msgspec.Struct, forbid_unknown_fields=True):
    format: str
    producer: str
    plain: bool
    seal: str


@cache
def _decoder() -> "msgspec.json.Decoder[Any]":
    """Return the decoder of a whole file. At the top level it leaves nothing out that it does not know: it stops."""
    types = {a.name: a.type for a in attrs.fields(Journal)} | {"key": str | None}
    keys = [
        (f.name, types[f.name], f.default)
        for f in known_fields(Journal)
        if f.name != "unreadable"  # then the file is not plain
    ]
    file = msgspec.defstruct("File", [(KEY, _Header), *keys], forbid_unknown_fields=True)
    return msgspec.json.Decoder(file, dec_hook=_value)


def _journal(file: Any) -> Journal:
    values = {f: getattr(file, f) for f in file.__struct_fields__ if f != KEY}
    if values["key"] is not None:
        values["key"] = bytes.fromhex(values["key"])
    header: _Header = getattr(file, KEY)
    return Journal(format=header.format, producer=header.producer, **values)


def _value(of: type, raw: object) -> object:
    """Make a value of a class that msgspec does not know. It stands for one that is ours, so a rule of a zone may be new."""
    return _VALUES[of](raw)


def _when(raw: object) -> object:
    if not isinstance(raw, str):
        return msgspec.convert(raw, Approximate, dec_hook=_value)
    return _moment(raw) if "T" in raw else moments.parse_day(raw)


_moment: Final = partial(moments.parse, keep_clock=True)
_VALUES: Final[Mapping[object, Callable[[Any], object]]] = {
    When: _when,
    DateTime: _moment,
    Date: moments.parse_day,
    Duration: moments.parse_length,
}
