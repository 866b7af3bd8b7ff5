"""How far a goal had come at one time and another, beside what speaks for it. What it comes to is hers to say."""

from collections.abc import Iterable

from attrs import frozen

from ..model.goals import Goal
from ..model.journal import Journal
from ..model.values import Evidence, Progress, begins
from ..moments import Date, DateTime


@frozen(kw_only=True)
class GoalProgress:
    """How far a goal had come, and what stands beside that. Nothing is concluded from it.

    Args:
        goal: The goal.
        progress: How far it had come, oldest first; what has no time stands last.
        speaks_for: What speaks for having come further.
        speaks_against: What speaks against it.
        speaks_otherwise: What speaks for both, or for what she calls by another word.
    """

    goal: Goal
    progress: tuple[Progress, ...]
    speaks_for: tuple[Evidence, ...]
    speaks_against: tuple[Evidence, ...]
    speaks_otherwise: tuple[Evidence, ...]


def progress(journal: Journal, goal: Goal, at: DateTime | Date | None = None) -> GoalProgress:
    """Return how far a goal had come each time that she noted it, with the evidence for and against beside it.

    Goal Based Outcomes (Law & Jacob 2015) count from 0 to 10; a word is as good. No two of them are compared: how far it
    is from one to the other is hers to say.

    Args:
        journal: The journal, in whose zone days begin.
        goal: The goal.
        at: Only what was noted up to this moment; None for all. Progress without a time is at no moment; evidence without
            one always stands.

    >>> found = progress(Journal.new(zone="Europe/Paris"), Goal.example(), Date(2024, 5, 18))
    >>> [step.degree.value for step in found.progress], len(found.speaks_for), len(found.speaks_against)
    ([1], 1, 0)
    """
    zone = journal.zone
    told = [step for step in goal.progress if at is None or (step.at is not None and _is_by(step, at, zone))]
    beside = [one for one in goal.evidence if at is None or one.at is None or _is_by(one, at, zone)]
    return GoalProgress(
        goal=goal,
        progress=tuple(sorted(told, key=lambda step: begins(step.at, zone))),
        speaks_for=_on(("for",), beside, zone),
        speaks_against=_on(("against",), beside, zone),
        speaks_otherwise=_on({one.side for one in beside} - {"for", "against"}, beside, zone),
    )


def _is_by(told: Progress | Evidence, at: DateTime | Date, zone: str) -> bool:
    return begins(told.at, zone) <= begins(at, zone)


def _on(sides: Iterable[str], evidence: list[Evidence], zone: str) -> tuple[Evidence, ...]:
    wanted = set(sides)
    return tuple(sorted((one for one in evidence if one.side in wanted), key=lambda one: begins(one.at, zone)))
