"""What ``jrnl --format json`` writes. An entry that is not what it should be is rejected; the others are read."""

import json
import math
from collections.abc import Sequence
from typing import Final, cast

from ...errors import Problem, ReadError
from .._text import with_newlines
from .dates import EXPORTED
from .entries import NO_ENTRY, NO_SUCH_DATE, OTHER_FIELDS, Desk, Raw, trimmed

NOT_JSON: Final = "not JSON from here on"
TOO_DEEP: Final = "nested too deeply"
TWICE: Final = "a field that stands there twice"
NO_OBJECT: Final = "not an object"
NO_LIST: Final = "not a list"
NO_TEXT: Final = "not a text"
NEITHER: Final = "neither a title nor a body"
NOT_A_TAG: Final = "tags that are not a list of texts: kept in extra"

_DEEPEST: Final = 20
_DIGITS: Final = 15
"""Longer numbers are kept as the digits that stand there."""
_OWN: Final = frozenset({"title", "body", "date", "time", "tags", "starred", "uuid", "creator"})


class _Object(dict[str, object]):
    """What stands between braces, and the keys that stand there twice with different values."""

    twice: frozenset[str]


def read_json(text: str, desk: Desk) -> None:
    """Read an export of a journal, or of one entry.

    Raises:
        ReadError: It is not JSON, or not of that form.
    """
    whole = _parsed(text, desk)
    if not isinstance(whole, _Object):
        raise _refused(desk, NO_OBJECT)
    if "entries" not in whole:
        if "title" not in whole and "body" not in whole:
            raise _refused(desk, NO_ENTRY)
        _add(whole, "", desk)
        return
    entries = whole["entries"]
    if "entries" in whole.twice:
        raise _refused(desk, TWICE, "$.entries")
    if not isinstance(entries, list):
        raise _refused(desk, NO_LIST, "$.entries")
    desk.account.losses[OTHER_FIELDS] += len(whole.keys() - {"tags", "entries"})
    for number, entry in enumerate(cast("list[object]", entries)):
        _add(entry, f"$.entries[{number}]", desk)


def _add(entry: object, place: str, desk: Desk) -> None:
    wrong = _wrong(entry)
    if wrong or not isinstance(entry, _Object):
        desk.reject(place, wrong or NO_OBJECT)
        return
    title, body, uuid = (with_newlines(_text(entry, name)) for name in ("title", "body", "uuid"))
    stamp = " ".join(part for name in ("date", "time") if (part := _text(entry, name)))
    tags, starred = _tags(entry), entry.get("starred")
    extra: dict[str, object] = {}
    others = {name: value for name, value in entry.items() if name not in _OWN}
    if "tags" in entry and entry["tags"] is not None and tags is None:
        desk.report(place, NOT_A_TAG)
        others["tags"] = entry["tags"]
    if starred is not None and not isinstance(starred, bool):
        others["starred"] = starred
    others |= {name: entry[name] for name in ("date", "time", "uuid") if not isinstance(entry.get(name, ""), str)}
    if "creator" in entry:
        extra["creator"] = _kept(entry["creator"])
        desk.account.losses["creator"] += 1
    if others:
        extra["fields"] = _kept(others)
        desk.account.losses[OTHER_FIELDS] += len(others)
    told = EXPORTED.whole(stamp)
    if not stamp and any(name in others for name in ("date", "time")):
        desk.report(place, NO_SUCH_DATE)
    desk.add(
        Raw(
            place=place,
            stamp=stamp,
            told=told,
            title=" ".join(title.split("\n")).strip(),
            body=trimmed(body),
            starred=starred is True,
            tags=tags,
            uuid=uuid,
            extra=extra,
        )
    )


def _wrong(entry: object) -> str:
    """Return why an entry cannot be read, or an empty text."""
    if not isinstance(entry, _Object):
        return NO_OBJECT
    if entry.twice:
        return TWICE
    if _depth(entry) > _DEEPEST:
        return TOO_DEEP
    if not any(isinstance(entry.get(name), str) for name in ("title", "body")):
        return NEITHER
    if not all(isinstance(entry.get(name), str | None) for name in ("title", "body")):
        return NO_TEXT
    return ""


def _text(entry: _Object, name: str) -> str:
    value = entry.get(name)
    return value if isinstance(value, str) else ""


def _tags(entry: _Object) -> tuple[str, ...] | None:
    value = entry.get("tags")
    if not isinstance(value, list):
        return None
    tags = [tag for tag in cast("list[object]", value) if isinstance(tag, str)]
    return tuple(tags) if len(tags) == len(cast("list[object]", value)) else None


def _depth(value: object) -> int:
    """Return how deep a value is nested, or a little more than is allowed."""
    depth, level = 0, [value]
    while level and depth <= _DEEPEST:
        depth += 1
        level = [inner for outer in level for inner in _inside(outer)]
    return depth


def _inside(value: object) -> Sequence[object]:
    if isinstance(value, dict):
        return list(cast("dict[str, object]", value).values())
    return cast("list[object]", value) if isinstance(value, list) else ()


def _kept(value: object) -> object:
    """Return a value as ``extra`` can hold it: numbers that are none become their names."""
    if isinstance(value, dict):
        return {_whole(key): _kept(inner) for key, inner in cast("dict[str, object]", value).items()}
    if isinstance(value, list):
        return [_kept(inner) for inner in cast("list[object]", value)]
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return _whole(value) if isinstance(value, str) else value


def _whole(text: str) -> str:
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


# The parser.


def _parsed(text: str, desk: Desk) -> object:
    try:
        return cast(object, json.loads(text, object_pairs_hook=_object, parse_int=_integer))
    except json.JSONDecodeError as error:
        problem = _refused(desk, NOT_JSON, f"line {error.lineno}")
    except RecursionError:
        problem = _refused(desk, TOO_DEEP)
    raise problem


def _object(pairs: list[tuple[str, object]]) -> _Object:
    found = _Object(pairs)
    found.twice = frozenset()
    if len(found) < len(pairs):
        found.twice = frozenset(name for name, value in pairs if found[name] != value)
    return found


def _integer(digits: str) -> int | str:
    return int(digits) if len(digits) <= _DIGITS else digits


def _refused(desk: Desk, what: str, place: str = "") -> ReadError:
    return ReadError([Problem(where=f"{desk.where}: {place}" if place else desk.where, what=what)])
