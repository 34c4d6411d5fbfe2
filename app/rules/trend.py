"""An indicator's trend in the indicator's own terms: positions across, values upwards. Not yet at any size.

A position is a whole number of periods since the first reading, so gaps are gaps and years need no calendar.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import pairwise

from app.rules.axis import value_range
from app.rules.figure import Ink, Window
from app.rules.indicator import Indicator, Rag, Shape, Status, YearKind
from app.rules.judged import Judgement
from app.rules.period import Period
from app.rules.series import Series
from app.rules.slip import Finding
from app.rules.trend_courses import AimFor, Course, Kind, comparators, targets
from app.rules.trend_words import limit_captions, point_words, sentence

TRIAL = 12
"""Limits from fewer values than this are called trial limits."""


class View(StrEnum):
    TARGET = "target"
    LIMITS = "limits"
    COMPARE = "compare"
    LOCALITIES = "localities"
    """A small chart for each place (app.rules.trend_places); as one chart it is the target view."""


@dataclass(frozen=True, slots=True)
class TrendPoint:
    position: float
    period: Period
    value: float
    status: Status
    signal: str
    """"" without process limits; else as app.rules.process_limits says."""
    rag: Rag
    words: str


@dataclass(frozen=True, slots=True)
class Limits:
    """Process limits of one stretch, from position to position."""

    start: float
    end: float
    mean: float
    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class Note:
    """An event on the chart."""

    position: float
    words: str


@dataclass(frozen=True, slots=True)
class Caption:
    text: str
    ink: Ink


@dataclass(frozen=True, slots=True)
class Trend:
    """Everything one view of an indicator shows, ready to be laid out at any size."""

    indicator: Indicator
    view: View
    first: Period
    step: int
    points: tuple[TrendPoint, ...]
    courses: tuple[Course, ...]
    limits: tuple[Limits, ...]
    notes: tuple[Note, ...]
    full: Window
    captions: tuple[Caption, ...]
    sentence: str
    restarts: frozenset[float] = frozenset()
    """Positions that no line leads to: a year to date begins again, or a new definition does."""
    headed: bool = True
    """Its unit, and that its scale does not start at zero, stand over it; else beside the charts it belongs to."""
    alone: str = ""
    """What the values are, where they are not the readings themselves: a year to date taken apart."""

    def position(self, period: Period) -> float:
        return (period.end - self.first.end) / self.step


def trend(
    series: Series,
    view: View = View.TARGET,
    analysis: Judgement | None = None,
    finding: Finding | None = None,
) -> Trend:
    """What the view shows of the series. `analysis` comes from trend_limits; only LIMITS draws it.

    `finding` (app.rules.trend_note.finding_of) is for the sentence: whether the figures are really worse or better.
    """
    indicator = series.indicator
    step = indicator.frequency.months
    valued = [r for r in series.readings if r.value is not None]
    first = valued[0].period if valued else Period.quarter(2009, 4)
    drawn = analysis if view is View.LIMITS else None
    aim_for = cache(series.target_for)
    points = _points(series, first, step, drawn, aim_for)
    limits = _limits(drawn) if drawn else ()
    last = points[-1].position if points else None
    courses = targets(series, last, first, step, aim_for)
    if view in (View.LIMITS, View.COMPARE):
        courses += comparators(series, last, first, step)
    captions = tuple(
        Caption(text, Ink(tone)) for text, tone in limit_captions(series, drawn, len(valued) < TRIAL)
    )
    return Trend(
        indicator=indicator,
        view=view,
        first=first,
        step=step,
        points=points,
        courses=courses,
        limits=limits,
        notes=_notes(series, points, first, step),
        full=_window(indicator, points, courses, limits),
        captions=captions,
        sentence=sentence(series, drawn, finding),
        restarts=_restarts(series, points),
    )


def _points(
    series: Series, first: Period, step: int, analysis: Judgement | None, aim_for: AimFor
) -> tuple[TrendPoint, ...]:
    made = []
    for reading in series.readings:
        if reading.value is None:
            continue
        position = (reading.period.end - first.end) / step
        judged = None
        if analysis and 0 <= round(position) < len(analysis.points):
            judged = analysis.points[round(position)]
        made.append(TrendPoint(
            position=position,
            period=reading.period,
            value=reading.value,
            status=reading.status,
            signal=judged.signal if judged else "",
            rag=series.rags.get(reading.period, Rag.NONE),
            words=point_words(series, reading, aim_for(reading.period), judged),
        ))
    return tuple(made)


def _limits(analysis: Judgement) -> tuple[Limits, ...]:
    """Stretches of equal mean and limits."""
    stretches: list[Limits] = []
    for position, point in enumerate(analysis.points):
        mean, lower, upper = point.mean, point.lower, point.upper
        if mean is None or lower is None or upper is None:
            continue
        last = stretches[-1] if stretches else None
        if last and (last.mean, last.lower, last.upper) == (mean, lower, upper):
            stretches[-1] = Limits(last.start, position + 0.5, mean, lower, upper)
        else:
            start = last.end if last else position - 0.5
            stretches.append(Limits(start, position + 0.5, mean, lower, upper))
    return tuple(stretches)


_YEAR_ENDS = {YearKind.FINANCIAL: 3, YearKind.ACADEMIC: 8, YearKind.CALENDAR: 12}


def _restarts(series: Series, points: tuple[TrendPoint, ...]) -> frozenset[float]:
    found: set[float] = set()
    closing = _YEAR_ENDS[series.indicator.year_kind]
    cumulative = series.indicator.shape is Shape.CUMULATIVE
    breaks = sorted(period.end for period in series.rebases)
    for before, after in pairwise(points):
        ends = before.period.end, after.period.end
        if cumulative and (ends[0] - closing) // 12 != (ends[1] - closing) // 12:
            found.add(after.position)
        if any(ends[0] < end <= ends[1] for end in breaks):
            found.add(after.position)
    return frozenset(found)


def _notes(series: Series, points: tuple[TrendPoint, ...], first: Period, step: int) -> tuple[Note, ...]:
    last = points[-1].position if points else -1.0
    placed = (Note((event.period.end - first.end) / step, event.words) for event in series.events)
    return tuple(note for note in placed if -0.5 <= note.position <= last + 1)


def _window(
    indicator: Indicator,
    points: tuple[TrendPoint, ...],
    courses: tuple[Course, ...],
    limits: tuple[Limits, ...],
) -> Window:
    values = [point.value for point in points]
    if not values:
        return Window(-0.5, 0.5, 0.0, 1.0)
    natural = min(values) >= 0
    values += [value for course in courses for _, value in course.points]
    values += [max(limit.lower, 0.0) if natural else limit.lower for limit in limits]
    values += [limit.upper for limit in limits]
    low, high = value_range(values, share=indicator.unit == "%")
    right = points[-1].position + 0.5
    ahead = [course.points[-1][0] for course in courses if course.kind is not Kind.COMPARATOR]
    return Window(-0.5, max([right, *ahead]), low, high)
