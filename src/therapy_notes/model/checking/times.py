"""What a friend might say about the times of things: two at once, or the end before the beginning."""

from collections.abc import Iterator
from typing import Final

from ... import moments
from ...moments import DateTime
from ..sessions import HELD, Session
from ..values import Approximate, When, begins
from .asked import Asked, is_before
from .finding import Seen, Way

TAKE_TIME: Final = HELD | {"booked"}
"""The statuses of a session that has its time to itself. Proposed ones may stand side by side to choose from."""


def about_times(asked: Asked) -> Iterator[Seen]:
    """Yield what is to be said of the times of sessions, absences, therapies, ruptures and predictions."""
    journal, zone = asked.journal, asked.zone
    yield from _overlapping(asked)
    for way, therapy in asked.standing("therapies", journal.therapies):
        if is_before(therapy.ended, therapy.began, zone):
            yield "ends_before_it_begins", way
        for number, phase in enumerate(therapy.phases):
            if is_before(phase.ended, phase.began, zone):
                yield "ends_before_it_begins", (*way, "phases", number)
    for way, absence in asked.standing("absences", journal.absences):
        if is_before(absence.ends, absence.begins, zone):
            yield "ends_before_it_begins", way
    for way, rupture in asked.standing("ruptures", journal.ruptures):
        for number, step in enumerate(rupture.steps):
            if is_before(step.at, rupture.noticed, zone):
                yield "step_before_noticed", (*way, "steps", number)
    for way, prediction in asked.standing("predictions", journal.predictions):
        if _perhaps_before(prediction.outcome_at, prediction.made_at, zone):
            yield "outcome_before_prediction", way


def _overlapping(asked: Asked) -> Iterator[Seen]:
    """Yield the sessions that share time with another one. Only those count whose hour is known."""
    spans: list[tuple[int, int, Way]] = []
    for way, session in asked.standing("sessions", asked.journal.sessions):
        if session.status in TAKE_TIME and isinstance(session.starts_at, DateTime):
            start = moments.instant(session.starts_at)
            spans.append((start, start + max(_microseconds(session), 1), way))
    longest: tuple[int, int, Way] | None = None
    for span in sorted(spans):
        start, end, way = span
        if longest is not None and start < longest[1]:
            yield "sessions_overlap", longest[2]
            yield "sessions_overlap", way
        if longest is None or end > longest[1]:
            longest = span


def _microseconds(session: Session) -> int:
    return 0 if session.length is None else round(session.length.total_seconds()) * 1_000_000


def _perhaps_before(outcome_at: When | None, made_at: When | None, zone: str) -> bool:
    """Tell whether an outcome may lie before its prediction. That it surely does, no prediction can say."""
    if outcome_at is None or made_at is None:
        return False
    roughly = isinstance(outcome_at, Approximate) or isinstance(made_at, Approximate)
    return is_before(outcome_at, made_at, zone) or (
        roughly and begins(outcome_at, zone) < begins(made_at, zone) < moments.END
    )
