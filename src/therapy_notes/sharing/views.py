"""``view``: the one place where anything is left out.

A view is built by copying what may be seen, never by removing what may not. Everything that leaves is made from a view, so
that what is private cannot leak through a count, an order, an id or a date.
"""

import hmac
from collections import Counter
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any, Final

from attrs import evolve, field, frozen

from ..model.agreeing import agreeing
from ..model.agreements import Agreement
from ..model.ids import looks_like_an_id
from ..model.journal import KINDS, Journal, Record, kind_of
from ..model.revisions import ACCEPTS, Revision
from ..model.scores import Score
from ..model.shapes import EVERYBODY, Field, Many, Nested, Scalar, fields
from ..model.statements import Hearing
from ..model.values import Approximate, Rating
from ..text import without_private_spans
from .audience import NEVER, Audience, is_implied
from .shipped import named

GONE: Final = object()
"""Stands for a value that is nothing without what may not be seen."""

TAKEN_FOR_ANOTHER: Final[Mapping[type, frozenset[str]]] = {
    Hearing: frozenset({"who"}),
    Revision: frozenset({"trial"}),
    Score: frozenset({"imagined"}),
}
"""What a reader who does not see it would take for the usual, and be wrong: what a part heard for what all of her heard, a
trial for a rule, a number that she gave in another's place for one that they gave. So is whose something is, when it is
not hers: every field of a person that says ``client`` when nobody has said, without being named here.

Not among them is what says nothing where it is not told: ``None``, ``unknown``, an empty text, and the marks that she sets
for herself, such as ``keep``, ``pinned``, ``must`` and ``unfinished``.
"""


@frozen(kw_only=True)
class View:
    """A journal as one reader sees it. Only :func:`view` makes one.

    Args:
        audience: The name of the reader; ``me`` for the owner.
        journal: What the reader sees, as a journal of its own.
        sees: The paths that were named for this reader; None for the owner, who sees everything.
        hidden_names: Names that stand nowhere in it any more, and that nothing made from it may say.
    """

    audience: str
    journal: Journal
    sees: Audience | None = None
    hidden_names: tuple[str, ...] = field(default=(), repr=False)

    def __repr__(self) -> str:
        return f"View(audience={self.audience!r}, records=<{len(self.journal)}>)"

    @property
    def is_mine(self) -> bool:
        """Whether the reader is the owner."""
        return self.sees is None

    def names(self, path: str) -> bool:
        """Whether a field, or a section of a page, was named for this reader. The owner need not name anything."""
        return self.sees is None or self.sees.may_see(path)


def view(journal: Journal, audience: str | Audience) -> View:
    """Return a journal as one reader sees it.

    For the owner, ``"me"``, everything as it is. For everybody else: records that name the audience in ``shared_with``;
    of them the fields that the audience may see; nested values with a ``shared_with`` of their own only if they name it
    too. Ids are issued anew, a reference to what is not shown becomes None, somebody who is not shown becomes
    ``unknown``, and what stands between ``%%`` stays at home. What would be taken for something else without a field that
    is not seen, such as a score that is only imagined, is left out as a whole.

    Raises:
        UnknownAudienceError: No audience of that name is shipped.
        TypeError: It is given something that is not a journal.

    >>> from therapy_notes.model.entries import Entry
    >>> journal = Journal.new(zone="Europe/Paris").with_records(
    ...     Entry.new("For you. %%Not this.%%", shared_with=["therapist"]), Entry.new("For nobody."))
    >>> [entry.body for entry in view(journal, "therapist").journal.entries]
    ['For you. ']
    """
    if not isinstance(journal, Journal):
        raise TypeError("a view is made from a Journal")
    if audience == "me":
        return View(audience="me", journal=journal)
    reader = audience if isinstance(audience, Audience) else named(audience)
    named_in = [record for record in journal if reader.name in record.shared_with and reader.may_see(kind_of(record).name)]
    plans = _Plans(reader)
    shown = [record for record in named_in if plans.is_what_it_seems(record, kind_of(record).name)]
    copier = _Copier.for_(journal, reader, shown, plans)
    copies: dict[str, list[Record]] = {kind.plural: [] for kind in KINDS.values()}
    for record in shown:
        copy = copier.record(record)
        if copy is not GONE:
            copies[kind_of(record).plural].append(copy)
    kept: Mapping[str, Any] = {plural: tuple(found) for plural, found in copies.items()}
    owner = copier.ids.get(journal.owner) if journal.owner else None
    return View(audience=reader.name, journal=Journal(zone=journal.zone, owner=owner, **kept), sees=reader)


