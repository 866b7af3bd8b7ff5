"""What ``loads`` reads, and every way in which a file can be wrong."""

import copy
import gc
import json
import sys
from typing import Any

import pytest

from therapy_notes.codec import dumps, loads
from therapy_notes.errors import ReadError
from therapy_notes.model.entries import Entry
from therapy_notes.model.journal import KINDS, Journal, Unreadable
from therapy_notes.model.values import Approximate, Rating
from therapy_notes.moments import DateTime, wire

HEADER = '{"therapy_notes": {"format": "1.2"}, "zone": "Europe/Paris"'
NEVER_HAD = "2024-07-01T09:00:00+09:00[Europe/Paris]"


def file(rest: str = "") -> str:
    return f"{HEADER}{rest}}}"


def entry(fields: str) -> str:
    return file(f', "entries": [{{"id": "a", "body": "", {fields}}}]')


def problems(data: str | bytes, **limits: int) -> list[str]:
    with pytest.raises(ReadError) as caught:
        loads(data, **limits)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None or caught.value.__suppress_context__
    return [str(problem) for problem in caught.value.problems]


def test_a_file_without_anything_but_a_header_is_an_empty_journal() -> None:
    assert loads('{"therapy_notes": {"format": "1.0"}}') == Journal()


def test_the_header_tells_format_and_producer_which_are_no_part_of_equality() -> None:
    journal = loads('{"therapy_notes": {"format": "1.7", "producer": "another 3"}}')
    assert (journal.format, journal.producer) == ("1.7", "another 3")
    assert journal == Journal()


def test_bytes_bytearrays_views_and_text_are_read_alike() -> None:
    data = dumps(Journal(zone="Europe/Paris").with_records(Entry.example()))
    assert loads(data) == loads(bytearray(data)) == loads(memoryview(data)) == loads(data.decode())


def test_a_byte_order_mark_is_no_mistake() -> None:
    assert loads(b"\xef\xbb\xbf" + file().encode()) == loads("\ufeff" + file()) == loads(file())


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "$: empty"),
        (b" \n\t", "$: empty"),
        (b"[]", "$: not an object"),
        (b"null", "$: not an object"),
        (b"{}", "$.therapy_notes: missing"),
        (b'{"therapy_notes": 1}', "$.therapy_notes: not an object"),
        (b'{"therapy_notes": {}}', "$.therapy_notes.format: missing"),
        (b'{"therapy_notes": {"format": 1.0}}', "$.therapy_notes.format: not text"),
        (b'{"therapy_notes": {"format": "one"}}', "$.therapy_notes.format: not a version of the format, such as 1.0"),
        (b'{"therapy_notes": {"format": "0.9"}}', "$.therapy_notes.format: not a version of the format, such as 1.0"),
        (b'{"therapy_notes": {"format": "1.00"}}', "$.therapy_notes.format: not a version of the format, such as 1.0"),
        (
            b'{"therapy_notes": {"format": "2.0"}, "entries": 5}',
            "$.therapy_notes.format: a format that a newer release wrote",
        ),
        (b'{"therapy_notes": {"format": "999.1"}}', "$.therapy_notes.format: a format that a newer release wrote"),
        (b'{"therapy_notes": {"format": "1.0", "plain": 1}}', "$.therapy_notes.plain: not true or false"),
        (b'{"therapy_notes": {"format": "1.0", "seal": 1}}', "$.therapy_notes.seal: not text"),
        (file().encode()[:-1], "line 1, column 60: cut off: the end is missing"),
        (b'{"therapy_notes": "1.', "line 1, column 19: cut off: the end is missing"),
        (file().encode() + b" {}", "line 1, column 62: something after the end of the journal"),
        (b'{\n "a": tru}', "line 2, column 7: not JSON"),
        (b"{'a': 1}", "line 1, column 2: not JSON"),
        (b'{"a": "x\ny"}', "line 1, column 9: a control character that is not escaped"),
        ("é".encode("latin-1"), "byte 0: not text in UTF-8"),
        (file().encode("utf-16"), "byte 0: not text in UTF-8"),
        (b'{"a": "\xed\xa0\xbd"}', "byte 7: not text in UTF-8"),
        (b"[" * 100_000, "$: nested too deeply"),
        (b'{"a":' * 100_000, "$: nested too deeply"),
    ],
)
def test_what_is_no_journal_at_all_is_refused_with_its_place(data: bytes, said: str) -> None:
    assert problems(data) == [said]


def test_deep_data_is_refused_whatever_the_interpreter_allows() -> None:
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(1_000_000)
    try:
        assert problems(b"[" * 200_000) == ["$: nested too deeply"]
        assert problems(file(', "x": ' + "[" * 64 + "]" * 64)) == ["$: nested too deeply"]
        assert loads(file(', "x": ' + "[" * 63 + "]" * 63)).extra["x"]
        assert loads(file(', "x": "' + "[" * 100 + '\\""'))
    finally:
        sys.setrecursionlimit(limit)


