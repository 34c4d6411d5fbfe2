"""The one thread that touches the store: writes in order, reads before waiting writes, upkeep last."""

from __future__ import annotations

import itertools
import queue
import sys
import threading
from collections.abc import Callable
from enum import IntEnum


class Turn(IntEnum):
    """Whose turn comes first. Within a turn, first come first served."""

    READ = 0
    WRITE = 1
    UPKEEP = 2
    LAST = 3


class StoreWorker:
    """Runs jobs one at a time on its own thread until `finish`. A job handles its own errors."""

    def __init__(self) -> None:
        self._jobs: queue.PriorityQueue[tuple[int, int, Callable[[], None] | None]] = queue.PriorityQueue()
        self._number = itertools.count()
        self._thread = threading.Thread(target=self._work, name="store", daemon=True)
        self._thread.start()

    def put(self, turn: Turn, job: Callable[[], None]) -> None:
        self._jobs.put((turn, next(self._number), job))

    def finish(self, timeout: float = 30.0) -> bool:
        """Let everything waiting finish, then end the thread. False: it did not end in time (seconds)."""
        self._jobs.put((Turn.LAST, next(self._number), None))
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def _work(self) -> None:
        while True:
            _, _, job = self._jobs.get()
            if job is None:
                return
            try:
                job()
            except BaseException:  # noqa: BLE001 - told where crashes are told; the next job has its turn all the same
                threading.excepthook(threading.ExceptHookArgs((*sys.exc_info(), self._thread)))
