"""What holds for every page: no other error than ours, every word somewhere, threads as they were."""

import random
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from saved_pages import entry_of, problems_of, read

from therapy_notes.document.markdown import blocks
from therapy_notes.document.tree import Code, Heading, Listing, Paragraph, Quote, Rule, Text
from therapy_notes.errors import ReadError
from therapy_notes.readers._lines import Line, line_of
from therapy_notes.readers._plain_markdown import to_markdown
from therapy_notes.readers.saved_page import reader as saved_page
from therapy_notes.text import visible, without_private_spans

_SIGNS = r"""
    # ## > - + * _ ** __ ` ``` ~ ~~ ~~~ --- === *** [ ] ( ) ![ ]( < > <b> </b> <!-- --> & &amp; &#35; \ \* | |-|-| :- 1. 2)
    10. 01. 1234567890. • % %% %%% ! $ = ^ @ https://a.example/_x_ <https://a.example> [x]: [ ] *a* _b_ a_b_c **c** ~~d~~ `e`
"""
_SYNTAX = st.sampled_from(_SIGNS.split())
_WORDS = st.one_of(
    _SYNTAX,
    st.text(st.characters(blacklist_categories=["Cs", "Zs", "Zl", "Zp"], blacklist_characters="\n\r\x85"), min_size=1),
)
_LINES = st.lists(_WORDS, max_size=6).map(" ".join)
_INDENTED = st.tuples(st.sampled_from(["", "", " ", "  ", "    ", "      ", "\t", "\xa0\xa0", "          "]), _LINES).map(
    "".join
)
_ITEMS = st.tuples(
    st.sampled_from(["  ", "    ", "      ", ""]), st.sampled_from(["• ", "1. ", "2. ", "3) ", "9. "]), _LINES
).map("".join)
_TEXTS = st.lists(st.one_of(_INDENTED, _ITEMS, st.just("")), max_size=12)


def words_of_blocks(found: object) -> list[str]:
    words: list[str] = []
    for block in found if isinstance(found, tuple) else ():
        match block:
            case Paragraph(content) | Heading(_, content):
                words += "".join(run.text if isinstance(run, Text) else "\n" for run in content).split()
                assert not any(
                    isinstance(run, Text) and (run.strong or run.emphasis or run.code or run.strike or run.link)
                    for run in content
                )
            case Listing(kind, items, start):
                for number, item in enumerate(items, start):
                    words += ["•"] if kind == "bullet" else [str(number)]
                    words += words_of_blocks(item)
            case Code() | Quote() | Rule():
                raise AssertionError("markup that nobody meant")
            case _:
                raise AssertionError("what is this?")
    return words


def words_of_commonmark(text: str) -> list[str]:
    """The words that a plain CommonMark renderer shows, with bullets and numbers."""
    words: list[str] = []
    numbers: list[int | None] = []
    tokens: list[Token] = MarkdownIt("js-default").parse(text)
    for token in tokens:
        if token.type == "ordered_list_open":
            numbers.append(int(token.attrs.get("start", 1)))
        elif token.type == "bullet_list_open":
            numbers.append(None)
        elif token.type.endswith("_list_close"):
            numbers.pop()
        elif token.type == "list_item_open":
            number = numbers[-1]
            words.append("•" if number is None else str(number))
            numbers[-1] = None if number is None else number + 1
        elif token.type == "inline":
            shown = ""
            for child in token.children or ():
                assert child.type in {"text", "text_special", "softbreak", "hardbreak"}, "markup that nobody meant"
                shown += "\n" if child.type.endswith("break") else child.content
            words += shown.split()
        else:
            assert token.type in {"paragraph_open", "paragraph_close", "list_item_close"}, "markup that nobody meant"
    return words


def bare(words: list[str]) -> list[str]:
    """The words, with the numbers of lists as they are counted: ``3.`` and ``3)`` are shown by the renderer."""
    return [word[:-1] if word[-1] in ".)" and word[:-1].isascii() and word[:-1].isdigit() else word for word in words]


@given(_TEXTS, st.booleans())
@example(["a", "==="], False)
@example(["  1. a", "  3. b", "  4. c", "  1. d"], False)
@example(["  • a", "    1. b", "      - c", "d", "    e"], False)
@example(["a", "    b", "\tc"], False)
@example(["|a|", "|-|"], False)
@example(["a\\", "b  ", "c"], False)
def test_the_visible_words_of_a_text_are_those_of_its_markdown(text: list[str], at_the_margin: bool) -> None:
    text = [visible(line) for line in text]
    made = to_markdown(map(line_of, text), lists_at_the_margin=at_the_margin)
    words = bare(" ".join(text).split())
    assert bare(words_of_blocks(blocks(made))) == words
    assert bare(words_of_commonmark(made)) == words
    assert without_private_spans(made) == made


