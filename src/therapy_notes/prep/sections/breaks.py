"""The break that comes next."""

from typing import Final

from ... import insights, moments
from ..page import Items, Page
from ..sheet import PrepItem

BREAK_IN_SIGHT: Final = 42 * moments.DAY
"""A break is spoken of when it begins within six weeks of the session."""


def coming_break(page: Page) -> Items:
    """The next break, when it is near: how many sessions are left, and what has to be said before."""
    meeting = page.session.starts_at if page.session else None
    from_when = page.begins(meeting) if meeting is not None else page.now
    for found in insights.coming_breaks(page.journal, page.at, page.therapy):
        absence = found.absence
        starts = page.begins(absence.begins)
        if starts > from_when + BREAK_IN_SIGHT:
            return
        left = str(found.sessions_left) if page.view.is_mine else ""
        yield PrepItem(detail=left, since=absence.begins, why="break", record=absence.id)
        for life in insights.before_the_break(page.journal, absence, page.at).topics:
            topic = life.topic
            if topic.plan is not None and page.belongs(topic.therapy):
                yield PrepItem(text=topic.text, since=topic.plan.before, why="before_the_break", record=topic.id)
        return
