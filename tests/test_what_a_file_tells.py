"""What a finished file tells besides the words on its pages: what is on the lists below, and nothing else.

The lists are the contract. ``docs/explanation/privacy.md`` says them in a table; whoever adds a line here adds one there.
"""

import os
import re
import struct
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import get_args
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from lxml import etree
from markdown_it import MarkdownIt

import therapy_notes as tn
from test_pictures import SPELLINGS, attachment, knowing_jpeg, knowing_png
from test_writer_docx import SAMPLE
from therapy_notes.document.tree import Style
from therapy_notes.invented import MOMENT_OF_PREPARING
from therapy_notes.text import web_address
from therapy_notes.writers.docx import render as as_docx
from therapy_notes.writers.html import render as as_html
from therapy_notes.writers.markdown import render as as_markdown

# -- the lists: DOCX ------------------------------------------------------------------------------------------

PARTS = {
    "[Content_Types].xml": "which part is of which kind",
    "_rels/.rels": "where the document and its properties are",
    "docProps/app.xml": "empty: no program, no company, no counts of words or minutes",
    "docProps/core.xml": "properties, all of them blank or the same in every file",
    "word/_rels/document.xml.rels": "where styles, lists, footer and pictures are, and the addresses of links",
    "word/document.xml": "the pages",
    "word/footer1.xml": "what stands under each page",
    "word/media/picture1.jpeg": "the first picture, if there is one: its pixels",
    "word/media/picture2.png": "the second",
    "word/numbering.xml": "what lists look like",
    "word/settings.xml": "that the file is of today's kind, and how wide a tab is",
    "word/styles.xml": "what headings, quotes and tables look like, and the language",
}
"""The parts of a DOCX, in their order. There are no others: no thumbnail, theme, comments, notes, fonts or custom XML."""

KINDS_OF_PARTS = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "/docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "/word/document.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "/word/footer1.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml",
    "/word/numbering.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml",
    "/word/settings.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml",
    "/word/styles.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml",
}

WAYS = {
    ("_rels/.rels", "officeDocument"): r"word/document\.xml",
    ("_rels/.rels", "core-properties"): r"docProps/core\.xml",
    ("_rels/.rels", "extended-properties"): r"docProps/app\.xml",
    ("word/_rels/document.xml.rels", "styles"): r"styles\.xml",
    ("word/_rels/document.xml.rels", "settings"): r"settings\.xml",
    ("word/_rels/document.xml.rels", "numbering"): r"numbering\.xml",
    ("word/_rels/document.xml.rels", "footer"): r"footer1\.xml",
    ("word/_rels/document.xml.rels", "image"): r"media/picture[0-9]+\.(?:jpeg|png)",
    ("word/_rels/document.xml.rels", "hyperlink"): r"(?:https?://|mailto:).+",
}
"""The relationships, by the part that holds them, and where each kind leads. Only a hyperlink leads out of the file."""

NAMES_OF_WAYS = r"rId[0-9]|link[0-9]+|picture[0-9]+"

PROPERTIES = {
    "title": "", "subject": "", "creator": "", "keywords": "", "description": "", "lastModifiedBy": "", "category": "",
    "revision": "1", "created": "1980-01-01T00:00:00Z", "modified": "1980-01-01T00:00:00Z",
}  # fmt: skip
"""The properties of every file. No author, no program, no day on which it was made."""

SETTINGS = {
    "zoom": {"percent": "100"},
    "defaultTabStop": {"val": "720"},
    "characterSpacingControl": {"val": "doNotCompress"},
    "compat": {},
    "compatSetting": {"name": "compatibilityMode", "uri": "http://schemas.microsoft.com/office/word", "val": "15"},
    "decimalSymbol": {"val": "."},
    "listSeparator": {"val": ","},
}
"""The settings of every file. No revision numbers, no tracked changes, no template, no variables, no mail merge."""

