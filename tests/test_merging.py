"""Two copies of a journal become one, and nothing of either is lost."""

import copy
from collections import Counter
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any

import attrs
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from helpers import documents
from therapy_notes import moments
from therapy_notes.codec import dumps, loads
from therapy_notes.errors import AmbiguousTimeError, Problem, WriteError
from therapy_notes.model.differing import JOURNAL, diff
from therapy_notes.model.digests import as_read, digest_of, fingerprint, is_a_digest, is_as_read
from therapy_notes.model.entries import Entry
from therapy_notes.model.journal import Journal, Record, Unreadable
from therapy_notes.model.merging import Conflict, Merge, merge
from therapy_notes.model.people import Part, Person
from therapy_notes.model.results import JournalReading
from therapy_notes.model.sessions import Topic
from therapy_notes.model.values import Approximate, Link, Rating, Share, Source
from therapy_notes.moments import Date
from therapy_notes.readers.saved_page import reader as saved_page
from therapy_notes.testing import journals, records

ZONE = "Europe/Paris"
AT = moments.parse("2024-10-27T02:30:00+01:00[Europe/Paris]")
PASSES = tuple(moments.moment("2024-10-27 02:30", ZONE, fold=fold) for fold in (0, 1))
KEYS = (b"k" * 32, b"l" * 32)

