"""From foreign bytes to a journal: which reader they are for, what it is given, and what is done with what it read."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from io import SEEK_END, SEEK_SET, BufferedReader, BytesIO, RawIOBase
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING, BinaryIO, Final, TypeAlias

from attrs import evolve, field, frozen

from ..errors import Problem, ReadError, UnknownFormatError
from ..model.results import JournalReading
from .format import Format

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

Source: TypeAlias = "bytes | BinaryIO | Mapping[str, bytes]"
"""What is read: bytes, an open file that can be sought in, or the files of a folder by name."""
Progress: TypeAlias = Callable[[int, int], None]
"""Told now and then how much is done, and how much there is."""

MARKS: Final = ("topic_tag", "session_tag", "rupture_tag")
"""What may be said to every reader: the words that mark records of other kinds."""
UNKNOWN: Final = "not a kind of file that any reader knows"
UNKNOWN_FILES: Final = "not a kind of folder or archive that any reader knows"
ONE_BY_ONE: Final = "a folder or an archive: files of this kind are read one by one"

ARCHIVE_INSIDE: Final = "an archive in an archive: unpack it first"
OURS: Final = "a journal already: open it with load"

_OURS: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\s*\"therapy_notes\"")
_HEAD: Final = 1 << 18
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_NOTES: Final = "markdown_folder"


@frozen(kw_only=True)
class Request:
    """How something is to be read.

    Args:
        format: The name of a format; found out when None.
        name: What the file is called in problems, with its suffix.
        own_name: Its own name, which is a part of what a note says, and which no problem tells.
        zone: The zone of times that name none.
        me: One's own name in the file.
        shared_with: Who may see all that is read.
        options: What else a reader understands.
        max_bytes: How large a file may be, and how much larger than itself an archive may become.
        progress: Told how much is done.
        is_inner: It was in an archive itself.
    """

    format: str | None
    name: str = ""
    own_name: str = field(default="", repr=False)
    zone: str | None = None
    me: str | None = None
    shared_with: tuple[str, ...] = ()
    options: Mapping[str, str] = MappingProxyType({})
    max_bytes: int
    progress: Progress | None = None
    is_inner: bool = False


def read(source: Source, request: Request, formats: Iterable[Format]) -> JournalReading:
    """Read something foreign in the one format that is given, or in the first one that claims it.

    Raises:
        ReadError: No reader claims it, or the reader cannot read it.
        UnknownFormatError: The one format cannot be read.
        TypeError: That format does not understand an option.
    """
    from ..codec.reading import collector_resting  # noqa: PLC0415 - whoever reads no foreign file pays nothing for it
    from ..readers import marks  # noqa: PLC0415 - loaded when it is used

    known = [found for found in formats if found.is_read]
    if request.format is not None and not known:
        raise UnknownFormatError("that format can be written, but not read")
    with collector_resting():
        reading = _read(source, request, known)
    said = {option: request.options[option] for option in MARKS if option in request.options}
    marked = marks.with_marked(reading, **said, date_order=request.options.get("date_order"))
    return marks.shared_with(marked, request.shared_with)


def names(source: Source) -> tuple[str, ...]:
    """Return the names of the files in a folder or an archive, in the order in which problems count them.

    Raises:
        ReadError: It is an archive that cannot be opened.
    """
    from ..readers import _archive, _files  # noqa: PLC0415 - loaded when it is used

    if isinstance(source, Mapping):
        return tuple(_files.places(source))
    file = BytesIO(source) if isinstance(source, bytes) else source
    return tuple(_files.places(_archive.opened(file).files())) if _head(file).startswith(_ZIP) else ()


def _read(source: Source, request: Request, formats: list[Format]) -> JournalReading:
    if isinstance(source, Mapping):
        return _read_files(source, request, formats)
    file = BytesIO(source) if isinstance(source, bytes) else source
    head = _head(file)
    if head.startswith(_ZIP) and request.is_inner:
        raise ReadError([Problem(where=request.name, what=ARCHIVE_INSIDE)])
    if head.startswith(_ZIP) and (request.format is None or any(found.read_files for found in formats)):
        return _read_archive(file, request, formats)
    return _read_file(file, head, request, formats)


def _head(file: BinaryIO) -> bytes:
    file.seek(0)
    head = file.read(_HEAD)
    file.seek(0)
    return head


def _read_archive(file: BinaryIO, request: Request, formats: list[Format]) -> JournalReading:
    from ..readers import _archive  # noqa: PLC0415 - loaded when it is used

    size = file.seek(0, SEEK_END)
    archive = _archive.opened(file, where=request.name or "archive", max_bytes=size + request.max_bytes)
    reading = _read_files(archive.files(), request, formats)
    left_out = len(archive.problems)
    tally = reading.tally
    return evolve(
        reading,
        problems=(*archive.problems, *reading.problems),
        tally=evolve(
            tally,
            found=tally.found + left_out,
            skipped=tally.skipped + left_out,
            why_skipped={**tally.why_skipped, **({"no file of the archive": left_out} if left_out else {})},
        ),
    )


def _read_files(files: Mapping[str, bytes], request: Request, formats: list[Format]) -> JournalReading:
    watched = files if request.progress is None else _WatchedFiles(files, request.progress)
    for found in formats:
        if found.read_files is None:
            continue
        if request.format is not None or (found.claims_files is not None and found.claims_files(files)):
            options = _options(found, request)
            reading = found.read_files(watched, name=request.name, zone=request.zone, me=request.me, options=options)
            return evolve(reading, format=found.name)
    if len(files) == 1:
        (name,) = files
        inner = evolve(
            request,
            is_inner=True,
            own_name=PurePosixPath(name).name,
            name=f"{request.name or 'archive'}: file 1{PurePosixPath(name).suffix.lower()}",
        )
        return _read(files[name], inner, formats)
    raise ReadError([Problem(where=request.name or "$", what=ONE_BY_ONE if request.format else UNKNOWN_FILES)])


def _read_file(file: BinaryIO, head: bytes, request: Request, formats: list[Format]) -> JournalReading:
    from ..readers import _text  # noqa: PLC0415 - loaded when it is used

    if _OURS.match(head):
        raise ReadError([Problem(where=request.name or "$", what=OURS)])
    for found in formats:
        if found.read_stream is not None and (request.format is not None or _claims(found, head)):
            options = _options(found, request)
            stream = file if request.progress is None else BufferedReader(_WatchedFile(file, request.progress))
            reading = found.read_stream(stream, name=request.name, zone=request.zone, me=request.me, options=options)
            return evolve(reading, format=found.name)
    data = head if len(head) < _HEAD else file.read(request.max_bytes + 1)
    if len(data) > request.max_bytes:
        raise ReadError([Problem(where=request.name or "$", what="larger than the limit")])
    for found in _asked(request, formats):
        if found.read is not None and (request.format is not None or _claims(found, data)):
            if found.name == _NOTES and request.own_name:
                return _read_files({request.own_name: data}, evolve(request, format=_NOTES), [found])
            options = _options(found, request)
            reading = found.read(data, name=request.name, zone=request.zone, me=request.me, options=options)
            return evolve(reading, format=found.name)
    _text.refuse_other_kinds(data, request.name or "$", "a file that any reader knows")
    raise ReadError([Problem(where=request.name or "$", what=UNKNOWN)])


def _claims(found: Format, data: bytes) -> bool:
    return found.claims is not None and found.claims(data)


def _asked(request: Request, formats: list[Format]) -> list[Format]:
    """Return the formats that are asked for the one file. A lone note is known by its name, if nobody knows it better."""
    suffix = PurePosixPath(request.name).suffix.lower()
    if request.format is not None or all(found.name != _NOTES or suffix not in found.suffixes for found in formats):
        return formats
    return [evolve(found, claims=_always) if found.name == _NOTES else found for found in formats]


def _always(data: bytes) -> bool:
    return bool(data.strip())


def _options(found: Format, request: Request) -> dict[str, str]:
    """Return the options for a reader: a date order only where it means something.

    Raises:
        TypeError: It does not understand one of them.
    """
    options = {option: value for option, value in request.options.items() if option not in MARKS}
    if found.options is None:
        return options
    if "date_order" not in found.options:
        options.pop("date_order", None)
    unknown = options.keys() - set(found.options)
    if unknown:
        raise TypeError(f"the format {found.name} has no option {min(unknown)}")
    return options


# -- how far it has come --------------------------------------------------------------------------------------


@frozen
class _WatchedFiles(Mapping[str, bytes]):
    """Files that tell how many of them have been asked for."""

    files: Mapping[str, bytes]
    progress: Progress
    asked: set[str] = field(factory=set[str], init=False)

    def __getitem__(self, name: str) -> bytes:
        data = self.files[name]
        self.asked.add(name)
        self.progress(len(self.asked), len(self.files))
        return data

    def __iter__(self) -> Iterator[str]:
        return iter(self.files)

    def __len__(self) -> int:
        return len(self.files)


class _WatchedFile(RawIOBase):
    """A file that tells how far it has been read."""

    def __init__(self, file: BinaryIO, progress: Progress) -> None:
        super().__init__()
        self._file = file
        self._progress = progress
        self._size = file.seek(0, SEEK_END)
        file.seek(0)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = SEEK_SET) -> int:
        return self._file.seek(offset, whence)

    def readinto(self, buffer: "WriteableBuffer") -> int:
        view = memoryview(buffer)
        data = self._file.read(len(view))
        view[: len(data)] = data
        self._progress(self._file.tell(), self._size)
        return len(data)
