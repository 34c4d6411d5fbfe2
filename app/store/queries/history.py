"""The history in words: who changed what, from what, to what."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from app.rules.history_words import Named, words_of
from app.rules.issue import HistoryLine
from app.store import erasures
from app.store.recording import entity_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_BATCH = (
    "SELECT h.seq, h.at, h.account, h.post, h.label, h.reason, h.kind, h.payload FROM history_touch t"
    " JOIN history h ON h.seq = t.seq WHERE t.noun = ? AND t.row = ? AND t.seq < ? ORDER BY t.seq DESC LIMIT ?"
)
_EARLIER = (
    "SELECT value FROM reading WHERE indicator_id = ? AND locality_id = ? AND period = ? AND id < ?"
    " ORDER BY id DESC LIMIT 1"
)
_TOP = 1 << 62


def history(
    session: Session, row_id: int, limit: int = 200, before_seq: int | None = None, noun: str = "issue"
) -> tuple[HistoryLine, ...]:
    """Of one issue, indicator ...: newest first, a line for each field changed; `before_seq` goes on from an
    earlier answer's last entry."""
    rows = (
        session.connection().exec_driver_sql(_BATCH, (noun, row_id, before_seq or _TOP, limit)).fetchall()
    )
    names = _Names(session)
    lines: list[HistoryLine] = []
    for seq, at, account, post, label, reason, kind, payload in rows:
        when = datetime.fromisoformat(at).strftime("%d/%m/%Y %H:%M")
        told = [row for row in json.loads(payload or "[]") if row[0] != erasures.TABLE]
        changes = [row for row in told if _belongs(row, noun, row_id, session)]
        names.saw(changes)
        sentences = words_of(kind, label, changes, names)
        lines += [HistoryLine(seq, when, post or account, words, reason) for words in sentences]
    return tuple(lines)


def _belongs(row: list[Any], noun: str, noun_id: int, session: Session) -> bool:
    table, row_id, before, after = row
    root = entity_of(table).root
    if root is None:
        return bool(table == noun and row_id == noun_id)
    if root[0] != noun:
        return False
    owner = {**(before or {}), **(after or {})}.get(root[1])
    if owner is None:
        found = session.connection().exec_driver_sql(f"SELECT {root[1]} FROM {table} WHERE id = ?", (row_id,))
        owner = found.scalar()
    return owner is None or bool(owner == noun_id)


class _Names(Named):
    """What ids stand for: each list read once, rows that are gone as the history shows them."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._read: dict[str, dict[int, str]] = {}
        self._rows: dict[tuple[str, int], dict[str, Any]] = {}

    def name(self, table: str, row: int) -> str:
        if table not in self._read:
            column = "title" if table == "indicator" else "name"
            found = self._session.connection().exec_driver_sql(f"SELECT id, {column} FROM {table}")
            self._read[table] = dict(found.fetchall())
        return self._read[table].get(row, f"{table} {row}")

    def saw(self, changes: Sequence[Sequence[Any]]) -> None:
        """Going back in time, a row that was taken away is met whole before its changes are."""
        for table, row, before, after in changes:
            if after is None or before is None:
                self._rows.setdefault((table, row), dict(before or after or {}))

    def row(self, table: str, row: int) -> Mapping[str, Any]:
        if (table, row) not in self._rows:
            found = self._session.connection().exec_driver_sql(f"SELECT * FROM {table} WHERE id = ?", (row,))
            values = found.mappings().first()
            self._rows[table, row] = dict(values) if values else {}
        return self._rows[table, row]

    def replaced(self, row: int, reading: Mapping[str, Any]) -> float | None:
        where = (reading["indicator_id"], reading["locality_id"], reading["period"], row)
        found: float | None = self._session.connection().exec_driver_sql(_EARLIER, where).scalar()
        return found
