"""Ruptures: what went wrong between two people, how big it felt, and how it was worked through."""

from collections.abc import Iterable, Mapping
from operator import itemgetter
from typing import Literal, TypeAlias

from attrs import frozen

from .. import moments
from ..moments import Date, DateTime, Duration
from .common import plain
from .guards import guarded, several
from .ids import new_id
from .shapes import NO_EXTRA, Id, Ref, Who, Words
from .values import Afterthought, Author, Degree, Feeling, Link, Rating, Source, When, begins, has_come, zone_of
from .vocabulary import Certainty, MoveDirection, RuptureState

RuptureType: TypeAlias = Literal["withdrawal", "confrontation", "mixed", "none"]

CLOSED: frozenset[str] = frozenset({"resolved", "unresolved"})
"""The states in which a rupture is no longer open: repaired, or left so."""


@frozen(kw_only=True, field_transformer=guarded)
@plain
class Move:
    """One move away from the other or against the other (Eubanks, Muran & Safran 2015; for both people, 2022).

    Args:
        actor: Who moved.
        direction: ``away`` or ``against``.
        marker: How it showed: one of the markers of ``vocabulary``, or one's own words.
        according_to: Whose reading it is.
    """

    actor: Who
    direction: MoveDirection
    marker: Words = ""
    according_to: Who = "client"
    extra: Mapping[str, object] = NO_EXTRA


@frozen(kw_only=True, field_transformer=guarded)
@plain
class Size:
    """How big it was, as she wrote it. Never inferred.

    Args:
        of: What is measured: ``then``, ``now``, or what was ``warranted``.
        at: When she wrote it.
        degree: How big.
        according_to: Whose measure it is.
    """

    of: Literal["then", "now", "warranted"]
    at: When | None = None
    degree: Degree | None = None
    according_to: Who = "client"
    extra: Mapping[str, object] = NO_EXTRA


@frozen(kw_only=True, field_transformer=guarded)
@plain
class RuptureStep:
    """One dated step in the life of a rupture.

    Args:
        at: When.
        state: What state it brought.
        by: Who took the step.
        what: What was done.
        strategies: How it was worked on: of ``vocabulary.RESOLUTION_STRATEGIES``, or one's own words.
        hurt: What hurt was left.
        session: The id of the session in which it happened.
    """

    at: When
    state: RuptureState
    by: Who | None = None
    what: Words = ""
    strategies: tuple[str, ...] = ()
    hurt: Degree | None = None
    session: Ref | None = None
    extra: Mapping[str, object] = NO_EXTRA


