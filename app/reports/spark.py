"""The small trend in a table's row: the last readings as a line, the newest marked."""

from __future__ import annotations

from collections.abc import Sequence

from app.reports.figure_svg import svg
from app.rules.figure import Box, Figure, Ink, Line, Mark, Window
from app.rules.indicator import Rag

WIDTH, HEIGHT = 104.0, 24.0
_MARGIN = 4.0
_INKS = {Rag.GREEN: Ink.GREEN, Rag.AMBER: Ink.AMBER, Rag.RED: Ink.RED, Rag.NONE: Ink.NEITHER}


def spark(values: Sequence[float | None], rag: Rag, words: str, *, name: str) -> str:
    """As SVG. `words` is what it shows in one sentence; `name` is unique on its page. Gaps are gaps."""
    return svg(_figure(values, rag, words), name=name)


def _figure(values: Sequence[float | None], rag: Rag, words: str) -> Figure:
    known = [value for value in values if value is not None]
    low, high = (min(known), max(known)) if known else (0.0, 1.0)
    if low == high:
        low, high = low - 1, high + 1
    plot = Box(_MARGIN, _MARGIN, WIDTH - 2 * _MARGIN, HEIGHT - 2 * _MARGIN)
    window = Window(0.0, max(len(values) - 1, 1), low, high)
    empty = Figure(WIDTH, HEIGHT, plot, window, (), (), (), (), (), words)
    ink = _INKS[rag]
    points = [
        None if value is None else (empty.across(at), empty.down(value)) for at, value in enumerate(values)
    ]
    lines, marks = _drawn(points, ink)
    return Figure(WIDTH, HEIGHT, plot, window, (), tuple(lines), tuple(marks), (), (), words)


def _drawn(points: Sequence[tuple[float, float] | None], ink: Ink) -> tuple[list[Line], list[Mark]]:
    """A line for each run of readings; a reading alone between gaps is a dot."""
    lines: list[Line] = []
    marks: list[Mark] = []
    run: list[tuple[float, float]] = []
    for point in (*points, None):
        if point is not None:
            run.append(point)
            continue
        if len(run) > 1:
            lines.append(Line(tuple(run), ink, 1.5, clip=False))
        elif run:
            marks.append(Mark(*run[0], 1.6, ink, ink))
        run = []
    newest = next((point for point in reversed(points) if point is not None), None)
    if newest:
        marks.append(Mark(*newest, 2.8, ink, ink))
    return lines, marks
