"""Files: a save is whole or it has not happened, and bad input leaves everything as it was."""

import os
import stat
from pathlib import Path

import pytest

import therapy_notes as tn
from therapy_notes import files


def test_what_is_saved_is_what_is_loaded(example: tn.Journal, tmp_path: Path) -> None:
    path = tmp_path / "me.json"
    tn.save(example, path)
    assert tn.load(path) == example
    assert tn.verify(path) is True
    assert [found.name for found in tmp_path.iterdir()] == ["me.json"]


def test_a_new_file_is_for_its_owner_alone_and_an_old_one_keeps_its_mode(example: tn.Journal, tmp_path: Path) -> None:
    path = tmp_path / "me.json"
    tn.save(example, path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o640)
    tn.save(example, path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_is_followed_and_stays_a_link(example: tn.Journal, tmp_path: Path) -> None:
    target, link = tmp_path / "target.json", tmp_path / "link.json"
    target.write_text("old")
    link.symlink_to(target)
    tn.save(example, link)
    assert link.is_symlink()
    assert tn.load(target) == example


@pytest.mark.parametrize("call", ["fsync", "replace", "chmod", "fdopen"])
def test_when_any_step_fails_the_old_file_is_whole_and_nothing_is_left_behind(
    example: tn.Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    path = tmp_path / "me.json"
    path.write_text("what was there")

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, call, fail)
    with pytest.raises(tn.WriteError, match="untouched"):
        tn.save(example, path)
    monkeypatch.undo()
    assert path.read_text() == "what was there"
    assert [found.name for found in tmp_path.iterdir()] == ["me.json"]


def test_a_folder_that_is_not_there_is_a_write_error(example: tn.Journal, tmp_path: Path) -> None:
    with pytest.raises(tn.WriteError):
        tn.save(example, tmp_path / "nowhere" / "me.json")


def test_what_cannot_be_rendered_is_not_written(tmp_path: Path) -> None:
    view = tn.view(tn.Journal(zone="UTC"), "me")
    with pytest.raises(tn.UnknownFormatError):
        tn.export(view, tmp_path / "page.xyz")
    with pytest.raises(tn.UnknownFormatError):
        tn.export(view, tmp_path / "page.md", format="saved_page")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("suffix", [".md", ".html", ".docx", ".json"])
def test_an_export_is_named_by_its_suffix_or_by_its_format(example: tn.Journal, tmp_path: Path, suffix: str) -> None:
    view = tn.view(example, "public")
    path = tn.export(view, tmp_path / f"all{suffix}")
    name = {".md": "markdown", ".html": "html", ".docx": "docx", ".json": "json"}[suffix]
    other = tn.export(view, tmp_path / "all.bin", format=name)
    assert path.read_bytes() == other.read_bytes() != b""


def test_a_file_over_the_limit_is_refused_before_it_is_read(example: tn.Journal, tmp_path: Path) -> None:
    path = tmp_path / "me.json"
    tn.save(example, path)
    with pytest.raises(tn.ReadError, match="larger than the limit"):
        tn.load(path, max_bytes=100)


def test_a_journal_is_kept_in_json(example: tn.Journal, tmp_path: Path) -> None:
    with pytest.raises(tn.UnknownFormatError):
        tn.save(example, tmp_path / "me.txt")
    with pytest.raises(tn.UnknownFormatError):
        tn.load(tmp_path / "me.txt")


def test_only_a_journal_is_saved(example: tn.Journal, tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="Journal"):
        tn.save(tn.view(example, "me"), tmp_path / "me.json")  # type: ignore[arg-type]


def test_bytes_that_no_reader_claims_are_a_read_error() -> None:
    with pytest.raises(tn.ReadError, match="not a kind of file that any reader knows"):
        tn.read(b"\x00\x01\x02")


def test_a_format_of_ones_own_can_be_registered_and_read(tmp_path: Path) -> None:
    def read(data: bytes, **_: object) -> tn.JournalReading:
        return tn.JournalReading(journal=tn.Journal(zone="UTC").with_records(tn.Entry.new(data.decode())))

    tn.register(tn.Format(name="one-line", suffixes=(".line",), read=read))
    path = tmp_path / "x.line"
    path.write_text("hello")
    assert tn.read(path, format="one-line").journal.entries[0].body == "hello"
    assert "one-line" in {format.name for format in tn.formats()}


def test_a_place_in_a_report_does_not_tell_the_name_of_a_file() -> None:
    assert files._place("Letter to my mother.txt") == "page.txt"