@frozen(kw_only=True, field_transformer=guarded)
@plain
class Rupture:
    """Something between two people that strained or broke.

    Args:
        id: The name by which others point here.
        title: Its name in her own words.
        certainty: ``rupture``, ``strain`` or ``not_sure``; hers to say, None until she has.
        noticed: When she noticed.
        triggers: What set it off: of ``vocabulary.RUPTURE_TRIGGERS``, or one's own words.
        moves: Who moved away from whom, or against whom.
        sizes: How big it was then, is now, and was warranted; only what she wrote.
        meaning: What she told herself.
        feelings: What she felt.
        steps: Its life, step by step; every state is read from them.

    >>> Rupture.example().type, Rupture.example().state_at(Date(2024, 5, 7))
    ('withdrawal', 'being_worked')
    """

    id: Id
    title: Words = ""
    certainty: Certainty | None = None
    noticed: When | None = None
    triggers: tuple[str, ...] = ()
    moves: tuple[Move, ...] = ()
    sizes: tuple[Size, ...] = ()
    meaning: Words = ""
    feelings: tuple[Feeling, ...] = ()
    steps: tuple[RuptureStep, ...] = ()
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
        title: str = "",
        *,
        noticed: When | None = None,
        certainty: Certainty | None = None,
        triggers: Iterable[str] = (),
        therapy: str | None = None,
        shared_with: Iterable[str] = (),
    ) -> "Rupture":
        """Return a rupture with a fresh id."""
        return cls(
            id=new_id(),
            title=title,
            noticed=noticed,
            certainty=certainty,
            triggers=several(triggers),
            therapy=therapy,
            shared_with=several(shared_with),
        )

    @classmethod
    def example(cls) -> "Rupture":
        """Return an invented one."""
        return cls(
            id="the-clock",
            title="She looked at the clock",
            certainty="strain",
            noticed=moments.parse_day("2024-04-29"),
            triggers=("therapist_mood_or_lapse",),
            moves=(Move(actor="client", direction="away", marker="minimal_response"),),
            sizes=(
                Size(of="then", degree=Rating.of(8)),
                Size(of="now", degree="about the size of a coin"),
            ),
            meaning="That the hour was too long for her.",
            steps=(
                RuptureStep(at=moments.parse_day("2024-05-06"), state="raised", by="client"),
                RuptureStep(at=moments.parse_day("2024-05-06"), state="being_worked", by="both", hurt="a little"),
            ),
            therapy="with-ines",
        )

    @property
    def type(self) -> RuptureType:
        """Which way the recorded moves go: ``withdrawal`` (away), ``confrontation`` (against), ``mixed``, or ``none``."""
        directions = {move.direction for move in self.moves}
        if directions == {"away"}:
            return "withdrawal"
        if directions == {"against"}:
            return "confrontation"
        return "mixed" if directions else "none"

    def steps_until(self, at: DateTime | Date, *, zone: str | None = None) -> tuple[RuptureStep, ...]:
        """Return the steps taken up to a time, oldest first. A day counts from its midnight in ``zone`` (that of ``at``).

        A step of which nobody knows the day was taken when the one before it was.
        """
        where = zone or zone_of(at)
        until = begins(at, where)
        return tuple(step for when, step in self._dated(where) if when <= until)

    def state_at(self, at: DateTime | Date, *, zone: str | None = None) -> RuptureState | None:
        """Return the state in which it is at a time; None before it was noticed.

        One whose beginning nobody dated has been noticed: it is in the record.
        """
        where = zone or zone_of(at)
        steps = self.steps_until(at, zone=where)
        if steps:
            return steps[-1].state
        first = self.noticed if self.noticed is not None else self.steps[0].at if self.steps else None
        return "noticed" if has_come(first, begins(at, where), where) else None

    def is_open_at(self, at: DateTime | Date, *, zone: str | None = None) -> bool:
        """Whether it has been noticed and is neither resolved nor left unresolved at a time."""
        state = self.state_at(at, zone=zone)
        return state is not None and state not in CLOSED

    def time_to_raise(self, *, zone: str = "UTC") -> Duration | None:
        """Return the time from noticing it to the first step that raised it, or None while it has not been raised."""
        return self._from_beginning(next((s for s in self._in_order(zone) if s.state == "raised"), None), zone)

    def time_to_repair(self, *, zone: str = "UTC") -> Duration | None:
        """Return the time from noticing it to the repair that held, or None while it is not resolved.

        A repair that was followed by ``reopened`` did not hold; the last one counts.
        """
        steps = self._in_order(zone)
        if not steps or steps[-1].state != "resolved":
            return None
        last_open = max((n for n, s in enumerate(steps) if s.state != "resolved"), default=-1)
        return self._from_beginning(steps[last_open + 1], zone)

    def _dated(self, zone: str) -> list[tuple[int, RuptureStep]]:
        """Return the steps in the order of time, each with the instant from which it counts."""
        found: list[tuple[int, RuptureStep]] = []
        before = begins(self.noticed, zone) if self.noticed is not None else moments.BEGINNING
        before = moments.BEGINNING if before >= moments.END else before
        for step in self.steps:
            when = begins(step.at, zone)
            before = when if when < moments.END else before
            found.append((before, step))
        return sorted(found, key=itemgetter(0))

    def _in_order(self, zone: str) -> tuple[RuptureStep, ...]:
        return tuple(step for _, step in self._dated(zone))

    def _from_beginning(self, step: RuptureStep | None, zone: str) -> Duration | None:
        steps = self._in_order(zone)
        start = self.noticed if self.noticed is not None else steps[0].at if steps else None
        if step is None or start is None:
            return None
        a, b = begins(start, zone), begins(step.at, zone)
        return moments.between(a, b) if a <= b < moments.END else None
