"""A district's page: its issues, and its figures beside the county's, in one table with a chart of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from app.bridge.lines_model import LinesModel
from app.bridge.table_export import table_of
from app.rules.issue import Item
from app.rules.partnership import District, DistrictFigure, SharedIssue
from app.rules.shown_table import ShownTable
from app.rules.trend import Trend
from app.rules.trend_places import COUNTY
from app.views.indicators.chart_grid import ChartGrid
from app.views.indicators.chart_tile import Tile
from app.views.shared import theme
from app.views.shared.labels import Card, Text
from app.views.shared.lines_table import LinesTable

_HEADS = ("Issue", "Category", "Indicator", "District", COUNTY, "Period", "Beside the county")
_SHARES = (-7, 124, -8, 84, 108, 96, 190)
_TONES = {"Better than the county": "green", "Worse than the county": "amber"}
_MOST_ROWS, _FEWEST_ROWS = 9, 3
Line = tuple[SharedIssue | None, DistrictFigure | None]


class DistrictView(QWidget):
    """`wanted` asks for another district; `opened` for an issue or an indicator: ("issue", id)."""

    wanted = Signal(int)
    opened = Signal(str, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.district: District | None = None
        self.choice = QComboBox()
        self.choice.setAccessibleName("District")
        self.choice.setMaxVisibleItems(16)
        self.choice.activated.connect(lambda _at: self.wanted.emit(self.choice.currentData()))
        self.about = Text("", "second", wrap=True)
        self.model = LinesModel(_HEADS, _cell, self)
        self.table = LinesTable(self.model, "Issues and figures of the district", _SHARES, {6: _tone})
        self.table.opened.connect(self._open_line)
        self.charts = ChartGrid("Charts of the district's figures", least=(300, 170))
        self.charts.opened.connect(lambda key: self.opened.emit("indicator", key))
        self.none = Text("", "soft", wrap=True)
        self.frame = Card.around(self.table)
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addWidget(self.choice)
        row.addWidget(self.about, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        column.addLayout(row)
        column.addWidget(self.none)
        column.addWidget(self.frame)
        column.addWidget(self.charts, 1)
        theme.notifier.changed.connect(self._fit)

    def set_districts(self, districts: Sequence[Item], chosen: int | None) -> None:
        self.choice.clear()
        for each in districts:
            self.choice.addItem(each.name, each.id)
        self.choice.setCurrentIndex(max(self.choice.findData(chosen), 0))

    def show_district(self, district: District, trends: Sequence[Trend]) -> None:
        self.district = district
        self.choice.setCurrentIndex(max(self.choice.findData(district.id), 0))
        lines = district.lines()
        self.model.show(lines)
        figures, issues = len(district.figures), len(district.issues)
        said = f"{issues} issue{'' if issues == 1 else 's'} named for it, {figures} indicator{'' if figures == 1 else 's'}"
        self.about.setText(f"{said} with figures of its own. In the charts the thin line is the {COUNTY.lower()}.")
        self.none.setText(
            f"No issue is named for {district.name}, and no figure of its own was reported. Name the district on an "
            "issue's sheet; its figures come in with a locality."
        )
        self.none.setVisible(not lines)
        self.frame.setVisible(bool(lines))
        self.charts.set_tiles([_tile(*each) for each in zip(district.figures, trends, strict=True)])
        self._fit()

    def export(self) -> ShownTable | None:
        if self.district is None:
            return None
        facts = (("District", self.district.name), ("Quarter", self.district.quarter.label))
        return table_of(self.model, f"District: {self.district.name}", facts)

    def _fit(self) -> None:
        """As many rows as there are, but no more than leave the charts half of the page."""
        header, high = self.table.horizontalHeader().sizeHint().height() or theme.px(30), self.table.line_height()
        room = (self.height() // 2 - header - theme.px(50)) // high
        rows = min(max(self.model.rowCount(), 1), max(min(room, _MOST_ROWS), _FEWEST_ROWS))
        self.table.setFixedHeight(header + rows * high + 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _open_line(self, row: int) -> None:
        line = self.model.line(row)
        if line is None:
            return
        issue, figure = line
        if issue is not None:
            self.opened.emit("issue", issue.id)
        elif figure is not None:
            self.opened.emit("indicator", figure.series.indicator.id)


def _cell(line: Line, column: int) -> str:
    issue, figure = line
    indicator = figure.series.indicator if figure else None
    category = issue.category if issue else figure.category if figure else None
    return (
        issue.title if issue else (figure.issue if figure and figure.issue else "No issue named for the district"),
        category.short if category else "",
        f"{indicator.code} {indicator.title}" if indicator else "No figures of its own",
        figure.own if figure else "",
        figure.county if figure else "",
        figure.period.label if figure and figure.period else "",
        figure.compared if figure else "",
    )[column]


def _tone(line: Any) -> str:
    figure = line[1]
    return _TONES.get(figure.compared, "neutral") if figure is not None else ""


def _tile(figure: DistrictFigure, trend: Trend) -> Tile:
    indicator = figure.series.indicator
    return Tile(indicator.id, indicator.code, indicator.title, figure.own.replace("-", "−"), trend)
