"""A sheet at the right of a page: everything known of one thing, edited in place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from app.bridge.sheet_state import SheetState
from app.rules.drafts import DraftKind
from app.views.shared import complaints, theme
from app.views.shared.field_rows import FieldRows
from app.views.shared.labels import Text
from app.views.shared.side_drafts import SideDrafts
from app.views.shared.side_frame import SideFrame
from app.views.shared.side_section import SideSection


class SideSheet(SideFrame):
    """`open_thing` shows one; Esc or the cross closes it. Subclasses `assemble` it and give `show_thing`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.band = Text("", "second", wrap=True)
        self._held = False

    def assemble(
        self, state: SheetState, head: FieldRows, sections: Sequence[SideSection], top: QHBoxLayout, kind: DraftKind
    ) -> None:
        """`head` stands over the sections and is always open; `top` over what scrolls."""
        self._state, self._head, self._sections = state, head, tuple(sections)
        self._fill(top)
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

    def shut(self) -> None:
        self.close_thing()

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

    def _fill(self, top: QHBoxLayout) -> None:
        for words in (self.band, self.error):
            words.setContentsMargins(theme.px(18), theme.px(3), theme.px(18), theme.px(4))
            words.hide()
        self.column.setContentsMargins(theme.px(12), 0, theme.px(10), theme.px(16))
        self.column.setSpacing(theme.px(2))
        for part in (self._head, *self._sections):
            self.column.addWidget(part)
        self.column.addStretch(1)
        top.addWidget(self.close_button)
        self.lay_out(top, self.band, self.error)

    def _connect(self) -> None:
        state = self._state
        state.loaded.connect(self._on_loaded)
        state.saved.connect(self._on_saved)
        state.refused.connect(self._on_refused)
        state.gone.connect(self.close_thing)
        state.operations.opened.connect(self._on_opened)
        state.workspace.lists_changed.connect(self._on_lists)
        self.refresh_tabs()
        for section in self._sections:
            section.rebuilt.connect(self.refresh_tabs)

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
        self.say_error(complaints.of_error(error))

    # The window

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.window().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close and watched is self.window():
            self.commit_now()
        return False

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page, or the window's end: nothing written is lost."""
        self.commit()
        super().hideEvent(event)
