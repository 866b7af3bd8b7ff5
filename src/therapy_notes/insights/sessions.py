"""Which sessions were held, which comes next, and how much time two people have spent together."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from typing import Any

from attrs import field, frozen

from .. import moments
from ..model.journal import KINDS, Journal, Record, time_of
from ..model.people import Tally, Therapy
from ..model.sessions import Session
from ..model.values import When, begins, day_of, has_come, over
from ..model.vocabulary import Answer
from ..moments import Date, DateTime
from ._asked import standing


def _in(therapy: str | None, session: Session) -> bool:
    return therapy is None or session.therapy is None or session.therapy == therapy


def is_retracted(record: Record, now: int, zone: str) -> bool:
    """Return whether a record had been taken back by an instant. What is taken back is kept (``seed-items.md`` S0-45).

    Args:
        record: The record.
        now: The instant, in microseconds, as ``moments.instant`` counts.
        zone: The zone in which days begin; it should be the journal's.

    >>> from attrs import evolve
    >>> gone = evolve(Session.example(), retracted_at=Date(2024, 5, 9))
    >>> [is_retracted(gone, begins(Date(2024, 5, day), "Europe/Paris"), "Europe/Paris") for day in (8, 9)]
    [False, True]
    """
    return record.retracted_at is not None and has_come(record.retracted_at, now, zone)


def held_sessions(journal: Journal, at: DateTime | Date, therapy: str | None = None) -> tuple[Session, ...]:
    """Return the sessions that began up to a moment and took place, oldest first.

    Those with the status ``fulfilled`` took place, and those that were cut short; the words are in ``domain.md`` §3.

    Args:
        journal: The journal to ask.
        at: The moment. Days begin in the journal's zone.
        therapy: Only sessions of this therapy, and those that name none; None for all.

    >>> journal = Journal.new(zone="Europe/Paris").with_records(Session.example())
    >>> [session.id for session in held_sessions(journal, Date(2024, 5, 7))]
    ['the-ninth']
    >>> held_sessions(journal, Date(2024, 5, 6))
    ()
    """
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
    """Return the last session that had begun by a moment and was held, or None; held is as in :func:`held_sessions`.

    What is new since then is asked from here (``domain.md`` §4).

    Args:
        journal: The journal to ask.
        at: The moment. Days begin in the journal's zone.
        therapy: Only sessions of this therapy, and those that name none; None for all.

    >>> journal = Journal.new(zone="Europe/Paris").with_records(Session.example())
    >>> last_session(journal, Date(2024, 5, 7)).id
    'the-ninth'
    """
    held = held_sessions(journal, at, therapy)
    return held[-1] if held else None


def next_session(journal: Journal, at: DateTime | Date, therapy: str | None = None) -> Session | None:
    """Return the next session that is proposed or booked at or after a moment, or None.

    It is the one for which one prepares (``seed-items.md`` S2-29). One that is not over yet is still to come.

    Args:
        journal: The journal to ask.
        at: The moment. Days begin in the journal's zone.
        therapy: Only sessions of this therapy, and those that name none; None for all.

    >>> from attrs import evolve
    >>> booked = evolve(Session.example(), status="booked", reflection=None)
    >>> next_session(Journal.new(zone="Europe/Paris").with_records(booked), Date(2024, 5, 1)).id
    'the-ninth'
    """
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


@frozen(kw_only=True)
class TherapySoFar:
    """One therapy, as it stands at a moment.

    Args:
        therapy: The therapy; it knows in whose words it ended.
        together: How long and how often they have met.
        is_longest: Whether no other has lasted longer. ``cannot_tell`` when it is among those that nobody has dated, or
            when one of those might have lasted longer.
        ended: When it ended; None while it lasts.
        ending_kind: How it ended, as it is kept: one of ``vocabulary.ENDING_KINDS`` or one's own word. None while it
            lasts.
    """

    therapy: Therapy
    together: TimeTogether
    is_longest: Answer
    ended: When | None
    ending_kind: str | None = field(repr=False)


def _latest_tally(therapy: Therapy, now: int, zone: str) -> Tally | None:
    known = [tally for tally in therapy.tallies if begins(tally.as_of, zone) <= now]
    return max(known, key=lambda tally: begins(tally.as_of, zone), default=None)


def _counted_apart(journal: Journal, therapy: Therapy, at: DateTime | Date) -> tuple[Tally | None, tuple[Session, ...]]:
    """Return the tally that counts the first sessions, and those sessions that it does not count."""
    return _without_tallied(held_sessions(journal, at, therapy.id), therapy, at, journal.zone)


def _without_tallied(
    held: tuple[Session, ...], therapy: Therapy, at: DateTime | Date, zone: str
) -> tuple[Tally | None, tuple[Session, ...]]:
    tally = _latest_tally(therapy, begins(at, zone), zone)
    if tally is None:
        return None, held
    end = over(tally.as_of, zone)
    return tally, tuple(s for s in held if begins(s.starts_at, zone) >= end)


def time_together(journal: Journal, therapy: str | Therapy, at: DateTime | Date) -> TimeTogether:
    """Return how long and how often two people have met, up to a moment (``seed-items.md`` S0-20, S0-62).

    Of sessions that a tally counts, none is counted twice.

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
    return _together(found, _day_at_home(journal, at), *_counted_apart(journal, found, at))


