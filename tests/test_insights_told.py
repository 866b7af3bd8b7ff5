"""Every question says what it answers, where that comes from, and shows it once."""

import re
from collections.abc import Callable

import attrs
import pytest

from therapy_notes import insights

ASKED = {name: function for name in insights.__all__ if not attrs.has(function := getattr(insights, name))}

SOURCES = (
    r"domain\.md",
    r"seed-items",
    r"\bS[0-4]-\d\d\b",  # one of the first-hand accounts
    r"\([^()]*\b(?:19|20)\d\d\)",  # a paper: "(2005)", "(Law & Jacob 2015)"
    r"\bet\s+al\.",
    r"\[ours\]",
)


def is_told_from(text: str) -> bool:
    return any(re.search(source, text) for source in SOURCES)


@pytest.mark.parametrize("name", ASKED)
def test_every_question_says_what_it_answers_and_where_that_comes_from_and_shows_it(name: str) -> None:
    function: Callable[..., object] = ASKED[name]
    told = function.__doc__ or ""
    what, _, shown = told.partition(">>>")
    assert what.strip().startswith("Return "), "the first sentence says what comes back"
    assert f"{name}(" in shown, "an example asks it"
    assert is_told_from(what), "a source stands before the example, or [ours]"


def test_a_question_without_a_source_would_be_seen() -> None:
    assert not is_told_from("Return the letters of 2024 that were (perhaps) read, oldest first. S5-01, S1, ours.")
    assert not is_told_from("")
    for text in ("(``domain.md`` §4)", "S0-37", "Law & Jacob (2015)", "(Law & Jacob 2015)", "Gelso et\n    al.", "[ours]"):
        assert is_told_from(text)


def test_there_are_questions_and_each_can_be_asked() -> None:
    assert {"in_force", "since_last_session", "shares"} <= set(ASKED)
    assert all(callable(function) and not isinstance(function, type) for function in ASKED.values())
