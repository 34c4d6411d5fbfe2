"""What is open before a quarter is frozen, and the figures that its paper prints."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.rules.frozen import OpenMatter, open_matters
from app.rules.period import Period
from app.store.queries import assessments, returns
from app.store.queries.board import board, open_action_counts
from app.store.queries.indicators import listing


def matters(session: Session, quarter: Period, today: date) -> tuple[OpenMatter, ...]:
    """What a reader of the paper would ask about."""
    return open_matters(
        board(session, quarter).cards,
        open_action_counts(session),
        returns.matrix(session, quarter, today, shown=1),
        quarter,
        [line.department.name for line in assessments.unsigned(session, quarter)],
    )


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
