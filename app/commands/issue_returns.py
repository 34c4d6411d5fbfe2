"""Note that departments' workbooks were sent out, or that late ones were reminded."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.department_return import ReturnRequestRow
from app.models.lists import Department
from app.rules import clock
from app.rules.errors import Problem, Refused
from app.rules.period import Period
from app.rules.returns import due_date
from app.store.queries.frozen import frozen_facts
from app.store.queries.lists import is_frozen, quarters, settings


@dataclass(frozen=True)
class IssueReturns:
    """The workbooks of one quarter were made for these departments; each counts as one more form."""

    department_ids: tuple[int, ...]
    quarter: Period
    by: str = ""

    @property
    def label(self) -> str:
        count = len(self.department_ids)
        return f"Issue {count} return workbook{'' if count == 1 else 's'} for {self.quarter.label}"

    def do(self, session: Session) -> None:
        if is_frozen(session, self.quarter):
            raise Refused(Problem("return_quarter_frozen", frozen_facts(session, self.quarter)))
        for department_id in self.department_ids:
            row = _row(session, department_id, self.quarter)
            row.forms += 1
            row.issued, row.issued_by = clock.now(), self.by


@dataclass(frozen=True)
class ChaseReturns:
    """These departments were reminded of a quarter's return."""

    department_ids: tuple[int, ...]
    quarter: Period
    by: str = ""

    @property
    def label(self) -> str:
        return f"Chase late returns for {self.quarter.label}"

    def do(self, session: Session) -> None:
        chase = {"at": clock.now().isoformat(timespec="seconds"), "by": self.by}
        for department_id in self.department_ids:
            row = _row(session, department_id, self.quarter)
            row.chases = [*row.chases, chase]


def _row(session: Session, department_id: int, quarter: Period) -> ReturnRequestRow:
    """The request as it stands, or a new one that is due as the plan's settings say."""
    if session.get(Department, department_id) is None:
        raise Refused(Problem("gone", {"noun": "department", "id": department_id}))
    known = quarters(session)
    if known and not known[0] <= quarter <= known[-1].shift(1):
        facts = {"quarter": quarter.label, "first": known[0].label, "last": known[-1].label}
        raise Refused(Problem("quarter_unknown", facts))
    found = session.scalar(
        select(ReturnRequestRow).where(
            ReturnRequestRow.department_id == department_id, ReturnRequestRow.quarter == quarter
        )
    )
    if found is not None:
        return found
    row = ReturnRequestRow(
        department_id=department_id, quarter=quarter, issued=None, issued_by="", forms=0, chases=[],
        due=due_date(quarter, settings(session).return_due_days),
    )  # fmt: skip
    session.add(row)
    return row
