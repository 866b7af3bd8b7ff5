"""One HTML file in which nothing that a person wrote is anything but text."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from lxml import html as lxml_html

from hostile_documents import documents
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
from therapy_notes.text import visible
from therapy_notes.writers.html import render

ALLOWED: dict[str, set[str]] = {
    "html": {"lang"},
    "head": set(),
    "meta": {"charset", "http-equiv", "content", "name"},
    "title": set(),
    "style": set(),
    "body": set(),
    "main": set(),
    "footer": set(),
    **{f"h{level}": set() for level in range(1, 7)},
    "p": {"class"},
    "ul": {"class"},
    "ol": {"start"},
    "li": set(),
    "label": set(),
    "input": {"type", "aria-label"},
    "span": set(),
    "blockquote": set(),
    "pre": set(),
    "code": set(),
    "hr": set(),
    "table": set(),
    "thead": set(),
    "tbody": set(),
    "tr": set(),
    "th": {"scope"},
    "td": set(),
    "div": {"class", "aria-hidden"},
    "br": set(),
    "strong": set(),
    "em": set(),
    "s": set(),
    "a": {"href", "rel"},
    "img": {"src", "alt"},
}
VOID = {"meta", "input", "hr", "br", "img"}


class Witness(HTMLParser):
    """Notes every tag and attribute, and the text of ``main``."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.text = ""
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED
        assert {name for name, _ in attrs} <= ALLOWED[tag]
        self.links += [value or "" for name, value in attrs if name == "href"]
        if tag not in VOID:
            self.open.append(tag)
        if tag == "br":
            self.text += "\n"

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "main" in self.open:
            self.text += data

    def handle_comment(self, data: str) -> None:
        pytest.fail("nobody composed a comment")

    def handle_pi(self, data: str) -> None:
        pytest.fail("nobody composed an instruction")


def _witness(document: Document) -> Witness:
    witness = Witness()
    witness.feed(render(document))
    witness.close()
    assert witness.open == []
    return witness


def _content_text(content: Inlines) -> str:
    return "".join("\n" if isinstance(inline, LineBreak) else visible(inline.text) for inline in content)


def _text(blocks: Blocks) -> str:
    return "".join(map(_block_text, blocks))


def _block_text(block: Block) -> str:
    match block:
        case Title() | Heading() | Paragraph():
            return _content_text(block.content)
        case Listing():
            return "".join(map(_text, block.items))
        case Quote():
            return _text(block.blocks)
        case Code():
            return visible(block.text)
        case Table():
            return "".join(_content_text(cell) for row in (block.header, *block.rows) for cell in row)
        case Rule() | WritingLines() | Picture():
            return ""


def _solid(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _document(*blocks: Block, **rest: str) -> Document:
    return Document(title="Monday", blocks=blocks, **rest)  # type: ignore[arg-type]


@settings(deadline=None)
@given(documents)
def test_every_word_is_there_and_every_tag_and_attribute_is_ours(document: Document) -> None:
    assert _solid(_witness(document).text) == _solid(_text(document.blocks))


@settings(deadline=None)
@given(documents)
def test_another_parser_finds_no_element_that_we_do_not_write(document: Document) -> None:
    tree = lxml_html.document_fromstring(render(document).encode(), parser=lxml_html.HTMLParser(encoding="utf-8"))
    assert {element.tag for element in tree.iter()} <= ALLOWED.keys()


@settings(deadline=None)
@given(documents)
def test_every_link_leads_to_the_web_or_to_a_letter(document: Document) -> None:
    assert all(re.match("(?:https?|mailto):", link) for link in _witness(document).links)


def test_a_link_that_runs_is_not_followed_but_its_words_stay() -> None:
    page = render(_document(Paragraph((Text("press", link="javascript:alert(1)"),))))
    assert "<p>press</p>" in page
    assert "javascript" not in page


def test_nothing_is_fetched_and_nothing_runs() -> None:
    page = render(_document(Paragraph((Text("a"),))))
    assert "default-src 'none'; style-src 'unsafe-inline'" in page
    assert not re.search(r"<script|<link|<img|@import|url\(|\son\w+=", page)


def test_a_document_has_its_language_its_title_and_its_outline() -> None:
    page = render(
        Document(
            title="Montag & Co",
            blocks=(Title((Text("Montag"),)), Heading(1, (Text("Zuerst"),)), Heading(6, (Text("Zuletzt"),))),
            language="de-AT",
        )
    )
    assert '<html lang="de-AT">' in page
    assert "<title>Montag &amp; Co</title>" in page
    assert "<h1>Montag</h1>\n<h2>Zuerst</h2>\n<h6>Zuletzt</h6>" in page


@pytest.mark.parametrize(("paper", "size"), [("a4", "size: A4;"), ("letter", "size: letter;")])
def test_it_prints_on_its_paper(paper: str, size: str) -> None:
    assert size in render(_document(paper=paper))


def test_large_print_is_large() -> None:
    assert "--type: 16pt" in render(_document(style="large_print"))


def test_a_box_can_be_ticked_and_has_a_name() -> None:
    page = render(_document(Listing("checkbox", ((Paragraph((Text("my mother"),)), WritingLines(2)),))))
    assert '<label><input type="checkbox"><span>my mother</span></label>' in page
    assert page.count("<div></div>") == 2


def test_the_first_row_of_a_table_is_its_head() -> None:
    page = render(_document(Table(((Text("when"),),), (((Text("then"),),),))))
    assert '<thead>\n<tr><th scope="col">when</th></tr>\n</thead>' in page
    assert "<tbody>\n<tr><td>then</td></tr>\n</tbody>" in page


@pytest.mark.parametrize(
    ("template", "shown"),
    [
        ("My own words. Not a clinical record. · {page} / {pages}", "My own words. Not a clinical record."),
        ("My own words. {page} / {pages}", "My own words."),
        ("{page}/{pages} · My own words", "My own words"),
        ("<mine>, page {page} of {pages}", "&lt;mine&gt;"),
        ("Mine", "Mine"),
    ],
)
def test_the_words_of_the_footer_stand_once_and_page_numbers_are_for_paper(template: str, shown: str) -> None:
    page = render(_document(footer=template))
    assert f"<footer>{shown}</footer>" in page
    assert ("counter(page)" in page) == ("{page}" in template)


def test_a_footer_of_numbers_only_is_not_on_the_screen() -> None:
    assert "<footer>" not in render(_document())


def test_spaces_and_line_ends_of_code_are_kept() -> None:
    assert "<pre><code>  a\n\n b</code></pre>" in render(_document(Code("  a\n\n b")))


DOT = Picture(b"not read again here", "image/png", 1, 1, alt_text='a <dot> "here"\non paper', in_words="(a dot)")


def test_a_picture_is_in_the_page_itself_and_has_its_words() -> None:
    page = render(_document(Listing("bullet", ((Quote((DOT,)),),))))
    data = "bm90IHJlYWQgYWdhaW4gaGVyZQ=="
    assert f'<img src="data:image/png;base64,{data}" alt="a &lt;dot&gt; &quot;here&quot;\non paper">' in page
    assert "content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\"" in page


def test_a_page_without_pictures_lets_none_in() -> None:
    assert "img-src" not in render(_document(Paragraph((Text('<img src="data:image/png;base64,">'),))))
