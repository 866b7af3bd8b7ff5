"""One file, whole: what stands under a name is the old file or the new one, at every moment and after any crash.

The new bytes go into a temporary file in the same folder, are flushed to the disk, read back and compared, and take the
place of the old file in one step. Then the folder is flushed, so that a power cut does not undo it.

What is promised: an error, a killed process or a full disk leaves the old file whole, and whoever reads meanwhile sees the
old file or the new one. A symbolic link stays a link, and the file that it leads to is replaced. A new file is for its
owner alone; an old one keeps its mode, and its owner where the system lets us give files away.

What is not: a hard link to the old file keeps the old bytes. Access lists and extended attributes of the old file are not
carried over. Reading back finds what went wrong on the way to the system, not a disk that forgets later (the seal in a
journal does). On NFS and other network disks the steps are the same, but what holds after a crash is up to the server.
Memory holds one chunk at a time, and a megabyte to read back.
"""

# Every call of the system goes through ``os``, so that a test can fail each of them in turn.
# ruff: noqa: PTH105, PTH108

import contextlib
import errno
import os
import re
import secrets
import stat
import sys
import unicodedata
from collections.abc import Callable, Generator, Iterable
from hashlib import sha256
from pathlib import Path
from threading import Event
from typing import Final

from ..errors import WriteError

PREFIX: Final = ".therapy-notes-"
"""How the name of every helper file of ours begins: temporaries and locks."""

pause: Callable[[float], object] = Event().wait
"""Waits so many seconds. Only Windows is ever waited for."""

_TEMPORARY = re.compile(rf"{re.escape(PREFIX)}([0-9a-f]{{12}})-[0-9a-f]{{16}}\.tmp")
_BINARY: Final = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)
_TO_WRITE: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY
_TO_READ: Final = os.O_RDONLY | _BINARY
_PIECE: Final = 1 << 20
_NOT_OURS_TO_GIVE = frozenset({errno.EPERM, errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP})
_NOT_DONE_HERE = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP})
_IN_USE = frozenset({5, 32, 33})
_TRIES: Final = 6
_LONGEST_NAME: Final = 255
_RESERVED = re.compile(r"(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³]) *(?:\..*)?", re.IGNORECASE | re.DOTALL)
_NOT_ON_WINDOWS = re.compile(r'[\x00-\x1f<>:"/\\|?*]|[. ]\Z')


def replace(path: Path, chunks: Iterable[bytes]) -> None:
    """Write a file, whole or not at all.

    Args:
        path: Where. A symbolic link is followed.
        chunks: What it will hold, in order. When one cannot be made, nothing is written, and that error comes out.

    Raises:
        WriteError: It cannot be written. What was there is untouched, unless the message says that the new file is in
            its place; ``errno`` is that of the system.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "me.json")
    ...     replace(path, [b"{", b"}"])
    ...     print(path.read_text())
    {}
    """
    target = real(path)
    put(target, chunks, mark(target.name))
    try:
        flush_folder(target.parent)
    except OSError as error:
        reason = f"written and in its place, but a power cut may undo it: {why(error)}"
        raise WriteError(error.errno, reason) from None


def sweep(path: Path) -> None:
    """Remove the temporary files that a crash has left of one file; for whoever holds its lock.

    What cannot be removed stays until the next time.
    """
    target = real(path)
    clear(target.parent, mark(target.name))


def real(path: Path) -> Path:
    """Return the file that a path leads to, with every symbolic link followed, whether it is there or not.

    Raises:
        WriteError: No file can have that name here.
    """
    try:
        target = Path(os.path.realpath(path))
        refuse_name(target.name)
    except ValueError:
        raise refusal(errno.EINVAL, "no file can have such a name") from None
    except OSError as error:
        raise as_refusal(error) from None
    return target


def refuse_name(name: str) -> None:
    """Raise an error for a name that no file can have on this system, before anything is written.

    >>> refuse_name("monday.md")
    >>> try:
    ...     refuse_name("x" * 256)
    ... except WriteError as error:
    ...     print(error.strerror)
    not written, and what was there is untouched: File name too long
    """
    if "\x00" in name:
        raise refusal(errno.EINVAL, "no file can have such a name")
    windows = sys.platform == "win32"
    length = len(name.encode("utf-16-le", "surrogatepass")) // 2 if windows else len(os.fsencode(name))
    if length > _LONGEST_NAME:
        raise refusal(errno.ENAMETOOLONG)
    if windows and (_RESERVED.fullmatch(name) or _NOT_ON_WINDOWS.search(name)):
        raise refusal(errno.EINVAL, "no file can have such a name")


def mark(name: str) -> str:
    """Return twelve digits that stand for a file's name in the names of its helper files, and tell nothing.

    Names that some disks take for the same have the same mark.

    >>> mark("Me.json") == mark("ME.JSON") != mark("you.json")
    True
    """
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
    return sha256(folded.encode("utf-8", "surrogatepass")).hexdigest()[:12]


WHOLE_FOLDER: Final = mark(".")
"""The mark of a folder that is kept as a whole. No file has it, and it survives a new name for the folder."""


