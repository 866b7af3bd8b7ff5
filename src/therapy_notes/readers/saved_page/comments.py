"""The comments of a page that was saved as text: which list marks begin one, and which lines belong to it."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from attrs import define, evolve, field

from .. import _dates as dates
from .._lines import Line, normal
from . import words
from .parts import item_mark


@define
class Found:
    """A comment on its way: what stood under one list mark."""

    indent: int
    number: int | None = None
    author: str = ""
    lines: list[Line] = field(factory=list[Line])
    is_pingback: bool = False
    above: "Found | None" = None
    below_a_gap: bool = False
    id: str = ""
    date: str = ""
    told: dates.Told | None = None
    likes: int | None = None


@define
class Mark:
    """A line that begins like an item of a list."""

    place: int
    indent: int
    number: int | None
    text: str
    speaker: str | None
    speaker_place: int
    stands_apart: bool

    @property
    def is_pingback(self) -> bool:
        """Whether it is a link from another blog."""
        return words.is_pingback(self.text)

    def without_name(self) -> "Mark":
        """Where comments have no names, "She says:" is what somebody wrote."""
        return evolve(self, speaker=None, speaker_place=self.place) if self.speaker else self


def comments_in(lines: list[Line], date_order: str | None) -> tuple[list[Found], list[str]]:
    """Return the comments below a heading, in their order, and the lines that belong to none of them.

    >>> found, outside = comments_in([Line(2, "1. Ida says:"), Line(4, "It rose."), Line(0, "Leave a Reply")], None)
    >>> found[0].author, [line.text for line in found[0].lines if line.text], outside
    ('Ida', ['It rose.'], ['Leave a Reply'])
    """
    marks = list(_marks(lines))
    has_names = _begin_with_names(marks)
    end = _end_of_comments(lines, marks, has_names=has_names)
    marks = [mark if has_names else mark.without_name() for mark in marks if mark.place < end]
    by_place = {mark.place: mark for mark in _comment_marks(marks, has_names=has_names)}
    if by_place:
        found, outside = _gathered(lines[:end], by_place)
    else:
        found, outside = _gathered_without_marks(lines[:end], date_order)
    return found, [*outside, *(line.text for line in lines[end:])]


def finish(item: Found, date_order: str | None) -> int:
    """Take the date off the head of a comment, and links and likes off its foot; return how many of these were links."""
    if item.date:
        item.told = dates.told(item.date, date_order)
    elif item.author:
        head = next((n for n, line in enumerate(item.lines) if line.text), 0)
        text = item.lines[head].text if item.lines else ""
        told = dates.told(text, date_order)
        if (head == 0 and (told or dates.is_like_a_date(text))) or (told and told.clock):
            item.date, item.told = text, told
            del item.lines[: head + 1]
    boilerplate = 0
    texts = [n for n, line in enumerate(item.lines) if line.text]
    while texts:
        foot = item.lines[texts[-1]]
        liked = words.likes(foot.text)
        if liked is not None:
            item.likes = liked
        elif len(texts) > 1 and _is_foot(foot):
            boilerplate += 1
        else:
            break
        del item.lines[texts.pop() :]
    return boilerplate


def gaps_in(found: list[Found]) -> list[tuple[str, str]]:
    """Return where a level of a thread or a number of a list is missing, and what."""
    counts = Counter(item.above.id if item.above else "" for item in found if item.below_a_gap and not item.is_pingback)
    gaps = [
        (
            f"comment {above[1:]}" if above else "comments",
            f"a level is missing between this comment and {count} below it" if above
            else f"a level is missing above {count} of them",
        )
        for above, count in counts.items()
    ]  # fmt: skip
    last: dict[str, int] = {}
    for item in found:
        if item.number is None:
            continue
        above = item.above.id if item.above else ""
        place, kind = (f"comment {above[1:]}", "reply") if above else ("comments", "number")
        expected = last.get(above, 0) + 1
        if item.number > expected:
            missing = f"{expected}" if item.number == expected + 1 else f"{expected} to {item.number - 1}"
            gaps.append((place, f"{kind} {missing} missing"))
        elif item.number < expected:
            gaps.append((place, f"the numbering falls back from {expected - 1} to {item.number}"))
        last[above] = item.number
    return gaps


# -- which list marks are comments ----------------------------------------------------------------------------


def _marks(lines: list[Line]) -> Iterator[Mark]:
    apart = True
    for place, (indent, text) in enumerate(lines):
        marker = item_mark(text)
        if marker:
            rest, name_place = text[marker.end() :], place
            if not rest:  # some programs end the line between the mark and the name
                name_place = next((n for n in range(place + 1, min(place + 4, len(lines))) if lines[n].text), place)
            speaker = words.speaker(lines[name_place].text) if name_place > place else words.speaker(rest)
            number = int(marker[1]) if marker[1] else None
            yield Mark(place, indent, number, rest, speaker, name_place if speaker else place, apart)
        apart = not text


def _begin_with_names(marks: list[Mark]) -> bool:
    """Whether comments on this page begin with a name: most of those that answer the post itself do."""
    human = [mark for mark in marks if not mark.is_pingback]
    if not human:
        return False
    base = min(mark.indent for mark in human)
    top = [mark for mark in human if mark.indent == base]
    return 2 * sum(mark.speaker is not None for mark in top) >= len(top)


def _end_of_comments(lines: list[Line], marks: list[Mark], *, has_names: bool) -> int:
    """Return where the form for a new comment begins: after the first comment, and with names after the last."""
    named = [mark.place for mark in marks if mark.speaker]
    begin = named[-1] if has_names and named else marks[0].place if marks else 0
    for n in range(begin, len(lines)):
        if not lines[n].indent and words.begins_form(lines[n].text):
            return n
    return len(lines)


def _comment_marks(marks: list[Mark], *, has_names: bool) -> Iterator[Mark]:
    """Leave out the marks that belong to a list inside somebody's text."""
    if not marks:
        return
    base = min(mark.indent for mark in marks)
    if has_names:
        # Below the top, only what begins with a name is a comment. At the top there is nobody whose list it could be.
        yield from (mark for mark in marks if mark.speaker or mark.is_pingback or mark.indent == base)
        return
    deep = [mark for mark in marks if mark.indent > base]
    replies_have_bullets = any(mark.number is None for mark in deep)
    top_has_numbers = any(mark.number is not None for mark in marks if mark.indent == base)
    top = [mark for mark in marks if mark.indent == base]
    others = top[1:] or deep
    is_airy = any(mark.stands_apart for mark in others)
    tight = _tight(marks) if is_airy else set[int]()
    for mark in marks:
        if mark.indent == base:
            yield mark
        elif mark.place in tight:
            continue
        elif mark.number is None or not replies_have_bullets or not top_has_numbers:
            yield mark


