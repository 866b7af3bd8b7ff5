"""What she wants to bring, in her order, and what is to be left alone."""

from typing import Final

from ... import insights
from ...model.sessions import Topic
from ..page import Items, Page
from ..sheet import PrepItem
from .asked import further_questions

ON_ONE_PAGE: Final = 3
"""How many topics stand on the page before "if there is room"."""


def _not_today(page: Page) -> frozenset[str]:
    return frozenset(page.preparation.not_today)


def _own_order(page: Page) -> dict[str, tuple[int | None, bool]]:
    """Return the topics that she listed for this session, in her order, with their minutes and whether they must come."""
    appearances, left = page.session.appearances if page.session else (), _not_today(page)
    return {
        a.topic: (a.minutes_planned, a.must)
        for a in appearances
        if a.topic in page.topics and a.topic not in left and not page.is_given_up(page.topics[a.topic])
    }


def _marked(page: Page) -> frozenset[str]:
    """Return the topics that belong to an open rupture, or that she planned for this session without listing them."""
    ruptures = {o.rupture.id for o in insights.open_ruptures(page.journal, page.at, page.therapy)}
    about = {link.to for o in page.journal.ruptures if o.id in ruptures for link in o.links}
    return frozenset(
        topic.id
        for topic in page.journal.topics
        if topic.id in about
        or any(link.to in ruptures for link in topic.links)
        or (topic.plan is not None and topic.plan.session is not None and topic.plan.session == page.here)
    )


def _set_aside(page: Page, topic: Topic) -> bool:
    until = topic.plan.set_aside_until if topic.plan else None
    meeting = page.session.starts_at if page.session and page.session.starts_at is not None else page.at
    return until is not None and page.begins(until) > page.begins(meeting)


def _on_the_list(page: Page) -> list[PrepItem]:
    """Return the agenda: her own order, then pinned topics, then by when they were opened. Never by how hard they are."""
    own, left = _own_order(page), _not_today(page)
    beneath = _marked(page) - own.keys()
    listed = [_topic(page.topics[id], "you_listed_it", minutes) for id, (minutes, _) in own.items()]
    for life in page.waiting:
        topic = life.topic
        if topic.id not in own and topic.id not in beneath and topic.id not in left and not _set_aside(page, topic):
            listed.append(_topic(topic, _why(page, life), None))
    return [item for item in listed if item.text.strip()]


def _why(page: Page, life: insights.WaitingTopic) -> str:
    """Return why a topic that she did not list stands there; that she left it for another day is for herself alone."""
    if life.topic.pinned:
        return "you_pinned_it"
    return "left_for_another_day" if page.view.is_mine and life.last_outcome == "chose_not_to" else "still_waiting"


def _topic(topic: Topic, why: str, minutes: int | None) -> PrepItem:
    return PrepItem(text=topic.text, detail=topic.wish or "", since=topic.opened, why=why, record=topic.id, minutes=minutes)


def _on_the_page(page: Page) -> int:
    """Return how many topics stand on the page: three, or as far as the last that must come up."""
    own = [must for id, (_, must) in _own_order(page).items() if page.topics[id].text.strip()]
    last_must = max((n for n, must in enumerate(own, start=1) if must), default=0)
    return max(ON_ONE_PAGE, last_must)


def agenda(page: Page) -> Items:
    """What she wants to bring."""
    return iter(_on_the_list(page)[: _on_the_page(page)])


def if_there_is_room(page: Page) -> Items:
    """What else waits: topics, then questions."""
    yield from _on_the_list(page)[_on_the_page(page) :]
    yield from further_questions(page)


def also_marked(page: Page) -> Items:
    """Topics of open ruptures, or with a plan for this session, that she did not put on the list."""
    own, marked, left = _own_order(page), _marked(page), _not_today(page)
    for life in page.waiting:
        told = life.topic.id in own or life.topic.id in left or not life.topic.text.strip()
        if life.topic.id in marked and not told:
            yield _topic(life.topic, "you_also_marked_it", None)


def not_today(page: Page) -> Items:
    """What is to be left alone."""
    for id in page.preparation.not_today:
        topic = page.topics.get(id)
        if topic is not None and topic.text.strip():
            yield PrepItem(text=topic.text, why="not_today", record=topic.id)
        elif page.is_in_words(id):
            yield PrepItem(text=id, why="not_today", record=page.here)