def put(target: Path, chunks: Iterable[bytes], marked: str) -> None:
    """Put a whole file in its place; the folder has still to be flushed.

    Args:
        target: Where, with links followed (see :func:`real`).
        chunks: What it will hold.
        marked: The mark in the name of its temporary file.

    Raises:
        WriteError: It cannot be written; what was there is untouched.
    """
    temporary = target.with_name(f"{PREFIX}{marked}-{secrets.token_hex(8)}.tmp")
    try:
        old = _old(target)
        handle = os.open(temporary, _TO_WRITE, 0o600)
        try:
            with closing(handle):
                given = _fill(handle, chunks)
                _dress(handle, old)
                _flush(handle)
            _compare(temporary, given)
            _rename(temporary, target)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
            raise
    except OSError as error:
        raise as_refusal(error) from None


def flush_folder(folder: Path) -> None:
    """Flush a folder to the disk, so that new names in it survive a power cut; where that cannot be done, it is left."""
    if sys.platform == "win32":
        return
    try:
        with closing(os.open(folder, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0))) as handle:
            _flush(handle)
    except OSError as error:
        if error.errno not in _NOT_DONE_HERE:
            raise


def clear(folder: Path, marked: str) -> None:
    """Remove all temporary files in a folder that have one mark; what cannot be removed stays."""
    with contextlib.suppress(OSError):
        with os.scandir(folder) as found:
            names = [entry.name for entry in found]
        for name in names:
            match = _TEMPORARY.fullmatch(name)
            if match and match[1] == marked:
                with contextlib.suppress(OSError):
                    os.unlink(folder / name)


def refusal(number: int, reason: str = "") -> WriteError:
    """Return the error for something that was not written."""
    return WriteError(number, f"not written, and what was there is untouched: {reason or os.strerror(number)}")


def why(error: OSError) -> str:
    """Return the system's reason for an error, without the names that an error also holds."""
    return os.strerror(error.errno) if error.errno else "the system does not say why"


def as_refusal(error: OSError) -> WriteError:
    """Return the error for something that was not written because the system could not."""
    if isinstance(error, WriteError):
        return error
    return WriteError(error.errno, f"not written, and what was there is untouched: {why(error)}")


def _old(target: Path) -> os.stat_result | None:
    """Return what is known of the file that will be replaced, or None when there is none."""
    try:
        old = os.lstat(target)
    except FileNotFoundError:
        return None
    if stat.S_ISLNK(old.st_mode):
        raise refusal(errno.ELOOP)
    if stat.S_ISDIR(old.st_mode):
        raise refusal(errno.EISDIR)
    if not stat.S_ISREG(old.st_mode):
        raise refusal(errno.EINVAL, "there is something that is no ordinary file")
    return old


@contextlib.contextmanager
def closing(handle: int) -> Generator[int]:
    """Close a handle once, and tell when closing fails: some disks say only then that they are full."""
    try:
        yield handle
    except BaseException:
        with contextlib.suppress(OSError):
            os.close(handle)
        raise
    os.close(handle)


def _fill(handle: int, chunks: Iterable[bytes]) -> tuple[int, bytes]:
    """Write everything, however little the system takes at a time; return the length and the SHA-256 of it."""
    length, found = 0, sha256()
    for chunk in chunks:
        found.update(chunk)
        length += len(chunk)
        rest = memoryview(chunk)
        while rest:
            taken = os.write(handle, rest)
            if taken == 0:
                raise refusal(errno.EIO, "the disk takes no more")
            rest = rest[taken:]
    return length, found.digest()


def _compare(path: Path, given: tuple[int, bytes]) -> None:
    """Read a file back, and raise an error unless it has the length and the SHA-256 of what was given."""
    length, found = 0, sha256()
    with closing(os.open(path, _TO_READ)) as handle:
        while piece := os.read(handle, _PIECE):
            found.update(piece)
            length += len(piece)
    if (length, found.digest()) != given:
        raise refusal(errno.EIO, "the disk did not keep what was written")


def _dress(handle: int, old: os.stat_result | None) -> None:
    """Give a new file the owner and the mode of the old one. Without an old one, it stays its owner's alone."""
    if sys.platform == "win32":
        return
    new = os.fstat(handle)
    present = stat.S_IMODE(new.st_mode)
    if old is None:
        wanted = present | 0o600
    else:
        wanted = stat.S_IMODE(old.st_mode) & 0o777
        same = (old.st_uid, old.st_gid) == (new.st_uid, new.st_gid)
        if not same and not (_give(handle, old.st_uid, old.st_gid) or _give(handle, -1, old.st_gid)):
            wanted &= ~0o070  # what one group might do with it is not for another
    if wanted != present:
        os.fchmod(handle, wanted)


def _give(handle: int, owner: int, group: int) -> bool:
    """Try to give a file to an owner and a group; tell whether we may."""
    if sys.platform == "win32":
        return False
    try:
        os.fchown(handle, owner, group)
    except OSError as error:
        if error.errno not in _NOT_OURS_TO_GIVE:
            raise
        return False
    return True


def _flush(handle: int) -> None:
    """Wait until a file is on the disk. Never tried twice: after an error, some systems call lost bytes written."""
    if sys.platform == "darwin":
        import fcntl  # noqa: PLC0415 - loaded when it is used

        try:
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
        except OSError as error:
            if error.errno not in _NOT_DONE_HERE:
                raise
        else:
            return
    os.fsync(handle)


def _rename(temporary: Path, target: Path) -> None:
    """Put the new file in the place of the old one; on Windows, wait for a virus scanner or an indexer to let go of it."""
    for attempt in range(1, _TRIES + 1):
        try:
            os.replace(temporary, target)
        except OSError as error:
            if attempt == _TRIES or getattr(error, "winerror", None) not in _IN_USE:
                raise
            pause(0.025 * 2**attempt)
        else:
            return