NUMBER, HOW, NOTHING = r"-?[0-9]+", r"[A-Za-z0-9]+", ""
SIZE = {"cx": NUMBER, "cy": NUMBER}
BODY = {
    # text
    "document": {}, "body": {}, "p": {}, "pPr": {}, "r": {}, "rPr": {}, "t": {"space": "preserve"}, "br": {}, "tab": {},
    # how a paragraph stands
    "pStyle": {"val": HOW}, "keepNext": {}, "numPr": {}, "ilvl": {"val": NUMBER}, "numId": {"val": NUMBER},
    "spacing": {"before": NUMBER, "after": NUMBER, "line": NUMBER, "lineRule": "exact"},
    "ind": {"left": NUMBER, "hanging": NUMBER},
    # how words look
    "rStyle": {"val": "Hyperlink|CodeText"}, "rFonts": dict.fromkeys(("ascii", "hAnsi", "cs"), "Courier New"),
    "b": {}, "bCs": {}, "i": {}, "iCs": {}, "strike": {}, "hyperlink": {"id": "link[0-9]+"},
    # tables
    "tbl": {}, "tblPr": {}, "tblStyle": {"val": "NotesTable"}, "tblGrid": {}, "gridCol": {"w": NUMBER}, "tr": {}, "trPr": {},
    "tblW": {"w": NUMBER, "type": "dxa"}, "tblInd": {"w": NUMBER, "type": "dxa"}, "tc": {}, "tcPr": {}, "cantSplit": {},
    "tcW": {"w": NUMBER, "type": "dxa"}, "tblHeader": {},
    "tblLook": {
        "val": "0020", "firstRow": "1", "lastRow": "0", "firstColumn": "0", "lastColumn": "0", "noHBand": "1",
        "noVBand": "1",
    },
    # the page
    "sectPr": {}, "footerReference": {"type": "default", "id": "rId[0-9]"}, "type": {"val": "continuous"},
    "pgSz": {"w": NUMBER, "h": NUMBER}, "cols": {"num": NUMBER, "space": NUMBER},
    "pgMar": dict.fromkeys(("top", "right", "bottom", "left", "header", "footer", "gutter"), NUMBER),
    # pictures: a number for a name, and the words that say what is to be seen
    "drawing": {}, "inline": dict.fromkeys(("distT", "distB", "distL", "distR"), "0"), "extent": SIZE,
    "docPr": {"id": NUMBER, "name": "Picture [0-9]+", "descr": "(?s).+"}, "cNvGraphicFramePr": {},
    "graphicFrameLocks": {"noChangeAspect": "1"}, "graphic": {}, "graphicData": {"uri": r"http://schemas\.openxml.*/picture"},
    "pic": {}, "nvPicPr": {}, "cNvPr": {"id": NUMBER, "name": "Picture [0-9]+"}, "cNvPicPr": {}, "blipFill": {},
    "blip": {"embed": "picture[0-9]+"}, "stretch": {}, "fillRect": {}, "spPr": {}, "xfrm": {}, "off": {"x": "0", "y": "0"},
    "ext": SIZE, "prstGeom": {"prst": "rect"}, "avLst": {},
}  # fmt: skip
"""The elements of the pages with their attributes, and what may stand in each. Words stand in ``t``, and in ``descr``."""

FOOTER = {
    "ftr": {}, "p": {}, "pPr": {}, "pStyle": {"val": "Footer"}, "r": {}, "t": {"space": "preserve"},
    "fldSimple": {"instr": " PAGE | NUMPAGES "},
}  # fmt: skip

ADDRESSES = {
    "http://schemas.openxmlformats.org/package/2006/content-types",
    "http://schemas.openxmlformats.org/package/2006/relationships",
    "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "http://schemas.openxmlformats.org/drawingml/2006/main",
    "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "http://purl.org/dc/elements/1.1/",
    "http://purl.org/dc/terms/",
    "http://purl.org/dc/dcmitype/",
    "http://www.w3.org/2001/XMLSchema-instance",
}
"""The vocabularies that a DOCX speaks: those that it needs, none of a program."""

# -- the lists: HTML ------------------------------------------------------------------------------------------

POLICY = r"default-src 'none'; style-src 'unsafe-inline'(?:; img-src data:)?"
META = {
    "charset": "utf-8",
    "Content-Security-Policy": POLICY,
    "viewport": "width=device-width, initial-scale=1",
    "color-scheme": "light dark",
    "referrer": "no-referrer",
}
"""The meta tags. No author, no generator, no description, no date."""

