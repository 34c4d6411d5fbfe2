"""Charts as the templates take them: drawn at the size that the sheet has left for them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from app.reports.figure_svg import colour, svg
from app.reports.letters import said
from app.reports.measure import CAP, PITCH, Measure
from app.rules import papers_content as content
from app.rules.figure import Figure
from app.rules.figure_frame import Detail
from app.rules.figure_layout import lay_out
from app.rules.text_width import wrapped

Data = dict[str, Any]
GUTTER = 14.0
"""Points between what stands beside each other."""
_PIXELS = 96 / 72
LARGE = 0.42
_SMALL_LANDSCAPE, _SMALL_UPRIGHT = 0.88, 0.95
"""Height of a chart as a share of its width, at most."""
_ROW_GAP = 1.3
"""Between rows of charts, in sizes of text."""
_LEAST = 6.0
_FEW = 4


def chart_data(chart: content.Chart, measure: Measure, width: float, high: float | None = None) -> Data:
    """One chart, as high as its column can spare."""
    return _chart(chart, measure, width, Detail.LARGE, high or large_height(measure, width))


def large_height(measure: Measure, width: float) -> float:
    return min(width * LARGE, measure.height * 0.4)


def charts_data(block: content.Charts, measure: Measure, body: float) -> Data:
    """All of them on one sheet, of which `body` is left under the page's head."""
    width = measure.inner
    columns = _columns(len(block.charts), measure)
    each = (width - GUTTER * (columns - 1)) / columns
    rows = [block.charts[at : at + columns] for at in range(0, len(block.charts), columns)]
    titles = sum(max(_title_height(chart, measure, each) for chart in row) for row in rows)
    room = (body - titles) / len(rows) - _ROW_GAP * measure.base
    share = _SMALL_LANDSCAPE if measure.landscape else _SMALL_UPRIGHT
    high = max(_LEAST * measure.base, min(each * share, room))
    return {"t": "charts", "columns": columns, "gutter": GUTTER,
            "charts": [_chart(chart, measure, each, Detail.SMALL, high) for chart in block.charts]}  # fmt: skip


def _title_height(chart: content.Chart, measure: Measure, width: float) -> float:
    """Its figure and its mark stand behind the title."""
    mark = " MM" if chart.rag else ""
    figure = f"{chart.latest}{mark}".replace(" ", "i")  # as wide as a space, and not broken at
    lines = len(wrapped(f"{chart.title}  {figure}", measure.base * 1.04, 600, width))
    return measure.base * (CAP + PITCH * (lines - 1) + 0.5)


def _columns(count: int, measure: Measure) -> int:
    """As many as leave each chart readable, and no more than fill a row."""
    most = 4 if measure.beside else 3 if measure.landscape or not measure.narrow else 2
    few = 2 if count <= _FEW else 3 if count in (5, 6, 9) else most
    if not measure.landscape and count <= 2 * _FEW:
        few = 2
    return max(1, min(most, few))


def _chart(chart: content.Chart, measure: Measure, width: float, detail: Detail, high: float) -> Data:
    figure = lay_out(
        chart.trend, width * _PIXELS, high * _PIXELS, detail=detail, scale=measure.scale, pointed=False
    )
    return {"t": "chart", "title": said(chart.title), "sentence": said(chart.sentence), "alt": said(chart.alt),
            "rag": chart.rag.letter if chart.rag else "", "latest": said(chart.latest), "width": width, "air": measure.air,
            "height": figure.height / _PIXELS, "words": _words(figure),
            "svg": svg(replace(figure, words=(), description="")) if chart.trend.points else ""}  # fmt: skip


def _words(figure: Figure) -> list[Any]:
    """In points, by their style. Typst sets them faster than it draws the letters of a picture."""
    found: dict[tuple[float, int, str], list[Any]] = {}
    for each in figure.words:
        style = each.size / _PIXELS, each.weight, colour(each.ink)
        place = round(each.box.x / _PIXELS, 2), round(each.y / _PIXELS, 2)
        found.setdefault(style, []).append([*place, said(each.text)])
    return [[*style, words] for style, words in found.items()]
