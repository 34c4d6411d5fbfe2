"""Issues as they read when a past quarter was the open one: the history told backwards from now."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from app.rules.period import Period
from app.store.queries.plain import rows

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_NEXT_OPENED = (
    "SELECT min(t.seq) FROM history_touch t JOIN quarter q ON q.id = t.row WHERE t.noun = 'quarter' AND q.period > ?"
)
_SINCE = (
    "SELECT payload FROM history WHERE seq > ? AND payload IS NOT NULL"
    " AND seq IN (SELECT seq FROM history_touch WHERE noun IN ('issue', 'issue_partner')) ORDER BY seq DESC"
)
TABLES = frozenset({"issue", "issue_tag", "issue_partner", "action", "readiness_answer"})
Then = Mapping[str, Mapping[int, Mapping[str, Any] | None]]
"""By table and row what has changed since: the columns of then, or None for a row that was not there."""


def changed_since(session: Session, quarter: Period, tables: Collection[str] = TABLES) -> Then:
    """What was changed of issues, and of what belongs to them, after the quarter that followed was opened."""
    ((opened,),) = rows(session, _NEXT_OPENED, (quarter.key,))
    found: dict[str, dict[int, dict[str, Any] | None]] = {table: {} for table in tables}
    if opened is None:
        return found
    for (payload,) in rows(session, _SINCE, (opened,)):
        for table, row, before, _after in reversed(json.loads(payload)):
            if table in found:
                known = found[table].get(row)
                found[table][row] = None if before is None else {**(known or {}), **before}
    return found


def as_then(session: Session, table: str, columns: Sequence[str], then: Then) -> list[tuple[Any, ...]]:
    """The id and these columns of the table's rows, as they were; the rows of today first, in order of `position`."""
    changed = then[table]
    order = "position, id" if table == "issue" else "id"
    found, there = [], set()
    for id_, *values in rows(session, f"SELECT id, {', '.join(columns)} FROM {table} ORDER BY {order}"):  # noqa: S608
        there.add(id_)
        past = changed.get(id_, {})
        if past is not None:
            kept = dict(zip(columns, values, strict=True))
            found.append((id_, *({**kept, **past}[column] for column in columns)))
    found += [
        (id_, *(past[column] for column in columns)) for id_, past in changed.items() if past and id_ not in there
    ]
    return found
