"""Charts beside pyqtgraph drawing the same: CPU of the GUI thread, the two in turns."""

from __future__ import annotations

import gc
import os
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import cycle
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QGridLayout, QWidget

from app.rules.indicator import Frequency, Status
from app.rules.period import Period
from app.rules.series import Series
from app.rules.trend import Trend, View, trend
from app.rules.trend_courses import Kind
from app.rules.trend_limits import limits_for
from tests.bench import bench

POINTS = 40
SIZE = (1200, 800)
LIST_SIZE = (1260, 820)
STEP = 60


def _application() -> QApplication:
    from app.views.shared import theme

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply(app, "light")
    return app


def _cpu_ms(work: Callable[[], None]) -> float:
    started = time.thread_time()
    work()
    return (time.thread_time() - started) * 1000


def _in_turns(
    ours: Callable[[], None], theirs: Callable[[], None], rounds: int, warm_up: int = 2
) -> tuple[list[float], list[float]]:
    gc.collect()
    gc.disable()
    try:
        taken: tuple[list[float], list[float]] = ([], [])
        for turn in range(rounds + warm_up):
            for kept, work in zip(taken, (ours, theirs), strict=True):
                cost = _cpu_ms(work)
                if turn >= warm_up:
                    kept.append(cost)
    finally:
        gc.enable()
    return taken


def _both(taken: tuple[list[float], list[float]]) -> tuple[float, float]:
    return statistics.median(taken[0]), statistics.median(taken[1])


def _series(number: int, count: int = POINTS) -> Series:
    """Forty quarters with target, floor and process limits."""
    from app.rules.indicator import Target
    from tests.sample_series import series

    values = tuple(60 + 8 * ((n * 37 + number * 11) % 17) / 17 + n * 0.1 for n in range(count))
    plain = series(values, Period.quarter(2000, 1), id=number + 1, code=f"NI {number}", unit="%")
    targets = tuple(Target(Period.financial_year(year), 66.0, 62.0) for year in range(2000, 2012))
    return replace(plain, targets=targets)


def _long_series(count: int) -> Series:
    """A hundred thousand months, which no council has and every chart must bear."""
    plain = _series(1)
    reading = replace(plain.readings[0], status=Status.FINAL)
    readings = tuple(
        replace(reading, period=Period(n, 1), value=60 + ((n * 37) % 101) / 10) for n in range(count)
    )
    return Series(indicator=replace(plain.indicator, frequency=Frequency.MONTHLY), readings=readings)


def _limited(series: Series) -> Trend:
    return trend(series, View.LIMITS, limits_for(series))  # type: ignore[arg-type]


# A page of small charts

