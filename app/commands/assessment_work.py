"""Turn a line of a self-assessment into work: an action on an issue, or a proposal for the Hot List."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.commands.add_issue import AddIssue
from app.commands.assessment_rows import require
from app.commands.edit_action import SaveAction
from app.models.action import ActionRow
from app.models.assessment import AssessmentWorkRow
from app.models.issue import Issue
from app.rules.assessment import Assessment
from app.rules.assessment_stages import Step
from app.rules.errors import Problem, Refused
from app.rules.texts import REASON_LIMIT
from app.store.queries.lists import newest_quarter


@dataclass(frozen=True)
class MakeAction:
    """`line` is the text it comes from, as it stands in the section; the link is kept with both."""

    assessment_id: int
    section_key: str
    line: str
    issue_id: int
    title: str
    owner_post_id: int | None = None
    due: date | None = None
    by: str = ""
    label: str = "Make an action of a line"

    def do(self, session: Session) -> None:
        one, _ = require(session, self.assessment_id, Step.MAKE_WORK, self.by)
        note = f"From the self-assessment of {one.department.name}, {one.quarter.label}"
        SaveAction(self.issue_id, None, None, self.title, self.owner_post_id, self.due, 0, note).do(session)
        session.flush()
        asked = select(ActionRow.id).where(ActionRow.issue_id == self.issue_id).order_by(ActionRow.id.desc())
        keep_link(session, one, self.section_key, self.line, "action", self.issue_id, session.scalar(asked.limit(1)))


@dataclass(frozen=True)
class ProposeFromLine:
    """An issue enters the Hot List, as with AddIssue."""

    assessment_id: int
    section_key: str
    line: str
    title: str
    reason: str
    aim_id: int | None = None
    department_id: int | None = None
    lead_post_id: int | None = None
    hot_list_reason: str | None = None
    by: str = ""
    label: str = "Propose a line for the Hot List"

    def do(self, session: Session) -> None:
        one, _ = require(session, self.assessment_id, Step.MAKE_WORK, self.by)
        newest = newest_quarter(session)
        if newest is None:
            raise Refused(Problem("no_quarter", {}))
        AddIssue(
            self.title, self.aim_id, self.department_id or one.department.id, self.lead_post_id,
            self.hot_list_reason, "other", self.reason, newest, proposed_by=self.by,
        ).do(session)  # fmt: skip
        session.flush()
        issue = session.scalars(select(Issue).order_by(Issue.id.desc()).limit(1)).one()
        issue.origin_note = f"From the self-assessment of {one.department.name}, {one.quarter.label}"
        keep_link(session, one, self.section_key, self.line, "hot_list", issue.id, None)


def keep_link(
    session: Session, one: Assessment, section_key: str, line: str, kind: str, issue_id: int, action_id: int | None
) -> None:
    words = " ".join(line.split())[:REASON_LIMIT]
    if not words:
        raise Refused(Problem("text_missing", {"field": "line", "limit": REASON_LIMIT}))
    session.add(
        AssessmentWorkRow(
            assessment_id=one.id, section_key=section_key, line=words, kind=kind, issue_id=issue_id,
            action_id=action_id,
        )
    )  # fmt: skip
