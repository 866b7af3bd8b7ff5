"""A list of what a reader would see, to be looked at before it leaves.

It is made from the view alone. Only when she asks what stays at home does it look at the journal, and then it is for her.
"""

from collections.abc import Iterable, Iterator
from typing import cast

from attrs import field, frozen

from ..model.common import plain
from ..model.journal import KINDS, Journal, Record, time_of, title_of
from ..model.shapes import DERIVED, Field, Many, Nested, Ref, Words, fields
from ..model.values import When
from .audience import NEVER
from .views import View, new_id_for


@frozen(kw_only=True)
class FieldCount:
    """A field that holds something for this reader.

    Args:
        field: Its path inside the record, as an audience names it: ``title``, ``comments``, ``comments.body``.
        count: How many values it holds: one, or as many as the record has there in all.
    """

    field: str
    count: int


@frozen(kw_only=True)
@plain
class Listed:
    """One record that this reader would see.

    Args:
        record: Its id in the view.
        title: What it is called; empty for kinds and records without a name.
        when: When it was.
        holds: The fields that hold something, each followed by those inside it.
    """

    record: Ref
    title: Words = ""
    when: When | None = None
    holds: tuple[FieldCount, ...] = ()


@frozen(kw_only=True)
@plain
class ListedKind:
    """The records of one kind, in the order of the view.

    Args:
        kind: The name of the kind, such as ``entry``.
        records: What there is of it.
    """

    kind: str
    records: tuple[Listed, ...]


@frozen(kw_only=True)
@plain
class Manifest:
    """Exactly what one reader would see, by kind and title.

    Args:
        audience: The name of the reader; ``me`` for the owner.
        kinds: What there is of each kind; a kind of which there is nothing is not named.
        at_home: The names of the kinds of which a record stays at home; None when nobody asked.
        hidden_names: Names that nothing made from it may say; they are in no file.
    """

    audience: str
    kinds: tuple[ListedKind, ...] = ()
    at_home: tuple[str, ...] | None = None
    hidden_names: tuple[str, ...] = field(default=(), repr=False, metadata=DERIVED)

    def __repr__(self) -> str:
        counts = [f"{KINDS[listed.kind].plural}=<{len(listed.records)}>" for listed in self.kinds]
        home = [] if self.at_home is None else [f"at_home=<{len(self.at_home)}>"]
        return f"{type(self).__name__}({', '.join([f'audience={self.audience!r}', *counts, *home])})"

    def __getitem__(self, kind: str) -> tuple[Listed, ...]:
        """Return what there is of a kind; nothing when it is not there."""
        return next((listed.records for listed in self.kinds if listed.kind == kind), ())

    @property
    def is_for_me(self) -> bool:
        """Whether it is for the owner alone: she is the reader, or it says what stays at home."""
        return self.audience == "me" or self.at_home is not None


def manifest_of(view: View, of: Journal | None = None) -> Manifest:
    """Return the list of everything that is in a view.

    Args:
        view: What the reader would see.
        of: The journal at home, to be told also of which kinds something stays there. Such a list is for the owner.

    Raises:
        TypeError: It is given a journal in the place of a view, or something else in the place of the journal.

    >>> from therapy_notes.model.entries import Entry
    >>> from therapy_notes.model.sessions import Topic
    >>> from therapy_notes.sharing.views import view
    >>> journal = Journal.new(zone="Europe/Paris").with_records(
    ...     Entry.new("I said it.", title="Thursday", tags=["said"], shared_with=["therapist"]), Topic.new("Not this."))
    >>> found = manifest_of(view(journal, "therapist"), of=journal)
    >>> found, found.at_home
    (Manifest(audience='therapist', entries=<1>, at_home=<1>), ('topic',))
    >>> [listed.title for listed in found["entry"]], [said.field for said in found["entry"][0].holds]
    (['Thursday'], ['title', 'body', 'tags'])
    """
    if not isinstance(view, View):
        raise TypeError('for whom? A manifest is made from a View, as in view(journal, "therapist")')
    if of is not None and not isinstance(of, Journal):
        raise TypeError("what stays at home is found in a Journal")
    there = {kind.name: getattr(view.journal, kind.plural) for kind in KINDS.values()}
    return Manifest(
        audience=view.audience,
        kinds=tuple(ListedKind(kind=name, records=tuple(map(_listed, found))) for name, found in there.items() if found),
        at_home=None if of is None else tuple(_staying(view, of)),
        hidden_names=view.hidden_names,
    )


def _listed(record: Record) -> Listed:
    counts = _counted([record], "")
    return Listed(record=record.id, title=title_of(record), when=time_of(record), holds=tuple(counts))


def _counted(values: Iterable[object], before: str) -> Iterator[FieldCount]:
    """Yield the fields that hold something in any of some values of one class, and how many values they hold together."""
    held = list(values)
    for f in fields(type(held[0])):
        if f.name in NEVER:
            continue
        inside = [item for value in held for item in _said(f, getattr(value, f.name))]
        if inside:
            path = f"{before}{f.name}"
            yield FieldCount(field=path, count=len(inside))
            if isinstance(f.shape.of if isinstance(f.shape, Many) else f.shape, Nested):
                yield from _counted(inside, f"{path}.")


def _said(f: Field, held: object) -> tuple[object, ...]:
    """Return the values that a field says: none when it is empty, or what it would be anyway."""
    if isinstance(f.shape, Many):
        return cast("tuple[object, ...]", held)
    return () if held in (None, "") or (held == f.default and not f.required) else (held,)


def _staying(view: View, home: Journal) -> Iterator[str]:
    """Yield the kinds of which a record of the journal is not in the view."""
    ids = {record.id for record in view.journal}
    for kind in KINDS.values():
        records: tuple[Record, ...] = getattr(home, kind.plural)
        known = (record.id if view.is_mine else new_id_for(home, view.audience, record.id) for record in records)
        if not ids.issuperset(known):
            yield kind.name
