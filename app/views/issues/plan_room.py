"""The plan's soft cap: one issue more than its size asks what comes off, or why the plan should grow."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from app.bridge.move_draft import PlanIssue
from app.rules.category import Category
from app.rules.moves import MoveFacts
from app.views.shared import theme
from app.views.shared.choice_value import ChoiceValue
from app.views.shared.text_value import TextValue
from app.views.shared.widgets import Text


class PlanRoom(QFrame):
    """Emits draft values: `comes_off` (id, title, where to) or `growth_reason`."""

    changed = Signal(dict)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._titles: dict[int, str] = {}
        self.heading = Text("", "label", wrap=True)
        self.off = QRadioButton("Something comes off")
        self.grow = QRadioButton("The plan should grow")
        self._group = QButtonGroup(self)
        self._group.addButton(self.off)
        self._group.addButton(self.grow)
        self.issue = ChoiceValue("What comes off the plan", empty="Choose an issue", find=True)
        self.issue.setProperty("inplace", False)
        self.where = ChoiceValue("Where it goes", optional=False, find=False)
        self.where.setProperty("inplace", False)
        self.where.set_options(
            ((Category.OUTCOMES, "returns to Outcomes"), (Category.LEFT, "leaves the lists"))
        )
        self.where.show_value(Category.OUTCOMES)
        self.reason = TextValue("Why the plan should grow", most=4, inplace=False)
        self.reason.setPlaceholderText("Why the plan should grow")
        self.note = Text("Its own move is asked for next.", "third", wrap=True)
        self._lay_out()
        self.off.toggled.connect(self._on_toggled)
        self.grow.toggled.connect(self._on_toggled)
        self.issue.committed.connect(self._on_issue)
        self.where.committed.connect(self._on_where)
        self.reason.textChanged.connect(self._on_reason)
        self._on_toggled()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(self.heading)
        choice = QHBoxLayout()
        choice.setSpacing(theme.px(20))
        choice.addWidget(self.off)
        choice.addWidget(self.grow)
        choice.addStretch(1)
        column.addLayout(choice)
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        row.addWidget(self.issue, 3)
        row.addWidget(self.where, 2)
        column.addLayout(row)
        column.addWidget(self.note)
        column.addWidget(self.reason)

    def show_facts(self, facts: MoveFacts, in_plan: tuple[PlanIssue, ...]) -> None:
        self.heading.setText(
            f"The plan holds {facts.plan_count} of at most {facts.plan_limit} issues. "
            "What comes off, or why should it grow?"
        )
        self._titles = {each.issue_id: each.title for each in in_plan}
        self.issue.set_options([(each.issue_id, each.title) for each in in_plan])

    def _on_toggled(self, _checked: bool = False) -> None:
        for part in (self.issue, self.where, self.note):
            part.setVisible(self.off.isChecked())
        self.reason.setVisible(self.grow.isChecked())
        self._send()

    def _on_issue(self, chosen: object) -> None:
        self.issue.accept_stored(chosen)
        self._send()

    def _on_where(self, chosen: object) -> None:
        self.where.accept_stored(chosen)
        self._send()

    def _on_reason(self) -> None:
        self._send()

    def _send(self) -> None:
        comes_off: tuple[tuple[int, str, Category], ...] = ()
        chosen, where = self.issue.value(), self.where.value()
        if self.off.isChecked() and isinstance(chosen, int) and isinstance(where, Category):
            comes_off = ((chosen, self._titles.get(chosen, ""), where),)
        reason = self.reason.value() if self.grow.isChecked() else ""
        self.changed.emit({"comes_off": comes_off, "growth_reason": reason})
