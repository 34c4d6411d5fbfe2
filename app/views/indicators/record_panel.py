"""The indicator's sheet: everything known of one indicator, at the right of the page, edited in place."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.bridge.indicator_sheet_state import IndicatorSheetState
from app.bridge.workspace import Workspace
from app.rules import indicator_fields
from app.rules.drafts import DraftKind
from app.rules.indicator_sheet import IndicatorSheet
from app.views.indicators.comparators_section import ComparatorsSection
from app.views.indicators.events_section import EventsSection
from app.views.indicators.linked_section import IssuesSection
from app.views.indicators.record_section import FieldsSection, RecordHead
from app.views.indicators.rules_section import RulesSection
from app.views.indicators.targets_section import TargetsSection
from app.views.shared.chips import Chip
from app.views.shared.field_row import FieldRow
from app.views.shared.history_section import HistorySection
from app.views.shared.side_section import SideSection
from app.views.shared.side_sheet import SideSheet

_ALWAYS = ("title", "code", "definition", "source")
_TOLD = {
    indicator_fields.COUNTING: ("unit", "frequency", "year_kind"),
    indicator_fields.WHO: ("department_id", "post_id"),
    indicator_fields.PLACE: ("national_code", "successor_id"),
}


class RecordPanel(SideSheet):
    """`open_indicator` shows one; Esc or the cross closes it. Notes and breaks are asked for by signal."""

    issue_wanted = Signal(int)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = IndicatorSheetState(workspace, self)
        self.head = RecordHead(_ALWAYS, self.state)
        self.targets = TargetsSection(self.state)
        self.rules = RulesSection(self.state)
        self.events = EventsSection(self.state)
        self.comparators = ComparatorsSection(self.state)
        self.issues = IssuesSection(self.state)
        counting, *others = (FieldsSection(group, told, self.state) for group, told in _TOLD.items())
        self.sections: tuple[SideSection, ...] = (
            self.targets, self.events, self.comparators, counting, self.rules, *others,
            self.issues, HistorySection(self.state, self.area, "indicator"),
        )  # fmt: skip
        self.assemble(self.state, self.head, self.sections, self._top(), DraftKind.INDICATOR)
        self.issues.opened.connect(self.issue_wanted)
        self.targets.set_open(True)

    @property
    def indicator_id(self) -> int | None:
        return self.state.indicator_id

    @property
    def rows(self) -> dict[str, FieldRow]:
        """Those that are always open."""
        return self.head.rows

    def open_indicator(self, indicator_id: int) -> None:
        self.open_thing(indicator_id)

    def close_indicator(self) -> None:
        self.close_thing()

    def section(self, title: str) -> SideSection:
        return next(each for each in self.sections if each.title == title)

    def _top(self) -> QHBoxLayout:
        self.kind = Chip("Indicator")
        self.retired = Chip("Retired", "amber")
        self.illustrative = Chip("Illustrative figures", "amber")
        top = QHBoxLayout()
        for chip in (self.kind, self.retired, self.illustrative):
            top.addWidget(chip)
        top.addStretch(1)
        return top

    def show_thing(self, sheet: IndicatorSheet) -> None:
        self.setAccessibleName(f"Sheet of the indicator: {sheet.name}")
        indicator = sheet.series.indicator
        self.retired.setVisible(indicator.retired is not None)
        self.illustrative.setVisible(indicator.illustrative)
        past = self.state.workspace.quarter_is_past()
        quarter = self.state.workspace.quarter.label
        self.band.setText(
            f"The quarter in view, {quarter}, is past. The indicator as it reads now; nothing can be changed here."
            if past else "The plan is open read-only; nothing can be changed here."
        )  # fmt: skip
        self.band.setVisible(self.state.read_only)
