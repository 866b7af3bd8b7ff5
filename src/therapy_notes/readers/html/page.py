"""HTML as a parser hands it over, element by element, until it is Markdown."""

import re
from collections.abc import Mapping
from typing import Final

from attrs import define, field

from .addresses import address_of
from .blocks import Container, heading, joined, listed, preformatted, quoted, tabulated
from .paragraphs import Paragraph, escaped_in_link
from .tags import BLOCKS, CODE, FILMS, HEADINGS, LISTS, MARKS, NESTED, PREFORMATTED, UNSEEN

EMPHASIS: Final = "emphasis: "
"""How a comment begins that stands for the beginning or the end of emphasis: a tree has none that overlaps."""

_SPACES: Final = re.compile("[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")
_DEEPEST: Final = 12
"""How many lists, quotes and tables may stand within each other. What is deeper stands in the last of them."""


@define(eq=False)
class Page:
    """HTML as a parser hands it over, until it is Markdown."""

    _text: list[str] = field(factory=list[str])
    _paragraph: Paragraph = field(factory=Paragraph)
    _open: list[Container] = field(factory=lambda: [Container("")])
    _marks: dict[str, int] = field(factory=lambda: dict.fromkeys(MARKS.values(), 0))  # how often each is open
    _links: list[bool] = field(factory=list[bool])  # of those that are open: whether it is a link in Markdown
    _blocks: list[bool] = field(factory=list[bool])  # of those that are open: whether it is a container
    _objects: list[tuple[str, int]] = field(factory=list[tuple[str, int]])  # their addresses, and what was seen before
    _is_in_link: bool = False
    _code: int = 0
    _headings: int = 0
    _unseen: int = 0
    _in_film: int = 0

    def markdown(self) -> str:
        """All that was read."""
        self._end_paragraph()
        return joined(self._open[0].blocks)

    # What the parser calls.

    def data(self, text: str) -> None:
        """Read a piece of text."""
        if not self._unseen:
            self._text.append(text)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Read the beginning of an element."""
        if self._unseen or tag in UNSEEN:
            self._unseen += 1
            return
        if self._text:
            self._write_text()
        if self._in_film:
            self._in_film += 1
        if tag in MARKS:
            self._start_mark(MARKS[tag])
        elif tag in BLOCKS:
            self._start_block(tag, attributes)
        elif tag == "a":
            self._start_link(address_of(attributes.get("href")))
        elif tag == "br":
            self._break_line()
        elif tag == "img":
            self._write_picture(attributes)
        elif tag in CODE:
            self._code += 1
        elif tag == "input":
            if attributes.get("type", "").strip().lower() == "checkbox":
                self._mark_up()
                self._paragraph.add_markdown("[x]" if "checked" in attributes else "[ ]")
                self._paragraph.add_text(" ")
        elif tag in FILMS:
            self._start_film(tag, attributes)

    def end(self, tag: str) -> None:
        """Read the end of an element."""
        if self._unseen:
            self._unseen -= 1
            return
        if self._text:
            self._write_text()
        if self._in_film:
            self._in_film -= 1
        if tag in MARKS:
            self._end_mark(MARKS[tag])
        elif tag in BLOCKS:
            self._end_block(tag)
        elif tag == "a":
            self._end_link()
        elif tag in CODE:
            self._code -= 1
        elif tag == "object":
            address, seen = self._objects.pop()
            if seen == self._paragraph.seen:
                self._write_address(address)

    def comment(self, text: str) -> None:
        """Read a comment: nobody sees one, but emphasis has become such."""
        if self._unseen or not text.startswith(EMPHASIS):
            return
        mark = text.removeprefix(EMPHASIS)
        if self._text:
            self._write_text()
        if mark in self._marks:
            self._start_mark(mark)
        elif mark.removeprefix("/") in self._marks:
            self._end_mark(mark.removeprefix("/"))

    # Words and marks.

    def _write_text(self) -> None:
        text = "".join(self._text)
        self._text.clear()
        if self._open[-1].tag == "pre" and not self._headings:
            self._write_lines(text.replace("\r\n", "\n").replace("\r", "\n"))
        elif self._code:
            self._paragraph.add_code(_SPACES.sub(" ", text))
        else:
            self._paragraph.add_text(_SPACES.sub(" ", text))

    def _write_lines(self, text: str) -> None:
        raw = self._open[-1].raw
        for place, line in enumerate(text.split("\n")):
            if place:
                self._break_line()
            is_start = place or not raw or raw[-1] == "\n"
            raw.append(line)
            indent = len(line) - len(line.lstrip(" ")) if is_start else 0
            self._paragraph.add_text("\xa0" * indent + _SPACES.sub(" ", line[indent:]))

    def _mark_up(self) -> None:
        self._open[-1].is_plain = self._open[-1].is_plain and self._open[-1].tag != "pre"

    def _start_mark(self, mark: str) -> None:
        self._mark_up()
        self._marks[mark] += 1
        if self._marks[mark] == 1:
            self._paragraph.begin_mark(mark)

    def _end_mark(self, mark: str) -> None:
        if self._marks[mark] == 1:
            self._paragraph.end_mark(mark)
        self._marks[mark] = max(0, self._marks[mark] - 1)

    def _start_link(self, address: str) -> None:
        is_link = bool(address) and not self._is_in_link
        self._links.append(is_link)
        if is_link:
            self._is_in_link = True
            self._mark_up()
            self._paragraph.begin_mark("[", address)

    def _end_link(self) -> None:
        if self._links.pop():
            self._is_in_link = False
            self._paragraph.end_mark("[")

    def _break_line(self) -> None:
        if self._headings:
            self._paragraph.add_text(" ")
            return
        if self._open[-1].tag == "pre":
            self._open[-1].raw.append("\n")
        self._open[-1].add(self._paragraph.break_line(), is_paragraph=True)

    def _write_picture(self, attributes: Mapping[str, str]) -> None:
        alt = " ".join(attributes.get("alt", "").split())
        names = ("src", "data-src", "data-lazy-src", "data-original")
        address = next(filter(None, (address_of(attributes.get(name)) for name in names)), "")
        self._mark_up()
        if address:
            self._paragraph.add_markdown(f"![{escaped_in_link(alt)}]({address})")
        else:
            self._paragraph.add_text(alt)

    def _start_film(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "object":
            self._objects.append((attributes.get("data", ""), self._paragraph.seen))
            return
        if tag == "source" and self._in_film != 2:
            return
        is_found = self._write_address(attributes.get("src") or attributes.get("data-src") or "")
        if tag == "source" and is_found:
            self._unseen, self._in_film = self._in_film, 0  # what else is in a film is for browsers that cannot show it
        elif tag == "iframe" or (tag in {"audio", "video"} and is_found):
            self._unseen, self._in_film = 1, max(0, self._in_film - 1)
        elif tag in {"audio", "video"}:
            self._in_film = self._in_film or 1

    def _write_address(self, shown: str) -> bool:
        address, shown = address_of(shown), shown.strip()
        if address:
            self._mark_up()
            self._paragraph.add_text(" ")
            self._start_link(address)
            self._paragraph.add_text(_SPACES.sub(" ", shown))
            self._end_link()
            self._paragraph.add_text(" ")
        return bool(address)

    # Blocks.

    def _end_paragraph(self) -> None:
        if self._text:
            self._write_text()
        if self._headings:
            self._paragraph.add_text(" ")
        else:
            self._open[-1].add(self._paragraph.end(), is_paragraph=True)

    def _start_block(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._end_paragraph()
        if tag == "dt":
            self._start_mark("**")
        elif tag in HEADINGS:
            self._headings += 1
            self._paragraph.at_the_margin = False
        elif tag == "thead" and self._open[-1].tag == "table":
            self._open[-1].is_head = True
        elif tag == "hr" and not self._headings:
            self._open[-1].add(["***"])
        is_container = not self._headings and self._may_hold(tag)
        self._blocks.append(is_container)
        if is_container:
            is_head = tag == "tr" and self._open[-1].is_head
            kind = "pre" if tag in PREFORMATTED else tag
            self._open.append(Container(kind, dict(attributes), is_head=is_head, marks=dict(self._marks)))

    def _may_hold(self, tag: str) -> bool:
        around = self._open[-1].tag
        match tag:
            case "li":
                return around in LISTS
            case "tr":
                return around == "table"
            case "td" | "th":
                return around == "tr"
            case "pre" | "xmp" | "listing" | "plaintext":
                return around != "pre"
            case "blockquote" | "ul" | "ol" | "menu" | "dir" | "table":
                return sum(container.tag in NESTED for container in self._open) < _DEEPEST
            case _:
                return False

    def _end_block(self, tag: str) -> None:
        if tag == "dt":
            self._end_mark("**")
        if tag in HEADINGS:
            self._headings -= 1
        if tag in HEADINGS and not self._headings:
            self._open[-1].add(heading(line, HEADINGS[tag]) for line in self._paragraph.end())
            self._paragraph.at_the_margin = True
        else:
            self._end_paragraph()
        if self._blocks.pop():
            self._finish(self._open.pop(), self._open[-1])
        elif tag == "thead":
            self._open[-1].is_head = False

    def _finish(self, container: Container, around: Container) -> None:
        match container.tag:
            case "td" | "th":
                for mark, count in container.marks.items():  # emphasis that is not ended ends with the cell
                    for _ in range(self._marks[mark] - count):
                        self._end_mark(mark)
                around.held.append(container)
            case "li" | "tr":
                around.held.append(container)
            case "blockquote":
                around.add(quoted(container))
            case "pre":
                around.add(preformatted(container))
            case "table":
                around.add(tabulated(container))
            case _:
                around.add(listed(container))
