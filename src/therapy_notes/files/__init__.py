"""Paths: the only room that opens a file. A save is whole or it has not happened.

``atomic`` writes one file, ``locks`` lets one writer in at a time, ``folders`` reads and writes the files of a vault, and
``streams`` reads and writes what is too large to be held.
"""

import errno
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, BinaryIO, Final, Literal, overload

from attrs import evolve

from .. import crypt, registry
from ..errors import ChangedError, Problem, ReadError, UnknownFormatError, WriteError, WrongKeyError
from ..model.journal import Journal
from ..model.results import JournalReading
from ..prep.sheet import Prep
from ..registry import own
from ..sharing.manifest import Manifest
from ..sharing.pseudonyms import PseudonymKey
from ..sharing.views import View
from . import atomic, folders, locks, streams

if TYPE_CHECKING:
    from ..registry.own import Line, Records

MAX_BYTES: Final = 512 * 1024 * 1024
"""How large a file may be, and all files of a folder together, unless the caller says otherwise."""
MAX_DEPTH: Final = 64
"""How many lists and objects may stand inside one another, unless the caller says otherwise."""
MAX_LINE: Final = 64 * 1024 * 1024
"""How long a line of JSON Lines may be, unless the caller says otherwise."""
MAX_RATIO: Final = 200.0
"""How many times larger than its file the data may be that is compressed in it, unless the caller says otherwise."""
MAX_FILES: Final = 1_000_000
"""How many Markdown files a folder may hold."""
WAIT: Final = 10.0
"""How many seconds to wait for another writer, unless the caller says otherwise."""

_FOLDER: Final = "folder"
_SUFFIX: Final = re.compile(r"\.[a-z0-9]{1,9}")
_ONLY_AGE: Final = "a key is only for a file whose name ends in .age"
_ONLY: Final[Mapping[own.OwnName, str]] = {
    "json": "a key of pseudonyms is kept in .json or .json.age",
    "jsonl": "records are streamed to and from .jsonl and .jsonl.gz, also with .age",
}
_LOCKED: Final = "encrypted: it takes a key to open it"


@overload
def load(
    path: str | os.PathLike[str],
    *,
    key: "crypt.Key | None" = None,
    lenient: Literal[False] = False,
    max_bytes: int = MAX_BYTES,
    max_depth: int = MAX_DEPTH,
    max_ratio: float = MAX_RATIO,
) -> Journal: ...
@overload
def load(
    path: str | os.PathLike[str],
    *,
    key: "crypt.Key | None" = None,
    lenient: Literal[True],
    max_bytes: int = MAX_BYTES,
    max_depth: int = MAX_DEPTH,
    max_ratio: float = MAX_RATIO,
) -> JournalReading: ...
@overload
def load(
    path: str | os.PathLike[str],
    *,
    key: "crypt.Key | None" = None,
    lenient: bool,
    max_bytes: int = MAX_BYTES,
    max_depth: int = MAX_DEPTH,
    max_ratio: float = MAX_RATIO,
) -> Journal | JournalReading: ...
def load(
    path: str | os.PathLike[str],
    *,
    key: "crypt.Key | None" = None,
    lenient: bool = False,
    max_bytes: int = MAX_BYTES,
    max_depth: int = MAX_DEPTH,
    max_ratio: float = MAX_RATIO,
) -> Journal | JournalReading:
    """Read a journal that is kept on a disk.

    Args:
        path: A file that ends in ``.json``, ``.jsonl`` or ``.jsonl.gz``, or in one of these with ``.age``; or a folder
            of Markdown files.
        key: What opens a file that ends in ``.age``: a passphrase or an age identity.
        lenient: Set aside what does not read, instead of refusing all of it; return a ``JournalReading`` that tells.
        max_bytes: How large the file may be, and what is in it.
        max_depth: How many lists and objects may stand inside one another.
        max_ratio: How many times larger than the file the data may be that is compressed in it.

    Raises:
        ReadError: It is not a journal that this release can read; ``problems`` says where and why.
        WrongKeyError: It is encrypted, and not for that key; or it is damaged.
        UnknownFormatError: Its ending is that of something else.
        OSError: It cannot be opened.
    """
    where = _place_of(path)
    form = _form(where, key)
    if form.name == "vault":
        files = folders.contents(where, max_bytes=max_bytes, max_files=MAX_FILES)
        reading = own.from_folder(files, lenient=lenient, max_depth=max_depth)
    elif form.name == "json":
        data = _opened(where, form, key, max_bytes)
        reading = own.from_json(data, lenient=lenient, max_bytes=max_bytes, max_depth=max_depth)
    else:
        source = _opened(where, form, key, max_bytes) if form.encrypted else where
        lines = _Lines(source, form, MAX_LINE, max_ratio)
        sealed = _is_sealed(lines.limited(max_bytes))
        reading = own.from_lines(lines.limited(max_bytes), lenient=lenient, sealed=sealed, max_depth=max_depth)
    return reading if lenient else reading.journal


