"""Bytes become lines: which encoding, which line ends, and what is not a saved text at all."""

import re
from typing import Final, NamedTuple

from ..errors import Problem, ReadError

SPACES: Final = " \t\xa0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
"""What counts as a space where it stands at the edge of a line."""

_TAB: Final = 4

_NOT_TEXT: Final = (
    (b"PK\x03\x04", "a zip archive (or a Word file), not a page saved as text"),
    (b"%PDF-", "a PDF, not a page saved as text"),
    (b"\x89PNG", "a picture, not a page saved as text"),
    (b"\xff\xd8\xff", "a picture, not a page saved as text"),
    (b"GIF8", "a picture, not a page saved as text"),
    (b"RIFF", "a picture or a recording, not a page saved as text"),
    (b"\x1f\x8b", "a gzip file, not a page saved as text"),
    (b"7z\xbc\xaf", "a 7z archive, not a page saved as text"),
    (b"\xd0\xcf\x11\xe0", "an old Office file, not a page saved as text"),
    (b"bplist00", "a web archive, not a page saved as text"),
    (b"{\\rtf", "a rich-text file, not a page saved as text"),
    (b"age-encryption.org/", "encrypted"),
    (b"-----BEGIN AGE ENCRYPTED FILE-----", "encrypted"),
    (b"-----BEGIN PGP MESSAGE-----", "encrypted"),
)
_MARKUP: Final = re.compile(r"\s{0,1000}+(?:<!doctype|<html|<head|<body|<\?xml|<rss|From: <Saved by)", re.IGNORECASE)
_CONTROLS: Final = bytes(code for code in range(32) if code not in b"\t\n\r\f\x1b")


class Line(NamedTuple):
    """One line: how far it is indented, and what stands on it, without the spaces at its edges."""

    indent: int
    text: str


def lines_of(data: bytes, name: str) -> tuple[list[Line], list[Problem]]:
    """Return the lines of a saved text, and what was odd about its encoding.

    Raises:
        ReadError: It is empty, or it is no text.
    """
    for magic, what in _NOT_TEXT:
        if data.startswith(magic):
            raise ReadError([Problem(where=name, what=what)])
    text, problems = _decoded(data, name)
    if not text.strip():
        raise ReadError([Problem(where=name, what="empty")])
    if _MARKUP.match(text):
        raise ReadError([Problem(where=name, what="HTML or XML, not a page saved as text")])
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    return [line_of(line) for line in text.split("\n")], problems


def line_of(line: str) -> Line:
    r"""Take the indent off a line.

    >>> line_of("  \u2022 milk\xa0 ")
    Line(indent=2, text='• milk')
    """
    text = line.lstrip(SPACES)
    edge = line[: len(line) - len(text)]
    indent = len(edge.expandtabs(_TAB)) if "\t" in edge else len(edge)
    return Line(indent, text.rstrip(SPACES))


def normal(text: str) -> str:
    """Return a text as it is compared with fixed phrases: plain spaces and quotes, no capitals.

    >>> normal("What’s on  your mind?")
    "what's on your mind?"
    """
    return " ".join(text.split()).translate(_PLAIN_QUOTES).casefold()


_PLAIN_QUOTES: Final = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "…": "..."})


def _decoded(data: bytes, name: str) -> tuple[str, list[Problem]]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16"), []
        except UnicodeDecodeError as error:
            raise ReadError([Problem(where=f"{name}: byte {error.start}", what="not UTF-16")]) from None
    if _share_of_controls(data) > 0.1:
        raise ReadError([Problem(where=name, what="binary data, not a page saved as text")])
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        start = error.start
        cut_short = error.end == len(error.object) and len(error.object) - start < 4 and "end" in error.reason
        # The codec drops a byte order mark before it counts.
        place = f"{name}: byte {start + len(data) - len(error.object)}"
    if cut_short and start:
        text = data.decode("utf-8-sig", "replace")
        return text, [Problem(where=place, what="the file ends in the middle of a character")]
    try:
        text, encoding = data.decode("cp1252"), "Windows-1252"
    except UnicodeDecodeError:
        text, encoding = data.decode("latin-1"), "Latin-1"
    what = f"not UTF-8 from here on: the file was read as {encoding}; look whether its accents are right"
    return text, [Problem(where=place, what=what)]


def _share_of_controls(data: bytes) -> float:
    sample = data[:65536]
    return (len(sample) - len(sample.translate(None, _CONTROLS))) / max(1, len(sample))
