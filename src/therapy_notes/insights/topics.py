"""What still waits to be talked about, and for how long. A topic is one record with many appearances."""

from bisect import bisect_right
from collections.abc import Mapping

from attrs import frozen

from ..model.journal import Journal
from ..model.sessions import Appearance, Session, Topic
from ..model.values import When, begins, has_come
from ..model.vocabulary import Outcome
from ..moments import Date, DateTime
from ._asked import standing
from .sessions import held_sessions, is_retracted

LEFT_FOR_ANOTHER_DAY: frozenset[str] = frozenset({"deferred", "forgotten", "chose_not_to", "overtaken"})

CAME_UP: frozenset[str] = frozenset({"discussed", "partly", "raised_only"})
"""The outcomes of a topic that was touched in a session, however briefly."""


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
class TopicThread:
    """One topic through the sessions, up to a moment.

    Args:
        topic: The topic.
        sessions: The held sessions in which it came up, oldest first.
        last: When it came up last, or None.
        minutes: Minutes given to it, of those sessions of which somebody noted it.
        sessions_timed: How many sessions ``minutes`` stands on.
        outcomes: What came of it, each time that it appeared, in order.
    """

    topic: Topic
    sessions: tuple[Session, ...]
    last: When | None
    minutes: int
    sessions_timed: int
    outcomes: tuple[Outcome, ...]


@frozen(kw_only=True)
class SessionsTouching:
    """How many sessions touched something, of how many.

    Args:
        sessions: The sessions that did, oldest first.
        held: How many were held up to then.
    """

    sessions: tuple[Session, ...]
    held: int

    @property
    def touched(self) -> int:
        """How many sessions touched it."""
        return len(self.sessions)


@frozen(kw_only=True)
class _Past:
    """The sessions up to a moment, gone through once: when each was held, and what came of each topic in its turn.

    Args:
        held: When sessions were held, by the therapy to which they belong; None for those that do not say.
        outcomes: What came of each topic, by its id.
    """

    held: Mapping[str | None, list[int]]
    outcomes: Mapping[str, list[Outcome]]

    def held_since(self, opened: int, therapy: str | None) -> int:
        """Return how many sessions of a therapy were held after an instant; of all when a topic belongs to none."""
        whose = self.held if therapy is None else {therapy, None}
        return sum(len(times) - bisect_right(times, opened) for one in whose if (times := self.held.get(one)))


def _past(journal: Journal, at: DateTime | Date) -> _Past:
    now = begins(at, journal.zone)
    outcomes: dict[str, list[Outcome]] = {}
    held: dict[str | None, list[int]] = {}
    for session in journal.sessions:
        starts = begins(session.starts_at, journal.zone)
        if starts > now or is_retracted(session, now, journal.zone):
            continue
        if session.is_held and session.starts_at is not None:
            held.setdefault(session.therapy, []).append(starts)
        for appearance in session.appearances:
            closes = appearance.outcome == "discussed"  # nothing is, in a session that did not take place
            if appearance.outcome is not None and (session.is_held or not closes):
                outcomes.setdefault(appearance.topic, []).append(appearance.outcome)
    return _Past(held=held, outcomes=outcomes)


def life_of(journal: Journal, topic: Topic, at: DateTime | Date) -> WaitingTopic:
    """Return the life of a topic up to a moment.

    How many sessions it has waited and how often it was left for another day (``seed-items.md`` S0-56, S2-04, S2-36).
    Waiting is no failing.

    >>> from therapy_notes.model.sessions import Session
    >>> journal = Journal.new(zone="Europe/Paris").with_records(Topic.example(), Session.example())
    >>> life = life_of(journal, Topic.example(), Date(2024, 5, 7))
    >>> life.age_in_sessions, life.last_outcome, life.is_open
    (1, 'discussed', False)
    """
    return _life(journal, topic, begins(at, journal.zone), _past(journal, at))


def _life(journal: Journal, topic: Topic, now: int, past: _Past) -> WaitingTopic:
    outcomes = past.outcomes.get(topic.id, [])
    gone = any(when is not None and has_come(when, now, journal.zone) for when in (topic.withdrawn_at, topic.retracted_at))
    last = outcomes[-1] if outcomes else None
    return WaitingTopic(
        topic=topic,
        since=topic.opened,
        age_in_sessions=past.held_since(begins(topic.opened, journal.zone), topic.therapy),
        deferrals=sum(outcome in LEFT_FOR_ANOTHER_DAY for outcome in outcomes),
        last_outcome=last,
        is_open=not gone and last != "discussed",
    )


