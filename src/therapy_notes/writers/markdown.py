"""A document as CommonMark, with tables and strikethrough as GitHub writes them.

For reading, printing and pasting into a note. What a client wrote cannot break the document around it.
"""

import re
from collections.abc import Iterable
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
    Quote,
    Rule,
    Table,
    Title,
    WritingLines,
)
from therapy_notes.text import visible
from therapy_notes.writers._markdown_inlines import markdown_lines


def render(document: Document) -> str:
    """Return a document as Markdown.

    The title is the only heading of level 1; a heading of level 1 becomes ``##``, and so on down to six.

    >>> from therapy_notes.document.tree import Text
    >>> blocks = (Title((Text("Monday"),)), Paragraph((Text("I want to talk about *that*."),)))
    >>> print(render(Document(title="Monday", blocks=blocks)), end="")
    # Monday
    <BLANKLINE>
    I want to talk about \\*that\\*.
    """
    return "\n".join(_blocks(document.blocks)) + "\n"


_BULLETS = "-*+"
_NUMBER_SIGNS = ".)"
_WRITING_LINE = "\\" + 60 * "_"


def _blocks(blocks: Blocks, outer_sign: str = "") -> list[str]:
    """The lines of some blocks. No list has the sign of the one before it or of the one that it begins."""
    found: list[str] = []
    sign = outer_sign
    for block in blocks:
        match block:
            case Listing():
                signs = _NUMBER_SIGNS if block.kind == "ordered" else _BULLETS
                sign = next(candidate for candidate in signs if candidate not in {sign, outer_sign})
                lines = _listing(block, sign)
            case _:
                sign = ""
                lines = _block(block)
        if lines:
            found += ["", *lines] if found else lines
    return found
