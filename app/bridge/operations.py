"""The window's way to the store: changes and questions go in, answers come back on the GUI thread.

app.store and SQLAlchemy are imported on the worker's thread, after the window has been painted.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from app.bridge.drafts import Drafts
from app.bridge.store_state import StoreState, first_state
from app.bridge.store_upkeep import StoreUpkeep
from app.bridge.store_worker import StoreWorker, Turn
from app.rules import clock
from app.rules.changes import Actor, Changes, Outcome
from app.rules.errors import Cancelled, KnownError, Problem, Refused

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.store.store import Command, Store

T = TypeVar("T")
Failed = Callable[[Exception], None]


class Operations(QObject):
    """Attributes: state, the StoreState shown last; upkeep, checks and backups; drafts, texts that are
    no change yet. Owned by the GUI thread."""

    changed = Signal(object, object)
    """(Changes, initiator): something was stored. Item models and page states look for their own nouns."""
    state_changed = Signal(object)
    opened = Signal(object)
    """(StoreState): another store is open now; everything must be read again."""
    refused = Signal(object)
    """(Exception) where the caller gave no `failed`: the shell says it."""
    told = Signal(str)
    """What was done beside the store and has no better place to be told: the shell says it."""
    long_work = Signal(object)
    """(LongWork) that runs beside the store and takes its time: the shell shows it while it does."""
    bug = Signal(object)
    """(Exception) that is neither the rules' nor the world's."""
    busy = Signal(bool)
    _arrived = Signal(object)

    def __init__(self, actor: Callable[[], Actor], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state = StoreState()
        self._actor = actor
        self._store: Store | None = None
        self._shown: Store | None = None
        """The store that the window shows; while another is being opened, not the worker's."""
        self._worker = StoreWorker()
        self._waiting = 0
        self._arrived.connect(self._receive, Qt.ConnectionType.QueuedConnection)
        self.upkeep = StoreUpkeep(self)
        self.drafts = Drafts(self)

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
        """Anything else that needs the store itself. What was meant for one plan never reaches another: KnownError
        other_plan where one was opened before its turn."""
        meant = self._shown

        def job() -> None:
            try:
                answer = work(self._open_store(meant))
            except BaseException as error:  # noqa: BLE001 - told apart on the GUI thread
                self.post(partial(self.fail, error, failed))
            else:
                self.post(partial(then, answer) if then else _nothing)

        self.put(turn, job)

    def _change(
        self,
        act: Callable[[Store, Actor], Outcome],
        initiator: object,
        done: Callable[[Outcome], None] | None,
        failed: Failed | None,
    ) -> None:
        actor = self._actor()

        def work(store: Store) -> tuple[Outcome, dict[str, Any]]:
            return act(store, actor), _facts(store)

        self.run(work, partial(self._stored, initiator, done), failed)

    def _stored(
        self,
        initiator: object,
        done: Callable[[Outcome], None] | None,
        answer: tuple[Outcome, dict[str, Any]],
    ) -> None:
        outcome, facts = answer
        self.show(saved_at=clock.now(), **facts)
        self.changed.emit(outcome.changes, initiator)
        if done is not None and not _gone(done):
            done(outcome)

    # Opening and closing

    def open(
        self, path: Path, *, read_only: bool = False, first: Callable[[], Command] | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Close what is open, if anything, and open this one; `opened` follows. `first`: how an empty store begins."""
        actor = self._actor()

        def make() -> Store:
            store: Store = _open_module().open_store(path, read_only=read_only)
            if first is not None and not read_only and store.entries == 0:
                try:
                    store.change(first(), actor)
                except BaseException:
                    store.close()
                    raise
            return store

        self.open_with(make, failed)

    def create(
        self, path: Path, name: str, first: tuple[Command, ...] = (), failed: Failed | None = None
    ) -> None:
        """Make a new store and run its first commands (a sample, or the empty plan's lists)."""
        actor = self._actor()

        def make() -> Store:
            store: Store = _open_module().create_store(path, name=name)
            try:
                for command in first:
                    store.change(command, actor, getattr(command, "op_id", None))
            except BaseException:
                store.close()
                path.unlink(missing_ok=True)  # half a plan would stand in the way of the next try
                raise
            return store

        self.open_with(make, failed)

    def open_with(self, make: Callable[[], Store], failed: Failed | None) -> None:
        """Its turn comes after all that was asked of the store that is open now, its backup included."""
        self.upkeep.back_up_if_changed("close")

        def job() -> None:
            before = self._store
            try:
                store, state, sudden = _ready(make())
            except BaseException as error:  # noqa: BLE001 - told apart on the GUI thread
                self._open_again(before)
                self.post(partial(self.fail, error, failed))
                return
            self.close_store()
            self._store = store
            self.post(partial(self._opened, store, state, sudden))

        self.put(Turn.WRITE if self._shown is None else Turn.UPKEEP, job)

    def _open_again(self, before: Store | None) -> None:
        """A restore closes the store first; where it fails, the store is there as it was."""
        if before is None or self._store is not None:
            return
        with contextlib.suppress(Exception):  # what stood in the restore's way may stand in this one's
            opened = _open_module().open_store(before.path, read_only=before.read_only)
            self._store, _, _ = _ready(opened)
            self.post(partial(self._show_store, opened))

    def _show_store(self, store: Store) -> None:
        self._shown = store

    def _opened(self, store: Store, state: StoreState, sudden: bool) -> None:
        self._shown = store
        self.state = state
        self.state_changed.emit(state)
        self.opened.emit(state)
        self.drafts.begin(state, sudden=sudden)
        self.upkeep.begin(state, sudden=sudden)

    def close(self, timeout: float = 30.0) -> bool:
        """Back up, close the store and end the worker. Call once, at the window's end."""
        self.upkeep.end()
        self._worker.put(Turn.LAST, self.close_store)
        return self._worker.finish(timeout)

    def close_store(self) -> None:
        if self._store is not None:
            store, self._store = self._store, None
            store.close()
            if not store.read_only:
                _place().say_closed(store.path)

    # Back on the GUI thread

    def put(self, turn: Turn, job: Callable[[], None]) -> None:
        self._waiting += 1
        if self._waiting == 1:
            self.busy.emit(True)
        self._worker.put(turn, job)

    def post(self, call: Callable[[], None]) -> None:
        with contextlib.suppress(RuntimeError):  # the window is gone
            self._arrived.emit(call)

    @Slot(object)
    def _receive(self, call: Callable[[], None]) -> None:
        self._waiting = max(0, self._waiting - 1)
        if self._waiting == 0:
            self.busy.emit(False)
        if not _gone(call):
            call()

    def fail(self, error: BaseException, failed: Failed | None) -> None:
        """A fault of the program is told as such, and whoever asked still hears that nothing was done."""
        if not isinstance(error, Exception):
            error = RuntimeError(f"{type(error).__name__}: {error}")
        bug = not isinstance(error, (Refused, KnownError, Cancelled))
        if bug:
            self.bug.emit(error)
        if failed is not None:
            if not _gone(failed):
                failed(error)
        elif not bug:
            self.refused.emit(error)

    def _open_store(self, meant: Store | None) -> Store:
        if self._store is None:
            raise KnownError("no_store")
        if meant is not None and self._store is not meant:
            raise KnownError("other_plan", path=str(self._store.path))
        return self._store

    def show(self, **facts: Any) -> None:
        self.state = replace(self.state, **facts)
        self.state_changed.emit(self.state)

    @property
    def idle(self) -> bool:
        """Nothing is waiting for the worker (for tests and for closing)."""
        return self._waiting == 0


def _facts(store: Store) -> dict[str, Any]:
    """Read on the worker: on the GUI thread the next change may be half way through them."""
    undo = store.undo_state()
    facts: dict[str, Any] = {
        "undo": undo.undo,
        "redo": undo.redo,
        "entries": store.entries,
        "head": store.head,
    }
    if store.log.behind:
        facts["problem"] = Problem("log_behind", {"path": str(store.log.path), "detail": store.log.behind})
    return facts


def _ready(store: Store) -> tuple[Store, StoreState, bool]:
    try:
        return store, *first_state(store)
    except BaseException:
        store.close()
        raise


def _open_module() -> Any:
    import app.store.opening

    return app.store.opening


def _place() -> Any:
    import app.store.place

    return app.store.place


def _gone(call: Callable[..., object]) -> bool:
    """Who asked has been deleted meanwhile, as a sheet that was closed: the answer is for nobody."""
    asker = getattr(getattr(call, "func", call), "__self__", None)
    return isinstance(asker, QObject) and not isValid(asker)


def _nothing() -> None:
    pass


__all__ = ["Changes", "Operations"]