SMALL = settings(max_examples=max(25, settings().max_examples // 4))
"""Every example merges several journals."""


# -- copies that come from one journal ----------------------------------------------------------------------------


def edited(record: Record, way: int) -> Record:
    """Edit a record in one of a few ways, so that two copies often have the same edit; two are one hour apart."""
    match way:
        case 0 | 1:
            return attrs.evolve(record, retracted_at=PASSES[way])
        case 2:
            return attrs.evolve(record, tags=(*record.tags, "a"))
        case _:
            return attrs.evolve(record, extra={"colour": "blue"})


def imported(record: Record, version: int = 0) -> Record:
    """Return a record as a reader gives it, from one of two versions of its file."""
    found = attrs.evolve(record, source=Source(system="paper", ref=record.id, position=1))
    return as_read(attrs.evolve(found, links=(*found.links, Link(kind="about", to="b"))) if version else found)


def dated(record: Record) -> Record:
    return record if record.source is None else attrs.evolve(record, source=attrs.evolve(record.source, imported_at=AT))


def signed(record: Record, digest: str) -> Record:
    return record if record.source is None else attrs.evolve(record, source=attrs.evolve(record.source, digest=digest))


CHANGES: tuple[Callable[[Record], Record], ...] = (
    *(lambda record, way=way: edited(record, way) for way in range(4)),
    lambda record: imported(record, 1) if record.source else record,
    lambda record: edited(imported(record, 1), 2) if record.source else record,
    dated,
    lambda record: signed(record, "v1"),
    lambda record: edited(signed(record, "v1"), 2),
    lambda record: signed(record, ""),
    lambda record: edited(signed(record, ""), 3),
    lambda record: signed(edited(record, 3), "0" * 64),
    lambda record: Part(id=record.id, name="the one who waits"),
)
"""What may have become of a record in a copy; in what is not imported, some of these change nothing."""


@st.composite
def versions(draw: DrawFn, record: Record) -> Record:
    """Draw what may have become of a record in a copy."""
    return record if draw(st.booleans()) else draw(st.sampled_from(CHANGES))(record)


def dreams(of: tuple[int | None, int | None]) -> list[dict[str, object]]:
    """Return the records of a kind that this release does not know."""
    return [{"id": f"u{n}", "strength": strength} for n, strength in enumerate(of) if strength is not None]


UNKNOWN = st.one_of(
    st.just({}),
    st.tuples(*[st.sampled_from((None, 1, 2))] * 2).map(lambda of: {"dreams": dreams(of)}),
    st.sampled_from(({"dreams": []}, {"dreams": 5}, {"dreams": [{"id": "u0"}, {"id": "u0"}]}, {"x-app": 1}, {"x-app": 2})),
)


@st.composite
def tops(draw: DrawFn, other: tuple[Journal, ...] = ()) -> dict[str, Any]:
    """Draw what journals themselves say: often what another one says, too."""
    own = draw(journals(max_records=0))
    lines = {name: getattr(own, name) for name in ("shares", "unreadable")}
    for one in other:
        lines = {
            name: draw(st.sampled_from((getattr(one, name), getattr(one, name) + mine))) for name, mine in lines.items()
        }
    return {
        **lines,
        "zone": draw(st.sampled_from(("UTC", ZONE, ZONE, "Asia/Tokyo"))),
        "key": draw(st.sampled_from((None, *KEYS))),
        "owner": draw(st.sampled_from((None, "a", "b"))),
        "extra": draw(UNKNOWN),
    }


@st.composite
def families(draw: DrawFn, size: int = 2) -> tuple[Journal, tuple[Journal, ...]]:
    """Draw a journal, and copies of it that went their own ways: edited, read again, removed, added to."""
    drawn = draw(st.lists(records(), min_size=1, max_size=4, unique_by=lambda record: record.id))
    stock = [imported(record) if draw(st.booleans()) else record for record in drawn]
    old = [record for record in stock if draw(st.sampled_from((True, True, True, False)))]
    base = Journal(**draw(tops())).with_records(*old)
    copies = []
    for _ in range(size):
        held = [draw(versions(record)) for record in stock if draw(st.sampled_from((True, True, True, False)))]
        said = tops((base,)) if draw(st.booleans()) else st.just(attrs.asdict(base, recurse=False, filter=_is_said))
        copies.append(Journal(**draw(said)).with_records(*held))
    return base, tuple(copies)


@st.composite
def peaceful_families(draw: DrawFn) -> tuple[Journal, Journal, Journal]:
    """Draw three copies that seldom conflict: of a record there is one edit, and of the journals one owner, zone and key."""
    stock = draw(st.lists(records(), min_size=1, max_size=3, unique_by=lambda record: record.id))
    became: dict[str, tuple[Record, ...]] = {}
    for record in stock:
        read, again = imported(record), imported(record, 1)
        if draw(st.sampled_from((True, True, False))):
            edit = edited(draw(st.sampled_from((read, read, again))), draw(st.integers(0, 3)))
            became[record.id] = (read, edit, again, dated(read))
        else:
            became[record.id] = (record,)
    said: dict[str, Any] = draw(tops())
    lines = tuple(Share(record=id, audience="peer") for id in "abc")

    def copy_() -> Journal:
        top = {name: value for name, value in said.items() if draw(st.booleans())}
        shares = (*top.get("shares", ()), *draw(st.lists(st.sampled_from(lines), max_size=3)))
        held = [draw(st.sampled_from(became[record.id])) for record in stock if draw(st.sampled_from((True, True, False)))]
        return Journal(**{**top, "shares": shares}).with_records(*held)

    return copy_(), copy_(), copy_()


def _is_said(attribute: "attrs.Attribute[object]", _: object) -> bool:
    return attribute.name in {"zone", "key", "owner", "shares", "unreadable", "extra"}


maybe_at = st.sampled_from((None, AT))


def ids(journal: Journal) -> set[str]:
    return {record.id for record in journal}


def ids_of_dreams(journal: Journal) -> set[str]:
    items = journal.extra.get("dreams")
    return {item["id"] for item in items} if isinstance(items, tuple) else set()


def bare(record: Record) -> Record:
    """Return a record without the day on which it was imported."""
    return attrs.evolve(record, source=record.source and attrs.evolve(record.source, imported_at=None))


def same_content(one: Record | None, other: Record | None) -> bool:
    """Whether two records are the same, apart from when and with which digest they were imported."""
    if one is None or other is None or type(one) is not type(other):
        return False

    return bare(signed(one, "")) == bare(signed(other, ""))


def has_a_foreign_digest(record: Record) -> bool:
    return record.source is not None and bool(record.source.digest) and not is_a_digest(record.source.digest)


def found(journal: Journal | None, id: str) -> Record | None:
    return journal[id] if journal is not None and id in journal else None


# -- laws -----------------------------------------------------------------------------------------------------------


@given(families(1), maybe_at)
@SMALL
def test_a_journal_merged_with_itself_stays_as_it_is(family: tuple[Journal, tuple[Journal, ...]], at: Any) -> None:
    _, (journal,) = family
    for base in (None, journal):
        merged = merge(journal, copy.deepcopy(journal), base=base, at=at)
        assert merged.journal == journal
        assert (merged.added, merged.changed, merged.removed, merged.conflicts) == ((), (), (), ())
        assert set(merged.unchanged) >= ids(journal)


@given(families(), st.booleans(), maybe_at)
@SMALL
def test_merging_the_same_again_changes_nothing(
    family: tuple[Journal, tuple[Journal, ...]], has_base: bool, at: Any
) -> None:
    base, (mine, other) = family
    known = base if has_base else None
    first = merge(mine, other, base=known, at=at)
    again = merge(first.journal, other, base=known, at=at)
    assert again.journal == first.journal
    assert (again.added, again.changed, again.removed) == ((), (), ())
    assert again.conflicts == first.conflicts


@given(peaceful_families())
@SMALL
def test_where_nothing_conflicts_it_does_not_matter_which_two_come_together_first(
    family: tuple[Journal, Journal, Journal],
) -> None:
    a, b, c = family
    ab, bc = merge(a, b), merge(b, c)
    one, other = merge(ab.journal, c), merge(a, bc.journal)
    assume(not any(merged.conflicts for merged in (ab, bc, one, other)))
    # Of two versions of a file that come and go, the day of importing is that of the last that came.
    assert [bare(record) for record in one.journal] == [bare(record) for record in other.journal]
    assert one.journal.with_records(*other.journal) == other.journal


@given(families(), st.booleans())
@SMALL
def test_what_became_of_each_record_is_told_once(family: tuple[Journal, tuple[Journal, ...]], has_base: bool) -> None:
    base, (mine, other) = family
    merged = merge(mine, other, base=base if has_base else None)
    told = Counter((*merged.added, *merged.unchanged, *merged.changed, *merged.removed))
    told.update(conflict.id for conflict in merged.conflicts if conflict.kind != JOURNAL)
    assert set(told.values()) <= {1}
    assert ids(mine) <= set(told) <= ids(mine) | ids(other) | ids_of_dreams(mine) | ids_of_dreams(other)
    for id in ids(other) - set(told):
        assert has_base
        assert id not in mine
        assert same_content(other[id], found(base, id))


@given(families(), st.booleans(), maybe_at)
@SMALL
def test_the_account_is_the_difference_that_the_merge_made(
    family: tuple[Journal, tuple[Journal, ...]], has_base: bool, at: Any
) -> None:
    base, (mine, other) = family
    merged = merge(mine, other, base=base if has_base else None, at=at)
    made = diff(mine, merged.journal)
    unknown = ids_of_dreams(mine) | ids_of_dreams(other)
    assert {record.id for record in made.added} == set(merged.added) - unknown
    assert {record.id for record in made.removed} == set(merged.removed) - unknown
    assert {change.id for change in made.changed if change.kind != JOURNAL} == set(merged.changed) - unknown


@given(families(), st.booleans(), maybe_at)
@SMALL
def test_a_version_that_is_not_in_the_journal_was_left_alone_or_is_in_a_conflict(
    family: tuple[Journal, tuple[Journal, ...]], has_base: bool, at: Any
) -> None:
    base, (mine, other) = family
    known = base if has_base else None
    merged = merge(mine, other, base=known, at=at)
    conflicts = {conflict.id: conflict for conflict in merged.conflicts}
    for id in ids(mine) | ids(other):
        here = {"mine": found(mine, id), "other": found(other, id)}
        for side, version in here.items():
            if version is None or same_content(version, found(merged.journal, id)):
                continue
            if id in conflicts:
                assert getattr(conflicts[id], side) == version
            elif (before := found(known, id)) is not None:
                assert same_content(version, before)
            else:
                assert is_as_read(version) or (side == "other" and has_a_foreign_digest(version))


@given(families(), st.booleans(), maybe_at)
@SMALL
def test_no_record_is_made_of_two_and_no_time_or_text_of_it_changes(
    family: tuple[Journal, tuple[Journal, ...]], has_base: bool, at: Any
) -> None:
    base, (mine, other) = family
    merged = merge(mine, other, base=base if has_base else None, at=at)
    for record in merged.journal:
        version = found(mine if record.id not in {*merged.added, *merged.changed} else other, record.id)
        assert version is not None
        if at is not None and record.id in {*merged.added, *merged.changed} and version.source is not None:
            version = attrs.evolve(
                version, source=attrs.evolve(version.source, imported_at=version.source.imported_at or at)
            )
        assert record == version
        assert is_as_read(record) == is_as_read(version)


@given(families(), st.booleans())
@SMALL
def test_the_ledger_and_what_did_not_read_are_there_as_often_as_in_either(
    family: tuple[Journal, tuple[Journal, ...]], has_base: bool
) -> None:
    base, (mine, other) = family
    merged = merge(mine, other, base=base if has_base else None).journal
    assert Counter(merged.shares) == Counter(mine.shares) | Counter(other.shares)
    assert merged.shares[: len(mine.shares)] == mine.shares

    def as_found(journal: Journal) -> list[str]:
        return [fingerprint((one.kind, one.raw, one.text, one.extra)) for one in journal.unreadable]

    assert Counter(as_found(merged)) == Counter(as_found(mine)) | Counter(as_found(other))
    assert merged.unreadable[: len(mine.unreadable)] == mine.unreadable


@given(families(), st.booleans())
@SMALL
def test_what_the_journals_say_is_mine_or_the_others_and_told_if_both_were_said(
    family: tuple[Journal, tuple[Journal, ...]], has_base: bool
) -> None:
    base, (mine, other) = family
    merged = merge(mine, other, base=base if has_base else None)
    own = [conflict for conflict in merged.conflicts if conflict.kind == JOURNAL]
    assert len(own) <= 1
    clashing = own[0].fields if own else ()
    for name in ("zone", "key", "owner"):
        here, there, then = getattr(mine, name), getattr(other, name), getattr(base, name)
        assert getattr(merged.journal, name) in ((here,) if name in clashing else (here, there))
        if name in clashing:
            assert here != there
            assert not has_base or here != then != there
            assert (own[0].mine[name], own[0].other[name]) == (here, there)
    assert bool(merged.journal.key) == bool(mine.key or other.key)
    if not has_base:
        assert bool(merged.journal.owner) == bool(mine.owner or other.owner)
        assert {*mine.extra, *other.extra} == {*merged.journal.extra}


@given(families(), st.booleans())
@SMALL
def test_a_record_of_a_kind_that_is_not_known_is_merged_by_its_id(
    family: tuple[Journal, tuple[Journal, ...]], has_base: bool
) -> None:
    base, (mine, other) = (attrs.evolve(one, extra={}) for one in (family[0],)), family[1]
    (before,) = base
    merged = merge(mine, other, base=before if has_base else None)
    clashing = {name for conflict in merged.conflicts if conflict.kind == JOURNAL for name in conflict.fields}
    if "extra" in clashing:
        return
    conflicts = {conflict.id: conflict for conflict in merged.conflicts if conflict.kind == "dreams"}
    held = merged.journal.extra.get("dreams", ())
    for journal in (mine, other):
        items = journal.extra.get("dreams", ())
        for item in items if isinstance(items, tuple) else ():
            assert item in held or item in (conflicts[item["id"]].mine, conflicts[item["id"]].other)


@given(families(), st.booleans())
@documents
def test_a_merged_journal_can_be_kept_and_merged_again_from_its_file(
    family: tuple[Journal, tuple[Journal, ...]], has_base: bool
) -> None:
    base, (mine, other) = family
    known = base if has_base else None
    first = merge(mine, other, base=known)
    try:
        kept = loads(dumps(first.journal))
        other = loads(dumps(other))
    except WriteError:  # a whole number of more digits than a file may hold
        return
    again = merge(kept, other, base=known)
    assert again.journal == first.journal
    assert [conflict.id for conflict in again.conflicts] == [conflict.id for conflict in first.conflicts]
    assert (again.added, again.changed, again.removed) == ((), (), ())


@given(families(), st.text(min_size=6))
@SMALL
def test_no_word_is_in_what_python_shows(family: tuple[Journal, tuple[Journal, ...]], text: str) -> None:
    _, (mine, other) = family
    canary = "canary" + "".join(filter(str.isalnum, text))
    two = [
        attrs.evolve(
            journal.with_records(Entry(id="both", body=f"{canary} {side}", title=f"{canary} {side}")),
            extra={canary: side, "x-list": [{"id": canary, canary: side}]},
        )
        for side, journal in (("mine", mine), ("other", other))
    ]
    merged = merge(*two)
    assert len([one for one in merged.conflicts if one.kind in {"entry", "x-list", JOURNAL}]) >= 3
    for shown in (repr(merged), repr(merged.conflicts), repr(diff(*two)), repr(diff(*two).changed)):
        assert canary not in shown


# -- digests --------------------------------------------------------------------------------------------------------


@given(records())
def test_a_record_is_as_it_was_read_until_somebody_edits_it(record: Record) -> None:
    assert not is_as_read(record) or record.source is not None
    read = as_read(attrs.evolve(record, source=Source(system="paper", ref="x")))
    assert read.source is not None
    assert is_a_digest(read.source.digest)
    assert is_as_read(read)
    assert is_as_read(dated(read))
    assert as_read(read) == read
    for way in range(4):
        if edited(read, way) != read:
            assert not is_as_read(edited(read, way))
    assert not is_as_read(signed(read, ""))
    assert not is_as_read(signed(read, "0" * 64))


@given(records())
def test_a_record_without_a_source_has_no_place_for_a_digest(record: Record) -> None:
    bare = attrs.evolve(record, source=None)
    assert as_read(bare) is bare
    assert not is_as_read(bare)


@given(records())
@SMALL
def test_a_digest_is_the_same_after_a_way_through_a_file(record: Record) -> None:
    try:
        file = dumps(Journal().with_records(imported(record)))
    except WriteError:
        return
    assert is_as_read(loads(file)[record.id])


@given(records(), st.integers(0, 3))
def test_equal_records_have_equal_digests_and_an_edit_has_another(record: Record, way: int) -> None:
    assert digest_of(copy.deepcopy(record)) == digest_of(record)
    changed = edited(record, way)
    assert (digest_of(changed) == digest_of(record)) == (changed == record)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3).map(tuple) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


def told_apart(value: object) -> object:
    """Return a value in which Python, too, tells a truth from a number."""
    if isinstance(value, bool):
        return ("truth", value)
    if isinstance(value, tuple):
        return ("list", *map(told_apart, value))
    if isinstance(value, Mapping):
        return {key: told_apart(item) for key, item in value.items()}
    return value


@given(JSON, JSON)
@example(1, True)
@example(0.0, -0.0)
@example(7, 7.0)
@example("7", 7)
@example(("ab",), ("a", "b"))
@example(((),), ((), ()))
@example((("a",), "b"), (("a", "b"),))
@example({"a": "b"}, ("a", "b"))
@example({"a": "x", "b": "y"}, {"b": "y", "a": "x"})
@example(10**5000, 10**5000 + 1)
@example("\ud83d", "\ud83e")
@example(None, "")
def test_two_values_have_one_fingerprint_only_if_they_are_the_same(one: object, other: object) -> None:
    assert (fingerprint(one) == fingerprint(other)) == (told_apart(one) == told_apart(other))


def test_deep_data_has_a_fingerprint() -> None:
    deep: object = ()
    for _ in range(50_000):
        deep = (deep,)
    assert is_a_digest(fingerprint(deep))


def test_the_form_of_a_digest_is_for_ever() -> None:
    entry = Entry(
        id="e1",
        written_at=moments.parse("2024-10-27T02:30:00+01:00[Europe/Paris]"),
        happened=Approximate(earliest=Date(2024, 10, 26), words="the evening before"),
        title="Größe",
        body="It rained.\r\n",
        depth=Rating.of(7),
        source=Source(system="paper", ref="p. 3", position=3, imported_at=AT, digest="x"),
        extra={"weather": {"sleet": True, "degrees": [1, 0.5, None]}},
    )
    written = (
        b"o8:s4:bodys12:It rained.\r\n"
        b"s5:deptho3:s4:highia;s3:lowi0;s5:valuei7;"
        b"s8:happenedo2:s8:earliests10:2024-10-26s5:wordss18:the evening before"
        b"s2:ids2:e1"
        b"s6:sourceo3:s8:positioni3;s3:refs4:p. 3s6:systems5:paper"
        b"s5:titles7:Gr\xc3\xb6\xc3\x9fe"
        b"s7:weathero2:s7:degreesl3:i1;d0x1.0000000000000p-1;ns5:sleett"
        b"s10:written_ats39:2024-10-27T02:30:00+01:00[Europe/Paris]"
    )
    assert digest_of(entry) == sha256(written).hexdigest()


def test_what_a_later_release_calls_by_name_has_the_digest_that_it_has_as_an_unknown_key() -> None:
    known = Entry(id="e1", body="x", depth=Rating.of(7), happened=Date(2024, 5, 1))
    unknown = Entry(id="e1", body="x", extra={"depth": {"value": 7, "low": 0, "high": 10}, "happened": "2024-05-01"})
    assert digest_of(known) == digest_of(unknown)


# -- one record, case by case -----------------------------------------------------------------------------------------

READ = imported(Entry(id="e1", body="It rained.", written_at=Date(2019, 5, 3)))
READ_AGAIN = as_read(attrs.evolve(READ, body="It rained, mostly."))
MY_EDIT = attrs.evolve(READ, title="Rain")
OTHER_EDIT = attrs.evolve(READ, title="Sleet")
EDIT_OF_AGAIN = attrs.evolve(READ_AGAIN, title="Sleet")


def foreign(record: Record, digest: str = "v1") -> Record:
    return signed(record, digest)


@pytest.mark.parametrize(
    ("mine", "other", "becomes", "stays"),
    [
        pytest.param(READ, dated(READ), "unchanged", READ, id="when it was imported is no difference"),
        pytest.param(MY_EDIT, READ, "unchanged", MY_EDIT, id="the same file again: my edit stays"),
        pytest.param(READ, OTHER_EDIT, "changed", OTHER_EDIT, id="edited on the other device alone"),
        pytest.param(MY_EDIT, OTHER_EDIT, "conflict", MY_EDIT, id="edited on both devices"),
        pytest.param(MY_EDIT, MY_EDIT, "unchanged", MY_EDIT, id="the same edit on both"),
        pytest.param(READ, READ_AGAIN, "changed", READ_AGAIN, id="a newer file, and mine left alone"),
        pytest.param(READ, EDIT_OF_AGAIN, "changed", EDIT_OF_AGAIN, id="a newer file, edited there"),
        pytest.param(MY_EDIT, READ_AGAIN, "conflict", MY_EDIT, id="a newer file, and mine edited"),
        pytest.param(foreign(MY_EDIT), foreign(READ), "unchanged", foreign(MY_EDIT), id="one digest of another program"),
        pytest.param(foreign(READ), foreign(READ_AGAIN, "v2"), "conflict", foreign(READ), id="two of another program"),
        pytest.param(
            foreign(MY_EDIT, "f" * 64), foreign(READ, "f" * 64), "conflict", foreign(MY_EDIT, "f" * 64),
            id="a digest that could be ours and is not",
        ),
        pytest.param(foreign(MY_EDIT, ""), foreign(READ, ""), "conflict", foreign(MY_EDIT, ""), id="no digest at all"),
        pytest.param(foreign(READ, ""), READ, "unchanged", foreign(READ, ""), id="only the digest is new"),
        pytest.param(
            attrs.evolve(READ, source=None), MY_EDIT, "conflict", attrs.evolve(READ, source=None), id="one without a source"
        ),
        pytest.param(READ, attrs.evolve(MY_EDIT, source=None), "conflict", READ, id="the other one without a source"),
        pytest.param(
            Entry(id="e1", body="a"), Entry(id="e1", body="b"), "conflict", Entry(id="e1", body="a"), id="written at home"
        ),
        pytest.param(READ, Topic(id="e1", text="rain"), "conflict", READ, id="another kind"),
    ],
)  # fmt: skip
def test_without_a_base_the_digest_decides(mine: Record, other: Record, becomes: str, stays: Record) -> None:
    merged = merge(Journal().with_records(mine), Journal().with_records(other))
    assert told(merged) == {becomes: ["e1"]}
    assert merged.journal["e1"] == stays


def told(merged: Merge) -> dict[str, list[str]]:
    names = ("added", "unchanged", "changed", "removed")
    found = {name: list(getattr(merged, name)) for name in names if getattr(merged, name)}
    return {**found, "conflict": [one.id for one in merged.conflicts]} if merged.conflicts else found


OLD = Entry(id="e1", body="It rained.")
NEW = Entry(id="e1", body="It poured.")
NEWER = Entry(id="e1", body="It snowed.", title="Snow")


@pytest.mark.parametrize(
    ("mine", "other", "base", "becomes", "stays"),
    [
        (OLD, NEW, OLD, "changed", NEW),
        (NEW, OLD, OLD, "unchanged", NEW),
        (NEW, NEW, OLD, "unchanged", NEW),
        (NEW, NEWER, OLD, "conflict", NEW),
        (OLD, None, OLD, "removed", None),
        (NEW, None, OLD, "conflict", NEW),
        (None, OLD, OLD, "", None),
        (None, NEW, OLD, "conflict", None),
        (None, None, OLD, "", None),
        (OLD, None, None, "unchanged", OLD),
        (None, OLD, None, "added", OLD),
        (OLD, NEW, None, "conflict", OLD),
        (OLD, Topic(id="e1", text="rain"), OLD, "conflict", OLD),
        (MY_EDIT, READ_AGAIN, MY_EDIT, "changed", READ_AGAIN),
        (dated(READ), READ_AGAIN, READ, "changed", READ_AGAIN),
        (MY_EDIT, OTHER_EDIT, READ, "conflict", MY_EDIT),
        (READ, MY_EDIT, Topic(id="e1", text="rain"), "conflict", READ),
    ],
)
def test_with_a_base_whoever_left_it_alone_gives_way(
    mine: Record | None, other: Record | None, base: Record | None, becomes: str, stays: Record | None
) -> None:
    three = [Journal().with_records(*([record] if record else [])) for record in (mine, other, base)]
    merged = merge(three[0], three[1], base=three[2])
    assert told(merged) == ({becomes: ["e1"]} if becomes else {})
    assert found(merged.journal, "e1") == stays
    for conflict in merged.conflicts:
        assert (conflict.mine, conflict.other, conflict.base) == (mine, other, base)


def test_a_conflict_says_in_which_fields() -> None:
    merged = merge(Journal(entries=(NEW,)), Journal(entries=(NEWER,)))
    assert merged.conflicts == (Conflict(kind="entry", id="e1", mine=NEW, other=NEWER, fields=("title", "body")),)
    assert repr(merged.conflicts[0]) == "Conflict(kind='entry', id='e1', fields=('title', 'body'))"
    assert len({*merged.conflicts, *merged.conflicts}) == 1
    of_another_kind = merge(Journal(entries=(NEW,)), Journal(people=(Person(id="e1"),))).conflicts
    assert [(one.kind, one.fields) for one in of_another_kind] == [("entry", ())]


def test_an_hour_that_happened_twice_makes_two_versions() -> None:
    first, second = (Entry(id="e1", body="", written_at=when) for when in PASSES)
    assert merge(Journal(entries=(first,)), Journal(entries=(second,))).conflicts[0].fields == ("written_at",)


def test_twins_of_one_minute_and_one_title_stay_two() -> None:
    one, other = (Entry(id=id, title="Thursday", body="I said it.", written_at=PASSES[0]) for id in ("a", "b"))
    merged = merge(Journal(entries=(one,)), Journal(entries=(other,)))
    assert merged.journal.entries == (one, other)
    assert told(merged) == {"unchanged": ["a"], "added": ["b"]}


def test_the_day_of_importing_is_written_where_something_was_imported_and_none_is_there() -> None:
    later = moments.parse("2025-01-05T09:00:00+01:00[Europe/Paris]")
    mine = Journal(entries=(READ, attrs.evolve(OLD, id="e2"), attrs.evolve(READ, id="e5")))
    other = Journal(
        entries=(READ_AGAIN, attrs.evolve(OLD, id="e3"), attrs.evolve(READ, id="e4"), dated(attrs.evolve(READ, id="e6")))
    )
    merged = merge(mine, other, at=later)
    assert told(merged) == {"unchanged": ["e5", "e2"], "changed": ["e1"], "added": ["e4", "e6", "e3"]}
    when = {one.id: one.source.imported_at for one in merged.journal.entries if one.source}
    assert when == {"e1": later, "e4": later, "e5": None, "e6": AT}
    assert is_as_read(merged.journal["e1"])


@pytest.mark.parametrize("wrong", [None, "journal", [], JournalReading(journal=Journal())])
def test_what_is_no_journal_is_not_merged(wrong: Any) -> None:
    for merging in (lambda: merge(wrong, Journal()), lambda: merge(Journal(), wrong)):
        with pytest.raises(TypeError, match=r"that of a reading is its \.journal"):
            merging()
    if wrong is not None:
        with pytest.raises(TypeError, match="journal"):
            merge(Journal(), Journal(), base=wrong)


def test_at_is_a_moment_with_a_zone() -> None:
    with pytest.raises(AmbiguousTimeError):
        merge(Journal(), Journal(), at=AT.naive())  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        merge(Journal(), Journal(), at="2024-05-01")  # type: ignore[arg-type]


# -- what the journals themselves say ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mine", "other", "stays", "conflicts"),
    [
        ({"zone": ZONE}, {"zone": "UTC"}, ZONE, False),
        ({"zone": "UTC"}, {"zone": ZONE}, ZONE, False),
        ({"zone": ZONE, "key": KEYS[0]}, {"zone": "Asia/Tokyo"}, ZONE, False),
        ({"zone": "Asia/Tokyo"}, {"zone": ZONE, "key": KEYS[0]}, ZONE, False),
        ({"zone": "UTC", "key": KEYS[0]}, {"zone": ZONE}, "UTC", False),
        ({"zone": ZONE}, {"zone": "Asia/Tokyo"}, ZONE, True),
        ({"zone": ZONE, "key": KEYS[0]}, {"zone": "UTC", "key": KEYS[0]}, ZONE, True),
    ],
)
def test_a_zone_that_somebody_lives_in_goes_before_one_that_a_file_was_read_in(
    mine: dict[str, Any], other: dict[str, Any], stays: str, conflicts: bool
) -> None:
    merged = merge(Journal(**mine), Journal(**other))
    assert merged.journal.zone == stays
    assert [one.fields for one in merged.conflicts] == ([("zone",)] if conflicts else [])


