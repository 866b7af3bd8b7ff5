"""A zip archive becomes members in memory, and nothing of it comes near a disk.

An archive may lie in every name and every number: a name that leads to another folder, a kilobyte that unpacks to a
gigabyte, two files in one place. Names are only read, never used as paths; bytes are counted while they are unpacked.
"""

import re
import stat
import struct
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from io import BytesIO
from itertools import pairwise
from typing import BinaryIO, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from attrs import define, field, frozen

from ..errors import Problem, ReadError

MAX_BYTES: Final = 512 * 1024 * 1024
"""How much is unpacked of one archive in all when nobody says otherwise. What is not read does not count."""
MAX_MEMBER: Final = 256 * 1024 * 1024
"""How much is unpacked of one member when nobody says otherwise."""
MAX_RATIO: Final = 200
"""How many times its size a member may unpack to when nobody says otherwise. A journal unpacks to five or twenty times."""
MAX_MEMBERS: Final = 100_000
"""How many members an archive may have when nobody says otherwise.

A journal with ten thousand pictures is a journal. What is in the table of contents costs a kilobyte of memory each.
"""

EMPTY: Final = "empty"
UNREADABLE: Final = "cannot be read"
NOT_A_ZIP: Final = "not a zip archive"
NO_CONTENTS: Final = "cut off or damaged: its table of contents cannot be read"
DAMAGED: Final = "damaged"
TOO_MANY: Final = "more members than the limit"
TWICE: Final = "a name that stands twice"
OVERLAPPING: Final = "its members overlap"
LEADS_OUT: Final = "a name that leads out of the archive: skipped"
NO_FILE: Final = "a link or a device, not a file: skipped"
ENCRYPTED: Final = "encrypted"
UNKNOWN_PACKING: Final = "packed in a way that is not known here"
TOO_LARGE: Final = "larger than the limit"
TOO_DENSE: Final = "unpacks to more times its size than the limit"
TOO_MUCH: Final = "with it, more is unpacked than the limit"
NOT_ITS_SIZE: Final = "not of the size that the archive says"

_MEMBER: Final = b"PK\x03\x04"
_LISTED: Final = b"PK\x01\x02"
_HEADER: Final = struct.Struct("<4s22xHH")
_SHORT: Final = 1024
_PIECE: Final = 1024 * 1024
_LISTED_LONGEST: Final = 1024
_IS_ENCRYPTED, _IS_UTF8 = 0x1, 0x800
_DRIVE: Final = re.compile("[A-Za-z]:")
# UnicodeDecodeError is a ValueError, and NotImplementedError a RuntimeError.
_RAISED: Final = (BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError, OverflowError)


@frozen
class Member:
    """One file in an archive.

    Args:
        number: Its number in the table of contents, from 1: the one thing to call it by in a problem.
        name: Its name, with ``/`` between folders. It may be a person's words.
        size: How many bytes it unpacks to, as the archive says.
    """

    number: int
    name: str = field(repr=False)
    size: int


@frozen(kw_only=True)
class _Limits:
    max_bytes: int
    max_member: int
    max_ratio: int
    max_members: int


