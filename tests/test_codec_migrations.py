"""Old files read for ever. The fixtures were written once, by the release of their time, and are never written again."""

import copy
import hashlib
import json
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from helpers import documents
from therapy_notes.codec import dumps, loads, migrations, verify
from therapy_notes.codec.lines import lines_of
from therapy_notes.codec.migrations import from_1_0, from_1_1
from therapy_notes.codec.parsing import Mark, Repeated
from therapy_notes.codec.records import Records, reading_of
from therapy_notes.errors import ReadError
from therapy_notes.model.journal import FORMAT, KINDS, Journal
from therapy_notes.model.shapes import thaw
from therapy_notes.model.urges import Urge
from therapy_notes.testing import journals

FIXTURES = Path(__file__).parent / "fixtures"
OLD = FIXTURES / "v1"
NEW = FIXTURES / "v1_1"
NOW = FIXTURES / "v1_2"
FILES = sorted(path.name for path in OLD.glob("*.json"))
LISTS = migrations.UNKNOWN_LISTS["1.1"]
PRESENT = [kind.plural for kind in KINDS.values() if kind.plural in LISTS]


@pytest.mark.parametrize("folder", [OLD, NEW, NOW], ids=lambda folder: folder.name)
def test_the_fixtures_are_those_that_were_written_once(folder: Path) -> None:
    said = dict(reversed(line.split("  ")) for line in (folder / "SHA256SUMS").read_text("utf-8").splitlines())
    there = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir() if path.suffix}
    assert there == said


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_1_0_is_the_journal_that_it_is_in_1_1(name: str) -> None:
    old = loads((OLD / name).read_bytes())
    assert old.format == "1.0"
    assert old == loads((NEW / name).read_bytes())
    assert loads((OLD / name).read_bytes(), lenient=True).journal == old


def test_forty_journals_of_every_shape_are_what_they_are_in_1_1() -> None:
    old = (OLD / "drawn.txt").read_text("utf-8").split("\n")
    new = (NEW / "drawn.txt").read_text("utf-8").split("\n")
    assert len(old) == len(new) == 41
    for before, after in zip(old[:-1], new[:-1], strict=True):
        assert '"format": "1.0"' in before
        assert loads(before) == loads(after)


@pytest.mark.parametrize("name", sorted(path.name for path in NEW.glob("*.json")))
def test_a_file_of_1_1_is_the_journal_that_it_is_in_1_2(name: str) -> None:
    old = loads((NEW / name).read_bytes())
    assert old.format == "1.1"
    assert old == loads((NOW / name).read_bytes())
    assert loads((NEW / name).read_bytes(), lenient=True).journal == old


def test_forty_journals_of_1_1_are_what_they_are_in_1_2() -> None:
    old = (NEW / "drawn.txt").read_text("utf-8").split("\n")
    new = (NOW / "drawn.txt").read_text("utf-8").split("\n")
    assert len(old) == len(new) == 41
    for before, after in zip(old[:-1], new[:-1], strict=True):
        assert (loads(before).format, loads(after).format) == ("1.1", "1.2")
        assert loads(before) == loads(after)


def test_files_of_1_2_hold_every_kind_and_are_written_again_byte_for_byte() -> None:
    file = (NOW / "inner.json").read_bytes()
    journal = loads(file)
    assert {kind.name for kind in KINDS.values() if getattr(journal, kind.plural)} == {*KINDS}
    assert verify(file) is True
    assert dumps(journal) == file
    assert reading_of((NOW / "inner.jsonl").read_bytes().splitlines(keepends=True)).journal == journal
    edited = loads((NOW / "edited-inner.json").read_bytes())
    assert verify((NOW / "edited-inner.json").read_bytes()) is False
    assert edited.statements[0].extra == {"weather": "fog"}
    assert attrs.evolve(edited, extra={}, statements=journal.statements) == journal
    for line in (NOW / "drawn-inner.txt").read_text("utf-8").split("\n")[:-1]:
        drawn = loads(line)
        assert drawn.format == "1.2"
        assert dumps(drawn, indent=None).decode() == f"{line}\n"
        assert loads(line, lenient=True).journal == drawn


@pytest.mark.parametrize("name", FILES)
def test_an_old_file_is_written_again_in_the_present_format_with_all_that_was_in_it(name: str) -> None:
    journal = loads((OLD / name).read_bytes())
    again = dumps(journal)
    assert json.loads(again)["therapy_notes"]["format"] == FORMAT
    assert loads(again) == journal
    assert sorted(texts_in(json.loads(again))) == sorted(texts_in(migrations.migrated(json.loads(old_text(name)))))


