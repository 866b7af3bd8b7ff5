"""A folder of files, as a vault is: read as a whole, and changed file by file.

What is promised: each file is the old one or the new one, whole, after any crash (:mod:`.atomic`), and files go only after
all new ones are on the disk. So a crash leaves a mix of old and new in which nothing is missing that was not to go.
Nothing outside the folder is read or written, whatever links are in it, and nothing whose name begins with a dot.

What is not: the change of many files is not one step, and whoever reads meanwhile may see the mix. Memory holds all that
is read; both limits are the caller's.
"""

# Every call of the system goes through ``os``, so that a test can fail each of them in turn.
# ruff: noqa: PTH102, PTH108, PTH112, PTH113

import contextlib
import errno
import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Final

from attrs import field, frozen

from ..errors import Problem, ReadError, WriteError
from . import atomic

_TO_READ: Final = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
)
_JUNCTION: Final = 0xA0000003
_PIECE: Final = 1 << 20


def contents(folder: Path, *, max_bytes: int, max_files: int) -> dict[str, bytes]:
    """Read every Markdown file of a folder and of the folders in it.

    What begins with a dot is not looked at: the settings of other programs, their bins, our own helper files. A link to a
    file inside the folder is followed; all other links are not.

    Args:
        folder: The folder.
        max_bytes: How much may be in all of them together.
        max_files: How many there may be.

    Returns:
        What is in each, by its path inside the folder with ``/`` between the parts, in the order of the paths.

    Raises:
        ReadError: It is more than the limits allow, or something inside cannot be read: what is there and unread must not
            be taken for gone.
        OSError: The folder cannot be opened.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     apply(Path(folder), {"entries/monday.md": b"Invented.", "read me.txt": b"Not Markdown."})
    ...     contents(Path(folder), max_bytes=1000, max_files=10)
    {'entries/monday.md': b'Invented.'}
    """
    files = _listed(folder, ".md", max_files)
    found: dict[str, bytes] = {}
    left = max_bytes
    for number, name in enumerate(files, start=1):
        try:
            data = _bytes(files[name], left)
        except OSError as error:
            raise _unread(f"file {number}", f"cannot be read: {atomic.why(error)}") from None
        left -= len(data)
        if left < 0:
            raise _unread("$", "larger than the limit")
        found[name] = data
    return found


def files(folder: Path, *, max_bytes: int, max_files: int) -> Mapping[str, bytes]:
    """Return all files of a folder and of the folders in it, each read when it is asked for.

    The same is left out as in :func:`contents`. Asking for a file raises ``ReadError`` when it cannot be read.

    Args:
        folder: The folder.
        max_bytes: How large each of them may be.
        max_files: How many there may be.

    Raises:
        ReadError: There are more, or a folder inside cannot be read.
        OSError: The folder cannot be opened.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     apply(Path(folder), {"entries/monday.md": b"Invented.", "door.jpg": b"A picture."})
    ...     dict(files(Path(folder), max_bytes=1000, max_files=10))
    {'door.jpg': b'A picture.', 'entries/monday.md': b'Invented.'}
    """
    return _Files(_listed(folder, "", max_files), max_bytes)


@frozen
class _Files(Mapping[str, bytes]):
    """The files of a folder by their paths inside it."""

    paths: Mapping[str, str] = field(repr=False)
    max_bytes: int

    def __getitem__(self, name: str) -> bytes:
        path = self.paths[name]
        try:
            data = _bytes(path, self.max_bytes)
        except OSError as error:
            raise _unread("$", f"cannot be read: {atomic.why(error)}") from None
        if len(data) > self.max_bytes:
            raise _unread("$", "larger than the limit")
        return data

    def __iter__(self) -> Iterator[str]:
        return iter(self.paths)

    def __len__(self) -> int:
        return len(self.paths)


def _listed(folder: Path, ending: str, max_files: int) -> dict[str, str]:
    """Return where the files with some ending are, by their paths inside the folder, in the order of these."""
    root = Path(os.path.realpath(folder))
    found: dict[str, str] = {}
    for place, entries in _folders(root):
        for entry in entries:
            path = _file_of(entry, root) if entry.name.lower().endswith(ending) else None
            if path is not None:
                found[place + entry.name] = path
                if len(found) > max_files:
                    raise _unread("$", "more files than the limit")
    return dict(sorted(found.items()))


def _in_turn(name: str) -> tuple[bool, str]:
    """Return when a file has its turn: what is set aside comes before the page that held it, so that it is never nowhere."""
    return not name.startswith("unreadable/"), name


def apply(folder: Path, changes: Mapping[str, bytes | None]) -> None:
    """Write, replace and remove files of a folder; folders in it are made as needed, and stay.

    All new and changed files are written, and flushed to the disk, before the first one is removed.

    Args:
        folder: The folder.
        changes: What each file will hold, or None for one to remove, by its path inside the folder.

    Raises:
        WriteError: A path leads out of the folder, and nothing is written; or something cannot be written. The message
            says how many files are changed by then. Each is whole.
    """
    root = atomic.real(folder)
    writing: dict[Path, bytes] = {}
    removing: list[Path] = []
    for name in sorted(changes, key=_in_turn):
        data = changes[name]
        path = _inside(root, name)
        if data is None:
            removing.append(path)
            continue
        target = _followed(root, path)
        if target in writing:
            raise atomic.refusal(errno.EINVAL, "two names for one file")
        writing[target] = data
    done = 0
    try:
        touched: set[Path] = set()
        for target, data in writing.items():
            _make_folders(target.parent, root, touched)
            atomic.put(target, [data], atomic.WHOLE_FOLDER)
            done += 1
        _flush(touched)
        kept: set[tuple[int, int]] = {_identity(target) for target in writing} if removing else set()
        emptied: set[Path] = set()
        for path in removing:
            if _remove(path, kept):
                emptied.add(path.parent)
            done += 1
        _flush(emptied)
    except OSError as error:
        raise WriteError(error.errno, _account(done, len(changes)) + atomic.why(error)) from None