def test_depth_is_limited_under_the_usual_limit_of_the_interpreter_too() -> None:
    assert problems(file(', "x": ' + "[" * 64 + "]" * 64)) == ["$: nested too deeply"]
    assert loads(file(', "x": ' + "[" * 64 + "]" * 64), max_depth=65).extra["x"]
    assert loads(file(', "x": ' + "[" * 63 + "]" * 63)).extra["x"]


def test_the_limit_of_size_can_be_set() -> None:
    data = dumps(Journal())
    assert problems(data, max_bytes=len(data) - 1) == ["$: larger than the limit"]
    assert problems(data.decode(), max_bytes=len(data) - 1) == ["$: larger than the limit"]
    assert loads(data, max_bytes=len(data)) == Journal()


@pytest.mark.parametrize("number", ["1" * 20, "-" + "1" * 20, "9" * 200_000, str(2**64)])
def test_a_whole_number_of_more_than_19_digits_is_refused_before_it_is_computed(number: str) -> None:
    assert problems(entry(f'"x": {number}')) == ["$.entries[0].<unknown key>: a whole number of more than 19 digits"]
    rated = f'"depth": {{"value": {number}, "low": 0, "high": 10}}'
    assert problems(entry(rated)) == ["$.entries[0].depth.value: a whole number of more than 19 digits"]


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e400", "-1e400"])
def test_a_number_that_is_not_finite_is_refused_wherever_it_stands(number: str) -> None:
    assert problems(entry(f'"x": [{{"y": {number}}}]')) == [
        "$.entries[0].<unknown key>[0].<unknown key>: not a finite number"
    ]
    assert problems(entry(f'"title": {number}')) == ["$.entries[0].title: not a finite number"]
    assert problems(file(f', "unreadable": [{{"kind": "entry", "raw": {number}}}]')) == [
        "$.unreadable[0].raw: not a finite number"
    ]


def test_a_key_that_stands_twice_is_refused_wherever_it_stands() -> None:
    assert problems(entry('"shared_with": [], "shared_with": ["therapist"]')) == [
        "$.entries[0].shared_with: a key that stands twice"
    ]
    assert problems(file(', "zone": "UTC"')) == ["$.zone: a key that stands twice"]
    assert problems(entry('"x": {"y": 1, "y": 1}')) == ["$.entries[0].<unknown key>.<unknown key>: a key that stands twice"]
    assert problems('{"therapy_notes": {"format": "1.0"}, "therapy_notes": {"format": "1.0"}}') == [
        "$.therapy_notes: a key that stands twice"
    ]


def test_half_of_a_surrogate_pair_is_refused_in_texts_and_in_keys() -> None:
    said = "text with half of a surrogate pair"
    assert problems(entry('"title": "\\ud83d"')) == [f"$.entries[0].title: {said}"]
    assert problems(entry('"tags": ["a", "\\uDE00"]')) == [f"$.entries[0].tags[1]: {said}"]
    assert problems(entry('"depth": "\\ud83d"')) == [f"$.entries[0].depth: {said}"]
    assert problems(entry('"x": {"\\ud83d": ["\\ud83d"]}')) == [f"$.entries[0].<unknown key>.<unknown key>: {said}"]
    assert problems(entry('"\\ud83d": 1')) == [f"$.entries[0].<unknown key>: {said}"]
    assert problems(entry('"title": "\ud83d"')) == [f"$.entries[0].title: {said}"]
    assert loads(entry('"title": "\\ud83d\\ude00"')).entries[0].title == "😀"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ('"title": null', "title: not text"),
        ('"title": ["a"]', "title: not text"),
        ('"tags": "mum"', "tags: not a list"),
        ('"tags": {"a": 1}', "tags: not a list"),
        ('"tags": [null]', "tags[0]: not text"),
        ('"unfinished": "false"', "unfinished: not true or false"),
        ('"unfinished": 0', "unfinished: not true or false"),
        ('"series": {"name": "s", "position": true}', "series.position: not a whole number"),
        ('"series": {"name": "s", "position": 1.0}', "series.position: not a whole number"),
        ('"series": {"name": "s", "position": "7"}', "series.position: not a whole number"),
        ('"series": []', "series: not an object"),
        ('"series": {}', "series.name: missing"),
        ('"therapy": ""', "therapy: not an id: text that is not empty"),
        ('"depth": 7', "depth: not a rating or a word"),
        ('"depth": "a\\nb"', "depth: not a rating or a word"),
        ('"depth": {"value": 11, "low": 0, "high": 10}', "depth: a rating that is out of its range"),
        ('"depth": {"value": "7", "low": 0, "high": 10}', "depth.value: not a finite number"),
        ('"depth": {"value": true, "low": 0, "high": 10}', "depth.value: not a finite number"),
        ('"depth": {"value": 1, "low": 10, "high": 0}', "depth: a scale whose high end is not above its low end"),
        ('"happened": 5', "happened: not a moment with a zone, a day, or an approximate time"),
        ('"happened": "yesterday"', "happened: not a moment with a zone, a day, or an approximate time"),
        ('"happened": "2024-02-30"', "happened: not a day of the calendar"),
        ('"happened": "2024-05-01T09:00:00"', "happened: not a moment with offset and zone, as in RFC 9557"),
        ('"happened": "2024-05-01T09:00:00Z"', "happened: not a moment with offset and zone, as in RFC 9557"),
        ('"happened": "2024-05-01T09:00:00+02:00[Europe/Nowhere]"', "happened: not a time zone of the IANA database"),
        (
            '"happened": "2024-03-31T02:30:00+02:00[Europe/Paris]"',
            "happened: a time that the clocks of this zone never showed",
        ),
        (f'"happened": "{NEVER_HAD}"', "happened: an offset that the zone does not have then"),
        (
            '"happened": {"earliest": "2024-05-02", "latest": "2024-05-01"}',
            "happened: an approximate time that ends before it begins",
        ),
        (
            '"source": {"system": "x", "imported_at": "2024-05-01"}',
            "source.imported_at: not a moment with offset and zone, as in RFC 9557",
        ),
    ],
)
def test_a_field_with_something_else_in_it_is_refused_in_fixed_words(fields: str, said: str) -> None:
    assert problems(entry(fields)) == [f"$.entries[0].{said}"]


