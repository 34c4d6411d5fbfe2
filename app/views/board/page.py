"""The board page: joins the filters, the board, what floats over it, and the store's answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.bridge.board_filter import BoardFilter, filter_from
from app.bridge.board_grouping import Grouping
from app.bridge.board_state import BoardState
from app.bridge.board_table import board_table, left_table
from app.rules.category import Category
from app.rules.proposals import Proposal
from app.rules.shown_table import ShownTable
from app.views.board import proposal_words
from app.views.board.card_menu import CardMenu
from app.views.board.date_sheet import DateSheet
from app.views.board.edits import BoardEdits
from app.views.board.filter_bar import FilterBar
from app.views.board.keep_place import KeptPlace
from app.views.board.left_list import LeftList
from app.views.board.live_board import LiveBoard
from app.views.board.new_issue import NewIssueSheet
from app.views.board.plan_size import PlanSizeSheet
from app.views.board.saved_views import SavedViews
from app.views.board.shown_row import ShownRow
from app.views.board.stage import Stage
from app.views.shared import theme, words
from app.views.shared.page import Page
from app.views.shared.table_exports import TableExports

OF_THE_PLAN = ("refresh", "scales", "sizes", "years")


class BoardPage(Page):
    """What belongs to other rooms, moves and the issue's sheet, is asked for by signal."""

    key = "board"
    help_topic = "see-the-plan"
    title = "Board"
    nouns = ("issue", "post", "new issue")

    move_requested = Signal(object, object, str)
    """(ids of the issues, Category to move to, reason to begin with or "")."""
    issue_opened = Signal(int)
    """The sheet of this issue should open."""
    decide_requested = Signal(int)
    """The proposal or interim decision of this issue is to be settled."""

    def __init__(self, workspace: Any, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.state = BoardState(workspace, self)
        self.board = LiveBoard(self.state.model)
        self.edits = BoardEdits(self.state, self.board.selected_cards, self)
        self.stage = Stage(self.board, self.edits)
        self.bar = FilterBar(self.state.model)
        self.shown_row = ShownRow(self.state.model)
        self.left = LeftList(self.state.model)
        self.saved_views = SavedViews(self.state, self.bar.views, self)
        self.sheet: QWidget | None = None
        """The small sheet now open, if any."""
        self._kept = KeptPlace(self.board)
        self._restored: dict[str, Any] = {}
        self._lay_out()
        self._make_actions()
        self._connect()
        self.setFocusProxy(self.board)

    def _lay_out(self) -> None:
        self.middle = QStackedWidget()
        self.middle.addWidget(self.stage)
        self.middle.addWidget(self.left)
        top = QWidget()
        upper = QVBoxLayout(top)
        upper.setContentsMargins(0, 0, 14, 0)
        upper.setSpacing(theme.px(8))
        for part in (self.bar, self.shown_row):
            upper.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 4, 0)
        column.setSpacing(10)
        column.addWidget(top)
        column.addWidget(self.middle, 1)

    def _make_actions(self) -> None:
        self.actions_ = {
            "find": self._action("Find on the board", "Ctrl+F", self.shown_row.start_finding),
            "clear": self._action("Clear filters", "Ctrl+Shift+F", self._clear_filters),
            "new": self._action("New issue\u2026", "Ctrl+Shift+N", self._new_issue),
            "left": self._action("Issues that left the lists", "", self._open_left),
            "refresh": self._action("Refresh of the plan", "", partial(self._open_refresh, "next")),
            "scales": self._action("Important by in need", "", partial(self._open_refresh, "scales")),
            "sizes": self._action("Plan size over time", "", partial(self._open_refresh, "size")),
            "years": self._action("Plans of every year", "", partial(self._open_refresh, "years")),
            "size": self._action("Plan size\u2026", "", self._plan_size),
        }
        self.exports = TableExports(self.state.operations, self)
        self.actions_["export"] = self.exports.offer("Export this list\u2026", self.shown_table)
        others = ("find", "clear", "left", "size", "export", *OF_THE_PLAN)
        self.bar.set_others(tuple(self.actions_[name] for name in others))

    def _action(self, name: str, keys: str, act: Any) -> QAction:
        action = QAction(name, self)
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(act)
        self.addAction(action)
        return action

    def _connect(self) -> None:
        state, board = self.state, self.board
        state.about_to_load.connect(self._kept.remember)
        state.loaded.connect(self._on_loaded)
        state.refused.connect(self._on_refused)
        self.workspace.ready.connect(self._on_ready)
        self.bar.filter_wanted.connect(self.set_filter)
        self.bar.grouping_wanted.connect(self.set_grouping)
        self.bar.new_issue_wanted.connect(self._new_issue)
        self.shown_row.filter_wanted.connect(self.set_filter)
        self.shown_row.left.connect(self._to_cards)
        self.saved_views.apply_wanted.connect(self._apply_view)
        board.move_requested.connect(self._on_move)
        board.issue_opened.connect(self.issue_opened)
        board.decide_requested.connect(self.decide_requested)
        board.menu_requested.connect(self._show_menu)
        board.selection_changed.connect(self._on_selection)
        self.left.move_requested.connect(self._on_move)
        self.left.issue_opened.connect(self.issue_opened)
        self.left.closed.connect(partial(self._show_left, False))
        self.stage.edit_bar.cleared.connect(self._clear_selection)
        self.stage.tray.propose_wanted.connect(self._on_propose)
        self.stage.tray.chart_wanted.connect(self._on_chart)
        self.stage.tray.not_now_wanted.connect(self._on_not_now)

    # What the window asks of a page

    def activated(self) -> None:
        self.state.set_shown(True)

    def hideEvent(self, event: Any) -> None:
        self.state.set_shown(False)
        super().hideEvent(event)

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        self.state.set_shown(True)

    def show_thing(self, noun: str, key: Any) -> None:
        """"issue": its id, or (id, title of a section of its sheet); "post": the issues it leads; "new issue"."""
        if noun == "new issue":
            self._begin = True
            self._begin_issue()
        if noun == "post" and isinstance(key, int):
            self.set_filter(BoardFilter(leads=frozenset((key,))))
        elif noun == "issue":
            issue, self._section = key if isinstance(key, tuple) else (key, "")
            self._kept.show(issue)
            self.issue_opened.emit(issue)

    _section = ""

    def take_section(self) -> str:
        """Which part of the sheet was asked for with the issue that is being opened; asked once."""
        section, self._section = self._section, ""
        return section

    def view_state(self) -> dict[str, Any]:
        if not self.state.is_loaded:
            return self._restored
        model = self.state.model
        return {
            "grouping": model.grouping.value,
            "filter": model.filter.as_body(),
            "folded": self.stage.tray.folded,
            "left": self.middle.currentWidget() is self.left,
            **self._kept.as_body(),
        }

    def restore_view_state(self, state: dict[str, Any]) -> None:
        self._restored = state
        self._apply_view(state)
        self.stage.tray.restore(bool(state.get("folded")))
        self._show_left(bool(state.get("left")))
        self._kept.restore(state)

    def page_actions(self) -> Sequence[QAction]:
        return tuple(self.actions_.values())

    def shown_table(self) -> ShownTable | None:
        """The list in view: the board's cards, or the issues that left."""
        if not self.state.is_loaded:
            return None
        return (left_table if self.middle.currentWidget() is self.left else board_table)(self.state.model)

    def keys(self) -> Sequence[tuple[str, str]]:
        return (
            ("Arrows", "Go from card to card"),
            ("Ctrl+Left, Ctrl+Right", "Move to the next column that is permitted"),
            ("Ctrl+Delete", "Leave the list"),
            ("Enter, Space", "Open the issue, or decide a proposal"),
            ("Shift+arrows, Ctrl+Space, Ctrl+A", "Select several"),
            ("Letters", "Find a title by its beginning"),
            ("Menu, Shift+F10", "What can be done with the issue"),
        )

    # Filters and grouping

    def set_filter(self, chosen: BoardFilter) -> None:
        self._kept.remember()
        self.state.model.set_filter(chosen)
        self._refresh_top()

    def set_grouping(self, grouping: Grouping) -> None:
        self._kept.remember()
        self.state.model.set_grouping(grouping)
        self._refresh_top()

    def _apply_view(self, body: Mapping[str, Any]) -> None:
        if body.get("grouping") in list(Grouping):
            self.set_grouping(Grouping(body["grouping"]))
        chosen = body.get("filter")
        self.set_filter(filter_from(chosen) if isinstance(chosen, dict) else BoardFilter())

    def _clear_filters(self) -> None:
        self.set_filter(BoardFilter())

    def _refresh_top(self) -> None:
        """After every change of the rows: the kept place comes back, counts and chips are right."""
        self._kept.take_up()
        self.bar.refresh()
        self.shown_row.refresh()
        self._on_selection()

    # Answers of the store

    def _on_ready(self) -> None:
        self.state.forget()

    def _on_loaded(self) -> None:
        model = self.state.model
        self.stage.tray.set_proposals(() if model.fixed else self.state.proposals)
        self.left.refresh()
        gone = model.counts[Category.LEFT]
        self.actions_["left"].setText(
            f"Issues that left the lists ({gone})" if gone else "Issues that left the lists"
        )
        for name in ("new", "size"):
            self.actions_[name].setEnabled(not model.fixed)
        self._refresh_top()
        self.badge_changed.emit(str(model.on_board), False)
        self._begin_issue()

    def _on_refused(self, error: Exception) -> None:
        self.board.notice(" ".join(str(said) for said in words.of_error(error)))

    # What was asked for on the board

    def _on_move(self, ids: tuple[int, ...], to: Category) -> None:
        self.move_requested.emit(ids, to, "")

    def _on_propose(self, proposal: Proposal) -> None:
        self.move_requested.emit((proposal.issue_id,), proposal.to, proposal_words.reason(proposal))

    def _on_chart(self, indicator: int) -> None:
        self.open_requested.emit("indicator", indicator)

    def _on_not_now(self, proposal: Proposal, until: date | None) -> None:
        if until is not None:
            self._put_off(proposal, until)
            return
        question = f"When should the proposal for “{proposal.issue_title}” come back?"
        sheet = DateSheet(self, "Not now", question, after_today=True)
        sheet.chosen.connect(partial(self._put_off, proposal))
        self._open(sheet)

    def _put_off(self, proposal: Proposal, until: date | None) -> None:
        from app.commands.not_now import NotNow

        if until is not None:
            self.state.do(NotNow(proposal.issue_id, proposal.rule.value, until))

    def _show_menu(self, at: QPoint) -> None:
        menu = CardMenu(self.board, self.edits, self, fixed=self.state.fixed)
        menu.open_at(at)

    def _on_selection(self) -> None:
        count = len(self.board.selected_ids())
        self.stage.edit_bar.show_count(count if not self.state.fixed and not self.board.drag.active else 0)

    def _clear_selection(self) -> None:
        self.board.selectionModel().clearSelection()
        self._to_cards()

    _begin = False

    def _begin_issue(self) -> None:
        """As soon as the board is read."""
        if self._begin and self.state.is_loaded:
            self._begin = False
            self._new_issue()

    def _new_issue(self) -> None:
        if self.state.is_loaded and not self.state.fixed:
            sheet = NewIssueSheet(self.state, self)
            sheet.added.connect(self._kept.show)
            self._open(sheet)

    def _plan_size(self) -> None:
        if self.state.is_loaded and not self.state.fixed:
            self._open(PlanSizeSheet(self.state, self))

    def _open(self, sheet: Any) -> None:
        self.sheet = sheet
        sheet.closed.connect(self._forget_sheet)
        sheet.open()

    def _forget_sheet(self, _accepted: bool) -> None:
        self.sheet = None

    def _open_refresh(self, view: str, _checked: bool = False) -> None:
        self.open_requested.emit("refresh", view)

    def _open_left(self) -> None:
        self._show_left(True)

    def _show_left(self, shown: bool = True) -> None:
        self.middle.setCurrentWidget(self.left if shown else self.stage)
        (self.left.table if shown else self.board).setFocus()

    def _to_cards(self) -> None:
        self.board.setFocus(Qt.FocusReason.OtherFocusReason)
