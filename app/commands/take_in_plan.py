"""Take a whole plan into a store that holds nothing yet, as another store held it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from app.commands.load_sample import require_empty
from app.rules.errors import KnownError
from app.rules.whole_plan import WholePlan
from app.store import blobs
from app.store.queries.whole_plan import carried_tables
from app.store.recording import bring_rows


@dataclass(frozen=True)
class TakeInPlan:
    """`original` gives the bytes of a hash, or None where they are not at hand. Not undoable: the plan begins so.

    Raises Refused plan_not_empty, KnownError plan_file_refused where the rows do not fit together.
    """

    plan: WholePlan
    original: Callable[[str], bytes | None]
    file: str = ""

    undoable = False
    label = "Take in a whole plan"

    @property
    def op_id(self) -> str | None:
        """The plan's own key, so that workbooks sent out before are still known as its own."""
        return self.plan.key or None

    def do(self, session: Session) -> None:
        require_empty(session, "plan_not_empty")
        bound = session.connection()
        for each in self.plan.originals:
            data = self.original(each.sha256)
            if data is not None:
                blobs.keep(session, data)
            else:
                bound.exec_driver_sql(
                    "INSERT INTO blob (sha256, size, content) VALUES (?, ?, NULL)", (each.sha256, each.size)
                )
        known = {table.name for table in carried_tables()}
        for table in (each for each in self.plan.tables if each.name in known):
            try:
                bring_rows(session, table.name, [column.name for column in table.columns], table.rows)
            except DatabaseError as error:
                raise self._refused(table.name, str(error.orig)) from error
        loose = bound.exec_driver_sql("PRAGMA foreign_key_check").fetchone()
        if loose is not None:
            raise self._refused(str(loose[0]), f"row {loose[1]} leads to {loose[2]}, where nothing has that number")

    def _refused(self, table: str, detail: str) -> KnownError:
        return KnownError("plan_file_refused", file=self.file, sheet=table.replace("_", " ").capitalize(), detail=detail)
