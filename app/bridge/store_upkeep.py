"""Keeping the store sound: checks in the background, backups, copies, restoring."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Slot

from app.bridge.store_state import StoreState
from app.bridge.store_worker import Turn
from app.rules.errors import KnownError, Problem

if TYPE_CHECKING:
    from app.bridge.operations import Operations
    from app.store.store import Store

Failed = Callable[[Exception], None]
BACKUP_EVERY = 30 * 60 * 1000
"""Milliseconds between backups while something changes."""
VERIFY_AFTER = 1500
"""Milliseconds from opening: the first page comes before the check."""
VERIFY_UP_TO = 20_000
"""Entries that are checked at every opening; a longer history only after an unclean end."""


class StoreUpkeep(QObject):
    """`second_place` gives the folder of the second backups, "" for none."""

    def __init__(self, operations: Operations) -> None:
        super().__init__(operations)
        self._operations = operations
        self._backed_up = 0
        self.second_place: Callable[[], str] = str
        self._timer = QTimer(self)
        self._timer.setInterval(BACKUP_EVERY)
        self._timer.timeout.connect(self.back_up_if_changed)
        self._timer.start()
        self._check = QTimer(self)
        self._check.setSingleShot(True)
        self._check.setInterval(VERIFY_AFTER)
        self._check.timeout.connect(self._check_now)
        self._sudden = False

    def begin(self, state: StoreState, *, sudden: bool) -> None:
        """A store was opened; `sudden`: its last session ended without closing it."""
        self._backed_up = state.entries
        self._sudden = sudden
        if sudden or state.entries <= VERIFY_UP_TO:
            self._check.start()
        else:
            self._check.stop()

    def end(self) -> None:
        """A last backup before the store is closed."""
        self._timer.stop()
        self._check.stop()
        self.back_up_if_changed("close")

    @Slot()
    def _check_now(self) -> None:
        if self._operations.state.is_open:
            self.verify(sudden=self._sudden)

    def verify(self, *, sudden: bool = False) -> None:
        """Check the history in the background; the result is in `state.verified`."""

        def work(store: Store) -> bool:
            from app.store.verifying import verify

            return verify(store.raw).sound

        self._operations.run(work, partial(self._verified, sudden), turn=Turn.UPKEEP)

    def _verified(self, sudden: bool, sound: bool) -> None:
        problem = self._operations.state.problem
        if not sound:
            problem = Problem("history_unsound", {"path": self._operations.state.path})
        elif sudden:
            drafts = len(self._operations.drafts.found)
            problem = Problem("ended_suddenly", {"entries": self._operations.state.entries, "drafts": drafts})
        self._operations.show(verified=sound, problem=problem)

    @Slot()
    def back_up_if_changed(self, kind: str = "auto") -> None:
        if (
            not self._operations.state.is_open
            or self._operations.state.read_only
            or self._operations.state.entries == self._backed_up
        ):
            return
        entries, second = self._operations.state.entries, self.second_place()

        def work(store: Store) -> datetime:
            from app.store import backups

            backup = backups.make(store.raw, store.path, store.entries, kind)
            if second:
                threading.Thread(
                    target=self._copy_away, args=(backup, Path(second)), name="second place", daemon=True
                ).start()
            return backup.made

        self._operations.run(
            work, partial(self._backed_up_now, entries), self._backup_failed, turn=Turn.UPKEEP
        )

    def _backed_up_now(self, entries: int, made: datetime) -> None:
        self._backed_up = entries
        self._operations.show(backup_at=made, verified=True)

    def _copy_away(self, backup: Any, folder: Path) -> None:
        from app.store import backups

        try:
            backups.copy_to_second_place(backup, folder)
        except KnownError as error:
            self._operations.post(partial(self._backup_failed, error))

    def _backup_failed(self, error: Exception) -> None:
        if isinstance(error, KnownError):
            self._operations.show(problem=error.problem)
        else:
            self._operations.bug.emit(error)

    def back_up_now(self) -> None:
        """Whether something changed or not."""
        self._backed_up = -1
        self.back_up_if_changed()

    def save_copy(self, target: Path, then: Callable[[Any], None], failed: Failed | None = None) -> None:
        """A verified copy of the open store, whole or not at all."""

        def work(store: Store) -> Any:
            from app.store import backups

            return backups.write(store.raw, target)

        self._operations.run(work, then, failed, turn=Turn.UPKEEP)

    def read_heading(
        self, backup: Path, then: Callable[[Any], None], failed: Callable[[Exception], None]
    ) -> None:
        """What a backup says of itself (app.store.restoring.Heading), read off the GUI thread."""

        def job() -> None:
            from app.store import restoring

            try:
                found = restoring.heading(backup)
            except Exception as error:  # noqa: BLE001 - told apart on the GUI thread
                self._operations.post(partial(self._operations.fail, error, failed))
            else:
                self._operations.post(partial(then, found))

        self._operations.put(Turn.READ, job)

    def restore(self, backup: Path, path: Path, failed: Failed | None = None) -> None:
        """Put the backup and every later change of the log in the place of `path`, and open it."""

        def make() -> Store:
            from app.store import opening, restoring

            self._operations.close_store()
            restoring.restore(backup, path)
            return opening.open_store(path)

        self._operations.open_with(make, failed)