def new_id_for(journal: Journal, audience: str, *id: str) -> str:
    """Return the id under which an audience knows something of a journal."""
    message = "\0".join((audience, *id)).encode()
    return hmac.new(journal.key or b"", message, sha256).hexdigest()[:32]


@frozen
class _Plan:
    """What one reader sees of a class at a path.

    Args:
        fields: The fields, their paths, and whether they are seen.
        deciding: Those that are not seen, and without which a value would be taken for something else.
    """

    fields: tuple[tuple[Field, str, bool], ...]
    deciding: tuple[Field, ...]


@frozen
class _Plans:
    """The plans of one reader, each made when it is asked for first."""

    reader: Audience
    made: dict[tuple[type, str], _Plan] = field(factory=dict[tuple[type, str], _Plan])

    def of(self, cls: type, path: str) -> _Plan:
        """Return the plan for a class at a path."""
        found = self.made.get((cls, path))
        if found is None:
            all_of_them = tuple((f, f"{path}.{f.name}", self._sees(f, f"{path}.{f.name}")) for f in fields(cls))
            deciding = tuple(f for f, _, seen in all_of_them if not seen and _can_lie(cls, f))
            found = self.made[cls, path] = _Plan(all_of_them, deciding)
        return found

    def _sees(self, f: Field, path: str) -> bool:
        return f.name not in NEVER and (self.reader.may_see(path) or is_implied(f))

    def is_what_it_seems(self, value: object, path: str) -> bool:
        """Whether a value would be taken for what it is, by somebody who does not see all of it."""
        if isinstance(value, Agreement) and not self._shows_what_was_accepted(value):
            return False
        return all(getattr(value, f.name) == f.default for f in self.of(type(value), path).deciding)

    def _shows_what_was_accepted(self, agreement: Agreement) -> bool:
        """Whether each acceptance would be read with the terms that it has.

        Without a word of what it answers, it would be taken for an acceptance of whatever else was proposed.
        """
        if not any(path.startswith("agreement.revisions.terms.") for path in self.reader.sees):
            return True  # nobody reads any terms here
        answers = self.reader.may_see("agreement.revisions.answers")
        offers = any(path.startswith("agreement.revisions.alternatives.terms.") for path in self.reader.sees)
        unseen = set[str]() if offers else {a.id for act in agreement.revisions for a in act.alternatives}
        return not any(
            act.act in ACCEPTS and act.terms is None and act.answers and not (answers and unseen.isdisjoint(act.answers))
            for act in agreement.revisions
        )


