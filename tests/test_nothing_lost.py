"""A journal on a disk, through everything that can happen to it, in any order: nothing that was ever saved is lost.

One person, one home for the journal at a time (a file or a folder), a second device with a copy, crashes in the middle
of a save, files of the first format, records that somebody damaged, hand edits. At every moment each record that was
ever saved is at home as it was saved last, or set aside there as it stood, unless it was removed by name.
"""

import errno
import json
import os
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

import attrs
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

import therapy_notes as tn
from helpers import documents
from therapy_notes import testing
from therapy_notes.codec.migrations import from_1_0, from_1_1
from therapy_notes.files import atomic, folders
from therapy_notes.model.journal import KINDS, Record

FORMS = ("me.json", "me.jsonl", "me.jsonl.gz", "me.json.age", "My journal")
KEY = tn.Identity.new()
PLURALS = {name: plural for plural, name in from_1_0._SINGULAR.items()}


def can_be_saved(record: Record) -> bool:
    """Whether it holds no whole number of more than 19 digits, which is refused at the door."""
    try:
        tn.dumps(tn.Journal().with_records(record))
    except tn.WriteError:
        return False
    return True


def records() -> st.SearchStrategy[Record]:
    ids = st.sampled_from([f"r{n}" for n in range(6)])
    found = testing.records().filter(can_be_saved)
    return st.builds(lambda record, own: attrs.evolve(record, id=own), found, ids)


class FailingSystem:
    """The system's calls, of which one fails: the one with the number that is given."""

    def __init__(self, fails_at: int, number: int) -> None:
        self._left = fails_at
        self._number = number

    def __getattr__(self, name: str) -> Any:
        found = getattr(os, name)
        if name not in {"open", "write", "fsync", "close", "replace", "fchmod", "unlink", "mkdir", "read", "scandir"}:
            return found

        def call(*given: Any, **options: Any) -> Any:
            self._left -= 1
            if self._left == 0:
                raise OSError(self._number, os.strerror(self._number))
            return found(*given, **options)

        return call


@contextmanager
def failing(fails_at: int, number: int) -> Generator[None]:
    system = FailingSystem(fails_at, number)
    with mock.patch.object(atomic, "os", system), mock.patch.object(folders, "os", system):
        yield


