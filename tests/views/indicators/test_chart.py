"""The big chart: pointer, wheel, drag, keyboard, and what it says to a screen reader."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.rules.trend import View, trend
from app.views.indicators.page import IndicatorsPage
from app.views.indicators.trend_chart import TrendChart
from app.views.shared import theme
from tests.sample_series import neet
from tests.views.indicators.conftest import place_of

LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier


def wheel(chart: TrendChart, at: QPoint, turned: int, keys: Qt.KeyboardModifier) -> None:
    view = chart.viewport()
    event = QWheelEvent(
        QPointF(at), QPointF(view.mapToGlobal(at)), QPoint(), QPoint(0, turned), Qt.MouseButton.NoButton, keys,
        Qt.ScrollPhase.NoScrollPhase, False,
    )
    QApplication.sendEvent(view, event)


def drag(chart: TrendChart, start: QPoint, end: QPoint, keys: Qt.KeyboardModifier) -> None:
    view = chart.viewport()
    QTest.mousePress(view, LEFT, keys, start)
    for n in range(1, 5):
        at = start + (end - start) * n / 4
        QApplication.sendEvent(view, QMouseEvent(
            QEvent.Type.MouseMove, QPointF(at), QPointF(view.mapToGlobal(at)), Qt.MouseButton.NoButton, LEFT, keys
        ))
        QTest.qWait(20)
    QTest.mouseRelease(view, LEFT, keys, end)


NONE = Qt.KeyboardModifier.NoModifier


def span(chart: TrendChart) -> tuple[float, float]:
    window = chart.box.window()
    return window.left, window.right


def test_the_chart_stands_exactly_where_its_figure_has_the_plot(chart: TrendChart) -> None:
    assert chart.figure is not None
    plot, box = chart.figure.plot, chart.box.geometry()
    assert (box.x(), box.y(), box.width(), box.height()) == pytest.approx(
        (plot.x, plot.y, plot.width, plot.height)
    )
    drawn = chart.box.mapViewToScene(QPointF(19.0, 6.9))
    spot = chart.figure.spots[-1]
    assert (drawn.x(), drawn.y()) == pytest.approx((spot.x, spot.y), abs=0.5)


def test_hovering_a_point_tells_its_period_value_target_and_source(
    page: IndicatorsPage, chart: TrendChart
) -> None:
    card = page.panel.place._card
    view = chart.viewport()
    at = place_of(chart, 19)
    # Sent to the view itself: a window that an earlier test left on top would take the pointer.
    QApplication.sendEvent(view, QMouseEvent(
        QEvent.Type.MouseMove, QPointF(at), QPointF(view.mapToGlobal(at)), Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton, NONE
    ))
    assert card.isVisible()
    said = card.text()
    for part in ("2009/10 Q4 (January to March 2010)", "6.9%", "Target 5.4%, red", "Provisional",
                 "Reported by Corporate Performance Team on 12/04/2010", "From CS return.xlsx, Values!D14"):
        assert part in said
    away = QPoint(3, 3)
    QApplication.sendEvent(view, QMouseEvent(
        QEvent.Type.MouseMove, QPointF(away), QPointF(view.mapToGlobal(away)), Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton, NONE
    ))
    assert not card.isVisible()


def test_the_wheel_zooms_about_the_pointer_and_never_beyond_the_data(chart: TrendChart) -> None:
    full = span(chart)
    at = place_of(chart, 10)
    wheel(chart, at, 120, NONE)
    near = span(chart)
    assert near[1] - near[0] < full[1] - full[0]
    assert near[0] < 10 < near[1]
    assert abs(place_of(chart, 10).x() - at.x()) <= 2
    for _ in range(30):
        wheel(chart, at, -120, NONE)
    assert span(chart) == pytest.approx(full)
    for _ in range(40):
        wheel(chart, at, 120, NONE)
    near = span(chart)
    assert near[1] - near[0] == pytest.approx(3.0, abs=0.1)


def test_a_drag_across_zooms_into_what_it_covered(chart: TrendChart) -> None:
    drag(chart, place_of(chart, 8), QPoint(place_of(chart, 14).x(), place_of(chart, 8).y() + 5), NONE)
    assert span(chart) == pytest.approx((8.0, 14.0), abs=0.1)


def test_shift_and_a_drag_move_along_within_the_data(chart: TrendChart) -> None:
    chart.box.setXRange(8.0, 14.0, padding=0)
    middle = round(chart.box.geometry().center().y())
    step = chart.box.geometry().width() / 6
    start = QPoint(round(chart.box.geometry().x() + 4 * step), middle)
    drag(chart, start, start - QPoint(round(2 * step), 0), SHIFT)
    assert span(chart) == pytest.approx((10.0, 16.0), abs=0.2)
    drag(chart, start, start + QPoint(5000, 0), SHIFT)
    assert span(chart)[0] == pytest.approx(-0.5)


def test_a_double_click_shows_everything_again(chart: TrendChart, page: IndicatorsPage) -> None:
    full = span(chart)
    chart.box.setXRange(8.0, 14.0, padding=0)
    assert page.panel.reset.isVisible()
    centre = chart.box.geometry().center().toPoint()
    QTest.mouseClick(chart.viewport(), LEFT, NONE, centre)
    QTest.mouseDClick(chart.viewport(), LEFT, NONE, centre)
    QTest.mouseRelease(chart.viewport(), LEFT, NONE, centre)
    assert span(chart) == pytest.approx(full)
    assert not page.panel.reset.isVisible()


def test_arrows_move_the_focused_point_and_say_it(
    page: IndicatorsPage, chart: TrendChart, qtbot: QtBot
) -> None:
    chart.setFocus()
    qtbot.waitUntil(chart.hasFocus)
    assert chart.chosen == 19
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert chart.chosen == 18
    assert chart.accessibleDescription().startswith("2009/10 Q3: 6.6%, target 5.4%, red")
    assert chart.accessibleDescription().endswith(chart.trend.sentence)  # type: ignore[union-attr]
    assert "6.6%" in page.panel.place._card.text()
    QTest.keyClick(chart, Qt.Key.Key_Home)
    assert chart.chosen == 0
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert chart.chosen == 0
    QTest.keyClick(chart, Qt.Key.Key_End)
    assert chart.chosen == 19


def test_the_focused_point_is_brought_into_view(chart: TrendChart, qtbot: QtBot) -> None:
    chart.setFocus()
    qtbot.waitUntil(chart.hasFocus)
    chart.box.setXRange(8.0, 14.0, padding=0)
    QTest.keyClick(chart, Qt.Key.Key_Home)
    assert span(chart) == pytest.approx((-0.5, 5.5), abs=0.01)
    assert chart.spot(0) is not None


def test_plus_and_minus_zoom_and_nought_shows_everything(chart: TrendChart, qtbot: QtBot) -> None:
    chart.setFocus()
    qtbot.waitUntil(chart.hasFocus)
    full = span(chart)
    QTest.keyClick(chart, Qt.Key.Key_Plus)
    assert span(chart)[1] - span(chart)[0] == pytest.approx((full[1] - full[0]) * 0.7)
    QTest.keyClick(chart, Qt.Key.Key_0)
    assert span(chart) == pytest.approx(full)


def test_a_click_on_a_zoomed_chart_takes_the_point_under_it_and_does_not_jump(chart: TrendChart) -> None:
    chart.box.setXRange(8.0, 14.0, padding=0)
    QTest.mouseClick(chart.viewport(), LEFT, NONE, place_of(chart, 10))
    assert chart.chosen == 10
    assert span(chart) == pytest.approx((8.0, 14.0))


def test_focus_can_be_seen(page: IndicatorsPage, chart: TrendChart, qtbot: QtBot) -> None:
    place = page.panel.place
    before = place.grab().toImage().pixelColor(place.width() // 2, 1)
    chart.setFocus()
    qtbot.waitUntil(chart.hasFocus)
    after = place.grab().toImage().pixelColor(place.width() // 2, 1)
    assert before != after
    assert after == theme.current().focus


def test_another_view_keeps_the_part_of_the_data_in_view(page: IndicatorsPage, chart: TrendChart) -> None:
    chart.box.setXRange(8.0, 14.0, padding=0)
    page.state.set_view(View.LIMITS)
    assert span(chart) == pytest.approx((8.0, 14.0))


def test_another_indicator_is_shown_whole(page: IndicatorsPage, chart: TrendChart) -> None:
    chart.box.setXRange(8.0, 14.0, padding=0)
    page.list.choose(3)
    assert span(chart) == pytest.approx((-0.5, 11.5))


def test_a_theme_recolours_the_line(page: IndicatorsPage, chart: TrendChart, qapp: QApplication) -> None:
    theme.apply(qapp, "dark", 1.0)
    assert chart.curve.opts["pen"].color() == theme.current().ink


def test_a_long_series_zooms_without_listing_every_point(chart: TrendChart) -> None:
    from app.rules.period import Period
    from app.rules.series import Series

    series = neet()
    reading = series.readings[0]
    many = tuple(
        replace(reading, period=Period(1200 + n * 3, 3), value=float(n % 13)) for n in range(20_000)
    )
    chart.set_trend(trend(Series(indicator=series.indicator, readings=many)))
    assert chart.figure is not None
    assert chart.figure.spots == ()
    chart.box.setXRange(100.0, 140.0, padding=0)
    assert len(chart.figure.spots) == 41
