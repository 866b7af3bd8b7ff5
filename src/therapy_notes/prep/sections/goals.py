"""How far she has come with what she wants, and what speaks for it and against it. The numbers are her own."""

from collections.abc import Iterator
from operator import itemgetter
from typing import Final

from ...model.goals import Goal
from ...model.values import Evidence, Progress, said
from ..page import Items, Page
from ..sheet import PrepItem

SIDES: Final = ("for", "against", "mixed")


def progress(page: Page) -> Items:
    """Goals and needs with the last that she wrote about how far she has come; beneath, what speaks for it and against.

    Those of which she wrote last come first. Of what speaks for one side, the latest.
    """
    found: list[tuple[int, Goal, Progress]] = []
    for goal in page.journal.goals:
        reached = goal.progress_at(page.at, zone=page.journal.zone)
        if reached is not None and goal.text.strip() and page.stands(goal):
            found.append((page.begins(reached.at), goal, reached))
    for _, goal, reached in sorted(found, key=itemgetter(0), reverse=True):
        yield _reached(goal, reached)
        yield from _what_speaks(page, goal)


def _reached(goal: Goal, reached: Progress) -> PrepItem:
    degree = said(reached.degree) if reached.degree is not None else ""
    detail = " · ".join(part for part in (degree, reached.words) if part.strip())
    return PrepItem(text=goal.text, detail=detail, since=reached.at, why="how_far", record=goal.id)


def _what_speaks(page: Page, goal: Goal) -> Items:
    for side in SIDES:
        latest = max(_evidence(page, goal, side), key=lambda found: found[0], default=None)
        if latest is not None:
            yield PrepItem(text=latest[1].words, since=latest[1].at, why=f"speaks_{side}", record=goal.id)


def _evidence(page: Page, goal: Goal, side: str) -> Iterator[tuple[int, Evidence]]:
    """Yield what speaks for one side, and when it was found. What has no time counts as the earliest."""
    for evidence in goal.evidence:
        if evidence.side == side and evidence.words.strip() and page.is_known_by_now(evidence.at):
            yield page.place_in_time(evidence.at), evidence
