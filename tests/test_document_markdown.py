"""A client's Markdown: nothing that was written is lost, and nothing that was written breaks anything."""

import html
import re
import subprocess
import sys
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hostile_documents import BLANKS, SYNTAX, WORDS, texts
from therapy_notes import writers
from therapy_notes.document import markdown
from therapy_notes.document.markdown import blocks, inlines, plain
from therapy_notes.document.tree import (
    Block,
    Blocks,
    Code,
    Document,
    Heading,
    Inlines,
    LineBreak,
    Listing,
    Paragraph,
    Quote,
    Rule,
    Table,
    Text,
    Title,
    WritingLines,
)
from therapy_notes.text import visible, with_directions_closed

MARKUP = ["*", "**", "_", "~~", "`", "[", "]", "](", "(", ")", "![", "!", "<", "&", "\\", "[a](https://a.org/b)", "*x y*"]
STARTS = ["- ", "* ", "1. ", "2. ", "7) ", "> ", ">", "# ", "```", "---", "===", "    ", "\t", "\n", "\n\n", "\n- a"]
bodies = st.lists(st.sampled_from([*SYNTAX, *WORDS, *BLANKS, *STARTS]), max_size=12).map("".join)


def _run_texts(content: Inlines) -> str:
    return "".join("\n" if isinstance(inline, LineBreak) else f"{inline.text} {inline.link or ''}" for inline in content)


def _all_text(found: Blocks) -> str:
    return "\n".join(map(_text, found))


def _text(block: Block) -> str:
    match block:
        case Title() | Heading() | Paragraph():
            return _run_texts(block.content)
        case Listing():
            numbers = range(block.start, block.start + len(block.items))
            return "\n".join(f"{number} {_all_text(item)}" for number, item in zip(numbers, block.items, strict=True))
        case Quote():
            return _all_text(block.blocks)
        case Code():
            return block.text
        case Table() | Rule() | WritingLines():
            return ""


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def _is_within(part: str, whole: str) -> bool:
    """Whether the characters of ``part`` stand in ``whole`` in their order."""
    rest = iter(whole)
    return all(character in rest for character in part)


@settings(deadline=None)
@given(st.one_of(texts, bodies))
@example("![a [b](c) d](e 'f')")
@example("~~~ Dear diary\nx\n~~~")
@example("[x](https://example.org 'it was me')")
def test_every_letter_and_digit_that_was_typed_can_be_seen(body: str) -> None:
    typed = _letters(html.unescape(visible(body)))
    shown = _letters(html.unescape(_all_text(blocks(body))))
    assert sorted(set(typed) - set(shown)) == []


words = st.lists(st.sampled_from(["tired", "Mutter", "1986", "ёж", "x"]), min_size=1, max_size=8)
gaps = st.sampled_from(
    [" ", "\n", "\n\n", " *", "* ", "\n- ", "\n> ", " [", "] ", "\n# ", " <b>", " `", "\n\n    ", "\n1986. "]
)


@settings(deadline=None)
@given(st.lists(st.tuples(words.map(" ".join), gaps), max_size=6))
def test_the_words_keep_their_order(parts: list[tuple[str, str]]) -> None:
    body = "".join(text + gap for text, gap in parts)
    assert _is_within(_letters(re.sub("1986[.]", "", body)), _letters(_all_text(blocks(body))))


@settings(deadline=None)
@given(st.one_of(texts, st.lists(st.sampled_from([*WORDS, *BLANKS, *MARKUP]), max_size=9).map("".join)))
def test_what_is_read_off_is_what_the_parser_finds_in_a_line(text: str) -> None:
    assert inlines(text) == markdown._parsed(with_directions_closed(visible(text)))


@settings(deadline=None)
@given(st.one_of(bodies, st.lists(st.sampled_from([*STARTS, "a", "b c", "9"]), max_size=12).map("".join)))
def test_what_is_read_off_is_what_the_parser_finds_in_a_body(body: str) -> None:
    shown = with_directions_closed(visible(body))
    assert blocks(body, below=1) == tuple(markdown._tree(shown, 1))


