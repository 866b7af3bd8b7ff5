"""DOCX that opens, prints, reads aloud, and says nothing about its making."""

import os
import re
import subprocess
import sys
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document as Opened
from hypothesis import given
from lxml import etree

from hostile_documents import documents, slow
from therapy_notes.document.tree import (
    Block,
    Blocks,
    Code,
    Document,
    Heading,
    Inlines,
    LineBreak,
    Listing,
    Paper,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Style,
    Table,
    Text,
    Title,
    WritingLines,
)
from therapy_notes.text import visible
from therapy_notes.writers.docx import render

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
STYLES: tuple[Style, ...] = ("page", "record", "large_print")
PAPERS: tuple[Paper, ...] = ("a4", "letter")
PARTS = [
    "[Content_Types].xml",
    "_rels/.rels",
    "docProps/app.xml",
    "docProps/core.xml",
    "word/_rels/document.xml.rels",
    "word/document.xml",
    "word/footer1.xml",
    "word/numbering.xml",
    "word/settings.xml",
    "word/styles.xml",
]
PARAGRAPH_ORDER = [
    "pStyle",
    "keepNext",
    "keepLines",
    "pageBreakBefore",
    "framePr",
    "widowControl",
    "numPr",
    "suppressLineNumbers",
    "pBdr",
    "shd",
    "tabs",
    "suppressAutoHyphens",
    "kinsoku",
    "wordWrap",
    "overflowPunct",
    "topLinePunct",
    "autoSpaceDE",
    "autoSpaceDN",
    "bidi",
    "adjustRightInd",
    "snapToGrid",
    "spacing",
    "ind",
    "contextualSpacing",
    "mirrorIndents",
    "suppressOverlap",
    "jc",
    "textDirection",
    "textAlignment",
    "textboxTightWrap",
    "outlineLvl",
]
RUN_ORDER = [
    "rStyle",
    "rFonts",
    "b",
    "bCs",
    "i",
    "iCs",
    "caps",
    "smallCaps",
    "strike",
    "dstrike",
    "outline",
    "shadow",
    "emboss",
    "imprint",
    "noProof",
    "snapToGrid",
    "vanish",
    "webHidden",
    "color",
    "spacing",
    "w",
    "kern",
    "position",
    "sz",
    "szCs",
    "highlight",
    "u",
    "effect",
    "bdr",
    "shd",
    "fitText",
    "vertAlign",
    "rtl",
    "cs",
    "em",
    "lang",
]
STYLE_ORDER = [
    "name",
    "aliases",
    "basedOn",
    "next",
    "link",
    "autoRedefine",
    "hidden",
    "uiPriority",
    "semiHidden",
    "unhideWhenUsed",
    "qFormat",
    "locked",
    "personal",
    "personalCompose",
    "personalReply",
    "rsid",
    "pPr",
    "rPr",
    "tblPr",
    "trPr",
    "tcPr",
    "tblStylePr",
]
ORDERS = {
    "pPr": PARAGRAPH_ORDER,
    "rPr": RUN_ORDER,
    "style": STYLE_ORDER,
    "pBdr": ["top", "left", "bottom", "right", "between", "bar"],
    "lvl": [
        "start",
        "numFmt",
        "lvlRestart",
        "pStyle",
        "isLgl",
        "suff",
        "lvlText",
        "lvlPicBulletId",
        "legacy",
        "lvlJc",
        "pPr",
        "rPr",
    ],
    "tblPr": [
        "tblStyle",
        "tblpPr",
        "tblOverlap",
        "bidiVisual",
        "tblStyleRowBandSize",
        "tblStyleColBandSize",
        "tblW",
        "jc",
        "tblCellSpacing",
        "tblInd",
        "tblBorders",
        "shd",
        "tblLayout",
        "tblCellMar",
        "tblLook",
        "tblCaption",
        "tblDescription",
    ],
    "tblCellMar": ["top", "left", "bottom", "right"],
    "tblBorders": ["top", "left", "bottom", "right", "insideH", "insideV"],
    "tbl": ["tblPr", "tblGrid", "tr"],
    "tr": ["trPr", "tc"],
    "tc": ["tcPr", "p"],
    "sectPr": ["headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz", "pgMar"],
    "settings": ["zoom", "defaultTabStop", "characterSpacingControl", "compat", "decimalSymbol", "listSeparator"],
    "abstractNum": ["nsid", "multiLevelType", "tmpl", "name", "styleLink", "numStyleLink", "lvl"],
    "numbering": ["abstractNum", "num"],
}


