"""The acts of which the life of an agreement is made: what was stated, proposed, countered, accepted, tried, dropped."""

from collections.abc import Mapping
from typing import Final

import attrs
from attrs import frozen

from .common import plain
from .contact_rules import Terms
from .guards import guarded
from .shapes import NO_EXTRA, Id, Ref, Who, Words
from .values import Feeling, When
from .vocabulary import Act

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
