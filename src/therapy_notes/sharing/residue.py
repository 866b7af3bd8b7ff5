"""``residue``: whether a finished page or file still says a name that was to be replaced, and where."""

import re
from collections.abc import Container, Iterable
from typing import Final

from ..errors import Problem
from .names import Names

STANDS_THERE: Final = "a name that was to be replaced"
"""What every problem of :func:`residue` says."""

_WORD: Final = re.compile(r"[^\W_]+")
_TWO_LINES: Final = re.compile(r"(.*)lines ([0-9]+) to ([0-9]+)", re.DOTALL)


def residue(parts: Iterable[tuple[str, str]], names: Iterable[str], *, own_words: Iterable[str] = ()) -> tuple[Problem, ...]:
    """Return where names stand that must not leave, in the order of the parts; never which.

    A page has words of its own: labels, months, kinds of record. Somebody called May must not make every page with a date
    impossible. What is spelled exactly as those words are is not taken for a name, neither when it is a name that is looked
    for nor where it stands.

    Args:
        parts: The texts of a finished file, each with where it stands.
        names: The names that must not stand there.
        own_words: Words that the page itself says.

    Raises:
        TypeError: One text was given where several names, or words, may stand.
        ValueError: A name has no letter in it.

    >>> [str(problem) for problem in residue([("line 1", "Dear Sienna,"), ("line 2", "thank you.")], ["Sienna"])]
    ['line 1: a name that was to be replaced']
    >>> residue([("line 1", "12 May 2024")], ["May"], own_words=["April", "May"])
    ()
    """
    if isinstance(names, str) or isinstance(own_words, str):
        raise TypeError("one text where several may stand: put it in a list")
    own = frozenset(word for words in own_words for word in _WORD.findall(words))
    wanted = Names.of([name for name in names if not _says_only(name, own)])
    if not wanted.by_letters:
        return ()
    found: dict[str, Problem] = {}
    for number, (where, text) in enumerate(parts, 1):
        if any(not _says_only(text[hit.start : hit.end], own) for hit in wanted.found_in(text)):
            place = f"part {number}" if wanted.found_in(where) else where
            found.setdefault(place, Problem(where=place, what=STANDS_THERE))
    return tuple(problem for where, problem in found.items() if not _is_told(where, found))


def _is_told(where: str, found: Container[str]) -> bool:
    """Whether a name in the end of one line and the beginning of the next was found in one of them already."""
    lines = _TWO_LINES.fullmatch(where)
    return lines is not None and any(f"{lines[1]}line {lines[n]}" in found for n in (2, 3))


def _says_only(text: str, own: frozenset[str]) -> bool:
    """Whether all words of a text are the page's own."""
    words = _WORD.findall(text)
    return bool(words) and own.issuperset(words)
