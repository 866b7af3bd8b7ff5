"""Files: a save is whole or it has not happened, and bad input leaves everything as it was."""

import gzip
import os
import stat
import time
import zlib
from pathlib import Path

import pytest

import therapy_notes as tn
from therapy_notes import files
from therapy_notes.files import load_key, locks, save_key
from therapy_notes.sharing.pseudonyms import PseudonymKey, Replacement


def names(folder: Path) -> list[str]:
    """Return the names of what somebody would see in a folder: a lock file stays, hidden."""
    return sorted(found.name for found in folder.iterdir() if not found.name.endswith(".lock"))


def test_what_is_saved_is_what_is_loaded(example: tn.Journal, tmp_path: Path) -> None:
    path = tmp_path / "me.json"
    tn.save(example, path)
    assert tn.load(path) == example
    assert tn.verify(path) is True
    assert names(tmp_path) == ["me.json"]


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


@pytest.mark.parametrize("name", ["me.txt", "me.md", "me.docx", "me.html", "me.json.gz", "me.zip", "me.txt.age", "me.age"])
def test_a_journal_is_not_kept_under_the_ending_of_something_else(example: tn.Journal, tmp_path: Path, name: str) -> None:
    with pytest.raises(tn.UnknownFormatError, match=r"\.json, \.jsonl"):
        tn.save(example, tmp_path / name, key="a key" if name.endswith("age") else None)
    with pytest.raises(tn.UnknownFormatError):
        tn.load(tmp_path / name)
    assert names(tmp_path) == []


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
    assert files._place("Letter to my mother.txt") == "file.txt"
    assert files._place("years.xml.GZ") == "file.xml"
    assert files._place("1999.my mother") == files._place("diary") == "file"


# -- every form in which a journal is kept ------------------------------------------------------------------------

FORMS = ["me.json", "me.jsonl", "me.jsonl.gz", "me.json.age", "me.jsonl.age", "me.jsonl.gz.age", "My journal"]


@pytest.fixture(scope="module")
def key() -> tn.Identity:
    return tn.Identity.new()


def key_for(name: str, key: tn.Identity) -> tn.Identity | None:
    return key if name.endswith(".age") else None


@pytest.mark.parametrize("name", [*FORMS, "me.vault"])
def test_a_journal_comes_back_from_every_form(example: tn.Journal, key: tn.Identity, tmp_path: Path, name: str) -> None:
    path, own = tmp_path / name, key_for(name, key)
    tn.save(example, path, key=own)
    assert tn.load(path, key=own) == example
    reading = tn.load(path, key=own, lenient=True)
    assert (reading.journal, reading.problems) == (example, ())
    assert tn.verify(path, key=own) is (None if path.is_dir() else True)
    assert path.is_dir() is (name in {"My journal", "me.vault"})
    smaller = example.without(example.entries[0].id)
    tn.save(smaller, path, key=own, if_unchanged=example)
    assert tn.load(path, key=own) == smaller
    assert names(tmp_path) == [name]


@pytest.mark.parametrize("name", FORMS)
def test_what_changed_meanwhile_is_not_overwritten(example: tn.Journal, key: tn.Identity, tmp_path: Path, name: str) -> None:
    path, own = tmp_path / name, key_for(name, key)
    tn.save(example, path, key=own)
    hers = example.with_records(tn.Entry(id="hers", body="Meanwhile."))
    tn.save(hers, path, key=own)
    mine = example.with_records(tn.Entry(id="mine", body="At the same time."))
    with pytest.raises(tn.ChangedError, match="has changed since it was loaded"):
        tn.save(mine, path, key=own, if_unchanged=example)
    assert tn.load(path, key=own) == hers
    merged = tn.merge(mine, tn.load(path, key=own), base=example)
    tn.save(merged.journal, path, key=own, if_unchanged=hers)
    assert {"hers", "mine"} <= {entry.id for entry in tn.load(path, key=own).entries}


