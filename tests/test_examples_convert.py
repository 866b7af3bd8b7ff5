"""The command line that all convert scripts share: what it writes, what it says, and how it ends."""

import gzip
import importlib
import json
import os
import signal
import stat
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from attrs import evolve, frozen
from hypothesis import given
from hypothesis import strategies as st

import therapy_notes as tn
from therapy_notes import registry
from therapy_notes.model.digests import is_as_read
from therapy_notes.readers._account import Account
from therapy_notes.readers._files import places

EXAMPLES = Path(__file__).parent.parent / "examples"

PAGE = (
    "The quince jar\n\nI could not open it.\n\n3 thoughts on “The quince jar”\n\n"
    "  1. Brambleberry says:\n    May 3, 2019 at 9:14 am\n\n    Hot water.\n\n"
    "    • Ottoline says:\n      May 3, 2019 at 9:20 am\n\n      I tried.\n\nLeave a Reply\n"
)
OTHER = "The second jar\n\nThis one was open.\n"
PRIVATE = ("quince", "Brambleberry", "Ottoline", "water", "tried", "second jar", "could not open it")

LINES = "one|It rained on the allotment.\nskip|Home\ntwo|Nobody rang, and I did not mind.\n"
"""A file of the invented format: what it is, or its name, and its text."""


@frozen
class Done:
    """How a script ended, and what it said."""

    code: int
    out: str
    err: str


Run = Callable[..., Done]


def script(name: str) -> ModuleType:
    """Return an example script as a module."""
    if str(EXAMPLES) not in sys.path:
        sys.path.insert(0, str(EXAMPLES))
    return importlib.import_module(name)


def read_lines(data: bytes, *, name: str, zone: str | None, me: str | None, options: Mapping[str, str]) -> tn.JournalReading:
    """Read the invented format: ``name|text``, or ``skip``, or ``bad``."""
    account = Account(name or "lines", zone)
    return account.reading(list(entries_of(account, data, "line")))


def entries_of(account: Account, data: bytes, place: str) -> Iterator[tn.Entry]:
    for number, line in enumerate(data.decode().splitlines(), 1):
        account.found += 1
        what, _, text = line.partition("|")
        if what == "skip":
            account.skip(f"{place} {number}", "a menu item")
        elif what == "bad":
            account.reject(f"{place} {number}", "no text")
        else:
            account.counted["lines that were read"] += 1
            source = tn.Source(system="invented", ref=what, position=number)
            yield tn.Entry(id=account.id("invented", what), body=text, source=source)


def read_folder(
    data: Mapping[str, bytes], *, name: str, zone: str | None, me: str | None, options: Mapping[str, str]
) -> tn.JournalReading:
    """Read a folder of the invented format; what is no such file is skipped."""
    account = Account("folder", zone)
    entries: list[tn.Entry] = []
    for file, place in places(data).items():
        if file.endswith(".lines"):
            entries += entries_of(account, data[file], f"{place}: line")
        else:
            account.found += 1
            account.skip(place, "not a file of lines")
    return account.reading(entries)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder that holds two pages, and know the invented format."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "b.txt").write_text(OTHER, encoding="utf-8")
    (tmp_path / "c.lines").write_text(LINES, encoding="utf-8")
    invented = tn.Format(name="invented", suffixes=(".lines",), read=read_lines, read_files=read_folder)
    monkeypatch.setitem(registry._FORMATS, "invented", invented)
    return tmp_path