@settings(deadline=None)
@given(texts)
def test_plain_text_is_kept_to_the_letter(text: str) -> None:
    found = plain(text)
    assert "".join("\n" if isinstance(inline, LineBreak) else inline.text for inline in found) == with_directions_closed(
        visible(text)
    )
    assert all(inline == Text(inline.text) for inline in found if isinstance(inline, Text))


@settings(deadline=None)
@given(bodies)
def test_no_run_is_empty_holds_a_newline_or_has_a_neighbour_of_equal_marks(body: str) -> None:
    content = inlines(body)
    assert all(inline.text and "\n" not in inline.text for inline in content if isinstance(inline, Text))
    for one, other in pairwise(content):
        if isinstance(one, Text) and isinstance(other, Text):
            assert Text("", one.strong, one.emphasis, one.code, one.strike, one.link) != Text(
                "", other.strong, other.emphasis, other.code, other.strike, other.link
            )


def test_marks_become_runs() -> None:
    assert inlines("so **very *tired* of** it, ~~all~~ `now`") == (
        Text("so "),
        Text("very ", strong=True),
        Text("tired", strong=True, emphasis=True),
        Text(" of", strong=True),
        Text(" it, "),
        Text("all", strike=True),
        Text(" "),
        Text("now", code=True),
    )


def test_blocks_become_blocks() -> None:
    body = "## Then\n\n> he *said*\n\n- one\n- two\n\n  more\n\n```\n a\n\nb\n```\n\n***\n\nend"
    assert blocks(body, below=1) == (
        Heading(3, (Text("Then"),)),
        Quote((Paragraph((Text("he "), Text("said", emphasis=True))),)),
        Listing(
            "bullet",
            ((Paragraph((Text("one"),)),), (Paragraph((Text("two"),)), Paragraph((Text("more"),)))),
        ),
        Code(" a\n\nb"),
        Rule(),
        Paragraph((Text("end"),)),
    )


def test_a_line_that_was_ended_stays_ended() -> None:
    assert inlines("one\ntwo  \nthree") == (Text("one"), LineBreak(), Text("two"), LineBreak(), Text("three"))


def test_headings_stand_below_the_document_and_six_is_the_deepest() -> None:
    levels = [block.level for block in blocks("# a\n\n###### b\n\nc\n===", below=2) if isinstance(block, Heading)]
    assert levels == [3, 6, 3]


def test_raw_html_is_shown() -> None:
    assert blocks("<!-- private -->\n\n<b>x</b>") == (
        Paragraph((Text("<!-- private -->"),)),
        Paragraph((Text("<b>x</b>"),)),
    )


def test_a_link_definition_is_a_line_of_a_diary() -> None:
    assert blocks("[2021-03-28]: anger") == (Paragraph((Text("[2021-03-28]: anger"),)),)


def test_a_pipe_table_stays_as_it_was_typed() -> None:
    assert inlines("a | b\n--|--") == (Text("a | b"), LineBreak(), Text("--|--"))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("[her](https://example.org)", (Text("her", link="https://example.org"),)),
        ("[her](mailto:her@example.org)", (Text("her", link="mailto:her@example.org"),)),
        ("<https://example.org/ä>", (Text("https://example.org/ä", link="https://example.org/%C3%A4"),)),
        ("[my notes](notes.md)", (Text("my notes (notes.md)"),)),
        ("[x](ftp://example.org)", (Text("x (ftp://example.org)"),)),
        ("[notes.md](notes.md)", (Text("notes.md"),)),
        ("[x](javascript:alert(1))", (Text("[x](javascript:alert(1))"),)),
        ("[x](https://example.org 'for me')", (Text("x", link="https://example.org"), Text(" (for me)"))),
        ("[](https://example.org)", (Text("https://example.org", link="https://example.org"),)),
        ("![the sea](https://example.org/1.jpg)", (Text("the sea", link="https://example.org/1.jpg"),)),
        ("![](https://example.org/1.jpg)", (Text("https://example.org/1.jpg", link="https://example.org/1.jpg"),)),
        ("![the sea](sea.jpg)", (Text("the sea (sea.jpg)"),)),
        ("![](sea.jpg)", (Text("sea.jpg"),)),
    ],
)
def test_only_addresses_of_the_web_and_of_letters_are_followed_and_no_address_is_lost(typed: str, found: Inlines) -> None:
    assert inlines(typed) == found


