"""What a child does to its store, telling each operation before and after on a pipe."""

from __future__ import annotations

import hashlib
import os
import random
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from app.commands.apply_return import ApplyReturn
from app.commands.edit_action import SaveAction
from app.commands.edit_issue import EditIssue, SetTags
from app.commands.move_issue import DecideProposal, ProposeMove
from app.commands.put_readings import PutReadings
from app.rules.category import Category
from app.rules.decision import Stage
from app.rules.errors import KnownError, Refused
from app.rules.period import Period
from app.rules.readings import ReadingRow
from app.rules.return_changes import TakenReturn
from app.store import backups, restoring
from app.store.opening import create_store, open_store
from app.store.store import Store
from tests.plans import ACTOR, CABINET, CARBON, NEET, Q4, ROADS, SCHOOLS, SmallPlan


@dataclass
class Session:
    """An open store, and the pipe on which each operation is told."""

    path: Path
    pipe: int
    mark: Callable[[str], None] = lambda words: None
    store: Store | None = None
    said: list[str] = field(default_factory=list)

    def say(self, *words: str) -> None:
        os.write(self.pipe, (" ".join(words) + "\n").encode())

    def open(self) -> Store:
        self.store = open_store(self.path) if self.path.exists() else create_store(self.path, name="Faults")
        return self.store

    def op(self, act: Callable[[Store, str], Any]) -> None:
        """One operation: OP before it, then ACK, FAIL or CANNOT."""
        assert self.store is not None
        op_id = uuid.uuid4().hex
        self.say("OP", op_id)
        try:
            act(self.store, op_id)
        except KnownError as error:
            self.say("CANNOT" if error.problem.code == "cannot_tell" else "FAIL", op_id, error.problem.code)
        except Refused as error:
            self.say("FAIL", op_id, error.problems[0].code)
        else:
            self.mark(op_id)
            self.say("ACK", op_id)

    def change(self, command: Any) -> None:
        self.op(lambda store, op_id: store.change(command, ACTOR, op_id))


def version(store: Store, table: str, row: int) -> int:
    found = store.raw.execute(f"SELECT version FROM {table} WHERE id = ?", (row,)).fetchone()
    return int(found[0]) if found else 0


def readings(count: int, shift: int) -> PutReadings:
    rows = tuple(
        ReadingRow(
            1 + at % 2,
            Period.quarter(2009 - at // 2 // 4 - shift, at // 2 % 4 + 1),
            5.0 + at / 7,
            cell=f"Values!D{at}",
        )
        for at in range(count)
    )
    return PutReadings(rows, "return.xlsx")


def returned(mark: object) -> ApplyReturn:
    """A department's workbook with its original, never the same twice."""
    data = f"workbook {mark}".encode() * 400
    rows = tuple(ReadingRow(1 + at % 2, Q4.shift(-at // 2), 6.0 + at, cell=f"Values!M{at + 7}") for at in range(8))
    one = TakenReturn(1, "Environment", Q4, 1, "ENV.xlsx", hashlib.sha256(data).hexdigest(), data, rows)
    return ApplyReturn((one,))


def scripted(session: Session) -> None:
    """Every kind of operation once: making, importing, moving, undoing, backing up, restoring."""
    store = session.open()
    if store.entries == 0:
        session.change(SmallPlan())
    session.change(EditIssue(CARBON, version(store, "issue", CARBON), "lead_post_id", 1))
    session.change(
        ProposeMove(SCHOOLS, version(store, "issue", SCHOOLS), Category.IMPROVEMENT_PLAN, Q4, None, "Ready")
    )
    proposed = store.raw.execute("SELECT id, version FROM decision WHERE stage = 'proposed'").fetchone()
    if proposed:
        session.change(
            DecideProposal(*proposed, Stage.CONFIRMED, CABINET, date(2010, 2, 22), "Cabinet 3/2010", "")
        )
    session.change(readings(120, 0))
    session.op(lambda store, op_id: store.undo(ACTOR, op_id))
    session.op(lambda store, op_id: store.redo(ACTOR, op_id))
    session.change(SaveAction(ROADS, None, None, "Resurface", 2, date(2010, 6, 1), 10))
    back_up(session)
    session.change(returned("scripted"))
    session.change(SetTags((CARBON, ROADS), ("budget", "2010")))
    restore(session)
    session.change(
        EditIssue(NEET, version(session.store or store, "issue", NEET), "progress", "After restoring")
    )
    if session.store is not None:
        session.store.close()


def back_up(session: Session) -> None:
    assert session.store is not None
    try:
        made = backups.make(session.store.raw, session.path, session.store.entries)
        session.say("BACKUP", made.path.name.replace(" ", "_"))
    except KnownError as error:
        session.say("NOBACKUP", error.problem.code)


def restore(session: Session) -> None:
    assert session.store is not None
    made = backups.listed(backups.safe_folder(session.path), session.path.stem)
    if not made:
        return
    session.store.close()
    try:
        restoring.restore(made[0].path, session.path)
        session.say("RESTORED")
    except KnownError as error:
        session.say("NOTRESTORED", error.problem.code)
    session.store = open_store(session.path)


def at_random(session: Session, seed: int) -> None:
    """Operations without end, until somebody kills it."""
    chance = random.Random(seed)
    store = session.open()
    if store.entries == 0:
        session.change(SmallPlan())
    while True:
        _one(session, store, chance)


def _one(session: Session, store: Store, chance: random.Random) -> None:
    issue = chance.choice((CARBON, SCHOOLS, NEET, ROADS))
    what = chance.random()
    if what < 0.45:
        text = f"Progress {chance.random()}"
        session.change(EditIssue(issue, version(store, "issue", issue), "progress", text))
    elif what < 0.6:
        session.change(readings(chance.randrange(10, 400), chance.randrange(40)))
    elif what < 0.65:
        session.change(returned(chance.random()))
    elif what < 0.78:
        session.op(lambda store, op_id: store.undo(ACTOR, op_id))
    elif what < 0.85:
        session.op(lambda store, op_id: store.redo(ACTOR, op_id))
    elif what < 0.97:
        session.change(SaveAction(issue, None, None, f"Action {chance.random()}", 1, None, 0))
    else:
        back_up(session)
