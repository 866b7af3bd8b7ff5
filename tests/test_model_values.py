"""What all classes of the model have in common, asked of every one of them."""

import copy
import importlib
import inspect
import pickle
import pkgutil
import types
from collections.abc import Mapping, Sequence
from typing import Any

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import therapy_notes.model
from helpers import keeps_quiet
from therapy_notes import moments, testing
from therapy_notes.model import shapes
from therapy_notes.model.agreements import Agreement
from therapy_notes.model.common import identity
from therapy_notes.model.entries import Comment, Entry
from therapy_notes.model.journal import KINDS, Journal, Record, Unreadable
from therapy_notes.model.people import Person, Tally, Therapy
from therapy_notes.model.revisions import Revision
from therapy_notes.model.sessions import Session
from therapy_notes.model.shapes import Choice, Extra, Many, Nested, Scalar, fields
from therapy_notes.model.values import Approximate, Feeling, Rating, Share, Source
from therapy_notes.moments import Date, DateTime, Duration

MODULES = [
    importlib.import_module(f"therapy_notes.model.{module.name}")
    for module in pkgutil.iter_modules(therapy_notes.model.__path__)
]
DECLARED = [
    cls
    for module in MODULES
    for cls in vars(module).values()
    if isinstance(cls, type) and attrs.has(cls) and cls.__module__ == module.__name__
]
HELD: list[type] = sorted(testing._classes(), key=lambda cls: cls.__name__)
COMMON = {"id", "therapy", "authors", "shared_with", "links", "tags", "afterthoughts", "retracted_at", "source", "extra"}
COMMON |= {kind.plural for kind in KINDS.values()}
each_held = pytest.mark.parametrize("cls", HELD, ids=lambda cls: cls.__name__)
each_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)

FIRST = moments.parse("2024-10-27T02:30:00+02:00[Europe/Paris]")
SECOND = moments.parse("2024-10-27T02:30:00+01:00[Europe/Paris]")
CANARY = "xylophone"


def a(cls: type) -> st.SearchStrategy[Any]:
    found = testing.strategy_for(cls)
    assert found is not None
    return found


def times_in(value: object) -> list[tuple[object, ...]]:
    """Return every moment inside a value: instant, zone, fold and wall clock."""
    if isinstance(value, DateTime):
        return [(*moments.identity(value), value.fold, moments.wire(value))]
    if isinstance(value, tuple):
        return [time for one in value for time in times_in(one)]
    if type(value) in HELD:
        return [time for field in fields(type(value)) for time in times_in(getattr(value, field.name))]
    return []


# -- the classes -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("cls", DECLARED, ids=lambda cls: cls.__name__)
def test_every_class_is_frozen_and_slotted(cls: type) -> None:
    assert "__dict__" not in dir(cls)
    assert "__setattr__" in vars(cls)
    assert cls.__doc__


@each_held
def test_every_class_is_built_with_keywords_alone(cls: Any) -> None:
    assert all(attribute.kw_only for attribute in attrs.fields(cls))
    with pytest.raises(TypeError):
        cls("a", "b")


@each_held
def test_no_field_can_be_set_and_none_can_be_added(cls: Any) -> None:
    value = cls(**{field.name: given_for(field) for field in fields(cls) if field.required})
    for name in (fields(cls)[0].name, "anything"):
        with pytest.raises(AttributeError):
            setattr(value, name, None)


@each_held
def test_every_object_of_the_file_format_has_room_for_unknown_keys(cls: type) -> None:
    names = [field.name for field in fields(cls)]
    if cls is not Unreadable:
        assert names[-1] == "extra"
        assert fields(cls)[-1].shape == Extra()


@each_kind
def test_every_record_has_the_common_fields(kind: Any) -> None:
    names = [field.name for field in fields(kind.of)]
    assert {*names} >= COMMON - {kind.plural for kind in KINDS.values()}
    assert names[0] == "id"
    assert fields(kind.of)[0].required
    assert kind.name == "".join(f"_{c.lower()}" if c.isupper() else c for c in kind.of.__name__).lstrip("_")
    assert getattr(Journal(), kind.plural) == ()


@each_held
def test_the_docstring_tells_what_each_field_is(cls: type) -> None:
    told = inspect.cleandoc(cls.__doc__ or "")  # from 3.13 on, Python has taken the margin away already
    missing = [field.name for field in fields(cls) if field.name not in COMMON and f"\n    {field.name}: " not in told]
    assert not missing, f"{cls.__name__} does not say what these are: {missing}"


