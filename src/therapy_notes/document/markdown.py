r"""A client's Markdown becomes blocks, and nothing that was written is lost on the way.

CommonMark says what an author *meant*, but a diary is not written to a specification. What CommonMark would hide stays
visible: raw HTML is text, a link definition (``[2021-03-28]: anger``) is text, a link that is not for following shows
its address in parentheses, and a link's title stands beside it.

One parser, markdown-it-py, decides what is markup. Text that can hold no markup never reaches it.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from attrs import field, frozen

from therapy_notes.document.tree import (
    Block,
    Blocks,
    Code,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    Listing,
    Paragraph,
    Quote,
    Rule,
    Text,
)
from therapy_notes.text import visible, web_address, with_directions_closed

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token


def blocks(text: str, *, below: int = 0) -> Blocks:
    r"""Return the blocks of a Markdown text. Its headings stand ``below`` so many levels of the document around it.

    >>> heading, paragraph = blocks("# Tuesday\n\nI *did* ring.", below=2)
    >>> heading.level, [run.text for run in paragraph.content]
    (3, ['I ', 'did', ' ring.'])
    """
    shown = with_directions_closed(visible(text))
    if _is_too_deep(shown):
        return (Code(shown),)
    return tuple(_blocks(shown, below))


def inlines(text: str) -> Inlines:
    """Return the inlines of a short text that may hold Markdown marks, but no blocks.

    >>> [(run.text, run.strong) for run in inlines("1. so **tired**")]
    [('1. so ', False), ('tired', True)]
    """
    shown = with_directions_closed(visible(text))
    if not _INLINE_MARKUP.search(shown):
        return _without_markup(shown)
    found = _simply_marked(shown)
    return _parsed(shown) if found is None else found


def plain(text: str) -> Inlines:
    r"""Return the inlines of a text that is not Markdown: what was typed, line by line.

    >>> plain("2 * 3 * 4")[0].text
    '2 * 3 * 4'
    """
    return tuple(_lines(with_directions_closed(visible(text))))


# Blocks. A text falls into pieces at its blank lines. A piece in which no line begins like a block is a paragraph: it
# begins at the margin after a blank line, so every list and quote before it has ended, and no fence is open, because a
# text with fences is one piece. The other pieces are for the parser, neighbours together.

_DEEPEST = 80
_DEEP = re.compile(rf"^(?: {{1,2}}+|> ?+|[-+*](?= ) ?+|[0-9]{{1,9}}+[.)](?= ) ?+){{{_DEEPEST},}}+", re.MULTILINE)
_FENCE = re.compile("```|~~~")
_BLANK_LINES = re.compile(r"(\n(?:[ \t]*\n)+)")
_BLOCK_START = re.compile(
    r"^(?:[ \t>]|#{1,6}(?:[ \t]|$)|[-+*](?:[ \t]|$)|[-_*=][-_*= \t]*$|[0-9]{1,9}[.)](?:[ \t]|$))", re.MULTILINE
)
_SPACES = " \t\n\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"


def _is_too_deep(text: str) -> bool:
    """Whether lists and quotes may be nested deeper than any person means, or than parser and writers can follow."""
    return _DEEP.search(text.expandtabs(4) if "\t" in text else text) is not None


def _blocks(text: str, below: int) -> Iterator[Block]:
    parts = [text] if _FENCE.search(text) else _BLANK_LINES.split(text)
    pieces = zip(parts[::2], [*parts[1::2], ""], strict=True)
    for is_markup, neighbours in groupby(pieces, key=_may_hold_blocks):
        if is_markup:
            markup = "".join(piece + blank_lines for piece, blank_lines in neighbours)
            yield from _simple_blocks(markup.rstrip("\n")) or _tree(markup, below)
        else:
            contents = (inlines(piece.strip(_SPACES)) for piece, _ in neighbours)
            yield from (Paragraph(content) for content in contents if content)


def _may_hold_blocks(piece: tuple[str, str]) -> bool:
    return _BLOCK_START.search(piece[0]) is not None or _FENCE.search(piece[0]) is not None


@frozen
class _OpenList:
    """A list whose end has not been reached, with the number that was typed before each item."""

    numbers: list[int] = field(factory=list[int])
    items: list[Blocks] = field(factory=list[Blocks])

    def ordered(self) -> Iterator[Listing]:
        """One list, or several: CommonMark counts on from the first number, but a number that was typed is a word."""
        jumps = (place for place, (one, next_) in enumerate(pairwise(self.numbers), 1) if next_ - one not in {0, 1})
        for begin, end in pairwise((0, *jumps, len(self.numbers))):
            yield Listing("ordered", tuple(self.items[begin:end]), self.numbers[begin])


# A list of one-line items and a quote of one paragraph, whose lines all begin with a letter, can be read off as well.

_SIMPLE_LIST = re.compile(r"(?P<sign>[-+*]) [^\W\d_].*(?:\n(?P=sign) [^\W\d_].*)*")
_SIMPLE_NUMBERS = re.compile(r"[0-9]{1,9}(?P<sign>[.)]) [^\W\d_].*(?:\n[0-9]{1,9}(?P=sign) [^\W\d_].*)*")
_SIMPLE_QUOTE = re.compile(r"> [^\W\d_].*(?:\n> [^\W\d_].*)*")


def _simple_blocks(text: str) -> Blocks:
    if _SIMPLE_LIST.fullmatch(text):
        return (Listing("bullet", tuple(_item(line[2:]) for line in text.split("\n"))),)
    if _SIMPLE_QUOTE.fullmatch(text):
        return (Quote(_item("\n".join(line[2:] for line in text.split("\n")))),)
    if match := _SIMPLE_NUMBERS.fullmatch(text):
        lines = [line.split(f"{match['sign']} ", 1) for line in text.split("\n")]
        return tuple(_OpenList([int(number) for number, _ in lines], [_item(words) for _, words in lines]).ordered())
    return ()


def _item(text: str) -> Blocks:
    return (Paragraph(inlines(text.strip(_SPACES))),)


def _tree(text: str, below: int) -> list[Block]:
    open_blocks: list[list[Block]] = [[]]
    open_lists: list[_OpenList] = []
    level: int | None = None
    for token in _block_tokens(text):
        match token.type:
            case "inline":
                open_blocks[-1].extend(_words(token, level))
                level = None
            case "heading_open":
                level = min(6, below + int(token.tag[1:]))
            case "bullet_list_open" | "ordered_list_open":
                open_lists.append(_OpenList())
            case "list_item_open":
                open_lists[-1].numbers.append(int(token.info or 1))
                open_blocks.append([])
            case "list_item_close":
                open_lists[-1].items.append(tuple(open_blocks.pop()))
            case "bullet_list_close":
                open_blocks[-1].append(Listing("bullet", tuple(open_lists.pop().items)))
            case "ordered_list_close":
                open_blocks[-1].extend(open_lists.pop().ordered())
            case "blockquote_open":
                open_blocks.append([])
            case "blockquote_close":
                quoted = tuple(open_blocks.pop())
                open_blocks[-1].append(Quote(quoted))
            case "fence" | "code_block" | "hr":
                open_blocks[-1].append(Rule() if token.type == "hr" else Code(_code(token)))
            case _:
                pass
    return open_blocks[0]


def _words(token: "Token", level: int | None) -> Blocks:
    content = inlines(token.content)
    if level is not None:
        return (Heading(level, content),)
    return (Paragraph(content),) if content else ()


def _code(token: "Token") -> str:
    """The text of a code block, under what was written beside its opening fence."""
    content = token.content.removesuffix("\n")
    beside = visible(token.info).strip()
    return f"{beside}\n{content}" if beside else content


# Inlines. The tokens of a paragraph become pieces of text with their marks; a line that ends is the piece "\n".


class _Marks(NamedTuple):
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    strike: bool = False
    link: str | None = None


_INLINE_MARKUP = re.compile(r"[\\`*_~\[<&]")
_LINE_END = re.compile(r" *\n[ \t]*")


def _lines(text: str, marks: _Marks = _Marks()) -> Iterator[Inline]:  # noqa: B008
    head, *tail = text.split("\n")
    if head:
        yield Text(head, *marks)
    for line in tail:
        yield LineBreak()
        if line:
            yield Text(line, *marks)


def _without_markup(text: str) -> Inlines:
    """What the parser would find in a text that has none of its signs."""
    if "\n" not in text:
        return (Text(text),) if text else ()
    return tuple(_lines(_LINE_END.sub("\n", text)))


# Most marks in a diary are a word or two in emphasis, and here and there a link. Where a text has only such marks, each
# closed before the next is opened, with no second sign inside and none that could open as well as close, they can be
# read off. Tests hold this against the parser; without it, everything is the same but slower.

_SIMPLE_MARK = re.compile(
    r"""(?P<sign>[*_\[])
    (?: (?<=\[) (?P<label>[^\n\\`*_~\[\]<&!]+) \]
        \( (?P<address>https?://[a-z0-9.-]+(?:/[A-Za-z0-9._/-]*)?) \)
      | (?<!\[) (?P<twice>(?P=sign)?) (?P<words>[^\W_](?:[^\n\\`*_~\[\]<&]*[^\W_])?) (?P=sign)(?P=twice)
        (?![^ \n.,;:!?)"'”’»…—–-])
    )""",
    re.VERBOSE,
)
_BEFORE_MARK = frozenset(" \n(\"'“‘„«—–-")


def _simply_marked(text: str) -> Inlines | None:
    shown = _LINE_END.sub("\n", text)
    found: list[Inline] = []
    end = 0
    for match in _SIMPLE_MARK.finditer(shown):
        begin = match.start()
        between = shown[end:begin]
        _, label, address, twice, words = match.groups()
        if (begin and shown[begin - 1] not in _BEFORE_MARK) or _INLINE_MARKUP.search(between):
            return None
        found.extend(_lines(between))
        found.append(Text(label, link=address) if label else Text(words, strong=twice != "", emphasis=twice == ""))
        end = match.end()
    rest = shown[end:]
    if end == 0 or _INLINE_MARKUP.search(rest):
        return None
    return (*found, *_lines(rest))


_Piece: TypeAlias = tuple[_Marks, str]


def _parsed(text: str) -> Inlines:
    return tuple(
        inline
        for marks, pieces in groupby(_pieces(_inline_tokens(text)), key=itemgetter(0))
        for inline in _lines(visible("".join(piece for _, piece in pieces)), marks)
    )


def _pieces(tokens: Iterable["Token"]) -> list[_Piece]:
    pieces: list[_Piece] = []
    marks = _Marks()
    depth = {"strong": 0, "em": 0, "s": 0}
    link: tuple[Token, int] | None = None
    for token in tokens:
        match token.type:
            case "text" | "text_special":
                if token.content:
                    pieces.append((marks, token.content))
            case "softbreak" | "hardbreak":
                # People who keep a diary end a line because they mean to.
                pieces.append((marks, "\n"))
            case "code_inline":
                pieces.append((marks._replace(code=True), token.content))
            case "strong_open" | "em_open" | "s_open" | "strong_close" | "em_close" | "s_close":
                depth[token.tag] += token.nesting
                marks = _Marks(strong=depth["strong"] > 0, emphasis=depth["em"] > 0, strike=depth["s"] > 0)
            case "link_open":
                link = token, len(pieces)
            case "link_close" if link is not None:
                opening, begins = link
                pieces[begins:] = _linked(pieces[begins:], opening, marks)
            case "image":
                pieces += _linked(_pieces(token.children or ()), token, marks)
            case _:
                pass
    return pieces


def _linked(inside: list[_Piece], token: "Token", marks: _Marks) -> list[_Piece]:
    """The pieces inside a link or picture, led to its address, with what would else be lost beside them."""
    address = str(token.attrs.get("href") or token.attrs.get("src") or "")
    title = str(token.attrs.get("title") or "")
    spelled = _markdown().normalizeLinkText(address)
    inside = inside or [(marks, spelled)]
    beside: list[str] = []
    if web_address(address) and any(own.link is None for own, _ in inside):
        inside = [(own if own.link else own._replace(link=address), text) for own, text in inside]
    elif token.markup != "autolink" and spelled != "".join(text for _, text in inside):
        beside.append(spelled)
    if title:
        beside.append(title)
    return [*inside, (marks, f" ({'; '.join(beside)})")] if beside else inside


# The parser, in two halves with limits of their own: a block that is nested too deep for the block rules is dropped,
# brackets that are nested too deep for the inline rules are only text.

_ENDS_TEXT = re.compile(r"[\n\\`*_~\[\]<&]|!(?=\[)")


@cache
def _markdown(deepest: int = 40) -> "MarkdownIt":
    from markdown_it import MarkdownIt  # noqa: PLC0415  (importing this package loads no parser)

    markdown = MarkdownIt("commonmark", {"html": False, "maxNesting": deepest})
    markdown.enable("strikethrough").disable(["html_block", "html_inline", "reference"])
    markdown.inline.ruler.at("text", _text_rule)
    return markdown


def _text_rule(state: "StateInline", silent: bool) -> bool:
    """Take all text up to the next sign that one of the enabled rules looks at."""
    found = _ENDS_TEXT.search(state.src, state.pos)
    end = found.start() if found else state.posMax
    if end == state.pos:
        return False
    if not silent:
        state.pending += state.src[state.pos : end]
    state.pos = end
    return True


def _block_tokens(text: str) -> list["Token"]:
    tokens: list[Token] = []
    markdown = _markdown(4 * _DEEPEST)
    markdown.block.parse(text, markdown, {}, tokens)
    return tokens


def _inline_tokens(text: str) -> list["Token"]:
    markdown = _markdown()
    return markdown.inline.parse(text, markdown, {}, [])
