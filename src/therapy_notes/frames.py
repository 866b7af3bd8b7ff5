"""Rows for plots and tables, made from what a reader may see.

One rule makes all of them, from the table of shapes. A kind has one row for each record. What stands several times inside
records has one row for each value, wherever it stands. Every field that holds one value is a column.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import Any, Final, Literal, TypeAlias, overload

from attrs import frozen

from . import moments
from .model.journal import KINDS, Journal, Kind, Record, kind_of, time_of, title_of
from .model.shapes import Extra, Many, Nested, Scalar, Shape, fields, number
from .model.values import Approximate, Rating, When, begins, day_of
from .moments import Date, DateTime
from .sharing.audience import NEVER
from .sharing.views import View

Cell: TypeAlias = str | int | float | bool | None
"""What stands in a row: a plain value, or None where there is nothing."""

Row: TypeAlias = dict[str, Cell]
"""A row: its cells by column. All rows of a frame have the same columns, in the same order."""

To: TypeAlias = Literal["rows", "pandas", "polars"]

Holds: TypeAlias = Literal["text", "integer", "number", "truth"]
"""What a column holds, besides None."""

LOWEST, HIGHEST = -(2**63), 2**63 - 1
"""The ends of the whole numbers that a data frame can hold."""

TOGETHER: Final[Mapping[str, tuple[str, ...]]] = {"connection": ("connection_before", "connection_after")}
"""Fields that are looked at together although each holds one value."""

TIMES: Final = ("at", "written_at", "told_at", "began", "as_of")
"""The fields that say when a value inside a record was; the first that its class has counts."""

ENDS: Final = ("ends", "ended")
"""The fields that say when something was over."""

STATES: Final = ("status", "state", "act")
"""The fields that say how something stood from then on."""

RECORD: Final[dict[str, Holds]] = {"record": "text", "day": "text", "when": "text", "exactness": "text"}
"""The columns with which the row of a record begins."""

INSIDE: Final[dict[str, Holds]] = {
    "record": "text", "record_kind": "text", "day": "text", "when": "text", "exactness": "text", "field": "text",
    "position": "integer",
}  # fmt: skip
"""The columns with which the row of a value inside a record begins: where it stands."""

TIMELINE: Final[dict[str, Holds]] = {
    "day": "text", "when": "text", "exactness": "text", "until": "text", "kind": "text", "record": "text", "title": "text",
    "field": "text", "state": "text",
}  # fmt: skip


@overload
def frame(view: View, what: str, *, to: Literal["rows"] = "rows") -> list[Row]: ...
@overload
def frame(view: View, what: str, *, to: Literal["pandas", "polars"]) -> object: ...
def frame(view: View, what: str, *, to: To = "rows") -> object:
    """Return what a reader may see of one thing, as rows.

    A time is text as in our files, and the column beside it is its day. A degree is ``…_value`` with ``…_low`` and
    ``…_high``, or ``…_words``: a word is never turned into a number. Of a value inside a record, ``day`` and ``when`` are
    its own time if it can have one, else that of what it stands in; ``field`` and ``position`` say where that is.

    Args:
        view: What the reader may see; for one's own plots that of ``"me"``.
        what: The plural of a kind, such as ``sessions``: one row for each record. Or the name of a field that holds several
            values, such as ``feelings``, ``steps``, ``tags``: one row for each of them, wherever it stands. Or
            ``connection``: one row each time that it was written down, before a session or after it.
        to: ``rows``, or a data frame of ``pandas`` or ``polars``, which has to be installed.

    Returns:
        The rows, record by record in the order of time; a data frame of them has the same columns.

    Raises:
        TypeError: It is given a journal; somebody has to say for whom.
        LookupError: There is nothing of that name; the message lists what there is.
        ImportError: The library of that data frame is not installed.

    >>> from therapy_notes.model.entries import Entry
    >>> from therapy_notes.sharing.views import view
    >>> journal = Journal(zone="Europe/Paris").with_records(Entry.example())
    >>> for row in frame(view(journal, "me"), "feelings"):
    ...     print(row["day"], row["name"], row["degree_value"], row["degree_high"], row["degree_words"])
    2024-05-01 fear 6 10 None
    2024-05-01 relief None None a little
    """
    journal = _seen_in(view)
    if what in _PLURALS:
        records: tuple[Record, ...] = getattr(journal, what)
        return _made(RECORD | _columns(Nested(_PLURALS[what].of)), [_of_record(record) for record in records], to)
    if what not in _inside():
        raise LookupError(f"there is no frame of that name; there are {', '.join([*_PLURALS, *_inside()])}")
    wanted = TOGETHER.get(what, (what,))
    found = [value for record in journal for value in _values_in(record) if value.name in wanted]
    columns = dict(INSIDE)
    for shape in _inside()[what]:
        columns |= _columns(shape)
    return _made(columns, [_of_value(value) for value in found], to)


@overload
def timeline(view: View, *, to: Literal["rows"] = "rows") -> list[Row]: ...
@overload
def timeline(view: View, *, to: Literal["pandas", "polars"]) -> object: ...
def timeline(view: View, *, to: To = "rows") -> object:
    """Return everything that has a time of its own, in the order of time: records, and what stands inside them.

    An agreement has none: it is here by its revisions. Each row says the ``day`` and ``when`` it was, and how exactly that
    is known; ``until`` which day, if it had an end; the ``kind`` and the title of the record; inside a record the
    ``field``; and the ``state`` that it brought, if any.

    Args:
        view: What the reader may see; for one's own plots that of ``"me"``.
        to: ``rows``, or a data frame of ``pandas`` or ``polars``, which has to be installed.

    Raises:
        TypeError: It is given a journal; somebody has to say for whom.
        ImportError: The library of that data frame is not installed.

    >>> from therapy_notes.model.ruptures import Rupture
    >>> from therapy_notes.sharing.views import view
    >>> journal = Journal(zone="Europe/Paris").with_records(Rupture.example())
    >>> for row in timeline(view(journal, "me")):
    ...     print(row["day"], row["kind"], row["field"], row["state"])
    2024-04-29 rupture None None
    2024-05-06 rupture steps raised
    2024-05-06 rupture steps being_worked
    """
    journal = _seen_in(view)
    found: list[tuple[int, Row]] = []
    for record in journal:
        when = next((when for name in kind_of(record).times if (when := getattr(record, name)) is not None), None)
        own = _Value(record=record, name="", path="", shape=Nested(type(record)), value=record, when=when)
        inside = [value for value in _values_in(record) if isinstance(value.shape, Nested) and _time_field(value.shape.of)]
        found += [(begins(value.when, journal.zone), _of_time(value)) for value in (own, *inside) if value.when is not None]
    found.sort(key=lambda pair: pair[0])
    return _made(TIMELINE, [row for _, row in found], to)


def _seen_in(view: View) -> Journal:
    if not isinstance(view, View):
        raise TypeError('for whom? Rows are made from a View, as in frame(view(journal, "me"), …)')
    return view.journal


# What stands in a record.


@frozen(kw_only=True)
class _Value:
    """A value inside a record.

    Args:
        record: The record.
        name: The name of its field.
        path: The way to it, without numbers: ``comments.afterthoughts``.
        position: Its place among the values of that field, from 0; None where there can be only one.
        shape: What it is.
        value: It.
        when: Its own time if it can have one, else that of what it stands in.
    """

    record: Record
    name: str
    path: str
    position: int | None = None
    shape: Shape
    value: Any
    when: When | None


def _values_in(record: Record) -> Iterator[_Value]:
    """Yield every value inside a record: of each field, and then of what is inside that."""
    return _walk(record, record, "", time_of(record))


def _walk(record: Record, within: object, before: str, when: When | None) -> Iterator[_Value]:
    for f in fields(type(within)):
        held: Any = getattr(within, f.name)
        if f.name in NEVER or held is None:
            continue
        many = isinstance(f.shape, Many)
        shape = f.shape.of if isinstance(f.shape, Many) else f.shape
        for n, item in enumerate(held if many else (held,)):
            name = _time_field(shape.of) if isinstance(shape, Nested) else None
            then: When | None = getattr(item, name) if name else when
            path = f"{before}{f.name}"
            yield _Value(
                record=record, name=f.name, path=path, position=n if many else None, shape=shape, value=item, when=then
            )
            if isinstance(shape, Nested):
                yield from _walk(record, item, f"{path}.", then)


@cache
def _time_field(of: type) -> str | None:
    """Return the field that says when a value of a class was; None when it has no time of its own."""
    return next((f.name for name in TIMES for f in fields(of) if f.name == name), None)


_PLURALS: Final[Mapping[str, Kind]] = {kind.plural: kind for kind in KINDS.values()}


@cache
def _inside() -> dict[str, tuple[Shape, ...]]:
    """Return the names under which values inside records have frames, and their shapes."""
    found: dict[str, dict[Shape, None]] = {}
    for kind in KINDS.values():
        _gather(kind.of, found)
    return {name: tuple(found[name]) for name in sorted(found)}


def _gather(of: type, found: dict[str, dict[Shape, None]]) -> None:
    for f in fields(of):
        shape = f.shape.of if isinstance(f.shape, Many) else f.shape
        if f.name in NEVER:
            continue
        names = [name for name, several in TOGETHER.items() if f.name in several]
        for name in [*names, *([f.name] if isinstance(f.shape, Many) else [])]:
            found.setdefault(name, {})[shape] = None
        if isinstance(shape, Nested):
            _gather(shape.of, found)


# Rows.


def _of_record(record: Record) -> Row:
    own = {name: cell for name, _, cell in _cells_of(Nested(type(record)), record)}
    return {"record": record.id, **_time_cells(time_of(record)), **own}


def _of_value(value: _Value) -> Row:
    return {
        "record": value.record.id,
        "record_kind": kind_of(value.record).name,
        **_time_cells(value.when),
        "field": value.path,
        "position": value.position,
        **{name: cell for name, _, cell in _cells_of(value.shape, value.value)},
    }


def _of_time(value: _Value) -> Row:
    ends = (getattr(value.value, name, None) for name in ENDS)
    states = (getattr(value.value, name, None) for name in STATES)
    return {
        **_time_cells(value.when),
        "until": _day(next(filter(None, ends), None), last=True),
        "kind": kind_of(value.record).name,
        "record": value.record.id,
        "title": title_of(value.record),
        "field": value.path or None,
        "state": next(filter(None, states), None),
    }


def _time_cells(when: When | None) -> Row:
    return {"day": _day(when), "when": _time(when), "exactness": _exactness(when)}


def _exactness(when: When | None) -> Literal["moment", "day", "approximate"] | None:
    if when is None:
        return None
    if isinstance(when, Approximate):
        return "approximate"
    return "moment" if isinstance(when, DateTime) else "day"


def _day(when: When | None, *, last: bool = False) -> str | None:
    day = when.latest if last and isinstance(when, Approximate) and when.latest else day_of(when)
    return None if day is None else _iso(day)


def _time(when: When | None) -> str | None:
    """Return a told time as text: a moment and a day as in our files, an approximate time as it was said, else its ends."""
    if when is None:
        return None
    if isinstance(when, Approximate):
        ends = [".." if end is None else _iso(end) for end in (when.earliest, when.latest)]
        return when.words or ("/".join(ends) if day_of(when) else None)
    return moments.wire(when) if isinstance(when, DateTime) else _iso(when)


def _iso(day: Date) -> str:
    return moments.day(day).isoformat()


def _columns(shape: Shape) -> dict[str, Holds]:
    """Return the columns that values of a shape take. The id of a record has its column already."""
    is_record = shape in [Nested(kind.of) for kind in KINDS.values()]
    return {name: holds for name, holds, _ in _cells_of(shape, None) if not (is_record and name == "id")}


def _cells_of(shape: Shape, held: Any, name: str = "") -> Iterator[tuple[str, Holds, Cell]]:
    """Yield the columns that a value takes, and its cells; without a value, the columns with nothing in them.

    Args:
        shape: What it is.
        held: It, or None.
        name: What the columns are called; empty for a value that has a row of its own.
    """
    one, before = name or "value", f"{name}_" if name else ""
    match shape:
        case Nested(of):
            for f in fields(of):
                if f.name not in NEVER - {"id"}:
                    inner = None if held is None else getattr(held, f.name)
                    yield from _cells_of(f.shape, inner, f"{before}{f.name}")
        case Scalar("when"):
            yield one, "text", _time(held)
            yield f"{before}day", "text", _day(held)
        case Scalar("degree"):
            rating = held if isinstance(held, Rating) else None
            for part in ("value", "low", "high"):
                yield f"{before}{part}", "number", None if rating is None else getattr(rating, part)
            yield f"{before}words", "text", held if isinstance(held, str) else None
            yield f"{before}scale", "text", None if rating is None else rating.scale
        case Scalar("length"):
            yield f"{before}minutes", "number", None if held is None else number(held.total_seconds() / 60)
        case Scalar("moment" | "day"):
            yield one, "text", _time(held)
        case Scalar("integer" | "number" | "truth" as holds):
            yield one, holds, held
        case Many() | Extra() | Scalar("json" | "bytes" | "source"):
            pass
        case _:
            yield one, "text", held


# Data frames.


def _made(columns: Mapping[str, Holds], rows: list[Row], to: To) -> object:
    """Return rows as they were asked for, each with the same columns: what it lacks is empty."""
    even: list[Row] = [{name: row.get(name) for name in columns} for row in rows]
    match to:
        case "rows":
            return even
        case "pandas":
            return _pandas(columns, even)
        case "polars":
            return _polars(columns, even)
    raise ValueError('rows, or a data frame of "pandas" or "polars"')


def _pandas(columns: Mapping[str, Holds], rows: list[Row]) -> object:
    pandas = _library("pandas")
    types = {"text": "string", "integer": "Int64", "number": "float64", "truth": "boolean"}
    return pandas.DataFrame(
        {name: pandas.Series(_cells(rows, name, holds), dtype=types[holds]) for name, holds in columns.items()}
    )


def _polars(columns: Mapping[str, Holds], rows: list[Row]) -> object:
    polars = _library("polars")
    types = {"text": polars.String, "integer": polars.Int64, "number": polars.Float64, "truth": polars.Boolean}
    return polars.DataFrame(
        [polars.Series(name, _cells(rows, name, holds), dtype=types[holds]) for name, holds in columns.items()]
    )


def _library(name: Literal["pandas", "polars"]) -> Any:
    """Return a library that only those have who use it. Type checkers need not have it either."""
    try:
        return import_module(name)
    except ModuleNotFoundError:
        raise ImportError(f"a data frame of {name} needs {name}: pip install {name}") from None


def _cells(rows: list[Row], name: str, holds: Holds) -> list[Cell]:
    """Return a column of a data frame, in which numbers have 64 bits.

    Raises:
        ValueError: One of them needs more.
    """
    cells = [row[name] for row in rows]
    numbers = [cell for cell in cells if isinstance(cell, int)] if holds in {"integer", "number"} else []
    if any(not LOWEST <= cell <= HIGHEST for cell in numbers):
        raise ValueError("a number that is too large for a data frame: ask for rows")
    return [float(cell) if holds == "number" and isinstance(cell, int) else cell for cell in cells]