def test_with_a_base_a_zone_that_was_moved_once_is_moved() -> None:
    base, moved = Journal(zone=ZONE, key=KEYS[0]), Journal(zone="Asia/Tokyo", key=KEYS[0])
    assert merge(base, moved, base=base).journal.zone == merge(moved, base, base=base).journal.zone == "Asia/Tokyo"
    away = merge(moved, attrs.evolve(base, zone="UTC"), base=base)
    assert [(one.kind, one.id, one.fields) for one in away.conflicts] == [(JOURNAL, "", ("zone",))]
    (conflict,) = away.conflicts
    assert (conflict.mine, conflict.other, conflict.base) == ({"zone": "Asia/Tokyo"}, {"zone": "UTC"}, {"zone": ZONE})


def test_a_key_is_taken_when_there_is_none_and_never_taken_away() -> None:
    keyed, bare = Journal(key=KEYS[0], owner="a"), Journal()
    assert merge(bare, keyed).journal == merge(keyed, bare).journal == keyed
    assert merge(keyed, bare, base=keyed).journal.key == KEYS[0]
    assert merge(bare, keyed, base=keyed).journal.key == KEYS[0]
    two = merge(keyed, Journal(key=KEYS[1], owner="b"))
    assert [one.fields for one in two.conflicts] == [("key", "owner")]
    assert two.journal == keyed


