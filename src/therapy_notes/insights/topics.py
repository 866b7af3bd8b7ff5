"""What still waits to be talked about, and for how long. A topic is one record with many appearances."""

from bisect import bisect_right
from collections.abc import Mapping
from operator import itemgetter

from attrs import frozen

from ..model.journal import Journal
from ..model.sessions import Topic
from ..model.values import When, begins
from ..model.vocabulary import Outcome
from ..moments import Date, DateTime
from .sessions import is_retracted

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


@frozen(kw_only=True)
class _Past:
    """The sessions up to a moment, gone through once: when each was held, and what came of each topic in its turn."""

    held: tuple[tuple[int, str | None], ...]
    outcomes: Mapping[str, tuple[Outcome, ...]]


def _past(journal: Journal, at: DateTime | Date) -> _Past:
    now = begins(at, journal.zone)
    outcomes: dict[str, tuple[Outcome, ...]] = {}
    held: list[tuple[int, str | None]] = []
    for session in journal.sessions:
        starts = begins(session.starts_at, journal.zone)
        if starts > now or is_retracted(session, now, journal.zone):
            continue
        if session.is_held and session.starts_at is not None:
            held.append((starts, session.therapy))
        for appearance in session.appearances:
            if appearance.outcome is not None:
                outcomes[appearance.topic] = (*outcomes.get(appearance.topic, ()), appearance.outcome)
    return _Past(held=tuple(held), outcomes=outcomes)


def life_of(journal: Journal, topic: Topic, at: DateTime | Date) -> WaitingTopic:
    """Return the life of a topic up to a moment.

    >>> from therapy_notes.model.sessions import Session
    >>> journal = Journal.new(zone="Europe/Paris").with_records(Topic.example(), Session.example())
    >>> life = life_of(journal, Topic.example(), Date(2024, 5, 7))
    >>> life.age_in_sessions, life.last_outcome, life.is_open
    (1, 'discussed', False)
    """
    return _life(journal, topic, begins(at, journal.zone), _past(journal, at))


def _life(journal: Journal, topic: Topic, now: int, past: _Past) -> WaitingTopic:
    outcomes = past.outcomes.get(topic.id, ())
    gone = any(when is not None and begins(when, journal.zone) <= now for when in (topic.withdrawn_at, topic.retracted_at))
    last = outcomes[-1] if outcomes else None
    after = bisect_right(past.held, begins(topic.opened, journal.zone), key=itemgetter(0))
    return WaitingTopic(
        topic=topic,
        since=topic.opened,
        age_in_sessions=sum(_belongs(topic, therapy) for _, therapy in past.held[after:]),
        deferrals=sum(outcome in LEFT_FOR_ANOTHER_DAY for outcome in outcomes),
        last_outcome=last,
        is_open=not gone and last != "discussed",
    )


def _belongs(topic: Topic, therapy: str | None) -> bool:
    return topic.therapy is None or therapy is None or therapy == topic.therapy


def waiting_topics(journal: Journal, at: DateTime | Date, therapy: str | None = None) -> tuple[WaitingTopic, ...]:
    """Return the topics that wait at a moment: pinned ones first, then by when they were opened.

    A topic that is opened later does not wait yet. Never by how hard it is.
    """
    now, past = begins(at, journal.zone), _past(journal, at)
    lives = [
        _life(journal, topic, now, past)
        for topic in journal.topics
        if (topic.opened is None or begins(topic.opened, journal.zone) <= now)
        and (therapy is None or topic.therapy in {None, therapy})
    ]
    return tuple(sorted((life for life in lives if life.is_open), key=lambda life: not life.topic.pinned))
