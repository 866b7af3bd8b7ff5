"""Every convert script, on a small file of its kind, as a stranger runs it; and what each does with what is none."""

import ast
import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import therapy_notes as tn
from test_examples_convert import EXAMPLES, Done, Run, files_in, runner, script, told

SCRIPTS = tuple(sorted(path.stem for path in EXAMPLES.glob("convert*.py")))

WXR = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Gooseberry days</title><link>https://gooseberry.example</link>
<wp:wxr_version>1.2</wp:wxr_version><wp:base_site_url>https://gooseberry.example</wp:base_site_url>
<wp:base_blog_url>https://gooseberry.example</wp:base_blog_url>
<wp:author><wp:author_id>1</wp:author_id><wp:author_login>ottoline</wp:author_login></wp:author>
<item><title>The long drawer</title><dc:creator>ottoline</dc:creator>
<content:encoded><![CDATA[I sorted the buttons.

Then I sat there for an hour.]]></content:encoded>
<wp:post_id>7</wp:post_id><wp:post_date>2019-05-03 10:14:00</wp:post_date>
<wp:post_date_gmt>2019-05-03 09:14:00</wp:post_date_gmt><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
<category domain="post_tag" nicename="raise-it"><![CDATA[raise-it]]></category>
<wp:comment><wp:comment_id>1</wp:comment_id><wp:comment_author>Brambleberry</wp:comment_author>
<wp:comment_author_email>bramble@gooseberry.example</wp:comment_author_email>
<wp:comment_date>2019-05-03 12:00:00</wp:comment_date><wp:comment_date_gmt>2019-05-03 11:00:00</wp:comment_date_gmt>
<wp:comment_content>An hour is short.</wp:comment_content><wp:comment_approved>1</wp:comment_approved>
<wp:comment_type></wp:comment_type><wp:comment_parent>0</wp:comment_parent><wp:comment_user_id>0</wp:comment_user_id>
</wp:comment></item>
<item><title>A draft about Thursdays</title><dc:creator>ottoline</dc:creator>
<content:encoded><![CDATA[Not yet.]]></content:encoded><wp:post_id>8</wp:post_id>
<wp:post_date>2019-05-04 10:14:00</wp:post_date><wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt>
<wp:status>draft</wp:status><wp:post_type>post</wp:post_type></item>
<item><title>About the gooseberries</title><dc:creator>ottoline</dc:creator>
<content:encoded><![CDATA[They are sour.]]></content:encoded><wp:post_id>9</wp:post_id>
<wp:post_date>2019-05-05 10:14:00</wp:post_date><wp:post_date_gmt>2019-05-05 09:14:00</wp:post_date_gmt>
<wp:status>publish</wp:status><wp:post_type>page</wp:post_type></item>
</channel></rss>
"""
PAGE = """The quince jar

I could not open it.

1 thought on “The quince jar”

  1. Brambleberry says:
    May 3, 2019 at 9:14 am

    Hot water.

Leave a Reply
"""
DAY_ONE = {
    "metadata": {"version": "1.0"},
    "entries": [
        {
            "uuid": "0F3A5B7C9D1E4F60A1B2C3D4E5F60718",
            "creationDate": "2024-04-16T23:30:00Z",
            "modifiedDate": "2024-04-17T06:00:00Z",
            "timeZone": "Europe/Dublin",
            "text": "# The gutter\n\nIt ran over again\\.",
            "tags": ["raise-it"],
        },
        {
            "uuid": "1F3A5B7C9D1E4F60A1B2C3D4E5F60718",
            "creationDate": "2024-04-18T20:00:00Z",
            "timeZone": "Europe/Dublin",
            "text": "The plumber came, and was kind\\.",
        },
    ],
}
JRNL = """[2019-07-18 14:23] The lift was out. @raise-it
Seven floors, and I counted them aloud.

[2019-07-19 08:05] Slept badly. *
"""
DIARY = """12 March 2018

The kettle gave up.

Thursday, 15 March 2018

