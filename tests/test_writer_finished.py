"""Every way in which a finished file can say something is looked at, whoever wrote it."""

import time
import warnings
from base64 import b64encode
from collections.abc import Callable, Mapping
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document as Opened
from hypothesis import assume, example, given
from hypothesis import strategies as st

import therapy_notes as tn
from helpers import documents, keeps_quiet
from therapy_notes import testing
from therapy_notes.document.tree import Document, LineBreak, Paragraph, Text, Title
from therapy_notes.errors import WriteError
from therapy_notes.sharing.residue import residue
from therapy_notes.writers import docx as docx_writer
from therapy_notes.writers import html, markdown
from therapy_notes.writers.finished import texts_in

NAME = "Sienna"
AT = tn.moment("2024-09-15 20:00", "Europe/Lisbon")


def places(data: str | bytes, name: str = NAME) -> list[str]:
    """Return where a name stands in a finished file."""
    found = [problem.where for problem in residue(texts_in(data), [name])]
    assert name.casefold() not in "".join(found).casefold()
    return found


def zipped(members: Mapping[str, bytes | str]) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


def with_part(data: bytes, name: str, content: bytes | str) -> bytes:
    """Return an archive with another member, or another content of one."""
    packed = BytesIO()
    with ZipFile(BytesIO(data)) as archive, ZipFile(packed, "w") as other:
        for member in archive.namelist():
            if member != name:
                other.writestr(member, archive.read(member))
        other.writestr(name, content)
    return packed.getvalue()


def part_of(data: bytes, name: str) -> str:
    with ZipFile(BytesIO(data)) as archive:
        return archive.read(name).decode()


def page(*content: Text | LineBreak, title: str = "Monday", footer: str = "") -> Document:
    return Document(title=title, blocks=(Title((Text("Monday"),)), Paragraph(content)), footer=footer)


# -- DOCX ---------------------------------------------------------------------------------------------------------

PLAIN = docx_writer.render(page(Text("I was tired.")))


def _by_word(fill: Callable[[Opened], object]) -> bytes:
    document = docx.Document()
    fill(document)
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


TITLE = "docProps/core.xml"
COMMENT = '<w:comments><w:comment w:author="{}"><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:comment></w:comments>'
PICTURE = '<w:p><w:r><w:drawing><wp:docPr id="1" descr="Sienna at sea"/></w:drawing></w:r></w:p></w:body>'
DELETED = "<w:p><w:del><w:r><w:delText>Sien</w:delText></w:r></w:del>\n <w:r><w:t>na</w:t></w:r></w:p>"
FIELD = '<w:p><w:r><w:instrText> HYPERLINK "https://example.org/sienna" </w:instrText></w:r></w:p>'


def _changed(name: str, old: str, new: str) -> bytes:
    assert old in part_of(PLAIN, name)
    return with_part(PLAIN, name, part_of(PLAIN, name).replace(old, new))


def _linked(address: str) -> bytes:
    return docx_writer.render(page(Text("her", link=address)))


def _more(xml: str) -> bytes:
    return with_part(PLAIN, "word/more.xml", xml)


DOCX: dict[str, tuple[bytes, str]] = {
    "body": (docx_writer.render(page(Text("I met Sienna."))), "word/document.xml: paragraph 2"),
    "split over runs": (
        docx_writer.render(page(Text("I met Si"), Text("en", strong=True), Text("na."))),
        "word/document.xml: paragraph 2",
    ),
    "link": (_linked("https://example.org/sienna"), "word/_rels/document.xml.rels: attribute Target"),
    "encoded link": (_linked("https://example.org/%53ienna"), "word/_rels/document.xml.rels: attribute Target"),
    "footer": (docx_writer.render(page(footer="for Sienna · {page}")), "word/footer1.xml: paragraph 1"),
    "title property": (
        _changed(TITLE, "</cp:coreProperties>", "<dc:title>For Sienna</dc:title></cp:coreProperties>"),
        "docProps/core.xml: title",
    ),
    "author property": (
        _by_word(lambda document: setattr(document.core_properties, "author", NAME)),
        "docProps/core.xml: creator",
    ),
    "alt text": (_changed("word/document.xml", "</w:body>", PICTURE), "word/document.xml: paragraph 3: attribute descr"),
    "comment": (with_part(PLAIN, "word/comments.xml", COMMENT.format("x", NAME)), "member 11: paragraph 1"),
    "author of a comment": (with_part(PLAIN, "word/comments.xml", COMMENT.format(NAME, "x")), "member 11: attribute"),
    "deleted text": (_more(DELETED), "member 11: paragraph 1"),
    "field code": (_more(FIELD), "member 11: paragraph 1"),
    "member name": (with_part(PLAIN, "word/media/sienna.bin", b""), "member 11: its name"),
    "part of its own": (with_part(PLAIN, "customXml/item1.xml", "<a><b>Sienna</b></a>"), "member 11"),
    "text of its own": (with_part(PLAIN, "notes.txt", "one\ntwo Sienna"), "member 11: line 2"),
    "XML comment": (_more("<a><!-- for Sienna --></a>"), "member 11: comment, line 1"),
    "declaration": (_more('<!DOCTYPE a [<!ENTITY her "Sienna">]><a>&her;</a>'), "member 11: declaration"),
    "CDATA": (_more("<a><![CDATA[Sienna]]></a>"), "member 11"),
    "paragraph by Word": (
        _by_word(lambda document: document.add_paragraph("I met Sienna.")),
        "word/document.xml: paragraph 1",
    ),
    "table by Word": (
        _by_word(lambda document: setattr(document.add_table(1, 2).cell(0, 1), "text", NAME)),
        "word/document.xml: paragraph 2",
    ),
}


