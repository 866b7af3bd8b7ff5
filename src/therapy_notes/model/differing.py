"""What is different between two journals, by record and by field."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import attrs
from attrs import frozen

from .common import identity
from .journal import KINDS, Journal, Record, kind_of
from .shapes import fields

JOURNAL: Final = "journal"
"""What stands for the kind where the journal itself is meant."""

_OF_THE_JOURNAL: Final = tuple(
    a.name for a in attrs.fields(Journal) if a.eq and a.name not in {kind.plural for kind in KINDS.values()}
)


@frozen(kw_only=True)
class Change:
    """A record that is in both journals and not the same, or what the journals themselves say.

    Args:
        kind: The name of its kind; ``journal`` for the journals themselves.
        id: Its id; empty for the journals themselves.
        fields: The fields that are not the same, in the order in which they are declared.
        before: The record as it was; of the journals themselves only these fields, by name.
        after: The record as it is, likewise.
    """

    kind: str
    id: str
    fields: tuple[str, ...]
    before: Record | Mapping[str, object] = attrs.field(hash=False)
    after: Record | Mapping[str, object] = attrs.field(hash=False)

    def __repr__(self) -> str:
        return f"Change(kind={self.kind!r}, id={self.id!r}, fields={self.fields!r})"


@frozen(kw_only=True)
class Diff:
    """What is different between two journals. It is false when nothing is.

    Args:
        added: Records that only the second has.
        removed: Records that only the first has. A record that became one of another kind is here and in ``added``.
        changed: What both have, and not the same.
    """

    added: tuple[Record, ...] = ()
    removed: tuple[Record, ...] = ()
    changed: tuple[Change, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is different."""
        return bool(self.added or self.removed or self.changed)

    def __repr__(self) -> str:
        return f"Diff(added=<{len(self.added)}>, removed=<{len(self.removed)}>, changed=<{len(self.changed)}>)"


def diff(a: Journal, b: Journal) -> Diff:
    """Return what is different in ``b``: by record, and inside a record by field.

    Two values are the same if the journals are equal in them: of a moment the instant and the zone count, so that the two
    passes of a repeated hour are different, and the header of the file does not count.

    Raises:
        TypeError: One of them is not a journal.

    >>> from therapy_notes.model.entries import Entry
    >>> before = Journal(entries=(Entry(id="a", body="It rained."), Entry(id="b", body="I went.")))
    >>> after = before.without("b").with_records(Entry(id="a", body="It rained.", title="Monday"), Entry(id="c", body=""))
    >>> found = diff(before, after)
    >>> found
    Diff(added=<1>, removed=<1>, changed=<1>)
    >>> found.changed
    (Change(kind='entry', id='a', fields=('title',)),)
    >>> bool(diff(before, before))
    False
    """
    for journal in (a, b):
        if not isinstance(journal, Journal):
            raise TypeError("two journals are compared; that of a reading is its .journal")
    before, after = records_by_id(a), records_by_id(b)
    changed = list(_of_the_journals(a, b))
    for id, old in before.items():
        new = after.get(id)
        if new is not None and type(new) is type(old) and (different := fields_that_differ(old, new)):
            changed.append(Change(kind=kind_of(old).name, id=id, fields=different, before=old, after=new))
    return Diff(
        added=tuple(new for id, new in after.items() if type(new) is not type(before.get(id))),
        removed=tuple(old for id, old in before.items() if type(old) is not type(after.get(id))),
        changed=tuple(changed),
    )


def records_by_id(journal: Journal) -> dict[str, Record]:
    """Return the records of a journal by their ids, kind by kind."""
    return {record.id: record for kind in KINDS.values() for record in getattr(journal, kind.plural)}


def fields_that_differ(before: object, after: object) -> tuple[str, ...]:
    """Return the names of the fields in which two values of one class are not the same, as they are declared."""
    return _different(before, after, tuple(f.name for f in fields(type(before))))


def _of_the_journals(a: Journal, b: Journal) -> tuple[Change, ...]:
    different = _different(a, b, _OF_THE_JOURNAL)
    if not different:
        return ()
    before, after = (MappingProxyType({name: getattr(journal, name) for name in different}) for journal in (a, b))
    return (Change(kind=JOURNAL, id="", fields=different, before=before, after=after),)


def _different(before: object, after: object, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if not _same(getattr(before, name), getattr(after, name)))


def _same(one: object, other: object) -> bool:
    return one is other or identity(one) == identity(other)
