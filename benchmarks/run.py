"""Side by side in one run: this program and what a user would pick instead.

    python benchmarks/run.py FOLDER [--sizes 1200 60000] [--rounds 5] [--peers PYTHON]

FOLDER holds what `generate.py` wrote. `--peers` is a Python with the peers' packages
(`benchmarks/requirements.txt`). Whole processes, medians; A is calamine's `to_python()` over all
sheets of the same file. The answers of all are compared before any time is printed.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
PEERS = {
    "pandas + openpyxl": ("pandas_script.py", "openpyxl"),
    "pandas + calamine": ("pandas_script.py", "calamine"),
    "polars + fastexcel": ("polars_script.py",),
    "DuckDB + fastexcel": ("duckdb_script.py",),
    "pandera (rows only)": ("pandera_script.py",),
}
FOLDER_PEERS = {
    "pandas + calamine": "pandas",
    "polars + fastexcel": "polars",
    "DuckDB + fastexcel": "duckdb",
}
SLOW = {"pandas + openpyxl": 100_000}
"""the largest size, in members, at which a peer is still run"""


@dataclass(frozen=True)
class Run:
    wall: float
    cpu: float
    peak: float
    output: str


def once(command: Sequence[str], cores: Sequence[int] | None = None) -> Run:
    """One process: seconds of wall and CPU (children too) and the largest one's MiB."""
    began = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    if cores is not None:
        os.sched_setaffinity(child.pid, cores)
    output = child.stdout.read() if child.stdout else ""
    _, _, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - began
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, output)


def median(command: Sequence[str], rounds: int, cores: Sequence[int] | None = None) -> Run:
    runs = [once(command, cores) for _ in range(rounds)]
    wall, cpu = (statistics.median(getattr(r, name) for r in runs) for name in ("wall", "cpu"))
    return Run(wall, cpu, max(r.peak for r in runs), runs[-1].output)


def ours(path: Path, *extra: str) -> list[str]:
    program = [sys.executable, "-m", "lacduong_kpi"]
    return [*program, "check", str(path), "--fail-on", "never", *extra]


def our_answers(output: str) -> dict[str, list[int]]:
    targets = json.loads(output)["targets"]
    return {
        t["id"]: [t["numerator"], t["denominator"]] for t in targets if t["denominator"] is not None
    }


def compare(path: Path, size: int, python: str | None, rounds: int) -> None:
    baseline = median([sys.executable, str(HERE / "baseline.py"), str(path)], rounds)
    large = ("--large-files",) if size > 300_000 else ()
    rows = [("A: calamine to_python", baseline)]
    rows.append(("lacduong-kpi check", median(ours(path, *large), rounds)))
    rows.append(("the same, one core", median(ours(path, *large), rounds, [0])))
    mine = median(ours(path, "-f", "json", *large), rounds)
    rows.append(("the same, -f json", mine))
    expected = our_answers(mine.output)
    for name, (script, *arguments) in PEERS.items() if python else ():
        if size > SLOW.get(name, size):
            continue
        run = median([str(python), str(HERE / "peers" / script), *arguments, str(path)], rounds)
        agree(name, run.output, expected)
        rows.append((name, run))
    table(f"{size:,} members", rows, baseline)


def agree(name: str, output: str, expected: dict[str, list[int]]) -> None:
    answers = json.loads(output).get("answers", {})
    wrong = {
        key: (value, expected.get(key))
        for key, value in answers.items()
        if value != expected.get(key)
    }
    if wrong:
        raise SystemExit(f"{name} answers otherwise: {wrong}")


def table(title: str, rows: Sequence[tuple[str, Run]], baseline: Run) -> None:
    print(f"\n{title}\n{'':24}{'wall s':>9}{'CPU s':>9}{'MiB':>8}{'x A':>8}")
    for name, run in rows:
        print(
            f"{name:24}{run.wall:9.3f}{run.cpu:9.3f}{run.peak:8.0f}{run.wall / baseline.wall:8.2f}"
        )


def folder(path: Path, python: str | None, rounds: int) -> None:
    """Many workbooks: A is their summed serial read in one process."""
    files = sorted(str(each) for each in path.glob("*.xlsx"))
    baseline = median([sys.executable, str(HERE / "baseline.py"), *files], rounds)
    rows = [("A: calamine to_python", baseline), ("lacduong-kpi check", median(ours(path), rounds))]
    expected = our_answers(once(ours(path, "-f", "json")).output) if python else {}
    for name, engine in FOLDER_PEERS.items() if python else ():
        script = str(HERE / "peers" / "folder_script.py")
        run = median([str(python), script, engine, str(path)], rounds)
        agree(name, run.output, expected)
        rows.append((name, run))
    table(f"{len(files):,} workbooks", rows, baseline)


def main() -> None:
    ask = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    ask.add_argument("folder", type=Path)
    ask.add_argument("--sizes", type=int, nargs="*", default=[1_200, 60_000])
    ask.add_argument("--folders", nargs="*", default=[])
    ask.add_argument("--rounds", type=int, default=5)
    ask.add_argument("--peers", default=None)
    options = ask.parse_args()
    help_run = median([sys.executable, "-m", "lacduong_kpi", "--help"], options.rounds)
    print(f"--help {help_run.wall:.3f} s")
    for size in options.sizes:
        compare(options.folder / f"{size}.xlsx", size, options.peers, options.rounds)
    for name in options.folders:
        folder(options.folder / name, options.peers, options.rounds)


if __name__ == "__main__":
    main()
