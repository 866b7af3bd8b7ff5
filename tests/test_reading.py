"""From a path, bytes or a folder to a journal: which reader is asked, what it is given, and what is said of it."""

import gzip
import io
import os
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import therapy_notes as tn
from therapy_notes import registry
from therapy_notes.model.digests import is_as_read

DIARY = b"12 March 2018\n\nThe kettle again.\n\n13 March 2018\n\nI rang, and hung up.\n"
DAY_ONE = b"""{"metadata": {"version": "1.0"}, "entries": [
    {"uuid": "A1", "creationDate": "2024-05-01T09:00:00Z", "text": "Rain"}]}"""
JRNL = b"""{"tags": {}, "entries": [
    {"title": "Rain.", "body": "", "date": "2019-05-03", "time": "09:14", "tags": [], "starred": false}]}"""
NOTES = {"2024-05-01.md": b"Rain on the skylight. #sleep\n", "lists/what helps.md": b"- tea\n- the long way home\n"}


def zipped(files: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return packed.getvalue()


def bodies(reading: tn.JournalReading) -> list[str]:
    return sorted(entry.body.strip() for entry in reading.journal.entries)


@pytest.fixture(autouse=True)
def formats() -> Iterator[None]:
    """Leave the table of formats as it was."""
    known = dict(registry._FORMATS)
    yield
    registry._FORMATS.clear()
    registry._FORMATS.update(known)


# -- the same file, whatever holds it -------------------------------------------------------------------------


def test_a_file_reads_the_same_from_a_path_from_bytes_from_a_file_compressed_and_in_an_archive(tmp_path: Path) -> None:
    path = tmp_path / "diary.txt"
    path.write_bytes(DIARY)
    (tmp_path / "diary.txt.gz").write_bytes(gzip.compress(DIARY))
    (tmp_path / "diary.zip").write_bytes(zipped({"diary.txt": DIARY}))
    with path.open("rb") as file:
        readings = [tn.read(file, "diary"), *(tn.read(one, "diary") for one in (str(path), path, DIARY))]
    readings += [tn.read(tmp_path / "diary.txt.gz"), tn.read(tmp_path / "diary.zip"), tn.read(gzip.compress(DIARY))]
    readings.append(tn.read({"diary.txt": DIARY}))
    assert len(readings[0].journal.entries) == 2
    assert all(reading.journal == readings[0].journal for reading in readings)


def test_a_folder_reads_the_same_as_an_archive_of_it_and_as_a_mapping(tmp_path: Path) -> None:
    for name, data in NOTES.items():
        (tmp_path / "notes" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "notes" / name).write_bytes(data)
    packed = zipped({f"My notes/{name}": data for name, data in NOTES.items()})
    from_folder = tn.read(tmp_path / "notes")
    assert len(from_folder.journal.entries) == 2
    assert tn.read(packed).journal == tn.read(NOTES).journal == from_folder.journal
    with io.BytesIO(packed) as file:
        assert tn.read(file).journal == from_folder.journal


def test_a_file_that_cannot_be_sought_in_is_read_as_well() -> None:
    reading, writing = os.pipe()
    with os.fdopen(writing, "wb") as pipe:
        pipe.write(DIARY)
    with os.fdopen(reading, "rb") as pipe:
        assert len(tn.read(pipe, "diary").journal.entries) == 2


def test_hidden_files_and_links_that_lead_out_of_a_folder_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_bytes(b"Not for this.")
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "2024-05-01.md").write_bytes(b"Rain.")
    (folder / ".trash").mkdir()
    (folder / ".trash" / "2024-05-02.md").write_bytes(b"Thrown away.")
    (folder / "2024-05-03.md").symlink_to(tmp_path / "secret.md")
    assert bodies(tn.read(folder)) == ["Rain."]


