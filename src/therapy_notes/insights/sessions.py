"""Which sessions were held, which comes next, and how much time two people have spent together."""

from attrs import frozen

from .. import moments
from ..model.journal import Journal, Record, time_of
from ..model.people import Tally, Therapy
from ..model.sessions import Session
from ..model.values import begins, day_of, over
from ..moments import Date, DateTime


def _in(therapy: str | None, session: Session) -> bool:
    return therapy is None or session.therapy is None or session.therapy == therapy


def is_retracted(record: Record, now: int, zone: str) -> bool:
    """Return whether a record had been taken back by an instant."""
    return record.retracted_at is not None and begins(record.retracted_at, zone) <= now


def held_sessions(journal: Journal, at: DateTime | Date, therapy: str | None = None) -> tuple[Session, ...]:
    """Return the sessions that began up to a moment and took place, oldest first."""
    now = begins(at, journal.zone)
    return tuple(
        s
        for s in journal.sessions
        if s.is_held
        and _in(therapy, s)
        and s.starts_at is not None
        and begins(s.starts_at, journal.zone) <= now
        and not is_retracted(s, now, journal.zone)
    )


def last_session(journal: Journal, at: DateTime | Date, therapy: str | None = None) -> Session | None:
    """Return the last session that was held before a moment, or None."""
    held = held_sessions(journal, at, therapy)
    return held[-1] if held else None


def next_session(journal: Journal, at: DateTime | Date, therapy: str | None = None) -> Session | None:
    """Return the next session that is proposed or booked at or after a moment, or None."""
    now = begins(at, journal.zone)
    return next(
        (
            s
            for s in journal.sessions
            if s.is_planned
            and _in(therapy, s)
            and s.starts_at is not None
            and over(s.starts_at, journal.zone) >= now
            and not is_retracted(s, now, journal.zone)
        ),
        None,
    )


@frozen(kw_only=True)
class TimeTogether:
    """How much time two people have spent together.

    Args:
        length: How long they have known each other, as people say it; empty when no beginning is known.
        sessions: Sessions held, tallies included.
        minutes: Minutes together, of those sessions whose length is known.
        sessions_timed: How many sessions ``minutes`` stands on.
        days_known: Days since it began, or None.
    """

    length: str
    sessions: int
    minutes: int
    sessions_timed: int
    days_known: int | None


def _latest_tally(therapy: Therapy, now: int, zone: str) -> Tally | None:
    known = [tally for tally in therapy.tallies if begins(tally.as_of, zone) <= now]
    return max(known, key=lambda tally: begins(tally.as_of, zone), default=None)


def _counted_apart(journal: Journal, therapy: Therapy, at: DateTime | Date) -> tuple[Tally | None, tuple[Session, ...]]:
    """Return the tally that counts the first sessions, and those sessions that it does not count."""
    held = held_sessions(journal, at, therapy.id)
    tally = _latest_tally(therapy, begins(at, journal.zone), journal.zone)
    if tally is None:
        return None, held
    end = over(tally.as_of, journal.zone)
    return tally, tuple(s for s in held if begins(s.starts_at, journal.zone) >= end)


def time_together(journal: Journal, therapy: str | Therapy, at: DateTime | Date) -> TimeTogether:
    """Return how long and how often two people have met, up to a moment.

    Args:
        journal: The journal to ask.
        therapy: The therapy, or its id.
        at: The moment.

    Raises:
        KeyError: There is no such therapy.

    >>> journal = Journal.new(zone="Europe/Paris").with_records(Therapy.example(), Session.example())
    >>> together = time_together(journal, "with-ines", Date(2024, 6, 12))
    >>> together.length, together.sessions, together.minutes
    ('2 years 3 months', 1, 50)
    """
    found = therapy if isinstance(therapy, Therapy) else _therapy(journal, therapy)
    tally, sessions = _counted_apart(journal, found, at)
    timed = [s.length for s in sessions if s.length is not None]
    tallied = tally.sessions if tally else 0
    tally_is_timed = tally is not None and tally.minutes_each is not None
    began, ended, until = day_of(found.began), day_of(found.ended), moments.day(at)
    until = min(until, ended) if ended else until
    return TimeTogether(
        length=found.length_in_words(at),
        sessions=tallied + len(sessions),
        minutes=sum(round(length.total_seconds()) for length in timed) // 60
        + (tallied * (tally.minutes_each or 0) if tally else 0),
        sessions_timed=len(timed) + (tallied if tally_is_timed else 0),
        days_known=until.toordinal() - began.toordinal() if began and began <= until else None,
    )


def _therapy(journal: Journal, id: str) -> Therapy:
    for therapy in journal.therapies:
        if therapy.id == id:
            return therapy
    raise KeyError("no therapy of that id")


def number_of(journal: Journal, session: Session) -> int | None:
    """Return which session of its therapy this is, counting those that were held.

    None when nobody can tell: without a tally, the record must begin on the day on which the therapy began.
    """
    if session.starts_at is None or session.therapy is None or not session.is_held:
        return None
    therapy = next((t for t in journal.therapies if t.id == session.therapy), None)
    if therapy is None:
        return None
    at = moments.at_instant(begins(session.starts_at, journal.zone), journal.zone)
    tally, sessions = _counted_apart(journal, therapy, at)
    if session not in sessions:
        return None
    if tally is None and day_of(therapy.began) != day_of(sessions[0].starts_at):
        return None
    return (tally.sessions if tally else 0) + sessions.index(session) + 1


def since_last_session(journal: Journal, at: DateTime | Date, therapy: str | None = None) -> tuple[Record, ...]:
    """Return what has come into the journal since the last held session, up to a moment, oldest first."""
    last = last_session(journal, at, therapy)
    after = moments.BEGINNING if last is None else begins(last.starts_at, journal.zone)
    now = begins(at, journal.zone)
    return tuple(
        record
        for record in journal
        if after < begins(time_of(record), journal.zone) <= now and (therapy is None or record.therapy in {None, therapy})
    )