@pytest.fixture
def convert(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return what runs the script for saved pages."""
    return runner(capsys, script("convert_saved_page").main)


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return what runs the shared command line over the invented format."""
    shared = script("_convert")
    return runner(capsys, lambda argv: shared.run("invented", argv, description="Lines."))


def runner(capsys: pytest.CaptureFixture[str], main: Callable[[list[str]], int]) -> Run:
    def run(*arguments: str) -> Done:
        capsys.readouterr()
        try:
            code = main(list(arguments))
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else 1
        said = capsys.readouterr()
        return Done(code, said.out, said.err)

    return run


def told(path: str = "report.json") -> dict[str, Any]:
    """Return what a report says."""
    found: dict[str, Any] = json.loads(Path(path).read_text(encoding="utf-8"))
    return found


def cells(done: Done, first: str) -> list[str]:
    """Return the row of the table that begins with a word."""
    return next(line.split() for line in done.out.splitlines() if line.startswith(first))


def files_in(folder: Path) -> dict[str, bytes]:
    """Return what is in the files of a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(".lock")
    }


# -- what comes out ---------------------------------------------------------------------------------------------


def test_a_page_becomes_a_journal_beside_it(convert: Run) -> None:
    done = convert("a.txt", "--zone", "Europe/Paris", "--me", "ottoline", "--written-on", "2019-05-02")
    assert (done.code, done.err) == (0, "")
    journal = tn.load("a.journal.json")
    (entry,) = journal.entries
    assert (entry.title, entry.written_at) == ("The quince jar", tn.moment("2019-05-02 00:00", "UTC").date())
    assert [(c.author, c.mine, c.in_reply_to) for c in entry.comments] == [
        ("Brambleberry", False, None), ("Ottoline", True, "c1"),
    ]  # fmt: skip
    assert journal.zone == "Europe/Paris"
    assert entry.shared_with == ()
    assert stat.S_IMODE(Path("a.journal.json").stat().st_mode) == 0o600 or os.name == "nt"


@pytest.mark.parametrize("out", ["x.json", "x.jsonl", "x.jsonl.gz", "My journal"])
def test_the_journal_is_kept_as_its_name_says(lines: Run, out: str) -> None:
    assert lines("c.lines", "--out", out).code == 0
    assert len(tn.load(out).entries) == 2
    assert Path(out).is_dir() == (out == "My journal")


def test_an_empty_folder_is_filled_and_one_with_something_in_it_is_not(lines: Run) -> None:
    Path("vault", ".obsidian").mkdir(parents=True)
    assert lines("c.lines", "--out", "vault").code == 0
    assert len(tn.load("vault").entries) == 2
    before = files_in(Path("vault"))
    done = lines("c.lines", "--out", "vault")
    assert done.code == 2
    assert "is there already" in done.err
    assert files_in(Path("vault")) == before


def test_the_same_command_twice_writes_the_same_bytes(convert: Run) -> None:
    convert("a.txt", "--out", "one.json", "--report", "one.report")
    convert("a.txt", "--out", "two.json", "--report", "two.report")
    assert Path("one.json").read_bytes() == Path("two.json").read_bytes()
    assert told("one.report") | {"journal": ""} == told("two.report") | {"journal": ""}


def test_a_folder_as_an_input_gives_its_name_to_the_journal(lines: Run, folder: Path) -> None:
    (folder / "years.old").mkdir()
    (folder / "years.old" / "1.lines").write_text(LINES)
    assert lines("years.old").code == 0
    assert len(tn.load("years.old.journal.json").entries) == 2


# -- what is said -----------------------------------------------------------------------------------------------


def test_the_table_counts_and_tells_nothing(convert: Run) -> None:
    done = convert("a.txt", "b.txt")
    assert [line.split() for line in done.out.splitlines()[:4]] == [
        ["input", "found", "converted", "skipped", "rejected", "claimed"],
        ["a.txt", "3", "3", "0", "0", "3", "comments"],
        ["b.txt", "1", "1", "0", "0", "-"],
        ["all", "4", "4", "0", "0"],
    ]
    assert "claims 3, found 2" in done.out
    assert "1  boilerplate lines" in done.out
    assert "Written: a.journal.json (2 records)" in done.out
    assert not any(word in done.out + done.err for word in PRIVATE)


def test_what_was_left_out_is_counted_by_its_reason(lines: Run) -> None:
    Path("c.lines").write_text(LINES + "skip|About me\n" * 9)
    done = lines("c.lines")
    assert cells(done, "c.lines") == ["c.lines", "12", "2", "10", "0", "-"]
    assert "Left out, and why:\n  10  a menu item\n" in done.out
    assert "Counted:\n  2  lines that were read\n" in done.out


def test_of_many_problems_some_are_on_the_screen_and_all_are_in_the_report(lines: Run) -> None:
    Path("c.lines").write_text("bad|\n" * 60 + LINES)
    done = lines("c.lines", "--report", "report.json")
    assert done.out.count(": no text\n") == 20
    assert "and 40 more, all in report.json" in done.out
    assert len(told()["inputs"][0]["problems"]) == 61
    assert "and 40 more, all in the report: say --report" in lines("c.lines", "--force").out


def test_what_was_left_out_on_purpose_does_not_hide_what_is_wrong(lines: Run) -> None:
    Path("c.lines").write_text("skip|About me\n" * 60 + "bad|\n" + LINES)
    shown = lines("c.lines").out.split("What to look at:\n")[1].splitlines()
    assert shown[0].endswith("line 61: no text")
    assert shown[1].endswith("line 1: a menu item: skipped")


def test_there_are_no_colours_where_there_is_no_terminal(lines: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    monkeypatch.setenv("COLUMNS", "20")
    name = "a-rather-long-name-of-a-file-that-somebody-typed-" * 3 + ".lines"
    Path(name).write_text(LINES)
    done = lines(name)
    assert "\x1b" not in done.out + done.err
    assert cells(done, "a-rather")[0] == name


def test_a_terminal_gets_a_table_of_its_own_width(lines: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    name = "a-rather-long-name-of-a-file-that-somebody-typed.lines"
    Path(name).write_text(LINES)
    done = lines(name)
    assert "\x1b[1m" in done.out
    assert name not in done.out.split("Left out")[0]  # it is folded


def test_a_file_name_cannot_give_orders_to_the_terminal(lines: Run) -> None:
    name = "[bold]a\x1b[31m:smile:\u202eb.lines"
    Path(name).write_text(LINES)
    done = lines(name)
    assert "\x1b" not in done.out
    assert "\u202e" not in done.out
    assert "[bold]a\\x1b[31m:smile:\\u202eb.lines" in done.out


def test_something_that_was_rejected_ends_with_one_and_is_written_all_the_same(lines: Run) -> None:
    Path("c.lines").write_text(LINES + "bad|\n")
    done = lines("c.lines", "--out", "out.json")
    assert done.code == 1
    assert len(tn.load("out.json").entries) == 2
    assert lines("c.lines", "--lenient").code == 0


def test_numbers_that_do_not_add_up_are_said_and_are_no_success(lines: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = tn.read

    def read(*arguments: Any, **options: Any) -> tn.JournalReading:
        reading = honest(*arguments, **options)
        return evolve(reading, tally=evolve(reading.tally, found=reading.tally.found + 1))

    monkeypatch.setattr(tn, "read", read)
    done = lines("c.lines", "--lenient", "--report", "report.json")
    assert done.code == 1
    assert "do not add up" in done.out
    assert told()["inputs"][0]["adds_up"] is False


# -- several inputs ---------------------------------------------------------------------------------------------


def test_several_pages_become_one_journal_and_the_same_page_twice_adds_nothing(convert: Run) -> None:
    assert convert("a.txt", "b.txt", "--out", "once.json").code == 0
    Path("again.txt").write_bytes(Path("a.txt").read_bytes())
    done = convert("a.txt", "b.txt", "again.txt", "--out", "twice.json")
    assert done.code == 0
    assert tn.load("once.json") == tn.load("twice.json")
    assert "Also in an input before this one:\n  1  there already\n" in done.out


def test_of_two_versions_the_one_that_is_named_later_is_taken_and_said(convert: Run) -> None:
    Path("later.txt").write_text(PAGE.replace("I tried.", "I tried twice."), encoding="utf-8")
    done = convert("a.txt", "later.txt", "--report", "report.json")
    assert done.code == 0
    assert "Also in an input before this one:\n  1  newer than before\n" in done.out
    assert [given["newer_than_an_input_before"] for given in told()["inputs"]] == [0, 1]
    assert [c.body for c in tn.load("a.journal.json").entries[0].comments] == ["Hot water.", "I tried twice."]


def test_together_or_one_after_the_other_is_the_same(lines: Run) -> None:
    Path("d.lines").write_text("two|Nobody rang twice.\nthree|The lift was out.\n")
    lines("c.lines", "d.lines", "--out", "together.json")
    lines("c.lines", "--out", "in turn.json")
    lines("d.lines", "--into", "in turn.json")
    assert Path("together.json").read_bytes() == Path("in turn.json").read_bytes()


# -- who may see it ---------------------------------------------------------------------------------------------


def test_only_who_is_named_may_see_the_entry_and_its_comments(convert: Run) -> None:
    assert convert("a.txt", *("--shared-with", "therapist") * 2, "--shared-with", "peer").code == 0
    (entry,) = tn.load("a.journal.json").entries
    assert entry.shared_with == ("therapist", "peer")
    assert all(comment.shared_with == ("therapist", "peer") for comment in entry.comments)


def test_naming_somebody_does_not_make_an_import_look_edited(convert: Run) -> None:
    convert("a.txt", "--shared-with", "therapist", "--out", "out.json")
    assert all(is_as_read(record) for record in tn.load("out.json"))
    before = Path("out.json").read_bytes()
    done = convert("a.txt", "--shared-with", "therapist", "--into", "out.json")
    assert "Nothing new" in done.out
    assert Path("out.json").read_bytes() == before


def test_who_was_taken_off_an_entry_by_hand_stays_off(convert: Run) -> None:
    convert("a.txt", "--shared-with", "therapist", "--out", "out.json")
    home = tn.load("out.json")
    tn.save(home.with_records(evolve(home.entries[0], shared_with=())), "out.json")
    assert convert("a.txt", "--shared-with", "therapist", "--into", "out.json").code == 0
    assert tn.load("out.json").entries[0].shared_with == ()


# -- into a journal that is there -------------------------------------------------------------------------------


@pytest.mark.parametrize("into", ["x.json", "x.jsonl", "x.jsonl.gz", "vault"])
def test_the_same_input_again_changes_nothing_byte_for_byte(lines: Run, folder: Path, into: str) -> None:
    lines("c.lines", "--out", into, "--zone", "Europe/Oslo")
    before, touched = files_in(folder), (folder / into).stat().st_mtime_ns
    done = lines("c.lines", "--into", into, "--zone", "Europe/Oslo")
    assert done.code == 0
    assert (
        f"Nothing new: {into} is as it was (0 new, 2 there already, 0 newer than before, 0 left as you edited them)"
        in done.out
    )
    assert files_in(folder) == before
    assert (folder / into).stat().st_mtime_ns == touched


@pytest.mark.parametrize("into", ["x.json", "x.jsonl.gz", "vault"])
def test_only_what_is_new_is_added_to_ones_own_journal(lines: Run, into: str) -> None:
    home = tn.Journal.new(zone="Europe/Oslo").with_records(tn.Entry(id="mine", body="My own, from today."))
    tn.save(home, into)
    assert lines("c.lines", "--into", into).code == 0
    once = tn.load(into)
    assert len(once.entries) == 3
    assert (once["mine"], once.key, once.zone) == (home["mine"], home.key, "Europe/Oslo")
    Path("c.lines").write_text(LINES + "three|The lift was out.\n")
    done = lines("c.lines", "--into", into, "--report", "report.json")
    assert "1 new, 2 there already" in done.out
    assert told()["records"] == {
        "in_the_journal": 4, "added": 1, "unchanged": 2, "updated": 0, "older_and_left": 0, "kept_as_edited": 0,
    }  # fmt: skip


def test_what_somebody_has_edited_since_is_never_overwritten(lines: Run) -> None:
    lines("c.lines", "--out", "home.json")
    home = tn.load("home.json")
    mine = evolve(home.entries[0], title="The allotment", tags=("weather",))
    tn.save(home.with_records(mine), "home.json")
    before = Path("home.json").read_bytes()
    assert lines("c.lines", "--into", "home.json").code == 0
    assert Path("home.json").read_bytes() == before


def wxr(number: int, changed: str, body: str, *comments: str) -> bytes:
    said = "".join(
        f"<wp:comment><wp:comment_id>{n}</wp:comment_id><wp:comment_content>{text}</wp:comment_content>"
        "<wp:comment_approved>1</wp:comment_approved></wp:comment>"
        for n, text in enumerate(comments, 1)
    )
    return (
        '<rss xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        "<wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>https://rain.example</wp:base_blog_url>"
        f"<item><title>Rain</title><content:encoded>{body}</content:encoded><wp:post_id>{number}</wp:post_id>"
        "<wp:post_date>2019-05-03 09:00:00</wp:post_date><wp:post_date_gmt>2019-05-03 08:00:00</wp:post_date_gmt>"
        f"<wp:post_modified>{changed}</wp:post_modified><wp:post_modified_gmt>{changed}</wp:post_modified_gmt>"
        f"<wp:post_type>post</wp:post_type><wp:status>publish</wp:status>{said}</item></channel></rss>"
    ).encode()


@pytest.mark.parametrize("changed", ["2019-05-03 08:00:00", "2020-01-01 08:00:00"])
def test_an_old_backup_read_after_a_new_one_takes_nothing_away(capsys: pytest.CaptureFixture[str], changed: str) -> None:
    convert = runner(capsys, script("convert_wordpress").main)
    Path("new.xml").write_bytes(wxr(1, "2020-01-01 08:00:00", "It rained, and then it snowed.", "Here too.", "Still."))
    Path("old.xml").write_bytes(wxr(1, changed, "It rained.", "Here too."))
    assert convert("new.xml", "--out", "home.json").code == 0
    before = Path("home.json").read_bytes()
    done = convert("old.xml", "--into", "home.json")
    assert "1 older and left" in done.out
    assert Path("home.json").read_bytes() == before
    together = convert("new.xml", "old.xml", "--out", "both.json")
    assert "older, and left" in together.out
    assert tn.load("both.json") == tn.load("home.json")


def test_a_newer_version_takes_the_place_of_one_that_nobody_has_touched(lines: Run) -> None:
    lines("c.lines", "--out", "home.json")
    Path("c.lines").write_text(LINES.replace("rained", "poured"))
    done = lines("c.lines", "--into", "home.json")
    assert "Written: home.json (0 new, 1 there already, 1 newer than before, 0 left as you edited them)" in done.out
    assert tn.load("home.json").entries[0].body == "It poured on the allotment."


def test_edited_here_and_newer_there_is_a_conflict_that_is_counted_and_mine_stays(lines: Run) -> None:
    lines("c.lines", "--out", "home.json")
    home = tn.load("home.json")
    mine = evolve(home.entries[0], body="It rained, and I was glad.")
    tn.save(home.with_records(mine), "home.json")
    before = Path("home.json").read_bytes()
    Path("c.lines").write_text(LINES.replace("rained", "poured"))
    done = lines("c.lines", "--into", "home.json", "--report", "report.json")
    assert done.code == 0
    assert f"entry {mine.id}: body, source" in done.out
    assert "1 left as you edited them" in done.out
    assert told()["conflicts"] == [{"kind": "entry", "id": mine.id, "fields": ["body", "source"]}]
    assert told()["records"]["kept_as_edited"] == 1
    assert Path("home.json").read_bytes() == before
    assert not any(word in done.out for word in ("glad", "poured", "allotment"))


def test_a_journal_that_changes_meanwhile_is_not_overwritten(lines: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    lines("c.lines", "--out", "home.json")
    Path("c.lines").write_text(LINES + "three|The lift was out.\n")
    honest = tn.read

    def read(*arguments: Any, **options: Any) -> tn.JournalReading:
        tn.save(tn.load("home.json").with_records(tn.Entry(id="phone", body="From the telephone.")), "home.json")
        return honest(*arguments, **options)

    monkeypatch.setattr(tn, "read", read)
    done = lines("c.lines", "--into", "home.json", "--report", "report.json")
    assert done.code == 2
    assert "has changed" in done.err
    assert len(tn.load("home.json").entries) == 3
    assert not Path("report.json").exists()


@pytest.mark.parametrize(
    ("into", "data", "what"),
    [
        ("missing.json", None, "the first time, say --out"),
        ("empty.json", b"", "$"),
        ("other.json", b'{"entries": []}', "$"),
        ("locked.json.age", b"age-encryption.org/v1\n", "encrypted"),
        ("broken.json", b'{"therapy_notes": {"format": "1.0"}, "entr', "cut off"),
    ],
)
def test_only_a_journal_is_added_to(lines: Run, folder: Path, into: str, data: bytes | None, what: str) -> None:
    if data is not None:
        (folder / into).write_bytes(data)
    before = files_in(folder)
    done = lines("c.lines", "--into", into)
    assert done.code == 2
    assert done.err.startswith("Nothing was written.\n")
    assert f"  {into}: " in done.err
    assert what in done.err
    assert files_in(folder) == before


# -- the report -------------------------------------------------------------------------------------------------


def test_the_report_holds_counts_and_places_and_no_text(convert: Run) -> None:
    names = ("--me", "Ottoline", "--shared-with", "Dr. Winterbottom", "--topic-tag", "my mother")
    assert convert("a.txt", *names, "--report", "report.json", "--date-order", "dmy").code == 0
    text = Path("report.json").read_text(encoding="utf-8")
    report = told()
    (account,) = report["inputs"]
    assert (report["format"], report["journal"]) == ("saved_page", "a.journal.json")
    assert report["options"] == {"date_order": "DMY", "me": True, "shared_with": 1, "topic_tag": True}
    assert account["found"] == account["converted"] + account["skipped"] + account["rejected"] == 3
    assert account["adds_up"] is True
    assert (account["claimed"], account["comments"], account["records"]) == ({"comments": 3}, 2, 1)
    assert account["losses"] == {"boilerplate lines": 1, "comment times without a zone": 2}
    assert "claims 3, found 2" in [problem["what"] for problem in account["problems"]]
    assert not any(word in text for word in (*PRIVATE, "Winterbottom", "mother"))


def test_the_report_tells_why_something_was_left_out(lines: Run) -> None:
    lines("c.lines", "--report", "report.json")
    (account,) = told()["inputs"]
    assert account["why_skipped"] == {"a menu item": 1}
    assert sum(account["why_skipped"].values()) == account["skipped"]
    assert account["counted"] == {"lines that were read": 2}


def test_a_report_that_cannot_be_written_stops_everything(lines: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*arguments: Any, **options: Any) -> int:
        raise OSError(28, "No space left on device")

    before = files_in(folder)
    monkeypatch.setattr(Path, "write_text", full)
    done = lines("c.lines", "--report", "report.json")
    assert done.code == 2
    assert "No space left" in done.err
    assert files_in(folder) == before


# -- file names -------------------------------------------------------------------------------------------------

STRANGE = "2019/What my mother said.odt"


@pytest.fixture
def notes(folder: Path) -> tuple[str, str]:
    """Return a folder and an archive in which the second file is none of its kind, and has a telling name."""
    held = {"2018/1.lines": LINES, STRANGE: "?", "2020/\x1b[2Jx.lines": "three|The lift was out.\n"}
    with zipfile.ZipFile(folder / "notes.zip", "w") as archive:
        for name, text in held.items():
            path = folder / "notes" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
            archive.writestr(name, text)
    return "notes", "notes.zip"


def test_files_inside_are_called_by_their_numbers(lines: Run, notes: tuple[str, str]) -> None:
    for source in notes:
        done = lines(source, "--report", "report.json", "--out", "x.json", "--force")
        assert done.code == 0
        assert "file 2: not a file of lines: skipped" in done.out
        assert "mother" not in done.out + done.err + Path("report.json").read_text()


def test_the_names_are_on_the_screen_for_who_asks_and_never_in_the_report(lines: Run, notes: tuple[str, str]) -> None:
    for source in notes:
        done = lines(source, "--show-names", "--report", "report.json", "--out", "x.json", "--force")
        assert f"Which file is meant:\n  file 1 = 2018/1.lines\n  file 2 = {STRANGE}\n" in done.out
        assert "file 3" not in done.out
        assert "mother" not in Path("report.json").read_text()
    Path("notes", STRANGE).rename(Path("notes", "2019/mother\x1b[2J.odt"))
    assert "mother\\x1b[2J.odt" in lines("notes", "--show-names", "--force").out


# -- bad input --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("empty.txt", b"", "empty"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", ""),
        ("page.zip", b"PK\x03\x04quince", ""),
        ("missing.txt", None, "No such file"),
    ],
)
def test_bad_input_is_one_clear_error_and_nothing_is_written(
    convert: Run, folder: Path, name: str, data: bytes | None, what: str
) -> None:
    if data is not None:
        (folder / name).write_bytes(data)
    before = files_in(folder)
    done = convert("a.txt", name, "b.txt", "--out", "out.json", "--report", "report.json")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("Nothing was written.\n")
    assert f"  {name}: " in done.err
    assert what in done.err
    assert not any(word in done.err for word in PRIVATE)
    assert files_in(folder) == before


def test_everything_that_is_wrong_is_said_at_once(convert: Run) -> None:
    Path("empty.txt").touch()
    done = convert("empty.txt", "missing.txt", "a.txt")
    assert [line.split(":")[0].strip() for line in done.err.splitlines()] == [
        "Nothing was written.",
        "empty.txt",
        "missing.txt",
    ]


def test_an_archive_with_a_name_that_leads_out_of_it_is_refused_as_a_whole(lines: Run, folder: Path) -> None:
    with zipfile.ZipFile("harm.zip", "w") as archive:
        archive.writestr("1.lines", LINES)
        archive.writestr("../2.lines", LINES)
    done = lines("harm.zip", "--out", "out.json")
    assert done.code == 2
    assert "leads out of the archive" in done.err
    assert not Path("out.json").exists()
    assert not (folder.parent / "2.lines").exists()


@pytest.mark.parametrize("own", ["own.json", "own.jsonl"])
def test_a_journal_of_ones_own_is_no_input(lines: Run, any_kind: Run, own: str) -> None:
    lines("c.lines", "--out", own)
    for run in (lines, any_kind):
        done = run(own, "--out", "out.json")
        assert done.code == 2
        assert f"say --into {own}" in done.err
        assert not Path("out.json").exists()


def test_an_input_in_which_there_is_nothing_is_no_journal(lines: Run) -> None:
    Path("none.lines").write_text("")
    done = lines("none.lines")
    assert done.code == 2
    assert "nothing in it that could be converted" in done.err
    assert not Path("none.journal.json").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("a.txt", "--zone", "Europe/Nowhere"),
        ("a.txt", "--written-on", "yesterday"),
        ("a.txt", "b.txt", "--written-on", "2019-05-02"),
        ("a.txt", "--date-order", "YDM"),
        ("a.txt", "--out", "notes.docx"),
        ("a.txt", "--out", "notes.json.age"),
        ("a.txt", "--out", "nowhere/notes.json"),
        ("a.txt", "--out", "x.json", "--into", "y.json"),
        ("a.txt", "--out", "x.json", "--report", "x.json"),
        ("a.txt", "--report", "."),
        ("a.txt", "--report", ".", "--force"),
        ("a.txt", "--shared-with", " "),
        ("a.txt", "--unheard-of"),
        (),
    ],
    ids=" ".join,
)
def test_a_wrong_command_writes_nothing(convert: Run, folder: Path, arguments: tuple[str, ...]) -> None:
    done = convert(*arguments)
    assert done.code == 2
    assert done.err
    assert sorted(path.name for path in folder.iterdir()) == ["a.txt", "b.txt", "c.lines"]


def test_a_file_that_is_there_is_overwritten_only_by_force(convert: Run) -> None:
    Path("a.journal.json").write_text("mine", encoding="utf-8")
    done = convert("a.txt")
    assert done.code == 2
    assert "is there already" in done.err
    assert Path("a.journal.json").read_text(encoding="utf-8") == "mine"
    assert convert("a.txt", "--force").code == 0
    assert tn.load("a.journal.json").entries


def test_an_input_is_never_overwritten_even_by_force(convert: Run, lines: Run, folder: Path) -> None:
    (folder / "a.json").write_bytes((folder / "a.txt").read_bytes())
    (folder / "notes").mkdir()
    (folder / "notes" / "1.lines").write_text(LINES)
    before = files_in(folder)
    assert convert("a.json", "--out", "a.json", "--force").code == 2
    assert convert("a.json", "--into", "a.json").code == 2
    assert convert("a.txt", "--report", "a.txt", "--force").code == 2
    for inside in ("notes", "notes/journal", "notes/x.json"):
        assert lines("notes", "--out", inside, "--force").code == 2
    assert files_in(folder) == before


# -- when something goes wrong on the way -----------------------------------------------------------------------


def test_ctrl_c_while_reading_leaves_nothing_and_says_one_line(
    lines: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(*arguments: Any, **options: Any) -> tn.JournalReading:
        os.kill(os.getpid(), signal.SIGINT)
        raise AssertionError("not reached")

    before = files_in(folder)
    monkeypatch.setattr(tn, "read", read)
    done = lines("c.lines", "--report", "report.json")
    assert done == Done(130, "", "Stopped. Nothing was written.\n")
    assert files_in(folder) == before


def test_ctrl_c_while_writing_waits_until_everything_is_written(lines: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = tn.save

    def save(*arguments: Any, **options: Any) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        honest(*arguments, **options)

    monkeypatch.setattr(tn, "save", save)
    done = lines("c.lines", "--out", "vault", "--report", "report.json")
    assert (done.code, done.err) == (0, "")
    assert len(tn.load("vault").entries) == 2
    assert told()["records"]["added"] == 2
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_folder_of_ones_own_that_is_changed_in_part_is_told_of_and_finished_the_next_time(
    lines: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines("c.lines", "--out", "vault")
    Path("c.lines").write_text(LINES + "three|The lift was out.\nfour|It was mended.\n")
    honest, calls = os.replace, []

    def replace(*arguments: Any, **options: Any) -> None:
        calls.append(arguments)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        honest(*arguments, **options)

    with monkeypatch.context() as full:
        full.setattr(os, "replace", replace)
        done = lines("c.lines", "--into", "vault", "--report", "report.json")
    assert done.code == 2
    assert done.err.startswith("Not finished.")
    assert "each of them whole" in done.err
    assert not Path("report.json").exists()
    assert len(tn.load("vault").entries) == 3
    assert "1 new, 3 there already" in lines("c.lines", "--into", "vault").out


@pytest.mark.parametrize("was_there", [True, False])
def test_a_folder_that_cannot_be_finished_is_as_it_was(
    lines: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, was_there: bool
) -> None:
    def save(journal: tn.Journal, path: Path) -> None:
        (path / "entries").mkdir(parents=True)
        (path / "entries" / "one.md").write_text("half")
        raise tn.WriteError("no space")

    if was_there:
        (folder / "vault" / ".obsidian").mkdir(parents=True)
    before = sorted(folder.rglob("*"))
    monkeypatch.setattr(tn, "save", save)
    done = lines("c.lines", "--out", "vault", "--report", "report.json")
    assert done.code == 2
    assert "no space" in done.err
    assert sorted(folder.rglob("*")) == before


def test_a_library_that_is_missing_is_one_message_that_says_what_to_do(
    lines: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files_in(folder)
    with monkeypatch.context() as without:
        without.setitem(sys.modules, "rich", None)
        done = lines("c.lines")
    assert done.code == 2
    assert 'pip install "therapy-notes[convert]"' in done.err

    def read(*arguments: Any, **options: Any) -> tn.JournalReading:
        raise ModuleNotFoundError("No module named 'markdownify'")

    monkeypatch.setattr(tn, "read", read)
    done = lines("c.lines")
    assert done.code == 2
    assert 'pip install "therapy-notes[convert]"' in done.err
    assert files_in(folder) == before


def test_a_bar_shows_on_a_terminal_how_far_the_reading_has_come(lines: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[Callable[[int, int], None] | None] = []
    honest = tn.read

    def read(*arguments: Any, progress: Callable[[int, int], None] | None = None, **options: Any) -> tn.JournalReading:
        given.append(progress)
        if progress is not None:
            progress(1, 4)
        return honest(*arguments, **options)

    monkeypatch.setattr(tn, "read", read)
    assert lines("c.lines", "--out", "one.json").err == ""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    done = lines("c.lines", "--out", "two.json")
    assert given[0] is None
    assert given[1] is not None
    assert "c.lines" in done.err
    assert "25%" in done.err
    assert "25%" not in done.out


# -- finding out what it is -------------------------------------------------------------------------------------


@pytest.fixture
def any_kind(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return what runs the script that finds out what each input is."""
    return runner(capsys, script("convert").main)


def test_each_input_is_taken_for_what_it_is_and_that_is_said(any_kind: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = evolve(registry._FORMATS["invented"], claims=lambda data: data.startswith(b"one|"))
    pages = evolve(registry._FORMATS["saved_page"], claims=lambda data: b"thoughts on" in data)
    monkeypatch.setattr(registry, "_FORMATS", {"invented": ours, "saved_page": pages})
    done = any_kind("a.txt", "c.lines", "--out", "out.json", "--report", "report.json")
    assert done.code == 0
    assert cells(done, "a.txt")[:2] == ["a.txt", "saved_page"]
    assert cells(done, "c.lines")[:2] == ["c.lines", "invented"]
    assert [account["format"] for account in told()["inputs"]] == ["saved_page", "invented"]
    assert len(tn.load("out.json").entries) == 3


def test_what_nobody_knows_is_an_error_that_lists_what_can_be_read(any_kind: Run, folder: Path) -> None:
    (folder / "x.bin").write_bytes(bytes(range(256)) * 4)
    done = any_kind("x.bin", "--out", "out.json")
    assert done.code == 2
    assert "What can be read:" in done.err
    assert "a WordPress export" in done.err
    assert not (folder / "out.json").exists()


# -- what holds for all numbers ---------------------------------------------------------------------------------

counts = st.integers(0, 10**6)
reasons = st.dictionaries(st.sampled_from(["a menu item", "trashed", "a picture", "no text"]), st.integers(1, 999))


@st.composite
def accounts(draw: st.DrawFn) -> Any:
    """Return what became of some input."""
    converted, rejected, why = draw(counts), draw(counts), draw(reasons)
    skipped = sum(why.values())
    tally = tn.ItemTally(
        found=converted + rejected + skipped,
        converted=converted,
        skipped=skipped,
        rejected=rejected,
        claimed=draw(st.none() | st.dictionaries(st.sampled_from(["comments", "posts"]), counts)),
        why_skipped=why,
        counted=draw(reasons),
    )
    problems = draw(
        st.lists(st.builds(tn.Problem, where=st.sampled_from(["file 1", "line 3"]), what=st.text()), max_size=50)
    )
    return script("_convert").Account(
        source=draw(st.text(min_size=1)), format="invented", tally=tally, problems=tuple(problems), losses=draw(reasons)
    )


@given(st.lists(accounts(), min_size=1, max_size=6))
def test_the_sums_of_the_table_are_those_of_the_inputs(made: list[Any]) -> None:
    head, *rows = script("_convert").table(made)
    assert all(len(row) == len(head) for row in rows)
    for row in rows:
        found, converted, skipped, rejected = map(int, row[1:5])
        assert found == converted + skipped + rejected
    for column in range(1, 5):
        assert len(made) == 1 or int(rows[-1][column]) == sum(int(row[column]) for row in rows[:-1])


@given(st.lists(accounts(), min_size=1, max_size=6))
def test_the_report_holds_all_that_the_screen_may_leave_out(made: list[Any]) -> None:
    shared = script("_convert")
    outcome = shared.Outcome(journal=tn.Journal(), accounts=tuple(made), added=0)
    report = json.loads(json.dumps(shared.told(outcome, "invented", {}, Path("x.json"))))
    for account, given_back in zip(made, report["inputs"], strict=True):
        assert given_back["adds_up"]
        assert given_back["found"] == given_back["converted"] + given_back["skipped"] + given_back["rejected"]
        assert sum(given_back["why_skipped"].values()) == given_back["skipped"]
        assert len(given_back["problems"]) == len(account.problems)
        shown = [line for line in shared.details(account) if line.startswith(("  file 1: ", "  line 3: "))]
        assert len(shown) <= shared.MOST_SHOWN


@given(
    st.lists(st.dictionaries(st.sampled_from("abcdef"), st.sampled_from(["x", "y", "z"])), min_size=1, max_size=4), st.data()
)
def test_every_record_that_was_read_is_accounted_for_in_the_journal(
    texts: list[dict[str, str]], data: st.DataObject
) -> None:
    shared = script("_convert")

    def read(found: dict[str, str]) -> tuple[Any, tn.Journal]:
        reading = read_lines(
            "".join(f"{name}|{text}\n" for name, text in found.items()).encode(), name="", zone=None, me=None, options={}
        )
        return shared.Account(
            source="x", format="invented", tally=reading.tally, records=len(reading.journal)
        ), reading.journal

    home = read(texts[-1])[1]
    edited = data.draw(st.sampled_from([None, *(entry.id for entry in home.entries)]))
    if edited is not None:
        home = home.with_records(evolve(home[edited], title="Mine"))
    outcome = shared.brought_together([read(found) for found in texts], home)
    names = {name for found in texts for name in found}
    kept = sum(bool(conflict.id) for conflict in outcome.conflicts)
    assert outcome.added + outcome.unchanged + outcome.updated + kept == len(names) == len(outcome.journal)
    assert edited is None or outcome.journal[edited] == home[edited]
    again = shared.brought_together([read(found) for found in texts], outcome.journal)
    assert again.journal == outcome.journal
    assert again.added == again.updated == 0


def test_a_text_for_the_screen_is_one_line_that_every_terminal_can_show() -> None:
    visible = script("_convert")._visible
    assert visible("a\nb\x1b[0m é 日 \udcff", "ascii") == "a\\nb\\x1b[0m \\xe9 \\u65e5 \\udcff"
    assert visible("é 日", "utf-8") == "é 日"


def test_what_is_compressed_with_gzip_is_read_as_well(lines: Run) -> None:
    Path("c.lines.gz").write_bytes(gzip.compress(LINES.encode()))
    assert lines("c.lines.gz", "--out", "out.json").code == 0
    assert len(tn.load("out.json").entries) == 2
