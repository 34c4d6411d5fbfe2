"""What the checks noticed in a section: each can be answered, none blocks; what is answered goes to the end."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.rules.assessment_checks import Check
from app.rules.assessment_evidence import Strength
from app.rules.errors import Problem
from app.views.shared import theme
from app.views.shared.buttons import QuietButton
from app.views.shared.chips import Chip
from app.views.shared.labels import Text
from app.views.shared.words import said as in_words

_TONES = {Strength.NONE: "red", Strength.WEAK: "amber", Strength.GOOD: "green", Strength.BEST: "green"}


class CheckList(QWidget):
    """Attributes: buttons, in reading order."""

    answer_wanted = Signal(object)
    """(Check)"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.strength = Chip("")
        self.said = Text("", "third", wrap=True)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.buttons: list[QuietButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(12), theme.px(10), theme.px(6), theme.px(8))
        column.setSpacing(theme.px(8))
        column.addWidget(self.strength, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.said)
        column.addWidget(self.area, 1)

    def show_checks(
        self, found: Sequence[Check], section: str, strength: Strength | None, *, writable: bool
    ) -> None:
        here = [check for check in found if check.section_key == section]
        left = [check for check in here if check.answer is None]
        elsewhere = sum(check.answer is None and check.section_key != section for check in found)
        self.strength.setVisible(strength is not None)
        if strength is not None:
            self.strength.set_text(strength.title, _TONES[strength])
        said = f"{len(left)} to look at here." if left else "Nothing to look at here."
        self.said.setText(said + (f" {elsewhere} in other sections." if elsewhere else ""))
        self.buttons = []
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, theme.px(6), 0)
        column.setSpacing(theme.px(12))
        for check in [*left, *(check for check in here if check.answer is not None)]:
            column.addWidget(self._part(check, writable))
        column.addStretch(1)
        self.area.setWidget(inner)
        inner.setAutoFillBackground(False)
        self.area.viewport().setAutoFillBackground(False)

    def _part(self, check: Check, writable: bool) -> QWidget:
        part = QFrame()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        said = in_words(Problem(f"check_{check.code.value}", check.facts))
        column.addWidget(Text(said.what, "soft" if check.answer else "", wrap=True))
        rest = " ".join(each for each in (said.where, said.do) if each)
        if rest and check.answer is None:
            column.addWidget(Text(rest, "third", wrap=True))
        if check.answer is not None:
            column.addWidget(Text(f"↳ {check.answer.text}", "soft", wrap=True))
            column.addWidget(Text(check.answer.by, "third"))
        if writable:
            button = QuietButton("Answer…" if check.answer is None else "Change the answer…")
            button.setProperty("kind", "small")
            button.setAccessibleName(f"Answer: {said.what}")
            button.clicked.connect(partial(self._answer, check))
            self.buttons.append(button)
            row = QHBoxLayout()
            row.addWidget(button)
            row.addStretch(1)
            column.addLayout(row)
        return part

    def _answer(self, check: Check, _checked: bool = False) -> None:
        self.answer_wanted.emit(check)
