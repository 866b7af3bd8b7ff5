r"""What all forms of a jrnl journal share: the title of an entry, its star, its tags, and how it comes into the journal.

The text of an entry is Markdown. jrnl itself keeps plain text, but it takes what looks like Markdown for Markdown: its
exports move the headings in a body to another level, and a number in brackets is a footnote for it. So a text stays as it
was typed, to the letter. One thing is escaped: ``%%``, which here means "for me alone" and there meant nothing.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from attrs import define, field

from ...model.entries import Entry
from ...model.values import Source
from ...text import has_lone_surrogate
from .._account import NO_DATE, Account, digest
from .._dates import Told
from .._plain_markdown import with_nothing_private
from .dates import Dates

SYSTEM: Final = "jrnl"
KIND: Final = "a journal of jrnl"

NO_ENTRY: Final = (
    "no entry: no line begins with a date that can be read (its form can be said with timeformat or date_order)"
)
UNREADABLE: Final = "begins like an entry, but its date cannot be read: kept as text of the entry above"
BEFORE: Final = "text before the first entry: kept as an entry of its own"
ANOTHER_DAY: Final = "an entry of another day than its file"
NO_SUCH_DATE: Final = "a date that cannot be read"
HALF_CHARACTERS: Final = "half a character: it became a sign for what is lost"
OTHER_FIELDS: Final = "fields that jrnl does not write"
STARRED: Final = "starred entries"
ENCRYPTED: Final = "encrypted: let jrnl decrypt it first (jrnl --decrypt)"

TAGSYMBOLS: Final = "@"

_SENTENCE_END: Final = re.compile("[.?!…‼‽⁇⁈⁉⋯﹒﹗][\"'”’]?[)\\]]*+\\s+|[。．！？｡]")
_BLANK_LINES: Final = re.compile(r"(?:[^\S\n]*+\n)++")
_LAST_STAR: Final = re.compile(r"\s\*+\Z")
_HALF_CHARACTER: Final = re.compile("[\ud800-\udfff]")


class Split(NamedTuple):
    """The title of an entry, its text, and whether it is starred."""

    title: str
    body: str
    starred: bool = False


def split(text: str) -> Split:
    r"""Take what is written below a date apart, as jrnl does: the title is the first line, or else the first sentence.

    >>> split("Slept badly. *\nTea helped.\n")
    Split(title='Slept badly.', body='Tea helped.', starred=True)
    >>> split("Met Ida (at last!) Then we ate. And slept.")
    Split(title='Met Ida (at last!)', body='Then we ate. And slept.', starred=False)
    """
    line, newline, rest = text.lstrip().partition("\n")
    title, starred = unstarred(line)
    if newline or starred:
        return Split(title, trimmed(rest), starred)
    end = _SENTENCE_END.search(title)
    if end is None:
        return Split(title, "")
    return Split(title[: end.end()].strip(), title[end.end() :].strip())


def unstarred(line: str) -> tuple[str, bool]:
    """Return the title that a line holds, and whether a star is set beside it.

    A star stands apart at the end, or alone at the beginning. Those of an emphasis are left where they are.

    >>> unstarred("Best day of my life. *"), unstarred("*Best day"), unstarred("*Best* day"), unstarred("I am *here*")
    (('Best day of my life.', True), ('Best day', True), ('*Best* day', False), ('I am *here*', False))
    """
    title = line.strip()
    last = _LAST_STAR.search(title[-_STARS:]) if title.endswith("*") else None
    if last or title == "*":
        title, starred = title.rstrip("*").rstrip(), True
    else:
        starred = False
    if title.startswith("* ") or (title.startswith("*") and "*" not in title[1:]):
        title, starred = title[1:].lstrip(), True
    return title, starred


_STARS: Final = 50
"""Nobody gives more stars than that."""


def trimmed(text: str) -> str:
    r"""Return a text without the empty lines around it. What its first line is indented by stays.

    >>> trimmed("\n  \n    code\n\n")
    '    code'
    """
    blank = _BLANK_LINES.match(text)
    return text[blank.end() if blank else 0 :].rstrip()


@define
class Tags:
    """What the tags of a journal look like.

    Args:
        symbols: The characters with which one begins.

    >>> Tags("@").within("With @Ida, @C++ and @OS/2; ida@example.org is none.")
    ('ida', 'c++', 'os/2')
    """

    symbols: str
    _form: re.Pattern[str] = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Refuse symbols that are none."""
        if not self.symbols or any(sign.isalnum() or sign.isspace() or sign == "_" for sign in self.symbols):
            raise ValueError("tagsymbols are not signs such as @ and #")
        self._form = re.compile(rf"(?<!\S)[{re.escape(self.symbols)}]([-+*#/\w]+)")

    def within(self, text: str) -> tuple[str, ...]:
        """Return the tags in a text, in small letters and without their symbol, each once."""
        found = (tag.lower() for tag in self._form.findall(text))
        return tuple(dict.fromkeys(tag for tag in found if any(sign.isalnum() or sign == "_" for sign in tag)))

    def listed(self, tags: Iterable[str], text: str) -> tuple[str, ...]:
        """Return tags that a source lists, in the order of the text: jrnl writes them in another order every time."""
        told = {self._bare(tag.strip()).lower() for tag in tags}
        told.discard("")
        return (*(tag for tag in self.within(text) if tag in told), *sorted(told.difference(self.within(text))))

    def _bare(self, tag: str) -> str:
        return tag[1:] if tag[:1] and tag[0] in self.symbols + TAGSYMBOLS else tag


