"""Speed beside something comparable, measured in the same run. `python3 dev.py bench` prints the table.

A file here registers functions; each runs in a process of its own, and returns the medians (ours, theirs):

    @bench("Filter 10,000 issues", against="the same with 1,000", goal=2.0)
    def filter_issues() -> tuple[float, float]:
        return medians(lambda: filter_board(large), lambda: filter_board(small))

`goal` is the most that ours / theirs may be; `limit` the most that ours alone may be, in the unit.
A function that cannot measure here raises `NotHere` with the reason, which is printed.
"""

from __future__ import annotations

import gc
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


class NotHere(Exception):  # noqa: N818 - an answer, not an error
    """Something that this measurement needs is not on this machine."""


@dataclass(frozen=True)
class Bench:
    name: str
    against: str
    goal: float | None
    limit: float | None
    unit: str
    measure: Callable[[], tuple[float, float]]


@dataclass(frozen=True)
class Result:
    """What one bench said: medians, or a problem in words (`missing`: the machine lacks something)."""

    ours: float = 0.0
    theirs: float = 0.0
    problem: str = ""
    missing: bool = False

    def ratio(self) -> float:
        return self.ours / self.theirs if self.theirs else float("inf")


registered: dict[str, Bench] = {}


def bench(
    name: str, against: str, goal: float | None = None, limit: float | None = None, unit: str = "ms"
) -> Callable[[Callable[[], tuple[float, float]]], Callable[[], tuple[float, float]]]:
    """Register a measurement. One of `goal` and `limit` must be given: a figure without one says nothing."""
    if goal is None and limit is None:
        raise ValueError(f"{name}: a bench needs a goal or a limit")

    def register(measure: Callable[[], tuple[float, float]]) -> Callable[[], tuple[float, float]]:
        if name in registered:
            raise ValueError(f"two benches are called {name}")
        registered[name] = Bench(name, against, goal, limit, unit, measure)
        return measure

    return register


def reached(case: Bench, result: Result) -> bool:
    """Both the ratio and the figure alone, where each is set."""
    if result.problem:
        return False
    by_ratio = case.goal is None or result.ratio() <= case.goal
    return by_ratio and (case.limit is None or result.ours <= case.limit)


def medians(
    ours: Callable[[], Any], theirs: Callable[[], Any], rounds: int = 9, warm_up: int = 1
) -> tuple[float, float]:
    """Milliseconds of wall time, the two taken in turns so that a busy machine slows both."""
    times: tuple[list[float], list[float]] = ([], [])
    for turn in range(warm_up + rounds):
        for kept, work in zip(times, (ours, theirs), strict=True):
            taken = wall_ms(work)
            if turn >= warm_up:
                kept.append(taken)
    return statistics.median(times[0]), statistics.median(times[1])


def wall_ms(work: Callable[[], Any]) -> float:
    gc.collect()
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def child_cpu_ms(*arguments: str) -> float:
    """CPU time of our Python run with these arguments, its own children included. POSIX only."""
    if not hasattr(os, "wait4"):
        raise NotHere("this system does not tell a child's CPU time")
    child = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"{' '.join(arguments)} ended with {child.returncode}")
    return (used.ru_utime + used.ru_stime) * 1000
