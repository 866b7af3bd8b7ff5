"""The script that hands over a record, run as a stranger runs it."""

import subprocess
import sys
from pathlib import Path

import attrs
import pytest

import therapy_notes as tn

SCRIPT = Path(__file__).parents[1] / "examples" / "share_a_record.py"


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, str(SCRIPT), *arguments], cwd=cwd, capture_output=True, text=True, check=False)


@pytest.fixture
def mine(tmp_path: Path, example: tn.Journal) -> Path:
    tn.save(example, tmp_path / "me.json")
    return tmp_path / "me.json"


@pytest.mark.parametrize("audience", ["therapist", "peer", "public"])
def test_it_writes_one_file_for_every_audience_and_shows_no_word_of_it(
    tmp_path: Path, example: tn.Journal, audience: str
) -> None:
    done = run("--audience", audience, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert [path.name for path in (tmp_path / "handed-over").iterdir()] == [f"for-{audience}.docx"]
    assert not [entry.id for entry in example.entries if len(entry.title) > 8 and entry.title in done.stdout]


def test_with_show_it_lists_what_the_reader_would_see_and_writes_nothing(tmp_path: Path, example: tn.Journal) -> None:
    done = run("--show", "--audience", "public", cwd=tmp_path)
    shown = tn.view(example, "public").journal
    assert done.returncode == 0
    assert all(entry.title in done.stdout for entry in shown.entries)
    assert list(tmp_path.iterdir()) == []


def test_names_are_replaced_and_the_key_stays_in_another_folder(tmp_path: Path, example: tn.Journal) -> None:
    done = run("--pseudonyms", "--format", "markdown", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    handed_over = (tmp_path / "handed-over" / "for-therapist.md").read_text("utf-8")
    assert "Zulmira" not in handed_over
    assert "Zulmira" in tn.render(tn.view(example, "therapist"), "markdown")
    key = tn.load_key(tmp_path / "kept" / "names-for-therapist.json")
    assert len(key) > 20
    assert any(replacement.text == "Zulmira" for replacement in key)


def test_a_name_that_is_also_a_word_is_replaced_only_where_it_is_a_name(tmp_path: Path) -> None:
    done = run("--pseudonyms", "--also-a-word", "Bé", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    replaced = {one.text for one in tn.load_key(tmp_path / "kept" / "names-for-therapist.json")}
    assert "Bé" in replaced
    assert "be" not in replaced


def test_years_stand_for_dates_when_it_is_redacted(tmp_path: Path) -> None:
    done = run("--redact", "--place", "Porto", "--format", "markdown", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    handed_over = (tmp_path / "handed-over" / "for-therapist.md").read_text("utf-8")
    assert "September 2024" not in handed_over
    assert "Porto" not in handed_over


def test_words_that_may_be_names_are_shown_only_when_one_asks(tmp_path: Path, example: tn.Journal, mine: Path) -> None:
    tn.save(attrs.evolve(example, people=()), mine)
    done = run("me.json", "--find-names", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Zulmira" in done.stdout
    assert [path.name for path in tmp_path.iterdir() if not path.name.startswith(".")] == ["me.json"]


def test_it_is_noted_in_the_ledger_and_nothing_else_of_the_journal_changes(
    tmp_path: Path, example: tn.Journal, mine: Path
) -> None:
    done = run("me.json", "--how", "on paper", "--at", "2024-09-14", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    after = tn.load(mine)
    assert attrs.evolve(after, shares=example.shares) == example
    new = after.shares[len(example.shares) :]
    assert len(new) == len(tn.view(example, "therapist").journal)
    assert {(line.audience, line.how, line.shared_at) for line in new} == {("therapist", "on paper", tn.day("2024-09-14"))}


def test_a_file_that_is_there_is_not_replaced_unless_one_says_so(tmp_path: Path) -> None:
    assert run("--pseudonyms", cwd=tmp_path).returncode == 0
    before = (tmp_path / "kept" / "names-for-therapist.json").read_bytes()
    again = run("--pseudonyms", cwd=tmp_path)
    assert again.returncode == 2
    assert "there already" in again.stderr
    assert (tmp_path / "kept" / "names-for-therapist.json").read_bytes() == before
    assert run("--pseudonyms", "--force", cwd=tmp_path).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--audience", "the neighbours"), "no such audience"),
        (("--audience", "me", "--pseudonyms"), "owner"),
        (("nowhere.json",), "No such file"),
        (("--how", "on paper"), "name your own"),
        (("--place", "Porto"), "--redact"),
        (("--also-a-word", "Bé"), "--pseudonyms"),
        (("--pseudonyms", "--also-a-word", "Nobody"), "no name of the register"),
    ],
)
def test_bad_input_is_one_clear_error_and_writes_nothing(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []
