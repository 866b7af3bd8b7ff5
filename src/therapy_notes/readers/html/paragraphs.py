"""Paragraphs as they are put together, such that Markdown takes their marks for marks."""

import re
import unicodedata
from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter
from typing import Final

from attrs import define, field

from .._plain_markdown import escaped_at_the_margin, escaped_within
from .addresses import PLAIN_ADDRESS


def escaped_in_link(text: str) -> str:
    """Return text as Markdown that shows it between square brackets."""
    return escaped_within(text).replace("]", r"\]")


def _may_part(sign: str) -> bool:
    """Whether a program may take it for punctuation. They differ about symbols."""
    return not sign.isalnum() and unicodedata.category(sign)[0] in "PS"


def _parts(sign: str) -> bool:
    """Whether every program takes it for what stands between words: the margin, a space, punctuation."""
    return not sign or sign.isspace() or (_may_part(sign) and (sign.isascii() or unicodedata.category(sign)[0] == "P"))


def _first_sign(text: str) -> str:
    """The first sign, with what belongs to it: an accent, the colour of an emoji."""
    end = next((place for place, sign in enumerate(text[1:], 1) if unicodedata.category(sign)[0] not in "MC"), len(text))
    return text[:end]


_MOST_SPACE: Final = 100
"""How many spaces between two words are kept."""

_MOST_MOVED: Final = 12
"""How many signs are moved out of emphasis; if more are in its way it is left out."""


@define(eq=False)
class _Mark:
    """What is open: emphasis, or a link."""

    kind: str
    address: str = ""
    state: str = "waiting"  # for its first word; then "open", or "left out" where Markdown cannot have it
    beginning: "_Piece | None" = None


@define(eq=False)
class _Piece:
    """A piece of a paragraph: text that is not escaped yet, code, Markdown, or the end of a line."""

    kind: str
    text: str


