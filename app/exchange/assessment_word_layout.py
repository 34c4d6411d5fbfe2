"""What a self-assessment in Word is known by when it comes back: styles, marks and its identity."""

from __future__ import annotations

from dataclasses import dataclass

IDENTITY = "driving-success self-assessment"
PROMPT = "Section prompt"
NOTE = "Evidence note"
NOTES = "Evidence"
RISK = "Risk"
CHALLENGES = "Challenge and response"
JUDGEMENTS = {
    "Rating": "rating",
    "Prospects": "prospects",
    "Risk": "risk_level",
    "Confidence in the data": "confidence",
}
"""First cells of the table that is not part of the text, and what is judged there. The first tells the table."""
SECTION_ID = "section_"
EVIDENCE_ID = "evidence_"
CITED = "cited_"
"""With noun and number: the mark around a chip, by which it is known again."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose it is. `quarter` as "2009-10-Q4"."""

    plan_key: str
    department_id: int
    quarter: str

    @property
    def text(self) -> str:
        return f"{self.plan_key}|{self.department_id}|{self.quarter}"


def read_identity(text: str) -> Identity | None:
    parts = text.split("|")
    if len(parts) != 3 or not parts[1].isdigit() or len(parts[1]) > 12:
        return None
    return Identity(parts[0][:200], int(parts[1]), parts[2][:20])