def test_other_kinds_of_fields_are_as_strict() -> None:
    assert problems(file(', "sessions": [{"id": "s", "status": "maybe", "length": "P1M"}]')) == [
        "$.sessions[0].status: not one of proposed, booked, fulfilled, cancelled, noshow, rescheduled, cut_short",
        "$.sessions[0].length: not a length of time in days, hours, minutes and seconds, as in ISO 8601",
    ]
    window = '{"opens": "25:00", "zone": "Mars"}, {"opens": "17:00", "closes": "09:00"}'
    rule = f'{{"mode": "windowed", "windows": [{window}], "closed_on": ["2024-05-01T00:00:00"]}}'
    assert problems(file(f', "absences": [{{"id": "b", "contact_during": {rule}}}]')) == [
        "$.absences[0].contact_during.windows[0].opens: not a time of day of the form HH:MM",
        "$.absences[0].contact_during.windows[0].zone: not a time zone of the IANA database",
        "$.absences[0].contact_during.windows[1]: a window that closes before it opens",
        "$.absences[0].contact_during.closed_on[0]: not a day of the form YYYY-MM-DD",
    ]
    assert problems('{"therapy_notes": {"format": "1.0"}, "zone": "../../etc/passwd", "key": "00", "owner": ""}') == [
        "$.zone: not a time zone of the IANA database",
        "$.key: not 32 bytes",
        "$.owner: not an id: text that is not empty",
    ]
    assert problems(file(f', "key": "{" 0" * 32}"')) == ["$.key: not 32 bytes"]
    assert problems(file(f', "key": "{"é" * 64}"')) == ["$.key: not 32 bytes"]


def test_all_problems_are_found_at_once_in_the_order_of_the_file() -> None:
    data = file(
        ', "topics": [{"text": 1, "id": "t"}], "entries": [{"id": "a", "body": "", "title": 1}, 5, {"body": 2, "id": ""}],'
        ' "people": [{"id": "p"}, {"id": "a"}, {}], "owner": 1'
    )
    assert problems(data) == [
        "$.topics[0].text: not text",
        "$.entries[0].title: not text",
        "$.entries[1]: not an object",
        "$.entries[2].body: not text",
        "$.entries[2].id: not an id: text that is not empty",
        "$.people[1].id: two records with one id",
        "$.people[2].id: missing",
        "$.owner: not an id: text that is not empty",
    ]


def test_two_records_with_one_id_are_found_across_kinds() -> None:
    data = file(', "entries": [{"id": "a", "body": ""}, {"id": "a", "body": ""}], "people": [{"id": "a"}]')
    assert problems(data) == ["$.entries[1].id: two records with one id", "$.people[0].id: two records with one id"]


def test_none_is_read_where_a_field_may_be_none_and_nowhere_else() -> None:
    journal = loads(entry('"happened": null, "depth": null, "series": null, "therapy": null'))
    assert journal == loads(file(', "entries": [{"id": "a", "body": ""}]'))
    assert problems(entry('"tags": null')) == ["$.entries[0].tags: not a list"]


