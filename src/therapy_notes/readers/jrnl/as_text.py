r"""The journal itself, as jrnl keeps it: a text file in which each entry begins with its date.

Since version 2 the date stands in brackets. Before, it did not, and a line in the middle of an old entry may look like a
date of today's form. So the first date of a file tells how the others are written.

====================  ===================================
version 2 and later   ``[2019-07-18 14:23] Slept badly.``
version 1             ``2012-07-18 14:23 Slept badly.``
====================  ===================================
"""

import re
from collections.abc import Callable, Iterable
from typing import Final, Literal

from .dates import Dates, Leading
from .entries import UNREADABLE, Desk, Raw, split

Form = Literal["brackets", "bare", "markdown"]

_BRACKETS: Final = re.compile(r"\[([^\]]{1,64})\](?: |\Z)")
_HEADING: Final = re.compile(r"#{1,6} ")
_FOOTNOTE: Final = 6
"""What is no longer than this in its brackets is no date for jrnl either."""


def form_of(lines: Iterable[str], dates: Dates) -> Form | None:
    """Return how the entries of a text begin, by the first of them; None if none does.

    >>> form_of(["My diary", "", "[2019-07-18 14:23] Slept badly.", "2012-07-18 14:23 is how it used to be."], Dates())
    'brackets'
    """
    for line in lines:
        if line.startswith("["):
            if isinstance(in_brackets(line, dates), Leading):
                return "brackets"
        elif line.startswith("#") and (marks := _HEADING.match(line)):
            if dates.leading(line[marks.end() :]):
                return "markdown"
        elif dates.leading(line):
            return "bare"
    return None


def in_brackets(line: str, dates: Dates) -> Leading | bool:
    """Return the header that a line is, True if it only looks like one, and False if it is text.

    >>> [in_brackets(line, Dates()) for line in ("[1] a footnote", "[2019-07 14:23] no day", "[x](https://example.org)")]
    [False, True, False]
    """
    found = _BRACKETS.match(line)
    if found is None:
        return False
    told = dates.whole(found[1])
    if told is None:
        return len(found[1]) > _FOOTNOTE
    if found.end() == len(line) and not line.endswith(" "):
        return True  # without the space jrnl does not take it for one
    return Leading(found[1], told, line[found.end() :])


def read_brackets(lines: list[str], desk: Desk) -> None:
    """Read a journal of jrnl 2 or later."""

    def begins(line: str, place: str) -> Leading | None:
        if not line.startswith("["):
            return None
        found = in_brackets(line, desk.dates)
        if found is True:
            desk.report(place, UNREADABLE)
        return found if isinstance(found, Leading) else None

    _read(lines, desk, begins)


def read_bare(lines: list[str], desk: Desk) -> None:
    """Read a journal of jrnl 1."""

    def begins(line: str, place: str) -> Leading | None:
        return desk.dates.leading(line)

    _read(lines, desk, begins)


def _read(lines: list[str], desk: Desk, begins: Callable[[str, str], Leading | None]) -> None:
    first: list[str] = []
    text = first
    open_entry: tuple[str, Leading] | None = None
    for number, line in enumerate(lines, 1):
        place = f"line {number}"
        header = begins(line, place)
        if header is None:
            text.append(line)
            continue
        if open_entry:
            _add(desk, *open_entry, text)
        else:
            desk.before(first)
        open_entry, text = (place, header), [header.rest]
    if open_entry:
        _add(desk, *open_entry, text)


def _add(desk: Desk, place: str, header: Leading, text: list[str]) -> None:
    title, body, starred = split("\n".join(text))
    desk.add(Raw(place=place, stamp=header.stamp, told=header.told, title=title, body=body, starred=starred))