@define
class Archive:
    """An open archive.

    Args:
        where: What the archive is called in problems.
        members: Its files, in the order of its table of contents: neither folders, nor links, nor what macOS adds.
        problems: What was skipped, and why.
    """

    where: str
    members: tuple[Member, ...]
    problems: tuple[Problem, ...]
    _zip: ZipFile = field(repr=False)
    _limits: _Limits = field(repr=False)
    _unpacked: int = field(default=0, init=False, repr=False)

    def place(self, member: Member) -> str:
        """Return what a member is called in problems."""
        return _place(self.where, member.number)

    def read(self, member: Member) -> bytes:
        """Return the bytes of a member.

        Raises:
            ReadError: It is encrypted, damaged, packed in an unknown way, or too much for the limits.
        """
        place = self.place(member)
        info = self._zip.infolist()[member.number - 1]
        self._check(info, place)
        pieces: list[bytes] = []
        try:
            with self._zip.open(info) as stream:
                while piece := stream.read(_PIECE):
                    pieces.append(piece)
                    self._unpacked += len(piece)
        except _RAISED:
            pieces.clear()
            problem = _refused(place, DAMAGED)
        else:
            data = b"".join(pieces)
            if len(data) == info.file_size:
                return data
            problem = _refused(place, NOT_ITS_SIZE)
        raise problem

    def files(self) -> Mapping[str, bytes]:
        """Return the members as a mapping of names to bytes, each unpacked when it is asked for.

        A folder in which all of them are is left out of the names: people zip a folder as often as what is in it.

        >>> packed = BytesIO()
        >>> with ZipFile(packed, "w") as archive:
        ...     archive.writestr("My diary/monday.md", "Rain.")
        >>> dict(opened(packed).files())
        {'monday.md': b'Rain.'}
        """
        names = [member.name for member in self.members]
        folder = names[0].partition("/")[0] + "/" if names else ""
        cut = len(folder) if all(name.startswith(folder) for name in names) else 0
        return _Files(self, {member.name[cut:]: member for member in self.members})

    def _check(self, info: ZipInfo, place: str) -> None:
        """Refuse before anything is unpacked. No more than what a header says is ever unpacked: zipfile stops there."""
        if info.flag_bits & _IS_ENCRYPTED:
            raise _refused(place, ENCRYPTED)
        if info.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise _refused(place, UNKNOWN_PACKING)
        if info.file_size > self._limits.max_member:
            raise _refused(place, TOO_LARGE)
        if info.file_size > max(_SHORT, self._limits.max_ratio * info.compress_size):
            raise _refused(place, TOO_DENSE)
        if self._unpacked + info.file_size > self._limits.max_bytes:
            raise _refused(place, TOO_MUCH)


