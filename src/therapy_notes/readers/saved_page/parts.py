"""Where the parts of a page that was saved as text are: its title, the end of its post, the heading over its comments."""

import re
from itertools import pairwise
from typing import Final

from .._lines import Line
from .._plain_markdown import ITEM
from . import words

TITLE_LONGEST: Final = 300
_BEFORE_TITLE_LONGEST: Final = 80
_BARE_MARK: Final = re.compile(r"•|([1-9][0-9]{0,2})[.)]")
"""A list mark and nothing else: the words of this comment are lost, or stand on the next line."""
_QUOTES: Final = ('"', "'", "«", "„", "‹", "»")
_QUOTES_THE_TITLE: Final = 4


def heading(lines: list[Line]) -> tuple[int, words.Heading | None]:
    """Return the place of the heading over the comments, and what it says; the end of the page if there is none."""
    best = _best_heading(lines)
    return (best[1], best[2]) if best else (len(lines), None)


def is_surely_a_page(lines: list[Line]) -> bool:
    """Tell whether a heading over comments quotes the title, or a name that says something stands directly below it."""
    best = _best_heading(lines)
    if best is None:
        return False
    below = next((line.text for line in lines[best[1] + 1 :] if line.text), "")
    mark = item_mark(below)
    return best[0] >= _QUOTES_THE_TITLE or words.speaker(below[mark.end() :] if mark else below) is not None


def _best_heading(lines: list[Line]) -> tuple[int, int, words.Heading] | None:
    """Return how sure the heading over the comments is, its place, and what it says."""
    places = [n for n, line in enumerate(lines) if line.text]
    titles: set[str] = set()
    collected = 0
    best: tuple[int, int, words.Heading] | None = None
    for nth, place in enumerate(places):
        found = words.heading(lines[place].text)
        if found is None:
            continue
        titles.update(_skeleton(lines[n].text) for n in places[collected:nth] if len(lines[n].text) <= TITLE_LONGEST)
        collected = nth
        after = lines[places[nth + 1]] if nth + 1 < len(places) else None
        rank = _rank(lines[place], found, titles, after, is_first=nth == 0)
        # Of lines that quote the title the first is meant, of others the last.
        if rank and (best is None or (rank > best[0] if best[0] >= _QUOTES_THE_TITLE else rank >= best[0])):
            best = rank, place, found
    return best


def item_mark(text: str) -> re.Match[str] | None:
    """Return the list mark with which a line begins, and in group 1 its number."""
    return ITEM.match(text) or _BARE_MARK.fullmatch(text)


def _rank(line: Line, found: words.Heading, titles: set[str], after: Line | None, *, is_first: bool) -> int:
    """Return how surely a line is the heading over the comments; 0 if it is rather a line of the post."""
    is_followed = after is not None and (item_mark(after.text) is not None or words.speaker(after.text) is not None)
    about = _skeleton(found.about)
    if not is_first and about and about in titles:
        return _QUOTES_THE_TITLE + (not line.indent)
    if line.indent or (is_first and not is_followed):
        return 0
    is_quoted = found.about.startswith(_QUOTES)
    if is_followed:
        return 3 if is_quoted else 2
    is_end = after is None or words.is_boilerplate(after.text)
    return 1 if is_end and not is_first and (is_quoted or not found.about) else 0


def _skeleton(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def title_place(lines: list[Line], about: str) -> int | None:
    """Return the place of the title: the first line, unless what the heading quotes stands below short lines of a frame."""
    first = next((n for n, line in enumerate(lines) if line.text), None)
    quoted = _skeleton(about)
    if not quoted or first is None:
        return first
    for n, line in enumerate(lines):
        if line.text and _skeleton(line.text) == quoted:
            return n
        if len(line.text) > _BEFORE_TITLE_LONGEST:
            break
    return first


def is_frame(line: Line) -> bool:
    """Whether a line belongs to the page and not to the post."""
    return (
        words.is_boilerplate(line.text)
        or words.is_frame(line.text)
        or words.names_a_network(line.text)
        or words.turns_a_page(line.text)
    )


def end_of_post(lines: list[Line], *, has_heading: bool) -> int:
    """Return where the post ends and the frame of the page begins."""
    end = len(lines)
    if not has_heading:
        places = [n for n, line in enumerate(lines) if line.text]
        for place, *following in zip(places, [*places[1:], None], [*places[2:], None, None], strict=False):
            # A form is more than its first line, unless that is the last of the page.
            is_form = all(n is None or words.is_boilerplate(lines[n].text) for n in following)
            if is_form and not lines[place].indent and words.begins_form(lines[place].text):
                end = place
                break
    n = end - 1
    while n >= 0 and (not lines[n].text or is_frame(lines[n])):
        # A button or a link counts only below its own heading.
        if words.is_frame(lines[n].text) or (lines[n].text and words.begins_form(lines[n].text) and has_heading):
            end = n
        n -= 1
    return end


def mark_speaker(line: Line) -> str | None:
    """Return whose comment a marked line begins; None if it is no such line."""
    marker = ITEM.match(line.text) if line.indent else None
    return words.speaker(line.text[marker.end() :]) if marker else None


def has_form(lines: list[Line]) -> bool:
    """Tell whether a form for a new comment stands below these lines: its first line, and another one after it."""
    texts = [line for line in lines if line.text]
    return any(
        not one.indent and words.begins_form(one.text) and words.is_boilerplate(other.text) for one, other in pairwise(texts)
    )
