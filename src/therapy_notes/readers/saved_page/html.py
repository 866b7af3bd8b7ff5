"""A blog page saved as HTML: one post, or several, and the conversation below, by the class names that every theme keeps.

An item is a post or something below it: a comment, or a note that another page links here (a pingback). WordPress tells in
class names what a page saved as text has lost: who answered whom, when, and which words are the blog owner's own. The names
of the classes are the same in every language. What is neither post nor comment is the frame of the page, and is left out.

=====================  =============================================================================
of a post              where it stands
=====================  =============================================================================
title                  ``.entry-title``, else a heading, else ``og:title``, else ``<title>``
text                   ``.entry-content``, ``.post-content``, … else ``article``, ``main``, the whole
day                    ``article:published_time``, ``time.entry-date``, else the words of ``.entry-date``
tags                   ``rel="tag"``; categories are tags, too
comments               ``.comment``, ``#comment-12``, in each other or by ``.depth-2``
=====================  =============================================================================

A page without any of these names is one entry.
"""

from collections import Counter
from typing import Final

from attrs import frozen

from ... import moments
from ...errors import Problem, ReadError
from ...model.entries import Comment, Entry
from ...model.results import JournalReading
from ...model.values import Source
from ...moments import Date, DateTime
from .. import _dates as dates
from .._account import KEPT_BACK, NO_DATE, NO_ZONE, Account, digest
from .._files import attachment
from .._lines import normal, place_in
from ..html import text_of as words_of
from ..html import to_markdown
from . import html_comments as comments
from . import html_posts as posts
from .html_address import lasting
from .html_dates import Stamp, labels_its_clock_as_utc, when
from .html_frame import cut
from .html_tree import EMPTY, WEB_ARCHIVE, is_html, is_web_archive, text_of, tree_of

SYSTEM: Final = "saved_page"

FRAME: Final = "parts of the page's frame"
HIDDEN: Final = "hidden parts of the page"
LOCKED: Final = "protected by a password: its text is not on this page"
PINGBACKS: Final = "pingbacks"
_COUNTED: Final = {
    **dict.fromkeys(("draft", "future", "pending"), "drafts"),
    "private": "private posts",
    "password": "posts behind a password",
}
WAITING: Final = "comments waiting for approval"
IN_THE_TRASH: Final = "in the trash"
OTHER_POSTS: Final = "other posts on a page about one"
NOT_UNDERSTOOD: Final = "a date whose form or weekday does not tell one day: kept as text in extra"


def claims(data: bytes) -> bool:
    """Tell whether a file is a page in HTML, or a part of one with the class names of a blog.

    >>> claims(b"<!DOCTYPE html><html><body>Bread</body></html>"), claims(b"Bread rose.")
    (True, False)
    """
    return is_html(data)


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
    """Read a blog page that was saved as HTML.

    Args:
        data: The file.
        name: What to call it in problems: its name, not its contents.
        zone: The time zone of the page's clock. Without it, a time that names none is only a day.
        me: The name under which the journal's owner wrote comments. Without it, the page is taken for the owner's: what it
            marks as written by the author of the post is the owner's.
        written_on: The day of the post, or a moment, if the page tells none, or a wrong one.
        date_order: ``DMY`` or ``MDY``, to read dates such as 03/05/2019; without it they stay text.
        encoding: The encoding, if the page does not tell, or tells a wrong one.

    Raises:
        ReadError: It is empty, no text, a web archive, or made so that no program could read it in good time.
        AmbiguousTimeError: ``zone`` is no time zone, or ``written_on`` no day and no moment.
        ValueError: ``date_order`` or ``encoding`` is none.

    >>> page = b'''<!DOCTYPE html><article class="post"><h1 class="entry-title">Bread</h1>
    ... <time class="entry-date" datetime="2024-05-01T09:00:00+02:00">May 1, 2024</time>
    ... <div class="entry-content"><p>It <em>rose</em>.</p></div></article>
    ... <ol><li class="comment depth-1" id="comment-7"><cite class="fn">Ida</cite>
    ... <div class="comment-content"><p>Of course it did.</p></div></li></ol>'''
    >>> entry = read(page).journal.entries[0]
    >>> entry.title, entry.body, str(entry.written_at), entry.comments[0].author
    ('Bread', 'It *rose*.', '2024-05-01 09:00:00+02:00', 'Ida')
    """
    account = Account(name or "saved page", zone)
    options = _Options(
        me=normal(me) or None if me else None,
        written_on=None if written_on is None else dates.given(written_on, zone),
        date_order=dates.checked_order(date_order),
    )
    if is_web_archive(data):
        raise ReadError([Problem(where=account.file, what=WEB_ARCHIVE)])
    text, problems = text_of(data, account.file, encoding)
    for problem in problems:
        account.report(place_in(account.file, problem.where), problem.what)
    return account.reading(_entries(text, account, options))


