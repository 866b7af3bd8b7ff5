"""The script of the README, run as a stranger runs it."""

import subprocess
import sys
from pathlib import Path

import pytest

import therapy_notes as tn

SCRIPT = Path(__file__).parents[1] / "examples" / "prepare_session.py"


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, str(SCRIPT), *arguments], cwd=cwd, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("audience", ["me", "therapist", "peer", "public"])
def test_it_writes_three_files_for_every_audience_and_says_what_it_did(tmp_path: Path, audience: str) -> None:
    done = run("--audience", audience, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    written = sorted(path.name for path in (tmp_path / "prepared").iterdir())
    assert written == [f"for-{audience}.docx", f"for-{audience}.html", f"for-{audience}.md"]
    assert "on the page" in done.stdout


def test_the_terminal_shows_no_word_of_the_journal(tmp_path: Path, example: tn.Journal) -> None:
    out = run(cwd=tmp_path).stdout
    texts = [topic.text for topic in example.topics] + [entry.title for entry in example.entries if entry.title]
    assert not [text for text in texts if len(text) > 8 and text in out]


def test_twice_is_the_same_and_a_file_that_differs_is_not_replaced(tmp_path: Path) -> None:
    assert run(cwd=tmp_path).returncode == 0
    path = tmp_path / "prepared" / "for-me.md"
    before = path.read_bytes()
    assert run(cwd=tmp_path).returncode == 0
    assert path.read_bytes() == before
    path.write_text("my own notes, by hand")
    done = run(cwd=tmp_path)
    assert done.returncode == 2
    assert path.read_text() == "my own notes, by hand"
    assert run("--force", cwd=tmp_path).returncode == 0
    assert path.read_bytes() == before


def test_ones_own_journal_is_prepared_for_the_moment_that_one_names(tmp_path: Path, example: tn.Journal) -> None:
    tn.save(example, tmp_path / "me.json")
    done = run("me.json", "--at", "2024-09-15 20:00", "--language", "de", "--paper", "letter", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Erster Satz" in (tmp_path / "prepared" / "for-me.md").read_text("utf-8")


DUPLICATE = b'{"therapy_notes": {"format": "1.0"}, "topics": [{"id": "a", "text": "x"}, {"id": "a", "text": "y"}]}'
NAIVE = b'{"therapy_notes": {"format": "1.0"}, "entries": [{"id": "a", "body": "x", "written_at": "2024-05-01T09:00:00"}]}'


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not json",
        b'{"therapy_notes": {"format": "1.0"}, "entr',
        b"[]",
        b'{"therapy_notes": {"format": "99.0"}}',
        b'{"therapy_notes": {"format": "1.0"}, "entries": "none"}',
        b'{"therapy_notes": {"format": "1.0"}, "entries": [{"id": 1, "body": null}]}',
        DUPLICATE,
        NAIVE,
        b"\xff\xfe\x00",
    ],
    ids=["empty", "text", "truncated", "list", "newer", "types", "entry", "duplicate id", "no zone", "utf-16"],
)
def test_bad_input_is_one_clear_error_and_nothing_is_written(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "bad.json").write_bytes(data)
    done = run("bad.json", cwd=tmp_path)
    assert done.returncode == 2
    assert "nothing was written" in done.stderr.lower()
    assert "Traceback" not in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["bad.json"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["missing.json"],
        ["--audience", "nobody-we-know"],
        ["--session", "no-such-session"],
        ["--at", "yesterday"],
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_is_said_in_one_line(tmp_path: Path, arguments: list[str]) -> None:
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "prepared").exists()
