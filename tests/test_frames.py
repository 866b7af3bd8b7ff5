"""Rows for plots: what the reader may see, value by value, and nothing that is made up."""

import sys
from collections.abc import Iterator
from typing import Any, cast

import attrs
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import therapy_notes as tn
from canaries import records, words_in
from helpers import documents
from therapy_notes import testing
from therapy_notes.codec import encode_value
from therapy_notes.frames import TIMELINE, TIMES, frame, timeline
from therapy_notes.model.journal import KINDS, title_of
from therapy_notes.model.shapes import Many, Nested, Scalar, fields
from therapy_notes.model.values import begins, day_of
from therapy_notes.sharing.audience import NEVER

READERS = ("me", "therapist", "peer", "public")
PLURALS = tuple(kind.plural for kind in KINDS.values())
LISTS = (
    "feelings",
    "comments",
    "afterthoughts",
    "tags",
    "links",
    "revisions",
    "steps",
    "appearances",
    "events",
    "sizes",
    "heard",
    "progress",
)
TIMED = {
    "comments": "written_at", "afterthoughts": "at", "revisions": "at", "steps": "at", "sizes": "at", "readings": "at",
    "evidence": "at", "heard": "at", "answers": "at", "progress": "at", "phases": "began",
    "tallies": "as_of", "cancellation": "told_at",
}  # fmt: skip
"""The fields whose values have a time of their own, and which it is."""


def names() -> tuple[str, ...]:
    """Return the names that there are, which are those that an unknown one is told."""
    with pytest.raises(LookupError) as caught:
        frame(tn.view(tn.Journal(zone="UTC"), "me"), "sunshine")
    return tuple(str(caught.value).split("there are ")[-1].split(", "))


NAMES = names()


def journal_of(*found: tn.Record) -> tn.Journal:
    return tn.Journal(zone="Europe/Paris", key=bytes(32)).with_records(*found)


@st.composite
def views(draw: st.DrawFn) -> tn.View:
    """Draw what one reader sees of a journal of which some is shared."""
    reader = draw(st.sampled_from(READERS))
    drawn = draw(testing.journals())
    shared = [attrs.evolve(r, shared_with=(reader,)) for r in drawn if reader != "me" and draw(st.integers(0, 3))]
    return tn.view(drawn.with_records(*shared), reader)


def inside(data: dict[str, Any], of: type) -> Iterator[tuple[str, Any]]:
    """Yield the name of each field inside the JSON of a value, with what it holds: of a list each item."""
    for field in fields(of):
        held = data.get(field.name)
        if field.name in NEVER or held is None:
            continue
        shape = field.shape.of if isinstance(field.shape, Many) else field.shape
        for item in held if isinstance(field.shape, Many) else [held]:
            yield field.name, item
            if isinstance(shape, Nested):
                yield from inside(item, shape.of)


def values(view: tn.View) -> list[tuple[str, Any]]:
    return [
        found
        for kind in KINDS.values()
        for record in getattr(view.journal, kind.plural)
        for found in inside(cast("dict[str, Any]", encode_value(record)), kind.of)
    ]


