"""What shows itself in a notebook and in a terminal, because it was asked to; and that nothing else does."""

import os
import subprocess
import sys
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path
from typing import Any

import attrs
import nbformat
import pytest
from hypothesis import example as with_example
from hypothesis import given
from hypothesis import strategies as st
from nbclient import NotebookClient
from rich.console import Console

import therapy_notes as tn
from canaries import records, words_in
from helpers import documents
from therapy_notes import testing
from therapy_notes.model.journal import KINDS
from therapy_notes.notebook import Preview, preview, show
from therapy_notes.registry import render
from therapy_notes.sharing.manifest import manifest_of

AT = tn.moment("2024-09-15 20:30", "Europe/Lisbon")
HOSTILE = "</iframe><script>alert(1)</script><style>*{}</style>\"'&quot;&#34;&amp;quot; srcdoc=\x00\r\n` onload="


class Found(HTMLParser):
    """Every tag and every word outside of tags."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.rest: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, attrs))

    def handle_endtag(self, tag: str) -> None:
        self.tags.append((f"/{tag}", []))

    def handle_data(self, data: str) -> None:
        self.rest.append(data)


def things(journal: tn.Journal) -> list[Any]:
    view = tn.view(journal, "me")
    return [view, tn.prepare(view, at=AT), manifest_of(view)]


@documents
@given(testing.journals(), st.just("") | testing.words())
@with_example(tn.Journal(zone="UTC").with_records(tn.Entry.new(HOSTILE, title=HOSTILE), tn.Topic.new(HOSTILE)), HOSTILE)
def test_a_page_stands_in_a_frame_out_of_which_nothing_gets(journal: tn.Journal, title: str) -> None:
    journal = journal.with_records(attrs.evolve(tn.Entry.example(), title=title))
    for thing in things(journal):
        html = Found(show(thing)._repr_html_())
        assert [tag for tag, _ in html.tags] == ["iframe", "/iframe"]
        assert html.rest == []
        attributes = dict(html.tags[0][1])
        assert attributes.keys() == {"title", "sandbox", "referrerpolicy", "style", "srcdoc"}
        assert attributes["sandbox"] == ""
        assert attributes["srcdoc"] == render(thing, "html")


def test_the_frame_holds_a_page_that_runs_and_fetches_nothing(example: tn.Journal) -> None:
    page = dict(Found(preview(tn.view(example, "therapist"))._repr_html_()).tags[0][1])["srcdoc"]
    assert page is not None
    assert "default-src 'none'" in page
    assert "<script" not in page


def test_a_preview_shows_what_its_manifest_says(example: tn.Journal) -> None:
    view = tn.view(example, "therapist")
    found = preview(view, of=example)
    manifest = manifest_of(view, of=example)
    assert isinstance(found, Preview)
    assert (found.audience, found.kinds, found.at_home) == (manifest.audience, manifest.kinds, manifest.at_home)
    for format in ("json", "markdown", "html", "docx"):
        assert render(found, format) == render(manifest, format)
    assert found._repr_markdown_() == render(manifest, "markdown")
    assert attrs.evolve(found, audience="peer").kinds == found.kinds
    assert found == preview(view, of=example)
    assert found != preview(view)
    assert repr(found) == repr(manifest).replace("Manifest(", "Preview(")


def test_names_that_must_not_leave_go_along(example: tn.Journal) -> None:
    view = attrs.evolve(tn.view(example, "peer"), hidden_names=("Wilhelmine",))
    assert preview(view).hidden_names == ("Wilhelmine",)


def test_it_shows_itself_in_the_language_that_was_asked_for(example: tn.Journal) -> None:
    german = tn.Layout(language="de")
    view = tn.view(example, "therapist")
    assert preview(view, layout=german)._repr_markdown_().startswith("# Was in dieser Kopie ist")
    assert show(view, german)._repr_markdown_().startswith("# Aus meinem Journal")
    assert "lang=&quot;de&quot;" in show(view, german)._repr_html_()
    assert preview(view, layout=german) == preview(view)


def on_screen(thing: object) -> str:
    screen = StringIO()
    Console(file=screen, width=100).print(thing)
    return screen.getvalue()


def test_a_terminal_that_speaks_rich_shows_the_words(example: tn.Journal) -> None:
    view = tn.view(example, "therapist")
    assert "Entries (40)" in on_screen(preview(view))
    for thing in (preview(view), show(manifest_of(view)), show(view)):
        assert "A notebook with squares" in on_screen(thing)
        assert "A notebook with squares" not in repr(thing)


def test_the_words_of_others_move_no_cursor() -> None:
    view = tn.view(tn.Journal(zone="UTC").with_records(tn.Entry.new("x", title="\x1b[2J\x1b]0;gone\x07 still here")), "me")
    for thing in (preview(view), show(view)):
        assert "\x1b" not in on_screen(thing)
        assert "still here" in on_screen(thing)


@pytest.mark.parametrize("reader", ["me", "therapist"])
def test_no_word_stands_in_a_repr(reader: str) -> None:
    view = tn.view(tn.Journal(zone="Europe/Paris").with_records(*records((reader,))), reader)
    shown = repr([preview(view, of=view.journal), *map(show, [view, manifest_of(view), tn.prepare(view, at=AT)])])
    for kind in KINDS.values():
        for path, word in words_in(kind.of, kind.name):
            assert word not in shown, path


def test_a_journal_is_not_shown(example: tn.Journal) -> None:
    for attempt in (lambda: preview(example), lambda: show(example), lambda: show(example.entries[0])):  # type: ignore[arg-type]
        with pytest.raises(TypeError, match="for whom"):
            attempt()
    with pytest.raises(TypeError, match="Journal"):
        preview(tn.view(example, "peer"), of=tn.view(example, "me"))  # type: ignore[arg-type]


def test_importing_the_room_loads_nothing_that_only_some_have() -> None:
    home = str(Path(tn.__file__).parents[1])
    code = "import sys, therapy_notes.notebook, therapy_notes.frames; print({'rich', 'pandas', 'polars'} & {*sys.modules})"
    environment = {**os.environ, "PYTHONPATH": home}
    ran = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "set()"


@pytest.mark.filterwarnings("default")  # Jupyter's own warnings are Jupyter's affair
def test_in_a_notebook_only_what_was_asked_for_shows_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for place in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "TMPDIR"):
        (tmp_path / place.lower()).mkdir()
        monkeypatch.setenv(place, str(tmp_path / place.lower()))
    home = str(Path(tn.__file__).parents[1])
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, (home, os.environ.get("PYTHONPATH")))))
    cells = (
        "import therapy_notes as tn\nfrom therapy_notes.notebook import preview, show\n"
        "journal = tn.example()\nview = tn.view(journal, 'therapist')",
        "journal",
        "view",
        "from therapy_notes.sharing.manifest import manifest_of\nmanifest_of(view)",
        "preview(view, of=journal)",
        "show(view)",
    )
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])  # type: ignore[no-untyped-call]
    client = NotebookClient(book, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}})
    ran = [cell.outputs for cell in client.execute().cells]
    assert ran[0] == []
    data = [outputs[0].data for outputs in ran[1:]]
    assert [set(shown) for shown in data[:3]] == [{"text/plain"}] * 3
    assert [set(shown) for shown in data[3:]] == [{"text/plain", "text/html", "text/markdown"}] * 2
    plain = " ".join(shown["text/plain"] for shown in data)
    assert "A notebook with squares" not in plain
    assert "entries=<40>" in plain
    for shown in data[3:]:
        assert "A notebook with squares" in shown["text/html"]
        assert "A notebook with squares" in shown["text/markdown"]
        assert shown["text/html"].startswith("<iframe ")
