"""What a reader of a text sees, without any white space: of Markdown, and of HTML."""

import re
from html import unescape

from markdown_it import MarkdownIt

_MARKDOWN = MarkdownIt("commonmark", {"maxNesting": 1000}).enable(["table", "strikethrough"])
_UNSEEN = re.compile(r"<(script|style|head|template)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>", re.DOTALL | re.IGNORECASE)
_IMAGE = re.compile(r"<img\b[^>]*>", re.IGNORECASE)


def of_markdown(text: str) -> str:
    """Return what is seen of a Markdown text; a picture is seen as the text that stands for it."""
    html = _MARKDOWN.render(text)
    return squeezed(unescape(_UNSEEN.sub("", _IMAGE.sub(_alt, html))))


def squeezed(text: str) -> str:
    """Return a text without white space, and without signs that show nothing."""
    return "".join(sign for sign in text if not sign.isspace() and sign not in "\u200b\ufeff\u2060")


def _alt(found: re.Match[str]) -> str:
    alt = re.search(r'\balt="([^"]*)"', found[0])
    return alt[1] if alt else ""
