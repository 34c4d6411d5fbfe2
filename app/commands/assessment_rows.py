"""What the commands on self-assessments have in common: the rows, and asking the rules before they are touched."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.commands.versions import row_as_seen
from app.models.assessment import AssessmentRow, AssessmentTextRow
from app.rules import clock
from app.rules.assessment import Assessment
from app.rules.assessment_stages import Possible, Step
from app.rules.errors import Problem, Refused, Stale
from app.store.queries.assessments import assessment_by_id, possible_now


def require(session: Session, assessment_id: int, step: Step, by: str) -> tuple[Assessment, Possible]:
    """The assessment, where the rules let the post take the step now. Raises Refused with the rules' own reason."""
    one = assessment_by_id(session, assessment_id)
    answer = possible_now(session, one, by)[step]
    if answer.why is not None:
        raise Refused(answer.why)
    return one, answer


def text_row(
    session: Session, assessment_id: int, section_key: str, version: int | None
) -> AssessmentTextRow:
    """As its author saw it; a new one where nothing was stored (`version` None). Raises Stale."""
    found = session.scalar(
        select(AssessmentTextRow).where(
            AssessmentTextRow.assessment_id == assessment_id, AssessmentTextRow.section_key == section_key
        )
    )
    if found is None and version is None:
        return new_text(session, assessment_id, section_key)
    if found is None or found.version != version:
        raise Stale(Problem("stale", {"noun": "assessment_text", "id": found.id if found else 0}))
    return found


def new_text(session: Session, assessment_id: int, section_key: str) -> AssessmentTextRow:
    row = AssessmentTextRow(
        assessment_id=assessment_id, section_key=section_key, html="", plain="", rating=None, rating_reason="",
        prospects=None, risk_level=None, risk="", confidence=None, carried=[], carried_from=None, evidence=[],
        pictures=[],
    )  # fmt: skip
    session.add(row)
    return row


def assessment_row(session: Session, assessment_id: int, version: int) -> AssessmentRow:
    return row_as_seen(session, AssessmentRow, assessment_id, version)


def note_event(row: AssessmentRow, stage: str, by: str, reason: str = "", on: str = "", minute: str = "") -> None:
    event = {"stage": stage, "at": clock.now().isoformat(timespec="seconds"), "by": by, "reason": reason}
    extra = {key: value for key, value in (("on", on), ("minute", minute)) if value}
    row.events = [*row.events, {**event, **extra}]
