"""A blog page saved as text: one post, and the conversation below it.

Such a file has a title line, the post, a heading such as ``19 thoughts on “…”``, the comments as a list, and the form for
a new comment. The list looks different from theme to theme, and programs that save pages lose some of it: names, levels,
whole comments. What is there is read, what the page claims is reported beside it, and nothing is filled in.

====================  =================================  ===========================
style                 a comment                          a reply
====================  =================================  ===========================
A  names              ``  1. NAME says:``                ``    • NAME says:``
B  no names           ``  1. TEXT``                      ``    • TEXT``
C  numbered replies   ``  1. TEXT``                      ``    1. TEXT``
D  bullets only       ``  • TEXT``                       ``    • TEXT``
E  a full copy        as A, with ``DATE at TIME`` below the name and ``Reply`` below the text
====================  =================================  ===========================

A full copy without any list marks is read, too, if a date stands below each ``NAME says:``; it has lost its threads.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import pairwise
from typing import Final

from attrs import define, evolve, field

from .. import moments
from ..errors import AmbiguousTimeError, Problem
from ..model.digests import as_read
from ..model.entries import Comment, Entry
from ..model.ids import derived_id
from ..model.journal import Journal
from ..model.results import ItemTally, JournalReading
from ..model.values import Source
from ..moments import Date, DateTime
from . import _page_dates as dates
from . import _page_words as words
from ._page_text import Line, lines_of, normal
from ._plain_markdown import ITEM, to_markdown

SYSTEM: Final = "saved_page"

_TITLE_LONGEST: Final = 300
_BEFORE_TITLE_LONGEST: Final = 80
_BARE_MARK: Final = re.compile(r"•|([1-9][0-9]{0,2})[.)]")
"""A list mark and nothing else: the words of this comment are lost, or stand on the next line."""
_QUOTES: Final = ('"', "'", "«", "„", "‹", "»")
_QUOTES_THE_TITLE: Final = 4
_MOST_OF_A_KIND: Final = 100
"""How many problems of one kind are told with their places; of more, only the number is told."""


def read(
    data: bytes,
    *,
    name: str = "",
    zone: str | None = None,
    me: str | None = None,
    written_on: str | None = None,
    date_order: str | None = None,
) -> JournalReading:
    r"""Read a blog page that was saved as text.

    Args:
        data: The file.
        name: What to call it in problems: its name, not its contents.
        zone: The time zone of the page's clock. Without it, a time on the page is only a day.
        me: The name under which the journal's owner wrote comments.
        written_on: The day of the post, or a moment. Saved pages hardly ever tell it.
        date_order: ``DMY`` or ``MDY``, to read dates such as 03/05/2019; without it they stay text.

    Raises:
        ReadError: It is empty, or not a text.
        AmbiguousTimeError: ``zone`` is no time zone, or ``written_on`` no day and no moment.
        ValueError: ``date_order`` is none.

    >>> page = "Bread\n\nIt rose.\n\n2 thoughts on “Bread”\n\n  1. Ida says:\n\n    Of course it did.\n"
    >>> reading = read(page.encode(), name="bread.txt", written_on="2024-05-01")
    >>> reading.journal.entries[0].comments[0].author
    'Ida'
    >>> [str(problem) for problem in reading.problems][:1]
    ['bread.txt: comments: claims 2, found 1']
    """
    if zone is not None:
        moments.zone(zone)
    file = name or "saved page"
    page = _Page(
        file=file,
        zone=zone,
        me=normal(me) or None if me else None,
        written_on=None if written_on is None else dates.given(written_on, zone),
        date_order=dates.checked_order(date_order),
    )
    lines, page.problems = lines_of(data, file)
    entry = page.entry(lines)
    skipped = len(page.pingbacks)
    converted = 1 + len(entry.comments)
    return JournalReading(
        journal=Journal(zone=zone or "UTC", entries=(entry,)),
        problems=tuple(page.problems),
        losses={what: count for what, count in page.losses.items() if count},
        tally=ItemTally(
            found=converted + skipped,
            converted=converted,
            skipped=skipped,
            claimed=None if page.claimed is None else {"comments": page.claimed},
        ),
    )


@define
class _Found:
    """A comment on its way: what stood under one list mark."""

    indent: int
    number: int | None = None
    author: str = ""
    lines: list[Line] = field(factory=list[Line])
    is_pingback: bool = False
    above: "_Found | None" = None
    below_a_gap: bool = False
    id: str = ""
    date: str = ""
    told: dates.Told | None = None
    likes: int | None = None


@define
class _Mark:
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
        return words.is_pingback(self.text)

    def without_name(self) -> "_Mark":
        """Where comments have no names, "She says:" is what somebody wrote."""
        return evolve(self, speaker=None, speaker_place=self.place) if self.speaker else self


@define(kw_only=True)
class _Page:
    """One page while it is read."""

    file: str
    zone: str | None
    me: str | None
    written_on: DateTime | Date | None
    date_order: str | None
    problems: list[Problem] = field(factory=list[Problem])
    losses: Counter[str] = field(factory=Counter[str])
    claimed: int | None = None
    pingbacks: list[str] = field(factory=list[str])
    extra: dict[str, object] = field(factory=dict[str, object])
    doubtful_dates: list[tuple[str, str]] = field(factory=list[tuple[str, str]])
    empty: list[tuple[str, str]] = field(factory=list[tuple[str, str]])

    def report(self, place: str, what: str) -> None:
        self.problems.append(Problem(where=f"{self.file}: {place}" if place else self.file, what=what))

    def report_all(self, found: list[tuple[str, str]], kind: str) -> None:
        """Report problems of one kind with their places, but no endless list of them."""
        for place, what in found[:_MOST_OF_A_KIND]:
            self.report(place, what)
        if len(found) > _MOST_OF_A_KIND:
            self.report("comments", f"{kind}, and not listed above: {len(found) - _MOST_OF_A_KIND}")

    def keep(self, key: str, what: str, lines: Iterable[str]) -> None:
        """Keep text that is neither post nor comment, and say so."""
        kept = [line for line in lines if line]
        if kept:
            self.extra[key] = "\n".join(kept)
            self.losses[what] += len(kept)
            self.report("", f"{what}, kept in extra: {len(kept)}")

    # -- the whole --------------------------------------------------------------------------------------------

    def entry(self, lines: list[Line]) -> Entry:
        over, found = _heading(lines)
        self.claimed = found.claimed if found else None
        post, below = lines[:over], lines[over + 1 :]
        title, post, written_at = self._post(post, found.about if found else "", has_heading=found is not None)
        body = to_markdown(post)
        comments = self._comments(below) if found else ()
        self.report_all(self.doubtful_dates, "dates")
        self.report_all(self.empty, "no text")
        self._check(title, body, comments)
        if written_at is None:
            self.report("", "no date: say when it was written (written_on)")
        return as_read(
            Entry(
                id=derived_id(SYSTEM, title, sha256(body.encode()).hexdigest()),
                written_at=written_at,
                title=title,
                body=body,
                kind="post",
                comments=comments,
                source=Source(system=SYSTEM, ref=title, position=0),
                extra={SYSTEM: self.extra} if self.extra else {},
            )
        )

    def _check(self, title: str, body: str, comments: tuple[Comment, ...]) -> None:
        if not title:
            self.report("", "no title line")
        if not body:
            self.report("", "no text below the title")
        found = len(comments)
        if self.claimed is not None and self.claimed not in {found, found + len(self.pingbacks)}:
            self.problems.insert(0, Problem(where=f"{self.file}: comments", what=f"claims {self.claimed}, found {found}"))
        if self.pingbacks:
            self.extra["pingbacks"] = list(self.pingbacks)
            self.losses["pingbacks"] += len(self.pingbacks)
            self.report("comments", f"pingbacks, left out: {len(self.pingbacks)}")
        named = [comment for comment in comments if comment.author]
        if named and self.me is None:
            self.report("comments", "own replies are not marked: say which name is yours (me)")
        elif self.me is not None and not any(comment.mine for comment in named):
            self.report("comments", "none is by the name that was given as yours")
        if found > len(named):
            self.report("comments", f"without a name: {found - len(named)}")

    # -- the post ---------------------------------------------------------------------------------------------

    def _post(self, lines: list[Line], about: str, *, has_heading: bool) -> tuple[str, list[Line], DateTime | Date | None]:
        begin = _title_place(lines, about)
        if begin is None:
            return "", [], self.written_on
        self.keep("before_the_title", "lines before the title", (line.text for line in lines[:begin]))
        title = lines[begin].text
        if len(title) > _TITLE_LONGEST:
            title, rest = "", lines[begin:]
        else:
            rest = lines[begin + 1 :]
        written_at, rest = self._dated(rest, len(lines) - len(rest))
        end = _end_of_post(rest, has_heading=has_heading)
        below = [line for line in rest[end:] if line.text]
        self.losses["boilerplate lines"] += sum(map(_is_frame, below))
        self.keep("after_the_post", "lines after the post", (line.text for line in below if not _is_frame(line)))
        if not has_heading:
            looks_like_comments = sum(1 for line in rest[:end] if _mark_speaker(line))
            if looks_like_comments:
                what = f"lines that look like comments, but no heading over them; kept in the post: {looks_like_comments}"
                self.report("", what)
        return title, rest[:end], written_at

    def _dated(self, lines: list[Line], above: int) -> tuple[DateTime | Date | None, list[Line]]:
        """Return when the post was written, from the line under its title, and the lines without that line."""
        place = next((n for n, line in enumerate(lines) if line.text), None)
        if place is None:
            return self.written_on, lines
        says_so, text = words.posted(lines[place].text)
        told = dates.told(text, self.date_order)
        if told is None:
            return self.written_on, lines
        where = f"line {above + place + 1}"
        if says_so:
            self.extra["date_line"] = lines[place].text
            lines = lines[:place] + lines[place + 1 :]
        if self.written_on is not None:
            if moments.day(self.written_on) != moments.day(told.day):
                self.report(where, "a date that is not the one that was given: the given one counts")
            return self.written_on, lines
        if not says_so:
            self.report(where, "a date under the title was taken for the day of writing")
        return self._when(told, where), lines

    def _when(self, told: dates.Told, where: str) -> DateTime | Date:
        try:
            return dates.when(told, self.zone)
        except AmbiguousTimeError:
            self.doubtful_dates.append(
                (where, "a time that the clocks of this zone never showed, or showed twice: kept as a day")
            )
            return moments.day(told.day)

    # -- the comments -----------------------------------------------------------------------------------------

    def _comments(self, lines: list[Line]) -> tuple[Comment, ...]:
        marks = list(_marks(lines))
        has_names = _has_names(marks)
        end = _end_of_comments(lines, marks, has_names=has_names)
        marks = [mark if has_names else mark.without_name() for mark in marks if mark.place < end]
        by_place = {mark.place: mark for mark in _comment_marks(marks, has_names=has_names)}
        if by_place:
            found, outside = _gathered(lines[:end], by_place)
        else:
            found, outside = _gathered_without_marks(lines[:end], self.date_order)
        outside += [line.text for line in lines[end:]]
        self.losses["boilerplate lines"] += sum(1 for text in outside if words.is_boilerplate(text))
        self.keep(
            "outside_comments",
            "lines outside the comments",
            (text for text in outside if not words.is_boilerplate(text)),
        )
        self.pingbacks = [_pingback_text(item) for item in found if item.is_pingback]
        comments = [item for item in found if not item.is_pingback]
        for n, item in enumerate(comments, 1):
            item.id = f"c{n}"
            self._finish(item)
        self._check_threads(found, comments)
        times_without_zone = sum(
            1 for item in comments if item.told and item.told.clock and not item.told.instant and self.zone is None
        )
        if times_without_zone:
            self.losses["comment times without a zone"] += times_without_zone
            self.report("comments", f"times without a zone, kept as days: {times_without_zone}")
        return tuple(self._comment(item, f"comment {n}") for n, item in enumerate(comments, 1))

    def _finish(self, item: _Found) -> None:
        """Take the date off the head of a comment, and links and likes off its foot."""
        if item.date:
            item.told = dates.told(item.date, self.date_order)
        elif item.author:
            head = next((n for n, line in enumerate(item.lines) if line.text), 0)
            text = item.lines[head].text if item.lines else ""
            told = dates.told(text, self.date_order)
            if (head == 0 and (told or dates.is_like_a_date(text))) or (told and told.clock):
                item.date, item.told = text, told
                del item.lines[: head + 1]
        texts = [n for n, line in enumerate(item.lines) if line.text]
        while texts:
            foot = item.lines[texts[-1]]
            liked = words.likes(foot.text)
            if liked is not None:
                item.likes = liked
            elif len(texts) > 1 and _is_foot(foot):
                self.losses["boilerplate lines"] += 1
            else:
                break
            del item.lines[texts.pop() :]

    def _check_threads(self, found: list[_Found], comments: list[_Found]) -> None:
        gaps = Counter(item.above.id if item.above else "" for item in comments if item.below_a_gap)
        reports = [
            (
                f"comment {above[1:]}" if above else "comments",
                f"a level is missing between this comment and {count} below it" if above
                else f"a level is missing above {count} of them",
            )
            for above, count in gaps.items()
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
                reports.append((place, f"{kind} {missing} missing"))
            elif item.number < expected:
                reports.append((place, f"the numbering falls back from {expected - 1} to {item.number}"))
            last[above] = item.number
        self.report_all(reports, "gaps in threads or numbers")

    def _comment(self, item: _Found, place: str) -> Comment:
        kept: dict[str, object] = {}
        written_at: DateTime | Date | None = None
        if item.told is not None:
            written_at = self._when(item.told, place)
        elif item.date:
            self.losses["comment dates of an unknown form"] += 1
            self.doubtful_dates.append((place, "a date whose form or weekday does not tell one day: kept as text in extra"))
        if item.date and not isinstance(written_at, DateTime) and (item.told is None or item.told.clock):
            kept["date"] = item.date
        body = to_markdown(_dedented(item.lines), lists_at_the_margin=True)
        if not body:
            self.empty.append((place, "no text"))
        return Comment(
            id=item.id,
            author=item.author,
            mine=None if self.me is None or not item.author else normal(item.author) == self.me,
            written_at=written_at,
            body=body,
            in_reply_to=item.above.id if item.above else None,
            likes=item.likes,
            extra={SYSTEM: kept} if kept else {},
        )


# -- where the parts of a page are ----------------------------------------------------------------------------


def _heading(lines: list[Line]) -> tuple[int, words.Heading | None]:
    """Return the place of the heading over the comments, and what it says; the end of the page if there is none."""
    places = [n for n, line in enumerate(lines) if line.text]
    titles: set[str] = set()
    collected = 0
    best: tuple[int, int, words.Heading] | None = None
    for nth, place in enumerate(places):
        found = words.heading(lines[place].text)
        if found is None:
            continue
        titles.update(_skeleton(lines[n].text) for n in places[collected:nth] if len(lines[n].text) <= _TITLE_LONGEST)
        collected = nth
        after = lines[places[nth + 1]] if nth + 1 < len(places) else None
        rank = _rank(lines[place], found, titles, after, is_first=nth == 0)
        # Of lines that quote the title the first is meant, of others the last.
        if rank and (best is None or (rank > best[0] if best[0] >= _QUOTES_THE_TITLE else rank >= best[0])):
            best = rank, place, found
    return (best[1], best[2]) if best else (len(lines), None)


def _rank(line: Line, found: words.Heading, titles: set[str], after: Line | None, *, is_first: bool) -> int:
    """Return how surely a line is the heading over the comments; 0 if it is rather a line of the post."""
    is_followed = after is not None and (_item(after.text) is not None or words.speaker(after.text) is not None)
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


def _title_place(lines: list[Line], about: str) -> int | None:
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


def _is_frame(line: Line) -> bool:
    return (
        words.is_boilerplate(line.text)
        or words.is_frame(line.text)
        or words.names_a_network(line.text)
        or words.turns_a_page(line.text)
    )


def _end_of_post(lines: list[Line], *, has_heading: bool) -> int:
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
    while n >= 0 and (not lines[n].text or _is_frame(lines[n])):
        # A button or a link counts only below its own heading.
        if words.is_frame(lines[n].text) or (lines[n].text and words.begins_form(lines[n].text) and has_heading):
            end = n
        n -= 1
    return end


def _mark_speaker(line: Line) -> str | None:
    marker = ITEM.match(line.text) if line.indent else None
    return words.speaker(line.text[marker.end() :]) if marker else None


# -- which list marks are comments ----------------------------------------------------------------------------


def _item(text: str) -> re.Match[str] | None:
    return ITEM.match(text) or _BARE_MARK.fullmatch(text)


def _marks(lines: list[Line]) -> Iterator[_Mark]:
    apart = True
    for place, (indent, text) in enumerate(lines):
        marker = _item(text)
        if marker:
            rest, name_place = text[marker.end() :], place
            if not rest:  # some programs end the line between the mark and the name
                name_place = next((n for n in range(place + 1, min(place + 4, len(lines))) if lines[n].text), place)
            speaker = words.speaker(lines[name_place].text) if name_place > place else words.speaker(rest)
            number = int(marker[1]) if marker[1] else None
            yield _Mark(place, indent, number, rest, speaker, name_place if speaker else place, apart)
        apart = not text


def _has_names(marks: list[_Mark]) -> bool:
    """Whether comments on this page begin with a name: most of those that answer the post itself do."""
    human = [mark for mark in marks if not mark.is_pingback]
    if not human:
        return False
    base = min(mark.indent for mark in human)
    top = [mark for mark in human if mark.indent == base]
    return 2 * sum(mark.speaker is not None for mark in top) >= len(top)


def _end_of_comments(lines: list[Line], marks: list[_Mark], *, has_names: bool) -> int:
    """Return where the form for a new comment begins: after the first comment, and with names after the last."""
    named = [mark.place for mark in marks if mark.speaker]
    begin = named[-1] if has_names and named else marks[0].place if marks else 0
    for n in range(begin, len(lines)):
        if not lines[n].indent and words.begins_form(lines[n].text):
            return n
    return len(lines)


def _comment_marks(marks: list[_Mark], *, has_names: bool) -> Iterator[_Mark]:
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


def _tight(marks: list[_Mark]) -> set[int]:
    """Return the places of marks that stand line under line: where comments stand apart, those are somebody's list."""
    return {
        mark.place
        for above, below in pairwise(marks)
        if below.place == above.place + 1 and below.indent == above.indent
        for mark in (above, below)
    }


