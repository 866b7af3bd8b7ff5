"""Markdown that says what was composed, whatever was written."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import example, given, settings
from markdown_it import MarkdownIt
from markdown_it.token import Token

from hostile_documents import contents, documents
from therapy_notes.document.markdown import blocks as parsed
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
    Picture,
    Quote,
    Rule,
    Table,
    Text,
    Title,
    WritingLines,
)
from therapy_notes.text import visible, web_address
from therapy_notes.writers.markdown import render

READER = MarkdownIt("commonmark", {"maxNesting": 1000}).enable(["table", "strikethrough"])

Marks = tuple[bool, bool, bool, bool, str]
Character = tuple[str, Marks | None]
Outline = list[Any]


# What was composed.


def _shown(content: Inlines) -> list[Character]:
    return [
        character for inline in content for character in ([("\n", None)] if isinstance(inline, LineBreak) else _run(inline))
    ]


def _run(run: Text) -> Iterator[Character]:
    link = (run.link and web_address(run.link)) or ""
    marks = (run.strong, run.emphasis, run.code, run.strike, READER.normalizeLink(link) if link else "")
    return ((character, None if character.isspace() else marks) for character in visible(run.text))


def _trimmed(characters: list[Character]) -> list[Character]:
    while characters and characters[0][0] == "\n":
        del characters[0]
    while characters and characters[-1][0] == "\n":
        del characters[-1]
    return characters


def _on_one_line(characters: list[Character]) -> list[Character]:
    found: list[Character] = []
    for character in _trimmed(characters):
        if character[0] != "\n" or found[-1] != ("\n", None):
            found.append(character)
    return [(" ", None) if character == "\n" else (character, marks) for character, marks in found]


def _composed(blocks: Blocks) -> Outline:
    return [part for block in blocks for part in _part(block)]


def _part(block: Block) -> Outline:
    match block:
        case Title():
            return [("heading", 1, _on_one_line(_shown(block.content)))]
        case Heading():
            return [("heading", min(6, block.level + 1), _on_one_line(_shown(block.content)))]
        case Paragraph():
            words = _trimmed(_shown(block.content))
            return [("paragraph", words)] if words else []
        case Listing():
            items = [_composed(item) for item in block.items]
            if block.kind == "checkbox":
                items = [_with_box(block.items[place], item) for place, item in enumerate(items)]
            start = min(block.start, 999_999_999 - len(block.items)) if block.kind == "ordered" else None
            return [("list", start, items)]
        case Quote():
            return [("quote", _composed(block.blocks))]
        case Code():
            return [("code", visible(block.text))]
        case Rule():
            return ["rule"]
        case Table():
            return [("table", [[_on_one_line(_shown(cell)) for cell in row] for row in (block.header, *block.rows)])]
        case WritingLines():
            plain = (False, False, False, False, "")
            return [("paragraph", [("_", plain)] * 60)] * block.count
        case Picture():
            return _part(Paragraph((Text(block.in_words),)))


def _with_box(item: Blocks, outline: Outline) -> Outline:
    plain = (False, False, False, False, "")
    box: list[Character] = [("[", plain), (" ", None), ("]", plain)]
    if outline and isinstance(item[0], Paragraph) and _trimmed(_shown(item[0].content)):
        return [("paragraph", [*box, (" ", None), *outline[0][1]]), *outline[1:]]
    return [("paragraph", box), *outline]


# What a reader of CommonMark finds.


def _read(markdown: str) -> Outline:
    tokens = iter(READER.parse(markdown))
    return _read_until(tokens, "")


def _read_until(tokens: Iterator[Token], end: str) -> Outline:
    found: Outline = []
    for token in tokens:
        match token.type:
            case kind if kind == end:
                return found
            case "heading_open":
                found.append(("heading", int(token.tag[1]), _inline(next(tokens))))
                next(tokens)
            case "paragraph_open":
                found.append(("paragraph", _inline(next(tokens))))
                next(tokens)
            case "bullet_list_open" | "ordered_list_open":
                start = token.attrs.get("start", 1) if token.type.startswith("o") else None
                found.append(("list", start, _read_until(tokens, token.type.replace("open", "close"))))
            case "list_item_open":
                found.append(_read_until(tokens, "list_item_close"))
            case "blockquote_open":
                found.append(("quote", _read_until(tokens, "blockquote_close")))
            case "fence":
                assert token.info == ""
                found.append(("code", token.content.removesuffix("\n")))
            case "hr":
                found.append("rule")
            case "table_open":
                found.append(("table", _rows(tokens)))
            case other:
                pytest.fail(f"nobody composed {other}")
    return found


def _rows(tokens: Iterator[Token]) -> Outline:
    rows: Outline = []
    for token in tokens:
        if token.type == "table_close":
            break
        if token.type == "tr_open":
            rows.append([])
        if token.type == "inline":
            rows[-1].append(_inline(token))
    return rows


def _inline(token: Token) -> list[Character]:
    found: list[Character] = []
    strong = emphasis = strike = 0
    link = ""
    for child in token.children or ():
        match child.type:
            case "text" | "code_inline":
                marks = (strong > 0, emphasis > 0, child.type == "code_inline", strike > 0, link)
                found += [(each, None if each.isspace() else marks) for each in child.content]
            case "hardbreak":
                found.append(("\n", None))
            case "strong_open" | "strong_close":
                strong += child.nesting
            case "em_open" | "em_close":
                emphasis += child.nesting
            case "s_open" | "s_close":
                strike += child.nesting
            case "link_open":
                link = str(child.attrs["href"])
            case "link_close":
                link = ""
            case other:
                pytest.fail(f"nobody composed {other}")
    return found


def _document(*blocks: Block) -> Document:
    return Document(title="", blocks=blocks)


def _words(text: str) -> str:
    return render(_document(Paragraph((Text(text),)))).removesuffix("\n")


@settings(deadline=None)
@given(documents)
def test_a_reader_of_commonmark_finds_the_outline_the_words_and_the_marks_that_were_composed(document: Document) -> None:
    assert _read(render(document)) == _composed(document.blocks)


@settings(deadline=None)
@given(contents)
@example((Text("a", strong=True), Text("b", emphasis=True), Text('"c"', strong=True), Text("d")))
@example((Text("a", emphasis=True, strong=True), Text("b", emphasis=True), Text("c", strong=True)))
@example((Text("un"), Text("frigging", emphasis=True), Text("believable!"), Text("no image", link="https://a.org")))
@example((Text(" spaced ", strong=True), Text(" out ", strong=True, strike=True)))
@example((Text("€", strong=True), Text("x"), Text("€", emphasis=True), Text("y")))
def test_every_run_of_a_paragraph_keeps_its_marks(content: Inlines) -> None:
    block = Paragraph(content)
    assert _read(render(_document(block))) == _composed((block,))


@settings(deadline=None)
@given(documents)
def test_there_is_one_newline_at_the_end_and_none_too_many_between(document: Document) -> None:
    markdown = render(document)
    assert markdown.endswith("\n")
    assert not markdown.endswith("\n\n")
    assert not markdown.startswith("\n")


@pytest.mark.parametrize(
    "sentence",
    [
        "It's fine - really.",
        "I said: “no”. (She smiled!) 50 % of me, at 5:30, was £3 & done; who knows?",
        "2 * 3 = 6, snake_case, 1 < 2, I <3 you, C:\\Users, A+ and #1",
        "1986 was the year.",
        "-5 degrees",
        "#tired",
    ],
)
def test_an_ordinary_sentence_is_not_escaped(sentence: str) -> None:
    assert _words(sentence) == sentence


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("1986. A year.", "1986\\. A year."),
        ("- no", "\\- no"),
        ("# no", "\\# no"),
        ("> no", "\\> no"),
        ("---", "\\---"),
        ("a\n===", "a\\\n\\==="),
        ("*no*", "\\*no\\*"),
        ("<b>", "\\<b>"),
        ("&amp;", "\\&amp;"),
        ("[x](y)", "\\[x](y)"),
        ("    not code", "&#32;   not code"),
    ],
)
def test_only_what_would_be_a_sign_is_escaped(typed: str, written: str) -> None:
    assert _words(typed) == written


def test_emphasis_is_written_the_way_people_write_it() -> None:
    content = (Text("so "), Text("tired", emphasis=True), Text(" and "), Text("sad", strong=True), Text("."))
    assert render(_document(Paragraph(content))) == "so _tired_ and **sad**.\n"
    assert render(_document(Paragraph(content[:2]))) == "so *tired*\n"


def test_a_heading_stands_below_the_title_and_six_is_the_deepest() -> None:
    headings = (Title((Text("T"),)), Heading(1, (Text("1. a"),)), Heading(6, (Text("b #"),)))
    assert render(_document(*headings)) == "# T\n\n## 1. a\n\n###### b \\#\n"


def test_items_of_one_line_stand_close_together() -> None:
    markdown = "- one\n  * two\n- three\n\n1. four\n2. five\n"
    assert render(_document(*parsed(markdown))) == markdown


def test_lists_that_follow_each_other_stay_two() -> None:
    item = ((Paragraph((Text("x"),)),),)
    lists = (Listing("bullet", item), Listing("checkbox", item), Listing("ordered", item), Listing("ordered", item, 7))
    assert render(_document(*lists)) == "- x\n\n* [ ] x\n\n1. x\n\n7) x\n"


def test_lines_to_write_on_are_lines_and_no_rule() -> None:
    (first, second) = render(_document(WritingLines(2))).split("\n\n")
    assert first == second.strip() == "\\" + "_" * 60


def test_a_picture_is_the_words_that_stand_for_it() -> None:
    picture = Picture(b"bytes", "image/jpeg", 3, 2, alt_text="A <door>", in_words="(picture: A <door>\n![*ajar*](x))")
    item = Listing("bullet", ((Paragraph((Text("door.jpg"),)), picture),))
    assert _read(render(_document(item, picture))) == _composed((item, picture))
    assert render(_document(picture)) == "(picture: A \\<door>\\\n!\\[\\*ajar\\*](x))\n"


@settings(deadline=None)
@given(documents)
def test_the_same_document_is_the_same_text(document: Document) -> None:
    assert render(document) == render(document)
