"""The shipped words: one table for the types, the schema, the strategies and the pages; and what it is to retire a word."""

import importlib.util
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import get_args

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import therapy_notes as tn
from therapy_notes import testing
from therapy_notes.codec import json_schema
from therapy_notes.composition import layout
from therapy_notes.model import ruptures, vocabulary
from therapy_notes.model.instruments import INSTRUMENTS
from therapy_notes.model.shapes import Choice, Field, Many, Nested, Scalar, fields
from therapy_notes.model.vocabulary import VOCABULARIES, Vocabulary, Word, suggestions, vocabularies

CLASSES: Mapping[str, type] = {cls.__name__: cls for cls in testing._classes()}
LITERALS: Mapping[str, tuple[str, ...]] = {
    re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower(): get_args(kind)
    for name, kind in vars(vocabulary).items()
    if get_args(kind) and name != "Sureness"
}
CONSTANTS = [
    name for name, held in vars(vocabulary).items() if name.isupper() and isinstance(held, tuple) and name[0] != "_"
]
OPEN = [known for known in VOCABULARIES.values() if not known.closed]

each = pytest.mark.parametrize("known", VOCABULARIES.values(), ids=lambda known: known.name)


def field_of(place: str) -> Field:
    of, _, name = place.partition(".")
    return next(field for field in fields(CLASSES[of]) if field.name == name)


def shape_of_one(field: Field) -> Scalar | Choice | Nested:
    shape = field.shape.of if isinstance(field.shape, Many) else field.shape
    assert isinstance(shape, Scalar | Choice | Nested)
    return shape


# -- one table -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", LITERALS)
def test_a_type_of_words_and_its_list_are_the_same_words_in_the_same_order(name: str) -> None:
    assert VOCABULARIES[name].closed
    assert VOCABULARIES[name].names == LITERALS[name]


def test_the_types_were_found() -> None:
    assert {"session_status", "act", "yes_no_unknown", "prediction_outcome", "binds"} <= LITERALS.keys()
    assert VOCABULARIES["rupture_type"].names == get_args(ruptures.RuptureType)


@pytest.mark.parametrize("name", CONSTANTS)
def test_a_constant_holds_every_word_of_its_list(name: str) -> None:
    known = "weekday" if name == "WEEKDAYS" else name.lower()
    assert getattr(vocabulary, name) == VOCABULARIES[known].names


def choices() -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, cls in CLASSES.items():
        for field in fields(cls):
            shape = shape_of_one(field) if field.name != "extra" else None
            if isinstance(shape, Choice):
                yield f"{name}.{field.name}", shape.words


@pytest.mark.parametrize(("place", "words"), sorted(choices()), ids=lambda given: given if isinstance(given, str) else "")
def test_every_field_that_refuses_other_words_has_one_closed_list_of_the_same_words(
    place: str, words: tuple[str, ...]
) -> None:
    assert [known.names for known in VOCABULARIES.values() if known.closed and place in known.used_by] == [words]


def test_closed_lists_are_for_no_other_fields() -> None:
    named = {place for known in VOCABULARIES.values() if known.closed for place in known.used_by}
    assert named == {place for place, _ in choices()}
    assert not named & {f"{of}.{field}" for of, field in suggestions()}


@pytest.mark.parametrize("known", OPEN, ids=lambda known: known.name)
def test_an_open_list_is_for_fields_that_take_any_words(known: Vocabulary) -> None:
    assert known.used_by
    for place in known.used_by:
        assert shape_of_one(field_of(place)) in {Scalar("term"), Scalar("words")}, place


def test_the_schema_and_the_strategies_suggest_what_the_table_suggests() -> None:
    assert json_schema._OPEN_WORDS == testing._SHIPPED == suggestions()
    definitions = json.loads(json.dumps(tn.schema()))["$defs"]
    for (of, name), words in suggestions().items():
        said = definitions[of]["properties"][name]
        inside = said["items"] if said.get("type") == "array" else said.get("anyOf", [said])[0]
        assert inside["examples"] == list(words), (of, name)


