"""The arrow of a sorted column points as in a spreadsheet: up from the least on, down from the most."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableView

from app.views.shared import theme


def _span(picture: Any, y: int) -> int:
    """How wide what is drawn on the line is."""
    ground = QColor(theme.current().paper)
    drawn = [x for x in range(picture.width()) if picture.pixelColor(QPoint(x, y)).lightness() < ground.lightness() - 40]
    return max(drawn) - min(drawn) if drawn else -1


@pytest.mark.parametrize(("order", "up"), [(Qt.SortOrder.AscendingOrder, True), (Qt.SortOrder.DescendingOrder, False)])
def test_the_arrow_points_up_from_the_least_on(qapp: QApplication, qtbot: Any, order: Qt.SortOrder, up: bool) -> None:
    theme.apply(qapp, "light", 1.0)
    table = QTableView()
    qtbot.addWidget(table)
    model = QStandardItemModel(1, 1)
    model.setHorizontalHeaderLabels([""])
    table.setModel(model)
    header = table.horizontalHeader()
    header.setSortIndicatorShown(True)
    header.setSortIndicator(0, order)
    table.resize(200, 100)
    table.show()
    picture = header.grab().toImage()
    spans = [span for span in (_span(picture, y) for y in range(picture.height() - 3)) if span >= 0]
    assert spans and (spans[0] < max(spans)) is up
