"""Every row of the tables of what can go wrong has a test, and the tests that no other file would have."""

import ast
import copy
import os
import pickle
import re
import stat
import subprocess
import sys
from functools import cache
from io import BytesIO
from pathlib import Path
from time import process_time
from zipfile import ZipFile

import attrs
import pytest
from hypothesis import given
from lxml import etree

import hostile_documents
import therapy_notes as tn
from helpers import documents
from hostile_rows import PROSE, TABLES, Row
from therapy_notes import moments
from therapy_notes.document.tree import Document
from therapy_notes.errors import AmbiguousTimeError
from therapy_notes.moments import DateTime
from therapy_notes.writers import docx as docx_writer

TESTS = Path(__file__).parent
REFERENCE = TESTS.parents[1] / "shared" / "reference" / "hostile-inputs.md"
ROWS = [(section, row) for section, rows in {**TABLES, **PROSE}.items() for row in rows]
LATER = re.compile(r"\b(later|soon|not yet|todo|to do|until then|some day)\b", re.IGNORECASE)


# The tables.


@cache
def functions(file: str) -> frozenset[str]:
    tree = ast.parse((TESTS / file).read_text("utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize(("section", "row"), ROWS, ids=[f"{section}: {row.what}" for section, row in ROWS])
def test_every_row_has_tests_that_exist_or_a_reason(section: str, row: Row) -> None:
    assert row.what
    assert row.tests or row.because
    for test in row.tests:
        file, function = test.split("::")
        assert function in functions(file), test
    assert not LATER.search(row.because) or re.search(r"issue \d", row.because)


def test_no_table_has_a_row_twice() -> None:
    for rows in TABLES.values():
        assert len({row.what for row in rows}) == len(rows)


def rows_of_the_reference() -> dict[str, int]:
    """How many rows the tables of each section have, without their heads."""
    found: dict[str, int] = {}
    section = ""
    is_head = True
    for line in REFERENCE.read_text("utf-8").split("\n"):
        if heading := re.match(r"##+ (\d+(?:\.\d+)?)", line):
            section = heading[1]
        if not line.startswith("|"):
            is_head = True
        elif is_head:
            is_head = False
        elif line.strip("|-: "):
            found[section] = found.get(section, 0) + 1
    return found


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference is not beside this repository")
def test_no_row_of_the_reference_is_missing() -> None:
    found = rows_of_the_reference()
    assert {section: len(rows) for section, rows in TABLES.items()} == {section: found[section] for section in TABLES}
    assert not set(PROSE) & set(found)
    # What trusted systems promise, what they are made of, and what was measured: no faults.
    assert set(found) - set(TABLES) == {"2", "6.3", "9", "12"}


# 4.5 and 4.6: lines and cells.


@pytest.mark.parametrize("end", ["\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029", "\r"])
def test_no_line_of_ours_ends_where_only_python_thinks_that_one_ends(end: str, tmp_path: Path) -> None:
    body = f"{end}one{end}{end}two{end}"
    journal = tn.Journal(zone="Europe/Oslo", entries=(tn.Entry(id="a", title=f"x{end}y", body=body, tags=(body,)),))
    for name in ("me.json", "me.jsonl", "me.jsonl.gz", "me"):
        tn.save(journal, tmp_path / name)
        assert tn.load(tmp_path / name) == journal


def test_no_format_of_ours_is_for_spreadsheets() -> None:
    suffixes = {suffix for format in tn.formats() for suffix in format.suffixes}
    assert ".json" in suffixes
    assert not suffixes & {".csv", ".tsv", ".xls", ".xlsx", ".ods"}


# 5.1: what a DOCX holds.

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SAID_OUT_LOUD = {
    "document", "body", "p", "pPr", "r", "rPr", "t", "br", "tab", "hyperlink", "pStyle", "rStyle", "keepNext", "numPr",
    "ilvl", "numId", "spacing", "ind", "b", "bCs", "i", "iCs", "strike", "rFonts", "tbl", "tblPr", "tblStyle", "tblW",
    "tblInd", "tblLook", "tblGrid", "gridCol", "tr", "trPr", "cantSplit", "tblHeader", "tc", "tcPr", "tcW", "sectPr",
    "footerReference", "type", "pgSz", "pgMar", "cols", "docGrid",
}  # fmt: skip


@documents
@given(hostile_documents.documents)
def test_a_docx_holds_words_and_nothing_hidden_and_leads_nowhere_but_to_the_web(document: Document) -> None:
    with ZipFile(BytesIO(docx_writer.render(document))) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
        links = etree.fromstring(archive.read("word/_rels/document.xml.rels"))
        names = archive.namelist()
    # Neither vanish nor del, ins, drawing, pict, object or a comment: only what is listed here.
    assert {str(element.tag) for element in body.iter()} <= {W + name for name in SAID_OUT_LOUD}
    outside = [link.get("Target", "") for link in links if link.get("TargetMode") == "External"]
    assert all(target.lower().startswith(("http://", "https://", "mailto:")) for target in outside)
    assert not [name for name in names if "media" in name or "embed" in name or "comment" in name]


@pytest.mark.skipif(os.name != "posix", reason="modes as POSIX has them")
@pytest.mark.parametrize("name", ["all.docx", "all.md", "all.html", "all.json"])
def test_an_export_is_whole_and_for_its_owner_alone(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    before = os.umask(0)
    try:
        tn.export(tn.view(journal_of(), "therapist"), path)
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [found.name for found in tmp_path.iterdir() if not found.name.startswith(".")] == [name]


# 6.1: what is computed from data that others do not see.

AT = tn.moment("2024-05-12 20:00", "Europe/Paris")
SHARED = ("therapist",)
WALK = tn.Entry(
    id="walk",
    title="A walk",
    body="We walked. %%I did not say why.%% It was cold.",
    written_at=tn.moment("2024-05-03 09:00", "Europe/Paris"),
    tags=("outside",),
    links=(tn.Link(kind="about", to="lake"), tn.Link(kind="about", to="bridge")),
    comments=(
        tn.Comment(id="c1", author="Runa", body="Cold indeed.", shared_with=SHARED),
        tn.Comment(id="c2", author="Jorunn", body="I was there."),
    ),
    shared_with=SHARED,
)
LAKE = tn.Entry(
    id="lake", title="The lake", body="Ice.", written_at=tn.moment("2024-05-05 21:00", "Europe/Paris"), shared_with=SHARED
)
MONDAY = tn.Session(
    id="monday", starts_at=tn.moment("2024-05-06 16:00", "Europe/Paris"), status="fulfilled", shared_with=SHARED
)
COLD = tn.Topic(id="cold", text="The cold", opened=tn.moment("2024-05-04 08:00", "Europe/Paris"), shared_with=SHARED)
LETTER = tn.Attachment(id="f1", name="letter.pdf", alt_text="a letter")


def journal_of(*private: tn.Record, walk: tn.Entry = WALK) -> tn.Journal:
    return tn.Journal(zone="Europe/Paris", key=bytes(32)).with_records(walk, LAKE, MONDAY, COLD, *private)


def private_entry(id: str = "private", **fields: object) -> tn.Entry:
    return tn.Entry(**{"id": id, "title": "A walk", "body": "Nobody reads this.", **fields})  # type: ignore[arg-type]


FAR = tn.moment("1999-01-02 09:00", "Europe/Paris")
OTHERS: dict[str, tn.Journal] = {
    "counts": journal_of(*(private_entry(f"p{n}") for n in range(12))),
    "order": journal_of(private_entry("a", written_at=WALK.written_at), private_entry("zz", written_at=LAKE.written_at)),
    "a session that comes before": journal_of(tn.Session(id="s", starts_at=FAR, status="fulfilled")),
    "a topic that waits for longer": journal_of(tn.Topic(id="t", text="The cold", opened=FAR)),
    "ids": journal_of(private_entry("c2"), private_entry("walk2"), private_entry("0")),
    "an index": journal_of(private_entry(tags=("outside", "inside")), tn.Person(id="p", name="Runa")),
    "links from elsewhere": journal_of(
        private_entry(links=(tn.Link(kind="about", to="walk"), tn.Link(kind="about", to="lake")))
    ),
    "a link to what is there": journal_of(private_entry("bridge")),
    "names of files": journal_of(private_entry("a-walk", title="A walk"), private_entry("a-walk-2", title="A walk")),
    "people": journal_of(tn.Person(id="a", name="Ada"), tn.Person(id="b", name="Bo"), tn.Therapy(id="t", therapist="a")),
    "times": journal_of(walk=attrs.evolve(WALK, changed_at=AT)),
    "first and last days": journal_of(private_entry(written_at=FAR), private_entry("q", written_at=AT)),
    "statistics": journal_of(private_entry(body="walked walked walked cold cold " * 50)),
    "what fails": journal_of(
        private_entry(body="\x00\u202e\ufffe%%", written_at=tn.moment("0001-01-01 00:00", "Asia/Tokyo")),
        private_entry("q", written_at=tn.moment("9999-12-31 23:59", "America/Chicago")),
    ),
    "what does not read": attrs.evolve(journal_of(), unreadable=(tn.Unreadable(kind="entry", raw={"id": 7}),)),
    "room": journal_of(walk=attrs.evolve(WALK, body="We walked. %%" + "I did. " * 500 + "%% It was cold.")),
    "what it was before": journal_of(
        walk=attrs.evolve(WALK, comments=WALK.comments[:1], afterthoughts=(), extra={"draft": "We ran."})
    ),
    "papers": journal_of(private_entry(attachments=(LETTER,))),
    "the source": journal_of(
        walk=attrs.evolve(WALK, source=tn.Source(system="wordpress", ref="?p=7", imported_at=AT, digest="0" * 64))
    ),
}


@cache
def everything_that_leaves(name: str) -> dict[str, object]:
    journal = OTHERS.get(name) or journal_of()
    view = tn.view(journal, "therapist")
    page = tn.prepare(view, at=AT)
    return {
        f"{what} as {format}": tn.render(thing, format)
        for what, thing in (("everything", view), ("a page", page))
        for format in ("json", "markdown", "html", "docx")
    }


@pytest.mark.parametrize("channel", OTHERS)
def test_what_is_private_changes_no_byte_of_what_leaves(channel: str) -> None:
    assert OTHERS[channel] != journal_of()
    assert everything_that_leaves(channel) == everything_that_leaves("")


def test_what_is_shared_does_leave() -> None:
    with_more = tn.render(tn.view(journal_of(private_entry(shared_with=SHARED)), "therapist"), "markdown")
    assert "Nobody reads this." in with_more
    assert "The lake" in with_more
    assert "Runa" in with_more
    for hidden in ("I did not say why", "Jorunn"):
        assert hidden not in with_more


# 7.1: what pendulum makes of times.


def test_the_hour_after_a_gap_is_the_hour_that_was_said() -> None:
    after = tn.moment("2021-03-28 02:30", "Europe/London")
    assert moments.wire(after) == "2021-03-28T02:30:00+01:00[Europe/London]"
    with pytest.raises(AmbiguousTimeError):
        tn.moment("2021-03-28 01:30", "Europe/London")


@pytest.mark.parametrize(
    "text",
    [
        "now", "today", "12:30", "12:30:15", "2021", "2021-03", "2021-03-28", "P1D", "PT5M", "2021-03-28/2021-03-29",
        "2021-03-28T01:02:03/PT5M", "20210328T010203", "2021-W12-7", "2021-087", "1616893200", "28 March 2021", "",
        "2021-03-28T09:30:60+01:00", "2021-03-28T24:00:00+01:00", "2021-03-28T09:30:00.1234567+01:00",
        "2021-03-28T09:30:00.1234567", "2021-03-28 24:00", "2021-03-28 09:30:60", "0000-01-01 09:00", "10000-01-01 09:00",
    ],
)  # fmt: skip
def test_a_time_at_which_pendulum_would_guess_is_refused(text: str) -> None:
    for read in (moments.parse, lambda given: moments.parse(f"{given}[Europe/London]"), tn.moment):
        with pytest.raises(AmbiguousTimeError):
            read(text)
    with pytest.raises(AmbiguousTimeError):
        tn.moment(text, "Europe/London")


def test_a_time_that_knows_only_its_offset_keeps_it_through_copies() -> None:
    given_time = DateTime.fromisoformat("2024-05-01T09:00:00+02:00")
    entry = tn.Entry(id="a", body="", written_at=given_time)
    for other in (entry, copy.copy(entry), copy.deepcopy(entry), pickle.loads(pickle.dumps(entry))):  # noqa: S301
        assert isinstance(other.written_at, DateTime)
        assert moments.wire(other.written_at) == "2024-05-01T09:00:00+02:00[+02:00]"


def test_an_offset_of_minus_nought_is_one_of_nought() -> None:
    for zone in ("Europe/London", "-00:00"):
        found = moments.wire(moments.parse(f"2024-01-01T09:00:00-00:00[{zone}]"))
        assert found == moments.wire(moments.parse(f"2024-01-01T09:00:00+00:00[{zone.replace('-', '+')}]"))


@pytest.mark.parametrize(
    "name", ["localtime", "local", "Factory", "posixrules", "right/Europe/London", "posix/Europe/London"]
)
def test_a_zone_that_only_some_machines_have_is_refused(name: str) -> None:
    with pytest.raises(AmbiguousTimeError):
        moments.zone(name)
    with pytest.raises(AmbiguousTimeError):
        tn.moment("2024-05-01 09:00", name)


def test_of_two_names_of_one_zone_the_one_that_was_written_stays() -> None:
    one, other = (f"2020-05-01T09:00:00+03:00[Europe/{name}]" for name in ("Kiev", "Kyiv"))
    assert moments.instant(moments.parse(one)) == moments.instant(moments.parse(other))
    assert [moments.wire(moments.parse(text)) for text in (one, other)] == [one, other]


def test_a_machine_without_zones_of_its_own_reads_every_zone() -> None:
    program = (
        "import therapy_notes as tn\n"
        "for zone in ('Europe/Paris', 'US/Eastern', 'EST', 'Europe/Kiev', 'Asia/Calcutta', 'UTC'):\n"
        "    tn.moment('2024-05-01 09:00', zone)\n"
        "assert tn.loads(tn.dumps(tn.example())) == tn.example()\n"
    )
    env = {**os.environ, "PYTHONTZPATH": "", "TZ": "Pacific/Apia", "PYTHONPATH": os.pathsep.join(sys.path)}
    found = subprocess.run([sys.executable, "-c", program], env=env, check=False, capture_output=True, text=True)
    assert found.returncode == 0, found.stderr


# 8: what is locked.


def test_what_is_locked_is_hardly_longer_and_its_length_is_all_that_can_be_told() -> None:
    crypt = pytest.importorskip("therapy_notes.crypt")
    key = crypt.Identity.new()
    for size in (0, 1, 65_536, 1_000_000):
        locked = crypt.encrypted(b"x" * size, key)
        assert 0 < len(locked) - size < 1000 + size // 1000
        assert locked != crypt.encrypted(b"x" * size, key)


def test_fifty_megabytes_are_locked_and_opened_in_seconds() -> None:
    crypt = pytest.importorskip("therapy_notes.crypt")
    key = crypt.Identity.new()
    plain = os.urandom(1_000_000) * 50
    begun = process_time()
    assert crypt.decrypted(crypt.encrypted(plain, key), key, max_bytes=60_000_000) == plain
    assert process_time() - begun < 10
