"""The store: the one way in for every change, and the sessions that queries read with."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast

from app.rules import clock
from app.rules.changes import Actor, Outcome, UndoState
from app.rules.errors import KnownError, Problem, Refused, Stale
from app.rules.making_many import uncollected
from app.store import chain, connection, erasures, sweeping
from app.store.operations_log import OperationsLog, safe_folder
from app.store.reading import Reading
from app.store.undo_stack import UndoStack

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    # What a change needs maps every entity: it is imported at the first one, so that opening a store maps none.
    from app.store.recording import RecordingSession

_ROOM = 2_000_000
"""Bytes that a change may need while it is being stored."""
_COULD_NOT_SAVE = (
    "disk i/o error",
    "unable to open database file",
    "readonly database",
)


class Command(Protocol):
    """One change: ids, new values and the versions its author saw. `do` may raise Refused."""

    @property
    def label(self) -> str: ...

    def do(self, session: Session) -> None: ...


class Store:
    """An open store. Not for sharing between threads: one worker owns it (app.bridge.operations)."""

    def __init__(self, path: Path, raw: sqlite3.Connection, *, read_only: bool) -> None:
        self.path = path
        self.read_only = read_only
        self._raw = raw
        self._made_engine: Engine | None = None
        found = os.stat(path)
        self._file = (found.st_ino, found.st_dev)
        self.log = OperationsLog(safe_folder(path))
        self.stack = UndoStack()
        self.entries, self.head = 0, chain.GENESIS
        self._load_history()

    def _load_history(self) -> None:
        if not self.read_only:
            self.log.follow(self._raw)
        self._note_history()

    def _note_history(self) -> None:
        """What can be undone, by the names that entries have now."""
        self.stack = UndoStack()
        found = self._raw.execute("SELECT seq, kind, undoes, label, head FROM history ORDER BY seq DESC LIMIT 1000")
        for seq, kind, undoes, label, head in reversed(found.fetchall()):
            self.stack.note(seq, kind, undoes, label)
            self.entries, self.head = seq, head

    @contextlib.contextmanager
    def reading(self) -> Iterator[Session]:
        """A session for queries, made when one needs more than plain rows; whatever it changed is rolled back."""
        reading = Reading(self._raw, self._session)
        try:
            yield cast("Session", reading)
        finally:
            reading.close()

    @property
    def _engine(self) -> Engine:
        if self._made_engine is None:
            self._made_engine = connection.engine_for(self._raw, read_only=self.read_only)
        return self._made_engine

    def _session(self) -> Session:
        from sqlalchemy.orm import Session

        return Session(bind=self._engine, expire_on_commit=False)

    def change(self, command: Command, actor: Actor, op_id: str | None = None) -> Outcome:
        """Run one command in one transaction with its history.

        Raises Refused (the rules), Stale (changed since), KnownError (disk_full, could_not_save, store_gone,
        cannot_tell, store_read_only); nothing is stored then, except that cannot_tell means just that.
        """
        kind = str(getattr(command, "history_kind", "change" if getattr(command, "undoable", True) else "fixed"))
        reason = str(getattr(command, "reason", "") or "")
        if self.entries == 0 and kind == "fixed" and not reason:
            reason = self._named()
        return self._write(command.do, actor, command.label, reason, kind, None, op_id)

    def _named(self) -> str:
        """What the entry that begins a plan says of its name."""
        found = self._raw.execute("SELECT value FROM meta WHERE key = 'name'").fetchone()
        return chain.NAMED.format(found[0]) if found is not None else ""

    def undo(self, actor: Actor, op_id: str | None = None) -> Outcome:
        return self._step(actor, "undo", op_id)

    def redo(self, actor: Actor, op_id: str | None = None) -> Outcome:
        return self._step(actor, "redo", op_id)

    @contextlib.contextmanager
    def beside(self) -> Iterator[Session]:
        """A transaction outside history, for texts that are no change yet. Raises KnownError as `change` does."""
        if self.read_only:
            raise KnownError("store_read_only", path=str(self.path))
        session = self._session()
        try:
            yield session
            session.commit()
        except BaseException as error:
            self._give_up(session)
            self._look_for_file(error)
            raise _as_known(error, self.path) from error
        finally:
            session.close()

    def _step(self, actor: Actor, kind: str, op_id: str | None) -> Outcome:
        source = self.stack.done if kind == "undo" else self.stack.undone
        if not source:
            raise Refused(Problem(f"nothing_to_{kind}"))
        seq, label = source[-1]

        def apply(session: Session) -> None:
            from app.store import recording, undo_guard, undoing

            assert isinstance(session, recording.RecordingSession)
            payload = (
                session.connection()
                .exec_driver_sql(
                    # A redo brings back what the undo itself wrote away, so it replays the original forwards.
                    "SELECT payload FROM history WHERE seq = ?",
                    (seq,),
                )
                .scalar()
            )
            if payload is None:
                raise Refused(Problem("undo_erased", {"label": label}))
            undo_guard.check_undo(session, payload, seq)
            undoing.replay(session, payload, backwards=kind == "undo")

        return self._write(apply, actor, label, "", kind, seq, op_id)

    def undo_state(self) -> UndoState:
        done, undone = self.stack.done, self.stack.undone
        if self.read_only:
            return UndoState(None, None)
        return UndoState(done[-1][1] if done else None, undone[-1][1] if undone else None)

    @uncollected()
    def _write(self, do: Any, actor: Actor, label: str, reason: str, kind: str, undoes: int | None,
               op_id: str | None) -> Outcome:  # fmt: skip
        if self.read_only:
            raise KnownError("store_read_only", path=str(self.path))
        op_id = op_id or uuid.uuid4().hex
        from app.store import recording, text_index

        session = recording.RecordingSession(self._engine)
        try:
            do(session)
            session.flush()
            if not session.rows:
                raise Refused(Problem("nothing_changed"))
            recording.refresh_current(session, session.derived_keys)
            text_index.follow(session, session.rows)
            outcome, entry = self._seal(session, actor, label, reason, kind, undoes, op_id)
            self._require_file()
        except BaseException as error:
            self._give_up(session)
            self._look_for_file(error)
            raise _as_known(error, self.path) from error
        self._commit(session, op_id)
        self.entries, self.head = outcome.seq, entry[-1]
        self.stack.note(outcome.seq, kind, undoes, label)
        if kind == erasures.KIND:
            sweeping.sweep(self._raw)
            self._note_history()
        self.log.follow_change(self._raw, entry, set(outcome.changes.ids))
        return outcome

    def _seal(self, session: RecordingSession, actor: Actor, label: str, reason: str, kind: str, undoes: int | None,
              op_id: str) -> tuple[Outcome, tuple[Any, ...]]:  # fmt: skip
        """The history's entry, stored, and what is told of it."""
        from app.store.recording import touched

        changes, owners = touched(session.rows, session)
        at = clock.now().isoformat(timespec="seconds")
        payload = chain.payload_of(session.rows)
        payload_sha = chain.sha(payload)
        head = chain.head_of(
            self.head, op_id, at, actor.account, actor.post, label, reason, kind, undoes, payload_sha
        )
        bound = session.connection()
        seq = self.entries + 1
        values = (
            seq,
            op_id,
            at,
            actor.account,
            actor.post,
            label,
            reason,
            kind,
            undoes,
            payload,
            payload_sha,
            self.head,
            head,
        )
        bound.exec_driver_sql(f"INSERT INTO history VALUES ({', '.join('?' * 13)})", values)
        bound.exec_driver_sql(
            "INSERT INTO history_touch (noun, row, seq) VALUES (?, ?, ?)",
            [(noun, row, seq) for noun, row in sorted(owners)],
        )
        return Outcome(changes, seq, op_id, label), values

    def _commit(self, session: RecordingSession, op_id: str) -> None:
        """COMMIT; after an error look the op_id up, since the change may be durable all the same."""
        from sqlalchemy.exc import DatabaseError

        try:
            session.commit()
        except DatabaseError as error:
            self._give_up(session)
            self._look_for_file(error)
            if not self._is_stored(op_id):
                raise _as_known(error, self.path) from error
        finally:
            session.close()

    def _is_stored(self, op_id: str) -> bool:
        try:
            found = self._raw.execute("SELECT 1 FROM history WHERE op_id = ?", (op_id,)).fetchone()
        except sqlite3.Error as error:
            raise KnownError("cannot_tell", path=str(self.path), detail=str(error)) from error
        return found is not None

    def _give_up(self, session: Session) -> None:
        with contextlib.suppress(Exception):
            session.rollback()
        session.close()
        with contextlib.suppress(sqlite3.Error):
            if self._raw.in_transaction:
                self._raw.rollback()

    def _require_file(self) -> None:
        """On POSIX a deleted store still takes writes, and loses them: look before acknowledging."""
        try:
            found = os.stat(self.path)
        except OSError as error:
            raise KnownError("store_gone", path=str(self.path)) from error
        if (found.st_ino, found.st_dev) != self._file:
            raise KnownError("store_gone", path=str(self.path))

    def _look_for_file(self, error: BaseException) -> None:
        """SQLite notices a moved file too, and calls it read-only: say what really happened."""
        from sqlalchemy.exc import DatabaseError

        if isinstance(error, DatabaseError):
            self._require_file()

    @property
    def raw(self) -> sqlite3.Connection:
        """The connection itself, for check and backup alone."""
        return self._raw

    def close(self) -> None:
        if self._made_engine is not None:
            self._made_engine.dispose()
        self._raw.close()


def _as_known(error: BaseException, path: Path) -> BaseException:
    from sqlalchemy.exc import OperationalError
    from sqlalchemy.orm.exc import StaleDataError

    if isinstance(error, StaleDataError):
        return Stale(Problem("stale"))
    if isinstance(error, OperationalError):
        text = str(error.orig).lower()
        # SQLite words a full disk in three ways: where nothing is free, that is what happened.
        free = _free(path)
        if "full" in text or (
            any(each in text for each in _COULD_NOT_SAVE) and free is not None and free < _ROOM
        ):
            return KnownError("disk_full", path=str(path), drive=path.drive, needs=_ROOM, free=free)
        if any(each in text for each in _COULD_NOT_SAVE):
            return KnownError("could_not_save", path=str(path), detail=str(error.orig))
    return error


def _free(path: Path) -> int | None:
    try:
        return shutil.disk_usage(path.parent).free
    except OSError:
        return None