def waiting_topics(journal: Journal, at: DateTime | Date, therapy: str | None = None) -> tuple[WaitingTopic, ...]:
    """Return the topics that wait at a moment: pinned ones first, then by when they were opened.

    A topic that is opened later does not wait yet. What waits was carried over, with its age (``seed-items.md`` S0-56,
    S2-04). Never by how hard it is: that is [ours].

    Args:
        journal: The journal to ask.
        at: The moment. Days begin in the journal's zone.
        therapy: Only topics of this therapy, and those that name none; None for all.

    >>> journal = Journal.new(zone="Europe/Paris").with_records(Topic.example())
    >>> [(life.topic.id, life.deferrals, life.is_open) for life in waiting_topics(journal, Date(2024, 5, 1))]
    [('the-corner', 0, True)]
    """
    now, past = begins(at, journal.zone), _past(journal, at)
    lives = [
        _life(journal, topic, now, past)
        for topic in journal.topics
        if has_come(topic.opened, now, journal.zone) and (therapy is None or topic.therapy in {None, therapy})
    ]
    return tuple(sorted((life for life in lives if life.is_open), key=lambda life: not life.topic.pinned))


def topic_thread(journal: Journal, topic: Topic, at: DateTime | Date) -> TopicThread:
    """Return one topic through the sessions: in which it came up, when last, for how long, and what came of it each time.

    Something that needs going over several times is not stuck; the thread only shows the way (``seed-items.md`` S2-45,
    S3-07). It came up where it was discussed, partly discussed or only raised; where nobody wrote what came of it, when
    minutes were given to it. What came of it is told of every session up to then, as in :func:`life_of`.

    >>> journal = Journal.new(zone="Europe/Paris").with_records(Topic.example(), Session.example())
    >>> thread = topic_thread(journal, Topic.example(), Date(2024, 5, 7))
    >>> [session.id for session in thread.sessions], thread.outcomes, (thread.minutes, thread.sessions_timed)
    (['the-ninth'], ('discussed',), (0, 0))
    """
    touched = [
        (session, came_up)
        for session in held_sessions(journal, at)
        if (came_up := [a for a in session.appearances if a.topic == topic.id and _came_up(a)])
    ]
    timed = [known for _, came_up in touched if (known := [a.minutes for a in came_up if a.minutes is not None])]
    return TopicThread(
        topic=topic,
        sessions=tuple(session for session, _ in touched),
        last=touched[-1][0].starts_at if touched else None,
        minutes=sum(map(sum, timed)),
        sessions_timed=len(timed),
        outcomes=tuple(_past(journal, at).outcomes.get(topic.id, ())),
    )


def _came_up(appearance: Appearance) -> bool:
    """Whether a topic was touched in a session, and not only planned."""
    return bool(appearance.minutes) if appearance.outcome is None else appearance.outcome in CAME_UP


def sessions_touching(
    journal: Journal, topic: Topic | str | None, at: DateTime | Date, therapy: str | None = None
) -> SessionsTouching:
    """Return which of the sessions up to a moment touched a topic, or what was agreed about something.

    A session touched what an agreement is about when something was proposed, agreed or dropped in it, or when a topic came
    up that is linked ``about`` such an agreement (``seed-items.md`` S0-29: how much there is to say about the frame;
    S2-45). It is a count of how many and no judgement whether that is many.

    Args:
        journal: The journal to ask.
        topic: A topic; or what agreements are about, such as one of ``vocabulary.FRAME_TOPICS``; None for all agreements.
        at: The moment.
        therapy: Only sessions of this therapy; None for all, or for those of the topic's own.

    >>> journal = Journal.new(zone="Europe/Paris").with_records(Topic.example(), Session.example())
    >>> found = sessions_touching(journal, Topic.example(), Date(2024, 5, 7))
    >>> found.touched, found.held
    (1, 1)
    >>> sessions_touching(journal, "gifts", Date(2024, 5, 7)).touched
    0
    """
    if isinstance(topic, Topic):
        therapy = topic.therapy if therapy is None else therapy
        topics, named = {topic.id}, set[str]()
    else:
        topics, named = _about(journal, topic, at)
    held = held_sessions(journal, at, therapy)
    touching = (s for s in held if s.id in named or any(a.topic in topics and _came_up(a) for a in s.appearances))
    return SessionsTouching(sessions=tuple(touching), held=len(held))


def _about(journal: Journal, topic: str | None, at: DateTime | Date) -> tuple[set[str], set[str]]:
    """Return the topics that are linked ``about`` agreements on something, and the sessions that their acts name."""
    agreements = [a for a in standing(journal, journal.agreements, at) if topic is None or a.topic == topic]
    ids = {agreement.id for agreement in agreements}
    topics = {
        one.id
        for one in standing(journal, journal.topics, at)
        if any(link.kind == "about" and link.to in ids for link in one.links)
    }
    return topics, {act.session for agreement in agreements for act in agreement.revisions if act.session is not None}
