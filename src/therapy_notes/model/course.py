"""What the acts of an agreement come to: what lies on the table, what holds, and from when until when.

The acts are gone through once, in the order in which they were done; their effects once, in the order of time.
"""

from collections.abc import Iterator, Mapping
from typing import TypeAlias

import attrs
from attrs import frozen

from .contact_rules import Terms
from .revisions import ACCEPTS, BRINGS_TERMS, CHANGES_STANDING, PROPOSES, Revision
from .values import Approximate, When, begins, over, settles

Revisions: TypeAlias = tuple[Revision, ...]


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
class Standing:
    """What holds under an agreement after some of its acts have taken effect.

    Args:
        current: What holds, or rests; None when nothing does.
        rests_until: When what rests holds again by itself, if that was said.
        ended: Whether something held and has ended.
    """

    current: InForce | None = None
    rests_until: When | None = None
    ended: bool = False

    @property
    def in_force(self) -> InForce | None:
        """What holds and does not rest."""
        return None if self.current is None or self.current.suspended else self.current


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


def acts_of(revisions: Revisions, zone: str) -> tuple[Done, ...]:
    """Return the acts in the order in which they were done, each with what it brought; of one time as they were written.

    An acceptance without terms brings those of what it answers; without an answer, those of the only proposal that is
    open when it is done.
    """
    alternatives = {a.id: (a.terms, act) for act in reversed(revisions) for a in reversed(act.alternatives)}
    wholes = {act.id: act for act in reversed(revisions)}
    table = _Table()
    found: list[Done] = []
    for number, revision in _in_turn(revisions, zone):
        done = Done(number=number, revision=revision, terms=revision.terms)
        if revision.act in ACCEPTS and revision.terms is None:
            terms, offered = _accepted(revision, table, alternatives, wholes)
            were_open = len(table.left())
            done = Done(number=number, revision=revision, terms=terms, offered=offered, were_open=were_open)
        found.append(done)
        table.take(number, revision)
    return tuple(found)


def standings_of(revisions: Revisions, zone: str) -> Iterator[tuple[int, Standing]]:
    """Yield how things stand from one instant on to the next: after each effect, and at each end that was set."""
    effects = sorted(
        (
            (settles(done.effect(zone), zone), done.number, done)
            for done in acts_of(revisions, zone)
            if done.revision.act in BRINGS_TERMS | CHANGES_STANDING
        ),
        key=lambda effect: effect[:2],
    )
    standing = Standing()
    for when, _, done in effects:
        for instant, passed in _passing(standing, zone):
            if instant > when:
                break
            standing = passed
            yield instant, standing
        standing = _after(standing, done)
        yield when, standing
    yield from _passing(standing, zone)


def open_of(revisions: Revisions, until: int, zone: str) -> tuple[Revision, ...]:
    """Return what of the proposals made by an instant is open then: nobody has answered, withdrawn or overtaken it."""
    table = _Table()
    for number, revision in _in_turn(revisions, zone):
        if settles(revision.at, zone) > until:
            break
        table.take(number, revision)
    return table.left()


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


def _passing(standing: Standing, zone: str) -> Iterator[tuple[int, Standing]]:
    """Yield how things come to stand by themselves, and when: what rests holds again, what was to end ends."""
    current = standing.current
    if current is None:
        return
    ends = None if current.until is None else settles(current.until, zone)
    wakes = settles(standing.rests_until, zone) if current.suspended and standing.rests_until is not None else None
    if wakes is not None and (ends is None or wakes < ends):
        yield wakes, Standing(current=attrs.evolve(current, suspended=False))
    if ends is not None:
        yield ends, Standing(ended=True)


def _after(standing: Standing, done: Done) -> Standing:
    """Return how things stand after one more act has taken effect."""
    current, revision, terms = standing.current, done.revision, done.terms
    match revision.act:
        case "ended":
            return Standing(ended=True)
        case "suspended" if current:
            return Standing(current=attrs.evolve(current, suspended=True), rests_until=revision.until)
        case "resumed" if current:
            return Standing(current=attrs.evolve(current, suspended=False))
        case "amended" if current and terms is None:
            return Standing(current=InForce(terms=current.terms, revision=revision))
        case act if act in BRINGS_TERMS and terms is not None:
            return Standing(current=InForce(terms=terms, revision=revision, offered=done.offered))
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
