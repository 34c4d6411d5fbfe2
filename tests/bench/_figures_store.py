"""A real store with millions of readings, written in bulk once and kept in `out/bench` for the next run.

It registers no bench: `bench_dashboard` measures with it.
"""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path
from typing import Any

from app.commands.load_sample import blank
from app.rules.category import Category
from app.rules.changes import Actor
from app.rules.period import Period
from app.store.identity import SCHEMA_VERSION
from app.store.opening import create_store, open_store
from app.store.store import Store

KEPT = Path(__file__).resolve().parents[2] / "out" / "bench"
INDICATORS, QUARTERS = 5_000, 40
Q4 = Period.quarter(2009, 4)
ACTOR = Actor("bench", "Head of Improvement")
_FAST = (
    "PRAGMA journal_mode=OFF",
    "PRAGMA synchronous=OFF",
    "PRAGMA foreign_keys=OFF",
    "PRAGMA cache_size=-200000",
)


def figures_store(localities: int, *, issues: int = 0, histories: bool = True) -> Store:
    """5,000 indicators of 40 quarters in so many localities. `histories`: the table of all readings as well.

    Without it only the current ones are there, which is what the dashboard reads.
    """
    name = f"v{SCHEMA_VERSION}-{localities}-{issues}-{'whole' if histories else 'current'}"
    path = KEPT / name / "figures.plan"
    if not path.exists():
        for old in KEPT.glob("v*"):
            if not old.name.startswith(f"v{SCHEMA_VERSION}-"):
                shutil.rmtree(old)
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name("part.plan")
        part.unlink(missing_ok=True)
        create_store(part, name="Figures").close()
        _fill(part, localities, issues, histories)
        part.rename(path)
    return open_store(path)


def discard(store: Store) -> None:
    """A store of 40 million readings is too large to keep lying about."""
    store.close()
    shutil.rmtree(store.path.parent)


def _fill(path: Path, localities: int, issues: int, histories: bool) -> None:
    raw = sqlite3.connect(path, isolation_level=None)
    for pragma in _FAST:
        raw.execute(pragma)
    raw.execute("BEGIN")
    raw.execute("CREATE TEMP TABLE span (at INTEGER PRIMARY KEY, key INTEGER)")
    keys = [Q4.shift(at - QUARTERS + 1).key for at in range(QUARTERS)]
    raw.executemany("INSERT INTO span VALUES (?, ?)", enumerate(keys))
    raw.executemany("INSERT INTO locality (id, version, name, short, position, retired) VALUES (?, 1, ?, '', ?, 0)",
                    ((at, f"Place {at}", at) for at in range(1, localities + 1)))  # fmt: skip
    raw.executemany(
        "INSERT INTO quarter (version, period, frozen) VALUES (1, ?, 0)", ((key,) for key in keys[-8:])
    )
    _indicators(raw)
    if histories:
        # In the order of time, as readings come in; an index made afterwards is made in a tenth of the time.
        (index,) = raw.execute(
            "SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'reading'"
        ).fetchone()
        raw.execute("DROP INDEX ix_reading_indicator_id_locality_id_period")
        raw.execute(
            "INSERT INTO reading (id, version, indicator_id, locality_id, period, value, status, note, source,"
            " recorded, recorded_by, illustrative)"
            f" SELECT {_ID}, 1, i.id, l.id, s.key, {_VALUE}, 'final', '', 'typed', '2010-04-20T09:00:00', '', 1"
            " FROM span s, locality l, indicator i ORDER BY s.at, l.id, i.id"
        )
        raw.execute(index)
    raw.execute(
        "INSERT INTO current_reading (locality_id, period, indicator_id, reading_id, value, status)"
        f" SELECT l.id, s.key, i.id, {_ID}, {_VALUE}, 'final'"
        " FROM locality l, span s, indicator i ORDER BY l.id, s.key, i.id"
    )
    _issues(raw, issues)
    raw.execute("COMMIT")
    raw.close()


_ID = f"(s.at * (SELECT count(*) FROM locality) + l.id - 1) * {INDICATORS} + i.id"
_VALUE = "50.0 + ((i.id * 7919 + s.at * 104729 + l.id * 1299709) % 1000) / 100.0"
"""Scattered evenly between 50 and 60, and the same every time."""


def _indicators(raw: sqlite3.Connection) -> None:
    raw.executemany(
        "INSERT INTO indicator (id, version, code, title, definition, unit, decimals, polarity, frequency, year_kind,"
        " shape, rag_rule, rag_tolerance, national_code, least_count, source, illustrative)"
        " VALUES (?, 1, ?, ?, '', '%', 1, ?, 'quarterly', 'financial', 'snapshot', 'target_and_floor', 10.0, '', 5,"
        " '', 1)",
        ((at, f"LI {at}", f"Indicator {at}", ("higher", "lower")[at % 2]) for at in range(1, INDICATORS + 1)),
    )
    raw.executemany(
        "INSERT INTO target (version, indicator_id, period, value, floor, rationale)"
        " VALUES (1, ?, ?, 55.0, ?, 'As the neighbours do')",
        (
            (at, Period.financial_year(year).key, (52.0, 58.0)[at % 2])
            for at in range(1, INDICATORS + 1)
            for year in (2008, 2009, 2010)
        ),
    )
    raw.executemany(
        "INSERT INTO rag_rule (version, indicator_id, since, name, tolerance, rationale)"
        " VALUES (1, ?, ?, 'tolerance', 5.0, 'As the neighbours do')",
        ((at, Q4.shift(-3).key) for at in range(10, INDICATORS + 1, 10)),
    )


def _issues(raw: sqlite3.Connection, count: int) -> None:
    """A third in each list; each is judged by one indicator of its own."""
    lists = (Category.HOT_LIST, Category.IMPROVEMENT_PLAN, Category.OUTCOMES)
    for at in range(1, count + 1):
        _insert(
            raw,
            "issue",
            {**blank("issue"), "id": at, "title": f"Issue {at}", "position": at, "origin": "none"},
        )
        _insert(
            raw, "placement", {"issue_id": at, "category": lists[at % 3].value, "effective": Q4.shift(-6).key}
        )
        _insert(raw, "issue_indicator", {"issue_id": at, "indicator_id": at, "lead": 1, "position": 1})


def _insert(raw: sqlite3.Connection, table: str, row: dict[str, Any]) -> None:
    values = {"version": 1, **row}
    marks = ", ".join("?" * len(values))
    raw.execute(f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})", tuple(values.values()))
