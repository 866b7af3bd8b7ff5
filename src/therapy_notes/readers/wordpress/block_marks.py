r"""The marks inside the text of a WordPress post that nobody sees: of blocks, of the fold, and comments in the HTML.

A post of the block editor is HTML between marks such as ``<!-- wp:paragraph {"dropCap":true} -->``. The marks go and what
stands between them stays, but for two kinds of block that are nothing but a mark: one that shows a reusable text, whose
number it tells, and one for which a program writes the HTML anew each time.
"""

import json
import re
from collections.abc import Callable
from typing import Final, cast

from attrs import define, field, frozen

MOST_OF_REUSED: Final = 1_000_000
"""How many characters of reusable text may come into one post."""
_DEEPEST: Final = 8

_EMPTY_COMMENT: Final = re.compile(r"<!---?>")
_END: Final = re.compile(r"--!?>")
_BLOCK: Final = re.compile(r"\s*+(?P<end>/)?wp:(?P<name>[a-z][a-z0-9_/-]*+)(?P<rest>.*)", re.DOTALL)
_IS_A_BLOCK: Final = re.compile(r"<!--\s*+/?wp:")
_REUSED: Final = frozenset({"block", "core/block"})
_PAGE_BREAKS: Final = frozenset({"nextpage", "noteaser"})
_OF_WORD: Final = re.compile(r"\s*+\[(?:if|endif)|\s*+(?:Start|End)Fragment|\[endif\]")


@frozen
class Marked:
    """A text without its marks, and what stood in them.

    Args:
        html: The text.
        has_blocks: Whether it comes from the block editor, so that its paragraphs are marked already.
        more: What the link at the fold said, if it was not the usual.
        comments: What stood in comments.
        made_blocks: The marks of blocks for which a program writes the HTML.
        missing: How many reusable texts are not there, or are more than may come in.
    """

    html: str = field(repr=False)
    has_blocks: bool
    more: str = field(default="", repr=False)
    comments: tuple[str, ...] = field(default=(), repr=False)
    made_blocks: tuple[str, ...] = field(default=(), repr=False)
    missing: int = 0


def has_blocks(text: str) -> bool:
    """Whether a text comes from the block editor."""
    return "<!--" in text and _IS_A_BLOCK.search(text) is not None


def shows_others(text: str) -> bool:
    """Whether a text may show a reusable one."""
    return "wp:block " in text or "wp:core/block " in text


def without_marks(text: str, reusable: Callable[[str], str | None]) -> Marked:
    r"""Return a text without its marks.

    Args:
        text: The text of a post.
        reusable: Gives the reusable text of a number, or None.

    >>> marked = without_marks('<!-- wp:paragraph --><p>Rain.</p><!-- /wp:paragraph --><!-- wp:block {"ref":7} /-->',
    ...                        {"7": "<p>As ever.</p>"}.get)
    >>> marked.html
    '<p>Rain.</p><p>As ever.</p>'
    >>> without_marks("So far.<!--more Go on-->\nAnd <!-- her name! --> then", {}.get).more
    'Go on'
    """
    if "<!--" not in text:
        return Marked(text, has_blocks=False)
    taker = _Taker(reusable, is_classic=not has_blocks(text))
    html = taker.taken(text)
    return Marked(
        html,
        has_blocks=not taker.is_classic,
        more=taker.more,
        comments=tuple(taker.comments),
        made_blocks=tuple(taker.made_blocks),
        missing=taker.missing,
    )


@define
class _Taker:
    """Takes the marks out of one post, and out of the reusable texts that it shows."""

    reusable: Callable[[str], str | None]
    is_classic: bool
    more: str = ""
    comments: list[str] = field(factory=list[str])
    made_blocks: list[str] = field(factory=list[str])
    missing: int = 0
    _reused: int = 0
    _shown: list[str] = field(factory=list[str])
    """The numbers of the reusable texts in which we are."""

    def taken(self, text: str) -> str:
        found: list[str] = []
        end = 0
        while (begin := text.find("<!--", end)) >= 0:
            close = _EMPTY_COMMENT.match(text, begin) or _END.search(text, begin + 4)
            if close is None:
                break
            found += text[end:begin], self._instead(text[begin + 4 : close.start()])
            end = close.end()
        # A comment that does not end would hide the rest of the text: its beginning is shown as what it is.
        found.append(text[end:].replace("<!--", "&lt;!--"))
        return "".join(found)

    def _instead(self, text: str) -> str:
        """Return what stands in the place of a mark."""
        block = _BLOCK.fullmatch(text)
        if block:
            return "" if block["end"] else self._block(block["name"], block["rest"].strip(), text.strip())
        if text == "more" or text.startswith("more "):
            self.more = self.more or text[5:].strip()
        elif text.strip() not in _PAGE_BREAKS:
            if text.strip() and not _OF_WORD.match(text):
                self.comments.append(text.strip())
            return ""
        return "\n\n" if self.is_classic else ""

    def _block(self, name: str, rest: str, mark: str) -> str:
        if not rest.endswith("/"):
            return ""
        if name not in _REUSED:
            self.made_blocks.append(mark)
            return ""
        number = _number(rest[:-1])
        text = self.reusable(number) if number and number not in self._shown and len(self._shown) < _DEEPEST else None
        if text is None or self._reused + len(text) > MOST_OF_REUSED:
            self.missing += 1
            self._reused += 100  # or a short text that names many others would be gone through without end
            return ""
        self._reused += len(text) + 100
        self._shown.append(number)
        html = self.taken(text)
        self._shown.pop()
        return html


def _number(attributes: str) -> str:
    """Return which reusable text is meant, or nothing."""
    try:
        found = json.loads(attributes)
    except (ValueError, RecursionError):
        return ""
    number = cast("dict[str, object]", found).get("ref") if isinstance(found, dict) else None
    return str(number) if isinstance(number, int | str) and not isinstance(number, bool) else ""
