"""Ids that are the id of nothing."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final, Literal, TypeAlias, cast

from attrs import frozen

from ..agreements import Agreement
from ..entries import Comment, Entry
from ..journal import Journal
from ..revisions import Revision
from ..shapes import EVERYBODY, Field, Many, Scalar, fields
from ..values import Answer, Evidence, Link
from .asked import Asked, inside, records_of
from .finding import Seen, Way

Reach: TypeAlias = Literal["people", "records", "anywhere", "own"]
"""Among which ids one has to be: of people and parts, of records, of them and what is inside them, of the own record."""

ANYWHERE: Final[frozenset[type]] = frozenset({Link, Evidence, Answer})
"""What may point to a value inside a record as well as to a record."""
OWN: Final[frozenset[tuple[type, str]]] = frozenset({(Revision, "answers"), (Comment, "in_reply_to")})
"""What points to something in the same record."""


def dangling(asked: Asked) -> Iterator[Seen]:
    """Yield the ids that point to nothing, and those of people who are nobody here.

    What did not read is there all the same, and so is what a newer release has put beside the lists that this one knows.
    """
    journal = asked.journal
    not_read = _not_read(journal)
    records = {record.id for record in records_of(journal)} | not_read
    people = {person.id for person in journal.people} | {part.id for part in journal.parts}
    known: dict[Reach, set[str]] = {
        "people": {*EVERYBODY, *people, *not_read},
        "records": records,
        "anywhere": records | {id for record in records_of(journal) for _, value in inside(record) for id in _id_of(value)},
    }
    if journal.owner is not None and journal.owner not in records:
        yield "dangling_link", ("owner",)
    for way, record in asked.everything():
        known["own"] = _own(record)
        for inner, value in inside(record, way):
            yield from _missing(inner, value, known)
    for number, share in enumerate(journal.shares):
        yield from _missing(("shares", number), share, known)


def _id_of(value: object) -> tuple[str, ...]:
    id: object = getattr(value, "id", None)
    return (id,) if isinstance(id, str) else ()


def _own(record: object) -> set[str]:
    """Return the ids inside a record to which only the record itself can point."""
    match record:
        case Agreement(revisions=revisions):
            return {id for r in revisions for id in (r.id, *(alternative.id for alternative in r.alternatives))}
        case Entry(comments=comments):
            return {comment.id for comment in comments}
        case _:
            return set()


def _not_read(journal: Journal) -> set[str]:
    kept: list[object] = [one.raw for one in journal.unreadable]
    for value in journal.extra.values():
        kept += cast("tuple[object, ...]", value) if isinstance(value, tuple) else ()
    raw = [cast("Mapping[str, object]", one) for one in kept if isinstance(one, Mapping)]
    return {id for one in raw if isinstance(id := one.get("id"), str)}


def _missing(way: Way, value: object, known: Mapping[Reach, set[str]]) -> Iterator[Seen]:
    """Yield the fields of a value that hold the id of nothing."""
    of: type = type(value)
    for reference in _references(of):
        held: str | tuple[str, ...] | None = getattr(value, reference.name)
        if not held:
            continue
        there = known[reference.reach]
        if isinstance(held, tuple):
            places = ((*way, reference.name, number) for number, id in enumerate(held) if id not in there)
            yield from ((reference.kind, place) for place in places)
        elif held not in there:
            yield reference.kind, (*way, reference.name)


@frozen(kw_only=True)
class _Reference:
    """A field that holds the id of something, or several.

    Args:
        name: The name of the field.
        kind: What it is called when there is nothing of that id.
        reach: Among which ids it has to be.
    """

    name: str
    kind: str
    reach: Reach


@cache
def _references(of: type) -> tuple[_Reference, ...]:
    return tuple(reference for field in fields(of) if (reference := _reference(of, field)) is not None)


def _reference(of: type, field: Field) -> _Reference | None:
    shape = field.shape.of if isinstance(field.shape, Many) else field.shape
    if shape == Scalar("who"):
        return _Reference(name=field.name, kind="unknown_person", reach="people")
    if shape != Scalar("reference"):
        return None
    kind = "reply_to_nothing" if of is Comment else "dangling_link"
    reach: Reach = "own" if (of, field.name) in OWN else "anywhere" if of in ANYWHERE else "records"
    return _Reference(name=field.name, kind=kind, reach=reach)