def save(
    journal: Journal,
    path: str | os.PathLike[str],
    *,
    key: "crypt.Key | None" = None,
    if_unchanged: Journal | None = None,
    wait: float | None = WAIT,
) -> None:
    """Keep a journal on a disk: everything, for its owner. A crash leaves the old file or the new one, whole.

    In a folder, only the files are written of which something changed; each is whole at any time.

    Args:
        journal: The journal.
        path: A file that ends in ``.json``, ``.jsonl`` or ``.jsonl.gz``, or in one of these with ``.age``; or a folder.
            A path with another ending that is not there yet becomes a folder. What is new is for its owner alone.
        key: For a file that ends in ``.age``: a passphrase, or the recipients who will be able to open it.
        if_unchanged: The journal as it was loaded. If another one stands there by now, nothing is written.
        wait: How many seconds to wait while another program is writing there; None does not look whether one is.

    Raises:
        ChangedError: What stands there is not ``if_unchanged`` any more: load it again and merge.
        LockedError: Another program was writing there all the time.
        WriteError: It cannot be written; what was there is untouched. Of a folder the message says how many files have
            been changed by then, each of them whole.
        ReadError: What stands in the folder cannot be looked at, so that nobody can tell what would change.
        UnknownFormatError: Its ending is that of something else.
    """
    if not isinstance(journal, Journal):
        raise TypeError("save takes a Journal; export takes what somebody else may see")
    where = _place_of(path)
    form = _form(where, key, saving=True)
    if form.name == "vault":
        _save_folder(journal, where, if_unchanged, wait)
        return
    chunks: Iterable[bytes] = [own.to_json(journal)] if form.name == "json" else own.to_lines(None, journal)
    chunks = _as_kept(chunks, form, key)
    with locks.holding(where, wait):
        _refuse_changed(where, key, if_unchanged)
        atomic.sweep(where)
        atomic.replace(where, chunks)


def _save_folder(journal: Journal, where: Path, if_unchanged: Journal | None, wait: float | None) -> None:
    if if_unchanged is not None and not where.is_dir():
        raise ChangedError("not written: what was loaded is not there any more")
    # For a folder that is not there yet: what cannot be written is refused before there is one.
    new = None if where.is_dir() else own.to_folder(journal, {})
    folders.make(where)
    with locks.holding(where, wait):
        _refuse_changed(where, None, if_unchanged)
        folders.sweep(where)
        try:
            existing = folders.contents(where, max_bytes=MAX_BYTES, max_files=MAX_FILES)
        except OSError as error:
            raise atomic.as_refusal(error) from None
        folders.apply(where, own.to_folder(journal, existing) if existing or new is None else new)


def _refuse_changed(where: Path, key: "crypt.Key | None", expected: Journal | None) -> None:
    if expected is None:
        return
    if not isinstance(expected, Journal):
        raise TypeError("if_unchanged is the journal as it was loaded")
    try:
        reading = load(where, key=key, lenient=True)
        now: Journal | None = reading.journal
        if where.is_dir() and _has_more_to_say(reading):
            now = None
    except WrongKeyError:
        raise
    except (ReadError, FileNotFoundError):
        now = None
    except OSError as error:
        raise atomic.as_refusal(error) from None
    if now != expected:
        raise ChangedError("not written: what stands there has changed since it was loaded")


def _has_more_to_say(reading: JournalReading) -> bool:
    """Tell whether something was typed into a folder that does not read and is in no record that was set aside."""
    told = {problem for kept in reading.journal.unreadable for problem in kept.problems}
    return any(problem not in told for problem in reading.problems)


# -- JSON Lines -----------------------------------------------------------------------------------------------


