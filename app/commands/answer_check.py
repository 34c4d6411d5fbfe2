"""Answer one of the checks that a self-assessment is held against, or take an answer back."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.commands.assessment_rows import require
from app.models.assessment import CheckAnswerRow
from app.rules import clock
from app.rules.assessment_stages import Step
from app.rules.errors import Refused
from app.rules.texts import REASON_LIMIT, text_problem


@dataclass(frozen=True)
class AnswerCheck:
    """`code` and `subject` name the check (app.rules.assessment_checks.Check). An empty text takes it back."""

    assessment_id: int
    section_key: str
    code: str
    subject: str
    text: str
    by: str = ""
    label: str = "Answer check"

    def do(self, session: Session) -> None:
        require(session, self.assessment_id, Step.EDIT, self.by)
        problem = text_problem("reason", self.text, REASON_LIMIT, lines=True)
        if problem is not None:
            raise Refused(problem)
        row = session.scalar(
            select(CheckAnswerRow).where(
                CheckAnswerRow.assessment_id == self.assessment_id, CheckAnswerRow.section_key == self.section_key,
                CheckAnswerRow.code == self.code, CheckAnswerRow.subject == self.subject,
            )
        )  # fmt: skip
        if not self.text.strip():
            if row is not None:
                session.delete(row)
            return
        if row is None:
            row = CheckAnswerRow(
                assessment_id=self.assessment_id, section_key=self.section_key, code=self.code, subject=self.subject,
                text="", by="", at=clock.now(),
            )  # fmt: skip
            session.add(row)
        row.text, row.by, row.at = self.text.strip(), self.by, clock.now()
