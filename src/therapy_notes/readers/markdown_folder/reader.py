"""A folder of Markdown notes: from Obsidian, Logseq, Jekyll, Hugo, Joplin, or what other programs turn theirs into.

An item is a note: a file that ends in .md, .markdown, .mdown, .mkd, .mkdn, .mkdown, .mdx or .text; a .txt that begins with
front matter; a .org in the journals or the pages of Logseq. Pictures and other files beside the notes are attachments of the
notes that mention them; the rest is counted, so that every file of the folder is in the account.

====================  =======================================================================================
of an entry           where it is looked for
====================  =======================================================================================
when it was written   the front matter; else the name of the file; a file's own time of change is never a date
its title             ``title`` in the front matter; else the name of the file, where the name is no date; else the
                      first heading
its text              all below the front matter, character by character
its tags              the front matter, and ``#tag`` in the text
its links             ``[[another note]]`` and ``[words](another-note.md)``, where there is such a note
====================  =======================================================================================
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import PurePosixPath
from typing import Final, TypeGuard
from urllib.parse import unquote

from attrs import define, evolve, field, frozen

from ... import moments
from ...errors import AmbiguousTimeError, Problem, ReadError
from ...frontmatter import Plain, Value
from ...model.entries import Entry
from ...model.results import JournalReading
from ...model.values import Attachment, Link, Source, begins
from ...moments import Date, DateTime
from ...text import has_lone_surrogate
from .. import _dates as told_dates
from .._account import KEPT_BACK, NO_DATE, NO_SUCH_TIME, Account, digest
from .._dates import Told
from .._files import MEDIA_TYPES, attachment, content, places
from .._plain_markdown import with_nothing_private
from .._text import EMPTY, decoded
from . import dates, org, words
from . import front_matter as front
from .places import NOTES, ORG, OTHER_MARKUP, TXT, Places

SYSTEM: Final = "markdown_folder"

NO_NOTES: Final = "no notes in it: no file ends in .md, .markdown or the like"
OURS: Final = "a journal of this program, kept as a folder: open it with load, it need not be converted"
OTHER: Final = "a post that is not in Markdown"
NOT_A_DATE: Final = "a date of an unknown form: kept as text in extra"
WHICH_FIRST: Final = "a date in which either number may be the day: say date_order"
TWO_DATES: Final = "its front matter tells two days: that under date counts, and only without it that under created"
OTHER_DATE: Final = "the front matter tells another day than the name of the file: the front matter counts"
BEHIND_A_SIGN: Final = "tags behind a #, which YAML takes for a comment: read as tags"
NOT_THERE: Final = "a picture or a file that it shows is not there"
NOT_TAGS: Final = "tags that are neither texts nor a list of texts: kept in extra"

_DRAFTS: Final = "drafts"
_HIDDEN: Final = "private notes"
_LATER: Final = "notes to be published later than they were written"
_UNREADABLE: Final = "notes whose header cannot be read, kept back"
_COMMENTED: Final = "comments in the front matter"
_OWN: Final = "properties of one's own"
_ATTACHED: Final = "files that notes mention"
_ALONE: Final = "files that no note mentions"
_OF_PROGRAMS: Final = "files of settings, templates and websites"
_HUSHED: Final = "files that only private words, comments or code mention: not attached"
_MISSING: Final = "files that notes show and that are not there"
_NOWHERE: Final = "links to notes that are not there"
_FROM_ORG: Final = "notes in Org syntax, turned into Markdown"
_NO_TEXT: Final = "characters that no file can hold, now \ufffd"

_WRITTEN: Final = (
    "date", "created", "createdat", "datecreated", "creationdate", "createdon", "createdtime",
)  # fmt: skip
_CHANGED: Final = (
    "lastmod", "updated", "modified", "updatedat", "modifiedat", "datemodified", "dateupdated", "modifieddate",
    "modificationdate", "lastmodified", "lastmodifiedat", "lastupdated",
)  # fmt: skip
_DATES: Final = frozenset({*_WRITTEN, *_CHANGED})
_TAGS: Final = ("tags", "tag", "filetags", "categories", "category")
_ZONES: Final = ("timezone", "tz")
_PLACE: Final = ("latitude", "longitude", "altitude")
_DRAFT, _PRIVATE = frozenset({"draft", "unpublished"}), frozenset({"private"})
_YES, _NO = frozenset({"true", "yes", "on", "1"}), frozenset({"false", "no", "off", "0"})
_NOTHING: Final = frozenset({"", "~", "null", "none"})
_OF_WEBSITES: Final = frozenset({"_posts", "_drafts", "content"})
_NO_NAMES: Final = frozenset({"index", "_index"})
_DAY_IN_PATH: Final = re.compile(r"[0-9]{4}/[0-9]{2}/[0-9]{2}")
_ANSWERED: Final = {front.key(name): name for name in ("record", KEPT_BACK)}
"""What others ask an entry for, by one exact name, however it is written in a note."""
_TAGS_BEHIND: Final = re.compile(r"^tags?:[ \t]+(#[^\s#]+(?:[ \t]+#[^\s#]+)*)[ \t]*$", re.MULTILINE | re.IGNORECASE)
_OWN_ID: Final = re.compile(r"[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_HEAD: Final = 1 << 16
_ANY_FILE: Final = "file"
"""What a file is called whose name is not to be told."""


def read(
    data: bytes,
    *,
    name: str = "",
    zone: str | None = None,
    me: str | None = None,
    date_order: str | None = None,
    encoding: str | None = None,
) -> JournalReading:
    r"""Read one note.

    Args:
        data: The file.
        name: What to call it in problems. A date in it counts, and it may be the title; ``file.md`` is no name.
        zone: The time zone of times that name none. Without it, such a time is only a day.
        me: Not needed here: notes hold no comments.
        date_order: ``DMY`` or ``MDY``, to read dates such as 03/05/2019.
        encoding: The encoding, where somebody knows it.

    Raises:
        ReadError: It is empty, encrypted, no text, or a page of a journal of our own.
        AmbiguousTimeError: ``zone`` is no time zone.
        ValueError: ``date_order`` or ``encoding`` is none.

    >>> reading = read(b"---\ndate: 2024-05-01\nmood: no\n---\nShe asked. #arriving\n", name="tea.md")
    >>> entry = reading.journal.entries[0]
    >>> str(entry.written_at), entry.title, entry.tags, entry.extra["markdown_folder"]["mood"]
    ('2024-05-01', 'tea', ('arriving',), 'no')
    """
    file = PurePosixPath(name)
    is_name = file.suffix.lower() in NOTES | {TXT} and file.stem != _ANY_FILE and ": " not in name and "/" not in name
    path = name if is_name else "note.md"
    account = Account(name or "note", zone)
    return _Folder({path: data}, account, _order(date_order), encoding, is_alone=True, is_named=is_name).reading()


def read_files(
    files: Mapping[str, bytes],
    *,
    name: str = "",
    zone: str | None = None,
    me: str | None = None,
    date_order: str | None = None,
    encoding: str | None = None,
) -> JournalReading:
    r"""Read a folder, or an archive, of notes.

    Args:
        files: What is in it, by path, with ``/`` between the parts.
        name: What to call it in problems.
        zone: The time zone of times that name none. Without it, such a time is only a day.
        me: Not needed here: notes hold no comments.
        date_order: ``DMY`` or ``MDY``, to read dates such as 03/05/2019; without it, that is decided over all notes.
        encoding: The encoding, where somebody knows it.

    Raises:
        ReadError: There is no note in it, or it is a journal of our own.
        AmbiguousTimeError: ``zone`` is no time zone.
        ValueError: ``date_order`` or ``encoding`` is none.

    >>> reading = read_files({
    ...     "2024-05-01.md": b"Tea with [[Ida]]. ![](img/cup.png)",
    ...     "people/Ida.md": b"---\ntags: [friend]\n---\nShe laughs last.",
    ...     "img/cup.png": b"...",
    ... })
    >>> day, ida = reading.journal.entries
    >>> day.links[0].to == ida.id, day.attachments[0].uri, ida.title, ida.tags
    (True, 'img/cup.png', 'Ida', ('friend',))
    >>> reading.tally.found, dict(reading.tally.counted)
    (2, {'entries without a date': 1, 'files that notes mention': 1})
    """
    return _Folder(files, Account(name or "folder of notes", zone), _order(date_order), encoding).reading()


def claims(data: bytes) -> bool:
    r"""Tell whether a file begins with front matter.

    >>> claims(b"---\ntitle: x\n---\nRain."), claims(b'{"entries": []}'), claims(b"Rain.")
    (True, False, False)
    """
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    if not head.startswith((b"---", b"+++", b"{")):
        return False
    return front.begins_with_one(_with_newlines(head.decode("utf-8", "replace")))


def claims_files(files: Mapping[str, bytes]) -> bool:
    """Tell whether there is a note among some files.

    >>> [claims_files({name: b"Rain."}) for name in ("a/2024-05-01.md", "2024/05/01.txt", ".obsidian/a.md")]
    [True, False, False]
    """
    names = sorted(files)
    found = Places(names)
    texts: list[str] = []
    for name in names:
        suffix = _suffix(name)
        if found.why_skipped(name) is not None:
            continue
        if suffix in NOTES or (suffix == ORG and found.is_logseq(name)):
            return True
        if suffix == TXT:
            texts.append(name)
    return any(_begins_with_front_matter(files, name) for name in texts[:2])


def _begins_with_front_matter(files: Mapping[str, bytes], name: str) -> bool:
    try:
        return claims(files[name])
    except ReadError:
        return False


def _order(text: str | None) -> dates.Order | None:
    order = told_dates.checked_order(text)
    return "DMY" if order == "DMY" else "MDY" if order == "MDY" else None


def _name(path: str, root: str) -> str:
    """Return by what a note is known: its name, that of its folder if it has none, or the day that the last folders are.

    >>> _name("Vault/2024/05/01.md", "Vault/2024/05/"), _name("site/content/tea/index.md", "site/"), _name("07/18.md", "")
    ('2024-05-01', 'tea', '18')
    """
    *folders, file = path.split("/")
    stem = PurePosixPath(file).stem
    if stem.casefold() in _NO_NAMES and "/" in path.removeprefix(root):
        stem = folders.pop()
    day = "/".join([*folders[-2:], stem])
    is_day = _DAY_IN_PATH.fullmatch(day) is not None and dates.in_name_at(day.replace("/", "-")) is not None
    return day.replace("/", "-") if is_day else stem


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def _with_newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _is_nothing(value: Value) -> bool:
    return not value or (isinstance(value, Plain) and value.strip().casefold() in _NOTHING)


def _is_text(value: object) -> TypeGuard[str]:
    return isinstance(value, str)


# -- one note -------------------------------------------------------------------------------------------------


@frozen
class _Note:
    """A note, parted, before anything is made of it.

    Args:
        path: Its path.
        place: What it is called in problems.
        name: Its name without the ending; that of its folder where the name says nothing.
        text_digest: The digest of all its text.
        front: Its front matter and its body.
        is_of_logseq: Whether it is a page or a day of Logseq.
        is_of_a_website: Whether it is made for a website, where the name of a file is an address and no title.
    """

    path: str
    place: str
    name: str
    text_digest: str
    front: front.Front
    is_of_logseq: bool
    is_of_a_website: bool

    @cached_property
    def by_key(self) -> dict[str, tuple[str, Value]]:
        """The values by their keys as they are compared, with the key as it stands there; of two, the first."""
        found: dict[str, tuple[str, Value]] = {}
        for name, value in self.front.values.items():
            found.setdefault(front.key(name), (name, value))
        return found

    def value(self, key: str) -> Value:
        """Return what stands under a key; an empty text where there is nothing."""
        value = self.by_key.get(key, ("", ""))[1]
        return "" if _is_nothing(value) else value

    def text(self, *keys: str) -> str:
        """Return the first text that stands under one of some keys."""
        return next((value.strip() for key in keys if _is_text(value := self.value(key)) and value.strip()), "")

    def says(self, key: str, answers: frozenset[str]) -> bool:
        """Tell whether a key has one of some answers, alone or in a list."""
        value = self.value(key)
        said = value if isinstance(value, list) else [value]
        return any(_is_text(one) and one.strip().casefold() in answers for one in said)

    @cached_property
    def seen(self) -> str:
        """The text of the body without code, comments and what is private."""
        return words.seen(self.front.body)


# -- the whole folder -----------------------------------------------------------------------------------------


@define(slots=False)
class _Folder:
    """A folder while it is read."""

    files: Mapping[str, bytes]
    account: Account
    order: dates.Order | None
    encoding: str | None
    is_alone: bool = field(default=False, kw_only=True)
    is_named: bool = field(default=True, kw_only=True)
    ids: dict[str, str] = field(factory=dict[str, str], init=False)
    """The id of the entry that each note becomes."""
    days: dict[str, str] = field(factory=dict[str, str], init=False)
    """The note of each day in Logseq, which may be linked in any form of its date."""
    beside: dict[str, Attachment] = field(factory=dict[str, Attachment], init=False)
    """The files that notes mention, by path."""
    hushed: set[str] = field(factory=set[str], init=False)
    """The files that stand in the text of a note, but not where a reader sees them."""
    spoken_for: set[str] = field(factory=set[str], init=False)
    """The files that are notes, or belong to a program."""

    @cached_property
    def known(self) -> Places:
        """The files by all their names."""
        return Places(self.files)

    @cached_property
    def places(self) -> dict[str, str]:
        """What each file is called in problems."""
        return places(self.files)

    def reading(self) -> JournalReading:
        """Return the journal, and the account of every file."""
        notes = list(self._notes())
        if not self.account.found:
            raise ReadError([Problem(where=self.account.file, what=NO_NOTES)])
        if any(map(_is_ours, notes)):
            raise ReadError([Problem(where=self.account.file, what=OURS)])
        self.order = self.order or dates.decided(self._pairs(notes))
        for note in notes:
            own = note.text("uuid", "uid", "id")
            parts = ("id", own.casefold()) if _OWN_ID.fullmatch(own) else (note.name, note.text_digest)
            self.ids[note.path] = self.account.id(SYSTEM, *parts)
            named = dates.in_name(note.name).told if note.is_of_logseq else None
            if named:
                self.days.setdefault(named.day.isoformat(), note.path)
        dated = [(self._written_at(note), note) for note in notes]
        zone = self.account.zone or "UTC"
        dated.sort(key=lambda found: (begins(found[0], zone), PurePosixPath(found[1].path).with_suffix("").as_posix()))
        entries = [self._entry(note, written_at, number) for number, (written_at, note) in enumerate(dated)]
        self._count_files()
        return self.account.reading(entries)

    # -- from files to notes ----------------------------------------------------------------------------------

    def _notes(self) -> Iterator[_Note]:
        for path, place in self.places.items():
            suffix, why = _suffix(path), None if self.is_alone else self.known.why_skipped(path)
            is_note = self.is_alone or suffix in NOTES or (suffix == ORG and self.known.is_logseq(path))
            if why is not None:
                self.spoken_for.add(path)
                if is_note:
                    self.account.found += 1
                    self.account.skip(place, why)
                else:
                    self.account.counted[_OF_PROGRAMS] += 1
            elif is_note or (suffix == TXT and _begins_with_front_matter(self.files, path)):
                self.spoken_for.add(path)
                self.account.found += 1
                note = self._note(path, "" if self.is_alone else place)
                if note is not None:
                    yield note
            elif suffix in OTHER_MARKUP and self._is_a_post(path):
                self.spoken_for.add(path)
                self.account.found += 1
                self.account.reject(place, OTHER)

    def _is_a_post(self, path: str) -> bool:
        folders = path.removeprefix(self.known.root).split("/")[:-1]
        return any(folder in {"_posts", "_drafts"} for folder in folders) or (
            "content" in folders and _begins_with_front_matter(self.files, path)
        )

    def _note(self, path: str, place: str) -> _Note | None:
        data = content(self.files, path, place, self.account)
        if data is None:
            self.account.rejected += 1
            return None
        try:
            text, odd = decoded(data, place, what="a note", encoding=self.encoding)
        except ReadError as error:
            problems = [Problem(where=problem.where.strip(": "), what=problem.what) for problem in error.problems]
        else:
            for problem in odd:
                self.account.report(problem.where.strip(": "), problem.what)
            return self._parted(path, place, self._sound(_with_newlines(text)))
        if self.is_alone:
            file = self.account.file
            raise ReadError(evolve(found, where=f"{file}: {found.where}" if found.where else file) for found in problems)
        for problem in problems:
            if problem.what == EMPTY:
                self.account.skip(place, EMPTY)
            else:
                self.account.reject(problem.where, problem.what)
        return None

    def _parted(self, path: str, place: str, text: str) -> _Note | None:
        if _suffix(path) == ORG:
            values, body = org.parted(text)
            found = front.Front("", values, body)
            self.account.counted[_FROM_ORG] += 1
        else:
            found = front.parted(text)
        if found.problem is not None:
            self.account.report(f"{place}: {found.problem.where}" if place else found.problem.where, found.problem.what)
        inside = path.removeprefix(self.known.root).split("/")
        note = _Note(
            path=path,
            place=place,
            name=self._sound(_name(path, self.known.root)) if self.is_named else "",
            text_digest=digest(text),
            front=found,
            is_of_logseq=self.known.is_logseq(path),
            is_of_a_website=found.kind in {"toml", "json"} or not _OF_WEBSITES.isdisjoint(inside[:-1]),
        )
        if _is_empty(note):
            self.account.skip(place, EMPTY)
            return None
        return note

    def _sound(self, text: str) -> str:
        """Return text without halves of surrogate pairs, which no file can hold."""
        if not has_lone_surrogate(text):
            return text
        sound = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        self.account.counted[_NO_TEXT] += sound.count("\ufffd") - text.count("\ufffd")
        return sound

    # -- when -------------------------------------------------------------------------------------------------

    def _pairs(self, notes: Iterable[_Note]) -> Iterator[tuple[int, int]]:
        """Yield the two numbers before the year of every date in the folder whose year comes last."""
        for note in notes:
            for key in (*_WRITTEN, *_CHANGED):
                value = note.value(key)
                found = dates.numbers(value) if _is_text(value) else None
                if found:
                    yield found
            named = dates.numbers_in_name(note.name)
            if named:
                yield named

    def _written_at(self, note: _Note) -> DateTime | Date | None:
        named = dates.in_name(note.name, self.order).told
        found = [told for key in _WRITTEN if (told := self._told(note, key)) is not None]
        if found:
            if len({told.day for told in found}) > 1 and not any(told.instant for told in found):
                self.account.report(note.place, TWO_DATES)
            written_at = self._when(found[0], note)
            if named is not None and _differ(written_at, named):
                self.account.report(note.place, OTHER_DATE)
            return written_at
        if named is not None:
            return self._when(named, note)
        if self.order is None and dates.numbers_in_name(note.name):
            self.account.report(note.place, WHICH_FIRST)
        self.account.counted[NO_DATE] += 1
        return None

    def _told(self, note: _Note, key: str) -> Told | None:
        value = note.value(key)
        if not value:
            return None
        told = dates.said(value, self.order) if _is_text(value) else None
        if told is None:
            unsure = _is_text(value) and self.order is None and dates.numbers(value) is not None
            self.account.report(note.place, WHICH_FIRST if unsure else NOT_A_DATE)
            self.account.losses[front.KNOWN[key]] += 1
        return told

    def _when(self, told: Told, note: _Note) -> DateTime | Date:
        """Return a moment where the zone or the offset is known, and else a day."""
        zone = _zone(note.text(*_ZONES))
        if told.instant is not None:
            return _seen(told.instant, zone or self.account.zone)
        if told.clock is None:
            return moments.day(told.day)
        clock = dt.datetime.combine(told.day, told.clock)
        if zone is None:
            return self.account.at(clock, note.place)
        try:
            return moments.moment(clock, zone)
        except AmbiguousTimeError:
            self.account.report(note.place, NO_SUCH_TIME)
            return moments.day(told.day)

    # -- the entry --------------------------------------------------------------------------------------------

    def _entry(self, note: _Note, written_at: DateTime | Date | None, number: int) -> Entry:
        links, attachments = self._around(note)
        changed = next((told for key in _CHANGED if (told := self._told(note, key)) is not None), None)
        tags, kept = self._tags(note)
        return Entry(
            id=self.ids[note.path],
            written_at=written_at,
            changed_at=None if changed is None else self._when(changed, note),
            title=self._sound(self._title(note)),
            body=note.front.body,
            kind="post" if note.is_of_a_website else "reflection",
            tags=tuple(map(self._sound, tags)),
            links=links,
            attachments=attachments,
            source=Source(
                system=SYSTEM,
                ref=self._sound(note.path.removeprefix(self.known.root)) if self.is_named else "",
                position=number,
            ),
            extra=self._extra(note, kept),
        )

    def _title(self, note: _Note) -> str:
        given = note.text("title")
        if given:
            return with_nothing_private(given) if _suffix(note.path) == ORG else given
        if note.is_of_logseq:
            for key, value in words.properties(note.front.body):
                if front.key(key) == "title" and value:
                    return value
        named = dates.in_name(unquote(note.name.replace("___", "/")) if note.is_of_logseq else note.name, self.order)
        is_address = note.is_of_a_website or named.is_slug
        heading = "" if named.title and not is_address else words.first_heading(note.front.body)
        return with_nothing_private(heading or named.title)

    def _tags(self, note: _Note) -> tuple[list[str], set[str]]:
        """Return the tags of a note, and the keys whose values are not all tags."""
        found: list[str] = []
        kept: set[str] = set()
        for key in _TAGS:
            value = note.value(key)
            if value:
                some, is_all = words.several(value)
                found += some
                if not is_all:
                    self.account.report(note.place, NOT_TAGS)
                    kept.add(key)
        if note.front.kind == "yaml" and not note.value("tags") and (behind := _TAGS_BEHIND.search(note.front.header)):
            self.account.report(note.place, BEHIND_A_SIGN)
            found += words.several(behind[1])[0]
        if note.is_of_logseq:
            for key, value in words.properties(note.front.body):
                if front.key(key) == "tags":
                    found += words.several([part.strip(" \t#[]") for part in value.split(",")])[0]
        found += words.tags(note.seen)
        if note.is_of_logseq:
            found += [
                mention.target
                for mention in words.mentions(note.seen)
                if mention.is_wiki and not mention.is_shown and not self._is_a_file(mention.target)
            ]
        once: dict[str, str] = {}
        for tag in found:
            once.setdefault(tag.casefold(), tag)
        return list(once.values()), kept

    def _is_a_file(self, target: str) -> bool:
        """Tell whether what stands in double brackets is no page: a file, a date, or words that only look like a link."""
        return _suffix(target)[1:] in MEDIA_TYPES or dates.said(target) is not None or dates.in_name(target).title == ""

    def _extra(self, note: _Note, kept: set[str]) -> Mapping[str, object]:
        extra: dict[str, object] = {}
        values = note.front.values
        nowhere = all(_is_zero(note.text(key)) for key in _PLACE[:2])
        if note.front.has_comments:
            extra["front_matter"] = self._sound(note.front.header)
            self.account.losses[_COMMENTED] += 1
        for name, value in values.items():
            key = front.key(name)
            if (key == "title" and _is_text(value)) or (key in _TAGS and key not in kept) or (key in _PLACE and nowhere):
                continue
            exact = _ANSWERED.get(key, name)
            extra[self._sound(name if exact in values or exact in extra else exact)] = self._deep(value)
            if key not in _DATES and not (key in _ZONES and _zone(note.text(key))):
                self.account.losses[front.KNOWN.get(key, _OWN)] += 1
        self._count_states(note, extra)
        return {SYSTEM: extra} if extra else {}

    def _count_states(self, note: _Note, extra: dict[str, object]) -> None:
        """Count what its writer did not want to be seen, and say so in one way, however it was said there."""
        is_draft = "_drafts" in note.path.split("/")[:-1] or note.says("draft", _YES) or note.says("published", _NO)
        if is_draft or note.says("status", _DRAFT) or note.says("visibility", _DRAFT):
            extra[KEPT_BACK] = "draft"
            self.account.counted[_DRAFTS] += 1
        elif note.says("private", _YES) or note.says("status", _PRIVATE) or note.says("visibility", _PRIVATE):
            extra[KEPT_BACK] = "private"
            self.account.counted[_HIDDEN] += 1
        elif note.front.problem is not None:
            extra[KEPT_BACK] = "unreadable header"  # nobody knows whether it says that this is a draft
            self.account.counted[_UNREADABLE] += 1
        later = dates.said(note.text("publishdate"), self.order)
        written = dates.said(note.text(*_WRITTEN), self.order)
        if later and written and later.day > written.day:
            self.account.counted[_LATER] += 1

    def _deep(self, value: Value) -> object:
        match value:
            case str():
                return self._sound(str(value))
            case list():
                return [self._deep(item) for item in value]
            case _:
                return {self._sound(key): self._deep(item) for key, item in value.items()}

    # -- links and files --------------------------------------------------------------------------------------

    def _around(self, note: _Note) -> tuple[tuple[Link, ...], tuple[Attachment, ...]]:
        """Return the links of a note to others, and the files that it mentions."""
        to: dict[str, None] = {}
        beside: dict[str, Attachment] = {}
        for mention in (*words.mentions(note.seen), *_in_values(note.front.values.values())):
            path = self._leads_to(mention, note)
            if path is None:
                self._lost(mention, note)
            elif path in self.ids:
                if path != note.path:
                    to[self.ids[path]] = None
            elif path not in self.spoken_for and path not in beside:
                known = self.beside.get(path) or self._known_file(path)
                beside[path] = evolve(known, id=f"a{len(beside) + 1}", alt_text=self._sound(mention.alt))
        if note.seen != note.front.body:
            hushed = (self._leads_to(mention, note) for mention in words.mentions(note.front.body))
            self.hushed.update(path for path in hushed if path is not None)
        return tuple(Link(kind="about", to=id) for id in to), tuple(beside.values())

    def _leads_to(self, mention: words.Mention, note: _Note) -> str | None:
        path = self.known.resolved(mention.target, note.path)
        if path is None and mention.is_wiki and note.is_of_logseq:
            told = dates.said(mention.target)
            path = self.days.get(told.day.isoformat()) if told else None
        return path

    def _lost(self, mention: words.Mention, note: _Note) -> None:
        if _suffix(mention.target)[1:] in MEDIA_TYPES:
            self.account.counted[_MISSING] += 1
            self.account.report(note.place, NOT_THERE)
        elif _suffix(mention.target) in NOTES or (mention.is_wiki and not note.is_of_logseq):
            self.account.counted[_NOWHERE] += 1

    def _known_file(self, path: str) -> Attachment:
        """Return what is known of a file beside the notes. Its bytes are read once."""
        data = content(self.files, path, self.places[path], self.account)
        self.beside[path] = attachment("a1", self._sound(path.removeprefix(self.known.root)), data)
        return self.beside[path]

    def _count_files(self) -> None:
        others = self.files.keys() - self.spoken_for - self.beside.keys()
        self.account.counted[_ATTACHED] += len(self.beside)
        self.account.counted[_HUSHED] += len(others & self.hushed)
        self.account.counted[_ALONE] += len(others - self.hushed)


# -- what it takes --------------------------------------------------------------------------------------------


def _is_ours(note: _Note) -> bool:
    """Whether a note is a page that this program wrote: of a journal that is kept as a folder."""
    keys = note.front.values.keys()
    if note.text("record") == "journal":
        return "format" in keys
    return {"record", "id"} <= keys and not keys.isdisjoint({"shown", "written_at"})


def _is_empty(note: _Note) -> bool:
    """Whether nobody wrote anything: a title counts, unless a program made it of the day or of the name."""
    if not words.is_blank(note.front.body) or not note.by_key.keys() <= {"title", *_DATES}:
        return False
    title = note.text("title")
    is_day = dates.said(title) is not None or (note.is_of_logseq and dates.in_name(note.name).title == "")
    return not title or title == note.name or is_day


def _in_values(values: Iterable[Value]) -> Iterator[words.Mention]:
    """Yield the notes and the files that front matter points to: in double brackets, or by the name of a picture."""
    for value in values:
        if isinstance(value, str):
            if "[[" in value:
                yield from words.mentions(value)
            elif _suffix(value)[1:] in MEDIA_TYPES and "\n" not in value and "://" not in value:
                yield words.Mention(value.strip())
        else:
            yield from _in_values(value if isinstance(value, list) else value.values())


def _zone(name: str) -> str | None:
    """Return the name of a zone, if it is one."""
    try:
        return moments.zone(name).name if name else None
    except AmbiguousTimeError:
        return None


def _seen(instant: dt.datetime, zone: str | None) -> DateTime:
    """Return an instant as it is seen in a zone; where the zone has another offset then, the one that it came with stays."""
    if zone is None:
        return moments.moment(instant)
    seen = moments.moment(instant, zone)
    return seen if instant.utcoffset() in {dt.timedelta(), seen.utcoffset()} else moments.moment(instant)


def _differ(written_at: DateTime | Date, named: Told) -> bool:
    """Whether a date is another than that of a name. Of a moment in UTC nobody knows by which clock it was written."""
    if isinstance(written_at, DateTime) and moments.zone_name(written_at) == "UTC":
        earliest, latest = (moments.day(written_at + dt.timedelta(hours=hours)) for hours in (-12, 14))
        return not earliest <= moments.day(named.day) <= latest
    return moments.day(written_at) != moments.day(named.day)


def _is_zero(text: str) -> bool:
    """Whether a coordinate is the zero that stands for none."""
    return bool(text) and not text.strip("0.-")
