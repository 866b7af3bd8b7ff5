"""A name that was to be replaced stops what is finished, and the error tells where and never which."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import therapy_notes as tn
from helpers import keeps_quiet
from therapy_notes import testing
from therapy_notes.errors import Problem, ResidueError
from therapy_notes.sharing.names import Names
from therapy_notes.sharing.residue import STANDS_THERE, residue


def test_each_place_is_told_once_and_in_order() -> None:
    parts = [("line 1", "Sienna and Ulf"), ("line 2", "nobody"), ("line 3", "SIENNA’s"), ("line 1", "Sienna")]
    assert residue(parts, ["Ulf", "Sienna"]) == (
        Problem(where="line 1", what=STANDS_THERE),
        Problem(where="line 3", what=STANDS_THERE),
    )


def test_without_names_nothing_is_looked_at() -> None:
    def parts() -> st.SearchStrategy[str]:
        raise AssertionError

    assert residue((parts() for _ in range(1)), []) == ()  # type: ignore[misc]


@pytest.mark.parametrize(
    ("name", "text", "stands"),
    [
        ("May", "12 May 2024", False),
        ("June Hart", "12 June 2024", False),
        ("June Hart", "June Hart rang", True),
        ("Will", "what I will do", False),
        ("Will", "Will rang", True),
        ("Grace", "Saying grace", False),
        ("Grace", "Grace rang", True),
        ("Hope", "What I hope for", False),
        ("May June", "May June", False),
        ("Mayer", "12 May 2024", False),
        ("Mayer", "Mayer rang", True),
    ],
)
def test_words_of_the_page_are_not_taken_for_names(name: str, text: str, stands: bool) -> None:
    own = ["May", "June", "what I will do", "Saying grace", "What I hope for"]
    assert bool(residue([("line 1", text)], [name], own_words=own)) == stands


def test_a_name_among_the_words_of_the_page_hides_no_other() -> None:
    assert residue([("line 1", "12 May, Sienna May")], ["May", "Sienna"], own_words=["May"]) != ()


def test_where_never_tells_the_name() -> None:
    (problem,) = residue([("$.sienna.title", "for Sienna")], ["Sienna"])
    assert str(problem) == f"part 1: {STANDS_THERE}"


def test_one_text_as_names_or_words_is_refused() -> None:
    with pytest.raises(TypeError, match="several"):
        residue([], "Sienna")
    with pytest.raises(TypeError, match="several"):
        residue([], ["Sienna"], own_words="May")


@given(st.lists(testing.words(), max_size=4), st.sampled_from(["Sienna", "Anne-Marie", "José"]), st.integers(0, 3))
@example(["```"], "Sienna", 0)
def test_a_planted_name_is_found_where_it_stands_and_not_told(lines: list[str], name: str, at: int) -> None:
    parts = [(f"line {n}", line) for n, line in enumerate(lines, 1)]
    assert residue(parts, ["Zebedee Quill"]) == ()
    parts.insert(min(at, len(parts)), ("there", f"so {name}, again"))
    problems = residue(parts, [name])
    assert "there" in {problem.where for problem in problems}
    assert {problem.where for problem in problems} == {where for where, text in parts if Names.of([name]).found_in(text)}
    keeps_quiet(ResidueError(problems), name)


def test_labels_of_every_language_can_be_own_words(example: tn.Journal) -> None:
    from therapy_notes.composition import labels_de, labels_en  # noqa: PLC0415

    for labels in (labels_en, labels_de):
        said = [*labels.HEADINGS.values(), *labels.WORDS.values()]
        parts = [(f"label {n}", label) for n, label in enumerate(said)]
        for name in ("Will", "May", "Page", "Dank", "Art", "Frank", "Grace"):
            assert residue(parts, [name], own_words=said) == ()