def test_a_list_of_a_kind_that_is_not_known_is_merged_by_its_ids() -> None:
    mine = Journal(extra={"dreams": [{"id": "u1", "at": 1}, {"id": "u2", "at": 1}], "x-app": 1})
    other = Journal(extra={"dreams": [{"id": "u3", "at": 1}, {"id": "u1", "at": 2}], "x-app": 1, "more": [7]})
    merged = merge(mine, other)
    assert merged.journal.extra["dreams"] == ({"id": "u1", "at": 1}, {"id": "u2", "at": 1}, {"id": "u3", "at": 1})
    assert merged.journal.extra["more"] == (7,)
    assert (merged.added, merged.unchanged) == (("u3",), ("u2",))
    (conflict,) = merged.conflicts
    assert (conflict.kind, conflict.id, conflict.fields) == ("dreams", "u1", ("at",))
    assert (conflict.mine, conflict.other, conflict.base) == ({"id": "u1", "at": 1}, {"id": "u1", "at": 2}, None)
    assert "dreams" not in repr(conflict)
    assert "u1" not in repr(conflict)
    by_base = merge(mine, other, base=mine)
    assert by_base.journal.extra["dreams"] == ({"id": "u1", "at": 2}, {"id": "u3", "at": 1})
    assert told(by_base) == {"added": ["u3"], "changed": ["u1"], "removed": ["u2"]}


