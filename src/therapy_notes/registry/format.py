"""What a format is: a name, suffixes, and functions that read or write."""

from collections.abc import Callable, Mapping
from typing import BinaryIO, Protocol, TypeAlias

from attrs import frozen

from ..composition.layout import Layout
from ..model.results import JournalReading
from ..prep.sheet import Prep
from ..sharing.manifest import Manifest
from ..sharing.views import View

Writer: TypeAlias = Callable[[Prep | View | Manifest, Layout | None], str | bytes]


class Reader(Protocol):
    """Reads the bytes of one foreign file. A pure function: same bytes and options, same journal."""

    def __call__(
        self, data: bytes, *, name: str, zone: str | None, me: str | None, options: Mapping[str, str]
    ) -> JournalReading:
        """Return the journal that the bytes hold, with an account of every item."""
        ...


class StreamReader(Protocol):
    """Reads one foreign file that may be too large to be held, from its beginning to its end."""

    def __call__(
        self, data: BinaryIO, *, name: str, zone: str | None, me: str | None, options: Mapping[str, str]
    ) -> JournalReading:
        """Return the journal that the file holds, with an account of every item."""
        ...


class FilesReader(Protocol):
    """Reads a folder or an archive: names, with ``/`` between folders, and bytes that are fetched when they are asked for.

    Asking for a file may raise ``ReadError``: a member of an archive may be encrypted, damaged or too large.
    """

    def __call__(
        self, data: Mapping[str, bytes], *, name: str, zone: str | None, me: str | None, options: Mapping[str, str]
    ) -> JournalReading:
        """Return the journal that the files hold, with an account of every item."""
        ...


@frozen(kw_only=True)
class Format:
    """A kind of file.

    Args:
        name: The name by which it is asked for.
        suffixes: The endings of its files.
        read: Reads a foreign file, or None.
        write: Writes what somebody may see, or None.
        claims: Whether bytes look like this format; asked when nobody says which one it is.
        read_stream: Reads a foreign file that is not held as a whole, or None; then ``claims`` is given its beginning.
        read_files: Reads a folder or an archive, or None.
        claims_files: Whether a folder or an archive looks like this format.
        options: What may be said to its readers besides zone and name; None if they see to that themselves.
    """

    name: str
    suffixes: tuple[str, ...] = ()
    read: Reader | None = None
    write: Writer | None = None
    claims: Callable[[bytes], bool] | None = None
    read_stream: StreamReader | None = None
    read_files: FilesReader | None = None
    claims_files: Callable[[Mapping[str, bytes]], bool] | None = None
    options: tuple[str, ...] | None = None

    @property
    def is_read(self) -> bool:
        """Whether there is anything that reads it."""
        return not (self.read is None and self.read_stream is None and self.read_files is None)
