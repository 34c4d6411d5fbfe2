"""The figures of other places that an indicator is compared with, newest first; changed in place."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.bridge.indicator_sheet_state import ComparatorValues, IndicatorSheetState
from app.rules.comparators import comparator_problem
from app.rules.errors import Problem
from app.rules.indicator import format_value
from app.rules.indicator_sheet import ComparatorLine, IndicatorSheet
from app.rules.lists import Lists
from app.rules.period import Period
from app.rules.targets import read_target
from app.views.indicators.comparators_sheet import ComparatorsSheet
from app.views.indicators.line_row import LineRow, Values, period_words
from app.views.indicators.lines_section import LinesSection
from app.views.indicators.target_row import FIGURE
from app.views.shared import theme
from app.views.shared.buttons import QuietButton
from app.views.shared.choice_value import ChoiceValue
from app.views.shared.labels import Text
from app.views.shared.text_value import TextValue

NONE_YET = "None yet. Figures of England, the region or similar councils show on the chart under Compare."
FIRST = 20
"""Figures shown at first: of many places there are hundreds."""


class ComparatorRow(LineRow):
    noun = "figure"
    why_below = True

    def __init__(self, parent: QWidget | None = None, *, new: bool = False) -> None:
        super().__init__(parent, new=new)
        self.place = TextValue("Place", lines=False, most=2, inplace=not new)
        self.figure = TextValue("Figure", lines=False, most=1, inplace=not new)
        self.place.setPlaceholderText("England")
        self.figure.setPlaceholderText("None")
        self.why.setPlaceholderText("Where it comes from")
        self.finish()

    @property
    def parts(self) -> dict[str, TextValue | ChoiceValue]:
        return {"period": self.period, "place": self.place, "figure": self.figure, "source": self.why}

    def resize_parts(self) -> None:
        super().resize_parts()
        self.figure.setFixedWidth(theme.px(FIGURE))

    def show_line(self, line: ComparatorLine, sheet: IndicatorSheet) -> None:
        super().show_line(line, sheet)
        self.name_parts(("Period", "Place", "Value", "Source"), f"of {line.place} for {line.period.label}")

    def texts_of(self, line: ComparatorLine, sheet: IndicatorSheet) -> tuple[str, str, str, str]:
        indicator = sheet.series.indicator
        value = format_value(line.value, indicator.unit, indicator.decimals).replace("-", "−")
        return period_words(line.period, sheet), line.place, value, line.source

    def read_rest(self, period: Period, sheet: IndicatorSheet) -> ComparatorValues | Problem:
        """A figure that was not touched stays as exact as it is stored."""
        untouched = self.line is not None and not self.figure.is_dirty()
        value = self.line.value if untouched else read_target(self.figure.value(), sheet.series)
        if isinstance(value, Problem):
            return value
        return period, self.place.value().strip(), value, self.why.value().strip()

    def problem_of(self, values: Values, sheet: IndicatorSheet) -> Problem | None:
        period, place, value, source = values
        others = ((each.period, each.place) for each in sheet.comparators if each is not self.line)
        return comparator_problem(sheet.series, period, place, value, source, others, sheet.newest or period)

    def waits_for_line(self, line: ComparatorLine) -> bool:
        return self.waits_for(line.period) and self._sent is not None and self._sent[1] == line.place


class ComparatorsSection(LinesSection):
    place = "comparator"
    add_words = "Add a figure"

    def __init__(self, state: IndicatorSheetState) -> None:
        super().__init__(state, "Compared with")
        self._most = FIRST
        self.paste_sheet: ComparatorsSheet | None = None

    def build(self, column: QVBoxLayout) -> None:
        self.none = Text(NONE_YET, "second", wrap=True)
        self.none.setContentsMargins(4, 0, 0, 0)
        self.more = QuietButton("", flat=True)
        self.more.clicked.connect(self._show_all)
        column.addWidget(self.none)
        self.build_lines(column)
        column.insertWidget(column.indexOf(self.add_button), self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.paste_button = QuietButton("Paste figures from Excel", flat=True)
        self.paste_button.setToolTip("Copy the names with their figures by period first")
        self.paste_button.clicked.connect(self.open_paste)
        column.addWidget(self.paste_button, 0, Qt.AlignmentFlag.AlignLeft)

    def fill(self, sheet: IndicatorSheet, lists: Lists) -> None:
        self.none.setVisible(not sheet.comparators and self.new_row is None)
        super().fill(sheet, lists)
        rest = len(sheet.comparators) - len(self.line_rows)
        self.more.setText(f"Show the other {rest}")
        self.more.setVisible(rest > 0)

    def lines_of(self, sheet: IndicatorSheet) -> tuple[ComparatorLine, ...]:
        if any(self.awaits(line) for line in sheet.comparators[self._most :]):
            self._most = len(sheet.comparators)
        return sheet.comparators[: self._most]

    def awaits(self, line: Any) -> bool:
        return isinstance(self.new_row, ComparatorRow) and self.new_row.waits_for_line(line)

    def period_of(self, line: ComparatorLine) -> Period:
        return line.period

    def make_row(self, *, new: bool) -> ComparatorRow:
        return ComparatorRow(new=new)

    def next_period(self, sheet: IndicatorSheet) -> Period:
        """Of our own newest figure: what one wants to compare."""
        latest = sheet.series.latest
        return latest.period if latest else self.state.workspace.quarter

    def store(self, line_id: int | None, values: Values) -> None:
        self.state.set_comparator(line_id, values)

    def remove(self, line_id: int) -> None:
        self.state.remove_comparator(line_id)

    def first_part(self, row: LineRow) -> QWidget:
        return row.parts["place"]

    def forget(self) -> None:
        super().forget()
        self._most = FIRST

    def set_read_only(self, read_only: bool) -> None:
        super().set_read_only(read_only)
        self.paste_button.setVisible(not read_only)

    def open_paste(self) -> None:
        """What was copied, over the window: seen before it is stored."""
        sheet = self.state.sheet
        if sheet is not None and not self.state.read_only:
            self.paste_sheet = ComparatorsSheet(self.state.workspace, self.window())
            self.paste_sheet.start(QApplication.clipboard().text(), sheet)

    def _show_all(self) -> None:
        if self.state.sheet is not None:
            self._most = len(self.state.sheet.comparators)
            self.show_sheet(self.state.sheet, self.state.lists)

    def summary(self, sheet: IndicatorSheet, lists: Lists) -> str:
        places = list(dict.fromkeys(line.place for line in sheet.comparators))
        return "nobody yet" if not places else ", ".join(places) if len(places) < 3 else f"{len(places)} places"
