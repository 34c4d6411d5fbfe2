"""Note that departments were asked again: their workbooks are kept, and nothing is taken from them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.commands.apply_return import check_place, plain_facts
from app.models.department_return import FILE_NAME, DepartmentReturnRow
from app.rules import clock
from app.rules.errors import Problem, Refused
from app.rules.return_changes import TakenReturn
from app.rules.returns import SENT_BACK, ReturnState
from app.store import blobs


@dataclass(frozen=True)
class QueryReturn:
    """`returns` are kept for the first time, or found again by their bytes; `kept` are the ids of those that are."""

    returns: tuple[TakenReturn, ...]
    kept: tuple[int, ...] = ()
    by: str = ""

    @property
    def label(self) -> str:
        if len(self.returns) == 1 and not self.kept:
            return f"Query return of {self.returns[0].department}, {self.returns[0].quarter.label}"
        count = len(self.returns) + len(self.kept)
        return "Query a return" if count == 1 else f"Query {count} returns"

    def do(self, session: Session) -> None:
        for each in self.returns:
            check_place(session, each)
            self._keep(session, each)
        for return_id in self.kept:
            row = session.get(DepartmentReturnRow, return_id)
            if row is None:
                raise Refused(Problem("gone", {"noun": "department_return", "id": return_id}))
            row.state = ReturnState.QUERIED

    def _keep(self, session: Session, each: TakenReturn) -> None:
        rows = session.scalars(
            select(DepartmentReturnRow)
            .where(DepartmentReturnRow.sha256 == each.sha256, DepartmentReturnRow.quarter == each.quarter)
            .order_by(DepartmentReturnRow.id.desc())
        ).all()
        if rows:
            rows[0].state = ReturnState.QUERIED
            return
        sha = blobs.keep(session, each.data)
        if sha != each.sha256:
            raise Refused(Problem("return_file_changed", {"file": each.file_name}))
        told = [[problem.code, plain_facts(problem.facts)] for problem in each.problems]
        session.add(
            DepartmentReturnRow(
                department_id=each.department_id, quarter=each.quarter, state=ReturnState.QUERIED,
                file_name=each.file_name[:FILE_NAME], sha256=sha, form=each.form, received=clock.now(),
                received_by=self.by, figures=0, reason="", problems=[[SENT_BACK, {}], *told], assessment={},
            )
        )  # fmt: skip
