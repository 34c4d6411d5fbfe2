"""A value chosen from a list: type to find, pick with the arrows, saved as soon as it is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QCompleter, QLineEdit, QSizePolicy, QWidget

Option = tuple[object, str]
"""What is stored, and its words."""
FIND_FROM = 8
"""Lists of at least so many entries can be searched by typing."""


class ChoiceValue(QComboBox):
    """`None` is the first entry where the value may be empty, and is shown as `empty`."""

    committed = Signal(object)
    unknown = Signal(str)
    """What was typed names no entry; the text is kept."""
    touched = Signal()

    def __init__(
        self,
        name: str,
        parent: QWidget | None = None,
        *,
        empty: str = "None chosen",
        optional: bool = True,
        find: bool | None = None,
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._empty = empty
        self._optional = optional
        self._find = find
        self._stored: object = None
        self._options: tuple[Option, ...] = ()
        self._read_only = False
        self._clicked_in = False
        self.setAccessibleName(name)
        self.setProperty("inplace", True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self.setMaxVisibleItems(14)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.activated.connect(self._on_activated)

    def set_options(self, options: Sequence[Option]) -> None:
        """The entries, in order. What is chosen stays chosen."""
        listed: list[Option] = [(None, self._empty)] if self._optional else []
        wanted = (*listed, *options)
        if wanted == self._options:
            return
        with QSignalBlocker(self):
            self._options = wanted
            self.clear()
            for stored, words in wanted:
                self.addItem(words, stored)
            self._make_findable(self._find if self._find is not None else len(wanted) > FIND_FROM)
            self._select(self._stored)

    def _make_findable(self, find: bool) -> None:
        if find == self.isEditable():
            return
        self.setEditable(find)
        line = self.lineEdit()
        if not find or line is None:
            return
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.activated.connect(self._on_completed)
        finds = completer.popup()
        if finds is not None:
            finds.setProperty("role", "finds")
            finds.installEventFilter(self)
        self.setCompleter(completer)
        line.setAccessibleName(self._name)
        line.setPlaceholderText(self._empty)
        line.setProperty("inner", True)
        line.installEventFilter(self)
        line.textEdited.connect(self._on_edited)
        line.editingFinished.connect(self._on_editing_finished)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter or Tab among the finds takes the one picked, else the first. A first click selects all."""
        if (
            event.type() == QEvent.Type.MouseButtonRelease
            and self._clicked_in
            and isinstance(watched, QLineEdit)
        ):
            self._clicked_in = False
            self._select_all()
        completer = self.completer()
        if (
            completer is not None
            and isinstance(watched, QAbstractItemView)
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
            and completer.completionModel().rowCount() > 0
        ):
            # By kind, not by identity: Qt for Python may wrap the same list anew.
            picked = watched.currentIndex()
            taken = picked if picked.isValid() else completer.completionModel().index(0, 0)
            watched.hide()
            self._on_completed(str(taken.data()))
            return True
        return super().eventFilter(watched, event)

    def _undoes_nothing(self, event: QEvent) -> bool:
        """Undo and redo are the plan's while nothing is being typed."""
        return (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo))
            and not self.is_dirty_text()
        )

    def _select_all(self) -> None:
        line = self.lineEdit()
        if line is not None and not line.hasSelectedText() and not line.isModified():
            line.selectAll()

    def value(self) -> object:
        """The stored value chosen, as it was given (Qt's own item data would make an enum a plain string)."""
        index = self.currentIndex()
        return self._options[index][0] if 0 <= index < len(self._options) else None

    def show_value(self, value: object) -> bool:
        """Show what is stored. A search being typed is kept; then the answer is whether the value differs."""
        before, self._stored = self._stored, value
        if self.is_dirty_text():
            return before != value
        self._select(value)
        return False

    def is_dirty(self) -> bool:
        return self.is_dirty_text() or self.value() != self._stored

    def is_dirty_text(self) -> bool:
        line = self.lineEdit()
        return line is not None and line.isModified() and line.hasFocus()

    def accept_stored(self, value: object) -> None:
        self._stored = value

    def forget(self) -> None:
        """What was typed is of no account any more."""
        self._select(self._stored)

    def revert(self) -> None:
        self._select(self._stored)
        self.touched.emit()

    def commit(self) -> None:
        self._on_editing_finished()

    def set_read_only(self, read_only: bool) -> None:
        self._read_only = read_only
        self.setEnabled(not read_only)

    def _say_unset(self, unset: bool) -> None:
        if self.property("unset") != unset:
            self.setProperty("unset", unset)
            self.style().unpolish(self)
            self.style().polish(self)

    def _select(self, value: object) -> None:
        self._say_unset(value is None)
        index = next((i for i, (stored, _) in enumerate(self._options) if stored == value), -1)
        with QSignalBlocker(self):
            self.setCurrentIndex(index)
            line = self.lineEdit()
            if line is not None:
                chosen = self._options[index][1] if index >= 0 and self._options[index][0] is not None else ""
                line.setText(chosen)
                line.setModified(False)
                line.setCursorPosition(0)

    def _on_activated(self, index: int) -> None:
        self._choose(self._options[index][0])

    def _on_completed(self, words: str) -> None:
        found = next((option for option in self._options if option[1] == words), None)
        if found is not None:
            self._choose(found[0])

    def _on_edited(self, _text: str) -> None:
        self.touched.emit()

    def _on_editing_finished(self) -> None:
        line = self.lineEdit()
        if line is None or not line.isModified():
            return
        typed = " ".join(line.text().split()).casefold()
        if not typed and self._optional:
            self._choose(None)
            return
        real = [option for option in self._options if option[0] is not None]
        exact = [option for option in real if option[1].casefold() == typed]
        near = [option for option in real if typed and typed in option[1].casefold()]
        found = exact or near
        if len(found) == 1:
            self._choose(found[0][0])
        else:
            self.unknown.emit(line.text())

    def _choose(self, value: object) -> None:
        self._select(value)
        self.touched.emit()
        if value != self._stored:
            self.committed.emit(value)

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self.is_dirty_text()
        ):
            event.accept()
            return True
        if self._undoes_nothing(event):
            event.ignore()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.is_dirty_text():
                self.revert()
                event.accept()
            else:
                event.ignore()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.isEditable():
                self._on_editing_finished()
            else:
                self.showPopup()
            event.accept()
            return
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not self.is_dirty_text():
            self.showPopup()
            event.accept()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        line = self.lineEdit()
        self._clicked_in = event.reason() == Qt.FocusReason.MouseFocusReason
        if line is not None and event.reason() != Qt.FocusReason.PopupFocusReason:
            line.selectAll()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the page; it never changes a value by accident."""
        event.ignore()


def options_of(items: Sequence[object], chosen: object = None) -> tuple[Option, ...]:
    """Entries of a list that is data: retired ones only where the issue still names them."""
    listed: list[Option] = []
    for item in items:
        item_id = getattr(item, "id", None)
        if getattr(item, "retired", False):
            if item_id == chosen:
                listed.append((item_id, f"{getattr(item, 'name', '')} (retired)"))
        else:
            listed.append((item_id, getattr(item, "name", "")))
    return tuple(listed)
