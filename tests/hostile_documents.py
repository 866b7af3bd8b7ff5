"""Documents that nobody would write on purpose: strategies that the tests of the writers share."""

from collections.abc import Callable
from typing import TypeVar

from hypothesis import settings
from hypothesis import strategies as st

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

SYNTAX = [
    "*", "**", "***", "_", "__", "~~", "~", "`", "``", "```", "[", "]", "(", ")", "](", "![", "!", "<", ">", "<b>",
    "</b>", "<script>alert(1)</script>", "<!-- x -->", "&", "&amp;", "&#42;", "&lt", "#", "## ", " #", "---", "- ", "+ ",
    "* ", "1. ", "1986. ", "7) ", "===", "|", "| --- |", "\\", "\\\\", "%%", ":", "://", "https://example.org", "$",
    '"', "'", ".", "!", "?", "…", "“", "’", "-", "–", "=", "€", "[x] ", "]]>", "{{", "{page}", "javascript:alert(1)",
]  # fmt: skip
WORDS = ["a", "tired", "I", "was", "mother", "straße", "ёж", "未來", "\u0301", "👩‍👧", "🙂", "9", "2024", "snake_case"]
BLANKS = [" ", "  ", "    ", "\t", "\n", "\r\n", "\r", "\xa0", "\u2003", "\u2028", "\u200b"]
ODD = ["\x00", "\x07", "\x1b", "\x7f", "\x0b", "\x0c", "\x1f", "\ufeff", "\ufffe", "\uffff", "\u202e", "\ud83d"]
SAFE_LINKS = [
    "https://example.org",
    "http://example.org/a_b*c?x=1&amp;y=2&copy=3",
    "https://example.org/(a)/[b]",
    "mailto:me@example.org",
]
UNSAFE_LINKS = ["javascript:alert(1)", "data:text/html,x", "notes.md", "https://a b", 'https://x"onclick="y', ""]

texts = st.one_of(
    st.lists(st.sampled_from([*SYNTAX, *WORDS, *BLANKS]), max_size=8).map("".join),
    st.lists(st.sampled_from([*SYNTAX, *WORDS, *BLANKS, *ODD]), max_size=8).map("".join),
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=20),
)
runs = st.builds(
    Text,
    text=texts,
    strong=st.booleans(),
    emphasis=st.booleans(),
    code=st.booleans(),
    strike=st.booleans(),
    link=st.none() | st.sampled_from(SAFE_LINKS + UNSAFE_LINKS),
)
contents: st.SearchStrategy[Inlines] = st.lists(runs | st.just(LineBreak()), max_size=5).map(tuple)


def _tables(columns: int) -> st.SearchStrategy[Table]:
    rows = st.lists(contents, min_size=columns, max_size=columns).map(tuple)
    return st.builds(Table, header=rows, rows=st.lists(rows, max_size=3).map(tuple))


def _around(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    many = st.lists(inner, max_size=3).map(tuple)
    return st.one_of(
        st.builds(Quote, many),
        st.builds(
            Listing,
            st.sampled_from(["bullet", "ordered", "checkbox"]),
            st.lists(many, min_size=1, max_size=3).map(tuple),
            st.integers(0, 1_000_000_000),
        ),
    )


leaves: st.SearchStrategy[Block] = st.one_of(
    st.builds(Paragraph, contents, st.sampled_from(["body", "lead", "note", "prompt"])),
    st.builds(Heading, st.integers(1, 6), contents),
    st.builds(Code, texts),
    st.just(Rule()),
    st.integers(1, 4).flatmap(_tables),
    st.builds(WritingLines, st.integers(1, 3)),
)
bodies: st.SearchStrategy[Blocks] = st.lists(st.recursive(leaves, _around, max_leaves=6), max_size=5).map(tuple)
documents: st.SearchStrategy[Document] = st.builds(
    Document,
    title=texts,
    blocks=st.tuples(st.builds(Title, contents), bodies).map(lambda pair: (pair[0], *pair[1])),
    language=st.sampled_from(["en", "de-AT", "pt-BR"]),
    paper=st.sampled_from(["a4", "letter"]),
    style=st.sampled_from(["page", "large_print", "record"]),
    footer=st.sampled_from(["{page} / {pages}", "", "My own words. · {page} / {pages}", "<b> & {page}"]),
)


Test = TypeVar("Test", bound=Callable[..., None])


def slow(test: Test) -> Test:
    """Mark a property whose every example costs much: it runs a tenth of the examples."""
    return settings(max_examples=max(5, settings().max_examples // 10), deadline=None)(test)