def _document(*blocks: Block, **rest: str) -> Document:
    return Document(title="Monday", blocks=blocks, **rest)  # type: ignore[arg-type]


def _open(document: Document) -> Opened:
    return docx.Document(BytesIO(render(document)))


def _parts(document: Document) -> dict[str, bytes]:
    with ZipFile(BytesIO(render(document))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _tree(document: Document, part: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(_parts(document)[part])


def _words(content: Inlines) -> str:
    return "".join("\n" if isinstance(inline, LineBreak) else visible(inline.text) for inline in content)


def _texts(blocks: Blocks) -> str:
    return "".join(map(_text, blocks))


def _text(block: Block) -> str:
    match block:
        case Title() | Heading() | Paragraph():
            return _words(block.content)
        case Listing():
            return "".join(map(_texts, block.items))
        case Quote():
            return _texts(block.blocks)
        case Code():
            return visible(block.text)
        case Table():
            return "".join(_words(cell) for row in (block.header, *block.rows) for cell in row)
        case Rule() | WritingLines() | Picture():
            return ""


def _shown(tree: etree._Element) -> str:
    signs = {f"{W}br": "\n", f"{W}tab": "\t"}
    return "".join(signs.get(str(element.tag), element.text or "") for element in tree.iter(f"{W}t", f"{W}br", f"{W}tab"))


def _text_of(*runs: Text | LineBreak) -> Paragraph:
    return Paragraph(runs)


SAMPLE = _document(
    Title((Text("Montag"),)),
    Paragraph((Text("for you"),), "lead"),
    Heading(1, (Text("First"),)),
    Paragraph((Text("a "), Text("b", strong=True), Text("c", link="https://example.org/?a=1&b=2"))),
    Listing("checkbox", ((Paragraph((Text("one"),)), WritingLines(2)), (Paragraph((Text("two"),)),))),
    Listing("ordered", ((Paragraph((Text("x"),)), Listing("bullet", ((Paragraph((Text("y"),)),),))),), 7),
    Quote((Paragraph((Text("said"),)),)),
    Code(" a\n\tb"),
    Rule(),
    Table(((Text("when"),), (Text("what"),)), (((Text("now"),), (Text("this"),)),)),
    Paragraph((Text("I will:"),), "prompt"),
    WritingLines(3),
    Paragraph((Text("small"),), "note"),
    language="de-AT",
)


@slow
@given(documents)
def test_every_word_is_there_in_its_order(document: Document) -> None:
    assert _shown(_tree(document)) == _texts(document.blocks)


@slow
@given(documents)
def test_it_opens_and_every_part_is_well_formed_and_in_order(document: Document) -> None:
    opened = _open(document)
    assert opened.paragraphs[0].style is not None
    assert opened.paragraphs[0].style.name == "Title"
    for content in _parts(document).values():
        for element in etree.fromstring(content).iter():
            order = ORDERS.get(etree.QName(element).localname)
            if order is not None and str(element.tag).startswith(W):
                places = [order.index(etree.QName(child).localname) for child in element]
                assert places == sorted(places)


@slow
@given(documents)
def test_every_style_list_and_link_that_is_used_is_there(document: Document) -> None:
    parts = {name: etree.fromstring(content) for name, content in _parts(document).items()}
    body = parts["word/document.xml"]
    styles = {style.get(f"{W}styleId") for style in parts["word/styles.xml"].iter(f"{W}style")}
    used = {element.get(f"{W}val") for kind in ("pStyle", "rStyle", "tblStyle") for element in body.iter(W + kind)}
    lists = {num.get(f"{W}numId") for num in parts["word/numbering.xml"].iter(f"{W}num")}
    links = {relation.get("Id") for relation in parts["word/_rels/document.xml.rels"]}
    assert used <= styles
    assert {element.get(f"{W}val") for element in body.iter(f"{W}numId")} <= lists
    assert {element.get(f"{R}id") for element in body.iter() if element.get(f"{R}id")} <= links
    assert {int(element.get(f"{W}val") or 9) for element in body.iter(f"{W}ilvl")} <= set(range(9))


@slow
@given(documents)
def test_the_same_document_is_the_same_bytes(document: Document) -> None:
    assert render(document) == render(document)


def test_another_process_with_another_hash_seed_writes_the_same_bytes() -> None:
    program = (
        "import sys; from hashlib import sha256; import test_writer_docx as t;"
        "sys.stdout.write(sha256(t.render(t.SAMPLE)).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join([*sys.path, "tests"])},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


def test_the_zip_says_nothing_about_the_day_or_the_machine() -> None:
    with ZipFile(BytesIO(render(SAMPLE))) as archive:
        members = archive.infolist()
        assert archive.comment == b""
    assert [member.filename for member in members] == PARTS
    assert {member.date_time for member in members} == {(1980, 1, 1, 0, 0, 0)}
    assert {(member.create_system, member.external_attr, member.extra, member.comment) for member in members} == {
        (0, 0o600 << 16, b"", b"")
    }


def test_no_part_says_who_wrote_it_or_with_what() -> None:
    parts = _parts(SAMPLE)
    assert list(parts) == PARTS
    assert {etree.QName(child).localname: child.text or "" for child in etree.fromstring(parts["docProps/core.xml"])} == {
        **dict.fromkeys(["title", "subject", "creator", "keywords", "description", "lastModifiedBy", "category"], ""),
        "revision": "1",
        "created": "1980-01-01T00:00:00Z",
        "modified": "1980-01-01T00:00:00Z",
    }
    assert len(etree.fromstring(parts["docProps/app.xml"])) == 0
    everything = b"".join(parts.values())
    assert not re.search(rb"python|Macintosh|rsid|customXml|thumbnail|docVar|\w:\\|file:|Normal\.dot|Theme", everything)
    assert b"Monday" not in everything


@pytest.mark.parametrize("language", ["de-AT", "en", 'x"><w:evil'])
def test_the_language_of_the_document_is_its_default(language: str) -> None:
    (found,) = _tree(_document(language=language), "word/styles.xml").iter(f"{W}lang")
    assert set(found.attrib.values()) == {language}


def test_headings_are_headings() -> None:
    opened = _open(_document(Title((Text("t"),)), *(Heading(level, (Text("h"),)) for level in range(1, 7))))
    names = [paragraph.style.name for paragraph in opened.paragraphs if paragraph.style]
    assert names == ["Title", *(f"Heading {level}" for level in range(1, 7))]
    levels = _tree(_document(), "word/styles.xml").iter(f"{W}outlineLvl")
    assert [level.get(f"{W}val") for level in levels] == ["0", "1", "2", "3", "4", "5"]


def test_roles_are_styles() -> None:
    opened = _open(SAMPLE)
    names = {paragraph.text: paragraph.style.name for paragraph in opened.paragraphs if paragraph.style}
    assert names["for you"] == "Subtitle"
    assert names["said"] == "Quote"
    assert names["I will:"] == "Prompt"
    assert names["small"] == "Note"
    assert names[" a\n\tb"] == "Code Block"


def test_marks_are_marks_and_a_link_leads_to_its_address() -> None:
    runs = (
        Text("b", strong=True),
        Text("i", emphasis=True),
        Text("s", strike=True),
        Text("c", code=True),
        Text("one ", link="https://example.org/?a=1&b=ä"),
        Text("link", link="https://example.org/?a=1&b=ä", strong=True),
        Text("none", link="javascript:alert(1)"),
    )
    (paragraph,) = _open(_document(Paragraph(runs))).paragraphs
    bold, italic, struck, code, none = paragraph.runs
    assert (bold.bold, italic.italic, struck.font.strike, none.text) == (True, True, True, "none")
    assert code.style is not None
    assert code.style.name == "Code Text"
    (link,) = paragraph.hyperlinks
    assert (link.text, link.address) == ("one link", "https://example.org/?a=1&b=%C3%A4")


def test_links_to_one_address_share_a_relationship() -> None:
    document = _document(*[_text_of(Text("x", link="https://example.org"))] * 3)
    assert _parts(document)["word/_rels/document.xml.rels"].count(b"TargetMode") == 1


def test_the_first_row_of_a_table_is_its_head_and_no_row_is_torn() -> None:
    (table,) = _open(SAMPLE).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["when", "what"], ["now", "this"]]
    head, row = _tree(SAMPLE).iter(f"{W}trPr")
    assert [etree.QName(flag).localname for flag in head] == ["cantSplit", "tblHeader"]
    assert [etree.QName(flag).localname for flag in row] == ["cantSplit"]


def test_tables_that_follow_each_other_stay_two() -> None:
    table = Table(((Text("a"),),), ())
    body = _tree(_document(table, table))[0]
    assert [etree.QName(child).localname for child in body] == ["tbl", "p", "tbl", "p", "sectPr"]


def test_every_numbered_list_begins_where_it_should() -> None:
    item = ((Paragraph((Text("x"),)),),)
    nested = ((Paragraph((Text("x"),)), Listing("ordered", item, 4)),)
    numbering = _tree(_document(Listing("ordered", item), Listing("ordered", nested, 7)), "word/numbering.xml")
    starts = [(override.get(f"{W}ilvl"), override[0].get(f"{W}val")) for override in numbering.iter(f"{W}lvlOverride")]
    assert starts == [("0", "1"), ("0", "7"), ("1", "4")]


def test_lists_are_lists_and_deeper_than_nine_stays_at_nine() -> None:
    block: Block = Paragraph((Text("deep"),))
    for _ in range(12):
        block = Listing("bullet", ((Paragraph((Text("x"),)), block),))
    levels = [int(level.get(f"{W}val") or -1) for level in _tree(_document(block)).iter(f"{W}ilvl")]
    assert levels == [*range(9), 8, 8, 8]


def test_an_item_has_its_sign_whatever_it_begins_with() -> None:
    firsts: tuple[Blocks, ...] = (
        (),
        (Code("c"),),
        (Quote((Paragraph((Text("q"),)),)),),
        (Rule(),),
        (Table(((Text("t"),),), ()),),
        (WritingLines(1),),
        (Listing("bullet", ((Paragraph((Text("n"),)),),)),),
    )
    signs = [num.get(f"{W}val") for num in _tree(_document(Listing("checkbox", firsts))).iter(f"{W}numId")]
    assert signs == ["2", "2", "2", "2", "2", "2", "2", "1"]


def test_room_to_write_stays_with_the_words_before_it() -> None:
    paragraphs = [
        paragraph
        for paragraph in _tree(_document(_text_of(Text("say:")), WritingLines(3), _text_of(Text("x")))).iter(f"{W}p")
        if "Footer" not in etree.tostring(paragraph).decode()
    ]
    assert [paragraph.find(f".//{W}keepNext") is not None for paragraph in paragraphs] == [
        True, True, True, False, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize("style", ["Title", "Heading1", "Heading6", "Prompt"])
def test_no_heading_and_no_prompt_stands_alone_at_the_foot_of_a_page(style: str) -> None:
    (found,) = (each for each in _tree(_document(), "word/styles.xml").iter(f"{W}style") if each.get(f"{W}styleId") == style)
    assert found.find(f".//{W}keepNext") is not None


@pytest.mark.parametrize(("paper", "size"), [("a4", ("11906", "16838")), ("letter", ("12240", "15840"))])
@pytest.mark.parametrize("style", STYLES)
def test_the_page_has_the_size_of_its_paper(paper: Paper, size: tuple[str, str], style: Style) -> None:
    (page,) = _tree(_document(paper=paper, style=style)).iter(f"{W}pgSz")
    assert (page.get(f"{W}w"), page.get(f"{W}h")) == size


@pytest.mark.parametrize(
    ("style", "smallest", "body"), [("page", 20, "20"), ("record", 20, "22"), ("large_print", 32, "32")]
)
def test_no_type_is_small(style: Style, smallest: int, body: str) -> None:
    sizes = [size.get(f"{W}val") for size in _tree(_document(style=style), "word/styles.xml").iter(f"{W}sz")]
    assert sizes[0] == body
    assert min(int(size or 0) for size in sizes) >= smallest


def test_the_footer_has_words_and_fields() -> None:
    footer = _tree(_document(footer="<mine> · {page} / {pages}"), "word/footer1.xml")
    assert _shown(footer) == "<mine> · 1 / 1"
    assert [field.get(f"{W}instr") for field in footer.iter(f"{W}fldSimple")] == [" PAGE ", " NUMPAGES "]


def test_importing_the_writer_does_not_load_python_docx() -> None:
    program = "import sys, therapy_notes.writers.docx; sys.exit('docx' in sys.modules or 'lxml' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


PICTURES = ".//{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
WIDE, HIGH = Picture(b"wide", "image/jpeg", 4000, 1000), Picture(b"high", "image/png", 1000, 40_000)
SMALL = Picture(b"small", "image/png", 96, 48, alt_text='"small" & <mine>\n\ttwo\x07', in_words="(small)")


def _sizes(document: Document) -> list[tuple[int, int]]:
    found = _tree(document).findall(f"{PICTURES}extent")
    return [(int(extent.get("cx") or 0), int(extent.get("cy") or 0)) for extent in found]


def test_a_picture_is_a_part_of_the_file_with_its_kind_and_its_way_there() -> None:
    parts = _parts(_document(SMALL, WIDE))
    assert list(parts) == sorted([*PARTS, "word/media/picture1.png", "word/media/picture2.jpeg"], key=_place)
    assert (parts["word/media/picture1.png"], parts["word/media/picture2.jpeg"]) == (b"small", b"wide")
    kinds = {str(kind.get("Extension")): kind.get("ContentType") for kind in etree.fromstring(parts["[Content_Types].xml"])}
    assert (kinds["png"], kinds["jpeg"]) == ("image/png", "image/jpeg")
    ways = {str(way.get("Id")): way.get("Target") for way in etree.fromstring(parts["word/_rels/document.xml.rels"])}
    assert (ways["picture1"], ways["picture2"]) == ("media/picture1.png", "media/picture2.jpeg")


def _place(name: str) -> tuple[int, str]:
    return (PARTS.index(name), "") if name in PARTS[:2] else (2, name)


def test_a_file_without_pictures_has_no_word_about_any() -> None:
    everything = b"".join(content for name, content in _parts(SAMPLE).items() if name != "word/styles.xml")
    assert not re.search(rb"media|image|drawing|picture|png|jpeg", everything)


def test_a_picture_is_as_large_as_its_pixels_and_no_larger_than_its_room() -> None:
    width, height = 9070 * 635, 11060 * 635
    assert _sizes(_document(SMALL, WIDE, HIGH)) == [(96 * 9525, 48 * 9525), (width, width // 4), (height // 40, height)]


def test_a_picture_that_is_but_a_line_keeps_a_height() -> None:
    assert _sizes(_document(Picture(b"line", "image/png", 50_000_000, 1))) == [(9070 * 635, 1)]


def test_inside_a_list_a_picture_has_less_room_and_never_less_than_an_inch() -> None:
    block: Block = WIDE
    for _ in range(2):
        block = Listing("bullet", ((Paragraph((Text("x"),)), block),))
    deep: Block = WIDE
    for _ in range(40):
        deep = Quote((deep,))
    assert [across for across, _ in _sizes(_document(block, deep))] == [(9070 - 800) * 635, 1440 * 635]


def test_the_words_of_a_picture_are_its_only_description() -> None:
    (said,) = _tree(_document(SMALL)).findall(f"{PICTURES}docPr")
    assert {str(name): value for name, value in said.attrib.items()} == {
        "id": "1",
        "name": "Picture 1",
        "descr": '"small" & <mine>\n\ttwo␇',
    }


def test_words_before_a_picture_and_a_label_before_a_list_stay_with_it() -> None:
    item: Blocks = (Paragraph((Text("label"),)), Listing("bullet", ((Paragraph((Text("name"),)), SMALL),)))
    paragraphs = _tree(_document(Listing("bullet", (item,)))).iter(f"{W}p")
    assert [paragraph.find(f".//{W}keepNext") is not None for paragraph in paragraphs] == [True, True, False]


def test_an_item_that_is_a_picture_has_its_sign() -> None:
    (paragraph,) = _tree(_document(Listing("checkbox", ((SMALL,),)))).iter(f"{W}p")
    assert paragraph.find(f".//{W}numId") is not None
    assert paragraph.find(f".//{W}drawing") is not None


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "word/settings.xml"])
def test_a_part_names_no_language_of_an_office_that_it_does_not_speak(part: str) -> None:
    namespaces = {str(address) for address in _tree(SAMPLE, part).nsmap.values()}
    assert namespaces <= {W.strip("{}"), R.strip("{}")}