def test_a_file_in_a_problem_can_be_called_by_its_name_by_whoever_owns_it(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    for name in ("b.md", "a.md"):
        (tmp_path / "notes" / name).write_bytes(b"Rain.")
    assert tn.file_names(tmp_path / "notes") == tn.file_names({"b.md": b"", "a.md": b""}) == ("a.md", "b.md")
    assert tn.file_names(zipped({"notes/b.md": b"", "notes/a.md": b""})) == ("a.md", "b.md")
    (tmp_path / "diary.txt").write_bytes(DIARY)
    assert tn.file_names(tmp_path / "diary.txt") == tn.file_names(DIARY) == ()


# -- which reader ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "system"),
    [
        (DIARY, "diary"),
        (b"[2019-05-03 09:14] Rain. I stayed in.\n", "jrnl"),
        (b"The jar\n\nShut.\n\n1 thought on \xe2\x80\x9cThe jar\xe2\x80\x9d\n\n  1. Ida says:\n\n    Try.\n", "saved_page"),
        (b"<!doctype html><html><head><title>Rain</title></head><body><p>Again.</p></body></html>", "saved_page"),
        (DAY_ONE,
         "day_one"),
        (JRNL,
         "jrnl"),
        (b"---\ntitle: Rain\ndate: 2024-05-01\n---\nAgain.\n", "markdown_folder"),
    ],
)  # fmt: skip
def test_each_kind_of_file_is_recognised_by_what_is_in_it(data: bytes, system: str) -> None:
    reading = tn.read(data)
    (entry, *_) = reading.journal.entries
    assert entry.source is not None
    assert entry.source.system == reading.format == system


def test_a_lone_note_is_recognised_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "2024-05-01.md"
    path.write_bytes(b"Only one line.\n")
    (entry,) = tn.read(path).journal.entries
    assert entry.source is not None
    assert entry.source.system == "markdown_folder"
    assert entry.written_at == tn.day("2024-05-01")
    assert (
        tn.read(path).journal == tn.read(path, "markdown_folder").journal == tn.read({path.name: path.read_bytes()}).journal
    )


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"Just a few lines.\nNothing with a date.\n", "not a kind of file that any reader knows"),
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"%PDF-1.7 ...", "a PDF, not a file that any reader knows"),
        (b"age-encryption.org/v1\n", "encrypted"),
        (gzip.compress(DIARY)[:20], "cut off"),
        (b"\x1f\x8bnot gzip", "not what was compressed"),
        (zipped({"door.jpg": b"\xff\xd8\xff"}), "a picture, not a file that any reader knows"),
        (zipped({"a.jpg": b"\xff\xd8\xff", "b.bin": b"\x00"}), "not a kind of folder or archive that any reader knows"),
    ],
    ids=["words", "nothing", "blanks", "PDF", "age", "cut off", "no gzip", "a picture", "pictures"],
)
def test_what_no_reader_knows_is_one_clear_error(data: bytes, what: str) -> None:
    with pytest.raises(tn.ReadError, match=what):
        tn.read(data)


@pytest.mark.parametrize(
    ("name", "data", "system"),
    [
        ("diary.md", b"# 2018\n\n## 12 March 2018\n\nRain.\n\n## 13 March 2018\n\nMore.\n", "diary"),
        ("note.md", b"12 March 2018 was wet.\n\nAnd so was the 13th.\n", "markdown_folder"),
        ("note.md", b"---\ntags: [a]\n---\n\n## 12 March 2018\n\nOne day.\n", "markdown_folder"),
    ],
)
def test_a_note_that_is_a_whole_diary_is_read_as_one(tmp_path: Path, name: str, data: bytes, system: str) -> None:
    (tmp_path / name).write_bytes(data)
    assert tn.read(tmp_path / name).format == system


def test_an_archive_in_an_archive_is_refused_however_many_there_are() -> None:
    data = zipped({"a.md": b"Rain."})
    for _ in range(300):
        data = zipped({"x.zip": data})
        with pytest.raises(tn.ReadError, match="an archive in an archive"):
            tn.read(data)


@pytest.mark.parametrize("format", [None, "day_one", "markdown_folder"])
def test_a_journal_of_ours_is_not_read_as_something_else(format: str | None, tmp_path: Path) -> None:
    for name in ("me.json", "me.jsonl", "me.jsonl.gz"):
        tn.save(tn.Journal.new(zone="Europe/Oslo").with_records(tn.Entry.example()), tmp_path / name)
        with pytest.raises(tn.ReadError, match="a journal already: open it with load"):
            tn.read(tmp_path / name, format)