def texts_in(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for item in data.values() if isinstance(data, dict) else data:
            yield from texts_in(item)


@documents
@given(views())
def test_there_is_a_row_for_each_record_and_each_value(view: tn.View) -> None:
    found = values(view)
    for name in NAMES:
        rows = frame(view, name)
        if name in PLURALS:
            assert [row["record"] for row in rows] == [record.id for record in getattr(view.journal, name)]
        else:
            wanted = {"connection_before", "connection_after"} if name == "connection" else {name}
            assert len(rows) == sum(key in wanted for key, _ in found)
        assert len({tuple(row) for row in rows}) <= 1


@documents
@given(views())
def test_every_text_in_a_row_is_a_text_of_the_view(view: tn.View) -> None:
    known = set(texts_in(encode_value([*view.journal])))
    known |= {text[:10] for text in known} | {"moment", "day", "approximate", "..", *KINDS, "", "own", "client"}
    known |= {str(field.default) for kind in KINDS.values() for field in _everywhere(kind.of)}
    for rows in (timeline(view), *(frame(view, name) for name in NAMES)):
        for row in rows:
            for column, cell in row.items():
                if isinstance(cell, str) and column != "field" and cell not in known:
                    assert set(cell.split("/")) <= known, column


def _everywhere(of: type) -> Iterator[Any]:
    for field in fields(of):
        yield field
        shape = field.shape.of if isinstance(field.shape, Many) else field.shape
        if isinstance(shape, Nested):
            yield from _everywhere(shape.of)


@pytest.mark.parametrize("reader", READERS)
def test_every_word_that_the_reader_sees_is_in_some_frame(reader: str) -> None:
    view = tn.view(journal_of(*records((reader,))), reader)
    shown = {cell for name in NAMES for row in frame(view, name) for cell in row.values() if isinstance(cell, str)}
    for kind in KINDS.values():
        for path, word in words_in(kind.of, kind.name):
            if path.rsplit(".", 1)[-1] not in NEVER and "source" not in path:
                assert (word in shown) == view.names(path), path


@documents
@given(views())
def test_equal_views_give_equal_rows(view: tn.View) -> None:
    again = attrs.evolve(view, journal=tn.loads(tn.dumps(view.journal)))
    assert again == view
    for rows, same in ((timeline(view), timeline(again)), *((frame(view, n), frame(again, n)) for n in NAMES)):
        assert rows == same
        assert [list(row) for row in rows] == [list(row) for row in same]


@st.composite
def pairs(draw: st.DrawFn) -> tuple[tn.View, tn.View]:
    """Draw two views of journals that share what is shared and differ in what is not."""
    reader = draw(st.sampled_from(READERS[1:]))
    seen = [attrs.evolve(r, shared_with=(reader,)) for r in draw(testing.journals(max_records=4))]
    taken = {record.id for record in seen}
    one, other = ([r for r in draw(testing.journals(max_records=4)) if r.id not in taken] for _ in range(2))
    hidden = [[attrs.evolve(r, shared_with=()) for r in secret] for secret in (one, other)]
    return tn.view(journal_of(*seen, *hidden[0]), reader), tn.view(journal_of(*seen, *hidden[1]), reader)


@documents
@given(pairs())
def test_what_is_private_changes_no_row(drawn: tuple[tn.View, tn.View]) -> None:
    one, other = drawn
    assert timeline(one) == timeline(other)
    for name in NAMES:
        assert frame(one, name) == frame(other, name)


# Columns.


def test_what_people_plot_is_there() -> None:
    assert NAMES[: len(PLURALS)] == PLURALS
    assert {*LISTS, "connection"} <= set(NAMES)
    assert len(set(NAMES)) == len(NAMES)


def test_a_word_is_never_a_number() -> None:
    entry = tn.Entry.new("x", feelings=[("fear", 8), ("relief", "a little"), "calm"])
    rows = frame(tn.view(journal_of(entry), "me"), "feelings")
    parts = ("value", "low", "high", "words")
    assert [tuple(row[f"degree_{part}"] for part in parts) for row in rows] == [
        (8, 0, 10, None), (None, None, None, "a little"), (None, None, None, None),
    ]  # fmt: skip


@documents
@given(views())
def test_a_degree_has_its_ends_or_is_a_word(view: tn.View) -> None:
    for name in NAMES:
        for row in frame(view, name):
            for column in row:
                if column.endswith("low"):
                    before = column.removesuffix("low")
                    value, low, high = (cast("float | None", row[before + part]) for part in ("value", "low", "high"))
                    assert (value is None) == (low is None) == (high is None)
                    assert value is None or (row[before + "words"] is None and low <= value <= high)  # type: ignore[operator]


def test_connection_is_what_she_wrote_before_and_after() -> None:
    session = attrs.evolve(tn.Session.example(), connection_before="far", connection_after=tn.Rating.of(7))
    rows = frame(tn.view(journal_of(session), "me"), "connection")
    assert [(row["field"], row["day"], row["value"], row["high"], row["words"]) for row in rows] == [
        ("connection_before", "2024-05-06", None, None, "far"),
        ("connection_after", "2024-05-06", 7, 10, None),
    ]


def test_what_a_record_has_once_is_a_column_of_it() -> None:
    (row,) = frame(tn.view(journal_of(tn.Session.example()), "me"), "sessions")
    assert row["when"] == row["starts_at"] == "2024-05-06T16:00:00+02:00[Europe/Paris]"
    assert row["day"] == row["starts_at_day"] == "2024-05-06"
    assert (row["exactness"], row["length_minutes"], row["status"]) == ("moment", 50, "fulfilled")
    assert (row["reflection_felt_understood_value"], row["cancellation_by"]) == (8, None)
    (entry,) = frame(tn.view(journal_of(tn.Entry.example()), "me"), "entries")
    assert entry["unfinished"] is False


def test_a_time_that_is_known_roughly_stays_as_it_was_said() -> None:
    april, may = tn.day("2024-04-20"), tn.day("2024-05-03")
    times = (
        (tn.Approximate(earliest=april, latest=may, words="when it was still cold"), "when it was still cold", "2024-04-20"),
        (tn.Approximate(earliest=april, latest=may), "2024-04-20/2024-05-03", "2024-04-20"),
        (tn.Approximate(latest=may), "../2024-05-03", "2024-05-03"),
        (tn.Approximate(earliest=april), "2024-04-20/..", "2024-04-20"),
        (tn.Approximate(), None, None),
        (april, "2024-04-20", "2024-04-20"),
    )
    for when, said, day in times:
        (row,) = frame(tn.view(journal_of(tn.Entry.new("x", happened=when)), "me"), "entries")
        assert (row["happened"], row["happened_day"], row["when"], row["day"]) == (said, day, said, day)
        assert row["exactness"] == ("day" if when is april else "approximate")


def test_a_value_has_its_own_time_or_that_of_what_it_stands_in() -> None:
    later = tn.Afterthought(at=tn.day("2025-01-01"), feelings=(tn.Feeling(name="calm"),))
    never_said_when = tn.Afterthought(feelings=(tn.Feeling(name="pride"),))
    then = tn.day("2023-03-03")
    entry = attrs.evolve(
        tn.Entry.new("x", written_at=then, feelings=["fear"], tags=["rain"]), afterthoughts=(later, never_said_when)
    )
    view = tn.view(journal_of(entry), "me")
    assert [(row["name"], row["day"], row["field"], row["position"]) for row in frame(view, "feelings")] == [
        ("fear", "2023-03-03", "feelings", 0),
        ("calm", "2025-01-01", "afterthoughts.feelings", 0),
        ("pride", None, "afterthoughts.feelings", 0),
    ]
    (tag,) = frame(view, "tags")
    assert (tag["record_kind"], tag["day"], tag["value"]) == ("entry", "2023-03-03", "rain")
    assert [row["position"] for row in frame(view, "afterthoughts")] == [0, 1]


def test_every_value_that_tells_a_time_has_been_decided() -> None:
    """A class whose time nobody has named takes the time of its record: this list is to be changed by hand."""
    timed, untimed = set[str](), set[str]()
    for kind in KINDS.values():
        for field in _everywhere(kind.of):
            shape = field.shape.of if isinstance(field.shape, Many) else field.shape
            if isinstance(shape, Nested) and field.name not in NEVER:
                tells = {f.name for f in fields(shape.of) if f.shape == Scalar("when")}
                (timed if tells & set(TIMES) else untimed if tells else set()).add(field.name)
    assert timed == TIMED.keys()
    assert untimed == {"plan", "attachments"}


# The line of time.


@given(views())
def test_the_timeline_has_everything_that_has_a_time_of_its_own(view: tn.View) -> None:
    rows = timeline(view)
    with_times = [
        r for kind in KINDS.values() for r in getattr(view.journal, kind.plural) if any(getattr(r, t) for t in kind.times)
    ]
    assert sorted(str(row["record"]) for row in rows if row["field"] is None) == sorted(record.id for record in with_times)
    dated = [name for name, value in values(view) if name in TIMED and isinstance(value, dict) and TIMED[name] in value]
    assert len([row for row in rows if row["field"]]) == len(dated)


@given(views())
def test_the_timeline_is_in_the_order_of_time(view: tn.View) -> None:
    rows = timeline(view)
    assert all(list(row) == list(TIMELINE) for row in rows)
    zone = view.journal.zone
    whole = [row for row in rows if row["field"] is None]
    times = []
    for row in whole:
        record: Any = view.journal[str(row["record"])]
        kind = KINDS[str(row["kind"])]
        when = next(getattr(record, name) for name in kind.times if getattr(record, name) is not None)
        times.append(begins(when, zone))
        day = day_of(when)
        assert row["day"] == (None if day is None else tn.day(day).isoformat())
        assert row["title"] == title_of(record)
    assert times == sorted(times)


def test_a_rupture_is_on_the_timeline_step_by_step_and_an_agreement_act_by_act() -> None:
    view = tn.view(
        journal_of(tn.Rupture.example(), tn.Agreement.example(), tn.Absence.example(), tn.Session.example()), "me"
    )
    assert [(row["day"], row["until"], row["kind"], row["field"], row["state"]) for row in timeline(view)] == [
        ("2024-03-04", None, "agreement", "revisions", "stated"),
        ("2024-04-19", None, "agreement", "revisions", "proposed"),
        ("2024-04-29", None, "rupture", None, None),
        ("2024-05-06", None, "rupture", "steps", "raised"),
        ("2024-05-06", None, "rupture", "steps", "being_worked"),
        ("2024-05-06", None, "session", None, "fulfilled"),
        ("2024-08-05", "2024-08-25", "absence", None, None),
    ]


def test_what_stands_inside_a_record_has_its_own_place_on_the_timeline() -> None:
    later = tn.Afterthought(at=tn.day("2025-01-01"), words="Small now.")
    old = attrs.evolve(tn.Entry.new("x", written_at=tn.day("2023-03-03"), title="then"), afterthoughts=(later,))
    rows = timeline(tn.view(journal_of(old, tn.Entry.new("y", written_at=tn.day("2024-04-04"), title="between")), "me"))
    assert [(row["day"], row["title"], row["field"]) for row in rows] == [
        ("2023-03-03", "then", None), ("2024-04-04", "between", None), ("2025-01-01", "then", "afterthoughts"),
    ]  # fmt: skip


def test_an_end_that_is_known_roughly_is_its_last_day() -> None:
    ends = tn.Approximate(earliest=tn.day("2024-08-20"), latest=tn.day("2024-08-31"))
    absence = tn.Absence.new(begins=tn.day("2024-08-05"), ends=ends)
    (row,) = timeline(tn.view(journal_of(absence), "me"))
    assert row["until"] == "2024-08-31"


# Data frames.


def same(cell: object, other: object) -> bool:
    return (cell is None and pd.isna(other)) or cell == other  # type: ignore[call-overload]


@given(views(), st.sampled_from(NAMES))
def test_a_data_frame_has_the_same_cells(view: tn.View, name: str) -> None:
    rows = frame(view, name)
    panda, polar = (cast("Any", frame(view, name, to=library)) for library in ("pandas", "polars"))  # type: ignore[call-overload]
    assert isinstance(panda, pd.DataFrame)
    assert isinstance(polar, pl.DataFrame)
    assert list(panda.columns) == list(polar.columns)
    assert len(panda) == len(polar) == len(rows)
    for n, row in enumerate(rows):
        assert list(panda.columns) == list(row)
        assert list(polar.row(n)) == list(row.values())
        assert all(same(cell, panda.iloc[n][column]) for column, cell in row.items())


@given(views())
def test_the_timeline_is_a_data_frame_too(view: tn.View) -> None:
    rows = timeline(view)
    panda, polar = cast("Any", timeline(view, to="pandas")), cast("Any", timeline(view, to="polars"))
    assert polar.to_dicts() == rows
    assert list(panda["record"]) == [row["record"] for row in rows]
    assert list(panda.columns) == list(polar.columns) == list(TIMELINE)


def test_columns_are_the_same_with_and_without_rows() -> None:
    nothing, everything = tn.view(tn.Journal(zone="UTC"), "me"), tn.view(journal_of(*records()), "me")
    for name in NAMES:
        rows = frame(everything, name)
        one, other = (cast("Any", frame(view, name, to="pandas")) for view in (nothing, everything))
        assert list(one.dtypes) == list(other.dtypes)
        assert list(one.columns) == list(rows[0])
        one, other = (cast("Any", frame(view, name, to="polars")) for view in (nothing, everything))
        assert one.schema == other.schema
    assert cast("Any", frame(nothing, "feelings", to="polars")).schema["degree_value"] == pl.Float64


def test_what_no_audience_can_name_is_no_column() -> None:
    view = tn.view(journal_of(*records()), "me")
    for name in NAMES:
        for column in frame(view, name)[0]:
            assert not column.startswith(("source", "shared_with", "extra"))
            assert column != "id" or name not in PLURALS


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_who_does_not_have_the_library_is_told_what_to_install(library: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    view = tn.view(journal_of(tn.Entry.example()), "me")
    assert frame(view, "feelings")
    with pytest.raises(ImportError, match=f"pip install {library}"):
        frame(view, "feelings", to=library)


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_number_that_no_data_frame_holds_is_an_error_and_not_another_number(library: Any) -> None:
    huge = 10**25
    entry = tn.Entry.new("x", feelings=[tn.Feeling(name="fear", degree=tn.Rating(value=huge, low=0, high=2 * huge))])
    view = tn.view(journal_of(entry), "me")
    assert frame(view, "feelings")[0]["degree_value"] == huge
    with pytest.raises(ValueError, match="too large") as caught:
        frame(view, "feelings", to=library)
    assert str(huge) not in str(caught.value)


# What is refused.


def test_a_name_without_a_frame_is_told_which_there_are() -> None:
    view = tn.view(journal_of(), "me")
    for wrong in ("sunshine", "entry", "shared_with", "source", "extra", "", "body"):
        with pytest.raises(LookupError, match="there are people, therapies, .*, feelings, ") as caught:
            frame(view, wrong)
        assert not wrong or f"{wrong}," not in str(caught.value).split()


def test_another_kind_of_frame_is_refused() -> None:
    view = tn.view(journal_of(), "me")
    for attempt in (lambda: frame(view, "feelings", to="csv"), lambda: timeline(view, to="csv")):  # type: ignore[call-overload]
        with pytest.raises(ValueError, match="pandas"):
            attempt()


def test_the_journal_itself_gives_no_rows(example: tn.Journal) -> None:
    for attempt in (lambda: frame(example, "feelings"), lambda: timeline(example)):  # type: ignore[call-overload]
        with pytest.raises(TypeError, match="for whom"):
            attempt()
