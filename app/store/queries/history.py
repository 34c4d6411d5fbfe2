"""The history in words: who changed what, from what, to what."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.rules.history_words import Named, words_of
from app.rules.issue import HistoryLine
from app.store.recording import entity_of

_BATCH = (
    "SELECT h.seq, h.at, h.account, h.post, h.label, h.reason, h.kind, h.payload FROM history_touch t"
    " JOIN history h ON h.seq = t.seq WHERE t.noun = ? AND t.row = ? AND t.seq < ? ORDER BY t.seq DESC LIMIT ?"
)
_TOP = 1 << 62


def history(
    session: Session, issue_id: int, limit: int = 200, before_seq: int | None = None
) -> tuple[HistoryLine, ...]:
    """Newest first, a line for each field changed; `before_seq` goes on from an earlier answer's last entry."""
    rows = (
        session.connection()
        .exec_driver_sql(_BATCH, ("issue", issue_id, before_seq or _TOP, limit))
        .fetchall()
    )
    names = _Names(session)
    lines: list[HistoryLine] = []
    for seq, at, account, post, label, reason, kind, payload in rows:
        when = datetime.fromisoformat(at).strftime("%d/%m/%Y %H:%M")
        changes = [row for row in json.loads(payload or "[]") if _belongs(row, issue_id, session)]
        sentences = words_of(kind, label, changes, names)
        lines += [HistoryLine(seq, when, post or account, words, reason) for words in sentences]
    return tuple(lines)


def _belongs(row: list[Any], issue_id: int, session: Session) -> bool:
    table, row_id, before, after = row
    root = entity_of(table).root
    if root is None:
        return bool(table == "issue" and row_id == issue_id)
    if root[0] != "issue":
        return False
    owner = {**(before or {}), **(after or {})}.get("issue_id")
    if owner is None:
        found = session.connection().exec_driver_sql(
            f"SELECT issue_id FROM {table} WHERE id = ?",
            (row_id,),
        )
        owner = found.scalar()
    return owner is None or bool(owner == issue_id)


class _Names(Named):
    """Names of what ids stand for, each list read once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._read: dict[str, dict[int, str]] = {}

    def name(self, table: str, row: int) -> str:
        if table not in self._read:
            column = "title" if table == "indicator" else "name"
            found = self._session.connection().exec_driver_sql(f"SELECT id, {column} FROM {table}")
            self._read[table] = dict(found.fetchall())
        return self._read[table].get(row, f"{table} {row}")