A new kettle, which whistles. I had not asked for that.
"""
NOTE = "---\ndate: 2024-05-01\ntags: [raise-it]\n---\nThe gate would not shut.\n"

PRIVATE = (
    "drawer", "buttons", "Brambleberry", "Thursdays", "gooseberr", "quince", "water", "gutter", "plumber", "lift was",
    "floors", "kettle", "whistles", "gate", "raise-it", "stairs",
)  # fmt: skip


def wordpress(folder: Path) -> str:
    (folder / "blog.xml").write_text(WXR, encoding="utf-8")
    return "blog.xml"


def saved_page(folder: Path) -> str:
    (folder / "page.txt").write_text(PAGE, encoding="utf-8")
    return "page.txt"


def day_one(folder: Path) -> str:
    with zipfile.ZipFile(folder / "Export.zip", "w") as archive:
        archive.writestr("Journal.json", json.dumps(DAY_ONE))
    return "Export.zip"


def jrnl(folder: Path) -> str:
    (folder / "journal.txt").write_text(JRNL, encoding="utf-8")
    return "journal.txt"


def markdown_folder(folder: Path) -> str:
    (folder / "notes" / "2024").mkdir(parents=True)
    (folder / "notes" / "2024" / "The garden gate.md").write_text(NOTE, encoding="utf-8")
    (folder / "notes" / "2024-05-02.md").write_text("Up the stairs, down the stairs.\n", encoding="utf-8")
    return "notes"


def diary(folder: Path) -> str:
    (folder / "diary.txt").write_text(DIARY, encoding="utf-8")
    return "diary.txt"


Make = Callable[[Path], str]
KINDS: dict[str, tuple[Make, int, int]] = {
    "wordpress": (wordpress, 4, 2),
    "saved_page": (saved_page, 2, 1),
    "day_one": (day_one, 2, 2),
    "jrnl": (jrnl, 2, 2),
    "markdown_folder": (markdown_folder, 2, 2),
    "diary": (diary, 2, 2),
}
"""For each format: what makes an input of it, and how many items and entries there are."""
OPTIONS: dict[str, tuple[str, ...]] = {
    "wordpress": ("--me", "Ottoline", "--zone", "Europe/Dublin"),
    "saved_page": ("--written-on", "2019-05-02", "--me", "Ottoline", "--date-order", "MDY", "--encoding", "utf-8"),
    "day_one": (),
    "jrnl": ("--zone", "Europe/Dublin", "--timeformat", "%Y-%m-%d %H:%M", "--tagsymbols", "@"),
    "markdown_folder": ("--date-order", "DMY", "--encoding", "utf-8"),
    "diary": ("--split-times", "--date-order", "DMY"),
}
"""Options that each script takes beside those of all."""
every_kind = pytest.mark.parametrize("kind", KINDS)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def convert(capsys: pytest.CaptureFixture[str]) -> Callable[..., Done]:
    """Return what runs a script by the name of its format."""

    def run(kind: str, *arguments: str) -> Done:
        name = f"convert_{kind}" if kind else "convert"
        run: Run = runner(capsys, script(name).main)
        return run(*arguments)

    return run


def as_a_program(name: str, *arguments: str, encoding: str = "utf-8") -> subprocess.CompletedProcess[str]:
    """Run a script as a program of its own."""
    environment = {
        **os.environ,
        "PYTHONIOENCODING": encoding,
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "COLUMNS": "80",
    }
    command = [sys.executable, str(EXAMPLES / f"{name}.py"), *arguments]
    return subprocess.run(command, capture_output=True, encoding=encoding, env=environment, check=False)


# -- as a stranger runs it --------------------------------------------------------------------------------------


@every_kind
def test_each_script_brings_a_journal_home(folder: Path, kind: str) -> None:
    make, found, entries = KINDS[kind]
    source = make(folder)
    before = files_in(folder)
    done = as_a_program(f"convert_{kind}", source, *OPTIONS[kind], "--out", "journal.json", "--report", "report.json")
    assert (done.returncode, done.stderr) == (0, "")
    journal = tn.load("journal.json")
    assert len(journal.entries) == entries
    written = [entry.happened or entry.written_at for entry in journal.entries]
    assert None not in written
    assert tn.verify("journal.json") is True
    (account,) = told()["inputs"]
    assert account["format"] == kind
    assert account["found"] == account["converted"] + account["skipped"] + account["rejected"] == found
    assert not any(record.shared_with for record in journal.entries)
    report = Path("report.json").read_text()
    assert not [word for word in PRIVATE if word in done.stdout + report]
    assert {name: data for name, data in files_in(folder).items() if name in before} == before


@pytest.mark.parametrize("name", SCRIPTS)
def test_the_help_of_each_script_is_written_for_people(name: str) -> None:
    done = as_a_program(name, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"uv run examples/{name}.py " in done.stdout
    assert "never changed" in done.stdout
    assert "INPUT is" in done.stdout
    for option in (
        "--out",
        "--into",
        "--zone",
        "--me",
        "--shared-with",
        "--topic-tag",
        "--lenient",
        "--report",
        "--show-names",
    ):
        assert option in done.stdout
    for jargon in ("utf", "parse", "stdin", "metadata", "namespace", "default:", "iso", "regex"):
        assert jargon not in re.findall(r"[a-z:]+", done.stdout.lower())


def test_one_script_finds_out_what_each_input_is(folder: Path) -> None:
    sources = [make(folder) for make, *_ in KINDS.values()]
    done = as_a_program("convert", *sources, "--zone", "Europe/Dublin", "--out", "journal", "--report", "report.json")
    assert (done.returncode, done.stderr) == (0, "")
    assert [account["format"] for account in told()["inputs"]] == list(KINDS)
    for source, kind in zip(sources, KINDS, strict=True):
        assert re.search(rf"^{re.escape(source)} +{kind} ", done.stdout, re.MULTILINE)
    assert len(tn.load("journal").entries) == sum(entries for _, _, entries in KINDS.values())
    assert not [word for word in PRIVATE if word in done.stdout]


def test_a_terminal_of_another_alphabet_is_no_reason_to_stop(folder: Path) -> None:
    (folder / "дневник.txt").write_text(DIARY, encoding="utf-8")
    done = as_a_program("convert_diary", "дневник.txt", encoding="ascii")
    assert (done.returncode, done.stderr) == (0, "")
    assert "\\u0434" in done.stdout


def test_nobody_who_reads_on_is_no_reason_to_stop(folder: Path) -> None:
    diary(folder)
    command = [sys.executable, str(EXAMPLES / "convert_diary.py"), "diary.txt"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        said = running.stderr.read()
        assert (running.wait(), said) == (0, b"")
    assert tn.load("diary.journal.json").entries


@pytest.mark.parametrize("name", SCRIPTS)
def test_each_script_says_what_uv_needs_to_run_it(name: str) -> None:
    text = (EXAMPLES / f"{name}.py").read_text(encoding="utf-8")
    header = re.match(r"# /// script\n((?:#.*\n)+?)# ///\n", text)
    assert header is not None
    needs = tomllib.loads("".join(line[2:] or "\n" for line in header[1].splitlines(keepends=True)))
    project = tomllib.loads((EXAMPLES.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (needed,) = needs["dependencies"]
    extras = needed.removeprefix("therapy-notes[").removesuffix("]").split(",")
    assert set(extras) <= set(project["optional-dependencies"])
    assert "convert" in extras
    assert needs["requires-python"] == project["requires-python"]
    source = EXAMPLES / needs["tool"]["uv"]["sources"]["therapy-notes"]["path"]
    assert (source / "pyproject.toml").samefile(EXAMPLES.parent / "pyproject.toml")


def test_the_scripts_are_thin() -> None:
    for name in SCRIPTS:
        tree = ast.parse((EXAMPLES / f"{name}.py").read_text(encoding="utf-8"))
        assert [node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)] == ["main"]


# -- what all of them do ----------------------------------------------------------------------------------------


@every_kind
@pytest.mark.parametrize("out", ["journal.json", "vault"])
def test_the_same_input_again_changes_nothing_byte_for_byte(
    convert: Callable[..., Done], folder: Path, kind: str, out: str
) -> None:
    source = KINDS[kind][0](folder)
    shared = ("--shared-with", "therapist", "--topic-tag", "raise-it")
    assert convert(kind, source, *OPTIONS[kind], *shared, "--out", out).code == 0
    assert all(record.shared_with in {("therapist",), ()} for record in tn.load(out))
    before = files_in(folder)
    done = convert(kind, source, *OPTIONS[kind], *shared, "--into", out)
    assert done.code == 0
    assert "Nothing new" in done.out
    assert files_in(folder) == before


@pytest.mark.parametrize("kind", ["wordpress", "day_one", "jrnl", "markdown_folder"])
def test_what_was_marked_becomes_a_topic_as_well(convert: Callable[..., Done], folder: Path, kind: str) -> None:
    source = KINDS[kind][0](folder)
    assert convert(kind, source, "--topic-tag", "raise-it", "--report", "report.json").code == 0
    journal = tn.load(next(folder.glob("*.journal.json")))
    assert len(journal.topics) == 1
    assert told()["options"] == {"topic_tag": True}
    assert told()["inputs"][0]["counted"]["topics that were marked"] == 1


def test_what_is_private_in_the_source_is_shared_with_nobody(convert: Callable[..., Done], folder: Path) -> None:
    wordpress(folder)
    assert convert("wordpress", "blog.xml", "--shared-with", "therapist").code == 0
    shown = {entry.title: entry.shared_with for entry in tn.load("blog.journal.json").entries}
    assert shown == {"The long drawer": ("therapist",), "A draft about Thursdays": ()}


def test_pages_of_a_blog_come_along_when_they_are_asked_for(convert: Callable[..., Done], folder: Path) -> None:
    wordpress(folder)
    assert convert("wordpress", "blog.xml", "--include", "page").code == 0
    assert len(tn.load("blog.journal.json").entries) == 3


def test_dates_in_other_languages_are_read_when_they_are_named(convert: Callable[..., Done], folder: Path) -> None:
    pytest.importorskip("dateparser")
    (folder / "journal.txt").write_text("12 mars 2018\n\nIl pleut.\n\n13. März 2018\n\nEs regnet.\n", encoding="utf-8")
    assert convert("diary", "journal.txt", "--languages", "fr,de").code == 0
    assert len(tn.load("journal.journal.json").entries) == 2


def encrypted(path: Path, name: str) -> None:
    """Write an archive with one member that says that it is encrypted."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, "some bytes that nobody can read")
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)


