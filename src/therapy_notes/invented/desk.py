"""What lies on the desk: two clocks, a calendar, and a way to type long lines."""

import re
import textwrap
from typing import Final

from .. import moments
from ..model.values import Approximate
from ..moments import Date, DateTime

HOME: Final = "Europe/Lisbon"
AWAY: Final = "America/St_Johns"
"""Three and a half hours behind, and its inhabitants are proud of the half."""

THERAPY: Final = "with-filipa"

THERAPIST: Final = ("therapist",)
BOTH_READERS: Final = ("therapist", "peer")
PUBLIC: Final = ("public",)
EVERY_READER: Final = ("therapist", "peer", "public")

_STARTS_A_LINE = re.compile(r"(?:[-*+]\s|[>|#]|\d+\.\s|```| {4})")


def at(text: str, *, fold: int | None = None) -> DateTime:
    """Return a moment on the clock at home."""
    return moments.moment(text, HOME, fold=fold)


def away(text: str) -> DateTime:
    """Return a moment on the clock of the journey."""
    return moments.moment(text, AWAY)


def day(text: str) -> Date:
    """Return a day."""
    return moments.parse_day(text)


def about(words: str, earliest: str | None = None, latest: str | None = None) -> Approximate:
    """Return a time that is only roughly known."""
    return Approximate(
        earliest=None if earliest is None else day(earliest),
        latest=None if latest is None else day(latest),
        words=words,
    )


def prose(text: str) -> str:
    r"""Return a text that was typed over several lines, with one line to a paragraph.

    A line goes on in the next one, unless that one is blank or begins with a mark of Markdown, or a backslash
    ends it, or a
    fence is open.

    >>> prose('''
    ...     It rained, and the bus
    ...     was late.
    ...
    ...     - first
    ...     - second
    ... ''')
    'It rained, and the bus was late.\n\n- first\n- second'
    """
    lines: list[str] = []
    fenced = False
    for line in textwrap.dedent(text).strip("\n").split("\n"):
        before = lines[-1] if lines else ""
        begins = fenced or not before or not line or before.endswith("\\") or before.startswith("```")
        if not begins and not _STARTS_A_LINE.match(line):
            lines[-1] += " " + line.strip()
        else:
            lines.append(line)
        if line.startswith("```"):
            fenced = not fenced
    return "\n".join(lines)
