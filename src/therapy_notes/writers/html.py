"""A document as one HTML file: nothing is fetched, nothing runs, and it prints well."""

import re
from base64 import b64encode
from collections.abc import Iterable
from html import escape
from typing import assert_never

from therapy_notes.document.tree import (
    Block,
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
from therapy_notes.writers._html_sheet import sheet
from therapy_notes.writers._runs import lines

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_POLICY_WITH_PICTURES = f"{_POLICY}; img-src data:"


def render(document: Document) -> str:
    """Return a document as one self-contained HTML file.

    The words of the footer stand once, at the end. Page numbers belong to paper: browsers that can number pages print
    them, and the screen shows none.

    >>> from therapy_notes.document.tree import Text
    >>> page = render(Document(title="Monday", blocks=(Paragraph((Text("<b>"), Text("no", strong=True))),)))
    >>> "<p>&lt;b&gt;<strong>no</strong></p>" in page
    True
    """
    footer = _footer_words(document.footer)
    has_numbers = "{page}" in document.footer
    policy = _POLICY_WITH_PICTURES if _has_picture(document.blocks) else _POLICY
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="{_escaped(document.language)}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{_escaped(document.title)}</title>",
        f"<style>\n{sheet(document.paper, document.style, has_numbers=has_numbers)}</style>",
        "</head>",
        "<body>",
        "<main>" if document.columns == 1 else '<main class="columns">',
        *_blocks(document.blocks),
        "</main>",
        *([f"<footer>{_escaped(footer)}</footer>"] if footer else []),
        "</body>",
        "</html>",
    ]
    return "\n".join(parts) + "\n"


def _escaped(text: str) -> str:
    """The only way in which words reach the page."""
    return escape(visible(text))


_FOOTER_PARTS = re.compile(r"(\s*[·•|–—]\s*|(?<=[.,;])\s+)")


def _footer_words(template: str) -> str:
    """The footer without the part that tells the page."""
    found = ""
    separator = ""
    for place, part in enumerate(_FOOTER_PARTS.split(template)):
        if place % 2:
            separator = part
        elif "{page" not in part:
            found += separator + part if found else part
    return found.strip(" ,;")


# Blocks.


def _blocks(blocks: Blocks) -> list[str]:
    return [line for block in blocks for line in _block(block)]


def _block(block: Block) -> list[str]:
    match block:
        case Title():
            return [f"<h1>{_inlines(block.content)}</h1>"]
        case Heading():
            level = min(6, block.level + 1)
            return [f"<h{level}>{_inlines(block.content)}</h{level}>"]
        case Paragraph():
            role = "" if block.role == "body" else f' class="{block.role}"'
            return [f"<p{role}>{_inlines(block.content)}</p>"]
        case Listing():
            return _listing(block)
        case Quote():
            return ["<blockquote>", *_blocks(block.blocks), "</blockquote>"]
        case Code():
            return [f"<pre><code>{_escaped(block.text)}</code></pre>"]
        case Rule():
            return ["<hr>"]
        case Table():
            return _table(block)
        case WritingLines():
            return ['<div class="lines" aria-hidden="true">', *["<div></div>"] * block.count, "</div>"]
        case Picture():
            return [_picture(block)]
        case _:
            assert_never(block)


def _has_picture(blocks: Iterable[Block]) -> bool:
    return any(map(_holds_picture, blocks))


def _holds_picture(block: Block) -> bool:
    match block:
        case Picture():
            return True
        case Listing():
            return any(map(_has_picture, block.items))
        case Quote():
            return _has_picture(block.blocks)
        case _:
            return False


def _picture(picture: Picture) -> str:
    data = b64encode(picture.data).decode("ascii")
    return f'<img src="data:{picture.media_type};base64,{data}" alt="{_escaped(picture.alt_text)}">'


def _listing(listing: Listing) -> list[str]:
    match listing.kind:
        case "bullet":
            return ["<ul>", *_items(listing.items), "</ul>"]
        case "ordered":
            start = "" if listing.start == 1 else f' start="{listing.start}"'
            return [f"<ol{start}>", *_items(listing.items), "</ol>"]
        case "checkbox":
            items = [line for item in listing.items for line in ("<li>", *_with_box(item), "</li>")]
            return ['<ul class="checkboxes">', *items, "</ul>"]
        case _:
            assert_never(listing.kind)


def _items(items: Iterable[Blocks]) -> list[str]:
    return [line for item in items for line in ("<li>", *_blocks(item), "</li>")]


def _with_box(item: Blocks) -> list[str]:
    match item:
        case (Paragraph(content=content), *rest):
            label = f'<label><input type="checkbox"><span>{_inlines(content)}</span></label>'
            return [label, *_blocks(tuple(rest))]
        case _:
            return ['<input type="checkbox" aria-label="☐">', *_blocks(item)]


def _table(table: Table) -> list[str]:
    return [
        "<table>",
        "<thead>",
        _row(table.header, '<th scope="col">', "</th>"),
        "</thead>",
        "<tbody>",
        *(_row(row, "<td>", "</td>") for row in table.rows),
        "</tbody>",
        "</table>",
    ]


def _row(cells: Iterable[Inlines], opening: str, closing: str) -> str:
    return "<tr>" + "".join(f"{opening}{_inlines(cell)}{closing}" for cell in cells) + "</tr>"


# Inlines.


def _inlines(content: Inlines) -> str:
    return "<br>".join("".join(map(_run, line)) for line in lines(content))


def _run(run: Text) -> str:
    html = _escaped(run.text)
    if run.code:
        html = f"<code>{html}</code>"
    if run.strike:
        html = f"<s>{html}</s>"
    if run.emphasis:
        html = f"<em>{html}</em>"
    if run.strong:
        html = f"<strong>{html}</strong>"
    if run.link is not None:
        html = f'<a href="{_escaped(run.link)}" rel="noopener noreferrer">{html}</a>'
    return html
