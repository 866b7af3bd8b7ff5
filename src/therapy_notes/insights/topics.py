"""What still waits to be talked about, and for how long. A topic is one record with many appearances."""

from attrs import frozen

from ..model.journal import Journal
from ..model.sessions import Appearance, Session, Topic
from ..model.values import When, begins
from ..model.vocabulary import Outcome
from ..moments import Date, DateTime
from .sessions import held_sessions

LEFT_FOR_ANOTHER_DAY: frozenset[str] = frozenset({"deferred", "forgotten", "chose_not_to", "overtaken"})


@frozen(kw_only=True)
class WaitingTopic:
    """A topic, and its life up to a moment.

    Args:
        topic: The topic.
        since: Since when it waits.
        age_in_sessions: Sessions held since then.
        deferrals: How often it was left for another day.
        last_outcome: What came of it the last time it appeared, or None.
        is_open: Whether it still waits: it was neither discussed nor withdrawn.
    """

    topic: Topic
    since: When | None
    age_in_sessions: int
    deferrals: int
    last_outcome: Outcome | None
    is_open: bool


def appearances(journal: Journal, topic: str, at: DateTime | Date) -> tuple[tuple[Session, Appearance], ...]:
    """Return the sessions up to a moment in which a topic appeared, oldest first."""
    now = begins(at, journal.zone)
    return tuple(
        (session, appearance)
        for session in journal.sessions
        if begins(session.starts_at, journal.zone) <= now
        for appearance in session.appearances
        if appearance.topic == topic
    )


def life_of(journal: Journal, topic: Topic, at: DateTime | Date) -> WaitingTopic:
    """Return the life of a topic up to a moment.

    >>> journal = Journal.new(zone="Europe/Paris").with_records(Topic.example(), Session.example())
    >>> life = life_of(journal, Topic.example(), Date(2024, 5, 7))
    >>> life.age_in_sessions, life.last_outcome, life.is_open
    (1, 'discussed', False)
    """
    outcomes: list[Outcome] = [a.outcome for _, a in appearances(journal, topic.id, at) if a.outcome is not None]
    now = begins(at, journal.zone)
    gone = any(when is not None and begins(when, journal.zone) <= now for when in (topic.withdrawn_at, topic.retracted_at))
    opened = begins(topic.opened, journal.zone)
    held = held_sessions(journal, at, topic.therapy)
    last = outcomes[-1] if outcomes else None
    return WaitingTopic(
        topic=topic,
        since=topic.opened,
        age_in_sessions=sum(begins(s.starts_at, journal.zone) > opened for s in held),
        deferrals=sum(outcome in LEFT_FOR_ANOTHER_DAY for outcome in outcomes),
        last_outcome=last,
        is_open=not gone and last != "discussed",
    )


def waiting_topics(journal: Journal, at: DateTime | Date, therapy: str | None = None) -> tuple[WaitingTopic, ...]:
    """Return the topics that wait at a moment: pinned ones first, then by when they were opened.

    A topic that is opened later does not wait yet. Never by how hard it is.
    """
    now = begins(at, journal.zone)
    lives = [
        life_of(journal, topic, at)
        for topic in journal.topics
        if (topic.opened is None or begins(topic.opened, journal.zone) <= now)
        and (therapy is None or topic.therapy in {None, therapy})
    ]
    return tuple(sorted((life for life in lives if life.is_open), key=lambda life: not life.topic.pinned))