ADDRESS, DATA = r"(?:https?://|mailto:).+", r"data:image/(?:jpeg|png);base64,[A-Za-z0-9+/]+=*"
TAGS = {
    "html": {"lang": "en|de|de-AT"}, "head": {}, "meta": {}, "title": {}, "style": {}, "body": {},
    "main": {"class": "columns"}, "footer": {}, **{f"h{level}": {} for level in range(1, 7)},
    "p": {"class": "lead|note|prompt"}, "ul": {"class": "checkboxes"}, "ol": {"start": NUMBER}, "li": {}, "label": {},
    "span": {}, "blockquote": {}, "pre": {},
    "code": {}, "hr": {}, "table": {}, "thead": {}, "tbody": {}, "tr": {}, "th": {"scope": "col"}, "td": {},
    "input": {"type": "checkbox", "aria-label": "☐"}, "div": {"class": "lines", "aria-hidden": "true"}, "br": {},
    "strong": {}, "em": {}, "s": {}, "a": {"href": ADDRESS, "rel": "noopener noreferrer"},
    "img": {"src": DATA, "alt": "(?s).+"},
}  # fmt: skip
"""The tags of a page with their attributes, and what may stand in each. Nothing is named, numbered, dated or hidden."""

# -- the files ------------------------------------------------------------------------------------------------

STYLES: tuple[Style, ...] = get_args(Style)
LINK = "https://example.org/a-place-of-mine?x=1"
ALT_TEXT = 'The ferry, "from" above & behind'
PICTURES = {"ferry.jpg": knowing_jpeg(), "plan.png": knowing_png()}
BODY_TEXT = f"""I *wrote* this **down**, ~~not~~ and [a link]({LINK}), and [`another`]({LINK}) with it.

- one
  1. deeper
- two

> quoted

    and code

<!-- hidden --> <meta name="author" content="me">
"""


def journal() -> tn.Journal:
    """Return the invented journal, and in it an entry with everything that a page can show."""
    entry = tn.Entry(
        id="with-everything",
        body=BODY_TEXT,
        title="Everything",
        written_at=tn.moment("2024-05-02 10:00", "Europe/Paris"),
        attachments=(attachment("ferry.jpg", ALT_TEXT), attachment("plan.png"), attachment("ferry.jpg", id="again")),
        shared_with=("therapist",),
    )
    return tn.example().with_records(entry)


def things(audience: str) -> list[tn.View | tn.Prep]:
    seen = tn.view(journal(), audience)
    return [seen, tn.prepare(seen, at=MOMENT_OF_PREPARING)]


def finished(kind: str) -> dict[str, bytes]:
    """Return files of a kind: of everything and of a page, for both readers, in every style, and in German."""
    made: dict[str, bytes] = {}
    for audience in ("me", "therapist"):
        for thing in things(audience):
            for style in STYLES:
                language = "de" if style == "large_print" else "en"
                layout = tn.Layout(style=style, language=language, pictures=PICTURES)
                data = tn.render(thing, kind, layout)
                made[f"{audience}, {type(thing).__name__}, {style}"] = data if isinstance(data, bytes) else data.encode()
    return made


@pytest.fixture(scope="module")
def packed() -> dict[str, bytes]:
    return {**finished("docx"), "a table": as_docx(SAMPLE)}


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return {**{name: data.decode() for name, data in finished("html").items()}, "a table": as_html(SAMPLE)}


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return {**{name: data.decode() for name, data in finished("markdown").items()}, "a table": as_markdown(SAMPLE)}


