"""How the work grows with what it is given, whatever the machine: a ratio, never seconds."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from typing import TypeVar

Given = TypeVar("Given")
TRIES = 5


def growth(work: Callable[[Given], object], small: Given, large: Given, enough: float) -> float:
    """Processor time for `large` over that for `small`: the least of a few tries, so that a busy machine says nothing.

    Stops at the first try below `enough`. The collector is held: what it walks is the whole run of tests.
    """
    least = float("inf")
    for _ in range(TRIES):
        least = min(least, _seconds(work, large) / max(_seconds(work, small), 1e-3))
        if least < enough:
            break
    return least


def _seconds(work: Callable[[Given], object], given: Given) -> float:
    gc.collect()
    gc.disable()
    try:
        started = time.process_time()
        work(given)
        return time.process_time() - started
    finally:
        gc.enable()
