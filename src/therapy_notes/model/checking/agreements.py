"""What a friend might say about agreements: how they were proposed, told, answered, tried."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from ... import moments
from ..agreements import Agreement
from ..contact_rules import ContactWindow
from ..contacts import Absence
from ..revisions import ACCEPTS, BRINGS_TERMS, CHANGES_STANDING, PROPOSES, Revision
from ..values import Approximate, When, begins, over, settles
from ..vocabulary import PERSONAL_COMMITMENT
from .asked import Asked, inside, is_before
from .finding import Seen, Way

NO_SUBJECT: Final = frozenset({"", "other"})
"""Topics under which agreements about different things stand side by side."""
OWN_ABSENCES: Final = frozenset({"client_holiday", "client_illness", "public_holiday"})
"""Absences that are known not to be the therapist's."""


def about_agreements(asked: Asked) -> Iterator[Seen]:
    """Yield what is to be said of agreements and of the rules that they state."""
    away = _Away(asked)
    for way, agreement in asked.standing("agreements", asked.journal.agreements):
        yield from _answers(agreement, way, asked.zone)
        yield from _telling(agreement, way, asked.zone, away)
        yield from _standing(agreement, way, asked)
        yield from _windows(agreement, way)
    for way, absence in asked.standing("absences", asked.journal.absences):
        yield from _windows(absence, way)
    yield from _two_in_force(asked)


# -- what was answered ----------------------------------------------------------------------------------------


def _answers(agreement: Agreement, way: Way, zone: str) -> Iterator[Seen]:
    said: dict[str, Revision] = {}
    for revision in agreement.revisions:
        for id in (revision.id, *(alternative.id for alternative in revision.alternatives)):
            said.setdefault(id, revision)
    for number, revision in enumerate(agreement.revisions):
        place = (*way, "revisions", number)
        if any(is_before(revision.at, said[id].at, zone) for id in revision.answers if id in said):
            yield "answered_before_proposed", place
    for done in agreement.acts(zone):
        if done.revision.act in ACCEPTS and done.terms is None:
            unclear = done.revision.answers or done.were_open
            yield "accepted_unclearly" if unclear else "accepted_without_proposal", (*way, "revisions", done.number)


# -- when it was told -----------------------------------------------------------------------------------------


def _telling(agreement: Agreement, way: Way, zone: str, away: "_Away") -> Iterator[Seen]:
    if agreement.kind == PERSONAL_COMMITMENT:
        return
    for number, revision in enumerate(agreement.revisions):
        place = (*way, "revisions", number)
        if revision.by == "client" or revision.act not in BRINGS_TERMS | CHANGES_STANDING | PROPOSES:
            continue
        if away.covers(revision.told_at or revision.at, agreement.therapy):
            yield "told_during_absence", place
        takes_effect = revision.takes_effect or revision.at
        if revision.act in BRINGS_TERMS and is_before(takes_effect, revision.told_at, zone):
            yield "in_force_before_told", place


class _Away:
    """The times in which a therapist was surely away."""

    def __init__(self, asked: Asked) -> None:
        spans: defaultdict[str | None, list[tuple[int, int]]] = defaultdict(list)
        for _, absence in asked.standing("absences", asked.journal.absences):
            span = _span(absence, asked.zone)
            if span is not None:
                spans[absence.therapy].append(span)
        self._zone = asked.zone
        self._spans = {therapy: _Spans(found) for therapy, found in spans.items()}

    def covers(self, when: When, therapy: str | None) -> bool:
        """Tell whether a told time lies surely in one of them."""
        first, last = begins(when, self._zone), over(when, self._zone)
        wanted = self._spans if therapy is None else {id: self._spans[id] for id in (therapy, None) if id in self._spans}
        return any(spans.cover(first, last) for spans in wanted.values())


def _span(absence: Absence, zone: str) -> tuple[int, int] | None:
    """Return from when to when somebody was surely away; None when that is not told, or it was the client."""
    if absence.kind in OWN_ABSENCES or absence.begins is None or absence.ends is None:
        return None
    ends = begins(absence.ends, zone) if isinstance(absence.ends, Approximate) else over(absence.ends, zone)
    return settles(absence.begins, zone), ends