def test_what_an_app_has_put_at_the_top_is_kept_and_its_differences_are_told() -> None:
    mine, other = Journal(extra={"x-app": {"steps": 1}, "same": 1}), Journal(extra={"x-app": {"steps": 2}, "same": 1})
    merged = merge(mine, other)
    assert merged.journal == mine
    (conflict,) = merged.conflicts
    assert (conflict.kind, conflict.fields) == (JOURNAL, ("extra",))
    assert (conflict.mine, conflict.other) == ({"extra": {"x-app": {"steps": 1}}}, {"extra": {"x-app": {"steps": 2}}})
    assert merge(mine, other, base=mine).journal == other
    assert merge(mine, Journal(), base=mine).journal == Journal()
    assert merge(mine, Journal()).journal == merge(Journal(), mine).journal == mine


@pytest.mark.parametrize("odd", [[{"id": "u1"}, {"id": "u1"}], [{"id": ""}], [{"id": 1}], [5], {"id": "u1"}, None, "u1"])
def test_a_list_that_is_none_of_records_is_one_value(odd: object) -> None:
    mine, other = Journal(extra={"dreams": odd}), Journal(extra={"dreams": [{"id": "u1"}]})
    for one, two in ((mine, other), (other, mine)):
        merged = merge(one, two)
        assert merged.journal == one
        assert [conflict.fields for conflict in merged.conflicts] == [("extra",)]
        assert merge(one, two, base=one).journal == two


