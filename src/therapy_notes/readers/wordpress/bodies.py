"""The text of a WordPress post, as it stands in the file, becomes Markdown that shows what the page showed."""

import re
from collections.abc import Callable
from typing import Final

from attrs import field, frozen

from ..html import to_markdown
from . import block_marks, shortcodes
from .paragraphs import paragraphs, with_links
from .shortcodes import Gallery

_HREF: Final = re.compile(r"""\shref\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""", re.IGNORECASE)
_MOST_ADDRESSES: Final = 1_000


@frozen
class Body:
    """The text of a post.

    Args:
        markdown: The text.
        addresses: What it links to.
        marks: What stood in marks that nobody saw.
        galleries_missing: How many galleries show pictures that are not there.
    """

    markdown: str = field(repr=False)
    addresses: tuple[str, ...] = field(default=(), repr=False)
    marks: block_marks.Marked = field(default=block_marks.Marked("", has_blocks=False), repr=False)
    galleries_missing: int = 0


def needs_others(text: str) -> bool:
    """Whether a text shows something of which it tells only the number."""
    return block_marks.shows_others(text) or shortcodes.shows_attachments(text)


def body_of(text: str, reusable: Callable[[str], str | None], gallery: Gallery) -> Body:
    r"""Return the body that the text of a post makes.

    Args:
        text: The text, as it stands in the file.
        reusable: Gives the reusable text of a number.
        gallery: Gives the pictures of some numbers.

    >>> body_of("The kettle.\n\nIt *clicks*. [sigh]", {}.get, lambda numbers: ()).markdown
    'The kettle.\n\nIt \\*clicks\\*. \\[sigh]'
    """
    marks = block_marks.without_marks(_with_newlines(text), reusable)
    shown = shortcodes.with_shortcodes(marks.html, gallery)
    html = with_links(shown.html)
    if not marks.has_blocks:
        html = paragraphs(html)
    addresses = dict.fromkeys("".join(found) for found in _HREF.findall(html)) if "href" in html.lower() else {}
    return Body(to_markdown(html), tuple(addresses)[:_MOST_ADDRESSES], marks, shown.missing)


def said_in(text: str) -> Body:
    r"""Return the body that a comment makes. It has neither reusable texts nor shortcodes.

    >>> said_in("Mine too.\n\n<em>Twice</em> on a Sunday [laughs]").markdown
    'Mine too.\n\n*Twice* on a Sunday \\[laughs]'
    """
    marks = block_marks.without_marks(_with_newlines(text), lambda number: None)
    html = with_links(marks.html)
    if not marks.has_blocks:
        html = paragraphs(html)
    return Body(to_markdown(html), marks=marks)


def _with_newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