def old_text(name: str) -> str:
    return (OLD / name).read_text("utf-8-sig")


def texts_in(value: Any) -> list[str]:
    """Return every text in some data but the header."""
    match value:
        case str():
            return [value]
        case list():
            return [text for item in value for text in texts_in(item)]
        case dict():
            return [text for key, item in value.items() if key != "therapy_notes" for text in texts_in(item)]
        case _:
            return []


@pytest.mark.parametrize("name", [name for name in FILES if name not in {"edited.json", "unsealed.json"}])
def test_the_seal_of_an_old_file_still_holds(name: str) -> None:
    assert verify((OLD / name).read_bytes()) is True


def test_every_version_leads_to_the_present_one() -> None:
    for version in migrations.STEPS:
        seen = [version]
        while seen[-1] in migrations.STEPS:
            seen.append(migrations.STEPS[seen[-1]][0])
            assert len(seen) == len(set(seen))
        assert seen[-1] == FORMAT


@pytest.mark.parametrize("version", list(migrations.STEPS))
def test_a_step_changes_nothing_of_what_it_is_given(version: str) -> None:
    for name in FILES:
        data = json.loads(old_text(name))
        before = copy.deepcopy(data)
        migrations.STEPS[version][1](data)
        assert data == before


NO_JSON = st.sampled_from((Mark("not a finite number"), Repeated([("a", 1), ("a", "b")])))
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=4)
    | st.sampled_from(("entries", "shares", "entry", "urges"))
    | NO_JSON,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(("unreadable", "kind", "raw", "entries", "urges", "therapy_notes", "format")), inner
        )
    ),
)
FILE = st.dictionaries(st.sampled_from(("unreadable", "therapy_notes", "entries", "x", "urges", "beliefs", "scores")), JSON)


@given(FILE)
@example({"urges": [{"id": "a"}, 7], "unreadable": [{"kind": "entries", "raw": 1}], "beliefs": "b"})
@example({"urges": [Mark("not a finite number")], "scores": []})
@example({"urges": [1], "unreadable": 7})
def test_a_step_is_total_and_loses_no_text(data: dict[str, Any]) -> None:
    for version, (_, step) in migrations.STEPS.items():
        made = step(data)
        moved = data.keys() - made.keys()
        assert step(made) == made  # what is newer already is left alone
        if version == "1.0":
            assert not moved
        assert moved <= LISTS
        assert made.keys() == data.keys() - moved | ({"unreadable"} if moved else set())
        assert all(made[key] is data[key] for key in made.keys() - {"unreadable"})
        aside = [item for key in data if key in moved for item in set_aside(key, data[key])]
        before = data.get("unreadable", [])
        assert made.get("unreadable", []) == (before if not aside else [*before, *aside]) or version == "1.0"
        assert len(texts_in(made)) == len(texts_in(data)) + len(aside)  # each says its kind


def set_aside(name: str, value: Any) -> list[dict[str, Any]]:
    """Return what is to stand under ``unreadable`` for what stood under the name of a list that is new."""
    kind = next(kind.name for kind in KINDS.values() if kind.plural == name)
    return [{"kind": kind, "raw": item} for item in value] if isinstance(value, list) else [{"kind": name, "raw": value}]


def test_the_lists_that_are_new_are_kinds_of_today_under_their_names() -> None:
    assert {kind.plural: kind.name for kind in KINDS.values() if kind.plural in LISTS} == from_1_1.LISTS
    assert len(PRESENT) == len(LISTS) == 8
    assert LISTS.isdisjoint(from_1_0._SINGULAR)
    assert {*LISTS, *from_1_0._SINGULAR} == {*(kind.plural for kind in KINDS.values()), "shares"}


OWN = '[{"id": "u1", "strength": {"value": 3}}, "a word", null]'


