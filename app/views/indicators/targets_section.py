"""The targets of an indicator, newest first, several years ahead; changed in place."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.bridge.indicator_sheet_state import IndicatorSheetState
from app.rules.indicator_sheet import IndicatorSheet, TargetLine
from app.rules.lists import Lists
from app.rules.period import Period
from app.rules.targets import next_period
from app.views.indicators.line_row import PERIOD, REMOVE, LineRow, Values, period_words
from app.views.indicators.lines_section import LinesSection
from app.views.indicators.target_row import FIGURE, TargetRow, heads
from app.views.shared import theme
from app.views.shared.labels import Rule, Text

NONE_YET = "No target yet, so nothing is judged red, amber or green."


class TargetsSection(LinesSection):
    place = "target"
    add_words = "Add a target"

    def __init__(self, state: IndicatorSheetState) -> None:
        super().__init__(state, "Targets")

    def build(self, column: QVBoxLayout) -> None:
        self.none = Text(NONE_YET, "second", wrap=True)
        self.none.setContentsMargins(4, 0, 0, 0)
        self.names = _Heads()
        column.addWidget(self.none)
        column.addWidget(self.names)
        self.build_lines(column)

    def fill(self, sheet: IndicatorSheet, lists: Lists) -> None:
        self.none.setVisible(not sheet.targets and self.new_row is None)
        self.names.setVisible(bool(sheet.targets) or self.new_row is not None)
        self.names.say(*heads(sheet))
        super().fill(sheet, lists)

    def lines_of(self, sheet: IndicatorSheet) -> tuple[TargetLine, ...]:
        return sheet.targets

    def period_of(self, line: TargetLine) -> Period:
        return line.period

    def make_row(self, *, new: bool) -> TargetRow:
        return TargetRow(new=new)

    def next_period(self, sheet: IndicatorSheet) -> Period:
        """The next year's."""
        return next_period(sheet.series, sheet.newest or self.state.workspace.quarter)

    def store(self, line_id: int | None, values: Values) -> None:
        self.state.set_target(line_id, values)

    def remove(self, line_id: int) -> None:
        self.state.remove_target(line_id)

    def first_part(self, row: LineRow) -> QWidget:
        return row.parts["goal"]

    def summary(self, sheet: IndicatorSheet, lists: Lists) -> str:
        periods = [period_words(target.period, sheet) for target in sheet.targets]
        if not periods:
            return "none yet"
        return periods[0] if len(periods) == 1 else f"{len(periods)}, {periods[-1]} to {periods[0]}"


class _Heads(QWidget):
    """The columns' names over the rows."""

    def __init__(self) -> None:
        super().__init__()
        self._texts = [Text(words, "second") for words in ("Period", "Target", "Floor", "Reason")]
        line = QHBoxLayout()
        line.setContentsMargins(4, 0, 0, 0)
        line.setSpacing(theme.px(4))
        for text in self._texts:
            line.addWidget(text, 1 if text is self._texts[-1] else 0)
        line.addSpacing(theme.px(REMOVE))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        column.addLayout(line)
        column.addWidget(Rule())
        theme.notifier.changed.connect(self._resize)
        self._resize()

    def _resize(self) -> None:
        for text, width in zip(self._texts, (PERIOD, FIGURE, FIGURE), strict=False):
            text.setFixedWidth(theme.px(width))

    def say(self, goal: str, floor: str) -> None:
        self._texts[1].setText(goal)
        self._texts[2].setText(floor)
