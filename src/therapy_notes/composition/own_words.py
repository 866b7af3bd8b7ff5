"""What a page says by itself: headings, labels, months, days of the week."""

import re
from collections.abc import Iterator
from functools import cache
from typing import cast, get_args

from ..model import vocabulary
from ..model.journal import KINDS
from ..model.shapes import Many, Nested, fields
from ..moments import Date
from ..sharing.redaction import STAND_INS
from .layout import Layout

_WORD = re.compile(r"[^\W\d_]+")


def own_words(layout: Layout | None = None) -> frozenset[str]:
    """Return the words that a page of a layout may say by itself, as it spells them: those are nobody's name there.

    >>> {"September", "Monday", "Between", "us", "post", "place"} <= own_words(), "Zulmira" in own_words()
    (True, False)
    """
    layout = layout or Layout()
    said = (*_labels(layout), *_days(layout), *_names_of_fields(), *_terms(), *STAND_INS)
    return frozenset(word for text in said for word in _WORD.findall(text))


def _labels(layout: Layout) -> Iterator[str]:
    labels = layout.labels
    for words in (labels.headings, labels.reasons, labels.words):
        yield from words.values()


def _days(layout: Layout) -> Iterator[str]:
    """Yield a day of each month and of each day of the week, in every pattern of the language."""
    for day in (*(Date(2024, month, 1) for month in range(1, 13)), *(Date(2024, 1, day) for day in range(1, 8))):
        for pattern in {name.removesuffix("_year") for name in layout.labels.dates} - {"clock"}:
            yield layout.when(day, pattern=pattern)


@cache
def _terms() -> tuple[str, ...]:
    """Return the shipped words, which stand in a file as they are."""
    lists: list[object] = [held for name, held in vars(vocabulary).items() if name.isupper()]
    words = [word for held in lists if isinstance(held, tuple) for word in cast("tuple[object, ...]", held)]
    closed = [word for kind in vars(vocabulary).values() for word in get_args(kind)]
    return tuple(word.replace("_", " ") for word in (*words, *closed) if isinstance(word, str))


@cache
def _names_of_fields() -> tuple[str, ...]:
    """Return the names of all kinds and fields: a field for which a language has no word is named by itself."""
    names: set[str] = set(KINDS)
    seen: set[type] = set()
    waiting: list[type] = [kind.of for kind in KINDS.values()]
    while waiting:
        cls = waiting.pop()
        if cls in seen:
            continue
        seen.add(cls)
        for f in fields(cls):
            names.add(f.name.replace("_", " "))
            shape = f.shape.of if isinstance(f.shape, Many) else f.shape
            if isinstance(shape, Nested):
                waiting.append(shape.of)
    return tuple(names)