def test_a_picture_in_a_link_keeps_both_addresses() -> None:
    assert inlines("[![sea](https://a.org/1.jpg)](https://b.org)") == (
        Text("sea", link="https://a.org/1.jpg"),
        Text(" (https://b.org)"),
    )


def test_numbers_that_do_not_follow_each_other_are_kept() -> None:
    lists = [block for block in blocks("1. a\n1986. b\n1987. c") if isinstance(block, Listing)]
    assert [(found.start, len(found.items)) for found in lists] == [(1, 1), (1986, 2)]
    (ones,) = blocks("1. a\n1. b\n1. c")
    assert isinstance(ones, Listing)
    assert len(ones.items) == 3


def test_empty_lines_in_indented_code_are_kept() -> None:
    assert blocks("    a\n\n\n    b") == (Code("a\n\n\nb"),)


def test_an_entity_cannot_bring_in_what_a_file_cannot_hold() -> None:
    assert inlines("a&#10;b&#12;&#0;&#xD800;") == (Text("a"), LineBreak(), Text("b\u240c\ufffd\ufffd"))


@pytest.mark.parametrize(
    "body",
    ["> " * 79, ">" * 79, "- " * 79, "1. " * 79, "> - " * 39]
    + ["".join(f"{'  ' * depth}- level {depth}\n" for depth in range(count)) for count in (20, 60)],
)
def test_text_that_is_nested_very_deep_is_there_and_every_writer_can_follow(body: str) -> None:
    found = blocks(body + "the end")
    assert not any(isinstance(block, Code) for block in found)
    assert "the end" in _all_text(found)
    document = Document(title="", blocks=found)
    assert "the end" in writers.markdown.render(document)
    assert "the end" in writers.html.render(document)
    assert writers.docx.render(document)


@pytest.mark.parametrize("depth", [81, 200, 5_000, 50_000])
@pytest.mark.parametrize("sign", [">", "> ", "- ", "1. ", "\t", "    ", "> - "])
def test_text_that_is_nested_deeper_than_any_person_would_is_shown_as_it_was_typed(depth: int, sign: str) -> None:
    assert "the end" in _all_text(blocks(sign * depth + "the end"))


@pytest.mark.parametrize(
    "body",
    [
        "[" * 20_000,
        "![" * 20_000,
        "[a](" * 10_000,
        "*a _b" * 10_000,
        "`a``b" * 5_000,
        "<" * 20_000,
        "&" * 20_000,
        "> a\n" * 10_000,
        "- a\n" * 5_000,
        "\n" * 100_000,
        "~~a " * 10_000,
        "*a* " * 20_000,
        " " * 100_000 + "x",
        "word " * 100_000,
        "a\n" * 20_000 + "===",
        "*a " * 20_000,
        "[a" * 20_000,
        "\\" * 20_000,
        "- " * 20_000,
    ],
    ids=lambda body: body[:8],
)
def test_a_body_that_is_made_to_be_slow_is_read_at_once(body: str) -> None:
    begins = process_time()
    blocks(body)
    assert process_time() - begins < 5


def test_importing_it_loads_no_parser() -> None:
    program = "import sys, therapy_notes.document.markdown; sys.exit('markdown_it' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
