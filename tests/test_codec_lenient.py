"""One record that does not read costs nobody the others, and is not lost itself."""

import contextlib
import copy
import json
import time
from typing import Any

import attrs
import pytest
from hypothesis import assume, event, example, given
from hypothesis import strategies as st

from helpers import documents, keeps_quiet
from test_codec_properties import CANARY, WRONG, can_be_written, places
from therapy_notes.codec import dumps, journal_of, loads, tree_of
from therapy_notes.codec.parsing import MAX_DEPTH
from therapy_notes.errors import ReadError
from therapy_notes.model.journal import FORMAT, KINDS, Journal, Unreadable
from therapy_notes.model.results import JournalReading
from therapy_notes.model.shapes import thaw
from therapy_notes.model.urges import Urge
from therapy_notes.testing import journals as any_journals

HEADER = '{"therapy_notes": {"format": "1.2"}, "zone": "Europe/Paris"'
PLURALS = [kind.plural for kind in KINDS.values()]


def journals() -> st.SearchStrategy[Journal]:
    return any_journals().filter(can_be_written)


def read(entries: str, **options: Any) -> JournalReading:
    return loads(f'{HEADER}, "entries": {entries}}}', lenient=True, **options)


# -- the laws -----------------------------------------------------------------------------------------------------


@given(journals())
@documents
def test_what_reads_strictly_reads_leniently_and_is_the_same(journal: Journal) -> None:
    file = dumps(journal)
    for data in (file, file.decode()):
        reading = loads(data, lenient=True)
        assert reading.journal == journal
        assert reading.problems == ()
        assert reading.tally.found == reading.tally.converted == len(journal) + len(journal.shares)


@st.composite
def one_corrupt_record(draw: st.DrawFn) -> tuple[Journal, dict[str, Any], str, int]:
    """Draw a journal, its data with one record corrupt in one place or replaced, and which one that is."""
    journal = draw(journals().filter(lambda journal: len(journal) > 1))
    data = json.loads(dumps(journal))
    plural = draw(st.sampled_from([plural for plural in PLURALS if plural in data]))
    index = draw(st.integers(0, len(data[plural]) - 1))
    found = [(data[plural], index), *places(data[plural][index])]
    inside, key = draw(st.sampled_from(found))
    inside[key] = copy.deepcopy(draw(WRONG))
    return journal, data, plural, index


@given(one_corrupt_record())
@documents
def test_when_one_record_is_corrupt_all_others_read_and_the_corrupt_one_is_kept(
    drawn: tuple[Journal, dict[str, Any], str, int],
) -> None:
    before, data, plural, index = drawn
    corrupt = data[plural][index]
    ids = [record["id"] for name in PLURALS for record in data.get(name, []) if isinstance(record, dict) and "id" in record]
    assume(len(ids) == len(set(map(str, ids))))
    file = json.dumps(data)
    reading = loads(file, lenient=True)
    gone = json.loads(dumps(before))[plural][index]["id"]
    for record in before:
        if record.id != gone:
            assert reading.journal[record.id] == record
    aside = reading.journal.unreadable[len(before.unreadable) :]
    event(f"set aside: {len(aside)}")
    if aside:
        assert len(aside) == 1
        assert all(problem.where.startswith(f"$.{plural}[{index}]") for problem in reading.problems)
        assert aside[0].problems == reading.problems != ()
        assert aside[0].kind == next(kind.name for kind in KINDS.values() if kind.plural == plural)
        again = json.loads(dumps(reading.journal))["unreadable"][-1]
        assert json.loads(again["text"]) == corrupt if "text" in again else again.get("raw") == corrupt
    else:
        assert json.loads(dumps(reading.journal))[plural] != [] or before == reading.journal
    assert loads(dumps(reading.journal)) == reading.journal
    assert reading.tally.found == reading.tally.converted + reading.tally.rejected
    assert CANARY not in str(reading.problems)


