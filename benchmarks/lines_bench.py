"""JSON Lines: peak memory at any size, and the speed for each record beside the bulk load of the same records.

    python benchmarks/lines_bench.py --sizes 10000 100000 1000000

Every measurement is a process of its own, since the peak of a process never falls. Idle is the same process that has
read one record. The bulk load is ``load`` of a sealed JSON file with the same records, at the size that ``--bulk`` says.
"""

import argparse
import json
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import therapy_notes as tn

SENTENCE = "I stood at the door and counted the steps until she came. Nothing in it was as I had feared, and I said so. "


def records(count: int) -> Iterator[tn.Entry]:
    start = tn.moment("2014-01-01 20:00", "Europe/Lisbon")
    for n in range(count):
        yield tn.Entry(
            id=f"{n:032x}",
            title=f"Evening {n}",
            body=SENTENCE * (1 + n % 4) + str(n),
            written_at=start.add(minutes=n),
            feelings=(tn.Feeling(name="relief", degree="a little"),) if n % 3 == 0 else (),
            tags=("evening",) if n % 2 else (),
        )


def peak() -> float:
    """Return the peak of this process in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def work(what: str, path: Path, count: int) -> dict[str, float]:
    head = tn.Journal(zone="Europe/Lisbon")
    started = time.perf_counter()
    match what:
        case "write":
            tn.write_records(records(count), path, header=head)
        case "make":  # what writing costs without the file
            for _ in records(count):
                pass
        case "read":
            assert sum(1 for _ in tn.iter_records(path)) == count
        case "idle":
            next(tn.iter_records(path))
        case "bulk":
            assert len(tn.load(path)) == count
        case "lines":
            assert len(tn.load(path)) == count
        case "json":
            tn.save(head.with_records(*records(count)), path)
    return {"seconds": time.perf_counter() - started, "peak": peak()}


def in_its_own_process(what: str, path: Path, count: int) -> dict[str, float]:
    command = [sys.executable, __file__, "--work", what, "--path", str(path), "--count", str(count)]
    found: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--bulk", type=int, default=30_000)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--work")
    parser.add_argument("--path", type=Path)
    parser.add_argument("--count", type=int, default=0)
    given = parser.parse_args()
    if given.work:
        print(json.dumps(work(given.work, given.path, given.count)))
        return
    print(f"CPython {platform.python_version()}, msgspec {version('msgspec')}, pendulum {version('pendulum')}\n")
    with tempfile.TemporaryDirectory() as folder:
        print(
            "| records | file MB | write s | read s | read µs a record | peak of writing MB | peak of reading MB | idle MB |"
        )
        print("|---|---|---|---|---|---|---|---|")
        for count in given.sizes:
            for ending in (".jsonl", ".jsonl.gz"):
                path = Path(folder, f"{count}{ending}")
                written = in_its_own_process("write", path, count)
                made = in_its_own_process("make", path, count)
                read = in_its_own_process("read", path, count)
                idle = in_its_own_process("idle", path, count)
                figures = (
                    path.stat().st_size / 1e6,
                    written["seconds"] - made["seconds"],
                    read["seconds"],
                    read["seconds"] / count * 1e6,
                    written["peak"],
                    read["peak"],
                    idle["peak"],
                )
                shown = " | ".join(f"{figure:.1f}" for figure in figures)
                print(f"| {count:,} {ending} | {shown} |", flush=True)
                path.unlink()
        bulk, lines = Path(folder, "bulk.json"), Path(folder, "bulk.jsonl")
        in_its_own_process("json", bulk, given.bulk)
        in_its_own_process("write", lines, given.bulk)
        ratios: list[tuple[float, float]] = []
        for _ in range(given.runs):
            whole = in_its_own_process("bulk", bulk, given.bulk)["seconds"]
            streamed = in_its_own_process("read", lines, given.bulk)["seconds"]
            loaded = in_its_own_process("lines", lines, given.bulk)["seconds"]
            ratios.append((whole / streamed, whole / loaded))
        print(f"\nSpeed beside the bulk load of the same {given.bulk:,} records, median of {given.runs}: ", end="")
        print(
            f"iter_records {statistics.median(a for a, _ in ratios):.2f}, load {statistics.median(b for _, b in ratios):.2f}"
        )


if __name__ == "__main__":
    main()