def given_for(field: shapes.Field) -> object:
    """Return a value that a required field takes."""
    match field.shape:
        case Choice(words):
            return words[0]
        case Scalar("number"):
            return {"low": 0, "high": 10}.get(field.name, 5)
        case Scalar("when"):
            return Date(2024, 5, 1)
        case Scalar("integer"):
            return 1
        case Nested(of):
            return of(**{inner.name: given_for(inner) for inner in fields(of) if inner.required})
        case _:
            return "a"


# -- what a constructor accepts --------------------------------------------------------------------------------

WRONG: Sequence[object] = (7, 7.5, b"x", CANARY, True, {"a": CANARY}, [CANARY], object(), Person(id=CANARY), "\ud83d")


@each_held
def test_a_wrong_value_is_refused_with_the_place_and_without_the_value(cls: Any) -> None:
    good = {field.name: given_for(field) for field in fields(cls) if field.required}
    for field in fields(cls):
        refused, places = 0, list[str]()
        for value in WRONG:
            try:
                cls(**{**good, field.name: value})
            except (TypeError, ValueError) as error:
                refused += 1
                keeps_quiet(error, CANARY)
                places.append(str(error))
        assert field.shape == Scalar("number") or all(said.startswith(f"{cls.__name__}.{field.name}: ") for said in places)
        assert refused >= (1 if field.shape == Scalar("json") else 3), field.name


@each_held
def test_a_list_becomes_a_tuple_and_a_text_is_no_list(cls: Any) -> None:
    good = {field.name: given_for(field) for field in fields(cls) if field.required}
    for field in fields(cls):
        if isinstance(field.shape, Many):
            assert getattr(cls(**{**good, field.name: []}), field.name) == ()
            for refused in ("abc", {"a": 1}, {"a"}, iter(())):
                with pytest.raises(TypeError, match=f"{cls.__name__}.{field.name}: not a tuple"):
                    cls(**{**good, field.name: refused})


def test_a_list_of_feelings_is_kept_as_a_tuple() -> None:
    feelings: Any = [Feeling(name="fear")]
    entry = Entry(id="a", body="", feelings=feelings)
    feelings.append(Feeling(name="relief"))
    assert entry.feelings == (Feeling(name="fear"),)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), True, "7", None])
def test_a_rating_takes_numbers_only(value: Any) -> None:
    with pytest.raises((TypeError, ValueError), match=r"Rating\.value"):
        Rating(value=value, low=0, high=10)


@pytest.mark.parametrize(("value", "low", "high"), [(11, 0, 10), (-1, 0, 10), (5, 5, 5), (5, 10, 0)])
def test_a_rating_lies_between_its_ends(value: int, low: int, high: int) -> None:
    with pytest.raises(ValueError, match=r"a rating that is out of its range|a scale whose high end"):
        Rating(value=value, low=low, high=high)


@given(st.floats(0, 10) | st.integers(0, 10))
def test_a_whole_number_is_an_int_however_it_was_written(value: float) -> None:
    kept = Rating.of(value).value
    assert kept == value
    assert type(kept) is (int if float(value).is_integer() else float)


def test_an_approximate_time_does_not_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="ends before it begins"):
        Approximate(earliest=Date(2024, 5, 2), latest=Date(2024, 5, 1))


@pytest.mark.parametrize(("sessions", "minutes"), [(-1, None), (3, -1)])
def test_a_tally_does_not_count_below_nought(sessions: int, minutes: int | None) -> None:
    with pytest.raises(ValueError, match="below nought"):
        Tally(as_of=Date(2024, 5, 1), sessions=sessions, minutes_each=minutes)
    assert Tally(as_of=Date(2024, 5, 1), sessions=0).minutes_each is None


def test_a_moment_is_settled_when_it_is_kept_and_a_naive_one_is_refused() -> None:
    folded = DateTime(2024, 5, 1, 9, tzinfo=moments.zone("Europe/Paris"), fold=1)
    kept = Entry(id="a", body="", written_at=folded).written_at
    assert isinstance(kept, DateTime)
    assert kept.fold == 0
    with pytest.raises(ValueError, match=r"Entry\.written_at: a time without a zone"):
        Entry(id="a", body="", written_at=DateTime(2024, 5, 1, 9))


# -- one value and its copies ----------------------------------------------------------------------------------


