"""Above the text of a section: what it asks, how it is judged, and what was carried from last quarter."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.rules.assessment import Assessment, SectionText
from app.rules.assessment_sections import Section
from app.views.assessments.judgement import Judgement
from app.views.assessments.text_editor import WIDEST
from app.views.shared import theme
from app.views.shared.buttons import QuietButton
from app.views.shared.labels import Text


class SectionHead(QWidget):
    """Attributes: judgement; carried, conflict, locked (bands)."""

    confirm_wanted = Signal()
    mine_wanted = Signal()
    theirs_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Text("", "heading", wrap=True)
        self.hint = Text("", "third", wrap=True)
        self.judgement = Judgement()
        self.carried = _Band("quiet")
        self.confirm = self.carried.add("It still holds: confirm")
        self.confirm.clicked.connect(self.confirm_wanted)
        self.locked = _Band("quiet")
        self.conflict = _Band("warning")
        self.conflict.add("Store mine").clicked.connect(self.mine_wanted)
        self.conflict.add("Take theirs").clicked.connect(self.theirs_wanted)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(theme.px(5))
        self._top = QHBoxLayout()
        self._top.addWidget(self.title, 1)
        self._column.addLayout(self._top)
        for part in (self.hint, self.judgement, self.locked, self.carried, self.conflict):
            self._column.addWidget(part)
        self.conflict.hide()
        self._fit()

    def show_section(
        self, found: Assessment, section: Section, text: SectionText, *, writable: bool, fresh: bool
    ) -> None:
        self.title.setText(section.title)
        asked = "  ·  ".join(section.prompts)
        self.hint.setText(f"{section.hint}\n{asked}" if section.hint else asked)
        self.judgement.show_section(found, text, writable=writable, fresh=fresh)
        count = len(text.carried)
        since = text.carried_from.label if text.carried_from else "last quarter"
        paragraphs = "1 paragraph is" if count == 1 else f"{count} paragraphs are"
        self.carried.say(f"{paragraphs} unchanged since {since}. Change what has changed, then confirm the rest.")
        self.carried.setVisible(bool(count))
        self.confirm.setVisible(writable)

    def show_locked(self, why: str) -> None:
        """Why nothing can be written here now; empty where it can."""
        self.locked.say(why)
        self.locked.setVisible(bool(why))

    def show_count(self, said: Text, removed: QWidget) -> None:
        """How long the text is and how much of it changed, beside its title; and the way to see what was taken out."""
        self._top.addWidget(said)
        self._top.addWidget(removed)

    def set_plain(self, plain: bool) -> None:
        """Only the title, so that nothing distracts from the text."""
        for part in (self.hint, self.judgement):
            part.setVisible(not plain)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """In line with the text below."""
        side = max(theme.px(16), (self.width() - theme.px(WIDEST)) // 2) + 2
        self._column.setContentsMargins(side, theme.px(8), side, theme.px(4))


class _Band(QFrame):
    def __init__(self, tone: str) -> None:
        super().__init__()
        self.setProperty("role", "banner")
        self.setProperty("tone", tone)
        self._said = Text("", "second", wrap=True)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.px(10), theme.px(4), theme.px(6), theme.px(4))
        self._row.addWidget(self._said, 1)

    def say(self, words: str) -> None:
        self._said.setText(words)

    def words(self) -> str:
        return self._said.text()

    def add(self, words: str) -> QuietButton:
        made = QuietButton(words)
        made.setProperty("kind", "small")
        self._row.addWidget(made)
        return made
