"""The issue's sheet: everything known of one issue, at the right of the page, edited in place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.bridge.issue_moves import IssueMoves
from app.bridge.issue_state import IssueState
from app.bridge.workspace import Workspace
from app.rules.category import Category
from app.rules.decision import Decision
from app.rules.issue import IssueSheet
from app.views.issues.actions_section import ActionsSection
from app.views.issues.criteria_section import CriteriaSection
from app.views.issues.decisions_section import DecisionsSection
from app.views.issues.history_section import HistorySection
from app.views.issues.indicators_section import IndicatorsSection
from app.views.issues.issue_drafts import IssueDrafts
from app.views.issues.move_menu import MoveMenu
from app.views.issues.outcome_section import ConsiderationsSection, OutcomeSection, PlanSection
from app.views.issues.overview import Overview, standing_chips
from app.views.issues.section import Section
from app.views.shared import complaints, theme
from app.views.shared.inplace_style import InplaceStyle
from app.views.shared.tab_order import follow_layout
from app.views.shared.widgets import Chip, IconButton, MenuButton, Text


class IssuePanel(QFrame):
    """`open_issue` shows an issue; Esc or the cross closes it. Moves and decisions are asked for by signal."""

    closed = Signal()
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
        self.setProperty("role", "sheet")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        InplaceStyle(self)
        self.overview = Overview(self.state)
        self.sections: tuple[Section, ...] = (
            OutcomeSection(self.state),
            CriteriaSection(self.state),
            IndicatorsSection(self.state),
            ActionsSection(self.state),
            PlanSection(self.state),
            ConsiderationsSection(self.state),
            DecisionsSection(self.state),
            HistorySection(self.state),
        )
        self._lay_out()
        self.drafts = IssueDrafts(self)
        self._connect()

    def open_issue(self, issue_id: int, section: str = "") -> None:
        """Show the issue; `section` (a title, such as "Decisions") is opened and brought into view."""
        if issue_id != self.state.issue_id:
            self._leave()
            self.drafts.expect()
            self._hold(True)
            self.area.verticalScrollBar().setValue(0)
        self.state.open(issue_id)
        self.moves.show_issue(issue_id)
        self.setVisible(True)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        for each in self.sections:
            if each.title == section:
                each.set_open(True)
                self.area.ensureWidgetVisible(each.heading)

    def put_back(self, issue_id: int) -> None:
        """Show the issue with the texts that are kept of it in their fields."""
        if issue_id == self.state.issue_id:
            self.commit()
            self.drafts.expect()
        self.open_issue(issue_id)

    def close_issue(self) -> None:
        """Store what is still being written, and go."""
        self._leave()
        self.state.close()
        self.moves.show_issue(None)
        self.setVisible(False)
        self.closed.emit()

    def abandon(self) -> None:
        """Another plan is open: what is shown is not of it."""
        self._forget()
        self.state.close()
        self.close_issue()

    def _leave(self) -> None:
        """Store what is still being written; what cannot be stored waits until the issue is opened again."""
        at = QApplication.focusWidget()
        if at is not None and self.isAncestorOf(at):
            self.setFocus(Qt.FocusReason.OtherFocusReason)  # the field in use is left as always
        self.commit()
        self.drafts.look()
        self._forget()

    def _forget(self) -> None:
        """Nothing typed from here on, or kept in a field, may reach the next issue."""
        self.overview.forget()
        for section in self.sections:
            if section.content is not None:
                section.forget()

    def _hold(self, held: bool) -> None:
        """While an issue is on its way the fields still show the one before: they take no mouse and no Tab."""
        self._held = held
        self.area.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, held)

    _held = False

    def focusNextPrevChild(self, forward: bool) -> bool:
        return self._held or super().focusNextPrevChild(forward)

    @property
    def issue_id(self) -> int | None:
        return self.state.issue_id

    def commit(self) -> None:
        """Whatever is still being written is offered for saving."""
        if self.state.issue_id is None or self.state.read_only:
            return
        self.overview.commit()
        for section in self.sections:
            if section.content is not None:
                section.commit()

    def commit_now(self) -> None:
        """The same when the window closes and nothing can be waited for."""
        self.state.hold()
        self.commit()
        self.state.send_all()
        self.drafts.look()

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

    def _lay_out_top(self) -> QHBoxLayout:
        self.chips = QHBoxLayout()
        self.chips.setSpacing(theme.px(6))
        self._shown_chips: list[Chip] = []
        self.since = Text("", "second")
        self.move_button = MenuButton("Move")
        self.move_menu = MoveMenu(self.move_button)
        self.move_button.setMenu(self.move_menu)
        self.close_button = IconButton("close", "Close the sheet (Esc)")
        top = QHBoxLayout()
        top.setContentsMargins(theme.px(18), theme.px(12), theme.px(12), theme.px(6))
        top.setSpacing(theme.px(8))
        top.addLayout(self.chips)
        top.addWidget(self.since, 1)
        top.addWidget(self.move_button)
        top.addWidget(self.close_button)
        return top

    def _lay_out(self) -> None:
        top = self._lay_out_top()
        self.band = Text("", "second", wrap=True)
        self.band.setContentsMargins(theme.px(18), theme.px(4), theme.px(18), theme.px(4))
        self.error = Text("", "error", wrap=True)
        self.error.setContentsMargins(theme.px(18), 0, theme.px(18), 0)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(theme.px(12), 0, theme.px(10), theme.px(16))
        column.setSpacing(theme.px(2))
        column.addWidget(self.overview)
        for section in self.sections:
            column.addWidget(section)
        column.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(content)
        self.area.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(top)
        outer.addWidget(self.band)
        outer.addWidget(self.error)
        outer.addWidget(self.area, 1)
        self.error.hide()

    def _connect(self) -> None:
        self.state.loaded.connect(self._on_loaded)
        self.state.saved.connect(self._on_saved)
        self.state.refused.connect(self._on_refused)
        self.state.gone.connect(self.close_issue)
        self.state.operations.opened.connect(self._on_opened)
        self.state.workspace.lists_changed.connect(self._on_lists)
        self.moves.loaded.connect(self.move_menu.show_moves)
        self.close_button.clicked.connect(self.close_issue)
        self.move_menu.chosen.connect(self._on_move)
        self.overview.decide.connect(self.decide_requested)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._order_tabs)
        self._soon.start()
        self.overview.tags.rebuilt.connect(self._soon.start)
        for section in self.sections:
            section.rebuilt.connect(self._soon.start)
            if isinstance(section, DecisionsSection):
                section.decide.connect(self._on_decide)
            if isinstance(section, IndicatorsSection):
                section.open_indicator.connect(self._on_indicator)
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]

    def _on_loaded(self, sheet: IssueSheet) -> None:
        lists = self.state.lists
        if self._held:
            self._forget()
            self._hold(False)
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
        self.overview.show_sheet(sheet, lists)
        for section in self.sections:
            section.show_sheet(sheet, lists)
        if self.drafts.waiting:
            self.drafts.put_back()

    def _order_tabs(self) -> None:
        follow_layout(self)

    def _on_opened(self, _state: object) -> None:
        self.abandon()

    def _on_lists(self, _lists: object) -> None:
        if self.state.sheet is not None:
            self._on_loaded(self.state.sheet)

    def _on_move(self, to: Category) -> None:
        if self.state.issue_id is not None:
            self.commit()
            self.move_requested.emit((self.state.issue_id,), to)

    def _on_decide(self, decision: Decision) -> None:
        self.commit()
        self.decide_requested.emit(decision)

    def _on_indicator(self, indicator_id: int) -> None:
        self.open_requested.emit("indicator", indicator_id)

    def _on_saved(self, place: str) -> None:
        self.error.hide()
        self.overview.on_saved(place)
        for section in self.sections:
            if section.content is not None:
                section.on_saved(place)
        self.drafts.look()

    def _on_refused(self, place: str, error: Exception) -> None:
        if self.overview.on_refused(place, error):
            return
        if any(section.content is not None and section.on_refused(place, error) for section in self.sections):
            return
        self.error.setText(complaints.of_error(error))
        self.error.show()

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        """What Tab reaches is brought into view."""
        content = self.area.widget()
        if new is not None and content is not None and content.isAncestorOf(new):
            self.area.ensureWidgetVisible(new, 0, theme.px(24))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.window().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close and watched is self.window():
            self.commit_now()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_issue()
            event.accept()
            return
        super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page, or the window's end: nothing written is lost."""
        self.commit()
        super().hideEvent(event)