def test_a_list_that_was_emptied_is_empty_and_one_that_was_taken_away_is_away() -> None:
    full, empty, away = Journal(extra={"dreams": [{"id": "u1"}]}), Journal(extra={"dreams": []}), Journal()
    for emptied in (empty, away):
        merged = merge(full, emptied, base=full)
        assert (merged.journal, merged.removed) == (emptied, ("u1",))
        assert merge(emptied, full, base=full).journal == emptied
        assert merge(full, emptied).journal == merge(emptied, full).journal == full
    assert merge(empty, away).journal == merge(away, empty).journal == empty


def test_a_line_of_the_ledger_that_stands_twice_stands_twice() -> None:
    line, more = Share(record="a", audience="therapist"), Share(record="b", audience="therapist")
    merged = merge(Journal(shares=(line,)), Journal(shares=(more, line, line)))
    assert merged.journal.shares == (line, more, line)
    assert merge(Journal(shares=(line, line)), Journal(shares=(line,)), base=Journal()).journal.shares == (line, line)


def test_what_did_not_read_is_one_whatever_was_said_of_it() -> None:
    one = Unreadable(kind="entry", raw={"id": 7})
    same = Unreadable(kind="entry", raw={"id": 7.0}, problems=(Problem(where="$.id", what="not text"),))
    others = (
        Unreadable(kind="topic", raw={"id": 7}),
        Unreadable(kind="entry", raw={"id": True}),
        Unreadable(kind="entry", text='{"id": 7}'),
        Unreadable(kind="entry", raw={"id": 7}, extra={"colour": "blue"}),
    )
    assert merge(Journal(unreadable=(one,)), Journal(unreadable=(same,))).journal.unreadable == (one,)
    for another in others:
        assert merge(Journal(unreadable=(one,)), Journal(unreadable=(another,))).journal.unreadable == (one, another)


