"""The fast road: it gives what the strict one gives, or nothing."""

import json
import sys
from collections.abc import Callable
from typing import Any

import pytest

from therapy_notes import moments
from therapy_notes.codec import dumps, fast, loads, seal, verify
from therapy_notes.errors import ReadError
from therapy_notes.model.entries import Entry
from therapy_notes.model.journal import KINDS, Journal
from therapy_notes.model.values import Feeling, Rating

JOURNAL = Journal(zone="Europe/Paris", owner="ines", key=bytes(range(32))).with_records(
    *(kind.of.example() for kind in KINDS.values())
)


def by_the_fast_road(file: bytes) -> Journal | None:
    found = seal.find(file)
    return None if found is None or not seal.holds(file, found) else fast.journal_of(file, found)


def forged(change: Callable[[dict[str, Any]], object], journal: Journal = JOURNAL) -> bytes:
    """Return a file that says that it is plain, whose seal holds, and that ``dumps`` would not have written."""
    data = json.loads(dumps(journal))
    change(data)
    return sealed(json.dumps(data))


def sealed(text: str) -> bytes:
    old = json.loads(text)["therapy_notes"]["seal"]
    file = text.replace(old, "0" * 64, 1).encode()
    made = file.replace(b"0" * 64, seal.digest(file, file.index(b"0" * 64)).encode(), 1)
    assert verify(made)
    return made


def _accept_what_is_nowhere(data: dict[str, Any]) -> None:
    data["agreements"][0]["revisions"].append(
        {"id": "last", "at": "2024-06-01", "act": "accepted", "by": "client", "answers": ["nowhere"]}
    )


def _move_by_more_than_the_whole(data: dict[str, Any]) -> None:
    share = {"value": 6, "low": 0, "high": 10}
    data["contacts"][0]["motives"] = [{"words": "to ask", "portion": share}, {"words": "to hear her", "portion": share}]


def test_what_we_wrote_takes_it_and_gives_the_same_journal() -> None:
    for indent in (None, 2):
        file = dumps(JOURNAL, indent=indent)
        found = by_the_fast_road(file)
        assert found == JOURNAL == loads(file.replace(b"true", b"null", 1))
        assert found is not None
        assert (found.format, found.producer) == ("1.2", "therapy-notes 0.1.0")


def test_without_the_module_every_result_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    file = dumps(JOURNAL)
    monkeypatch.setitem(sys.modules, "therapy_notes.codec.fast", None)
    monkeypatch.delattr("therapy_notes.codec.fast")
    assert loads(file) == JOURNAL


def test_values_that_it_makes_are_whole() -> None:
    found = by_the_fast_road(dumps(JOURNAL))
    assert found is not None
    entry = found["the-yellow-door"]
    assert isinstance(entry, Entry)
    assert type(entry) is Entry
    assert type(entry.written_at) is moments.DateTime
    assert type(entry.feelings[0]) is Feeling
    with pytest.raises(AttributeError):
        entry.title = "changed"  # type: ignore[misc]


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data["entries"][0].update(mood=1),
        lambda data: data["entries"][0]["feelings"][0].update(id="x"),
        lambda data: data["entries"][0]["feelings"][0]["degree"].update(unit="x"),
        lambda data: data["entries"][0].update(extra={}),
        lambda data: data.update(dreams=[]),
        lambda data: data["therapy_notes"].update(mood=1),
        lambda data: data["therapy_notes"].update(producer="another 2"),
        lambda data: data["therapy_notes"].update(format="1.0"),
        lambda data: data["therapy_notes"].update(format="1.1"),
        lambda data: data["therapy_notes"].update(format="1.2"),
        lambda data: (data["therapy_notes"].update(format="1.1"), _accept_what_is_nowhere(data)),
        lambda data: (data["therapy_notes"].update(format="1.1"), _move_by_more_than_the_whole(data)),
        lambda data: data.update(unreadable=[{"kind": "entry", "raw": 1}]),
        lambda data: data["entries"][0].update(depth={"value": 7.0, "low": 0, "high": 10}),
        lambda data: data["entries"][0].update(depth={"value": 10**19 - 1, "low": 0, "high": 10**19 - 1}),
        lambda data: data["entries"][0].update(tags=["x" * 5000]),
    ],
)
def test_a_file_that_wrongly_says_that_it_is_plain_loses_nothing(change: Callable[[dict[str, Any]], object]) -> None:
    file = forged(change)
    strict = loads(file.decode())
    assert loads(file) == strict
    fast_journal = by_the_fast_road(file)
    assert fast_journal is None or fast_journal == strict


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data["entries"][0].update(id=""),
        lambda data: data["entries"][0].update(therapy=""),
        lambda data: data["entries"][0].update(title=None),
        lambda data: data["entries"][0].update(tags="mum"),
        lambda data: data["entries"][0].update(unfinished=1),
        lambda data: data["entries"][0].update(depth="a\nb"),
        lambda data: data["entries"][0].update(depth={"value": 11, "low": 0, "high": 10}),
        lambda data: data["entries"][0].update(depth={"value": 10**19, "low": 0, "high": 10**20}),
        lambda data: data["entries"][0].update(depth={"value": True, "low": 0, "high": 10}),
        lambda data: data["entries"][0].update(title="\ud83d"),
        lambda data: data["entries"][0].update(happened="2024-05-01T09:00:00Z"),
        lambda data: data["entries"][0].update(happened={"earliest": "2024-05-02", "latest": "2024-05-01"}),
        lambda data: data["entries"][0].update(series={"name": "s", "position": 1.0}),
        lambda data: data["absences"][0].update(contact_during={"mode": "open", "windows": [{"opens": "9"}]}),
        lambda data: data["absences"][0].update(contact_during={"mode": "open", "windows": [{"zone": "Mars"}]}),
        lambda data: data["sessions"][0].update(status="maybe"),
        lambda data: data["sessions"][0].update(length="P1M"),
        lambda data: data["people"].append({"id": data["entries"][0]["id"]}),
        lambda data: data.update(zone="Mars"),
        lambda data: data.update(key="00"),
        lambda data: data.update(key=" " + "00" * 31 + " "),
        lambda data: data["entries"][0].pop("body"),
        _accept_what_is_nowhere,
        _move_by_more_than_the_whole,
        lambda data: data["statements"][0]["heard"][0]["portion"].update(value=2),
        lambda data: data["predictions"][0].update(outcome_at="2024-05-03"),
    ],
)
def test_a_file_with_a_mistake_and_a_seal_is_refused_as_without_one(change: Callable[[dict[str, Any]], object]) -> None:
    file = forged(change)
    assert by_the_fast_road(file) is None
    with pytest.raises(ReadError) as one:
        loads(file)
    with pytest.raises(ReadError) as other:
        loads(file.decode())
    assert one.value.problems == other.value.problems


