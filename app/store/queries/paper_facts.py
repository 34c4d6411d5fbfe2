"""What a quarter's papers are made from: as it is now, or as it was reported, with what earlier papers said."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from app.rules.lists import WHOLE_COUNTY
from app.rules.papers_facts import QuarterFacts, Reported
from app.rules.period import Period
from app.rules.plan_table import PlanTable
from app.store.queries.frozen import as_reported, editions, frozen_before
from app.store.queries.lists import quarters
from app.store.queries.papers import quarter_facts
from app.store.queries.plain import rows
from app.store.queries.plan_table import plan_table

_FIGURES = (
    "SELECT indicator_id, period, value, numerator, denominator FROM current_reading"
    " WHERE locality_id = ? AND value IS NOT NULL ORDER BY indicator_id, period"
)


def paper_facts(session: Session, quarter: Period, then: Session | None = None) -> QuarterFacts:
    """A frozen quarter's as they were reported. `then`: a snapshot that is asked instead."""
    asked = then or as_reported(session, quarter)
    facts = quarter_facts(asked, quarter, before=_before(session, quarter), reported=reported_before(session, quarter))
    printed = editions(session, quarter) if asked is not session else ()
    return replace(facts, as_at=printed[0].at, head=printed[0].head) if printed else facts


def reported_before(session: Session, quarter: Period) -> tuple[Reported, ...]:
    """The figures of the last frozen quarter before this one, as its paper had them."""
    last = frozen_before(session, quarter)
    if last is None:
        return ()
    return tuple(
        Reported(indicator, last, Period.from_key(period), value, numerator, denominator)
        for indicator, period, value, numerator, denominator in rows(
            as_reported(session, last), _FIGURES, (WHOLE_COUNTY,)
        )
    )


def _before(session: Session, quarter: Period) -> PlanTable | None:
    """The quarter before as a reader remembers it: as reported, if it is frozen."""
    earlier = quarter.shift(-1)
    return plan_table(session, earlier) if earlier in quarters(session) else None
