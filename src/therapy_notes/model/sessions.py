"""Sessions, what is brought to them, and what came of it."""

from collections.abc import Iterable, Mapping

from attrs import frozen

from .. import moments
from ..moments import Duration
from .common import plain
from .guards import guarded, several
from .ids import new_id
from .shapes import NO_EXTRA, Id, Ref, RefOrWords, Who, Words
from .values import Afterthought, Author, Degree, Feeling, Link, Rating, Reading, Source, When
from .vocabulary import Outcome, SessionStatus

HELD: frozenset[str] = frozenset({"fulfilled", "cut_short"})
"""The statuses of a session that took place."""

PLANNED: frozenset[str] = frozenset({"proposed", "booked"})
"""The statuses of a session that is to come."""


@frozen(kw_only=True, field_transformer=guarded)
@plain
class Cancellation:
    """How a session came to be cancelled.

    Args:
        by: Who cancelled.
        told_at: When it was told.
        channel: How it was told.
        seen_at: When it was seen, which may be later than the session's start.
        cost_to_me: What it cost: a drive, a fee, a day.
        alternative: What was offered instead.
        reason: The reason that was given.
    """

    by: Who
    told_at: When | None = None
    channel: str | None = None
    seen_at: When | None = None
    cost_to_me: Words = ""
    alternative: Words = ""
    reason: Words = ""
    extra: Mapping[str, object] = NO_EXTRA


@frozen(kw_only=True, field_transformer=guarded)
@plain
class Preparation:
    """What a person puts on her own page before a session.

    Args:
        mood: How she comes in.
        feelings: What she feels.
        since: What she understood since last time.
        hopes: What she would like to leave with.
        fears: What she fears: ids of predictions, or words.
        opening_line: The first sentence that she could say.
        if_words_fail: What she can show or hand over when she cannot speak.
        ask: How the other could help today.
        permission: What the other may do: "please do not let me change the subject".
        not_today: What is to be left alone: ids of topics, or words.
        capacity: How much she can carry today.
        homework: What she tried.
        safety_first: What must come before everything else. Only she puts it there.
        materials: What she brings or sent: ids of entries, or words.
        shared_with: Who may see the preparation, besides who may see the session.
    """

    mood: Degree | None = None
    feelings: tuple[Feeling, ...] = ()
    since: Words = ""
    hopes: tuple[Words, ...] = ()
    fears: tuple[RefOrWords, ...] = ()
    opening_line: Words = ""
    if_words_fail: Words = ""
    ask: tuple[Words, ...] = ()
    permission: Words = ""
    not_today: tuple[RefOrWords, ...] = ()
    capacity: Degree | None = None
    homework: Words = ""
    safety_first: Words = ""
    materials: tuple[RefOrWords, ...] = ()
    shared_with: tuple[str, ...] = ()
    extra: Mapping[str, object] = NO_EXTRA


@frozen(kw_only=True, field_transformer=guarded)
@plain
class Appearance:
    """One topic in one session: planned, and what came of it. The order of appearances is the client's own.

    Args:
        topic: The id of the topic.
        minutes_planned: How many minutes she gives it.
        must: True when it must come up.
        outcome: What came of it.
        reason: Why it went so.
        minutes: How long it took.
        opened_by: Who opened it.
        note: A word on it.
    """

    topic: Ref
    minutes_planned: int | None = None
    must: bool = False
    outcome: Outcome | None = None
    reason: Words = ""
    minutes: int | None = None
    opened_by: Who | None = None
    note: Words = ""
    extra: Mapping[str, object] = NO_EXTRA


@frozen(kw_only=True, field_transformer=guarded)
@plain
class SessionEvent:
    """A moment in a session that helped or hindered (after the Helpful Aspects of Therapy form, Elliott 1993).

    Args:
        id: Its name within the session.
        what: What happened.
        stage: When in the session.
        helpful: How helpful it was; the form's own scale runs from 1, extremely hindering, to 9, extremely helpful.
        meaning: Why it mattered.
        feelings: What was felt.
        who: Whose doing it was.
        keep: True to hold on to it: it is shown again when it may be needed.
    """

    id: Id
    what: Words = ""
    stage: Words = ""
    helpful: Degree | None = None
    meaning: Words = ""
    feelings: tuple[Feeling, ...] = ()
    who: Who | None = None
    keep: bool = False
    extra: Mapping[str, object] = NO_EXTRA


@frozen(kw_only=True, field_transformer=guarded)
@plain
class Unsaid:
    """Something that was not said, or not said as it was meant.

    Args:
        id: Its name within the session.
        what: What was not said; or what was said instead.
        kind: One of ``vocabulary.UNSAID_KINDS``, or one's own word.
        meant: What was meant.
        reason: One of ``vocabulary.UNSAID_REASONS``, or one's own words.
        topic: The id of the topic that it became.
        shared_with: Who may see it, besides who may see the reflection. Nobody unless named.
    """

    id: Id
    what: Words = ""
    kind: str = ""
    meant: Words = ""
    reason: Words = ""
    topic: Ref | None = None
    shared_with: tuple[str, ...] = ()
    extra: Mapping[str, object] = NO_EXTRA


@frozen(kw_only=True, field_transformer=guarded)
@plain
class Reflection:
    """What a person writes after a session.

    Args:
        notes: What stayed, in Markdown.
        feelings: What she feels, or felt: see ``Feeling.moment``.
        felt_understood: How much she felt understood.
        events: Moments that helped or hindered.
        unsaid: What was not said.
        takeaways: What she takes with her.
        homework: What she will try.
        next_time: What belongs to the next session.
        shared_with: Who may see the reflection, besides who may see the session.
    """

    notes: Words = ""
    feelings: tuple[Feeling, ...] = ()
    felt_understood: Degree | None = None
    events: tuple[SessionEvent, ...] = ()
    unsaid: tuple[Unsaid, ...] = ()
    takeaways: tuple[Words, ...] = ()
    homework: Words = ""
    next_time: Words = ""
    shared_with: tuple[str, ...] = ()
    extra: Mapping[str, object] = NO_EXTRA