def test_a_folder_of_files_that_are_read_one_by_one_is_one_journal() -> None:
    more = DIARY.replace(b"2018", b"2019")
    files = {
        "my 2018.txt": DIARY,
        "my 2019.txt": more,
        "copy/my 2018.txt": DIARY,
        "cover.jpg": b"\xff\xd8\xff",
        "worst.txt": b"-",
    }
    reading = tn.read(files, "diary")
    tally = reading.tally
    assert len(reading.journal.entries) == 4
    assert (tally.found, tally.converted, tally.skipped, tally.rejected) == (7, 4, 2, 1)
    assert tally.why_skipped == {"in another of these files as well": 2}
    assert tally.counted["files of other kinds"] == 1
    told = [str(problem) for problem in reading.problems]
    assert "folder: file 3.txt: in another of these files as well: skipped" in told
    assert any(line.startswith("folder: file 5.txt: ") for line in told)
    assert not any("worst" in line for line in told)


PAGE = """<!doctype html><html><body class="single"><article class="post-1 post hentry"><h1 class="entry-title">Bread</h1>
<div class="entry-content"><p>It rose.</p></div></article><ol class="comment-list">{}</ol></body></html>"""
COMMENT = """<li class="comment depth-1" id="comment-{}"><div class="comment-author"><b class="fn">Ida</b></div>
<div class="comment-content"><p>{}</p></div></li>"""


def test_two_pages_of_comments_on_one_post_come_together() -> None:
    said = [COMMENT.format(number, f"Said {number}.") for number in range(1, 5)]
    files = {"p1.html": PAGE.format("".join(said[:3])).encode(), "p2.html": PAGE.format("".join(said[2:])).encode()}
    reading = tn.read(files)
    (entry,) = reading.journal.entries
    assert [comment.body for comment in entry.comments] == ["Said 1.", "Said 2.", "Said 3.", "Said 4."]
    assert is_as_read(entry)
    tally = reading.tally
    assert (tally.found, tally.converted, tally.why_skipped) == (7, 5, {"in another of these files as well": 2})


def test_comments_without_numbers_of_two_saved_texts_come_together() -> None:
    page = "The jar\n\nShut.\n\n2 thoughts on “The jar”\n\n  1. {} says:\n\n    {}.\n"
    files = {"a.txt": page.format("Ida", "Try").encode(), "b.txt": page.format("Bo", "Hot water").encode()}
    (entry,) = tn.read(files, "saved_page").journal.entries
    assert [(comment.author, comment.body) for comment in entry.comments] == [("Ida", "Try."), ("Bo", "Hot water.")]
    assert len({comment.id for comment in entry.comments}) == 2


def test_what_a_browser_saved_beside_a_page_is_no_entry() -> None:
    files = {
        "my/Bread.html": PAGE.format("").encode(),
        "my/Bread_files/saved_resource.html": b"<html><body>Buy now!</body></html>",
        "my/Bread_files/robots.txt": b"User-agent: *",
    }
    reading = tn.read(files, "saved_page")
    assert bodies(reading) == ["It rose."]
    assert reading.tally.counted["files that belong to a saved page"] == 2


def test_a_folder_in_which_nothing_can_be_read_is_an_error_that_names_each_file() -> None:
    with pytest.raises(tn.ReadError) as caught:
        tn.read({"a.txt": b"-", "b.txt": b""}, "diary")
    assert {problem.where for problem in caught.value.problems} == {"folder: file 1.txt", "folder: file 2.txt"}
    with pytest.raises(tn.ReadError, match="without a file of this kind"):
        tn.read({"a.jpg": b"-"}, "saved_page")


def test_one_file_in_an_archive_is_read_as_that_file_and_called_by_its_number() -> None:
    with pytest.raises(tn.ReadError) as caught:
        tn.read(zipped({"my worst year.txt": b"no date here"}), "diary")
    assert caught.value.problems[0].where.startswith("archive: file 1.txt")
    assert "worst" not in str(caught.value)


def test_names_that_lead_out_of_an_archive_are_counted_and_told() -> None:
    reading = tn.read(zipped({**NOTES, "../out.md": b"Elsewhere."}))
    assert len(reading.journal.entries) == 2
    assert reading.tally.why_skipped["no file of the archive"] == 1
    assert reading.tally.found == reading.tally.converted + reading.tally.skipped + reading.tally.rejected
    assert any("leads out of the archive" in problem.what for problem in reading.problems)


# -- limits ---------------------------------------------------------------------------------------------------


