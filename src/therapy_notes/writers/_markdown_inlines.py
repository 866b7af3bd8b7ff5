r"""Runs of text become Markdown that parses to the same runs.

A line is made of pieces: words, signs and code spans. Signs nest properly, so two of one kind never touch: strong is
``**``; emphasis is ``*``, or ``_`` in a line that has strong in it. CommonMark reads a sign by its neighbours; where a
letter is in the way, it is written as a character reference (``&#97;``), which counts as punctuation.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Literal, TypeAlias

from attrs import define, field, frozen

from therapy_notes.document.tree import Inlines, Text
from therapy_notes.writers._runs import lines


def markdown_lines(content: Inlines) -> list[str]:
    r"""Return the source of each line of a paragraph; none can be taken for the beginning of another block.

    >>> markdown_lines((Text("It's fine - really. Not "), Text("too", emphasis=True), Text(" bad.\n1. So")))
    ["It's fine - really. Not *too* bad.", '1\\. So']
    """
    sources = [_line(runs) for runs in lines(content)]
    while sources and not sources[-1]:
        del sources[-1]
    while sources and not sources[0]:
        del sources[0]
    return [_BLOCK_START.sub(_escaped_start, source, count=1) for source in sources]


def markdown_line(content: Inlines) -> str:
    r"""Return the source of a heading or a cell: one line, where a line that ends is a space.

    >>> markdown_line((Text("1. my\n"), Text("mother", strong=True)))
    '1. my **mother**'
    """
    return " ".join(source for runs in lines(content) if (source := _line(runs)))


_BLOCK_START = re.compile(
    r"\A(?:(?P<number>[0-9]{1,9})(?=[.)](?:[ \t]|\Z))"
    r"|#{1,6}(?=[ \t]|\Z)|>|[-+](?=[ \t]|\Z)|[-:|=][-:|= \t]*\Z)"
)


def _escaped_start(match: re.Match[str]) -> str:
    return f"{match[0]}\\" if match["number"] else f"\\{match[0]}"


# A line of runs becomes segments: words or code, each with its marks. Spaces at the edge of a run stand for themselves,
# because no sign may touch one; they keep the marks that both their neighbours have.

_Mark: TypeAlias = tuple[Literal["link", "strong", "emphasis", "strike"], str]
_NO_MARKS: frozenset[_Mark] = frozenset()


@frozen
class _Segment:
    text: str
    marks: frozenset[_Mark]
    is_code: bool = False

    @property
    def is_space(self) -> bool:
        return not self.is_code and self.text.isspace()


def _marks(run: Text) -> frozenset[_Mark]:
    flags: tuple[tuple[bool, _Mark], ...] = (
        (run.link is not None, ("link", run.link or "")),
        (run.strong, ("strong", "")),
        (run.emphasis, ("emphasis", "")),
        (run.strike, ("strike", "")),
    )
    return frozenset(mark for is_set, mark in flags if is_set)


def _segments(runs: Sequence[Text]) -> Iterator[_Segment]:
    spaces, before = "", _NO_MARKS
    for run in runs:
        marks = _marks(run)
        words = run.text if run.code else run.text.strip()
        if not words:
            spaces += run.text
            continue
        leading, trailing = ("", "") if run.code else run.text.split(words, 1)
        if spaces + leading:
            yield _Segment(spaces + leading, before & marks)
        yield _Segment(words, marks, run.code)
        spaces, before = trailing, marks
    if spaces:
        yield _Segment(spaces, _NO_MARKS)


# Segments become pieces: signs open and close as marks begin and end, those that last longest outside.


@define
class _Piece:
    source: str
    role: Literal["words", "code", "opens", "closes"] = field(default="words")


def _line(runs: Sequence[Text]) -> str:
    if len(runs) == 1 and not _marks(runs[0]) and not runs[0].code:
        return _edges_kept(_escaped(runs[0].text, in_link=False))
    pieces = list(_pieces(list(_segments(runs))))
    _give_room(pieces)
    return _edges_kept("".join(piece.source for piece in pieces))


def _pieces(segments: Sequence[_Segment]) -> Iterator[_Piece]:
    lasting = _lasting(segments)
    italic = "_" if any(("strong", "") in segment.marks for segment in segments) else "*"
    opened: list[_Mark] = []
    for segment, lasts in zip(segments, lasting, strict=True):
        kept = next((place for place, mark in enumerate(opened) if mark not in segment.marks), len(opened))
        while len(opened) > kept:
            yield _Piece(_sign(opened.pop(), italic, opens=False), "closes")
        begun = _NO_MARKS if segment.is_space else segment.marks.difference(opened)
        for mark in sorted(begun, key=lambda mark: (-lasts[mark], mark)):
            opened.append(mark)
            yield _Piece(_sign(mark, italic, opens=True), "opens")
        if segment.is_code:
            yield _Piece(_code_span(segment.text), "code")
        else:
            yield _Piece(_escaped(segment.text, in_link=any(kind == "link" for kind, _ in opened)))
    while opened:
        yield _Piece(_sign(opened.pop(), italic, opens=False), "closes")


def _lasting(segments: Sequence[_Segment]) -> list[dict[_Mark, int]]:
    """For each segment, how many segments from here on have each of its marks."""
    found: list[dict[_Mark, int]] = []
    later: dict[_Mark, int] = {}
    for segment in reversed(segments):
        later = {mark: later.get(mark, 0) + 1 for mark in segment.marks}
        found.append(later)
    return found[::-1]


def _sign(mark: _Mark, italic: str, *, opens: bool) -> str:
    kind, address = mark
    if kind == "link":
        return "[" if opens else f"]({_destination(address)})"
    return {"strong": "**", "emphasis": italic, "strike": "~~"}[kind]


def _destination(address: str) -> str:
    literal = _ENTITY.sub("&amp;", address)
    return f"<{literal}>" if re.search(r"[()]", literal) else literal


def _code_span(text: str) -> str:
    fence = "`" * (1 + max((len(ticks) for ticks in re.findall("`+", text)), default=0))
    is_padded = text[0] == "`" or text[-1] == "`" or (text[0] == text[-1] == " " and text.strip(" ") != "")
    return f"{fence} {text} {fence}" if is_padded else f"{fence}{text}{fence}"


# Characters. What needs no escape must need none either when the letter or space at the edge becomes a reference.

_ENTITY = re.compile(r"&(?=#?[0-9A-Za-z]+;)")
_SPECIAL = re.compile(
    r"""[`\[~]
    | \\ (?![^\W_]{2})
    | \* (?!(?<=.[ ]\*)[ ].)
    | _ (?!(?<=[^\W_]{2}_)[^\W_]{2})
    | < (?=[A-Za-z/!?])
    | & (?=\#?[0-9A-Za-z]+;)""",
    re.VERBOSE,
)
_EDGE = re.compile(r"\A[^\S\x85]|[^\S\x85]\Z")


def _escaped(text: str, *, in_link: bool) -> str:
    escaped = _SPECIAL.sub(r"\\\g<0>", text)
    return escaped.replace("]", r"\]") if in_link else escaped


def _edges_kept(source: str) -> str:
    return _EDGE.sub(lambda match: _reference(match[0]), source)


def _reference(character: str) -> str:
    return f"&#{ord(character)};"


def _is_word(character: str) -> bool:
    """Whether every reader of CommonMark takes it for neither space nor punctuation (some know no symbols)."""
    return unicodedata.category(character)[0] in "LMNC"


def _is_room(character: str) -> bool:
    """Whether every reader of CommonMark takes it for space or punctuation."""
    if not character or character in "\t$+<=>^`|~":
        return True
    category = unicodedata.category(character)
    return category == "Zs" or category.startswith("P")


def _give_room(pieces: list[_Piece]) -> None:
    """Write letters as references where a sign would be no sign beside them, until every sign is one."""
    is_settled = False
    while not is_settled:
        is_settled = True
        for place in reversed(range(len(pieces))):
            if pieces[place].role == "opens" and _wants_room(pieces, place, outside=-1):
                words = pieces[place - 1]
                words.source = words.source[:-1] + _reference(words.source[-1])
                is_settled = False
        for place in range(len(pieces)):
            if pieces[place].role == "closes" and _wants_room(pieces, place, outside=1):
                words = pieces[place + 1]
                words.source = _reference(words.source[0]) + words.source[1:]
                is_settled = False


def _wants_room(pieces: list[_Piece], place: int, *, outside: Literal[-1, 1]) -> bool:
    sign = pieces[place].source
    neighbours = [pieces[at].source if 0 <= at < len(pieces) else "" for at in (place + outside, place - outside)]
    outer, inner = (neighbours[0][-1:], neighbours[1][:1]) if outside < 0 else (neighbours[0][:1], neighbours[1][-1:])
    if sign == "[":
        return outer == "!"
    if sign.startswith("]"):
        return False
    return not _is_room(outer) and (sign == "_" or not _is_word(inner))
