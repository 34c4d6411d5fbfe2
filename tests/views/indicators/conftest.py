"""A page on made-up indicators, shown and settled."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.views.indicators.page import IndicatorsPage
from app.views.indicators.trend_chart import TrendChart
from app.views.shared import theme
from tests.views.indicators.sample import FakeWorkspace

Open = Callable[..., IndicatorsPage]


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, "light", 1.0)
    yield
    theme.apply(qapp, "light", 1.0)


@pytest.fixture
def workspace(qapp: QApplication) -> FakeWorkspace:
    return FakeWorkspace()


@pytest.fixture
def open_page(qtbot: QtBot) -> Open:
    def open_it(workspace: FakeWorkspace, width: int = 1260, height: int = 820) -> IndicatorsPage:
        page = IndicatorsPage(workspace)  # type: ignore[arg-type]
        qtbot.addWidget(page)
        page.resize(width, height)
        page.show()
        page.activated()
        qtbot.waitExposed(page)
        return page

    return open_it


@pytest.fixture
def page(open_page: Open, workspace: FakeWorkspace) -> IndicatorsPage:
    made = open_page(workspace)
    made.show_thing("indicator", 1)
    return made


@pytest.fixture
def chart(page: IndicatorsPage, qtbot: QtBot) -> TrendChart:
    """The interactive chart of NI 117, active, with its last layout done."""
    qtbot.waitUntil(lambda: page.panel.place.chart is not None, timeout=20_000)
    page.activateWindow()
    found = page.panel.place.chart
    assert found is not None
    qtbot.waitUntil(lambda: found.figure is not None)
    return found


def place_of(chart: TrendChart, index: int) -> QPoint:
    """Where a reading stands in the chart's viewport."""
    spot = chart.spot(index)
    assert spot is not None
    return QPoint(round(spot.x), round(spot.y))
