"""Slow work beside the store: workbooks, typesetting, files. A pool of two, answers on the GUI thread."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot

from app.rules.errors import Cancelled

T = TypeVar("T")
Failed = Callable[[Exception], None]
_POOL_SIZE = 2
_pools: list[QThreadPool] = []


class Background(QObject):
    """One owner's slow work. After `drop()` nothing of what is still running comes back."""

    _arrived = Signal(object, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._round = 0
        self._running: set[_Task] = set()
        self._arrived.connect(self._receive, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        return bool(self._running)

    @property
    def is_dropped(self) -> Callable[[], bool]:
        """Asked by work that can stop early, from any thread: was it dropped since it was started?"""
        started = self._round
        return lambda: self._round != started

    def drop(self) -> None:
        """Forget what is running; work that asks `is_dropped` stops."""
        self._round += 1

    def run(self, work: Callable[[], T], then: Callable[[T], None], failed: Failed) -> None:
        """`work` on a thread of the pool; `then` or `failed` on the GUI thread. A cancelled work says nothing."""
        task = _Task(partial(self._work, work, then, failed, self._round))
        self._running.add(task)
        task.ended = partial(self._ended, task)
        _pool().start(task)

    def _work(
        self, work: Callable[[], T], then: Callable[[T], None], failed: Failed, started: int
    ) -> Callable[[], None]:
        try:
            answer = work()
        except Cancelled:
            return partial(self._post, _nothing, -1)
        except Exception as error:  # noqa: BLE001 - handed to the owner
            return partial(self._post, partial(failed, error), started)
        except BaseException as error:  # noqa: BLE001 - a library written in Rust panics as one
            found = RuntimeError(f"{type(error).__name__}: {error}")
            return partial(self._post, partial(failed, found), started)
        return partial(self._post, partial(then, answer), started)

    def _ended(self, task: _Task) -> None:
        self._running.discard(task)

    def _post(self, call: Callable[[], None], started: int) -> None:
        with contextlib.suppress(RuntimeError):  # the owner is gone
            self._arrived.emit(call, started)

    @Slot(object, int)
    def _receive(self, call: Callable[[], None], started: int) -> None:
        if started == self._round:
            call()


class _Task(QRunnable):
    """Kept by its owner until it ended: Python's half must outlive Qt's."""

    def __init__(self, work: Callable[[], Callable[[], None]]) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self._work_on = work
        self.ended: Callable[[], None] = _nothing

    def run(self) -> None:
        post = self._work_on()
        self.ended()
        post()


def _nothing() -> None:
    return


def _pool() -> QThreadPool:
    if not _pools:
        pool = QThreadPool()
        pool.setMaxThreadCount(_POOL_SIZE)
        _pools.append(pool)
    return _pools[0]


def wait_for_background(milliseconds: int = 10_000) -> bool:
    """Let running work end, at the window's close."""
    return not _pools or _pools[0].waitForDone(milliseconds)