def iter_records(
    path: str | os.PathLike[str],
    *,
    key: "crypt.Key | None" = None,
    lenient: bool = False,
    max_line: int = MAX_LINE,
    max_depth: int = MAX_DEPTH,
    max_ratio: float = MAX_RATIO,
) -> "Records":
    """Iterate over the records of a file of JSON Lines, in constant memory, however large it is.

    A line that does not read does not end the reading: all such lines are told of together, with their numbers, when the
    last one has been read.

    Args:
        path: A file that ends in ``.jsonl`` or ``.jsonl.gz``, or in one of these with ``.age`` (which is decrypted in
            memory as a whole).
        key: What opens a file that ends in ``.age``.
        lenient: Give an ``Unreadable`` for a line that does not read, instead of an error at the end.
        max_line: How long a line may be, in bytes.
        max_depth: How many lists and objects may stand inside one another.
        max_ratio: How many times larger than the file the lines may be that are compressed in it.

    Returns:
        An iterator of records, lines of the ledger (``Share``) and what did not read (``Unreadable``), in the order of the
        file. Its ``head`` is a journal with zone, owner and key and without records, its ``problems`` are what was wrong
        so far. Two records with one id are not noticed; ``load`` notices them.

    Raises:
        ReadError: The header does not read; later, at the end, some lines did not.
        UnknownFormatError: It is no file of JSON Lines.
        OSError: It cannot be opened.
    """
    where = _place_of(path)
    form = _form(where, key, only="jsonl")
    source = _opened(where, form, key, MAX_BYTES) if form.encrypted else where
    lines = _Lines(source, form, max_line, max_ratio)
    return own.records_in(lines, lenient=lenient, sealed=_is_sealed(lines), max_depth=max_depth)


def write_records(
    records: "Iterable[Line]",
    path: str | os.PathLike[str],
    *,
    header: Journal,
    key: "crypt.Key | None" = None,
    wait: float | None = WAIT,
) -> None:
    """Write records to a file of JSON Lines, one after the other, in constant memory; the file is whole or not there.

    Args:
        records: Records, lines of the ledger, and what did not read, in the order in which they will stand there. Their
            ids are not compared.
        path: A file that ends in ``.jsonl`` or ``.jsonl.gz``, or in one of these with ``.age`` (which is encrypted in
            memory as a whole).
        header: A journal whose zone, owner, key and unknown keys stand at the top. Its records are not written.
        key: For a file that ends in ``.age``.
        wait: How many seconds to wait while another program is writing there; None does not look whether one is.

    Raises:
        WriteError: It cannot be written; what was there is untouched.
        UnknownFormatError: It is no file of JSON Lines.
    """
    if not isinstance(header, Journal):
        raise TypeError("the header is a Journal: its zone, owner and key stand at the top")
    where = _place_of(path)
    form = _form(where, key, only="jsonl", saving=True)
    with locks.holding(where, wait):
        atomic.sweep(where)
        atomic.replace(where, _as_kept(own.to_lines(records, header), form, key))


def _is_sealed(lines: Iterable[bytes]) -> bool:
    """Tell whether the seal of a file of JSON Lines holds, before anything in it is believed.

    Raises:
        ReadError: It is larger than a limit.
    """
    try:
        return own.verify_lines(lines) is True
    except ReadError as error:
        if _is_a_limit(error):
            raise
        return False


def _is_a_limit(error: ReadError) -> bool:
    return any(problem.what in {streams.TOO_LARGE, streams.TOO_DENSE} for problem in error.problems)


class _Lines(Iterable[bytes]):
    """The lines of a file, as often as somebody asks for them."""

    def __init__(self, source: Path | bytes, form: own.OwnFormat, max_line: int, max_ratio: float) -> None:
        self._source = source
        self._form = form
        self._max_line = max_line
        self._max_ratio = max_ratio

    def __iter__(self) -> Iterator[bytes]:
        return streams.lines_of(self._source, zipped=self._form.zipped, max_line=self._max_line, max_ratio=self._max_ratio)

    def limited(self, max_bytes: int) -> Iterator[bytes]:
        """Yield the lines up to a size of all of them.

        Raises:
            ReadError: There are more.
        """
        left = max_bytes
        for line in self:
            left -= len(line)
            if left < 0:
                raise ReadError([Problem(where="$", what=streams.TOO_LARGE)])
            yield line


# -- for others -----------------------------------------------------------------------------------------------


def export(
    thing: Prep | View | Manifest,
    path: str | os.PathLike[str],
    layout: registry.Layout | None = None,
    *,
    format: str | None = None,
) -> Path:
    """Write what somebody may see to a file, whole or not at all.

    Args:
        thing: A ``Prep``, a ``View`` or a ``Manifest``.
        path: Where to; the suffix says which format unless ``format`` does.
        layout: How it looks.
        format: The name of a format.

    Returns:
        The path that was written.

    Raises:
        TypeError: It is given a journal; somebody has to say for whom.
        UnknownFormatError: No format writes that suffix.
        ResidueError: A name that was to be replaced stands in the finished file. Nothing was written.
        WriteError: It cannot be written; what was there is untouched.
    """
    where = _place_of(path)
    name = format or registry.format_of_suffix(where).name
    made = registry.render(thing, name, layout)
    atomic.replace(where, [made.encode("utf-8") if isinstance(made, str) else made])
    return where


