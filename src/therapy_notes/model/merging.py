"""Bringing two copies of a journal together, so that nothing of either is lost.

Records meet by their ids alone: two entries of one minute with one title stay two. What can be decided is decided, and
listed; where both sides have something of their own, the journal keeps mine and a conflict holds both.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping
from types import MappingProxyType
from typing import Any, Final, Literal, TypeAlias, TypeVar, cast

import attrs
from attrs import frozen

from .. import moments
from ..moments import DateTime
from .differing import JOURNAL, fields_that_differ, records_by_id
from .digests import fingerprint, is_a_digest, is_as_read
from .journal import KINDS, Journal, Record, Unreadable, kind_of
from .shapes import thaw
from .values import Source

Version: TypeAlias = Record | Mapping[str, object]
"""A record, or the object of one whose kind this release does not know."""

_T = TypeVar("_T")
_V = TypeVar("_V", bound=Version)

_Outcome: TypeAlias = Literal["added", "unchanged", "changed", "removed", "gone", "conflict"]


class _Mark:
    """What stands where there is no value."""


_NOTHING: Final = _Mark()
"""It is not there."""
_NO_BASE: Final = _Mark()
"""Nobody knows what it was."""
_CLASH: Final = _Mark()
"""Both sides have something of their own."""


@frozen(kw_only=True)
class Conflict:
    """What two journals have each in its own way. The merged journal has mine.

    Args:
        kind: The name of the kind; of a kind that this release does not know, the name of its list; ``journal`` where the
            journals themselves differ, in their zone, for one.
        id: The id of the record; empty for the journals themselves.
        mine: My version; None if I removed it. Of the journals themselves only ``fields``, by name.
        other: The other version, likewise.
        base: What both come from, if it is known.
        fields: The fields in which the two differ; empty if one of them is gone, or of another kind.
    """

    kind: str
    id: str
    mine: Version | None = attrs.field(hash=False)
    other: Version | None = attrs.field(hash=False)
    base: Version | None = attrs.field(default=None, hash=False)
    fields: tuple[str, ...] = ()

    def __repr__(self) -> str:
        if self.kind not in KINDS and self.kind != JOURNAL:
            return f"Conflict(kind=<not known>, fields=<{len(self.fields)}>)"
        return f"Conflict(kind={self.kind!r}, id={self.id!r}, fields={self.fields!r})"


@frozen(kw_only=True)
class Merge:
    """Two journals brought together, and what became of each record.

    Args:
        journal: Both in one.
        added: Ids of records that only the other had.
        unchanged: Ids of records that are as mine were.
        changed: Ids of records that are now as the other's were.
        removed: Ids of records that are gone, since the other removed them and I had left them alone.
        conflicts: What somebody has to decide; the journal has mine.
    """

    journal: Journal
    added: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()

    def __repr__(self) -> str:
        lists = ("added", "unchanged", "changed", "removed", "conflicts")
        return f"Merge({', '.join(f'{name}=<{len(getattr(self, name))}>' for name in lists)})"


def merge(mine: Journal, other: Journal, *, base: Journal | None = None, at: DateTime | None = None) -> Merge:
    """Bring another journal into mine: a copy that was edited elsewhere, or what was read from an old file.

    A record that only the other has is added. Where both have one, and not the same, a version that was left alone gives
    way to one that was not:

    - With ``base``, left alone is what is still as it was there. What the other removed, and I left alone, is removed.
    - Otherwise an imported record is left alone if it still is what was read; ``Source.digest`` tells. Where both were
      read from one version of a file (the digests are equal), either may give way; where the digest is that of another
      program, and so tells no more than that, mine stays. Where they were read from two versions, mine gives way.

    A record that only does not read any more on the other side was not removed there. Everything else is a conflict: it
    is returned, and the journal keeps mine. Lists of kinds that this release does not know are merged by their ids, too.
    Of the ledger, and of what did not read, all that either had is there. Merging the same once more changes nothing.

    Args:
        mine: The journal into which the other is brought.
        other: The other journal; that of a reading is its ``journal``.
        base: What both were before they went apart: the last copy that both had.
        at: When this is done. Imported records that are added or changed and do not say yet when, say so from then on.

    Raises:
        TypeError: ``mine``, ``other`` or ``base`` is not a journal, or ``at`` not a moment.
        AmbiguousTimeError: ``at`` has no zone.

    >>> from therapy_notes.model.entries import Entry
    >>> base = Journal(entries=(Entry(id="a", body="It rained."), Entry(id="b", body="I went.")))
    >>> laptop = base.with_records(Entry(id="a", body="It rained.", title="Monday"), Entry(id="c", body="I slept."))
    >>> phone = base.with_records(Entry(id="a", body="It poured."), Entry(id="b", body="I went anyway."))
    >>> merged = merge(laptop, phone, base=base)
    >>> merged
    Merge(added=<0>, unchanged=<1>, changed=<1>, removed=<0>, conflicts=<1>)
    >>> merged.unchanged, merged.changed
    (('c',), ('b',))
    >>> merged.conflicts
    (Conflict(kind='entry', id='a', fields=('title', 'body')),)
    >>> merged.journal["a"].title, merged.journal["b"].body
    ('Monday', 'I went anyway.')
    """
    for journal in (mine, other, mine if base is None else base):
        if not isinstance(journal, Journal):
            raise TypeError("two journals are merged; that of a reading is its .journal")
    account = _Account(None if at is None else moments.settled(at), _unreadable_ids(other, base))
    said: dict[str, Any] = {
        "zone": _zone(mine, other, base),
        "key": _key(mine, other, base),
        "owner": _owner(mine, other, base),
    }
    clashing = tuple(name for name, value in said.items() if value is _CLASH)
    held: dict[str, Any] = {name: value for name, value in said.items() if name not in clashing}
    held.update(_records(mine, other, base, account))
    held["shares"] = _union(mine.shares, other.shares, lambda share: share)
    held["unreadable"] = _union(mine.unreadable, other.unreadable, _as_found)
    held["extra"], clashing_keys = _extra(mine, other, base, account)
    own = _of_the_journals((mine, other, base), clashing, clashing_keys)
    return Merge(
        journal=attrs.evolve(mine, **held),
        added=tuple(account.added),
        unchanged=tuple(account.unchanged),
        changed=tuple(account.changed),
        removed=tuple(account.removed),
        conflicts=(*own, *account.conflicts),
    )


# -- one record -----------------------------------------------------------------------------------------------


def _outcome(mine: Version | None, other: Version | None, base: Version | None) -> _Outcome:
    """Return what becomes of a record, of which each journal has a version or None."""
    if mine is not None and other is not None:
        if _alike(mine, other):
            return "unchanged"
        if type(mine) is not type(other):
            return "conflict"
        if base is None:
            return _by_digests(mine, other)
        return "changed" if _alike(mine, base) else "unchanged" if _alike(other, base) else "conflict"
    if base is None:
        return "unchanged" if other is None else "added"
    if mine is None:
        return "gone" if other is None or _alike(other, base) else "conflict"
    return "removed" if _alike(mine, base) else "conflict"


def _by_digests(mine: Version, other: Version) -> _Outcome:
    """Return what becomes of two versions of a record, if it was imported: its digest tells what it was when it was read."""
    if isinstance(mine, Mapping) or isinstance(other, Mapping) or mine.source is None or other.source is None:
        return "conflict"
    if mine.source.digest == other.source.digest:
        if is_as_read(other):
            return "unchanged"
        if other.source.digest and not is_a_digest(other.source.digest):
            return "unchanged"
    return "changed" if is_as_read(mine) else "conflict"


def _alike(one: Version, other: Version) -> bool:
    """Tell whether two versions of a record are the same, apart from when and with which digest they were imported."""
    if type(one) is not type(other):
        return False
    if isinstance(one, Mapping):
        return one == other
    different = fields_that_differ(one, other)
    return not different or (different == ("source",) and _is_one_source(one.source, cast("Record", other).source))


def _is_one_source(one: Source | None, other: Source | None) -> bool:
    return one is not None and other is not None and {*fields_that_differ(one, other)} <= {"imported_at", "digest"}


def _kind(mine: Version | None, other: Version | None) -> str:
    one = other if mine is None else mine
    return "" if one is None or isinstance(one, Mapping) else kind_of(one).name


def _fields(mine: Version | None, other: Version | None) -> tuple[str, ...]:
    if mine is None or other is None or type(mine) is not type(other):
        return ()
    if isinstance(mine, Mapping) and isinstance(other, Mapping):
        return tuple(key for key in sorted({*mine, *other}) if mine.get(key, _NOTHING) != other.get(key, _NOTHING))
    return fields_that_differ(mine, other)


# -- many records ---------------------------------------------------------------------------------------------


class _Account:
    """What has become of the records so far. The one thing in this room that grows."""

    def __init__(self, at: DateTime | None, doubtful: Callable[[str], bool]) -> None:
        self.at = at
        self.doubtful = doubtful
        self.added: list[str] = []
        self.unchanged: list[str] = []
        self.changed: list[str] = []
        self.removed: list[str] = []
        self.conflicts: list[Conflict] = []

    def settled(
        self, mine: Mapping[str, _V], other: Mapping[str, _V], base: Mapping[str, _V], *, unknown: str = ""
    ) -> list[_V]:
        """Return the records that are in the merged journal: mine in their order, then what the other adds.

        Args:
            mine: My records by their ids.
            other: The other's.
            base: What they were, as far as it is known.
            unknown: The name of the list, if it is of a kind that this release does not know.
        """
        ids = (*mine, *(id for id in other if id not in mine))
        found = (self._settled(id, mine.get(id), other.get(id), base.get(id), unknown) for id in ids)
        return [record for record in found if record is not None]

    def _settled(self, id: str, mine: _V | None, other: _V | None, base: _V | None, unknown: str) -> _V | None:
        outcome = _outcome(mine, other, base)
        if outcome == "removed" and self.doubtful(id):
            outcome = "conflict"
        match outcome:
            case "added":
                self.added.append(id)
                return self._dated(other)
            case "changed":
                self.changed.append(id)
                return self._dated(other)
            case "unchanged":
                self.unchanged.append(id)
                return mine
            case "removed":
                self.removed.append(id)
                return None
            case "gone":
                return None
            case "conflict":
                kind = _kind(mine, other) or unknown
                fields = _fields(mine, other)
                self.conflicts.append(Conflict(kind=kind, id=id, mine=mine, other=other, base=base, fields=fields))
                return mine

    def _dated(self, record: _V | None) -> _V | None:
        """Let an imported record say when that was, unless it does."""
        if self.at is None or record is None or isinstance(record, Mapping):
            return record
        if record.source is None or record.source.imported_at is not None:
            return record
        return cast("_V", attrs.evolve(record, source=attrs.evolve(record.source, imported_at=self.at)))


def _unreadable_ids(other: Journal, base: Journal | None) -> Callable[[str], bool]:
    """Return what tells whether a record is gone from the other journal only because it does not read there any more."""
    known = Counter(map(_as_found, base.unreadable)) if base is not None else Counter[str]()
    new = [kept for kept in other.unreadable if not known[_as_found(kept)]]
    ids = {_id_in(kept.raw) for kept in new}
    texts = [kept.text for kept in new if kept.text]
    return lambda one: one in ids or any(one in text for text in texts)


def _id_in(raw: object) -> str | None:
    match thaw(raw):
        case {"id": str(id)}:
            return id
        case _:
            return None


def _records(mine: Journal, other: Journal, base: Journal | None, account: _Account) -> dict[str, tuple[Record, ...]]:
    """Return the records of the merged journal by the plural of their kind."""
    before = {} if base is None else records_by_id(base)
    held: dict[str, list[Record]] = {kind.plural: [] for kind in KINDS.values()}
    for record in account.settled(records_by_id(mine), records_by_id(other), before):
        held[kind_of(record).plural].append(record)
    return {plural: tuple(records) for plural, records in held.items()}


# -- what the journals themselves say -------------------------------------------------------------------------


def _decided(mine: object, other: object, base: object, nothing: object = _NOTHING) -> object:
    """Return the value that the merged journal has, or ``_CLASH``.

    Args:
        mine: My value.
        other: The other value.
        base: What it was, or ``_NO_BASE``.
        nothing: What a value is where there is none.
    """
    if mine == other:
        return mine
    if base is not _NO_BASE:
        return other if mine == base else mine if other == base else _CLASH
    return other if mine == nothing else mine if other == nothing else _CLASH


def _zone(mine: Journal, other: Journal, base: Journal | None) -> object:
    """Decide where days begin: a zone that somebody lives in goes before one that a file was read in."""
    if _standing(mine) != _standing(other):
        return max(mine, other, key=_standing).zone
    return _decided(mine.zone, other.zone, _NO_BASE if base is None else base.zone)


def _standing(journal: Journal) -> int:
    """Return how much a zone says: a journal that is somebody's has a key, and a reader that was told none says UTC."""
    return 2 if journal.key else int(journal.zone != "UTC")


