"""One decision whole: what was decided by whom, why, under which rule, and the evidence as it stood."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.bridge.decisions_state import WholeDecision
from app.rules import clock
from app.rules.decision import Decision, Stage
from app.rules.documents import Cites
from app.rules.moves import Rule
from app.rules.readiness import Condition, Criterion
from app.views.decisions.register_view import STAGE_TONES
from app.views.issues import decision_words
from app.views.shared import theme
from app.views.shared.buttons import IconButton, QuietButton
from app.views.shared.chips import Chip
from app.views.shared.dates import day
from app.views.shared.labels import Card, Text
from app.views.shared.section_heading import sub_heading
from app.views.shared.side_panel import SidePanel, emptied

RULES = {
    Rule.M1: "M1: an outcome whose performance significantly slipped joins the Hot List",
    Rule.M2: "M2: scope, focus, strategy and resources are agreed, so it joins the Improvement Plan",
    Rule.M3: "M3: performance has sufficiently improved, so it returns to the Outcomes",
    Rule.M4: "M4: a decision not to proceed",
    Rule.M5: "M5: a body adds it to the plan, or deletes it from it",
    Rule.M6: "M6: a new or returning issue enters the Hot List",
    Rule.EXCEPTION: "A recorded exception: the framework describes no such arrow",
    Rule.ENTRY: "Placed by the plan as adopted",
}


class DecisionPanel(SidePanel):
    """Says by signal what is wanted: the issue, a decision on it, its condition met, a document."""

    issue_wanted = Signal(int)
    decide_wanted = Signal(object)
    condition_wanted = Signal(object)
    met = Signal(object)
    document_wanted = Signal(object, int)
    """(Cites.DECISION, decision id): another document is to be cited."""
    open_document = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.whole: WholeDecision | None = None
        self.read_only = False
        self.chips = QHBoxLayout()
        self.chips.setSpacing(theme.px(6))
        self.issue_button = QuietButton("Open the issue")
        self.decide_button = QuietButton("Decide…")
        self.issue_button.clicked.connect(self._on_issue)
        self.decide_button.clicked.connect(self._on_decide)
        self.top.addLayout(self.chips)
        self.finish_top()
        self.parts = QVBoxLayout()
        self.parts.setSpacing(theme.px(6))
        self.column.addLayout(self.parts)
        row = QHBoxLayout()
        row.addWidget(self.issue_button)
        row.addWidget(self.decide_button)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addStretch(1)

    def show_decision(self, whole: WholeDecision, *, read_only: bool) -> None:
        self.whole, self.read_only = whole, read_only
        decision = whole.decision
        self.name(decision.issue_title)
        emptied(self.chips)
        self.chips.addWidget(Chip(decision.stage.title, STAGE_TONES[decision.stage]))
        if decision.rule == Rule.EXCEPTION:
            self.chips.addWidget(Chip("Exception", "amber"))
        waits = decision.stage in (Stage.PROPOSED, Stage.INTERIM) and not read_only
        self.decide_button.setVisible(waits)
        self.decide_button.setText("Decide…" if decision.stage is Stage.PROPOSED else "Sign off…")
        emptied(self.parts)
        self._add(Text(decision_words.headline(decision), "label", wrap=True))
        self._add(Text(decision_words.facts(decision), "second", wrap=True))
        self._show_steps(decision)
        self._show_words(decision)
        self._show_condition(whole)
        self._show_evidence(decision)
        self._show_documents(whole)
        self.refresh_tabs()

    def _show_steps(self, decision: Decision) -> None:
        if len(decision.steps) > 1:
            self._add(sub_heading("How it went"))
            for step in decision.steps:
                on = day(step.decided_on) if step.decided_on else ""
                said = (step.stage.title, step.body, on, step.minute)
                self._add(Text(", ".join(part for part in said if part), "", wrap=True))

    def _show_words(self, decision: Decision) -> None:
        named = (
            ("Rule", RULES.get(Rule(decision.rule), decision.rule) if decision.rule in set(Rule) else decision.rule),
            ("Reason", decision.reason),
            ("Why the exception", decision.exception_reason),
            ("Went ahead with a criterion not met", decision.criteria_reason),
            ("Size of the plan", decision.growth_reason),
            ("Proposed", f"{day(decision.proposed_on)} {decision.proposed_by}".strip()),
        )
        for label, words in (*named, *(("Waiver", words) for words in decision_words.waivers(decision))):
            if words:
                self._add(sub_heading(label))
                self._add(Text(words, "", wrap=True))

    def _show_condition(self, whole: WholeDecision) -> None:
        if not whole.decision.condition:
            return
        follow = whole.follow_up
        self._add(sub_heading("Condition"))
        self._add(Text(whole.decision.condition, "", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.setContentsMargins(theme.px(4), 0, 0, 0)
        if follow.done:
            row.addWidget(Chip(f"Met on {day(follow.done)}", "green"))
        elif whole.decision.stage.in_force:
            late = follow.due is not None and follow.due < clock.today()
            due = f", wanted by {day(follow.due)}" if follow.due else ""
            row.addWidget(Chip(f"Open{due}", "red" if late else "amber"))
        row.addStretch(1)
        if not self.read_only and whole.decision.stage.in_force:
            if not follow.done:
                self.met_button = QuietButton("Met today")
                self.met_button.clicked.connect(partial(self.met.emit, whole))
                row.addWidget(self.met_button)
            self.follow_button = QuietButton("Follow up…")
            self.follow_button.clicked.connect(partial(self.condition_wanted.emit, whole))
            row.addWidget(self.follow_button)
        self.parts.addLayout(row)
        if follow.note:
            self._add(Text(follow.note, "second", wrap=True))

    def _show_evidence(self, decision: Decision) -> None:
        kept = decision.evidence
        self._add(sub_heading(f"Evidence as it stood in {kept.get('quarter') or decision.effective.label}"))
        lines = decision_words.evidence(decision)
        if not lines and not kept.get("criteria"):
            self._add(Text("None was kept with this decision.", "second", wrap=True))
        for line in lines:
            self._add(Text(line, "", wrap=True))
        for label, key, kind in (
            ("Readiness then", "readiness", Condition),
            ("Guiding criteria then", "criteria", Criterion),
        ):
            said = list(_answers(kept.get(key), kind))
            if said:
                self._add(sub_heading(label))
                for words in said:
                    self._add(Text(words, "second", wrap=True))

    def _show_documents(self, whole: WholeDecision) -> None:
        if self.read_only and not whole.documents:
            return
        self._add(sub_heading("Documents"))
        for document in whole.documents:
            card = Card()
            line = QHBoxLayout(card)
            line.setContentsMargins(theme.px(10), theme.px(4), theme.px(6), theme.px(4))
            line.addWidget(Text(document.title, "", wrap=True), 1)
            line.addWidget(Text(document.location, "third", wrap=True), 1)
            if document.has_file:
                button = IconButton("open_away", f"Open the document: {document.title}")
                button.clicked.connect(partial(self.open_document.emit, document))
                line.addWidget(button)
            self._add(card)
        if not self.read_only:
            self.cite_button = QuietButton("Cite a document…", flat=True)
            self.cite_button.clicked.connect(self._on_cite)
            self.parts.addWidget(self.cite_button, 0, Qt.AlignmentFlag.AlignLeft)

    def _add(self, part: QWidget) -> None:
        part.setContentsMargins(theme.px(4), part.contentsMargins().top(), 0, 0)
        self.parts.addWidget(part)

    def _on_issue(self) -> None:
        if self.whole is not None:
            self.issue_wanted.emit(self.whole.decision.issue_id)

    def _on_decide(self) -> None:
        if self.whole is not None:
            self.decide_wanted.emit(self.whole.decision)

    def _on_cite(self) -> None:
        if self.whole is not None:
            self.document_wanted.emit(Cites.DECISION, self.whole.decision.id)


def _answers(kept: Any, kind: Any) -> Iterable[str]:
    """ "Outcome agreed: yes. Agreed at CMT", as the decision kept them."""
    for one in kept if isinstance(kept, list) else ():
        if not isinstance(one, dict):
            continue
        try:
            title = kind(one.get("key")).title
        except ValueError:
            title = str(one.get("key", ""))
        met = "yes" if one.get("met") else "not answered" if one.get("met") is None else "no"
        evidence = f". {one['evidence']}" if one.get("evidence") else ""
        yield f"{title}: {met}{evidence}"
