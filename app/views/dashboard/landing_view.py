"""The quarter on screen: four blocks, the tables of the plan, and what wants looking at. Everything leads somewhere."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.bridge.landing import ORDER, Landing
from app.rules.category import Category
from app.rules.papers_content import Tile
from app.rules.plan_table import PlanRow
from app.views.dashboard.empty_plan import EmptyPlan
from app.views.dashboard.landing_table import LandingTable
from app.views.dashboard.link_button import LinkButton
from app.views.dashboard.tiles import TileCard
from app.views.shared import theme
from app.views.shared.flow_box import FlowBox
from app.views.shared.labels import Card, Text

Attention = tuple[tuple[str, tuple[PlanRow, ...]], ...]

_EMPTY = {
    Category.IMPROVEMENT_PLAN: "No issue stands in the Improvement Plan in this quarter.",
    Category.HOT_LIST: "No issue stands on the Hot List in this quarter.",
    Category.OUTCOMES: "No issue stands among the Outcomes in this quarter.",
}
_TILE = 190
"""Design pixels that a block needs beside the others."""


class LandingView(QScrollArea):
    """Shows a Landing with `show_landing`."""

    place_wanted = Signal(str)
    """A page of the rail."""
    issue_wanted = Signal(int)
    chart_wanted = Signal(object)
    source_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards: list[TileCard] = []
        self._across = 0
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.inside = QWidget()
        self.column = QVBoxLayout(self.inside)
        self.column.setContentsMargins(2, 2, theme.px(10), theme.px(10))
        self.column.setSpacing(theme.px(12))
        self.tiles = QGridLayout()
        self.tiles.setSpacing(theme.px(12))
        self.column.addLayout(self.tiles)
        self.attention = Card()
        self._attention = QVBoxLayout(self.attention)
        self._attention.setContentsMargins(theme.px(14), theme.px(10), theme.px(14), theme.px(10))
        self._attention.setSpacing(theme.px(4))
        self.tables: dict[Category, LandingTable] = {}
        self._empty: dict[Category, Text] = {}
        self._marks: dict[Category, Text] = {}
        """What the mark beside a figure means, as under the tables on paper."""
        for category in ORDER:
            self._add_table(category)
        self.empty = EmptyPlan()
        self.column.insertWidget(0, self.empty)
        self.column.insertWidget(2, self.attention)
        self.column.addStretch(1)
        self.setWidget(self.inside)
        self.viewport().setAutoFillBackground(False)
        self.inside.setAutoFillBackground(False)
        self._shown: tuple[Tile, ...] | None = None
        self._told: tuple[Attention, tuple[str, ...]] | None = None

    def _add_table(self, category: Category) -> None:
        card = Card()
        inside = QVBoxLayout(card)
        inside.setContentsMargins(theme.px(6), theme.px(10), theme.px(6), theme.px(6))
        inside.setSpacing(theme.px(4))
        heading = Text(category.heading, "heading")
        heading.setContentsMargins(theme.px(8), 0, 0, 0)
        table = LandingTable(category)
        empty = Text(_EMPTY[category], "second", wrap=True)
        empty.setContentsMargins(theme.px(8), 0, 0, theme.px(4))
        mark = Text("p: provisional", "second")
        mark.setContentsMargins(theme.px(8), 0, 0, theme.px(2))
        for part in (heading, table, mark, empty):
            inside.addWidget(part)
        table.issue_wanted.connect(self.issue_wanted)
        table.chart_wanted.connect(self.chart_wanted)
        table.source_wanted.connect(self.source_wanted)
        self.tables[category], self._empty[category], self._marks[category] = table, empty, mark
        self.column.addWidget(card)

    def show_landing(self, landing: Landing) -> None:
        """What did not change keeps its place and focus."""
        self.empty.setVisible(not any(rows for _, rows in landing.tables))
        self._show_tiles(landing.tiles)
        self._show_attention(landing.attention, landing.late)
        for category, rows in landing.tables:
            self.tables[category].show_rows(rows)
            self.tables[category].setVisible(bool(rows))
            self._empty[category].setVisible(not rows)
            self._marks[category].setVisible(any(row.measure and row.measure.provisional for row in rows))

    def _show_tiles(self, tiles: tuple[Tile, ...]) -> None:
        if tiles == self._shown:
            return
        self._shown = tiles
        for gone in self._cards:
            self.tiles.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self._cards = [TileCard(tile) for tile in tiles]
        for card in self._cards:
            card.opened.connect(self._tile_opened)
        self._across = 0
        self._place_tiles()

    def _place_tiles(self) -> None:
        """All abreast, or two by two where they would be too narrow to read."""
        cards = self._cards
        across = len(cards) if self.width() >= theme.px(_TILE) * len(cards) else 2
        if not cards or across == self._across:
            return
        self._across = across
        for at, card in enumerate(cards):
            self.tiles.addWidget(card, at // across, at % across)
        for column in range(len(cards)):
            self.tiles.setColumnStretch(column, 1 if column < across else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_tiles()

    def _tile_opened(self, ink: str) -> None:
        places = {each.value: each for each in ORDER}
        if ink in places:
            table = self.tables[places[ink]]
            self.ensureWidgetVisible(table, 0, theme.px(60))
            table.setFocus(Qt.FocusReason.OtherFocusReason)
            if table.currentRow() < 0 and table.rowCount():
                table.setCurrentCell(0, 0)
        else:
            self.place_wanted.emit("strength")

    def _show_attention(self, told: Attention, late: tuple[str, ...]) -> None:
        if (told, late) == self._told:
            return
        self._told = told, late
        while self._attention.count():
            item = self._attention.takeAt(0)
            gone = item.widget() if item is not None else None
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        self.attention.setVisible(bool(told or late))
        self._attention.addWidget(Text("For attention", "heading"))
        for name, rows in told:
            self._attention.addWidget(self._line(name, [self._link(row) for row in rows]))
        if late:
            links: list[QPushButton] = [LinkButton(each, f"Late return: {each}") for each in late]
            for link in links:
                link.clicked.connect(lambda: self.place_wanted.emit("returns"))
            self._attention.addWidget(self._line("Late returns", links))

    def _line(self, name: str, links: list[QPushButton]) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        label = Text(name, "label")
        label.setFixedWidth(theme.px(130))
        label.setContentsMargins(0, theme.px(3), 0, 0)
        row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        flow = FlowBox(theme.px(12), row_gap=0)
        flow.set_parts(links)
        row.addWidget(flow, 1)
        return line

    def _link(self, row: PlanRow) -> QPushButton:
        to = f" to {row.proposed_to.title}" if row.proposed_to else ""
        button = LinkButton(f"{row.title}{to}", f"{row.title}{to}: opens the issue")
        button.clicked.connect(lambda: self.issue_wanted.emit(row.issue_id))
        return button
