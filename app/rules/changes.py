"""Who changed what: ids touched per noun, so that each page looks only at its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Changes:
    """Ids touched, per noun (the table's name: "issue", "indicator", ...)."""

    ids: dict[str, frozenset[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, int]]) -> Changes:
        gathered: dict[str, set[int]] = {}
        for noun, row in pairs:
            gathered.setdefault(noun, set()).add(row)
        return cls({noun: frozenset(rows) for noun, rows in gathered.items()})

    def touches(self, *nouns: str) -> bool:
        return any(noun in self.ids for noun in nouns)


@dataclass(frozen=True)
class Actor:
    """Who acts: the operating system's account and the post chosen in "You are". Rules ask the post."""

    account: str
    post: str

    @property
    def by(self) -> str:
        """Whose name stands under what is stored."""
        return self.post or self.account


@dataclass(frozen=True)
class Outcome:
    """A change that is durably stored. `seq` is its number in the history, `label` its undo menu name."""

    changes: Changes
    seq: int
    op_id: str
    label: str


@dataclass(frozen=True)
class UndoState:
    """Labels of what undo and redo would do now; None: nothing to do."""

    undo: str | None
    redo: str | None
