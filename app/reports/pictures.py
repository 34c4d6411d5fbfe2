"""Charts of a pack as pictures, for documents that cannot hold a drawing: the figure as on paper, set by Typst."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from app.reports.figure_svg import svg
from app.reports.typesetting import set_picture
from app.rules import papers_content as content
from app.rules.figure_frame import Detail
from app.rules.figure_layout import lay_out

_LARGE, _SMALL = (640.0, 290.0), (380.0, 230.0)


def chart_count(pack: content.PackContent) -> int:
    """How many pictures there will be to draw."""
    charts = (chart for page in pack.pages for chart, _ in _charts(page.blocks) if chart.trend.points)
    return len({f"{chart.title}\n{chart.alt}" for chart in charts})


def chart_pictures(pack: content.PackContent, *, step: Callable[[], None] = lambda: None) -> dict[str, bytes]:
    """PNG by the chart's title and alternative text, as app.exchange.papers_word asks for them.

    `step`: before each picture; it may raise.
    """
    found: dict[str, bytes] = {}
    for page in pack.pages:
        for chart, detail in _charts(page.blocks):
            key = f"{chart.title}\n{chart.alt}"
            if key not in found and chart.trend.points:
                step()
                size = _LARGE if detail is Detail.LARGE else _SMALL
                found[key] = set_picture(svg(lay_out(chart.trend, *size, detail=detail)), *size)
    return found


def _charts(blocks: Iterable[content.Block]) -> Iterator[tuple[content.Chart, Detail]]:
    for block in blocks:
        if isinstance(block, content.Chart):
            yield block, Detail.LARGE
        elif isinstance(block, content.Charts):
            yield from ((chart, Detail.SMALL) for chart in block.charts)
        elif isinstance(block, content.Side):
            yield from _charts(block.blocks)
