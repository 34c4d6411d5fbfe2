"""The RAG rule of an indicator changed from a period on: earlier periods keep the judgement they were given."""

from __future__ import annotations

from collections.abc import Iterable

from app.rules.errors import Problem
from app.rules.indicator import Rag
from app.rules.indicator_fields import check_field
from app.rules.period import Period
from app.rules.series import Series
from app.rules.targets import YEARS_AHEAD
from app.rules.texts import NOTE_LIMIT, text_problem


def rule_problem(
    since: Period, tolerance: object, rationale: str, others: Iterable[Period], newest: Period
) -> Problem | None:
    """Why a rule cannot be given from that period on. `others`: where the indicator's other changes begin."""
    if since.end > newest.end + 12 * YEARS_AHEAD:
        return Problem("target_far_ahead", {"field": "period", "period": since.label, "years": YEARS_AHEAD})
    for other in others:
        if other.end == since.end:
            return Problem("rule_there", {"field": "period", "period": other.label})
    return check_field("rag_tolerance", tolerance) or text_problem(
        "rationale", rationale, NOTE_LIMIT, required=True, lines=True
    )


def first_rule_problem(series: Series, newest: Period, field: str) -> Problem | None:
    """Why the rule of the first figures cannot be another: quarters gone by were judged by it.

    A rule from a named period on, with its reason, can always be given.
    """
    gone = [
        reading.period for reading in series.readings
        if series.rags.get(reading.period, Rag.NONE) is not Rag.NONE and reading.period.end < newest.end
    ]  # fmt: skip
    return Problem("rule_judged", {"field": field, "count": len(gone), "period": gone[-1].label}) if gone else None
