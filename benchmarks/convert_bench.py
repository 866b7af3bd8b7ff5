"""Old journals: a WordPress export of 50 MB beside iterparse and markdownify, and 10,000 Markdown files.

    python benchmarks/convert_bench.py --sizes 5 15 50

The peer goes through the same file with ``lxml.etree.iterparse`` and gives each body to ``markdownify`` as it stands: no
paragraphs, no shortcodes, no times, no threads, no account. Both run in turns; the figure is the median of the ratios.
Peak memory is that of a process of its own that reads the file from disk, beside one that has only imported the reader.
"""

import argparse
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

WORDS = [
    "kettle", "rain", "door", "Thursday", "letter", "window", "bread", "enough", "nobody", "quiet", "answer",
    "morning", "yellow", "stairs", "tram", "winter", "plum", "hands", "counted", "waited", "wrote", "laughed",
    "again", "before", "without", "almost", "between", "because", "whether", "still", "never", "always",
    "perhaps",
]  # fmt: skip
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Rain</title><wp:wxr_version>1.2</wp:wxr_version>
<wp:base_blog_url>https://rain.example</wp:base_blog_url>
<wp:author><wp:author_id>1</wp:author_id><wp:author_login>otti</wp:author_login></wp:author>
"""
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
SAID = "{http://wordpress.org/export/1.2/}comment"
SAID_CONTENT = "{http://wordpress.org/export/1.2/}comment_content"


def sentence(chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(5, 16))).capitalize() + "."


def classic(chance: random.Random) -> str:
    """A post as the old editor kept it: paragraphs are blank lines."""
    paragraphs = [" ".join(sentence(chance) for _ in range(chance.randint(2, 6))) for _ in range(chance.randint(4, 14))]
    paragraphs[1] = f"<em>{paragraphs[1]}</em>\n[crying]"
    paragraphs[2] += ' <a href="https://rain.example/?p=7">as I wrote</a>'
    paragraphs.append("<ul>\n<li>one</li>\n<li>two &amp; three</li>\n</ul>")
    return "\n\n".join(paragraphs)


def with_blocks(chance: random.Random) -> str:
    paragraphs = [" ".join(sentence(chance) for _ in range(chance.randint(2, 6))) for _ in range(chance.randint(4, 14))]
    marked = [f"<!-- wp:paragraph -->\n<p>{one}</p>\n<!-- /wp:paragraph -->" for one in paragraphs]
    marked.append('<!-- wp:heading {"level":3} -->\n<h3>Later</h3>\n<!-- /wp:heading -->')
    return "\n\n".join(marked)


def items(chance: random.Random) -> Iterator[str]:
    number = 0
    while True:
        number += 1
        body = classic(chance) if number % 2 else with_blocks(chance)
        comments = "".join(
            f"<wp:comment><wp:comment_id>{number}{n}</wp:comment_id><wp:comment_author>Ida</wp:comment_author>"
            f"<wp:comment_date>2019-05-03 1{n}:00:00</wp:comment_date>"
            f"<wp:comment_date_gmt>2019-05-03 0{n}:00:00</wp:comment_date_gmt>"
            f"<wp:comment_content><![CDATA[{sentence(chance)}\n\n{sentence(chance)}]]></wp:comment_content>"
            f"<wp:comment_approved>1</wp:comment_approved><wp:comment_parent>0</wp:comment_parent></wp:comment>"
            for n in range(number % 4)
        )
        yield (
            f"<item><title>Evening {number}</title><link>https://rain.example/?p={number}</link><dc:creator>otti</dc:creator>"
            f"<content:encoded><![CDATA[{body}]]></content:encoded><wp:post_id>{number}</wp:post_id>"
            f"<wp:post_date>2019-05-03 20:00:00</wp:post_date><wp:post_date_gmt>2019-05-03 18:00:00</wp:post_date_gmt>"
            f"<wp:status>publish</wp:status><wp:post_type>post</wp:post_type>"
            f'<category domain="post_tag" nicename="tea">tea</category>{comments}</item>\n'
        )


def write_export(path: Path, megabytes: int) -> None:
    """Write an export of about this size."""
    size = 0
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD)
        for item in items(random.Random(5)):  # noqa: S311 - a file that is the same every time
            size += file.write(item)
            if size >= megabytes * 1_000_000:
                break
        file.write("</channel></rss>\n")


def ours(path: Path) -> int:
    import therapy_notes as tn  # noqa: PLC0415

    return tn.read(path, "wordpress").tally.found


def peer(path: Path) -> int:
    from lxml import etree  # noqa: PLC0415
    from markdownify import markdownify  # noqa: PLC0415

    found = 0
    for _, item in etree.iterparse(path, tag="item"):
        found += 1
        markdownify(item.findtext(CONTENT) or "")
        for comment in item.iterfind(SAID):
            found += 1
            markdownify(comment.findtext(SAID_CONTENT) or "")
        item.clear()
        while item.getprevious() is not None:
            del item.getparent()[0]
    return found


def taken(run: Callable[[Path], int], path: Path) -> tuple[float, int]:
    started = time.perf_counter()
    found = run(path)
    return time.perf_counter() - started, found


def peak(path: Path | None) -> float:
    """Return the peak of a process of its own that reads a file, in MB; of one that only imports, where there is none."""
    command = [sys.executable, __file__, "--peak", *([str(path)] if path else [])]
    found: float = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return found


def exports(sizes: list[int], runs: int, folder: Path) -> None:
    print(f"lxml {version('lxml')}, markdownify {version('markdownify')}, beautifulsoup4 {version('beautifulsoup4')}\n")
    print("| file MB | items and comments | ours s | iterparse + markdownify s | ratio | s a MB | peak MB |")
    print("|---|---|---|---|---|---|---|")
    print(f"| 0 | 0 | | | | | {peak(None):.0f} |")
    for megabytes in sizes:
        path = folder / f"{megabytes}.xml"
        write_export(path, megabytes)
        times: list[tuple[float, float]] = []
        for run in range(runs):
            order = (ours, peer) if run % 2 else (peer, ours)
            found = {one: taken(one, path) for one in order}
            assert found[ours][1] == found[peer][1]
            times.append((found[ours][0], found[peer][0]))
        mine, other = (statistics.median(pair[n] for pair in times) for n in (0, 1))
        ratio = statistics.median(a / b for a, b in times)
        size = path.stat().st_size / 1e6
        count = taken(peer, path)[1] if not times else found[ours][1]
        print(
            f"| {size:.1f} | {count:,} | {mine:.2f} | {other:.2f} | {ratio:.2f} | {mine / size:.3f} | {peak(path):.0f} |",
            flush=True,
        )
        path.unlink()


def folders(sizes: list[int], runs: int) -> None:
    try:
        from therapy_notes.readers import markdown_folder  # noqa: PLC0415
    except ImportError:
        print("\nThe reader of Markdown folders is not here.")
        return
    chance = random.Random(5)  # noqa: S311 - files that are the same every time
    notes = {
        f"days/2019-05-{n % 28 + 1:02} {n}.md": f"---\ntitle: Evening {n}\ntags: [tea]\n---\n{sentence(chance)}\n".encode()
        for n in range(max(sizes))
    }
    print("\n| Markdown files | s | ms a file |\n|---|---|---|")
    for size in sizes:
        some = dict(list(notes.items())[:size])
        times: list[float] = []
        for _ in range(runs):
            started = time.perf_counter()
            reading = markdown_folder.read_files(some)
            times.append(time.perf_counter() - started)
            assert len(reading.journal.entries) == size
        seconds = statistics.median(times)
        print(f"| {size:,} | {seconds:.2f} | {seconds / size * 1000:.3f} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[5, 15, 50], help="megabytes of the exports")
    parser.add_argument("--files", type=int, nargs="+", default=[1_000, 3_000, 10_000], help="how many Markdown files")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--peak", type=Path, nargs="?", const=Path(), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.peak is not None:
        from therapy_notes.readers import wordpress  # noqa: F401, PLC0415 - what only importing it takes

        if given.peak != Path():
            ours(given.peak)
        print(json.dumps(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))
        return
    with tempfile.TemporaryDirectory() as folder:
        exports(given.sizes, given.runs, Path(folder))
    folders(given.files, given.runs)


if __name__ == "__main__":
    main()