# -- importing ----------------------------------------------------------------------------------------------------------

PAGE = """Bread

It rose.

2 thoughts on “Bread”

  1. Ida says:

    Of course it did.

  2. Tom says:

    Mine never does.
"""
MORE = PAGE.replace("2 thoughts", "3 thoughts") + "\n  3. Ida says:\n\n    Wait for it.\n"


def page(text: str = PAGE) -> Journal:
    return saved_page.read(text.encode(), name="bread.txt", written_on="2019-05-03").journal


def test_a_file_that_is_read_again_adds_nothing() -> None:
    home = Journal.new(zone=ZONE).with_records(Entry(id="own", body="I baked."))
    first = merge(home, page(), at=AT)
    (post,) = page().entries
    assert told(first) == {"unchanged": ["own"], "added": [post.id]}
    again = merge(first.journal, page(), at=AT)
    assert again.journal == first.journal
    assert (again.added, set(again.unchanged)) == ((), {"own", post.id})
    kept = loads(dumps(first.journal))
    assert merge(kept, page()).journal == first.journal


def test_a_post_with_new_comments_is_taken_unless_somebody_has_worked_on_it() -> None:
    (post,) = page().entries
    home = merge(Journal.new(zone=ZONE), page(), at=AT).journal
    newer = merge(home, page(MORE))
    assert told(newer) == {"changed": [post.id]}
    assert len(newer.journal.entries[0].comments) == 3

    worked_on = home.with_records(attrs.evolve(home[post.id], tags=("bread",)))
    assert told(merge(worked_on, page())) == {"unchanged": [post.id]}
    merged = merge(worked_on, page(MORE))
    (conflict,) = merged.conflicts
    assert conflict.fields == ("comments", "tags", "source")
    assert merged.journal == worked_on


