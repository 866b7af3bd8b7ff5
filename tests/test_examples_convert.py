"""The convert scripts: what they write, what they say, and how they end."""

import importlib.util
import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from attrs import evolve

import therapy_notes as tn

EXAMPLES = Path(__file__).parent.parent / "examples"
SCRIPT = EXAMPLES / "convert_saved_page.py"

PAGE = (
    "The quince jar\n\nI could not open it.\n\n3 thoughts on “The quince jar”\n\n"
    "  1. Brambleberry says:\n    May 3, 2019 at 9:14 am\n\n    Hot water.\n\n"
    "    • Ottoline says:\n      May 3, 2019 at 9:20 am\n\n      I tried.\n\nLeave a Reply\n"
)
OTHER = "The second jar\n\nThis one was open.\n"
PRIVATE = ("quince", "Brambleberry", "Ottoline", "water", "tried", "second jar", "could not open it")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder that holds two pages."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "b.txt").write_text(OTHER, encoding="utf-8")
    return tmp_path


def convert(*arguments: str, encoding: str = "utf-8") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    return subprocess.run(
        [sys.executable, str(SCRIPT), *arguments], capture_output=True, encoding=encoding, env=environment, check=False
    )


def test_a_page_becomes_a_journal_beside_it() -> None:
    done = convert("a.txt", "--zone", "Europe/Paris", "--me", "ottoline", "--written-on", "2019-05-02")
    assert (done.returncode, done.stderr) == (0, "")
    journal = tn.load("a.journal.json")
    (entry,) = journal.entries
    assert (entry.title, entry.written_at) == ("The quince jar", tn.moment("2019-05-02 00:00", "UTC").date())
    assert [(c.author, c.mine, c.in_reply_to) for c in entry.comments] == [
        ("Brambleberry", False, None), ("Ottoline", True, "c1"),
    ]  # fmt: skip
    assert journal.zone == "Europe/Paris"
    assert entry.shared_with == ()
    assert stat.S_IMODE(Path("a.journal.json").stat().st_mode) == 0o600 or os.name == "nt"


def test_the_summary_counts_and_tells_nothing() -> None:
    done = convert("a.txt", "b.txt")
    rows = [line.split() for line in done.stdout.splitlines()[:4]]
    assert rows == [
        ["file", "found", "converted", "skipped", "rejected", "comments", "claimed", "comments", "found"],
        ["a.txt", "3", "3", "0", "0", "3", "2"],
        ["b.txt", "1", "1", "0", "0", "-", "0"],
        ["all", "4", "4", "0", "0", "3", "2"],
    ]
    assert "claims 3, found 2" in done.stdout
    assert "1 boilerplate lines" in done.stdout
    assert "Written: a.journal.json" in done.stdout
    assert not any(word in done.stdout + done.stderr for word in PRIVATE)


def test_several_pages_become_one_journal_and_the_same_page_twice_adds_nothing() -> None:
    assert convert("a.txt", "b.txt", "--out", "once.json").returncode == 0
    Path("again.txt").write_bytes(Path("a.txt").read_bytes())
    done = convert("a.txt", "b.txt", "again.txt", "--out", "twice.json")
    assert done.returncode == 0
    assert tn.load("once.json") == tn.load("twice.json")
    assert len(tn.load("twice.json").entries) == 2
    assert "an entry that is there already" in done.stdout
    assert ["again.txt", "3", "0", "3", "0", "3", "2"] in [line.split() for line in done.stdout.splitlines()]


def test_a_page_saved_again_with_other_comments_leaves_the_first_one_and_says_so() -> None:
    Path("later.txt").write_text(PAGE.replace("I tried.", "I tried twice."), encoding="utf-8")
    done = convert("a.txt", "later.txt")
    assert "is there already with other contents: the first one stays" in done.stdout
    assert [c.body for c in tn.load("a.journal.json").entries[0].comments] == ["Hot water.", "I tried."]


def test_the_same_command_twice_writes_the_same_bytes() -> None:
    convert("a.txt", "--out", "one.json")
    convert("a.txt", "--out", "two.json")
    assert Path("one.json").read_bytes() == Path("two.json").read_bytes()


def test_only_who_is_named_may_see_the_entry_and_its_comments() -> None:
    assert convert("a.txt", "--shared-with", "therapist", "--shared-with", "peer").returncode == 0
    (entry,) = tn.load("a.journal.json").entries
    assert entry.shared_with == ("therapist", "peer")
    assert all(comment.shared_with == ("therapist", "peer") for comment in entry.comments)


