"""The strategies that we give to others, and the way in which Hypothesis finds them."""

import os
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import therapy_notes as tn
from therapy_notes import moments, testing, text
from therapy_notes.model.journal import KINDS, Journal, kind_of, time_of
from therapy_notes.model.shapes import fields

SOURCE = Path(tn.__file__).parents[1]
each = pytest.mark.parametrize("name", testing.__all__)


def drawn(name: str) -> st.SearchStrategy[Any]:
    found: st.SearchStrategy[Any] = getattr(testing, name)()
    return found


@each
def test_every_strategy_is_sound_tells_what_it_is_and_is_made_once(name: str) -> None:
    strategy = drawn(name)
    strategy.validate()
    assert len(repr(strategy)) < 1000
    assert getattr(testing, name).__doc__.startswith("Draw ")
    assert drawn(name) is strategy or name == "words"


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_kind_of_record_has_a_strategy_under_its_plural_name(kind: Any) -> None:
    @settings(max_examples=10)
    @given(drawn(kind.plural))
    def check(record: object) -> None:
        assert type(record) is kind.of

    assert kind.plural in testing.__all__
    check()


hunt = settings(
    max_examples=20_000, phases=[Phase.generate], derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)


class Found(Exception):  # noqa: N818 - not an error
    """What was looked for has been drawn."""


def can_be(strategy: st.SearchStrategy[Any], condition: Callable[[Any], bool]) -> bool:
    """Return whether a strategy draws such a value before long."""

    @hunt
    @given(strategy)
    def look(value: object) -> None:
        if condition(value):
            raise Found

    try:
        look()
    except Found:
        return True
    return False


CLASSES: list[type] = sorted(testing._classes(), key=str)


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_every_field_of_every_class_is_drawn_with_and_without_a_value(cls: type) -> None:
    strategy = testing.strategy_for(cls)
    assert strategy is not None
    waiting = {(field.name, filled) for field in fields(cls) for filled in ((True, False) if field.optional else (True,))}
    if cls is Journal:
        waiting -= {("format", True), ("producer", True)}

    def filled(value: object) -> bool:
        for field in fields(cls):
            here = getattr(value, field.name)
            if here is None or here != field.default:
                waiting.discard((field.name, here is not None))
        return not waiting

    assert can_be(strategy, filled), waiting


AWKWARD = {
    "a control character": lambda t: "\x00" in t,
    "an escape": lambda t: "\x1b" in t,
    "two kinds of line ends": lambda t: "\r\n" in t and "\n" in t.replace("\r\n", ""),
    "a private span in text": lambda t: text.without_private_spans(t) not in {t, ""},
    "a span that is not closed": lambda t: t.count("%%") == 1,
    "a rule": lambda t: t.startswith("---") and len(t) > 3,
    "a heading on a later line": lambda t: "\n# " in t,
    "directions": lambda t: "\u202e" in t,
    "emoji": lambda t: any(c > "\U0001f000" for c in t),
    "not composed": lambda t: unicodedata.normalize("NFC", t) != t,
    "a non-character": lambda t: "\ufffe" in t,
}


@pytest.mark.parametrize("name", AWKWARD)
def test_words_are_awkward(name: str) -> None:
    assert can_be(testing.words(), AWKWARD[name])


@given(testing.words(), testing.words(min_size=3))
def test_words_can_be_written(some: str, long: str) -> None:
    assert not text.has_lone_surrogate(some)
    assert len(long) >= 3


TIMES = {
    "the second pass of an hour": lambda m: m.fold == 1,
    "local mean time": lambda m: m.utcoffset().total_seconds() % 60 != 0,
    "an offset alone": lambda m: moments.zone_name(m)[0] in "+-",
    "before Christ is not, the year 1 nearly": lambda m: m.year < 100,
    "far away": lambda m: m.year > 9000,
    "now, more or less": lambda m: 2020 <= m.year <= 2030,
    "half an hour of daylight saving": lambda m: moments.zone_name(m) == "Australia/Lord_Howe" and m.fold == 1,
}


@pytest.mark.parametrize("name", TIMES)
def test_moments_are_awkward(name: str) -> None:
    assert can_be(testing.moments(), TIMES[name])


@given(testing.moments(zones=st.just("Asia/Tokyo")))
def test_moments_can_be_asked_for_in_a_zone(seen: Any) -> None:
    assert moments.zone_name(seen) == "Asia/Tokyo"
    assert moments.settled(seen) is seen


JOURNALS = {
    "two of one minute": lambda j: len(set(instants(j))) < len(instants(j)),
    "undated": lambda j: any(e.written_at is None for e in j.entries),
    "rough": lambda j: any(isinstance(e.written_at, tn.Approximate) for e in j.entries),
    "a link that meets": lambda j: any(link.to in j for r in j for link in r.links),
    "a link that misses": lambda j: any(link.to not in j for r in j for link in r.links),
    "a key": lambda j: j.key is not None,
    "no key": lambda j: j.key is None,
    "an unknown kind": lambda j: any(isinstance(v, tuple) and v for v in j.extra.values()),
    "unreadable": lambda j: len(j.unreadable) > 0,
    "a ledger": lambda j: len(j.shares) > 0,
    "three kinds at once": lambda j: len({kind_of(r) for r in j}) >= 3,
}