@pytest.mark.parametrize("version", list(migrations.UNKNOWN_LISTS))
@pytest.mark.parametrize("name", PRESENT)
def test_a_list_of_somebodys_own_whose_name_means_something_now_is_set_aside(version: str, name: str) -> None:
    file = f'{{"therapy_notes": {{"format": "{version}"}}, "{name}": {OWN}, "unreadable": [{{"kind": "x-app", "raw": 1}}]}}'
    journal = loads(file)
    kind = from_1_1.LISTS[name]
    assert [(kept.kind, thaw(kept.raw)) for kept in journal.unreadable] == [
        ("x-app", 1),
        (kind, {"id": "u1", "strength": {"value": 3}}),
        (kind, "a word"),
        (kind, None),
    ]
    assert len(journal) == 0
    assert journal.extra == {}
    assert loads(file, lenient=True).journal == journal
    assert loads(dumps(journal)) == journal


def test_what_would_read_by_chance_is_set_aside_too_and_says_nothing_of_being_wrong() -> None:
    file = '{"therapy_notes": {"format": "1.1"}, "urges": [{"id": "u1", "urge": "to ring"}], "goals": {"id": "g"}}'
    urge, goals = loads(file).unreadable
    assert (urge.kind, urge.problems) == ("urge", ())
    assert (goals.kind, thaw(goals.raw)) == ("goals", {"id": "g"})
    now = loads(file.replace('"1.1"', '"1.2"').replace(', "goals": {"id": "g"}', ""))
    assert now.urges == (Urge(id="u1", urge="to ring"),)


@pytest.mark.parametrize("depth", [30, 39, 40, 41, 62])
def test_what_is_nested_deeply_is_kept_as_deep_as_it_was_allowed(depth: int) -> None:
    deep = "[" * depth + '"é"' + "]" * depth
    journal = loads(f'{{"therapy_notes": {{"format": "1.1"}}, "urges": [{deep}], "goals": {{"a": {deep}}}}}')
    assert [json.loads(kept.text) if kept.text else thaw(kept.raw) for kept in journal.unreadable] == [
        json.loads(deep),
        {"a": json.loads(deep)},
    ]
    assert loads(dumps(journal)) == journal


@pytest.mark.parametrize("sealed", [False, True])
@pytest.mark.parametrize("version", list(migrations.UNKNOWN_LISTS))
def test_a_line_of_such_a_list_is_set_aside_too(version: str, sealed: bool) -> None:
    lines = [
        f'{{"therapy_notes":{{"format":"{version}"}},"urges":[{{"id":"u0"}}]}}',
        '{"urges":{"id":"u1","urge":"to ring"}}',
        '{"scores":7}',
        '{"topics":{"id":"t","text":"Rest"}}',
        f'{{"count":3,"seal":"{"0" * 64}"}}',
    ]
    journal = reading_of([f"{line}\n".encode() for line in lines], sealed=sealed).journal
    assert [(kept.kind, thaw(kept.raw)) for kept in journal.unreadable] == [
        ("urge", {"id": "u0"}),
        ("urge", {"id": "u1", "urge": "to ring"}),
        ("score", 7),
    ]
    assert [record.id for record in journal] == ["t"]
    assert reading_of(lines_of(journal)).journal == journal


def test_a_line_that_no_data_can_say_is_refused_as_before_and_kept_leniently() -> None:
    head, end = b'{"therapy_notes":{"format":"1.1"}}\n', b'{"count":1,"seal":"' + b"0" * 64 + b'"}\n'
    with pytest.raises(ReadError, match=r"^1 problem: line 2: "):
        reading_of([head, b'{"urges":{"id":"a","x":NaN}}\n', end])
    (kept,) = reading_of([head, b'{"urges":{"id":"a","x":NaN}}\n', end], lenient=True).journal.unreadable
    assert (kept.kind, kept.text) == ("urge", '{"id":"a","x":NaN}')


# -- what is refused since ----------------------------------------------------------------------------------------

SHARE = {"value": 6, "low": 0, "high": 10}
REFUSED_SINCE = {
    "agreements": (
        {
            "id": "a",
            "topic": "",
            "kind": "own",
            "revisions": [{"id": "r", "at": "2024-05-01", "act": "accepted", "by": "client", "answers": ["x"]}],
        },
        "an acceptance of what was never proposed",
    ),
    "contacts": (
        {
            "id": "a",
            "direction": "client_to_therapist",
            "motives": [{"words": "to ask", "portion": SHARE}, {"words": "to hear her", "portion": SHARE}],
        },
        "portions that are together more than the whole",
    ),
}


def file_of(version: str, plural: str, *records: object) -> str:
    return json.dumps({"therapy_notes": {"format": version}, "topics": [{"id": "t", "text": "Rest"}], plural: records})


