"""Judge an indicator by another RAG rule from a period on, change that, or take it away."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.commands.versions import row_as_seen
from app.models.indicator import IndicatorRow
from app.models.rag_rule import RagRuleRow
from app.rules import clock
from app.rules.errors import Problem, Refused
from app.rules.period import Period, quarter_of
from app.rules.rag import RagRule
from app.rules.rag_rules import rule_problem
from app.store.queries.lists import newest_quarter


@dataclass(frozen=True)
class SetRagRule:
    """`rule_id` None: a new one. Periods before `since` keep the rule they were judged by."""

    indicator_id: int
    rule_id: int | None
    version: int | None
    since: Period
    rule: RagRule
    rationale: str

    @property
    def label(self) -> str:
        return f"{'Set' if self.rule_id is None else 'Change'} RAG rule from {self.since.label}"

    def do(self, session: Session) -> None:
        if session.get(IndicatorRow, self.indicator_id) is None:
            raise Refused(Problem("gone", {"noun": "indicator", "id": self.indicator_id}))
        row = None
        if self.rule_id is not None:
            row = row_as_seen(session, RagRuleRow, self.rule_id, self.version or 0)
            if row.indicator_id != self.indicator_id:
                raise Refused(Problem("gone", {"noun": "rag_rule", "id": row.id}))
        starts = select(RagRuleRow.since).where(
            RagRuleRow.indicator_id == self.indicator_id, RagRuleRow.id != (self.rule_id or 0)
        )
        newest = newest_quarter(session) or quarter_of(clock.today())
        rationale = self.rationale.strip()
        problem = rule_problem(self.since, self.rule.tolerance, rationale, session.scalars(starts), newest)
        if problem is not None:
            raise Refused(problem)
        if row is None:
            session.add(RagRuleRow(indicator_id=self.indicator_id, since=self.since, name=self.rule.name,
                                   tolerance=float(self.rule.tolerance), rationale=rationale))  # fmt: skip
            return
        row.since, row.name, row.tolerance = self.since, self.rule.name, float(self.rule.tolerance)
        row.rationale = rationale


@dataclass(frozen=True)
class RemoveRagRule:
    rule_id: int
    version: int
    label: str = "Remove change of RAG rule"

    def do(self, session: Session) -> None:
        session.delete(row_as_seen(session, RagRuleRow, self.rule_id, self.version))
