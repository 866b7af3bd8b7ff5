r"""The paragraphs of a classic WordPress post: in the file they are only blank lines, and on the page they were paragraphs.

The rules are those of ``wpautop``: a blank line, or two ``<br>`` in a row, ends a paragraph; any other line break is a
``<br>``; elements that are blocks themselves, such as lists and tables, stand between paragraphs; and in ``<pre>`` and its
like nothing changes. An address that stands on a line of its own, which WordPress shows as what is there, becomes a link.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from attrs import define, field, frozen

_TAG: Final = re.compile(
    r"""<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9:-]*+)(?:(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+>|[^<>]*+>)"""
)
_BLOCKS: Final = frozenset(
    {
        "table", "thead", "tfoot", "caption", "col", "colgroup", "tbody", "tr", "td", "th", "div", "dl", "dd", "dt", "ul",
        "ol", "li", "pre", "form", "map", "area", "blockquote", "address", "style", "p", "h1", "h2", "h3", "h4", "h5",
        "h6", "hr", "fieldset", "legend", "section", "article", "aside", "hgroup", "header", "footer", "nav", "figure",
        "figcaption", "details", "menu", "summary",
    }
)  # fmt: skip
_EMPTY: Final = frozenset({"hr", "area", "col"})
"""Blocks that hold nothing, and so are never open."""
_UNTOUCHED: Final = frozenset(
    {"pre", "script", "style", "svg", "math", "textarea", "object", "audio", "video", "select", "iframe"}
)
"""Elements in which a line break is none of the text's, or is one already."""
_NO_PARAGRAPHS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "dt", "summary", "legend", "caption", "figcaption"})
"""Blocks that hold words and no paragraphs: a blank line in them is a line break."""
_CARRIED: Final = frozenset(
    {
        "a", "abbr", "b", "big", "cite", "code", "del", "em", "font", "i", "ins", "kbd", "mark", "q", "s", "small",
        "span", "strike", "strong", "sub", "sup", "tt", "u",
    }
)  # fmt: skip
"""Elements that go on where a paragraph ends: they are closed there, and begun again in the next one."""
_MOST_CARRIED: Final = 8
_NO_LINKS: Final = _UNTOUCHED | {"a", "code"}
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"\[\]]+", re.IGNORECASE)
_BR: Final = "<br />"


@frozen
class _Piece:
    """A tag, an element that is not touched, or a text.

    Args:
        text: What stands there.
        name: The name of the element; empty for a text.
        is_end: Whether the element ends there.
    """

    text: str = field(repr=False)
    name: str = ""
    is_end: bool = False


def paragraphs(html: str) -> str:
    r"""Return the HTML of a classic post with its paragraphs.

    >>> paragraphs("She rang.\nTwice.\n\nI <em>did</em> not.")
    '<p>She rang.<br />\nTwice.</p>\n<p>I <em>did</em> not.</p>'
    >>> paragraphs("<ul>\n<li>tea</li>\n</ul>\nafter")
    '<ul><li>tea</li></ul><p>after</p>'
    """
    writer = _Writer()
    for piece in _whole(_pieces(html)):
        if not piece.name:
            writer.text(piece.text)
        elif piece.name == "br":
            writer.line_break()
        elif piece.name in _BLOCKS:
            writer.block(piece)
        else:
            writer.inline(piece)
    writer.flush()
    return "".join(writer.out)


def with_links(html: str) -> str:
    r"""Return HTML in which each address that has a line, or a block, to itself is a link.

    >>> with_links("Listen:\nhttps://example.org/rain\nTwice.")
    'Listen:\n<a href="https://example.org/rain">https://example.org/rain</a>\nTwice.'
    """
    if "://" not in html:
        return html
    found: list[str] = []
    known = list(_pieces(html))
    closed: Counter[str] = Counter(piece.name for piece in known if piece.is_end)
    inside = ""
    for n, piece in enumerate(known):
        if inside:
            found.append(piece.text)
            closed[piece.name] -= piece.is_end
            inside = "" if piece.is_end and piece.name == inside else inside
        elif piece.name:
            found.append(piece.text)
            closed[piece.name] -= piece.is_end
            inside = piece.name if piece.name in _NO_LINKS and not piece.is_end and closed[piece.name] else ""
        elif "://" in piece.text:
            begins = n == 0 or known[n - 1].name in _BLOCKS
            ends = n == len(known) - 1 or known[n + 1].name in _BLOCKS
            found.append(_linked(piece.text, begins=begins, ends=ends))
        else:
            found.append(piece.text)
    return "".join(found)


def link(address: str) -> str:
    """Return the HTML of a link that shows its address. The address is HTML already."""
    return f'<a href="{address}">{address}</a>'


def _linked(text: str, *, begins: bool, ends: bool) -> str:
    lines = text.split("\n")
    last = len(lines) - 1
    for n, line in enumerate(lines):
        has_its_line = (n > 0 or begins) and (n < last or ends)
        address = line.strip() if has_its_line and "://" in line else ""
        if address and _ADDRESS.fullmatch(address):
            lines[n] = line.replace(address, link(address), 1)
    return "\n".join(lines)


def _pieces(html: str) -> Iterator[_Piece]:
    """Take HTML apart into tags and what stands between them."""
    end = 0
    for tag in _TAG.finditer(html):
        if tag.start() > end:
            yield _Piece(html[end : tag.start()])
        end = tag.end()
        yield _Piece(tag[0], tag["name"].lower(), tag["end"] == "/")
    if end < len(html):
        yield _Piece(html[end:])


