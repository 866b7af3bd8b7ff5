"""cattrs's groups of errors to what is wrong, each with the way to it."""

from collections.abc import Iterator
from typing import cast

from cattrs.errors import AttributeValidationNote, BaseValidationError, IterableValidationNote

from .paths import Found, Step, UnknownKey
from .structuring import UnknownKeyNote, WrongError


def found_in(error: BaseException, way: tuple[Step, ...] = ()) -> Iterator[Found]:
    """Yield all that is wrong, out of a group of errors."""
    # A note is added at each level on the way up, so an error has at most one, that of its own level.
    way += tuple(
        _step(note)
        for note in cast("list[object]", getattr(error, "__notes__", []))
        if isinstance(note, AttributeValidationNote | IterableValidationNote)
    )
    if isinstance(error, BaseValidationError):
        for inner in error.exceptions:
            yield from found_in(inner, way)
    elif isinstance(error, WrongError):
        yield way, str(error)
    else:  # pragma: no cover - no hook raises anything else
        raise error


def _step(note: AttributeValidationNote | IterableValidationNote) -> Step:
    if isinstance(note, IterableValidationNote):
        return int(note.index)
    return UnknownKey(note.name) if isinstance(note, UnknownKeyNote) else note.name