@pytest.mark.parametrize("name", ["me.json", "My journal"])
def test_what_is_gone_meanwhile_is_not_written_as_if_nothing_had_happened(tmp_path: Path, name: str) -> None:
    journal = tn.Journal(zone="UTC")
    with pytest.raises(tn.ChangedError):
        tn.save(journal, tmp_path / name, if_unchanged=journal)
    assert names(tmp_path) == []


@pytest.mark.parametrize("name", FORMS)
def test_a_second_writer_is_told_and_nothing_is_written(
    example: tn.Journal, key: tn.Identity, tmp_path: Path, name: str
) -> None:
    path, own = tmp_path / name, key_for(name, key)
    tn.save(example, path, key=own)
    with locks.holding(path, wait=0), pytest.raises(tn.LockedError, match="another program"):
        tn.save(tn.Journal(zone="UTC"), path, key=own, wait=0)
    assert tn.load(path, key=own) == example
    with locks.holding(path, wait=0):
        tn.save(tn.Journal(zone="UTC"), path, key=own, wait=None)
    assert tn.load(path, key=own) == tn.Journal(zone="UTC")


@pytest.mark.parametrize("name", ["me.json", "me.jsonl", "me.jsonl.gz", "My journal"])
def test_a_key_where_nothing_is_encrypted_is_an_error_and_not_a_false_comfort(
    example: tn.Journal, tmp_path: Path, name: str
) -> None:
    with pytest.raises(ValueError, match=r"\.age"):
        tn.save(example, tmp_path / name, key="correct horse")
    with pytest.raises(ValueError, match=r"\.age"):
        tn.load(tmp_path / name, key="correct horse")
    assert names(tmp_path) == []


def test_an_encrypted_file_takes_a_key(example: tn.Journal, key: tn.Identity, tmp_path: Path) -> None:
    path = tmp_path / "me.json.age"
    with pytest.raises(tn.WriteError, match="takes a key"):
        tn.save(example, path)
    assert names(tmp_path) == []
    tn.save(example, path, key=key)
    before = path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_ino
    with pytest.raises(tn.ReadError, match="takes a key"):
        tn.load(path)
    with pytest.raises(tn.WrongKeyError):
        tn.load(path, key=tn.Identity.new())
    with pytest.raises(tn.WrongKeyError):
        tn.save(tn.Journal(zone="UTC"), path, key=tn.Identity.new(), if_unchanged=example)
    assert (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_ino) == before
    assert b"therapy" not in before[0]


def test_equal_journals_are_equal_bytes_also_when_they_are_compressed(example: tn.Journal, tmp_path: Path) -> None:
    tn.save(example, tmp_path / "one.jsonl.gz")
    tn.save(tn.loads(tn.dumps(example)), tmp_path / "other.jsonl.gz")
    assert (tmp_path / "one.jsonl.gz").read_bytes() == (tmp_path / "other.jsonl.gz").read_bytes()
    unzipped = gzip.decompress((tmp_path / "one.jsonl.gz").read_bytes())
    tn.save(example, tmp_path / "one.jsonl")
    assert unzipped == (tmp_path / "one.jsonl").read_bytes()
    assert tn.verify(unzipped) is True


# -- streams ------------------------------------------------------------------------------------------------------


def test_records_are_read_and_written_one_by_one(example: tn.Journal, tmp_path: Path) -> None:
    tn.save(example, tmp_path / "me.jsonl")
    stream = tn.iter_records(tmp_path / "me.jsonl")
    assert (stream.head.zone, stream.head.key, len(stream.head)) == (example.zone, example.key, 0)
    entries = (record for record in stream if isinstance(record, tn.Entry))
    tn.write_records(entries, tmp_path / "entries.jsonl.gz", header=stream.head)
    found = tn.load(tmp_path / "entries.jsonl.gz")
    assert (found.entries, len(found)) == (example.entries, len(example.entries))


