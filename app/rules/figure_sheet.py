"""Small charts together as one drawing, for the clipboard, a file and paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.rules.figure import Box, Figure, Ink
from app.rules.figure_frame import Detail, Drawing
from app.rules.figure_heading import heading
from app.rules.figure_labels import words_at
from app.rules.figure_layout import lay_out
from app.rules.trend import Trend
from app.rules.trend_places import scale_words

_COLUMNS = 3
_CHART = 132.0
_NAME = 18.0
_GAP = 10.0
_AROUND = 130.0
"""Room for title, sentence and source."""


def together(whole: Trend, parts: Sequence[Trend], width: float) -> Figure:
    """Each part under its code, three in a row, with the whole's title and sentence around them."""
    rows = -(-len(parts) // _COLUMNS)
    height = rows * (_CHART + _NAME + _GAP) + _AROUND
    drawing = Drawing()
    words, bands, inside = heading(whole, Box(0.0, 0.0, width, height), 1.0)
    drawing.words += words
    drawing.bands += bands
    if parts:
        drawing.words.append(words_at(scale_words(parts), inside.x + 2, inside.y + 10, 11, Ink.THIRD))
        inside = Box(inside.x, inside.y + 22, inside.width, inside.height - 22)
    wide = (inside.width - _GAP * (_COLUMNS - 1)) / _COLUMNS
    high = (inside.height - _GAP * (rows - 1)) / rows - _NAME
    for at, part in enumerate(parts):
        x = inside.x + at % _COLUMNS * (wide + _GAP)
        y = inside.y + at // _COLUMNS * (high + _NAME + _GAP)
        drawing.words.append(words_at(part.indicator.code, x + 2, y + 13, 12, Ink.INK, weight=600))
        _put(drawing, lay_out(part, wide, high, detail=Detail.SMALL), x, y + _NAME)
    said = " ".join([whole.sentence, *(part.sentence for part in parts)])
    return Figure(
        width, height, inside, whole.full, tuple(drawing.bands), tuple(drawing.lines), tuple(drawing.marks),
        tuple(drawing.words), (), said,
    )  # fmt: skip


def _put(drawing: Drawing, figure: Figure, dx: float, dy: float) -> None:
    """The figure moved to its place. Its lines keep within its own plot, so none is cut off at the sheet's."""
    drawing.bands += [replace(each, box=_moved(each.box, dx, dy)) for each in figure.bands]
    drawing.lines += [
        replace(each, points=tuple((x + dx, y + dy) for x, y in each.points), clip=False) for each in figure.lines
    ]
    drawing.marks += [replace(each, x=each.x + dx, y=each.y + dy) for each in figure.marks]
    drawing.words += [
        replace(each, x=each.x + dx, y=each.y + dy, box=_moved(each.box, dx, dy)) for each in figure.words
    ]


def _moved(box: Box, dx: float, dy: float) -> Box:
    return Box(box.x + dx, box.y + dy, box.width, box.height)
