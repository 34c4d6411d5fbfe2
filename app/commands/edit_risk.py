"""Add, change or remove a risk to an issue."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.commands.versions import row_as_seen
from app.models.risk import RiskRow
from app.rules.errors import Problem, Refused
from app.rules.texts import NOTE_LIMIT, TITLE_LIMIT, text_problem
from app.store.queries.issues import issue_row


@dataclass(frozen=True)
class SaveRisk:
    """`risk_id` None: a new one. Likelihood and impact 1-5."""

    issue_id: int
    risk_id: int | None
    version: int | None
    title: str
    likelihood: int
    impact: int
    mitigation: str = ""

    @property
    def label(self) -> str:
        return "Add risk" if self.risk_id is None else "Change risk"

    def do(self, session: Session) -> None:
        problem = text_problem("title", self.title, TITLE_LIMIT, required=True) or text_problem(
            "mitigation", self.mitigation, NOTE_LIMIT, lines=True
        )
        for name, value in (("likelihood", self.likelihood), ("impact", self.impact)):
            if problem is None and not 1 <= value <= 5:
                problem = Problem("number_out_of_range", {"field": name, "least": 1, "most": 5})
        if problem is not None:
            raise Refused(problem)
        issue_row(session, self.issue_id)
        if self.risk_id is None:
            row = RiskRow(issue_id=self.issue_id)
            session.add(row)
        else:
            row = row_as_seen(session, RiskRow, self.risk_id, self.version or 0)
        row.title, row.mitigation = self.title.strip(), self.mitigation
        row.likelihood, row.impact = self.likelihood, self.impact


@dataclass(frozen=True)
class RemoveRisk:
    risk_id: int
    version: int
    label: str = "Remove risk"

    def do(self, session: Session) -> None:
        session.delete(row_as_seen(session, RiskRow, self.risk_id, self.version))
