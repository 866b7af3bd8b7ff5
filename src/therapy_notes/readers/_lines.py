"""The lines of a saved page: how far each is indented, and what stands on it."""

import re
from typing import Final, NamedTuple

from ..errors import Problem, ReadError
from ._text import decoded, lines

SPACES: Final = " \t\xa0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
"""What counts as a space where it stands at the edge of a line."""

_TAB: Final = 4
_WHAT: Final = "a page saved as text"

_MARKUP: Final = re.compile(r"\s{0,1000}+(?:<!doctype|<html|<head|<body|<\?xml|<rss)", re.IGNORECASE)


class Line(NamedTuple):
    """One line: how far it is indented, and what stands on it, without the spaces at its edges."""

    indent: int
    text: str


def lines_of(data: bytes, name: str, encoding: str | None = None) -> tuple[list[Line], list[Problem]]:
    """Return the lines of a saved text, and what was odd about its encoding.

    Raises:
        ReadError: It is empty, or it is no text.
        ValueError: There is no such encoding.
    """
    text, problems = decoded(data, name, what=_WHAT, encoding=encoding)
    if _MARKUP.match(text):
        raise ReadError([Problem(where=name, what=f"HTML or XML, not {_WHAT}")])
    return [line_of(line) for line in lines(text)], problems


def line_of(line: str) -> Line:
    r"""Take the indent off a line.

    >>> line_of("  \u2022 milk\xa0 ")
    Line(indent=2, text='• milk')
    """
    text = line.lstrip(SPACES)
    edge = line[: len(line) - len(text)]
    indent = len(edge.expandtabs(_TAB)) if "\t" in edge else len(edge)
    return Line(indent, text.rstrip(SPACES))


def place_in(name: str, where: str) -> str:
    """Return the place inside a file that a problem names together with the file.

    >>> place_in("page.txt", "page.txt: byte 10"), place_in("page.txt", "page.txt")
    ('byte 10', '')
    """
    return where.removeprefix(name).removeprefix(": ")


def normal(text: str) -> str:
    """Return a text as it is compared with fixed phrases: plain spaces and quotes, no capitals.

    >>> normal("What’s on  your mind?")
    "what's on your mind?"
    """
    return " ".join(text.split()).translate(_PLAIN_QUOTES).casefold()


_PLAIN_QUOTES: Final = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "…": "..."})
