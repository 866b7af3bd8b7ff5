"""The page of what serves each need: every need stands there once, and every name and test that it names is there."""

import ast
import inspect
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import attrs
import pytest

import therapy_notes as tn
from therapy_notes import insights
from therapy_notes.model.checking import KINDS_OF_FINDING
from therapy_notes.prep.sheet import FOR_ANOTHER, FOR_ME

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "reference" / "coverage.md"
SHARED = ROOT.parent / "shared"
NOTE = SHARED / "reference" / "seed-items.md"

SEEDS: Mapping[str, int] = {"S0": 67, "S1": 69, "S2": 58, "S3": 25, "S4": 57}
"""The five accounts, and how many needs were found in each."""

NOT_SERVED = "not served"
PUT_OFF = re.compile(r"\b(later|not[ _]yet|future|planned|plan to|soon|some day|to ?do)\b", re.IGNORECASE)
"""What a reason never says: that something is not served is decided, and not put off."""

HEAD = re.compile(r"\|\s*id\s*\||\|[\s:|-]+\|$")
CODE = re.compile(r"`([^`]*)`")
TEST = re.compile(r"([\w/]+\.py)::(\w+)")


@attrs.frozen
class Row:
    """One need: its id, what serves it, and the test that shows it or the reason why nothing does."""

    id: str
    served: str
    shown: str


def ids_of(seeds: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(f"{seed}-{n:02}" for seed, count in seeds.items() for n in range(1, count + 1))


def rows(page: str) -> Iterator[Row | str]:
    """Yield every row of the tables of a page; as it stands there, if it is no row of three cells with an id."""
    for line in page.splitlines():
        if not line.startswith("|") or HEAD.match(line):
            continue
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        if len(cells) == 3 and re.fullmatch(r"S\d-\d\d", cells[0]) and line.rstrip().endswith("|"):
            yield Row(*cells)
        else:
            yield line


def every_test() -> frozenset[str]:
    """Return every test of this project, as a page names it: ``properties/test_x.py::test_y``."""
    here = Path(__file__).parent
    return frozenset(
        f"{path.relative_to(here).as_posix()}::{node.name}"
        for path in here.rglob("test_*.py")
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    )


def _inside(name: str, cls: type) -> Iterator[str]:
    yield name
    public = {member for member in dir(cls) if not member.startswith("_")}
    told = {field.name for field in attrs.fields(cls)} if attrs.has(cls) else set[str]()
    yield from (f"{name}.{member}" for member in public | told)


def every_name() -> frozenset[str]:
    """Return every name that the page may say in code.

    The names at the door and what is in its classes, the questions of ``insights`` and what is in their answers, what a
    journal can be asked, the sections of a page for a session, the lists of words and their words, and the kinds of finding.
    """
    found: set[str] = {*tn.__all__, *FOR_ME, *FOR_ANOTHER, *dict(KINDS_OF_FINDING)}
    for name in tn.__all__:
        here = getattr(tn, name)
        if inspect.isclass(here):
            found.update(_inside(name, here))
    for name in insights.__all__:
        here = getattr(insights, name)
        found.add(f"insights.{name}")
        if inspect.isclass(here):
            found.update({*_inside(name, here), *_inside(f"insights.{name}", here)})
    found.update(name.replace("Journal.", "journal.") for name in _inside("Journal", tn.Journal))
    for name, vocabulary in tn.vocabularies().items():
        found.update({name, *(word.name for word in vocabulary.words)})
    return frozenset(found)


TESTS = every_test()
NAMES = every_name()


def names_in(cell: str) -> list[str]:
    """Return the names that a cell says in code, without what they are called with."""
    return [re.sub(r"\(.*\)$", "", code).removeprefix("tn.") for code in CODE.findall(cell)]


def _wrong_with(row: Row) -> Iterator[str]:
    if not row.served or not row.shown:
        yield f"{row.id} has an empty cell"
        return
    said = names_in(row.served)
    if row.served.lower().startswith(NOT_SERVED):
        reason = CODE.sub(" ", row.shown)
        said += [name for name in names_in(row.shown) if not TEST.fullmatch(name)]
        if len(re.findall(r"\w{2,}", reason)) < 4:
            yield f"{row.id} is not served and says no reason"
        if PUT_OFF.search(f"{row.served} {reason}"):
            yield f"{row.id} is put off"
    else:
        if not said:
            yield f"{row.id} names nothing that serves it"
        if not any(map(TEST.fullmatch, CODE.findall(row.shown))):
            yield f"{row.id} names no test"
        for code in CODE.findall(row.shown):
            if code not in TESTS:
                yield f"{row.id} names a test that is not there: {code}"
    for name in said:
        if name not in NAMES:
            yield f"{row.id} names what is not there: {name}"


def problems(page: str, seeds: Mapping[str, int] = SEEDS) -> list[str]:
    """Return everything that is wrong with a page, as sentences."""
    found: list[str] = []
    seen: list[str] = []
    for row in rows(page):
        if isinstance(row, Row):
            seen.append(row.id)
            found += _wrong_with(row)
        else:
            found.append(f"no row: {row}")
    wanted = ids_of(seeds)
    found += [f"{id} is missing" for id in wanted if id not in seen]
    found += [f"{id} stands twice" for id in sorted(set(seen)) if seen.count(id) > 1]
    found += [f"{id} is no need" for id in sorted(set(seen)) if id not in wanted]
    return found


def _runs(text: str, length: int) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[n : n + length]) for n in range(len(words) - length + 1)}


