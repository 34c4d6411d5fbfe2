"""What partners aim for themselves, and how an issue depends on each of them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.commands.versions import row_as_seen
from app.models.indicator import IndicatorRow
from app.models.issue import Issue
from app.models.issue_links import IssuePartner
from app.models.lists import Partner
from app.models.partner_target import PartnerTargetRow
from app.rules.errors import Problem, Refused
from app.rules.partnership import target_problems
from app.rules.period import Period
from app.rules.texts import NOTE_LIMIT, text_problem


@dataclass(frozen=True)
class SavePartnerTarget:
    """`target_id` None: a new one."""

    target_id: int | None
    version: int | None
    partner_id: int
    title: str
    issue_id: int | None = None
    indicator_id: int | None = None
    measure: str = ""
    period: Period | None = None
    target: float | None = None
    source: str = ""

    @property
    def label(self) -> str:
        return "Add partner's target" if self.target_id is None else "Change partner's target"

    def do(self, session: Session) -> None:
        problems = target_problems(self.title, self.measure, self.target, self.source)
        if problems:
            raise Refused(*problems)
        self._check(session)
        if self.target_id is None:
            last = session.scalar(select(func.max(PartnerTargetRow.position))) or 0
            row = PartnerTargetRow(partner_id=self.partner_id, title="", position=last + 1, retired=False)
            session.add(row)
        else:
            row = row_as_seen(session, PartnerTargetRow, self.target_id, self.version or 0)
        row.partner_id, row.issue_id, row.indicator_id = self.partner_id, self.issue_id, self.indicator_id
        row.title, row.measure, row.source = self.title.strip(), self.measure.strip(), self.source.strip()
        row.period, row.target = self.period, self.target

    def _check(self, session: Session) -> None:
        named = ((Partner, self.partner_id, "partner"), (Issue, self.issue_id, "issue"),
                 (IndicatorRow, self.indicator_id, "indicator"))  # fmt: skip
        for entity, key, noun in named:
            if key is not None and session.get(entity, key) is None:
                raise Refused(Problem("gone", {"noun": noun, "id": key}))


@dataclass(frozen=True)
class RetirePartnerTarget:
    """Nothing that was said vanishes; `retired` False takes it up again."""

    target_id: int
    version: int
    retired: bool = True

    @property
    def label(self) -> str:
        return "Retire partner's target" if self.retired else "Take up partner's target again"

    def do(self, session: Session) -> None:
        row_as_seen(session, PartnerTargetRow, self.target_id, self.version).retired = self.retired


@dataclass(frozen=True)
class SetDependency:
    """How an issue depends on a partner; `version` is the link's."""

    tie_id: int
    version: int
    dependency: str
    label: str = "Change how an issue depends on a partner"

    def do(self, session: Session) -> None:
        problem = text_problem("dependency", self.dependency, NOTE_LIMIT, lines=True)
        if problem is not None:
            raise Refused(problem)
        row_as_seen(session, IssuePartner, self.tie_id, self.version).dependency = self.dependency.strip()
