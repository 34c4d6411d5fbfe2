"""A day typed or picked from a calendar, saved when one leaves it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QEnterEvent, QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QWidget

from app.rules import clock
from app.views.shared import theme
from app.views.shared.days import FORM, day_words, read_day


class DateValue(QLineEdit):
    """`committed` carries a date or None; `unreadable` the text that is no day, which is kept."""

    committed = Signal(object)
    unreadable = Signal(str)
    touched = Signal()

    def __init__(self, name: str, parent: QWidget | None = None, *, inplace: bool = True) -> None:
        super().__init__(parent)
        self._stored: date | None = None
        self._calendar: QCalendarWidget | None = None
        self._inplace = inplace
        if inplace:
            self.setProperty("inplace", True)
        self.setAccessibleName(name)
        self.setPlaceholderText("Not yet recorded" if inplace else FORM)
        self.setMaxLength(40)
        self._pick = QAction(self)
        self._pick.setToolTip("Choose from a calendar (Down)")
        self._pick.triggered.connect(self.open_calendar)
        self.addAction(self._pick, QLineEdit.ActionPosition.TrailingPosition)
        self.textEdited.connect(self._on_edited)
        theme.notifier.changed.connect(self._redraw)
        self._redraw()
        self._show_picker()

    def value(self) -> date | None:
        return read_day(self.text())

    def is_unreadable(self) -> bool:
        """Something is written that is no day."""
        return bool(self.text().strip()) and self.value() is None

    def show_value(self, value: object) -> bool:
        before, self._stored = self._stored, value if isinstance(value, date) else None
        if self.is_dirty():
            return before != self._stored
        self.setText(day_words(self._stored))
        self.setModified(False)
        return False

    def is_dirty(self) -> bool:
        return self.isModified()

    def accept_stored(self, value: object) -> None:
        self._stored = value if isinstance(value, date) else None
        self.setText(day_words(self._stored))
        self.setModified(False)

    def forget(self) -> None:
        """What was typed is of no account any more."""
        self.setModified(False)

    def revert(self) -> None:
        self.setText(day_words(self._stored))
        self.setModified(False)
        self.touched.emit()

    def commit(self) -> None:
        if not self.isModified() or self.isReadOnly():
            return
        typed = self.text().strip()
        day = read_day(typed)
        if typed and day is None:
            self.unreadable.emit(typed)
        elif day == self._stored:
            self.revert()
        else:
            self.committed.emit(day)

    def set_read_only(self, read_only: bool) -> None:
        if read_only != self.isReadOnly():
            self.setReadOnly(read_only)
            self.style().unpolish(self)
            self.style().polish(self)
        self._show_picker()

    def _show_picker(self) -> None:
        """In place the calendar shows only while the field is in use."""
        in_use = not self._inplace or self.hasFocus() or self.underMouse()
        self._pick.setVisible(in_use and not self.isReadOnly())

    def open_calendar(self) -> None:
        if self.isReadOnly():
            return
        calendar = self._calendar or self._make_calendar()
        day = self.value() or self._stored or clock.today()
        calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        calendar.move(self.mapToGlobal(QPoint(0, self.height())))
        calendar.show()
        calendar.setFocus(Qt.FocusReason.PopupFocusReason)

    def _make_calendar(self) -> QCalendarWidget:
        calendar = QCalendarWidget(self)
        calendar.setWindowFlag(Qt.WindowType.Popup)
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setAccessibleName(f"Calendar: {self.accessibleName()}")
        calendar.activated.connect(self._on_picked)
        calendar.clicked.connect(self._on_picked)
        self._calendar = calendar
        return calendar

    def _on_picked(self, day: QDate) -> None:
        if self._calendar is not None:
            self._calendar.hide()
        self.setText(day_words(date(day.year(), day.month(), day.day())))
        self.setModified(True)
        self.touched.emit()
        self.commit()

    def _on_edited(self, _text: str) -> None:
        self.touched.emit()

    def _redraw(self) -> None:
        self._pick.setIcon(theme.icon("quarter", size=16))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape and self._inplace and self.is_dirty():
                event.accept()
                return True
            if event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable():
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self._inplace and self.is_dirty():
                self.revert()
                event.accept()
            else:
                event.ignore()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.commit()
            event.accept()
            return
        if event.key() == Qt.Key.Key_Down:
            self.open_calendar()
            event.accept()
            return
        super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._show_picker()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._show_picker()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._show_picker()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._show_picker()
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.commit()