@pytest.mark.parametrize("plural", list(REFUSED_SINCE))
def test_what_is_refused_since_is_set_aside_in_a_file_that_is_older(plural: str) -> None:
    record, what = REFUSED_SINCE[plural]
    whole = {**record, "id": "b", "revisions": [], "motives": []}
    del whole["motives" if plural == "agreements" else "revisions"]
    for version in migrations.REFUSED_SINCE:
        journal = loads(file_of(version, plural, record, whole))
        assert [found.id for found in journal] in (["t", "b"], ["b", "t"])
        (kept,) = journal.unreadable
        assert (thaw(kept.raw), str(kept.problems[0])) == (record, f"$.{plural}[0]: {what}")
        assert loads(file_of(version, plural, record, whole), lenient=True).journal == journal
        again = loads(dumps(journal))
        assert again == journal
        assert [str(problem) for problem in again.unreadable[0].problems] == [f"$.unreadable[0].raw: {what}"]
    with pytest.raises(ReadError) as caught:
        loads(file_of(FORMAT, plural, whole, record))
    assert [str(problem) for problem in caught.value.problems] == [f"$.{plural}[1]: {what}"]
    reading = loads(file_of(FORMAT, plural, whole, record), lenient=True)
    assert [str(problem) for problem in reading.problems] == [f"$.{plural}[1]: {what}"]
    assert [thaw(kept.raw) for kept in reading.journal.unreadable] == [record]
    assert reading.tally.rejected == 1


def test_what_was_always_refused_is_refused_beside_it() -> None:
    record, what = REFUSED_SINCE["agreements"]
    with pytest.raises(ReadError) as caught:
        loads(file_of("1.1", "agreements", record, {"id": "b", "topic": ""}))
    assert [str(problem) for problem in caught.value.problems] == [
        f"$.agreements[0]: {what}",
        "$.agreements[1].kind: missing",
    ]


def test_a_line_with_what_is_refused_since_is_set_aside_in_a_file_that_is_older() -> None:
    record, what = REFUSED_SINCE["agreements"]
    line = json.dumps({"agreements": record}).encode() + b"\n"
    end = b'{"count":1,"seal":"' + b"0" * 64 + b'"}\n'
    for version in migrations.REFUSED_SINCE:
        data = [b'{"therapy_notes":{"format":"%s"}}\n' % version.encode(), line, end]
        for sealed in (False, True):
            reading = reading_of(data, sealed=sealed)
            assert [(kept.kind, thaw(kept.raw)) for kept in reading.journal.unreadable] == [("agreement", record)]
            assert reading.problems == ()
            assert [str(problem) for problem in reading_of(data, lenient=True).problems] == [f"line 2: $: {what}"]
            assert [*Records(data, sealed=sealed)] == [*reading.journal.unreadable]
        with pytest.raises(ReadError, match="^2 problems: "):
            reading_of([data[0], line, b"[]\n", end])
    with pytest.raises(ReadError, match=f"^1 problem: line 2: \\$: {what}$"):
        reading_of([b'{"therapy_notes":{"format":"1.2"}}\n', line, end])


@given(journals())
@documents
def test_a_plain_journal_needs_no_step_whichever_version_it_says(journal: Journal) -> None:
    plain = attrs.evolve(journal, unreadable=())
    older = attrs.evolve(plain, **dict.fromkeys(LISTS, ()))
    for version in migrations.PLAIN_ALIKE:
        there = plain if version == FORMAT else older
        file = dumps(there).decode()
        assert loads(file.replace(f'"format": "{FORMAT}"', f'"format": "{version}"', 1)) == there


def test_a_newer_minor_version_reads_and_what_it_added_is_kept() -> None:
    file = b'{"therapy_notes": {"format": "1.9", "hue": 1}, "sky": [], "entries": [{"id": "a", "body": "", "wind": "west"}]}'
    journal = loads(file)
    assert journal.format == "1.9"
    again = json.loads(dumps(journal))
    assert (again["sky"], again["entries"][0]["wind"], again["therapy_notes"]["hue"]) == ([], "west", 1)


@pytest.mark.parametrize("lenient", [False, True])
def test_a_newer_major_version_is_refused(lenient: bool) -> None:
    with pytest.raises(ReadError, match=r"\$\.therapy_notes\.format: a format that a newer release wrote"):
        loads(b'{"therapy_notes": {"format": "2.0"}, "entries": "elsewhere"}', lenient=lenient)
