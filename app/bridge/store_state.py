"""What the window shows of the store: where it is, when it was saved, what undo would do, whether it is sound."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.rules.errors import Problem


@dataclass(frozen=True, slots=True)
class StoreState:
    """`verified` None: not looked at yet. `problem`: something the user should know of, such as a failed backup."""

    path: str = ""
    plan_name: str = ""
    undo: str | None = None
    redo: str | None = None
    entries: int = 0
    head: str = ""
    saved_at: datetime | None = None
    verified: bool | None = None
    backup_at: datetime | None = None
    read_only: bool = False
    problem: Problem | None = None

    @property
    def is_open(self) -> bool:
        return bool(self.path)
