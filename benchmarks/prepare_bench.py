"""What a page and a whole record in Markdown cost, beside the load of the same journal and the parsing of its bodies.

python benchmarks/prepare_bench.py --sizes 1000 10000 --runs 7
"""

import argparse
import statistics
import time
from collections.abc import Callable

import attrs
from json_bench import journal_of

import therapy_notes as tn
from therapy_notes.document.markdown import blocks


def took(call: Callable[[], object]) -> float:
    start = time.process_time()
    call()
    return time.process_time() - start


def measured(calls: dict[str, Callable[[], object]], runs: int) -> dict[str, list[float]]:
    """Run all calls in turns, so that a slow moment of the machine meets all of them."""
    times: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(runs):
        for name, call in calls.items():
            times[name].append(took(call))
    return times


def joined(journal: tn.Journal) -> str:
    """The floor of a Markdown record: its bodies one after the other, each parsed once by markdown-it-py."""
    from markdown_it import MarkdownIt  # noqa: PLC0415

    parser = MarkdownIt("commonmark")
    for entry in journal.entries:
        parser.parse(entry.body)
    return "\n\n".join(entry.body for entry in journal.entries)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    print("| entries | what | median ms | beside | ratio |\n|---:|---|---:|---|---:|")
    for size in options.sizes:
        journal = journal_of(size)
        meeting = tn.Session.new(starts_at=tn.moment("2030-01-07 16:00", "Europe/Berlin"))
        topics = [
            tn.Topic.new(f"topic {n}", opened=tn.moment("2029-01-01 10:00", "Europe/Berlin")) for n in range(size // 100)
        ]
        journal = journal.with_records(meeting, *topics)
        shared = attrs.evolve(
            journal, entries=tuple(attrs.evolve(entry, shared_with=("therapist",)) for entry in journal.entries)
        )
        at = tn.moment("2030-01-06 20:00", "Europe/Berlin")
        data = tn.dumps(journal)
        mine = tn.view(journal, "me")
        times = measured(
            {
                "loads": lambda data=data: tn.loads(data),
                "prepare, for me": lambda mine=mine, at=at: tn.prepare(mine, at=at),
                "view, for the therapist": lambda shared=shared: tn.view(shared, "therapist"),
                "join and parse": lambda journal=journal: joined(journal),
                "our parse": lambda journal=journal: [blocks(entry.body) for entry in journal.entries],
                "Markdown of everything": lambda mine=mine: tn.render(mine, "markdown"),
            },
            options.runs if size < 5000 else max(3, options.runs // 2),
        )
        for name, base in (
            ("prepare, for me", "loads"),
            ("view, for the therapist", "loads"),
            ("our parse", "join and parse"),
            ("Markdown of everything", "join and parse"),
        ):
            ratio = statistics.median(a / b for a, b in zip(times[name], times[base], strict=True))
            print(f"| {size} | {name} | {statistics.median(times[name]) * 1000:.1f} | {base} | {ratio:.2f} |")


if __name__ == "__main__":
    main()
