"""What erasures left behind in the history: entries without a payload, and entries whose words were replaced.

An erasure is an entry of its own, of kind "erased". Its payload restates every row that the erased payloads told of
(before: nothing is said; after: the row as it stands), and for each erased entry a row of the table "history": that
its payload is gone, or the seal of its words as they now are. So the entries before it need not be replayed whole,
and what was erased is sealed by what erased it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

KIND = "erased"
TABLE = "history"
_ENTRIES = "SELECT payload FROM history WHERE kind = ? AND payload IS NOT NULL ORDER BY seq"
WORDS = ("account", "post", "label", "reason")
"""The columns of an entry that people wrote."""


@dataclass
class Erasures:
    """`gone`: entries whose payload was erased; `sealed`: by entry, the seal of its words as they now are."""

    gone: set[int] = field(default_factory=set)
    sealed: dict[int, str] = field(default_factory=dict)

    def note(self, seq: int, after: Mapping[str, Any]) -> None:
        if after.get("payload", "") is None:
            self.gone.add(seq)
        if "sealed" in after:
            self.sealed[seq] = str(after["sealed"])


def erasures_of(raw: sqlite3.Connection) -> Erasures:
    """Of every erasure there was, the later one counting."""
    found = Erasures()
    for (payload,) in raw.execute(_ENTRIES, (KIND,)):
        for table, row, _before, after in json.loads(payload):
            if table == TABLE:
                found.note(row, after)
    return found


def change_words(raw: sqlite3.Connection, seq: int, after: Mapping[str, Any]) -> None:
    """Put an entry's payload out, and its new words in. The trigger that keeps history from being edited stands aside
    for as long, and comes back as it was, all in the caller's transaction."""
    if after.get("payload", "") is None:
        raw.execute("UPDATE history SET payload = NULL WHERE seq = ?", (seq,))
    named = [name for name in WORDS if name in after]
    if not named:
        return
    ((guard,),) = raw.execute("SELECT sql FROM sqlite_schema WHERE name = 'history_is_not_edited'").fetchall()
    raw.execute("DROP TRIGGER history_is_not_edited")
    sets = ", ".join(f"{name} = ?" for name in named)
    raw.execute(f"UPDATE history SET {sets} WHERE seq = ?", (*(after[name] for name in named), seq))  # noqa: S608
    raw.execute(guard)