def _together(therapy: Therapy, day: Date, tally: Tally | None, sessions: tuple[Session, ...]) -> TimeTogether:
    timed = [s.length for s in sessions if s.length is not None]
    tallied = tally.sessions if tally else 0
    tally_is_timed = tally is not None and tally.minutes_each is not None
    began, ended, until = day_of(therapy.began), day_of(therapy.ended), day
    until = min(until, ended) if ended else until
    return TimeTogether(
        length=therapy.length_in_words(day),
        sessions=tallied + len(sessions),
        minutes=sum(round(length.total_seconds()) for length in timed) // 60
        + (tallied * (tally.minutes_each or 0) if tally else 0),
        sessions_timed=len(timed) + (tallied if tally_is_timed else 0),
        days_known=until.toordinal() - began.toordinal() if began and began <= until else None,
    )


def _day_at_home(journal: Journal, at: DateTime | Date) -> Date:
    """Return the day of a moment in the zone of a journal, wherever the moment is seen from."""
    return moments.day(moments.at_instant(begins(at, journal.zone), journal.zone))


def _therapy(journal: Journal, id: str) -> Therapy:
    for therapy in journal.therapies:
        if therapy.id == id:
            return therapy
    raise KeyError("no therapy of that id")


def therapies(journal: Journal, at: DateTime | Date) -> tuple[TherapySoFar, ...]:
    """Return every therapy that had begun by a moment: how long, how often, whether the longest, how it ended.

    The longest is the one with the most days (``seed-items.md`` S0-02, S0-20). That nobody dated a beginning is no reason
    to leave a therapy out; then it has no length.

    >>> short = Therapy(id="the-first", began=Date(2019, 1, 7), ended=Date(2019, 5, 7), ending_kind="external")
    >>> journal = Journal.new(zone="Europe/Paris").with_records(short, Therapy.example(), Session.example())
    >>> [(so_far.together.length, so_far.is_longest, so_far.ending_kind) for so_far in therapies(journal, Date(2024, 6, 12))]
    [('4 months', 'no', 'external'), ('2 years 3 months', 'yes', None)]
    """
    now, zone = begins(at, journal.zone), journal.zone
    begun = [t for t in standing(journal, journal.therapies, at) if has_come(t.began, now, zone)]
    held = _by_therapy(held_sessions(journal, at), {therapy.id for therapy in begun})
    together = [
        _together(therapy, _day_at_home(journal, at), *_without_tallied(held[therapy.id], therapy, at, zone))
        for therapy in begun
    ]
    longest = max((found.days_known for found in together if found.days_known is not None), default=0)
    all_known = all(found.days_known is not None for found in together)
    return tuple(
        TherapySoFar(
            therapy=therapy,
            together=found,
            is_longest=_is_longest(found.days_known, longest, all_known=all_known),
            ended=therapy.ended if ended else None,
            ending_kind=therapy.ending_kind if ended else None,
        )
        for therapy, found in zip(begun, together, strict=True)
        for ended in [therapy.ended is not None and has_come(therapy.ended, now, zone)]
    )


def _by_therapy(held: Iterable[Session], ids: set[str]) -> Mapping[str, tuple[Session, ...]]:
    """Return the sessions of each therapy. One that names none belongs to all, as everywhere."""
    found: dict[str, list[Session]] = {id: [] for id in ids}
    for session in held:
        for id in ids if session.therapy is None else ids & {session.therapy}:
            found[id].append(session)
    return {id: tuple(sessions) for id, sessions in found.items()}


def _is_longest(days: int | None, longest: int, *, all_known: bool) -> Answer:
    if days is not None and days < longest:
        return "no"
    return "yes" if days is not None and all_known else "cannot_tell"


def number_of(journal: Journal, session: Session) -> int | None:
    """Return which session of its therapy this is, counting those that were held (``domain.md`` §3, ``Session``).

    None when nobody can tell: without a tally, the record must begin on the day on which the therapy began.

    >>> began = Therapy(id="with-ines", began=Date(2024, 5, 6))
    >>> number_of(Journal.new(zone="Europe/Paris").with_records(began, Session.example()), Session.example())
    1
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
    """Return what has come into the journal since the last held session, up to a moment, oldest first.

    What is new since then opens the next one (``domain.md`` §4). What was taken back by the moment is left out, and so is
    what has no time. Where no session was held, everything is new.

    Args:
        journal: The journal to ask.
        at: The moment. Days begin in the journal's zone.
        therapy: Only what belongs to this therapy, and what names none; None for all.

    >>> from therapy_notes.model.contacts import Contact
    >>> journal = Journal.new(zone="Europe/Paris").with_records(Session.example(), Contact.example())
    >>> [record.id for record in since_last_session(journal, Date(2024, 5, 8))]
    ['the-photograph']
    """
    last = last_session(journal, at, therapy)
    after = moments.BEGINNING if last is None else begins(last.starts_at, journal.zone)
    now = begins(at, journal.zone)

    def when(record: Record) -> int:
        return begins(time_of(record), journal.zone)

    since: dict[str, Any] = {}
    for kind in KINDS.values():
        records: tuple[Record, ...] = getattr(journal, kind.plural)  # in the order of time
        new = records[bisect_right(records, after, key=when) : bisect_right(records, now, key=when)]
        since[kind.plural] = tuple(standing(journal, new, at, therapy))
    return tuple(Journal(zone=journal.zone, **since))