def test_two_lists_for_one_field_stand_one_after_the_other_and_no_word_twice() -> None:
    assert suggestions()["Move", "marker"] == vocabulary.WITHDRAWAL_MARKERS + vocabulary.CONFRONTATION_MARKERS
    twice = {"a": Vocabulary(name="a", words=(Word(name="calm"), Word(name="grey")), used_by=("Entry.tags",))}
    twice["b"] = Vocabulary(name="b", words=(Word(name="grey"), Word(name="far")), used_by=("Entry.tags",))
    assert suggestions(twice) == {("Entry", "tags"): ("calm", "grey", "far")}


def test_the_list_of_instruments_is_their_register() -> None:
    assert VOCABULARIES["instruments"].names == tuple(INSTRUMENTS)


# -- what a list says of itself --------------------------------------------------------------------------------------


@each
def test_a_list_has_the_name_under_which_it_stands_and_words_that_can_stand_in_a_file(known: Vocabulary) -> None:
    assert vocabularies()[known.name] is known
    assert known.suggested
    for word in known.words:
        assert re.fullmatch(r"[a-z][a-z0-9]*([_-][a-z0-9]+)*", word.name), word.name
        assert word.meaning == word.meaning.strip()
        assert not word.meaning.endswith(".")


@each
def test_a_list_that_is_not_ours_names_its_source(known: Vocabulary) -> None:
    assert known.evidence == "ours" or known.source
    assert not known.source.endswith(".")


@pytest.mark.parametrize(
    "name",
    ["withdrawal_markers", "confrontation_markers", "resolution_strategies", "purposes", "repair_stages", "distortions"],
)
def test_a_borrowed_word_says_what_is_meant_by_it(name: str) -> None:
    assert all(word.meaning for word in VOCABULARIES[name].words)


def test_the_table_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        vocabularies()["replies"] = VOCABULARIES["wanted"]  # type: ignore[index]  # that is what is tested
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        VOCABULARIES["replies"].closed = True  # type: ignore[misc]  # that is what is tested


def test_a_word_stands_in_a_list_once() -> None:
    with pytest.raises(ValueError, match="twice"):
        Vocabulary(name="weather", words=(Word(name="sleet"), Word(name="sleet")))


# -- a word is retired -----------------------------------------------------------------------------------------------


def retiring(name: str, word: str, instead: str = "") -> Mapping[str, Vocabulary]:
    """Return a copy of the table in which one word is retired."""
    known = VOCABULARIES[name]
    words = (attrs.evolve(one, retired=True, instead=instead) if one.name == word else one for one in known.words)
    return {**VOCABULARIES, name: attrs.evolve(known, words=tuple(words))}


OLD = tn.Rupture(
    id="the-chairs",
    title="the morning she had moved the chairs",
    noticed=tn.day("2021-11-03"),
    triggers=("therapist_mood_or_lapse", "my own word: draughts"),
    steps=(tn.RuptureStep(at=tn.day("2021-11-10"), state="raised", strategies=("validates_defence",)),),
)
"""A record from before: its word is retired in the copies of these tests."""
RETIRED = ("rupture_triggers", "therapist_mood_or_lapse", "outside_event")


