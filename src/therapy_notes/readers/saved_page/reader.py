"""A blog page that was saved, as text or as HTML: one post, and the conversation below it.

A page in HTML keeps nearly everything; :mod:`.saved_page.html` reads it. A page saved as text has a title line, the post, a
heading such as ``19 thoughts on “…”``, the comments as a list, and the form for a new comment. The list looks different from
theme to theme, and programs that save pages lose some of it: names, levels, whole comments. What is there is read, what the
page claims is reported beside it, and nothing is filled in. An item is the post, or something below it.

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

import codecs
from collections.abc import Iterable
from typing import Final

from attrs import define, field

from ... import moments
from ...errors import AmbiguousTimeError, Problem, ReadError
from ...model.entries import Comment, Entry
from ...model.results import JournalReading
from ...model.values import Source
from ...moments import Date, DateTime
from .. import _dates as dates
from .. import diary
from .._account import NO_SUCH_TIME, Account, digest
from .._lines import Line, line_of, lines_of, normal, place_in
from .._plain_markdown import to_markdown
from .._text import lines as lines_in
from . import comments, parts, words
from . import html as saved_html
from .html_tree import WEB_ARCHIVE, is_html, is_web_archive

SYSTEM: Final = saved_html.SYSTEM

_MOST_OF_A_KIND: Final = 100
"""How many problems of one kind are told with their places; of more, only the number is told."""
_LOOK: Final = 256 * 1024
"""How far the heading over the comments is looked for, to tell whether a text is such a page."""


def claims(data: bytes) -> bool:
    r"""Tell whether a file is a saved page: HTML, or a text with the heading over comments or the form below them.

    >>> claims(b"<html><body>Bread</body></html>"), claims("Bread\n\nIt rose.\n\nOne thought on “Bread”\n".encode())
    (True, True)
    >>> claims(b"3 May 2019\n\nSlept badly. Two thoughts on bread.\n")
    False

    A diary may hold such a line, too. It is a page only if the line quotes its title, or a name stands directly below it.

    >>> claims(b"6 May 2019\n\nAt therapy:\n\n2 responses\n\n1. cry\n2. run\n\n7 May 2019\n\nMore.\n")
    False
    """
    if is_html(data) or is_web_archive(data):
        return True
    head = data[:_LOOK]
    has_mark = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if b"\x00" in head and not has_mark:
        return False
    found = [line_of(line) for line in lines_in(head.decode("utf-16" if has_mark else "utf-8", "replace"))]
    if diary.claims(data):
        return parts.is_surely_a_page(found)
    return parts.heading(found)[1] is not None or parts.has_form(found)


def read(
    data: bytes,
    *,
    name: str = "",
    zone: str | None = None,
    me: str | None = None,
    written_on: str | None = None,
    date_order: str | None = None,
    encoding: str | None = None,
) -> JournalReading:
    r"""Read a blog page that was saved as text or as HTML. The bytes tell which.

    Args:
        data: The file.
        name: What to call it in problems: its name, not its contents.
        zone: The time zone of the page's clock. Without it, a time on the page is only a day.
        me: The name under which the journal's owner wrote comments. In HTML, a blog marks by itself what its owner wrote.
        written_on: The day of the post, or a moment. Pages saved as text hardly ever tell it.
        date_order: ``DMY`` or ``MDY``, to read dates such as 03/05/2019; without it they stay text.
        encoding: The encoding, where it is not UTF-8 and the page does not tell.

    Raises:
        ReadError: It is empty, or not a text.
        AmbiguousTimeError: ``zone`` is no time zone, or ``written_on`` no day and no moment.
        ValueError: ``date_order`` or ``encoding`` is none.

    >>> page = "Bread\n\nIt rose.\n\n2 thoughts on “Bread”\n\n  1. Ida says:\n\n    Of course it did.\n"
    >>> reading = read(page.encode(), name="bread.txt", written_on="2024-05-01")
    >>> reading.journal.entries[0].comments[0].author
    'Ida'
    >>> [str(problem) for problem in reading.problems][:1]
    ['bread.txt: comments: claims 2, found 1']
    """
    if is_html(data):
        return saved_html.read(
            data, name=name, zone=zone, me=me, written_on=written_on, date_order=date_order, encoding=encoding
        )
    page = _Page(
        account=Account(name or "saved page", zone),
        me=normal(me) or None if me else None,
        written_on=None if written_on is None else dates.given(written_on, zone),
        date_order=dates.checked_order(date_order),
    )
    file = page.account.file
    if is_web_archive(data):
        raise ReadError([Problem(where=file, what=WEB_ARCHIVE)])
    lines, problems = lines_of(data, file, encoding)
    page.problems += [(place_in(file, problem.where), problem.what) for problem in problems]
    entry = page.entry(lines)
    for place, what in page.problems:
        page.account.report(place, what)
    return page.account.reading([entry])


@define(kw_only=True)
class _Page:
    """One page while it is read."""

    account: Account
    me: str | None
    written_on: DateTime | Date | None
    date_order: str | None
    problems: list[tuple[str, str]] = field(factory=list[tuple[str, str]])
    """Where, and what: in the order in which they are to be told."""
    extra: dict[str, object] = field(factory=dict[str, object])
    doubtful_dates: list[tuple[str, str]] = field(factory=list[tuple[str, str]])
    empty: list[tuple[str, str]] = field(factory=list[tuple[str, str]])
    pingbacks: list[str] = field(factory=list[str])

    def report(self, place: str, what: str) -> None:
        self.problems.append((place, what))

    def report_all(self, found: list[tuple[str, str]], kind: str) -> None:
        """Report problems of one kind with their places, but no endless list of them."""
        self.problems += found[:_MOST_OF_A_KIND]
        if len(found) > _MOST_OF_A_KIND:
            self.report("comments", f"{kind}, and not listed above: {len(found) - _MOST_OF_A_KIND}")

    def lost(self, what: str, lines: Iterable[str]) -> None:
        """Count lines that belong to the page and to nobody."""
        self.account.losses[what] += sum(1 for _ in lines)

    def keep(self, key: str, what: str, lines: Iterable[str]) -> None:
        """Keep text that is neither post nor comment, and say so."""
        kept = [line for line in lines if line]
        if kept:
            self.extra[key] = "\n".join(kept)
            self.account.losses[what] += len(kept)
            self.report("", f"{what}, kept in extra: {len(kept)}")

    # -- the whole --------------------------------------------------------------------------------------------

    def entry(self, lines: list[Line]) -> Entry:
        over, found = parts.heading(lines)
        post, below = lines[:over], lines[over + 1 :]
        title, post, written_at = self._post(post, found.about if found else "", has_heading=found is not None)
        body = to_markdown(post)
        said = self._comments(below) if found else ()
        self.report_all(self.doubtful_dates, "dates")
        self.report_all(self.empty, "no text")
        if not title:
            self.report("", "no title line")
        if not body:
            self.report("", "no text below the title")
        self._count(said, found.claimed if found else None)
        if written_at is None:
            self.report("", "no date: say when it was written (written_on)")
        return Entry(
            id=self.account.id(SYSTEM, title, digest(body)),
            written_at=written_at,
            title=title,
            body=body,
            kind="post",
            comments=said,
            source=Source(system=SYSTEM, ref=title, position=0),
            extra={SYSTEM: self.extra} if self.extra else {},
        )

    def _count(self, said: tuple[Comment, ...], claimed: int | None) -> None:
        """Hold what was found against what the page claims."""
        found, pingbacks = len(said), len(self.pingbacks)
        self.account.found += 1 + found + pingbacks
        if claimed is not None:
            self.account.claimed["comments"] = claimed
            if claimed not in {found, found + pingbacks}:
                self.problems.insert(0, ("comments", f"claims {claimed}, found {found}"))
        if pingbacks:
            self.extra["pingbacks"] = list(self.pingbacks)
            self.account.skipped[saved_html.PINGBACKS] += pingbacks
            self.account.losses[saved_html.PINGBACKS] += pingbacks
            self.report("comments", f"pingbacks, left out: {pingbacks}")
        named = [comment for comment in said if comment.author]
        if named and self.me is None:
            self.report("comments", "own replies are not marked: say which name is yours (me)")
        elif self.me is not None and not any(comment.mine for comment in named):
            self.report("comments", "none is by the name that was given as yours")
        if found > len(named):
            self.report("comments", f"without a name: {found - len(named)}")

    # -- the post ---------------------------------------------------------------------------------------------

    def _post(self, lines: list[Line], about: str, *, has_heading: bool) -> tuple[str, list[Line], DateTime | Date | None]:
        begin = parts.title_place(lines, about)
        if begin is None:
            return "", [], self.written_on
        self.keep("before_the_title", "lines before the title", (line.text for line in lines[:begin]))
        title = lines[begin].text
        if len(title) > parts.TITLE_LONGEST:
            title, rest = "", lines[begin:]
        else:
            rest = lines[begin + 1 :]
        written_at, rest = self._dated(rest, len(lines) - len(rest))
        end = parts.end_of_post(rest, has_heading=has_heading)
        below = [line for line in rest[end:] if line.text]
        self.lost("boilerplate lines", (line.text for line in below if parts.is_frame(line)))
        self.keep("after_the_post", "lines after the post", (line.text for line in below if not parts.is_frame(line)))
        if not has_heading:
            looks_like_comments = sum(1 for line in rest[:end] if parts.mark_speaker(line))
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
            return dates.when(told, self.account.zone)
        except AmbiguousTimeError:
            self.doubtful_dates.append((where, NO_SUCH_TIME))
            return moments.day(told.day)

    # -- the comments -----------------------------------------------------------------------------------------

    def _comments(self, lines: list[Line]) -> tuple[Comment, ...]:
        found, outside = comments.comments_in(lines, self.date_order)
        self.lost("boilerplate lines", (text for text in outside if words.is_boilerplate(text)))
        self.keep(
            "outside_comments", "lines outside the comments", (text for text in outside if not words.is_boilerplate(text))
        )
        self.pingbacks = [comments.pingback_text(item) for item in found if item.is_pingback]
        people = [item for item in found if not item.is_pingback]
        for n, item in enumerate(people, 1):
            item.id = f"c{n}"
            self.account.losses["boilerplate lines"] += comments.finish(item, self.date_order)
        self.report_all(comments.gaps_in(found), "gaps in threads or numbers")
        if self.account.zone is None:
            days = sum(1 for item in people if item.told and item.told.clock and not item.told.instant)
            if days:
                self.account.losses["comment times without a zone"] += days
                self.report("comments", f"times without a zone, kept as days: {days}")
        return tuple(self._comment(item, f"comment {n}") for n, item in enumerate(people, 1))

    def _comment(self, item: comments.Found, place: str) -> Comment:
        kept: dict[str, object] = {}
        written_at: DateTime | Date | None = None
        if item.told is not None:
            written_at = self._when(item.told, place)
        elif item.date:
            self.account.losses["comment dates of an unknown form"] += 1
            self.doubtful_dates.append((place, saved_html.NOT_UNDERSTOOD))
        if item.date and not isinstance(written_at, DateTime) and (item.told is None or item.told.clock):
            kept["date"] = item.date
        body = to_markdown(comments.dedented(item.lines), lists_at_the_margin=True)
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