@define(eq=False)
class Paragraph:
    """Paragraphs as they are put together, such that Markdown takes their marks for marks.

    Emphasis begins before a letter, or after what stands between words, and not before a space; it ends likewise, and
    where one ends no other begins. Signs that are in the way of that are moved out of it, and where they cannot be moved
    there is no emphasis: the words are what counts.
    """

    at_the_margin: bool = True
    _pieces: list[_Piece] = field(factory=list[_Piece], init=False)
    _marks: list[_Mark] = field(factory=list[_Mark], init=False)  # from the outermost to the innermost
    _ended: list[_Mark] = field(factory=list[_Mark], init=False)  # not closed yet, from the innermost to the outermost
    _space: str = field(default="", init=False)
    seen: int = field(default=0, init=False)
    """How many texts and other things there were, in all paragraphs."""

    def begin_mark(self, kind: str, address: str = "") -> None:
        """Open a mark of which none is open, as soon as there is a word for it."""
        self._marks.append(_Mark(kind, address))

    def end_mark(self, kind: str) -> None:
        """Close a mark, before what comes next."""
        place = next(place for place, mark in enumerate(self._marks) if mark.kind == kind)
        for mark in reversed(self._marks[place:]):
            self._end_mark(mark)
        # What began in it and has not ended goes on behind it.
        self._marks[place:] = [_Mark(mark.kind, mark.address) for mark in self._marks[place + 1 :]]

    def add_text(self, text: str) -> None:
        """Add text, in which nothing but a space stands between words."""
        words = text.strip()
        if not words:
            if len(self._space) < _MOST_SPACE:
                self._space += text
            return
        before, _, after = text.partition(words)
        self._space += before
        if words := self._begin(words, movable=True):
            self._append_text(words)
        self._space = after

    def add_code(self, text: str) -> None:
        """Add text that is code, if code can show it: nothing can be escaped in code."""
        code = text.strip()
        ends_link = "]" in code and any(mark.kind == "[" for mark in self._marks)
        if not code or "%%" in code or ends_link:
            self.add_text(text)
            return
        before, _, after = text.partition(code)
        self._space += before
        self._begin("`")
        self._pieces.append(_Piece("code", code))
        self._space = after

    def add_markdown(self, markdown: str) -> None:
        """Add what is Markdown already: a picture, an address, a check box."""
        self._begin(markdown[0])
        self._pieces.append(_Piece("markdown", markdown))

    def break_line(self) -> list[str]:
        """End the line; if it is empty end the paragraph, too, and return what is written."""
        if "\n" in self._space:
            return self.end()
        if self._pieces:
            self._space = "\n"
        return []

    def end(self) -> list[str]:
        """End the paragraph and return it, if there is anything in it. What is open goes on in the next one."""
        for mark in reversed(self._marks):
            self._end_mark(mark)
        self._close_marks("")
        for mark in self._marks:
            mark.state = "waiting"
        pieces, self._pieces, self._space = self._pieces, [], ""
        text = _written(pieces, self.at_the_margin)
        return [text] if text else []

    def _append_text(self, text: str) -> None:
        self._pieces.append(_Piece("link text" if self._is_in_a_link() else "text", text))

    def _is_in_a_link(self) -> bool:
        return any(mark.kind == "[" and mark.state == "open" for mark in self._marks)

    def _last(self) -> str:
        piece = self._last_piece()
        return "" if piece is None else "`" if piece.kind == "code" else piece.text[-1]

    def _last_piece(self) -> _Piece | None:
        while self._pieces and not self._pieces[-1].text:
            self._pieces.pop()
        return self._pieces[-1] if self._pieces else None

    def _end_mark(self, mark: _Mark) -> None:
        if mark.state != "open":
            return
        if mark.kind == "[":
            self._close_marks("]")
            self._end_link(mark)
        else:
            self._ended.append(mark)

    def _end_link(self, link: _Mark) -> None:
        before, last = self._pieces[-2:]
        if last.text == link.address and before is link.beginning and PLAIN_ADDRESS.fullmatch(last.text):
            self._pieces[-2:] = [_Piece("markdown", f"<{link.address}>")]
        else:
            self._pieces.append(_Piece("markdown", f"]({link.address})"))

    def _begin(self, text: str, *, movable: bool = False) -> str:
        """Write down what comes before a text, or before the first sign of something. Return what is left of the text."""
        self.seen += 1
        waiting = [mark for mark in self._marks if mark.state == "waiting"]
        if self._space or not self._pieces:
            self._close_marks("")
        elif self._ended:
            self._go_on(waiting)
            self._close_marks("[" if waiting and waiting[0].kind == "[" else text[0])
        if self._space and self._pieces:
            self._pieces.append(self._written_space())
        self._space = ""
        moved = 0
        while waiting:
            links = (place for place, mark in enumerate(waiting) if mark.kind == "[")
            place = next(links, len(waiting))
            marks, link, after = waiting[:place], waiting[place : place + 1], "[" if place < len(waiting) else text[0]
            if marks and not _parts(self._last()):
                _leave_out(mark for mark in marks if (mark.kind == "~~") != (marks[0].kind == "~~"))
                if _may_part(after) and movable and not link and moved < _MOST_MOVED:
                    moved += 1
                    sign = _first_sign(text)
                    words = text[len(sign) :].lstrip()
                    self._append_text(text[: len(text) - len(words)])
                    if not words:
                        return ""
                    text = words
                    continue
                if _may_part(after):
                    _leave_out(marks)
            self._leave_out_what_could_end(marks, after)
            for mark in [*marks, *link]:
                self._open_mark(mark)
            waiting = waiting[place + 1 :]
        return text

    def _leave_out_what_could_end(self, marks: list[_Mark], after: str) -> None:
        """Leave out emphasis within emphasis where its beginning could be taken for an end."""
        before, is_run = self._last(), len({mark.kind == "~~" for mark in marks}) == 1
        if is_run and (before.isspace() or (_parts(before) and not _may_part(after))):
            return
        if any(mark.state == "open" and mark.kind in {"*", "**"} for mark in self._marks):
            _leave_out(mark for mark in marks if mark.kind != "~~")

    def _open_mark(self, mark: _Mark) -> None:
        if mark.state == "waiting":
            mark.state, mark.beginning = "open", _Piece("markdown", mark.kind)
            self._pieces.append(mark.beginning)

    def _written_space(self) -> _Piece:
        if self._space == " ":
            return _Piece("text", " ")
        lines = self._space.split("\n")
        if len(lines) == 1:
            return _Piece("text", re.sub(" +", " ", self._space))
        return _Piece("end of line", f"  \n{lines[-1].strip(' ')}")

    def _go_on(self, waiting: list[_Mark]) -> None:
        """Where one emphasis ends and another begins: if it is the same one goes on, else the second is left out."""
        while self._ended and waiting and self._ended[-1].kind == waiting[0].kind:
            mark = waiting.pop(0)
            mark.state, mark.beginning = "open", self._ended.pop().beginning
        while self._ended and waiting and waiting[0].kind != "[":
            waiting.pop(0).state = "left out"

    def _close_marks(self, after: str) -> None:
        """Write down the ends of what has ended, before the sign that comes ``after``."""
        ended, self._ended = self._ended, []
        moved = ""
        if ended and not _parts(after):
            _leave_out(mark for mark in ended if (mark.kind == "~~") != (ended[0].kind == "~~"))
            while any(mark.state == "open" for mark in ended) and (_may_part(last := self._last()) or last.isspace()):
                piece = self._last_piece()
                if piece is None or piece.kind not in _TEXTS or len(moved) > _MOST_MOVED:
                    _leave_out(ended)
                    break
                piece.text, moved = piece.text[:-1], last + moved
                _leave_out(mark for mark in ended if mark.beginning is self._last_piece())
            ended = [mark for mark in ended if mark.state == "open"]
        self._pieces += [_Piece("markdown", mark.kind) for mark in ended]
        if moved:
            self._append_text(moved)