def _key(mine: Journal, other: Journal, base: Journal | None) -> object:
    """Decide on the key. It is never taken away: the ids that other readers were given are made from it."""
    if mine.key is None or other.key is None:
        return mine.key or other.key
    return _decided(mine.key, other.key, _NO_BASE if base is None else base.key)


def _owner(mine: Journal, other: Journal, base: Journal | None) -> object:
    return _decided(mine.owner, other.owner, _NO_BASE if base is None else base.owner, nothing=None)


def _extra(
    mine: Journal, other: Journal, base: Journal | None, account: _Account
) -> tuple[dict[str, object], tuple[str, ...]]:
    """Return the unknown keys of the merged journal, and those that both have in their own way."""
    found: dict[str, object] = {}
    clashing: list[str] = []
    for key in dict.fromkeys((*mine.extra, *other.extra)):
        one, two = mine.extra.get(key, _NOTHING), other.extra.get(key, _NOTHING)
        before = _NO_BASE if base is None else base.extra.get(key, _NOTHING)
        lists = _listed(one), _listed(two), _listed(before)
        value = _decided(one, two, before)
        if lists[0] is not None and lists[1] is not None and lists[2] is not None:
            records = account.settled(lists[0], lists[1], lists[2], unknown=key)
            value = tuple(records) if records or value is not _NOTHING else _NOTHING
        elif value is _CLASH:
            clashing.append(key)
            value = one
        if value is not _NOTHING:
            found[key] = value
    return found, tuple(clashing)