@given(journals().filter(lambda journal: len(journal) > 1), st.data())
@documents
def test_a_byte_that_changes_anywhere_in_a_record_costs_at_most_that_record_and_its_neighbour(
    journal: Journal, data: st.DataObject
) -> None:
    file = bytearray(dumps(attrs.evolve(journal, unreadable=(), extra={})))
    tree = json.loads(bytes(file))
    first = next(plural for plural in PLURALS if plural in tree)
    at = data.draw(st.integers(file.index(f'"{first}": ['.encode()) + len(first) + 5, len(file) - 1))
    before = bytes(file)
    file[at] = data.draw(st.integers(0, 255))
    try:
        reading = loads(bytes(file), lenient=True)
    except ReadError as error:
        keeps_quiet(error, str(journal.zone))
        line = bytes(file).split(b"\n")[bytes(file[:at]).count(b"\n")]
        assert not line.startswith(b"    ") or file[at : at + 1] == b"\n"  # the frame around the lists was hit
        return
    line = bytes(before).split(b"\n")[bytes(before[:at]).count(b"\n")]
    if line.startswith(b"    ") and file[at : at + 1] != b"\n" and before[at : at + 1] != b"\n":  # no frame was hit
        read_whole = {record.id for record in reading.journal} & {record.id for record in journal}
        changed = [id for id in read_whole if reading.journal[id] != journal[id]]
        assert len(changed) + len(journal) - len(read_whole) <= 2
    # Whatever was hit, every word is still somewhere, but the one in which the byte stood and its neighbours.
    there = dumps(reading.journal, indent=None).decode()
    for record in journal:
        said = json.dumps(json.dumps(record.id, ensure_ascii=False), ensure_ascii=False)[1:-1]
        close = abs(bytes(before).find(json.dumps(record.id, ensure_ascii=False).encode()) - at) < 200
        assert record.id in reading.journal or close or said in there or json.dumps(record.id, ensure_ascii=False) in there
    assert loads(dumps(reading.journal)) == reading.journal


@given(journals(), st.data())
@documents
def test_what_was_cut_off_is_told_and_every_record_before_it_is_there(journal: Journal, data: st.DataObject) -> None:
    whole = attrs.evolve(journal, unreadable=(), extra={}, shares=())
    file = dumps(whole)
    assume(len(whole) > 0)
    first = next(plural for plural in PLURALS if f'"{plural}": ['.encode() in file)
    start = file.index(f'"{first}": ['.encode()) + len(first) + 5
    cut = data.draw(st.integers(start, len(file) - 3))
    reading = loads(file[:cut], lenient=True)
    assert reading.problems != ()
    complete = [record for record in whole if dumps_of(file, record.id) <= cut]
    assert {record.id for record in complete} <= {record.id for record in reading.journal}
    assert all(reading.journal[record.id] == record for record in complete)


def dumps_of(file: bytes, id: str) -> int:
    """Return where the record of an id ends in a file."""
    start = file.index(b'    {\n      "id": ' + json.dumps(id, ensure_ascii=False).encode())
    return file.index(b"\n    }", start) + len(b"\n    }")


# -- by example ---------------------------------------------------------------------------------------------------


def test_what_is_set_aside_says_what_is_wrong_where_it_stands_now() -> None:
    first = read('[{"id": "a"}, {"id": "b", "body": "Rain."}]')
    assert [str(problem) for problem in first.problems] == ["$.entries[0].body: missing"]
    assert first.journal.unreadable[0].problems == first.problems
    second = loads(dumps(first.journal))
    assert [str(problem) for problem in second.unreadable[0].problems] == ["$.unreadable[0].raw.body: missing"]
    assert second == first.journal


TWICE = '{"id": "a", "body": "one",  "body": "two"}'
DIGITS = '{"id": "a", "body": "x", "depth": ' + "9" * 5000 + "}"


