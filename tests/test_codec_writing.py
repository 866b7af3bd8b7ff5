"""What ``dumps`` writes, to the letter, and what it refuses to write."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping

import attrs
import pytest
from attrs import frozen

from therapy_notes.codec import dumps, encode_value, json_bytes, loads, verify
from therapy_notes.errors import WriteError
from therapy_notes.model.agreements import Agreement
from therapy_notes.model.contacts import Contact
from therapy_notes.model.entries import Entry
from therapy_notes.model.journal import KINDS, Journal, Unreadable
from therapy_notes.model.values import Approximate, Feeling, Link, Rating, When
from therapy_notes.moments import Date, DateTime, moment, parse_day

HOME = Journal(zone="Europe/Paris")


def body_of(file: bytes) -> dict[str, object]:
    data: dict[str, object] = json.loads(file)
    return {key: value for key, value in data.items() if key != "therapy_notes"}


def with_extra(extra: Mapping[str, object]) -> Journal:
    return HOME.with_records(Entry(id="a", body="", extra=extra))


def every_kind() -> Journal:
    return HOME.with_records(*(kind.of.example() for kind in KINDS.values()))


def test_the_header_and_the_zone_come_first_and_are_always_written() -> None:
    text = dumps(Journal()).decode()
    data = json.loads(text)
    assert list(data) == ["therapy_notes", "zone"]
    assert list(data["therapy_notes"]) == ["format", "producer", "plain", "seal"]
    assert data["therapy_notes"]["format"] == "1.2"
    assert data["therapy_notes"]["producer"] == "therapy-notes 0.1.0"
    assert data["therapy_notes"]["plain"] is True
    assert len(data["therapy_notes"]["seal"]) == 64


def test_the_layout_is_that_of_the_standard_library_in_utf_8_with_one_line_end() -> None:
    journal = every_kind().with_records(
        Entry(id="ü", body='\x7f\u2028"\\\x00\b\f\n\r\t/é😀', extra={"n": (1e16, 1e-7, 0.1, -0.0, 2**63, {}, (), None)})
    )
    for indent, separators in ((2, (",", ": ")), (4, (",", ": ")), (None, (",", ":"))):
        file = dumps(journal, indent=indent)
        data = json.loads(file)
        assert file == json.dumps(data, ensure_ascii=False, indent=indent, separators=separators).encode() + b"\n"
        assert loads(file) == journal


def test_an_indent_below_one_is_refused() -> None:
    with pytest.raises(ValueError, match="indent"):
        dumps(HOME, indent=0)


def test_defaults_and_empty_tuples_are_left_out_and_ids_never() -> None:
    entry = Entry(id="a", body="", feelings=(Feeling(name="fear"),), kind="reflection")
    assert body_of(dumps(HOME.with_records(entry)))["entries"] == [{"id": "a", "body": "", "feelings": [{"name": "fear"}]}]


def test_what_differs_from_its_default_is_written_even_when_it_is_empty_or_none() -> None:
    agreement = Agreement(id="a", topic="t", kind="own", parties=())
    contact = Contact(id="c", direction="client_to_therapist", times=None)
    file = dumps(HOME.with_records(agreement, contact))
    assert body_of(file)["agreements"] == [{"id": "a", "topic": "t", "kind": "own"}]
    assert body_of(file)["contacts"] == [{"id": "c", "direction": "client_to_therapist", "times": None}]
    assert loads(file) == HOME.with_records(agreement, contact)


def test_keys_stand_in_the_order_of_declaration_and_lists_in_the_order_of_kinds() -> None:
    file = dumps(every_kind())
    assert [key for key in body_of(file) if key != "zone"] == [kind.plural for kind in KINDS.values()]
    entry = json.loads(file)["entries"][0]
    names = [field.name for field in attrs.fields(Entry)]
    assert list(entry) == sorted(entry, key=names.index)


def test_times_are_rfc_9557_days_are_days_and_approximate_times_are_objects() -> None:
    about = Approximate(earliest=Date(2024, 4, 20), words="late April")
    whens: tuple[When, ...] = (
        moment("2024-05-01 09:00", "Europe/Paris"),
        parse_day("2024-05-02"),
        moment("2024-05-03 09:00", "+02:00"),
        about,
    )
    journal = HOME.with_records(*(Entry(id=str(n), body="", happened=when) for n, when in enumerate(whens)))
    assert {str(entry["happened"]) for entry in _entries(journal)} == {
        "2024-05-01T09:00:00+02:00[Europe/Paris]",
        "2024-05-02",
        "2024-05-03T09:00:00+02:00[+02:00]",
        "{'earliest': '2024-04-20', 'words': 'late April'}",
    }


def _entries(journal: Journal) -> list[dict[str, object]]:
    return json.loads(dumps(journal))["entries"]  # type: ignore[no-any-return]


def test_the_key_is_hex_and_left_out_when_there_is_none() -> None:
    assert body_of(dumps(Journal(key=bytes(range(32)))))["key"] == bytes(range(32)).hex()
    assert "key" not in body_of(dumps(Journal()))


def test_unknown_keys_stand_in_their_own_object_after_the_known_ones_sorted_all_the_way_down() -> None:
    journal = attrs.evolve(
        with_extra({"z": 1, "a": {"y": 1, "b": [{"d": 1, "c": 2}]}}), extra={"dreams": [{"id": "s"}], "b": None}
    )
    file = dumps(journal)
    assert list(body_of(file)) == ["zone", "entries", "b", "dreams"]
    entry = json.loads(file)["entries"][0]
    assert json.dumps(entry) == '{"id": "a", "body": "", "a": {"b": [{"c": 2, "d": 1}], "y": 1}, "z": 1}'
    assert loads(file) == journal


def test_equal_journals_are_equal_bytes_however_their_unknown_keys_were_ordered() -> None:
    one, other = with_extra({"a": {"x": 1, "y": 2}, "b": 1}), with_extra({"b": 1, "a": {"y": 2, "x": 1}})
    assert one == other
    assert dumps(one) == dumps(other)


def test_one_and_true_and_one_point_nought_stay_what_they_were_in_unknown_data() -> None:
    for value in (1, 1.0, True):
        found = loads(dumps(with_extra({"n": value}))).entries[0].extra["n"]
        assert (found, type(found)) == (value, type(value))


def test_a_file_is_plain_when_nothing_in_it_is_unknown_or_unreadable() -> None:
    assert _plain(every_kind()) is True
    assert _plain(with_extra({"a": 1})) is False
    assert _plain(attrs.evolve(HOME, extra={"dreams": ()})) is False
    assert _plain(attrs.evolve(HOME, unreadable=(Unreadable(kind="entry", raw={"id": 7}),))) is False


def _plain(journal: Journal) -> bool:
    return json.loads(dumps(journal))["therapy_notes"]["plain"]  # type: ignore[no-any-return]


def test_unknown_keys_of_the_header_are_kept_in_the_extra_of_the_journal() -> None:
    journal = attrs.evolve(HOME, extra={"therapy_notes": {"mood": "x", "app": [1]}})
    file = dumps(journal)
    assert list(json.loads(file)["therapy_notes"]) == ["format", "producer", "plain", "seal", "app", "mood"]
    assert loads(file) == journal
    assert verify(file) is True


def deep(levels: int) -> object:
    found: object = ()
    for _ in range(levels - 1):
        found = (found,)
    return found


@pytest.mark.parametrize(
    ("journal", "place"),
    [
        (with_extra({"id": "b"}), "$.entries[0].id: an unknown key that has the name of a known one"),
        (attrs.evolve(HOME, extra={"zone": "UTC"}), "$.zone: an unknown key"),
        (attrs.evolve(HOME, extra={"therapy_notes": {"seal": "x"}}), "$.therapy_notes.seal: an unknown key"),
        (attrs.evolve(HOME, extra={"therapy_notes": {}}), "$.therapy_notes: not an object of unknown header keys"),
        (attrs.evolve(HOME, extra={"therapy_notes": 5}), "$.therapy_notes: not an object of unknown header keys"),
        (with_extra({"secret": 10**19}), "$.entries[0].<unknown key>: a whole number of more than 19 digits"),
        (with_extra({"secret": ({"x": -(10**19)},)}), "$.entries[0].<unknown key>[0].<unknown key>: a whole number"),
        (with_extra({"secret": deep(62)}), "<unknown key>[0]"),
        (
            HOME.with_records(Entry(id="a", body="", depth=Rating(value=1, low=0, high=1e25))),
            "$.entries[0].depth.high: a whole number of more than 19 digits",
        ),
    ],
)
def test_what_nobody_could_read_again_is_refused_with_its_place_and_without_its_words(journal: Journal, place: str) -> None:
    with pytest.raises(WriteError) as caught:
        dumps(journal)
    assert place in str(caught.value)
    assert "secret" not in str(caught.value)
    assert caught.value.__context__ is None or caught.value.__suppress_context__


def test_what_is_just_not_too_deep_or_too_long_is_written_and_read() -> None:
    for value in (deep(61), 10**19 - 1, -(10**19 - 1)):
        journal = with_extra({"secret": value})
        assert loads(dumps(journal)) == journal
        assert loads(dumps(journal, indent=None)) == journal


def test_a_journal_that_is_larger_than_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("therapy_notes.codec.writing.MAX_BYTES", 300)
    with pytest.raises(WriteError, match="larger than the limit"):
        dumps(every_kind())


def test_the_bytes_are_the_same_under_any_hash_seed() -> None:
    code = (
        "import sys\nfrom therapy_notes.codec import dumps\nfrom therapy_notes.model.journal import KINDS, Journal\n"
        "from therapy_notes.model.entries import Entry\n"
        "journal = Journal(zone='UTC').with_records(*(k.of.example() for k in KINDS.values()))\n"
        "journal = journal.with_records(Entry(id='x', body='', extra={k: {'b': 1, 'a': 2} for k in 'zayb'}))\n"
        "sys.stdout.buffer.write(dumps(journal))\n"
    )
    files = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert len(files) == 1


def test_importing_the_codec_loads_neither_cattrs_nor_msgspec() -> None:
    code = "import sys, therapy_notes.codec\nprint({'cattrs', 'msgspec'} & {*sys.modules})"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


@frozen(kw_only=True)
class Line:
    """A class that is not of the model, like those of a prep."""

    text: str
    at: DateTime | Date | None = None
    marks: tuple[str, ...] = ()
    inside: tuple["Line", ...] = ()
    link: Link | None = None
    count: int = 0


def test_values_of_other_frozen_classes_are_encoded_by_the_same_rules() -> None:
    line = Line(text="é", at=parse_day("2024-05-01"), inside=(Line(text="", at=moment("2024-05-01 09:00", "UTC")),), count=3)
    assert encode_value(line) == {
        "text": "é",
        "at": "2024-05-01",
        "inside": [{"text": "", "at": "2024-05-01T09:00:00+00:00[UTC]"}],
        "count": 3,
    }
    assert encode_value(Line(text="x", link=Link(kind="about", to="y"))) == {
        "text": "x",
        "link": {"kind": "about", "to": "y"},
    }
    assert json_bytes(encode_value(line)).endswith(b"}\n")
    with pytest.raises(TypeError):
        encode_value(object())