def test_a_file_that_is_there_is_overwritten_only_by_force() -> None:
    Path("a.journal.json").write_text("mine", encoding="utf-8")
    done = convert("a.txt")
    assert done.returncode == 2
    assert "is there already" in done.stderr
    assert Path("a.journal.json").read_text(encoding="utf-8") == "mine"
    assert convert("a.txt", "--force").returncode == 0
    assert tn.load("a.journal.json").entries


def test_an_input_is_never_overwritten_even_by_force() -> None:
    before = Path("a.txt").read_bytes()
    Path("a.json").write_bytes(before)
    done = convert("a.json", "--out", "a.json", "--force")
    assert done.returncode == 2
    assert Path("a.json").read_bytes() == before


def test_the_report_holds_counts_and_places_and_no_text() -> None:
    assert convert("a.txt", "--report", "report.json").returncode == 0
    text = Path("report.json").read_text(encoding="utf-8")
    (told,) = json.loads(text)["inputs"]
    assert told["found"] == told["converted"] + told["skipped"] + told["rejected"] == 3
    assert (told["claimed"], told["comments"]) == ({"comments": 3}, 2)
    assert told["losses"] == {"boilerplate lines": 1, "comment times without a zone": 2}
    assert {"where": "page.txt: comments", "what": "claims 3, found 2"} in told["problems"]
    assert not any(word in text for word in PRIVATE)


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("empty.txt", b"", "empty"),
        ("page.html", b"<!doctype html><p>quince</p>", "HTML"),
        ("page.zip", b"PK\x03\x04quince", "zip"),
        ("missing.txt", None, "No such file"),
    ],
)
def test_bad_input_is_one_clear_error_and_nothing_is_written(folder: Path, name: str, data: bytes | None, what: str) -> None:
    if data is not None:
        (folder / name).write_bytes(data)
    done = convert("a.txt", name, "b.txt", "--out", "out.json", "--report", "report.json")
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("Nothing was written.\n")
    assert f"{name}: " in done.stderr
    assert what in done.stderr
    assert "Traceback" not in done.stderr
    assert not any(word in done.stderr for word in PRIVATE)
    assert not Path("out.json").exists()
    assert not Path("report.json").exists()


def test_everything_that_is_wrong_is_said_at_once() -> None:
    Path("empty.txt").touch()
    done = convert("empty.txt", "missing.txt")
    assert done.stderr.count("\n") == 3


@pytest.mark.parametrize(
    "arguments",
    [
        ("a.txt", "--zone", "Europe/Nowhere"),
        ("a.txt", "--written-on", "yesterday"),
        ("a.txt", "b.txt", "--written-on", "2019-05-02"),
        ("a.txt", "--out", "notes.docx"),
        ("a.txt", "--out", "nowhere/notes.json"),
        ("a.txt", "--out", "x.json", "--report", "x.json"),
        ("a.txt", "--unheard-of"),
        (),
    ],
)
def test_a_wrong_command_writes_nothing(folder: Path, arguments: tuple[str, ...]) -> None:
    done = convert(*arguments)
    assert done.returncode == 2
    assert done.stderr
    assert "Traceback" not in done.stderr
    assert sorted(path.name for path in folder.iterdir()) == ["a.txt", "b.txt"]


def test_a_terminal_of_another_alphabet_is_no_reason_to_stop(folder: Path) -> None:
    (folder / "страница.txt").write_text(OTHER, encoding="utf-8")
    assert convert("страница.txt", encoding="ascii").returncode == 0


def test_help_is_written_for_people() -> None:
    done = convert("--help")
    assert done.returncode == 0
    assert "never changed" in done.stdout
    assert "utf" not in done.stdout.lower()


# -- what no saved page can show: something that was rejected ---------------------------------------------------


@pytest.fixture
def command_line(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Return the shared command line, over a reader that rejects something."""
    place = importlib.util.spec_from_file_location("_convert", EXAMPLES / "_convert.py")
    assert place is not None
    assert place.loader is not None
    module = importlib.util.module_from_spec(place)
    place.loader.exec_module(module)
    honest = tn.read

    def read(path: str, **options: str) -> tn.JournalReading:
        reading = honest(path, **options)  # type: ignore[arg-type]
        return evolve(reading, tally=evolve(reading.tally, found=reading.tally.found + 1, rejected=1))

    monkeypatch.setattr(tn, "read", read)
    return module


def test_something_that_was_rejected_ends_with_one(command_line: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.run("saved_page", ["a.txt"]) == 1
    assert Path("a.journal.json").exists()
    assert "rejected" in capsys.readouterr().out


def test_lenient_ends_with_nought(command_line: ModuleType) -> None:
    assert command_line.run("saved_page", ["a.txt", "--lenient"]) == 0


def test_the_example_scripts_use_only_the_door() -> None:
    for script in EXAMPLES.glob("*convert*.py"):
        assert "therapy_notes." not in script.read_text(encoding="utf-8")
