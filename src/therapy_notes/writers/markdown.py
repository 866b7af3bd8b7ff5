"""A document as CommonMark, with tables and strikethrough as GitHub writes them.

For reading, printing and pasting into a note. What a client wrote cannot break the document around it.
"""

import re
from collections.abc import Iterable
from typing import assert_never

from therapy_notes.document.tree import (
    Blocks,
    Code,
    Document,
    Heading,
    Inlines,
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
from therapy_notes.text import visible
from therapy_notes.writers._markdown_inlines import markdown_line, markdown_lines


def render(document: Document) -> str:
    r"""Return a document as Markdown.

    The title is the only heading of level 1; a heading of level 1 becomes ``##``, and so on down to six. A picture is the
    words that stand for it.

    >>> from therapy_notes.document.tree import Text
    >>> render(Document(title="Monday", blocks=(Title((Text("Monday"),)), Paragraph((Text("About *that*."),)))))
    '# Monday\n\nAbout \\*that\\*.\n'
    """
    return "\n".join(_blocks(document.blocks)) + "\n"


_BULLETS = "-*+"
_NUMBER_SIGNS = ".)"
_LARGEST_NUMBER = 999_999_999
_WRITING_LINE = "\\" + 60 * "_"


def _blocks(blocks: Blocks, outer: str = "") -> list[str]:
    """The lines of some blocks inside an item with the sign ``outer``."""
    found: list[str] = []
    sign = ""
    for block in blocks:
        if isinstance(block, Listing):
            own = _sign(block, outer, sign)
            lines = _listing(block, own)
        else:
            own = ""
            lines = _block(block)
        if lines:
            found += ["", *lines] if found else lines
            sign = own
    return found


def _block(block: Title | Heading | Paragraph | Quote | Code | Rule | Table | WritingLines | Picture) -> list[str]:
    match block:
        case Title():
            return [_heading(1, block.content)]
        case Heading():
            return [_heading(min(6, block.level + 1), block.content)]
        case Paragraph():
            return _paragraph(block.content)
        case Quote():
            return [f"> {line}" if line else ">" for line in _blocks(block.blocks) or [""]]
        case Code():
            return _code(block.text)
        case Rule():
            return ["___"]
        case Table():
            return _table(block)
        case WritingLines():
            return [line for _ in range(block.count) for line in ("", _WRITING_LINE)][1:]
        case Picture():
            return _paragraph((Text(block.in_words),))
        case _:
            assert_never(block)


def _heading(level: int, content: Inlines) -> str:
    line = re.sub(r"(?:\A|(?<=[ \t]))#+\Z", r"\\\g<0>", markdown_line(content))
    return f"{'#' * level} {line}".rstrip(" ")


def _paragraph(content: Inlines) -> list[str]:
    *lines, last = markdown_lines(content) or [""]
    return [*(f"{line}\\" for line in lines), last] if last else []


def _code(text: str) -> list[str]:
    shown = visible(text)
    fence = "`" * max(3, 1 + max((len(ticks) for ticks in re.findall("`+", shown)), default=0))
    return [fence, *shown.split("\n"), fence]


def _table(table: Table) -> list[str]:
    if not table.header:
        return []
    return [_row(table.header), "|" + " --- |" * len(table.header), *map(_row, table.rows)]


def _row(cells: Iterable[Inlines]) -> str:
    return "|" + "".join(f" {markdown_line(cell).replace('|', chr(92) + '|')} |" for cell in cells)


# Lists. Two that follow each other have different signs, or they would be one; so have a list and the one it begins
# with, or three empty bullets would be a rule. A list of short items has no empty lines in it.


def _sign(listing: Listing, outer: str, before: str) -> str:
    if listing.kind == "ordered":
        return next(sign for sign in _NUMBER_SIGNS if sign != before)
    return next(sign for sign in _BULLETS if sign not in (outer, before))


def _listing(listing: Listing, sign: str) -> list[str]:
    is_compact = _is_compact(listing)
    start = max(0, min(listing.start, _LARGEST_NUMBER - len(listing.items)))
    found: list[str] = []
    for number, item in enumerate(listing.items, start):
        marker = f"{number}{sign}" if listing.kind == "ordered" else sign
        lines = _compact_item(item, sign) if is_compact else _blocks(item, sign)
        if listing.kind == "checkbox":
            lines = _with_box(item, lines)
        if found and not is_compact:
            found.append("")
        found += _hanging(marker, lines)
    return found


def _compact_item(item: Blocks, sign: str) -> list[str]:
    return [line for block in item for line in _blocks((block,), sign)]


def _with_box(item: Blocks, lines: list[str]) -> list[str]:
    if lines and isinstance(item[0], Paragraph) and _paragraph(item[0].content):
        return [f"[ ] {lines[0]}", *lines[1:]]
    return ["[ ]", "", *lines] if lines else ["[ ]"]


def _hanging(marker: str, lines: list[str]) -> list[str]:
    if not lines:
        return [marker]
    indent = " " * (len(marker) + 1)
    return [f"{marker} {lines[0]}", *(indent + line if line else "" for line in lines[1:])]


def _is_compact(listing: Listing) -> bool:
    return all(map(_is_compact_item, listing.items))


def _is_compact_item(item: Blocks) -> bool:
    match item:
        case (Paragraph(content=content),):
            return bool(_paragraph(content))
        case (Paragraph(content=content), Listing() as inner):
            follows_directly = inner.kind != "ordered" or inner.start == 1
            return bool(_paragraph(content) and inner.items and follows_directly and _is_compact(inner))
        case _:
            return False
