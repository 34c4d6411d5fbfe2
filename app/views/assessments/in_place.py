"""The text with what was taken out of it struck through in place, instead of the editor as long as one wants it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from app.views.assessments.compared_text import ComparedText

if TYPE_CHECKING:
    from app.views.assessments.writing_area import WritingArea

KEY = "F9"


class InPlace(QObject):
    """Attributes: on, text (None until it was wanted)."""

    turned = Signal(bool)

    def __init__(self, area: WritingArea, column: QVBoxLayout) -> None:
        super().__init__(area)
        self._area, self._column = area, column
        self.on = False
        self.text: ComparedText | None = None
        self._earlier: str | None = None
        area.bar.removed.clicked.connect(self.turn)
        area.editor.both_wanted.connect(lambda: self.turn(not self.on))

    @property
    def possible(self) -> bool:
        return self._earlier is not None

    def compare_with(self, earlier: str | None) -> None:
        """Another text to compare with; without one the editor stands here again."""
        self._earlier = earlier
        self._area.bar.removed.setVisible(self.possible)
        if not self.possible:
            self.turn(False)
        self.renew()

    def turn(self, on: bool) -> None:
        """The editor gives way, or comes back; what is written in it stays as it is."""
        on = on and self.possible
        self._area.bar.removed.setChecked(on)
        if on == self.on:
            return
        focused = self._area.editor.hasFocus() or (self.text is not None and self.text.hasFocus())
        self.on = on
        text = self._made()
        if on:
            self.renew()
        else:
            text.forget()
        text.setVisible(on)
        self._area.editor.setVisible(not on)
        self._area.show_writable()
        if focused:
            (text if on else self._area.editor).setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.turned.emit(on)

    def renew(self) -> None:
        """The text in the editor is another, or what it is compared with."""
        if not self.on or self.text is None or self._earlier is None:
            return
        editor = self._area.editor
        place = self.text.verticalScrollBar().value()
        self.text.objects.items = editor.objects.items
        self.text.show_both(editor.html(), self._earlier, editor.safe.pictures)
        self.text.verticalScrollBar().setValue(place)

    def go_to_change(self, step: int) -> bool:
        return self.text is not None and self.text.go_to_change(step)

    def _made(self) -> ComparedText:
        if self.text is None:
            made = ComparedText(self._area)
            made.hide()
            self._column.addWidget(made, 1)
            editor = self._area.editor
            made.change_wanted.connect(self._area.go_to_change)
            made.chip_opened.connect(editor.chip_opened)
            made.wide_wanted.connect(editor.wide_wanted)
            made.compared.connect(self._area.count)
            for back in (made.left, made.both_wanted):
                back.connect(lambda: self.turn(False))
            made.evidence_wanted.connect(lambda: self._back_and(editor.evidence_wanted.emit))
            made.link_wanted.connect(lambda: self._back_and(editor.link_wanted.emit))
            made.spelling_wanted.connect(lambda: self._back_and(editor.spelling_wanted.emit))
            made.find_wanted.connect(lambda replacing: self._back_and(lambda: editor.find_wanted.emit(replacing)))
            self.text = made
        return self.text

    def _back_and(self, work: Callable[[], None]) -> None:
        """What is about the text itself is done in the editor."""
        self.turn(False)
        work()