def parts_of(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def trees_of(data: bytes) -> dict[str, etree._Element]:
    return {name: etree.fromstring(part) for name, part in parts_of(data).items() if name.endswith((".xml", ".rels"))}


def attributes(element: etree._Element) -> dict[str, str]:
    return {str(etree.QName(name).localname): str(value) for name, value in element.attrib.items()}


def name_of(element: etree._Element) -> str:
    assert isinstance(element.tag, str), "a comment or an instruction"
    return etree.QName(element).localname


def stands_in_the_list(element: etree._Element, allowed: dict[str, dict[str, str]]) -> None:
    """Assert that an element may be here, and each of its attributes with what is in it."""
    name = name_of(element)
    assert name in allowed
    for attribute, value in attributes(element).items():
        assert attribute in allowed[name], f"{name} {attribute}"
        assert re.fullmatch(allowed[name][attribute], value), f"{name} {attribute}"


def links_in(text: str) -> set[str]:
    """Return the addresses that stand in a text of the person's own."""
    return {address for address in re.findall(r"(?:https?://|mailto:)[^\s)>\]\"']+", text) if web_address(address)}


OWN_LINKS = links_in(tn.dumps(journal()).decode()) | links_in(str(SAMPLE))


# -- DOCX -----------------------------------------------------------------------------------------------------


def test_these_files_have_links_lists_tables_and_pictures(packed: dict[str, bytes]) -> None:
    whole = b"".join(
        part for data in packed.values() for name, part in parts_of(data).items() if name.endswith("document.xml")
    )
    for sign in (b"<w:hyperlink", b"<w:numPr", b"<w:tbl>", b"<w:drawing", b"<w:cols"):
        assert sign in whole
    held = {name for data in packed.values() for name in parts_of(data)}
    assert held == PARTS.keys(), "every line of the list is needed"


def test_a_docx_has_the_parts_of_the_list_in_their_order(packed: dict[str, bytes]) -> None:
    for data in packed.values():
        found = list(parts_of(data))
        assert found == [name for name in PARTS if name in found]
        assert set(PARTS) - set(found) <= {name for name in PARTS if "media" in name}


def test_the_zip_around_it_says_nothing_of_a_day_a_machine_or_a_person(packed: dict[str, bytes]) -> None:
    for data in packed.values():
        with ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
            assert archive.comment == b""
        end = 0
        for member in members:
            assert member.date_time == (1980, 1, 1, 0, 0, 0)
            assert (member.create_system, member.create_version, member.extract_version) == (0, 20, 20)
            assert (member.extra, member.comment, member.flag_bits, member.internal_attr) == (b"", b"", 0, 0)
            assert (member.external_attr, member.volume, member.compress_type) == (0o600 << 16, 0, ZIP_DEFLATED)
            assert member.header_offset == end, "something lies between the members"
            name, extra = struct.unpack("<HH", data[end + 26 : end + 30])
            assert (data[end + 30 : end + 30 + name].decode(), extra) == (member.filename, 0)
            end += 30 + name + member.compress_size
        assert data[end : end + 4] == b"PK\x01\x02"
        assert data[-22:-18] == b"PK\x05\x06", "something lies after the end"


def test_content_types_are_those_of_the_list(packed: dict[str, bytes]) -> None:
    for data in packed.values():
        parts = parts_of(data)
        for kind in etree.fromstring(parts["[Content_Types].xml"]):
            held = attributes(kind)
            name = held.pop("PartName", "") or held.pop("Extension")
            assert held == {"ContentType": KINDS_OF_PARTS[name]}
            assert name.removeprefix("/") in parts or any(part.endswith(f".{name}") for part in parts)


def test_relationships_lead_where_the_list_says(packed: dict[str, bytes]) -> None:
    for data in packed.values():
        for part, tree in trees_of(data).items():
            if not part.endswith(".rels"):
                continue
            for way in tree:
                held = attributes(way)
                kind = held.pop("Type").rpartition("/")[2]
                target = held.pop("Target")
                assert re.fullmatch(WAYS[part, kind], target)
                assert re.fullmatch(NAMES_OF_WAYS, held.pop("Id"))
                assert held == ({"TargetMode": "External"} if kind == "hyperlink" else {})
                assert kind != "hyperlink" or target in OWN_LINKS


def test_properties_are_blank(packed: dict[str, bytes]) -> None:
    for data in packed.values():
        trees = trees_of(data)
        assert {name_of(each): each.text or "" for each in trees["docProps/core.xml"]} == PROPERTIES
        assert {tuple(attributes(each).items()) for each in trees["docProps/core.xml"]} == {
            (),
            (("type", "dcterms:W3CDTF"),),
        }
        assert len(trees["docProps/app.xml"]) == 0
        assert attributes(trees["docProps/app.xml"]) == {}
        assert trees["docProps/app.xml"].text is None


def test_settings_are_those_of_the_list(packed: dict[str, bytes]) -> None:
    for data in packed.values():
        found = trees_of(data)["word/settings.xml"]
        assert {name_of(each): attributes(each) for each in found.iter() if each is not found} == SETTINGS
        assert attributes(found) == {}


def test_every_element_and_attribute_of_the_pages_is_in_the_list(packed: dict[str, bytes]) -> None:
    seen: set[str] = set()
    for data in packed.values():
        trees = trees_of(data)
        for element in trees["word/document.xml"].iter():
            stands_in_the_list(element, BODY)
            seen.add(name_of(element))
        for element in trees["word/footer1.xml"].iter():
            stands_in_the_list(element, FOOTER)
    assert BODY.keys() == seen, "every line of the list is needed"


def test_words_stand_where_they_are_read_and_nowhere_else(packed: dict[str, bytes]) -> None:
    for data in packed.values():
        for part, tree in trees_of(data).items():
            if part.startswith("docProps/"):
                continue
            for element in tree.iter():
                assert element.tail is None
                assert element.text is None or name_of(element) == "t"


def test_looks_are_the_same_in_every_file_of_a_layout(packed: dict[str, bytes]) -> None:
    fixed = ("word/styles.xml", "word/settings.xml", "docProps/app.xml", "docProps/core.xml", "_rels/.rels")
    for style in STYLES:
        files = [data for name, data in packed.items() if name.endswith(f"View, {style}")]
        assert len(files) == 2
        one, other = map(parts_of, files)
        assert [one[part] for part in fixed] == [other[part] for part in fixed]


def test_the_vocabularies_are_those_of_the_list(packed: dict[str, bytes]) -> None:
    spoken = {
        str(address)
        for data in packed.values()
        for tree in trees_of(data).values()
        for element in tree.iter()
        for address in element.nsmap.values()
    }
    assert spoken == ADDRESSES


def test_no_part_remembers_revisions_authors_or_programs(packed: dict[str, bytes]) -> None:
    never = rb"rsid|w:author|w:date|w:ins |w:del |w:vanish|bookmark|comment|docVar|mailMerge|attachedTemplate|Normal\.dot|\
theme|thumbnail|customXml|footnote|endnote|python|docx|lxml|Macintosh|LibreOffice|proofErr|w:history|file:|\w:\\"
    for data in packed.values():
        for name, part in parts_of(data).items():
            said = re.sub(rb"<w:t [^>]*>[^<]*</w:t>", b"", part) if name.endswith("document.xml") else part
            if name.endswith((".xml", ".rels")):
                assert not re.search(never, said, re.IGNORECASE)


def test_alt_text_is_the_persons_own_or_says_that_there_is_none(packed: dict[str, bytes]) -> None:
    described = {ALT_TEXT, "picture without a description", tn.Labels.of("de").term("picture_without_a_description")}
    found = {
        element.get("descr")
        for data in packed.values()
        for element in trees_of(data)["word/document.xml"].iter()
        if name_of(element) == "docPr"
    }
    assert found == described


# -- HTML -----------------------------------------------------------------------------------------------------


class Walker(HTMLParser):
    """Holds every tag and attribute against the list, and keeps what is to be looked at together."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.meta: dict[str, str] = {}
        self.addresses: list[str] = []
        self.alt_texts: list[str] = []
        self.declarations: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        assert len(held) == len(attrs)
        if tag == "meta":
            name = held.pop("http-equiv", "") or held.pop("name", "") or "charset"
            self.meta[name] = held.pop("charset" if name == "charset" else "content")
            assert held == {}
            return
        for name, value in held.items():
            assert name in TAGS[tag], f"{tag} {name}"
            assert re.fullmatch(TAGS[tag][name], value), f"{tag} {name}"
            assert "://" not in value or name == "href"
        self.addresses += [held["href"]] if tag == "a" else []
        self.alt_texts += [held["alt"]] if tag == "img" else []

    def handle_comment(self, data: str) -> None:
        pytest.fail("a comment")

    def handle_pi(self, data: str) -> None:
        pytest.fail("an instruction")

    def unknown_decl(self, data: str) -> None:
        pytest.fail("a declaration")

    def handle_decl(self, decl: str) -> None:
        self.declarations.append(decl)


def walked(page: str) -> Walker:
    walker = Walker()
    walker.feed(page)
    walker.close()
    return walker


def test_every_tag_and_attribute_of_a_page_is_in_the_list(pages: dict[str, str]) -> None:
    for page in pages.values():
        walker = walked(page)
        assert walker.declarations == ["DOCTYPE html"]
        assert list(walker.meta) == list(META)
        assert all(re.fullmatch(META[name], value) or META[name] == value for name, value in walker.meta.items())
        assert set(walker.addresses) <= OWN_LINKS


def test_a_page_says_of_pictures_what_the_person_says(pages: dict[str, str]) -> None:
    of_the_view = walked(pages["therapist, View, record"])
    undescribed = "picture without a description"
    assert of_the_view.alt_texts == [ALT_TEXT, undescribed, undescribed]
    assert "img-src data:" in of_the_view.meta["Content-Security-Policy"]
    assert "img-src" not in walked(pages["therapist, Prep, record"]).meta["Content-Security-Policy"]


def test_the_style_sheet_of_a_page_fetches_nothing_and_knows_no_reader(pages: dict[str, str]) -> None:
    for thing in ("View", "Prep"):
        for style in STYLES:
            named = [page for name, page in pages.items() if name.endswith(f"{thing}, {style}")]
            sheets = {re.findall("(?s)<style>(.*?)</style>", page)[0] for page in named}
            assert (len(named), len(sheets)) == (2, 1)
            assert not re.search(r"url\(|@import|@font-face|src:|//|/\*", sheets.pop())


def test_a_page_is_called_by_its_own_heading(pages: dict[str, str]) -> None:
    for name, page in pages.items():
        (title,) = re.findall("<title>(.*?)</title>", page)
        assert f"<h1>{title}</h1>" in page or name == "a table"


# -- Markdown -------------------------------------------------------------------------------------------------


def test_markdown_has_no_front_matter_no_comments_and_nothing_raw(texts: dict[str, str]) -> None:
    reader = MarkdownIt("commonmark", {"html": True, "maxNesting": 1000}).enable(["table", "strikethrough"])
    for text in texts.values():
        assert text.startswith("# ")
        definitions: dict[str, object] = {}
        tokens = reader.parse(text, definitions)
        assert definitions.get("references", {}) == {}, "a definition is a place to hide a comment in"
        inline = [child for token in tokens for child in token.children or ()]
        assert not {token.type for token in (*tokens, *inline)} & {"html_block", "html_inline", "image"}
        assert {str(token.attrs["href"]) for token in inline if token.type == "link_open"} <= OWN_LINKS
        assert {token.info for token in tokens if token.type == "fence"} <= {""}
        assert not re.search(r"base64|\x00", text)


# -- what no file tells ---------------------------------------------------------------------------------------

SUFFIXES = ("docx", "html", "md", "json")
CANARIES = ("canary-user", "canary-host", "canary-home", "canary-folder")


def write_all(folder: Path) -> None:
    """Export everything to a folder, by names that somebody else has thought of."""
    for audience in ("me", "therapist"):
        for place, thing in enumerate(things(audience)):
            for suffix in SUFFIXES:
                tn.export(thing, folder / f"{audience}-{place}.{suffix}", tn.Layout(pictures=PICTURES))


def digests(folder: Path) -> dict[str, str]:
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def everything_in(path: Path) -> Iterator[bytes]:
    data = path.read_bytes()
    yield data
    if path.suffix == ".docx":
        yield from parts_of(data).values()


def elsewhere(folder: Path, home: Path) -> None:
    """Do the same on what looks like another person's machine, on another day of the year."""
    environment = {
        "PYTHONPATH": os.pathsep.join([*sys.path, str(Path(__file__).parent)]),
        "PYTHONHASHSEED": "4242", "TZ": "Pacific/Chatham", "LANG": "de_DE.UTF-8", "LC_ALL": "tr_TR.UTF-8",
        "USER": "canary-user", "LOGNAME": "canary-user", "USERNAME": "canary-user", "HOSTNAME": "canary-host",
        "COMPUTERNAME": "canary-host", "HOME": str(home), "TMPDIR": str(home), "SOURCE_DATE_EPOCH": "1000000000",
    }  # fmt: skip
    program = "import sys, pathlib, test_what_a_file_tells as t; t.write_all(pathlib.Path(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", program, str(folder)], env=environment, cwd=home, check=True)