def test_a_key_that_stands_twice_is_the_one_thing_that_it_cannot_see() -> None:
    text = json.dumps(json.loads(dumps(Journal(zone="UTC").with_records(Entry(id="a", body="one")))))
    file = sealed(text.replace('"body": "one"', '"body": "one", "body": "two"'))
    found = loads(file)["a"]
    assert isinstance(found, Entry)
    assert found.body == "two"


def test_a_file_whose_seal_does_not_hold_never_takes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fast, "journal_of", lambda *_: Journal(zone="Asia/Tokyo"))
    assert loads(dumps(JOURNAL)) == Journal(zone="Asia/Tokyo")
    assert loads(dumps(JOURNAL).replace(b"Ines", b"Inez")).zone == "Europe/Paris"


def test_the_seal_of_a_large_file_is_checked_with_threads_and_without(monkeypatch: pytest.MonkeyPatch) -> None:
    file = dumps(Journal(zone="UTC").with_records(Entry(id="a", body="x" * 2_000_000)))
    changed = file.replace(b"xx", b"xy", 1)
    assert (verify(file), verify(changed)) == (True, False)
    assert len(loads(file)) == len(loads(changed)) == 1

    def no_threads(_: object) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr("threading.Thread.start", no_threads)
    assert (verify(file), verify(changed)) == (True, False)


@pytest.mark.parametrize("plain", [b"true", b"null"])
def test_under_a_seal_a_clock_stays_when_the_rules_of_its_zone_have_changed(plain: bytes) -> None:
    written = dumps(
        Journal().with_records(Entry(id="a", body="", happened=moments.moment("2024-07-01 09:00", "Europe/Paris")))
    )
    old_rules = json.dumps(json.loads(written.replace(b"+02:00[", b"+05:30["))).replace(
        '"plain": true', f'"plain": {plain.decode()}'
    )
    found = loads(sealed(old_rules))["a"]
    assert isinstance(found, Entry)
    assert isinstance(found.happened, moments.DateTime)
    assert moments.wire(found.happened) == "2024-07-01T09:00:00+02:00[Europe/Paris]"
    with pytest.raises(ReadError, match="an offset that the zone does not have then"):
        loads(old_rules)


def test_under_a_seal_the_instant_stays_where_the_clock_now_never_shows_the_time() -> None:
    text = "2024-03-31T02:30:00+09:00[Europe/Paris]"
    assert moments.wire(moments.parse(text, keep_clock=True)) == "2024-03-30T18:30:00+01:00[Europe/Paris]"
    twice = "2024-10-27T02:30:00+00:00[Europe/Paris]"
    assert moments.wire(moments.parse(twice, keep_clock=True)) == "2024-10-27T02:30:00+01:00[Europe/Paris]"
    for right in ("2024-10-27T02:30:00+02:00[Europe/Paris]", "2024-10-27T02:30:00+01:00[Europe/Paris]"):
        assert moments.wire(moments.parse(right, keep_clock=True)) == right


def test_numbers_are_what_they_were() -> None:
    journal = Journal().with_records(Entry(id="a", body="", depth=Rating(value=6.5, low=0, high=10)))
    found = by_the_fast_road(dumps(journal))
    assert found == journal
