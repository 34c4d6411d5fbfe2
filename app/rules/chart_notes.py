"""Notes on a chart at a period, and places where the limits begin again because the definition changed."""

from __future__ import annotations

from app.rules.errors import Problem
from app.rules.period import Period
from app.rules.series import Series
from app.rules.texts import REASON_LIMIT, TITLE_LIMIT, text_problem

BROKEN = "Definition changed"
"""What the chart says of a break that was given no words of its own."""


def note_problem(series: Series, period: Period, words: str, *, own: int | None = None) -> Problem | None:
    """Why the note cannot stand there: no words, or the same is there already. `own`: the note itself."""
    problem = text_problem("note_words", words, TITLE_LIMIT, required=True)
    if problem is not None:
        return problem
    plain = words.strip().casefold()
    for event in series.events:
        if event.id != own and event.period == period and event.words.strip().casefold() == plain:
            return Problem("note_there", {"field": "note_words", "period": period.label})
    return None


def break_problem(series: Series, period: Period, reason: str, words: str = BROKEN) -> Problem | None:
    """Why the limits cannot begin again there: no reason, no readings on both sides, or they do already."""
    problem = text_problem("break_reason", reason, REASON_LIMIT, required=True, lines=True)
    problem = problem or text_problem("note_words", words, TITLE_LIMIT, required=True)
    if problem is not None:
        return problem
    facts = {"field": "period", "period": period.label}
    if period in series.rebases:
        return Problem("break_there", facts)
    known = [reading.period.end for reading in series.readings if reading.value is not None]
    before = any(end < period.end for end in known)
    after = any(end >= period.end for end in known)
    return None if before and after else Problem("break_one_sided", facts)
