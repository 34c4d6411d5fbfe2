"""Guiding criteria and readiness with their evidence, and the evidence base behind the issue."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from app.commands.answer import AnswerCondition, AnswerCriterion
from app.rules.issue import IssueSheet
from app.rules.lists import Lists
from app.rules.readiness import Answer, Condition, Criterion, met_count
from app.views.issues.answer_rows import AnswerList, AnswerRow, criteria_list, readiness_list
from app.views.issues.section import Section
from app.views.shared import complaints
from app.views.shared.section_heading import sub_heading
from app.views.shared.text_value import TextValue

_EVIDENCE = (
    "evidence_performance",
    "evidence_comparison",
    "evidence_public",
    "evidence_partnership",
    "evidence_inspection",
)


class CriteriaSection(Section):
    title = "Criteria and readiness"

    def build(self, column: QVBoxLayout) -> None:
        column.addWidget(sub_heading("Guiding criteria"))
        self.criteria: AnswerList = criteria_list()
        self.criteria.answered.connect(self._on_criterion)
        column.addWidget(self.criteria)
        self.readiness_heading = sub_heading("Readiness")
        column.addWidget(self.readiness_heading)
        self.readiness: AnswerList = readiness_list()
        self.readiness.answered.connect(self._on_condition)
        column.addWidget(self.readiness)
        column.addWidget(sub_heading("Evidence base"))
        for name in _EVIDENCE:
            self.add_row(column, name)
        column.addWidget(sub_heading("Important or in need of improvement"))
        for name in ("importance", "need", "scales_note"):
            self.add_row(column, name)

    def fill(self, sheet: IssueSheet, lists: Lists) -> None:
        self.criteria.show_answers(sheet.criteria)
        self.readiness.show_answers(sheet.readiness)
        self.readiness_heading.setText(f"Ready {met_count(sheet.readiness)} of {len(Condition)}")

    def summary(self, sheet: IssueSheet, lists: Lists) -> str:
        met, ready = met_count(sheet.criteria), met_count(sheet.readiness)
        return f"{met} of {len(Criterion)} criteria, ready {ready} of {len(Condition)}"

    def set_read_only(self, read_only: bool) -> None:
        super().set_read_only(read_only)
        self.criteria.set_read_only(read_only)
        self.readiness.set_read_only(read_only)
        lead = self.readiness.rows[Condition.LEAD.value]
        lead.box.setEnabled(False)  # answered by the issue's own lead, not by a tick

    def commit(self) -> None:
        super().commit()
        for answers in (self.criteria, self.readiness):
            for row in answers.rows.values():
                row.evidence.commit()

    def forget(self) -> None:
        super().forget()
        for answers in (self.criteria, self.readiness):
            for row in answers.rows.values():
                row.forget()

    def texts(self) -> dict[str, TextValue]:
        found = super().texts()
        for kind, answers in (("criterion", self.criteria), ("condition", self.readiness)):
            found |= {f"{kind} {key}": row.evidence for key, row in answers.rows.items()}
        return found

    def tell(self, field: str, words: str) -> None:
        row = self._row(field)
        if row is None:
            super().tell(field, words)
        else:
            row.error.set_message(words, wrong=False)

    def _on_criterion(self, answer: Answer) -> None:
        self.state.change(
            f"criterion {answer.key}",
            lambda sheet: AnswerCriterion(sheet.id, sheet.version, answer.key, answer.met, answer.evidence),
        )

    def _on_condition(self, answer: Answer) -> None:
        self.state.change(
            f"condition {answer.key}",
            lambda sheet: AnswerCondition(sheet.id, sheet.version, answer.key, answer.met, answer.evidence),
        )

    def on_saved(self, place: str) -> None:
        super().on_saved(place)
        row = self._row(place)
        if row is not None:
            row.on_saved()

    def on_refused(self, place: str, error: Exception) -> bool:
        row = self._row(place)
        if row is not None:
            row.on_refused(complaints.of_error(error))
            return True
        return super().on_refused(place, error)

    def _row(self, place: str) -> AnswerRow | None:
        kind, _, key = place.partition(" ")
        answers = {"criterion": self.criteria, "condition": self.readiness}.get(kind)
        return answers.rows.get(key) if answers is not None else None
