"""Five seeded bugs. A harness that misses one of them proves nothing."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from app.store import connection, undoing
from app.store.recording import RecordingSession
from app.store.store import Store
from tests.faults import scripts


def acknowledge_before_commit() -> None:
    """Says that it is stored, then stores it."""

    def op(self: scripts.Session, act: Callable[[Store, str], Any]) -> None:
        assert self.store is not None
        op_id = scripts.uuid.uuid4().hex
        self.say("OP", op_id)
        self.mark(op_id)
        self.say("ACK", op_id)
        time.sleep(0.002)
        try:
            act(self.store, op_id)
        except (scripts.KnownError, scripts.Refused):
            pass

    scripts.Session.op = op  # type: ignore[method-assign]


def import_in_two_transactions() -> None:
    """Half the readings are committed before the rest and their history."""
    original = scripts.PutReadings.do

    def do(self: Any, session: Any) -> None:
        original(self, session)
        half = session.rows[: len(session.rows) // 2]
        session.connection().exec_driver_sql("COMMIT")
        time.sleep(0.002)
        session.connection().exec_driver_sql("BEGIN IMMEDIATE")
        assert half

    scripts.PutReadings.do = do  # type: ignore[method-assign]


def history_after_the_change() -> None:
    """The change is committed, its history in a transaction of its own."""
    original = Store._seal

    def seal(self: Store, session: RecordingSession, *rest: Any) -> Any:
        session.connection().exec_driver_sql("COMMIT")
        time.sleep(0.002)
        session.connection().exec_driver_sql("BEGIN IMMEDIATE")
        return original(self, session, *rest)

    Store._seal = seal  # type: ignore[method-assign]


def wrong_undo() -> None:
    """Undo forgets the last row of what it takes back."""
    original = undoing.replay

    def replay(session: RecordingSession, payload: str, *, backwards: bool) -> None:
        import json

        rows = json.loads(payload)
        original(session, json.dumps(rows[1:] if backwards and len(rows) > 1 else rows), backwards=backwards)

    undoing.replay = replay


def autocommit() -> None:
    """No transaction at all: every statement stands for itself."""
    original = connection.engine_for

    def engine_for(raw: Any, *, read_only: bool) -> Any:
        from sqlalchemy import event

        engine = original(raw, read_only=read_only)
        if not read_only:

            @event.listens_for(engine, "begin")
            def end_at_once(bound: Any) -> None:
                bound.exec_driver_sql("COMMIT")

        return engine

    connection.engine_for = engine_for


ALL = (
    acknowledge_before_commit,
    import_in_two_transactions,
    history_after_the_change,
    wrong_undo,
    autocommit,
)
