"""The targets of an indicator, newest first, several years ahead; changed in place."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.bridge.indicator_sheet_state import IndicatorSheetState, TargetValues
from app.rules.indicator_sheet import IndicatorSheet
from app.rules.lists import Lists
from app.rules.targets import next_period
from app.views.indicators.record_section import RecordSection
from app.views.indicators.target_row import FIGURE, PERIOD, REMOVE, TargetRow, heads, period_words
from app.views.shared import theme
from app.views.shared.buttons import QuietButton
from app.views.shared.labels import Rule, Text

NONE_YET = "No target yet, so nothing is judged red, amber or green."


class TargetsSection(RecordSection):
    def __init__(self, state: IndicatorSheetState) -> None:
        super().__init__("Targets", state)
        self.target_rows: dict[int, TargetRow] = {}
        self.new_row: TargetRow | None = None

    def build(self, column: QVBoxLayout) -> None:
        self.none = Text(NONE_YET, "second", wrap=True)
        self.none.setContentsMargins(4, 0, 0, 0)
        self.names = _Heads()
        self.list = QVBoxLayout()
        self.list.setSpacing(theme.px(4))
        self.add_button = QuietButton("Add a target", flat=True)
        self.add_button.clicked.connect(self.add_target)
        column.addWidget(self.none)
        column.addWidget(self.names)
        column.addLayout(self.list)
        column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)

    def fill(self, sheet: IndicatorSheet, lists: Lists) -> None:
        self.none.setVisible(not sheet.targets and self.new_row is None)
        self.names.setVisible(bool(sheet.targets) or self.new_row is not None)
        self.names.say(*heads(sheet))
        there = {target.id for target in sheet.targets}
        before = list(self.target_rows)
        for gone in [key for key in self.target_rows if key not in there]:
            self._drop(self.target_rows.pop(gone))
        for target in sheet.targets:
            if target.id not in self.target_rows:
                if self.new_row is not None and self.new_row.waits_for(target.period):
                    self._drop(self.new_row)
                    self.new_row = None
                self.target_rows[target.id] = self._row()
            self.target_rows[target.id].show_line(target, sheet)
        if self.new_row is not None:
            self.new_row.sheet = sheet
        if before != [target.id for target in sheet.targets]:
            self._order(sheet)

    def _order(self, sheet: IndicatorSheet) -> None:
        for target in sheet.targets:
            row = self.target_rows[target.id]
            self.list.removeWidget(row)
            self.list.addWidget(row)
        self.rebuilt.emit()

    def summary(self, sheet: IndicatorSheet, lists: Lists) -> str:
        periods = [period_words(target.period, sheet) for target in sheet.targets]
        if not periods:
            return "none yet"
        return periods[0] if len(periods) == 1 else f"{len(periods)}, {periods[-1]} to {periods[0]}"

    def add_target(self) -> None:
        """A row to write the next year's target into."""
        sheet = self.state.sheet
        if sheet is None or self.state.read_only:
            return
        if self.new_row is None:
            self.new_row = self._row(new=True)
            self.new_row.show_new(sheet, next_period(sheet.series, sheet.newest or self.state.workspace.quarter))
            self.show_sheet(sheet, self.state.lists)
        self.add_button.hide()
        self.new_row.goal.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_read_only(self, read_only: bool) -> None:
        super().set_read_only(read_only)
        self.add_button.setVisible(not read_only and self.new_row is None)
        for row in self.target_rows.values():
            row.set_read_only(read_only)

    def commit(self) -> None:
        for row in (*self.target_rows.values(), self.new_row):
            if row is not None:
                row.commit()

    def forget(self) -> None:
        for row in (*self.target_rows.values(), self.new_row):
            if row is not None:
                self._drop(row)
        self.target_rows, self.new_row = {}, None

    def on_saved(self, place: str) -> None:
        row = self._at(place)
        if row is not None and row is not self.new_row:  # a new one goes when its target is read again
            row.on_saved()

    def on_refused(self, place: str, error: Exception) -> bool:
        row = self._at(place)
        if row is None:
            return False
        row.on_refused(error)
        return True

    def _at(self, place: str) -> TargetRow | None:
        kind, _, key = place.partition(" ")
        if kind != "target":
            return None
        return self.new_row if key == "new" else self.target_rows.get(int(key))

    def _row(self, *, new: bool = False) -> TargetRow:
        row = TargetRow(new=new, inplace=not new)
        row.wanted.connect(self._on_wanted)
        row.removed.connect(self._on_removed)
        self.list.insertWidget(0 if new else self.list.count(), row)
        self.rebuilt.emit()
        return row

    def _on_wanted(self, row: TargetRow, values: TargetValues) -> None:
        self.state.set_target(row.line.id if row.line else None, values)

    def _on_removed(self, row: TargetRow) -> None:
        if row.line is None:
            self._drop(row)
            self.new_row = None
            if self.state.sheet is not None:
                self.show_sheet(self.state.sheet, self.state.lists)
        else:
            self.state.remove_target(row.line.id)
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop(self, row: TargetRow) -> None:
        self.list.removeWidget(row)
        row.hide()
        row.deleteLater()


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