def _whole(found: Iterator[_Piece]) -> Iterator[_Piece]:
    """Put together again what is not touched: such an element is one piece, if it ends somewhere."""
    known = list(found)
    closed: Counter[str] = Counter(piece.name for piece in known if piece.is_end)
    begin: int | None = None
    for n, piece in enumerate(known):
        closed[piece.name] -= piece.is_end
        if begin is None and piece.name in _UNTOUCHED and not piece.is_end and closed[piece.name]:
            begin = n
        if begin is None:
            yield piece
        elif piece.is_end and piece.name == known[begin].name:
            yield _Piece("".join(one.text for one in known[begin : n + 1]), piece.name, is_end=True)
            begin = None


@define
class _Writer:
    """Writes paragraphs one after the other."""

    out: list[str] = field(factory=list[str])
    chunk: list[_Piece] = field(factory=list[_Piece])
    """What will stand in the next paragraph."""
    paragraph: str = ""
    """The tag of the paragraph that the text itself has begun."""
    open_: list[str] = field(factory=list[str])
    begins_a_block: bool = False
    _are_open: Counter[str] = field(factory=Counter[str])
    _carried: list[_Piece] = field(factory=list[_Piece])

    def inline(self, tag: _Piece) -> None:
        self.chunk.append(tag)
        if tag.name in _CARRIED and not tag.text.endswith("/>"):
            if not tag.is_end:
                self._carried = [*self._carried[-_MOST_CARRIED + 1 :], tag]
            elif any(one.name == tag.name for one in self._carried):
                while self._carried.pop().name != tag.name:
                    pass

    def text(self, text: str) -> None:
        lines = text.split("\n")
        blank = 0
        for n, line in enumerate(lines):
            if n and not line.strip() and n < len(lines) - 1:
                blank += 1
                continue
            if blank:
                self._end_of_paragraph()
                blank = 0
            elif n:
                self.chunk.append(_Piece("\n"))
            if line:
                self.chunk.append(_Piece(line))

    def line_break(self) -> None:
        before = next((place for place in range(len(self.chunk) - 1, -1, -1) if self.chunk[place].text.strip()), None)
        if before is not None and self.chunk[before].name == "br":
            del self.chunk[before:]
            self._end_of_paragraph()
        else:
            self.chunk.append(_Piece(_BR, "br"))

    def block(self, tag: _Piece) -> None:
        is_whole = tag.name in _UNTOUCHED and tag.is_end
        self.flush(ends_a_block=tag.is_end and not is_whole)
        if tag.name == "p":
            self.paragraph = "" if tag.is_end else tag.text
            return
        self.paragraph = ""
        self.out.append(tag.text)
        if is_whole or tag.name in _EMPTY:
            self.begins_a_block = False
        elif tag.is_end:
            self._close(tag.name)
            self.begins_a_block = False
        else:
            self.open_.append(tag.name)
            self._are_open[tag.name] += 1
            self.begins_a_block = True

    def _close(self, name: str) -> None:
        while self._are_open[name]:
            closed = self.open_.pop()
            self._are_open[closed] -= 1
            if closed == name:
                return

    def _end_of_paragraph(self) -> None:
        if self.open_ and self.open_[-1] in _NO_PARAGRAPHS:
            self.chunk.append(_Piece(_BR, "br"))
        else:
            self.flush(is_blank_line=True)

    def flush(self, *, ends_a_block: bool = False, is_blank_line: bool = False) -> None:
        """Write the paragraph that has come together, unless nothing is in it."""
        html = _joined(self.chunk) + "".join(f"</{tag.name}>" for tag in reversed(self._carried))
        is_empty = all(piece.name in _CARRIED or not piece.text.strip() for piece in self.chunk)
        self.chunk = [*self._carried]
        if is_empty:
            return
        has_no_paragraphs = bool(self.open_) and self.open_[-1] in _NO_PARAGRAPHS
        stands_alone = self.begins_a_block and not is_blank_line and (ends_a_block or self.open_[-1] == "li")
        if has_no_paragraphs or (stands_alone and not self.paragraph):
            self.out.append(html)
        else:
            newline = "\n" if self.out and self.out[-1].endswith("</p>") else ""
            self.out.append(f"{newline}{self.paragraph or '<p>'}{html}</p>")
        self.begins_a_block = False
        self.paragraph = ""


def _joined(chunk: list[_Piece]) -> str:
    """Return the HTML of a paragraph: without what is blank at its edges, and with a ``<br>`` where a line ends."""
    begin, end = 0, len(chunk)
    while begin < end and not chunk[begin].text.strip():
        begin += 1
    while end > begin and not chunk[end - 1].text.strip():
        end -= 1
    found: list[str] = []
    after_a_break = False
    for piece in chunk[begin:end]:
        if piece.text == "\n" and not piece.name:
            if found and not after_a_break:
                found[-1] = found[-1].rstrip()
                found.append(_BR)
            found.append("\n")
            after_a_break = False
        else:
            text = piece.text.lstrip() if found and found[-1] == "\n" and not piece.name else piece.text
            after_a_break = piece.name == "br" or (after_a_break and not text.strip())
            found.append(text)
    return "".join(found).strip()