class NothingLost(RuleBasedStateMachine):
    """The world: a disk, a program with a journal in memory, and a second device."""

    def __init__(self) -> None:
        super().__init__()
        self._disk = tempfile.TemporaryDirectory(prefix="therapy-notes-test-")
        self.disk = Path(os.path.realpath(self._disk.name))

    def teardown(self) -> None:
        self._disk.cleanup()

    # -- the program ----------------------------------------------------------------------------------------------

    def path(self, form: str) -> Path:
        return self.disk / form

    def key(self, form: str) -> tn.Identity | None:
        return KEY if form.endswith(".age") else None

    def at_home(self) -> tn.JournalReading:
        return tn.load(self.path(self.home), key=self.key(self.home), lenient=True)

    def keep(self, journal: tn.Journal, form: str, *, base: tn.Journal | None = None) -> None:
        tn.save(journal, self.path(form), key=self.key(form), if_unchanged=base)
        self.home, self.saved, self.journal = form, journal, journal

    @initialize(form=st.sampled_from(FORMS), first=st.lists(records(), max_size=3))
    def begin(self, form: str, first: list[Record]) -> None:
        self.other: tn.Journal | None = None
        self.base: tn.Journal | None = None
        self.aside: set[str] = set()
        self.keep(tn.Journal(zone="Europe/Oslo", key=bytes(32)).with_records(*first), form)

    @rule(record=records())
    def write(self, record: Record) -> None:
        self.journal = self.journal.with_records(record)

    @rule(data=st.data())
    @precondition(lambda self: len(self.journal) > 0)
    def remove_by_name(self, data: st.DataObject) -> None:
        self.journal = self.journal.without(data.draw(st.sampled_from([record.id for record in self.journal])))

    @rule()
    def save(self) -> None:
        self.keep(self.journal, self.home, base=self.saved)

    @rule(form=st.sampled_from(FORMS))
    def move(self, form: str) -> None:
        self.keep(self.journal, form)

    @rule()
    def load(self) -> None:
        self.journal = self.at_home().journal

    # -- what goes wrong ------------------------------------------------------------------------------------------

    @rule(at=st.integers(1, 25), number=st.sampled_from([errno.ENOSPC, errno.EIO]))
    def save_and_fail(self, at: int, number: int) -> None:
        try:
            with failing(at, number):
                tn.save(self.journal, self.path(self.home), key=self.key(self.home))
        except (tn.WriteError, tn.ReadError):
            found = self.at_home().journal
            if self.path(self.home).is_dir():
                for record in self.saved:
                    versions = [copy[record.id] for copy in (self.saved, self.journal) if record.id in copy]
                    removed_by_name = record.id not in self.journal
                    assert (record.id in found and found[record.id] in versions) or removed_by_name
                tn.save(self.journal, self.path(self.home))  # and once more, which heals it
                found = self.journal
            assert found in (self.saved, self.journal)
            self.saved = found
        else:
            self.saved = self.journal

    @rule()
    @precondition(lambda self: self.journal == self.saved)
    def somebody_else_writes_first(self) -> None:
        hers = self.saved.with_records(tn.Entry(id="hers", body="Meanwhile, on the other machine."))
        tn.save(hers, self.path(self.home), key=self.key(self.home))
        mine = self.saved.with_records(tn.Topic(id="mine", text="What I wrote at the same time"))
        if hers != self.saved:
            with pytest.raises(tn.ChangedError):
                tn.save(mine, self.path(self.home), key=self.key(self.home), if_unchanged=self.saved)
        merged = tn.merge(mine, self.at_home().journal, base=self.saved)
        assert not merged.conflicts
        self.keep(merged.journal, self.home, base=hers)

    @rule(data=st.data())
    @precondition(lambda self: len(self.saved) > 0 and self.home == "me.json" and self.journal == self.saved)
    def a_record_is_damaged(self, data: st.DataObject) -> None:
        path = self.path(self.home)
        tree = json.loads(path.read_bytes())
        plural = data.draw(st.sampled_from([kind.plural for kind in KINDS.values() if kind.plural in tree]))
        index = data.draw(st.integers(0, len(tree[plural]) - 1))
        damaged = {**tree[plural][index], "tags": "not a list", "id": f"damaged {len(self.aside)}"}
        gone = tree[plural][index]["id"]
        tree[plural][index] = damaged
        path.write_text(json.dumps(tree, ensure_ascii=True))
        with pytest.raises(tn.ReadError):
            tn.load(path)
        found = tn.load(path, lenient=True).journal
        self.aside.add(damaged["id"])
        assert gone not in found
        self.keep(found, self.home, base=found)

    # -- what comes and goes --------------------------------------------------------------------------------------

    @rule()
    @precondition(lambda self: self.home == "me.json")
    def the_file_is_of_the_first_format(self) -> None:
        tree = json.loads(self.path(self.home).read_bytes())
        tree["therapy_notes"]["format"] = "1.0"
        if tree.keys() & set(from_1_1.LISTS) or any(
            set(kept) - {"kind", "raw"} or kept["kind"] not in PLURALS for kept in tree.get("unreadable", [])
        ):
            return  # 1.0 had no words for that
        for kept in tree.get("unreadable", []):
            kept["kind"] = PLURALS[kept["kind"]]
        self.path(self.home).write_text(json.dumps(tree, ensure_ascii=True))
        assert self.at_home().journal == self.saved
        self.keep(self.saved, self.home)

    @rule()
    @precondition(lambda self: self.home.startswith("me.jsonl") and not self.home.endswith("age"))
    def the_records_go_through_a_stream(self) -> None:
        stream = tn.iter_records(self.path(self.home))
        tn.write_records(stream, self.disk / "stream.jsonl.gz", header=stream.head)
        assert tn.load(self.disk / "stream.jsonl.gz") == self.saved

    @rule(words=st.sampled_from(["\nAnd one line more.", " ", "%%for me%%"]))
    @precondition(lambda self: self.home == "My journal" and any(self.saved.entries) and self.journal == self.saved)
    def somebody_edits_a_page(self, words: str) -> None:
        entry = self.saved.entries[0]
        line = f"id: {json.dumps(entry.id)}\n".encode()
        pages = [page for page in self.path(self.home).rglob("*.md") if line in page.read_bytes()]
        page = next(page for page in pages if b"\nrecord: entry\n" in page.read_bytes().replace(b'"', b""))
        page.write_bytes(page.read_bytes().removesuffix(b"\n") + words.encode() + b"\n")
        changed = tn.diff(self.saved, self.at_home().journal)
        assert [(change.id, change.fields) for change in changed.changed] == [(entry.id, ("body",))]
        assert not changed.added
        assert not changed.removed
        self.journal = self.saved = self.at_home().journal
        assert self.saved[entry.id] == attrs.evolve(entry, body=entry.body + words)

    @rule(new=st.lists(records(), max_size=2))
    def a_second_device_takes_a_copy_and_goes_on(self, new: list[Record]) -> None:
        self.base = self.saved
        self.other = self.saved.with_records(*new)
        tn.save(self.other, self.disk / "other.json")

    @rule()
    @precondition(lambda self: self.other is not None)
    def both_are_merged(self) -> None:
        assert self.base is not None
        other = tn.load(self.disk / "other.json")
        merge = tn.merge(self.journal, other, base=self.base)
        in_conflict = {conflict.id for conflict in merge.conflicts}
        for record in other:
            removed_by_name = record.id in self.base and record.id not in self.journal and record == self.base[record.id]
            assert record.id in merge.journal or record.id in in_conflict or removed_by_name
            if record.id not in in_conflict and not removed_by_name:
                mine = [journal[record.id] for journal in (self.journal,) if record.id in journal]
                assert merge.journal[record.id] in (record, *mine)
        again = tn.merge(merge.journal, other, base=self.base)
        assert again.journal == merge.journal
        self.journal, self.other = merge.journal, None

    # -- the promise ----------------------------------------------------------------------------------------------

    @invariant()
    def what_was_saved_is_at_home(self) -> None:
        if not hasattr(self, "home"):
            return
        found = self.at_home().journal
        assert found == self.saved
        kept = json.dumps([tn.dumps(attrs.evolve(tn.Journal(), unreadable=found.unreadable)).decode()])
        assert all(damaged in kept for damaged in self.aside)

    @invariant()
    def nothing_of_ours_is_left_beside_it(self) -> None:
        assert not list(self.disk.rglob("*.tmp"))


NothingLost.TestCase.settings = settings(
    max_examples=documents.max_examples,
    stateful_step_count=12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
TestNothingLost = NothingLost.TestCase
