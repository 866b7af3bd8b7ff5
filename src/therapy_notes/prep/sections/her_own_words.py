"""What she wrote for this session, line by line, as it stands there."""

from ...model.entries import Entry
from ...model.values import Feeling, said
from ...model.vocabulary import WHAT_HELPS
from ..page import Items, Page
from ..sheet import PrepItem


def safety_first(page: Page) -> Items:
    """What must come before everything else: her own words, then the cards of what helps that she linked to this session.

    Only she puts it there. No text is ever looked through for it.
    """
    yield from page.line(page.preparation.safety_first, "you_put_it_first")
    for entry in page.journal.entries:
        if is_card(entry) and page.is_meant_for_this(entry.links) and not page.is_retracted(entry):
            text = entry.body if entry.body.strip() else entry.title
            yield from (PrepItem(text=text, why="you_put_it_first", record=entry.id),) if text.strip() else ()


def is_card(entry: Entry) -> bool:
    """Whether an entry is a card of what helps."""
    return entry.kind == WHAT_HELPS


def opening_line(page: Page) -> Items:
    """The first sentence that she could say."""
    return page.line(page.preparation.opening_line, "you_wrote_it")


def if_words_fail(page: Page) -> Items:
    """What she can show or hand over when she cannot speak."""
    return page.line(page.preparation.if_words_fail, "you_wrote_it")


def ask(page: Page) -> Items:
    """How the other could help today."""
    return page.lines(page.preparation.ask)


def permission(page: Page) -> Items:
    """What the other may do."""
    return page.line(page.preparation.permission, "permission")


def since(page: Page) -> Items:
    """What she understood since."""
    return page.line(page.preparation.since, "you_wrote_it")


def hopes(page: Page) -> Items:
    """What she would like to leave with."""
    return page.lines(page.preparation.hopes)


def mood(page: Page) -> Items:
    """How she comes in."""
    preparation = page.preparation
    if preparation.mood is not None:
        yield PrepItem(text=said(preparation.mood), why="mood", record=page.here)
    if preparation.capacity is not None:
        yield PrepItem(text=said(preparation.capacity), why="capacity", record=page.here)
    for feeling in preparation.feelings:
        yield _feeling(feeling, page.here)


def _feeling(feeling: Feeling, record: str | None) -> PrepItem:
    degree = said(feeling.degree) if feeling.degree is not None else ""
    return PrepItem(text=feeling.name, detail=degree, why="feeling", record=record)
