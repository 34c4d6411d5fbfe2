"""Rate a section of a self-assessment: rating, prospects, risk and confidence in its data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from app.commands.assessment_rows import require, text_row
from app.commands.write_section import still_carried
from app.models.assessment import AssessmentTextRow
from app.rules.assessment import Assessment, Confidence, Prospects, RiskLevel
from app.rules.assessment_returned import wants_reason
from app.rules.assessment_stages import Step
from app.rules.errors import Problem, Refused
from app.rules.rich_text_reading import read_html
from app.rules.texts import NOTE_LIMIT, REASON_LIMIT, text_problem

FIELDS = ("rating", "prospects", "risk_level", "risk", "confidence")
_WORDS: dict[str, Any] = {"prospects": Prospects, "risk_level": RiskLevel, "confidence": Confidence}


@dataclass(frozen=True)
class JudgeSection:
    """`field` is one of FIELDS, `value` its key, word or text; None clears it. `why`: one line, needed where a
    rating is not last quarter's."""

    assessment_id: int
    section_key: str
    version: int | None
    field: str
    value: str | None
    why: str = ""
    by: str = ""
    title: str = ""

    @property
    def label(self) -> str:
        return f"Change {self.field.replace('_', ' ')} of “{self.title or self.section_key}”"

    def do(self, session: Session) -> None:
        one, _ = require(session, self.assessment_id, Step.EDIT, self.by)
        row = text_row(session, self.assessment_id, self.section_key, self.version)
        if self.field == "risk":
            put_risk(row, self.value or "")
            row.carried = still_carried(row.carried, read_html(row.html), row.risk)
        else:
            put_judgement(one, row, self.field, self.value, self.why)


def put_judgement(one: Assessment, row: AssessmentTextRow, field: str, value: str | None, why: str = "") -> None:
    """Judge the section of `row`, as it stands in `one`, in one of FIELDS but the risk's text."""
    if field == "rating":
        _rate(one, row, value, why)
    elif field in _WORDS:
        setattr(row, field, _word(field, value))
    else:
        raise Refused(Problem("field_unknown", {"field": field}))


def put_risk(row: AssessmentTextRow, text: str) -> None:
    problem = text_problem("risk", text, NOTE_LIMIT, lines=True)
    if problem is not None:
        raise Refused(problem)
    row.risk = text


def _word(field: str, value: str | None) -> Any:
    try:
        return None if value is None else _WORDS[field](value)
    except ValueError:
        raise Refused(Problem("choice_unknown", {"field": field, "value": value})) from None


def _rate(one: Assessment, row: AssessmentTextRow, value: str | None, why: str) -> None:
    known = {rating.key for rating in one.ratings if not rating.retired or rating.key == row.rating}
    if value is not None and value not in known:
        raise Refused(Problem("choice_unknown", {"field": "rating", "value": value}))
    problem = text_problem("rating_reason", why, REASON_LIMIT)
    if problem is not None:
        raise Refused(problem)
    last = one.last.get(row.section_key)
    changed = wants_reason(value, last)
    if last is not None and changed and not why.strip():
        words = {rating.key: rating.word for rating in one.ratings}
        facts = {"from": words.get(str(last.rating), last.rating), "to": words.get(str(value), value)}
        raise Refused(Problem("rating_reason_missing", facts))
    row.rating, row.rating_reason = value, why.strip() if changed else ""