def read(
    path_or_bytes_or_file: str | os.PathLike[str] | bytes | BinaryIO | Mapping[str, bytes],
    format: str | None = None,
    *,
    zone: str | None = None,
    me: str | None = None,
    date_order: str | None = None,
    shared_with: Iterable[str] = (),
    max_bytes: int = MAX_BYTES,
    progress: Callable[[int, int], None] | None = None,
    **options: str,
) -> JournalReading:
    r"""Read a foreign file, folder or archive into a journal, with an account of every item in it.

    Args:
        path_or_bytes_or_file: A path of a file or a folder, bytes, an open binary file, or the files of a folder: their
            bytes by their names, with ``/`` between folders.
        format: The name of a format; found out when not given.
        zone: The zone of times that name none. Never the machine's.
        me: One's own name in the file, so that own replies are marked.
        date_order: ``DMY`` or ``MDY``, where dates such as 03/05/2019 leave a choice.
        shared_with: Who may see all of it. Nobody, if left out.
        max_bytes: How large a file may be, and how much larger than itself an archive may become.
        progress: Called now and then with how much is done and how much there is: files, or bytes.
        options: What else a reader understands, such as ``written_on`` for a saved page; and for every one ``topic_tag``,
            ``session_tag`` and ``rupture_tag``: the tags, or the headings, that mark records of these kinds, with commas
            between them.

    Raises:
        ReadError: No reader claims it, or it cannot be read.
        UnknownFormatError: There is no such format.
        TypeError: The format does not understand one of the options.
        OSError: It cannot be opened.

    >>> reading = read(b"12 March 2018\n\nRain. I did not ring.\n", "diary")
    >>> reading.journal.entries[0].body
    'Rain. I did not ring.'
    """
    if date_order is not None:
        options["date_order"] = date_order
    request = registry.Request(
        format=format,
        zone=zone,
        me=me,
        shared_with=tuple(shared_with),
        options=options,
        max_bytes=max_bytes,
        progress=progress,
    )
    source = path_or_bytes_or_file
    if isinstance(source, Mapping):
        return registry.read(source, evolve(request, name=_FOLDER))
    if isinstance(source, str | os.PathLike):
        path = _place_of(source)
        if path.is_dir():
            return registry.read(
                folders.files(path, max_bytes=max_bytes, max_files=MAX_FILES), evolve(request, name=_FOLDER)
            )
        with streams.opened(path) as file:
            request = evolve(request, name=_place(path.name), own_name=path.name)
            return registry.read(streams.seekable(file, max_bytes, MAX_RATIO), request)
    file = BytesIO(source) if isinstance(source, bytes | bytearray | memoryview) else source
    return registry.read(streams.seekable(file, max_bytes, MAX_RATIO), request)


def file_names(path_or_bytes_or_file: str | os.PathLike[str] | bytes | BinaryIO | Mapping[str, bytes]) -> tuple[str, ...]:
    """Return the names of the files in a folder or an archive, in the order in which the problems of a reading count them.

    A name is often somebody's words, so that a problem says ``file 17``. This tells its owner which one that is.

    Raises:
        ReadError: It is an archive that cannot be opened.
        OSError: It cannot be opened.

    >>> file_names({"my worst year.md": b"", "lists/what helps.md": b""})
    ('lists/what helps.md', 'my worst year.md')
    """
    source = path_or_bytes_or_file
    if isinstance(source, str | os.PathLike):
        path = _place_of(source)
        if path.is_dir():
            return registry.names(folders.files(path, max_bytes=0, max_files=MAX_FILES))
        with streams.opened(path) as file:
            return registry.names(file)
    return registry.names(source)


def verify(
    path_or_bytes: "str | os.PathLike[str] | bytes", *, key: "crypt.Key | None" = None, max_bytes: int = MAX_BYTES
) -> bool | None:
    """Tell whether a file of ours is as it was written: True, False, or None when it has no seal, as a folder has none.

    The seal finds accidents, not malice.

    Args:
        path_or_bytes: A path, or what is in a file of JSON or JSON Lines.
        key: What opens a file that ends in ``.age``.
        max_bytes: How large it may be. A file of JSON Lines is read as a stream and may be of any size.
    """
    if isinstance(path_or_bytes, bytes | bytearray | memoryview):
        data = bytes(path_or_bytes)
        found = own.verify(data)
        return (
            own.verify_lines(streams.lines_of(data, zipped=False, max_line=len(data), max_ratio=1))
            if found is None
            else found
        )
    where = _place_of(path_or_bytes)
    form = _form(where, key)
    if form.name == "vault":
        if not where.is_dir():
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        return None
    if form.name == "json":
        return own.verify(_opened(where, form, key, max_bytes))
    source = _opened(where, form, key, max_bytes) if form.encrypted else where
    lines = _Lines(source, form, MAX_LINE, MAX_RATIO)
    try:
        return own.verify_lines(lines)
    except ReadError as error:
        if _is_a_limit(error):
            raise
        return False


