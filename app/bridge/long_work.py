"""Work that may take long: shown in the status bar once it does, with how far it is, and given up on request."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from app.bridge.background import Background, Failed
from app.bridge.operations import Operations
from app.rules.errors import Cancelled
from app.rules.watch import Watch

T = TypeVar("T")
UNSEEN = 300
"""Milliseconds before it is shown."""


class LongWork(QObject):
    """One piece of work, from its making until it answered, failed or was cancelled. `watch` is for the work."""

    progressed = Signal(int, int)
    """(done, total), total 0 where nobody can tell."""
    ended = Signal()
    _seen = Signal(int, int)

    def __init__(self, operations: Operations, words: str, parent: QObject | None = None) -> None:
        """`words`: what is done ("Writing plan.xlsx")."""
        super().__init__(parent)
        self.words = words
        self._operations = operations
        self._background = Background(self)
        self._running, self._shown = True, False
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(UNSEEN)
        self._late.timeout.connect(self._show)
        self._seen.connect(self._progress)
        self._late.start()
        self.watch = Watch(self._background.is_dropped, self._seen.emit)

    def ask(
        self, query: Callable[[Any], T], then: Callable[[T], None], failed: Failed, drop: Callable[[T], None] | None = None
    ) -> None:
        """A question to the store as its first step; `then` goes on to the pool. `drop`: an answer that came too late."""
        self._operations.ask(query, partial(self._asked, then, drop), partial(self.fail, failed))

    def _asked(self, then: Callable[[T], None], drop: Callable[[T], None] | None, answer: T) -> None:
        if self._running:
            then(answer)
        elif drop is not None:
            drop(answer)

    def run(self, work: Callable[[], T], then: Callable[[T], None], failed: Failed) -> None:
        """In the pool, as `Background`; then it is over."""
        self._background.run(work, partial(self._then, then), partial(self.fail, failed))

    def fail(self, failed: Failed, error: Exception) -> None:
        """Over, and told unless it was given up."""
        if isinstance(error, Cancelled) or not self._running:
            return
        self._end()
        failed(error)

    def cancel(self) -> None:
        """Nothing of it comes back; the file that was there stays as it was."""
        self._background.drop()
        self._end()

    def _then(self, then: Callable[[T], None], answer: T) -> None:
        self._end()
        then(answer)

    def _show(self) -> None:
        if self._running:
            self._shown = True
            self._operations.long_work.emit(self)

    def _progress(self, done: int, total: int) -> None:
        if self._shown:
            self.progressed.emit(done, total)

    def _end(self) -> None:
        self._late.stop()
        shown, self._running, self._shown = self._shown, False, False
        if shown:
            self.ended.emit()
