"""Charts side by side: the districts of an indicator, and any charts brought to one scale."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from app.rules.axis import axis_label
from app.rules.figure import Window
from app.rules.series import Comparator, Place, Series
from app.rules.trend import Trend, View, trend
from app.rules.trend_words import last_year_words, value_words

COUNTY = "Whole county"


def place_trends(series: Series) -> tuple[Trend, ...]:
    """A chart for each locality on one scale, the whole county as the thin line behind it."""
    county = Comparator(COUNTY, tuple((reading.period, reading.value) for reading in series.readings))
    made = []
    for place in series.places:
        own = _own(series, place, county)
        said = place_sentence(series, own)
        made.append(replace(trend(own, View.COMPARE), view=View.LOCALITIES, sentence=said, headed=False))
    return _framed_alike(made, lambda _: "")


def scale_words(places: Sequence[Trend]) -> str:
    """What all the localities' charts have in common, said once beside them."""
    one = places[0]
    unit = one.indicator.unit
    parts = ["All on one scale"]
    if unit not in ("%", "number", "") and not unit.startswith("£"):
        parts.append(unit)
    if one.full.low > 0:
        parts.append(f"from {axis_label(one.full.low, unit, one.indicator.decimals)}, not from zero")
    return f"{', '.join(parts)}. Thin line: the {COUNTY.lower()}."


def _own(series: Series, place: Place, county: Comparator) -> Series:
    """The place as a series of its own. The county's target is not the district's, so nothing is rated."""
    return Series(
        indicator=replace(series.indicator, code=place.name),
        readings=place.readings,
        comparators=(county,),
        rebases=series.rebases,
    )


def place_sentence(series: Series, own: Series) -> str:
    """ "Havant: 8.1% in 2009/10 Q4, above the whole county's 6.9%, worse than the same quarter last year." """
    name, latest = own.indicator.code, own.latest
    if latest is None or latest.value is None:
        return f"{name}: no readings yet."
    parts = [f"{name}: {value_words(own, latest.value)} in {latest.period.label}"]
    county = next((r.value for r in series.readings if r.period == latest.period), None)
    if county is not None:
        side = "above" if latest.value > county else "below" if latest.value < county else "level with"
        parts.append(f"{side} the whole county's {value_words(series, county)}")
    travel = last_year_words(own)
    if travel:
        parts.append(travel)
    return ", ".join(parts) + "."


def on_one_scale(trends: Sequence[Trend]) -> tuple[Trend, ...]:
    """The same trends over the same time; percentages, and rates of one kind, from one lowest to one highest value.

    Numbers and amounts keep their own: 40 homes and 4,000 visits are of no one scale.
    """
    return _framed_alike(trends, _kind)


def _kind(each: Trend) -> str:
    unit = each.indicator.unit
    return unit if unit == "%" or unit.startswith("per ") else f"{unit} {each.indicator.id}"


def _framed_alike(trends: Sequence[Trend], kind: Callable[[Trend], str]) -> tuple[Trend, ...]:
    drawn = [each for each in trends if each.points]
    if not drawn:
        return tuple(trends)
    left = min(_month(each, each.full.left) for each in drawn)
    right = max(_month(each, each.full.right) for each in drawn)
    heights: dict[str, tuple[float, float]] = {}
    for each in drawn:
        low, high = heights.get(kind(each), (each.full.low, each.full.high))
        heights[kind(each)] = min(low, each.full.low), max(high, each.full.high)
    return tuple(_framed(each, left, right, heights[kind(each)]) if each.points else each for each in trends)


def _month(each: Trend, position: float) -> float:
    return each.first.end + position * each.step


def _framed(each: Trend, left: float, right: float, height: tuple[float, float]) -> Trend:
    first, step = each.first.end, each.step
    return replace(each, full=Window((left - first) / step, (right - first) / step, *height))