def _tight(marks: list[Mark]) -> set[int]:
    """Return the places of marks that stand line under line: where comments stand apart, those are somebody's list."""
    return {
        mark.place
        for above, below in pairwise(marks)
        if below.place == above.place + 1 and below.indent == above.indent
        for mark in (above, below)
    }


# -- from lines to comments -----------------------------------------------------------------------------------


def _gathered(lines: list[Line], marks: dict[int, Mark]) -> tuple[list[Found], list[str]]:
    """Give every line to the comment that it belongs to; return the comments, and the lines that belong to none."""
    found: list[Found] = []
    outside: list[str] = []
    open_: list[Found] = []
    step = _step(mark.indent for mark in marks.values())
    base = min(mark.indent for mark in marks.values())
    is_flat = _is_flat(lines, marks)
    names = {mark.speaker_place for mark in marks.values()}
    for place, line in enumerate(lines):
        mark = marks.get(place)
        if mark is not None:
            while open_ and open_[-1].indent >= mark.indent:
                open_.pop()
            item = _new_comment(mark)
            item.below_a_gap = mark.indent - (open_[-1].indent if open_ else base - step) > step
            item.above = next((one for one in reversed(open_) if not one.is_pingback), None)
            open_.append(item)
            found.append(item)
        elif not line.text or place in names:
            if found:
                found[-1].lines.append(Line(0, ""))
        elif not found or (not line.indent and _is_furniture(line, is_flat=is_flat)):
            outside.append(line.text)
        else:
            owner = found[-1] if is_flat else _owner(line, open_, found[-1])
            if owner is None:
                outside.append(line.text)
                continue
            if owner is not found[-1]:
                owner.lines.append(Line(0, ""))
            owner.lines.append(line)
    return found, outside


