"""Runs every bench, each in its own process, and prints them beside their goals.

    python -m tests.bench [WORD...]        only those whose name or file contains a word

Exit 0: every goal reached. 1: one missed, or a bench failed. What this machine lacks is printed and passes.
"""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
import traceback
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from tests.bench import Bench, NotHere, Result, reached, registered

FOLDER = Path(__file__).parent
HEADINGS = ("work", "ours", "against", "theirs", "ratio", "goal", "")
LONGEST_SECONDS = 900


def load(modules: Sequence[str]) -> dict[str, list[Bench]]:
    """Which file registers which benches."""
    found = {}
    for module in modules:
        before = set(registered)
        importlib.import_module(f"tests.bench.{module}")
        found[module] = [case for name, case in registered.items() if name not in before]
    return found


def measure_here(module: str, name: str) -> Result:
    load([module])
    try:
        return Result(*registered[name].measure())
    except NotHere as reason:
        return Result(problem=str(reason), missing=True)
    except Exception as error:
        traceback.print_exc()
        return Result(problem=f"{type(error).__name__}: {error}")


def measure_apart(module: str, name: str) -> Result:
    """In a new process, so that no bench warms or burdens another."""
    command = [sys.executable, "-m", "tests.bench", "--one", module, name]
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False,
                              timeout=LONGEST_SECONDS)
        return Result(**json.loads(done.stdout.splitlines()[-1]))
    except subprocess.TimeoutExpired:
        return Result(problem=f"not done after {LONGEST_SECONDS} s")
    except (IndexError, ValueError, TypeError):
        return Result(problem=f"ended with {done.returncode} and no figure")


def goal_words(case: Bench) -> str:
    parts = [f"{case.goal:g}x"] if case.goal is not None else []
    return " and ".join([*parts, *([f"{case.limit:g} {case.unit}"] if case.limit is not None else [])])


def row(case: Bench, result: Result) -> tuple[str, ...]:
    if result.problem:
        verdict = f"{'not measured' if result.missing else 'FAILED'}: {result.problem}"
        return (case.name, "-", case.against, "-", "-", goal_words(case), verdict)
    verdict = "reached" if reached(case, result) else "MISSED"
    ours, theirs = (f"{figure:.3g} {case.unit}" for figure in (result.ours, result.theirs))
    return (case.name, ours, case.against, theirs, f"{result.ratio():.2f}x", goal_words(case), verdict)


def table(rows: Sequence[tuple[str, ...]]) -> str:
    widths = [max(len(line[column]) for line in [HEADINGS, *rows]) for column in range(len(HEADINGS))]
    lines = [HEADINGS, tuple("-" * width for width in widths), *rows]
    padded = ([cell.ljust(width) for cell, width in zip(line, widths, strict=True)] for line in lines)
    return "\n".join("  ".join(cells).rstrip() for cells in padded)


def main(arguments: Sequence[str]) -> int:
    if arguments[:1] == ["--one"]:
        print("\n" + json.dumps(asdict(measure_here(arguments[1], arguments[2]))))
        return 0
    modules = sorted(file.stem for file in FOLDER.glob("*.py") if not file.stem.startswith("_"))
    rows, good = [], True
    for module, cases in load(modules).items():
        for case in cases:
            if arguments and not any(word.lower() in f"{module} {case.name}".lower() for word in arguments):
                continue
            print(f"measuring: {case.name}", file=sys.stderr, flush=True)
            result = measure_apart(module, case.name)
            good = good and (result.missing or reached(case, result))
            rows.append(row(case, result))
    print(table(rows))
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