@define(kw_only=True)
class Raw:
    """An entry as a form of jrnl holds it.

    Args:
        place: Where it stands.
        stamp: Its date, as it stands there.
        told: The date, if it can be read.
        title: Its title.
        body: Its text.
        starred: Whether it is a favourite.
        tags: Its tags, if the form lists them; None if they only stand in the text.
        uuid: Its name in the source, if it has one.
        extra: Other fields.
    """

    place: str
    stamp: str = ""
    told: Told | None = None
    title: str = ""
    body: str = ""
    starred: bool = False
    tags: tuple[str, ...] | None = None
    uuid: str = ""
    extra: Mapping[str, object] = field(factory=dict[str, object])


@define(kw_only=True)
class Desk:
    """Where the entries of one file are taken in.

    Args:
        account: The account of the whole.
        dates: How the dates of this file are written.
        tags: What its tags look like.
        file: What the file is called in places; empty where there is only one.
        entries: The entries of all files, so far.
    """

    account: Account
    dates: Dates
    tags: Tags
    file: str = ""
    entries: list[Entry] = field(factory=list[Entry])

    @property
    def where(self) -> str:
        """What the file is called in an error."""
        return self.file or self.account.file

    def place(self, place: str) -> str:
        """Return a place in this file as a place in the whole."""
        return f"{self.file}: {place}" if self.file and place else self.file or place

    def report(self, place: str, what: str) -> None:
        """Note a problem."""
        self.account.report(self.place(place), what)

    def reject(self, place: str, what: str) -> None:
        """Note an entry that cannot be read."""
        self.account.found += 1
        self.account.reject(self.place(place), what)

    def before(self, lines: Iterable[str], place: str = "line 1") -> None:
        """Keep what stands before the first entry. jrnl would throw it away."""
        body = trimmed("\n".join(lines))
        if body:
            self.report(place, BEFORE)
            self.account.counted["texts before the first entry"] += 1
            day = self.dates.day
            told = Told(day) if day else None
            self.add(Raw(place=place, told=told, body=body, extra={"before_the_first_entry": True}))

    def add(self, raw: Raw) -> None:
        """Take in an entry."""
        account, place = self.account, self.place(raw.place)
        account.found += 1
        title, body, stamp = (self._whole(text, place) for text in (raw.title, raw.body, raw.stamp))
        uuid = self._whole(raw.uuid, place)
        text = f"{title}\n{body}"
        extra = dict(raw.extra)
        if stamp:
            extra["date"] = stamp
        if raw.starred:
            extra["starred"] = True
            account.counted[STARRED] += 1
            account.losses["starred"] += 1
        if uuid:
            extra["uuid"] = uuid
            account.losses["uuid"] += 1
        if raw.told is None:
            account.counted[NO_DATE] += 1
            if stamp:
                account.report(place, NO_SUCH_DATE)
        elif self.dates.day not in {None, raw.told.day}:
            account.report(place, ANOTHER_DAY)
        tags = self.tags.within(text) if raw.tags is None else self.tags.listed(raw.tags, text)
        id_parts = ("uuid", uuid) if uuid else (_key(raw.told, stamp), title.strip(), digest(body.strip()))
        self.entries.append(
            Entry(
                id=account.id(SYSTEM, *id_parts),
                written_at=None if raw.told is None else self.dates.at(raw.told, place, account),
                title=with_nothing_private(title),
                body=with_nothing_private(body),
                tags=tuple(self._whole(tag, place) for tag in tags),
                source=Source(system=SYSTEM, ref=uuid or stamp, position=len(self.entries)),
                extra={SYSTEM: extra} if extra else {},
            )
        )

    def _whole(self, text: str, place: str) -> str:
        if not has_lone_surrogate(text):
            return text
        self.account.report(place, HALF_CHARACTERS)
        whole, count = _HALF_CHARACTER.subn("\ufffd", text)
        self.account.counted["half characters"] += count
        return whole


def _key(told: Told | None, stamp: str) -> str:
    """Return a date in one form, so that an entry has the same id in a journal and in an export of it."""
    if told is None:
        return stamp
    when = told.instant or told.clock
    return f"{told.day}" if when is None else f"{told.day} {when:%H:%M:%S}".removesuffix(":00")
