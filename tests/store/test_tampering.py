"""Whatever is altered behind the program's back, in any table, is found by the check."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.commands.apply_return import ApplyReturn
from app.commands.edit_issue import EditIssue, SetTags
from app.commands.erase_text import EraseText
from app.commands.start_plan import StartPlan
from app.store.opening import create_store
from app.store.store import Store
from app.store.verifying import verify
from tests.plans import ACTOR, CARBON, Q4, ROADS
from tests.store.test_returns import taken

_OUTSIDE_HISTORY = {"meta": "the plan's name and the store's own marks", "alembic_version": "SQLite's user_version counts",
                    "draft": "texts that are no change yet"}  # fmt: skip
_ANOTHER = {"INTEGER": "coalesce({0}, 0) + 1000003", "REAL": "coalesce({0}, 0) + 1.5", "TEXT": "coalesce({0}, '') || 'x'",
            "BLOB": "x'00'"}  # fmt: skip


@pytest.fixture
def full(store: Store) -> Store:
    """With a return, its original, tags, and a change taken back."""
    store.change(ApplyReturn((taken(),)), ACTOR)
    store.change(SetTags((CARBON, ROADS), ("budget",)), ACTOR)
    version = store.raw.execute("SELECT version FROM issue WHERE id = ?", (ROADS,)).fetchone()[0]
    store.change(EditIssue(ROADS, version, "progress", "on the way"), ACTOR)
    store.undo(ACTOR)
    assert verify(store.raw).sound
    return store


def tables(raw: sqlite3.Connection) -> Iterator[str]:
    asked = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
    for (name,) in raw.execute(asked).fetchall():
        if not name.startswith(("sqlite_", "words")) and name not in _OUTSIDE_HISTORY:
            yield name


def attempts(raw: sqlite3.Connection, table: str) -> Iterator[str]:
    """Another value in each column of the table's first row, and that row gone."""
    columns = {row[1]: row[2] for row in raw.execute(f'PRAGMA table_info("{table}")')}
    keys = [row[1] for row in raw.execute(f'PRAGMA table_info("{table}")') if row[5]]
    asked = f'SELECT {", ".join(keys)} FROM "{table}" ORDER BY {", ".join(keys)} LIMIT 1'
    for row in raw.execute(asked).fetchall():
        where = " AND ".join(f"{key} = {value!r}" for key, value in zip(keys, row, strict=True))
        yield f'DELETE FROM "{table}" WHERE {where}'
        for name, kind in columns.items():
            yield f'UPDATE "{table}" SET {name} = {_ANOTHER[kind].format(name)} WHERE {where}'


def test_a_row_altered_or_taken_out_of_any_table_is_found(full: Store) -> None:
    raw = full.raw
    raw.execute("PRAGMA foreign_keys = OFF")
    raw.execute("PRAGMA ignore_check_constraints = ON")
    guards = [name for (name,) in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")]
    tried, unnoticed = set(), []
    for table in tables(raw):
        for attempt in attempts(raw, table):
            raw.execute("BEGIN")
            for guard in guards:
                raw.execute(f"DROP TRIGGER {guard}")
            assert raw.execute(attempt).rowcount == 1
            if verify(raw, integrity=False).sound:
                unnoticed.append(attempt)
            raw.execute("ROLLBACK")
            tried.add(table)
    assert unnoticed == []
    assert {"history", "history_touch", "blob", "issue", "reading", "current_reading", "issue_tag"} <= tried


def test_words_put_into_the_search_behind_the_program_are_found(full: Store) -> None:
    full.raw.execute("INSERT INTO words (rowid, title, body, noun, owner) VALUES (999968, 'x', 'y', 'issue', 1)")
    assert [code for code, _ in verify(full.raw).problems] == ["text_index"]


def begun(path: Path) -> Store:
    store = create_store(path, name="The plan of 2010")
    store.change(StartPlan("The plan of 2010", Q4), ACTOR)
    return store


def test_a_name_of_the_plan_changed_or_taken_out_behind_the_program_is_found(tmp_path: Path) -> None:
    store = begun(tmp_path / "plan.plan")
    assert verify(store.raw).sound
    told = store.raw.execute("SELECT reason FROM history WHERE seq = 1").fetchone()[0]
    assert told == "The plan is called “The plan of 2010”."
    for attempt in ("UPDATE meta SET value = 'Another' WHERE key = 'name'", "DELETE FROM meta WHERE key = 'name'"):
        store.raw.execute("BEGIN")
        store.raw.execute(attempt)
        assert [code for code, _ in verify(store.raw).problems] == ["name"], attempt
        store.raw.execute("ROLLBACK")
    store.close()


def test_a_name_erased_on_request_still_verifies(tmp_path: Path) -> None:
    store = create_store(tmp_path / "plan.plan", name="Plan of Ada Thornbury")
    store.change(StartPlan("Our plan", Q4), ACTOR)
    store.change(EraseText("Ada Thornbury", "asked for"), ACTOR)
    assert "Ada Thornbury" not in str(store.raw.execute("SELECT value FROM meta").fetchall())
    assert verify(store.raw).sound
    store.close()
