"""Breaks: the last session before, the first after, and how many are left before it begins. A break is not a gap."""

from attrs import frozen

from ..model.contacts import Absence
from ..model.journal import Journal
from ..model.sessions import HELD, PLANNED, Session
from ..model.values import begins, over
from ..moments import Date, DateTime
from .sessions import is_retracted


@frozen(kw_only=True)
class Break:
    """An absence and the sessions around it.

    Args:
        absence: The absence.
        last_before: The last session before it, held or planned.
        first_after: The first session after it, held or planned.
        sessions_left: Planned sessions between the moment that was asked about and its beginning.
    """

    absence: Absence
    last_before: Session | None
    first_after: Session | None
    sessions_left: int


def sessions_around(journal: Journal, absence: Absence, at: DateTime | Date) -> Break:
    """Return the sessions around an absence, as seen at a moment.

    >>> journal = Journal.new(zone="Europe/Paris").with_records(Absence.example(), Session.example())
    >>> sessions_around(journal, Absence.example(), Date(2024, 5, 7)).last_before.id
    'the-ninth'
    """
    zone, now = journal.zone, begins(at, journal.zone)
    first, end = begins(absence.begins, zone), over(absence.ends, zone)
    sessions = [
        s
        for s in journal.sessions
        if s.starts_at is not None
        and not is_retracted(s, now, zone)
        and s.status in HELD | PLANNED
        and (absence.therapy is None or s.therapy in {None, absence.therapy})
    ]
    before = [s for s in sessions if begins(s.starts_at, zone) < first]
    return Break(
        absence=absence,
        last_before=before[-1] if before else None,
        first_after=next((s for s in sessions if begins(s.starts_at, zone) >= end), None),
        sessions_left=sum(s.is_planned and over(s.starts_at, zone) >= now for s in before),
    )


def coming_breaks(journal: Journal, at: DateTime | Date, therapy: str | None = None) -> tuple[Break, ...]:
    """Return the absences that begin after a moment, with the sessions around them, soonest first."""
    now = begins(at, journal.zone)
    return tuple(
        sessions_around(journal, absence, at)
        for absence in journal.absences
        if absence.begins is not None
        and begins(absence.begins, journal.zone) > now
        and (therapy is None or absence.therapy in {None, therapy})
        and not (absence.retracted_at is not None and begins(absence.retracted_at, journal.zone) <= now)
    )