def test_whole_numbers_in_ratings_are_whole_however_they_were_written() -> None:
    found = loads(entry('"depth": {"value": 7.0, "low": 0, "high": 1e1}')).entries[0].depth
    assert isinstance(found, Rating)
    assert [type(found.value), type(found.high)] == [int, int]
    assert found == Rating.of(7)


def test_a_told_time_is_a_moment_a_day_or_an_approximate_time() -> None:
    written = ('"2024-05-01T09:00:00+02:00[Europe/Paris]"', '"2024-05-01"', '{"latest": "2024-05-01"}')
    found = [loads(entry(f'"happened": {text}')).entries[0].happened for text in written]
    assert [type(when).__name__ for when in found] == ["DateTime", "Date", "Approximate"]
    assert isinstance(found[2], Approximate)
    assert type(found[0]) is DateTime
    assert found[0].timezone_name == "Europe/Paris"


def test_links_to_nothing_are_no_mistake() -> None:
    assert loads(entry('"links": [{"kind": "about", "to": "nowhere"}], "therapy": "nowhere"'))


def test_unknown_keys_and_unknown_lists_are_kept_and_written_back() -> None:
    data = file(
        ', "dreams": [{"id": "u", "at": "2024-05-01"}], "extra": 1, "format": [], "entries": [{"id": "a", "body": "",'
        ' "mood": {"b": [1.0, true, null]}, "extra": {}, "depth": {"value": 1, "low": 0, "high": 2, "unit": "x"}}]'
    )
    journal = loads(data.replace('"format": "1.2"', '"format": "1.4", "mood": 1'))
    again = json.loads(dumps(journal))
    assert again["dreams"] == [{"id": "u", "at": "2024-05-01"}]
    assert (again["extra"], again["format"]) == (1, [])
    assert again["entries"][0]["mood"] == {"b": [1.0, True, None]}
    assert again["entries"][0]["extra"] == {}
    assert again["entries"][0]["depth"]["unit"] == "x"
    assert again["therapy_notes"]["mood"] == 1
    assert again["therapy_notes"]["plain"] is False
    assert loads(dumps(journal)) == journal


def test_what_did_not_read_before_is_written_back_equal() -> None:
    raw: dict[str, Any] = {"id": 7, "body": None, "x": [1.5, {"b": "é", "a": []}]}
    journal = loads(file(f', "unreadable": [{{"kind": "entry", "raw": {json.dumps(raw)}}}]'))
    assert isinstance(journal.unreadable[0], Unreadable)
    assert json.loads(dumps(journal))["unreadable"] == [{"kind": "entry", "raw": raw}]
    assert loads(dumps(journal)) == journal


def test_what_is_read_cannot_be_changed() -> None:
    journal = loads(entry('"x": {"y": [1]}'))
    with pytest.raises(TypeError):
        journal.entries[0].extra["x"]["y"] = 2  # type: ignore[index]
    assert copy.deepcopy(journal) == journal


def test_records_are_sorted_by_time_when_they_are_read() -> None:
    days = [f'{{"id": "{day}", "body": "", "happened": "{day}"}}' for day in ("2024-05-02", "2024-05-01")]
    assert [e.id for e in loads(file(f', "entries": [{", ".join(days)}]')).entries] == ["2024-05-01", "2024-05-02"]


def test_the_repeated_hour_keeps_its_side() -> None:
    for offset in ("+02:00", "+01:00"):
        text = f"2024-10-27T02:30:00{offset}[Europe/Paris]"
        found = loads(entry(f'"happened": "{text}"')).entries[0].happened
        assert isinstance(found, DateTime)
        assert wire(found) == text


def test_the_collector_is_left_as_it_was() -> None:
    for on in (True, False):
        (gc.enable if on else gc.disable)()
        try:
            loads(dumps(Journal()))
            with pytest.raises(ReadError):
                loads(b"")
            assert gc.isenabled() is on
        finally:
            gc.enable()


def test_the_collector_of_a_program_that_froze_objects_keeps_them_frozen() -> None:
    gc.freeze()
    try:
        frozen = gc.get_freeze_count()
        loads(dumps(Journal()))
        # What was frozen may die meanwhile, but it does not come back to the collector.
        assert gc.get_freeze_count() > frozen * 0.9 > 0
    finally:
        gc.unfreeze()


def test_every_kind_of_record_is_read_by_the_strict_road() -> None:
    journal = Journal(zone="UTC").with_records(*(kind.of.example() for kind in KINDS.values()))
    assert loads(dumps(journal).replace(b'"plain": true', b'"plain": null')) == journal
