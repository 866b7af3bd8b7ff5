"""Walking through the words of a view: each with the place where it stands, and a copy in which some are others."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, TypeAlias

from attrs import evolve, frozen

from ..model.agreeing import changed_to
from ..model.journal import KINDS, Journal
from ..model.shapes import Extra, Many, Nested, Scalar, ScalarKind, fields
from ..model.values import Approximate, Rating

TEXT: Final[frozenset[ScalarKind]] = frozenset({"term", "words", "reference_or_words", "when", "degree"})
"""The kinds of scalar in which words may stand that a person wrote."""


@frozen(kw_only=True)
class Place:
    """Where a value stands.

    Args:
        record: The id of the record.
        field: The way to it inside the record, such as ``title`` or ``comments[2].body``; the words of an approximate time
            or of a scale stand at ``happened.words`` and ``mood.scale``.
        kind: The kind of scalar it is.
        path: The path without numbers, by which an audience names it: ``entry.comments.body``.
    """

    record: str
    field: str
    kind: ScalarKind
    path: str


Change: TypeAlias = Callable[[Place, Any], Any]
"""Gives the value that shall stand at a place. It must be of the kind that may stand there."""


def with_values(journal: Journal, change: Change) -> Journal:
    """Return a journal in which every scalar is what ``change`` makes of it. ``extra`` and the ledger are left alone."""
    changed: Mapping[str, Any] = {
        kind.plural: tuple(
            _Walk(record.id, change).through(record, "", kind.name) for record in getattr(journal, kind.plural)
        )
        for kind in KINDS.values()
    }
    return evolve(journal, **changed)


@frozen
class _Walk:
    """A walk through one record."""

    record: str
    change: Change

    def through(self, value: object, at: str, path: str) -> Any:
        """Return the copy of a record, or of a value inside one whose fields begin with ``at``."""
        given: dict[str, Any] = {}
        for f in fields(type(value)):
            held: Any = getattr(value, f.name)
            if held is None or held == () or isinstance(f.shape, Extra):
                continue
            here, inner = f"{at}{f.name}", f"{path}.{f.name}"
            if isinstance(f.shape, Many):
                shape = f.shape.of
                new: Any = tuple(self._item(shape, item, f"{here}[{n}]", inner) for n, item in enumerate(held))
            else:
                new = self._item(f.shape, held, here, inner)
            if new is not held and new != held:
                given[f.name] = new
        return changed_to(value, given) if given else value

    def _item(self, shape: object, held: Any, here: str, path: str) -> Any:
        match shape:
            case Nested():
                return self.through(held, f"{here}.", path)
            case Scalar(kind):
                return self.change(Place(record=self.record, field=here, kind=kind, path=path), held)
            case _:
                return held


def with_texts(journal: Journal, change: Callable[[Place, str], str]) -> Journal:
    """Return a journal in which every text that a person wrote is what ``change`` makes of it.

    >>> from therapy_notes.model.entries import Entry
    >>> journal = Journal.new(zone="Europe/Paris").with_records(Entry.new("so it was", title="Monday"))
    >>> [(place.field, text) for place, text in texts(with_texts(journal, lambda place, text: text.upper()))]
    [('title', 'MONDAY'), ('body', 'SO IT WAS'), ('kind', 'REFLECTION')]
    """

    def changed(place: Place, held: Any) -> Any:
        if place.kind not in TEXT:
            return held
        match held:
            case str():
                return change(place, held)
            case Approximate() if held.words:
                return evolve(held, words=change(evolve(place, field=f"{place.field}.words"), held.words))
            case Rating() if held.scale:
                return evolve(held, scale=change(evolve(place, field=f"{place.field}.scale"), held.scale))
            case _:
                return held

    return with_values(journal, changed)


def texts(journal: Journal) -> Iterator[tuple[Place, str]]:
    """Yield every text that a person wrote, with its place, kind by kind in the order of the journal."""
    found: list[tuple[Place, str]] = []

    def note(place: Place, text: str) -> str:
        found.append((place, text))
        return text

    with_texts(journal, note)
    return iter(found)
