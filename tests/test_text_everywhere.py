"""One policy for text: our own files give back every character, and every document shows the same."""

from collections.abc import Callable
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import therapy_notes as tn
from helpers import documents
from hostile_documents import texts
from therapy_notes.document.markdown import blocks, plain
from therapy_notes.document.tree import Block, Code, Document, LineBreak, Paragraph, Text, Title
from therapy_notes.testing import words
from therapy_notes.text import has_lone_surrogate, visible, with_directions_closed
from therapy_notes.writers import docx as docx_writer
from therapy_notes.writers import html as html_writer
from therapy_notes.writers import markdown as markdown_writer

ODDITIES = [
    "\n", "\r\n", "\r", "\x85", "\u2028", "\u2029", "\x0b", "\x0c", "\x00", "\x07", "\x1b[31m", "\x1c", "\x7f",
    "\x80", "\x93", "\x9b", "\x9f", "\ud83d", "\ude00", "\ufffe", "\uffff", "\ufdd0", "\U0001ffff", "\u202a", "\u202b",
    "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069", "\u200e", "\u200b", "\u200c", "\u200d",
    "\ufe0f", "\U000e0041", "\xad", "\u2060", "\ufeff", "e\u0301", "\u00e9", "\u212b", "\ufb1d", "\xa0", "\u3000", " ",
    "  ", "\t", "a", "\u05d0", "*", "_", "`", "<b>", "&amp;", "\\", "|", "- ", "1. ", "# ", "[T]: x",
]  # fmt: skip
hostile = st.lists(st.sampled_from(ODDITIES) | st.text(max_size=2), max_size=12).map("".join) | texts | words()


def shown(text: str) -> str:
    return with_directions_closed(visible(text))


# What three other programs find in our documents. Each reader returns the text of the only paragraph or block of code.


def _in_docx(block: Block) -> str:
    opened = docx.Document(BytesIO(docx_writer.render(_page(block))))
    (paragraph,) = opened.paragraphs[1:]
    return str(paragraph.text)


class _Words(HTMLParser):
    """Collects the text inside one kind of element."""

    def __init__(self, tag: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tag = tag
        self.is_inside = False
        self.text = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.is_inside |= tag == self.tag
        self.text += "\n" if tag == "br" else ""

    def handle_endtag(self, tag: str) -> None:
        self.is_inside &= tag != self.tag

    def handle_data(self, data: str) -> None:
        if self.is_inside:
            self.text += data


def _in_html(block: Block) -> str:
    reader = _Words("pre" if isinstance(block, Code) else "p")
    reader.feed(html_writer.render(_page(block)))
    reader.close()
    return reader.text


def _in_markdown(block: Block) -> str:
    tokens = MarkdownIt("commonmark").parse(markdown_writer.render(_page(block)))[3:]
    if isinstance(block, Code):
        (fence,) = tokens
        return fence.content.removesuffix("\n")
    inline = [child for token in tokens for child in token.children or ()]
    assert {child.type for child in inline} <= {"text", "hardbreak"}
    return "".join("\n" if child.type == "hardbreak" else child.content for child in inline)


def _page(block: Block) -> Document:
    return Document(title="A page", blocks=(Title((Text("A page"),)), block))


READERS = {"docx": _in_docx, "html": _in_html, "markdown": _in_markdown}
each_document = pytest.mark.parametrize("read", READERS.values(), ids=READERS)


@each_document
@documents
@given(hostile)
@example("a\x00b\x1b[31m\x9b31m\x85c\u2028d\ufffe\ud83d")
@example("\u2067one\r\n\u202etwo\rthree")
@example(" \t a  b\t")
@example("\u2764\ufe0f \U0001f469\u200d\U0001f4bb e\u0301")
def test_a_document_shows_the_same_text_in_every_format(read: Callable[[Block], str], text: str) -> None:
    found = read(Paragraph(plain(text)))
    # Empty lines at the edges of a paragraph are the one thing that CommonMark cannot say.
    assert found == (shown(text).strip("\n") if read is _in_markdown else shown(text))


@each_document
@documents
@given(hostile)
def test_a_document_shows_the_same_text_as_code(read: Callable[[Block], str], text: str) -> None:
    assert read(Code(shown(text))) == shown(text)


@given(hostile)
@example("\u202eabc")
@example("\u2067so **very\u2069 tired**")
@example("**\u202eone\ntwo** three")
def test_the_words_of_one_person_end_with_every_direction_closed(text: str) -> None:
    lines = [""]
    for inline in plain(text):
        if isinstance(inline, LineBreak):
            lines.append("")
        else:
            lines[-1] += inline.text
    for block in blocks(text):
        if isinstance(block, Code):
            lines += block.text.split("\n")
        elif isinstance(block, Paragraph):
            lines.append("")
            for inline in block.content:
                if isinstance(inline, LineBreak):
                    lines.append("")
                else:
                    lines[-1] += inline.text
    assert lines == [with_directions_closed(line) for line in lines]


def test_a_direction_that_one_run_opens_may_be_closed_by_the_next() -> None:
    (paragraph,) = blocks("\u2067so **very\u2069 tired**")
    assert isinstance(paragraph, Paragraph)
    assert [run.text for run in paragraph.content if isinstance(run, Text)] == ["\u2067so ", "very\u2069 tired"]
    assert _in_html(paragraph) == _in_docx(paragraph) == "\u2067so very\u2069 tired"


# Our own files.


@given(hostile)
def test_a_journal_holds_every_text_or_refuses_it(text: str) -> None:
    if has_lone_surrogate(text):
        with pytest.raises(ValueError, match="surrogate"):
            tn.Entry(id="a", body=text)
    else:
        journal = tn.Journal(zone="Europe/Oslo", entries=(tn.Entry(id="a", title=text, body=text),))
        back = tn.loads(tn.dumps(journal))["a"]
        assert isinstance(back, tn.Entry)
        assert (back.title, back.body) == (text, text)
        assert tn.loads(tn.dumps(journal, indent=None))["a"] == back


@documents
@given(hostile.filter(lambda text: not has_lone_surrogate(text)))
@example("".join(oddity for oddity in ODDITIES if not has_lone_surrogate(oddity)))
@example("\r")
@example("\ufeff---\na: b\n---\n")
def test_a_text_comes_back_from_every_form_of_ours(text: str) -> None:
    entry = tn.Entry(id="a", title=text, body=text, tags=(text,), extra={"key": text})
    journal = tn.Journal(zone="Europe/Oslo", entries=(entry,))
    with TemporaryDirectory() as folder:
        for name in ("me.json", "me.jsonl", "me.jsonl.gz", "me"):
            tn.save(journal, Path(folder, name))
            (back,) = tn.load(Path(folder, name)).entries
            assert (back.title, back.body, back.tags, back.extra["key"]) == (text, text, (text,), text)


@given(hostile)
def test_a_view_as_json_keeps_the_text_to_the_letter(text: str) -> None:
    entry = tn.Entry(id="a", body=text.replace("%", "").encode("utf-8", "ignore").decode(), shared_with=("therapist",))
    journal = tn.Journal(zone="Europe/Oslo", entries=(entry,))
    (seen,) = tn.loads(str(tn.render(tn.view(journal, "therapist"), "json")).encode()).entries
    assert seen.body == entry.body