@frozen
class _Options:
    """What somebody says of a page."""

    me: str | None
    written_on: DateTime | Date | None
    date_order: str | None


def _entries(text: str, account: Account, options: _Options) -> list[Entry]:
    root = tree_of(text, account.file)
    head = posts.head_of(root, text)
    survey = posts.survey(root)
    found, is_only_one = posts.posts_of(survey, root)
    frame, hidden = cut(root, survey.kept, survey.texts)
    account.losses[FRAME] += frame
    account.losses[HIDDEN] += hidden
    for item in reversed(survey.comments):
        comments.take_out(item)
    labels_its_clock = labels_its_clock_as_utc((item.stamp for item in survey.comments), account.zone, options.date_order)
    if options.written_on is not None and not is_only_one:
        account.report("", "a day was given, but there are several posts: it is not used")
        options = _Options(options.me, None, options.date_order)
    if is_only_one and survey.has_more_comments:
        account.report("comments", "there are more of them on other pages")
    _note_the_others(account, *posts.left_out(survey, found))
    entries: list[Entry] = []
    for number, post in enumerate(found, 1):
        page = _Post(account, options, "" if is_only_one else f"post {number}", labels_its_clock)
        claimed = comments.claimed(root if is_only_one else post.element)
        told = posts.take_out(post, head, root, options.date_order, is_only_one=is_only_one, locked=survey.locked)
        entry = page.entry(told, post.comments, claimed, position=number - 1)
        if is_only_one and entry is not None and not (entry.title or entry.body or entry.comments):
            raise ReadError([Problem(where=account.file, what=EMPTY)])
        if entry is not None:
            entries.append(entry)
    days = account.counted[NO_ZONE]
    if days:
        account.report("", f"{NO_ZONE}: {days}")
    return entries


def _note_the_others(account: Account, complete: int, short: int) -> None:
    """Note the posts that the page shows and is not about: those with a text are items, the rest is frame."""
    account.losses[FRAME] += short
    if complete:
        account.found += complete
        account.skipped[OTHER_POSTS] += complete
        account.report("", f"{OTHER_POSTS}, left out: {complete}")


