"""The move sheet: a move is a decision, with its criteria, readiness, body, date and reason."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QVBoxLayout, QWidget

from app.bridge.move_draft import Judgement, chances
from app.bridge.move_state import MoveState
from app.rules.category import Category
from app.rules.drafts import DraftKind, DraftPlace
from app.rules.moves import Need, Rule
from app.rules.readiness import Answer
from app.views.issues import arrow_words, move_texts
from app.views.issues.answer_rows import criteria_list
from app.views.issues.columns import TwoColumns
from app.views.issues.decision_fields import DecisionFields
from app.views.issues.figures import Figures
from app.views.issues.plan_room import PlanRoom
from app.views.issues.reason_field import ReasonField
from app.views.issues.waive_rows import WaiveRows
from app.views.shared import complaints, theme
from app.views.shared.draft_keeper import DraftKeeper
from app.views.shared.inplace_style import InplaceStyle
from app.views.shared.widgets import Chip, PrimaryButton, QuietButton, Sheet, Text


class MoveSheet(Sheet):
    """Opens itself when its facts have arrived. `finished` says whether a move was stored and what follows."""

    help_topic = "move-an-issue"

    finished = Signal(bool, object)
    """Stored or not; and the (id, title, category) triples that are to come off the plan in exchange."""
    kept = Signal()
    """"Keep in …": leave this issue where it is, and go on with the next, if there is one."""

    def __init__(
        self, state: MoveState, window: QWidget, place: str = "", texts: Mapping[str, str] | None = None
    ) -> None:
        """`place` is "2 of 3" where several issues are moved one after another; `texts` are put back as typed."""
        super().__init__(window, "", 720)
        self.state = state
        state.setParent(self)
        self._put_back = texts or {}
        self._shown = False
        self._place_words = place
        InplaceStyle(self.content)
        self._make_parts()
        self._lay_out_above()
        self._lay_out_body()
        self._lay_out_footer()
        self._connect()
        self.drafts = DraftKeeper(
            state.operations.drafts, self, partial(move_texts.texts, self), self._draft_place, window.window()
        )

    def start(self) -> None:
        """Ask for the facts; the sheet opens when they are there."""
        self.state.load()

    def _make_parts(self) -> None:
        self.sentence = Text("", "soft", wrap=True)
        self.criteria_heading = Text("Guiding criteria", "label")
        self.criteria = criteria_list(live=True)
        self.readiness = WaiveRows()
        self.figures = Figures("What the figures show")
        self.room = PlanRoom()
        self.fields = DecisionFields()
        self.criteria_reason = ReasonField("Reason for going ahead although a criterion is not met")
        self.exception_reason = ReasonField("Reason for the exception (required)")
        self.reason = ReasonField("Reason (required)")
        self.status = Text("", "second", wrap=True)
        self.note = Text(arrow_words.RECORD_NOTE, "third", wrap=True)
        self.keep_button = QuietButton("Keep", flat=True)
        self.propose_button = QuietButton("Propose for sign-off")
        self.record_button = PrimaryButton("Move and record decision")

    def _lay_out_above(self) -> None:
        self.from_chip = Chip("")
        self.to_chip = Chip.for_category(self.state.to)
        self.arrow = Text("→")
        self.arrow.setAccessibleName("to")
        self.count = Text(self._place_words, "third")
        self.above.setSpacing(theme.px(10))
        for part in (self.from_chip, self.arrow, self.to_chip):
            self.above.addWidget(part)
        self.above.addStretch(1)
        self.above.addWidget(self.count)

    def _lay_out_body(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(self.criteria_heading)
        column.addWidget(self.criteria)
        column.addStretch(1)
        self.two = TwoColumns(left, self.readiness)
        self.body.setSpacing(theme.px(14))
        for part in (
            self.sentence,
            self.two,
            self.figures,
            self.criteria_reason,
            self.room,
            self.fields,
            self.exception_reason,
            self.reason,
            self.note,
        ):
            self.body.addWidget(part)
        self.body.addStretch(1)

    def _lay_out_footer(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self.keep_button)
        row.addStretch(1)
        row.addWidget(self.propose_button)
        row.addWidget(self.record_button)
        both = QVBoxLayout()
        both.setSpacing(theme.px(10))
        both.addWidget(self.status)
        both.addLayout(row)
        self.footer.addLayout(both, 1)

    def _connect(self) -> None:
        self.state.ready.connect(self._on_ready)
        self.state.judged.connect(self._on_judged)
        self.state.stored.connect(self._on_stored)
        self.state.refused.connect(self._on_refused)
        self.criteria.answered.connect(self._on_answer)
        self.readiness.waived.connect(self.state.waive)
        self.room.changed.connect(self._on_room)
        self.fields.changed.connect(self._on_field)
        self.reason.changed.connect(self._on_reason)
        self.criteria_reason.changed.connect(self._on_criteria_reason)
        self.exception_reason.changed.connect(self._on_exception_reason)
        self.keep_button.clicked.connect(self._on_keep)
        self.propose_button.clicked.connect(self.state.propose)
        self.record_button.clicked.connect(self.state.record)
        self.closed.connect(self._on_closed)

    def _on_ready(self) -> None:
        subject = self.state.subject
        if subject is None:
            return
        facts = subject.facts
        self.set_title(arrow_words.title(facts, self.state.to))
        tone = "neutral" if facts.category is Category.LEFT else facts.category.value
        self.from_chip.set_text(facts.category.short, tone)
        self.to_chip.set_text(self.state.to.short)
        self.keep_button.setText(arrow_words.keep_words(facts.category))
        quarters = chances(facts, self.state.workspace.quarter)
        self.fields.show_quarters(
            [(each.period, arrow_words.chance_words(each)) for each in quarters], self.state.draft.effective
        )
        self.fields.show_bodies(subject.bodies, self.state.draft.body)
        if not self._shown:
            self.fields.day.show_value(self.state.draft.decided_on)
            self.reason.set_text(self.state.draft.reason)
            self.criteria.show_answers(facts.criteria)
        self.room.show_facts(facts, subject.in_plan)

    def _on_judged(self, judgement: Judgement) -> None:
        subject = self.state.subject
        if subject is None:
            return
        verdict, facts = judgement.propose, subject.facts
        into_plan = self.state.to is Category.IMPROVEMENT_PLAN
        self.sentence.setText(arrow_words.arrow_sentence(facts, verdict))
        self.two.setVisible(into_plan and verdict.possible)
        self.readiness.setVisible(verdict.rule is Rule.M2)
        self.readiness.show_answers(facts.readiness, verdict.missing, subject.lead)
        self.figures.setVisible(verdict.rule in (Rule.M1, Rule.M3, Rule.EXCEPTION) and not into_plan)
        if not self._shown:
            self.figures.show_figures(subject.indicators, arrow_words.figures_sentence(facts, verdict))
        self.room.setVisible(verdict.over_limit)
        self.criteria_reason.setVisible(Need.CRITERIA_REASON in verdict.needs)
        if verdict.unmet_criteria:
            self.criteria_reason.set_label(arrow_words.criteria_label(verdict.unmet_criteria))
        self.exception_reason.setVisible(Need.EXCEPTION_REASON in verdict.needs)
        self.reason.set_label(arrow_words.reason_label(verdict))
        self.propose_button.setEnabled(judgement.propose.complete and not self.state.sending)
        self.record_button.setEnabled(judgement.record.complete and not self.state.sending)
        self.record_button.setText(arrow_words.record_words(judgement))
        self._say(arrow_words.status_words(judgement))
        if not self._shown:
            self._shown = True
            self.open()
            move_texts.put_back(self, self._put_back)

    def _draft_place(self, field: str) -> DraftPlace:
        return DraftPlace(DraftKind.MOVE, self.state.issue_id, field, self.state.to)

    def _say(self, words: str, role: str = "second") -> None:
        self.status.setText(words)
        if self.status.property("role") != role:
            self.status.setProperty("role", role)
            self.status.style().unpolish(self.status)
            self.status.style().polish(self.status)
        for button in (self.propose_button, self.record_button):
            button.setAccessibleDescription(words)

    def _on_answer(self, answer: Answer) -> None:
        self.state.answer(answer)

    def _on_room(self, values: dict[str, object]) -> None:
        self.state.update(**values)

    def _on_field(self, name: str, value: object) -> None:
        if name != "effective" or value is not None:
            self.state.update(**{name: value})

    def _on_reason(self, text: str) -> None:
        self.state.update(reason=text)

    def _on_criteria_reason(self, text: str) -> None:
        self.state.update(criteria_reason=text)

    def _on_exception_reason(self, text: str) -> None:
        self.state.update(exception_reason=text)

    def _on_keep(self) -> None:
        self._kept = True
        self.dismiss()

    _kept = False

    def _on_stored(self, _outcome: object) -> None:
        self.accept()

    def _on_refused(self, error: Exception) -> None:
        if not self._shown:
            self.state.operations.refused.emit(error)
            self.finished.emit(False, ())
            self.deleteLater()
            return
        if self.state.judgement is not None:
            self._on_judged(self.state.judgement)
        self._say(complaints.of_error(error), "error")

    def _on_closed(self, accepted: bool) -> None:
        self.drafts.let_go()
        if self._kept:
            self.kept.emit()
        else:
            self.finished.emit(accepted, self.state.draft.comes_off if accepted else ())
        self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field moves nobody: only a button that has the focus is pressed."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not isinstance(QApplication.focusWidget(), QAbstractButton):
            event.accept()
            return
        super().keyPressEvent(event)
