"""Write a part of a quarter's report, or let it have its first words again."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.report_text import ReportTextRow
from app.rules.errors import Problem, Refused, Stale
from app.rules.period import Period
from app.rules.report_parts import check_part
from app.store.queries.lists import is_frozen


@dataclass(frozen=True)
class WriteReportText:
    """`version` is the one its author saw, 0 where the part still had its first words. `body` None: back to them."""

    quarter: Period
    kind: str
    part: str
    body: str | None
    version: int = 0
    label: str = "Write report"

    def do(self, session: Session) -> None:
        problem = check_part(self.kind, self.part, self.body or "")
        if problem is None and is_frozen(session, self.quarter):
            problem = Problem("quarter_frozen", {"quarter": self.quarter.label})
        if problem is not None:
            raise Refused(problem)
        found = session.scalar(
            select(ReportTextRow).where(
                ReportTextRow.quarter == self.quarter, ReportTextRow.kind == self.kind, ReportTextRow.part == self.part
            )
        )
        if (found.version if found else 0) != self.version:
            raise Stale(Problem("stale", {"noun": "report_text", "id": found.id if found else 0}))
        if found is None and self.body is not None:
            session.add(ReportTextRow(quarter=self.quarter, kind=self.kind, part=self.part, body=self.body))
        elif found is not None and self.body is None:
            session.delete(found)
        elif found is not None and self.body is not None:
            found.body = self.body
