"""1.1 to 1.2: what stood under the names of the lists that are new is set aside, as it stood there.

New in 1.2 are urges, statements, beliefs, predictions, questions, goals, scores and preferences. In an older file a list of
such a name was somebody's own: it was kept, and nobody asked what was in it. Nobody can tell now either, so it is neither
refused nor taken for records. Each thing in it goes to the end of ``unreadable``, under the name of the kind that it may
be; what is no list goes there under the name of the list.

A list with something in it that was refused before, such as a key that stands twice, stays in its place and is told of
there. So does everything when there is no list ``unreadable`` to which it could go.

Two things are refused since 1.2 that were not before. A record of an older file in which one of them is found is set aside
when it is read, in its place, and not here: the record itself has not changed.
"""

import json
from copy import copy
from typing import Final, cast

LISTS: Final = {
    "urges": "urge",
    "statements": "statement",
    "beliefs": "belief",
    "predictions": "prediction",
    "questions": "question",
    "goals": "goal",
    "scores": "score",
    "preferences": "preference",
}
"""The lists that are new in 1.2, each with the name of one of the things in it."""

REFUSED: Final = frozenset(
    {
        "an acceptance of what was never proposed",
        "portions that are together more than the whole",
    }
)
"""What is refused since 1.2, in the words of the problem."""

_DEEP: Final = 40
"""What is nested more deeply is kept as text: one level further in it might be too deep."""


def step(data: dict[str, object]) -> dict[str, object]:
    """Return the data of format 1.2 for data of format 1.1."""
    kept = data.get("unreadable", [])
    names = [name for name, value in data.items() if name in LISTS and _is_data(value)]
    if not names or not isinstance(kept, list):
        return data
    made = copy(data)  # keeps the marks that the parser left on an object
    made["unreadable"] = [*cast("list[object]", kept), *(item for name in names for item in _aside(name, made.pop(name)))]
    return made


def _aside(name: str, value: object) -> list[object]:
    if isinstance(value, list):
        return [_item(LISTS[name], item) for item in cast("list[object]", value)]
    return [_item(name, value)]


def _item(kind: str, value: object) -> dict[str, object]:
    if _is_deep(value):
        return {"kind": kind, "text": json.dumps(value)}
    return {"kind": kind, "raw": value}


def _is_data(value: object) -> bool:
    """Tell whether a value is JSON and nothing else: the parser's marks are of other classes."""
    waiting = [value]
    while waiting:
        found = waiting.pop()
        if type(found) not in _JSON:
            return False
        waiting.extend(_inside(found))
    return True


_JSON: Final = {dict, list, str, int, float, bool, type(None)}


def _is_deep(value: object) -> bool:
    level = [value]
    for _ in range(_DEEP):
        level = [item for found in level for item in _inside(found)]
    return any(isinstance(item, dict | list) for item in level)


def _inside(value: object) -> list[object]:
    if isinstance(value, dict):
        return [*cast("dict[str, object]", value).values()]
    return cast("list[object]", value) if isinstance(value, list) else []