def pages() -> ModuleType:
    """Return the module that makes the tables of the pages."""
    path = Path(__file__).parents[1] / "docs" / "_tables.py"
    spec = importlib.util.spec_from_file_location("_tables_of_the_pages", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_retired_word_is_not_suggested_and_still_belongs_to_the_list() -> None:
    known = retiring(*RETIRED)["rupture_triggers"]
    assert "therapist_mood_or_lapse" not in known.suggested
    assert known.names == vocabulary.RUPTURE_TRIGGERS
    assert set(vocabulary.RUPTURE_TRIGGERS) - set(known.suggested) == {"therapist_mood_or_lapse"}


def test_an_old_record_with_a_retired_word_loads_and_is_written_to_the_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    file = tn.dumps(tn.Journal(zone="Europe/Paris").with_records(OLD))
    monkeypatch.setattr(json_schema, "_OPEN_WORDS", suggestions(retiring(*RETIRED)))
    made = tn.schema()
    assert b"therapist_mood_or_lapse" in file
    assert "therapist_mood_or_lapse" not in json.dumps(made)
    assert "therapist_silence_or_non_reply" in json.dumps(made)
    Draft202012Validator(made).validate(json.loads(file))
    journal = tn.loads(file)
    assert journal["the-chairs"] == OLD
    assert tn.dumps(journal) == file


def test_an_old_record_with_a_retired_word_is_shown_with_its_label(monkeypatch: pytest.MonkeyPatch) -> None:
    unsaid = tn.Unsaid(id="the-lamp", what="that the lamp was too bright", reason="no_time")
    hour = tn.Session(
        id="the-fortieth",
        starts_at=tn.moment("2021-11-10 09:15", "Europe/Paris"),
        status="fulfilled",
        reflection=tn.Reflection(unsaid=(unsaid,)),
    )
    journal = tn.Journal(zone="Europe/Paris").with_records(OLD, hour)
    before = tn.render(tn.view(journal, "me"), "markdown")
    monkeypatch.setattr(layout, "SHIPPED", layout.words_by_field(retiring("unsaid_reasons", "no_time")))
    after = tn.render(tn.view(journal, "me"), "markdown")
    assert after == before
    assert "therapist mood or lapse" in after
    assert "no time" in after
    assert "no_time" not in after


def test_the_page_of_words_names_all_that_are_suggested_and_none_that_is_retired(monkeypatch: pytest.MonkeyPatch) -> None:
    module = pages()
    for known in VOCABULARIES.values():
        for word in known.suggested:
            assert f"`{word}`" in module.words()
    monkeypatch.setattr(module, "vocabularies", lambda: retiring(*RETIRED))
    assert "`therapist_mood_or_lapse`" not in module.words()
    assert "`therapist_silence_or_non_reply`" in module.words()


def test_the_page_of_words_names_the_sources_and_how_sure_they_are() -> None:
    said = pages().words()
    assert "Source: Frijda's action tendencies, as W3C, Vocabularies for EmotionML (2014), lists them (read)." in said
    assert said.count("(from memory).") == sum(known.evidence == "from_memory" for known in VOCABULARIES.values())


def test_strategies_no_longer_draw_a_retired_word_as_a_suggestion(monkeypatch: pytest.MonkeyPatch) -> None:
    only = {
        "rupture_triggers": attrs.evolve(
            VOCABULARIES["rupture_triggers"], words=(Word(name="old", retired=True), Word(name="new"))
        )
    }
    drawn: list[str] = []

    @given(testing._some_of(suggestions(only)["Rupture", "triggers"]))
    def look(word: str) -> None:
        drawn.append(word)

    look()
    assert "new" in drawn
    assert "old" not in drawn


@given(st.sampled_from([(known.name, word) for known in OPEN for word in known.names]))
def test_any_word_of_any_open_list_can_be_retired_alone(which: tuple[str, str]) -> None:
    name, word = which
    after = retiring(name, word)
    assert word not in after[name].suggested
    for (of, field), words in suggestions(after).items():
        elsewhere = any(
            word in known.suggested for known in after.values() if not known.closed and f"{of}.{field}" in known.used_by
        )
        if f"{of}.{field}" in after[name].used_by and not elsewhere:
            assert word not in words
        else:
            assert words == suggestions()[of, field]


def test_a_retired_word_points_to_one_that_is_in_use() -> None:
    used = Word(name="used")
    assert Vocabulary(name="a", words=(used, Word(name="gone", retired=True, instead="used"))).suggested == ("used",)
    with pytest.raises(ValueError, match="instead"):
        Vocabulary(name="a", words=(used, Word(name="gone", retired=True, instead="elsewhere")))
    with pytest.raises(ValueError, match="instead"):
        Vocabulary(name="a", words=(Word(name="gone", retired=True), Word(name="gone_too", retired=True, instead="gone")))
    with pytest.raises(ValueError, match="in use"):
        Word(name="used", instead="another")