def borrowed(page: str, others: str) -> set[tuple[str, ...]]:
    """Return every run of six words that a page has from somebody else."""
    return _runs(page, 6) & _runs(others, 6)


# -- the page -------------------------------------------------------------------------------------------------


def test_every_need_stands_on_the_page_once_with_what_serves_it_and_the_test_that_shows_it() -> None:
    assert sum(SEEDS.values()) == len(set(ids_of(SEEDS))) == 276
    assert problems(PAGE.read_text("utf-8")) == []


@pytest.mark.skipif(not SHARED.is_dir(), reason="the note of the needs lies outside the repository")
def test_the_needs_are_those_of_the_note_and_none_of_its_words_is_on_the_page() -> None:
    note = NOTE.read_text("utf-8")
    assert sorted(re.findall(r"^\| (S\d-\d\d) \|", note, re.MULTILINE)) == sorted(ids_of(SEEDS))
    assert not borrowed(PAGE.read_text("utf-8"), note)


# -- what holds the page to its word can fail -----------------------------------------------------------------

TWO = {"S0": 2}
HEADER = "# What serves what\n\n| id | what serves it | shown by |\n|---|---|---|\n"
HERE = "`test_coverage.py::test_what_was_borrowed_is_found`"
FIRST = f"| S0-01 | a question that keeps: `Question.answers`, `insights.question_then_and_now` | {HERE} |\n"
SECOND = "| S0-02 | not served | A number for how well a person does is kept nowhere here. |\n"


def test_a_page_on_which_everything_is_there_is_right() -> None:
    assert problems(HEADER + FIRST + SECOND, TWO) == []
    said = "`tn.prepare(…)`, `journal.check()`, `hold_on_to`, `rupture_triggers`, `limit_met`, `Figure.usual`"
    assert problems(HEADER + FIRST.replace("`Question.answers`", said) + SECOND, TWO) == []


@pytest.mark.parametrize(
    ("broken", "problem"),
    [
        (FIRST, "S0-02 is missing"),
        (FIRST + SECOND + SECOND, "S0-02 stands twice"),
        (FIRST + SECOND + SECOND.replace("S0-02", "S0-03"), "S0-03 is no need"),
        (FIRST + SECOND + SECOND.replace("S0-02", "S9-01"), "S9-01 is no need"),
        (FIRST.replace("_is_found", "_is_lost") + SECOND, "a test that is not there: test_coverage.py::"),
        (FIRST.replace("test_coverage.py", "test_other.py") + SECOND, "names a test that is not there: test_other.py::"),
        (FIRST.replace("py::test_what_was_borrowed_is_found", "py") + SECOND, "S0-01 names no test"),
        (FIRST.replace(HERE, "somebody looked at it") + SECOND, "S0-01 names no test"),
        (FIRST.replace("Question.answers", "Question.replies") + SECOND, "names what is not there: Question.replies"),
        (FIRST.replace("Question.answers", "Enquiry.answers") + SECOND, "names what is not there: Enquiry.answers"),
        (FIRST.replace("insights.q", "insights.old_q") + SECOND, "what is not there: insights.old_q"),
        (FIRST.replace("Question.answers", "rupture_colours") + SECOND, "names what is not there: rupture_colours"),
        (FIRST.replace("`", "") + SECOND, "S0-01 names nothing that serves it"),
        (FIRST + SECOND.replace("A number for how well a person does is kept nowhere here.", ""), "S0-02 has an empty cell"),
        (FIRST + SECOND.replace("not served", ""), "S0-02 has an empty cell"),
        (FIRST + SECOND.replace("A number for how well a person does is kept nowhere here.", "No."), "says no reason"),
        (FIRST + SECOND.replace("A number for how well a person does is kept nowhere here.", HERE), "says no reason"),
        (FIRST + SECOND.replace("nowhere here", "here Later"), "S0-02 is put off"),
        (FIRST + SECOND.replace("is kept nowhere", "is not yet kept"), "S0-02 is put off"),
        (FIRST + SECOND.replace("is kept nowhere here", "may come in the future"), "S0-02 is put off"),
        (FIRST + SECOND.replace("is kept nowhere here", "is planned for a release"), "S0-02 is put off"),
        (FIRST + SECOND.replace("A number", "A `Person.grade`"), "names what is not there: Person.grade"),
        (FIRST + SECOND.replace("not served | A", "not served A"), "no row: | S0-02"),
        (FIRST + SECOND.replace("S0-02", "S0-2"), "no row: | S0-2"),
        (FIRST + SECOND.replace("here. |", "here."), "no row: | S0-02"),
    ],
)
def test_a_page_on_which_something_is_wrong_is_found_out(broken: str, problem: str) -> None:
    assert any(problem in found for found in problems(HEADER + broken, TWO))


def test_an_empty_page_lacks_every_need() -> None:
    assert problems("", SEEDS) == [f"{id} is missing" for id in ids_of(SEEDS)]


def test_what_was_borrowed_is_found() -> None:
    note = "The heron stood on one leg, all of that Tuesday."
    assert borrowed("| S0-01 | so The heron stood on ONE leg |", note) == {("the", "heron", "stood", "on", "one", "leg")}
    assert not borrowed("the heron stood on one, all of that leg", note)
