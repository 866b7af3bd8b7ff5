"""The way home: from an id that a reader knows to the record behind it."""

from collections.abc import Iterator, Mapping

from ..model.journal import Journal, Record
from .rewriting import Place, with_values
from .views import View, new_id_for


def origin(journal: Journal, view: View, id: str) -> Record:
    """Return the record at home behind an id in a view.

    Args:
        journal: The journal from which the view was made, or a later state of it.
        view: What the reader got, with pseudonyms or without.
        id: The id of a record in the view, or of a value inside one: a comment, a revision.

    Raises:
        KeyError: The view has no such id, or the record is not in the journal any more.

    >>> from therapy_notes.model.entries import Entry
    >>> from therapy_notes.sharing.views import view
    >>> journal = Journal.new(zone="Europe/Paris").with_records(Entry.new("For you.", shared_with=["therapist"]))
    >>> hers = view(journal, "therapist")
    >>> origin(journal, hers, hers.journal.entries[0].id) == journal.entries[0]
    True
    """
    if not isinstance(view, View):
        raise TypeError("the ids of whom? They are those of a View")
    shown = _records_by_id(view.journal).get(id)
    if shown is None:
        raise KeyError("no such id in this view")
    for home, record in at_home(journal, view):
        if home == shown:
            return record
    raise KeyError("that record is not in this journal any more")


def at_home(journal: Journal, view: View) -> Iterator[tuple[str, Record]]:
    """Yield every record of a journal with the id that it has, or would have, in a view."""
    for record in journal:
        yield (record.id if view.is_mine else new_id_for(journal, view.audience, record.id)), record


def _records_by_id(journal: Journal) -> Mapping[str, str]:
    """Return for every id in a journal, also of a value inside a record, the id of the record in which it stands.

    Of two values inside two records that share an id, which none in a view do, the first counts.
    """
    found: dict[str, str] = {record.id: record.id for record in journal}

    def note(place: Place, held: object) -> object:
        if place.kind == "id" and isinstance(held, str):
            found.setdefault(held, place.record)
        return held

    with_values(journal, note)
    return found