@frozen(kw_only=True)
class _Copier:
    """Copies what one reader may see, record by record.

    Args:
        journal: The journal at home.
        reader: Who reads.
        ids: The new ids of the records that are shown.
        plans: What the reader sees of each class at each path.
        inner_ids: For each record the new ids of the values inside it.
        elsewhere: The new ids of those values whose id only one record has, for links from another.
    """

    journal: Journal
    reader: Audience
    ids: Mapping[str, str]
    plans: _Plans
    inner_ids: Mapping[str, Mapping[str, str]] = field(factory=dict[str, Mapping[str, str]])
    elsewhere: Mapping[str, str] = field(factory=dict[str, str])

    @classmethod
    def for_(cls, journal: Journal, reader: Audience, shown: list[Record], plans: _Plans) -> "_Copier":
        ids = {record.id: new_id_for(journal, reader.name, record.id) for record in shown}
        copier = cls(journal=journal, reader=reader, ids=ids, plans=plans)
        inner = {
            record.id: {
                id: new_id_for(journal, reader.name, record.id, id) for id in copier.ids_in(record, kind_of(record).name)
            }
            for record in shown
        }
        often = Counter(id for ids in inner.values() for id in ids)
        once = {id: new for ids in inner.values() for id, new in ids.items() if often[id] == 1}
        return evolve(copier, inner_ids=inner, elsewhere=once)

    def record(self, record: Record) -> Any:
        """Return the copy of a record, or GONE."""
        return self._value(record, kind_of(record).name, record.id, self.ids[record.id])

    def ids_in(self, value: object, path: str) -> Iterator[str]:
        """Yield the ids of the values inside a record that the reader gets."""
        for f, inner, seen in self.plans.of(type(value), path).fields:
            item_shape = f.shape.of if isinstance(f.shape, Many) else f.shape
            if not seen or not isinstance(item_shape, Nested):
                continue
            held = getattr(value, f.name)
            for item in held if isinstance(f.shape, Many) else (held,):
                if item is not None and self._is_told(item, inner):
                    if hasattr(item, "id"):
                        yield item.id
                    yield from self.ids_in(item, inner)

    def _is_told(self, value: object, path: str) -> bool:
        """Whether the reader gets a value inside a record: it names them or nobody needs naming, and is what it seems."""
        shared_with = getattr(value, "shared_with", None)
        names_reader = shared_with is None or self.reader.name in shared_with
        return names_reader and self.plans.is_what_it_seems(value, path)

    def _value(self, value: object, path: str, home: str, id: str | None = None) -> Any:
        """Return the copy of a value, or GONE when it is nothing without what may not be seen.

        Args:
            value: A record, or a value inside one.
            path: Its path.
            home: The id of the record in which it stands.
            id: Its new id, of a record.
        """
        if id is None and not self._is_told(value, path):
            return GONE
        copied: dict[str, Any] = {}
        for f, inner, seen in self.plans.of(type(value), path).fields:
            held = getattr(value, f.name)
            if f.name == "id":
                copied["id"] = id or self.inner_ids[home][held]
            elif seen:
                copy = self._field(f, held, inner, home)
                if copy is GONE:
                    return GONE
                copied[f.name] = copy
            elif f.required:
                copied[f.name] = ""
        return type(value)(**agreeing(type(value), copied))

    def _field(self, f: Field, held: Any, path: str, home: str) -> Any:
        """Return what is seen of one field: the default where nothing is, GONE where a value cannot be without it.

        Of several texts, one that is private from its beginning to its end leaves no empty place.
        """
        if held is None:
            return None
        if isinstance(f.shape, Many):
            items = (self._item(f.shape.of, item, path, home) for item in held)
            return tuple(item for item in items if item is not GONE and not _is_blank(item))
        copy = self._item(f.shape, held, path, home)
        if copy is GONE and not f.required:
            return None if f.optional else f.default
        return copy

    def _item(self, shape: object, held: Any, path: str, home: str) -> Any:
        match shape:
            case Nested():
                return self._value(held, path, home)
            case Scalar("reference"):
                return self._pointed_to(held, home)
            case Scalar("who"):
                return held if held in EVERYBODY else self.ids.get(held, "unknown")
            case Scalar("reference_or_words") if held in self.ids:
                return self.ids[held]
            case Scalar("reference_or_words"):
                # What stands in a private span must not decide, so it goes first.
                words = without_private_spans(held)
                return GONE if looks_like_an_id(words) else words
            case _:
                return _scalar(held)

    def _pointed_to(self, id: str, home: str) -> Any:
        """Return the new id of what an id points to: a value in the same record, a record, or the one value elsewhere."""
        return self.inner_ids[home].get(id) or self.ids.get(id) or self.elsewhere.get(id, GONE)


def _scalar(held: Any) -> Any:
    """Return the copy of a scalar: without private spans, and without what nobody has named inside it."""
    match held:
        case str():
            return without_private_spans(held)
        case Approximate():
            return Approximate(earliest=held.earliest, latest=held.latest, words=without_private_spans(held.words))
        case Rating():
            return Rating(value=held.value, low=held.low, high=held.high, scale=without_private_spans(held.scale))
        case _:
            return held


def _is_blank(copy: object) -> bool:
    """Whether a copy is a text of which nothing is left, or that said nothing before: nobody could tell the two apart."""
    return isinstance(copy, str) and not copy.strip()


def _can_lie(cls: type, f: Field) -> bool:
    """Whether leaving a field at its default would say what is not so: that something is hers, or that it is as usual."""
    is_whose = isinstance(f.shape, Scalar) and f.shape.kind == "who" and f.default not in (None, "unknown")
    return is_whose or f.name in TAKEN_FOR_ANOTHER.get(cls, ())
