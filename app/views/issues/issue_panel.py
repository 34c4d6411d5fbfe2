"""The issue's sheet: everything known of one issue, at the right of the page, edited in place."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.bridge.issue_moves import IssueMoves
from app.bridge.issue_state import IssueState
from app.bridge.workspace import Workspace
from app.rules.category import Category
from app.rules.decision import Decision
from app.rules.drafts import DraftKind
from app.rules.issue import IssueSheet
from app.views.issues.actions_section import ActionsSection
from app.views.issues.criteria_section import CriteriaSection
from app.views.issues.decisions_section import DecisionsSection
from app.views.issues.documents_section import DocumentsSection
from app.views.issues.indicators_section import IndicatorsSection
from app.views.issues.move_menu import MoveMenu
from app.views.issues.origin_section import OriginSection
from app.views.issues.outcome_section import ConsiderationsSection, OutcomeSection, PlanSection
from app.views.issues.overview import Overview, standing_chips
from app.views.shared import theme
from app.views.shared.history_section import HistorySection
from app.views.shared.side_sheet import SideSheet
from app.views.shared.widgets import Chip, MenuButton, Text


class IssuePanel(SideSheet):
    """`open_issue` shows an issue; Esc or the cross closes it. Moves and decisions are asked for by signal."""

    help_topic = "keep-an-issue-up-to-date"

    move_requested = Signal(object, object)
    """(ids of issues, Category)."""
    decide_requested = Signal(object)
    """Decision, or the id of the issue whose open decision is meant."""
    open_requested = Signal(str, object)
    """("indicator", id)."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = IssueState(workspace, self)
        self.moves = IssueMoves(workspace, self)
        self.overview = Overview(self.state)
        self.decisions = DecisionsSection(self.state)
        self.indicators = IndicatorsSection(self.state)
        self.documents = DocumentsSection(self.state)
        self.origins = OriginSection(self.state)
        self.sections = (
            OutcomeSection(self.state),
            CriteriaSection(self.state),
            self.indicators,
            ActionsSection(self.state),
            PlanSection(self.state),
            ConsiderationsSection(self.state),
            self.decisions,
            self.documents,
            self.origins,
            HistorySection(self.state, self.area),
        )
        self.assemble(self.state, self.overview, self.sections, self._top(), DraftKind.ISSUE)
        self.closed.connect(partial(self.moves.show_issue, None))
        self.moves.loaded.connect(self.move_menu.show_moves)
        self.move_menu.chosen.connect(self._on_move)
        self.overview.decide.connect(self.decide_requested)
        self.overview.tags.rebuilt.connect(self.refresh_tabs)
        self.decisions.decide.connect(self._on_decide)
        self.indicators.open_indicator.connect(self._on_indicator)
        self.origins.assessment_wanted.connect(partial(self.open_requested.emit, "assessment"))
        self.documents.inspectorate_wanted.connect(partial(self.open_requested.emit, "inspectorate"))

    @property
    def issue_id(self) -> int | None:
        return self.state.issue_id

    def open_issue(self, issue_id: int, section: str = "") -> None:
        """Show the issue; `section` (a title, such as "Decisions") is opened and brought into view."""
        self.open_thing(issue_id)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        for each in self.sections:
            if each.title == section:
                each.set_open(True)
                self.area.ensureWidgetVisible(each.heading)

    def open_thing(self, thing_id: int) -> None:
        super().open_thing(thing_id)
        self.moves.show_issue(thing_id)

    def close_issue(self) -> None:
        self.close_thing()

    def view_state(self) -> dict[str, object]:
        """Which issue and which sections are open, as plain values."""
        return {
            "issue": self.state.issue_id,
            "open": [section.title for section in self.sections if section.is_open],
        }

    def restore_view_state(self, state: dict[str, object]) -> None:
        """Open the sections that were open; the issue is the page's affair."""
        titles = state.get("open")
        for section in self.sections:
            if isinstance(titles, list) and section.title in titles:
                section.set_open(True)

    def _top(self) -> QHBoxLayout:
        self.chips = QHBoxLayout()
        self.chips.setSpacing(theme.px(6))
        self._shown_chips: list[Chip] = []
        self.since = Text("", "second")
        self.move_button = MenuButton("Move")
        self.move_menu = MoveMenu(self.move_button)
        self.move_button.setMenu(self.move_menu)
        top = QHBoxLayout()
        top.addLayout(self.chips)
        top.addWidget(self.since, 1)
        top.addWidget(self.move_button)
        return top

    def show_thing(self, sheet: IssueSheet) -> None:
        self.setAccessibleName(f"Sheet of the issue: {sheet.title}")
        for chip in self._shown_chips:
            self.chips.removeWidget(chip)
            chip.deleteLater()
        self._shown_chips = standing_chips(sheet)
        for chip in self._shown_chips:
            self.chips.addWidget(chip)
        self.since.setText(f"since {sheet.since.label}" if sheet.since else "")
        past = self.state.workspace.quarter_is_past()
        quarter = self.state.workspace.quarter.label
        self.band.setText(
            f"Where it stood and its figures as in {quarter}; the rest as it reads now. Nothing can be changed here."
            if past
            else ""
        )
        self.band.setVisible(past)
        self.move_button.setVisible(not self.state.read_only)

    def _on_move(self, to: Category) -> None:
        if self.state.issue_id is not None:
            self.commit()
            self.move_requested.emit((self.state.issue_id,), to)

    def _on_decide(self, decision: Decision) -> None:
        self.commit()
        self.decide_requested.emit(decision)

    def _on_indicator(self, indicator_id: int) -> None:
        self.open_requested.emit("indicator", indicator_id)
