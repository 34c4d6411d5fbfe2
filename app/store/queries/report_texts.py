"""What was written for the parts of a quarter's reports."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.rules.period import Period
from app.rules.report_parts import WrittenPart
from app.store.queries.plain import rows

_TEXTS = "SELECT part, body, version FROM report_text WHERE quarter = ? AND kind = ? ORDER BY part"


def report_texts(session: Session, quarter: Period, kind: str) -> tuple[WrittenPart, ...]:
    """Of one report; parts that are not there still have their first words."""
    return tuple(WrittenPart(*row) for row in rows(session, _TEXTS, (quarter.key, kind)))
