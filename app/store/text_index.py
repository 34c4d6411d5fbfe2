"""The full-text index (SQLite FTS5): what the rows of the store say in words.

It follows each change in the change's own transaction, is no part of history, and can be made anew from the tables.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.store.many_rows import ManyRows, Row

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.orm import Session

_KINDS = 32
"""A row of the index is numbered id * 32 + the number of its source."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where words come from: `title` and `body` are columns of `table`; `noun`, `owner` say what opens them."""

    number: int
    table: str
    title: str
    body: tuple[str, ...]
    noun: str
    owner: str = "id"

    @property
    def select(self) -> str:
        body = " || char(10) || ".join(f"t.{column}" for column in self.body) or "''"
        title = f"t.{self.title}" if self.title else "''"
        return (
            f"SELECT t.id * {_KINDS} + {self.number}, {title}, trim({body}, char(10)), '{self.noun}', t.{self.owner}"  # noqa: S608 - our own names
            f" FROM {self.table} t WHERE ({title} <> '' OR trim({body}, char(10)) <> '')"
        )

    @property
    def columns(self) -> tuple[str, ...]:
        return (self.title, *self.body) if self.title else self.body


_ISSUE = (
    "achieve", "progress", "risk_note", "next_step", "ambition", "action_plan", "resources", "horizon", "laa_overlap",
    "budget_link", "service_plan_link", "equality", "community_safety", "sustainability", "origin_note",
    "evidence_performance", "evidence_comparison", "evidence_public", "evidence_partnership", "evidence_inspection",
    "scales_note",
)  # fmt: skip
_DECISION = ("reason", "exception_reason", "criteria_reason", "growth_reason", "condition", "minute")
_REFRESH = ("reason", "exception_reason", "criteria_reason", "growth_reason")

# A number is never given to another table: it is part of what is stored.
SOURCES = (
    Source(0, "issue", "title", _ISSUE, "issue"),
    Source(1, "indicator", "title", ("code", "national_code", "definition", "source"), "indicator"),
    Source(2, "action", "title", ("note",), "issue", "issue_id"),
    Source(3, "risk", "title", ("mitigation",), "issue", "issue_id"),
    Source(4, "decision", "", _DECISION, "decision"),
    Source(5, "reading", "", ("note",), "indicator", "indicator_id"),
    Source(6, "target", "", ("rationale",), "indicator", "indicator_id"),
    Source(7, "indicator_event", "title", (), "indicator", "indicator_id"),
    Source(8, "criterion_answer", "", ("evidence",), "issue", "issue_id"),
    Source(9, "readiness_answer", "", ("evidence",), "issue", "issue_id"),
    Source(10, "initiative", "title", ("about",), "initiative"),
    Source(11, "initiative_status", "", ("note", "risk_note"), "initiative", "initiative_id"),
    Source(12, "initiative_milestone", "title", (), "initiative", "initiative_id"),
    Source(13, "inspection_result", "", ("note",), "inspectorate", "inspectorate_id"),
    Source(14, "recommendation", "title", ("note", "reason"), "recommendation"),
    Source(15, "document", "title", ("file_name", "place", "note"), "document"),
    Source(16, "meeting", "title", ("note",), "meeting"),
    Source(17, "meeting_item", "", ("note",), "meeting", "meeting_id"),
    Source(18, "follow_up", "", ("note",), "decision", "decision_id"),
    Source(19, "assessment_text", "", ("plain", "risk", "rating_reason"), "assessment", "assessment_id"),
    Source(20, "assessment_note", "", ("text",), "assessment", "assessment_id"),
    Source(21, "refresh_line", "", _REFRESH, "issue", "issue_id"),
    Source(22, "issue_partner", "", ("dependency",), "issue", "issue_id"),
    Source(23, "partner_target", "title", ("measure", "source"), "partner", "partner_id"),
)
_BY_TABLE = {source.table: source for source in SOURCES}
_INSERT = "INSERT INTO words (rowid, title, body, noun, owner) "
_GATHER = "INSERT INTO words (words, rank) VALUES ('hashsize', ?)"
_MANY, _USUAL, _ROOMY = 5_000, 1 << 20, 1 << 24
"""From so many rows on; bytes of words that are gathered before they are put aside, by SQLite's own choice and ours."""


def follow(session: Session, rows: Iterable[Row | ManyRows]) -> None:
    """Bring the index up to what these rows say now. Rows of which no words changed cost nothing."""
    stale: dict[Source, set[int]] = defaultdict(set)
    said: dict[Source, set[int]] = defaultdict(set)
    many: list[ManyRows] = []
    for each in rows:
        if isinstance(each, ManyRows):
            many.append(each)
            continue
        table, row, before, after = each
        source = _BY_TABLE.get(table)
        if source is not None and _speaks(source, before, after):
            if before is not None:
                stale[source].add(row)
            said[source].add(row)
    connection = session.connection()
    for source, ids in stale.items():
        connection.exec_driver_sql("DELETE FROM words WHERE rowid = ?", [(id_ * _KINDS + source.number,) for id_ in ids])
    for source, ids in said.items():
        among = "AND t.id IN (SELECT value FROM json_each(?))"
        connection.exec_driver_sql(f"{_INSERT}{source.select} {among}", (json.dumps(sorted(ids)),))
    for added in many:
        new = _BY_TABLE.get(added.table)
        if new is not None and any(any(added.columns[name]) for name in new.columns):
            # Their numbers follow each other; those without words are left out by the source itself.
            span = (added.ids[0], added.ids[-1])
            with _room_for(connection, len(added)):
                connection.exec_driver_sql(f"{_INSERT}{new.select} AND t.id BETWEEN ? AND ?", span)


@contextmanager
def _room_for(connection: Connection, rows: int) -> Iterator[None]:
    """Words of very many rows are gathered in memory, and not put aside and merged many times over."""
    if rows < _MANY:
        yield
        return
    connection.exec_driver_sql(_GATHER, (_ROOMY,))
    yield
    connection.exec_driver_sql(_GATHER, (_USUAL,))


def _speaks(source: Source, before: dict[str, Any] | None, after: dict[str, Any] | None) -> bool:
    names = source.columns
    if before is not None and after is not None:
        return any(name in after for name in names)
    return any((before or after or {}).get(name) for name in names)


def rebuild(raw: sqlite3.Connection) -> None:
    """Make the index anew, within the caller's transaction."""
    raw.execute("DELETE FROM words")
    for source in SOURCES:
        raw.execute(_INSERT + source.select)


def differences(raw: sqlite3.Connection) -> int:
    """How many entries are missing, stale or for nothing: 0 for a sound index."""
    should = " UNION ALL ".join(source.select for source in SOURCES)
    there = "SELECT rowid, title, body, noun, owner FROM words"
    odd = 0
    for left, right in ((should, there), (there, should)):
        odd += raw.execute(f"SELECT count(*) FROM (SELECT * FROM ({left}) EXCEPT SELECT * FROM ({right}))").fetchone()[0]  # noqa: S608 - our own names
    return odd
