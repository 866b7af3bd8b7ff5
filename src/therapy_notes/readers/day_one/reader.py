r"""A Day One export: a journal as JSON, alone or with its media in a zip or a folder, or a journal of Day One Classic.

An item is an entry. An export holds a file ``NAME.json`` for each journal and the folders ``photos``, ``videos``,
``audios`` and ``pdfs`` beside them; Classic keeps one property list ``entries/UUID.doentry`` for each entry. A file of
either kind that cannot be read, beside others that can, counts as one item that was rejected.

The day of an entry is the one that the clocks of its own ``timeZone`` showed: what Day One keeps in UTC is a moment, and
an entry for a whole day is kept there as its midnight. What has no home here, the place and the weather before all, is
kept in ``extra`` and counted.
"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import PurePosixPath
from typing import Final, cast

from attrs import define, field

from ... import moments
from ...errors import AmbiguousTimeError, Problem, ReadError
from ...model.entries import Entry
from ...model.ids import derived_id
from ...model.results import JournalReading
from ...model.values import Attachment, Link, Source
from ...moments import Date, DateTime
from .._account import NO_DATE, Account, digest
from .._files import places
from .._text import with_newlines
from . import media, rich_text
from . import text as texts
from .data import (
    NOT_DAY_ONE,
    Cleaner,
    Fields,
    WrongEntryError,
    classic_entry_of,
    entries_of,
    is_a_plist,
    written,
)
from .media import NOTHING, Media, Medium

SYSTEM: Final = "day_one"

FILE: Final = "Day One export"
ASSUMED_ZONE: Final = "entries whose time zone is not known, seen in the zone that was given"
ASSUMED_UTC: Final = "entries whose time zone is not known, seen in UTC"
ODD_DATE: Final = "a date in a form that is not known here"
NO_TEXT: Final = "entries without text"
NOT_TEXT: Final = "a text that is not text"
NOT_TAGS: Final = "a tag that is not text"
NOT_AN_ID: Final = "entries without an id of their own"
SAME_AGAIN: Final = "the same entry once more"
SAME_ID: Final = "an id that another entry has, too: both are kept"
FROM_RICH_TEXT: Final = "entries whose text was made from their rich text"
OTHER_RICH_TEXT: Final = "entries whose rich text says something else than their text: the text counts"
UNREADABLE_RICH_TEXT: Final = "rich text that cannot be read: kept in extra"
PER_CENT: Final = "two per cent signs, which mean private here and not there: escaped"
ZERO_WIDTH: Final = "invisible spaces around emphasis, dropped"
SURROGATES: Final = "halves of characters, replaced by �"
ODD_NUMBERS: Final = "numbers that are not finite or too long, kept as text"
REFERENCES: Final = "references to media in the text, now paths of files"
UNMENTIONED: Final = "media that the text does not mention, kept as attachments"
LINKS: Final = "links between entries"
DEAD_LINKS: Final = "links to entries that are not here"
OTHER_FILES: Final = "other files"
OTHER_NOTES: Final = "notes that are not of Day One: convert them on their own"
UNKNOWN_FIELDS: Final = "fields that are not known here"

_WITH_A_HOME: Final = frozenset({"uuid", "text", "richText", "tags", "isAllDay", *media.KINDS})
_RAW: Final = frozenset({"creationDate", "modifiedDate", "timeZone"})
"""Fields that have a home, and stay in ``extra`` as they were written."""
_KNOWN: Final = frozenset(
    (
        "starred", "isPinned", "pinned", "location", "weather", "music", "userActivity", "steps", "stepCount", "duration",
        "editingTime", "creationDevice", "creationDeviceType", "creationDeviceModel", "creationOSName", "creationOSVersion",
        "sourceString", "templateID", "promptID", "publishURL", "entryType", "journal", "feelings", "stateOfMind",
        "clientMetadata", "unreadMarkerID", "commentsDisabled", "commentsNotificationsDisabled", "owner", "creator",
        # Day One Classic
        "Starred", "Location", "Weather", "Music", "Activity", "Step Count", "Ignore Step Count", "Creator", "Publish URL",
    )
)  # fmt: skip
_FLAGS: Final = {"starred": "starred", "Starred": "starred", "isPinned": "pinned", "pinned": "pinned"}

_INSTANT: Final = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.(\d{1,6})\d{0,12})?[ ]?(Z|[+-]\d\d:?\d\d)?", re.ASCII
)
_APPLE_OFFSET: Final = re.compile(r"GMT([+-])(\d\d?):?(\d\d)?", re.ASCII)
_LOOKS_LIKE_AN_ID: Final = re.compile("[0-9A-Fa-f]{32}|[0-9A-Fa-f-]{36}")
_HEAD: Final = 65_536
_SIGNS: Final = (
    b'"creationDate"', b'"richText"', b'"creationDevice', b'"creationOS', b'"modifiedDate"', b'"timeZone"', b'"editingTime"',
    b'"dayone-moment:',
)  # fmt: skip
_CLASSIC_SIGNS: Final = (b"Entry Text", b"Creation Date")
_METADATA: Final = re.compile(rb'\{\s*+"metadata"\s*+:\s*+\{\s*+"version"')


def claims(data: bytes) -> bool:
    """Whether some bytes look like the JSON of a Day One journal, or like an entry of Day One Classic.

    >>> claims(b'{"metadata": {"version": "1.0"}, "entries": []}'), claims(b'{"entries": [{"title": "Rain"}]}')
    (True, False)
    """
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    if is_a_plist(head):
        return (b"<plist" in head or head.startswith(b"bplist00")) and any(sign in head for sign in _CLASSIC_SIGNS)
    if not head.startswith(b"{"):
        return False
    return b'"entries"' in head and (_METADATA.match(head) is not None or any(sign in head for sign in _SIGNS))


def claims_files(files: Mapping[str, bytes]) -> bool:
    """Whether several files look like a Day One export: one is an entry of Classic, or one of the first two JSON files is.

    Where another program keeps its notes, or where there are more notes than journals, an export only lies among them.

    >>> claims_files({"Journal.dayone/entries/D897D4DB03744BA5BF7DB96B59246574.doentry": b"<?xml"})
    True
    """
    journals: list[str] = []
    entries = notes = 0
    has_media = False
    for name in sorted(files):
        *folders, file = name.split("/")
        if file in _SETTINGS or not _FOLDERS_OF_OTHERS.isdisjoint(folders):
            return False
        entries += file.lower().endswith(".doentry")
        has_media = has_media or _MEDIA_FILE.search(name) is not None
        notes += PurePosixPath(file).suffix.lower() in _NOTES and not file.startswith(".") and not media.is_media(name)
        if _is_json(name) and name.count("/") < 3:
            journals.append(name)
    if entries:
        return notes <= entries
    for others, name in enumerate(journals[:2]):
        if _may_be_a_journal(files, name, has_media=has_media):
            return notes <= len(journals) - others
    return False


def _may_be_a_journal(files: Mapping[str, bytes], name: str, *, has_media: bool) -> bool:
    """Whether a file looks like a journal; one that cannot be read does so where media lie beside it."""
    try:
        return claims(files[name])
    except ReadError:
        return has_media


_NOTES: Final = frozenset({".md", ".markdown", ".org", ".txt"})
_TEXTS: Final = _NOTES | {".html"}
_SETTINGS: Final = frozenset({"config.toml", "hugo.toml", "_config.yml"})
_FOLDERS_OF_OTHERS: Final = frozenset({".obsidian", "logseq", "_posts"})
_MEDIA_FILE: Final = re.compile(r"(?:\A|/)(?:photos|videos|audios|pdfs)/[0-9a-f]{32}\.")


def _is_json(name: str) -> bool:
    return name.lower().endswith(".json") and not name.rpartition("/")[2].startswith(".")


def read(data: bytes, *, name: str = "", zone: str | None = None, me: str | None = None) -> JournalReading:
    r"""Read the JSON of one Day One journal, or one entry of Day One Classic. The media are not in it.

    Args:
        data: The file.
        name: What to call it in problems: its name, not its contents.
        zone: The time zone in which entries are seen that do not tell theirs. Without it, that is UTC.
        me: Not used: whoever keeps the journal wrote all of it.

    Raises:
        ReadError: It is empty, encrypted, not UTF-8, not JSON and no property list, or not of Day One.
        AmbiguousTimeError: ``zone`` is no time zone.

    >>> reading = read(b'{"entries": [{"uuid": "A1", "text": "# Rain\\n\\nIt came in\\\\.", "isAllDay": true,'
    ...                b' "creationDate": "2024-04-16T23:00:00Z", "timeZone": "Europe/Dublin"}]}')
    >>> entry = reading.journal.entries[0]
    >>> entry.title, entry.body, str(entry.written_at)
    ('Rain', 'It came in\\.', '2024-04-17')
    """
    del me
    account = Account(name or FILE, zone)
    export = _Export(account, Media(None, account), size=len(data))
    if is_a_plist(data):
        export.add([classic_entry_of(data, account.file)], "entry", "", None)
    else:
        entries, problems = entries_of(data, account.file)
        if entries is None:
            raise ReadError([Problem(where=account.file, what=NOT_DAY_ONE)])
        for problem in problems:
            account.report("", problem.what)
        export.add(entries, "", "", None)
    return export.reading({})


def read_files(
    files: Mapping[str, bytes], *, name: str = "", zone: str | None = None, me: str | None = None
) -> JournalReading:
    r"""Read a Day One export: journals and their media, as a zip or a folder holds them.

    A file of media is read once, to know its digest, and never kept.

    Args:
        files: The files by their names, with ``/`` between the folders.
        name: What to call the whole in problems.
        zone: The time zone in which entries are seen that do not tell theirs. Without it, that is UTC.
        me: Not used: whoever keeps the journal wrote all of it.

    Raises:
        ReadError: There is no journal in it, or none that can be read.
        AmbiguousTimeError: ``zone`` is no time zone.

    >>> files = {"Days.json": b'{"entries": [{"text": "![](dayone-moment://A1)", "photos": [{"identifier": "A1",'
    ...                       b' "md5": "b026324c6904b2a9cb4b88d6d61c81d1", "type": "jpeg"}]}]}',
    ...          "photos/b026324c6904b2a9cb4b88d6d61c81d1.jpeg": b"1\n"}
    >>> entry = read_files(files).journal.entries[0]
    >>> entry.body
    '![](photos/b026324c6904b2a9cb4b88d6d61c81d1.jpeg)'
    >>> entry.attachments[0].media_type, entry.attachments[0].sha256[:8]
    ('image/jpeg', '4355a46b')
    """
    del me
    account = Account(name or FILE, zone)
    export = _Export(account, Media(files, account))
    where = places(files)
    errors: list[Problem] = []
    rejected: list[tuple[str, str]] = []
    for file, place in where.items():
        try:
            is_read = export.add_file(files, file, place)
        except ReadError as error:
            errors += error.problems
            rejected.append((place, error.problems[0].what if error.problems else NOT_DAY_ONE))
            continue
        if not (is_read or media.is_media(file) or file.rpartition("/")[2].startswith(".")):
            account.counted[OTHER_FILES] += 1
            if PurePosixPath(file).suffix.lower() in _TEXTS:
                account.report(place, OTHER_NOTES)
    if not export.is_one:
        raise ReadError(errors or [Problem(where=account.file, what=f"no journal in it: {NOT_DAY_ONE}")])
    for place, what in rejected:
        account.found += 1
        account.reject(place, what)
    return export.reading(where)


@define
class _Found:
    """An entry on its way."""

    place: str
    fields: Fields
    base: str
    journal: str | None
    media: list[Medium] = field(factory=list[Medium])

    @property
    def uuid(self) -> str:
        found = self.fields.get("uuid")
        return texts.same_id(found) if isinstance(found, str) else ""


@define
class _Export:
    """Everything that is in an export, while it is read."""

    account: Account
    media: Media
    size: int = 0
    is_one: bool = False
    """Whether anything in it was a journal or an entry."""
    found: list[_Found] = field(factory=list[_Found], init=False)
    zones: Counter[str] = field(factory=Counter[str], init=False)
    cleaner: Cleaner = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.cleaner = Cleaner(self.size)

    # -- what is there ----------------------------------------------------------------------------------------

    def add_file(self, files: Mapping[str, bytes], file: str, place: str) -> bool:
        """Take what is in a file, and tell whether it was a journal or an entry."""
        base = f"{file.rpartition('/')[0]}/" if "/" in file else ""
        path = PurePosixPath(file)
        where = f"{self.account.file}: {place}"
        if path.suffix.lower() == ".doentry":
            data = files[file]
            self.cleaner.size = len(data)
            fields = classic_entry_of(data, where)
            if "uuid" not in fields and _LOOKS_LIKE_AN_ID.fullmatch(path.stem):
                fields["uuid"] = path.stem
            self.add([fields], place, base, _journal_of_classic(path))
            return True
        if not _is_json(file) or media.is_media(file):
            return False
        data = files[file]
        self.cleaner.size = len(data)
        entries, problems = entries_of(data, where)
        if entries is None:
            return False
        for problem in problems:
            self.account.report(place, problem.what)
        self.add(entries, place, base, path.stem)
        return True

    def add(self, entries: list[object], place: str, base: str, journal: str | None) -> None:
        """Take the entries of a journal, and learn which media they list."""
        self.is_one = True
        for number, raw in enumerate(entries, 1):
            where = place if len(entries) == 1 and place else f"{place}: entry {number}".removeprefix(": ")
            self.account.found += 1
            try:
                fields = self.cleaner.fields(raw)
            except WrongEntryError as error:
                self.account.reject(where, str(error))
                continue
            found = _Found(where, fields, base, journal)
            found.media = list(media.listed(fields, base, partial(self.account.report, where)))
            for medium in found.media:
                self.media.learn(medium)
            self.found.append(found)

    def reading(self, where: Mapping[str, str]) -> JournalReading:
        """Return the journal, and the account of it."""
        entries = list(self._entries())
        counted = self.account.counted
        counted[SURROGATES] += self.cleaner.surrogates
        counted[ODD_NUMBERS] += self.cleaner.odd_numbers
        here = {entry.id for entry in entries}
        counted[LINKS] += sum(len(entry.links) for entry in entries)
        counted[DEAD_LINKS] += sum(link.to not in here for entry in entries for link in entry.links)
        self.media.tell_what_is_left(where)
        if counted[media.NOT_HERE]:
            self.account.report("", f"{media.NOT_HERE}: {counted[media.NOT_HERE]}")
        return self.account.reading(entries, zone=next((zone for zone, _ in self.zones.most_common(1)), None))

    def _entries(self) -> Iterator[Entry]:
        ids = Counter(found.uuid for found in self.found)
        seen: dict[str, set[str]] = {}
        for position, found in enumerate(self.found):
            mark = written(found.fields) if found.uuid and ids[found.uuid] > 1 else ""
            if mark and mark in seen.get(found.uuid, ()):
                self.account.skip(found.place, SAME_AGAIN)
                continue
            try:
                entry = self._entry(found, position)
            except WrongEntryError as error:
                self.account.reject(found.place, str(error))
                continue
            if mark and found.uuid in seen:
                self.account.report(found.place, SAME_ID)
            if mark:
                seen.setdefault(found.uuid, set()).add(mark)
            yield entry

    # -- one entry --------------------------------------------------------------------------------------------

    def _entry(self, found: _Found, position: int) -> Entry:
        fields = found.fields
        extra: dict[str, object] = {}
        raw, is_rich = self._text(found, extra)
        zone = self._zone(found)
        written_at = self._when(fields.get("creationDate"), zone, found.place)
        if fields.get("isAllDay") in (True, 1) and written_at is not None:
            written_at = moments.day(written_at)
        title, body, attachments = self._body(raw, found, zone)
        id = self._id(found, raw)
        self._keep(fields, extra)
        if found.journal is not None:
            extra.setdefault("journal", media.writable(found.journal))
            self.account.losses["journal"] += 1
        counted = self.account.counted
        counted[NO_DATE] += written_at is None
        counted[NO_TEXT] += not (title or body.strip())
        counted[FROM_RICH_TEXT] += is_rich
        return Entry(
            id=id,
            written_at=written_at,
            changed_at=self._when(fields.get("modifiedDate"), zone, found.place),
            title=title,
            body=body,
            tags=self._tags(fields.get("tags"), found.place),
            links=tuple(Link(kind="about", to=derived_id(SYSTEM, uuid)) for uuid in texts.linked(raw)),
            attachments=attachments,
            source=Source(system=SYSTEM, ref=found.uuid, position=position),
            extra={SYSTEM: extra} if extra else {},
        )

    def _id(self, found: _Found, raw: str) -> str:
        if found.uuid:
            return self.account.id(SYSTEM, found.uuid)
        self.account.counted[NOT_AN_ID] += 1
        return self.account.id(SYSTEM, str(found.fields.get("creationDate")), digest(raw))

    def _keep(self, fields: Fields, extra: dict[str, object]) -> None:
        """Keep the fields that have no home, and count those that say something."""
        for name, value in fields.items():
            if name in _WITH_A_HOME and (name not in media.KINDS or media.is_a_list(value)):
                continue
            extra[name] = value
            if name in _RAW or value in NOTHING:
                continue
            self.account.losses[name if name in _KNOWN else UNKNOWN_FIELDS] += 1
            if name in _FLAGS and value is True:
                self.account.counted[f"{_FLAGS[name]} entries"] += 1

    def _tags(self, value: object, place: str) -> tuple[str, ...]:
        if value is None:
            return ()
        items = cast("list[object]", value) if isinstance(value, list) else [value]
        tags = [item.strip() for item in items if isinstance(item, str)]
        if len(tags) < len(items):
            self.account.report(place, NOT_TAGS)
            self.account.losses["tags"] += len(items) - len(tags)
        return tuple(dict.fromkeys(tag for tag in tags if tag))

    # -- when -------------------------------------------------------------------------------------------------

    def _zone(self, found: _Found) -> str:
        """Return the zone in which an entry is seen: its own, else the one that was given, else UTC."""
        zone = _known_zone(found.fields.get("timeZone"))
        if zone is not None:
            self.zones[zone] += 1
            return zone
        self.account.counted[ASSUMED_ZONE if self.account.zone else ASSUMED_UTC] += 1
        return self.account.zone or "UTC"

    def _when(self, value: object, zone: str, place: str) -> DateTime | Date | None:
        """Return when something was, by a date in UTC; None, and a problem, where it is in no form that is known."""
        if value is None or value == "":
            return None
        told = _INSTANT.fullmatch(value) if isinstance(value, str) else None
        try:
            if told is None:
                return moments.parse_day(value if isinstance(value, str) else "")
            clock = dt.datetime.fromisoformat(f"{told[1]}T{told[2]}.{(told[3] or '0'):0<6}")
            if told[4] is None:
                return self.account.at(clock, place)
            offset = told[4] if told[4] == "Z" or ":" in told[4] else f"{told[4][:3]}:{told[4][3:]}"
            utc = moments.moment(clock, "UTC" if offset == "Z" else offset)
            return moments.seen_in(utc, zone)
        except (AmbiguousTimeError, ValueError):
            self.account.report(place, ODD_DATE)
            return None

    # -- the text ---------------------------------------------------------------------------------------------

    def _text(self, found: _Found, extra: dict[str, object]) -> tuple[str, bool]:
        """Return the Markdown of an entry as it stands there, and whether it had to be made from the rich text."""
        text = found.fields.get("text")
        if text is not None and not isinstance(text, str):
            raise WrongEntryError(NOT_TEXT)
        raw = found.fields.get("richText")
        rich = rich_text.read(raw, self.cleaner)
        losses, counted = self.account.losses, self.account.counted
        if rich is None:
            self.account.report(found.place, UNREADABLE_RICH_TEXT)
            losses["richText"] += 1
            extra["richText"] = raw
            return text or "", False
        losses.update(rich.unshown)
        if rich.unshown:
            extra["richText"] = raw
        if not (text and text.strip()):
            return (rich.markdown, True) if rich.markdown else (text or "", False)
        if raw and texts.letters(text) != texts.letters(rich.markdown):
            counted[OTHER_RICH_TEXT] += 1
            losses["richText"] += 1
            extra["richText"] = raw
        return text, False

    def _body(self, raw: str, found: _Found, zone: str) -> tuple[str, str, tuple[Attachment, ...]]:
        """Return the title and the body, with paths for media, and the media that belong to the entry."""
        counted = self.account.counted
        mentioned: dict[str, None] = {}
        text, dropped = texts.without_zero_width(with_newlines(raw))
        text, marks = texts.without_private_marks(text)
        counted[ZERO_WIDTH] += dropped
        counted[PER_CENT] += marks

        def path_of(identifier: str) -> str | None:
            mentioned[identifier.upper()] = None
            medium = self.media.meant_by(identifier)
            path = (self.media.path(medium) if medium else "") or self.media.file_of(identifier)
            if path:
                counted[REFERENCES] += 1
            else:
                counted[media.UNKNOWN_REFERENCE] += 1
                self.account.report(found.place, media.UNKNOWN_REFERENCE)
            return path or None

        title, body = texts.titled(texts.with_paths(text, path_of))
        return title, body, tuple(self._attachments(found, list(mentioned), zone))

    def _attachments(self, found: _Found, mentioned: list[str], zone: str) -> Iterator[Attachment]:
        taken: Counter[str] = Counter()

        def attached(medium: Medium, kind: str) -> Attachment:
            id = medium.identifier or medium.md5 or kind
            taken[id] += 1
            id = id if taken[id] == 1 else f"{id}-{taken[id]}"
            seen_in = _known_zone(medium.fields.get("timeZoneName")) or zone
            made = self._when(medium.fields.get("date"), seen_in, found.place)
            return self.media.attachment(id, medium, made, SYSTEM, found.place)

        names = set(mentioned)
        own: set[str] = set()
        for medium in found.media:
            its_names = {medium.identifier.upper(), medium.md5.upper()} - {""}
            self.account.counted[UNMENTIONED] += not its_names & names
            own |= its_names
            yield attached(medium, medium.kind)
        for identifier in mentioned:
            meant = self.media.meant_by(identifier)
            if identifier in own:
                continue
            if meant is not None:
                own |= {meant.identifier.upper(), meant.md5.upper()}
                yield attached(meant, meant.kind)
            elif path := self.media.file_of(identifier):
                yield self.media.attachment_of_file(identifier, path, found.place)
        if found.uuid and (path := self.media.file_of(found.uuid)):
            self.account.counted[UNMENTIONED] += 1
            yield self.media.attachment_of_file(found.uuid, path, found.place)


def _known_zone(value: object) -> str | None:
    """Return the zone of a name, if there is one: an IANA name, or an offset as Apple writes it (``GMT+0200``)."""
    if not isinstance(value, str) or not value or len(value) > 64:
        return None
    offset = _APPLE_OFFSET.fullmatch(value)
    name = f"{offset[1]}{offset[2]:0>2}:{offset[3] or '00'}" if offset else value
    try:
        return moments.zone(name).name
    except AmbiguousTimeError:
        return None


def _journal_of_classic(path: PurePosixPath) -> str | None:
    """Return the name of the folder in which an entry of Classic lies: ``NAME.dayone``, and in iCloud ``NAME_dayone``."""
    return next((part[: -len(".dayone")] for part in path.parts if part.lower().endswith((".dayone", "_dayone"))), None)
