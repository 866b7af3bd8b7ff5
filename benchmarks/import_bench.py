"""What ``import therapy_notes`` costs beside an empty program: whole processes, in turns, medians."""

import statistics
import subprocess
import sys
import time


def took(code: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return time.perf_counter() - start


def main(runs: int = 41) -> None:
    programs = {
        "pass": "pass",
        "import therapy_notes": "import therapy_notes",
        "tn.Entry": "import therapy_notes as tn; tn.Entry",
    }
    times: dict[str, list[float]] = {name: [] for name in programs}
    for _ in range(runs):
        for name, code in programs.items():
            times[name].append(took(code))
    print("| program | median ms | ratio |\n|---|---|---|")
    for name, found in times.items():
        ratio = statistics.median(a / b for a, b in zip(found, times["pass"], strict=True))
        print(f"| `{name}` | {statistics.median(found) * 1000:.1f} | {ratio:.2f} |")


if __name__ == "__main__":
    main()
