"""The key of a view with pseudonyms, as a file."""

import json
import traceback

import pytest
from hypothesis import given
from hypothesis import strategies as st

import therapy_notes as tn
from therapy_notes import testing
from therapy_notes.codec.pseudonym_keys import FORMAT, dumps_key, loads_key
from therapy_notes.sharing.pseudonyms import PseudonymKey, Replacement, pseudonymise, restored

REPLACEMENT = Replacement(record="a1", field="comments[2].body", place=4, text="Mirela", stand_in="Kim")
KEY = PseudonymKey(audience="therapist", replacements=(REPLACEMENT,), names=("Mirela", "Miri"))


def keys() -> st.SearchStrategy[PseudonymKey]:
    replacements = st.builds(
        Replacement,
        record=testing.words(min_size=1),
        field=testing.words(),
        place=st.integers(0, 10**18),
        text=testing.words(),
        stand_in=testing.words(),
    )
    names = st.lists(testing.words(), max_size=2).map(tuple)
    return st.builds(
        PseudonymKey, audience=testing.words(), replacements=st.lists(replacements, max_size=3).map(tuple), names=names
    )


@given(keys())
def test_a_key_comes_back_as_it_was(key: PseudonymKey) -> None:
    data = dumps_key(key)
    assert loads_key(data) == loads_key(data.decode()) == key
    assert dumps_key(loads_key(data)) == data


def test_a_key_that_was_kept_in_a_file_gives_back_the_view() -> None:
    entry = tn.Entry.new("I asked Mirela, and MIRELA’S sister.", title="Mirela", shared_with=["therapist"])
    view = tn.view(tn.Journal.new(zone="Europe/Paris").with_records(entry), "therapist")
    made, key = pseudonymise(view, {"Mirela": "Kim"})
    assert restored(made, loads_key(dumps_key(key))) == view


def test_the_file_is_plain_json() -> None:
    assert json.loads(dumps_key(KEY)) == {
        "therapy_notes_key": {
            "format": FORMAT,
            "audience": "therapist",
            "replacements": [{"record": "a1", "field": "comments[2].body", "place": 4, "text": "Mirela", "stand_in": "Kim"}],
            "names": ["Mirela", "Miri"],
        }
    }


def test_a_key_without_replacements_is_one_too() -> None:
    empty = PseudonymKey(audience="peer")
    assert b"replacements" not in dumps_key(empty)
    assert loads_key(dumps_key(empty)) == empty


def test_a_place_that_could_not_be_read_again_is_not_written() -> None:
    far = Replacement(record="a", field="title", place=10**19, text="Mirela", stand_in="Kim")
    with pytest.raises(tn.WriteError, match="digits") as caught:
        dumps_key(PseudonymKey(audience="peer", replacements=(far,)))
    assert "Mirela" not in str(caught.value)


def changed(**given: object) -> bytes:
    """Return the file of a key in which some fields of its object are others."""
    data = json.loads(dumps_key(KEY))
    data["therapy_notes_key"].update(given)
    return json.dumps(data).encode()


def with_replacement(**given: object) -> bytes:
    one = json.loads(dumps_key(KEY))["therapy_notes_key"]["replacements"][0]
    return changed(replacements=[one, one | given])


AT = "$.therapy_notes_key"
WRONG = {
    "nothing": (b"", "$: empty"),
    "no JSON": (b"Mirela", "line 1, column 1: not JSON"),
    "cut off": (dumps_key(KEY)[:-5], "cut off"),
    "no object": (b'["Mirela"]', "$: not an object"),
    "a journal": (tn.dumps(tn.Journal(zone="UTC")), f"{AT}: missing"),
    "an unknown key at the top": (
        b'{"therapy_notes_key":{"format":"1.0","audience":""},"Mirela":1}',
        "$.<unknown key>: a key",
    ),
    "the key twice": (b'{"therapy_notes_key":1,"therapy_notes_key":{}}', "a key that stands twice"),
    "no object inside": (b'{"therapy_notes_key": "Mirela"}', f"{AT}: not an object"),
    "no format": (b'{"therapy_notes_key": {"audience": "Mirela"}}', f"{AT}.format: missing"),
    "a newer format": (changed(format="1.1"), f"{AT}.format: a format that a newer release wrote"),
    "no version": (changed(format="Mirela"), f"{AT}.format: not a version"),
    "a number for a version": (changed(format=1.0), f"{AT}.format: not a version"),
    "an unknown key": (changed(Mirela=1), f"{AT}.<unknown key>: a key that is not known"),
    "no audience": (changed(audience=None), f"{AT}.audience: not text"),
    "half of a surrogate pair": (changed(audience="\ud83d"), f"{AT}.audience: text with half of a surrogate pair"),
    "names that are one text": (changed(names="Mirela"), f"{AT}.names: not a list"),
    "a name that is no text": (changed(names=["Mirela", 7]), f"{AT}.names[1]: not text"),
    "replacements in an object": (changed(replacements={}), f"{AT}.replacements: not a list"),
    "a replacement that is text": (changed(replacements=["Mirela"]), f"{AT}.replacements[0]: not an object"),
    "no record": (with_replacement(record=""), f"{AT}.replacements[1].record: not an id"),
    "a place before the beginning": (with_replacement(place=-1), f"{AT}.replacements[1].place: not a place"),
    "a place that is a truth": (with_replacement(place=True), f"{AT}.replacements[1].place: not a place"),
    "a place that is half": (with_replacement(place=1.5), f"{AT}.replacements[1].place: not a place"),
    "a place that is far": (with_replacement(place=10**20), f"{AT}.replacements[1].place: a whole number of more than 19"),
    "no stand-in": (with_replacement(stand_in=None), f"{AT}.replacements[1].stand_in: not text"),
    "an unknown key in a replacement": (with_replacement(Mirela=1), f"{AT}.replacements[1].<unknown key>: a key"),
}


@pytest.mark.parametrize(("data", "told"), WRONG.values(), ids=WRONG.keys())
def test_what_is_no_key_is_refused_with_the_place_and_without_a_word(data: bytes, told: str) -> None:
    with pytest.raises(tn.ReadError) as caught:
        loads_key(data)
    assert told in str(caught.value)
    shown = "".join(traceback.format_exception_only(caught.value))
    assert "Mirela" not in shown
    assert "Kim" not in shown
    assert caught.value.__context__ is None or caught.value.__suppress_context__


def test_all_problems_are_told_at_once_in_the_order_of_the_file() -> None:
    with pytest.raises(tn.ReadError) as caught:
        loads_key(changed(audience=7, replacements=[{"place": -1}], names=[None]))
    assert [problem.where.removeprefix(AT) for problem in caught.value.problems] == [
        ".audience",
        ".replacements[0].place",
        ".replacements[0].record",
        ".replacements[0].field",
        ".replacements[0].text",
        ".replacements[0].stand_in",
        ".names[0]",
    ]


def test_a_file_that_is_too_large_is_refused() -> None:
    with pytest.raises(tn.ReadError, match="larger than the limit"):
        loads_key(dumps_key(KEY), max_bytes=10)


@given(st.binary() | st.builds(lambda data, at, byte: data[:at] + bytes([byte]) + data[at + 1 :],
       st.just(dumps_key(KEY)), st.integers(0, len(dumps_key(KEY))), st.integers(0, 255)))  # fmt: skip
def test_a_broken_file_is_a_key_or_an_error_of_ours(data: bytes) -> None:
    try:
        key = loads_key(data)
    except tn.ReadError:
        return
    assert loads_key(dumps_key(key)) == key
