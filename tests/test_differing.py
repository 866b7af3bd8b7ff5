"""What is different between two journals, by record and by field."""

import copy
from collections.abc import Mapping
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from test_merging import edited, families, found, ids
from therapy_notes import moments
from therapy_notes.model.differing import JOURNAL, Change, diff, fields_that_differ
from therapy_notes.model.entries import Entry
from therapy_notes.model.journal import KINDS, Journal, Record, Unreadable, kind_of
from therapy_notes.model.people import Person
from therapy_notes.model.results import JournalReading
from therapy_notes.model.sessions import Topic
from therapy_notes.model.values import Feeling, Rating, Share
from therapy_notes.testing import journals, records

ZONE = "Europe/Paris"
SMALL = settings(max_examples=max(25, settings().max_examples // 4))

Family = tuple[Journal, tuple[Journal, ...]]


@given(families())
@SMALL
def test_a_difference_is_found_exactly_where_journals_are_not_equal(family: Family) -> None:
    base, copies = family
    for one in (base, *copies):
        for other in (base, *copies):
            assert bool(diff(one, other)) == (one != other)


@given(journals(), journals())
@SMALL
def test_it_does_not_matter_how_far_they_are_apart(one: Journal, other: Journal) -> None:
    assert bool(diff(one, other)) == (one != other)
    assert not diff(one, copy.deepcopy(one))


@given(families())
@SMALL
def test_with_what_is_different_the_first_becomes_the_second(family: Family) -> None:
    base, (other, _) = family
    told = diff(base, other)
    made = base.without(*(record.id for record in told.removed)).with_records(*told.added)
    for change in told.changed:
        made = attrs.evolve(made, **change.after) if isinstance(change.after, Mapping) else made.with_records(change.after)
    assert made == other


@given(families())
@SMALL
def test_the_way_back_is_the_way_there_turned_round(family: Family) -> None:
    base, (other, _) = family
    there, back = diff(base, other), diff(other, base)
    assert {record.id for record in there.added} == {record.id for record in back.removed}
    assert {record.id for record in there.removed} == {record.id for record in back.added}
    assert {(one.kind, one.id, one.fields) for one in there.changed} == {
        (one.kind, one.id, one.fields) for one in back.changed
    }


@given(families())
@SMALL
def test_each_record_that_is_not_the_same_is_told_once(family: Family) -> None:
    base, (other, _) = family
    told = diff(base, other)
    assert [record.id for record in told.added] == [
        id for id in in_order(other) if type(found(base, id)) is not type(other[id])
    ]
    assert [record.id for record in told.removed] == [
        id for id in in_order(base) if type(found(other, id)) is not type(base[id])
    ]
    changed = {change.id: change for change in told.changed if change.kind != JOURNAL}
    both = {id for id in ids(base) & ids(other) if type(base[id]) is type(other[id])}
    assert set(changed) == {id for id in both if base[id] != other[id]}
    for id, change in changed.items():
        assert (change.kind, change.before, change.after) == (kind_of(base[id]).name, base[id], other[id])
        same = {name: getattr(other[id], name) for name in change.fields}
        assert attrs.evolve(base[id], **same) == other[id]
        declared = [a.name for a in attrs.fields(type(base[id]))]
        assert list(change.fields) == sorted(change.fields, key=declared.index)


def in_order(journal: Journal) -> list[str]:
    return [record.id for kind in KINDS.values() for record in getattr(journal, kind.plural)]


@given(records(), st.integers(0, 3))
def test_an_edit_is_told_by_the_name_of_its_field(record: Record, way: int) -> None:
    after = edited(record, way)
    named = ("retracted_at", "retracted_at", "tags", "extra")[way]
    assert fields_that_differ(record, after) == ((named,) if after != record else ())


def test_the_two_passes_of_a_repeated_hour_are_different() -> None:
    first, second = (
        Entry(id="a", body="", written_at=moments.moment("2024-10-27 02:30", ZONE, fold=fold)) for fold in (0, 1)
    )
    told = diff(Journal(entries=(first,)), Journal(entries=(second,)))
    assert told.changed == (Change(kind="entry", id="a", fields=("written_at",), before=first, after=second),)


def test_the_same_instant_in_another_zone_is_different() -> None:
    here = moments.moment("2024-05-01 09:00", ZONE)
    pair = [Entry(id="a", body="", written_at=when) for when in (here, moments.seen_in(here, "Asia/Tokyo"))]
    assert diff(*(Journal(entries=(entry,)) for entry in pair)).changed[0].fields == ("written_at",)


def test_fields_are_named_as_they_are_declared() -> None:
    before = Entry(id="a", body="", tags=("x",))
    after = Entry(id="a", body="It rained.", title="Monday", feelings=(Feeling(name="joy", degree=Rating.of(3)),))
    assert diff(Journal(entries=(before,)), Journal(entries=(after,))).changed[0].fields == (
        "title", "body", "feelings", "tags",
    )  # fmt: skip


def test_a_record_that_became_one_of_another_kind_is_gone_and_new() -> None:
    person, topic = Person(id="a", name="Ida"), Topic(id="a", text="Ida")
    told = diff(Journal(people=(person,)), Journal(topics=(topic,)))
    assert (told.removed, told.added, told.changed) == ((person,), (topic,), ())


def test_what_the_journals_say_is_one_change() -> None:
    line, piece = Share(record="a", audience="peer"), Unreadable(kind="entry", raw=7)
    before = Journal(zone=ZONE, owner="a", format="1.0", producer="one")
    after = Journal(
        zone="Asia/Tokyo", owner="a", key=b"k" * 32, shares=(line,), unreadable=(piece,), extra={"x": 1}, producer="two"
    )
    (change,) = diff(before, after).changed
    assert (change.kind, change.id) == (JOURNAL, "")
    assert change.fields == ("zone", "key", "shares", "unreadable", "extra")
    assert change.before == {"zone": ZONE, "key": None, "shares": (), "unreadable": (), "extra": {}}
    assert change.after == {
        "zone": "Asia/Tokyo", "key": b"k" * 32, "shares": (line,), "unreadable": (piece,), "extra": {"x": 1},
    }  # fmt: skip
    assert not diff(before, attrs.evolve(before, format="1.1", producer="two"))


def test_what_python_shows_has_ids_kinds_and_fields_and_no_word() -> None:
    before = Journal(zone=ZONE, entries=(Entry(id="a", body="A first word."), Entry(id="b", body="A second word.")))
    after = Journal(key=b"k" * 32, entries=(Entry(id="a", body="A third word.", title="Word"), Entry(id="c", body="word")))
    told = diff(before, after)
    assert repr(told) == "Diff(added=<1>, removed=<1>, changed=<2>)"
    assert [repr(change) for change in told.changed] == [
        "Change(kind='journal', id='', fields=('zone', 'key'))",
        "Change(kind='entry', id='a', fields=('title', 'body'))",
    ]
    assert len({*told.changed, *diff(before, after).changed}) == 2


@pytest.mark.parametrize("wrong", [None, "journal", {}, JournalReading(journal=Journal())])
def test_what_is_no_journal_is_not_compared(wrong: Any) -> None:
    for comparing in (lambda: diff(wrong, Journal()), lambda: diff(Journal(), wrong)):
        with pytest.raises(TypeError, match=r"that of a reading is its \.journal"):
            comparing()
