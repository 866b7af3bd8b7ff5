r"""The Markdown of Day One: what is mended in it, what is taken out of it, and what it points to.

It is kept as it is, with its escapes. Only these things are changed: an invisible space that Day One set around emphasis
goes; of two per cent signs, which mean "private" here and nothing there, the second one is escaped; and an address that
only the app understands becomes the path of the file it means.
"""

import re
from collections.abc import Callable
from typing import Final
from urllib.parse import quote

from .._plain_markdown import escaped

_ZERO_WIDTH: Final = "\u200b"
_EMPHASIS_AROUND_ZERO_WIDTH: Final = re.compile(
    r"""(?<![\\*_~\u200b])\u200b*+(?P<sign>\*{1,3}+|~~)(?P<inside>\u200b*+)
    (?P<words>(?:[^*_~\n\\\u200b]|\\.)++)
    (?P<inside_after>\u200b*+)(?P=sign)(?![*_~])\u200b*+""",
    re.VERBOSE,
)
_SECOND_PER_CENT: Final = re.compile("(?<=%)%")
_MOMENT: Final = re.compile(
    r"(?P<link>\]\([ \t]{0,9}<?)dayone-moment:/{1,3}(?:[A-Za-z]{1,20}/)?(?P<id>[A-Za-z0-9_-]{1,64})(?=[>)\s?])"
)
_VIEW: Final = re.compile(r"dayone2?://view\?entryId=([0-9A-Fa-f]{32}|[0-9A-Fa-f-]{36})(?![0-9A-Fa-f-])", re.IGNORECASE)
_ESCAPE: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_EMPHASIS: Final = re.compile(r"(?<![\w*_~])(\*{1,3}+|_{1,3}+|~~)(?=\S)([^*_~]++)(?<=\S)\1(?![\w*_~])")
_PRIVATE_USE: Final = 0xE000
_ESCAPED: Final = re.compile("[\ue000-\ue07f]")


def without_zero_width(text: str) -> tuple[str, int]:
    r"""Return a text without the invisible spaces that Day One set around emphasis, and how many there were.

    Those inside stay where a sign that is no letter stands next to them: without them there would be no emphasis.

    >>> without_zero_width("a \u200b**good**\u200b day, \u200bnot mine")
    ('a **good** day, \u200bnot mine', 2)
    """
    if _ZERO_WIDTH not in text:
        return text, 0
    changed = _EMPHASIS_AROUND_ZERO_WIDTH.sub(_without_zero_width, text)
    return changed, len(text) - len(changed)


def _without_zero_width(found: re.Match[str]) -> str:
    words, sign = found["words"], found["sign"]
    before = found["inside"] if not words[0].isalnum() else ""
    after = found["inside_after"] if not words[-1].isalnum() else ""
    return f"{sign}{before}{words}{after}{sign}"


def without_private_marks(text: str) -> tuple[str, int]:
    r"""Return a text in which two per cent signs are only that, and how many were escaped.

    >>> without_private_marks("100%% sure")
    ('100%\\% sure', 1)
    """
    return _SECOND_PER_CENT.subn(r"\\%", text)


def with_paths(text: str, path_of: Callable[[str], str | None]) -> str:
    """Return a text in which what the app calls a moment is the path of its file; where none is known, it stays.

    Args:
        text: The Markdown.
        path_of: The path of the file that belongs to an identifier, or None.

    >>> with_paths("![](dayone-moment:/video/A1) ![](dayone-moment://B2)", {"A1": "videos/9f.mov"}.get)
    '![](videos/9f.mov) ![](dayone-moment://B2)'
    """

    def instead(found: re.Match[str]) -> str:
        path = path_of(found["id"])
        return found["link"] + quote(path, safe="/", errors="replace") if path else found[0]

    return _MOMENT.sub(instead, text)


def linked(text: str) -> tuple[str, ...]:
    """Return the ids of the entries to which a text links, each once.

    >>> linked("[then](dayone2://view?entryId=D897D4DB03744BA5BF7DB96B59246574)")
    ('D897D4DB03744BA5BF7DB96B59246574',)
    """
    return tuple(dict.fromkeys(same_id(found) for found in _VIEW.findall(text)))


def same_id(uuid: str) -> str:
    """Return an id in the one form in which all its ways of writing are equal."""
    return uuid.strip().replace("-", "").upper()


# -- the title ------------------------------------------------------------------------------------------------


def titled(text: str) -> tuple[str, str]:
    r"""Return the title of an entry, if its first line is a heading of the first level, and the text without that line.

    A heading with a link, code or a picture in it stays where it is; a line that is no heading is never cut off.

    >>> titled("# Rain\\, *again*\n\nIt came in.")
    ('Rain, again', 'It came in.')
    >>> titled("Rain. It came in.")
    ('', 'Rain. It came in.')
    """
    first, _, rest = text.lstrip("\n").partition("\n")
    line = first.lstrip(" ")
    if not line.startswith(("# ", "#\t")) or len(first) - len(line) > 3:
        return "", text
    title = _shown(_without_closing(line[1:].strip(" \t")))
    return (title, rest.lstrip("\n")) if title else ("", text)


def _without_closing(heading: str) -> str:
    """Return a heading without the signs that may close it."""
    bare = heading.rstrip("#")
    return bare.rstrip(" \t") if bare != heading and (not bare or bare[-1] in " \t") else heading


def _shown(heading: str) -> str:
    """Return what a heading shows, or nothing where markup other than emphasis is in it."""
    if _ESCAPED.search(heading):
        return ""
    text = _ESCAPE.sub(lambda found: chr(_PRIVATE_USE + ord(found[1])), heading)
    for _ in range(3):
        text = _EMPHASIS.sub(r"\2", text)
    if escaped(f"x {text}") != f"x {text}":
        return ""
    text = _ESCAPED.sub(lambda found: chr(ord(found[0]) - _PRIVATE_USE), text)
    return "" if "%%" in text else text.strip()


# -- is it the same text? -------------------------------------------------------------------------------------

_UNSEEN: Final = re.compile(r"\]\([^()\n]*+\)|<[^<>\s]*+>|https?://\S++")
_MARK: Final = re.compile(r"^[ \t>]*+(?:[0-9]{1,9}\\?[.)]|[-*+])[ \t]++(?:\[[ xX]\][ \t]++)?", re.MULTILINE)


def letters(markdown: str) -> str:
    r"""Return the letters and digits of a text's words: by them one can tell whether two texts say the same.

    >>> letters("1. **It** rained\\. ![](a.jpeg)") == letters("It _rained_.")
    True
    """
    return "".join(filter(str.isalnum, _MARK.sub("", _UNSEEN.sub(" ", markdown))))