def test_a_stream_that_ends_in_an_error_leaves_the_old_file(example: tn.Journal, tmp_path: Path) -> None:
    tn.save(example, tmp_path / "me.jsonl")
    path = tmp_path / "out.jsonl"
    path.write_text("what was there")
    data = (tmp_path / "me.jsonl").read_bytes()
    (tmp_path / "cut.jsonl").write_bytes(data[: len(data) // 2])
    stream = tn.iter_records(tmp_path / "cut.jsonl")
    with pytest.raises(tn.ReadError, match="cut off"):
        tn.write_records(stream, path, header=stream.head)
    assert path.read_text() == "what was there"
    assert names(tmp_path) == ["cut.jsonl", "me.jsonl", "out.jsonl"]


@pytest.mark.parametrize("part", [0.2, 0.5, 0.9, 0.999])
@pytest.mark.parametrize("ending", [".jsonl", ".jsonl.gz"])
def test_of_a_truncated_stream_all_whole_lines_are_read(
    example: tn.Journal, tmp_path: Path, ending: str, part: float
) -> None:
    path = tmp_path / f"me{ending}"
    tn.save(example, path)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * part)])
    stream = tn.iter_records(path, lenient=True)
    read = [record for record in stream if not isinstance(record, tn.Unreadable | tn.Share)]
    assert [example[record.id] for record in read] == read
    assert len(read) > part / 2 * len(example)
    assert stream.problems
    assert all(problem.where.startswith("line ") for problem in stream.problems)
    with pytest.raises(tn.ReadError, match=r"line \d+: cut off"):
        tn.load(path)
    assert len(tn.load(path, lenient=True).journal) == len(read)
    assert tn.verify(path) is not True


def test_a_damaged_compressed_file_is_told(example: tn.Journal, tmp_path: Path) -> None:
    path = tmp_path / "me.jsonl.gz"
    tn.save(example, path)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)
    with pytest.raises(tn.ReadError):
        tn.load(path)
    path.write_bytes(b"no gzip at all")
    with pytest.raises(tn.ReadError, match="not what was compressed"):
        tn.load(path)


def test_streams_are_of_json_lines_only(example: tn.Journal, tmp_path: Path) -> None:
    for name in ("me.json", "folder", "me.txt"):
        with pytest.raises(tn.UnknownFormatError):
            tn.iter_records(tmp_path / name)
        with pytest.raises(tn.UnknownFormatError):
            tn.write_records([], tmp_path / name, header=example)
    with pytest.raises(TypeError, match="header"):
        tn.write_records([], tmp_path / "me.jsonl", header="UTC")  # type: ignore[arg-type]


# -- limits -------------------------------------------------------------------------------------------------------


def test_limits_are_the_callers_to_set(example: tn.Journal, tmp_path: Path) -> None:
    for name in ("me.json", "me.jsonl", "me.jsonl.gz", "vault"):
        tn.save(example, tmp_path / name)
        with pytest.raises(tn.ReadError, match="larger than the limit"):
            tn.load(tmp_path / name, max_bytes=1000)
        assert tn.load(tmp_path / name, max_bytes=10_000_000) == example
    for name in ("me.json", "me.jsonl", "vault"):
        with pytest.raises(tn.ReadError, match="nested too deeply"):
            tn.load(tmp_path / name, max_depth=3)
    with pytest.raises(tn.ReadError, match="larger than the limit"):
        [*tn.iter_records(tmp_path / "me.jsonl", max_line=100)]


