"""The targets of next year's issues for the years to come: what is missing, rolled on, changed and reviewed (8.6)."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.bridge.lines_model import LinesModel
from app.bridge.refresh_state import RefreshState
from app.bridge.table_export import table_of
from app.rules import clock
from app.rules.indicator import Polarity, format_value
from app.rules.period import Period
from app.rules.reading_entry import number_in
from app.rules.refresh_room import RefreshRoom
from app.rules.shown_table import ShownTable
from app.rules.target_roll import IndicatorTargets, is_due, missing, own_year, plan_years
from app.views.shared import theme
from app.views.shared.buttons import PrimaryButton, QuietButton
from app.views.shared.dates import day
from app.views.shared.form_sheet import FormSheet, Values
from app.views.shared.labels import Card, Text
from app.views.shared.lines_table import LinesTable, Tone
from app.views.shared.words_row import WordsRow

NONE = "—"
EMPTY = "No indicator with a target measures an issue of next year's plan yet. Link indicators on the issues' sheets."
ABOUT = "Targets reach beyond one year and are looked at again at least once a year (8.6). A missing one can be rolled on."


class TargetsView(QWidget):
    """Attributes: lines (model), table."""

    roll_wanted = Signal(object)
    """(IndicatorTargets or None: all)"""
    change_wanted = Signal(object)
    indicator_wanted = Signal(int)

    def __init__(self, state: RefreshState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = state
        self.years: tuple[Period, ...] = ()
        self._editable = False
        self.lines = LinesModel(("Indicator", "Issue", "Newest figure", "", "", "", "Reviewed"), self._cell, self)
        tones: dict[int, Tone] = {3 + at: partial(self._tone, at) for at in range(3)}
        tones[6] = self._review_tone
        self.table = LinesTable(self.lines, "Targets of the years to come", (-8, -7, -5, 92, 92, 92, 104), tones)
        self.table.set_least(3)
        self.about = Text(ABOUT, "second", wrap=True)
        self.none = Text(EMPTY, "soft", wrap=True)
        self.roll_all = PrimaryButton("Roll the missing ones on…")
        self.roll_one = QuietButton("Roll this one on…")
        self.change = QuietButton("Set a target…")
        self.mark = QuietButton("Mark as reviewed")
        self.open_button = QuietButton("Open the indicator")
        self._lay_out()
        self.table.chosen.connect(self._allow)
        self.table.opened.connect(self._on_change)
        self.roll_all.clicked.connect(partial(self.roll_wanted.emit, None))
        self.roll_one.clicked.connect(self._on_roll)
        self.change.clicked.connect(self._on_change)
        self.mark.clicked.connect(self._on_mark)
        self.open_button.clicked.connect(self._on_open)

    def _lay_out(self) -> None:
        row = WordsRow(self.about, (self.open_button, self.mark, self.change, self.roll_one, self.roll_all))
        self.frame = Card.around(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(row)
        column.addWidget(self.none)
        column.addWidget(self.frame, 1)
        column.addStretch(0)

    def show_room(self, room: RefreshRoom, editable: bool) -> None:
        self._editable = editable
        self.years = plan_years(room.first_year)
        self.lines.heads = (*self.lines.heads[:3], *(year.label for year in self.years), self.lines.heads[6])
        self.lines.show(room.targets)
        self.table.horizontalHeader().viewport().update()
        self.none.setVisible(not room.targets)
        self.frame.setVisible(bool(room.targets))
        count = len(missing(room.targets, self.years))
        self.roll_all.setEnabled(editable and count > 0)
        self.about.setText(f"{ABOUT} {count} {'is' if count == 1 else 'are'} missing now." if count else ABOUT)
        self._allow()

    def chosen(self) -> IndicatorTargets | None:
        found: IndicatorTargets | None = self.lines.line(self.table.currentIndex().row())
        return found

    def _allow(self, _row: object = None) -> None:
        line = self.chosen()
        gaps = bool(line) and bool(missing([line], self.years)) if line is not None else False
        self.roll_one.setEnabled(self._editable and gaps)
        self.change.setEnabled(self._editable and line is not None)
        self.mark.setEnabled(self._editable and line is not None and bool(self._held(line)))
        self.open_button.setEnabled(line is not None)

    def _held(self, line: IndicatorTargets) -> list[Any]:
        return [held for year in self.years if (held := line.in_year(year)) is not None]

    def _cell(self, line: IndicatorTargets, column: int) -> str:
        if column < 3:
            return (f"{line.code} {line.title}", line.issue_title, line.latest or "No figure yet")[column]
        if column < 6:
            year = self.years[column - 3] if self.years else None
            held = line.in_year(year) if year is not None else None
            return target_words(line, held.target.value, held.target.floor) if held is not None else NONE
        last = reviewed_at(line, self.years)
        return day(last) if last is not None else "Not yet"

    def _tone(self, at: int, line: IndicatorTargets) -> str:
        return "amber" if at < len(self.years) and line.in_year(self.years[at]) is None else ""

    def _review_tone(self, line: IndicatorTargets) -> str:
        return "amber" if is_due(reviewed_at(line, self.years), clock.today()) else "green"

    def _on_roll(self) -> None:
        self.roll_wanted.emit(self.chosen())

    def _on_change(self, _row: object = None) -> None:
        if self.change.isEnabled():
            self.change_wanted.emit(self.chosen())

    def _on_mark(self) -> None:
        line = self.chosen()
        if line is not None:
            self.state.review(self._held(line))

    def _on_open(self) -> None:
        line = self.chosen()
        if line is not None:
            self.indicator_wanted.emit(line.indicator_id)

    def exported(self) -> ShownTable:
        return table_of(self.lines, "Targets of the years to come")


def reviewed_at(line: IndicatorTargets, years: tuple[Period, ...]) -> Any:
    """The oldest review of the targets that are there; None where one was not looked at since it was set."""
    held = [one for year in years if (one := line.in_year(year)) is not None]
    marks = [one.reviewed for one in held]
    return min(mark for mark in marks if mark) if marks and all(marks) else None


def target_words(line: IndicatorTargets, value: float | None, floor: float | None) -> str:
    shown = format_value(value, line.unit, line.decimals)
    if line.polarity is Polarity.BAND and floor is not None:
        return f"{format_value(floor, line.unit, line.decimals)} to {shown}"
    return shown or NONE


def target_sheet(state: RefreshState, home: QWidget, line: IndicatorTargets, years: tuple[Period, ...]) -> FormSheet:
    """Set the target of a year, or change it; either way it was looked at today."""
    newest = f"Newest figure: {line.latest or 'none yet'}."
    sheet = FormSheet(home, f"{line.code} {line.title}", "Set the target", say=newest)
    first = next((year for year in years if line.in_year(year) is None), years[0])
    named = [(year, own_year(year, line.year_kind).label) for year in years]
    year_field = sheet.add_choice("period", "Year", named, first)
    value = sheet.add_line("value", "Upper end" if line.polarity is Polarity.BAND else "Target")
    floor = sheet.add_line("floor", "Lower end" if line.polarity is Polarity.BAND else "Floor")
    why = sheet.add_text("rationale", "Where it comes from", required=True)

    def fill(_index: int = 0) -> None:
        held = line.in_year(year_field.currentData()) or line.last_before(year_field.currentData())
        value.setText(_plain(held.target.value, line) if held else "")
        floor.setText(_plain(held.target.floor, line) if held else "")
        why.setPlainText(held.target.rationale if held else "")

    def keep(values: Values) -> None:
        from app.commands.roll_targets import ReviewTarget

        read: dict[str, float | None] = {}
        for name in ("value", "floor"):
            text = values[name].strip()
            read[name] = number_in(text, line.unit) if text else None
            if text and read[name] is None:
                sheet.fields[name].error.set_message("This is no number. Write it as 6.9, with its unit or without.")
                return
        held = line.in_year(values["period"])
        period = held.target.period if held else own_year(values["period"], line.year_kind)
        sheet.do_button.setEnabled(False)
        state.operations.do(
            ReviewTarget(line.indicator_id, held.id if held else None, held.version if held else None, period,
                         read["value"], read["floor"], values["rationale"]),
            None, lambda _outcome: sheet.accept(), sheet.refuse,
        )  # fmt: skip

    year_field.currentIndexChanged.connect(fill)
    fill()
    sheet.wanted.connect(keep)
    return sheet


def _plain(value: float | None, line: IndicatorTargets) -> str:
    return format_value(value, line.unit, line.decimals)