# -- from lines to comments -----------------------------------------------------------------------------------


def _gathered(lines: list[Line], marks: dict[int, _Mark]) -> tuple[list[_Found], list[str]]:
    """Give every line to the comment that it belongs to; return the comments, and the lines that belong to none."""
    found: list[_Found] = []
    outside: list[str] = []
    open_: list[_Found] = []
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


def _owner(line: Line, open_: list[_Found], last: _Found) -> _Found | None:
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


def _new_comment(mark: _Mark) -> _Found:
    item = _Found(mark.indent, number=mark.number, is_pingback=mark.is_pingback)
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


def _is_flat(lines: list[Line], marks: dict[int, _Mark]) -> bool:
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


def _gathered_without_marks(lines: list[Line], date_order: str | None) -> tuple[list[_Found], list[str]]:
    """Gather comments that begin with ``NAME says:`` and a date below, but have no list marks any more."""
    found: list[_Found] = []
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
            found.append(_Found(0, author=name))
        elif not found or _is_furniture(line, is_flat=True):
            outside.append(line.text)
        else:
            found[-1].lines.append(line)
    return found, outside


def _dedented(lines: list[Line]) -> list[Line]:
    """Return the lines of a comment at the margin; the text behind its mark, at -1, is there already."""
    margin = min((line.indent for line in lines if line.text and line.indent >= 0), default=0)
    return [Line(max(0, line.indent - margin), line.text) for line in lines]


def _pingback_text(item: _Found) -> str:
    return "\n".join(line.text for line in item.lines if line.text)
