"""What an edit of an issue starts from: its sheet as it is stored now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.rules.issue import IssueSheet
from app.rules.period import Period

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class SheetQuestion:
    """The query for one issue's sheet at one quarter."""

    issue_id: int
    quarter: Period

    def __call__(self, session: Session) -> IssueSheet:
        from app.store.queries import issues
        from app.store.queries.frozen import as_reported

        sheet: IssueSheet = issues.sheet(as_reported(session, self.quarter), self.issue_id, self.quarter)
        return sheet
