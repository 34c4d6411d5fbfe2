"""An indicator's trend in the indicator's own terms: positions across, values upwards. Not yet at any size.

A position is a whole number of periods since the first reading, so gaps are gaps and years need no calendar.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Protocol

from app.rules.axis import value_range
from app.rules.figure import Ink, Window
from app.rules.indicator import Indicator, Polarity, Rag, Status, Target
from app.rules.period import Period
from app.rules.series import Series
from app.rules.slip import Finding
from app.rules.trend_words import limit_captions, point_words, sentence

AimFor = Callable[[Period], Target | None]
TRIAL = 12
"""Limits from fewer values than this are called trial limits."""


class View(StrEnum):
    TARGET = "target"
    LIMITS = "limits"
    COMPARE = "compare"


class Kind(StrEnum):
    TARGET = "target"
    FLOOR = "floor"
    COMPARATOR = "comparator"


class JudgedPoint(Protocol):
    """What a point of an analysis must have (see app.rules.process_limits)."""

    @property
    def mean(self) -> float | None: ...
    @property
    def lower(self) -> float | None: ...
    @property
    def upper(self) -> float | None: ...
    @property
    def rules(self) -> Sequence[str]: ...
    @property
    def signal(self) -> str: ...


class Judgement(Protocol):
    """What an analysis of process limits must have. Its points stand for trend_limits.values_by_position."""

    @property
    def points(self) -> Sequence[JudgedPoint]: ...
    @property
    def variation(self) -> str: ...
    @property
    def assurance(self) -> str | None: ...


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
class Course:
    """A line besides the series: target, floor or a comparator, with its name.

    Targets and floors have two corners a level.
    """

    kind: Kind
    points: tuple[tuple[float, float], ...]
    name: str


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
    courses = _targets(series, points, first, step, aim_for)
    if view is not View.TARGET:
        courses += _comparators(series, points, first, step)
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


def _targets(
    series: Series, points: tuple[TrendPoint, ...], first: Period, step: int, aim_for: AimFor
) -> tuple[Course, ...]:
    """Steps of target and floor under each period of the series, and a year ahead where they are to change."""
    if not points:
        return ()
    last = round(points[-1].position)
    months = first.months
    at = [
        (position, aim_for(Period(first.end + position * step, months)))
        for position in range(last + 1 + max(1, 12 // step))
    ]
    levels = {(target.value, target.floor) for _, target in at[last:] if target}
    if len(levels) < 2:
        at = at[: last + 1]
    band = series.indicator.polarity is Polarity.BAND
    names = ("Band up to", "Band from") if band else ("Target", "Floor")
    return (
        *_steps(at, "value", Kind.TARGET, names[0]),
        *_steps(at, "floor", Kind.FLOOR, names[1]),
    )


def _steps(at: list[tuple[int, Target | None]], part: str, kind: Kind, name: str) -> list[Course]:
    """Courses of two corners a level, broken where none is set."""
    courses: list[Course] = []
    corners: list[tuple[float, float]] = []
    for position, target in [*at, (-1, None)]:
        value = getattr(target, part) if target else None
        if value is None:
            if corners:
                courses.append(Course(kind, tuple(corners), name))
                corners = []
        elif corners and corners[-1][1] == value:
            corners[-1] = (position + 0.5, value)
        else:
            corners += [(position - 0.5, value), (position + 0.5, value)]
    return courses


def _comparators(
    series: Series, points: tuple[TrendPoint, ...], first: Period, step: int
) -> tuple[Course, ...]:
    last = points[-1].position if points else -1.0
    courses = []
    for comparator in series.comparators:
        run: list[tuple[float, float]] = []
        for period, value in [*comparator.values, (first, None)]:
            position = (period.end - first.end) / step
            if value is None:
                if run:
                    courses.append(Course(Kind.COMPARATOR, tuple(run), comparator.name))
                run = []
            elif -0.5 <= position <= last + 0.5:
                run.append((position, value))
    return tuple(courses)


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