@frozen
class _Post:
    """What is needed to turn one post into an entry."""

    account: Account
    options: _Options
    place: str
    labels_its_clock: bool

    def at(self, place: str) -> str:
        """Return a place inside the post."""
        return ": ".join(filter(None, (self.place, place)))

    def report(self, place: str, what: str) -> None:
        self.account.report(self.at(place), what)

    def entry(self, told: posts.Told, found: list[comments.Found], claimed: int | None, *, position: int) -> Entry | None:
        """Return the entry; None for a post in the trash, and for one whose text is behind a password."""
        self.account.found += 1 + len(found)
        if told.status == "trash":
            self.account.skip(self.place, IN_THE_TRASH)
            self.account.skipped[IN_THE_TRASH] += len(found)
            return None
        if told.is_locked and not found:
            self.account.reject(self.place, LOCKED)
            return None
        said, extra = self._comments(found, claimed)
        body = to_markdown(told.html)
        self._check(told, body)
        written_at = self._written_at(told.stamp)
        extra |= self._kept(told)
        ref = told.address or (f"post-{told.number}" if told.number else told.title)
        return Entry(
            id=self._id(told, body),
            written_at=written_at,
            title=told.title,
            body=body,
            kind="post",
            comments=said,
            tags=told.tags,
            attachments=tuple(
                attachment(f"a{n}", address, alt_text=alt) for n, (address, alt) in enumerate(told.pictures, 1)
            ),
            source=Source(system=SYSTEM, ref=ref, position=position),
            extra={SYSTEM: extra} if extra else {},
        )

    def _id(self, told: posts.Told, body: str) -> str:
        """Return the id of a post: of its address and its title, since a blog may tell one address for all of its pages.

        What is only the beginning of a post has an id of its own: it is not to take the place of the whole.
        """
        key = (lasting(told.address), normal(told.title)) if told.address else (told.title, digest(body))
        return self.account.id(SYSTEM, *key, *(("beginning",) if told.is_excerpt or told.is_locked else ()))

    def _kept(self, told: posts.Told) -> dict[str, object]:
        """Return what a post tells that has no home in an entry, and count it."""
        kept: dict[str, object] = {}
        if told.stamp.raw:
            kept["date"] = told.stamp.raw
        if told.stamp.shown:
            kept["date_shown"] = told.stamp.shown
        if told.author:
            kept["author"] = told.author
            self.account.losses["author"] += 1
        if told.number:
            kept["post_id"] = told.number
        if told.categories:
            kept["categories"] = [tag for tag in told.tags if tag in told.categories]
        if told.status:
            kept["status"] = told.status
        if told.kept_back:
            kept[KEPT_BACK] = told.kept_back
            self.account.counted[_COUNTED[told.kept_back]] += 1
        if told.is_excerpt:
            kept["goes_on_elsewhere"] = True
        return kept

    def _check(self, told: posts.Told, body: str) -> None:
        if not told.title:
            self.report("", "no title")
        if told.is_locked:
            self.report("", LOCKED)
        elif not body:
            self.report("", "no text below the title")
        if told.is_excerpt:
            self.report("", "only its beginning is on this page")
        self.account.losses[FRAME] += told.cut
        if told.lost_pictures:
            self.account.losses["pictures that are written into the page"] += told.lost_pictures

    def _written_at(self, stamp: Stamp) -> DateTime | Date | None:
        given = self.options.written_on
        told = when(stamp, self.place, self.account, self.options.date_order, labels_its_clock=self.labels_its_clock)
        if given is not None:
            if told is not None and moments.day(given) != moments.day(told):
                self.report("", "a date that is not the one that was given: the given one counts")
            return given
        if told is None:
            self.account.counted[NO_DATE] += 1
            self.report("", NOT_UNDERSTOOD if stamp else "no date: say when it was written (written_on)")
        return told

    # -- the comments -----------------------------------------------------------------------------------------

    def _comments(self, found: list[comments.Found], claimed: int | None) -> tuple[tuple[Comment, ...], dict[str, object]]:
        """Return the comments of a post, and what is kept of those that machines wrote."""
        comments.into_threads(found)
        people = [item for item in found if not item.is_pingback]
        pingbacks = [words_of(item.html) for item in found if item.is_pingback]
        ids: Counter[str] = Counter()
        for n, item in enumerate(people, 1):
            item.id = f"c{item.number or n}"
            ids[item.id] += 1
            if ids[item.id] > 1:  # a page that holds a number twice
                item.id += f"-{ids[item.id]}"
        self._check_comments(people, len(pingbacks), claimed)
        for item in found:
            self.account.losses.update(item.lost)
        is_told = any(item.is_by_the_owner for item in people)
        made = tuple(self._comment(item, f"comment {n}", is_told=is_told) for n, item in enumerate(people, 1))
        if self.options.me is not None and people and not any(comment.mine for comment in made):
            self.report("comments", "none is by the name that was given as yours")
        return made, {"pingbacks": pingbacks} if pingbacks else {}

    def _check_comments(self, people: list[comments.Found], pingbacks: int, claimed: int | None) -> None:
        if claimed is not None:
            self.account.claimed["comments"] = self.account.claimed.get("comments", 0) + claimed
            if claimed not in {len(people), len(people) + pingbacks}:
                self.report("comments", f"claims {claimed}, found {len(people)}")
        if pingbacks:
            self.account.skipped[PINGBACKS] += pingbacks
            self.account.losses[PINGBACKS] += pingbacks
            self.report("comments", f"pingbacks, left out: {pingbacks}")
        gaps = Counter(item.above.id if item.above else "" for item in people if item.below_a_gap)
        places = {item.id: f"comment {n}" for n, item in enumerate(people, 1)}
        for above, count in gaps.items():
            if above:
                self.report(places[above], f"a level is missing between this comment and {count} below it")
            else:
                self.report("comments", f"a level is missing above {count} of them")
        named = sum(1 for item in people if item.author)
        if len(people) > named:
            self.report("comments", f"without a name: {len(people) - named}")
        if named and self.options.me is None and not any(item.is_by_the_owner for item in people):
            self.report("comments", "own replies are not marked: say which name is yours (me)")

    def _comment(self, item: comments.Found, place: str, *, is_told: bool) -> Comment:
        told = when(
            item.stamp, self.at(place), self.account, self.options.date_order, labels_its_clock=self.labels_its_clock
        )
        if told is None and item.stamp:
            self.account.losses["comment dates of an unknown form"] += 1
            self.report(place, NOT_UNDERSTOOD)
        body = to_markdown(item.html)
        if not body:
            self.report(place, "no text")
        kept: dict[str, object] = {}
        if item.stamp.raw:
            kept["date"] = item.stamp.raw
        if item.stamp.shown:
            kept["date_shown"] = item.stamp.shown
        if item.is_waiting:
            kept["status"] = kept[KEPT_BACK] = "waiting"
            self.account.counted[WAITING] += 1
        return Comment(
            id=item.id,
            author=item.author,
            mine=self._is_mine(item, is_told=is_told),
            written_at=told,
            body=body,
            in_reply_to=item.above.id if item.above else None,
            likes=item.likes,
            extra={SYSTEM: kept} if kept else {},
        )

    def _is_mine(self, item: comments.Found, *, is_told: bool) -> bool | None:
        if self.options.me is not None:
            return normal(item.author) == self.options.me if item.author else None
        return item.is_by_the_owner or (False if is_told else item.is_by_the_owner)
