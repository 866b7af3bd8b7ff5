"""The pictures, films, recordings and papers of a Day One export: which file an identifier means, and who names it.

An entry lists its media, and its text points to them by identifier. A picture that was copied has an identifier that only
another entry lists, so that an identifier is looked up in the whole export. The MD5 that is listed names the file.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from hashlib import md5, sha256
from pathlib import PurePosixPath
from typing import Final, cast

from attrs import define, field, frozen

from ...model.values import Attachment
from ...moments import Date, DateTime
from .. import _files
from .._account import Account
from .data import Fields

KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    "photos": ("photos",),
    "photo": ("photos",),
    "videos": ("videos",),
    "audios": ("audios",),
    "pdfAttachments": ("pdfs", "pdfAttachments"),
}
"""The fields of an entry that list media, and the folders in which they are."""
FOLDERS: Final = frozenset(folder.lower() for folders in KINDS.values() for folder in folders)

NO_LIST: Final = "media that are not listed as media are"
NOT_HERE: Final = "media files that are not in this file"
MISSING: Final = "a media file that is missing"
WRONG_MD5: Final = "a media file that is not the one that its entry means"
UNKNOWN_REFERENCE: Final = "a medium in the text that no entry lists"
NO_ENTRY: Final = "a media file that no entry lists"

_NAME: Final = re.compile("[A-Za-z0-9_-]{1,64}")
_ENDING: Final = re.compile("[A-Za-z0-9]{1,10}")
_MD5: Final = re.compile("[0-9a-f]{32}")
_ENDINGS: Final = {"photos": "jpeg", "photo": "jpeg", "videos": "mov", "audios": "m4a", "pdfAttachments": "pdf"}
_BY_FORMAT: Final = {"aac": "m4a"}
_WITH_A_HOME: Final = frozenset({"identifier", "md5", "type", "date"})
_KNOWN: Final = frozenset(
    (
        "format", "filename", "fileSize", "height", "width", "duration", "favorite", "orderInEntry", "isSketch", "location",
        "creationDevice", "creationDeviceIdentifier", "cameraMake", "cameraModel", "lensMake", "lensModel", "fnumber",
        "focalLength", "exposureBiasValue", "iso", "appleCloudIdentifier", "thumbnail", "weather", "title", "pdfName",
        "recordingDevice", "audioChannels", "sampleRate", "timeZoneName", "transcription", "caption", "creationDate",
    )
)  # fmt: skip
NOTHING: Final[tuple[object, ...]] = (None, False, 0, "", "(null)", [], {})
"""What says nothing where it stands in a field."""


@frozen
class Medium:
    """One of the media that an entry lists.

    Args:
        kind: The field that lists it.
        fields: What is said of it.
        base: The folder of the export in which its entry stands, with ``/`` at the end, or nothing.
    """

    kind: str
    fields: Fields = field(repr=False)
    base: str = field(default="", repr=False)

    @property
    def identifier(self) -> str:
        """By what the text mentions it."""
        return _safe(self.fields.get("identifier"), _NAME)

    @property
    def md5(self) -> str:
        """The digest after which its file is named."""
        return _safe(self.fields.get("md5"), _NAME).lower()

    def expected(self) -> str:
        """Return where its file is in an export, as far as that can be told."""
        stem = self.md5 or self.identifier
        said = _safe(self.fields.get("type"), _ENDING) or _safe(self.fields.get("format"), _ENDING)
        ending = _BY_FORMAT.get(said.lower(), said) or _ENDINGS[self.kind]
        return f"{self.base}{KINDS[self.kind][0]}/{stem}.{ending}" if stem else ""


def _safe(value: object, form: re.Pattern[str]) -> str:
    """Return a text if it has the form that programs give it: nothing else becomes part of a path."""
    return value if isinstance(value, str) and form.fullmatch(value) else ""


def is_a_list(value: object) -> bool:
    """Whether a field lists media, or names one: what else stands there has no other home."""
    items = cast("list[object]", value) if isinstance(value, list) else [value]
    return all(item is None or isinstance(item, dict) for item in items)


def listed(entry: Fields, base: str, say: Callable[[str], None]) -> Iterator[Medium]:
    """Yield the media that an entry lists, each once.

    Args:
        entry: The entry.
        base: The folder in which it stands.
        say: Is told what is wrong with a list.
    """
    seen: set[str] = set()
    for kind in KINDS:
        found = entry.get(kind)
        if found is None:
            continue
        items = cast("list[object]", found) if isinstance(found, list) else [found]
        for item in items:
            if not isinstance(item, dict):
                say(NO_LIST)
            elif (written := str(cast("Fields", item))) not in seen:
                seen.add(written)
                yield Medium(kind, cast("Fields", item), base)


@define
class Media:
    """The media of a whole export.

    Args:
        files: Its files; None where there is only a journal, and no file beside it.
        account: What is counted and told goes there.
    """

    files: Mapping[str, bytes] | None
    account: Account
    _by_identifier: dict[str, Medium] = field(factory=dict[str, Medium], init=False)
    _by_stem: dict[str, str] = field(factory=dict[str, str], init=False)
    _digests: dict[str, tuple[str, str]] = field(factory=dict[str, tuple[str, str]], init=False)
    _used: set[str] = field(factory=set[str], init=False)

    def __attrs_post_init__(self) -> None:
        """Learn the names of the files, and read none."""
        for name in sorted(self.files or ()):
            if is_media(name):
                self._by_stem.setdefault(PurePosixPath(name).stem.lower(), name)

    def learn(self, medium: Medium) -> None:
        """Remember which file an identifier means. The first entry that lists it counts, and one with an MD5 before all."""
        for identifier in {medium.identifier.upper(), medium.md5.upper()} - {""}:
            known = self._by_identifier.get(identifier)
            if known is None or (medium.md5 and not known.md5):
                self._by_identifier[identifier] = medium

    def meant_by(self, identifier: str) -> Medium | None:
        """Return what an identifier means anywhere in the export."""
        return self._by_identifier.get(identifier.upper())

    def file_of(self, stem: str) -> str | None:
        """Return the media file whose name has this stem, whatever its ending."""
        return self._by_stem.get(stem.lower()) if stem else None

    def path(self, medium: Medium) -> str:
        """Return where the file of a medium is, or would be if it were here."""
        expected = medium.expected()
        if self.files is not None and expected not in self.files:
            return self.file_of(medium.md5) or self.file_of(medium.identifier) or expected
        return expected

    def attachment(self, id: str, medium: Medium, made: DateTime | Date | None, system: str, place: str) -> Attachment:
        """Return what is kept of a medium.

        Args:
            id: Its name within the entry.
            medium: The medium.
            made: When it was made.
            system: The key under which fields without a home are kept.
            place: Where it is listed.
        """
        path = self.path(medium)
        rest = {name: value for name, value in medium.fields.items() if name not in _WITH_A_HOME}
        rest |= {name: medium.fields[name] for name in ("identifier", "date", "md5") if name in medium.fields}
        for name, value in medium.fields.items():
            if name not in _WITH_A_HOME and value not in NOTHING:
                known = f".{name}" if name in _KNOWN else ": fields that are not known here"
                self.account.losses[medium.kind + known] += 1
        filename = medium.fields.get("filename")
        return Attachment(
            id=id,
            name=filename if isinstance(filename, str) and filename else PurePosixPath(writable(path)).name or id,
            media_type=_files.media_type(path),
            sha256=self._sha256(path, medium.md5, place),
            uri=writable(path),
            made=made,
            extra={system: rest} if rest else {},
        )

    def attachment_of_file(self, id: str, path: str, place: str) -> Attachment:
        """Return what is kept of a file that only its name ties to an entry."""
        return Attachment(
            id=id,
            name=PurePosixPath(writable(path)).name,
            media_type=_files.media_type(path),
            sha256=self._sha256(path, "", place),
            uri=writable(path),
        )

    def _sha256(self, path: str, said_md5: str, place: str) -> str:
        """Return the digest of a file, which is read once and not kept; nothing where there is none."""
        if self.files is None:
            self.account.counted[NOT_HERE] += 1
            return ""
        if path not in self.files:
            self.account.counted[MISSING] += 1
            self.account.report(place, MISSING)
            return ""
        self._used.add(path)
        if path not in self._digests:
            data = _files.content(self.files, path, place, self.account)
            self._digests[path] = (
                ("", "") if data is None else (sha256(data).hexdigest(), md5(data, usedforsecurity=False).hexdigest())
            )
        found, its_md5 = self._digests[path]
        if found and _MD5.fullmatch(said_md5) and said_md5 != its_md5:
            self.account.counted[WRONG_MD5] += 1
            self.account.report(place, WRONG_MD5)
        return found

    def tell_what_is_left(self, places: Mapping[str, str]) -> None:
        """Count and tell the media files that no entry lists."""
        for name in sorted(self.files or ()):
            if is_media(name) and name not in self._used:
                self.account.counted[NO_ENTRY] += 1
                self.account.report(places[name], NO_ENTRY)


def is_media(name: str) -> bool:
    """Whether a name is that of a file in a folder of media.

    >>> is_media("photos/9f.jpeg"), is_media("My days/pdfs/9f.pdf"), is_media("Journal.json")
    (True, True, False)
    """
    parts = name.split("/")
    return len(parts) > 1 and parts[-2].lower() in FOLDERS and not parts[-1].startswith(".")


def writable(name: str) -> str:
    """Return the name of a file as text that can be written: some names on a disk are no text."""
    return name.encode("utf-8", "replace").decode()
