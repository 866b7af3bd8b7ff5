"""Agreements: what was proposed, accepted, tried, dropped; and what holds at a moment.

Nothing here is overwritten. An agreement is the history of its revisions; what is in force is read off them.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import attrs
from attrs import frozen

from .. import moments
from ..moments import Date, DateTime
from .common import plain
from .contact_rules import ContactRule, Terms
from .guards import guarded, several
from .ids import new_id
from .shapes import NO_EXTRA, Id, Ref, Who, Words
from .values import Afterthought, Approximate, Author, Evidence, Feeling, Link, Source, When, begins, over, settles, zone_of
from .vocabulary import Act, AgreementStatus

BRINGS_TERMS: Final[frozenset[str]] = frozenset({"stated", "accepted", "accepted_reluctantly", "amended"})
ACCEPTS: Final[frozenset[str]] = frozenset({"accepted", "accepted_reluctantly"})
CHANGES_STANDING: Final[frozenset[str]] = frozenset({"suspended", "resumed", "ended"})
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
class _Standing:
    """What holds under an agreement after some of its acts have taken effect.

    Args:
        current: What holds, or rests; None when nothing does.
        rests_until: When what rests holds again by itself, if that was said.
        ended: Whether something held and has ended.
    """

    current: InForce | None = None
    rests_until: When | None = None
    ended: bool = False


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
    parties: tuple[Who, ...] = ()
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
        current = self._standing(begins(at, where), where).current
        return None if current is None or current.suspended else current

    def status_at(self, at: DateTime | Date, *, zone: str | None = None) -> AgreementStatus:
        """Return how it stands at a moment: nothing yet, proposed, in force, on trial, suspended or ended."""
        where = zone or zone_of(at)
        standing = self._standing(begins(at, where), where)
        if standing.current:
            if standing.current.suspended:
                return "suspended"
            return "on_trial" if standing.current.revision.trial else "in_force"
        if standing.ended:
            return "ended"
        return "proposed" if self._open(begins(at, where), where) else "nothing_yet"

    def open_proposals_at(self, at: DateTime | Date, *, zone: str | None = None) -> tuple[Revision, ...]:
        """Return the proposals that nobody has answered, withdrawn or overtaken by a moment.

        Of a proposal with alternatives, only those stand in it that are still open.
        """
        where = zone or zone_of(at)
        return self._open(begins(at, where), where)

    def reviews_due_at(self, at: DateTime | Date, *, zone: str | None = None) -> tuple[Revision, ...]:
        """Return the acts in force whose day of review has come by a moment."""
        where = zone or zone_of(at)
        current = self.in_force_at(at, zone=where)
        if current is None or current.revision.review_on is None:
            return ()
        return (current.revision,) if begins(current.revision.review_on, where) <= begins(at, where) else ()

    def turning_points(self, zone: str) -> Iterator["TurningPoint"]:
        """Yield when what holds changes: with each act that has an effect, and with each end that was set."""
        for revision in self.revisions:
            if revision.act in BRINGS_TERMS | CHANGES_STANDING:
                yield TurningPoint.of(revision.takes_effect or revision.at, zone)
            if revision.until is not None:
                yield TurningPoint.of(revision.until, zone)

    def _standing(self, until: int, zone: str) -> _Standing:
        """Return what holds at an instant: the acts that have taken effect by then, in the order of their effects."""
        effects = sorted(
            (
                (settles(revision.takes_effect or revision.at, zone), n, revision)
                for n, revision in enumerate(self.revisions)
                if revision.act in BRINGS_TERMS | CHANGES_STANDING
            ),
            key=lambda effect: effect[:2],
        )
        standing = _Standing()
        for when, n, revision in effects:
            if when > until:
                break
            standing = _after(_passed(standing, when, zone), revision, self._terms_of(revision, n, zone))
        return _passed(standing, until, zone)

    def _terms_of(self, revision: Revision, n: int, zone: str) -> Terms | None:
        """Return the terms that an act brings: its own, or those of what it answers.

        Without an answer, those of the only proposal that is open when it is done.
        """
        if revision.terms is not None or revision.act not in ACCEPTS:
            return revision.terms
        then = self._open(settles(revision.at, zone), zone, before=n)
        if not revision.answers:
            return _own_terms(then[0]) if len(then) == 1 else None
        answered = set(revision.answers)
        for other in self.revisions:
            for alternative in other.alternatives:
                if alternative.id in answered:
                    return alternative.terms
        wholes = [p for p in then if p.id in answered] + [r for r in self.revisions if r.id in answered]
        return next((terms for whole in wholes if (terms := _own_terms(whole)) is not None), None)

    def _open(self, until: int, zone: str, *, before: int | None = None) -> tuple[Revision, ...]:
        """Return what of the proposals made by an instant is open then: nobody has answered, withdrawn or overtaken it.

        Args:
            until: The instant.
            zone: The zone in which days begin.
            before: Leave out the act at this place, to ask how things stood when it was done.
        """
        acts = sorted(
            (
                (settles(revision.at, zone), n, revision)
                for n, revision in enumerate(self.revisions)
                if n != before and settles(revision.at, zone) <= until
            ),
            key=lambda act: act[:2],
        )
        answered = {id for _, _, act in acts for id in act.answers}
        found: tuple[Revision, ...] = ()
        for _, _, act in acts:
            if act.act in ACCEPTS:
                found = ()
            elif act.act == "withdrawn" and not act.answers:
                found = _without_last_of(found, act.by)
            elif act.act in PROPOSES and (left := _less(act, answered)) is not None:
                found = (*found, left)
        return found


@frozen(kw_only=True)
class TurningPoint:
    """When what holds changes.

    Args:
        earliest: The first instant at which it can have been.
        settled: The instant from which it counts: of a day its midnight.
        latest: The instant from which it has surely been: of a day its end.
        vague: Whether it is known only roughly.
    """

    earliest: int
    settled: int
    latest: int
    vague: bool

    @classmethod
    def of(cls, when: When, zone: str) -> "TurningPoint":
        """Return the turning point at a told time."""
        vague = isinstance(when, Approximate)
        settled = settles(when, zone)
        return cls(earliest=begins(when, zone), settled=settled, latest=settled if vague else over(when, zone), vague=vague)


def _passed(standing: _Standing, now: int, zone: str) -> _Standing:
    """Return how things stand after the ends that were set have passed."""
    current = standing.current
    if current is None:
        return standing
    if current.revision.until is not None and settles(current.revision.until, zone) <= now:
        return _Standing(ended=True)
    if current.suspended and standing.rests_until is not None and settles(standing.rests_until, zone) <= now:
        return _Standing(current=attrs.evolve(current, suspended=False))
    return standing


def _after(standing: _Standing, revision: Revision, terms: Terms | None) -> _Standing:
    """Return how things stand after one more act has taken effect."""
    current = standing.current
    match revision.act:
        case "ended":
            return _Standing(ended=True)
        case "suspended" if current:
            return _Standing(current=attrs.evolve(current, suspended=True), rests_until=revision.until)
        case "resumed" if current:
            return _Standing(current=attrs.evolve(current, suspended=False))
        case "amended" if current and terms is None:
            return _Standing(current=InForce(terms=current.terms, revision=revision))
        case act if act in BRINGS_TERMS and terms is not None:
            return _Standing(current=InForce(terms=terms, revision=revision))
        case _:
            return standing


def _without_last_of(proposals: tuple[Revision, ...], by: str) -> tuple[Revision, ...]:
    """Return proposals without the last one that somebody made."""
    mine = [n for n, proposal in enumerate(proposals) if proposal.by == by]
    return tuple(proposal for n, proposal in enumerate(proposals) if n not in mine[-1:])


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


def _own_terms(proposal: Revision) -> Terms | None:
    if proposal.terms is not None:
        return proposal.terms
    return proposal.alternatives[0].terms if len(proposal.alternatives) == 1 else None
