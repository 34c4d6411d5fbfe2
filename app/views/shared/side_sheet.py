"""A sheet at the right of a page: everything known of one thing, edited in place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.bridge.sheet_state import SheetState
from app.rules.drafts import DraftKind
from app.views.shared import complaints, theme
from app.views.shared.buttons import IconButton
from app.views.shared.field_rows import FieldRows
from app.views.shared.inplace_style import InplaceStyle
from app.views.shared.labels import Text
from app.views.shared.side_drafts import SideDrafts
from app.views.shared.side_section import SideSection
from app.views.shared.tab_order import follow_layout


class SideSheet(QFrame):
    """`open_thing` shows one; Esc or the cross closes it. Subclasses `assemble` it and give `show_thing`."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "sheet")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        InplaceStyle(self)
        self.area = QScrollArea()
        self.close_button = IconButton("close", "Close the sheet (Esc)")
        self.band = Text("", "second", wrap=True)
        self.error = Text("", "error", wrap=True)
        self._held = False

    def assemble(
        self, state: SheetState, head: FieldRows, sections: Sequence[SideSection], top: QHBoxLayout, kind: DraftKind
    ) -> None:
        """`head` stands over the sections and is always open; `top` over what scrolls."""
        self._state, self._head, self._sections = state, head, tuple(sections)
        self._lay_out(top)
        self.drafts = SideDrafts(self, state, (head, *sections), kind)
        self._connect()

    def show_thing(self, sheet: Any) -> None:
        """Say over the fields what it is, and in the band why nothing can be changed."""

    # Coming and going

    def open_thing(self, thing_id: int) -> None:
        if thing_id != self._state.thing_id:
            self._leave()
            self.drafts.expect()
            self._hold(True)
            self.area.verticalScrollBar().setValue(0)
        self._state.open(thing_id)
        self.setVisible(True)

    def put_back(self, thing_id: int) -> None:
        """Show the thing with the texts that are kept of it in their fields."""
        if thing_id == self._state.thing_id:
            self.commit()
            self.drafts.expect()
        self.open_thing(thing_id)

    def close_thing(self) -> None:
        """Store what is still being written, and go."""
        self._leave()
        self._state.close()
        self.setVisible(False)
        self.closed.emit()

    def abandon(self) -> None:
        """Another plan is open: what is shown is not of it."""
        self._forget()
        self._state.close()
        self.close_thing()

    def _leave(self) -> None:
        """Store what is still being written; what cannot be stored waits until the thing is opened again."""
        at = QApplication.focusWidget()
        if at is not None and self.isAncestorOf(at):
            self.setFocus(Qt.FocusReason.OtherFocusReason)  # the field in use is left as always
        self.commit()
        self.drafts.look()
        self._forget()

    def _forget(self) -> None:
        """Nothing typed from here on, or kept in a field, may reach the next thing."""
        for part in self._built():
            part.forget()

    def _hold(self, held: bool) -> None:
        """While a thing is on its way the fields still show the one before: they take no mouse and no Tab."""
        self._held = held
        self.area.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, held)

    def focusNextPrevChild(self, forward: bool) -> bool:
        return self._held or super().focusNextPrevChild(forward)

    def _built(self) -> list[FieldRows]:
        return [self._head, *(section for section in self._sections if section.content is not None)]

    def commit(self) -> None:
        """Whatever is still being written is offered for saving."""
        if self._state.thing_id is None or self._state.read_only:
            return
        for part in self._built():
            part.commit()

    def commit_now(self) -> None:
        """The same when the window closes and nothing can be waited for."""
        self._state.hold()
        self.commit()
        self._state.send_all()
        self.drafts.look()

    # Building

    def _lay_out(self, top: QHBoxLayout) -> None:
        for words in (self.band, self.error):
            words.setContentsMargins(theme.px(18), theme.px(3), theme.px(18), theme.px(4))
            words.hide()
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(theme.px(12), 0, theme.px(10), theme.px(16))
        column.setSpacing(theme.px(2))
        column.addWidget(self._head)
        for section in self._sections:
            column.addWidget(section)
        column.addStretch(1)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(content)
        self.area.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
        top.setContentsMargins(theme.px(18), theme.px(12), theme.px(12), theme.px(6))
        top.setSpacing(theme.px(8))
        top.addWidget(self.close_button)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(top)
        outer.addWidget(self.band)
        outer.addWidget(self.error)
        outer.addWidget(self.area, 1)

    def _connect(self) -> None:
        state = self._state
        state.loaded.connect(self._on_loaded)
        state.saved.connect(self._on_saved)
        state.refused.connect(self._on_refused)
        state.gone.connect(self.close_thing)
        state.operations.opened.connect(self._on_opened)
        state.workspace.lists_changed.connect(self._on_lists)
        self.close_button.clicked.connect(self.close_thing)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._order_tabs)
        self._soon.start()
        for section in self._sections:
            section.rebuilt.connect(self._soon.start)
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]

    # Answers

    def _on_loaded(self, sheet: Any) -> None:
        if self._held:
            self._forget()
            self._hold(False)
        self.show_thing(sheet)
        for part in (self._head, *self._sections):
            part.show_sheet(sheet, self._state.lists)
        if self.drafts.waiting:
            self.drafts.put_back()

    def _on_opened(self, _state: object) -> None:
        self.abandon()

    def _on_lists(self, _lists: object) -> None:
        if self._state.sheet is not None:
            self._on_loaded(self._state.sheet)

    def _on_saved(self, place: str) -> None:
        self.error.hide()
        for part in self._built():
            part.on_saved(place)
        self.drafts.look()

    def _on_refused(self, place: str, error: Exception) -> None:
        if any(part.on_refused(place, error) for part in self._built()):
            return
        self.error.setText(complaints.of_error(error))
        self.error.show()

    def _order_tabs(self) -> None:
        follow_layout(self)

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        """What Tab reaches is brought into view."""
        content = self.area.widget()
        if new is not None and content is not None and content.isAncestorOf(new):
            self.area.ensureWidgetVisible(new, 0, theme.px(24))

    # The window

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.window().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close and watched is self.window():
            self.commit_now()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_thing()
            event.accept()
            return
        super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page, or the window's end: nothing written is lost."""
        self.commit()
        super().hideEvent(event)
