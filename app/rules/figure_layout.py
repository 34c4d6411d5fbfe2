"""A trend laid out at a size: the one place that decides where every line, mark and word of a chart goes."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from app.rules.axis import axis_label
from app.rules.figure import Box, Figure, Ink, Line, Window
from app.rules.figure_frame import (
    Detail,
    Drawing,
    Frame,
    Style,
    draw_events,
    draw_furniture,
    frame_of,
    style_of,
)
from app.rules.figure_gaps import interrupted
from app.rules.figure_heading import heading
from app.rules.figure_labels import (
    LINE_WEIGHT,
    SERIES_WEIGHT,
    LineLabel,
    Room,
    place_by_point,
    place_on_line,
)
from app.rules.figure_lines import (
    MOST_MARKS,
    Scale,
    course_lines,
    limit_parts,
    marks,
    series_lines,
    spots,
    visible_points,
)
from app.rules.figure_signs import sign_words
from app.rules.trend import Trend, TrendPoint
from app.rules.trend_courses import Course, Kind

_SKETCH = 200
"""Points that stand for a crowded line when room for words is looked for."""


def lay_out(
    trend: Trend,
    width: float,
    height: float,
    *,
    detail: Detail = Detail.LARGE,
    window: Window | None = None,
    scale: float = 1.0,
    series: bool = True,
    titled: bool = False,
    pointed: bool = True,
) -> Figure:
    """The chart at `width` by `height` pixels. `window`: the part shown, all by default. `scale`: text size.

    `series` False leaves out the series' own line, for a chart that draws it itself.
    `titled` puts title, sentence and source around it, for a picture that stands alone.
    `pointed` False leaves out where each reading stands, for paper: nobody points at it.
    """
    window = window or trend.full
    style = style_of(detail, scale)
    drawing = Drawing()
    box = Box(0.0, 0.0, width, height)
    if titled:
        words, bands, box = heading(trend, box, scale)
        for each in words:
            drawing.say(each)
        drawing.bands += bands
    frame = frame_of(trend, box, window, style)
    at = Scale(frame.plot, window)
    points = visible_points(trend, window)
    draw_furniture(drawing, frame, at, window, style, trend)
    room = Room(frame.plot, used=not style.small)
    labels = _reference_lines(drawing, room, at, trend, frame, style)
    _series(drawing, room, at, points, style, trend.restarts if series else None)
    if not style.small:
        _labels(drawing, room, at, labels, trend, style)
        if trend.limits and len(points) <= MOST_MARKS:
            for each in sign_words(points, room, at, style.size, frame.head, frame.plot.right):
                drawing.say(each)
        chips = [band.box for band in drawing.bands if band.ink is Ink.EVENT_CHIP]
        drawing.lines = list(interrupted(drawing.lines, drawing.words, chips))
    return Figure(
        width, height, frame.plot, window, tuple(drawing.bands), tuple(drawing.lines), tuple(drawing.marks),
        tuple(drawing.words), spots(points, at) if pointed else (), trend.sentence,
    )


def _reference_lines(
    drawing: Drawing, room: Room, at: Scale, trend: Trend, frame: Frame, style: Style
) -> list[LineLabel]:
    """Limits, events, comparators, floor and target; returns the labels that want to stand on them."""
    bands, lines = limit_parts(trend.limits, at)
    drawing.bands += bands
    drawing.lines += lines
    draw_events(drawing, room, at, trend, frame, style)
    labels: dict[tuple[Kind, str], list[LineLabel]] = {}
    for course, line in course_lines(trend, at):
        drawing.lines.append(line)
        lines.append(line)
        found = _course_labels(course, line, at, trend)
        if found:
            labels[course.kind, course.name] = found
    for line in lines:
        room.draw_line(line.points, LINE_WEIGHT)
    named = [label for found in reversed(labels.values()) for label in found]
    return [*named, *_limit_labels(trend, at)]


def _course_labels(course: Course, line: Line, at: Scale, trend: Trend) -> list[LineLabel]:
    """A comparator's name; a target's name and figure on the level in force, the figure on the next."""
    if course.kind is Kind.COMPARATOR:
        return [LineLabel(course.name, line.points, Ink.THIRD)] if course.named else []
    indicator = trend.indicator
    newest = trend.points[-1].position if trend.points else 0.0
    labels: list[LineLabel] = []
    for n in range(len(line.points) - 2, -1, -2):
        (left, _), (right, _) = level = line.points[n : n + 2]
        if left > at.plot.right - 1 or right < at.plot.x + 1:
            continue
        text = axis_label(course.points[n][1], indicator.unit, indicator.decimals)
        ahead = course.points[n][0] > newest and n > 0
        words = text if ahead else f"{course.name} {text}"
        labels.insert(0, LineLabel(words, level, line.ink, course.kind is Kind.TARGET))
        if not ahead:
            break
    return labels[:2]


def _limit_labels(trend: Trend, at: Scale) -> list[LineLabel]:
    shown = [limit for limit in trend.limits if limit.start < at.window.right and limit.end > at.window.left]
    if not shown:
        return []
    last, indicator = shown[-1], trend.indicator
    named = (("Upper limit", last.upper, True), ("Lower limit", last.lower, False), ("Mean", last.mean, True))
    return [
        LineLabel(
            f"{name} {axis_label(value, indicator.unit, indicator.decimals + 1)}",
            at.course(((last.start, value), (last.end, value))),
            Ink.LIMIT_WORDS,
            above,
        )
        for name, value, above in named
    ]


def _series(
    drawing: Drawing,
    room: Room,
    at: Scale,
    points: Sequence[TrendPoint],
    style: Style,
    restarts: Collection[float] | None,
) -> None:
    """The series last, over everything else. `restarts` None: only its marks, and room for its line."""
    newest = points[-1] if points else None
    drawn = restarts is not None
    sketch = points if drawn or len(points) <= MOST_MARKS else points[:: len(points) // _SKETCH]
    lines = series_lines(sketch, at, style.width, restarts or (), gaps=sketch is points)
    made = marks(points, at, style.radius, newest)
    drawing.lines += lines if drawn else []
    drawing.marks += made
    for line in lines:
        room.draw_line(line.points, SERIES_WEIGHT)
    for mark in made:
        reach = mark.radius + 1
        room.draw_box(Box(mark.x - reach, mark.y - reach, 2 * reach, 2 * reach), SERIES_WEIGHT + 2)


def _labels(
    drawing: Drawing, room: Room, at: Scale, labels: list[LineLabel], trend: Trend, style: Style
) -> None:
    """The newest value beside its point, then the names of the lines, where there is room."""
    newest = trend.points[-1] if trend.points else None
    if newest and _in_view(newest, at.window):
        indicator = trend.indicator
        text = axis_label(newest.value, indicator.unit, indicator.decimals)
        place = at.x(newest.position), at.y(newest.value)
        words = place_by_point(room, text, place, style.size + 1, Ink.INK, style.radius + 2)
        if words:
            drawing.say(words)
    for label in labels:
        words = place_on_line(room, label, style.size)
        if words:
            drawing.say(words)


def _in_view(point: TrendPoint, window: Window) -> bool:
    return window.left <= point.position <= window.right and window.low <= point.value <= window.high
