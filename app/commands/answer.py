"""Answer a guiding criterion or a condition of readiness, with its evidence."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.commands.versions import row_as_seen
from app.models.answer import ConditionRow, CriterionRow
from app.models.issue import Issue
from app.rules.errors import Refused
from app.rules.readiness import Condition, Criterion
from app.rules.texts import NOTE_LIMIT, text_problem


@dataclass(frozen=True)
class AnswerCriterion:
    """`met` None: not answered. `version` is the issue's."""

    issue_id: int
    version: int
    key: str
    met: bool | None
    evidence: str

    @property
    def label(self) -> str:
        return f"Answer “{Criterion(self.key).title}”"

    def do(self, session: Session) -> None:
        row_as_seen(session, Issue, self.issue_id, self.version)
        answer_criterion(session, self.issue_id, self.key, self.met, self.evidence)


@dataclass(frozen=True)
class AnswerCondition:
    issue_id: int
    version: int
    key: str
    met: bool | None
    evidence: str

    @property
    def label(self) -> str:
        return f"Answer “{Condition(self.key).title}”"

    def do(self, session: Session) -> None:
        row_as_seen(session, Issue, self.issue_id, self.version)
        _check(self.evidence)
        found = session.scalar(
            select(ConditionRow).where(
                ConditionRow.issue_id == self.issue_id, ConditionRow.key == Condition(self.key)
            )
        )
        if found is None:
            session.add(
                ConditionRow(
                    issue_id=self.issue_id, key=Condition(self.key), met=self.met, evidence=self.evidence
                )
            )
        else:
            found.met, found.evidence = self.met, self.evidence


def answer_criterion(session: Session, issue_id: int, key: str, met: bool | None, evidence: str) -> None:
    _check(evidence)
    criterion = Criterion(key)
    found = session.scalar(
        select(CriterionRow).where(CriterionRow.issue_id == issue_id, CriterionRow.key == criterion)
    )
    if found is None:
        session.add(CriterionRow(issue_id=issue_id, key=criterion, met=met, evidence=evidence))
    else:
        found.met, found.evidence = met, evidence


def _check(evidence: str) -> None:
    problem = text_problem("evidence", evidence, NOTE_LIMIT, lines=True)
    if problem is not None:
        raise Refused(problem)
