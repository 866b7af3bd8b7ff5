r"""A WordPress export (WXR): posts with their comments, out of one XML file, or of the several that WordPress.com gives.

An item of the account is an ``<item>`` of the file, whatever it is (a post, a page, a picture, a piece of a menu), or a
``<wp:comment>`` in one. Posts become entries and their comments become comments; everything else is left out, each with its
reason. Pages and other kinds become entries when they are asked for.

The file is gone through once, item after item. What a post needs of other items (the reusable text that it shows, the
addresses of its pictures, the ids of the posts that it links to) may stand anywhere, also in another part, so that this is
put in at the end. The parts may also be backups of one blog, of different days: then the same post in several of them is one
entry; see :mod:`.backups`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from io import BytesIO
from typing import BinaryIO, Final, TypeAlias

from attrs import define, evolve, field

from ...errors import Problem, ReadError
from ...model.entries import Comment, Entry
from ...model.results import JournalReading
from ...model.values import Attachment, Link, Source
from ...moments import Date, DateTime
from .. import _files, _xml
from .._account import KEPT_BACK, NO_DATE, Account
from .._text import decoded
from . import backups, fields, times
from .bodies import Body, body_of
from .comments import NUMBER, Own, Said, threaded, without_mail
from .fields import line
from .items import Item
from .mending import MENDED, Mender, counted
from .parts import TAGS, File, Part, Post, kind_of, part_of
from .shortcodes import Gallery, Image

SYSTEM: Final = "wordpress"
_FILE: Final = "WordPress export"

NOT_ONE: Final = "not a WordPress export"
A_FEED: Final = "a news feed, not a WordPress export: export the blog under Tools, Export"
A_PAGE: Final = "a web page, not a WordPress export"
NOT_ALL_READ: Final = "not XML from here on; mended, it would not hold every item of the file"
NO_PART: Final = "not a part of a WordPress export: left out"
NOT_MARKED: Final = "own replies are not marked: say which name is yours (me)"
NONE_IS_MINE: Final = "none is by the name that was given as yours"
NONE_OF_THE_KIND: Final = "a kind of item that was asked for (include), and of which there is none"
NO_TEXT_TO_SHOW: Final = "reusable texts that it shows are not in the file, or too long: {}"
NO_PICTURES_TO_SHOW: Final = "galleries whose pictures are not in the file: {}"
NO_ITEMS: Final = "no items in it"

LINKED: Final = "pictures and files linked"
NOT_LINKED: Final = "pictures and files that belong to no entry"

_OF_STATUS: Final[Mapping[str, str]] = {
    "publish": "",
    "inherit": "",
    "": "",
    "draft": "drafts",
    "auto-draft": "drafts",
    "pending": "posts waiting for approval",
    "private": "private posts",
    "future": "posts planned for later",
}
_COMMENT_IS: Final[Mapping[str, str]] = {
    "pingback": "a link from another blog (pingback)",
    "trackback": "a link from another blog (trackback)",
    "webmention": "a link from another blog (webmention)",
    "spam": "a comment marked as spam",
    "trash": "a comment in the trash",
    "post-trashed": "a comment in the trash",
}

MOST_SHOWN: Final = 20_000_000
"""How many characters all posts together may show of reusable texts and of what is said of pictures in galleries."""
_LOOKED_AT: Final = 32 * 1024
_MOST_LOOKS: Final = 20
_MENDABLE: Final = frozenset({_xml.NOT_XML, _xml.ENTITY})

When: TypeAlias = DateTime | Date | None


def read(
    source: bytes | BinaryIO,
    *,
    name: str = "",
    zone: str | None = None,
    me: str | None = None,
    include: str | None = None,
) -> JournalReading:
    r"""Read a WordPress export.

    Args:
        source: The file: bytes, or a file to read from. Of one that cannot be sought in, nothing can be mended.
        name: What to call it in problems: its name, not its contents.
        zone: The time zone of times of which the file does not tell the offset. Without it, they are only days.
        me: The name under which the journal's owner wrote comments, or their login.
        include: Kinds of items that become entries beside posts, with commas between: ``page,feedback``.

    Raises:
        ReadError: It is empty, cut off, no XML, or no WordPress export.
        AmbiguousTimeError: ``zone`` is no time zone.

    >>> export = '''<rss><channel xmlns:wp="http://wordpress.org/export/1.2/"><wp:wxr_version>1.2</wp:wxr_version>
    ... <item><title>The kettle</title><wp:post_id>7</wp:post_id><wp:post_type>post</wp:post_type>
    ... <wp:status>private</wp:status>
    ... <wp:post_date>2019-05-03 09:14:00</wp:post_date>
    ... <wp:post_date_gmt>2019-05-03 08:14:00</wp:post_date_gmt>
    ... <content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/">It clicks off.
    ...
    ... Every time.</content:encoded></item></channel></rss>'''
    >>> reading = read(export.encode())
    >>> entry = reading.journal.entries[0]
    >>> entry.title, entry.body, str(entry.written_at), dict(reading.tally.counted)
    ('The kettle', 'It clicks off.\n\nEvery time.', '2019-05-03 09:14:00+01:00', {'private posts': 1})
    """
    export = _Export(Account(name or _FILE, zone), me, _kinds(include))
    export.parts.append(export.part(source, ""))
    return export.reading()


def read_files(
    files: Mapping[str, bytes],
    *,
    name: str = "",
    zone: str | None = None,
    me: str | None = None,
    include: str | None = None,
) -> JournalReading:
    """Read a WordPress export in several parts, as in the archive that WordPress.com gives, with one account over all.

    Args:
        files: The files by name.
        name: What to call them in problems.
        zone: As in :func:`read`.
        me: As in :func:`read`.
        include: As in :func:`read`.

    Raises:
        ReadError: No file is a part of an export, or none can be read.
        AmbiguousTimeError: ``zone`` is no time zone.
    """
    account = Account(name or _FILE, zone)
    export = _Export(account, me, _kinds(include))
    errors: list[Problem] = []
    for one, place in _files.places(files).items():
        if not _is_xml(one):
            continue
        try:
            data = files[one]
        except ReadError as error:
            errors += (Problem(where=f"{account.file}: {place}", what=problem.what) for problem in error.problems[:1])
            continue
        if not claims(data):
            account.report(place, NO_PART)
            continue
        try:
            export.parts.append(export.part(data, place))
        except ReadError as error:
            errors += error.problems[:1]
    if not export.parts:
        raise ReadError(errors or [Problem(where=account.file, what=NOT_ONE)])
    for problem in errors:
        account.found += 1
        account.reject(problem.where.removeprefix(f"{account.file}: "), problem.what)
    return export.reading()


def claims(data: bytes) -> bool:
    """Whether a file looks like a WordPress export.

    >>> claims(b'<rss xmlns:wp="https://wordpress.org/export/1.2/"><channel>'), claims(b"<rss><channel>")
    (True, False)
    """
    begin = _behind_prolog(data)
    head = data[begin : begin + _LOOKED_AT].replace(b"\0", b"")  # in UTF-16 every other byte is one
    return b"<rss" in head and any(sign in head for sign in (b"wordpress.org/export/", b"<wp:wxr_version", b"<wp:post_"))


def _behind_prolog(data: bytes) -> int:
    """Return where the first tag begins that is no comment and no instruction for programs, however long those are."""
    wide = ("utf-16-be" if data[:1] in {b"\0", b"\xfe"} else "utf-16-le") if b"\0" in data[:4] else "ascii"
    opening = "<".encode(wide)
    ends = {mark.encode(wide): end.encode(wide) for mark, end in (("<!--", "-->"), ("<?", "?>"))}
    begin = data.find(opening)
    while begin >= 0:
        mark = next((mark for mark in ends if data.startswith(mark, begin)), None)
        if mark is None:
            return begin
        end = data.find(ends[mark], begin + len(mark))
        begin = data.find(opening, end) if end >= 0 else -1
    return 0


def claims_files(files: Mapping[str, bytes]) -> bool:
    """Whether one of the XML files among these looks like a part of a WordPress export.

    Looked at are those first whose names say so, and 20 at most.
    """
    names = sorted((name for name in files if _is_xml(name)), key=lambda name: ("wordpress" not in name.lower(), name))
    for name in names[:_MOST_LOOKS]:
        try:
            if claims(files[name]):
                return True
        except ReadError:
            continue
    return False


def _is_xml(name: str) -> bool:
    return name.lower().endswith(".xml") and not name.rpartition("/")[2].startswith(".")


def _kinds(include: str | None) -> frozenset[str]:
    return frozenset(kind.strip().lower() for kind in (include or "").split(",") if kind.strip())


# The whole.


@define
class _Export:
    """An export while it is read: one part after the other, and then all together."""

    account: Account
    me: str | None = field(repr=False)
    include: frozenset[str]
    parts: list[Part] = field(factory=list[Part])
    _files_of: dict[tuple[str, str], list[File]] = field(
        factory=lambda: defaultdict[tuple[str, str], list[File]](list), init=False
    )
    """The files of each item, by the blog and its number there."""
    _files_by_number: dict[tuple[str, str], File] = field(factory=dict[tuple[str, str], File], init=False)
    _texts: dict[tuple[str, str], str | None] = field(factory=dict[tuple[str, str], str | None], init=False)
    """The reusable texts, by the blog and their numbers there; None for one that is not for everybody."""
    _entries_at: dict[str, str] = field(factory=dict[str, str], init=False)
    """The ids of entries by their addresses."""
    _shown: int = field(default=0, init=False)

    def part(self, source: bytes | BinaryIO, place: str) -> Part:
        """Return what a file holds, which is not in the account yet.

        Raises:
            ReadError: It is no export, or so broken that not every item in it can be read.
        """
        where = f"{self.account.file}: {place}" if place else self.account.file
        first = sum(part.items for part in self.parts)
        stream = BytesIO(source) if isinstance(source, bytes) else source
        if not stream.seekable():
            return _checked(part_of(_xml.Elements(stream, TAGS, where=where), place, first, self.include), where)
        begin = stream.tell()
        _refuse_other_kinds(stream.read(_LOOKED_AT), where)
        stream.seek(begin)
        try:
            part = part_of(_xml.Elements(stream, TAGS, where=where), place, first, self.include)
        except ReadError as error:
            broken = error.problems[0]
            if broken.what not in _MENDABLE:
                raise
        else:
            return _checked(part, where)
        stream.seek(begin)
        there = counted(stream)
        stream.seek(begin)
        mend = Mender(there.prefixes).mended
        try:
            part = _checked(part_of(_xml.Elements(stream, TAGS, where=where, mend=mend), place, first, self.include), where)
        except ReadError as error:
            refused = error if error.problems[0].what not in _MENDABLE else ReadError([broken])
        else:
            if (part.items, part.comments) == (there.items, there.comments):
                part.mended = broken.where.removeprefix(f"{self.account.file}: ")
                return part
            refused = ReadError([Problem(where=broken.where, what=NOT_ALL_READ)])
        raise refused

    def reading(self) -> JournalReading:
        """Return the journal that all parts make, and the account of every item."""
        self._account_for_parts()
        joined = backups.joined(self.parts)
        posts = joined.posts
        for place, why in joined.left_out:
            self.account.skip(place, why)
        for post in sorted(posts, key=lambda post: post.nth):  # so that the names of the files do not count
            post.id = self.account.id(SYSTEM, post.blog, post.key)
        for address, post in joined.addresses:
            self._entries_at.setdefault(address, post.id)
        files = backups.latest_files(self.parts)
        for blog, file in files:
            self._files_of[blog, file.parent].append(file)
            self._files_by_number[blog, file.number] = file
        self._texts = backups.latest_reusable(self.parts)
        own = Own(self.me, [author for part in self.parts for author in part.authors])
        own.learn(_mail_and_user(said.given) for post in posts for said in post.comments)
        entries = [self._entry(post, own) for post in posts]
        self._account_for_all(entries, [file for _, file in files])
        return self.account.reading(entries)

    # -- the account ------------------------------------------------------------------------------------------

    def _account_for_parts(self) -> None:
        account = self.account
        for part in self.parts:
            account.found += part.items + part.comments
            if part.mended:
                account.report(part.mended, MENDED)
            if part.pictures:
                account.report(part.place, f"control characters, shown as pictures: {part.pictures}")
            for place, why in part.left_out:
                account.skip(place, why)
        if not any(part.items for part in self.parts):
            account.report("", NO_ITEMS)
        for kind in self.include:
            if not any(kind in part.kinds for part in self.parts):
                account.report("", NONE_OF_THE_KIND)

    def _account_for_all(self, entries: list[Entry], files: list[File]) -> None:
        account = self.account
        account.counted[LINKED] += sum(file.is_linked for file in files)
        account.counted[NOT_LINKED] += sum(not file.is_linked for file in files)
        comments = [comment for entry in entries for comment in entry.comments]
        account.counted["comments"] += len(comments)
        account.counted["own comments"] += sum(comment.mine is True for comment in comments)
        if comments and self.me is not None and not any(comment.mine for comment in comments):
            account.report("comments", NONE_IS_MINE)
        elif any(comment.mine is None for comment in comments):
            account.report("comments", NOT_MARKED)

    # -- an entry ---------------------------------------------------------------------------------------------

    def _entry(self, post: Post, own: Own) -> Entry:
        account, item = self.account, post.item
        terms = fields.terms_of(item)
        extra: dict[str, object] = {"status": item.get("status")} if item.get("status") else {}
        if kind_of(item) != "post":
            extra["post_type"] = kind_of(item)
        if item.get("post_password") or _OF_STATUS.get(item.get("status")) != "":
            extra[KEPT_BACK] = "password" if item.get("post_password") else item.get("status")
        extra |= fields.extra_of(item, terms, account.losses)
        body = post.body or body_of(item.fields.get("content", ""), self._reusable(post), self._gallery(post))
        self._keep_marks(body, post.place, extra)
        written_at = times.written_at(
            item.get("post_date"), item.get("post_date_gmt"), account, post.place, pub_date=item.get("pubDate")
        )
        if written_at is None:
            account.counted[NO_DATE] += 1
            account.report(post.place, NO_DATE)
        title = line(item.get("title"))
        self._count(item, title, body)
        comments = self._comments(post, own)
        return Entry(
            id=post.id,
            written_at=written_at,
            changed_at=self._changed_at(item, written_at),
            title=title,
            body=body.markdown,
            kind="post",
            comments=comments,
            attachments=self._attachments(post),
            links=self._links(post, body),
            tags=terms.tags,
            source=Source(system=SYSTEM, ref=item.get("post_id"), position=post.position),
            extra={SYSTEM: extra},
        )

    def _count(self, item: Item, title: str, body: Body) -> None:
        counted = self.account.counted
        counted[_OF_STATUS.get(item.get("status"), "posts of another status")] += 1
        counted.pop("", None)
        counted["posts with a password"] += bool(item.get("post_password"))
        counted["entries without a text"] += not body.markdown
        counted["entries without a title"] += not title
        if kind_of(item) != "post":
            counted["items of other kinds that were asked for"] += 1

    def _changed_at(self, item: Item, written_at: When) -> DateTime | None:
        found = times.changed_at(item.get("post_modified"), item.get("post_modified_gmt"), self.account)
        if found is None and item.get("post_modified"):
            self.account.losses["wp:post_modified"] += 1
        return None if found == written_at else found

    def _keep_marks(self, body: Body, place: str, extra: dict[str, object]) -> None:
        """Keep what stood in marks that nobody saw, and tell what a post shows that is not there."""
        account, marks = self.account, body.marks
        for name, kept, called in (
            ("more", (marks.more,) if marks.more else (), "words of the link at <!--more-->"),
            ("html_comments", marks.comments, "comments in the HTML"),
            ("blocks", marks.made_blocks, "blocks without a text of their own"),
        ):
            if kept:
                extra[name] = kept
                account.losses[called] += len(kept)
        if marks.missing:
            account.report(place, NO_TEXT_TO_SHOW.format(marks.missing))
        if body.galleries_missing:
            account.report(place, NO_PICTURES_TO_SHOW.format(body.galleries_missing))

    # -- what an entry needs of other items -------------------------------------------------------------------

    def _reusable(self, post: Post) -> Callable[[str], str | None]:
        def text_of(number: str) -> str | None:
            text = self._texts.get((post.blog, number))
            return text if text is not None and self._may_show(len(text)) else None

        return text_of

    def _gallery(self, post: Post) -> Gallery:
        def pictures(numbers: Iterable[str] | None) -> Iterable[Image]:
            if numbers is None:
                files = self._files_of.get((post.blog, post.item.get("post_id")), [])
            else:
                known = (self._files_by_number.get((post.blog, number)) for number in numbers)
                files = [file for file in known if file is not None]
            shown = [Image(file.address, file.alt_text) for file in files if file.address]
            if not self._may_show(sum(len(one.address) + len(one.alt_text) for one in shown)):
                return ()
            for file in files:
                file.is_linked = True
            return shown

        return pictures

    def _may_show(self, size: int) -> bool:
        """Whether a post may show so much of other items: a small file could name a long text without end."""
        self._shown += size
        return self._shown <= MOST_SHOWN

    def _attachments(self, post: Post) -> tuple[Attachment, ...]:
        number = post.item.get("post_id")
        found = list(self._files_of.get((post.blog, number), ())) if number else []
        first = self._files_by_number.get((post.blog, post.item.meta_of("_thumbnail_id")))
        if first is not None:
            found = [first, *(file for file in found if file is not first)]
        attachments: dict[str, Attachment] = {}
        for file in found:
            if file.address:
                file.is_linked = True
                id = f"a{file.number or len(attachments) + 1}"
                id = id if id not in attachments else f"{id}-{len(attachments) + 1}"
                known = _files.attachment(id, file.address, alt_text=file.alt_text)
                attachments[id] = evolve(known, words=file.words)
        return tuple(attachments.values())

    def _links(self, post: Post, body: Body) -> tuple[Link, ...]:
        blog = post.blog.partition("/")[0]
        found: dict[str, None] = {}
        for address in body.addresses:
            whole = f"//{blog}{address}" if address.startswith("/") and not address.startswith("//") else address
            to = self._entries_at.get(fields.address(whole))
            if to is not None and to != post.id:
                found[to] = None
        return tuple(Link(kind="about", to=to) for to in found)

    # -- comments ---------------------------------------------------------------------------------------------

    def _comments(self, post: Post, own: Own) -> tuple[Comment, ...]:
        account = self.account
        said = list(self._said(post))
        thread = threaded(said, own, post.creator, account.zone or "UTC")
        for one in said:
            if one.why_left_out:
                account.skip(one.place, one.why_left_out)
        for place, what in thread.problems:
            account.report(place, what)
        if post.item.get("post_password"):
            account.counted["comments on posts with a password"] += len(thread.comments)
        account.losses["wp:commentmeta"] += sum(one.meta for one in post.comments)
        return thread.comments

    def _said(self, post: Post) -> Iterator[Said]:
        account = self.account
        taken: set[str] = set()
        for n, below in enumerate(post.comments, 1):
            given, place, number = below.given, below.place, below.number
            if not NUMBER.fullmatch(number) or number in taken:
                number = f"-{n}"
            taken.add(number)
            for name in ("comment_author_email", "comment_author_IP", "comment_author_url"):
                account.losses[f"wp:{name}"] += bool(given.get(name, "").strip())
            kind, approved = given.get("comment_type", "").strip(), given.get("comment_approved", "").strip()
            why = _COMMENT_IS.get(kind) or _COMMENT_IS.get(approved) or ""
            mail, user = _mail_and_user(given)
            author = line(given.get("comment_author", ""))
            account.losses["wp:comment_author_email"] += without_mail(author) != author
            yield Said(
                number=number,
                above=given.get("comment_parent", "").strip(),
                place=place,
                author=author,
                user=user,
                mail=mail,
                body=below.body.markdown,
                written_at=None if why else self._written_at(given, place),
                why_left_out=why,
                extra={} if why else self._extra_of_comment(given, below.body),
            )

    def _written_at(self, given: Mapping[str, str], place: str) -> When:
        found = times.written_at(given.get("comment_date", ""), given.get("comment_date_gmt", ""), self.account, place)
        self.account.counted["comments without a date"] += found is None
        return found

    def _extra_of_comment(self, given: Mapping[str, str], body: Body) -> dict[str, object]:
        account = self.account
        extra: dict[str, object] = {}
        for name, usual in (
            ("comment_date", ("",)),
            ("comment_date_gmt", ("",)),
            ("comment_approved", ("", "1")),
            ("comment_type", ("", "comment")),
            ("comment_user_id", ("", "0")),
        ):
            value = given.get(name, "").strip()
            if value not in usual:
                extra[name] = value
        if extra.get("comment_approved") in {"0", "hold"}:
            extra[KEPT_BACK] = "waiting"
            account.counted["comments waiting for approval"] += 1
        account.counted["comments of another kind"] += "comment_type" in extra
        if body.marks.comments:
            extra["html_comments"] = body.marks.comments
            account.losses["comments in the HTML"] += len(body.marks.comments)
        return {SYSTEM: extra} if extra else {}


def _mail_and_user(given: Mapping[str, str]) -> tuple[str, str]:
    return given.get("comment_author_email", "").strip().casefold(), given.get("comment_user_id", "").strip()


# What is no export.


def _checked(part: Part, where: str) -> Part:
    """Return a part if it is one of an export.

    Raises:
        ReadError: It is none.
    """
    if part.is_export:
        return part
    raise ReadError([Problem(where=where, what=A_FEED if part.items or part.has_title else NOT_ONE)])


def _refuse_other_kinds(head: bytes, where: str) -> None:
    """Refuse a file that is not XML at all, and say what it is."""
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip().replace(b"\0", b"").lower()
    if text.startswith((b"<!doctype html", b"<html")):
        raise ReadError([Problem(where=where, what=A_PAGE)])
    if b"<" not in text[:4] and b"<rss" not in text:
        decoded(head, where, what="a WordPress export")
        raise ReadError([Problem(where=where, what=NOT_ONE)])
