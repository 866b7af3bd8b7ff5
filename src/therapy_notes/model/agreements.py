"""Agreements: what was proposed, accepted, tried, dropped; and what holds at a moment.

Nothing here is overwritten. An agreement is the history of its revisions; what is in force is read off them.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import attrs
from attrs import field, frozen

from .. import moments
from ..moments import Date, DateTime
from .common import plain
from .contact_rules import ContactRule, Terms
from .guards import guarded, several
from .ids import new_id
from .shapes import NO_EXTRA, Id, Ref, Who, Words
from .values import Afterthought, Author, Evidence, Feeling, Link, Source, When, begins, settles, zone_of
from .vocabulary import Act, AgreementStatus

BRINGS_TERMS: Final[frozenset[str]] = frozenset({"stated", "accepted", "accepted_reluctantly", "amended"})
ACCEPTS: Final[frozenset[str]] = frozenset({"accepted", "accepted_reluctantly"})
PROPOSES: Final[frozenset[str]] = frozenset({"proposed", "countered"})


@frozen(kw_only=True, field_transformer=guarded)
@plain
class Alternative:
    """One of several terms between which the other may choose.

    Args:
        id: Its name within the agreement.
        terms: What would hold.
    """

    id: Id
    terms: Terms
    extra: Mapping[str, object] = NO_EXTRA


@frozen(kw_only=True, field_transformer=guarded)
@plain
class Revision:
    """One act in the life of an agreement.

    Args:
        id: Its name within the agreement.
        at: When it was done.
        act: What was done; a proposal changes nothing that is in force.
        by: Who did it.
        answers: Ids of the revisions or alternatives that it answers.
        terms: What it states; an acceptance without terms takes those of what it answers.
        alternatives: Terms between which the other may choose.
        felt_as: How it felt, which is never what it was.
        trial: True when it is to be tried.
        review_on: When it is to be looked at again.
        takes_effect: From when it holds, if not from ``at``.
        until: Until when it holds; a day is not included, it counts from its midnight.
        told_at: When it was told, which may be later than ``at``.
        channel: How it was told.
        session: The id of the session in which it was done.
        reason: The reason that was given.
        explained: Whether it was explained.
        asked_me: Whether she was asked.
        feelings: What she felt.
    """

    id: Id
    at: When
    act: Act
    by: Who
    answers: tuple[Ref, ...] = ()
    terms: Terms | None = None
    alternatives: tuple[Alternative, ...] = ()
    felt_as: Terms | None = None
    trial: bool = False
    review_on: When | None = None
    takes_effect: When | None = None
    until: When | None = None
    told_at: When | None = None
    channel: str | None = None
    session: Ref | None = None
    reason: Words = ""
    explained: bool | None = None
    asked_me: bool | None = None
    feelings: tuple[Feeling, ...] = ()
    extra: Mapping[str, object] = NO_EXTRA


@frozen(kw_only=True)
class InForce:
    """What holds at a moment.

    Args:
        terms: What holds.
        revision: The act that brought it.
        suspended: True while it rests.
    """

    terms: Terms
    revision: Revision
    suspended: bool = False


@frozen(kw_only=True)
class _History:
    """Where an agreement stands after some of its revisions."""

    current: InForce | None = None
    proposals: tuple[Revision, ...] = ()
    ended: bool = False
    seen: tuple[Revision, ...] = field(factory=tuple)


@frozen(kw_only=True, field_transformer=guarded)
@plain
class Agreement:
    """Something that two people hold to, or one of them alone.

    Args:
        id: The name by which others point here.
        topic: What it is about: one of ``vocabulary.FRAME_TOPICS``, or one's own word.
        kind: One of ``vocabulary.AGREEMENT_KINDS``, or one's own word.
        parties: Between whom.
        revisions: Its life, act by act.
        evidence: What speaks for it and against it.

    >>> rule = Agreement.example()
    >>> rule.status_at(Date(2024, 4, 2)), rule.terms_at(Date(2024, 4, 2)).contact.mode
    ('in_force', 'open')
    >>> [len(proposal.alternatives) for proposal in rule.open_proposals_at(Date(2024, 4, 20))]
    [2]
    """

    id: Id
    topic: str
    kind: str
    parties: tuple[Who, ...] = ("client", "therapist")
    revisions: tuple[Revision, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    therapy: Ref | None = None
    authors: tuple[Author, ...] = ()
    shared_with: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    tags: tuple[Words, ...] = ()
    afterthoughts: tuple[Afterthought, ...] = ()
    retracted_at: When | None = None
    source: Source | None = None
    extra: Mapping[str, object] = NO_EXTRA

    @classmethod
    def new(
        cls,
        topic: str,
        *,
        kind: str = "working_agreement",
        revisions: Iterable[Revision] = (),
        therapy: str | None = None,
        shared_with: Iterable[str] = (),
    ) -> "Agreement":
        """Return an agreement with a fresh id."""
        return cls(
            id=new_id(),
            topic=topic,
            kind=kind,
            revisions=tuple(revisions),
            therapy=therapy,
            shared_with=several(shared_with),
        )

    @classmethod
    def example(cls) -> "Agreement":
        """Return an invented one: open from the start, then a proposal with two ways out of it."""
        return cls(
            id="letters-between",
            topic="between_session_contact",
            kind="working_agreement",
            revisions=(
                Revision(
                    id="r1",
                    at=moments.parse_day("2024-03-04"),
                    act="stated",
                    by="therapist",
                    terms=Terms(words="Write when you need to.", contact=ContactRule(mode="open")),
                ),
                Revision(
                    id="r2",
                    at=moments.parse_day("2024-04-19"),
                    act="proposed",
                    by="therapist",
                    alternatives=(
                        Alternative(id="a1", terms=Terms(words="No letters.", contact=ContactRule(mode="none"))),
                        Alternative(id="a2", terms=Terms(words="A second hour each week.")),
                    ),
                    channel="email",
                ),
            ),
            therapy="with-ines",
        )

    def terms_at(self, at: DateTime | Date, *, zone: str | None = None) -> Terms | None:
        """Return the terms in force at a moment, or None.

        Args:
            at: The moment; a day is asked about at its midnight.
            zone: The zone in which days begin; that of ``at`` when not given.
        """
        current = self.in_force_at(at, zone=zone)
        return current.terms if current else None

    def in_force_at(self, at: DateTime | Date, *, zone: str | None = None) -> InForce | None:
        """Return the terms in force at a moment together with the act that brought them, or None."""
        where = zone or zone_of(at)
        current = self._history(begins(at, where), where).current
        return None if current is None or current.suspended else current

    def status_at(self, at: DateTime | Date, *, zone: str | None = None) -> AgreementStatus:
        """Return how it stands at a moment: nothing yet, proposed, in force, on trial, suspended or ended."""
        where = zone or zone_of(at)
        history = self._history(begins(at, where), where)
        if history.current:
            if history.current.suspended:
                return "suspended"
            return "on_trial" if history.current.revision.trial else "in_force"
        if history.ended:
            return "ended"
        return "proposed" if history.proposals else "nothing_yet"

    def open_proposals_at(self, at: DateTime | Date, *, zone: str | None = None) -> tuple[Revision, ...]:
        """Return the proposals that nobody has answered, withdrawn or overtaken by a moment.

        Of a proposal with alternatives, only those stand in it that are still open.
        """
        where = zone or zone_of(at)
        return self._history(begins(at, where), where).proposals

    def reviews_due_at(self, at: DateTime | Date, *, zone: str | None = None) -> tuple[Revision, ...]:
        """Return the acts in force whose day of review has come by a moment."""
        where = zone or zone_of(at)
        current = self.in_force_at(at, zone=where)
        if current is None or current.revision.review_on is None:
            return ()
        return (current.revision,) if begins(current.revision.review_on, where) <= begins(at, where) else ()

    def turning_points(self, zone: str) -> Iterator[tuple[int, int]]:
        """Yield, for each act and each end of a term, the earliest and the latest instant at which it changes what holds."""
        for revision in self.revisions:
            if revision.act in BRINGS_TERMS or revision.act in {"suspended", "resumed", "ended"}:
                when = revision.takes_effect or revision.at
                yield begins(when, zone), settles(when, zone)
            if revision.until is not None:
                yield begins(revision.until, zone), settles(revision.until, zone)

    def _history(self, until: int, zone: str) -> _History:
        """Fold the revisions up to an instant. An act counts from when it takes effect, a proposal from when it was made."""
        timed = sorted(
            (
                (settles((r.takes_effect or r.at) if r.act not in PROPOSES else r.at, zone), n, r)
                for n, r in enumerate(self.revisions)
            ),
            key=lambda item: item[:2],
        )
        history = _History()
        for when, _, revision in timed:
            if when > until:
                break
            history = _after(_expired(history, when, zone), revision)
        return _expired(history, until, zone)


def _expired(history: _History, now: int, zone: str) -> _History:
    current = history.current
    if current and current.revision.until is not None and settles(current.revision.until, zone) <= now:
        return attrs.evolve(history, current=None, ended=True)
    return history


def _after(history: _History, revision: Revision) -> _History:
    """Return where the agreement stands after one more act."""
    before = history.proposals
    history = attrs.evolve(history, proposals=_still_open(before, revision), seen=(*history.seen, revision))
    act = revision.act
    if act in PROPOSES:
        return attrs.evolve(history, proposals=(*history.proposals, revision))
    if act in BRINGS_TERMS:
        terms = revision.terms or _answered_terms(revision, before, history.seen)
        if terms is None and act == "amended" and history.current:
            terms = history.current.terms
        if terms is None:
            return history
        return attrs.evolve(history, current=InForce(terms=terms, revision=revision), ended=False)
    if act == "ended":
        return attrs.evolve(history, current=None, ended=True)
    if act in {"suspended", "resumed"} and history.current:
        return attrs.evolve(history, current=attrs.evolve(history.current, suspended=act == "suspended"))
    return history


def _still_open(proposals: tuple[Revision, ...], act: Revision) -> tuple[Revision, ...]:
    """Return the proposals that an act leaves open."""
    if act.act in ACCEPTS:
        return ()
    answered = set(act.answers)
    if act.act == "withdrawn" and not answered:
        mine = [proposal.id for proposal in proposals if proposal.by == act.by]
        answered = set(mine[-1:])
    if not answered:
        return proposals
    return tuple(left for proposal in proposals if (left := _less(proposal, answered)) is not None)


def _less(proposal: Revision, answered: set[str]) -> Revision | None:
    """Return what of a proposal is left once some ids have been answered: all of it, fewer alternatives, or nothing."""
    if proposal.id in answered:
        return None
    left = tuple(alternative for alternative in proposal.alternatives if alternative.id not in answered)
    if len(left) == len(proposal.alternatives):
        return proposal
    if not left and proposal.terms is None:
        return None
    return attrs.evolve(proposal, alternatives=left)


def _answered_terms(act: Revision, proposals: tuple[Revision, ...], earlier: tuple[Revision, ...]) -> Terms | None:
    """Return the terms of what an acceptance answers; without an answer, those of the only open proposal."""
    if act.act not in ACCEPTS:
        return None
    if not act.answers:
        return _own_terms(proposals[0]) if len(proposals) == 1 else None
    for revision in earlier:
        for alternative in revision.alternatives:
            if alternative.id in act.answers:
                return alternative.terms
    answered = (_own_terms(revision) for revision in earlier if revision.id in act.answers)
    return next((terms for terms in answered if terms is not None), None)


def _own_terms(proposal: Revision) -> Terms | None:
    if proposal.terms is not None:
        return proposal.terms
    return proposal.alternatives[0].terms if len(proposal.alternatives) == 1 else None
