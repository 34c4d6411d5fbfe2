"""Figures that stand together and cannot all be right: what to say of a series, and of a target to be set.

A doubt changes nothing and hides nothing. Only figures on two scales are kept from the tests, since those would take
the slip of a decimal point for the slip of a service.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from app.rules.errors import Problem
from app.rules.indicator import Indicator, Polarity, format_value
from app.rules.proportions import odd_share
from app.rules.readings import sound
from app.rules.series import Series
from app.rules.texts import is_blank

FEWEST = 3
"""Readings that tell what is usual."""
TIMES_OUT = 30.0
"""A target so many times the usual figure, or so small a part of it, is in another unit."""
_ALL_EQUAL = 5


def doubts(series: Series) -> tuple[Problem, ...]:
    """What someone should look at, the worst first."""
    return tuple(_doubts(series))


def _doubts(series: Series) -> Iterator[Problem]:
    indicator = series.indicator
    known = [reading for reading in series.readings if reading.value is not None]
    values = [reading.value for reading in known if reading.value is not None]
    if not values:
        if series.readings:
            yield Problem("doubt_all_missing", {"count": len(series.readings)})
        return
    share = odd_share(indicator.unit, values)
    if share is not None:
        reading = next(each for each in known if each.value == share)
        facts = {"value": f"{share:g}%", "period": reading.period.label}
        yield Problem("doubt_two_scales", facts)
    for at, reading in enumerate(known):
        if _impossible(indicator.unit, values[at], values[:at] + values[at + 1 :]):
            facts = {"value": _printed(indicator, reading.value), "period": reading.period.label}
            yield Problem("doubt_impossible", facts)
    for target in series.targets:
        problem = _other_unit(indicator, target.value, values)
        if problem is not None:
            yield Problem(problem.code, {**problem.facts, "period": target.period.label})
    if len(values) >= _ALL_EQUAL and len(set(values)) == 1:
        yield Problem("doubt_all_equal", {"count": len(values), "value": _printed(indicator, values[0])})


def target_problem(
    value: float | None, floor: float | None, rationale: str, series: Series
) -> Problem | None:
    """Why the target cannot be set: without its reason, in another unit, or with a floor beyond it."""
    indicator = series.indicator
    if any(given is not None and sound(given) is None for given in (value, floor)):
        return Problem("target_not_a_number")
    if value is None and floor is None:
        return Problem("target_missing")
    if is_blank(rationale):
        return Problem("target_rationale_missing")
    values = [reading.value for reading in series.readings if reading.value is not None]
    for given in (value, floor):
        problem = _other_unit(indicator, given, values)
        if problem is not None:
            return problem
    if indicator.polarity is Polarity.BAND and (value is None or floor is None):
        return Problem("target_band_half")
    beyond = {Polarity.HIGHER: 1.0, Polarity.LOWER: -1.0}.get(indicator.polarity)
    if beyond and value is not None and floor is not None and beyond * floor > beyond * value:
        return Problem(
            "target_floor_beyond", {"target": _printed(indicator, value), "floor": _printed(indicator, floor)}
        )
    return None


def _other_unit(indicator: Indicator, given: float | None, values: Sequence[float]) -> Problem | None:
    """A percentage beyond its ends, or a figure of another size than the readings."""
    if given is None:
        return None
    facts = {"target": _printed(indicator, given)}
    if _impossible(indicator.unit, given, values):
        return Problem("target_impossible", facts)
    usual = median(values) if len(values) >= FEWEST else 0.0
    if not usual or not given:
        return None
    if 0 < given < 1 and odd_share(indicator.unit, [*values, given]) == given:
        return Problem("target_is_a_share", {"target": f"{given:g}%", "meant": _printed(indicator, given * 100)})
    ratio = given / usual
    if ratio >= TIMES_OUT or 0 < ratio <= 1 / TIMES_OUT:
        return Problem("target_other_unit", {**facts, "usual": _printed(indicator, usual)})
    return None


def _impossible(unit: str, value: float, others: Sequence[float]) -> bool:
    """Below nought, or more than all of them, though no other figure is: some percentages are changes."""
    if value < 0:
        return bool(others) and all(each >= 0 for each in others)
    return unit == "%" and value > 100 and bool(others) and all(each <= 100 for each in others)


def _printed(indicator: Indicator, value: float | None) -> str:
    return format_value(value, indicator.unit, indicator.decimals).replace("-", "−")
