"""Three real pages, where they are at hand: counted by other means. Nothing of them is in this repository."""

import re
from pathlib import Path

import pytest
from saved_pages import entry_of, problems_of, read

from therapy_notes.document.markdown import blocks

SEEDS = Path(__file__).parents[4] / "shared" / "samples" / "seeds"
if not SEEDS.is_dir():  # a checkout without its neighbours
    SEEDS = Path(__file__).parents[5] / "shared" / "samples" / "seeds"

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the real pages are not here")


def seed(number: str) -> str:
    (path,) = SEEDS.glob(f"{number}_*.txt")
    return path.read_text(encoding="utf-8")


def below_the_heading(text: str) -> str:
    return re.split(r"(?m)^\d+ (?:thoughts|responses) [^\n]*\n", text, maxsplit=1)[1]


def count_by_hand(number: str, text: str) -> int:
    """Count without the reader: lines that end in "says:", or list marks below the heading."""
    if number == "000":
        return len(re.findall(r"(?m) says:$", text))
    return len(re.findall(r"(?m)^ +(?:\d+\.|•) ", below_the_heading(text)))


@pytest.mark.parametrize(("number", "claimed", "found"), [("000", 19, 14), ("002", 22, 13), ("003", 6, 5)])
def test_a_real_page_is_counted_as_by_hand(number: str, claimed: int, found: int) -> None:
    text = seed(number)
    reading = read(text)
    assert count_by_hand(number, text) == found
    assert len(entry_of(reading).comments) == found
    assert reading.tally.claimed == {"comments": claimed}
    assert problems_of(reading)[0] == f"page.txt: comments: claims {claimed}, found {found}"
    assert (reading.tally.found, reading.tally.converted, reading.tally.rejected) == (found + 1, found + 1, 0)


def test_the_names_on_a_real_page_are_those_before_says() -> None:
    text = seed("000")
    expected = re.findall(r"(?m)^ +(?:\d+\.|•) (.*) says:$", text)
    assert [comment.author for comment in entry_of(read(text)).comments] == expected


def test_the_most_frequent_answerer_is_marked_when_she_is_named() -> None:
    text = seed("000")
    names = re.findall(r"(?m)^    +• (.*) says:$", text)
    me = names[-1]
    comments = entry_of(read(text, me=me.upper())).comments
    assert sum(comment.mine is True for comment in comments) == names.count(me)


def test_the_eight_replies_below_a_lost_one_are_reported() -> None:
    reading = read(seed("000"))
    assert "page.txt: comment 2: a level is missing between this comment and 8 below it" in problems_of(reading)
    parents = [comment.in_reply_to for comment in entry_of(reading).comments]
    assert parents == [None, None, *["c2"] * 8, None, "c11", None, "c13"]


def test_threads_without_names_follow_the_indent() -> None:
    indents = [len(found) for found in re.findall(r"(?m)^( +)(?:\d+\.|•) ", below_the_heading(seed("002")))]
    comments = entry_of(read(seed("002"))).comments
    for place, comment in enumerate(comments):
        shallower = [n for n in range(place) if indents[n] < indents[place]]
        assert comment.in_reply_to == (f"c{shallower[-1] + 1}" if shallower else None)


@pytest.mark.parametrize("number", ["000", "002", "003"])
def test_every_word_of_a_real_page_is_in_the_journal_or_is_form(number: str) -> None:
    text = seed(number)
    entry = entry_of(read(text))
    shown = " ".join([entry.title, *(_text(blocks(part)) for part in (entry.body, *(c.body for c in entry.comments)))])
    source = re.sub(r"(?m)^\d+ (?:thoughts|responses) [^\n]*\n", "", text)
    source = re.split(r"(?m)^Leave a Reply", source)[0]
    source = re.sub(r"(?m)^ +(?:\d+\.|•) (?:.* says:$)?", "", source)
    assert shown.split() == source.split()


def _text(found: object) -> str:
    if isinstance(found, tuple):
        return " ".join(map(_text, found))
    content = getattr(found, "content", None)
    if content is not None:
        return "".join(getattr(run, "text", "\n") for run in content)
    return _text(getattr(found, "items", ()))
