"""What she sent, and what she brings."""

from collections.abc import Mapping
from typing import Final

from ... import insights
from ...model.contacts import Contact
from ...model.entries import Entry
from ...model.values import Share
from ..page import Items, Page, beginning
from ..sheet import PrepItem
from .her_own_words import is_card

THERAPIST: Final = "therapist"
"""The audience of the ledger whose lines stand on the owner's page as what she sent."""


def materials(page: Page) -> Items:
    """What she sent, and what she brings: entries that are meant for this session or, last, unfinished.

    Of the ledger, which is on her own page only, what she gave to her therapist since the last session. Whether something
    was within what was agreed is on nobody's page.
    """
    named = frozenset(page.preparation.materials)
    for text in page.preparation.materials:
        if page.is_in_words(text):
            yield PrepItem(text=text, why="brought", record=page.here)
    yield from _contacts(page, named)
    yield from sorted(_entries(page, named), key=lambda item: item.why == "unfinished")


def _contacts(page: Page, named: frozenset[str]) -> Items:
    offered: list[Contact] = []
    for contact in page.journal.contacts:
        sent = _is_material(contact) and page.belongs(contact.therapy) and page.in_window(page.begins(contact.at))
        if (sent or contact.id in named) and not page.is_retracted(contact):
            offered.append(contact)
    on_a_day = _on_a_day(page, offered)
    for contact in offered:
        why = "written" if contact.id in on_a_day else "sent"
        yield PrepItem(text=_said(contact), since=contact.at, why=f"{why}_read_{contact.read}", record=contact.id)


def _entries(page: Page, named: frozenset[str]) -> Items:
    given_away = _given_away(page)
    for entry in page.journal.entries:
        given, meant = given_away.get(entry.id), page.is_meant_for_this(entry.links)
        offered = given is not None or meant or entry.unfinished or entry.id in named
        if not offered or not page.stands(entry) or (meant and is_card(entry)):
            continue
        if given is not None:
            yield PrepItem(text=_title(entry), since=given.shared_at, why=f"sent_read_{given.read}", record=entry.id)
        elif meant or entry.id in named:
            yield PrepItem(text=_title(entry), since=entry.written_at, why="brought", record=entry.id)
        elif entry.unfinished:
            yield PrepItem(text=_title(entry), since=entry.written_at, why="unfinished", record=entry.id)


def _given_away(page: Page) -> Mapping[str, Share]:
    return {
        share.record: share
        for share in insights.shares(page.journal, audience=THERAPIST)
        if share.withdrawn_at is None and share.shared_at is not None and page.in_window(page.begins(share.shared_at))
    }


def _is_material(contact: Contact) -> bool:
    return contact.direction == "client_to_therapist" and (
        contact.purpose == "sharing_material" or bool(contact.attachments)
    )


def _said(contact: Contact) -> str:
    """Return how a contact begins; of one without words the name of what went with it."""
    names = (attachment.name for attachment in contact.attachments)
    return next((text for text in (beginning(contact.body), *map(beginning, names)) if text), "")


def _on_a_day(page: Page, contacts: list[Contact]) -> frozenset[str]:
    """Return the ids of those contacts that are only said to have been written on a day of the week.

    They were not within the agreement then. It is said to herself alone.
    """
    if not page.view.is_mine or not contacts:
        return frozenset()
    judged = insights.verdicts(page.journal, contacts, page.at)
    return frozenset(contact.id for contact, found in judged if found.answer == "no")


def _title(entry: Entry) -> str:
    return entry.title or beginning(entry.body)
