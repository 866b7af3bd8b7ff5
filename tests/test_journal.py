from random import Random

import attrs
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from therapy_notes import moments, testing
from therapy_notes.model.agreements import Agreement
from therapy_notes.model.entries import Entry
from therapy_notes.model.journal import KINDS, Journal, Record, Unreadable, kind_of, time_of
from therapy_notes.model.people import Person, Therapy
from therapy_notes.model.revisions import Revision
from therapy_notes.model.ruptures import Rupture, RuptureStep
from therapy_notes.model.values import Approximate, Share, Source, When, begins
from therapy_notes.moments import Date, DateTime

ZONE = "Europe/Paris"


def entry(id: str, when: When | None = None, position: int | None = None) -> Entry:
    return Entry(id=id, body="", written_at=when, source=Source(system="s", position=position))


def ids(records: "tuple[Record, ...] | Journal") -> list[str]:
    return [record.id for record in records]


# -- the order of time -----------------------------------------------------------------------------------------


def test_a_day_counts_from_its_midnight_and_a_rough_time_from_its_earliest_day() -> None:
    found = Journal(
        zone=ZONE,
        entries=(
            entry("undated"),
            entry("rough, no end", Approximate(earliest=Date(2024, 5, 2))),
            entry("second day", Date(2024, 5, 2)),
            entry("evening", moments.moment("2024-05-01 23:30", ZONE)),
            entry("rough", Approximate(earliest=Date(2024, 5, 1), latest=Date(2024, 5, 31))),
            entry("only an end", Approximate(latest=Date(2024, 4, 30))),
            entry("words alone", Approximate(words="back then")),
        ),
    )
    assert ids(found.entries) == [
        "only an end", "rough", "evening", "rough, no end", "second day", "undated", "words alone",
    ]  # fmt: skip


def test_the_two_passes_of_a_repeated_hour_stand_in_their_order() -> None:
    passes = [moments.moment("2024-10-27 02:30", ZONE, fold=fold) for fold in (0, 1)]
    assert ids(Journal(zone=ZONE, entries=(entry("a", passes[1]), entry("b", passes[0]))).entries) == ["b", "a"]


def test_two_of_one_time_keep_the_order_of_their_source_and_else_that_of_their_ids() -> None:
    day = Date(2024, 5, 1)
    found = Journal(entries=(entry("a", day, 2), entry("c", day, 1), entry("b", day, 1), entry("d", day)))
    assert ids(found.entries) == ["d", "b", "c", "a"]


def test_the_zone_of_the_journal_says_when_a_day_begins() -> None:
    pair = (entry("moment", moments.moment("2024-05-01 01:00", ZONE)), entry("day", Date(2024, 5, 1)))
    assert ids(Journal(zone=ZONE, entries=pair).entries) == ["day", "moment"]
    assert ids(Journal(zone="America/Chicago", entries=pair).entries) == ["moment", "day"]


def test_each_kind_has_its_own_time() -> None:
    day, later = Date(2024, 5, 1), Date(2024, 5, 2)
    assert time_of(Entry(id="a", body="", happened=day)) == day
    assert time_of(Entry(id="a", body="", happened=day, written_at=later)) == later
    assert time_of(Rupture(id="a", steps=(RuptureStep(at=day, state="raised"),))) == day
    revisions = (Revision(id="r", at=day, act="stated", by="both"), Revision(id="s", at=later, act="ended", by="both"))
    assert time_of(Agreement(id="a", topic="t", kind="k", revisions=revisions)) == day
    assert time_of(Person(id="a")) is time_of(Agreement(id="a", topic="t", kind="k")) is None


@given(testing.journals())
def test_every_tuple_is_sorted_and_so_is_the_iteration(journal: Journal) -> None:
    for records in (*(getattr(journal, kind.plural) for kind in KINDS.values()), tuple(journal)):
        times = [begins(time_of(record), journal.zone) for record in records]
        assert times == sorted(times)
        undated = [time_of(record) is None for record in records]
        assert undated == sorted(undated) or any(isinstance(time_of(record), Approximate) for record in records)


@given(testing.journals(), st.randoms(use_true_random=False))
def test_the_order_in_which_records_are_given_does_not_matter(journal: Journal, random: Random) -> None:
    records = list(journal)
    random.shuffle(records)
    empty = journal.without(*ids(journal))
    assert empty.with_records(*records) == journal
    assert ids(empty.with_records(*records)) == ids(journal)


# -- adding, taking away, finding ------------------------------------------------------------------------------


@given(testing.journals())
def test_a_journal_holds_what_it_iterates_over(journal: Journal) -> None:
    assert len(journal) == len(list(journal)) == sum(len(getattr(journal, kind.plural)) for kind in KINDS.values())
    assert bool(journal)
    for record in journal:
        assert journal[record.id] is record
        assert record.id in journal
        assert record in getattr(journal, kind_of(record).plural)


@given(testing.journals(), testing.records())
def test_adding_a_record_replaces_the_one_that_had_its_id_and_touches_no_other(journal: Journal, record: Record) -> None:
    more = journal.with_records(record)
    assert more[record.id] == record
    assert len(more) == len(journal) + (record.id not in journal)
    assert more.with_records(record) == more
    assert [one for one in more if one.id != record.id] == [one for one in journal if one.id != record.id]
    assert more.without(record.id) == (journal.without(record.id) if record.id in journal else journal)
    assert (more.shares, more.unreadable, more.extra, more.key) == (
        journal.shares, journal.unreadable, journal.extra, journal.key,
    )  # fmt: skip


