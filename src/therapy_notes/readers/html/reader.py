r"""HTML of blog posts, comments and notes becomes Markdown that shows the same words.

lxml reads, and what it reads is written down at once: text and marks into the paragraph that is being put together, and
finished blocks into the list, the quote or the table that is open around them. What Markdown takes for a mark depends on
what stands beside it, so a paragraph is written when it is complete.

Nothing is fetched. A film, a sound or a page within the page becomes a link to its address. What a browser does not show
(scripts, styles, templates, the head of a page) is left out, and so is an address that would run something.
"""

import re
from collections.abc import Mapping
from threading import local
from typing import Final

from attrs import define, field

from .page import EMPHASIS, Page
from .tags import BLOCKS, MARKS, UNSEEN

_ATTRIBUTES: Final = r"""(?:
    [\s/]++ | [^\s/>][^\s/>=]*+ (?: \s*+ = \s*+ (?: "[^"]*+(?:"|\Z) | '[^']*+(?:'|\Z) | [^\s>"'][^\s>]*+ )?+ )?+
)*+ (?: > | \Z )"""
_MARKED_UP: Final = re.compile(
    rf"""
      <!--(?: -?> | .*? (?: --!?> | \Z ))
    | <(?: [!?] | /(?![a-z]) )[^>]*+ (?: > | \Z )
    | <(?P<raw> script | style | textarea | title | xmp | iframe | noembed | noframes | plaintext )(?=[\s/>])
      {_ATTRIBUTES} .*? (?: </(?P=raw)(?=[\s/>]) | \Z )
    | <(?P<end>/?)(?: (?P<mark> {"|".join(MARKS)} )(?=[\s/>]) | [a-z][^\s/>]*+ ) {_ATTRIBUTES}
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_PAGE: Final = re.compile("<(?:html|head|body)[\\s>]", re.IGNORECASE)
_UNWRITABLE: Final = re.compile("[\x00\ud800-\udfff]")


def to_markdown(html: str) -> str:
    r"""Return Markdown that shows what this HTML shows.

    >>> to_markdown("<p>I <em>did</em> ring.<br>1. Nobody. <b>“Hm”</b>said I.</p><ul><li>2 * 3 * 4")
    'I *did* ring.  \n1\\. Nobody. **“Hm**”said I.\n\n- 2 * 3 * 4'
    """
    html = _writable(html)
    page = Page()
    if "<" in html or "&" in html:
        html = _MARKED_UP.sub(_mark_as_comment, html)
        # Without an element around them the parser would put the first words into a paragraph, and end it at the next one.
        _read(html if _PAGE.search(html) else f"<div>{html}", page)
    else:
        page.data(html)
    return page.markdown()


def text_of(html: str) -> str:
    """Return the words that this HTML shows, on one line: for titles and names.

    >>> text_of("Q &amp;amp; <em>A</em>"), text_of("I <3 you")
    ('Q &amp; A', 'I <3 you')
    """
    html = _writable(html)
    if "<" in html or "&" in html:
        words = _Words()
        _read(f"<div>{html}", words)
        html = "".join(words.found)
    return " ".join(html.split())


def _writable(html: str) -> str:
    """A browser leaves out NUL; half of a surrogate pair is nothing that can be written down."""
    return _UNWRITABLE.sub(lambda found: "\ufffd" if found[0] != "\0" else "", html)


def _mark_as_comment(found: re.Match[str]) -> str:
    """A browser shows emphasis up to its end, whatever else begins or ends in it; a tree has none that overlaps."""
    if not found["mark"]:
        return found[0]
    return f"<!--{EMPHASIS}{found['end']}{MARKS[found['mark'].lower()]}-->"


def _read(html: str, reader: "_Words | Page") -> None:
    thread = _of_this_thread
    thread.target.reader = reader
    try:
        thread.parser.feed(html)
        thread.parser.close()
    except BaseException:
        thread.renew()  # what it was in the middle of is not to stand before the next text
        raise


class _Target:
    """Hands on what a parser reads to whoever reads just now."""

    reader: "_Words | Page"

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.reader.start(tag, attributes)

    def end(self, tag: str) -> None:
        self.reader.end(tag)

    def data(self, text: str) -> None:
        self.reader.data(text)

    def comment(self, text: str) -> None:
        self.reader.comment(text)

    def close(self) -> None:
        """There is nothing left to do."""


class _OfThread(local):
    """The parser of a thread. To make one takes eight times as long as to read a comment with it."""

    def __init__(self) -> None:
        super().__init__()
        self.renew()

    def renew(self) -> None:
        from lxml.etree import HTMLParser  # noqa: PLC0415 - only who reads HTML pays for it

        self.target = _Target()
        # The stubs say that a target is given bytes as well; of HTML it is only given text.
        self.parser = HTMLParser(target=self.target)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


@define
class _Words:
    """The words of a text, as a parser hands them over."""

    found: list[str] = field(factory=list[str])
    _unseen: int = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if self._unseen or tag in UNSEEN or tag == "iframe":
            self._unseen += 1
        elif tag == "img":
            self.found.append(attributes.get("alt", ""))
        elif tag == "br" or tag in BLOCKS:
            self.found.append(" ")

    def end(self, tag: str) -> None:
        if self._unseen:
            self._unseen -= 1
        elif tag in BLOCKS:
            self.found.append(" ")

    def data(self, text: str) -> None:
        if not self._unseen:
            self.found.append(text)

    def comment(self, text: str) -> None:
        """Read a comment: nobody sees one."""


_of_this_thread: Final = _OfThread()
