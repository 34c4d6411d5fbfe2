"""Take departments' workbooks in: originals, figures, texts and actions, as one change with one undo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.commands.edit_action import SaveAction
from app.commands.edit_issue import set_field
from app.commands.put_readings import check_rows, columns_of
from app.commands.take_assessment import take_return_texts
from app.commands.versions import row_as_seen
from app.models.department_return import FILE_NAME, DepartmentReturnRow
from app.models.issue import Issue
from app.models.lists import Department
from app.rules import clock
from app.rules.errors import Problem, Refused
from app.rules.readings import ReadingRow
from app.rules.return_changes import TakenReturn
from app.rules.returns import SENT_BACK, ReturnState
from app.store import blobs
from app.store.queries.frozen import frozen_facts
from app.store.queries.lists import is_frozen, quarters
from app.store.recording import insert_columns


@dataclass(frozen=True)
class ApplyReturn:
    """All of the workbooks or none. `reason`: why doubtful figures were taken as they are.

    `rows` and `source` are of plain tables that came with them.
    """

    returns: tuple[TakenReturn, ...]
    reason: str = ""
    by: str = ""
    rows: tuple[ReadingRow, ...] = ()
    source: str = ""

    @property
    def label(self) -> str:
        if len(self.returns) == 1 and not self.rows:
            one = self.returns[0]
            return f"Import return of {one.department}, {one.quarter.label}"
        table = " and a table of readings" if self.rows else ""
        return f"Import {len(self.returns)} return{'' if len(self.returns) == 1 else 's'}{table}"

    def do(self, session: Session) -> None:
        check_rows(session, [*self.rows, *(row for each in self.returns for row in each.rows)])
        insert_columns(session, "reading", columns_of(self.rows, self.source, self.by))
        for each in self.returns:
            check_place(session, each)
            _check_new(session, each)
            self._take(session, each)

    def _take(self, session: Session, each: TakenReturn) -> None:
        sha = blobs.keep(session, each.data)
        if sha != each.sha256:
            raise Refused(Problem("return_file_changed", {"file": each.file_name}))
        row = DepartmentReturnRow(
            department_id=each.department_id, quarter=each.quarter,
            state=ReturnState.QUERIED if each.asked_again else ReturnState.IMPORTED,
            file_name=each.file_name[:FILE_NAME], sha256=sha, form=each.form, received=clock.now(),
            received_by=self.by, figures=len(each.rows), reason=self.reason,
            problems=[[problem.code, plain_facts(problem.facts)] for problem in each.problems],
            assessment=dict(each.assessment),
        )  # fmt: skip
        session.add(row)
        session.flush()
        source = f"{each.file_name} ({sha[:12]})"
        places: dict[str, list[Any]] = {"return_id": [row.id] * len(each.rows), "cell": [found.cell for found in each.rows]}
        insert_columns(session, "reading", columns_of(each.rows, source, self.by) | places)
        _take_texts(session, each)
        if each.assessment:
            take_return_texts(session, each.department_id, each.quarter, each.assessment, self.by)
        for action in each.actions:
            SaveAction(
                action.issue_id, action.action_id, action.version, action.title, action.owner_post_id, action.due,
                action.progress, action.note,
            ).do(session)  # fmt: skip


def _take_texts(session: Session, each: TakenReturn) -> None:
    """Versions are compared once an issue: its first text raises them for the next."""
    seen: dict[int, Issue] = {}
    for text in each.texts:
        issue = seen.get(text.issue_id) or row_as_seen(session, Issue, text.issue_id, text.version)
        seen[text.issue_id] = issue
        set_field(issue, text.name, text.value)


def check_place(session: Session, each: TakenReturn) -> None:
    """Raises Refused where the department is gone, or the quarter unknown or frozen."""
    if session.get(Department, each.department_id) is None:
        raise Refused(Problem("gone", {"noun": "department", "id": each.department_id}))
    if each.quarter not in quarters(session):
        raise Refused(
            Problem("return_quarter_unknown", {"file": each.file_name, "quarter": each.quarter.label})
        )
    if is_frozen(session, each.quarter):
        raise Refused(
            Problem("return_quarter_frozen", {"file": each.file_name, **frozen_facts(session, each.quarter)})
        )


def _check_new(session: Session, each: TakenReturn) -> None:
    """There is something to take, and it was not taken before; a return only sent back was not."""
    if not each.changes:
        raise Refused(Problem("nothing_new", {"file": each.file_name, "figures": 0}))
    found = session.scalars(select(DepartmentReturnRow).where(DepartmentReturnRow.sha256 == each.sha256))
    before = next((row for row in found if all(code != SENT_BACK for code, _ in row.problems)), None)
    if before is not None:
        facts = {"file": each.file_name, "on": before.received.date().isoformat(), "by": before.received_by}
        raise Refused(Problem("return_already", facts))


def plain_facts(facts: Any) -> dict[str, Any]:
    """Facts as JSON holds them."""
    return {
        key: value if isinstance(value, (str, int, float, bool, list)) else str(value)
        for key, value in facts.items()
    }
