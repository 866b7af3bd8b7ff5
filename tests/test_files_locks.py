"""One writer at a time: nobody's work is lost without a word, and a dead holder holds nothing."""

import errno
import math
import os
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from types import SimpleNamespace

import filelock
import pytest

from helpers import keeps_quiet
from test_files_atomic import names, posix
from therapy_notes.errors import LockedError, WriteError
from therapy_notes.files import atomic, locks

fcntl = pytest.importorskip("fcntl")
pytestmark = posix


def child(call: str, *args: str) -> subprocess.Popen[str]:
    """Call a function of this file in another process."""
    return subprocess.Popen(
        [sys.executable, "-c", f"import sys, test_files_locks as t; t.{call}(*sys.argv[1:])", *args],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
        stdin=subprocess.PIPE,
        text=True,
    )


def hold(path: str) -> None:
    """Hold a lock until somebody says a word; in a child."""
    with locks.holding(Path(path), 0):
        print("holding", flush=True)  # noqa: T201
        sys.stdin.readline()


@contextmanager
def held(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Have another process hold a lock."""
    with child("hold", str(path)) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "holding\n"
        try:
            yield process
        finally:
            process.kill()


def add_lines(path: str, letter: str) -> None:
    """Add 25 lines to a file, each time reading it and writing it anew; in a child."""
    for number in range(25):
        with locks.holding(Path(path), 60):
            atomic.replace(Path(path), [Path(path).read_bytes(), f"{letter}{number}\n".encode()])


def test_four_writers_who_each_read_and_write_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "lines"
    path.write_bytes(b"")
    writers = [child("add_lines", str(path), letter) for letter in "abcd"]
    assert [writer.communicate()[0] or writer.returncode for writer in writers] == [0] * 4
    lines = path.read_text().split()
    assert sorted(lines) == sorted(f"{letter}{number}" for letter in "abcd" for number in range(25))
    for letter in "abcd":
        assert [line for line in lines if line[0] == letter] == [f"{letter}{number}" for number in range(25)]
    assert sorted(names(tmp_path)) == sorted(["lines", f"{atomic.PREFIX}{atomic.mark('lines')}.lock"])


@pytest.mark.parametrize("wait", [0, 0.1])
def test_the_second_writer_gets_a_clear_error_that_names_nothing(tmp_path: Path, wait: float) -> None:
    path = tmp_path / "Letter to my mother.json"
    path.write_bytes(b"old")
    with held(path):
        with (
            pytest.raises(LockedError, match="not written: another program is writing here") as caught,
            locks.holding(path, wait),
        ):
            pytest.fail("two at once")
        assert isinstance(caught.value, WriteError)
        assert caught.value.errno == errno.EAGAIN
        keeps_quiet(caught.value, "Letter to my mother")
        keeps_quiet(caught.value, tmp_path.name)
        assert path.read_bytes() == b"old"  # reading needs no lock


def test_the_second_writer_waits_as_long_as_it_is_told(tmp_path: Path) -> None:
    path = tmp_path / "me.json"
    order: list[str] = []
    with held(path) as process:

        def let_go() -> None:
            Event().wait(0.2)
            order.append("first done")
            assert process.stdin is not None
            process.stdin.write("done\n")
            process.stdin.flush()

        first = Thread(target=let_go)
        first.start()
        with locks.holding(path, 30):
            order.append("second")
        first.join()
    assert order == ["first done", "second"]


def test_when_the_holder_is_killed_the_lock_is_free_at_once(tmp_path: Path) -> None:
    path = tmp_path / "me.json"
    with held(path) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
        with locks.holding(path, 0):
            pass


def test_a_thread_and_a_second_lock_in_the_same_thread_are_another_writer_too(tmp_path: Path) -> None:
    path = tmp_path / "me.json"
    found: list[object] = []

    def also() -> None:
        try:
            with locks.holding(path, 0):
                found.append("two at once")
        except LockedError:
            found.append(LockedError)

    with locks.holding(path, 0):
        also()
        thread = Thread(target=also)
        thread.start()
        thread.join()
    assert found == [LockedError, LockedError]


def test_an_error_inside_comes_out_and_the_lock_is_let_go(tmp_path: Path) -> None:
    error = LookupError("no such thing")
    with pytest.raises(LookupError) as caught, locks.holding(tmp_path / "me.json", 0):
        raise error
    assert caught.value is error
    with locks.holding(tmp_path / "me.json", 0):
        pass


def test_two_files_are_written_at_the_same_time(tmp_path: Path) -> None:
    with held(tmp_path / "mine.json"), locks.holding(tmp_path / "yours.json", 0):
        pass


def test_all_names_of_one_file_are_one_lock(tmp_path: Path) -> None:
    target = tmp_path / "cloud" / "me.json"
    target.parent.mkdir()
    (tmp_path / "link.json").symlink_to(target)
    (tmp_path / "folder").symlink_to("cloud")
    ways = [tmp_path / "link.json", tmp_path / "folder" / "me.json", tmp_path / "cloud" / ".." / "cloud" / "ME.json"]
    assert {locks.lock_file(way) for way in ways} == {locks.lock_file(target)}
    with held(target):
        for way in ways:
            with pytest.raises(LockedError), locks.holding(way, 0):
                pytest.fail("two at once")


def test_a_folder_has_its_lock_inside_and_keeps_it_under_a_new_name(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    folder.mkdir()
    with held(folder):
        assert names(tmp_path) == ["vault"]
        assert names(folder) == [f"{atomic.PREFIX}{atomic.WHOLE_FOLDER}.lock"]
        renamed = folder.rename(tmp_path / "diary")
        with pytest.raises(LockedError), locks.holding(renamed, 0):
            pytest.fail("two at once")
        with locks.holding(renamed / "me.json", 0):  # a file in it is another thing
            pass


def test_the_lock_file_is_empty_and_for_its_owner_alone_and_tells_no_name(tmp_path: Path) -> None:
    with locks.holding(tmp_path / "Letter to my mother.json", 0):
        (found,) = tmp_path.iterdir()
        assert found == locks.lock_file(tmp_path / "Letter to my mother.json")
        assert "letter" not in found.name.lower()
        assert stat.S_IMODE(found.stat().st_mode) == 0o600
        assert found.stat().st_size == 0


@pytest.mark.parametrize("to", ["victim", "nowhere"])
def test_a_lock_file_that_is_a_link_is_not_followed(tmp_path: Path, to: str) -> None:
    path, victim = tmp_path / "me.json", tmp_path / "victim"
    victim.write_bytes(b"somebody else's")
    locks.lock_file(path).symlink_to(tmp_path / to)
    with pytest.raises(WriteError, match="its lock file is a link, which is not followed") as caught, locks.holding(path, 0):
        pytest.fail("held a link")
    assert caught.value.errno == errno.ELOOP
    assert not isinstance(caught.value, LockedError)
    assert victim.read_bytes() == b"somebody else's"
    assert not (tmp_path / "nowhere").exists()


def test_a_link_that_appears_at_the_last_moment_is_not_followed_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, victim = tmp_path / "me.json", tmp_path / "victim"
    victim.write_bytes(b"somebody else's")
    found = locks.lock_file(path)
    found.symlink_to(victim)
    monkeypatch.setattr(locks, "lock_file", lambda _: found)
    with pytest.raises(WriteError, match="untouched") as caught, locks.holding(path, 0):
        pytest.fail("held a link")
    assert caught.value.errno == errno.ELOOP
    keeps_quiet(caught.value, found.name)


@pytest.mark.parametrize("number", [errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOLCK], ids=errno.errorcode.get)
def test_a_disk_without_locks_is_an_error_that_says_what_to_do_and_no_softer_lock_takes_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    path = tmp_path / "me.json"
    monkeypatch.setattr(fcntl, "flock", refuse)
    with pytest.raises(WriteError, match="has no locks; wait=None writes without one") as caught, locks.holding(path, 0):
        pytest.fail("held nothing")
    assert caught.value.errno == number
    assert not isinstance(caught.value, LockedError)
    with locks.holding(path, None):
        atomic.replace(path, [b"new"])
    assert path.read_bytes() == b"new"


def test_a_python_without_locks_is_the_same_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filelock, "has_fcntl", False)
    with pytest.raises(WriteError, match="wait=None") as caught, locks.holding(tmp_path / "me.json", 0):
        pytest.fail("held nothing")
    assert caught.value.errno == errno.ENOLCK
    assert not names(tmp_path)


@pytest.mark.parametrize("number", [errno.EIO, errno.EINTR, errno.EBADF], ids=errno.errorcode.get)
def test_any_other_failure_to_lock_is_an_error_with_its_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(fcntl, "flock", refuse)
    with pytest.raises(WriteError, match="untouched") as caught, locks.holding(tmp_path / "me.json", 0):
        pytest.fail("held nothing")
    assert caught.value.errno == number
    assert "wait" not in caught.value.strerror


def test_when_letting_go_fails_what_was_written_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "me.json"
    asked: list[int] = []

    def refuse(_: int, what: int) -> None:
        asked.append(what)
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with locks.holding(path, 0):
        atomic.replace(path, [b"new"])
        monkeypatch.setattr(fcntl, "flock", refuse)
    assert fcntl.LOCK_UN in asked
    assert path.read_bytes() == b"new"


def test_no_lock_at_all_touches_nothing(tmp_path: Path) -> None:
    with locks.holding(tmp_path / "nowhere" / "me.json", None):
        assert not names(tmp_path)


@pytest.mark.parametrize("wait", [-1, math.inf, math.nan])
def test_a_wait_is_a_number_of_seconds_that_ends(tmp_path: Path, wait: float) -> None:
    with pytest.raises(ValueError, match="seconds"), locks.holding(tmp_path / "me.json", wait):
        pytest.fail("held")
    assert not names(tmp_path)


def test_a_folder_that_is_not_there_is_an_error_and_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="untouched") as caught, locks.holding(tmp_path / "nowhere" / "me.json", 0):
        pytest.fail("held")
    assert caught.value.errno == errno.ENOENT
    assert not names(tmp_path)


def test_a_name_that_cannot_be_is_an_error_before_anything_is_made(tmp_path: Path) -> None:
    with pytest.raises(WriteError) as caught, locks.holding(tmp_path / ("x" * 256), 0):
        pytest.fail("held")
    assert caught.value.errno == errno.ENAMETOOLONG
    assert not names(tmp_path)


def lock_as_somebody_who_may_not(folder: str) -> None:
    """Lock a file in a folder that is read-only to whoever locks; in a child."""
    os.chmod(folder, 0o500)  # noqa: PTH101
    if os.geteuid() == 0:  # nothing is read-only to the superuser
        os.chown(folder, 65534, 65534)
        os.setgid(65534)
        os.setuid(65534)
    try:
        with locks.holding(Path(folder, "me.json"), 0):
            print("held")  # noqa: T201
    except WriteError as error:
        print(error.errno)  # noqa: T201
    os.chmod(folder, 0o700)  # noqa: PTH101


def test_in_a_read_only_folder_there_is_no_lock_and_the_error_says_why() -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert int(child("lock_as_somebody_who_may_not", folder).communicate()[0]) == errno.EACCES
        assert not names(Path(folder))


def test_on_windows_which_has_no_fcntl_there_is_a_lock_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filelock, "has_fcntl", False)
    monkeypatch.setattr(locks, "sys", SimpleNamespace(platform="win32"))
    with locks.holding(tmp_path / "me.json", 0), pytest.raises(LockedError), locks.holding(tmp_path / "me.json", 0):
        pytest.fail("two at once")
