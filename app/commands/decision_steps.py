"""The steps of a decision: each stage it reaches is kept, with the body, the day and the minute of that stage."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.decision import DecisionRow, DecisionStepRow
from app.rules import clock


def note_step(session: Session, row: DecisionRow) -> None:
    """Keep the stage that the decision, stored already, has reached now."""
    session.add(_step(row, recorded=True))


def keep_first_step(session: Session, row: DecisionRow) -> None:
    """Before a decision made when steps were not kept goes on: what its row says is its first."""
    kept = select(DecisionStepRow.id).where(DecisionStepRow.decision_id == row.id).limit(1)
    if session.scalar(kept) is None:
        session.add(_step(row, recorded=False))
        session.flush()


def _step(row: DecisionRow, *, recorded: bool) -> DecisionStepRow:
    return DecisionStepRow(
        decision_id=row.id, stage=row.stage, body_id=row.body_id, decided_on=row.decided_on, minute=row.minute,
        recorded=clock.now() if recorded else None,
    )  # fmt: skip