def _owner(line: Line, open_: list[Found], last: Found) -> Found | None:
    """Return the comment below whose mark a line is indented, the deepest one; None for a line at the margin."""
    place = bisect_left(open_, line.indent, key=lambda item: item.indent)
    if place:
        return open_[place - 1]
    return last if words.likes(line.text) is not None else None


def _is_furniture(line: Line, *, is_flat: bool) -> bool:
    """Whether a line between comments belongs to the page. Where text is not indented, only what nobody would write."""
    return not _is_foot(line) and (words.is_frame(line.text) if is_flat else words.is_boilerplate(line.text))


def _is_foot(line: Line) -> bool:
    return normal(line.text) in words.UNDER_A_COMMENT if len(line.text) <= 60 else False


def _new_comment(mark: Mark) -> Found:
    item = Found(mark.indent, number=mark.number, is_pingback=mark.is_pingback)
    if mark.speaker and not item.is_pingback:
        item.author, _, item.date = _author_and_date(mark.speaker)
    elif mark.text:
        item.lines.append(Line(-1, mark.text))
    return item


def _author_and_date(speaker: str) -> tuple[str, str, str]:
    """Take apart ``Alice on May 3, 2019 at 9:14 am``, as one old theme has it."""
    name, on, date = speaker.rpartition(" on ")
    if on and dates.told(date):
        return name.rstrip(","), on, date
    return speaker, "", ""


def _step(indents: Iterable[int]) -> int:
    """Return how far a reply is indented below what it answers."""
    levels = sorted(set(indents))
    steps = [deeper - level for level, deeper in pairwise(levels)]
    if levels[0]:
        steps.append(levels[0])
    return min(steps, default=2)


def _is_flat(lines: list[Line], marks: dict[int, Mark]) -> bool:
    """Whether the text of a comment is not indented below its mark."""
    first = next((mark for mark in marks.values() if mark.speaker), None)
    if first is None:
        return False
    begin = first.speaker_place + 1
    below = next((n for n in range(begin, min(begin + 3, len(lines))) if lines[n].text), None)
    return (
        below is not None
        and below not in marks
        and lines[below].indent <= first.indent
        and not words.is_boilerplate(lines[below].text)
    )


def _gathered_without_marks(lines: list[Line], date_order: str | None) -> tuple[list[Found], list[str]]:
    """Gather comments that begin with ``NAME says:`` and a date below, but have no list marks any more."""
    found: list[Found] = []
    outside: list[str] = []
    texts = [line for line in lines if line.text]
    following = iter([*texts[1:], Line(0, "")])
    for line in lines:
        if not line.text:
            if found:
                found[-1].lines.append(line)
            continue
        below = next(following).text
        name = words.speaker(line.text)
        if name and (dates.told(below, date_order) or dates.is_like_a_date(below)):
            found.append(Found(0, author=name))
        elif not found or _is_furniture(line, is_flat=True):
            outside.append(line.text)
        else:
            found[-1].lines.append(line)
    return found, outside


def dedented(lines: list[Line]) -> list[Line]:
    """Return the lines of a comment at the margin; the text behind its mark, at -1, is there already."""
    margin = min((line.indent for line in lines if line.text and line.indent >= 0), default=0)
    return [Line(max(0, line.indent - margin), line.text) for line in lines]


def pingback_text(item: Found) -> str:
    """Return the words of a link from another blog."""
    return "\n".join(line.text for line in item.lines if line.text)
