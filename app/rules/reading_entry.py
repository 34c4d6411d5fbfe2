"""A figure typed by hand: read, and held against what the indicator can be."""

from __future__ import annotations

import math
import re
from statistics import median

from app.rules.errors import Problem
from app.rules.indicator import Indicator, Reading, format_value
from app.rules.period import Period
from app.rules.proportions import share_of_unit
from app.rules.reporting import Rhythm
from app.rules.series import Series

_NUMBER = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)?(\.\d+)?", re.ASCII)
_MINUS = str.maketrans({"−": "-", "–": "-", "\u00a0": " "})
FEWEST = 3
"""Readings needed before a typed figure is held against the others."""


def read_value(text: str, series: Series) -> float | Problem:
    """The figure in the indicator's unit: "6.9", "6.9%", "£1,204". A Problem says why it cannot be one."""
    value = figure(text, series.indicator)
    if value is None:
        facts = {"text": text.strip(), "example": example(series.indicator)}
        return Problem("reading_not_a_number", facts)
    return value_problem(value, series) or value


def figure(text: str, indicator: Indicator) -> float | None:
    """The number in a text that may carry the indicator's unit; None: it is no number."""
    return number_in(text, indicator.unit)


def number_in(text: str, unit: str) -> float | None:
    plain = text.translate(_MINUS).strip()
    if unit == "%" and plain.endswith("%"):
        plain = plain[:-1].rstrip()
    if unit.startswith("£"):
        plain = plain.replace("£", "", 1)
    plain = plain.replace(" ", "")
    if not plain or not _NUMBER.fullmatch(plain) or not any(mark.isdigit() for mark in plain):
        return None
    value = float(plain.replace(",", ""))
    return value if math.isfinite(value) else None


def example(indicator: Indicator) -> str:
    return format_value(6.9 if indicator.decimals else 7.0, indicator.unit, indicator.decimals)


def value_problem(value: float, series: Series) -> Problem | None:
    """Why a figure cannot be right beside the others: a share, or beyond the ends, of a percentage; below nought."""
    indicator = series.indicator
    known = [reading.value for reading in series.readings if reading.value is not None]
    known += [target.value for target in series.targets if target.value is not None]
    if indicator.unit == "%":
        if not (0 <= value <= 100) and all(0 <= other <= 100 for other in known):
            return Problem("reading_out_of_range", {"value": value, "least": "0%", "most": "100%"})
        usual = median(known) if len(known) >= FEWEST else None
        if usual and usual > 2 and 0 < value < 1 and usual / 3 <= value * 100 <= usual * 3:
            meant = format_value(value * 100, "%", indicator.decimals)
            return Problem("reading_is_a_share", {"value": value, "meant": meant})
    elif value < 0 and all(other >= 0 for other in known):
        return Problem("reading_below_zero", {"value": value})
    return None


def fitted_counts(value: float, reading: Reading, indicator: Indicator) -> tuple[float | None, float | None]:
    """Numerator and denominator of a reading whose value becomes another: of the same base, so many as make it up."""
    part, whole, scale = reading.numerator, reading.denominator, share_of_unit(indicator.unit)
    if part is None:
        return None, whole
    if whole is None:
        return (value if part == reading.value else part), None
    return (float(round(value / scale * whole)) if scale else part), whole


def kept_counts(
    value: float, reading: Reading, indicator: Indicator
) -> tuple[float | None, float | None] | Problem:
    """The counts of a reading whose figure is typed over: those it has while they still make the figure up.

    A Problem where they do not: nobody has said what the new figure is made of.
    """
    part, whole = reading.numerator, reading.denominator
    if part is not None and whole is None and part == reading.value:
        return value, None  # a count that counts itself
    problem = counts_problem(value, part, whole, indicator)
    if problem is not None:
        return Problem("counts_left_out", problem.facts)
    if part is not None and whole is not None and share_of_unit(indicator.unit) is None and value != reading.value:
        return Problem("counts_left_out", {"part": part, "whole": whole, "makes": ""})
    return part, whole


def counts_problem(value: float, part: float | None, whole: float | None, indicator: Indicator) -> Problem | None:
    """Why so many of so many are not the value beside them, as it is printed."""
    scale = share_of_unit(indicator.unit)
    if part is None or whole is None or scale is None:
        return None
    printed = format_value(part / whole * scale, indicator.unit, indicator.decimals) if whole else ""
    if printed == format_value(value, indicator.unit, indicator.decimals):
        return None
    return Problem("counts_do_not_fit", {"part": part, "whole": whole, "makes": printed})


def due_periods(series: Series, quarter: Period, most: int = 3) -> tuple[Period, ...]:
    """Periods ended by the quarter that no reading is there for yet, newest first: rows one may type into."""
    indicator = series.indicator
    known = {reading.period for reading in series.readings}
    like = series.readings[-1].period if series.readings else None
    rhythm = Rhythm(indicator.frequency, indicator.year_kind, like)
    last = rhythm.latest_by(quarter)
    first = rhythm.following(like) if like else last
    open_ = (
        period for period in reversed(rhythm.between(first, last))
        if period not in known and (indicator.retired is None or period.first_day <= indicator.retired)
    )  # fmt: skip
    return tuple(open_)[:most]
