"""A folder of Markdown files, a merge and a diff, beside the plain work of the disk and beside a load of the same journal.

    python benchmarks/vault_bench.py --sizes 1000 3000 10000 --runs 3

The floor of writing is the same bytes in the same files by ``Path.write_bytes``, without the promise that each is whole
after a crash; of reading, ``Path.read_bytes``. Everything runs in turns; figures are medians of ratios within a round.
"""

import argparse
import platform
import statistics
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import attrs
from json_bench import journal_of

import therapy_notes as tn


def took(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def write(files: dict[Path, bytes], folder: Path) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text)


def one_run(journal: tn.Journal, changed: tn.Journal, data: bytes, folder: Path) -> dict[str, float]:
    """Return the seconds of everything, each measured once, in turns."""
    vault, plain = folder / "vault", folder / "plain"
    row = {"save": took(lambda: tn.save(journal, vault))}
    files = {path.relative_to(vault): path.read_bytes() for path in vault.rglob("*.md")}
    row["plain"] = took(lambda: write(files, plain))
    row["again"] = took(lambda: tn.save(journal, vault))
    row["load"] = took(lambda: tn.load(vault))
    row["read"] = took(lambda: [path.read_bytes() for path in plain.rglob("*.md")])
    row["one"] = took(lambda: tn.save(changed, vault))
    assert tn.load(vault) == changed
    row["json"] = took(lambda: tn.loads(data))
    row["merge"] = took(lambda: tn.merge(journal, changed, base=journal))
    row["diff"] = took(lambda: tn.diff(journal, changed))
    return row


COLUMNS = (
    ("first save s", "save", ""), ("× plain write", "save", "plain"), ("again, nothing changed s", "again", ""),
    ("one record changed s", "one", ""), ("load s", "load", ""), ("× plain read", "load", "read"),
    ("× load of JSON", "load", "json"), ("merge × load of JSON", "merge", "json"), ("diff × load of JSON", "diff", "json"),
)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 3000, 10_000])
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    print(f"CPython {platform.python_version()}, PyYAML {version('PyYAML')}, filelock {version('filelock')}\n")
    print("| entries |", *(f"{name} |" for name, _, _ in COLUMNS))
    print("|---" * (len(COLUMNS) + 1) + "|")
    for size in given.sizes:
        journal = journal_of(size)
        changed = journal.with_records(attrs.evolve(journal.entries[size // 2], title="Something else"))
        rows: list[dict[str, float]] = []
        for _ in range(given.runs):
            with tempfile.TemporaryDirectory() as folder:
                rows.append(one_run(journal, changed, tn.dumps(journal), Path(folder)))
        shown = [statistics.median(row[of] / (row[by] if by else 1) for row in rows) for _, of, by in COLUMNS]
        print(f"| {size:,} |", *(f"{figure:.2f} |" for figure in shown), flush=True)


if __name__ == "__main__":
    main()
