"""Agreements: what was proposed, accepted, tried, dropped; and what holds at a moment.

Nothing here is overwritten. An agreement is the history of its revisions; what is in force is read off them.
"""

from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen

from .. import moments
from ..moments import Date, DateTime
from .common import plain
from .contact_rules import ContactRule, Terms
from .course import Done, InForce, Standing, TurningPoint, acts_of, open_of, standings_of
from .guards import guarded, several
from .ids import new_id
from .revisions import BRINGS_TERMS, CHANGES_STANDING, Alternative, Revision, accepting_what_was_proposed
from .shapes import NO_EXTRA, Id, Ref, Who, Words
from .values import Afterthought, Author, Evidence, Link, Source, When, begins, zone_of
from .vocabulary import AgreementStatus


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
        return self._standing(at, where).in_force

    def status_at(self, at: DateTime | Date, *, zone: str | None = None) -> AgreementStatus:
        """Return how it stands at a moment: nothing yet, proposed, in force, on trial, suspended or ended."""
        where = zone or zone_of(at)
        standing = self._standing(at, where)
        if standing.current:
            if standing.current.suspended:
                return "suspended"
            return "on_trial" if standing.current.on_trial else "in_force"
        if standing.ended:
            return "ended"
        return "proposed" if open_of(self.revisions, begins(at, where), where) else "nothing_yet"

    def open_proposals_at(self, at: DateTime | Date, *, zone: str | None = None) -> tuple[Revision, ...]:
        """Return the proposals that nobody has answered, withdrawn or overtaken by a moment.

        Of a proposal with alternatives, only those stand in it that are still open.
        """
        where = zone or zone_of(at)
        return open_of(self.revisions, begins(at, where), where)

    def reviews_due_at(self, at: DateTime | Date, *, zone: str | None = None) -> tuple[Revision, ...]:
        """Return the acts in force whose day of review has come by a moment."""
        where = zone or zone_of(at)
        current = self.in_force_at(at, zone=where)
        if current is None or current.review_on is None:
            return ()
        return (current.revision,) if begins(current.review_on, where) <= begins(at, where) else ()

    def turning_points(self, zone: str) -> Iterator[TurningPoint]:
        """Yield when what holds changes: with each act that has an effect, and with each end that was set."""
        for done in self.acts(zone):
            if done.revision.act in BRINGS_TERMS | CHANGES_STANDING:
                yield TurningPoint.of(done.effect(zone), zone)
            if done.revision.until is not None:
                yield TurningPoint.of(done.revision.until, zone)

    def acts(self, zone: str) -> tuple[Done, ...]:
        """Return the acts in the order in which they were done, each with what it brought; of one time as they were written.

        An acceptance without terms brings those of what it answers; without an answer, those of the only proposal that is
        open when it is done.
        """
        return acts_of(self.revisions, zone)

    def course(self, zone: str) -> tuple[tuple[int, InForce | None], ...]:
        """Return what holds from one instant on to the next, in the order of time; before the first nothing does."""
        return tuple((instant, standing.in_force) for instant, standing in standings_of(self.revisions, zone))

    def _standing(self, at: DateTime | Date, zone: str) -> Standing:
        """Return how things stand at a moment."""
        found, until = Standing(), begins(at, zone)
        for instant, standing in standings_of(self.revisions, zone):
            if instant > until:
                break
            found = standing
        return found