@frozen
class _Files(Mapping[str, bytes]):
    """The members of an archive by name."""

    archive: Archive = field(repr=False)
    members: dict[str, Member] = field(repr=False)

    def __getitem__(self, name: str) -> bytes:
        return self.archive.read(self.members[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self.members)

    def __len__(self) -> int:
        return len(self.members)


def opened(
    source: bytes | BinaryIO,
    *,
    where: str = "archive",
    max_bytes: int = MAX_BYTES,
    max_member: int = MAX_MEMBER,
    max_ratio: int = MAX_RATIO,
    max_members: int = MAX_MEMBERS,
) -> Archive:
    """Return the archive that some bytes, or a file that can be sought in, hold. Nothing is unpacked yet.

    Skipped and reported are names that lead out of the archive, links and devices. Left out without a word are folders
    and what macOS adds (``__MACOSX/`` and ``._`` files). Names that only some systems tell apart are all kept.

    Args:
        source: The archive. It stays open as long as members are read.
        where: What to call it in problems: its name, not its contents.
        max_bytes: How many bytes may be unpacked in all.
        max_member: How many bytes may be unpacked of one member.
        max_ratio: How many times its size a member of more than a kilobyte may unpack to.
        max_members: How many members there may be.

    Raises:
        ReadError: It is no zip archive, empty or cut off, it has too many members, two of one name or two in one place.

    >>> packed = BytesIO()
    >>> with ZipFile(packed, "w") as archive:
    ...     archive.writestr("days/monday.md", "Rain.")
    ...     archive.writestr("../monday.md", "Snow.")
    >>> archive = opened(packed, where="days.zip")
    >>> [(member.name, archive.read(member)) for member in archive.members]
    [('days/monday.md', b'Rain.')]
    >>> [str(problem) for problem in archive.problems]
    ['days.zip: member 2: a name that leads out of the archive: skipped']
    """
    limits = _Limits(max_bytes=max_bytes, max_member=max_member, max_ratio=max_ratio, max_members=max_members)
    file = _Listed(BytesIO(source) if isinstance(source, bytes) else source, where, max_members)
    beginning = b""
    try:
        file.seek(0)
        beginning = file.read(len(_MEMBER))
        if not beginning:
            raise _refused(where, EMPTY)
        archive = ZipFile(file)
        infos = archive.infolist()
        overlaps = _overlap(file, infos, archive.start_dir)
    except ReadError:
        raise
    except _RAISED:
        problem = _refused(where, NO_CONTENTS if beginning == _MEMBER else NOT_A_ZIP if beginning else UNREADABLE)
    else:
        if not infos:
            raise _refused(where, EMPTY)
        if len(infos) > max_members:
            raise _refused(where, TOO_MANY)
        if overlaps:
            raise _refused(where, OVERLAPPING)
        members, problems = _members(infos, where)
        return Archive(where, members, problems, archive, limits)
    raise problem


@define
class _Listed:
    """A file as zipfile reads it, which takes its table of contents in one piece and believes it, however long it is."""

    file: BinaryIO
    where: str
    max_members: int

    def read(self, size: int = -1) -> bytes:
        if size > max(_PIECE, self.max_members * _LISTED_LONGEST):
            raise _refused(self.where, TOO_MANY)
        data = self.file.read(size)
        if data.startswith(_LISTED) and data.count(_LISTED) > self.max_members:
            raise _refused(self.where, TOO_MANY)
        return data

    def seek(self, offset: int, whence: int = 0) -> int:
        return self.file.seek(offset, whence)

    def tell(self) -> int:
        return self.file.tell()

    def seekable(self) -> bool:
        return self.file.seekable()


def _overlap(file: _Listed, infos: list[ZipInfo], listed_at: int) -> bool:
    """Whether two members, or a member and the table of contents, share bytes."""
    ranges = sorted((info.header_offset, _end(file, info)) for info in infos)
    return any(one[1] > other[0] for one, other in pairwise([*ranges, (listed_at, listed_at)]))


def _end(file: _Listed, info: ZipInfo) -> int:
    file.seek(info.header_offset)
    signature, name, extra = _HEADER.unpack(file.read(_HEADER.size))
    if signature != _MEMBER:
        raise BadZipFile
    return info.header_offset + _HEADER.size + int(name) + int(extra) + info.compress_size


def _members(infos: list[ZipInfo], where: str) -> tuple[tuple[Member, ...], tuple[Problem, ...]]:
    members: dict[str, Member] = {}
    problems: list[Problem] = []
    for number, info in enumerate(infos, 1):
        name, place = _name(info), _place(where, number)
        if _leads_out(name):
            problems.append(Problem(where=place, what=LEADS_OUT))
        elif not _is_file(info):
            problems.append(Problem(where=place, what=NO_FILE))
        elif name in members:
            raise _refused(place, TWICE)
        elif not (name.endswith("/") or _is_of_macos(name)):
            members[name] = Member(number, name, info.file_size)
    return tuple(members.values()), tuple(problems)


def _name(info: ZipInfo) -> str:
    """The name as it was meant: macOS writes UTF-8 and does not say so, and old programs for Windows write backslashes."""
    name = info.orig_filename
    if not info.flag_bits & _IS_UTF8 and not name.isascii():
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return name.replace("\\", "/")


def _leads_out(name: str) -> bool:
    return name.startswith("/") or ".." in name.split("/") or "\0" in name or _DRIVE.match(name) is not None


def _is_file(info: ZipInfo) -> bool:
    """Whether it is neither a link nor a device. Systems that have neither write no kind."""
    return stat.S_IFMT(info.external_attr >> 16) in {0, stat.S_IFREG, stat.S_IFDIR}


def _is_of_macos(name: str) -> bool:
    return name.startswith("__MACOSX/") or name.rpartition("/")[2].startswith("._")


def _place(where: str, number: int) -> str:
    return f"{where}: member {number}"


def _refused(where: str, what: str) -> ReadError:
    return ReadError([Problem(where=where, what=what)])
