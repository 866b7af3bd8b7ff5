"""Ways through the data of a file, and problems in the order of the file."""

from collections.abc import Iterable
from typing import Final, TypeAlias, cast

from attrs import frozen

from ..errors import Problem

UNKNOWN: Final = "<unknown key>"
"""What a path shows for a key that this release does not know: the key may be somebody's words."""


@frozen
class UnknownKey:
    """A step through a key that this release does not know."""

    key: str


Step: TypeAlias = str | int | UnknownKey
"""A step through the data: a known key, a place in a list, or an unknown key."""
Found: TypeAlias = tuple[tuple[Step, ...], str]
"""The way to something that is wrong, and what is."""


def path(steps: Iterable[Step]) -> str:
    """Return a way through the data as text.

    >>> path(("entries", 17, UnknownKey("mood today"), "written_at"))
    '$.entries[17].<unknown key>.written_at'
    """
    return "$" + "".join(map(_shown, steps))


def _shown(step: Step) -> str:
    match step:
        case int():
            return f"[{step}]"
        case str():
            return f".{step}"
        case UnknownKey():
            return f".{UNKNOWN}"


def in_order(found: Iterable[Found], raw: object) -> tuple[Problem, ...]:
    """Return problems in the order in which the data holds their places.

    >>> raw = {"owner": 1, "zone": 2}
    >>> [problem.where for problem in in_order([(("zone",), "not text"), (("owner",), "not text")], raw)]
    ['$.owner', '$.zone']
    """
    places = _Places()
    ordered = sorted(found, key=lambda item: places.of(raw, item[0]))
    return tuple(Problem(where=path(steps), what=what) for steps, what in ordered)


class _Places:
    """Where things stand in the data. It remembers the keys of each object that it was asked about."""

    def __init__(self) -> None:
        self._keys: dict[int, dict[str, int]] = {}

    def of(self, raw: object, steps: tuple[Step, ...]) -> tuple[int, ...]:
        """Return the number of each step among its neighbours; what is missing stands after what is there."""
        numbers: list[int] = []
        for step in steps:
            if isinstance(step, int):
                numbers.append(step)
                raw = cast("list[object]", raw)[step]
            else:
                key = step.key if isinstance(step, UnknownKey) else step
                inside = cast("dict[str, object]", raw)
                if id(inside) not in self._keys:
                    self._keys[id(inside)] = {name: number for number, name in enumerate(inside)}
                numbers.append(self._keys[id(inside)].get(key, len(inside)))
                raw = inside.get(key)
        return tuple(numbers)
