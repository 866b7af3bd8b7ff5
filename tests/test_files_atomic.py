"""One file, whole: at every step that can fail, and after every crash, the old file is there or the new one."""

import errno
import json
import os
import signal
import stat
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from pathlib import Path
from threading import Event, Thread
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import documents, keeps_quiet
from therapy_notes.errors import WriteError
from therapy_notes.files import atomic

OLD = b"What was there: ten years, the only copy.\n" * 20
CHUNKS = [b"What comes ", b"", b"instead: ten years and a day.\n" * 30]
NEW = b"".join(CHUNKS)
NUMBERS = [errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EXDEV, errno.ENAMETOOLONG]
FIXED = {
    "open",
    "write",
    "read",
    "close",
    "fsync",
    "fchmod",
    "fchown",
    "fstat",
    "lstat",
    "mkdir",
    "replace",
    "scandir",
    "unlink",
}

posix = pytest.mark.skipif(os.name != "posix", reason="modes, owners and signals as POSIX has them")


class Disk:
    """Stands in for ``os``: it keeps a list of the calls, and lets one of them fail, or all from one on.

    Args:
        at: The number of the call at which it happens; 0 is never.
        happens: What happens instead of that call. (A handle is closed all the same, as systems do.)
        then_on: Whether it happens at each call from then on.
        most: How many bytes a write takes at a time.
        spoils: What a write makes of the bytes on their way, while it says that all went well.
        slow: How many seconds each call takes.
        instead: Calls that are somebody else's.
    """

    def __init__(
        self,
        at: int = 0,
        happens: Callable[[], None] = lambda: None,
        *,
        then_on: bool = False,
        most: int | None = None,
        spoils: Callable[[bytes], bytes] | None = None,
        slow: float = 0,
        instead: Mapping[str, Callable[..., object]] | None = None,
    ) -> None:
        self.at, self.happens, self.then_on = at, happens, then_on
        self.most, self.spoils, self.slow = most, spoils, slow
        self.instead = instead or {}
        self.calls: list[str] = []
        self.opened: list[str] = []
        self.placed = False
        self._folders: set[int] = set()

    def __getattr__(self, name: str) -> object:
        found = getattr(os, name)
        if name not in FIXED:
            return found

        def call(*args: object, **kwargs: object) -> object:
            return self._call(name, self.instead.get(name, found), *args, **kwargs)

        return call

    def _call(self, name: str, real: Callable[..., object], *args: object, **kwargs: object) -> object:
        folder = args[0] in self._folders if isinstance(args[0], int) else os.path.isdir(args[0])  # noqa: PTH112
        self.calls.append(f"{name} folder" if folder else name)
        if name == "open":
            self.opened.append(Path(str(args[0])).name)
        if self.slow:
            Event().wait(self.slow)
        if self.at and (len(self.calls) == self.at or (self.then_on and len(self.calls) > self.at)):
            if name == "close":
                real(*args)
            self.happens()
        if name == "write":
            return self._write(real, *args)
        done = real(*args, **kwargs)
        if name == "open" and folder:
            self._folders.add(done)
        if name == "close":
            self._folders.discard(args[0])
        self.placed = self.placed or name == "replace"
        return done

    def _write(self, real: Callable[..., object], handle: object, data: memoryview) -> object:
        if self.spoils:
            real(handle, self.spoils(bytes(data)))
            return len(data)
        return real(handle, data if self.most is None else data[: self.most])


def failing(number: int) -> Callable[[], None]:
    """Return what a call does that fails as a system call fails."""

    def fail() -> None:
        raise OSError(number, os.strerror(number))

    return fail