@given(testing.journals())
def test_taking_a_record_away_and_putting_it_back_changes_nothing(journal: Journal) -> None:
    for record in journal:
        less = journal.without(record.id)
        assert record.id not in less
        assert len(less) == len(journal) - 1
        assert less.with_records(record) == journal
    assert journal.without() == journal == journal.with_records()
    assert journal.without(*ids(journal)).with_records(*journal) == journal


def test_of_two_records_with_one_id_the_last_one_that_is_added_stays() -> None:
    found = Journal().with_records(Person(id="a", name="old"), Entry(id="a", body="new"))
    assert (found.people, ids(found.entries)) == ((), ["a"])


@given(testing.journals(), st.text())
@example(Journal(), "")
def test_an_id_that_is_not_here_is_a_key_error_that_does_not_quote_it(journal: Journal, id: str) -> None:
    assume(id not in journal)
    for missing in (lambda: journal[id], lambda: journal.without(id)):
        with pytest.raises(KeyError) as caught:
            missing()
        assert caught.value.args == ("no record of that id",)


def test_two_records_with_one_id_are_refused_whatever_their_kinds() -> None:
    with pytest.raises(ValueError, match="two records with one id"):
        Journal(entries=(entry("a"), entry("a")))
    with pytest.raises(ValueError, match="two records with one id"):
        Journal(people=(Person(id="a"),), entries=(entry("a"),))


def test_a_record_in_the_tuple_of_another_kind_is_refused() -> None:
    with pytest.raises(TypeError, match=r"Journal\.people: not a Person"):
        Journal(people=(entry("a"),))  # type: ignore[arg-type]


def test_a_new_journal_has_a_key_of_its_own() -> None:
    one, other = Journal.new(zone=ZONE), Journal.new(zone=ZONE)
    assert one.key is not None
    assert len(one.key) == 32
    assert one.key != other.key


@pytest.mark.parametrize("key", [b"", b"short", bytes(33), "x" * 32])
def test_a_key_is_32_bytes(key: bytes) -> None:
    with pytest.raises(TypeError, match=r"Journal\.key: not 32 bytes"):
        Journal(key=key)


def test_the_header_of_the_file_does_not_count_for_equality() -> None:
    assert Journal(format="0.9", producer="x") == Journal()
    assert Journal(zone=ZONE) != Journal()
    assert Journal(key=bytes(32)) != Journal()


# -- a smaller journal -----------------------------------------------------------------------------------------


@given(testing.journals(), st.sets(st.sampled_from(sorted(KINDS))), testing.whens(), testing.whens())
def test_a_smaller_journal_holds_nothing_else(journal: Journal, kinds: set[str], first: When, last: When) -> None:
    smaller = journal.only(kinds=kinds, between=(first, last))
    assert set(ids(smaller)) <= set(ids(journal))
    assert {kind_of(record).name for record in smaller} <= kinds
    assert all(time_of(record) is not None for record in smaller)
    assert (smaller.shares, smaller.unreadable) == ((), ())
    assert smaller.only(kinds=kinds, between=(first, last)) == smaller
    assert ids(journal.only()) == ids(journal)


def test_the_last_day_belongs_to_a_span_and_so_does_the_last_moment() -> None:
    evening = moments.moment("2024-05-02 23:59", ZONE)
    found = Journal(
        zone=ZONE, entries=(entry("a", Date(2024, 5, 1)), entry("b", evening), entry("c", Date(2024, 5, 3)), entry("d"))
    )
    assert ids(found.only(between=(Date(2024, 5, 1), Date(2024, 5, 2)))) == ["a", "b"]
    assert ids(found.only(between=(Date(2024, 5, 2), evening))) == ["b"]
    assert ids(found.only(between=(Date(2024, 5, 2), moments.moment("2024-05-02 23:58", ZONE)))) == []


def test_only_asks_for_kinds_tags_and_a_therapy() -> None:
    found = Journal(
        therapies=(Therapy(id="with-ines"),),
        entries=(attrs.evolve(entry("a"), tags=("night",), therapy="with-ines"), entry("b")),
    )
    assert ids(found.only(kinds=("entry",))) == ["a", "b"]
    assert ids(found.only(tags=("night", "day"))) == ["a"]
    assert ids(found.only(therapy="with-ines")) == ["a", "with-ines"]
    with pytest.raises(KeyError):
        found.only(kinds=("entries",))


def test_the_ledger_and_what_did_not_read_keep_their_order() -> None:
    shares = (Share(record="b", audience="peer", shared_at=Date(2024, 5, 2)), Share(record="a", audience="me"))
    unreadable = (Unreadable(kind="entry", raw=2), Unreadable(kind="entries", raw=1))
    found = Journal(shares=shares, unreadable=unreadable).with_records(entry("a"))
    assert (found.shares, found.unreadable) == (shares, unreadable)


@given(testing.moments())
def test_a_moment_counts_from_its_instant(seen: DateTime) -> None:
    assert begins(seen, ZONE) == begins(seen, "UTC") == moments.instant(seen)
