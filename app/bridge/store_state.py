"""What the window shows of the store: where it is, when it was saved, what undo would do, whether it is sound."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from app.rules.errors import Problem

if TYPE_CHECKING:
    from app.store.store import Store


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


def first_state(store: Store) -> tuple[StoreState, bool]:
    """What is shown of a store just opened, and whether its last session ended suddenly. Leaves the note of who has it."""
    from app.store import backups, place
    from app.store.operations_log import safe_folder
    from app.store.queries.plain import rows

    undo = store.undo_state()
    with store.reading() as session:
        named = rows(session, "SELECT value FROM meta WHERE key = 'name'")
        last = rows(session, "SELECT at FROM history ORDER BY seq DESC LIMIT 1")
    made = backups.listed(safe_folder(store.path), store.path.stem)
    sudden = not store.read_only and place.say_open(store.path, store.entries)
    state = StoreState(
        path=str(store.path),
        plan_name=str(named[0][0]) if named else "",
        undo=undo.undo,
        redo=undo.redo,
        entries=store.entries,
        head=store.head,
        saved_at=datetime.fromisoformat(last[0][0]) if last else None,
        backup_at=made[0].made if made else None,
        read_only=store.read_only,
    )
    return state, sudden