@frozen(kw_only=True, field_transformer=guarded)
@plain
class Session:
    """One meeting, planned or held.

    Args:
        id: The name by which others point here.
        starts_at: When it begins.
        length: How long it is, or was.
        medium: ``in_person``, ``video``, ``phone``, or one's own word.
        status: What has become of it (FHIR R5 Appointment.status where it has a word).
        cancellation: How it came to be cancelled.
        preparation: What she put on her page before.
        appearances: The topics, in her own order.
        reflection: What she wrote after.
        connection_before: How connected she felt before; her own single item, 0 no sense of it, 10 very close.
        connection_after: The same after.

    >>> Session.example().is_held
    True
    """

    id: Id
    starts_at: When | None = None
    length: Duration | None = None
    medium: str = ""
    status: SessionStatus
    cancellation: Cancellation | None = None
    preparation: Preparation | None = None
    appearances: tuple[Appearance, ...] = ()
    reflection: Reflection | None = None
    connection_before: Degree | None = None
    connection_after: Degree | None = None
    therapy: Ref | None = None
    authors: tuple[Author, ...] = ()
    shared_with: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    tags: tuple[Words, ...] = ()
    afterthoughts: tuple[Afterthought, ...] = ()
    retracted_at: When | None = None
    source: Source | None = None
    extra: Mapping[str, object] = NO_EXTRA

    @classmethod
    def new(
        cls,
        *,
        starts_at: When | None = None,
        status: SessionStatus = "booked",
        minutes: int | None = None,
        therapy: str | None = None,
        preparation: Preparation | None = None,
        appearances: Iterable[Appearance] = (),
        shared_with: Iterable[str] = (),
    ) -> "Session":
        """Return a session with a fresh id."""
        return cls(
            id=new_id(),
            starts_at=starts_at,
            status=status,
            length=None if minutes is None else Duration(minutes=minutes),
            therapy=therapy,
            preparation=preparation,
            appearances=tuple(appearances),
            shared_with=several(shared_with),
        )

    @classmethod
    def example(cls) -> "Session":
        """Return an invented one."""
        return cls(
            id="the-ninth",
            starts_at=moments.moment("2024-05-06 16:00", "Europe/Paris"),
            length=Duration(minutes=50),
            medium="in_person",
            status="fulfilled",
            preparation=Preparation(opening_line="I nearly turned round at the corner.", ask=("listen",)),
            appearances=(Appearance(topic="the-corner", must=True, outcome="discussed"),),
            reflection=Reflection(notes="She laughed, and it was not at me.", felt_understood=Rating.of(8)),
            therapy="with-ines",
        )

    @property
    def is_held(self) -> bool:
        """Whether it took place."""
        return self.status in HELD

    @property
    def is_planned(self) -> bool:
        """Whether it is still to come."""
        return self.status in PLANNED


@frozen(kw_only=True, field_transformer=guarded)
@plain
class Plan:
    """How a person means to raise something.

    Args:
        how: ``say``, ``read_aloud``, ``send_before``, ``hand_over``, or one's own word.
        session: The id of the session in which she means to.
        before: The time before which it has to be said.
        set_aside_until: The time until which it is put away on purpose.
        because: Why.
    """

    how: str | None = None
    session: Ref | None = None
    before: When | None = None
    set_aside_until: When | None = None
    because: Words = ""
    extra: Mapping[str, object] = NO_EXTRA


@frozen(kw_only=True, field_transformer=guarded)
@plain
class Topic:
    """Something to be talked about. One record with many appearances; it is never copied from session to session.

    Args:
        id: The name by which others point here.
        text: What it is.
        opened: Since when it waits.
        pinned: True to keep it above what came earlier.
        fear_of_raising: How much she fears to raise it.
        wish: What she would like the other to do: one of ``vocabulary.WISHES``, or one's own words.
        readings: How it weighs, over time.
        plan: How she means to raise it.
        withdrawn_at: When she took it off the list.
    """

    id: Id
    text: Words
    opened: When | None = None
    pinned: bool = False
    fear_of_raising: Degree | None = None
    wish: str | None = None
    readings: tuple[Reading, ...] = ()
    plan: Plan | None = None
    withdrawn_at: When | None = None
    therapy: Ref | None = None
    authors: tuple[Author, ...] = ()
    shared_with: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    tags: tuple[Words, ...] = ()
    afterthoughts: tuple[Afterthought, ...] = ()
    retracted_at: When | None = None
    source: Source | None = None
    extra: Mapping[str, object] = NO_EXTRA

    @classmethod
    def new(
        cls,
        text: str,
        *,
        opened: When | None = None,
        pinned: bool = False,
        wish: str | None = None,
        plan: Plan | None = None,
        therapy: str | None = None,
        shared_with: Iterable[str] = (),
    ) -> "Topic":
        """Return a topic with a fresh id."""
        return cls(
            id=new_id(),
            text=text,
            opened=opened,
            pinned=pinned,
            wish=wish,
            plan=plan,
            therapy=therapy,
            shared_with=several(shared_with),
        )

    @classmethod
    def example(cls) -> "Topic":
        """Return an invented one."""
        return cls(
            id="the-corner",
            text="Why I turn round at the corner",
            opened=moments.parse_day("2024-04-22"),
            fear_of_raising=Rating.of(7),
            wish="listen",
            therapy="with-ines",
        )