def test_mine_that_is_kept_for_good_takes_the_source_of_the_other() -> None:
    home = merge(Journal.new(zone=ZONE), page()).journal
    worked_on = home.with_records(attrs.evolve(home.entries[0], tags=("bread",)))
    (conflict,) = merge(worked_on, page(MORE)).conflicts
    assert isinstance(conflict.mine, Entry)
    assert isinstance(conflict.other, Entry)
    settled = worked_on.with_records(attrs.evolve(conflict.mine, source=conflict.other.source))
    assert not merge(settled, page(MORE)).conflicts
    assert merge(settled, page(MORE)).journal == settled


def test_every_record_of_a_reading_is_as_it_was_read() -> None:
    assert all(is_as_read(record) for record in page())
    assert page().entries[0].source != page(MORE).entries[0].source


@pytest.mark.parametrize("kept", [{"raw": {"id": "a", "body": 7}}, {"text": 'id: "a"\ntitle: x: y'}])
def test_what_does_not_read_any_more_on_the_other_side_was_not_removed_there(kept: Any) -> None:
    base = Journal(zone="UTC").with_records(Entry(id="a", body="It rained."), Entry(id="b", body="It snowed."))
    other = attrs.evolve(base.without("a"), unreadable=(Unreadable(kind="entry", **kept),))
    merged = merge(base, other, base=base)
    assert (merged.removed, [conflict.id for conflict in merged.conflicts]) == ((), ["a"])
    assert merged.journal["a"] == base["a"]
    assert merged.journal.unreadable == other.unreadable
    assert merge(base, base.without("b"), base=base).removed == ("b",)