def make(folder: Path) -> None:
    """Make a folder for its owner alone, unless it is there.

    Raises:
        WriteError: It cannot be made.
    """
    target = atomic.real(folder)
    try:
        try:
            os.mkdir(target, 0o700)
        except FileExistsError:
            if not os.path.isdir(target):
                raise
        else:
            atomic.flush_folder(target.parent)
    except OSError as error:
        raise atomic.as_refusal(error) from None


def sweep(folder: Path) -> None:
    """Remove the temporary files that a crash has left in a folder; for whoever holds its lock.

    What cannot be removed stays until the next time.
    """
    root = atomic.real(folder)
    with contextlib.suppress(OSError, ReadError):
        for place, _ in _folders(root):
            atomic.clear(root / place, atomic.WHOLE_FOLDER)


def _folders(root: Path) -> Iterator[tuple[str, list[os.DirEntry[str]]]]:
    """Yield the folder and each one in it: its path inside with a slash at the end, and what it holds."""
    waiting = [""]
    while waiting:
        place = waiting.pop()
        try:
            with os.scandir(root / place) as found:
                entries = [entry for entry in found if not entry.name.startswith(".")]
            inner = [entry.name for entry in entries if _is_folder(entry)]
        except OSError as error:
            if not place:
                raise
            raise _unread("$", f"a folder inside cannot be read: {atomic.why(error)}") from None
        yield place, entries
        waiting += [f"{place}{name}/" for name in inner]


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether it is a folder that stands here itself: no link, and no junction, which is a link of Windows."""
    return (
        entry.is_dir(follow_symlinks=False) and getattr(entry.stat(follow_symlinks=False), "st_reparse_tag", 0) != _JUNCTION
    )


def _file_of(entry: os.DirEntry[str], root: Path) -> str | None:
    """Return the path of a file, or of the one inside the folder that a link leads to; None for anything else."""
    try:
        if entry.is_file(follow_symlinks=False):
            return entry.path
        linked = entry.is_symlink()
    except OSError as error:
        raise _unread("$", f"a file inside cannot be read: {atomic.why(error)}") from None
    if linked:
        path = os.path.realpath(entry.path)
        if Path(path).is_relative_to(root) and os.path.isfile(path):
            return path
    return None


def _bytes(path: str, limit: int) -> bytes:
    """Return what is in a file, up to one byte more than the limit."""
    with atomic.closing(os.open(path, _TO_READ)) as handle:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "no ordinary file any more")
        pieces: list[bytes] = []
        left = limit + 1
        while left > 0 and (piece := os.read(handle, min(left, _PIECE))):
            pieces.append(piece)
            left -= len(piece)
    return b"".join(pieces)


def _unread(where: str, what: str) -> ReadError:
    return ReadError([Problem(where=where, what=what)])


def _inside(root: Path, name: str) -> Path:
    """Return where a file of the folder is, without following a link at its end."""
    windows = PureWindowsPath(name)
    parts = name.split("/")
    if "\\" in name or windows.drive or windows.root or any(part in {"", ".", ".."} for part in parts):
        raise atomic.refusal(errno.EINVAL, "a name that may lead out of the folder")
    if any(part.startswith(".") for part in parts):
        raise atomic.refusal(errno.EINVAL, "a name that begins with a dot is not ours")
    try:
        for part in parts:
            atomic.refuse_name(part)
        for above in PurePosixPath(name).parents[:-1]:
            if _is_link(root / above):
                raise atomic.refusal(errno.EINVAL, "a folder that is a link is not followed")
    except ValueError:
        raise atomic.refusal(errno.EINVAL, "no file can have such a name") from None
    return root / name


def _is_link(path: Path) -> bool:
    """Whether there is a link, or a junction; what cannot be told is an error."""
    try:
        found = os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise atomic.as_refusal(error) from None
    return stat.S_ISLNK(found.st_mode) or getattr(found, "st_reparse_tag", 0) == _JUNCTION


def _followed(root: Path, path: Path) -> Path:
    """Return the file that is meant by a path, which may be a link to another file of the folder."""
    if not _is_link(path):
        return path
    target = atomic.real(path)
    if not target.is_relative_to(root):
        raise atomic.refusal(errno.EINVAL, "a link that leads out of the folder")
    return target


def _make_folders(folder: Path, root: Path, touched: set[Path]) -> None:
    """Make a folder and those above it, up to the root, and note each one in which something is new."""
    if folder in touched:
        return
    if folder != root:
        _make_folders(folder.parent, root, touched)
        with contextlib.suppress(FileExistsError):
            os.mkdir(folder, 0o700)
    touched.add(folder)


def _flush(folders: set[Path]) -> None:
    for folder in sorted(folders, reverse=True):
        atomic.flush_folder(folder)


def _identity(path: Path) -> tuple[int, int]:
    """Return what tells a file from all others on the machine, whatever its names."""
    found = os.lstat(path)
    return found.st_dev, found.st_ino


def _remove(path: Path, kept: set[tuple[int, int]]) -> bool:
    """Remove a file, unless this name is another one of a file that was just written: disks differ in what is one name."""
    try:
        if _identity(path) in kept:
            return False
        os.unlink(path)
    except FileNotFoundError:
        return False
    return True


def _account(done: int, of: int) -> str:
    if not done:
        return "not written, and what was there is untouched: "
    return (
        f"{done} of {of} files are changed, each of them whole, and a power cut may undo that; the others are as they were: "
    )