def _listed(value: object) -> dict[str, Mapping[str, object]] | None:
    """Return the records of an unknown kind by their ids, none where there is no list, or None if it is something else."""
    if isinstance(value, _Mark):
        return {}
    if not isinstance(value, tuple):
        return None
    found: dict[str, Mapping[str, object]] = {}
    for item in cast("tuple[object, ...]", value):
        if not isinstance(item, Mapping):
            return None
        record = cast("Mapping[str, object]", item)
        id = record.get("id")
        if not isinstance(id, str) or not id or id in found:
            return None
        found[id] = record
    return found


def _of_the_journals(
    versions: tuple[Journal, Journal, Journal | None], clashing: tuple[str, ...], keys: tuple[str, ...]
) -> tuple[Conflict, ...]:
    """Return what the journals themselves have each in its own way, as one conflict at most."""
    if not clashing and not keys:
        return ()

    def said(journal: Journal) -> Mapping[str, object]:
        unknown = MappingProxyType({key: journal.extra[key] for key in keys if key in journal.extra})
        return MappingProxyType({name: unknown if name == "extra" else getattr(journal, name) for name in fields})

    fields = (*clashing, "extra") if keys else clashing
    mine, other, base = versions
    before = None if base is None else said(base)
    return (Conflict(kind=JOURNAL, id="", mine=said(mine), other=said(other), base=before, fields=fields),)


def _union(mine: tuple[_T, ...], other: tuple[_T, ...], what: Callable[[_T], Hashable]) -> tuple[_T, ...]:
    """Return what is in mine, and then what the other has beyond that; what one of them has twice stays twice."""
    left = Counter(map(what, mine))
    more: list[_T] = []
    for item in other:
        same = what(item)
        if left[same]:
            left[same] -= 1
        else:
            more.append(item)
    return (*mine, *more)


def _as_found(record: Unreadable) -> str:
    """Return what an unreadable record is told by; what a release found wrong with it is not part of it."""
    return fingerprint((record.kind, record.raw, record.text, record.extra))
