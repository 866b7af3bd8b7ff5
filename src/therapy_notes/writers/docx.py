"""A document as DOCX, for a person who gets it by mail and prints it, and for a screen reader.

The body is written as text and never becomes a tree: that is what makes ten years of a diary a matter of a second.
Every word passes ``_words``, every address ``_address``; nothing else in the body comes from outside this package.
"""

import re
from collections.abc import Iterable
from itertools import zip_longest
from typing import assert_never
from urllib.parse import quote

from attrs import define, evolve, field, frozen

from therapy_notes.document.tree import (
    Block,
    Blocks,
    Code,
    Document,
    Heading,
    Inlines,
    LineBreak,
    Listing,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Table,
    Text,
    Title,
    WritingLines,
)
from therapy_notes.text import visible, web_address
from therapy_notes.writers._docx_look import (
    BULLET_LIST,
    CHECKBOX_LIST,
    FIRST_NUMBERED_LIST,
    LEVELS,
    LOOKS,
    Look,
    numbering,
    picture_height,
    text_width,
)
from therapy_notes.writers._docx_package import template
from therapy_notes.writers._docx_pictures import part_name, picture_run


def render(document: Document) -> bytes:
    """Return a document as the bytes of a DOCX file, the same for the same document.

    >>> from therapy_notes.document.tree import Text
    >>> document = Document(title="Monday", blocks=(Title((Text("Monday"),)), Paragraph((Text("I was tired."),))))
    >>> render(document)[:2], render(document) == render(document)
    (b'PK', True)
    """
    look = LOOKS[document.style]
    filling = template(document.style, document.paper, document.language)
    body = _Body(look, text_width(look, document.paper, document.columns), picture_height(look, document.paper))
    above, below = _parted(document)
    body.write(above, _Place())
    if document.columns > 1:
        body.xml.append(filling.section_break())
    body.write(below, _Place())
    return filling.filled(
        columns=document.columns,
        body=body.xml,
        numbering=numbering(body.look, body.starts),
        footer=_footer(document.footer),
        links=body.links,
        pictures=body.pictures,
    )


def _parted(document: Document) -> tuple[Blocks, Blocks]:
    """Return the blocks that stand above the columns, which is the title and what is under it, and those below."""
    first = next((n for n, block in enumerate(document.blocks) if isinstance(block, Heading)), 0)
    return (document.blocks[:first], document.blocks[first:]) if document.columns > 1 else (document.blocks, ())


# Words. The only way from a text into XML.

_TEXT_OPENS, _TEXT_CLOSES = '<w:t xml:space="preserve">', "</w:t>"
_BREAK = f"{_TEXT_CLOSES}<w:br/>{_TEXT_OPENS}"
_TAB = f"{_TEXT_CLOSES}<w:tab/>{_TEXT_OPENS}"


def _words(text: str) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if escaped.isprintable():
        return escaped
    return visible(escaped).replace("\n", _BREAK).replace("\t", _TAB)


def _address(link: str | None) -> str | None:
    address = link and web_address(link)
    return quote(address, safe="!#$%&'()*+,/:;=?@[]~").replace("&", "&amp;") if address else None


# Runs. What opens one follows from its marks alone.


def _run_opening(strong: bool, emphasis: bool, code: bool, strike: bool, linked: bool) -> str:
    properties = "".join(
        (
            '<w:rStyle w:val="Hyperlink"/>' if linked else '<w:rStyle w:val="CodeText"/>' if code else "",
            '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/>' if linked and code else "",
            "<w:b/><w:bCs/>" if strong else "",
            "<w:i/><w:iCs/>" if emphasis else "",
            "<w:strike/>" if strike else "",
        )
    )
    return f"<w:r><w:rPr>{properties}</w:rPr>{_TEXT_OPENS}" if properties else f"<w:r>{_TEXT_OPENS}"


_BOTH = (False, True)
_RUN_OPENINGS = {
    (strong, emphasis, code, strike, linked): _run_opening(strong, emphasis, code, strike, linked)
    for strong in _BOTH
    for emphasis in _BOTH
    for code in _BOTH
    for strike in _BOTH
    for linked in _BOTH
}
_PLAIN_OPENS, _RUN_CLOSES = _RUN_OPENINGS[False, False, False, False, False], f"{_TEXT_CLOSES}</w:r>"
_LINE_BREAK = "<w:r><w:br/></w:r>"