@given(testing.records())
@example(Entry(id="a", body="", written_at=FIRST, extra={"x": [{"y": [1]}]}))
@example(Entry(id="a", body="", written_at=SECOND))
@example(
    Entry(id="a", body="", comments=(Comment(id="c", written_at=SECOND),), source=Source(system="s", imported_at=SECOND))
)
@example(Therapy(id="a", tallies=(Tally(as_of=SECOND, sessions=3),)))
def test_copies_and_pickles_keep_instant_zone_fold_and_equality(record: Record) -> None:
    pickles = [pickle.loads(pickle.dumps(record, protocol)) for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1)]  # noqa: S301
    for again in (copy.copy(record), copy.deepcopy(record), attrs.evolve(record), *pickles):
        assert type(again) is type(record)
        assert times_in(again) == times_in(record)
        assert again == record
        assert hash(again) == hash(record)
        assert repr(again) == repr(record)
        assert type(again.extra) is types.MappingProxyType


@given(testing.journals())
@example(Journal(unreadable=(Unreadable(kind="entry", raw={"a": [{"b": None}]}),)))
def test_a_journal_survives_copies_and_pickles(journal: Journal) -> None:
    for again in (copy.copy(journal), copy.deepcopy(journal), pickle.loads(pickle.dumps(journal))):  # noqa: S301
        assert again == journal
        assert hash(again) == hash(journal)
        assert [times_in(record) for record in again] == [times_in(record) for record in journal]
        assert (again.format, again.producer, again.key) == (journal.format, journal.producer, journal.key)


@given(testing.moments(), testing.moments())
@example(FIRST, SECOND)
@example(moments.parse("2024-05-01T07:00:00+00:00[UTC]"), moments.parse("2024-05-01T09:00:00+02:00[Europe/Paris]"))
def test_two_records_are_equal_when_their_instants_and_zones_are(one: DateTime, other: DateTime) -> None:
    a, b = Entry(id="a", body="", written_at=one), Entry(id="a", body="", written_at=other)
    assert (a == b) == (moments.identity(one) == moments.identity(other))
    assert a != b or hash(a) == hash(b)
    assert len({a, b}) == 2 - (a == b)
    nested = [
        Agreement(id="a", topic="t", kind="k", revisions=(Revision(id="r", at=at, act="stated", by="both"),))
        for at in (one, other)
    ]
    assert (nested[0] == nested[1]) == (a == b)


@given(testing.records(), testing.records())
def test_equal_records_have_equal_hashes(one: Record, other: Record) -> None:
    assert one != other or hash(one) == hash(other)
    assert one == one  # noqa: PLR0124
    assert (one == other) == (other == one)
    assert one != object()


@given(st.data())
def test_a_record_differs_as_soon_as_one_field_does(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(list(KINDS.values())))
    one, other = data.draw(a(kind.of)), data.draw(a(kind.of))
    same = all(identity(getattr(one, field.name)) == identity(getattr(other, field.name)) for field in fields(kind.of))
    assert (one == other) == same


# -- what is never shown, and never changed --------------------------------------------------------------------

OPEN: set[str] = {"words", "term", "reference_or_words", "degree", "json", "who"}


def secret(shape: shapes.Shape) -> object | None:
    """Return a value full of words for a shape that can hold them."""
    match shape:
        case Scalar("json"):
            return {CANARY: [CANARY]}
        case Scalar(kind) if kind in OPEN:
            return CANARY
        case Scalar("when"):
            return Approximate(words=CANARY)
        case Nested(of):
            nested: object = full(of)
            return nested
        case Many(item):
            inner = secret(item)
            return None if inner is None else (inner,)
        case Extra():
            return {CANARY: CANARY}
        case _:
            return None


def full(cls: Any) -> Any:
    if cls is Journal:
        records: list[Any] = [attrs.evolve(full(kind.of), id=kind.name) for kind in KINDS.values()]
        return Journal(producer=CANARY, unreadable=(full(Unreadable),), shares=(full(Share),)).with_records(*records)
    given_values = {field.name: given_for(field) for field in fields(cls) if field.required}
    said = {field.name: value for field in fields(cls) if (value := secret(field.shape)) is not None}
    return cls(**{**given_values, **said})


@each_held
def test_repr_never_shows_a_word_that_somebody_wrote(cls: type) -> None:
    value = full(cls)
    for shown in (repr(value), str(value), f"{value}", repr([value]), repr({"a": value})):
        assert CANARY not in shown
        assert shown.lstrip("[{'a: ").startswith(cls.__name__)


@given(testing.journals())
def test_repr_of_a_journal_shows_no_word_and_no_key(journal: Journal) -> None:
    shown = "".join(map(repr, [journal, *journal]))
    assert journal.key is None or (repr(journal.key) not in shown and journal.key.hex() not in shown)
    for entry in journal.entries:
        for text in (entry.body, entry.title, *entry.tags):
            assert len(text) < 12 or text not in shown


json = testing.extras()