def _our_page(count: int) -> None:
    from app.views.shared.figure_view import FigureView

    page = QWidget()
    grid = QGridLayout(page)
    for number in range(count):
        view = FigureView()
        view.set_trend(_limited(_series(number)))
        grid.addWidget(view, number // 6, number % 6)
    page.resize(1400, 150 * (count // 6))
    page.show()
    QApplication.processEvents()
    page.deleteLater()
    QApplication.processEvents()


def _pyqtgraph_page(count: int) -> None:
    """The same lines, marks, band and tick labels."""
    import pyqtgraph as pg

    page = pg.GraphicsLayoutWidget()
    for number in range(count):
        plot = page.addPlot(number // 6, number % 6)
        _fill_plot(plot, _limited(_series(number)))
    page.resize(1400, 150 * (count // 6))
    page.show()
    QApplication.processEvents()
    page.close()
    page.deleteLater()
    QApplication.processEvents()


def _fill_plot(plot: Any, found: Trend) -> None:
    import pyqtgraph as pg

    places = [point.position for point in found.points]
    values = [point.value for point in found.points]
    for limit in found.limits:
        plot.addItem(pg.LinearRegionItem((limit.lower, limit.upper), "horizontal", movable=False))
        for level in (limit.lower, limit.mean, limit.upper):
            plot.addItem(pg.InfiniteLine(level, 0))
    for course in found.courses:
        dash = pg.mkPen("g" if course.kind is Kind.TARGET else "y", style=pg.QtCore.Qt.PenStyle.DashLine)
        plot.plot([x for x, _ in course.points], [y for _, y in course.points], pen=dash)
    few = len(places) <= 200
    pen = pg.mkPen("k", width=2 if few else 1)
    plot.plot(places, values, pen=pen, symbol="o" if few else None, symbolSize=6, antialias=few)


@bench("A page of 24 small charts with tick labels, first paint", against="pyqtgraph with the same", goal=0.1)
def small_charts() -> tuple[float, float]:
    _application()
    return _both(_in_turns(lambda: _our_page(24), lambda: _pyqtgraph_page(24), rounds=5))


@bench("A page of 60 small charts, first paint", against="a page of 24", goal=2.5)
def more_small_charts() -> tuple[float, float]:
    _application()
    return _both(_in_turns(lambda: _our_page(60), lambda: _our_page(24), rounds=7))


def _side_by_side(count: int) -> Callable[[], None]:
    """The page's own grid of charts in its window, from charts already worked out."""
    from app.views.indicators.chart_grid import ChartGrid
    from app.views.indicators.chart_tile import Tile

    trends = [_limited(_series(number)) for number in range(count)]
    tiles = [Tile(n, f"NI {n}", "Household waste reused", "41.6%", found) for n, found in enumerate(trends)]

    def shown() -> None:
        grid = ChartGrid("Small charts")
        grid.resize(1240, 720)
        grid.show()
        grid.set_tiles(tiles)
        QApplication.processEvents()
        grid.deleteLater()
        QApplication.processEvents()

    return shown


@bench("Charts side by side, 60 in their window, first paint", against="24 in the same window", goal=2.5)
def side_by_side() -> tuple[float, float]:
    _application()
    return _both(_in_turns(_side_by_side(60), _side_by_side(24), rounds=7))


# The big chart

def _panning(found: Trend) -> Callable[[], None]:
    from app.views.indicators.trend_chart import TrendChart

    chart = TrendChart()
    chart.resize(*SIZE)
    chart.show()
    chart.set_trend(found)
    QApplication.processEvents()
    return _frames(chart, chart.box, found)


def _plain_panning(found: Trend) -> Callable[[], None]:
    import pyqtgraph as pg

    plot = pg.PlotWidget(background="w")
    plot.resize(*SIZE)
    _fill_plot(plot.getPlotItem(), found)
    for limit in found.limits:
        for name, level in (("Upper limit", limit.upper), ("Mean", limit.mean), ("Lower limit", limit.lower)):
            text = pg.TextItem(f"{name} {level:.2f}", color="b")
            text.setPos(found.points[0].position, level)
            plot.addItem(text)
    plot.show()
    QApplication.processEvents()
    return _frames(plot, plot.getPlotItem().getViewBox(), found)


def _frames(widget: Any, box: Any, found: Trend) -> Callable[[], None]:
    """One frame: most of the data in view, moved along a little, painted."""
    whole = found.full.right - found.full.left
    wide = whole * 0.7
    places = cycle([*range(12), *range(12, 0, -1)])

    def frame() -> None:
        left = found.full.left + next(places) / 12 * (whole - wide)
        box.setXRange(left, left + wide, padding=0)
        widget.viewport().repaint()
        QApplication.processEvents()

    return frame


@bench("Pan the big chart, 40 points, a frame", against="plain pyqtgraph with the same", goal=1.2)
def pan_few() -> tuple[float, float]:
    _application()
    found = _limited(_series(1))
    return _both(_in_turns(_panning(found), _plain_panning(found), rounds=120, warm_up=20))


@bench("Pan the big chart, 100,000 points, a frame", against="plain pyqtgraph with the same", goal=0.7)
def pan_many() -> tuple[float, float]:
    _application()
    found = trend(_long_series(100_000))
    return _both(_in_turns(_panning(found), _plain_panning(found), rounds=40, warm_up=5))


# The list

def _list(count: int) -> Callable[[], None]:
    from app.views.indicators.page import IndicatorsPage
    from tests.views.indicators.sample import FakeWorkspace, line_of

    page = IndicatorsPage(FakeWorkspace([]))  # type: ignore[arg-type]
    page.resize(*LIST_SIZE)
    page.show()
    page.activated()
    plain = line_of(_series(1), None)
    titles = ("Children in care: length of placement", "Household waste reused, recycled or composted",
              "16-18 year olds not in education, employment or training in the county")
    lines = tuple(
        replace(plain, id=n + 1, code=f"NI {n}", title=f"{titles[n % 3]} {n}",
                trend=tuple(60 + (n * 7 + k * 13) % 11 for k in range(8)))
        for n in range(count)
    )  # fmt: skip
    page.lines.set_lines(lines, {})
    QApplication.processEvents()
    bar = page.list.view.verticalScrollBar()

    def frame() -> None:
        at = bar.value() + STEP
        bar.setValue(at if at < bar.maximum() else 0)
        QApplication.processEvents()

    frame.page = page  # type: ignore[attr-defined]
    return frame


@bench("Scroll a list of 5,000 indicators, 95 of 100 frames within", against="a list of 50", limit=8.0)
def scroll_list() -> tuple[float, float]:
    _application()
    many, few = _in_turns(_list(5_000), _list(50), rounds=300, warm_up=10)
    return statistics.quantiles(many, n=20)[-1], statistics.quantiles(few, n=20)[-1]
