"""One writer at a time: a lock of the system's own, on a small file beside what is written.

The lock is the kernel's, through filelock: when its holder is killed, it is free at once. Whoever only reads needs none,
since a file is replaced in one step. All who write to one place and want to lose nothing hold it from their reading to
their writing.

What is not promised: editors and sync programs do not know this lock. Over NFS and other network disks, a lock holds as
far as the server keeps it; where a disk has no locks, that is an error, and ``wait=None`` goes without.
"""

import contextlib
import errno
import math
import sys
from collections.abc import Generator
from pathlib import Path
from typing import Final

from ..errors import LockedError, WriteError
from . import atomic

_NO_LOCKS = frozenset({errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOLCK})
_NONE_HERE: Final = "not written, and what was there is untouched: this disk has no locks; wait=None writes without one"
_BETWEEN_TRIES: Final = 0.02


@contextlib.contextmanager
def holding(path: Path, wait: float | None) -> Generator[None]:
    """Hold the lock of a file, or of a whole folder.

    Args:
        path: The file, which need not be there, or the folder, which must. A symbolic link is followed.
        wait: How many seconds to wait for another writer; 0 is not at all. None holds no lock: it is for disks that have
            none, and then two writers may undo each other's work.

    Raises:
        LockedError: Another program did not let go of it in that time.
        WriteError: It cannot be locked.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder, holding(Path(folder, "me.json"), wait=0):
    ...     try:
    ...         with holding(Path(folder, "me.json"), wait=0):
    ...             print("Not reached.")
    ...     except LockedError as error:
    ...         print(error.strerror)
    not written: another program is writing here; try again when it is done
    """
    if wait is None:
        yield
        return
    if not 0 <= wait < math.inf:
        raise ValueError("wait is a number of seconds, or None")
    beside = lock_file(path)
    import filelock  # noqa: PLC0415 - loaded when it is used

    if sys.platform != "win32" and not filelock.has_fcntl:
        raise WriteError(errno.ENOLCK, _NONE_HERE)
    # The lock file stays, except on Windows: filelock leaves it, since removing it could let two writers in at once.
    lock = filelock.FileLock(beside, timeout=wait, mode=0o600, poll_interval=_BETWEEN_TRIES, fallback_to_soft=False)
    try:
        lock.acquire()
    except filelock.Timeout:
        reason = "not written: another program is writing here; try again when it is done"
        raise LockedError(errno.EAGAIN, reason) from None
    except OSError as error:
        if error.errno in _NO_LOCKS:
            raise WriteError(error.errno, _NONE_HERE) from None
        raise atomic.as_refusal(error) from None
    try:
        yield
    finally:
        # Nothing is lost when this fails: the kernel takes the lock back with the handle, at the latest when we end.
        with contextlib.suppress(OSError):
            lock.release()


def lock_file(path: Path) -> Path:
    """Return where the lock of a file or a folder is: beside the file that is meant, or inside the folder.

    Raises:
        WriteError: It is a link, or the folder around it is not there.
    """
    target = atomic.real(path)
    try:
        inside = target.is_dir()
        folder = target if inside else target.parent
        found = folder / f"{atomic.PREFIX}{atomic.WHOLE_FOLDER if inside else atomic.mark(target.name)}.lock"
        folder.stat()  # filelock would make it
        linked = found.is_symlink()
    except OSError as error:
        raise atomic.as_refusal(error) from None
    if linked:
        raise atomic.refusal(errno.ELOOP, "its lock file is a link, which is not followed")
    return found
