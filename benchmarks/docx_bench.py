"""How fast a document becomes a DOCX, beside a raw zip, pandoc, and python-docx used by its public calls.

Run: ``python benchmarks/docx_bench.py --sizes 50 500 --runs 7``. All ways take turns in one run; figures are medians.
"""

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from markdown_it import MarkdownIt

from therapy_notes.document.markdown import blocks
from therapy_notes.document.tree import Block, Document, Heading, Table, Text
from therapy_notes.writers.docx import render

PROSE = """
I was tired again and could not say why so the day went on slowly while my sister rang from the station because nothing
that we had planned would hold and yet there was a kind of quiet in it which I had not known before when she asked me
about Saturday I said it may be both afraid and glad then walked home along the river in the rain
"""
WORDS = PROSE.split()


def bodies(count: int) -> list[str]:
    draw = random.Random(20240501)  # noqa: S311  (prose, not secrets)
    return [_body(draw) for _ in range(count)]


def _body(draw: random.Random) -> str:
    paragraphs = []
    for place in range(9):
        words = [draw.choice(WORDS) for _ in range(68)]
        for _ in range(3):
            at = draw.randrange(len(words))
            words[at] = f"{draw.choice(['*', '**'])}{words[at]}"
            words[at] += words[at][: len(words[at]) - len(words[at].lstrip("*"))]
        if place in {2, 6}:
            words[10] = f"[{words[10]}](https://example.org/{draw.randrange(10**6)})"
        paragraphs.append(" ".join(words).capitalize() + ".")
    items = [" ".join(draw.choice(WORDS) for _ in range(12)) for _ in range(6)]
    paragraphs.insert(3, "\n".join(f"- {item}" for item in items[:3]))
    paragraphs.insert(7, "\n".join(f"{number}. {item}" for number, item in enumerate(items[3:], 1)))
    paragraphs.insert(5, "> " + " ".join(draw.choice(WORDS) for _ in range(20)))
    return "\n\n".join(paragraphs)


def document_of(texts: list[str]) -> Document:
    found: list[Block] = []
    for place, text in enumerate(texts):
        found.append(Heading(1, (Text(f"Entry {place}"),)))
        found.extend(blocks(text, below=1))
    cells = ((Text("When"),), (Text("What"),), (Text("How strong"),))
    found.append(Table(cells, (cells,) * 20))
    return Document(title="Notes", blocks=tuple(found))


def raw_zip(xml: bytes) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED, compresslevel=6) as archive:
        archive.writestr("word/document.xml", xml)
    return buffer.getvalue()


def pandoc(texts: list[str], folder: Path) -> None:
    source = "\n\n".join(f"# Entry {place}\n\n{text}" for place, text in enumerate(texts))
    (folder / "in.md").write_text(source, encoding="utf-8")
    subprocess.run([_PANDOC, "-f", "commonmark", str(folder / "in.md"), "-o", str(folder / "out.docx")], check=True)


_PANDOC = shutil.which("pandoc") or ""


def naive(texts: list[str]) -> bytes:
    """What one writes first: markdown-it-py's tokens, python-docx's calls."""
    parser = MarkdownIt("commonmark")
    document = docx.Document()

    def add_runs(paragraph: Any, children: Any) -> None:
        bold = italic = False
        link = None
        for child in children:
            if child.type == "text" and child.content:
                run = paragraph.add_run(child.content)
                run.bold, run.italic = bold or None, italic or None
                if link:
                    hyperlink = OxmlElement("w:hyperlink")
                    identity = paragraph.part.relate_to(link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
                    hyperlink.set(qn("r:id"), identity)
                    hyperlink.append(run._r)
                    paragraph._p.append(hyperlink)
            elif child.type == "softbreak":
                paragraph.add_run().add_break()
            elif child.type.startswith("strong"):
                bold = child.nesting > 0
            elif child.type.startswith("em"):
                italic = child.nesting > 0
            elif child.type.startswith("link"):
                link = child.attrs.get("href") if child.nesting > 0 else None

    for place, text in enumerate(texts):
        document.add_heading(f"Entry {place}", 1)
        style = None
        for token in parser.parse(text):
            if token.type in {"bullet_list_open", "ordered_list_open", "blockquote_open"}:
                style = {"b": "List Bullet", "o": "List Number"}[token.type[0]] if "list" in token.type else "Quote"
            elif token.type in {"bullet_list_close", "ordered_list_close", "blockquote_close"}:
                style = None
            elif token.type == "inline":
                add_runs(document.add_paragraph(style=style), token.children)
    table = document.add_table(rows=21, cols=3)
    for row in table.rows:
        for cell in row.cells:
            cell.text = "What"
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def timed(ways: dict[str, Callable[[], object]], runs: int) -> dict[str, float]:
    """The median milliseconds of each way; in every round each has its turn."""
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(runs):
        for name, way in ways.items():
            begins = time.perf_counter()
            way()
            times[name].append(1000 * (time.perf_counter() - begins))
    return {name: median(values) for name, values in times.items()}


def table(title: str, times: dict[str, float], unit: str) -> None:
    print(f"\n**{title}**\n\n| way | ms | × {unit} |\n|---|---|---|")
    for name, value in times.items():
        print(f"| {name} | {value:.1f} | {value / times[unit]:.3f} |")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--sizes", type=int, nargs="+", default=[50, 500], help="entries per document")
    arguments.add_argument("--runs", type=int, default=7)
    arguments.add_argument("--naive-runs", type=int, default=1, help="rounds of the naive way; it is slow")
    arguments.add_argument("--naive-up-to", type=int, default=500)
    given = arguments.parse_args()
    packages = ", ".join(f"{name} {version(name)}" for name in ("python-docx", "markdown-it-py", "lxml"))
    print(f"Python {sys.version.split()[0]}, {packages}; {given.runs} runs, medians")
    with tempfile.TemporaryDirectory() as folder:
        for size in given.sizes:
            measure(size, given, Path(folder))
    largest = max(given.sizes)
    few, many = document_of(bodies(largest)), document_of(bodies(10 * largest))
    grown = timed({"small": lambda: render(few), "large": lambda: render(many)}, 3)
    print(f"\nt({10 * largest})/t({largest}) = {grown['large'] / grown['small']:.2f}")


def measure(size: int, given: argparse.Namespace, folder: Path) -> None:
    texts = bodies(size)
    document = document_of(texts)
    with ZipFile(BytesIO(render(document))) as archive:
        xml = archive.read("word/document.xml")
    words = sum(len(text.split()) for text in texts)
    ready = {"raw zip": lambda: raw_zip(xml), "render": lambda: render(document)}
    table(f"{size} entries, {words} words, {len(xml)} bytes of XML; document ready", timed(ready, given.runs), "raw zip")
    whole: dict[str, Callable[[], object]] = {
        "bodies → document": lambda: document_of(texts),
        "bodies → DOCX": lambda: render(document_of(texts)),
    }
    if _PANDOC:
        whole["pandoc, whole process"] = lambda: pandoc(texts, folder)
    times = timed(whole, given.runs)
    if size <= given.naive_up_to:
        times |= timed({"markdown-it-py and python-docx's calls": lambda: naive(texts)}, given.naive_runs)
    table(f"{size} entries, end to end", times, "bodies → DOCX")


if __name__ == "__main__":
    main()