class _Spans:
    """Spans of time, and for each the latest end of all that begin as early as it."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        latest = moments.BEGINNING
        for start, end in sorted(spans):
            latest = max(latest, end)
            self._starts.append(start)
            self._ends.append(latest)

    def cover(self, first: int, last: int) -> bool:
        """Tell whether one of them reaches from ``first`` to ``last``."""
        number = bisect_right(self._starts, first)
        return number > 0 and last <= self._ends[number - 1] and last < moments.END


# -- how it stands --------------------------------------------------------------------------------------------


def _standing(agreement: Agreement, way: Way, asked: Asked) -> Iterator[Seen]:
    if asked.at is None:
        return
    zone = asked.zone
    numbers: dict[str, int] = {}
    for number, revision in enumerate(agreement.revisions):
        numbers.setdefault(revision.id, number)
        done, holds = settles(revision.at, zone), settles(revision.takes_effect or revision.at, zone)
        if revision.act in BRINGS_TERMS and done <= asked.now < holds and _is_tried_without_end(revision):
            yield "trial_without_review", (*way, "revisions", number)
    current = agreement.in_force_at(asked.at, zone=zone)
    if current is not None:
        place = (*way, "revisions", numbers[current.revision.id])
        if current.on_trial and current.review_on is None and current.until is None:
            yield "trial_without_review", place
        if _was_let_go(agreement, current.review_on, asked):
            yield "review_long_past", place
    for proposal in agreement.open_proposals_at(asked.at, zone=zone):
        if asked.is_a_while_ago(proposal.at, agreement.therapy):
            yield "proposal_long_open", (*way, "revisions", numbers[proposal.id])


def _is_tried_without_end(revision: Revision) -> bool:
    return revision.trial and revision.review_on is None and revision.until is None


def _was_let_go(agreement: Agreement, review_on: When | None, asked: Asked) -> bool:
    """Tell whether the day of a review went by a while ago, and nothing was done from then on."""
    if review_on is None or not asked.is_a_while_ago(review_on, agreement.therapy):
        return False
    since = begins(review_on, asked.zone)
    return not any(since <= settles(revision.at, asked.zone) <= asked.now for revision in agreement.revisions)


def _two_in_force(asked: Asked) -> Iterator[Seen]:
    """Yield the agreements beside which another one holds, on the same topic and for the same person."""
    if asked.at is None:
        return
    found: defaultdict[tuple[str, str], list[tuple[str | None, Way]]] = defaultdict(list)
    for way, agreement in asked.standing("agreements", asked.journal.agreements):
        if agreement.kind == PERSONAL_COMMITMENT or agreement.topic in NO_SUBJECT:
            continue
        current = agreement.in_force_at(asked.at, zone=asked.zone)
        if current is None:
            continue
        bound = current.terms.binds
        for whom in ("client", "therapist") if bound in {None, "both"} else (str(bound),):
            found[agreement.topic, whom].append((agreement.therapy, way))
    for together in found.values():
        by_therapy: defaultdict[str | None, list[Way]] = defaultdict(list)
        for therapy, way in together:
            by_therapy[therapy].append(way)
        # One that names no therapy stands beside those of all.
        groups = [[way for _, way in together]] if None in by_therapy else by_therapy.values()
        yield from (("two_in_force", way) for ways in groups if len(ways) > 1 for way in ways)


# -- hours ----------------------------------------------------------------------------------------------------


def _windows(record: Agreement | Absence, way: Way) -> Iterator[Seen]:
    for place, value in inside(record, way):
        if not isinstance(value, ContactWindow) or "felt_as" in place:
            continue
        has_hours = value.opens is not None or value.closes is not None
        if value.zone is None and (has_hours or value.days):
            yield "window_without_zone", place
        if has_hours and not value.days:
            yield "window_without_days", place
