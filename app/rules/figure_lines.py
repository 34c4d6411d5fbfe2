"""The lines and marks of a plot: the series with its gaps, targets, comparators, limits, events."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence

from app.rules.figure import Band, Box, Dash, Ink, Line, Mark, Shape, Spot, Window
from app.rules.indicator import Status
from app.rules.trend import Limits, Trend, TrendPoint
from app.rules.trend_courses import Course, Kind

Points = tuple[tuple[float, float], ...]
MOST_MARKS = 1500
"""Points in view from which they are a line and no more marks."""
SIGNALS = {
    "improvement": (Ink.IMPROVEMENT, Shape.SQUARE),
    "concern": (Ink.CONCERN, Shape.DIAMOND),
    "neutral_high": (Ink.NEITHER, Shape.SQUARE),
    "neutral_low": (Ink.NEITHER, Shape.SQUARE),
}


class Scale:
    """From positions and values to pixels."""

    def __init__(self, plot: Box, window: Window) -> None:
        self.plot = plot
        self.window = window
        self._across = plot.width / max(window.right - window.left, 1e-12)
        self._up = plot.height / max(window.high - window.low, 1e-300)
        self._bottom, self._low = plot.bottom, window.low

    @property
    def room(self) -> float:
        """Pixels from one position to the next."""
        return self._across

    def x(self, position: float) -> float:
        return self.plot.x + (position - self.window.left) * self._across

    def y(self, value: float) -> float:
        return self._bottom - (value - self._low) * self._up

    def course(self, points: Sequence[tuple[float, float]]) -> Points:
        return tuple((self.x(position), self.y(value)) for position, value in points)


def visible_points(trend: Trend, window: Window) -> Sequence[TrendPoint]:
    """Points in the window and one more at each side, so that lines run on to the edge."""
    points = trend.points
    start = bisect_left(points, window.left, key=_position)
    end = bisect_right(points, window.right, key=_position)
    return points[max(0, start - 1) : end + 1]


def _position(point: TrendPoint) -> float:
    return point.position


def series_lines(
    points: Sequence[TrendPoint],
    scale: Scale,
    width: float,
    restarts: Collection[float] = (),
    *,
    gaps: bool = True,
) -> list[Line]:
    """One line for each stretch without a gap; where points crowd, the lowest and highest of each pixel."""
    lines = []
    for run in runs(points, restarts) if gaps else (points,):
        course = _thinned(run, scale) if len(run) > 4 * scale.plot.width else (
            tuple((scale.x(p.position), scale.y(p.value)) for p in run)
        )
        if len(course) > 1:
            lines.append(Line(course, Ink.SERIES, width))
    return lines


def runs(
    points: Sequence[TrendPoint], restarts: Collection[float] = ()
) -> Iterator[Sequence[TrendPoint]]:
    """Stretches that one line may join."""
    start = 0
    for n in range(1, len(points) + 1):
        if (
            n == len(points)
            or points[n].position - points[n - 1].position > 1.001
            or points[n].position in restarts
        ):
            yield points[start:n]
            start = n


def _thinned(run: Sequence[TrendPoint], scale: Scale) -> Points:
    """First, lowest, highest and last of every pixel column: the same picture with far fewer points."""
    course: list[tuple[float, float]] = []
    column, first, low, high, last = None, 0.0, 0.0, 0.0, 0.0
    for point in run:
        at = int(scale.x(point.position))
        value = point.value
        if at != column:
            if column is not None:
                course += _column(scale, column, first, low, high, last)
            column, first, low, high = at, value, value, value
        elif value < low:
            low = value
        elif value > high:
            high = value
        last = value
    if column is not None:
        course += _column(scale, column, first, low, high, last)
    return tuple(course)


def _column(scale: Scale, at: int, first: float, low: float, high: float, last: float) -> Points:
    values = (first,) if low == high else (first, low, high, last)
    return tuple((float(at), scale.y(value)) for value in values)


def marks(
    points: Sequence[TrendPoint], scale: Scale, radius: float, newest: TrendPoint | None
) -> list[Mark]:
    """Every point where there is room; else what must not be lost: signals, provisional ones, the newest."""
    crowded = scale.room < 2 * radius + 3
    few = len(points) <= MOST_MARKS
    made = []
    for point in points if few else points[-1:]:
        signal = SIGNALS.get(point.signal)
        provisional = point.status is Status.PROVISIONAL
        if point is newest or (few and (not crowded or signal or provisional)):
            ink, shape = signal or (Ink.SERIES, Shape.CIRCLE)
            size = radius * 1.18 if signal else radius
            fill = Ink.PAPER if provisional else ink
            made.append(Mark(scale.x(point.position), scale.y(point.value), size, ink, fill, shape))
    return [mark for mark in made if _inside(mark, scale.plot)]


def _inside(mark: Mark, plot: Box) -> bool:
    return plot.x - 1 <= mark.x <= plot.right + 1 and plot.y - 1 <= mark.y <= plot.bottom + 1


def spots(points: Sequence[TrendPoint], scale: Scale) -> tuple[Spot, ...]:
    """Where each visible reading stands; none where they crowd beyond telling apart."""
    if len(points) > MOST_MARKS:
        return ()
    return tuple(
        Spot(scale.x(p.position), scale.y(p.value), p.position, p.period, p.value, p.words, p.status, p.rag)
        for p in points
        if scale.window.left <= p.position <= scale.window.right
    )


def limit_parts(limits: Sequence[Limits], scale: Scale) -> tuple[list[Band], list[Line]]:
    """The pale band between the limits, its two edges and the mean, for each stretch."""
    bands, lines = [], []
    plot = scale.plot
    for limit in limits:
        left, right = max(scale.x(limit.start), plot.x), min(scale.x(limit.end), plot.right)
        if right <= left:
            continue
        top = min(max(scale.y(limit.upper), plot.y), plot.bottom)
        bottom = min(max(scale.y(limit.lower), plot.y), plot.bottom)
        bands.append(Band(Box(left, top, right - left, bottom - top), Ink.BAND))
        for value, dash in ((limit.upper, Dash.DASHED), (limit.lower, Dash.DASHED), (limit.mean, Dash.SOLID)):
            y = scale.y(value)
            lines.append(Line(((left, y), (right, y)), Ink.LIMIT, 1.2, dash))
    return bands, lines


_COURSES = {
    Kind.TARGET: (Ink.TARGET, 1.6, Dash.DASHED),
    Kind.FLOOR: (Ink.FLOOR, 1.4, Dash.DOTTED),
    Kind.COMPARATOR: (Ink.COMPARATOR, 1.2, Dash.SOLID),
}


def course_lines(trend: Trend, scale: Scale) -> list[tuple[Course, Line]]:
    """Comparators first, pale ones under the others; the target last, so that it is seen where they cross."""
    made = []
    order = sorted(trend.courses, key=lambda course: (_ORDER.index(course.kind), not course.quiet))
    for course in order:
        ink, width, dash = _COURSES[course.kind]
        if course.quiet:
            ink = Ink.COMPARATOR_QUIET
        made.append((course, Line(scale.course(course.points), ink, width, dash)))
    return made


_ORDER = (Kind.COMPARATOR, Kind.FLOOR, Kind.TARGET)
