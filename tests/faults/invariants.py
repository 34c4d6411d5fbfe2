"""What must hold after every fault. Numbers as in the list of promises: I1 opens, I2 whole, I3 nothing
acknowledged is lost, I4 at most one more and that whole, I5 nothing reported failed is there, I6 no half import,
I7 the chain holds, I8 history gives the tables, I9 undo gives the state before, I10 backups open.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

from app.rules.errors import KnownError, Refused
from app.store import backups
from app.store.opening import open_store
from app.store.store import Store
from app.store.verifying import verify
from tests.plans import ACTOR

OPEN_SECONDS = 2.0


def broken(folder: Path, told: list[str], *, undo: bool = True) -> list[str]:
    """Every promise broken, in words. `told` are the child's lines."""
    path = folder / "faults.plan"
    facts = _Told(told)
    if not path.exists():
        return ["I3 the store is gone"] if facts.acked else []
    started = time.perf_counter()
    try:
        store = open_store(path)
    except KnownError as error:
        return [f"I1 does not open: {error.problem.code} {dict(error.problem.facts)}"]
    found = []
    if time.perf_counter() - started > OPEN_SECONDS:
        found.append("I1 took more than two seconds to open")
    try:
        found += _look(store, facts)
        if undo and not found:
            found += _undo(store)
    finally:
        store.close()
    for backup in backups.listed(backups.safe_folder(path), path.stem):
        if not backups.verify_file(backup.path).sound:
            found.append(f"I10 {backup.path.name} is not sound")
    return found


class _Told:
    def __init__(self, lines: list[str]) -> None:
        words = [line.split() for line in lines]
        self.acked = {w[1] for w in words if w[0] == "ACK"}
        self.failed = {w[1] for w in words if w[0] == "FAIL"}
        begun = {w[1] for w in words if w[0] == "OP"}
        self.open = begun - self.acked - self.failed


def _look(store: Store, facts: _Told) -> list[str]:
    report = verify(store.raw)
    found = [f"I2 I6 I7 I8 {code}: {detail}" for code, detail in report.problems]
    stored = {op_id for (op_id,) in store.raw.execute("SELECT op_id FROM history")}
    found += _undone_wrongly(store)
    found += [f"I3 {op_id} was acknowledged and is lost" for op_id in facts.acked - stored]
    found += [f"I5 {op_id} was reported failed and is there" for op_id in facts.failed & stored]
    if len(facts.open & stored) > 1:
        found.append("I4 more than one unacknowledged change is there")
    return found


def _undone_wrongly(store: Store) -> list[str]:
    """Every undo and redo in the history turns round, or brings back, all rows of its original."""
    payloads = {
        seq: json.loads(payload) for seq, payload in store.raw.execute("SELECT seq, payload FROM history")
    }
    found = []
    for seq, kind, undoes in store.raw.execute(
        "SELECT seq, kind, undoes FROM history WHERE undoes IS NOT NULL"
    ):
        original = payloads[undoes]
        if kind == "undo":
            original = [(table, row, after, before) for table, row, before, after in reversed(original)]
        if [_row(each) for each in original] != [_row(each) for each in payloads[seq]]:
            found.append(f"I9 entry {seq} is no {kind} of entry {undoes}")
    return found


def _row(change: Any) -> tuple[Any, ...]:
    table, row, before, after = change
    return (table, row, before and _plain(before), after and _plain(after))


def _undo(store: Store) -> list[str]:
    """On a copy: undoing the last change gives what the history says was there before it."""
    if not store.stack.done:
        return []
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / store.path.name
        seq = store.entries
        rows = [row for (row,) in store.raw.execute("SELECT payload FROM history ORDER BY seq")]
        last = store.stack.done[-1][0]
        if last != seq:
            return []
        store.raw.execute("VACUUM INTO ?", (str(copy),))
        copied = open_store(copy)
        try:
            copied.undo(ACTOR)
            return (
                [] if _state(copied) == _replayed(rows[:-1]) else ["I9 undo does not give the state before"]
            )
        except Refused as error:
            return [f"I9 undo is refused: {error.problems[0].code} {dict(error.problems[0].facts)}"]
        finally:
            copied.close()
            shutil.rmtree(backups.safe_folder(copy), ignore_errors=True)


def _replayed(payloads: list[str]) -> dict[tuple[str, int], dict[str, Any]]:
    state: dict[tuple[str, int], dict[str, Any]] = {}
    for payload in payloads:
        for table, row, _, after in json.loads(payload):
            if after is None:
                del state[table, row]
            else:
                state.setdefault((table, row), {}).update(after)
    return {key: _plain(values) for key, values in state.items()}


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name != "version"}


def _state(store: Store) -> dict[tuple[str, int], dict[str, Any]]:
    from app.models import Base
    from app.models.base import Entity

    state = {}
    for mapper in Base.registry.mappers:
        if issubclass(mapper.class_, Entity):
            name = str(mapper.local_table.name)  # type: ignore[attr-defined]
            found = store.raw.execute(f"SELECT * FROM {name}")
            columns = [column[0] for column in found.description]
            for row in found:
                values = dict(zip(columns, row, strict=True))
                state[name, values["id"]] = _plain(values)
    return state
