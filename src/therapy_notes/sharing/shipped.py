"""The audiences that come with the package, field by field.

Whoever is named here sees a record only if that record names them too. Not in any of these lists, on purpose: the fears of
a preparation, how likely and how bad a feared thing seemed, what was not said, how a statement was heard and by which part,
strengths of belief, urges, guesses at an answer, sizes of ruptures, moves, connection figures, personal notes on a topic,
where a record came from.
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from ..errors import UnknownAudienceError
from .audience import Audience, parsed

_FEELINGS: Final = "feelings(name degree vocabulary moment)"
_WARNINGS: Final = "warnings(domain detail degree covers)"
_ATTACHMENTS: Final = "attachments(name media_type alt_text words)"
_LINKS: Final = "links(kind to)"
_AFTERTHOUGHTS: Final = f"afterthoughts(at words {_FEELINGS} degree according_to)"
_CONTACT_RULE: Final = "mode windows(days opens closes zone) channels purposes always_for closed_on reply"
_TERMS: Final = f"words binds because contact({_CONTACT_RULE}) notice"
_EVIDENCE: Final = "evidence(side words by at link)"
_STATEMENT: Final = "speaker reported_by said again words exactness channel context_before"
_COMMENTS: Final = f"comments(author mine written_at body in_reply_to {_AFTERTHOUGHTS})"

THERAPIST: Final = f"""
person(name role)
therapy(therapist began ended ending_kind modality)
part(name role age needs)
entry(happened written_at title body kind {_FEELINGS} {_WARNINGS} series(name position) unfinished {_ATTACHMENTS}
      {_COMMENTS} therapy {_LINKS} tags {_AFTERTHOUGHTS} retracted_at)
session(starts_at length medium status cancellation(by told_at channel seen_at alternative reason)
        preparation(hopes ask permission not_today homework safety_first materials)
        appearances(topic minutes_planned must outcome)
        reflection(notes takeaways homework next_time
                   events(what stage helpful meaning feelings(name degree vocabulary moment)))
        therapy {_LINKS} tags retracted_at)
topic(text opened pinned wish plan(how session before) withdrawn_at therapy {_LINKS} tags retracted_at)
rupture(title certainty noticed meaning {_FEELINGS} steps(at state by what strategies session) therapy {_LINKS} tags
        {_AFTERTHOUGHTS} retracted_at)
agreement(topic kind parties
          revisions(at act by answers terms({_TERMS}) alternatives(terms({_TERMS})) trial review_on
          takes_effect until told_at
                    channel session reason {_FEELINGS})
          therapy {_LINKS} tags {_AFTERTHOUGHTS} retracted_at)
contact(at direction channel purpose times body {_ATTACHMENTS} {_FEELINGS} hoped read therapy {_LINKS} tags
          {_AFTERTHOUGHTS}
        retracted_at)
absence(kind begins ends announced_at cover contact_during({_CONTACT_RULE}) therapy {_LINKS} tags retracted_at)
statement({_STATEMENT} therapy {_LINKS} tags {_AFTERTHOUGHTS} retracted_at)
belief(text kind about held_from {_EVIDENCE} therapy {_LINKS} tags {_AFTERTHOUGHTS} retracted_at)
prediction(fear of about made_at outcome outcome_at words_after therapy {_LINKS} tags {_AFTERTHOUGHTS} retracted_at)
question(text asked to because wanted answers(at by words link) therapy {_LINKS} tags {_AFTERTHOUGHTS} retracted_at)
goal(text kind opened progress(at degree words) {_EVIDENCE} therapy {_LINKS} tags {_AFTERTHOUGHTS} retracted_at)
score(instrument value taken_at according_to imagined therapy {_LINKS} tags retracted_at)
preference(about readings(at wish because) therapy {_LINKS} tags {_AFTERTHOUGHTS} retracted_at)
"""

PEER: Final = f"""
part(name role age needs)
entry(happened written_at title body kind {_FEELINGS} {_WARNINGS} series(name position) {_ATTACHMENTS}
          {_COMMENTS} {_LINKS} tags
      {_AFTERTHOUGHTS} retracted_at)
rupture(title certainty noticed meaning {_FEELINGS} steps(at state by what) {_LINKS} tags {_AFTERTHOUGHTS} retracted_at)
agreement(topic kind parties
          revisions(at act by answers terms(words binds because) alternatives(terms(words binds because)) trial {_FEELINGS})
          {_LINKS} tags retracted_at)
statement({_STATEMENT} {_LINKS} tags {_AFTERTHOUGHTS} retracted_at)
question(text asked because answers(at by words) {_LINKS} tags {_AFTERTHOUGHTS} retracted_at)
goal(text kind opened progress(at degree words) {_LINKS} tags {_AFTERTHOUGHTS} retracted_at)
"""

PUBLIC: Final = f"""
entry(written_at title body kind {_WARNINGS} series(name position) attachments(alt_text words) {_COMMENTS} {_LINKS} tags
      retracted_at)
"""


@cache
def audiences() -> Mapping[str, Audience]:
    """Return the audiences that come with the package, by name. The owner is not among them: she sees everything.

    >>> hers = audiences()["therapist"].plus("prep.hold_on_to", name="Ines")
    >>> hers.may_see("prep.hold_on_to"), hers.may_see("session.preparation.fears")
    (True, False)
    """
    lists = {"therapist": THERAPIST, "peer": PEER, "public": PUBLIC}
    return MappingProxyType({name: Audience(name=name, sees=parsed(text)) for name, text in lists.items()})


def named(name: str) -> Audience:
    """Return the shipped audience of that name.

    Raises:
        UnknownAudienceError: There is none.

    >>> named("therapist").may_see("session.preparation.fears")
    False
    """
    try:
        return audiences()[name]
    except KeyError:
        raise UnknownAudienceError(f'no such audience; there are "me", {", ".join(map(repr, audiences()))}') from None
