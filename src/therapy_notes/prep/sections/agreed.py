"""What the two have agreed and what is asked for; and what she would like to ask for before it is a proposal."""

from collections.abc import Iterator
from typing import Final

from ...model.agreements import Agreement
from ...model.course import InForce
from ...model.preferences import Preference, PreferenceReading
from ...model.revisions import Revision
from ...model.vocabulary import PERSONAL_COMMITMENT, PREFERENCE_WISHES
from ...moments import DateTime
from ..page import Items, Page
from ..sheet import PrepItem
from .asked import open_questions

CONTENT: Final = frozenset({"keep", "none", ""})
"""Wishes that ask for nothing."""


def agreements(page: Page) -> Items:
    """What changed since last time, is being tried, was proposed or asked about, or is to be looked at again."""
    zone = page.journal.zone
    asked = {link.to for question in open_questions(page) for link in question.links if link.kind == "about"}
    for agreement in page.journal.agreements:
        promise = agreement.kind == PERSONAL_COMMITMENT and not page.view.names("prep.personal_commitments")
        if promise or not page.stands(agreement):
            continue
        for proposal in agreement.open_proposals_at(page.at, zone=zone):
            yield from _proposal(proposal, agreement.id)
        holding = agreement.in_force_at(page.at, zone=zone)
        why = "" if holding is None else _why(page, agreement, holding, asked)
        if holding is not None and why:
            yield PrepItem(text=holding.terms.words, since=holding.revision.at, why=why, record=agreement.id)


def _why(page: Page, agreement: Agreement, holding: InForce, asked: set[str]) -> str:
    """Return why an agreement that holds is on the page; empty when it is not."""
    meeting = page.session.starts_at if page.session else None
    due = meeting if isinstance(meeting, DateTime) else page.at
    revision = holding.revision
    if agreement.reviews_due_at(due, zone=page.journal.zone):
        return "to_look_at_again"
    if holding.on_trial:
        return "on_trial"
    since = page.in_window(page.begins(revision.takes_effect or revision.at))
    if page.last is not None and (since or revision.session == page.last.id):
        return "changed"
    return "asked_about" if agreement.id in asked else ""


def _proposal(proposal: Revision, record: str) -> Items:
    offered = [proposal.terms, *(alternative.terms for alternative in proposal.alternatives)]
    for terms in offered:
        if terms is not None:
            why = "i_proposed" if proposal.by == "client" else "was_proposed"
            yield PrepItem(text=terms.words, since=proposal.at, why=why, record=record)


def wishes(page: Page) -> Items:
    """What she would like otherwise, before it is a proposal: her latest wish about each thing, unless it is to keep it.

    From the day on which she takes part in a step of an agreement that is linked with the wish, it stands there instead.
    """
    tied = _tied(page)
    for preference in page.journal.preferences:
        reading = preference.reading_at(page.at, zone=page.journal.zone)
        if reading is None or reading.wish.strip() in CONTENT or not page.stands(preference):
            continue
        if preference.about.strip() and not any(step >= page.begins(reading.at) for step in tied.get(preference.id, ())):
            yield from _wish(preference, reading)


def _wish(preference: Preference, reading: PreferenceReading) -> Items:
    known = reading.wish in PREFERENCE_WISHES
    yield PrepItem(
        text=preference.about,
        detail="" if known else reading.wish,
        since=reading.at,
        why=f"wish_{reading.wish}" if known else "wish",
        record=preference.id,
    )
    if reading.because.strip():
        yield PrepItem(text=reading.because, why="because", record=preference.id)


def _tied(page: Page) -> dict[str, list[int]]:
    """Return, for each preference that is linked with an agreement, when she took part in its steps."""
    steps = {
        agreement.id: list(_her_steps(page, agreement)) for agreement in page.journal.agreements if page.stands(agreement)
    }
    tied: dict[str, list[int]] = {}
    for agreement in page.journal.agreements:
        for link in agreement.links:
            tied.setdefault(link.to, []).extend(steps.get(agreement.id, ()))
    for preference in page.journal.preferences:
        for link in preference.links:
            tied.setdefault(preference.id, []).extend(steps.get(link.to, ()))
    return tied


def _her_steps(page: Page, agreement: Agreement) -> Iterator[int]:
    for revision in agreement.revisions:
        when = page.begins(revision.at)
        if revision.by in {"client", "both", page.journal.owner} and when <= page.now:
            yield when