@pytest.mark.parametrize("way", DOCX)
def test_a_name_is_found_in_every_part_of_a_docx(way: str) -> None:
    data, where = DOCX[way]
    assert where in places(data)


def test_a_docx_without_the_name_has_none_however_its_parts_are_called() -> None:
    assert places(PLAIN) == []
    assert places(_by_word(lambda document: document.add_heading("x"))) == []
    for name in ("Georgia", "Calibri", "Heading", "Courier", "Cambria", "Roman", "Quote", "Default"):
        assert places(PLAIN, name) == [], name
        assert places(_by_word(lambda document: document.add_heading("x")), name) == [], name


def test_the_number_of_a_page_is_no_word() -> None:
    data = docx_writer.render(page(Text("x"), footer="{page}/{pages}"))
    assert places(data, "Page") == []


def test_words_that_stand_beside_each_other_are_two() -> None:
    data = docx_writer.render(page(Text("Anna"), LineBreak(), Text("bel")))
    assert places(data, "Annabel") == []
    assert places(data, "Anna") == ["word/document.xml: paragraph 2"]


# -- archives -----------------------------------------------------------------------------------------------------


def test_a_zip_is_looked_through_member_by_member() -> None:
    inner = zipped({"a.json": '{"for": "Sienna"}'})
    data = zipped({"sienna.txt": "x", "b.md": "one\n\nSienna", "c.zip": inner, "d.html": "<p>Si<b>enna</b></p>"})
    assert places(data) == ["member 1: its name", "member 2: line 3", "member 3: member 1: $[0]", "member 4: line 1"]


def test_comments_in_a_zip_are_looked_at() -> None:
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", "x")
        archive.comment = b"for Sienna"
    assert places(packed.getvalue()) == ["comment of the archive: line 1"]


def test_a_zip_in_a_zip_in_a_zip_comes_to_an_end() -> None:
    data = b"Sienna"
    for _ in range(6):
        data = zipped({"x": data})
    assert isinstance(places(data), list)


def test_a_member_that_cannot_be_read_stops_everything_and_is_not_named() -> None:
    data = bytearray(zipped({"sienna.txt": "a long enough text " * 9}))
    data[60] ^= 0xFF
    with pytest.raises(WriteError, match="member 1: cannot be looked through") as caught:
        list(texts_in(bytes(data)))
    keeps_quiet(caught.value, "sienna")


# -- HTML ---------------------------------------------------------------------------------------------------------

HTML = {
    "<p>I met Sienna.</p>": "line 1",
    "<p>\n\nI met\nSienna.</p>": "line 3",
    "<p>Si<strong>en</strong>na</p>": "line 1",
    "<p>Si<x-mark>en</x-mark>na</p>": "line 1",
    "<p>x<x-row>Sienna</x-row>y</p>": "line 1",
    "<p>S&#105;enna</p>": "line 1",
    "<title>Sienna</title>": "line 1",
    '<a href="https://example.org/%53ienna">x</a>': "line 1: attribute href",
    "<img alt='Sienna at sea'>": "line 1: attribute alt",
    '<p title="Sienna">x</p>': "line 1: attribute title",
    '<meta name="author" content="Sienna">': "line 1: attribute content",
    '<p aria-label="Sienna">': "line 1: attribute aria-label",
    '<p data-for="Sienna">': "line 1: attribute",
    '<p id="for-sienna">': "line 1: attribute",
    "<a href=/sienna>": "line 1: attribute href",
    "<!-- \nSienna -->x>": "line 1: comment, line 2",
    "<p><!-- Sienna >": "line 1: comment, line 1",
    "<script>var x = 'Sienna'</script>": "line 1",
    "<p><Sienna></p>": "line 1: tag",
    "<p>a < b, Sienna > c</p>": "line 1",
    '<p class="x>Sienna</p>': "line 1",
    "<style>p { }<p>Sienna</p>": "line 1",
    "<!DOCTYPE html><p>Sienna</p>": "line 1",
    "<?xml version='1.0'?><svg><desc>Sienna</desc></svg>": "line 1",
}