def test_a_bomb_is_refused_before_it_has_burst(tmp_path: Path) -> None:
    header = b'{"therapy_notes":{"format":"1.1"}}\n'
    for filling in (b"\x00", b"\n", b'{"topics":{"id":"a","text":"b"}}\n'):
        bomb = zlib.compressobj(9, wbits=31)
        piece = filling * (1_000_000 // len(filling))
        packed = bomb.compress(header) + b"".join(bomb.compress(piece) for _ in range(100)) + bomb.flush()
        (tmp_path / "bomb.jsonl.gz").write_bytes(packed)
        started = time.monotonic()
        with pytest.raises(tn.ReadError, match=r"larger than the limit|more in it than"):
            tn.load(tmp_path / "bomb.jsonl.gz")
        with pytest.raises(tn.ReadError, match=r"larger than the limit|more in it than"):
            [*tn.iter_records(tmp_path / "bomb.jsonl.gz")]
        assert time.monotonic() - started < 10
    tn.write_records((tn.Topic(id=f"{n:09}", text="b") for n in range(40_000)), tmp_path / "a.jsonl.gz", header=tn.Journal())
    with pytest.raises(tn.ReadError, match="more in it than"):
        tn.load(tmp_path / "a.jsonl.gz", max_ratio=3)
    assert len(tn.load(tmp_path / "a.jsonl.gz", max_ratio=100)) == 40_000


@pytest.mark.parametrize("name", ["me.json.age", "me.jsonl.age", "me.jsonl.gz.age"])
def test_what_is_encrypted_never_reaches_the_disk_in_clear(
    key: tn.Identity, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[bytes] = []
    write = os.write

    def watched(handle: int, data: bytes) -> int:
        written.append(bytes(data))
        return write(handle, data)

    monkeypatch.setattr(os, "write", watched)
    journal = tn.Journal(zone="Europe/Oslo").with_records(tn.Entry(id="a", body="what nobody else may read " * 50))
    tn.save(journal, tmp_path / name, key=key)
    monkeypatch.undo()
    assert tn.load(tmp_path / name, key=key) == journal
    assert b"age-encryption.org" in b"".join(written)
    for path in tmp_path.iterdir():
        written.append(path.read_bytes())
        assert "nobody" not in path.name
    for clear in (b"nobody else", b"Europe/Oslo", b"entries"):
        assert clear not in b"".join(written)


# -- what a cold review found -------------------------------------------------------------------------------------


def test_an_empty_path_is_not_the_folder_that_one_happens_to_be_in(example: tn.Journal) -> None:
    for call in (lambda: tn.save(example, ""), lambda: tn.load(""), lambda: tn.verify("")):
        with pytest.raises(ValueError, match="an empty path"):
            call()


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    for name in ("me.json", "me.jsonl"):
        os.mkfifo(tmp_path / name)
        with pytest.raises(tn.ReadError, match="no ordinary file"):
            tn.load(tmp_path / name)


def test_an_error_of_the_system_names_no_file(example: tn.Journal, tmp_path: Path) -> None:
    for name in ("Mother.json", "Mother.jsonl", "Mother.jsonl.gz"):
        with pytest.raises(FileNotFoundError) as caught:
            tn.load(tmp_path / name)
        assert "Mother" not in str(caught.value)
        assert caught.value.filename is None
    with pytest.raises(FileNotFoundError):
        tn.verify(tmp_path / "nowhere")
    with pytest.raises(tn.WriteError) as refused:
        tn.save(example, tmp_path / ("Mother" * 60 + ".json"))
    assert "Mother" not in str(refused.value)


def test_what_no_limit_would_let_in_again_is_not_written(tmp_path: Path) -> None:
    journal = tn.Journal(zone="UTC").with_records(tn.Entry(id="a", body="a" * 6_000_000))
    with pytest.raises(tn.WriteError, match="no limit would let it be read again"):
        tn.save(journal, tmp_path / "me.jsonl.gz")
    assert names(tmp_path) == []
    tn.save(journal, tmp_path / "me.jsonl")
    assert tn.load(tmp_path / "me.jsonl") == journal


def test_verify_tells_a_limit_from_a_change(tmp_path: Path) -> None:
    header = b'{"therapy_notes":{"format":"1.1"}}\n'
    (tmp_path / "bomb.jsonl.gz").write_bytes(gzip.compress(header + b"\n" * 20_000_000))
    with pytest.raises(tn.ReadError, match="more in it than"):
        tn.verify(tmp_path / "bomb.jsonl.gz")


def test_what_is_no_journal_or_no_record_is_refused_at_the_door(example: tn.Journal, tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="Journal"):
        tn.dumps({"entries": []})  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="as it was loaded"):
        tn.save(example, tmp_path / "me.json", if_unchanged="yes")  # type: ignore[arg-type]
    for odd in (5, "x", None, example):
        with pytest.raises(TypeError, match="not a record"):
            tn.write_records([odd], tmp_path / "me.jsonl", header=example)  # type: ignore[list-item]
    assert names(tmp_path) == []


def test_what_was_typed_into_a_folder_and_does_not_read_is_a_change_too(tmp_path: Path) -> None:
    at = tn.moment("2024-05-06 16:00", "Europe/Oslo")
    journal = tn.Journal(zone="Europe/Oslo").with_records(tn.Session(id="s", status="booked", starts_at=at))
    tn.save(journal, tmp_path / "My journal")
    page = next((tmp_path / "My journal" / "sessions").glob("*.md"))
    page.write_text(page.read_text().replace("date: 2024-05-06", "date: 2024-05-09"))
    with pytest.raises(tn.ChangedError):
        tn.save(journal.with_records(tn.Topic(id="t", text="Rest")), tmp_path / "My journal", if_unchanged=journal)
    assert "2024-05-09" in page.read_text()


@pytest.mark.parametrize("second", ["journal 2.md", "journal.md"])
def test_a_page_of_the_journal_that_is_not_understood_is_not_written_over(tmp_path: Path, second: str) -> None:
    journal = tn.Journal(zone="Europe/Oslo").with_records(tn.Topic(id="t", text="Rest"))
    folder = tmp_path / "My journal"
    tn.save(journal, folder)
    said = (folder / "journal.md").read_text()
    broken = said.replace('"Europe/Oslo"', "a: Europe/Oslo") if second == "journal.md" else said
    (folder / second).write_text(broken + "What I typed below.")
    with pytest.raises(tn.WriteError, match="of a journal|of the journal"):
        tn.save(journal, folder)
    assert "What I typed below." in (folder / second).read_text()


# -- keys of pseudonyms ---------------------------------------------------------------------------------------


@pytest.fixture
def pseudonyms() -> PseudonymKey:
    replaced = Replacement(record="r", field="body", place=3, text="Zulmira", stand_in="Z.")
    return PseudonymKey(audience="therapist", replacements=(replaced,), names=("Zulmira",))


def test_a_key_of_pseudonyms_comes_back_and_is_for_its_owner_alone(tmp_path: Path, pseudonyms: PseudonymKey) -> None:
    path = tmp_path / "names.json"
    save_key(pseudonyms, path)
    assert load_key(path) == pseudonyms
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_locked_key_of_pseudonyms_opens_with_its_passphrase_alone(tmp_path: Path, pseudonyms: PseudonymKey) -> None:
    path = tmp_path / "names.json.age"
    save_key(pseudonyms, path, key=tn.Passphrase("seven red tins"))
    assert b"Zulmira" not in path.read_bytes()
    assert load_key(path, key=tn.Passphrase("seven red tins")) == pseudonyms
    with pytest.raises(tn.WrongKeyError):
        load_key(path, key=tn.Passphrase("six red tins"))


@pytest.mark.parametrize("name", ["names", "names.jsonl", "names.docx", "names.md"])
def test_a_key_of_pseudonyms_is_kept_in_json_alone(tmp_path: Path, pseudonyms: PseudonymKey, name: str) -> None:
    with pytest.raises(tn.UnknownFormatError):
        save_key(pseudonyms, tmp_path / name)
    with pytest.raises(tn.UnknownFormatError):
        load_key(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_journal_is_no_key_and_a_key_is_no_journal(tmp_path: Path, pseudonyms: PseudonymKey) -> None:
    with pytest.raises(TypeError):
        save_key(tn.Journal.new(zone="UTC"), tmp_path / "me.json")  # type: ignore[arg-type]  # the mistake that is tested
    tn.save(tn.Journal.new(zone="UTC"), tmp_path / "me.json")
    with pytest.raises(tn.ReadError):
        load_key(tmp_path / "me.json")
    save_key(pseudonyms, tmp_path / "names.json")
    with pytest.raises(tn.ReadError):
        tn.load(tmp_path / "names.json")
