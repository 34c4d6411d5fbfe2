"""Guiding criteria and conditions of readiness: a tick, what it is about, and the evidence for it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from app.rules.readiness import Answer, Condition, Criterion
from app.rules.texts import NOTE_LIMIT, text_problem
from app.views.shared import theme
from app.views.shared.text_value import TextValue
from app.views.shared.widgets import InlineError, Text
from app.views.shared.words import sentence


class TickLabel(Text):
    """The words beside a tick box: they wrap, and a click on them ticks."""

    def __init__(self, text: str, box: QCheckBox) -> None:
        super().__init__(text, "", wrap=True)
        self._box = box
        self.setBuddy(box)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._box.click()
        super().mouseReleaseEvent(event)


class AnswerRow(QWidget):
    """One criterion or condition. `live`: each letter of the evidence is sent, else the whole on leaving."""

    answered = Signal(object)
    """The Answer as it now stands."""

    def __init__(self, key: str, title: str, parent: QWidget | None = None, *, live: bool = False) -> None:
        super().__init__(parent)
        self.key = key
        self._met: bool | None = None
        self._sent: Answer | None = None
        """What is on its way to the store: leaving the field twice does not send it twice."""
        self.box = QCheckBox()
        self.box.setAccessibleName(title)
        self.label = TickLabel(title, self.box)
        self.evidence = TextValue(f"Evidence: {title}", lines=True, most=5, size=11.5)
        self.evidence.setProperty("evidence", "true")
        self.evidence.escape_reverts = not live
        self.error = InlineError(self.evidence)
        self._lay_out()
        self.box.clicked.connect(self._on_clicked)
        if live:
            self.evidence.textChanged.connect(self._on_evidence)
        self.evidence.committed.connect(self._on_committed)
        self.evidence.touched.connect(self._on_touched)
        self._live = live
        self._say_state()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(0)
        grid.setVerticalSpacing(0)
        grid.addWidget(self.box, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.label, 0, 1)
        self.label.setContentsMargins(4, 0, 0, 0)  # flush with the evidence, whose text has an edge around it
        grid.addWidget(self.evidence, 1, 1)
        grid.addWidget(self.error, 2, 1)
        grid.setColumnStretch(1, 1)

    def answer(self) -> Answer:
        return Answer(self.key, self._met, self.evidence.value())

    def show_answer(self, answer: Answer | None) -> None:
        self._met = answer.met if answer else None
        self.box.setChecked(bool(self._met))
        self.evidence.show_value(answer.evidence if answer else "")
        self._say_state()

    def set_read_only(self, read_only: bool) -> None:
        self.box.setEnabled(not read_only)
        self.label.setEnabled(True)
        self.evidence.set_read_only(read_only)

    def on_saved(self) -> None:
        """What was sent is stored."""
        sent, self._sent = self._sent, None
        if sent is not None:
            self.evidence.accept_stored(sent.evidence)
        self.error.set_message("")

    def on_refused(self, words: str) -> None:
        self._sent = None
        self.show_problem(words)

    def forget(self) -> None:
        """Another issue is shown next: nothing written for this one may reach it."""
        self._sent = None
        self.evidence.forget()
        self.error.set_message("")

    def show_problem(self, words: str) -> None:
        self.error.set_message(words)

    def _on_clicked(self, checked: bool) -> None:
        self._met = checked
        self._say_state()
        self._send()

    def _on_evidence(self) -> None:
        if self.evidence.is_dirty():
            self._send()

    def _on_committed(self, text: str) -> None:
        problem = text_problem(self.key, text, NOTE_LIMIT, lines=True)
        if problem is not None:
            self.error.set_message(sentence(problem))
        elif not self._live:
            self._send()

    def _send(self) -> None:
        answer = self.answer()
        if self._live or answer != self._sent:
            self._sent = answer
            self.answered.emit(answer)

    def _on_touched(self) -> None:
        if not self.error.isHidden():
            self.error.set_message("")

    def _say_state(self) -> None:
        words = {None: "Not answered yet", True: "Add evidence", False: "Not met: say why"}[self._met]
        self.evidence.setPlaceholderText(words)
        self.box.setAccessibleDescription(
            {None: "Not answered yet", True: "Met", False: "Not met"}[self._met]
        )


class AnswerList(QWidget):
    """All criteria, or all conditions, one under another."""

    answered = Signal(object)

    def __init__(
        self,
        keys: Sequence[Criterion] | Sequence[Condition],
        parent: QWidget | None = None,
        *,
        live: bool = False,
    ) -> None:
        super().__init__(parent)
        self.rows: dict[str, AnswerRow] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(5))
        for key in keys:
            row = AnswerRow(key.value, key.title, self, live=live)
            row.answered.connect(self.answered)
            self.rows[key.value] = row
            column.addWidget(row)

    def show_answers(self, answers: Sequence[Answer]) -> None:
        by_key = {answer.key: answer for answer in answers}
        for key, row in self.rows.items():
            row.show_answer(by_key.get(key))

    def set_read_only(self, read_only: bool) -> None:
        for row in self.rows.values():
            row.set_read_only(read_only)


def criteria_list(parent: QWidget | None = None, *, live: bool = False) -> AnswerList:
    return AnswerList(tuple(Criterion), parent, live=live)


def readiness_list(parent: QWidget | None = None, *, live: bool = False) -> AnswerList:
    return AnswerList(tuple(Condition), parent, live=live)