# -- keys of pseudonyms ---------------------------------------------------------------------------------------


def save_key(
    pseudonyms: PseudonymKey,
    path: str | os.PathLike[str],
    *,
    key: "crypt.Key | None" = None,
    wait: float | None = WAIT,
) -> None:
    """Keep the key of a view with pseudonyms on a disk, for its owner alone. A crash leaves the old file or the new one.

    Keep it apart from what was handed over: whoever has both has the names.

    Args:
        pseudonyms: The key that ``pseudonymise`` returned.
        path: A file that ends in ``.json`` or ``.json.age``.
        key: For a file that ends in ``.age``: a passphrase, or the recipients who will be able to open it.
        wait: How many seconds to wait while another program is writing there; None does not look whether one is.

    Raises:
        WriteError: It cannot be written; what was there is untouched.
        UnknownFormatError: It has another ending.
    """
    if not isinstance(pseudonyms, PseudonymKey):
        raise TypeError("save_key takes the key of a view with pseudonyms")
    where = _place_of(path)
    form = _form(where, key, saving=True, only="json")
    chunks = _as_kept([own.to_key_file(pseudonyms)], form, key)
    with locks.holding(where, wait):
        atomic.sweep(where)
        atomic.replace(where, chunks)


def load_key(path: str | os.PathLike[str], *, key: "crypt.Key | None" = None, max_bytes: int = MAX_BYTES) -> PseudonymKey:
    """Read the key of a view with pseudonyms, with which ``restored`` gives back the view as it was.

    Args:
        path: A file that ends in ``.json`` or ``.json.age``.
        key: What opens a file that ends in ``.age``: a passphrase or an age identity.
        max_bytes: How large the file may be, and what is in it.

    Raises:
        ReadError: It is no such key.
        WrongKeyError: It is encrypted, and not for that key; or it is damaged.
        UnknownFormatError: It has another ending.
        OSError: It cannot be opened.
    """
    where = _place_of(path)
    return own.from_key_file(_opened(where, _form(where, key, only="json"), key, max_bytes), max_bytes=max_bytes)


# -- what they share ------------------------------------------------------------------------------------------


def _place(name: str) -> str:
    """Return what stands for a file in a report: its kind, since a file's name may tell."""
    suffix = PurePath(name.lower().removesuffix(".gz")).suffix
    return f"file{suffix}" if _SUFFIX.fullmatch(suffix) else "file"


def _place_of(path: str | os.PathLike[str]) -> Path:
    if not os.fspath(path):
        raise ValueError("an empty path")
    return Path(path)


def _form(path: Path, key: "crypt.Key | None", *, saving: bool = False, only: own.OwnName | None = None) -> own.OwnFormat:
    """Return how a journal is kept at a path, if a key is given exactly where one is needed."""
    form = own.own_format(path, is_folder=os.path.isdir(path))  # noqa: PTH112 - which has an answer for every name
    if only is not None and form.name != only:
        raise UnknownFormatError(_ONLY[only])
    if key is not None and not form.encrypted:
        raise ValueError(_ONLY_AGE)
    if key is None and form.encrypted:
        raise WriteError(f"not written: {_LOCKED}") if saving else ReadError([Problem(where="$", what=_LOCKED)])
    return form


def _opened(path: Path, form: own.OwnFormat, key: "crypt.Key | None", max_bytes: int) -> bytes:
    data = streams.bytes_of(path, max_bytes)
    if not form.encrypted:
        return data
    if key is None:
        raise ReadError([Problem(where="$", what=_LOCKED)])
    return crypt.decrypted(data, key, max_bytes=max_bytes)


def _as_kept(chunks: Iterable[bytes], form: own.OwnFormat, key: "crypt.Key | None") -> Iterable[bytes]:
    """Return the chunks of a file as they stand on the disk: gathered, compressed, encrypted."""
    chunks = streams.in_chunks(chunks)
    if form.zipped:
        chunks = streams.zipped(chunks, MAX_RATIO)
    return chunks if key is None else [crypt.encrypted(b"".join(chunks), key)]
