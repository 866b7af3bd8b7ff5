"""Which fields of a class are keys of its object in JSON."""

from typing import Final

from ..model.journal import Journal
from ..model.shapes import Extra, Field, fields

HEADER_FIELDS: Final = frozenset({"format", "producer"})
"""Fields of ``Journal`` that are no keys of it: they stand in the header."""

ALWAYS: Final = frozenset({"zone"})
"""Fields of ``Journal`` that are written even when they are what they would be anyway."""


def known_fields(of: type) -> tuple[Field, ...]:
    """Return the fields of a class that are keys of its object, in the order in which they are written.

    ``extra`` is never a key: what is in it stands beside the known keys.

    >>> from therapy_notes.model.values import Rating
    >>> [field.name for field in known_fields(Rating)]
    ['value', 'low', 'high', 'scale']
    """
    hidden = HEADER_FIELDS if of is Journal else frozenset[str]()
    return tuple(f for f in fields(of) if not isinstance(f.shape, Extra) and f.name not in hidden)
