"""A folder of files: each one whole, nothing outside touched, and nothing gone that was not to go."""

import errno
import json
import os
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import documents, keeps_quiet
from test_files_atomic import NUMBERS, Disk, failing, names, posix
from therapy_notes.errors import ReadError, WriteError
from therapy_notes.files import atomic, folders

BEFORE = {"entries/one.md": b"one " * 50, "entries/two.md": b"two", "gone.md": b"gone", "topics/also gone.md": b"also"}
CHANGES: dict[str, bytes | None] = {
    "entries/one.md": b"one, changed " * 30,
    "entries/2024/three.md": b"three",
    "gone.md": None,
    "new.md": b"new",
    "topics/also gone.md": None,
    "topics/never there.md": None,
}
AFTER = {
    "entries/2024/three.md": b"three",
    "entries/one.md": b"one, changed " * 30,
    "entries/two.md": b"two",
    "new.md": b"new",
}


def fill(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def read(folder: Path, *, max_bytes: int = 10**6, max_files: int = 1000) -> dict[str, bytes]:
    return folders.contents(folder, max_bytes=max_bytes, max_files=max_files)


def on(disk: Disk, call: Callable[[], object]) -> WriteError | ReadError | None:
    """Do something on a disk of ours, and return the error if there is one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(atomic, "os", disk)
        patch.setattr(folders, "os", disk)
        try:
            call()
        except (WriteError, ReadError) as error:
            return error
    return None


# Reading


def test_every_markdown_file_is_read_in_the_order_of_the_names_and_nothing_else(tmp_path: Path) -> None:
    files = {
        "b.md": b"b\r\n\x00",
        "a/z.md": b"",
        "a/b/c/d.md": b"\xff",
        "Ä.md": b"x",
        "a.md": b"a",
        "UPPER.MD": b"u",
        "x.md/y.md": b"y",
    }
    fill(tmp_path, files)
    fill(tmp_path, {"notes.txt": b"", "md": b"", "a.md.bak": b"", "board.canvas": b"", "amd": b""})
    found = read(tmp_path)
    assert found == files
    assert list(found) == sorted(files)


def test_what_begins_with_a_dot_is_not_looked_at(tmp_path: Path) -> None:
    fill(
        tmp_path, {"a.md": b"a", ".obsidian/app.md": b"", ".trash/b.md": b"", "x/.git/y/c.md": b"", ".d.md": b"", ".md": b""}
    )
    fill(tmp_path, {f"{atomic.PREFIX}{atomic.WHOLE_FOLDER}.lock": b"", f"x/{atomic.PREFIX}0.tmp": b""})
    assert read(tmp_path) == {"a.md": b"a"}


def test_a_folder_whose_own_path_has_a_dot_or_a_link_is_read(tmp_path: Path) -> None:
    fill(tmp_path / ".notes" / "vault", {"a.md": b"a"})
    assert read(tmp_path / ".notes" / "vault") == {"a.md": b"a"}
    if os.name == "posix":
        (tmp_path / "link").symlink_to(tmp_path / ".notes" / "vault")
        assert read(tmp_path / "link") == {"a.md": b"a"}


@posix
def test_no_link_leads_out_of_the_folder_or_round_in_it(tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    fill(vault, {"a.md": b"a", "inner/b.md": b"b"})
    fill(tmp_path, {"outside/secret.md": b"secret", "vault of somebody else/c.md": b"secret"})
    for name, to in {
        "secret.md": "../outside/secret.md",
        "inner/deep.md": "../../outside/secret.md",
        "sibling.md": "../vault of somebody else/c.md",
        "outside": "../outside",
        "itself": ".",
        "again": "inner",
        "root.md": "/",
        "nothing.md": "nowhere.md",
        "loop.md": "pool.md",
        "pool.md": "loop.md",
        "folder.md": "inner",
    }.items():
        (vault / name).symlink_to(to)
    assert read(vault) == {"a.md": b"a", "inner/b.md": b"b"}


@posix
def test_a_link_to_a_file_inside_is_followed(tmp_path: Path) -> None:
    fill(tmp_path, {"inner/b.md": b"b"})
    (tmp_path / "a.md").symlink_to("inner/b.md")
    assert read(tmp_path) == {"a.md": b"b", "inner/b.md": b"b"}


@posix
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    fill(tmp_path, {"a.md": b"a"})
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "link.md").symlink_to("pipe.md")
    assert read(tmp_path) == {"a.md": b"a"}


def test_both_limits_hold_to_the_byte_and_the_file(tmp_path: Path) -> None:
    fill(tmp_path, {"a.md": b"12345", "b/c.md": b"678", "large.txt": b"x" * 1000})
    assert len(read(tmp_path, max_bytes=8, max_files=2)) == 2
    for limits, what in (((7, 2), "larger than the limit"), ((8, 1), "more files than the limit")):
        with pytest.raises(ReadError, match=what) as caught:
            read(tmp_path, max_bytes=limits[0], max_files=limits[1])
        assert caught.value.problems[0].where == "$"
    fill(tmp_path, {"z.md": b""})
    assert len(read(tmp_path, max_bytes=8, max_files=3)) == 3


def test_a_large_file_is_not_read_beyond_the_limit(tmp_path: Path) -> None:
    with (tmp_path / "a.md").open("wb") as file:
        file.truncate(1 << 33)
    sizes: list[int] = []

    def some(handle: int, size: int) -> bytes:
        sizes.append(size)
        return os.read(handle, size)

    error = on(Disk(instead={"read": some}), lambda: read(tmp_path, max_bytes=3_000_000))
    assert isinstance(error, ReadError)
    assert sum(sizes) == 3_000_001


def test_a_folder_of_somebody_elses_is_listed_whole_and_read_file_by_file(tmp_path: Path) -> None:
    fill(tmp_path, {"b.jpg": b"b" * 9, "a/c.md": b"c", ".obsidian/app.json": b"{}", "A.MD": b"a"})
    found = folders.files(tmp_path, max_bytes=9, max_files=3)
    assert list(found) == ["A.MD", "a/c.md", "b.jpg"]
    assert dict(found) == {"A.MD": b"a", "a/c.md": b"c", "b.jpg": b"b" * 9}
    assert "b.jpg" not in repr(found)


def test_one_file_that_cannot_be_read_or_is_too_large_is_an_error_of_that_file_alone(tmp_path: Path) -> None:
    fill(tmp_path, {"Letter to my mother.md": b"a", "b.md": b"bb", "c.md": b"c"})
    found = folders.files(tmp_path, max_bytes=1, max_files=3)
    (tmp_path / "Letter to my mother.md").unlink()
    for name, what in (("Letter to my mother.md", "cannot be read: "), ("b.md", "larger than the limit")):
        with pytest.raises(ReadError, match=what) as caught:
            found[name]
        keeps_quiet(caught.value, "Letter to my mother")
    assert found["c.md"] == b"c"
    with pytest.raises(ReadError, match="more files than the limit"):
        folders.files(tmp_path, max_bytes=1, max_files=1)


def test_what_is_there_and_cannot_be_read_is_an_error_that_names_no_file(tmp_path: Path) -> None:
    fill(tmp_path, {"a.md": b"a", "Letter to my mother/b.md": b"b"})
    clean = Disk()
    assert on(clean, lambda: read(tmp_path)) is None
    seen = set()
    for step in range(2, len(clean.calls) + 1):
        error = on(Disk(step, failing(errno.EACCES)), lambda: read(tmp_path))
        assert isinstance(error, ReadError), clean.calls[step - 1]
        keeps_quiet(error, "Letter to my mother")
        keeps_quiet(error, tmp_path.name)
        seen.add(error.problems[0].where)
    assert seen == {"$", "file 1", "file 2"}


def test_a_file_that_goes_while_the_folder_is_read_is_an_error_and_not_a_removal(tmp_path: Path) -> None:
    fill(tmp_path, {"a.md": b"a"})
    assert isinstance(on(Disk(instead={"open": lambda *_: failing(errno.ENOENT)()}), lambda: read(tmp_path)), ReadError)


@posix
@pytest.mark.parametrize("what", ["pipe", "link"])
def test_a_file_that_turns_into_something_else_meanwhile_is_an_error(tmp_path: Path, what: str) -> None:
    fill(tmp_path, {"a.md": b"a", "secret": b"secret"})

    def swap(path: str, flags: int) -> int:
        Path(path).unlink()
        if what == "pipe":
            os.mkfifo(path)
        else:
            Path(path).symlink_to("secret")
        return os.open(path, flags)

    assert isinstance(on(Disk(instead={"open": swap}), lambda: read(tmp_path)), ReadError)


def test_a_folder_that_is_not_there_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read(tmp_path / "nowhere")
    fill(tmp_path, {"file": b""})
    with pytest.raises(NotADirectoryError):
        read(tmp_path / "file")


# Writing


def test_what_is_applied_is_there_and_the_rest_is_as_it_was(tmp_path: Path) -> None:
    fill(tmp_path, {**BEFORE, "board.canvas": b"{}", ".obsidian/app.json": b"{}"})
    folders.apply(tmp_path, CHANGES)
    assert read(tmp_path) == AFTER
    assert (tmp_path / "board.canvas").read_bytes() == b"{}"
    assert (tmp_path / ".obsidian" / "app.json").read_bytes() == b"{}"
    assert names(tmp_path) == [".obsidian", "board.canvas", "entries", "new.md", "topics"]
    assert names(tmp_path / "topics") == []  # it became empty, and stays


def test_no_change_touches_nothing(tmp_path: Path) -> None:
    disk = Disk()
    assert on(disk, lambda: folders.apply(tmp_path, {})) is None
    assert disk.calls == []


@posix
def test_new_folders_and_files_are_for_their_owner_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        folders.apply(tmp_path, {"a/b/c.md": b"c"})
    finally:
        os.umask(before)
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("a", "a/b", "a/b/c.md")]
    assert modes == [0o700, 0o700, 0o600]


@posix
def test_each_folder_is_flushed_once_before_anything_goes_and_again_only_where_something_went(tmp_path: Path) -> None:
    fill(tmp_path, {"old/1.md": b"", "old/2.md": b""})
    disk = Disk()
    new = {f"{folder}/{number}.md": b"x" for folder in ("a", "b/c") for number in range(20)}
    assert on(disk, lambda: folders.apply(tmp_path, {"old/1.md": None, "old/2.md": None, **new})) is None
    assert disk.calls.count("fsync") == disk.calls.count("replace") == 40
    steps = [call for call in disk.calls if call in {"replace", "fsync folder", "unlink"}]
    flushes = ["fsync folder"] * 4  # a, b, b/c and the whole
    assert steps == [*["replace"] * 40, *flushes, "unlink", "unlink", "fsync folder"]


LEAVING = ["../x.md", "a/../../x.md", "a/../x.md", "/x.md", "//server/share/x.md", "a//x.md", "a/", "", ".", "..", "./x.md"]
FOREIGN = ["..\\x.md", "a\\x.md", "\\x.md", "C:x.md", "C:/x.md", "c:\\x.md"]
HIDDEN = [".x.md", ".obsidian/app.md", "a/.trash/x.md"]
IMPOSSIBLE = ["x\x00.md", "a\x00/x.md", "\ud800.md", "\ud800/x.md", f"{'x' * 253}.md", f"{'x' * 256}/x.md"]


@pytest.mark.parametrize("name", [*LEAVING, *FOREIGN, *HIDDEN, *IMPOSSIBLE], ids=lambda name: ascii(name)[:20])
@pytest.mark.parametrize("data", [b"x", None], ids=["write", "remove"])
def test_a_path_that_may_lead_out_is_refused_before_anything_is_written(
    tmp_path: Path, name: str, data: bytes | None
) -> None:
    vault = tmp_path / "vault"
    vault.mkdir()
    fill(tmp_path, {"x.md": b"outside"})
    with pytest.raises(WriteError, match="untouched") as caught:
        folders.apply(vault, {"0.md": b"first", name: data})
    keeps_quiet(caught.value, name)
    assert caught.value.errno in {errno.EINVAL, errno.ENAMETOOLONG}
    assert names(vault) == []
    assert (tmp_path / "x.md").read_bytes() == b"outside"


@posix
@pytest.mark.parametrize("data", [b"x", None], ids=["write", "remove"])
@pytest.mark.parametrize("name", ["outside/secret.md", "outside/new/a.md", "inner/deeper/secret.md", "again/b.md"])
def test_no_change_goes_through_a_folder_that_is_a_link(tmp_path: Path, name: str, data: bytes | None) -> None:
    vault = tmp_path / "vault"
    fill(tmp_path, {"outside/secret.md": b"secret", "vault/inner/b.md": b"b"})
    (vault / "outside").symlink_to("../outside")
    (vault / "inner" / "deeper").symlink_to("../../outside")
    (vault / "again").symlink_to("inner")
    with pytest.raises(WriteError, match="a folder that is a link is not followed"):
        folders.apply(vault, {"0.md": b"first", name: data})
    assert names(tmp_path / "outside") == ["secret.md"]
    assert (tmp_path / "outside" / "secret.md").read_bytes() == b"secret"
    assert read(vault) == {"inner/b.md": b"b"}


@posix
def test_a_link_to_a_file_is_followed_inside_and_refused_when_it_leads_out(tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    fill(tmp_path, {"secret.md": b"secret", "vault/b.md": b"b"})
    (vault / "a.md").symlink_to("b.md")
    (vault / "out.md").symlink_to("../secret.md")
    folders.apply(vault, {"a.md": b"new"})
    assert (vault / "a.md").is_symlink()
    assert (vault / "b.md").read_bytes() == b"new"
    with pytest.raises(WriteError, match="a link that leads out of the folder"):
        folders.apply(vault, {"0.md": b"first", "out.md": b"x"})
    with pytest.raises(WriteError, match="two names for one file"):
        folders.apply(vault, {"0.md": b"first", "a.md": b"one", "b.md": b"two"})
    assert names(vault) == ["a.md", "b.md", "out.md"]
    assert (tmp_path / "secret.md").read_bytes() == b"secret"


@posix
def test_to_remove_a_link_removes_the_link_and_a_file_that_was_just_written_stays(tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    fill(tmp_path, {"secret.md": b"secret", "vault/b.md": b"b"})
    (vault / "a.md").symlink_to("b.md")
    (vault / "out.md").symlink_to("../secret.md")
    folders.apply(vault, {"out.md": None, "a.md": b"new", "b.md": None})
    assert read(vault) == {"a.md": b"new", "b.md": b"new"}
    assert (tmp_path / "secret.md").read_bytes() == b"secret"
    folders.apply(vault, {"a.md": None})
    assert read(vault) == {"b.md": b"new"}


def test_on_a_disk_that_takes_two_spellings_for_one_name_what_was_written_stays(tmp_path: Path) -> None:
    fill(tmp_path, {"monday.md": b"old"})  # such a disk shows it under both names

    def folded(path: Path) -> Path:
        return path.with_name(path.name.lower())

    disk = Disk(
        instead={
            "lstat": lambda path: folded(path).lstat(),
            "unlink": lambda path: folded(path).unlink(),
            "replace": lambda temporary, path: temporary.replace(folded(path)),
        }
    )
    assert on(disk, lambda: folders.apply(tmp_path, {"Monday.md": None, "monday.md": b"new", "MONDAY.MD": None})) is None
    assert read(tmp_path) == {"monday.md": b"new"}
    assert on(disk, lambda: folders.apply(tmp_path, {"Monday.md": None})) is None
    assert read(tmp_path) == {}


@posix
def test_names_that_are_not_in_utf_8_can_be_changed_too(tmp_path: Path) -> None:
    try:
        fill(tmp_path, {os.fsdecode(b"\xff.md"): b"old"})
    except OSError:
        pytest.skip("this disk takes names in UTF-8 only")
    (name,) = read(tmp_path)
    folders.apply(tmp_path, {name: b"new"})
    assert read(tmp_path) == {name: b"new"}


def test_a_folder_that_is_not_there_or_a_file_in_its_place_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="not written") as caught:
        folders.apply(tmp_path / "nowhere", {"a.md": b"a"})
    assert caught.value.errno == errno.ENOENT
    fill(tmp_path, {"vault/a": b"a file"})
    with pytest.raises(WriteError, match="not written") as caught:
        folders.apply(tmp_path / "vault", {"a/b.md": b"b"})
    assert caught.value.errno == errno.ENOTDIR
    assert (tmp_path / "vault" / "a").read_bytes() == b"a file"


# Steps that fail, and crashes


def is_a_mix(found: Mapping[str, bytes]) -> None:
    """Assert that each file is the old or the new one, and that none is gone before all new ones are there."""
    for name in {*BEFORE, *AFTER}:
        assert found.get(name) in {BEFORE.get(name), AFTER.get(name)}
    assert set(found) <= {*BEFORE, *AFTER}
    if not set(BEFORE) <= set(found):
        assert AFTER.items() <= found.items()


@pytest.mark.parametrize("number", NUMBERS, ids=errno.errorcode.get)
def test_when_any_call_fails_each_file_is_whole_nothing_is_gone_too_early_and_the_error_counts(
    tmp_path: Path, number: int
) -> None:
    accounts = set()
    for step in count(1):
        folder = tmp_path / str(step)
        fill(folder, BEFORE)
        disk = Disk(step, failing(number), most=200)
        error = on(disk, lambda folder=folder: folders.apply(folder, CHANGES))
        found = read(folder)
        is_a_mix(found)
        if error is None:
            assert len(disk.calls) < step
            assert found == AFTER
            break
        assert error.errno == number
        keeps_quiet(error, "also gone")
        assert str(error).endswith(os.strerror(number))
        assert not [path for path in folder.rglob(".*") if path.is_file()]
        if found == BEFORE:
            assert "what was there is untouched" in str(error)
        else:
            accounts.add(str(error).split("] ")[1].split(" files")[0])
    assert accounts == {f"{done} of 6" for done in range(1, 7)}
    assert step > 50


def die_at_every_step(folder: str) -> None:
    """Change a folder in one process after the other, and kill each at its own step, until one comes through; in a child."""
    deaths = []
    for step in count(1):
        vault = Path(folder, str(step))
        fill(vault, BEFORE)
        process = os.fork()
        if not process:
            on(
                Disk(step, lambda: os.kill(os.getpid(), signal.SIGKILL), most=200),
                lambda vault=vault: folders.apply(vault, CHANGES),
            )
            os._exit(0)
        deaths.append(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]))
        if deaths[-1] == 0:
            break
    print(json.dumps(deaths))  # noqa: T201


@posix
def test_after_a_process_was_killed_at_any_step_each_file_is_whole_and_a_second_try_gets_there(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", f"import test_files_folders as t; t.die_at_every_step({str(tmp_path)!r})"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    deaths = json.loads(done.stdout)
    assert deaths == [-signal.SIGKILL] * (len(deaths) - 1) + [0]
    left = 0
    for step in range(1, len(deaths) + 1):
        vault = tmp_path / str(step)
        is_a_mix(read(vault))
        left += len(list(vault.rglob(".*")))
        folders.sweep(vault)
        assert not list(vault.rglob(".*"))
        folders.apply(vault, CHANGES)
        assert read(vault) == AFTER
    assert left > 20


PARTS = st.sampled_from(["a", "b", "C c", "Ü", "日"])
PATHS = st.builds(lambda above, name: "/".join([*above, f"{name}.md"]), st.lists(PARTS, max_size=2), PARTS)
DATA = st.binary(max_size=60)


@documents
@given(
    before=st.dictionaries(PATHS, DATA, max_size=5),
    changes=st.dictionaries(PATHS, st.none() | DATA, max_size=5),
    step=st.integers(0, 120),
    most=st.integers(1, 60),
)
def test_for_any_folder_and_any_changes_what_is_read_then_is_what_was_meant_and_a_crash_leaves_a_mix(
    *, before: dict[str, bytes], changes: dict[str, bytes | None], step: int, most: int
) -> None:
    after = {name: data for name, data in {**before, **changes}.items() if data is not None}
    new = {name: data for name, data in changes.items() if data is not None}
    with tempfile.TemporaryDirectory() as folder:
        vault = Path(folder)
        fill(vault, before)
        assert read(vault) == before
        error = on(Disk(step, failing(errno.EIO), most=most), lambda: folders.apply(vault, changes))
        found = read(vault)
        if error is None:
            assert found == after
        for name in {*before, *after, *found}:
            assert found.get(name) in {before.get(name), after.get(name)}
        if set(before) - set(found):
            assert new.items() <= found.items()
        folders.apply(vault, changes)
        assert read(vault) == after


# Making and sweeping


@posix
def test_a_folder_is_made_for_its_owner_alone_and_one_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        folders.make(tmp_path / "vault")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "vault").stat().st_mode) == 0o700
    (tmp_path / "vault").chmod(0o750)
    fill(tmp_path, {"vault/a.md": b"a"})
    folders.make(tmp_path / "vault")
    assert stat.S_IMODE((tmp_path / "vault").stat().st_mode) == 0o750
    assert read(tmp_path / "vault") == {"a.md": b"a"}


@pytest.mark.parametrize(
    ("name", "number"), [("file", errno.EEXIST), ("nowhere/vault", errno.ENOENT), ("x" * 256, errno.ENAMETOOLONG)]
)
def test_a_folder_that_cannot_be_made_is_an_error(tmp_path: Path, name: str, number: int) -> None:
    fill(tmp_path, {"file": b"a file"})
    with pytest.raises(WriteError, match="untouched") as caught:
        folders.make(tmp_path / name)
    assert caught.value.errno == number
    assert names(tmp_path) == ["file"]


@posix
def test_a_folder_that_was_made_survives_a_power_cut(tmp_path: Path) -> None:
    disk = Disk()
    assert on(disk, lambda: folders.make(tmp_path / "vault")) is None
    assert disk.calls == ["mkdir", "open folder", "fsync folder", "close folder"]


@posix
def test_a_sweep_removes_what_a_crash_left_in_the_folder_and_nothing_else(tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    mine = f"{atomic.PREFIX}{atomic.WHOLE_FOLDER}-{'0' * 16}.tmp"
    of_a_file = f"{atomic.PREFIX}{atomic.mark('me.json')}-{'0' * 16}.tmp"
    lock = f"{atomic.PREFIX}{atomic.WHOLE_FOLDER}.lock"
    fill(vault, {mine: b"", f"a/b/{mine}": b"", of_a_file: b"", lock: b"", f".obsidian/{mine}": b"", "a/b/x.md": b"x"})
    fill(tmp_path, {f"outside/{mine}": b""})
    (vault / "link").symlink_to("../outside")
    folders.sweep(vault)
    assert names(vault) == sorted([".obsidian", of_a_file, lock, "a", "link"])
    assert names(vault / "a" / "b") == ["x.md"]
    assert names(vault / ".obsidian") == names(tmp_path / "outside") == [mine]
    folders.sweep(tmp_path / "nowhere")