@pytest.mark.parametrize("data", HTML)
def test_a_name_is_found_in_every_part_of_a_page(data: str) -> None:
    assert HTML[data] in places(data)
    assert HTML[data] in places(data.encode())


def test_what_only_says_how_a_page_looks_is_no_word() -> None:
    data = html.render(page(Text("x")))
    for name in ("Georgia", "Main", "Grid", "None", "Self", "Viewport", "Color", "Referrer", "Lead", "Serif"):
        assert places(data, name) == [], name


def test_blocks_that_stand_beside_each_other_are_two() -> None:
    assert places("<p>Anna</p><p>bel</p>", "Annabel") == []
    assert places("<p>Anna<br>bel</p>", "Annabel") == []
    assert places("<td>Anna</td><td>bel</td>", "Anna") == ["line 1"]


# -- JSON ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "where"),
    [
        ('{"therapy_notes": {}, "entries": [{"id": "x"}, {"title": "For Sienna"}]}', "$.entries[1].title"),
        ('{"therapy_notes": {}, "entries": [{"tags": ["a", "Sienna"]}]}', "$.entries[0].tags[1]"),
        ('{"therapy_notes_prep": {"hopes": "Sienna"}}', "$.therapy_notes_prep.hopes"),
        ('{"therapy_notes": {"Sienna": 1}}', "$.therapy_notes[0]"),
        ('{"a": {"sienna": 1}}', "$[0][0]"),
        ('{"sienna": 1}', "$[0]"),
        ('["\\u0053ienna"]', "$[0]"),
        ('["a\\nSienna\\ud83d\\ude00"]', "$[0]"),
        ('"Sienna"', "line 1"),
        ("{broken: Sienna}", "line 1"),
        ('[1, 2]\n{"a": ["Sienna"]}', "$[0][0]"),
    ],
)
def test_a_name_is_found_in_json_with_its_path(data: str, where: str) -> None:
    assert places(data) == [where]
    assert places(("\ufeff" + data).encode()) == [where]


def test_ids_hold_no_names() -> None:
    ids = ["ada" + "0" * 29, "0" * 29 + "bea", "00abe00" + "1" * 25, "dead" * 8, "1ada1bea1abe1" + "0" * 19, ("bea1" * 16)]
    said = f'["{chr(34).join(ids)}", "#{ids[0]}"]' + "\n" + " ".join(ids)
    for name in ("Ada", "Bea", "Abe", "Dead"):
        assert places(said, name) == []
        assert places(f'<a href="#{ids[0]}">{ids[1]}</a>', name) == []
    assert places('["ada000"]', "Ada") == ["$[0]"]


# -- text and bytes -----------------------------------------------------------------------------------------------


def test_lines_are_told_by_number_and_a_name_may_go_on_in_the_next() -> None:
    assert places("one\r\ntwo Sienna\rthree") == ["line 2"]
    assert places("I met Anne\nMarie there.", "Anne-Marie") == ["lines 1 to 2"]
    assert places("I met Anne\n\nMarie there.", "Anne-Marie") == []
    assert places("x" * 200 + " Anne\n> Marie " + "y" * 200, "Anne-Marie") == ["lines 1 to 2"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "latin-1"])
def test_bytes_are_read_in_every_way_in_which_they_may_be_meant(encoding: str) -> None:
    assert places("Für Sienna, für später".encode(encoding)) != []


def test_pieces_of_words_are_found_among_bytes_and_chance_is_not() -> None:
    noise = bytes(n * n * 31 % 256 for n in range(3000))
    assert places(noise + b"(For Sienna Hart)" + noise) != []
    assert places(b"\x00\x01\x02bo\x00\x03\xff\xfe" * 50, "Bo") == []


def _png(*chunks: tuple[bytes, bytes]) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + b"".join(len(said).to_bytes(4, "big") + kind + said + b"crc0" for kind, said in chunks)


def test_of_a_picture_what_stands_beside_the_pixels_is_looked_at() -> None:
    plain = _png((b"IHDR", b"\x00" * 13), (b"IDAT", b"Sienna"), (b"IEND", b""))
    assert places(plain) == []
    assert places(_png((b"IHDR", b""), (b"tEXt", b"Author\x00Sienna"), (b"IEND", b""))) == ["line 1"]
    assert places(plain + b"Sienna") == ["line 1"]
    jpeg = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xfe\x00\x08{}\xff\xda\x00\x02Sienna\xff\xd9"
    assert places(jpeg.replace(b"{}", b"Harts!")) == []
    assert places(jpeg.replace(b"{}", b"Sienna")) == ["line 1"]
    assert places(jpeg.replace(b"{}", b"Harts!") + b"by Sienna") == ["line 1"]
    assert places(b"\xff\xd8\xff\xe0\x00\x04abfor Sienna\xff\xda\xff\xd9") == ["line 1"]


