"""Breaks: the last session before, the first after, and how many are left before it begins. A break is not a gap."""

from bisect import bisect_left
from itertools import accumulate

from attrs import frozen

from .. import moments
from ..model.contacts import Absence
from ..model.journal import Journal
from ..model.sessions import HELD, PLANNED, Session
from ..model.values import begins, is_date, over
from ..moments import Date, DateTime
from .sessions import is_retracted
from .topics import WaitingTopic, waiting_topics


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


@frozen(kw_only=True)
class BeforeTheBreak:
    """What is still to be said before an absence, and how often they meet before it.

    Args:
        around: The absence and the sessions around it.
        topics: The topics that wait and that she means to raise before it begins.
    """

    around: Break
    topics: tuple[WaitingTopic, ...]


@frozen(kw_only=True)
class _Meetings:
    """The sessions of one therapy, held or planned, as they stand at a moment, in the order of time.

    Args:
        zone: The zone in which days begin.
        sessions: The sessions.
        starts: When each of them begins.
        planned: How many of the first so many are still to come.
    """

    zone: str
    sessions: tuple[Session, ...]
    starts: tuple[int, ...]
    planned: tuple[int, ...]

    @classmethod
    def of(cls, journal: Journal, therapy: str | None, at: DateTime | Date) -> "_Meetings":
        zone, now = journal.zone, begins(at, journal.zone)
        sessions = tuple(
            s
            for s in journal.sessions
            if s.starts_at is not None
            and not is_retracted(s, now, zone)
            and s.status in HELD | PLANNED
            and (therapy is None or s.therapy in {None, therapy})
        )
        to_come = (s.is_planned and over(s.starts_at, zone) >= now for s in sessions)
        return cls(
            zone=zone,
            sessions=sessions,
            starts=tuple(begins(s.starts_at, zone) for s in sessions),
            planned=tuple(accumulate(to_come, initial=0)),
        )

    def around(self, absence: Absence) -> Break:
        """Return an absence and the sessions around it."""
        before = bisect_left(self.starts, begins(absence.begins, self.zone)) if absence.begins is not None else 0
        after = bisect_left(self.starts, over(absence.ends, self.zone))
        return Break(
            absence=absence,
            last_before=self.sessions[before - 1] if before else None,
            first_after=self.sessions[after] if after < len(self.sessions) else None,
            sessions_left=self.planned[before],
        )


def sessions_around(journal: Journal, absence: Absence, at: DateTime | Date) -> Break:
    """Return the sessions around an absence, as seen at a moment (``seed-items.md`` S0-51).

    What counts are sessions that were held or are planned; one that begins while somebody is away is neither before nor
    after.

    >>> journal = Journal.new(zone="Europe/Paris").with_records(Absence.example(), Session.example())
    >>> sessions_around(journal, Absence.example(), Date(2024, 5, 7)).last_before.id
    'the-ninth'
    """
    return _Meetings.of(journal, absence.therapy, at).around(absence)


def coming_breaks(journal: Journal, at: DateTime | Date, therapy: str | None = None) -> tuple[Break, ...]:
    """Return the absences that begin after a moment, with the sessions around them, soonest first.

    How many sessions are left before it, and which, is what one wants to know before a break (``seed-items.md`` S0-51).

    Args:
        journal: The journal to ask.
        at: The moment. An absence that has begun is no longer to come.
        therapy: Only absences of this therapy, and those that name none; None for all.

    >>> from attrs import evolve
    >>> booked = evolve(Session.example(), status="booked", reflection=None)
    >>> journal = Journal.new(zone="Europe/Paris").with_records(Absence.example(), booked)
    >>> [(found.absence.id, found.sessions_left) for found in coming_breaks(journal, Date(2024, 5, 1))]
    [('three-weeks-of-august', 1)]
    >>> coming_breaks(journal, Date(2024, 8, 6))
    ()
    """
    now = begins(at, journal.zone)
    coming = [
        absence
        for absence in journal.absences
        if absence.begins is not None
        and begins(absence.begins, journal.zone) > now
        and (therapy is None or absence.therapy in {None, therapy})
        and not is_retracted(absence, now, journal.zone)
    ]
    meetings = {whose: _Meetings.of(journal, whose, at) for whose in {absence.therapy for absence in coming}}
    return tuple(meetings[absence.therapy].around(absence) for absence in coming)


def before_the_break(journal: Journal, absence: Absence, at: DateTime | Date) -> BeforeTheBreak:
    """Return what is still to be said before an absence, and how many sessions are left for it.

    The topics are those that wait and that she means to raise by the time when it begins: ``plan.before`` lies on its first
    day or earlier (``seed-items.md`` S0-51). A time that has passed counts too, since the topic still waits. An absence
    whose beginning nobody knows has no time before it.

    Args:
        journal: The journal to ask.
        absence: The absence.
        at: The moment that is asked about.

    >>> from attrs import evolve
    >>> from therapy_notes.model.sessions import Plan, Topic
    >>> corner = evolve(Topic.example(), plan=Plan(before=Date(2024, 8, 5)))
    >>> journal = Journal.new(zone="Europe/Paris").with_records(Absence.example(), corner)
    >>> [waiting.topic.id for waiting in before_the_break(journal, Absence.example(), Date(2024, 6, 3)).topics]
    ['the-corner']
    """
    return BeforeTheBreak(
        around=sessions_around(journal, absence, at),
        topics=tuple(w for w in waiting_topics(journal, at, absence.therapy) if _is_for_before(w, absence, journal.zone)),
    )


def _is_for_before(waiting: WaitingTopic, absence: Absence, zone: str) -> bool:
    plan, first = waiting.topic.plan, begins(absence.begins, zone)
    if plan is None or plan.before is None or first >= moments.END:
        return False
    by = begins(plan.before, zone)
    return by <= first or (is_date(absence.begins) and by < over(absence.begins, zone))
