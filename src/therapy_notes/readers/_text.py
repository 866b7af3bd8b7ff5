"""Bytes become text: in which encoding, and what is no text at all. Nothing is guessed without a word."""

import codecs
import re
from typing import Final

from ..errors import Problem, ReadError

_KINDS: Final = (
    (b"PK\x03\x04", "a zip archive (or a Word file)"),
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture or a recording"),
    (b"\x1f\x8b", "a gzip file"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"bplist00", "a web archive"),
    (b"{\\rtf", "a rich-text file"),
    (b"SQLite format 3\x00", "a database"),
)
_LOCKED: Final = (b"age-encryption.org/", b"-----BEGIN AGE ENCRYPTED FILE-----", b"-----BEGIN PGP MESSAGE-----", b"Salted__")

ENCRYPTED: Final = "encrypted"
EMPTY: Final = "empty"
CUT_SHORT: Final = "the file ends in the middle of a character"
MOJIBAKE: Final = "signs such as â€™ for ’: the text was spoiled before it came here, and is kept as it is"

_CONTROLS: Final = bytes(code for code in range(32) if code not in b"\t\n\r\f\x1b")
_SAMPLE: Final = 65536
_ENOUGH: Final = 20
"""Of fewer letters with accents nobody can tell which encoding they are in."""
_MOJIBAKE: Final = re.compile("â€[\u0152\u0153\u2018-\u201d\u2122œ™˜¢¦“”\x9c\x9d\x98\x99]|Ã[\xa0-\xbf]|Â[\xa0«»°·]")
_BOMS: Final = (
    # The mark of UTF-32 begins with that of UTF-16.
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def decoded(data: bytes, name: str, *, what: str = "text", encoding: str | None = None) -> tuple[str, list[Problem]]:
    r"""Return the text that a file holds, without a byte order mark, and what was odd about its encoding.

    A byte order mark counts, then the encoding that somebody names, then UTF-8. Other bytes are read as Windows-1252, and
    the problem says from where on, and which encoding they rather look like.

    Args:
        data: The file.
        name: What to call it in problems.
        what: What it should be, for the error about a file of another kind.
        encoding: The encoding, where somebody knows it.

    Raises:
        ReadError: It is empty, encrypted, or no text.
        ValueError: There is no such encoding.

    >>> decoded("Ça va".encode("cp1252"), "diary.txt")[0]
    'Ça va'
    >>> decoded(b"%PDF-1.7", "diary.txt", what="a diary")
    Traceback (most recent call last):
        ...
    therapy_notes.errors.ReadError: 1 problem: diary.txt: a PDF, not a diary
    """
    refuse_other_kinds(data, name, what)
    known = _known(encoding) if encoding is not None else None
    bom = next((codec for mark, codec in _BOMS if data.startswith(mark)), known)
    if bom is not None:
        text, problems = _in(data, bom, name)
    elif _share_of_controls(data) > 0.1:
        raise ReadError([Problem(where=name, what=f"binary data, not {what}")])
    else:
        text, problems = _in_utf_8(data, name)
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise ReadError([Problem(where=name, what=EMPTY)])
    if _MOJIBAKE.search(text):
        problems.append(Problem(where=name, what=MOJIBAKE))
    return text, problems


def lines(text: str) -> list[str]:
    r"""Return the lines of a text, whatever ends them.

    >>> lines("Monday\r\nRain\rTea\u2028Sleep")
    ['Monday', 'Rain', 'Tea', 'Sleep']
    """
    return with_newlines(text).split("\n")


def with_newlines(text: str) -> str:
    """Return a text in which every line ends as in Unix, and a paragraph separator is an empty line."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")


def refuse_other_kinds(data: bytes, name: str, what: str) -> None:
    """Refuse what is empty, encrypted, or a file of a kind that its first bytes tell.

    Raises:
        ReadError: It is.
    """
    if not data.strip():
        raise ReadError([Problem(where=name, what=EMPTY)])
    if data.startswith(_LOCKED):
        raise ReadError([Problem(where=name, what=ENCRYPTED)])
    for magic, kind in _KINDS:
        if data.startswith(magic):
            raise ReadError([Problem(where=name, what=f"{kind}, not {what}")])


def _known(encoding: str) -> str:
    """Return the name by which Python knows an encoding.

    Raises:
        ValueError: It knows none of that name, or one that is not for text.
    """
    try:
        found = codecs.lookup(encoding)
        found.incrementaldecoder().decode(b"")
    except (LookupError, TypeError, ValueError, AttributeError):
        found = None
    if found is None or not found._is_text_encoding:  # pyright: ignore[reportPrivateUsage] - Python tells it nowhere else
        raise ValueError("there is no such encoding")
    return found.name


def _in(data: bytes, codec: str, name: str) -> tuple[str, list[Problem]]:
    try:
        return data.decode(codec), []
    except UnicodeError as error:
        place = f"{name}: byte {error.start}" if isinstance(error, UnicodeDecodeError) else name
    raise ReadError([Problem(where=place, what=f"not {codec.upper()}")])


def _in_utf_8(data: bytes, name: str) -> tuple[str, list[Problem]]:
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError as error:
        start = error.start
        is_cut_short = error.end == len(data) and len(data) - start < 4 and "end" in error.reason
    place = f"{name}: byte {start}"
    if is_cut_short and start:
        return data.decode("utf-8", "replace"), [Problem(where=place, what=CUT_SHORT)]
    try:
        text, codec = data.decode("cp1252"), "Windows-1252"
    except UnicodeDecodeError:
        text, codec = data.decode("latin-1"), "Latin-1"
    what = f"not UTF-8 from here on: the file was read as {codec}; look whether its accents are right"
    likely = _likely(data)
    if likely:
        what += f" (it looks like {likely}: that can be said with the option encoding)"
    return text, [Problem(where=place, what=what)]


def _likely(data: bytes) -> str:
    """Return which encoding some bytes look like, if there are enough to tell and something is installed that can."""
    sample = data[:_SAMPLE]
    if sum(byte > 127 for byte in sample) < _ENOUGH:
        return ""
    try:
        from charset_normalizer import from_bytes  # noqa: PLC0415 - of the extra "convert", and slow to load
    except ImportError:
        return ""
    best = from_bytes(sample).best()
    return "" if best is None or best.encoding in {"cp1252", "utf_8", "ascii", "latin_1"} else best.encoding


def _share_of_controls(data: bytes) -> float:
    sample = data[:_SAMPLE]
    return (len(sample) - len(sample.translate(None, _CONTROLS))) / max(1, len(sample))
