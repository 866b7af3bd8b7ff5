"""What holds of every journal and of every file."""

import copy
import json
import re
import traceback
from collections.abc import Iterator
from typing import Any

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from therapy_notes import moments
from therapy_notes.codec import dumps, fast, loads, seal, verify
from therapy_notes.codec.encoding import json_bytes
from therapy_notes.errors import AmbiguousTimeError, ReadError, WriteError
from therapy_notes.model.journal import Journal
from therapy_notes.testing import journals as any_journals
from therapy_notes.testing import moments as any_moments

CANARY = "canary"


def can_be_written(journal: Journal) -> bool:
    """Whether it holds no whole number of more than 19 digits, which ``dumps`` refuses."""
    try:
        dumps(journal)
    except WriteError:
        return False
    return True


def journals() -> st.SearchStrategy[Journal]:
    return any_journals().filter(can_be_written)


SMALL = settings(max_examples=max(25, settings().max_examples // 4))


@given(journals())
@SMALL
def test_what_is_written_is_read_again(journal: Journal) -> None:
    file = dumps(journal)
    assert loads(file) == journal
    assert loads(file.decode()) == journal
    assert loads(dumps(journal, indent=None)) == journal
    assert verify(file) is True


@given(journals())
@SMALL
def test_a_file_of_ours_is_written_again_to_the_byte(journal: Journal) -> None:
    for indent in (None, 2):
        file = dumps(journal, indent=indent)
        assert dumps(loads(file), indent=indent) == file


@given(journals())
@SMALL
def test_the_layout_is_that_of_the_standard_library(journal: Journal) -> None:
    file = dumps(journal)
    text = json.dumps(json.loads(file), ensure_ascii=False, indent=2)
    halves_escaped = re.sub("[\ud800-\udfff]", lambda half: f"\\u{ord(half[0]):04x}", text)
    assert halves_escaped.encode() + b"\n" == file


@given(journals())
@SMALL
def test_both_roads_lead_to_equal_journals(journal: Journal) -> None:
    file = dumps(journal)
    found = seal.find(file)
    assert found is not None
    by_the_fast_road = fast.journal_of(file, found)
    plain = json.loads(file)["therapy_notes"]["plain"]
    assert plain is (by_the_fast_road is not None)
    if by_the_fast_road is not None:
        strict = loads(file.decode())
        assert by_the_fast_road == strict == journal
        assert repr(by_the_fast_road) == repr(strict)


@given(journals())
@SMALL
def test_the_constructors_would_change_nothing_of_what_is_made_without_them(journal: Journal) -> None:
    for made in (loads(dumps(journal)), loads(dumps(journal).decode())):
        for value in values_in(made):
            again = type(value)(**{a.name: getattr(value, a.name) for a in attrs.fields(type(value))})
            assert again == value
            assert [type(getattr(again, a.name)) for a in attrs.fields(type(value))] == [
                type(getattr(value, a.name)) for a in attrs.fields(type(value))
            ]


def values_in(value: Any) -> Iterator[Any]:
    if isinstance(value, tuple):
        for item in value:
            yield from values_in(item)
    elif attrs.has(type(value)):
        yield value
        for field in attrs.fields(type(value)):
            yield from values_in(getattr(value, field.name))


# -- files that are wrong ---------------------------------------------------------------------------------------


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every list or object with a key of it."""
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in keys:
        yield value, key
        yield from places(value[key])


WRONG = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=5).map(lambda text: CANARY + text),
    st.just([]),
    st.just({}),
    st.just({CANARY: [CANARY, {CANARY: CANARY}]}),
    st.just([{"id": CANARY, CANARY: 10**30}]),
    st.just(CANARY + "\ud83d"),
    st.just(CANARY + "T09:00:00+02:00[Europe/Paris]"),
    st.just(f"2024-05-01T09:00:00+02:00[{CANARY}]"),
)


@st.composite
def corrupt_files(draw: st.DrawFn) -> str:
    """Draw a file of ours in which up to four things are gone, or something else."""
    data = json.loads(dumps(draw(journals())))
    for _ in range(draw(st.integers(1, 4))):
        found = [*places(data)]
        if not found:
            break
        inside, key = draw(st.sampled_from(found))
        if draw(st.booleans()):
            inside[key] = copy.deepcopy(draw(WRONG))  # an object of its own each time
        elif isinstance(inside, dict) and draw(st.booleans()):
            inside[CANARY + str(key)] = inside.pop(key)
        else:
            del inside[key]
    text = json.dumps(data, ensure_ascii=True)
    if draw(st.booleans()):
        cut = draw(st.integers(0, len(text)))
        text = text[:cut] + draw(st.sampled_from(("", CANARY, f'"{CANARY}":', "[", "}", "\x00"))) + text[cut:]
    return text


def read(data: bytes | str) -> Journal | ReadError:
    """Return a journal, or the error in which every other attempt must end."""
    try:
        return loads(data)
    except ReadError as error:
        return error


@given(corrupt_files())
def test_a_file_that_is_wrong_is_read_or_refused_and_never_quoted(text: str) -> None:
    for data in (text, text.encode()):
        found = read(data)
        if isinstance(found, Journal):
            assert loads(dumps(found)) == found
        else:
            assert found.problems
            assert CANARY not in str(found) + repr(found) + "".join(traceback.format_exception(found))


@given(corrupt_files())
def test_every_problem_is_at_a_place_that_is_in_the_file(text: str) -> None:
    found = read(text)
    for problem in found.problems if isinstance(found, ReadError) else ():
        if problem.where.startswith("$"):
            stands(json.loads(text), problem.where, missing=problem.what == "missing")


def stands(data: Any, where: str, *, missing: bool) -> None:
    steps = where.removeprefix("$").replace("[", ".[").split(".")[1:]
    for n, step in enumerate(steps):
        if step == "<unknown key>":
            return
        if missing and n == len(steps) - 1:
            assert isinstance(data, dict)
            assert step not in data
            return
        data = data[int(step[1:-1])] if step.startswith("[") else data[step]


@given(st.one_of(st.binary(), st.text()))
def test_any_bytes_and_any_text_are_read_or_refused(data: bytes | str) -> None:
    assert isinstance(read(data), Journal | ReadError)


@given(journals(), st.data())
@SMALL
def test_any_flipped_byte_of_a_sealed_file_is_noticed(journal: Journal, data: DataObject) -> None:
    file = bytearray(dumps(journal))
    place = data.draw(st.integers(0, len(file) - 1))
    file[place] ^= data.draw(st.integers(1, 255))
    assert verify(bytes(file)) is not True


@given(
    st.recursive(st.one_of(st.none(), st.booleans(), st.floats(allow_nan=False, allow_infinity=False), st.text()), st.lists)
)
def test_plain_data_is_laid_out_as_by_the_standard_library(data: Any) -> None:
    assert json.loads(json_bytes(data)) == data


# -- the quick way to read a moment -----------------------------------------------------------------------------


@given(any_moments())
def test_a_moment_is_read_as_it_was_written(moment: moments.DateTime) -> None:
    text = moments.wire(moment)
    for keep_clock in (False, True):
        found = moments.parse(text, keep_clock=keep_clock)
        assert moments.identity(found) == moments.identity(moment)
        assert type(found) is moments.DateTime
        assert found.fold == moments.settled(found).fold


@given(any_moments(), st.integers(-26, 26))
def test_an_offset_that_the_zone_does_not_have_is_refused(moment: moments.DateTime, quarters: int) -> None:
    text = moments.wire(moment)
    clock, tail = (text[:26], text[26:]) if text[19] == "." else (text[:19], text[19:])
    offset = f"{'-' if quarters < 0 else '+'}{abs(quarters) // 4:02}:{abs(quarters) % 4 * 15:02}"
    changed = f"{clock}{offset}[{tail.partition('[')[2]}"
    try:
        found = moments.parse(changed)
    except AmbiguousTimeError:
        kept = moments.parse(changed, keep_clock=True)
        assert moments.settled(kept) == kept
    else:
        assert moments.wire(found) == changed