@pytest.mark.parametrize("kind", [*KINDS, ""])
def test_what_is_none_of_its_kind_is_a_clear_error_and_nothing_is_written(
    convert: Callable[..., Done], folder: Path, kind: str
) -> None:
    """One after the other, and all together, beside an input that is good."""
    (folder / "empty.txt").touch()
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)))
    (folder / "cut.zip").write_bytes(b"PK\x03\x04\x14\x00\x00\x00")
    (folder / "no notes" / "inside").mkdir(parents=True)
    (folder / "no notes" / "inside" / "door.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(200))
    encrypted(folder / "locked.zip", "Journal.json" if kind == "day_one" else "note.md")
    with zipfile.ZipFile(folder / "harm.zip", "w") as archive:
        archive.writestr("../2024-05-01.md", NOTE)
        archive.writestr("2024-05-02.md", NOTE)
    good = KINDS[kind or "diary"][0](folder)
    before = files_in(folder)
    bad = ("missing.txt", "empty.txt", "picture.txt", "cut.zip", "no notes", "locked.zip", "harm.zip")
    for name in bad:
        done = convert(kind, name, "--out", "out.json", "--report", "report.json")
        assert (done.code, done.out) == (2, ""), name
        assert done.err.startswith(f"Nothing was written.\n  {name}: "), name
        assert "Traceback" not in done.err
        assert "door" not in done.err
    done = convert(kind, *bad, good, "--out", "out", "--report", "report.json", "--lenient")
    assert done.code == 2
    assert all(f"\n  {name}: " in done.err for name in bad)
    assert f"  {good}: " not in done.err
    assert files_in(folder) == before
    assert not (folder / "out").exists()
    assert not (folder.parent / "2024-05-01.md").exists()
