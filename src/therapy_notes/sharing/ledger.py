"""The ledger: what was given to whom, and what became of it. Lines are added, never changed."""

from collections.abc import Iterable

from attrs import evolve

from ..model.journal import Journal
from ..model.sessions import Session
from ..model.values import Share, When
from ..model.vocabulary import YesNoUnknown
from .origin import at_home
from .views import View


def shared(journal: Journal, view: View, *, at: When, how: str = "", only: Iterable[str] | None = None) -> Journal:
    """Return a journal whose ledger says that a view was given away: one line for each record.

    Args:
        journal: The journal from which the view was made.
        view: What the reader got.
        at: When.
        how: On paper, by mail, read aloud.
        only: The ids in the view of the records that were given, when it was not the whole view; of a prepared page
            those of its items.

    Raises:
        ValueError: The view is one's own.
        KeyError: The view has no record of one of these ids, or it is not in the journal any more.

    >>> from therapy_notes.model.entries import Entry
    >>> from therapy_notes.moments import parse_day
    >>> from therapy_notes.sharing.views import view
    >>> journal = Journal.new(zone="Europe/Paris").with_records(Entry.new("For you.", shared_with=["therapist"]))
    >>> journal = shared(journal, view(journal, "therapist"), at=parse_day("2024-05-13"), how="on paper")
    >>> [(line.audience, line.how) for line in journal.shares]
    [('therapist', 'on paper')]
    """
    if not isinstance(view, View):
        raise TypeError("what was shared is a View: say for whom")
    if view.is_mine:
        raise ValueError('a view for "me" is not given to anybody')
    if not isinstance(at, When):
        raise TypeError("when it was given is missing")
    homes = {shown: record.id for shown, record in at_home(journal, view)}
    given = [record.id for record in view.journal]
    if only is not None:
        wanted = set(only)
        if not wanted <= set(given):
            raise KeyError("no record of that id in this view")
        given = [id for id in given if id in wanted]
    if any(id not in homes for id in given):
        raise KeyError("a record of this view is not in this journal")
    lines = tuple(Share(record=homes[id], audience=view.audience, shared_at=at, how=how) for id in given)
    return evolve(journal, shares=(*journal.shares, *lines))


def noted(
    journal: Journal,
    record: str,
    audience: str,
    *,
    asked_to_read_at: When | None = None,
    read: YesNoUnknown = "not_known",
    discussed_in: str | None = None,
    withdrawn_at: When | None = None,
) -> Journal:
    """Return a journal whose ledger also says what became of something that was given to somebody.

    The lines before it stay as they are; :func:`therapy_notes.insights.shares` tells how things stand.

    Args:
        journal: The journal.
        record: The id of the record, at home.
        audience: The name of the audience to which it was given.
        asked_to_read_at: When the reader was asked to read it.
        read: Whether they did.
        discussed_in: The id of the session in which it was talked about.
        withdrawn_at: When it was taken back.

    Raises:
        KeyError: There is no such record or session.
        ValueError: The record was never given to that audience, or the line would say nothing.
    """
    if record not in journal or (discussed_in is not None and not isinstance(journal[discussed_in], Session)):
        raise KeyError("no record or session of that id")
    if all(line.record != record or line.audience != audience for line in journal.shares):
        raise ValueError("that was never given to them: say so first, with shared()")
    line = Share(
        record=record,
        audience=audience,
        asked_to_read_at=asked_to_read_at,
        read=read,
        discussed_in=discussed_in,
        withdrawn_at=withdrawn_at,
    )
    if line == Share(record=record, audience=audience):
        raise ValueError("nothing to note: say what became of it")
    return evolve(journal, shares=(*journal.shares, line))