def _leave_out(marks: Iterable[_Mark]) -> None:
    """Leave out marks that Markdown cannot have there, and take back what is written of them."""
    for mark in marks:
        mark.state = "left out"
        if mark.beginning:
            mark.beginning.text = ""


_TEXTS: Final = ("text", "link text")


def _written(pieces: list[_Piece], at_the_margin: bool) -> str:
    if len(pieces) == 1 and pieces[0].kind == "text":  # nearly all paragraphs: nothing stands beside it
        text = escaped_within(pieces[0].text)
        return escaped_at_the_margin(text) if at_the_margin and text else text
    lines: list[list[_Piece]] = [[]]
    breaks = [""]
    for piece in pieces:
        if piece.kind == "end of line":
            breaks.append(piece.text)
            lines.append([])
        elif piece.text:
            lines[-1].append(piece)
    return "".join(end + _written_line(line, at_the_margin) for end, line in zip(breaks, lines, strict=True))


def _written_line(pieces: list[_Piece], at_the_margin: bool) -> str:
    parts = [(kind, "".join(piece.text for piece in same)) for kind, same in groupby(pieces, key=attrgetter("kind"))]
    texts = ["", *(text for _, text in parts), ""]
    line = "".join(_written_part(*part, texts[place], texts[place + 2]) for place, part in enumerate(parts))
    return escaped_at_the_margin(line) if at_the_margin and pieces and pieces[0].kind in _TEXTS else line


def _written_part(kind: str, text: str, before: str, after: str) -> str:
    if kind == "markdown":
        return text
    if kind == "code":
        fence = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
        return f"{fence} {text} {fence}" if "`" in {text[0], text[-1]} else f"{fence}{text}{fence}"
    escaped = escaped_in_link(text) if kind == "link text" else escaped_within(text)
    if (text[-1] == after[:1] == "~" != text[-2:-1]) or (text[-1] == "!" and after[:1] == "["):
        escaped = f"{escaped[:-1]}\\{text[-1]}"
    is_tilde = text[0] == before[-1:] == "~" and not escaped.startswith("\\")
    return f"\\{escaped}" if is_tilde else escaped
