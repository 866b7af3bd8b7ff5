"""Ids: random for what is new, derived for what was imported. They tell nothing."""

import re
import secrets
from hashlib import sha256

_MADE = re.compile(r"[0-9a-f]{32}")
_NO_WORD = re.compile(r"\S*[-_:./\d]\S*")


def new_id() -> str:
    """Return a fresh id: 128 random bits, without a clock."""
    return secrets.token_hex(16)


def derived_id(*parts: str) -> str:
    """Return the id that belongs to these parts, the same one every time.

    >>> derived_id("day_one", "A1") == derived_id("day_one", "A1") != derived_id("day_one", "A2")
    True
    """
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def is_made(text: str) -> bool:
    """Tell whether a text is an id as this package makes them: no word of anybody's.

    >>> is_made(new_id()), is_made("self-doubt")
    (True, False)
    """
    return _MADE.fullmatch(text) is not None


def looks_like_an_id(text: str) -> bool:
    """Tell whether a text may be an id: one piece with a digit or a joining mark in it, as ids have and words have not.

    Where ids and words may stand in one field, this and nothing else decides what a reader gets who is not shown the
    record: to look whether there is such a record would tell them. A hyphenated word that stands alone is taken for an
    id: when in doubt, it stays at home.

    >>> [looks_like_an_id(text) for text in ("3f2a", "the-money", "money", "my mother-in-law")]
    [True, True, False, False]
    """
    return _NO_WORD.fullmatch(text) is not None
