"""Paths: the only room that opens a file. A save is whole or it has not happened."""

import contextlib
import os
import stat
import tempfile
from pathlib import Path
from typing import BinaryIO

from .. import registry
from ..errors import Problem, ReadError, WriteError
from ..model.journal import Journal
from ..model.results import JournalReading
from ..prep.sheet import Prep
from ..sharing.views import View

MAX_BYTES = 512 * 1024 * 1024
"""How large a file may be, unless the caller says otherwise."""


def load(path: str | os.PathLike[str], *, max_bytes: int = MAX_BYTES) -> Journal:
    """Read a journal from a file of ours.

    Args:
        path: A ``.json`` file.
        max_bytes: How large it may be.

    Raises:
        ReadError: It is not a journal that this release can read; ``problems`` says where and why.
        UnknownFormatError: Its suffix is not one of ours.
        OSError: It cannot be opened.
    """
    where = Path(path)
    own = registry.own_format(where)
    return own.load(_bytes(where, max_bytes))


def save(journal: Journal, path: str | os.PathLike[str]) -> None:
    """Write a journal to a file of ours: everything, for its owner. A crash leaves the old file or the new one, whole.

    Args:
        journal: The journal.
        path: A ``.json`` file. A new one is readable by its owner alone.

    Raises:
        WriteError: It cannot be written; what was there is untouched.
        UnknownFormatError: Its suffix is not one of ours.
    """
    if not isinstance(journal, Journal):
        raise TypeError("save takes a Journal; export takes what somebody else may see")
    where = Path(path)
    _write(registry.own_format(where).dump(journal), where)


def export(
    thing: Prep | View, path: str | os.PathLike[str], layout: registry.Layout | None = None, *, format: str | None = None
) -> Path:
    """Write what somebody may see to a file, whole or not at all.

    Args:
        thing: A ``Prep`` or a ``View``.
        path: Where to; the suffix says which format unless ``format`` does.
        layout: How it looks.
        format: The name of a format.

    Returns:
        The path that was written.

    Raises:
        TypeError: It is given a journal; somebody has to say for whom.
        UnknownFormatError: No format writes that suffix.
        WriteError: It cannot be written; what was there is untouched.
    """
    where = Path(path)
    name = format or registry.format_of_suffix(where).name
    made = registry.render(thing, name, layout)
    _write(made.encode("utf-8") if isinstance(made, str) else made, where)
    return where


def read(
    path_or_bytes_or_file: "str | os.PathLike[str] | bytes | BinaryIO",
    format: str | None = None,
    *,
    zone: str | None = None,
    me: str | None = None,
    max_bytes: int = MAX_BYTES,
    **options: str,
) -> JournalReading:
    """Read a foreign file into a journal, with an account of every item in it.

    Args:
        path_or_bytes_or_file: A path, bytes, or an open binary file.
        format: The name of a format; found out when not given.
        zone: The zone of times that name none. Never the machine's.
        me: One's own name in the file, so that own replies are marked.
        max_bytes: How large it may be.
        options: What else a reader understands, such as ``written_on`` for a saved page.

    Raises:
        ReadError: No reader claims it, or it cannot be read.
        UnknownFormatError: There is no such format.
        OSError: It cannot be opened.
    """
    source = path_or_bytes_or_file
    name = ""
    if isinstance(source, bytes | bytearray | memoryview):
        data = bytes(source)
    elif isinstance(source, str | os.PathLike):
        name = Path(source).name
        data = _bytes(Path(source), max_bytes)
    else:
        data = source.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise ReadError([Problem(where="$", what="larger than the limit")])
    return registry.read_bytes(data, format, name=_place(name), zone=zone, me=me, options=options)


def verify(path_or_bytes: "str | os.PathLike[str] | bytes", *, max_bytes: int = MAX_BYTES) -> bool | None:
    """Tell whether a file of ours is as it was written: True, False, or None when it has no seal.

    The seal finds accidents, not malice.
    """
    if isinstance(path_or_bytes, bytes | bytearray | memoryview):
        return registry.verify(bytes(path_or_bytes))
    return registry.verify(_bytes(Path(path_or_bytes), max_bytes))


def _place(name: str) -> str:
    """Return what stands for a file in a report: its kind, since a file's name may tell."""
    return f"page{Path(name).suffix}" if name else "page"


def _bytes(path: Path, limit: int) -> bytes:
    with path.open("rb") as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        raise ReadError([Problem(where="$", what="larger than the limit")])
    return data


def _write(data: bytes, path: Path) -> None:
    """Put ``data`` in the place of what is at ``path``: a temporary file beside it, flushed, renamed, the folder flushed.

    A symbolic link is followed. A new file is for its owner alone; an old one keeps its mode.
    """
    try:
        target = path.resolve()
        mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o600
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".therapy-notes-", suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(temporary, mode)  # noqa: PTH101 - the name is mkstemp's
            os.replace(temporary, target)  # noqa: PTH105
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(temporary)  # noqa: PTH108
            raise
        _flush_folder(target.parent)
    except OSError as error:
        reason = os.strerror(error.errno or 0)
        raise WriteError(error.errno, f"not written, and what was there is untouched: {reason}") from None


def _flush_folder(folder: Path) -> None:
    """Flush the folder's own entry, where the system can; some cannot open a folder."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