def _plain_run(text: str) -> str:
    return f"{_PLAIN_OPENS}{_words(text)}{_RUN_CLOSES}"


# Blocks.


@frozen
class _Place:
    """Where a block stands: how far in, how deep in lists, in whose words; at the beginning or the end of a list item.

    ``number`` waits for the first paragraph of an item; ``ends_list`` gives room after the last one of a list.
    """

    left: int = 0
    level: int = 0
    is_quoted: bool = False
    number: str = ""
    list_style: str = ""
    ends_list: bool = False


_SMALL_TABLE = 10
"""A table of so many rows stays on one page."""
_ROLES = {"body": "", "lead": "Subtitle", "note": "Note", "prompt": "Prompt"}
_LIST_STYLES = {"bullet": "ListBullet", "ordered": "ListNumber", "checkbox": "Checkbox"}


@define
class _Body:
    """The body of a document while it is written, with the links, numbered lists and pictures that it has so far."""

    look: Look
    width: int
    picture_height: int
    xml: list[str] = field(factory=list[str])
    links: dict[str, str] = field(factory=dict[str, str])
    starts: list[tuple[int, int]] = field(factory=list[tuple[int, int]])
    pictures: dict[bytes, str] = field(factory=dict[bytes, str])
    shown: int = 0

    def write(self, blocks: Blocks, place: _Place) -> None:
        inner = evolve(place, ends_list=False) if place.ends_list else place
        for block, following in zip_longest(blocks, blocks[1:]):
            at = place if following is None else inner
            is_label = bool(place.number) and isinstance(following, Listing)
            self._block(block, at, keep=is_label or isinstance(following, WritingLines | Picture))
            if place.number:
                place, inner = evolve(place, number=""), evolve(inner, number="")

    def _block(self, block: Block, place: _Place, *, keep: bool) -> None:
        match block:
            case Paragraph():
                style = _ROLES[block.role] or place.list_style or ("Quote" if place.is_quoted else "")
                self._paragraph(style, self._inlines(block.content), place, keep=keep)
            case Title():
                self._paragraph("Title", self._inlines(block.content), place)
            case Heading():
                self._paragraph(f"Heading{block.level}", self._inlines(block.content), place)
            case Listing():
                self._listing(block, self._numbered(place))
            case Quote():
                inside = self._numbered(place)
                left = inside.left + self.look.step
                self.write(block.blocks, evolve(inside, left=left, is_quoted=True, list_style=""))
            case Code():
                self._paragraph("CodeBlock", _plain_run(block.text), place)
            case Rule():
                self._paragraph("Rule", "", self._numbered(place))
            case Table():
                self._table(block, self._numbered(place))
            case WritingLines():
                place = evolve(self._numbered(place), ends_list=False)
                for line in range(block.count):
                    self._paragraph("WritingLine", "", place, keep=line + 1 < block.count)
                self._paragraph("Spacer", "", _Place())
            case Picture():
                self._paragraph("Picture", self._picture(block, place), place)
            case _:
                assert_never(block)

    def _paragraph(self, style: str, runs: str, place: _Place, *, keep: bool = False) -> None:
        properties = (
            (f'<w:pStyle w:val="{style}"/>' if style else "")
            + ("<w:keepNext/>" if keep else "")
            + place.number
            + (f'<w:spacing w:after="{self.look.gap}"/>' if place.ends_list else "")
            + self._indent(place)
        )
        opening = f"<w:p><w:pPr>{properties}</w:pPr>" if properties else "<w:p>"
        self.xml.append(f"{opening}{runs}</w:p>")

    def _indent(self, place: _Place) -> str:
        if not place.left:
            return ""
        hanging = f' w:hanging="{self.look.step}"' if place.number else ""
        return f'<w:ind w:left="{place.left}"{hanging}/>'

    def _numbered(self, place: _Place) -> _Place:
        """Give the number that waits a paragraph of its own, before a block that cannot carry it."""
        if not place.number:
            return place
        self._paragraph(place.list_style, "", place)
        return evolve(place, number="")

    def _listing(self, listing: Listing, place: _Place) -> None:
        if not listing.items:
            return
        level = min(place.level, LEVELS - 1)
        match listing.kind:
            case "bullet":
                identity = BULLET_LIST
            case "checkbox":
                identity = CHECKBOX_LIST
            case "ordered":
                identity = FIRST_NUMBERED_LIST + len(self.starts)
                self.starts.append((level, listing.start))
            case _:
                assert_never(listing.kind)
        item_place = _Place(
            left=place.left + self.look.step,
            level=place.level + 1,
            is_quoted=place.is_quoted,
            number=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{identity}"/></w:numPr>',
            list_style=_LIST_STYLES[listing.kind],
        )
        *items, last = listing.items
        for item in items:
            self._item(item, item_place)
        self._item(last, evolve(item_place, ends_list=place.ends_list or place.level == 0))

    def _item(self, item: Blocks, place: _Place) -> None:
        if item:
            self.write(item, place)
        else:
            self._numbered(place)

    def _inlines(self, content: Inlines) -> str:
        xml: list[str] = []
        opened: str | None = None
        for inline in content:
            if isinstance(inline, LineBreak):
                xml.append(_LINE_BREAK)
                continue
            link = _address(inline.link) if inline.link else None
            if link != opened:
                if opened:
                    xml.append("</w:hyperlink>")
                if link:
                    xml.append(f'<w:hyperlink r:id="{self._relationship(link)}">')
                opened = link
            marks = (inline.strong, inline.emphasis, inline.code, inline.strike, link is not None)
            xml.append(f"{_RUN_OPENINGS[marks]}{_words(inline.text)}{_RUN_CLOSES}")
        if opened:
            xml.append("</w:hyperlink>")
        return "".join(xml)

    def _relationship(self, link: str) -> str:
        return self.links.setdefault(link, f"link{len(self.links) + 1}")

    def _picture(self, picture: Picture, place: _Place) -> str:
        """Return the run of a picture. The same picture twice is one part of the file."""
        name = self.pictures.setdefault(picture.data, part_name(picture, len(self.pictures) + 1))
        self.shown += 1
        return picture_run(picture, name, number=self.shown, width=self.width - place.left, height=self.picture_height)

    def _table(self, table: Table, place: _Place) -> None:
        widths = _column_widths(table, self.width - place.left)
        if not widths:
            return
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        self.xml.append(
            f'<w:tbl><w:tblPr><w:tblStyle w:val="NotesTable"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
            f'<w:tblInd w:w="{place.left}" w:type="dxa"/>'
            '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1"'
            f' w:noVBand="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        )
        is_small = len(table.rows) <= _SMALL_TABLE
        self._row(table.header, widths, "<w:cantSplit/><w:tblHeader/>", keep=True)
        for number, row in enumerate(table.rows, 1):
            self._row(row, widths, "<w:cantSplit/>", keep=is_small and number < len(table.rows))
        self.xml.append("</w:tbl>")
        self._paragraph("Spacer", "", _Place())

    def _row(self, cells: Iterable[Inlines], widths: Iterable[int], properties: str, *, keep: bool) -> None:
        self.xml.append(f"<w:tr><w:trPr>{properties}</w:trPr>")
        for cell, width in zip(cells, widths, strict=True):
            self.xml.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>')
            self._paragraph("TableText", self._inlines(cell), _Place(), keep=keep)
            self.xml.append("</w:tc>")
        self.xml.append("</w:tr>")


def _column_widths(table: Table, width: int) -> list[int]:
    """Share a width among columns by their longest cells, none very narrow and none very wide."""
    columns = zip(table.header, *table.rows, strict=True)
    weights = [min(40, max(12, *map(_length, column))) for column in columns]
    return [width * weight // sum(weights) for weight in weights]


def _length(content: Inlines) -> int:
    return sum(len(inline.text) for inline in content if isinstance(inline, Text))


# The footer.

_FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
_PLACEHOLDER = re.compile(r"(\{pages?\})")


def _footer(template_text: str) -> str:
    runs = "".join(_field(part) if part in _FIELDS else _plain_run(part) for part in _PLACEHOLDER.split(template_text))
    return f'<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{runs}</w:p>'


def _field(placeholder: str) -> str:
    return f'<w:fldSimple w:instr=" {_FIELDS[placeholder]} ">{_plain_run("1")}</w:fldSimple>'
