"""The small sheet that settles an open proposal, or an interim decision: confirm, refuse or withdraw."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QButtonGroup,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.bridge.decide_state import DecideState
from app.rules.category import Category
from app.rules.decision import Decision, Stage
from app.rules.drafts import DraftKind, DraftPlace
from app.rules.errors import Problem
from app.views.issues import arrow_words, decision_words
from app.views.issues.decision_fields import DecisionFields
from app.views.issues.reason_field import ReasonField
from app.views.shared import complaints, theme
from app.views.shared.draft_keeper import DraftKeeper
from app.views.shared.inplace_style import InplaceStyle
from app.views.shared.text_value import TextValue
from app.views.shared.widgets import Chip, PrimaryButton, QuietButton, Sheet, Text


class DecideSheet(Sheet):
    """Opens itself when the bodies have arrived. `finished` says whether anything was stored."""

    help_topic = "move-an-issue"

    finished = Signal(bool)

    def __init__(self, state: DecideState, window: QWidget, reason: str = "") -> None:
        """`reason` is put back as it was typed."""
        super().__init__(window, "", 560)
        self._put_back = reason
        self.state = state
        state.setParent(self)
        self._shown = False
        InplaceStyle(self.content)
        decision = state.decision
        self.set_title(decision_words.question(decision))
        self.said = Text(decision_words.proposed(decision), "soft", wrap=True)
        self.why = Text(f"“{decision.reason}”" if decision.reason else "", "second", wrap=True)
        if not decision.reason:
            self.why.hide()  # shown here, before it has a parent, it would be a window of its own
        self.answers: dict[Stage, QRadioButton] = {}
        self.group = QButtonGroup(self)
        self.fields = DecisionFields(effective=False)
        self.reason = ReasonField("Reason")
        self.status = Text("", "second", wrap=True)
        self.note = Text(arrow_words.RECORD_NOTE, "third", wrap=True)
        self.cancel_button = QuietButton("Decide later", flat=True)
        self.record_button = PrimaryButton("Record")
        self._lay_out(decision)
        self._connect()
        self.drafts = DraftKeeper(
            state.operations.drafts, self, self._texts, self._draft_place, window.window()
        )

    def start(self) -> None:
        self.state.load()

    def _lay_out(self, decision: Decision) -> None:
        tone = decision.origin.value if decision.origin not in (None, Category.LEFT) else "neutral"
        origin = decision.origin or Category.LEFT
        self.above.setSpacing(theme.px(10))
        arrow = Text("→")
        arrow.setAccessibleName("to")
        for part in (Chip(origin.short, tone), arrow, Chip.for_category(decision.target)):
            self.above.addWidget(part)
        self.above.addStretch(1)
        self.above.addWidget(Chip(decision.stage.title, "neutral"))
        self.body.setSpacing(theme.px(12))
        self.body.addWidget(self.said)
        self.body.addWidget(self.why)
        self.body.addWidget(self._answers(decision))
        for field in (self.fields, self.reason, self.note):
            self.body.addWidget(field)
        self.body.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(self.cancel_button)
        row.addStretch(1)
        row.addWidget(self.record_button)
        both = QVBoxLayout()
        both.setSpacing(theme.px(10))
        both.addWidget(self.status)
        both.addLayout(row)
        self.footer.addLayout(both, 1)

    def _answers(self, decision: Decision) -> QWidget:
        box = QWidget()
        box.setAccessibleName("What was decided")
        row = QVBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        for stage, words in decision_words.answers(decision):
            button = QRadioButton(words)
            self.answers[stage] = button
            self.group.addButton(button)
            row.addWidget(button)
        return box

    def _connect(self) -> None:
        self.state.ready.connect(self._on_ready)
        self.state.judged.connect(self._on_judged)
        self.state.stored.connect(self._on_stored)
        self.state.refused.connect(self._on_refused)
        self.group.buttonToggled.connect(self._on_answer)
        self.fields.changed.connect(self._on_field)
        self.reason.changed.connect(self._on_reason)
        self.cancel_button.clicked.connect(self.dismiss)
        self.record_button.clicked.connect(self.state.send)
        self.closed.connect(self._on_closed)

    def _on_ready(self) -> None:
        self.fields.show_bodies(self.state.bodies, self.state.draft.body)
        self.fields.day.show_value(self.state.draft.decided_on)
        if not self._shown:
            self._shown = True
            self.open()
            if self._put_back:
                self.reason.text.put_back(self._put_back)

    def _texts(self) -> dict[str, TextValue]:
        return {"reason": self.reason.text}

    def _draft_place(self, field: str) -> DraftPlace:
        return DraftPlace(DraftKind.DECISION, self.state.decision.issue_id, field)

    def _on_judged(self, problems: tuple[Problem, ...]) -> None:
        stage = self.state.stage
        self.fields.set_enabled_for(decided=stage is not Stage.WITHDRAWN)
        needs = stage in (Stage.REFUSED, Stage.WITHDRAWN)
        self.reason.set_label("Reason (required)" if needs else "Reason (added to the decision)")
        self.record_button.setText(decision_words.button(stage))
        self.record_button.setEnabled(not problems and not self.state.sending)
        self._say(decision_words.status(self.state.decision, stage, problems))

    def _say(self, words: str, role: str = "second") -> None:
        self.status.setText(words)
        self.status.setProperty("role", role)
        self.status.style().unpolish(self.status)
        self.status.style().polish(self.status)
        self.record_button.setAccessibleDescription(words)

    def _on_answer(self, button: QAbstractButton, checked: bool) -> None:
        chosen = next((stage for stage, each in self.answers.items() if each is button), None)
        if checked:
            self.state.update(stage=chosen)

    def _on_field(self, name: str, value: object) -> None:
        self.state.update(**{name: value})

    def _on_reason(self, text: str) -> None:
        self.state.update(reason=text)

    def _on_stored(self, _outcome: object) -> None:
        self.accept()

    def _on_refused(self, error: Exception) -> None:
        if not self._shown:
            self.state.operations.refused.emit(error)
            self.finished.emit(False)
            self.deleteLater()
            return
        self.state.update()
        self._say(complaints.of_error(error), "error")

    def _on_closed(self, accepted: bool) -> None:
        self.drafts.let_go()
        self.finished.emit(accepted)
        self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field decides nothing: only a button that has the focus is pressed."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not isinstance(QApplication.focusWidget(), QAbstractButton):
            event.accept()
            return
        super().keyPressEvent(event)
