"""Names of files: given once, safe on every disk, and never shown in an error."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import count
from typing import Final

from .forms import JOURNAL, LISTS, Form

SUFFIX: Final = ".md"
LONGEST: Final = 100
"""The most bytes in the name of a file."""
_SHORT: Final = 60
"""The most characters of a title that go into a name."""
_TEMPLATES: Final = frozenset({"templates", "_templates"})
"""Folders of notes that are copied and are none themselves."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_DATED = re.compile(r"(\d{4}-\d\d-\d\d)(?: |\.md$)", re.ASCII | re.IGNORECASE)
_DEVICES: Final = frozenset(
    {
        "con",
        "prn",
        "aux",
        "nul",
        "conin",
        "conout",
        *(f"{port}{digit}" for port in ("com", "lpt") for digit in "0123456789¹²³"),
    }
)
"""Names that Windows keeps for itself, with any ending."""
_UNSEEN: Final = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"
    + "".join(map(chr, (*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
)
"""Letters and marks that nobody sees."""


def is_looked_at(path: str) -> bool:
    """Tell whether a file may be a page: Markdown, not hidden, and no template.

    >>> [is_looked_at(path) for path in ("entries/a.md", ".trash/a.md", "templates/session.md", "a.txt")]
    [True, False, False, False]
    """
    parts = path.split("/")
    hidden = any(part.startswith(".") for part in parts) or any(part.casefold() in _TEMPLATES for part in parts[:-1])
    return not hidden and path.lower().endswith(SUFFIX)


def key(path: str) -> str:
    """Return what two paths have in common that are one on a disk which does not tell large letters from small ones."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def slug(text: str) -> str:
    """Return a text as a piece of a name: small letters, digits and marks of any script, all else one hyphen.

    >>> slug("The yellow door?"), slug("  Nº 7 — für später "), slug("\u202e…")
    ('the-yellow-door', 'nº-7-für-später', '')
    """
    letters: list[str] = []
    for letter in unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold()):
        category = unicodedata.category(letter)
        seen = letter not in _UNSEEN and (category[0] in "LN" or (category[0] == "M" and letters and letters[-1] != "-"))
        if seen or (letters and letters[-1] != "-"):
            letters.append(letter if seen else "-")
    return unicodedata.normalize("NFC", "".join(letters).strip("-"))


def _shortened(text: str, characters: int, size: int) -> str:
    """Return a slug of at most so many characters and bytes, cut between words where that is possible."""
    cut = text[:characters]
    while len(cut.encode()) > size:
        cut = cut[:-1]
    if len(cut) < len(text) and text[len(cut)] != "-":
        cut = cut[:at] if (at := cut.rfind("-")) > len(cut) // 2 else cut
    return cut.strip("-")


def path_for(form: Form, title: object, day: str | None, taken: set[str]) -> str:
    """Return the path of a new file, which nothing else has, and note it as taken.

    Args:
        form: How the page is laid out.
        title: What it is called, if that is text.
        day: The day with which the name begins.
        taken: The keys of all paths that are taken.
    """
    folder = f"{form.plural}/" if form.plural else ""
    begin = f"{day} " if day and _DAY.fullmatch(day) else ""
    made = slug(title) if isinstance(title, str) else ""
    made = f"{form.name}-{made}" if made in _DEVICES and not begin else made

    def numbered(number: int) -> str:
        end = f" {number}{SUFFIX}" if number > 1 else SUFFIX
        name = _shortened(made, _SHORT, LONGEST - len(begin) - len(end))
        return f"{folder}{begin}{name or form.name}{end}"

    path = next(path for path in map(numbered, count(1)) if key(path) not in taken)
    taken.add(key(path))
    return path


class Places:
    """What stands for a file in a report: its folder and its place in it, since names are made of titles.

    >>> Places(["entries/2024-05-01 the-yellow-door.md", "entries/a.md", "journal.md"]).of("entries/a.md")
    'entries: file 2 of 2'
    """

    def __init__(self, paths: Iterable[str]) -> None:
        folders: dict[str, list[str]] = defaultdict(list)
        for path in sorted(paths):
            if path.lower().endswith(SUFFIX):
                folders[_folder(path)].append(path)
        self._folders = sorted(folders)
        self._numbers: Mapping[str, tuple[int, int]] = {
            path: (number, len(inside)) for inside in folders.values() for number, path in enumerate(inside, start=1)
        }

    def of(self, path: str, rest: str = "") -> str:
        """Return the place of a file, and of something in it."""
        if path == f"{JOURNAL}{SUFFIX}":
            place = path
        else:
            number, of = self._numbers[path]
            dated = _DATED.match(path.rpartition("/")[2])
            place = f"{self._called(_folder(path))}: file {number} of {of}{f' ({dated[1]})' if dated else ''}"
        return f"{place}: {rest}" if rest else place

    def _called(self, folder: str) -> str:
        if folder in LISTS:
            return folder
        return f"folder {self._folders.index(folder) + 1} of {len(self._folders)}" if folder else "top"


def _folder(path: str) -> str:
    return path.rpartition("/")[0]