def test_a_file_that_is_larger_than_the_limit_is_refused(tmp_path: Path) -> None:
    (tmp_path / "diary.txt").write_bytes(DIARY)
    for source in (DIARY, tmp_path / "diary.txt", gzip.compress(DIARY)):
        with pytest.raises(tn.ReadError, match="larger than the limit"):
            tn.read(source, "diary", max_bytes=20)


def test_a_small_file_that_unpacks_to_a_large_one_is_refused() -> None:
    with pytest.raises(tn.ReadError, match="more in it than a file of its size may hold"):
        tn.read(gzip.compress(bytes(50_000_000)), "diary")


# -- options --------------------------------------------------------------------------------------------------


def test_an_option_that_a_format_does_not_understand_is_named() -> None:
    with pytest.raises(TypeError, match="the format diary has no option written_on"):
        tn.read(DIARY, "diary", written_on="2019-05-03")


def test_the_order_of_dates_may_be_said_to_every_reader() -> None:
    assert len(tn.read(NOTES, date_order="DMY").journal.entries) == 2
    assert len(tn.read(DAY_ONE, date_order="MDY").journal.entries) == 1


def test_nobody_sees_what_was_read_unless_somebody_is_named() -> None:
    assert {entry.shared_with for entry in tn.read(DIARY).journal.entries} == {()}
    shared = tn.read(DIARY, shared_with=["therapist"]).journal
    assert {entry.shared_with for entry in shared.entries} == {("therapist",)}
    assert all(is_as_read(entry) for entry in shared.entries)


def test_importing_again_what_is_shared_adds_nothing() -> None:
    first = tn.read(DIARY, shared_with=["therapist"]).journal
    again = tn.merge(first, tn.read(DIARY, shared_with=["therapist"]).journal)
    assert (again.added, again.changed, again.conflicts) == ((), (), ())


def test_progress_is_told_file_by_file_and_byte_by_byte(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    tn.read(NOTES, progress=lambda done, of: told.append((done, of)))
    assert told[-1] == (2, 2)
    told.clear()
    path = tmp_path / "export.xml"
    path.write_bytes(
        b'<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel>'
        b"<wp:wxr_version>1.2</wp:wxr_version><title>Rain</title></channel></rss>"
    )
    size = path.stat().st_size
    tn.read(path, "wordpress", progress=lambda done, of: told.append((done, of)))
    assert told
    assert told[-1] == (size, size)


# -- formats of one's own -------------------------------------------------------------------------------------


def test_a_format_of_ones_own_may_read_a_folder() -> None:
    def read(data: Mapping[str, bytes], **_: object) -> tn.JournalReading:
        return tn.JournalReading(journal=tn.Journal().with_records(*(tn.Entry.new(text.decode()) for text in data.values())))

    tn.register(tn.Format(name="tapes", read_files=read, claims_files=lambda files: "tapes.txt" in files))
    files = {"tapes.txt": b"One.", "more.txt": b"Two."}
    assert (
        bodies(tn.read(files))
        == bodies(tn.read(files, "tapes"))
        == bodies(tn.read(zipped(files), "tapes"))
        == ["One.", "Two."]
    )
    with pytest.raises(tn.ReadError, match="not a kind of file"):
        tn.read(b"\x00\x01", "tapes")


def test_a_format_of_ones_own_may_read_an_archive_as_bytes() -> None:
    def read(data: bytes, **_: object) -> tn.JournalReading:
        return tn.JournalReading(journal=tn.Journal().with_records(tn.Entry.new(str(len(data)))))

    tn.register(tn.Format(name="whole", read=read))
    packed = zipped(NOTES)
    assert bodies(tn.read(packed, "whole")) == [str(len(packed))]


@given(st.binary(max_size=300))
def test_any_bytes_are_a_reading_or_a_read_error(data: bytes) -> None:
    try:
        reading = tn.read(data)
    except tn.ReadError:
        return
    tally = reading.tally
    assert tally.found == tally.converted + tally.skipped + tally.rejected


@given(st.dictionaries(st.text("abc/.md", min_size=1, max_size=9), st.binary(max_size=80), max_size=4))
def test_any_files_are_a_reading_or_a_read_error(files: dict[str, bytes]) -> None:
    try:
        reading = tn.read(files)
    except tn.ReadError:
        return
    tally = reading.tally
    assert tally.found == tally.converted + tally.skipped + tally.rejected
    assert evolve(reading, journal=tn.Journal()).journal == tn.Journal()
