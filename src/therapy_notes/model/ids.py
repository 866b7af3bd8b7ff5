"""Ids: random for what is new, derived for what was imported. They tell nothing."""

import re
import secrets
from hashlib import sha256

_MADE_HERE = re.compile(r"[0-9a-f]{32}")


def new_id() -> str:
    """Return a fresh id: 128 random bits, without a clock."""
    return secrets.token_hex(16)


def derived_id(*parts: str) -> str:
    """Return the id that belongs to these parts, the same one every time.

    >>> derived_id("day_one", "A1") == derived_id("day_one", "A1") != derived_id("day_one", "A2")
    True
    """
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def looks_like_an_id(text: str) -> bool:
    """Tell whether a text has the form of the ids that this package makes."""
    return _MADE_HERE.fullmatch(text) is not None
