"""1.0 to 1.1: what did not read says its kind by the name of the kind, as everything else does.

In 1.0 it said the name of the list in which it had stood: ``entries`` where everybody else says ``entry``. New in 1.1 are
``text`` and ``problems`` beside it; nothing has to be done for them.
"""

from copy import copy
from typing import Final, cast

_SINGULAR: Final = {
    "people": "person",
    "therapies": "therapy",
    "parts": "part",
    "entries": "entry",
    "sessions": "session",
    "topics": "topic",
    "ruptures": "rupture",
    "agreements": "agreement",
    "contacts": "contact",
    "absences": "absence",
    "shares": "share",
}


def step(data: dict[str, object]) -> dict[str, object]:
    """Return the data of format 1.1 for data of format 1.0."""
    kept = data.get("unreadable")
    if not isinstance(kept, list):
        return data
    made = copy(data)  # keeps the marks that the parser left on an object
    made["unreadable"] = [_with_kind(item) for item in cast("list[object]", kept)]
    return made


def _with_kind(item: object) -> object:
    match item:
        case {"kind": str(kind)} if kind in _SINGULAR:
            made = copy(cast("dict[str, object]", item))
            made["kind"] = _SINGULAR[kind]
            return made
        case _:
            return item
