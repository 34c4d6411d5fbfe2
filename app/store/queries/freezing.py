"""What is open before a quarter is frozen, and the figures that its paper prints."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.rules.frozen import OpenMatter, open_matters
from app.rules.period import Period
from app.rules.personal_data import personal_data
from app.store.queries import assessments, returns
from app.store.queries.board import board, open_action_counts
from app.store.queries.indicators import listing
from app.store.queries.plain import rows

_WRITTEN = (
    "SELECT title, body, noun, owner FROM words WHERE noun NOT IN ('assessment', 'document')"
    " UNION ALL SELECT '', t.plain || char(10) || t.risk || char(10) || t.rating_reason, 'assessment', a.id"
    " FROM assessment_text t JOIN assessment a ON a.id = t.assessment_id WHERE a.quarter = ?"
)
_OWNERS = {
    "issue": "SELECT title FROM issue WHERE id = ?",
    "indicator": "SELECT title FROM indicator WHERE id = ?",
    "decision": "SELECT i.title FROM decision d JOIN issue i ON i.id = d.issue_id WHERE d.id = ?",
    "initiative": "SELECT title FROM initiative WHERE id = ?",
    "inspectorate": "SELECT name FROM inspectorate WHERE id = ?",
    "assessment": "SELECT d.name FROM assessment a JOIN department d ON d.id = a.department_id WHERE a.id = ?",
}


def matters(session: Session, quarter: Period, today: date) -> tuple[OpenMatter, ...]:
    """What a reader of the paper would ask about."""
    return open_matters(
        board(session, quarter).cards,
        open_action_counts(session),
        returns.matrix(session, quarter, today, shown=1),
        quarter,
        [line.department.name for line in assessments.unsigned(session, quarter)],
        personal(session, quarter),
    )


def personal(session: Session, quarter: Period) -> list[str]:
    """What papers may print and seems to hold personal data, and of which kind. Never the words themselves."""
    found = []
    for title, body, noun, owner in rows(session, _WRITTEN, (quarter.key,)):
        kind = personal_data(f"{title}\n{body}")
        if kind is not None:
            asked = _OWNERS.get(noun)
            named = rows(session, asked, (owner,)) if asked else []
            found.append(f"{named[0][0] if named else title or noun}: {kind}")
    return list(dict.fromkeys(found))


def printed_figures(session: Session, quarter: Period) -> dict[str, Any]:
    """As papers print them and judged as they then were: kept in words, whatever later versions would make of them."""
    return {
        "indicators": {
            str(line.id): [line.code, line.latest_period.key if line.latest_period else None, line.latest,
                           line.target, line.rag.value, line.direction.value]
            for line in listing(session, quarter)
        },
        "issues": {
            str(card.issue_id): [card.title, card.category.value, card.rag.value, card.flag.value if card.flag else ""]
            for card in board(session, quarter).cards
        },
    }  # fmt: skip