@pytest.mark.parametrize(
    ("record", "wrong"),
    [
        (TWICE, "$.entries[0].body: a key that stands twice"),
        ('{"id": "a", "body": "x", "mood": NaN}', "$.entries[0].<unknown key>: not a finite number"),
        ('{"id": "a", "body": "x", "mood": -1e999}', "$.entries[0].<unknown key>: not a finite number"),
        (DIGITS, "$.entries[0].depth: a whole number of more than 19 digits"),
        ('{"id": "a", "body": ' + "[" * 50 + "]" * 50 + "}", "$.entries[0].body: not text"),
    ],
    ids=["a key twice", "NaN", "overflow", "5000 digits", "deep"],
)
def test_what_data_cannot_say_is_kept_as_the_text_that_stood_there(record: str, wrong: str) -> None:
    reading = read(f'[{record}, {{"id": "b", "body": ""}}]')
    (aside,) = reading.journal.unreadable
    assert (aside.text, aside.raw) == (record, None)
    assert [str(problem) for problem in reading.problems] == [wrong]
    assert "b" in reading.journal
    assert loads(dumps(reading.journal)) == reading.journal


def test_half_of_a_surrogate_pair_keeps_its_escape() -> None:
    reading = read(r'[{"id": "a", "body": "\ud83d"}, {"id": "b", "body": ""}]')
    (aside,) = reading.journal.unreadable
    assert dict(aside.raw) == {"id": "a", "body": "\ud83d"}  # type: ignore[call-overload]  # raw is any JSON
    again = dumps(reading.journal)
    assert rb'"body": "\ud83d"' in again
    assert loads(again) == reading.journal


def test_a_byte_that_is_no_text_is_kept_and_the_others_read() -> None:
    file = dumps(Journal(zone="UTC").with_records(*(entry(id) for id in "abc"))).replace(b"body of b", b"body\xff of b")
    reading = loads(file, lenient=True)
    assert [record.id for record in reading.journal] == ["a", "c"]
    (aside,) = reading.journal.unreadable
    assert "body\udcff of b" in aside.text
    assert aside.text.encode("utf-8", "surrogateescape") in file
    assert [problem.what for problem in reading.problems] == ["not text in UTF-8", "text with half of a surrogate pair"]
    again = loads(dumps(reading.journal))
    assert again == reading.journal
    assert again.unreadable[0].problems[0].where == "$.unreadable[0].text.body"


def entry(id: str) -> Any:
    from therapy_notes.model.entries import Entry  # noqa: PLC0415

    return Entry(id=id, body=f"The body of {id}.")


@pytest.mark.parametrize("indent", [None, 1, 2, 4])
def test_a_record_that_is_no_json_is_kept_as_text_in_every_layout(indent: int | None) -> None:
    old = '"body":"The body of b."' if indent is None else '"body": "The body of b."'
    file = dumps(Journal(zone="UTC").with_records(*(entry(id) for id in "abc")), indent=indent).decode()
    assert old in file
    reading = loads(file.replace(old, '"body" The body of b.'), lenient=True)
    assert [record.id for record in reading.journal] == ["a", "c"]
    assert "The body of b." in reading.journal.unreadable[0].text
    assert [problem.where for problem in reading.problems][1:] == ["$.entries[1]"]


def test_a_list_that_is_none_is_set_aside_whole() -> None:
    reading = loads(f'{HEADER}, "entries": "all of them", "topics": [{{"id": "t", "text": "Rest"}}]}}', lenient=True)
    assert reading.journal.unreadable == (Unreadable(kind="entry", raw="all of them"),)
    assert reading.journal["t"]


def test_of_two_records_with_one_id_the_first_is_read_and_the_second_kept() -> None:
    reading = read('[{"id": "a", "body": "one"}, {"id": "a", "body": "two"}]')
    assert [entry.body for entry in reading.journal.entries] == ["one"]
    assert dict(reading.journal.unreadable[0].raw) == {"id": "a", "body": "two"}  # type: ignore[call-overload]  # raw is any JSON
    again = loads(dumps(reading.journal))
    assert [str(problem) for problem in again.unreadable[0].problems] == ["$.unreadable[0].raw.id: two records with one id"]


