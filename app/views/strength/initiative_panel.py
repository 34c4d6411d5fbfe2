"""The initiative's sheet at the right: what it is, what is said of the quarter, milestones, indicators, and earlier on."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.bridge.issue_history import HistoryModel
from app.bridge.strength_state import InitiativeSheet, StrengthState
from app.rules.issue import Item
from app.rules.lists import Lists
from app.rules.strength import INITIATIVE_FIELDS, STATUS_FIELDS, Milestone, initiative_problem
from app.views.shared import complaints, theme
from app.views.shared.buttons import IconButton, QuietButton
from app.views.shared.chips import Chip
from app.views.shared.field_row import FieldRow
from app.views.shared.history_list import HistoryList
from app.views.shared.labels import Text
from app.views.shared.milestones import MilestoneRow, Milestones
from app.views.shared.section_heading import sub_heading
from app.views.shared.side_panel import SidePanel, emptied
from app.views.strength.progress_mark import progress_words, risk_words


class InitiativePanel(SidePanel):
    """Fields are stored as they are left. `indicator_wanted`: its chart is to open."""

    indicator_wanted = Signal(int)
    link_wanted = Signal()

    def __init__(self, state: StrengthState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = state
        self.rows: dict[str, FieldRow] = {}
        self.strand = Text("", "second")
        self.illustrative = Chip("Illustrative")
        self.top.addWidget(self.strand)
        self.top.addWidget(self.illustrative)
        self.finish_top()
        self.quarter_heading = sub_heading("")
        self.unchanged = QuietButton("Nothing new this quarter")
        self.milestones = Milestones()
        self.indicators = QVBoxLayout()
        self.link_button = QuietButton("Choose indicators…", flat=True)
        self.earlier = Text("", "second", wrap=True)
        self.earlier.setContentsMargins(4, 0, 0, 0)
        self.history_button = QuietButton("Show every change", flat=True)
        self.history = HistoryModel(state.operations, self, "initiative")
        self.history_list = HistoryList(self.history, "History of the initiative")
        self.history_list.hide()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        for field in INITIATIVE_FIELDS[:1]:
            self._row(field)
        self.column.addWidget(self.quarter_heading)
        for field in STATUS_FIELDS:
            self._row(field)
        self.column.addWidget(self.unchanged, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(sub_heading("Milestones"))
        self.column.addWidget(self.milestones)
        self.column.addWidget(sub_heading("What it is"))
        for field in INITIATIVE_FIELDS[1:]:
            self._row(field)
        self.column.addWidget(sub_heading("Indicators that show it"))
        self.column.addLayout(self.indicators)
        self.column.addWidget(self.link_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(sub_heading("Earlier quarters"))
        self.column.addWidget(self.earlier)
        self.column.addWidget(self.history_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.history_list)
        self.column.addStretch(1)

    def _row(self, field: Any) -> None:
        row = FieldRow(field, check=initiative_problem)
        row.changed.connect(self.state.edit)
        self.rows[field.name] = row
        self.column.addWidget(row)

    def _connect(self) -> None:
        self.state.saved.connect(self._saved)
        self.state.refused.connect(self._refused)
        self.unchanged.clicked.connect(self.state.confirm_unchanged)
        self.milestones.saved.connect(self._save_milestone)
        self.milestones.removed.connect(self._remove_milestone)
        self.milestones.rebuilt.connect(self.refresh_tabs)
        self.link_button.clicked.connect(self.link_wanted)
        self.history_button.clicked.connect(self._show_history)
        self.area.verticalScrollBar().valueChanged.connect(self._scrolled)

    # What is shown

    def open_sheet(self, sheet: InitiativeSheet, lists: Lists) -> None:
        """Another initiative than before: nothing written for that one may reach it."""
        for row in self.rows.values():
            row.forget()
        self.milestones.forget()
        self.say_error("")
        self.history_list.hide()
        self.history_button.show()
        self.area.verticalScrollBar().setValue(0)
        self.show_sheet(sheet, lists)

    def show_sheet(self, sheet: InitiativeSheet, lists: Lists) -> None:
        initiative, read_only = sheet.initiative, self.state.read_only
        strength = self.state.strength
        strands = strength.strands if strength else ()
        self.name(initiative.title)
        self.strand.setText(next((each.name for each in strands if each.id == initiative.strand_id), ""))
        self.illustrative.setVisible(initiative.illustrative)
        self.rows["strand_id"].entries = tuple(Item(each.id, each.name) for each in strands)
        for row in self.rows.values():
            row.show_sheet(sheet, lists)
            row.set_read_only(read_only)
        said = sheet.status is not None
        newest = initiative.status_at(sheet.quarter)
        when = "" if said else f", as said in {newest.quarter.label}" if newest else ", nothing said yet"
        self.quarter_heading.setText(f"{sheet.quarter.label}{when}")
        self.unchanged.setVisible(not said and newest is not None and not read_only)
        self.milestones.show_milestones(initiative.milestones, sheet.quarter, read_only=read_only)
        self._show_indicators(sheet)
        self.link_button.setVisible(not read_only)
        lines = [
            f"{each.quarter.label}: {progress_words(each.state)}, {risk_words(each.risk).lower()}. {each.note}".strip()
            for each in initiative.statuses
            if each.quarter < sheet.quarter
        ]
        self.earlier.setText("\n".join(lines) or "Nothing was said before.")
        if self.history_list.isVisibleTo(self):
            self.history.show_thing(initiative.id)
        self.refresh_tabs()

    def _show_indicators(self, sheet: InitiativeSheet) -> None:
        emptied(self.indicators)
        if not sheet.initiative.indicators:
            none = Text("None is linked.", "second")
            none.setContentsMargins(4, 0, 0, 0)
            self.indicators.addWidget(none)
        for each in sheet.initiative.indicators:
            line = QHBoxLayout()
            line.setContentsMargins(theme.px(4), 0, 0, 0)
            line.addWidget(Text(f"{each.code} {each.title}", "", wrap=True), 1)
            button = IconButton("open_away", f"Open the chart of {each.code} {each.title}")
            button.clicked.connect(partial(self.indicator_wanted.emit, each.indicator_id))
            line.addWidget(button)
            self.indicators.addLayout(line)

    def _show_history(self) -> None:
        sheet = self.state.sheet()
        if sheet is not None:
            self.history_button.hide()
            self.history_list.show()
            self.history.show_thing(sheet.id)

    def _scrolled(self, value: int) -> None:
        bar = self.area.verticalScrollBar()
        if self.history_list.isVisibleTo(self) and value >= bar.maximum() - self.area.height():
            self.history.read_more()

    # What is stored

    def commit(self) -> None:
        """Whatever is still being written is offered for saving."""
        if self.state.open_id is not None and not self.state.read_only:
            for row in self.rows.values():
                row.commit()
            self.milestones.commit()

    def close_panel(self) -> None:
        if not self.isHidden():
            self.commit()
            self.history.show_thing(None)
        super().close_panel()

    def _save_milestone(self, row: MilestoneRow) -> None:
        from app.commands.edit_initiative import SaveMilestone

        milestone_id, values = (row.milestone.id if row.milestone else None), row.values()

        def make(sheet: InitiativeSheet) -> SaveMilestone:
            versions = {each.id: each.version for each in sheet.initiative.milestones}
            version = None if milestone_id is None else versions[milestone_id]
            return SaveMilestone(sheet.id, milestone_id, version, *values)

        self.state.change("milestone", make)

    def _remove_milestone(self, milestone: Milestone) -> None:
        from app.commands.edit_initiative import RemoveMilestone

        def make(sheet: InitiativeSheet) -> RemoveMilestone:
            versions = {each.id: each.version for each in sheet.initiative.milestones}
            return RemoveMilestone(milestone.id, versions[milestone.id])

        self.state.change("milestone", make)

    def _saved(self, place: str) -> None:
        self.say_error("")
        if place in self.rows:
            self.rows[place].on_saved()

    def _refused(self, place: str, error: Exception) -> None:
        if place in self.rows:
            self.rows[place].on_refused(error)
        else:
            self.say_error(complaints.of_error(error))