def instants(journal: Journal) -> list[int]:
    return [moments.instant(when) for when in map(time_of, journal) if isinstance(when, moments.DateTime)]


@pytest.mark.parametrize("name", JOURNALS)
def test_journals_are_awkward(name: str) -> None:
    assert can_be(testing.journals(), JOURNALS[name])


@pytest.mark.parametrize("many", [0, 1, 30])
def test_a_journal_is_as_large_as_it_may_be(many: int) -> None:
    @settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
    @given(testing.journals(max_records=many))
    def check(journal: Journal) -> None:
        assert len(journal) <= many

    check()


@given(testing.records())
def test_ids_inside_a_record_are_its_own(record: Any) -> None:
    ids = list(testing._ids_in(record))
    assert len(ids) == len(set(ids))


@given(testing.extras(tn.Entry))
def test_unknown_keys_are_no_fields(extra: Any) -> None:
    assert not set(extra) & {field.name for field in fields(tn.Entry)}
    assert tn.Entry(id="a", body="", extra=extra).extra.keys() == extra.keys()


@given(testing.entries(body=st.just("mine"), tags=st.just(("a",)), written_at=testing.days()))
def test_fields_can_be_given(entry: tn.Entry) -> None:
    assert (entry.body, entry.tags) == ("mine", ("a",))
    assert type(entry.written_at) is moments.Date


def test_a_field_that_does_not_exist_is_a_mistake() -> None:
    with pytest.raises(TypeError, match="Entry has no field boby"):
        testing.entries(boby=st.just(""))


# -- how Hypothesis finds them ---------------------------------------------------------------------------------

HEAVY = {
    "attr",
    "pendulum",
    "cattrs",
    "msgspec",
    "docx",
    "lxml",
    "markdown_it",
    "therapy_notes.testing",
    "therapy_notes.model",
}
# What the entry point does; the package need not be installed for these tests.
PLUGIN = "import hypothesis, therapy_notes._hypothesis"


def run(program: str) -> str:
    """Run a program in an interpreter of its own and return what it prints."""
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_plugin_loads_nothing_heavy() -> None:
    assert run(f"{PLUGIN}\nimport sys\nprint(sorted({HEAVY} & set(sys.modules)))") == "[]"


def test_our_types_are_known_when_hypothesis_came_first() -> None:
    program = f"""{PLUGIN}
import therapy_notes as tn
from hypothesis import given, settings, strategies as st
for cls in (tn.Entry, tn.Journal, tn.Rating, tn.Approximate, tn.Rupture):
    @settings(max_examples=3, database=None)
    @given(st.from_type(cls))
    def check(value):
        assert type(value) is cls
    check()
assert st.from_type(list[tn.Person]).validate() is None
print(repr(st.from_type(tn.Entry)), st.from_type(tn.When))"""
    assert run(program) == "_draft(of=Entry).map(Entry) whens()"


def test_our_types_are_known_when_our_strategies_came_first() -> None:
    program = """import therapy_notes.testing as testing
import therapy_notes._hypothesis
import therapy_notes as tn
from hypothesis import strategies as st
print(st.from_type(tn.Entry))"""
    assert run(program) == "_draft(of=Entry).map(Entry)"


def test_the_plugin_can_run_while_our_strategies_are_being_imported() -> None:
    program = """import sys, importlib.abc
class RunsThePlugin(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name == "therapy_notes.model.vocabulary" and "therapy_notes.testing" in sys.modules:
            import therapy_notes._hypothesis
        return None
sys.meta_path.insert(0, RunsThePlugin())
import therapy_notes.testing as testing
import therapy_notes as tn
from hypothesis import strategies as st
print("therapy_notes._hypothesis" in sys.modules, st.from_type(tn.Topic))"""
    assert run(program) == "True _draft(of=Topic).map(Topic)"


def test_types_that_are_not_ours_are_left_alone() -> None:
    program = f"""{PLUGIN}
import therapy_notes as tn, datetime
tn.Entry
from hypothesis import strategies as st
from therapy_notes._hypothesis import _strategy_for
assert _strategy_for(int) is None and _strategy_for(datetime.datetime) is None and _strategy_for(tn.Problem) is None
print(st.from_type(int))"""
    assert run(program) == "integers()"


def test_a_strategy_of_ones_own_for_a_type_of_ours_comes_first() -> None:
    program = f"""{PLUGIN}
import therapy_notes as tn
from hypothesis import strategies as st
st.register_type_strategy(tn.Entry, st.builds(tn.Entry.example))
print(st.from_type(tn.Entry))"""
    assert run(program).startswith("builds(")


def test_a_hypothesis_that_has_moved_its_private_names_is_told_in_the_public_way() -> None:
    code = (
        "import hypothesis.strategies._internal.types as types; del types._global_extra_lookup\n"
        "import therapy_notes._hypothesis\n"
        "import therapy_notes as tn\n"
        "from hypothesis import strategies as st\n"
        "st.from_type(tn.Entry).validate()\n"
    )
    env = {**os.environ, "HYPOTHESIS_NO_PLUGINS": "1"}
    subprocess.run([sys.executable, "-c", code], check=True, env=env)
