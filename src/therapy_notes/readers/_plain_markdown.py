r"""Plain text becomes Markdown that shows the same words.

What would be markup by accident is escaped, and only that: text stays readable. The bullets and numbers of a text's own
lists become Markdown lists. A line that ends inside a paragraph ends there too; in a diary that is meant.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from attrs import define

from ._lines import Line

_DEEPEST: Final = 12

ITEM: Final = re.compile(r"(?:•|(0|[1-9][0-9]{0,8})[.)])[ \t\xa0\u2000-\u200a\u202f\u205f\u3000]+(?=\S)")
"""How an item of a list begins: a bullet, or the number in group 1."""

# Each of these begins with a sign of its own: where none of them is, the expression passes over a text at once.
_INLINE: Final = re.compile(
    r"""
      [`\[]                            # code, links, pictures, check boxes
    | \*                               # emphasis, unless it stands between spaces
    | _                                # emphasis, unless it stands between letters
    | ~(?:(?=~)|(?<=~~))               # what is struck out, fences
    | %(?:(?=%)|(?<=%%))               # what is for oneself alone
    | <(?=[A-Za-z/!?])                 # HTML, addresses
    | &(?=[A-Za-z\#])                  # entities
    | \\(?=[!-/:-@\[-`{-~]|\Z)         # escapes, and a line break at the end
    """,
    re.VERBOSE,
)
_PER_CENT: Final = re.compile(r"(?<!\\)(\\*+)(%%++)")
_START: Final = re.compile(r"(?:[-+*](?=[ \t]|\Z)|\#{1,6}(?=[ \t]|\Z)|>)")
_NUMBER: Final = re.compile(r"([0-9]{1,9})([.)])(?=[ \t]|\Z)")
_RULE: Final = re.compile(r"(?:[-_* \t]+|=+|[-:| \t]+)\Z")


def escaped(line: str) -> str:
    r"""Return one line of text, without spaces at its edges, as Markdown that shows it.

    >>> escaped("2. (cough *Freud*) <3"), escaped("snake_case, 2 * 3 = 6, 50%")
    ('2\\. (cough \\*Freud\\*) <3', 'snake_case, 2 * 3 = 6, 50%')
    """
    return escaped_at_the_margin(escaped_within(line))


def escaped_within(text: str) -> str:
    """Return text as Markdown that shows it wherever it does not begin a line."""
    return _INLINE.sub(_escape, text)


def escaped_at_the_margin(line: str) -> str:
    """Return a line of Markdown that begins with text, such that its beginning is taken for nothing else."""
    number = _NUMBER.match(line)
    if number:
        return f"{number[1]}\\{line[number.end(1) :]}"
    is_a_mark = _START.match(line) or (_RULE.match(line) and line[0] not in " \t")
    return f"\\{line}" if is_a_mark else line


def _escape(found: re.Match[str]) -> str:
    sign, text, place = found[0], found.string, found.start()
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    harmless = (sign == "*" and before == after == " ") or (sign == "_" and before.isalnum() and after.isalnum())
    return sign if harmless else f"\\{sign}"


def with_nothing_private(text: str) -> str:
    r"""Return a text in which ``%%`` is two per cent signs, and not the beginning of something private.

    >>> print(with_nothing_private("I gave 100%% today, 50% yesterday."))
    I gave 100\%% today, 50% yesterday.
    """
    return _PER_CENT.sub(_signs, text) if "%%" in text else text


def _signs(found: re.Match[str]) -> str:
    """Escape every two of the signs, and first leave over the odd one, or the two that are escaped already."""
    before, count = found[1], len(found[2])
    head = "%" if count % 2 else "%%" if len(before) % 2 else ""
    return before + head + "\\%%" * ((count - len(head)) // 2)


@define
class _Item:
    """An item of a list that is still open."""

    indent: int
    margin: int
    number: int | None
    delimiter: str


def to_markdown(lines: Iterable[Line], *, lists_at_the_margin: bool = False) -> str:
    r"""Return Markdown that shows these lines.

    Args:
        lines: The lines. Blank ones part paragraphs.
        lists_at_the_margin: Whether a bullet or a number that is not indented begins a list, too.

    >>> to_markdown([Line(0, "1. was a bad day:"), Line(2, "• no sleep"), Line(2, "• #2"), Line(0, "> me")])
    '1\\. was a bad day:\n\n- no sleep\n- #2\n\n\\> me'
    """
    return "\n".join(_written(lines, lists_at_the_margin)).strip("\n")


def _written(lines: Iterable[Line], lists_at_the_margin: bool) -> Iterator[str]:
    open_items: list[_Item] = []
    apart = True
    for indent, text in lines:
        if not text:
            apart = True
            continue
        marker = ITEM.match(text) if indent or lists_at_the_margin else None
        sibling: _Item | None = None
        while open_items and (open_items[-1].indent >= indent or (marker and len(open_items) >= _DEEPEST)):
            sibling = open_items.pop()
        margin = open_items[-1].margin if open_items else 0
        if marker:
            item = _next_item(indent, margin, marker, sibling)
            if apart or sibling is None or sibling.delimiter != item.delimiter:
                yield ""
            sign = "-" if item.number is None else f"{item.number}{item.delimiter}"
            yield f"{' ' * margin}{sign} {escaped(text[marker.end() :])}"
            open_items.append(item)
        else:
            if apart or sibling is not None:
                yield ""
            yield " " * margin + escaped(text)
        apart = False


def _next_item(indent: int, margin: int, marker: re.Match[str], sibling: _Item | None) -> _Item:
    if marker[1] is None:
        return _Item(indent, margin + 2, None, "")
    number, delimiter = int(marker[1]), marker[0][len(marker[1])]
    if sibling and sibling.number is not None:
        # CommonMark counts on from the first number of a list. Another delimiter begins another list.
        follows = number == sibling.number + 1
        delimiter = sibling.delimiter if follows else {".": ")", ")": "."}[sibling.delimiter]
    return _Item(indent, margin + len(marker[1]) + 2, number, delimiter)
