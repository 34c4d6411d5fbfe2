"""What can be done with an assessment now: one button for the next step, the others in a menu with why not."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from app.rules.assessment_stages import Possibilities, Step
from app.views.shared import theme
from app.views.shared.buttons import MenuButton, PrimaryButton
from app.views.shared.labels import plain_tooltip
from app.views.shared.words import sentence

WORDS = {
    Step.AGREE: "Agree in the department", Step.RETURN: "Return to draft", Step.SIGN: "Sign", Step.RECEIVE: "Receive",
    Step.CHALLENGE: "Challenge", Step.CLOSE: "Close", Step.REOPEN: "Re-open",
}  # fmt: skip
FORWARD = (Step.AGREE, Step.SIGN, Step.RECEIVE, Step.CLOSE)
SHORT = {Step.AGREE: "Agree…", Step.SIGN: "Sign…", Step.RECEIVE: "Receive…", Step.CLOSE: "Close…"}


class StepBar(QWidget):
    """Attributes: forward (the primary button), more (the menu button)."""

    wanted = Signal(object)
    """(Step)"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.forward = PrimaryButton("")
        self.forward.clicked.connect(self._press)
        self.more = MenuButton("Stage")
        self._step: Step | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self.more)
        row.addWidget(self.forward)

    def show_possible(self, possible: Possibilities) -> None:
        self._step = next((step for step in FORWARD if step in possible.steps), None)
        self.forward.setVisible(self._step is not None)
        self.forward.setText(SHORT.get(self._step, "") if self._step else "")
        self.setVisible(bool(possible.by_step))
        menu = self.more.menu() or QMenu(self.more)
        menu.clear()
        menu.setToolTipsVisible(True)
        for step, words in WORDS.items():
            if step not in possible.by_step:
                continue
            answer = possible[step]
            action = menu.addAction(f"{words}…")
            action.setEnabled(answer.allowed)
            if answer.why is not None:
                action.setToolTip(plain_tooltip(sentence(answer.why)))
            action.triggered.connect(partial(self._want, step))

    def _want(self, step: Step, _checked: bool = False) -> None:
        self.wanted.emit(step)

    def _press(self) -> None:
        if self._step is not None:
            self.wanted.emit(self._step)
