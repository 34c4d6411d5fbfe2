"""A section whose lines each begin with a period, newest first: added, changed in place and taken away."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.bridge.indicator_sheet_state import IndicatorSheetState
from app.rules.indicator_sheet import IndicatorSheet
from app.rules.lists import Lists
from app.rules.period import Period
from app.views.indicators.line_row import LineRow, Values
from app.views.indicators.record_section import RecordSection
from app.views.shared import theme
from app.views.shared.buttons import QuietButton
from app.views.shared.text_value import TextValue


class LinesSection(RecordSection):
    """`place` is the first word of the lines' places, such as "target" in "target 3". Subclasses give the rest."""

    place = ""
    add_words = ""

    def __init__(self, state: IndicatorSheetState, title: str) -> None:
        super().__init__(state, title)
        self.line_rows: dict[int, LineRow] = {}
        self.new_row: LineRow | None = None

    def lines_of(self, sheet: IndicatorSheet) -> tuple[Any, ...]:
        raise NotImplementedError

    def period_of(self, line: Any) -> Period:
        raise NotImplementedError

    def awaits(self, line: Any) -> bool:
        """Whether the new row is what was stored as that line."""
        return self.new_row is not None and self.new_row.waits_for(self.period_of(line))

    def make_row(self, *, new: bool) -> LineRow:
        raise NotImplementedError

    def next_period(self, sheet: IndicatorSheet) -> Period:
        """What a new line is most likely for."""
        raise NotImplementedError

    def store(self, line_id: int | None, values: Values) -> None:
        raise NotImplementedError

    def remove(self, line_id: int) -> None:
        raise NotImplementedError

    def first_part(self, row: LineRow) -> QWidget:
        """Where a new line is begun to be written."""
        raise NotImplementedError

    def build_lines(self, column: QVBoxLayout) -> None:
        self.list = QVBoxLayout()
        self.list.setSpacing(theme.px(4))
        self.add_button = QuietButton(self.add_words, flat=True)
        self.add_button.clicked.connect(self.add_line)
        column.addLayout(self.list)
        column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)

    def fill(self, sheet: IndicatorSheet, lists: Lists) -> None:
        lines = self.lines_of(sheet)
        before = list(self.line_rows)
        there = {line.id for line in lines}
        for gone in [key for key in self.line_rows if key not in there]:
            self._drop(self.line_rows.pop(gone))
        for line in lines:
            if line.id not in self.line_rows:
                if self.new_row is not None and self.awaits(line):
                    self._drop(self.new_row)
                    self.new_row = None
                self.line_rows[line.id] = self._row()
            self.line_rows[line.id].show_line(line, sheet)
        if self.new_row is not None:
            self.new_row.sheet = sheet
        if before != [line.id for line in lines]:
            for line in lines:
                self.list.removeWidget(self.line_rows[line.id])
                self.list.addWidget(self.line_rows[line.id])
            self.rebuilt.emit()

    def add_line(self) -> None:
        """A row to write a new line into."""
        sheet = self.state.sheet
        if sheet is None or self.state.read_only:
            return
        if self.new_row is None:
            self.new_row = self._row(new=True)
            self.new_row.show_new(sheet, self.next_period(sheet))
            self.show_sheet(sheet, self.state.lists)
        self.add_button.hide()
        self.first_part(self.new_row).setFocus(Qt.FocusReason.OtherFocusReason)

    def set_read_only(self, read_only: bool) -> None:
        super().set_read_only(read_only)
        self.add_button.setVisible(not read_only and self.new_row is None)
        for row in self.line_rows.values():
            row.set_read_only(read_only)

    def commit(self) -> None:
        super().commit()
        for row in self._all():
            row.commit()

    def forget(self) -> None:
        super().forget()
        for row in self._all():
            self._drop(row)
        self.line_rows, self.new_row = {}, None

    def texts(self) -> dict[str, TextValue]:
        found = super().texts()
        for row in self._all():
            key = "new" if row is self.new_row else row.line.id
            found |= {
                f"{self.place} {key} {name}": part for name, part in row.parts.items() if isinstance(part, TextValue)
            }
        return found

    def text_for(self, field: str) -> TextValue | None:
        self.make()
        if field.startswith(f"{self.place} new ") and self.new_row is None:
            self.add_line()
        return super().text_for(field)

    def tell(self, field: str, words: str) -> None:
        row = self._at(field.rpartition(" ")[0])
        if row is None:
            super().tell(field, words)
        else:
            row.error.set_message(words, wrong=False)

    def on_saved(self, place: str) -> None:
        super().on_saved(place)
        row = self._at(place)
        if row is not None and row is not self.new_row:  # a new one goes when its line is read again
            row.on_saved()

    def on_refused(self, place: str, error: Exception) -> bool:
        row = self._at(place)
        if row is None:
            return super().on_refused(place, error)
        row.on_refused(error)
        return True

    def _all(self) -> list[LineRow]:
        return [*self.line_rows.values(), *([self.new_row] if self.new_row is not None else [])]

    def _at(self, place: str) -> LineRow | None:
        kind, _, key = place.partition(" ")
        if kind != self.place:
            return None
        return self.new_row if key == "new" else self.line_rows.get(int(key)) if key.isdigit() else None

    def _row(self, *, new: bool = False) -> LineRow:
        row = self.make_row(new=new)
        row.wanted.connect(self._on_wanted)
        row.removed.connect(self._on_removed)
        self.list.insertWidget(0 if new else self.list.count(), row)
        self.rebuilt.emit()
        return row

    def _on_wanted(self, row: LineRow, values: Values) -> None:
        self.store(row.line.id if row.line else None, values)

    def _on_removed(self, row: LineRow) -> None:
        if row.line is None:
            self._drop(row)
            self.new_row = None
            if self.state.sheet is not None:
                self.show_sheet(self.state.sheet, self.state.lists)
        else:
            self.remove(row.line.id)
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop(self, row: LineRow) -> None:
        self.list.removeWidget(row)
        row.hide()
        row.deleteLater()
