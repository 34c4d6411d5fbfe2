"""Decisions: the register, meetings, documents and the plan's history, one beside the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.bridge.decisions_state import DecisionsState, WholeDecision
from app.bridge.register_model import PlanHistoryModel, RegisterModel
from app.rules import clock
from app.rules.meetings import Meeting
from app.rules.shown_table import ShownTable
from app.views.decisions.decision_panel import DecisionPanel
from app.views.decisions.documents_view import DocumentsView
from app.views.decisions.history_view import HistoryView
from app.views.decisions.meeting_sheets import ConfirmSheet, follow_up_sheet, meeting_sheet, today_sheet
from app.views.decisions.meetings_view import MeetingsView
from app.views.decisions.register_view import RegisterView
from app.views.documents.document_ways import DocumentWays
from app.views.shared.buttons import PrimaryButton
from app.views.shared.drawer import Drawer
from app.views.shared.framed_page import FramedPage
from app.views.shared.segments import Segments

if TYPE_CHECKING:
    from app.bridge.workspace import Workspace

TABS = ("Register", "Meetings", "Documents", "History")
REGISTER, MEETINGS, DOCUMENTS, HISTORY = range(4)


class DecisionsPage(FramedPage):
    """Attributes: state, register, meetings, documents, history (the four views), panel."""

    key = "decisions"
    help_topic = "hold-decisions-and-meetings-together"
    title = "Decisions"
    nouns = ("decision", "meeting", "document")
    decide_requested = Signal(object)
    meeting_started = Signal(object)
    record_wanted = Signal(object, str)

    def __init__(self, workspace: Workspace, ways: DocumentWays, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.ways = ways
        self.state = DecisionsState(workspace, self)
        self.lines = RegisterModel(workspace.operations, self)
        self.changes = PlanHistoryModel(workspace.operations, self)
        self.register = RegisterView(self.lines)
        self.meetings = MeetingsView(self.state)
        self.documents = DocumentsView(ways)
        self.history = HistoryView(self.changes)
        self.panel = DecisionPanel()
        self._stale = True
        self._pending = 0
        self._to_confirm: int | None = None
        """The meeting whose list is to be confirmed as soon as its day is today."""
        self.tabs = Segments("What of the decisions is shown", TABS)
        self.plan_button = PrimaryButton("Plan a meeting…")
        self.exports.offer_later("Export this list…", self._ask_table)
        self._build()
        self.drawer = Drawer(self.panel, self)
        self._connect()
        self._govern()

    def _build(self) -> None:
        self.fill_head([self.tabs], [self.plan_button])
        self.stack = QStackedWidget()
        for view in (self.register, self.meetings, self.documents, self.history):
            self.stack.addWidget(view)
        self.column.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._show_tab)
        self.state.changed.connect(self._reload_lists)
        self.state.meetings_read.connect(self._meetings_read)
        self.state.pending_read.connect(self._count)
        self.state.opened.connect(self._show_decision)
        for source in (self.state.failed, self.lines.failed, self.changes.failed):
            source.connect(self.fail)
        self.state.saved.connect(self._saved)
        self.register.opened.connect(self.open_decision)
        self.register.wanted.connect(self._reload_lists)
        self.plan_button.clicked.connect(partial(self._plan, None))
        self.meetings.changed.connect(self._plan)
        self.meetings.confirmed.connect(self._confirm)
        self.meetings.started.connect(self.meeting_started)
        self.meetings.record_wanted.connect(self.record_wanted)
        self.meetings.issue_wanted.connect(partial(self.open_requested.emit, "issue"))
        panel = self.panel
        panel.closed.connect(self._closed)
        panel.issue_wanted.connect(partial(self.open_requested.emit, "issue"))
        panel.decide_wanted.connect(self.decide_requested)
        panel.condition_wanted.connect(self._follow)
        panel.met.connect(self._met)
        panel.document_wanted.connect(self.ways.cite)
        panel.open_document.connect(self.ways.open)
        self.workspace.quarter_changed.connect(self._govern)
        self.workspace.operations.state_changed.connect(self._allow)
        self.workspace.operations.opened.connect(self._forget)
        self.workspace.ready.connect(self._govern)

    # What is shown

    def _show_tab(self, index: int) -> None:
        self.stack.setCurrentIndex(index)
        if index == HISTORY:
            self.changes.reload()
        if index != REGISTER:
            self.panel.close_panel()

    def _govern(self, _quarter: object = None) -> None:
        """The quarter in view governs the register: at a past one it shows what was recorded by then."""
        past = self.workspace.quarter_is_past() and self.workspace.quarter != self.workspace.newest
        self.register.quarter = self.workspace.quarter if past else None
        label = self.workspace.quarter.label
        then = f"Decisions and proposals recorded by the end of {label}; each with its stage as it was then."
        self.explain(then if past else "")
        self.register.want(self.lines.choice)
        self._allow()

    def _reload_lists(self) -> None:
        """What is not looked at is read when it is."""
        self._stale = not self.isVisible()
        if self._stale:
            return
        self.lines.reload()
        if self.stack.currentIndex() == HISTORY:
            self.changes.reload()

    def _allow(self, _state: object = None) -> None:
        self.plan_button.setEnabled(self.editable)

    def _meetings_read(self, meetings: tuple[Meeting, ...]) -> None:
        self.register.set_lists(self.workspace.lists.bodies, meetings)
        found = next((each for each in meetings if each.id == self._to_confirm), None)
        if found is not None and not found.is_ahead(clock.today()):
            self._to_confirm = None
            self._confirm(found)

    def _count(self, pending: int) -> None:
        self._pending = pending
        self.badge_changed.emit(str(pending) if pending else "", False)

    def open_decision(self, decision_id: int) -> None:
        self.state.open(decision_id)

    def _show_decision(self, whole: WholeDecision) -> None:
        shown = self.panel.isVisible()
        self.panel.show_decision(whole, read_only=self.state.read_only)
        if not shown and self.stack.currentIndex() == REGISTER:
            self.drawer.bring()
            self.panel.show()
            self.panel.setFocus(Qt.FocusReason.OtherFocusReason)

    def _closed(self) -> None:
        self.state.open(None)
        self.drawer.put_away()
        if self.isVisible():
            self.register.table.setFocus()

    def _forget(self, _state: object = None) -> None:
        """Another plan is open."""
        self.panel.close_panel()

    # What is wanted

    def _plan(self, meeting: Meeting | None, _checked: bool = False) -> None:
        self.tabs.setCurrentIndex(MEETINGS)
        self.open_sheet(meeting_sheet(self.state, self, meeting))

    def _confirm(self, meeting: Meeting) -> None:
        if not meeting.is_ahead(clock.today()):
            self.open_sheet(ConfirmSheet(self.state, self, meeting))
            return
        sheet = today_sheet(self.state, self, meeting)
        sheet.closed.connect(partial(self._go_on, meeting.id))
        self.open_sheet(sheet)

    def _go_on(self, meeting_id: int, held: bool) -> None:
        """Its day is today now: on with its list, as soon as it was read again."""
        if held:
            self._to_confirm = meeting_id
            self.state.reload()

    def _follow(self, whole: WholeDecision) -> None:
        self.open_sheet(follow_up_sheet(self.state, self, whole))

    def _met(self, whole: WholeDecision) -> None:
        self.state.follow(whole, whole.follow_up.due, clock.today(), whole.follow_up.note)

    def _saved(self, *_: object) -> None:
        self.say("")

    def _ask_table(self, then: Callable[[ShownTable], None], _checked: bool = False) -> None:
        """Whatever list is in front, every row of it."""
        facts = (("Quarter", self.workspace.quarter.label),)
        if self.stack.currentIndex() == REGISTER:
            self.lines.ask_table("Register of decisions", facts, then)
        elif self.stack.currentIndex() == HISTORY:
            self.changes.ask_table("History of the plan", facts, then)
        else:
            from app.bridge.table_export import table_of

            meetings = self.stack.currentIndex() == MEETINGS
            model = self.meetings.model if meetings else self.documents.model
            then(table_of(model, "Meetings" if meetings else "Documents", facts))

    # As the window asks

    def activated(self) -> None:
        self._count(self._pending)
        if self._stale:
            self._reload_lists()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.activated()

    def show_thing(self, noun: str, key: object) -> None:
        if noun == "decision" and isinstance(key, int):
            self.tabs.setCurrentIndex(REGISTER)
            self.open_decision(key)
        elif noun == "meeting" and isinstance(key, int):
            self.tabs.setCurrentIndex(MEETINGS)
            self.meetings.choose(key)
        elif noun == "document":
            self.tabs.setCurrentIndex(DOCUMENTS)

    def view_state(self) -> dict[str, Any]:
        return {
            "tab": self.tabs.currentIndex(), "register": self.register.view_state(), "wide": self.drawer.width_wanted()
        }

    def restore_view_state(self, state: dict[str, Any]) -> None:
        tab = state.get("tab")
        if isinstance(tab, int) and 0 <= tab < len(TABS):
            self.tabs.setCurrentIndex(tab)
        kept = state.get("register")
        if isinstance(kept, dict):
            self.register.restore_view_state(kept)
        wide = state.get("wide")
        if isinstance(wide, int):
            self.drawer.set_width_wanted(wide)
        self._count(self._pending)

    def keys(self) -> Sequence[tuple[str, str]]:
        return (
            ("Enter on a decision", "Show it with its evidence"),
            ("Enter on a meeting", "Start it, or look at it again"),
            ("Esc", "Close the sheet at the right"),
        )
