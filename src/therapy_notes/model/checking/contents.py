"""What a friend might say about what is in a record: nothing to keep, more than the whole, a name that two have."""

from collections import defaultdict
from collections.abc import Iterator

from ..instruments import fits
from ..sessions import SessionEvent
from ..statements import Statement
from ..values import exceeds_the_whole
from .asked import Asked, inside
from .finding import Seen, Way


def about_contents(asked: Asked) -> Iterator[Seen]:
    """Yield what is to be said of authors, of what is to be kept, of scores and of names."""
    for way, record in asked.everything():
        if len(record.authors) > 1 and exceeds_the_whole(author.portion for author in record.authors):
            yield "portions_over_the_whole", (*way, "authors")
    for way, statement in asked.standing("statements", asked.journal.statements):
        if _is_kept_empty(statement):
            yield "nothing_to_keep", way
    for way, session in asked.standing("sessions", asked.journal.sessions):
        for inner, value in inside(session.reflection, (*way, "reflection")) if session.reflection else ():
            if isinstance(value, SessionEvent) and _is_kept_empty(value):
                yield "nothing_to_keep", inner
    for way, score in asked.standing("scores", asked.journal.scores):
        if fits(score.instrument, score.value) is False:
            yield "score_does_not_fit", (*way, "value")
    yield from _names(asked)


def _is_kept_empty(kept: Statement | SessionEvent) -> bool:
    words = kept.words if isinstance(kept, Statement) else kept.what
    return kept.keep and not words.strip()


def _names(asked: Asked) -> Iterator[Seen]:
    """Yield the names by which more than one person goes, upper and lower case being the same."""
    found: defaultdict[str, list[tuple[str, Way]]] = defaultdict(list)
    for way, person in asked.standing("people", asked.journal.people):
        named = [((*way, "name"), person.name)]
        named += [((*way, "aliases", number), alias) for number, alias in enumerate(person.aliases)]
        for place, name in named:
            if name.strip():
                found[name.strip().casefold()].append((person.id, place))
    for bearers in found.values():
        if len({id for id, _ in bearers}) > 1:
            yield from (("name_of_two", place) for _, place in bearers)