def test_a_record_with_a_fault_does_not_keep_the_id_from_another() -> None:
    reading = read('[{"id": "a", "body": 1}, {"id": "a", "body": "two"}]')
    assert [entry.body for entry in reading.journal.entries] == ["two"]


def test_a_line_of_the_ledger_and_what_was_set_aside_badly_are_kept_too() -> None:
    reading = loads(f'{HEADER}, "shares": [7], "unreadable": [8, {{"kind": "entry", "raw": 9}}]}}', lenient=True)
    assert {(kept.kind, kept.raw) for kept in reading.journal.unreadable} == {("share", 7), ("unreadable", 8), ("entry", 9)}


SIX_OF_TEN = {"value": 6, "low": 0, "high": 10}


@pytest.mark.parametrize(
    ("plural", "changes", "what"),
    [
        (
            "agreements",
            {
                "revisions": [
                    {"id": "r", "at": "2024-05-01", "act": "accepted_reluctantly", "by": "client", "answers": ["x"]}
                ]
            },
            "an acceptance of what was never proposed",
        ),
        (
            "contacts",
            {"motives": [{"words": "to ask", "portion": SIX_OF_TEN}, {"words": "to hear her", "portion": SIX_OF_TEN}]},
            "portions that are together more than the whole",
        ),
        (
            "statements",
            {"heard": [{"meaning": "I am expected.", "portion": SIX_OF_TEN}, {"meaning": "Or not.", "portion": SIX_OF_TEN}]},
            "portions that are together more than the whole",
        ),
        ("predictions", {"made_at": "2024-05-06", "outcome_at": "2024-05-04"}, "an outcome before its prediction"),
    ],
)
def test_a_record_whose_fields_do_not_agree_is_the_only_one_that_is_set_aside(
    plural: str, changes: dict[str, Any], what: str
) -> None:
    examples = Journal(zone="Europe/Paris").with_records(*(kind.of.example() for kind in KINDS.values()))
    data = json.loads(dumps(examples))
    wrong = {**data[plural][0], **changes, "id": "wrong"}
    data[plural].insert(0, wrong)
    with pytest.raises(ReadError) as caught:
        loads(json.dumps(data))
    assert [str(problem) for problem in caught.value.problems] == [f"$.{plural}[0]: {what}"]
    reading = loads(json.dumps(data), lenient=True)
    assert reading.problems == caught.value.problems
    assert attrs.evolve(reading.journal, unreadable=()) == examples
    assert [thaw(kept.raw) for kept in reading.journal.unreadable] == [wrong]
    assert [str(problem) for problem in loads(dumps(reading.journal)).unreadable[0].problems] == [
        f"$.unreadable[0].raw: {what}"
    ]


def test_what_is_unknown_and_cannot_be_held_is_kept_under_its_own_name() -> None:
    reading = loads(f'{HEADER}, "dreams": [{{"n": NaN}}, {{"n": 1}}], "x-app": 1e999}}', lenient=True)
    assert {(kept.kind, kept.text) for kept in reading.journal.unreadable} == {("dreams", '{"n": NaN}'), ("x-app", "1e999")}
    assert reading.journal.extra["dreams"] == ({"n": 1},)
    assert "dreams" not in str(reading.problems)


@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_a_damaged_list_of_an_older_file_loses_nothing_whatever_its_name_means_now(version: str) -> None:
    header = HEADER.replace(FORMAT, version)
    items = ['{"id": "u1", "strength": {"value": 3}}', '{"n": NaN}', '{"id": "u2", "id": "u3"}', '"\\ud83d"', '{"id": "u4"}']
    reading = loads(f'{header}, "urges": [{", ".join(items)}], "scores": [7, 1e999]}}', lenient=True)
    assert reading.journal.urges == (Urge(id="u4"),)
    assert [(kept.kind, kept.text or thaw(kept.raw)) for kept in reading.journal.unreadable] == [
        ("urge", {"id": "u1", "strength": {"value": 3}}),
        ("urge", '{"n": NaN}'),
        ("urge", '{"id": "u2", "id": "u3"}'),
        ("urge", "\ud83d"),
        ("score", 7),
        ("score", "1e999"),
    ]
    assert loads(dumps(reading.journal)) == reading.journal


