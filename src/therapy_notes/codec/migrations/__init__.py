"""Older formats to the present one: one pure step for each version, plain data to plain data.

A step is never changed and never taken away once it has been released. It keeps everything in its place, so that a
path in a problem leads to the place in the file, but for what it sets aside, which comes after all that was set aside
before; it is total, so that odd data passes through and is told of afterwards;
it leaves data alone that is newer already, since a file may hold both; and it knows the words of its own time from
itself, not from the present classes.
"""

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias, cast

from .. import header
from . import from_1_0, from_1_1

Data: TypeAlias = "dict[str, object]"
Step: TypeAlias = Callable[[Data], Data]

STEPS: Final[Mapping[str, tuple[str, Step]]] = {
    "1.0": ("1.1", from_1_0.step),
    "1.1": ("1.2", from_1_1.step),
}
"""From each version to the next one."""

PLAIN_ALIKE: Final = ("1.0", "1.1", "1.2")
"""The versions whose plain files need no step: what a step changes cannot be in them."""

UNKNOWN_LISTS: Final[Mapping[str, frozenset[str]]] = {
    "1.0": frozenset(from_1_1.LISTS),
    "1.1": frozenset(from_1_1.LISTS),
}
"""For a version the names of lists that are known now and were not then: a step sets aside what stands under them."""

REFUSED_SINCE: Final[Mapping[str, frozenset[str]]] = {
    "1.0": from_1_1.REFUSED,
    "1.1": from_1_1.REFUSED,
}
"""For a version what is refused now and was not then: no old file is refused for it, the record is set aside instead."""


def migrated(raw: object) -> object:
    """Return the data of a file as the present format says it, whatever version it has; the header stays as it is.

    >>> old = {"therapy_notes": {"format": "1.0"}, "unreadable": [{"kind": "entries", "raw": 7}]}
    >>> migrated(old)["unreadable"]
    [{'kind': 'entry', 'raw': 7}]
    """
    version = version_of(raw)
    while version in STEPS:
        version, step = STEPS[version]
        raw = step(cast("Data", raw))
    return raw


def version_of(raw: object) -> str:
    """Return the version that data says it has, or nothing."""
    match raw:
        case {header.KEY: {"format": str(version)}}:
            return version
        case _:
            return ""
