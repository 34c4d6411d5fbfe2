"""Rate a section of a self-assessment: rating, prospects, risk and confidence in its data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from app.commands.assessment_rows import require, text_row
from app.commands.write_section import still_carried
from app.models.assessment import AssessmentTextRow
from app.rules.assessment import Assessment, Confidence, Prospects, RiskLevel
from app.rules.assessment_stages import Step
from app.rules.errors import Problem, Refused
from app.rules.rich_text_reading import read_html
from app.rules.texts import NOTE_LIMIT, REASON_LIMIT, text_problem

FIELDS = ("rating", "prospects", "risk_level", "risk", "confidence")
_WORDS = {"prospects": Prospects, "risk_level": RiskLevel, "confidence": Confidence}


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
        if self.field == "rating":
            self._rate(one, row)
        elif self.field == "risk":
            self._risk(row)
        elif self.field in _WORDS:
            setattr(row, self.field, self._word(_WORDS[self.field]))
        else:
            raise Refused(Problem("field_unknown", {"field": self.field}))

    def _word(self, kind: Any) -> Any:
        try:
            return None if self.value is None else kind(self.value)
        except ValueError:
            raise Refused(Problem("choice_unknown", {"field": self.field, "value": self.value})) from None

    def _rate(self, one: Assessment, row: AssessmentTextRow) -> None:
        known = {rating.key for rating in one.ratings if not rating.retired or rating.key == row.rating}
        if self.value is not None and self.value not in known:
            raise Refused(Problem("choice_unknown", {"field": "rating", "value": self.value}))
        problem = text_problem("rating_reason", self.why, REASON_LIMIT)
        if problem is not None:
            raise Refused(problem)
        last = one.last.get(self.section_key)
        before = last.rating if last else None
        changed = self.value is not None and before is not None and before != self.value
        if changed and not self.why.strip():
            words = {rating.key: rating.word for rating in one.ratings}
            facts = {"from": words.get(str(before), before), "to": words.get(str(self.value), self.value)}
            raise Refused(Problem("rating_reason_missing", facts))
        row.rating, row.rating_reason = self.value, self.why.strip() if changed else ""

    def _risk(self, row: AssessmentTextRow) -> None:
        text = self.value or ""
        problem = text_problem("risk", text, NOTE_LIMIT, lines=True)
        if problem is not None:
            raise Refused(problem)
        row.risk = text
        row.carried = still_carried(row.carried, read_html(row.html), text)