def write(path: Path, disk: Disk, chunks: list[bytes] | None = None) -> None:
    """Write the new file on a disk of ours."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(atomic, "os", disk)
        atomic.replace(path, CHUNKS if chunks is None else chunks)


def attempt(path: Path, disk: Disk, chunks: list[bytes] | None = None) -> WriteError | None:
    """Write the new file on a disk of ours, and return the error if there is one."""
    try:
        write(path, disk, chunks)
    except WriteError as error:
        return error
    return None


def names(folder: Path) -> list[str]:
    return sorted(found.name for found in folder.iterdir())


def as_on(platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atomic, "sys", SimpleNamespace(platform=platform))


def in_a_child(call: str, *args: str) -> str:
    """Call a function of this file in another process, and return what it printed."""
    done = subprocess.run(
        [sys.executable, "-c", f"import sys, test_files_atomic as t; t.{call}(*sys.argv[1:])", *args],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "me.json"
    found.write_bytes(OLD)
    found.chmod(0o640)
    return found


def test_what_is_written_is_there_and_nothing_else(path: Path) -> None:
    atomic.replace(path, iter(CHUNKS))
    assert path.read_bytes() == NEW
    atomic.replace(path, [])
    assert path.read_bytes() == b""
    assert names(path.parent) == ["me.json"]


# Steps that fail


def each_step(tmp_path: Path, *, old: bool) -> Iterator[tuple[int, Path]]:
    """Yield the number of each call, and a place of its own to write to; whoever asks stops when no call has that number."""
    for step in count(1):
        folder = tmp_path / str(step)
        folder.mkdir()
        path = folder / "me.json"
        if old:
            path.write_bytes(OLD)
            path.chmod(0o640)
            if os.name == "posix" and os.geteuid() == 0:
                os.chown(path, 12345, 12345)
        yield step, path


@pytest.mark.parametrize("old", [True, False], ids=["old", "none"])
@pytest.mark.parametrize("number", NUMBERS, ids=errno.errorcode.get)
def test_when_any_call_fails_the_old_file_or_the_new_one_is_whole_and_the_error_tells_which(
    tmp_path: Path, number: int, old: bool
) -> None:
    outcomes = []
    for step, path in each_step(tmp_path, old=old):
        disk = Disk(step, failing(number), most=400)
        error = attempt(path, disk)
        if error is None:
            assert len(disk.calls) < step
            break
        assert error.errno == number
        keeps_quiet(error, path.name)
        assert error.strerror.endswith(os.strerror(number))
        assert ("what was there is untouched" in error.strerror) is not disk.placed
        assert ("written and in its place" in error.strerror) is disk.placed
        outcomes.append(disk.placed)
        before = OLD if old else None
        assert (path.read_bytes() if path.exists() else None) == (NEW if disk.placed else before)
        assert names(path.parent) == (["me.json"] if old or disk.placed else [])
    assert outcomes == [False] * (len(outcomes) - 3) + [True] * 3  # the folder is opened, flushed, closed
    assert len(outcomes) > 13


@pytest.mark.parametrize("number", [errno.EIO, errno.EROFS], ids=errno.errorcode.get)
def test_when_all_calls_fail_from_one_on_the_file_is_whole_and_at_most_a_temporary_stays(
    tmp_path: Path, number: int
) -> None:
    left = 0
    for step, path in each_step(tmp_path, old=True):
        disk = Disk(step, failing(number), then_on=True, most=400)
        error = attempt(path, disk)
        if error is None:
            break
        assert error.errno == number
        assert path.read_bytes() == (NEW if disk.placed else OLD)
        left += len(names(path.parent)) - 1
        atomic.sweep(path)
        assert names(path.parent) == ["me.json"]
    assert left > 5


@pytest.mark.parametrize("what", [KeyboardInterrupt, SystemExit, MemoryError])
def test_when_it_is_interrupted_the_old_file_is_whole_and_the_interruption_goes_on(
    tmp_path: Path, what: type[BaseException]
) -> None:
    def interrupt() -> None:
        raise what

    for step, path in each_step(tmp_path, old=True):
        disk = Disk(step, interrupt)
        try:
            write(path, disk)
        except what:
            assert path.read_bytes() == (NEW if disk.placed else OLD)
            assert names(path.parent) == ["me.json"]
        else:
            assert step > 10
            break


@documents
@given(
    old=st.none() | st.binary(max_size=300),
    chunks=st.lists(st.binary(max_size=200), max_size=5),
    most=st.integers(1, 70),
    step=st.integers(1, 40),
    number=st.sampled_from(NUMBERS),
    then_on=st.booleans(),
)
def test_for_any_old_and_new_bytes_and_any_step_that_fails_the_file_is_the_old_or_the_new(
    *, old: bytes | None, chunks: list[bytes], most: int, step: int, number: int, then_on: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "me.json")
        if old is not None:
            path.write_bytes(old)
        disk = Disk(step, failing(number), then_on=then_on, most=most)
        error = attempt(path, disk, chunks)
        assert error.errno == number if error else len(disk.calls) < step
        assert (path.read_bytes() if path.exists() else None) == (b"".join(chunks) if disk.placed else old)
        atomic.sweep(path)
        assert names(path.parent) == (["me.json"] if disk.placed or old is not None else [])


def test_an_error_of_what_makes_the_bytes_comes_out_as_it_is_and_nothing_is_written(path: Path) -> None:
    refused = WriteError("what loads would refuse")

    def chunks(error: Exception) -> Iterator[bytes]:
        yield NEW
        raise error

    for error in (refused, LookupError("no such thing")):
        with pytest.raises(type(error)) as caught:
            atomic.replace(path, chunks(error))
        assert caught.value is error
    with pytest.raises(WriteError, match="untouched: the system does not say why"):
        atomic.replace(path, chunks(OSError("a person's words")))
    with pytest.raises(TypeError):
        atomic.replace(path, NEW)  # type: ignore[arg-type] # numbers, not chunks
    assert path.read_bytes() == OLD
    assert names(path.parent) == ["me.json"]


# Crashes


def die_at_every_step(folder: str) -> None:
    """Write in one process after the other, and kill each at its own step, until one comes through; in a child."""
    deaths = []
    for step, path in each_step(Path(folder), old=True):
        process = os.fork()
        if not process:
            write(path, Disk(step, lambda: os.kill(os.getpid(), signal.SIGKILL), most=300))
            os._exit(0)
        deaths.append(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]))
        if deaths[-1] == 0:
            break
    print(json.dumps(deaths))  # noqa: T201


@posix
def test_after_a_process_was_killed_at_any_step_the_file_is_whole_and_the_next_sweep_tidies_up(tmp_path: Path) -> None:
    deaths = json.loads(in_a_child("die_at_every_step", str(tmp_path)))
    assert deaths == [-signal.SIGKILL] * (len(deaths) - 1) + [0]
    found, left = [], 0
    for step in range(1, len(deaths) + 1):
        path = tmp_path / str(step) / "me.json"
        found.append(path.read_bytes())
        left += len(names(path.parent)) - 1
        atomic.sweep(path)
        assert names(path.parent) == ["me.json"]
        assert path.read_bytes() == found[-1]
    assert found == [OLD] * (len(deaths) - 4) + [NEW] * 4
    assert left > 8


def write_with_little_room(path: str) -> None:
    """Write more than the system lets this process write; in a child."""
    import resource  # noqa: PLC0415

    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
    try:
        atomic.replace(Path(path), [bytes(1000)] * 100)
    except WriteError as error:
        print(error.errno)  # noqa: T201


@posix
def test_when_there_is_no_room_the_old_file_is_whole_and_nothing_stays(path: Path) -> None:
    assert int(in_a_child("write_with_little_room", str(path))) == errno.EFBIG
    assert path.read_bytes() == OLD
    assert names(path.parent) == ["me.json"]


def write_as_somebody_who_may_not(folder: str) -> None:
    """Write into a folder that is read-only to whoever writes; in a child."""
    os.chmod(folder, 0o500)  # noqa: PTH101
    if os.geteuid() == 0:  # nothing is read-only to the superuser
        os.chown(folder, 65534, 65534)
        os.setgid(65534)
        os.setuid(65534)
    try:
        atomic.replace(Path(folder, "me.json"), CHUNKS)
    except WriteError as error:
        print(error.errno)  # noqa: T201
    os.chmod(folder, 0o700)  # noqa: PTH101


@posix
def test_in_a_read_only_folder_nothing_is_written() -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "me.json").write_bytes(OLD)
        assert int(in_a_child("write_as_somebody_who_may_not", folder)) == errno.EACCES
        assert Path(folder, "me.json").read_bytes() == OLD
        assert names(Path(folder)) == ["me.json"]


# The steps themselves


@posix
def test_the_steps_come_in_the_order_that_a_power_cut_demands(path: Path) -> None:
    disk = Disk()
    write(path, disk)
    steps = [call for call in disk.calls if call not in {"lstat", "fstat"}]
    read_back = ["open", "read", "read", "close"]
    folder = ["open folder", "fsync folder", "close folder"]
    assert steps == ["open", "write", "write", "fchmod", "fsync", "close", *read_back, "replace", *folder]


def test_a_disk_that_takes_little_at_a_time_gets_it_all(path: Path) -> None:
    disk = Disk(most=7)
    write(path, disk)
    assert path.read_bytes() == NEW
    assert disk.calls.count("write") > len(NEW) // 7


def test_a_disk_that_takes_nothing_is_not_asked_for_ever(path: Path) -> None:
    with pytest.raises(WriteError, match="untouched: the disk takes no more") as caught:
        write(path, Disk(most=0))
    assert caught.value.errno == errno.EIO
    assert path.read_bytes() == OLD
    assert names(path.parent) == ["me.json"]


@pytest.mark.parametrize(
    "spoils",
    [
        lambda data: data[:-1],
        lambda data: data + b" ",
        lambda data: bytes([data[0] ^ 1]) + data[1:],
        lambda data: data[::-1],
    ],
    ids=["short", "long", "one bit", "other order"],
)
def test_bytes_that_are_not_what_was_given_do_not_replace_the_old_file(path: Path, spoils: Callable[[bytes], bytes]) -> None:
    with pytest.raises(WriteError, match="the disk did not keep what was written") as caught:
        write(path, Disk(spoils=spoils))
    assert caught.value.errno == errno.EIO
    assert path.read_bytes() == OLD
    assert names(path.parent) == ["me.json"]


def test_a_failed_flush_is_not_tried_again(path: Path) -> None:
    disk = Disk(instead={"fsync": lambda _: failing(errno.EIO)()})
    with pytest.raises(WriteError):
        write(path, disk)
    assert disk.calls.count("fsync") == 1
    assert path.read_bytes() == OLD


@posix
@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP], ids=errno.errorcode.get)
def test_a_folder_that_cannot_be_flushed_here_is_no_error_but_a_file_that_cannot_is(path: Path, number: int) -> None:
    plain = Disk()
    write(path, plain)
    write(path, Disk(plain.calls.index("fsync folder") + 1, failing(number)))
    assert path.read_bytes() == NEW
    with pytest.raises(WriteError) as caught:
        write(path, Disk(plain.calls.index("fsync") + 1, failing(number)))
    assert caught.value.errno == number


@pytest.mark.parametrize("refused", [None, errno.ENOTSUP, errno.EIO])
def test_on_macos_the_disk_itself_is_told_to_flush(path: Path, monkeypatch: pytest.MonkeyPatch, refused: int | None) -> None:
    fcntl = pytest.importorskip("fcntl")
    asked: list[int] = []

    def ask(_: int, command: int) -> None:
        asked.append(command)
        if refused:
            raise OSError(refused, os.strerror(refused))

    monkeypatch.setattr(fcntl, "F_FULLFSYNC", 51, raising=False)
    monkeypatch.setattr(fcntl, "fcntl", ask)
    as_on("darwin", monkeypatch)
    disk = Disk()
    if refused == errno.EIO:
        with pytest.raises(WriteError):
            write(path, disk)
        assert asked == [51]
    else:
        write(path, disk)
        assert asked == [51, 51]
    fallback = refused == errno.ENOTSUP
    assert [call for call in disk.calls if "fsync" in call] == (["fsync", "fsync folder"] if fallback else [])


def in_use(times: int, winerror: int) -> Callable[..., None]:
    """Return a replacement of one file by another that Windows refuses so many times."""
    left = [times]

    def replace(temporary: Path, target: Path) -> None:
        if left[0]:
            left[0] -= 1
            error = OSError(errno.EACCES, "Access is denied")
            error.winerror = winerror  # type: ignore[attr-defined]
            raise error
        os.replace(temporary, target)  # noqa: PTH105

    return replace


@pytest.mark.parametrize("winerror", [5, 32, 33])
@pytest.mark.parametrize("times", [0, 1, 5])
def test_on_windows_a_file_in_use_is_waited_for(
    path: Path, monkeypatch: pytest.MonkeyPatch, winerror: int, times: int
) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(atomic, "pause", pauses.append)
    as_on("win32", monkeypatch)
    disk = Disk(instead={"replace": in_use(times, winerror)})
    write(path, disk)
    assert path.read_bytes() == NEW
    assert pauses == pytest.approx([0.05, 0.1, 0.2, 0.4, 0.8][:times])
    assert "fsync folder" not in disk.calls  # Windows has no such thing


@pytest.mark.parametrize(("times", "winerror", "tries"), [(6, 32, 6), (1, 17, 1)])
def test_on_windows_it_is_tried_six_times_and_other_errors_once(
    path: Path, monkeypatch: pytest.MonkeyPatch, times: int, winerror: int, tries: int
) -> None:
    monkeypatch.setattr(atomic, "pause", lambda _: None)
    as_on("win32", monkeypatch)
    disk = Disk(instead={"replace": in_use(times, winerror)})
    with pytest.raises(WriteError) as caught:
        write(path, disk)
    assert caught.value.errno == errno.EACCES
    assert disk.calls.count("replace") == tries
    assert path.read_bytes() == OLD
    assert names(path.parent) == ["me.json"]


def test_elsewhere_nothing_is_tried_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atomic, "pause", lambda _: pytest.fail("waited"))
    disk = Disk(instead={"replace": lambda *_: failing(errno.EACCES)()})
    with pytest.raises(WriteError):
        write(path, disk)
    assert disk.calls.count("replace") == 1


def test_whoever_reads_while_a_slow_disk_is_written_sees_a_whole_file(path: Path) -> None:
    seen: list[bytes] = []
    done = Event()

    def read() -> None:
        while not done.is_set():
            seen.append(path.read_bytes())

    reader = Thread(target=read)
    reader.start()
    try:
        write(path, Disk(most=29, slow=0.002))
    finally:
        done.set()
        reader.join()
    assert set(seen) <= {OLD, NEW}
    assert len(seen) > 20
    assert seen[0] == OLD
    assert path.read_bytes() == NEW


# Links, modes, owners


@posix
def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    target = tmp_path / "cloud" / "me.json"
    target.parent.mkdir()
    target.write_bytes(OLD)
    (tmp_path / "one").symlink_to(target)
    (tmp_path / "two").symlink_to("one")
    disk = Disk()
    write(tmp_path / "two", disk)
    assert target.read_bytes() == NEW
    assert [(tmp_path / name).is_symlink() for name in ("one", "two")] == [True, True]
    assert names(tmp_path) == ["cloud", "one", "two"]
    assert disk.opened[-1] == "cloud"  # that folder is flushed


@posix
def test_a_link_to_nothing_makes_the_file_that_it_leads_to(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("me.json")
    atomic.replace(tmp_path / "link", CHUNKS)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "me.json").read_bytes() == NEW


@posix
@pytest.mark.parametrize("name", ["loop", "loop/me.json"])
def test_links_in_a_circle_are_an_error(tmp_path: Path, name: str) -> None:
    (tmp_path / "loop").symlink_to("pool")
    (tmp_path / "pool").symlink_to("loop")
    with pytest.raises(WriteError, match="untouched") as caught:
        atomic.replace(tmp_path / name, CHUNKS)
    assert caught.value.errno == errno.ELOOP
    assert names(tmp_path) == ["loop", "pool"]


@posix
def test_a_hard_link_keeps_the_old_file(path: Path) -> None:
    other = path.with_name("other.json")
    other.hardlink_to(path)
    atomic.replace(path, CHUNKS)
    assert (path.read_bytes(), other.read_bytes()) == (NEW, OLD)


@posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o666, 0o400, 0o755])
@pytest.mark.parametrize("mask", [0, 0o022, 0o777])
def test_a_new_file_is_for_its_owner_alone_and_an_old_one_keeps_its_mode(tmp_path: Path, mode: int, mask: int) -> None:
    new, old = tmp_path / "new", tmp_path / "old"
    old.write_bytes(OLD)
    old.chmod(mode)
    before = os.umask(mask)
    try:
        atomic.replace(new, CHUNKS)
        atomic.replace(old, CHUNKS)
    finally:
        os.umask(before)
    assert stat.S_IMODE(new.stat().st_mode) == 0o600
    assert stat.S_IMODE(old.stat().st_mode) == mode


@posix
def test_nobody_else_can_open_the_temporary_file_at_any_step(path: Path) -> None:
    path.chmod(0o600)
    seen: set[int] = set()

    def look(handle: int) -> None:
        seen.update(stat.S_IMODE(found.stat().st_mode) for found in path.parent.glob(f"{atomic.PREFIX}*"))
        os.fsync(handle)

    write(path, Disk(instead={"fsync": look}))
    assert seen == {0o600}


@posix
@pytest.mark.skipif(os.name == "posix" and os.geteuid() != 0, reason="only the superuser gives files away")
def test_an_old_file_keeps_its_owner(path: Path) -> None:
    os.chown(path, 12345, 23456)
    atomic.replace(path, CHUNKS)
    assert (path.stat().st_uid, path.stat().st_gid) == (12345, 23456)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@posix
@pytest.mark.parametrize(("may_give_to_the_group", "mode"), [(True, 0o664), (False, 0o604)])
def test_where_files_cannot_be_given_away_what_one_group_might_read_is_not_for_another(
    path: Path, may_give_to_the_group: bool, mode: int
) -> None:
    path.chmod(0o664)
    asked: list[tuple[int, int]] = []

    def somebody_elses(target: Path) -> os.stat_result:
        return os.stat_result((*target.lstat()[:4], 12345, 23456, *target.lstat()[6:10]))

    def give(_: int, owner: int, group: int) -> None:
        asked.append((owner, group))
        if owner != -1 or not may_give_to_the_group:
            raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    write(path, Disk(instead={"lstat": somebody_elses, "fchown": give}))
    assert asked == [(12345, 23456), (-1, 23456)]
    assert stat.S_IMODE(path.stat().st_mode) == mode
    assert path.read_bytes() == NEW


# Names, and what is no file


def test_what_is_no_file_is_not_replaced(tmp_path: Path) -> None:
    with pytest.raises(WriteError) as caught:
        atomic.replace(tmp_path, CHUNKS)
    assert caught.value.errno == errno.EISDIR
    if os.name == "posix":
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(WriteError, match="no ordinary file"):
            atomic.replace(tmp_path / "pipe", CHUNKS)
        assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


@pytest.mark.parametrize("parts", [("nowhere", "me.json"), ("file", "me.json")])
def test_a_folder_that_is_not_there_is_an_error_that_names_nothing(tmp_path: Path, parts: tuple[str, ...]) -> None:
    (tmp_path / "file").write_bytes(OLD)
    with pytest.raises(WriteError, match="untouched") as caught:
        atomic.replace(tmp_path.joinpath(*parts), CHUNKS)
    assert caught.value.errno in {errno.ENOENT, errno.ENOTDIR}
    keeps_quiet(caught.value, "me.json")
    keeps_quiet(caught.value, tmp_path.name)
    assert names(tmp_path) == ["file"]


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("me\x00.json", errno.EINVAL),
        ("\ud800.json", errno.EINVAL),
        ("x" * 256, errno.ENAMETOOLONG),
        ("ü" * 128, errno.ENAMETOOLONG),
        ("日" * 86, errno.ENAMETOOLONG),
    ],
    ids=["NUL", "half a surrogate pair", "256", "128 ü", "86 日"],
)
@posix
def test_a_name_that_cannot_be_is_an_error_before_anything_is_written(tmp_path: Path, name: str, number: int) -> None:
    disk = Disk()
    with pytest.raises(WriteError, match="untouched") as caught:
        write(tmp_path / name, disk)
    assert caught.value.errno == number
    assert not disk.calls
    keeps_quiet(caught.value, name)
    assert not names(tmp_path)


@pytest.mark.parametrize("name", ["x" * 255, "ü" * 127, "CON", "a:b", "me.", "me ", "line\nbreak", "-rf", "\udcff.json"])
@posix
def test_a_long_or_odd_name_is_a_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    atomic.replace(path, [OLD])
    atomic.replace(path, CHUNKS)
    assert path.read_bytes() == NEW
    assert names(tmp_path) == [name]


ON_WINDOWS = [
    "CON",
    "con.json",
    "nul.tar.gz",
    "Aux .json",
    "COM1",
    "LPT².json",
    "CONOUT$",
    "a:b",
    "a<b",
    "a?b",
    "me.",
    "me ",
    "a\tb",
]


@pytest.mark.parametrize("name", [*ON_WINDOWS, "x" * 256, "𝄞" * 128])
def test_on_windows_reserved_names_are_an_error_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    as_on("win32", monkeypatch)
    disk = Disk()
    with pytest.raises(WriteError, match="untouched"):
        write(tmp_path / name, disk)
    assert not disk.calls


@pytest.mark.parametrize("name", ["console.json", "COM10.json", "null", "my.con", "a b.json", ".hidden", "日" * 255])
def test_on_windows_names_that_only_look_reserved_are_names(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    as_on("win32", monkeypatch)
    atomic.refuse_name(name)


def test_the_name_of_a_temporary_file_is_short_and_tells_nothing(tmp_path: Path) -> None:
    path = tmp_path / f"{'Letter to my mother ' * 12}.json"
    disk = Disk()
    write(path, disk)
    temporary = disk.opened[0]
    assert temporary.startswith(f"{atomic.PREFIX}{atomic.mark(path.name)}-")
    assert temporary.endswith(".tmp")
    assert len(temporary) < 60
    assert "letter" not in temporary.lower()
    again = Disk()
    write(path, again)
    assert again.opened[0] != temporary


def test_what_already_has_the_name_of_the_temporary_file_is_left_alone(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atomic.secrets, "token_hex", lambda length: "0" * 2 * length)
    taken = path.with_name(f"{atomic.PREFIX}{atomic.mark(path.name)}-{'0' * 16}.tmp")
    taken.write_bytes(b"somebody else's")
    with pytest.raises(WriteError) as caught:
        atomic.replace(path, CHUNKS)
    assert caught.value.errno == errno.EEXIST
    assert (path.read_bytes(), taken.read_bytes()) == (OLD, b"somebody else's")


def test_names_that_some_disks_take_for_the_same_have_the_same_mark() -> None:
    name = "Über Größe.md"
    spellings = {name, name.upper(), name.lower(), unicodedata.normalize("NFD", name)}
    assert len(spellings) == 4
    assert len({atomic.mark(spelling) for spelling in spellings}) == 1
    assert atomic.mark("uber grosse.md") != atomic.mark(name)


# Stale temporaries


def test_a_sweep_removes_what_a_crash_left_of_this_file_and_nothing_else(path: Path) -> None:
    mine, others = atomic.mark(path.name), atomic.mark("other.json")
    left = [f"{atomic.PREFIX}{mine}-{'0' * 16}.tmp", f"{atomic.PREFIX}{mine}-{'abcdef12' * 2}.tmp"]
    kept = [
        f"{atomic.PREFIX}{others}-{'0' * 16}.tmp",
        f"{atomic.PREFIX}{mine}-{'0' * 16}.tmp.md",
        f"{atomic.PREFIX}{mine}-{'g' * 16}.tmp",
        f"{atomic.PREFIX}{mine}.lock",
        f"me.json-{'0' * 16}.tmp",
        "me.json",
        "notes.tmp",
    ]
    for name in [*left, *kept]:
        path.with_name(name).write_bytes(b"x")
    folder = path.with_name(f"{atomic.PREFIX}{mine}-{'1' * 16}.tmp")
    folder.mkdir()
    atomic.sweep(path)
    assert names(path.parent) == sorted([*kept, folder.name])


@posix
def test_a_sweep_follows_a_link_to_the_file_and_never_a_link_in_the_place_of_a_temporary(tmp_path: Path) -> None:
    target = tmp_path / "cloud" / "me.json"
    target.parent.mkdir()
    target.write_bytes(OLD)
    (tmp_path / "link").symlink_to(target)
    planted = target.with_name(f"{atomic.PREFIX}{atomic.mark('me.json')}-{'0' * 16}.tmp")
    planted.symlink_to(target)
    atomic.sweep(tmp_path / "link")
    assert not planted.is_symlink()
    assert target.read_bytes() == OLD


def test_a_sweep_where_nothing_can_be_listed_or_removed_is_quiet(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    atomic.sweep(path.parent / "nowhere" / "me.json")
    stale = path.with_name(f"{atomic.PREFIX}{atomic.mark(path.name)}-{'0' * 16}.tmp")
    stale.write_bytes(b"")
    for step in (1, 2):
        monkeypatch.setattr(atomic, "os", Disk(step, failing(errno.EACCES)))
        atomic.sweep(path)
        assert stale.exists()


def test_a_temporary_that_somebody_removed_meanwhile_is_an_error_and_the_old_file_is_whole(path: Path) -> None:
    def remove_it(handle: int) -> None:
        os.close(handle)
        atomic.sweep(path)

    with pytest.raises(WriteError) as caught:
        write(path, Disk(instead={"close": remove_it}))
    assert caught.value.errno == errno.ENOENT
    assert path.read_bytes() == OLD