@pytest.mark.parametrize(
    "file",
    [
        '{"therapy_notes": {"format": "1.2"}, "zone": "Nowhere/At_all"}',
        '{"therapy_notes": {"format": "1.2"}, "key": "00"}',
        '{"therapy_notes": {"format": 1}}',
        '{"entries": []}',
        "[]",
        "",
        "\ud83d",
        '{"therapy_notes": {"format": "1.2"}, "entries": [], "entries": []}',
        '{"therapy_notes": {"format": "1.2"}, "zo',
    ],
)
def test_what_is_in_no_list_is_still_an_error(file: str) -> None:
    with pytest.raises(ReadError):
        loads(file, lenient=True)


@pytest.mark.parametrize("indent", [None, 2])
def test_a_record_that_is_nested_far_too_deeply_is_kept_as_text(indent: int | None) -> None:
    deep = "[" * 100_000 + "]" * 100_000
    file = dumps(Journal(zone="UTC").with_records(*(entry(id) for id in "abc")), indent=indent).decode()
    file = file.replace('"The body of b."', deep)
    reading = loads(file, lenient=True)
    assert [record.id for record in reading.journal] == ["a", "c"]
    assert deep in reading.journal.unreadable[0].text
    assert "nested too deeply" in {problem.what for problem in reading.problems}


def test_a_record_that_is_a_little_too_deep_is_the_only_one_that_is_set_aside() -> None:
    unknown = "[" * (MAX_DEPTH - 2) + "]" * (MAX_DEPTH - 2)
    reading = read(f'[{{"id": "a", "body": "", "x": {unknown}}}, {{"id": "b", "body": ""}}]')
    assert [problem.where for problem in reading.problems] == ["$.entries[0]"]
    assert [record.id for record in reading.journal] == ["b"]
    assert loads(dumps(reading.journal)) == reading.journal


def test_limits_hold_in_lenient_reading_too() -> None:
    with pytest.raises(ReadError, match="larger than the limit"):
        read('[{"id": "a", "body": ""}]', max_bytes=10)


# -- plain data ---------------------------------------------------------------------------------------------------


@given(journals())
@example(Journal(unreadable=(Unreadable(kind="entry", text="\udc80"), Unreadable(kind="topic", raw={"\ud83d": "\udcff"}))))
@documents
def test_a_journal_is_the_same_by_way_of_plain_data(journal: Journal) -> None:
    for lenient in (False, True):
        assert journal_of(tree_of(journal), lenient=lenient).journal == journal
    file = json.loads(dumps(journal))
    del file["therapy_notes"]["seal"]
    assert tree_of(journal) == file


def test_the_last_words_of_a_file_that_was_cut_off_in_a_key_are_kept() -> None:
    whole = attrs.evolve(
        Journal(zone="UTC").with_records(entry("a")), unreadable=(Unreadable(kind="topic", raw=1),), extra={"x": 1}
    )
    file = dumps(whole)
    cut = file[: file.index(b'"x": 1') + 2]
    reading = loads(cut, lenient=True)
    assert [(kept.kind, kept.raw, kept.text) for kept in reading.journal.unreadable] == [
        ("topic", 1, ""),
        ("journal", None, '"x'),
    ]
    assert reading.problems[0].what == "cut off: the end is missing"


# -- what a cold review found -------------------------------------------------------------------------------------

FRAME = """{
  "therapy_notes": {"format": "1.2"},
  "zone": "UTC",
  "entries": [
    {"id": "a", "body": "I said it."}
  ]COMMA
  "topics": [
    {"id": "t", "text": "Rest"}
  ]
}
"""