@given(json)
@example({"a": [{"b": [1, {"c": []}]}]})
def test_extra_is_immutable_to_its_depths_and_is_a_copy(extra: Mapping[str, object]) -> None:
    before = copy.deepcopy(extra)
    kept = Entry(id="a", body="", extra=extra).extra
    assert shapes.thaw(kept) == extra

    def check(value: object) -> None:
        assert not isinstance(value, list | dict | set)
        if isinstance(value, Mapping):
            changeable: Any = value
            with pytest.raises(TypeError):
                changeable["x"] = 1
            for inner in value.values():
                check(inner)
        if isinstance(value, tuple):
            for inner in value:
                check(inner)

    check(kept)
    spoil(extra)
    assert shapes.thaw(kept) == before


def spoil(value: Any) -> None:
    """Change JSON data wherever that is possible."""
    for inner in list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else ():
        spoil(inner)
    if isinstance(value, dict):
        value["spoilt"] = True
    if isinstance(value, list):
        value.append("spoilt")


@pytest.mark.parametrize(
    "wrong", [{1: "a"}, {"a": object()}, {"a": {1}}, {"a": b"x"}, {"a": float("nan")}, {"\ud83d": 1}, {"a": "\ud83d"}]
)
def test_extra_holds_json_and_nothing_else(wrong: Any) -> None:
    with pytest.raises((TypeError, ValueError), match=r"Entry\.extra: "):
        Entry(id="a", body="", extra=wrong)


# -- beginning one ---------------------------------------------------------------------------------------------


@each_kind
def test_every_kind_has_an_invented_example_that_stays_the_same(kind: Any) -> None:
    example = kind.of.example()
    assert type(example) is kind.of
    assert example == kind.of.example()
    assert Journal().with_records(example)[example.id] == example


NEW: dict[str, tuple[tuple[Any, ...], dict[str, Any]]] = {
    "person": (("Ines",), {"role": "therapist", "aliases": ("I.",)}),
    "therapy": ((), {"therapist": "ines", "modality": "integrative"}),
    "part": (("the lookout",), {"age": "nine", "needs": ("to be told first",)}),
    "entry": (("Slept badly.",), {"feelings": [("fear", 8), ("relief", "a little"), "shame"], "tags": ["night"]}),
    "session": ((), {"minutes": 50, "status": "booked"}),
    "topic": (("The corner",), {"pinned": True, "wish": "listen"}),
    "rupture": (("The clock",), {"certainty": "strain", "triggers": ["unknown"]}),
    "agreement": (("gifts",), {"kind": "promise"}),
    "contact": (("The garden.",), {"channel": "email"}),
    "absence": ((), {"kind": "client_holiday"}),
    "urge": (("to ring",), {"strength": Rating.of(4), "acted": False, "skill": "writing"}),
    "statement": (("Not today.",), {"exactness": "gist", "keep": True, "answers": ["that she minds"]}),
    "belief": (("She minds.",), {"kind": "fear", "about": "the tea", "held_from": "guess"}),
    "prediction": (("That she minds.",), {"about": "the tea", "probability": "rather", "how_bad": Rating.of(2)}),
    "question": (("Do you mind?",), {"to": ["therapist", "other"], "because": "The tea.", "wanted": "not_sure"}),
    "goal": (("To ask for tea",), {"kind": "need"}),
    "score": (("srs", "I left it blank"), {"according_to": "other", "imagined": True}),
    "preference": (("tea",), {}),
}


@each_kind
def test_a_new_one_has_an_id_of_its_own_and_no_invented_time(kind: Any) -> None:
    args, options = NEW[kind.name]
    one, other = kind.of.new(*args, **options), kind.of.new(*args, **options)
    assert type(one) is kind.of
    assert one.id != other.id
    assert attrs.evolve(one, id=other.id) == other
    assert times_in(one) == []
    assert one.shared_with == ()
    for name, value in options.items():
        if name not in {"feelings", "minutes"}:
            assert getattr(one, name) == (tuple(value) if isinstance(value, list) else value)


def test_feelings_are_typed_as_people_type_them() -> None:
    feelings = Entry.new("", feelings=[("fear", 8), ("relief", "a little"), "shame", Feeling(name="joy")]).feelings
    assert [(feeling.name, feeling.degree) for feeling in feelings] == [
        ("fear", Rating.of(8)), ("relief", "a little"), ("shame", None), ("joy", None),
    ]  # fmt: skip


def test_minutes_of_a_new_session_are_its_length() -> None:
    assert Session.new(minutes=50).length == Duration(minutes=50)
    assert Session.new().length is None