@given(st.lists(_WORDS.filter(lambda word: "•" not in word), min_size=1, max_size=8).map(" ".join))
def test_lines_of_a_paragraph_stay_lines(text: str) -> None:
    made = to_markdown([Line(0, text), Line(0, "second"), Line(0, ""), Line(0, "third")])
    assert made.count("\n") == 3
    assert made.endswith("second\n\nthird")


@given(st.binary(max_size=400))
def test_any_bytes_become_a_journal_or_an_error_of_ours(data: bytes) -> None:
    _journal_or_error(data)


_FRAGMENTS = st.sampled_from(
    [
        "Title", "\n", "\n\n", "  ", "    ", "\t", "• ", "1. ", "2. ", "7) ", "•", "3.", "Ida says:", "says:",
        "text", "Olaf schreibt:", "3 thoughts on “Title”", "5 Comments", "0 Comments", "One response to “",
        "Leave a Reply", "Reply", "Liked by 3 people", "May 3, 2019 at 9:14 am", "03/05/2019", "3 weeks ago",
        "Pingback: x", "Post navigation", "Share this:", "Twitter", "\xa0", "Posted on May 3, 2019", "\r\n",
        "\x00", "\u2028", "Name *", "9999-12-31T23:59:59-12:00", "1900-01-01 00:00",
    ]
)  # fmt: skip
_PAGES = st.lists(st.one_of(_FRAGMENTS, _WORDS), max_size=60).map("".join)


@given(_PAGES, st.sampled_from([None, "Europe/Paris", "America/St_Johns", "+14:00"]), st.sampled_from([None, "ida"]))
def test_any_page_like_text_becomes_a_journal_or_an_error_of_ours(page: str, zone: str | None, me: str | None) -> None:
    _journal_or_error(page.encode(), zone=zone, me=me)


def _must_say_why(error: ReadError) -> None:
    assert error.problems


def _journal_or_error(data: bytes, zone: str | None = None, me: str | None = None) -> None:
    try:
        reading = saved_page.read(data, name="page.txt", zone=zone, me=me)
    except ReadError as error:
        _must_say_why(error)
        return
    tally, entry = reading.tally, entry_of(reading)
    assert tally.found == tally.converted + tally.skipped + tally.rejected
    assert tally.converted == 1 + len(entry.comments)
    assert all(reading.losses.values())
    ids = [comment.id for comment in entry.comments]
    assert ids == [f"c{n}" for n in range(1, len(ids) + 1)]
    for place, comment in enumerate(entry.comments):
        assert comment.in_reply_to is None or ids.index(comment.in_reply_to) < place
    assert reading == saved_page.read(data, name="page.txt", zone=zone, me=me)


@given(_PAGES)
def test_every_word_of_a_page_is_somewhere_or_is_counted(page: str) -> None:
    try:
        reading = read(page)
    except ReadError:
        return
    entry = entry_of(reading)
    kept = [entry.title, *_shown(entry.body)]
    for comment in entry.comments:
        kept += [comment.author, *_shown(comment.body), *_strings(comment.extra)]
    kept += _strings(entry.extra)
    have = "".join(visible("".join(kept)).split())
    lost = 0
    for line in visible(page).replace("\u2028", "\n").split("\n"):
        for word in line.split():
            if word not in have and bare([word])[0] not in have and not word.endswith(":"):
                lost += 1
                break
    # Lines that are gone are the heading, dates that were read, likes, and what is counted as boilerplate.
    told = sum(comment.written_at is not None or comment.likes is not None for comment in entry.comments)
    likes = page.count("Liked by")
    assert lost <= reading.losses.get("boilerplate lines", 0) + (reading.tally.claimed is not None) + told + likes


def _shown(markdown: str) -> list[str]:
    return words_of_blocks(blocks(visible(markdown))) + visible(markdown).split() + markdown.split()


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if hasattr(value, "values"):
        return [text for item in value.values() for text in _strings(item)]
    return [text for item in value for text in _strings(item)] if isinstance(value, tuple) else []


# -- a page that was written by a machine comes back as it was meant ------------------------------------------

_SAID = "I you bread rose and never knew *why* that_is <3 1986. # 7"
_NAMES = st.sampled_from(["Ida", "Olaf the Second", "zoé-anne", "all the little birds", "X (not Y)"])
_SENTENCES = st.lists(
    st.lists(st.sampled_from(_SAID.split()), min_size=2, max_size=9).map(lambda words: "so " + " ".join(words)),
    min_size=1,
    max_size=3,
)


@st.composite
def threads(draw: st.DrawFn) -> list[tuple[int, str, list[str]]]:
    """Comments as (depth, name, paragraphs), each at most one deeper than the one before."""
    found: list[tuple[int, str, list[str]]] = []
    depth = -1
    for _ in range(draw(st.integers(1, 8))):
        depth = draw(st.integers(0, depth + 1))
        found.append((depth, draw(_NAMES), draw(_SENTENCES)))
    return found


