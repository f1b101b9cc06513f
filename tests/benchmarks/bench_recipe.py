"""Trains our default recipe and Ultralytics' own on the same pictures, and prints what they reach.

    python -m tests.benchmarks.bench_recipe [SEEDS] [FILE]

Each training has one core to itself; as many go on as there are cores. It takes hours: each outcome
is a line of FILE (build/bench-recipe.jsonl), and those that are there are not measured again.
"""

import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import NamedTuple

import msgspec

from tests.benchmarks.bench_recipe_arms import ARMS, OURS, STOCK, Job, Outcome
from tests.benchmarks.bench_recipe_data import STAMPS

SEEDS = 5
OUTCOMES = Path("build/bench-recipe.jsonl")


class Comparison(NamedTuple):
    """Arms that train on the same pictures as long."""

    title: str
    data: str
    labelled: int
    epochs: int | None
    """None: as our default recipe says."""
    arms: tuple[str, ...]


ALL = tuple(ARMS)
FEW = (next(iter(OURS)), *STOCK)
COMPARISONS = (
    Comparison(
        "Trees: 81 tiles of a photo, another photo to test, 10 epochs", "photos", 90, 10, ALL
    ),
    *(
        Comparison(f"Trees: {n} labelled tiles, others to test", "tiles", n, None, FEW)
        for n in (5, 10, 20, 40)
    ),
    Comparison("Composed: 10 labelled pictures", "composed", 10, None, FEW),
    Comparison("Composed: 100 labelled pictures", "composed", 100, None, FEW),
    Comparison(
        "Trees: 81 tiles of a photo, another photo to test, 30 epochs", "photos", 90, 30, FEW
    ),
)


def main() -> None:
    """Carry out what is missing, and print the tables."""
    if not STAMPS.exists():
        sys.exit(
            "The cut-outs for the composed pictures are missing; on Debian or Ubuntu: "
            "sudo apt-get install tuxpaint-stamps-default"
        )
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else SEEDS
    path = Path(sys.argv[2]) if len(sys.argv) > 2 else OUTCOMES
    path.parent.mkdir(parents=True, exist_ok=True)
    wanted = [job for seed in range(seeds) for job in _jobs(seed)]
    done = {outcome.job for outcome in _read(path)}
    _carry_out([job for job in wanted if job not in done], path)
    outcomes = [outcome for outcome in _read(path) if outcome.job in set(wanted)]
    for comparison in COMPARISONS:
        _print_table(comparison, outcomes)


def _jobs(seed: int) -> Iterator[Job]:
    for one in COMPARISONS:
        for arm in one.arms:
            yield Job(one.data, one.labelled, one.epochs, arm, seed)


def _read(path: Path) -> list[Outcome]:
    lines = path.read_bytes().splitlines() if path.exists() else []
    return [msgspec.json.decode(line, type=Outcome) for line in lines]


def _carry_out(jobs: list[Job], path: Path) -> None:
    cores: SimpleQueue[int] = SimpleQueue()
    count = os.cpu_count() or 1
    for core in range(count):
        cores.put(core)
    with ThreadPoolExecutor(count) as pool, path.open("ab") as file:
        for line in pool.map(lambda job: _train(job, cores), jobs):
            if line is not None:
                file.write(line + b"\n")
                file.flush()
                print(line.decode(), flush=True)


def _train(job: Job, cores: SimpleQueue[int]) -> bytes | None:
    core = cores.get()
    module, text = "tests.benchmarks.bench_recipe_arms", msgspec.json.encode(job).decode()
    command = [sys.executable, "-m", module, str(core), text]
    try:
        ended = subprocess.run(command, capture_output=True, check=False)
    finally:
        cores.put(core)
    if ended.returncode:
        print(f"{job} failed:\n{ended.stderr.decode(errors='replace')[-2000:]}", flush=True)
        return None
    return ended.stdout.splitlines()[-1]


def _print_table(comparison: Comparison, outcomes: list[Outcome]) -> None:
    print(f"\n{comparison.title}")
    print(f"{'':24}{'AP50 (seeds)':>42}{'F1':>7}{'best':>7}{'found':>7}{'CPU s':>8}{'/ stock':>9}")
    key = comparison[1:4]
    rows = {
        arm: [o for o in outcomes if o.job.arm == arm and _key(o.job) == key]
        for arm in comparison.arms
    }
    stock = _mean(rows[next(iter(STOCK))], "precision")
    for arm, found in rows.items():
        if found:
            print(_row(arm, found, stock))


def _key(job: Job) -> tuple[str, int, int | None]:
    return job.data, job.labelled, job.epochs


def _row(arm: str, found: list[Outcome], stock: float) -> str:
    mean = {name: _mean(found, name) for name in ("precision", "f1", "best_f1", "found")}
    seeds = " ".join(f"{o.precision:.3f}".removeprefix("0") for o in found)
    precision = f"{mean['precision']:.3f} ({seeds})"
    ratio = f"{mean['precision'] / stock:.2f}" if stock else "-"
    return (
        f"{arm:24}{precision:>42}{mean['f1']:7.3f}{mean['best_f1']:7.3f}{mean['found']:7.2f}"
        f"{_mean(found, 'cpu_seconds'):8.0f}{ratio:>9}"
    )


def _mean(outcomes: list[Outcome], name: str) -> float:
    return statistics.fmean(getattr(o, name) for o in outcomes) if outcomes else 0.0


if __name__ == "__main__":
    main()
