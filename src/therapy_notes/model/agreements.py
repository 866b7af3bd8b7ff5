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
ACCEPTABLE: Final[frozenset[str]] = PROPOSES | {"stated", "amended"}
"""What can be accepted: a proposal, and a rule that one of them stated or changed."""


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
        offered: What that act accepted, when it took its terms from there.
        suspended: True while it rests.
    """

    terms: Terms
    revision: Revision
    offered: Revision | None = None
    suspended: bool = False

    @property
    def on_trial(self) -> bool:
        """Whether it is being tried: so it was brought, or so it was offered."""
        return self.revision.trial or (self.offered is not None and self.offered.trial)

    @property
    def review_on(self) -> When | None:
        """When it is to be looked at again."""
        return self.revision.review_on or (self.offered.review_on if self.offered else None)

    @property
    def until(self) -> When | None:
        """Until when it holds."""
        return self.revision.until or (self.offered.until if self.offered else None)


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

    Raises:
        ValueError: An acceptance answers what was never proposed: something that is nowhere in this agreement, or an act
            that offers nothing, such as a decline.

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

    def __attrs_post_init__(self) -> None:
        if accepting_what_was_proposed(self.revisions) is not self.revisions:
            raise ValueError("an acceptance of what was never proposed")

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
            return "on_trial" if standing.current.on_trial else "in_force"
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
        if current is None or current.review_on is None:
            return ()
        return (current.revision,) if begins(current.review_on, where) <= begins(at, where) else ()

    def turning_points(self, zone: str) -> Iterator["TurningPoint"]:
        """Yield when what holds changes: with each act that has an effect, and with each end that was set."""
        for done in self.acts(zone):
            if done.revision.act in BRINGS_TERMS | CHANGES_STANDING:
                yield TurningPoint.of(done.effect(zone), zone)
            if done.revision.until is not None:
                yield TurningPoint.of(done.revision.until, zone)

    def acts(self, zone: str) -> tuple["Done", ...]:
        """Return the acts in the order in which they were done, each with what it brought; of one time as they were written.

        An acceptance without terms brings those of what it answers; without an answer, those of the only proposal that is
        open when it is done.
        """
        alternatives = {a.id: (a.terms, act) for act in reversed(self.revisions) for a in reversed(act.alternatives)}
        wholes = {act.id: act for act in reversed(self.revisions)}
        table = _Table()
        found: list[Done] = []
        for number, revision in _in_turn(self.revisions, zone):
            done = Done(number=number, revision=revision, terms=revision.terms)
            if revision.act in ACCEPTS and revision.terms is None:
                terms, offered = _accepted(revision, table, alternatives, wholes)
                were_open = len(table.left())
                done = Done(number=number, revision=revision, terms=terms, offered=offered, were_open=were_open)
            found.append(done)
            table.take(number, revision)
        return tuple(found)

    def course(self, zone: str) -> tuple[tuple[int, InForce | None], ...]:
        """Return what holds from one instant on to the next, in the order of time; before the first nothing does."""
        return tuple(
            (instant, None if standing.current is None or standing.current.suspended else standing.current)
            for instant, standing in self._standings(zone)
        )

    def _standing(self, until: int, zone: str) -> _Standing:
        """Return how things stand at an instant."""
        found = _Standing()
        for instant, standing in self._standings(zone):
            if instant > until:
                break
            found = standing
        return found

    def _standings(self, zone: str) -> Iterator[tuple[int, _Standing]]:
        """Yield how things stand from one instant on to the next: after each effect, and at each end that was set."""
        effects = sorted(
            (
                (settles(done.effect(zone), zone), done.number, done)
                for done in self.acts(zone)
                if done.revision.act in BRINGS_TERMS | CHANGES_STANDING
            ),
            key=lambda effect: effect[:2],
        )
        standing = _Standing()
        for when, _, done in effects:
            for instant, passed in _passing(standing, zone):
                if instant > when:
                    break
                standing = passed
                yield instant, standing
            standing = _after(standing, done)
            yield when, standing
        yield from _passing(standing, zone)

    def _open(self, until: int, zone: str) -> tuple[Revision, ...]:
        """Return what of the proposals made by an instant is open then: nobody has answered, withdrawn or overtaken it."""
        table = _Table()
        for number, revision in _in_turn(self.revisions, zone):
            if settles(revision.at, zone) > until:
                break
            table.take(number, revision)
        return table.left()


@frozen(kw_only=True)
class Done:
    """An act of an agreement, and what it brought.

    Args:
        number: Its place among the revisions.
        revision: The act.
        terms: The terms that it brings: its own, or those that it accepts.
        offered: What it accepts, when it takes its terms from there.
        were_open: Of an acceptance without terms, how many proposals were open when it was done.
    """

    number: int
    revision: Revision
    terms: Terms | None
    offered: Revision | None = None
    were_open: int = 0

    def effect(self, zone: str) -> When:
        """Return when it takes effect: when it says, or when that which it accepts was to, if that is still to come."""
        offered = self.offered.takes_effect if self.offered else None
        if self.revision.takes_effect is None and offered is not None:
            return offered if settles(offered, zone) > settles(self.revision.at, zone) else self.revision.at
        return self.revision.takes_effect or self.revision.at


class _Table:
    """What lies on the table: the proposals that nobody has answered, withdrawn or overtaken."""

    def __init__(self) -> None:
        self._open: dict[int, Revision] = {}
        self._answered: set[str] = set()
        self._places: dict[str, list[int]] = {}

    def left(self) -> tuple[Revision, ...]:
        """Return what lies there, in the order in which it was proposed."""
        return tuple(self._open.values())

    def of_id(self, id: str) -> Revision | None:
        """Return the proposal of an id that lies there, as far as it is open."""
        found = (self._open.get(place) for place in self._places.get(id, ()))
        return next((proposal for proposal in found if proposal is not None and proposal.id == id), None)

    def take(self, number: int, act: Revision) -> None:
        """Let one more act be done."""
        for id in act.answers:
            self._answered.add(id)
            for place in self._places.get(id, ()):
                if place in self._open:
                    self._put(place, _less(self._open.pop(place), self._answered))
        if act.act in ACCEPTS:
            self._open.clear()
        elif act.act == "withdrawn" and not act.answers:
            last = next((place for place in reversed(self._open) if self._open[place].by == act.by), None)
            if last is not None:
                del self._open[last]
        elif act.act in PROPOSES:
            for id in (act.id, *(alternative.id for alternative in act.alternatives)):
                self._places.setdefault(id, []).append(number)
            self._put(number, _less(act, self._answered))

    def _put(self, place: int, proposal: Revision | None) -> None:
        if proposal is not None:
            self._open[place] = proposal


def _in_turn(revisions: tuple[Revision, ...], zone: str) -> list[tuple[int, Revision]]:
    """Return acts with their places, in the order in which they were done; of one time as they were written."""
    return sorted(enumerate(revisions), key=lambda placed: settles(placed[1].at, zone))


def _accepted(
    revision: Revision,
    table: _Table,
    alternatives: Mapping[str, tuple[Terms, Revision]],
    wholes: Mapping[str, Revision],
) -> tuple[Terms | None, Revision | None]:
    """Return the terms that an acceptance without terms takes, and the act that offered them."""
    if not revision.answers:
        left = table.left()
        return (_own_terms(left[0]), left[0]) if len(left) == 1 else (None, None)
    for id in revision.answers:
        if id in alternatives:
            return alternatives[id]
    for id in revision.answers:
        whole = table.of_id(id) or wholes.get(id)
        terms = _own_terms(whole) if whole is not None else None
        if terms is not None:
            return terms, whole
    return None, None


def accepting_what_was_proposed(revisions: tuple[Revision, ...]) -> tuple[Revision, ...]:
    """Return acts of which each acceptance answers nothing but what can be accepted; the same tuple where that is so."""
    if not any(act.answers and act.act in ACCEPTS for act in revisions):
        return revisions
    offered = {act.id for act in revisions if act.act in ACCEPTABLE}
    offered |= {alternative.id for act in revisions for alternative in act.alternatives}
    if all(offered.issuperset(act.answers) for act in revisions if act.act in ACCEPTS):
        return revisions
    return tuple(
        attrs.evolve(act, answers=tuple(id for id in act.answers if id in offered)) if act.act in ACCEPTS else act
        for act in revisions
    )


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


def _passing(standing: _Standing, zone: str) -> Iterator[tuple[int, _Standing]]:
    """Yield how things come to stand by themselves, and when: what rests holds again, what was to end ends."""
    current = standing.current
    if current is None:
        return
    ends = None if current.until is None else settles(current.until, zone)
    wakes = settles(standing.rests_until, zone) if current.suspended and standing.rests_until is not None else None
    if wakes is not None and (ends is None or wakes < ends):
        yield wakes, _Standing(current=attrs.evolve(current, suspended=False))
    if ends is not None:
        yield ends, _Standing(ended=True)


def _after(standing: _Standing, done: Done) -> _Standing:
    """Return how things stand after one more act has taken effect."""
    current, revision, terms = standing.current, done.revision, done.terms
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
            return _Standing(current=InForce(terms=terms, revision=revision, offered=done.offered))
        case _:
            return standing


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
