"""Loading and writing JSON, against the floor and against pydantic, interleaved in one process.

    python benchmarks/json_bench.py --sizes 1000 3000 10000 --runs 7

All figures are medians of pairwise ratios within a round, so that a busy machine slows both sides. The floor is msgspec with
typed Structs and native ``datetime`` (it cannot read RFC 9557, so it gets the same file without the names of zones), plus
the SHA-256 of the file. pydantic gets models with the same fields and the same values, ``pendulum`` moments by our own
parser included; a second row gives it native datetimes, as the floor has.
"""

import argparse
import datetime as dt
import gc
import hashlib
import platform
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
import pydantic

from therapy_notes import moments
from therapy_notes.codec import dumps, fast, loads, reading
from therapy_notes.codec.keys import known_fields
from therapy_notes.model.agreements import Agreement
from therapy_notes.model.entries import Comment, Entry
from therapy_notes.model.journal import Journal
from therapy_notes.model.ruptures import Rupture
from therapy_notes.model.sessions import Session
from therapy_notes.model.shapes import Choice, Many, Nested, Scalar
from therapy_notes.model.values import Attachment, Feeling, Rating

# -- data -----------------------------------------------------------------------------------------------------

_TEXT = (
    "the door was yellow and I stood there for four minutes – before I rang, because “nobody” had said that it’s allowed "
    "to be late; she smiled and looked at the clock, naïve as ever, and I thought: this is the garden about which I told "
    "you (the one with the pond) and nothing in it has changed since we left. [Again] **and** again I count *windows*"
)
_WORDS = _TEXT.split()
_FEELINGS = ("fear", "relief", "shame", "tenderness", "anger", "longing", "calm")
_TAGS = ("arriving", "the clock", "letters", "garden", "august", "silence")


def _text(rng: random.Random, words: int) -> str:
    chosen = rng.choices(_WORDS, k=words)
    for n in range(60, words, 90):
        chosen[n] += "\n\n"
    return " ".join(chosen)


def _moment(rng: random.Random, day: int) -> moments.DateTime:
    zone = "Europe/Berlin" if rng.random() < 0.9 else rng.choice(("America/New_York", "Asia/Tokyo", "UTC"))
    start = int(dt.datetime(2018, 1, 1, tzinfo=dt.UTC).timestamp())
    return moments.at_instant((start + day * 14_400 + rng.randrange(14_000)) * 1_000_000 + rng.randrange(10**6), zone)


def _feeling(rng: random.Random) -> Feeling:
    degree = Rating.of(rng.randrange(11)) if rng.random() < 0.7 else "a little"
    return Feeling(name=rng.choice(_FEELINGS), degree=degree)


def _entry(rng: random.Random, n: int) -> Entry:
    return Entry(
        id=rng.randbytes(16).hex(),
        written_at=_moment(rng, n),
        changed_at=_moment(rng, n),
        title=_text(rng, 5),
        body=_text(rng, min(3100, max(300, round(rng.lognormvariate(6.6, 0.45))))),
        feelings=tuple(_feeling(rng) for _ in range(rng.randrange(4))),
        tags=tuple(rng.sample(_TAGS, rng.randrange(4))),
        therapy="with-ines",
        shared_with=("therapist",) if rng.random() < 0.3 else (),
        comments=tuple(
            Comment(id=f"c{k}", author="Ida", mine=bool(k % 2), written_at=_moment(rng, n), body=_text(rng, 30))
            for k in range(rng.choice((0, 0, 1, 2)))
        ),
        attachments=(Attachment(id="a1", name="garden.jpg", media_type="image/jpeg"),) if rng.random() < 0.1 else (),
    )