def test_who_where_and_when_change_no_byte_and_are_in_none(tmp_path: Path) -> None:
    here, there, home = tmp_path / "here", tmp_path / "canary-folder", tmp_path / "canary-home"
    for folder in (here, there, home):
        folder.mkdir()
    write_all(here)
    elsewhere(there, home)
    assert digests(there) == digests(here)
    assert len(digests(there)) == 4 * len(SUFFIXES)
    for path in there.iterdir():
        for data in everything_in(path):
            assert not any(canary.encode() in data for canary in CANARIES)
            assert not any(spelling in data for spelling in SPELLINGS)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_an_export_has_the_name_that_it_was_given_and_makes_none_up(
    tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for thing in things("therapist"):
        assert tn.export(thing, f"x.{suffix}").name == f"x.{suffix}"
        assert [path.name for path in tmp_path.iterdir()] == [f"x.{suffix}"]


@pytest.mark.parametrize("name", [".", "", "folder"])
def test_an_export_without_a_name_is_refused(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "folder").mkdir()
    monkeypatch.chdir(tmp_path)
    with pytest.raises((tn.UnknownFormatError, tn.WriteError, ValueError)):
        tn.export(tn.view(journal(), "therapist"), name)
    with pytest.raises((tn.WriteError, ValueError)):
        tn.export(tn.view(journal(), "therapist"), name, format="docx")
    assert [path.name for path in tmp_path.rglob("*")] == ["folder"]
