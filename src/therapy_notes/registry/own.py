"""Our own formats, in which a whole journal is kept: which one a path means, and both ways through each."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from attrs import frozen

from ..errors import UnknownFormatError
from ..model.journal import Journal
from ..model.results import JournalReading
from ..sharing.pseudonyms import PseudonymKey
from . import formats

if TYPE_CHECKING:
    from ..codec.lines import Line as Line  # noqa: PLC0414 - the room of files takes it from here
    from ..codec.records import Records as Records  # noqa: PLC0414

OwnName: TypeAlias = Literal["json", "jsonl", "vault"]

_AGE: Final = ".age"
_ENDINGS: Final[Mapping[str, tuple[OwnName, bool]]] = {
    ".jsonl.gz": ("jsonl", True),
    ".jsonl": ("jsonl", False),
    ".json": ("json", False),
}


@frozen(kw_only=True)
class OwnFormat:
    """How a journal is kept at a path.

    Args:
        name: JSON, JSON Lines, or a folder of Markdown files.
        zipped: It is compressed with gzip.
        encrypted: It is encrypted with age.
    """

    name: OwnName
    zipped: bool = False
    encrypted: bool = False


def own_format(path: PurePath, *, is_folder: bool) -> OwnFormat:
    """Return how a journal is kept at a path: what its ending says, and a folder where it says nothing.

    Args:
        path: The path.
        is_folder: There is a folder.

    Raises:
        UnknownFormatError: It has the ending of something else, in which no journal is kept.

    >>> own_format(PurePath("me.jsonl.gz.age"), is_folder=False)
    OwnFormat(name='jsonl', zipped=True, encrypted=True)
    >>> own_format(PurePath("My journal"), is_folder=False).name
    'vault'
    """
    if is_folder:
        return OwnFormat(name="vault")
    name = path.name.lower()
    encrypted = name.endswith(_AGE)
    plain = name.removesuffix(_AGE)
    for ending, (own, zipped) in _ENDINGS.items():
        if plain.endswith(ending):
            return OwnFormat(name=own, zipped=zipped, encrypted=encrypted)
    taken = {suffix for known in formats() for suffix in known.suffixes} | {".gz", ".zip"}
    if encrypted or PurePath(plain).suffix in taken:
        raise UnknownFormatError("a journal is kept in .json, .jsonl, .jsonl.gz, one of these with .age, or in a folder")
    return OwnFormat(name="vault")


# -- JSON -----------------------------------------------------------------------------------------------------


def from_json(data: bytes, *, lenient: bool, max_bytes: int, max_depth: int) -> JournalReading:
    """Return the journal in a file of JSON."""
    from ..codec.reading import loads, whole_reading  # noqa: PLC0415 - loaded when it is used

    if lenient:
        return loads(data, lenient=True, max_bytes=max_bytes, max_depth=max_depth)
    return whole_reading(loads(data, max_bytes=max_bytes, max_depth=max_depth))


def to_json(journal: Journal) -> bytes:
    """Return a journal as a file of JSON."""
    from .. import codec  # noqa: PLC0415 - loaded when it is used

    return codec.dumps(journal)


def verify(data: bytes) -> bool | None:
    """Tell whether the bytes of a file of ours are as they were written; None when they have no seal."""
    from .. import codec  # noqa: PLC0415 - loaded when it is used

    return codec.verify(data)


def to_key_file(key: PseudonymKey) -> bytes:
    """Return the key of a view with pseudonyms as a file of JSON."""
    from ..codec import pseudonym_keys  # noqa: PLC0415 - loaded when it is used

    return pseudonym_keys.dumps_key(key)


def from_key_file(data: bytes, *, max_bytes: int) -> PseudonymKey:
    """Return the key of a view with pseudonyms that is in a file of JSON."""
    from ..codec import pseudonym_keys  # noqa: PLC0415 - loaded when it is used

    return pseudonym_keys.loads_key(data, max_bytes=max_bytes)


# -- JSON Lines -----------------------------------------------------------------------------------------------


def from_lines(source: Iterable[bytes], *, lenient: bool, sealed: bool, max_depth: int) -> JournalReading:
    """Return the journal in the lines of a file."""
    from ..codec import records  # noqa: PLC0415 - loaded when it is used

    return records.reading_of(source, lenient=lenient, sealed=sealed, max_depth=max_depth)


def records_in(source: Iterable[bytes], *, lenient: bool, sealed: bool, max_depth: int) -> "Records":
    """Return the records in the lines of a file, one after the other."""
    from ..codec import records  # noqa: PLC0415 - loaded when it is used

    return records.Records(source, lenient=lenient, sealed=sealed, max_depth=max_depth)


def to_lines(records: "Iterable[Line] | None", head: Journal) -> Iterator[bytes]:
    """Return the lines of a file: of some records, or of a whole journal."""
    from ..codec import lines  # noqa: PLC0415 - loaded when it is used

    return lines.lines_of(head) if records is None else lines.lines(records, head)


def verify_lines(source: Iterable[bytes]) -> bool | None:
    """Tell whether the lines of a file are as they were written; None when they have no seal."""
    from ..codec import lines  # noqa: PLC0415 - loaded when it is used

    return lines.verify(source)


# -- a folder of Markdown -------------------------------------------------------------------------------------


def from_folder(files: Mapping[str, bytes], *, lenient: bool, max_depth: int) -> JournalReading:
    """Return the journal in the files of a folder."""
    from .. import vault  # noqa: PLC0415 - loaded when it is used

    return vault.read(files, lenient=lenient, max_depth=max_depth)


def to_folder(journal: Journal, existing: Mapping[str, bytes]) -> Mapping[str, bytes | None]:
    """Return which files of a folder change so that it holds a journal: their bytes, or None for one that goes."""
    from .. import vault  # noqa: PLC0415 - loaded when it is used

    return vault.write(journal, existing)
