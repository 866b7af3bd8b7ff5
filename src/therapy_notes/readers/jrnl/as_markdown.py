"""What ``jrnl --format markdown`` writes: years, months, and below them the entries, each under a heading with its date.

jrnl moves the headings inside an entry down, so that they stand below its own. Here they go back to where they were.
"""

import re
from typing import Final

from .dates import Leading
from .entries import UNREADABLE, Desk, Raw, trimmed

_HEADING: Final = re.compile(r"(#{1,6}) ")
_YEAR: Final = re.compile(r"(?:# )?([0-9]{4})")
_MONTH: Final = re.compile(r"(?:## )?(\S{1,30})")
_ANY_HEADING: Final = re.compile(r"^(#+) ", re.MULTILINE)
_LOOKS_LIKE_A_DATE: Final = re.compile(r"#+ [0-9]")


def read_markdown(lines: list[str], desk: Desk) -> None:
    """Read an export of a journal, or of one entry."""
    marks = ""
    entry: tuple[str, Leading] | None = None
    text: list[str] = []
    for number, line in enumerate(lines, 1):
        place = f"line {number}"
        found = _HEADING.match(line)
        header = desk.dates.leading(line[found.end() :]) if found and found[1] == (marks or found[1]) else None
        if found is None or header is None:
            if marks and found and found[1] == marks and _LOOKS_LIKE_A_DATE.match(line):
                desk.report(place, UNREADABLE)
            text.append(line)
            continue
        marks = found[1]
        above = _without_calendar(text, entry[1] if entry else None, header)
        if entry:
            _add(desk, *entry, above, len(marks))
        else:
            desk.before(above)
        entry, text = (place, header), []
    if entry:
        _add(desk, *entry, text, len(marks))


def _add(desk: Desk, place: str, header: Leading, text: list[str], level: int) -> None:
    body = raised(trimmed("\n".join(text)), level)
    desk.add(Raw(place=place, stamp=header.stamp, told=header.told, title=header.rest, body=body))


def raised(body: str, by: int) -> str:
    """Return a text whose headings are as high again as they were before jrnl moved them down.

    >>> raised("#### Morning", 3)
    '# Morning'
    """
    return _ANY_HEADING.sub(lambda found: found[1][by if len(found[1]) > by else 0 :] + " ", body)


def _without_calendar(text: list[str], last: Leading | None, following: Leading) -> list[str]:
    """Return what stands above an entry without the headings of its month and its year, if they begin there."""
    lines = _bare(text)
    day = following.told.day
    if last is None or last.told.day.month != day.month:
        lines = _without(lines, _MONTH, "-", "## ", None)
    if last is None or last.told.day.year != day.year:
        lines = _without(lines, _YEAR, "=", "# ", str(day.year))
    return lines


def _without(lines: list[str], form: re.Pattern[str], underline: str, marks: str, name: str | None) -> list[str]:
    """Return lines without a heading at their end: with marks before it, or, as jrnl 1 wrote it, with a line below."""
    at = len(lines) - 1
    is_underlined = at > 0 and lines[at] == underline * len(lines[at - 1])
    heading = lines[at - 1] if is_underlined else lines[at] if lines and lines[at].startswith(marks) else ""
    found = form.fullmatch(heading)
    if not found or (name is not None and found[1] != name):
        return lines
    return _bare(lines[: at - 1 if is_underlined else at])


def _bare(lines: list[str]) -> list[str]:
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    return lines[:end]
