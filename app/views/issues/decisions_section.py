"""Decisions on the issue with their reasons and evidence, and where it has stood since when."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from app.rules.category import Category
from app.rules.decision import Decision, Stage
from app.rules.issue import IssueSheet
from app.rules.lists import Lists
from app.rules.moves import Rule
from app.views.issues import decision_words
from app.views.issues.section import Section
from app.views.shared import theme
from app.views.shared.section_heading import sub_heading
from app.views.shared.widgets import Chip, QuietButton, Text

_TONES = {Stage.PROPOSED: "accent", Stage.INTERIM: "amber", Stage.REFUSED: "red"}


class DecisionCard(QFrame):
    """One decision. One still open can be decided from here."""

    decide = Signal(object)

    def __init__(self, decision: Decision, *, can_decide: bool) -> None:
        super().__init__()
        self.decision = decision
        self.setProperty("role", "card")
        self.setAccessibleName(
            f"{decision_words.headline(decision)}, {decision.stage.title}, {decision_words.facts(decision)}"
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(10), theme.px(8), theme.px(10), theme.px(8))
        column.setSpacing(theme.px(3))
        top = QHBoxLayout()
        top.addWidget(Text(decision_words.headline(decision), "label", wrap=True), 1)
        if decision.rule == Rule.EXCEPTION:
            top.addWidget(Chip("Exception", "amber"))
        top.addWidget(Chip(decision.stage.title, _TONES.get(decision.stage, "neutral")))
        column.addLayout(top)
        column.addWidget(Text(decision_words.facts(decision), "second", wrap=True))
        for words in decision_words.earlier_steps(decision):
            column.addWidget(Text(words, "second", wrap=True))
        for words in self._texts():
            column.addWidget(Text(words, "", wrap=True))
        evidence = decision_words.evidence(decision)
        if evidence:
            column.addWidget(Text("As it stood: " + "; ".join(evidence), "third", wrap=True))
        if can_decide:
            self.button = QuietButton("Decide…" if decision.stage is Stage.PROPOSED else "Sign off…")
            self.button.clicked.connect(self._on_decide)
            column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)

    def _texts(self) -> list[str]:
        decision = self.decision
        found = [decision.reason]
        if decision.exception_reason:
            found.append(f"Exception: {decision.exception_reason}")
        if decision.criteria_reason:
            found.append(f"Went ahead with a criterion not met: {decision.criteria_reason}")
        if decision.growth_reason:
            found.append(f"Size of the plan: {decision.growth_reason}")
        if decision.condition:
            found.append(f"Condition: {decision.condition}")
        return [words for words in (*found, *decision_words.waivers(decision)) if words]

    def _on_decide(self) -> None:
        self.decide.emit(self.decision)


class DecisionsSection(Section):
    title = "Decisions"
    decide = Signal(object)

    def build(self, column: QVBoxLayout) -> None:
        self.cards: list[DecisionCard] = []
        self.shown: tuple[object, ...] | None = None
        self.list = QVBoxLayout()
        self.list.setSpacing(theme.px(8))
        self.places = Text("", "second", wrap=True)
        self.places.setContentsMargins(4, 0, 0, 0)
        column.addLayout(self.list)
        column.addWidget(sub_heading("Where it has stood"))
        column.addWidget(self.places)

    def fill(self, sheet: IssueSheet, lists: Lists) -> None:
        shown = (sheet.decisions, self.state.read_only)
        if shown != self.shown:
            self.shown = shown
            for old in self.cards:
                self.list.removeWidget(old)
                old.deleteLater()
            newest = sorted(sheet.decisions, key=lambda each: each.id, reverse=True)
            self.cards = [DecisionCard(each, can_decide=self._open(each)) for each in newest]
            for card in self.cards:
                card.decide.connect(self.decide)
                self.list.addWidget(card)
            self.rebuilt.emit()
        lines = [
            f"{place.category.short if place.category is not Category.LEFT else 'Left the lists'}"
            f" from {place.effective.label}"
            for place in reversed(sheet.placements)
        ]
        self.places.setText("\n".join(lines) or "Nowhere yet")

    def _open(self, decision: Decision) -> bool:
        return decision.stage in (Stage.PROPOSED, Stage.INTERIM) and not self.state.read_only

    def summary(self, sheet: IssueSheet, lists: Lists) -> str:
        waiting = sum(1 for each in sheet.decisions if each.stage in (Stage.PROPOSED, Stage.INTERIM))
        number = len(sheet.decisions)
        words = f"{number} recorded" if number else "none recorded"
        return f"{words}, {waiting} to sign off" if waiting else words
