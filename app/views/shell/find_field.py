"""Find anything: a field in the top bar (Ctrl+K) and a list under it. The focus stays in the field."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.views.shared import theme
from app.views.shared.labels import Text
from app.views.shell.finding import NOUNS, Found, find

if TYPE_CHECKING:
    from app.views.shell.find_list import ResultList


PROMPTS = ("Find an issue, indicator, text or command", "Find an issue or indicator", "Find anything", "Find")
"""What stands in the empty field: the first that it has room for."""


class FindField(QLineEdit):
    """Holds the things to find, by noun; `chosen` says which one the user went for."""

    chosen = Signal(object)
    """A Found."""
    texts_wanted = Signal(str)
    """What was typed, for whoever can look through the texts; answered by `set_texts`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._things: dict[str, tuple[Found, ...]] = {}
        self._stands_for: dict[str, str] = {}
        self._sources: dict[str, Callable[[], Iterable[Found]]] = {}
        self._list: ResultList | None = None
        self.opens: Callable[[str], bool] = bool
        """Whether a place of this version opens such a thing; what nothing opens is not listed."""
        self.setProperty("role", "find")
        self.setAccessibleName("Find anything")
        self.setAccessibleDescription("Type a word of its name; arrows choose, Enter goes there. Ctrl+K comes here.")
        self.setClearButtonEnabled(False)
        self.hint = Text("Ctrl K", "keycap", self)
        self.hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.textChanged.connect(self._place_hint)
        theme.notifier.changed.connect(self._place_hint)
        self._place_hint()
        self.textEdited.connect(self._search)

    def set_abbreviations(self, stands_for: Iterable[tuple[str, str]]) -> None:
        """Short forms and what they stand for: typing one finds what is named in full."""
        self._stands_for = dict(stands_for)

    def set_things(self, noun: str, things: Iterable[Found]) -> None:
        """All things of that noun, replacing those known before."""
        self._things[noun] = tuple(things)
        if self._list is not None and self._list.isVisible():
            self._search()

    def set_source(self, noun: str, source: Callable[[], Iterable[Found]]) -> None:
        """Asked anew at each search, for what depends on the moment: commands."""
        self._sources[noun] = source

    def set_texts(self, typed: str, texts: Iterable[Found], note: str = "") -> None:
        """Where the texts hold what was typed. Too late an answer is dropped."""
        if self._list is not None and self._list.isVisible() and typed == self.text().strip():
            self._list.show_texts([text for text in texts if self.opens(text.noun)], note)

    def start(self) -> None:
        """Come here with everything selected."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def results(self) -> list[Found]:
        """What is listed now, the best first."""
        return self._list.things() if self._list is not None and self._list.isVisible() else []

    def _search(self) -> None:
        text = self.text()
        if not text.strip():
            self.close_list()
            return
        pool = [thing for noun in NOUNS for thing in self._things.get(noun, ())]
        for source in self._sources.values():
            pool.extend(source())
        if self._list is None:
            from app.views.shell.find_list import ResultList  # not before it is needed: the start is short

            self._list = ResultList(self)
            self._list.picked.connect(self._go)
        self._list.show_things(find(pool, text, stands_for=self._stands_for), text)
        self.texts_wanted.emit(text.strip())

    def close_list(self) -> None:
        self.texts_wanted.emit("")
        if self._list is not None:
            self._list.hide()

    def _go(self, thing: Found) -> None:
        self.close_list()
        self.clear()
        self.chosen.emit(thing)

    def _place_hint(self) -> None:
        """The key at the right of the empty field, where there is room for it beside the words."""
        size = self.hint.sizeHint()
        gap = (self.height() - size.height()) // 2
        self.hint.setGeometry(self.width() - size.width() - gap, gap, size.width(), size.height())
        room = self.width() - theme.px(28)
        fits = (each for each in PROMPTS if self.fontMetrics().horizontalAdvance(each) <= room)
        prompt = next(fits, PROMPTS[-1])
        if prompt != self.placeholderText():
            self.setPlaceholderText(prompt)
        words = self.fontMetrics().horizontalAdvance(prompt)
        self.hint.setVisible(not self.text() and words + size.width() + 40 < self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_hint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        shown = self._list is not None and self._list.isVisible()
        if shown and self._list is not None and key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown,
                                                        Qt.Key.Key_PageUp):
            self._list.move_on(key)
        elif shown and self._list is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._list.pick_current()
        elif key == Qt.Key.Key_Escape and (shown or self.text()):
            self.close_list()
            self.clear()
        elif key == Qt.Key.Key_Escape:
            self.clearFocus()
            self.chosen.emit(None)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.close_list()
