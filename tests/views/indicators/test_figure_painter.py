"""The picture of a chart: crisp, light whatever the theme, with the marks where the figure has them."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from app.rules.figure import Ink
from app.rules.figure_frame import Detail
from app.rules.figure_layout import lay_out
from app.rules.text_width import text_width
from app.rules.trend import View, trend
from app.views.shared import figure_painter, theme
from app.views.shared.figure_view import FigureView
from tests.sample_series import neet, rising_at_the_end


def test_a_picture_has_twice_the_pixels_and_says_its_density(qapp: QApplication) -> None:
    figure = lay_out(trend(neet()), 760, 420, titled=True)
    picture = figure_painter.picture(figure, 2.0)
    assert (picture.width(), picture.height()) == (1520, 840)
    assert picture.dotsPerMeterX() == pytest.approx(192 / 0.0254, abs=1)


def test_marks_are_where_the_figure_puts_them_in_the_colours_of_paper(qapp: QApplication) -> None:
    theme.apply(qapp, "dark", 1.0)
    figure = lay_out(trend(neet(), View.LIMITS, rising_at_the_end()), 760, 420)
    picture = figure_painter.picture(figure, 2.0)
    concern = [mark for mark in figure.marks if mark.ink is Ink.CONCERN and mark.fill is Ink.CONCERN]
    for mark in concern:
        assert picture.pixelColor(round(mark.x * 2), round(mark.y * 2)) == QColor("#AD5400")
    assert picture.pixelColor(4, 836) == QColor("#FFFFFF")
    assert picture.pixelColor(round(figure.marks[-1].x * 2), round(figure.marks[-1].y * 2)) == QColor("#FFFFFF")


def test_the_widths_the_figure_reckons_with_are_those_of_the_bundled_font(qapp: QApplication) -> None:
    for words in lay_out(trend(neet(), View.COMPARE), 760, 420, titled=True).words:
        _, metrics = figure_painter._font(int(words.size), words.weight)
        wide = metrics.horizontalAdvance(words.text)
        assert text_width(words.text, words.size, words.weight) == pytest.approx(wide, rel=0.03, abs=2.0)


def test_a_small_chart_describes_itself(qapp: QApplication) -> None:
    view = FigureView(Detail.SMALL)
    view.set_trend(trend(neet()))
    assert view.accessibleDescription().startswith("NI 117: 6.9% (provisional) in 2009/10 Q4")
    view.resize(240, 120)
    assert view.grab().toImage().pixelColor(5, 5).isValid()
