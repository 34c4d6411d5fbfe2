"""The index of what each entry of the history touched, worked out again from the entries themselves.

Whoever altered it could hide an entry from the history of a thing although the chain of hashes still holds.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from app.store import erasures

Tables = dict[str, dict[int, dict[str, Any]]]


@dataclass
class Touches:
    """(noun, row, entry), as the entries read so far say."""

    expected: set[tuple[str, int, int]] = field(default_factory=set)
    _roots: dict[str, tuple[str, str] | None] = field(default_factory=dict)

    def note(self, seq: int, rows: list[Any], tables: Tables) -> None:
        """The rows of an entry, once they are put into `tables`."""
        for table, row, before, after in rows:
            root = self._root(table)
            if root is None:
                self.expected.add((table, row, seq))
                continue
            noun, column = root
            owner = after.get(column) if after else None
            if owner is None and before:
                owner = before.get(column)
            if owner is None:
                owner = tables.get(table, {}).get(row, {}).get(column)
            if owner is not None:
                self.expected.add((noun, owner, seq))

    def _root(self, table: str) -> tuple[str, str] | None:
        if table not in self._roots:
            from app.store.recording import entity_of

            self._roots[table] = None if table == erasures.TABLE else entity_of(table).root
        return self._roots[table]

    def differences(self, raw: sqlite3.Connection, gone: Collection[int]) -> int:
        """How many are missing or too many; what an erased entry (`gone`) touched, nobody can tell any more."""
        there = {row for row in raw.execute("SELECT noun, row, seq FROM history_touch") if row[2] not in gone}
        return len(there ^ self.expected)
