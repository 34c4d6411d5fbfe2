"""Plan size over time: the chart, and what came on and off in the quarter in front."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.bridge.lines_model import LinesModel
from app.rules.category import COLUMNS, Category
from app.rules.plan_story import QuarterSize, Step
from app.rules.refresh_room import RefreshRoom
from app.rules.shown_table import Cell, ShownTable, columns_of
from app.views.refresh.scales_view import CategoryKey
from app.views.refresh.size_chart import SizeChart, size_words
from app.views.shared import theme
from app.views.shared.buttons import QuietButton
from app.views.shared.dates import day
from app.views.shared.labels import Card, Text
from app.views.shared.lines_table import LinesTable

HEADS = ("", "Issue", "Category", "Decided by", "Date", "Why")


@dataclass(frozen=True)
class _Change:
    came: bool
    title: str
    category: Category
    step: Step


class SizeView(QWidget):
    issue_wanted = Signal(int)
    size_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart = SizeChart()
        self.words = Text("", "second", wrap=True)
        self.size_button = QuietButton("Plan size…")
        self.lines = LinesModel(HEADS, self._cell, self)
        self.table = LinesTable(self.lines, "What came on and off", (96, -7, 130, 96, 96, -9), {0: _tone})
        self.table.set_least(3)
        self.none = Text("", "soft", wrap=True)
        self.sizes: tuple[QuarterSize, ...] = ()
        self._titles: Mapping[int, str] = {}
        self._lay_out()
        self.chart.chosen.connect(self._show_quarter)
        self.table.opened.connect(self._on_opened)
        self.size_button.clicked.connect(self.size_wanted)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(theme.px(14))
        for category in COLUMNS:
            top.addWidget(CategoryKey(category))
        top.addStretch(1)
        top.addWidget(self.size_button)
        card = Card()
        inside = QVBoxLayout(card)
        inside.setContentsMargins(theme.px(10), theme.px(8), theme.px(10), theme.px(6))
        inside.addWidget(self.chart)
        self.frame = Card.around(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addLayout(top)
        column.addWidget(card, 5)
        column.addWidget(self.words)
        column.addWidget(self.none)
        column.addWidget(self.frame, 4)

    def show_room(self, room: RefreshRoom, titles: Mapping[int, str], editable: bool) -> None:
        self.sizes, self._titles = room.sizes, titles
        self.size_button.setEnabled(editable)
        at = self.chart.at
        if not 0 <= at < len(room.sizes):
            at = next((n for n, each in enumerate(room.sizes) if each.quarter == room.quarter), -1)
        self.chart.show_sizes(room.sizes, room.limit, at)

    def _show_quarter(self, size: QuarterSize) -> None:
        self.words.setText(size_words(size, self.chart.limit))
        changes = [_Change(True, self._titles.get(step.issue_id, ""), step.category, step) for step in size.on]
        changes += [_Change(False, self._titles.get(step.issue_id, ""), left, step) for left, step in size.off]
        self.lines.show(changes)
        first = bool(self.sizes) and size.quarter == self.sizes[0].quarter
        self.none.setText("Here the plan's story begins." if first else f"Nothing came on or off in {size.quarter.label}.")
        self.none.setVisible(not changes)
        self.frame.setVisible(bool(changes))

    def _cell(self, change: _Change, column: int) -> str:
        step = change.step
        return (
            "Came on" if change.came else "Went off", change.title, change.category.short, step.by,
            day(step.decided_on) if step.decided_on else "", step.reason,
        )[column]  # fmt: skip

    def _on_opened(self, row: int) -> None:
        change = self.lines.line(row)
        if change is not None:
            self.issue_wanted.emit(change.step.issue_id)

    def exported(self) -> ShownTable:
        rows: list[tuple[Cell, ...]] = []
        for size in self.sizes:
            on = "; ".join(f"{self._titles.get(step.issue_id, '')} ({step.category.title})" for step in size.on)
            off = "; ".join(f"{self._titles.get(step.issue_id, '')} ({left.title})" for left, step in size.off)
            rows.append((size.quarter.label, *(size.counts[category] for category in COLUMNS), on, off))
        counts = ((category.title, 16) for category in COLUMNS)
        heads = columns_of(("Quarter", 12), *counts, ("Came on", 60), ("Went off", 60))
        return ShownTable("Plan size over time", heads, tuple(rows))


def _tone(change: _Change) -> str:
    return "accent" if change.came else "neutral"
