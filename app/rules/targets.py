"""Targets set and moved by hand: for which periods, and what is written in their fields."""

from __future__ import annotations

import math

from app.rules.doubts import target_problem
from app.rules.errors import Problem
from app.rules.indicator import Polarity, Target
from app.rules.period import Period
from app.rules.reading_entry import example, figure
from app.rules.reporting import fits
from app.rules.series import Series
from app.rules.texts import NOTE_LIMIT, text_problem

YEARS_AHEAD = 20
"""How far ahead of the newest quarter a target may lie."""


def period_problem(series: Series, period: Period, newest: Period) -> Problem | None:
    """Why no target can be given for the period: no figure falls into it, or it lies too far ahead."""
    if period.end > newest.end + 12 * YEARS_AHEAD:
        return Problem("target_far_ahead", {"field": "period", "period": period.label, "years": YEARS_AHEAD})
    indicator = series.indicator
    like = series.readings[-1].period if series.readings else None
    own = fits(period, indicator.frequency, indicator.year_kind, like=like) or fits(
        period, indicator.frequency, indicator.year_kind
    )
    holds = period.months >= max(indicator.frequency.months, 12) and period.months % 12 == 0
    return None if own or holds else Problem("target_period", {"field": "period", "period": period.label})


def problem_of(series: Series, target: Target, newest: Period) -> Problem | None:
    """Why the target cannot be set, or None."""
    return (
        period_problem(series, target.period, newest)
        or text_problem("rationale", target.rationale, NOTE_LIMIT, lines=True)
        or target_problem(target.value, target.floor, target.rationale, series)
        or _order_problem(series, target)
    )


def _order_problem(series: Series, target: Target) -> Problem | None:
    band = series.indicator.polarity is Polarity.BAND
    if band and target.value is not None and target.floor is not None and target.floor > target.value:
        return Problem("target_band_order", {"field": "floor"})
    return None


def read_target(text: str, series: Series) -> float | Problem | None:
    """A target or floor as written ("5.4%", "£1,204"); empty: none."""
    if not text.strip():
        return None
    found = figure(text, series.indicator)
    if found is None or not math.isfinite(found):
        return Problem("target_not_read", {"text": text.strip(), "example": example(series.indicator)})
    return found


def next_period(series: Series, newest: Period) -> Period:
    """What a new target is most likely for: what follows the last one, else the year now running."""
    if series.targets:
        return max(series.targets, key=lambda target: target.period).period.shift(1)
    last_month = {"financial": 3, "academic": 8, "calendar": 12}[series.indicator.year_kind.value]
    return Period(newest.end + 1 + (last_month - 2 - newest.end) % 12, 12)


def polarity_problem(series: Series, polarity: Polarity) -> Problem | None:
    """Why another way cannot be better: a target that is there would have its floor on the wrong side."""
    for target in series.targets:
        half = polarity is Polarity.BAND and (target.value is None or target.floor is None)
        sign = {Polarity.HIGHER: 1.0, Polarity.LOWER: -1.0, Polarity.BAND: 1.0}.get(polarity)
        beyond = (
            sign is not None and target.value is not None and target.floor is not None
            and sign * target.floor > sign * target.value
        )  # fmt: skip
        if half or beyond:
            facts = {"field": "polarity", "period": target.period.label, "band": half}
            return Problem("polarity_targets", facts)
    return None
