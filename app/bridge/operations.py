"""The window's way to the store: changes and questions go in, answers come back on the GUI thread.

app.store and SQLAlchemy are imported on the worker's thread, after the window has been painted.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from app.bridge.store_state import StoreState
from app.bridge.store_worker import StoreWorker, Turn
from app.rules import clock
from app.rules.changes import Actor, Changes, Outcome
from app.rules.errors import KnownError, Refused

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.store.store import Command, Store

T = TypeVar("T")
Failed = Callable[[Exception], None]
BACKUP_EVERY = 30 * 60 * 1000
"""Milliseconds between backups while something changes."""
_VERIFY_UP_TO = 20_000
"""Entries that are checked at every opening; a longer history only after an unclean end."""


class Operations(QObject):
    """Attributes: state, the StoreState shown last. Owned by the GUI thread."""

    changed = Signal(object, object)
    """(Changes, initiator): something was stored. Item models and page states look for their own nouns."""
    state_changed = Signal(object)
    opened = Signal(object)
    """(StoreState): another store is open now; everything must be read again."""
    refused = Signal(object)
    """(Exception) where the caller gave no `failed`: the shell says it."""
    bug = Signal(object)
    """(Exception) that is neither the rules' nor the world's."""
    busy = Signal(bool)
    _arrived = Signal(object)

    def __init__(self, actor: Callable[[], Actor], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state = StoreState()
        self._actor = actor
        self._store: Store | None = None
        self._worker = StoreWorker()
        self._waiting = 0
        self._backed_up = 0
        self.second_place: Callable[[], str] = str
        self._arrived.connect(self._receive, Qt.ConnectionType.QueuedConnection)
        self._timer = QTimer(self)
        self._timer.setInterval(BACKUP_EVERY)
        self._timer.timeout.connect(self.back_up_if_changed)
        self._timer.start()

    # Changes and questions

    def do(
        self,
        command: Command,
        initiator: object = None,
        done: Callable[[Outcome], None] | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Store a change. `done` or `failed` is called on the GUI thread, after `changed`."""
        self._change(lambda store, actor: store.change(command, actor), initiator, done, failed)

    def undo(self, initiator: object = None, failed: Failed | None = None) -> None:
        self._change(lambda store, actor: store.undo(actor), initiator, None, failed)

    def redo(self, initiator: object = None, failed: Failed | None = None) -> None:
        self._change(lambda store, actor: store.redo(actor), initiator, None, failed)

    def ask(
        self, query: Callable[[Session], T], then: Callable[[T], None], failed: Failed | None = None
    ) -> None:
        """Run a query on the worker; `then` gets its answer on the GUI thread."""

        def work(store: Store) -> T:
            with store.reading() as session:
                return query(session)

        self.run(work, then, failed, turn=Turn.READ)

    def run(
        self,
        work: Callable[[Store], T],
        then: Callable[[T], None] | None = None,
        failed: Failed | None = None,
        turn: Turn = Turn.WRITE,
    ) -> None:
        """Anything else that needs the store itself."""

        def job() -> None:
            try:
                answer = work(self._open_store())
            except Exception as error:  # noqa: BLE001 - told apart on the GUI thread
                self._post(partial(self._fail, error, failed))
            else:
                self._post(partial(then, answer) if then else _nothing)

        self._put(turn, job)

    def _change(
        self,
        act: Callable[[Store, Actor], Outcome],
        initiator: object,
        done: Callable[[Outcome], None] | None,
        failed: Failed | None,
    ) -> None:
        actor = self._actor()

        def work(store: Store) -> Outcome:
            return act(store, actor)

        self.run(work, partial(self._stored, initiator, done), failed)

    def _stored(self, initiator: object, done: Callable[[Outcome], None] | None, outcome: Outcome) -> None:
        self._show(saved_at=clock.now(), **self._facts())
        self.changed.emit(outcome.changes, initiator)
        if done is not None:
            done(outcome)

    # Opening and closing

    def open(self, path: Path, *, read_only: bool = False, failed: Failed | None = None) -> None:
        """Close what is open, if anything, and open this one; `opened` follows."""
        self._open_with(lambda: _open_module().open_store(path, read_only=read_only), failed)

    def create(
        self, path: Path, name: str, first: tuple[Command, ...] = (), failed: Failed | None = None
    ) -> None:
        """Make a new store and run its first commands (a sample, or the empty plan's lists)."""
        actor = self._actor()

        def make() -> Store:
            store: Store = _open_module().create_store(path, name=name)
            for command in first:
                store.change(command, actor)
            return store

        self._open_with(make, failed)

    def _open_with(self, make: Callable[[], Store], failed: Failed | None) -> None:
        def job() -> None:
            try:
                store = make()
                self._close_store()
                self._store = store
                state, sudden = _first_state(store)
            except Exception as error:  # noqa: BLE001 - told apart on the GUI thread
                self._post(partial(self._fail, error, failed))
                return
            self._post(partial(self._opened, state, sudden))

        self._put(Turn.WRITE, job)

    def _opened(self, state: StoreState, sudden: bool) -> None:
        self._backed_up = state.entries
        self.state = state
        self.state_changed.emit(state)
        self.opened.emit(state)
        if sudden or state.entries <= _VERIFY_UP_TO:
            self.verify(sudden=sudden)

    def close(self, timeout: float = 30.0) -> bool:
        """Back up, close the store and end the worker. Call once, at the window's end."""
        self._timer.stop()
        self.back_up_if_changed("close")
        self._worker.put(Turn.LAST, self._close_store)
        return self._worker.finish(timeout)

    def _close_store(self) -> None:
        if self._store is not None:
            store, self._store = self._store, None
            store.close()
            if not store.read_only:
                _place().say_closed(store.path)

    # Upkeep

    def verify(self, *, sudden: bool = False) -> None:
        """Check the history in the background; the result is in `state.verified`."""

        def work(store: Store) -> bool:
            from app.store.verifying import verify

            return verify(store.raw).sound

        self.run(work, partial(self._verified, sudden), turn=Turn.UPKEEP)

    def _verified(self, sudden: bool, sound: bool) -> None:
        from app.rules.errors import Problem

        problem = self.state.problem
        if not sound:
            problem = Problem("history_unsound", {"path": self.state.path})
        elif sudden:
            problem = Problem("ended_suddenly", {"entries": self.state.entries})
        self._show(verified=sound, problem=problem)

    @Slot()
    def back_up_if_changed(self, kind: str = "auto") -> None:
        if self._store is None or self.state.read_only or self.state.entries == self._backed_up:
            return
        entries, second = self.state.entries, self.second_place()

        def work(store: Store) -> datetime:
            from app.store import backups

            backup = backups.make(store.raw, store.path, store.entries, kind)
            if second:
                threading.Thread(
                    target=self._copy_away, args=(backup, Path(second)), name="second place", daemon=True
                ).start()
            return backup.made

        self.run(work, partial(self._backed_up_now, entries), self._backup_failed, turn=Turn.UPKEEP)

    def _backed_up_now(self, entries: int, made: datetime) -> None:
        self._backed_up = entries
        self._show(backup_at=made, verified=True)

    def _copy_away(self, backup: Any, folder: Path) -> None:
        from app.store import backups

        try:
            backups.copy_to_second_place(backup, folder)
        except KnownError as error:
            self._post(partial(self._backup_failed, error))

    def _backup_failed(self, error: Exception) -> None:
        if isinstance(error, KnownError):
            self._show(problem=error.problem)
        else:
            self.bug.emit(error)

    def back_up_now(self) -> None:
        """Whether something changed or not."""
        self._backed_up = -1
        self.back_up_if_changed()

    def save_copy(self, target: Path, then: Callable[[Any], None], failed: Failed | None = None) -> None:
        """A verified copy of the open store, whole or not at all."""

        def work(store: Store) -> Any:
            from app.store import backups

            return backups.write(store.raw, target)

        self.run(work, then, failed, turn=Turn.UPKEEP)

    def read_heading(
        self, backup: Path, then: Callable[[Any], None], failed: Callable[[Exception], None]
    ) -> None:
        """What a backup says of itself (app.store.restoring.Heading), read off the GUI thread."""

        def job() -> None:
            from app.store import restoring

            try:
                found = restoring.heading(backup)
            except Exception as error:  # noqa: BLE001 - told apart on the GUI thread
                self._post(partial(self._fail, error, failed))
            else:
                self._post(partial(then, found))

        self._put(Turn.READ, job)

    def restore(self, backup: Path, path: Path, failed: Failed | None = None) -> None:
        """Put the backup and every later change of the log in the place of `path`, and open it."""

        def make() -> Store:
            from app.store import restoring

            self._close_store()
            restoring.restore(backup, path)
            return cast("Store", _open_module().open_store(path))

        self._open_with(make, failed)

    # Back on the GUI thread

    def _put(self, turn: Turn, job: Callable[[], None]) -> None:
        self._waiting += 1
        if self._waiting == 1:
            self.busy.emit(True)
        self._worker.put(turn, job)

    def _post(self, call: Callable[[], None]) -> None:
        with contextlib.suppress(RuntimeError):  # the window is gone
            self._arrived.emit(call)

    @Slot(object)
    def _receive(self, call: Callable[[], None]) -> None:
        self._waiting = max(0, self._waiting - 1)
        if self._waiting == 0:
            self.busy.emit(False)
        call()

    def _fail(self, error: Exception, failed: Failed | None) -> None:
        if not isinstance(error, (Refused, KnownError)):
            self.bug.emit(error)
        elif failed is not None:
            failed(error)
        else:
            self.refused.emit(error)

    def _open_store(self) -> Store:
        if self._store is None:
            raise KnownError("no_store")
        return self._store

    def _facts(self) -> dict[str, Any]:
        store = self._store
        if store is None:
            return {}
        undo = store.undo_state()
        return {"undo": undo.undo, "redo": undo.redo, "entries": store.entries, "head": store.head}

    def _show(self, **facts: Any) -> None:
        self.state = replace(self.state, **facts)
        self.state_changed.emit(self.state)

    @property
    def idle(self) -> bool:
        """Nothing is waiting for the worker (for tests and for closing)."""
        return self._waiting == 0


def _first_state(store: Store) -> tuple[StoreState, bool]:
    from app.store import backups
    from app.store.operations_log import safe_folder

    undo = store.undo_state()
    with store.reading() as session:
        bound = session.connection()
        name = bound.exec_driver_sql("SELECT value FROM meta WHERE key = 'name'").scalar() or ""
        last = bound.exec_driver_sql("SELECT at FROM history ORDER BY seq DESC LIMIT 1").scalar()
    made = backups.listed(safe_folder(store.path), store.path.stem)
    sudden = not store.read_only and _place().say_open(store.path, store.entries)
    state = StoreState(
        path=str(store.path),
        plan_name=name,
        undo=undo.undo,
        redo=undo.redo,
        entries=store.entries,
        head=store.head,
        saved_at=datetime.fromisoformat(last) if last else None,
        backup_at=made[0].made if made else None,
        read_only=store.read_only,
    )
    return state, sudden


def _open_module() -> Any:
    import app.store.opening

    return app.store.opening


def _place() -> Any:
    import app.store.place

    return app.store.place


def _nothing() -> None:
    pass


__all__ = ["Changes", "Operations"]