def written(style: str, thread: list[tuple[int, str, list[str]]]) -> str:
    lines = ["Bread", "", "It rose.", "", f"{len(thread)} thoughts on “Bread”", ""]
    numbers: list[int] = []
    for depth, name, paragraphs in thread:
        numbers = [*numbers[: depth + 1], *([0] * (depth + 1 - len(numbers)))]
        numbers[depth] += 1
        indent = "  " * (depth + 1)
        is_numbered = style == "C" or (style != "D" and depth == 0)
        mark = f"{numbers[depth]}." if is_numbered else "•"
        texts = list(paragraphs)
        if style in "AE":
            lines.append(f"{indent}{mark} {name} says:")
            if style == "E":
                lines.append(f"{indent}  May 3, 2019 at 9:14 am")
        else:
            lines.append(f"{indent}{mark} {texts.pop(0)}")
        for text in texts:
            lines += ["", f"{indent}  {text}"]
        if style == "E":
            lines += ["", f"{indent}  Reply"]
        lines.append("")
    return "\n".join(lines)


@pytest.mark.parametrize("style", "ABCDE")
@given(thread=threads())
def test_a_page_of_any_style_comes_back_with_its_threads(style: str, thread: list[tuple[int, str, list[str]]]) -> None:
    reading = read(written(style, thread), me="ida", written_on="2019-05-04", zone="Europe/Paris")
    comments = entry_of(reading).comments
    parents: list[str | None] = []
    above: list[str] = []
    for n, (depth, _, _) in enumerate(thread, 1):
        parents.append(above[depth - 1] if depth else None)
        above = [*above[:depth], f"c{n}"]
    assert [comment.in_reply_to for comment in comments] == parents
    has_names = style in "AE"
    assert [comment.author for comment in comments] == [name if has_names else "" for _, name, _ in thread]
    assert [words_of_blocks(blocks(comment.body)) for comment in comments] == [
        " ".join(paragraphs).split() for _, _, paragraphs in thread
    ]
    assert not any("missing" in problem or "claims" in problem for problem in problems_of(reading))
    assert not any(comment.extra for comment in comments)


# -- time -----------------------------------------------------------------------------------------------------

_MEGABYTE = 1_000_000
_SLOW = {
    "paragraphs": "Bread\n\n" + "so it rose and never knew why\n\n" * (_MEGABYTE // 31),
    "one line": "Bread\n\n" + "*_[`~%<&\\" * (_MEGABYTE // 9),
    "spaces": "Bread\n\n" + " " * _MEGABYTE + "x",
    "spaces inside": "Bread\n\n  •" + " " * _MEGABYTE + "\x0b\n1." + "\xa0" * _MEGABYTE + "\x0b",
    "headings": "Bread\n\n" + "3 Comments\n" * (_MEGABYTE // 11),
    "comments": "Bread\n\n9 Comments\n\n" + "  1. Ida says:\n\n    so it rose and never knew why\n\n" * (_MEGABYTE // 52),
    "marks": "Bread\n\n9 Comments\n\n" + "  •\n" * (_MEGABYTE // 20),
    "tight marks": "Bread\n\n9 Comments\n\n  1. a\n\n  2. b\n\n" + "    • x\n" * (_MEGABYTE // 8),
    "stairs": "Bread\n\n9 Comments\n\n" + "".join(f"{' ' * n}• x\n" for n in range(1, 1200)) + "y\n" * (_MEGABYTE // 4),
    "nested list": "Bread\n\n" + "".join(f"{' ' * n}• x\n" for n in range(1, 1400)),
    "names": "Bread\n\n9 Comments\n\n" + "Ida says:\n" * (_MEGABYTE // 10),
    "forms": "Bread\n\n" + "Leave a Reply\n" * (_MEGABYTE // 14),
    "frames": "Bread\n\n" + "Post navigation\n← x\n" * (_MEGABYTE // 20),
    "likes": "Bread\n\n9 Comments\n\n  1. Ida says:\n\n" + "    Liked by 3 people\n" * (_MEGABYTE // 22),
    "says": "Bread\n\n9 Comments\n\n  1. " + "says " * (_MEGABYTE // 5) + "says:\n",
    "numbers": "Bread\n\n9 Comments\n\n" + "".join(f"  {n * 2}. Ida says:\n\n    x\n\n" for n in range(1, _MEGABYTE // 30)),
}


@pytest.mark.parametrize("name", _SLOW)
def test_a_megabyte_is_read_in_seconds_whatever_is_in_it(name: str) -> None:
    data = _SLOW[name].encode()
    begin = time.process_time()
    saved_page.read(data)
    assert time.process_time() - begin < 5


def test_a_megabyte_of_anything_is_read_in_seconds() -> None:
    dice = random.Random(7)  # noqa: S311
    pieces = [
        "so it rose",
        "\n",
        "\n\n",
        "  • ",
        "    1. ",
        "Ida says:",
        "3 Comments",
        "Reply",
        "*",
        "Leave a Reply",
        " " * 9,
    ]
    data = "".join(dice.choice(pieces) for _ in range(_MEGABYTE // 6)).encode()
    begin = time.process_time()
    saved_page.read(data)
    assert time.process_time() - begin < 5
