"""Runs the faults and says what broke. Exit 0: every promise held and every seeded bug was noticed."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from functools import partial

from tests.faults import shim


def main() -> int:
    options = _options()
    reason = shim.why_not()
    if reason:
        print(f"SKIPPED, all but the kills: faults cannot be injected here: {reason}")
        if not sys.platform.startswith("linux"):
            return 0
    else:
        shim.restart_under_shim()
    plan = _plan(options.full, options.kills)[: 1 if reason else None]
    failed = 0
    for name, fault in plan:
        started = time.perf_counter()
        found = fault()
        failed += bool(found)
        verdict = "held" if not found else f"{len(found)} PROMISES BROKEN"
        print(f"{name:68} {verdict:>12}  {time.perf_counter() - started:6.0f} s", flush=True)
        for each in found[:10]:
            print(f"    {each}")
    print(f"{len(plan) - failed} passed, {failed} failed")
    return 1 if failed else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests.faults", description=__doc__)
    parser.add_argument("--full", action="store_true", help="everything, which takes long")
    parser.add_argument("--kills", type=int, default=0, help="how many kills instead of 100 or 1,000")
    return parser.parse_args()


def _plan(full: bool, kill_count: int) -> list[tuple[str, Callable[[], list[str]]]]:
    from tests.faults import kinds, mutants
    from tests.faults.typing_kills import typing_kills

    count = kill_count or (1000 if full else 100)
    every = 1 if full else 41
    plan: list[tuple[str, Callable[[], list[str]]]] = [
        (f"{count} kills at random moments", partial(kinds.kills, count)),
        (
            f"a fault at {'every' if every == 1 else f'one in {every}'} write calls",
            partial(kinds.points, every, tuple(shim.KINDS)),
        ),
        ("the disk full", kinds.full_disk),
        (f"{50 if full else 10} kills while a section is written", partial(typing_kills, 50 if full else 10)),
        (f"{400 if full else 60} damaged backups", partial(kinds.damaged_backups, 400 if full else 60)),
    ]
    for seed in range(1, 6 if full else 2):
        trials = 1000 if full else 60
        plan.append((f"{trials} power cuts, seed {seed}", partial(kinds.power_cuts, trials, seed)))
    told = "a seeded bug is noticed: "
    return plan + [(told + each.__name__.replace("_", " "), partial(_noticed, each)) for each in mutants.ALL]


def _noticed(mutant: Callable[[], None]) -> list[str]:
    from tests.faults import kinds

    if kinds.kills(60, seed=7, prepare=mutant, stop_early=True):
        return []
    if kinds.points(5, ("kill after",), prepare=mutant, stop_early=True):
        return []
    return ["the seeded bug was not noticed"]


if __name__ == "__main__":
    sys.exit(main())