def journal_of(entries: int) -> Journal:
    rng = random.Random(20240229)  # noqa: S311 - no secrets here
    return Journal(
        zone="Europe/Berlin",
        key=rng.randbytes(32),
        entries=tuple(_entry(rng, n) for n in range(entries)),
        sessions=tuple(
            Session(id=f"s{n}", starts_at=_moment(rng, n * 20), status="fulfilled", medium="video")
            for n in range(entries // 20)
        ),
        ruptures=tuple(Rupture(id=f"r{n}", title=_text(rng, 6)) for n in range(entries // 160)),
        agreements=tuple(Agreement(id=f"g{n}", topic="fee_and_payment", kind="own") for n in range(entries // 500)),
    )


# -- peers ----------------------------------------------------------------------------------------------------


def _typed(shape: Any, class_of: Callable[[type], Any], leaves: dict[str, Any]) -> Any:
    match shape:
        case Scalar("degree"):
            return class_of(Rating) | str
        case Scalar(kind):
            return leaves.get(kind, str)
        case Choice(words):
            return Literal[words]  # type: ignore[valid-type]
        case Nested(of):
            return class_of(of)
        case Many(of):
            return tuple[_typed(of, class_of, leaves), ...]  # type: ignore[misc]


def _fields(of: type, class_of: Callable[[type], Any], leaves: dict[str, Any]) -> list[tuple[str, Any, Any]]:
    found = []
    for f in known_fields(of):
        typed = _typed(f.shape, class_of, leaves)
        found.append((f.name, typed | None if f.optional else typed, ... if f.required else f.default))
    return found


_STRUCT = {
    "integer": int, "number": int | float, "truth": bool, "moment": dt.datetime, "when": dt.datetime, "day": dt.date,
    "length": dt.timedelta, "json": Any,
}  # fmt: skip


@cache
def struct_of(of: type) -> Any:
    fields = [(n, t) if d is ... else (n, t, d) for n, t, d in _fields(of, struct_of, _STRUCT)]
    if of is Journal:
        fields.append(("therapy_notes", dict[str, Any]))
    return msgspec.defstruct(of.__name__, fields, kw_only=True)


def _pydantic(times: Any) -> Callable[[type], Any]:
    leaves = {
        "integer": int, "number": int | float, "truth": bool, "moment": times, "when": times, "day": dt.date,
        "length": dt.timedelta, "json": Any,
    }  # fmt: skip

    @cache
    def model_of(of: type) -> Any:
        fields: dict[str, Any] = {n: (t, d) for n, t, d in _fields(of, model_of, leaves)}
        if of is Journal:
            fields["therapy_notes"] = (dict[str, Any], ...)
        return pydantic.create_model(of.__name__, __config__=pydantic.ConfigDict(frozen=True), **fields)

    return model_of


pydantic_native = _pydantic(dt.datetime)
pydantic_equal = _pydantic(
    Annotated[
        moments.DateTime,
        pydantic.PlainValidator(moments.parse),
        pydantic.PlainSerializer(moments.wire, return_type=str),
    ]
)


# -- rounds ---------------------------------------------------------------------------------------------------


def rounds(candidates: dict[str, Callable[[], object]], runs: int) -> dict[str, list[float]]:
    """Return the times of each candidate, measured in turn, each round in another order."""
    times: dict[str, list[float]] = {name: [] for name in candidates}
    names = list(candidates)
    for n in range(runs + 1):
        for name in names[n % len(names) :] + names[: n % len(names)]:
            gc.collect()
            start = time.perf_counter()
            made = candidates[name]()
            if n:  # the first round warms up
                times[name].append(time.perf_counter() - start)
            del made
    return times


def ratio(times: dict[str, list[float]], one: str, other: str) -> float:
    return statistics.median(a / b for a, b in zip(times[one], times[other], strict=True))


def loading(file: bytes, runs: int) -> dict[str, list[float]]:
    native = re.sub(rb'([+-]\d\d:\d\d)\[[A-Za-z_/]+\]"', rb'\1"', file)
    unsealed = file.replace(b'"plain": true', b'"plain": null', 1)
    structs = msgspec.json.Decoder(struct_of(Journal))
    equal, with_native = pydantic_equal(Journal), pydantic_native(Journal)
    assert fast.journal_of(file, reading.seal.find(file)) == loads(unsealed)
    return rounds(
        {
            "msgspec Structs + SHA-256": lambda: (structs.decode(native), hashlib.sha256(native).digest()),
            "ours, sealed": lambda: loads(file),
            "ours, strict": lambda: loads(unsealed),
            "pydantic, equal values": lambda: equal.model_validate_json(file),
            "pydantic, native datetimes": lambda: with_native.model_validate_json(native),
        },
        runs,
    )


def writing(journal: Journal, file: bytes, runs: int) -> dict[str, list[float]]:
    native = re.sub(rb'([+-]\d\d:\d\d)\[[A-Za-z_/]+\]"', rb'\1"', file)
    structs = msgspec.json.decode(native, type=struct_of(Journal))
    equal = pydantic_equal(Journal).model_validate_json(file)
    with_native = pydantic_native(Journal).model_validate_json(native)

    def by_pydantic(model: Any) -> tuple[bytes, bytes]:
        made = model.model_dump_json(indent=2, exclude_defaults=True).encode()
        return made, hashlib.sha256(made).digest()

    assert len(by_pydantic(equal)[0]) == len(file) - 1
    return rounds(
        {
            "msgspec encode of Structs": lambda: msgspec.json.encode(structs),
            "ours": lambda: dumps(journal),
            "pydantic, equal values": lambda: by_pydantic(equal),
            "pydantic, native datetimes": lambda: by_pydantic(with_native),
        },
        runs,
    )


def peak(path: Path, road: str) -> float:
    """Return the peak memory of a load in a fresh process, with the file itself, as a multiple of the file (Linux)."""
    code = (
        "import sys, pathlib\n"
        "from therapy_notes.codec import loads, dumps, fast, structuring\n"
        "from therapy_notes.model.journal import Journal\n"
        "loads(dumps(Journal()))\n"
        "data = pathlib.Path(sys.argv[1]).read_bytes()\n"
        "if sys.argv[2] == 'strict': data = data.replace(b'\"plain\": true', b'\"plain\": null', 1)\n"
        # Not ru_maxrss: a child inherits that of its parent.
        "def most(): return int(pathlib.Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0]) * 1024\n"
        "before = most()\n"
        "kept = loads(data)\n"
        "print((most() - before) / len(data) + 1)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path), road], capture_output=True, text=True, check=True)
    return float(done.stdout)


def report(title: str, times: dict[str, list[float]], bases: tuple[str, ...]) -> None:
    print(f"\n{title}\n")
    print("| way | median ms | " + " | ".join(f"× {base}" for base in bases) + " |")
    print("|---|---|" + "---|" * len(bases))
    for name, taken in times.items():
        cells = " | ".join(f"{ratio(times, name, base):.2f}" for base in bases)
        print(f"| {name} | {statistics.median(taken) * 1000:.0f} | {cells} |")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    arguments.add_argument("--sizes", type=int, nargs="+", default=[1000, 3000, 10000])
    arguments.add_argument("--runs", type=int, default=7)
    chosen = arguments.parse_args()
    libraries = ", ".join(f"{name} {version(name)}" for name in ("msgspec", "pydantic", "attrs", "cattrs", "pendulum"))
    print(f"CPython {platform.python_version()}, {libraries}; {chosen.runs} runs, {dt.datetime.now(dt.UTC):%Y-%m-%d}")
    per_size: list[tuple[int, float, float, float]] = []
    for size in chosen.sizes:
        journal = journal_of(size)
        file = dumps(journal)
        head = f"{size:,} entries, {len(file) / 1e6:.1f} MB"
        found = loading(file, chosen.runs)
        report(f"Loading, {head}", found, ("msgspec Structs + SHA-256", "pydantic, equal values"))
        written = writing(journal, file, chosen.runs)
        report(f"Writing, {head}", written, ("msgspec encode of Structs", "pydantic, equal values"))
        with tempfile.NamedTemporaryFile(suffix=".json") as kept:
            Path(kept.name).write_bytes(file)
            peaks = {road: peak(Path(kept.name), road) for road in ("sealed", "strict")}
        print(f"\nPeak memory of a load, × the file: sealed {peaks['sealed']:.1f}, strict {peaks['strict']:.1f}")
        rates = (
            statistics.median(times) / len(file) * 1e9
            for times in (found["ours, sealed"], found["ours, strict"], written["ours"])
        )
        per_size.append((size, *rates))  # type: ignore[arg-type]
    print("\nLinearity, ns for each byte of the file\n\n| entries | sealed load | strict load | dump |\n|---|---|---|---|")
    for size, *costs in per_size:
        print(f"| {size:,} | " + " | ".join(f"{cost:.2f}" for cost in costs) + " |")


if __name__ == "__main__":
    main()
