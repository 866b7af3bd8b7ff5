"""What the last session left: for this time, as a memory, as homework, and unsaid."""

from ... import insights
from ...model.sessions import Session
from ...model.values import said
from ...model.vocabulary import UNSAID_KINDS
from ..page import Items, Page
from ..sheet import PrepItem


def bridge(page: Page) -> Items:
    """What was left for this time, and what was taken away last time; on her own page also that she did not go since."""
    last = page.last
    if last is None:
        return
    if page.reflection.next_time.strip():
        yield PrepItem(text=page.reflection.next_time, since=last.starts_at, why="left_for_this_time", record=last.id)
    for text in page.reflection.takeaways:
        if text.strip():
            yield PrepItem(text=text, since=last.starts_at, why="took_away", record=last.id)
    missed = _missed(page) if page.view.is_mine else None
    if missed is not None:
        yield PrepItem(since=missed.starts_at, why="did_not_go", record=missed.id)


def _missed(page: Page) -> Session | None:
    """Return the latest session since the last one to which she did not go. They are not counted."""
    missed = (
        session
        for session in reversed(page.journal.sessions)
        if session.status == "noshow" and page.stands(session) and page.in_window(page.begins(session.starts_at))
    )
    return next(missed, None)


def feedback(page: Page) -> Items:
    """What helped or hindered last time."""
    for event in page.reflection.events:
        if event.what.strip() and page.last is not None:
            degree = said(event.helpful) if event.helpful is not None else ""
            detail = " · ".join(filter(None, (event.meaning, degree)))
            yield PrepItem(text=event.what, detail=detail, since=page.last.starts_at, why="last_time", record=page.last.id)


def homework(page: Page) -> Items:
    """What was set last time, and what came of it."""
    if page.reflection.homework.strip() and page.last is not None:
        yield PrepItem(text=page.reflection.homework, since=page.last.starts_at, why="set_last_time", record=page.last.id)
    yield from page.line(page.preparation.homework, "tried")


def unsaid(page: Page) -> Items:
    """What was not said in held sessions and is still open, oldest first; not what became a topic that she gave up."""
    given_up = {topic.id for topic in page.journal.topics if page.is_given_up(topic)}
    for left in insights.unsaid(page.journal, page.at, page.therapy).found:
        item = left.unsaid
        text = item.what if item.what.strip() else item.meant
        if left.session.is_held and not left.is_said and item.topic not in given_up and text.strip():
            yield PrepItem(
                text=text,
                detail=item.meant if item.what.strip() else "",
                since=left.since,
                why=item.kind if item.kind in UNSAID_KINDS else "left_unsaid",
                record=left.session.id,
            )
