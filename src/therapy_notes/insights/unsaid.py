"""What was not said, and what of it has been said since."""

from bisect import bisect_right
from collections.abc import Iterator

from attrs import frozen

from ..model.journal import Journal
from ..model.sessions import Session, Topic, Unsaid
from ..model.values import When, begins
from ..moments import Date, DateTime
from ._asked import standing
from ._weeks import up_to


@frozen(kw_only=True)
class LeftUnsaid:
    """Something that was not said in a session, and what has come of it.

    Args:
        unsaid: What was not said.
        session: The session.
        since: Since when: when that session was.
        topic: The topic that it became, or None.
        said_in: The first later session in which that topic was discussed; None while it is still open.
    """

    unsaid: Unsaid
    session: Session
    since: When | None
    topic: Topic | None
    said_in: Session | None

    @property
    def is_said(self) -> bool:
        """Whether it has been said since."""
        return self.said_in is not None


@frozen(kw_only=True)
class AllUnsaid:
    """What was not said up to a moment. Nobody has to say everything: an open one is no debt.

    Args:
        found: Each, in the order of the sessions.
        said: How many of them have been said since.
        still_open: How many have not.
    """

    found: tuple[LeftUnsaid, ...]
    said: int
    still_open: int

    @property
    def opened(self) -> int:
        """How many there have been."""
        return len(self.found)


def unsaid(journal: Journal, at: DateTime | Date, therapy: str | None = None) -> AllUnsaid:
    """Return what was not said in the sessions up to a moment, and what of it has been said since.

    It has been said when the topic that it became was discussed in a session that began later (``seed-items.md`` S2-07,
    S4-10); touched on is not yet said. What became no topic is still open, as far as the journal knows.

    Args:
        journal: The journal to ask.
        at: The moment.
        therapy: Only this therapy; None for all.

    >>> from therapy_notes.model.sessions import Appearance, Reflection
    >>> held = Session.new(starts_at=Date(2024, 4, 29), status="fulfilled")
    >>> from attrs import evolve
    >>> kept_back = Unsaid(id="the-bench", what="That I sat on the bench for an hour first.", topic="the-corner")
    >>> before = evolve(held, reflection=Reflection(unsaid=(kept_back, Unsaid(id="the-cold"))))
    >>> journal = Journal.new(zone="Europe/Paris").with_records(before, Session.example(), Topic.example())
    >>> found = unsaid(journal, Date(2024, 5, 7))
    >>> found.opened, found.said, found.still_open, found.found[0].said_in.id
    (2, 1, 1, 'the-ninth')
    """
    zone = journal.zone
    sessions = list(up_to(journal, journal.sessions, at, therapy))
    topics = {topic.id: topic for topic in standing(journal, journal.topics, at)}
    discussed = _discussed(journal, at)
    found = tuple(
        LeftUnsaid(
            unsaid=one,
            session=session,
            since=session.starts_at,
            topic=topics.get(one.topic) if one.topic is not None else None,
            said_in=_first_after(discussed.get(one.topic, []) if one.topic is not None else [], session, zone),
        )
        for session in sessions
        if session.reflection is not None
        for one in session.reflection.unsaid
    )
    said = sum(one.is_said for one in found)
    return AllUnsaid(found=found, said=said, still_open=sum(not one.is_said for one in found))


def _discussed(journal: Journal, at: DateTime | Date) -> dict[str, list[tuple[int, Session]]]:
    """Return the sessions in which each topic was discussed, oldest first, with when they began."""
    found: dict[str, list[tuple[int, Session]]] = {}
    for session in up_to(journal, journal.sessions, at, None):
        for topic in _topics_discussed(session) if session.is_held else ():
            found.setdefault(topic, []).append((begins(session.starts_at, journal.zone), session))
    return found


def _topics_discussed(session: Session) -> Iterator[str]:
    return (appearance.topic for appearance in session.appearances if appearance.outcome == "discussed")


def _first_after(discussed: list[tuple[int, Session]], session: Session, zone: str) -> Session | None:
    place = bisect_right(discussed, begins(session.starts_at, zone), key=lambda one: one[0])
    return discussed[place][1] if place < len(discussed) else None
