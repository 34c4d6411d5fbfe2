"""What may not be undone because a self-assessment was signed: its text, its signing, and a decision it cites."""

from __future__ import annotations

import json
from typing import Any

from app.rules.assessment import AssessmentStage
from app.rules.errors import Problem, Refused
from app.rules.period import Period
from app.store.recording import RecordingSession

_SIGNED = tuple(stage.value for stage in AssessmentStage if stage.signed)
_STAGE = (
    "SELECT s.stage, d.name, s.quarter FROM assessment s JOIN department d ON d.id = s.department_id WHERE s.id = ?"
)
_OWNER = "SELECT assessment_id FROM assessment_text WHERE id = ?"
_CITING = (
    "SELECT d.name, s.quarter FROM assessment s JOIN department d ON d.id = s.department_id,"
    " json_each(s.snapshot, '$.decisions') cited WHERE cited.value = ? LIMIT 1"
)
"""A snapshot is there from the signing on, until the assessment is re-opened."""


def check_signed(session: RecordingSession, payload: str) -> None:
    """Raise Refused undo_signed or undo_cited. Steps from one signed stage to the next may be taken back."""
    if not any(f'"{table}"' in payload for table in ("assessment", "assessment_text", "decision")):
        return
    for table, row, before, after in json.loads(payload):
        if table == "decision":
            _check_decision(session, row)
        elif table == "assessment_text":
            owner = {**(before or {}), **(after or {})}.get("assessment_id") or _one(session, _OWNER, row)
            _check_assessment(session, owner, "")
        elif table == "assessment" and (before is None or "stage" in before):
            _check_assessment(session, row, str((before or {}).get("stage", "")))


def _check_assessment(session: RecordingSession, assessment_id: Any, back_to: str) -> None:
    found = session.connection().exec_driver_sql(_STAGE, (assessment_id,)).first()
    if found is None:
        return
    stage, department, quarter = found
    kept = back_to in _SIGNED and stage != AssessmentStage.CLOSED
    if stage in _SIGNED and not kept:
        raise Refused(Problem("undo_signed", {"department": department, "quarter": Period.from_key(quarter).label}))


def _check_decision(session: RecordingSession, decision_id: int) -> None:
    found = session.connection().exec_driver_sql(_CITING, (decision_id,)).first()
    if found is not None:
        department, quarter = found
        raise Refused(Problem("undo_cited", {"department": department, "quarter": Period.from_key(quarter).label}))


def _one(session: RecordingSession, asked: str, row: int) -> Any:
    return session.connection().exec_driver_sql(asked, (row,)).scalar()
