"""Under the filters, while any is in force: what they hide, each of them to take away, and the text to find."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.bridge.board_filter import BoardFilter, Part
from app.bridge.board_model import BoardModel
from app.bridge.board_words import FLAG_WORDS, RAG_WORDS
from app.rules.issue import Item
from app.views.board.side_flow import SideFlow
from app.views.shared import theme
from app.views.shared.buttons import QuietButton
from app.views.shared.labels import Text

MULTIPLY = "\u00d7"


class FindText(QLineEdit):
    """What cards must hold. Esc empties it and goes back; Down or Enter goes to the cards."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText("Find on the board")
        self.setAccessibleName("Find on the board")
        self.setClearButtonEnabled(True)
        self.setMaxLength(200)
        self.setFixedWidth(theme.px(210))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class ShownRow(QWidget):
    """Hidden while nothing is filtered and nothing is being looked for."""

    filter_wanted = Signal(object)
    left = Signal()
    """The focus should go back to the cards."""

    def __init__(self, model: BoardModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._finding = False
        self.find_text = FindText()
        self.find_text.textChanged.connect(self._on_text)
        self.find_text.left.connect(self._on_left)
        self.count = Text("", "soft")
        self.clear = QuietButton("Clear filters")
        self.clear.clicked.connect(self._on_clear)
        self.chips: list[QuietButton] = []
        self._flow = SideFlow()
        self._flow.set_parts((self.find_text, self.count, self.clear))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._flow)
        self.hide()

    def start_finding(self) -> None:
        """Ctrl+F."""
        self._finding = True
        self.refresh()
        self.find_text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.find_text.selectAll()

    def refresh(self) -> None:
        chosen = self._model.filter
        if self.find_text.text() != chosen.text:
            self.find_text.setText(chosen.text)
        gone = self.chips
        self.chips = [self._chip(words, without) for words, without in parts_of(chosen, self._model)]
        self._flow.set_parts((self.find_text, *self.chips, self.count, self.clear))
        for chip in gone:
            chip.deleteLater()
        self.count.setText(f"{self._model.shown} of {self._model.on_board} shown")
        self.count.setVisible(not chosen.empty)
        self.clear.setVisible(not chosen.empty)
        self.setVisible(self._finding or not chosen.empty)

    def _chip(self, words: str, without: BoardFilter) -> QuietButton:
        chip = QuietButton(f"{words.replace('&', '&&')}  {MULTIPLY}", self, flat=True)
        chip.setAccessibleName(f"Remove the filter {words}")
        chip.clicked.connect(partial(self._drop, without))
        return chip

    def _drop(self, without: BoardFilter, _checked: bool = False) -> None:
        self.filter_wanted.emit(without)

    def _on_text(self, text: str) -> None:
        if text != self._model.filter.text:
            self.filter_wanted.emit(replace(self._model.filter, text=text))

    def _on_clear(self) -> None:
        self._finding = False
        self.filter_wanted.emit(BoardFilter())
        self.left.emit()

    def _on_left(self) -> None:
        if not self.find_text.text():
            self._finding = False
            self.refresh()
        self.left.emit()


def parts_of(chosen: BoardFilter, model: BoardModel) -> list[tuple[str, BoardFilter]]:
    """Each filter in words, with the filters that are left without it."""
    board = model.board
    found: list[tuple[str, BoardFilter]] = []

    def add(part: Part, member: object, words: str) -> None:
        found.append((words, chosen.toggled(part, member)))

    for key in sorted(chosen.departments, key=str):
        add("departments", key, _name(board.departments, key, "No department"))
    for key in sorted(chosen.leads, key=str):
        add("leads", key, _name(board.posts, key, "No lead"))
    for rag in sorted(chosen.rags):
        add("rags", rag, RAG_WORDS[rag])
    for flag in sorted(chosen.flags):
        add("flags", flag, FLAG_WORDS[flag])
    for tag in sorted(chosen.tags):
        add("tags", tag, f"Tag {tag}")
    return found


def _name(items: tuple[Item, ...], key: int | None, missing: str) -> str:
    if key is None:
        return missing
    return next((item.name for item in items if item.id == key), "No longer in the list")