@pytest.mark.parametrize("comma", ["-", "", ";", "]", "}", "\x00", ",,", " # a note of mine\n ,"])
@pytest.mark.parametrize("compact", [False, True])
def test_what_stands_between_two_lists_costs_neither_of_them_a_word(comma: str, compact: bool) -> None:
    file = FRAME.replace("COMMA", comma)
    if compact:
        file = "".join(line.strip() for line in file.splitlines())
    try:
        reading = loads(file, lenient=True)
    except ReadError:
        return
    there = dumps(reading.journal).decode()
    assert "I said it." in there
    assert "Rest" in there
    assert "note of mine" in there or "note" not in comma
    assert all(type(record).__name__ == {"a": "Entry", "t": "Topic"}[record.id] for record in reading.journal)


@pytest.mark.parametrize(
    "file",
    [
        HEADER + ', \'topics\': [{"id": "a", "text": "word"}]}',
        HEADER + ', topics: [{"id": "a", "text": "word"}]}',
        HEADER + ', "topics": []} word at the end',
        "// word\n" + HEADER + ', "topics": []}',
        HEADER + ', /* word */ "topics": []}',
        HEADER + ', "topics": /* word */ []}',
        HEADER + ', "topics": [], bare word}',
        HEADER + ', "topics" "word" :[]}',
        HEADER + ', "topics", [{"id": "a", "text": "word"}]}',
    ],
)
def test_no_word_stands_anywhere_in_a_file_that_is_read_without_it(file: str) -> None:
    try:
        reading = loads(file, lenient=True)
    except ReadError:
        return
    assert "word" in dumps(reading.journal).decode()


def test_every_change_of_one_byte_keeps_every_word_or_is_an_error() -> None:
    journal = Journal(zone="UTC").with_records(entry("a"), entry("b"))
    for indent in (None, 2):
        file = dumps(journal, indent=indent)
        words = ("The body of a.", "The body of b.")
        for at in range(len(file)):
            for byte in b'\x00"{[,:]}-\n\xff':
                changed = file[:at] + bytes([byte]) + file[at + 1 :]
                try:
                    reading = loads(changed, lenient=True)
                except ReadError:
                    continue
                there = dumps(reading.journal).decode()
                for word in words:
                    assert word in there or 0 <= at - file.index(word.encode()) < len(word)


def test_lines_that_somebody_typed_into_a_text_are_kept_all() -> None:
    file = dumps(Journal(zone="UTC").with_records(entry("a"), entry("b"))).decode()
    typed = "one\n\n\n}\n],\nlast"
    reading = loads(file.replace("The body of a.", typed), lenient=True)
    assert any(typed in kept.text for kept in reading.journal.unreadable)
    assert "The body of b." in dumps(reading.journal).decode()


def test_a_compact_file_that_was_cut_off_gives_the_records_before_it() -> None:
    file = dumps(Journal(zone="UTC").with_records(*(entry(id) for id in "abc")), indent=None)
    reading = loads(file[:-20], lenient=True)
    assert [record.id for record in reading.journal] == ["a", "b"]
    assert reading.journal.unreadable


def test_hostile_quotes_and_keys_take_no_time() -> None:
    started = time.monotonic()
    quotes = HEADER + ', "topics": [{"id": "a", "text": "' + '\\"' * 60_000
    for file in (
        quotes,
        quotes + "}]}",
        HEADER + ', "x": {' + ", ".join(f'"k{n}": 1, "k{n}": 2' for n in range(20_000)) + "}}",
    ):
        with pytest.raises(ReadError):
            loads(file)
        with contextlib.suppress(ReadError):
            loads(file, lenient=True)
    assert time.monotonic() - started < 10


def test_depth_that_no_stack_holds_is_a_read_error_whatever_the_caller_allows() -> None:
    with pytest.raises(ReadError, match="nested too deeply"):
        loads("[" * 100_000 + "]" * 100_000, max_depth=10**6)