def test_files_that_stand_in_a_text_as_base64_are_looked_at_as_files() -> None:
    chance = b64encode(b64encode(b"x")).decode()
    hidden = b64encode(_png((b"tEXt", b"Author\x00Sienna"))).decode()
    pixels = "data:image/png;base64," + b64encode(_png((b"IDAT", bytes(range(256)) * 9))).decode() + chance
    assert places(f'<img src="data:image/png;base64,{hidden}">') == ["line 1: attribute src: line 1"]
    assert places(f'<img alt="Sienna" src="{pixels}">') == ["line 1: attribute alt"]
    assert places(f"![](data:text/plain;charset=utf-8;base64,{b64encode(b'for Sienna').decode()})") == ["line 1: line 1"]
    assert places("data:image/png;base64,/Bo/") == []
    assert places("x data:;base64,A Sienna") == ["line 1"]


# -- everything that we write -------------------------------------------------------------------------------------


@pytest.mark.parametrize("format", ["json", "markdown", "html", "docx"])
def test_what_we_write_of_the_invented_journal_holds_no_other_names(example: tn.Journal, format: str) -> None:
    for audience in ("me", "therapist", "public"):
        view = tn.view(example, audience)
        for thing in (view, tn.prepare(view, at=AT)):
            data = tn.render(thing, format)
            for name in ("Zebedee", "Ada", "Bea", "Abe", "Dee", "Sienna"):
                assert places(data, name) == [], (audience, name)


CARRIERS = st.sampled_from(["title", "body", "tag", "link", "series"])


@documents
@given(testing.words(), testing.words(), CARRIERS)
@example("```\n", "", "body")
@example("[a](", ")", "body")
@example("", "\x00", "title")
@example("<!--", "-->", "body")
def test_a_name_in_any_text_is_found_in_every_format(before: str, after: str, carrier: str) -> None:
    said = f"{before} Quillabee {after}".replace("%", "")
    entry = {
        "title": lambda: tn.Entry.new("x", title=said, shared_with=["therapist"]),
        "body": lambda: tn.Entry.new(said, shared_with=["therapist"]),
        "tag": lambda: tn.Entry.new("x", tags=[said], shared_with=["therapist"]),
        "link": lambda: tn.Entry.new("[x](https://example.org/quillabee)", shared_with=["therapist"]),
        "series": lambda: tn.Entry.new(f"**{said}**", shared_with=["therapist"]),
    }[carrier]()
    view = tn.view(tn.Journal(zone="Europe/Paris", key=bytes(32)).with_records(entry), "therapist")
    for format in ("json", "markdown", "html", "docx"):
        data = tn.render(view, format)
        assert places(data, "Quillabee"), format
        assert places(data, "Quill") == [], format


@given(st.text() | testing.words() | st.binary())
@example("<")
@example("<a")
@example("{")
@example('["\\')
@example(b"PK\x03\x04")
@example(b"\xff\xfe\x00")
@example(b"\xff\xd8\xff")
@example('{"\\ud83d": "\\ud83d"}')
def test_anything_can_be_looked_through(data: str | bytes) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for where, text in texts_in(data):
            assert where
            assert isinstance(text, str)


SYNTAX = st.sampled_from(["<p>", "</p>", "<b>", "{", '"', "[", "<!--", "<style>", "</style>", "<a b='", "]]>"])


@given(st.lists(testing.words() | SYNTAX, max_size=8))
@example(["<p>", '"'])
@example(["<style>"])
@example(["<p class='", "' >"])
def test_no_word_of_a_text_is_lost(pieces: list[str]) -> None:
    assume("<style> Quillabee </style>" not in (data := " ".join([*pieces, "Quillabee", *reversed(pieces)])))
    assert places(data, "Quillabee")


@pytest.mark.parametrize(
    "piece",
    ["<", "<a ", "<!--", "<![", "<style>", "<a b='", "<p>", "{", '{"', '{"a":', "[1,", "data:;base64,", "a\n", "\\", '"'],
)  # fmt: skip
@pytest.mark.parametrize("frame", ["{}", "<p>{}>", '["{}"]'])
def test_a_long_file_takes_no_longer_than_its_length(piece: str, frame: str) -> None:
    data = frame.replace("{}", piece * (100_000 // len(piece)))
    began = time.perf_counter()
    for _ in texts_in(data):
        pass
    assert time.perf_counter() - began < 10


def test_markdown_is_looked_through_with_its_marks() -> None:
    data = markdown.render(page(Text("Si"), Text("enn", strong=True), Text("a"), title="x"))
    assert places(data) == ["line 3"]
