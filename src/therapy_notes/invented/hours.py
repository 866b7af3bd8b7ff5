"""How a session of this therapy is written down, so that two years of Mondays stay readable."""

from collections.abc import Iterable

from ..model.sessions import Appearance, Preparation, Reflection, Session
from ..model.values import Degree, Rating, degree
from ..model.vocabulary import SessionStatus
from ..moments import DateTime, Duration
from .desk import THERAPY


def session_of(
    starts: DateTime,
    *,
    before: Degree | float | None = None,
    after: Degree | float | None = None,
    preparation: Preparation | None = None,
    appearances: Iterable[Appearance] = (),
    reflection: Reflection | None = None,
    shared_with: tuple[str, ...] = (),
    medium: str = "in_person",
    status: SessionStatus = "fulfilled",
    minutes: int = 50,
) -> Session:
    """Return a session of this therapy; its id tells the day."""
    return Session(
        id=f"s-{starts.date().isoformat()}",
        starts_at=starts,
        length=Duration(minutes=minutes),
        medium=medium,
        status=status,
        preparation=preparation,
        appearances=tuple(appearances),
        reflection=reflection,
        connection_before=None if before is None else degree(before),
        connection_after=None if after is None else degree(after),
        therapy=THERAPY,
        shared_with=shared_with,
    )


def hat(value: float) -> Rating:
    """Return how helpful a moment was, from 1, extremely hindering, to 9, extremely helpful."""
    return Rating(value=value, low=1, high=9, scale="HAT")
