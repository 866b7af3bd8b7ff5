"""The lines of a diary that may be headings: alone on their line, perhaps marked, and a date or a year or a month.

A mark is ``#``, ``=``, ``-`` or ``*`` before the date, the same again behind it, ``**…**`` or ``_…_`` around it, or a line
of ``---`` or ``===`` below it. An item of a list among others is none, nor what stands in a block of code.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from .. import _dates as told_dates
from .dates import LONGEST, Section, Stamp, section, stamp
from .languages import Languages

OTHER_FORM: Final = "looks like a date heading, but not in one of the forms that are known: kept as text"
IN_A_LIST: Final = "looks like a date heading, but stands in a list: kept as text"
IN_CODE: Final = "looks like a date heading, but stands in a block of code: kept as text"

NO_MARK: Final = 99
"""The level of a heading without a mark: below all others."""
LONGEST_TITLE: Final = 100
"""What stands behind a date and is longer than this is text."""

_HEAD: Final = 400
_UNSEEN: Final = "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
_NEEDLESS: Final = re.compile(rf"(?<![%\\])[{_UNSEEN}]|[{_UNSEEN}](?![{_UNSEEN}]*[%\\])")
"""Signs that show nothing, unless one is all that parts two signs which are a per cent sign or a backslash."""
_NAMES: Final = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|the "
_MAY_BE_ONE: Final = re.compile(
    rf"[\s#*=_\-\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]{{0,60}}(?:[0-9]|{_NAMES})", re.IGNORECASE
)
_YEAR: Final = re.compile(r"(?<!\d)\d{4}(?!\d)")
_DIGIT: Final = re.compile(r"\d")
_MARKED: Final = re.compile(r"(#{1,6}|\*{1,6}|={1,10}|-{1,10}) ")
_FRAMED: Final = re.compile(r"(={2,10}|-{2,10}) ?(?=[^\s=-])")
_EMPHASIS: Final = ("**", "__", "*", "_")
_UNDERLINE: Final = re.compile(r"(?:-{3,}|={3,})")
_RULE: Final = re.compile(r"(?:[-=*_#][ \t]*){3,}")
_FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})")
_SHORT: Final = 80


class Heading(NamedTuple):
    """A line that may be a heading.

    Args:
        place: Which line it is, from 0.
        length: How many lines it takes: two when it is underlined.
        raw: The line, as it is written.
        mark: How it is marked: ``#``, ``*``, ``=``, ``-``, or not.
        level: How high it stands, from 1; ``NO_MARK`` without a mark.
        says: The date, or the year or month.
        title: What stands behind the date.
        text: The same, where it is longer than a title.
    """

    place: int
    length: int
    raw: str
    mark: str
    level: int
    says: Stamp | Section
    title: str = ""
    text: str = ""


def headings(lines: Sequence[str], languages: Languages | None = None) -> tuple[list[Heading], list[tuple[int, str]]]:
    """Return the lines that may be headings, and the places of those that only look like one, with the reason.

    >>> found, others = headings(["# 2018", "## Mon 12 March – Rain", "On 13 March 2018 it rained.", "14. März 2018"])
    >>> [(heading.place, heading.level, heading.title) for heading in found], others == [(3, OTHER_FORM)]
    ([(0, 1, ''), (1, 2, 'Rain')], True)
    """
    found: list[Heading] = []
    others: list[tuple[int, str]] = []
    for place, line in enumerate(lines):
        if not _MAY_BE_ONE.match(line) and not _worth_a_look(line, languages):
            continue
        text = plain(line[:_HEAD])
        heading = _heading(lines, place, text, languages)
        if heading is None:
            others += [(place, OTHER_FORM)] if _is_like_one(text, languages) else []
        elif heading.mark in {"*", "-"} and heading.level == NO_MARK and _is_in_a_list(lines, place, heading.mark):
            others.append((place, IN_A_LIST))
        else:
            found.append(heading)
    return _without_odd_sections(found, lines), others


def in_code(lines: Sequence[str]) -> frozenset[int]:
    """Return the places of the lines that Markdown shows as a block of code between fences. One that never ends is none."""
    inside: set[int] = set()
    begin, fence = 0, ""
    for place, line in enumerate(lines):
        found = _FENCE.match(line)
        if not found:
            continue
        if not fence:
            begin, fence = place, found[1]
        elif found[1].startswith(fence) and not line[found.end() :].strip():
            inside.update(range(begin, place + 1))
            fence = ""
    return frozenset(inside)


def is_rule(line: str) -> bool:
    """Tell whether a line only draws a line.

    >>> is_rule("-----"), is_rule(" * * *"), is_rule("--"), is_rule("- a")
    (True, True, False, False)
    """
    return len(line) < _HEAD and _RULE.fullmatch(line.strip()) is not None


def _worth_a_look(line: str, languages: Languages | None) -> bool:
    if languages is not None and _DIGIT.search(line, 0, LONGEST):
        return True
    if len(line) > LONGEST:
        return False
    return _YEAR.search(line) is not None or (languages is not None and _MARKED.match(line.lstrip()) is not None)


def _is_like_one(text: str, languages: Languages | None) -> bool:
    if len(text) > _SHORT or text.startswith(">"):
        return False
    bare = unmarked(text)[2].removesuffix(":")
    if languages is not None and languages.is_like_a_date(bare):
        return True
    return _YEAR.search(text) is not None and told_dates.is_like_a_date(bare)


def plain(text: str) -> str:
    """Return a text with single spaces, and without signs that show nothing. What is no private mark becomes none."""
    return " ".join(_NEEDLESS.sub("", text).split())


def _heading(lines: Sequence[str], place: int, text: str, languages: Languages | None) -> Heading | None:
    mark, level, bare = unmarked(text)
    dated = stamp(bare) or (languages.stamp(bare) if languages else None)
    says, rest = dated or (section(bare) or (languages.section(bare) if languages else None), "")
    if says is None:
        return None
    length = 1
    if mark != "#" and place + 1 < len(lines) and _UNDERLINE.fullmatch(lines[place + 1].strip()):
        length, level = 2, min(level, 1 if lines[place + 1].strip()[0] == "=" else 2)
        mark = mark or lines[place + 1].strip()[0]
    if len(rest) <= LONGEST_TITLE and not lines[place][_HEAD:].strip():
        return Heading(place, length, text, mark, level, says, title=rest)
    before, behind = _parted(lines[place], text, rest)
    return Heading(place, length, before, mark, level, says, text=behind) if behind else None


def unmarked(text: str) -> tuple[str, int, str]:
    """Return how a line is marked, how high that stands, and the line without it."""
    mark, level = "", NO_MARK
    found = _MARKED.match(text)
    framed = None if found else _FRAMED.match(text)
    if found:
        mark, level = found[1][0], len(found[1])
        if mark in "*-" and level == 1:
            level = NO_MARK
        text = text[found.end() :].removesuffix(f" {found[1]}") if len(text) > found.end() else text
    elif framed and text.endswith(framed[1]) and len(text) > 2 * len(framed[1]):
        mark, level = framed[1][0], len(framed[1])
        text = text[framed.end() : -len(framed[1])].rstrip()
    sign = next(filter(text.startswith, _EMPHASIS), "")
    end = text.find(sign, len(sign)) if sign else -1
    while end > 0:
        rest = text[end + len(sign) :]
        if not rest or rest[0] in " :—":
            return mark or "emphasis", level, text[len(sign) : end] + rest
        end = text.find(sign, end + 1)
    return mark, level, text


def _is_in_a_list(lines: Sequence[str], place: int, mark: str) -> bool:
    around = (lines[place - 1] if place else "", lines[place + 1] if place + 1 < len(lines) else "")
    return any(line[:_HEAD].lstrip().startswith(f"{mark} ") and not is_rule(line) for line in around)


def _parted(line: str, text: str, rest: str) -> tuple[str, str]:
    """Return a long line as its date and what stands behind it, just as it is written there."""
    if not rest or not text.endswith(rest):
        return (text, "") if line[_HEAD:].strip() else (text, rest)
    before = text[: len(text) - len(rest)]
    count = sum(1 for sign in before if not sign.isspace())
    for place, sign in enumerate(line[:_HEAD]):
        if not count and not sign.isspace() and sign not in _UNSEEN:
            return before.rstrip(), line[place:]
        if not sign.isspace() and sign not in _UNSEEN:
            count -= 1
    return text, ""


def _without_odd_sections(found: list[Heading], lines: Sequence[str]) -> list[Heading]:
    """Keep a year or a month only where it stands over a day: higher, or in the line above."""
    return list(reversed(list(_with_days_below(reversed(found), lines))))


def _with_days_below(found: Iterator[Heading], lines: Sequence[str]) -> Iterator[Heading]:
    below: Heading | None = None
    for heading in found:
        if isinstance(heading.says, Section) and (below is None or not _stands_over(heading, below, lines)):
            continue
        below = heading
        yield heading


def _stands_over(heading: Heading, below: Heading, lines: Sequence[str]) -> bool:
    if heading.level < below.level:
        return True
    if heading.says == Section(None) and not heading.mark:
        return False  # May is a month, and May is who signed
    following = heading.place + heading.length
    while following < below.place and not lines[following].strip():
        following += 1
    return following == below.place
