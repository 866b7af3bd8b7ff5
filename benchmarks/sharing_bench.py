"""Sharing: what leaving out, other names, redaction and the last look cost, beside the Markdown of the same view.

    python benchmarks/sharing_bench.py --sizes 500 1500 5000

The journal is the invented one, its shared records repeated. The peer of the search for names is one pattern of the
standard library with word borders, which finds a name only as it is written.
"""

import argparse
import platform
import re
import statistics
import time
from collections.abc import Callable
from importlib.metadata import version

from attrs import evolve

import therapy_notes as tn


def journal_of(count: int) -> tn.Journal:
    """Return a journal with about so many entries for the therapist, and with people."""
    example = tn.example()
    shared = tn.view(example, "therapist").journal.entries
    entries = [
        evolve(shared[n % len(shared)], id=f"{n:032x}", shared_with=("therapist",), links=(), comments=())
        for n in range(count)
    ]
    return tn.Journal(zone=example.zone, key=bytes(32), people=example.people).with_records(*entries)


def seconds(work: Callable[[], object], runs: int) -> float:
    """Return the median time of some work."""
    found: list[float] = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        found.append(time.perf_counter() - started)
    return statistics.median(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[500, 1500, 5000])
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    print(f"CPython {platform.python_version()}, attrs {version('attrs')}, markdown-it-py {version('markdown-it-py')}\n")
    beside = "× Markdown"
    columns = ("entries", "view s", beside, "names s", "× one pattern", beside, "redact s", beside, "last look s", beside)
    print(f"| {' | '.join(columns)} |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for count in given.sizes:
        journal = journal_of(count)
        hers = tn.view(journal, "therapist")
        names = [name for person in journal.people for name in (person.name, *person.aliases)]
        pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b")
        texts = [entry.body for entry in hers.journal.entries]
        changed, _ = tn.pseudonymise(hers, journal.people)
        view = seconds(lambda journal=journal: tn.view(journal, "therapist"), given.runs)
        replaced = seconds(lambda hers=hers, journal=journal: tn.pseudonymise(hers, journal.people), given.runs)
        peer = seconds(lambda texts=texts, pattern=pattern: [pattern.sub("X", text) for text in texts], given.runs)
        redacted = seconds(lambda hers=hers: tn.redact(hers), given.runs)
        plain = seconds(lambda hers=hers: tn.render(hers, "markdown"), given.runs)
        looked = seconds(lambda changed=changed: tn.render(changed, "markdown"), given.runs) - plain
        figures = (
            f"{view:.2f}", f"{view / plain:.2f}", f"{replaced:.2f}", f"{replaced / peer:.0f}", f"{replaced / plain:.2f}",
            f"{redacted:.2f}", f"{redacted / plain:.2f}", f"{looked:.2f}", f"{looked / plain:.2f}",
        )  # fmt: skip
        print(f"| {count:,} | {' | '.join(figures)} |", flush=True)


if __name__ == "__main__":
    main()
