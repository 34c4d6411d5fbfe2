"""What a durable change and a check of the history cost."""

from __future__ import annotations

import hashlib
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.commands.edit_issue import EditIssue
from app.commands.move_issue import RecordMove
from app.rules.category import Category
from app.store import connection
from app.store.store import Store
from app.store.verifying import verify
from tests.bench import bench, medians
from tests.plans import ACTOR, CABINET, Q4, ROADS, SCHOOLS, make_plan

ENTRIES = 100_000


@bench(
    "A move, stored for good with its history", against="two bare statements committed the same way", goal=8.0
)
def durable_move() -> tuple[float, float]:
    folder = Path(tempfile.mkdtemp())
    store = make_plan(folder)
    bare = _bare(folder / "bare.db")
    turn = _back_and_forth(store)
    count = iter(range(1_000_000))

    def two_statements() -> None:
        at = next(count)
        bare.execute("BEGIN IMMEDIATE")
        bare.execute("UPDATE issue SET category = ? WHERE id = 2", (f"c{at}",))
        bare.execute("INSERT INTO history (payload) VALUES (?)", (f"issue 2 moved {at}" * 8,))
        bare.execute("COMMIT")

    return medians(turn, two_statements, rounds=41, warm_up=5)


def _back_and_forth(store: Store) -> Callable[[], None]:
    from datetime import date

    steps = iter(range(1_000_000))
    ways = (Category.IMPROVEMENT_PLAN, Category.OUTCOMES, Category.HOT_LIST)

    def move() -> None:
        to = ways[next(steps) % 3]
        store.change(
            RecordMove(
                SCHOOLS,
                1,
                to,
                Q4,
                CABINET,
                "As the evidence shows",
                "Cabinet 3/2010",
                date(2010, 2, 22),
                growth_reason="Agreed",
            ),
            ACTOR,
        )

    return move


def _bare(path: Path) -> sqlite3.Connection:
    raw = sqlite3.connect(path, isolation_level=None)
    raw.executescript(
        "CREATE TABLE issue (id INTEGER PRIMARY KEY, category TEXT);"
        "CREATE TABLE history (seq INTEGER PRIMARY KEY, payload TEXT);"
        "INSERT INTO issue VALUES (2, 'x')"
    )
    raw.close()
    return connection.connect(path)


@bench(
    "Check 100,000 history entries", against="a loop that reads, hashes and compares the same rows", goal=3.0
)
def check_history() -> tuple[float, float]:
    store = _long_history(Path(tempfile.mkdtemp()))
    raw = store.raw
    return medians(lambda: _sound(raw), lambda: _plain_loop(raw), rounds=5)


def _sound(raw: sqlite3.Connection) -> None:
    if not verify(raw, integrity=False).sound:
        raise RuntimeError("the history is not sound")


def _plain_loop(raw: sqlite3.Connection) -> None:
    """Reads every entry, hashes its payload and its seal, compares both."""
    sha: Any = hashlib.sha256
    for row in raw.execute(
        "SELECT op_id, at, account, post, label, reason, kind, undoes, payload, payload_sha, prev, head FROM history"
    ):
        if sha(row[8].encode()).hexdigest() != row[9]:
            raise RuntimeError("payload")
        back = "" if row[7] is None else str(row[7])
        seal = "\x1f".join((row[10], *row[:7], back, row[9]))
        if sha(seal.encode()).hexdigest() != row[11]:
            raise RuntimeError("seal")


def _long_history(folder: Path) -> Store:
    """A real store with so many entries, written as fast as the machine can: durability is not measured here."""
    store = make_plan(folder)
    store.raw.execute("PRAGMA synchronous=OFF")
    store.log.follow_change = lambda *given: None  # type: ignore[method-assign]
    for at in range(ENTRIES - store.entries):
        store.change(EditIssue(ROADS, at + 1, "progress", f"Step {at} of the resurfacing is done"), ACTOR)
    return store
