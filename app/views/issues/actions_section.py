"""Actions with owner, due date and progress; risks with their five by five matrix."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.commands.edit_action import RemoveAction, SaveAction, SetSteps
from app.commands.edit_risk import RemoveRisk, SaveRisk
from app.rules.issue import IssueSheet
from app.rules.lists import Lists
from app.rules.overdue import day_of_view, is_overdue
from app.views.issues.action_row import ActionRow
from app.views.issues.risk_matrix import RiskMatrix, level_words
from app.views.issues.risk_row import RiskRow
from app.views.issues.section import Section
from app.views.shared import theme
from app.views.shared.inplace_style import text_inset
from app.views.shared.section_heading import sub_heading
from app.views.shared.text_value import TextValue
from app.views.shared.widgets import QuietButton


class ActionsSection(Section):
    """Rows live as long as what they show: a reload changes their values, not the focus."""

    title = "Actions and risks"

    def build(self, column: QVBoxLayout) -> None:
        self.action_rows: dict[int, ActionRow] = {}
        self.new_action: ActionRow | None = None
        self.risk_rows: dict[int, RiskRow] = {}
        self.new_risk: RiskRow | None = None
        self.action_list = QVBoxLayout()
        self.action_list.setSpacing(theme.px(8))
        self.risk_list = QVBoxLayout()
        self.risk_list.setSpacing(theme.px(8))
        self.matrix = RiskMatrix()
        self.add_action = QuietButton("Add an action", flat=True)
        self.add_risk = QuietButton("Add a risk", flat=True)
        self.add_action.clicked.connect(self._on_add_action)
        self.add_risk.clicked.connect(self._on_add_risk)
        column.addWidget(sub_heading("Actions"))
        column.addLayout(self.action_list)
        column.addLayout(_under_titles(self.add_action, theme.px(16) + 2 + theme.px(8)))
        column.addWidget(sub_heading("Risks"))
        column.addWidget(self.matrix)
        column.addLayout(self.risk_list)
        column.addLayout(_under_titles(self.add_risk, theme.px(18) + theme.px(2)))
        self.add_row(column, "risk_note", "Risk to the issue as a whole")

    def fill(self, sheet: IssueSheet, lists: Lists) -> None:
        self._fill_actions(sheet, lists)
        self._fill_risks(sheet)
        self.matrix.setVisible(bool(sheet.risks))
        self.matrix.show_risks(sheet.risks)

    def _fill_actions(self, sheet: IssueSheet, lists: Lists) -> None:
        there = {action.id for action in sheet.actions}
        for gone in [key for key in self.action_rows if key not in there]:
            row = self.action_rows.pop(gone)
            self.action_list.removeWidget(row)
            row.deleteLater()
        for action in sheet.actions:
            if action.id in self.action_rows:
                self.action_rows[action.id].show_action(action, lists, self.state.workspace.quarter)
            elif self.new_action is not None and self.new_action.waits_for(action.title):
                self.action_rows[action.id], self.new_action = self.new_action, None
                self.action_rows[action.id].take_over(action, lists)
            else:
                self.action_rows[action.id] = self._action_row()
                self.action_rows[action.id].show_action(action, lists, self.state.workspace.quarter)

    def _fill_risks(self, sheet: IssueSheet) -> None:
        there = {risk.id for risk in sheet.risks}
        for gone in [key for key in self.risk_rows if key not in there]:
            row = self.risk_rows.pop(gone)
            self.risk_list.removeWidget(row)
            row.deleteLater()
        for number, risk in enumerate(sheet.risks, 1):
            if risk.id in self.risk_rows:
                self.risk_rows[risk.id].show_risk(risk)
            elif self.new_risk is not None and self.new_risk.waits_for(risk.title):
                self.risk_rows[risk.id], self.new_risk = self.new_risk, None
                self.risk_rows[risk.id].take_over(risk)
            else:
                self.risk_rows[risk.id] = self._risk_row()
                self.risk_rows[risk.id].show_risk(risk)
            self.risk_rows[risk.id].mark.set_number(number)

    def summary(self, sheet: IssueSheet, lists: Lists) -> str:
        day = day_of_view(self.state.workspace.quarter)
        late = sum(1 for each in sheet.actions if is_overdue(each.due, each.progress, day))
        actions = f"{len(sheet.actions)} action{'' if len(sheet.actions) == 1 else 's'}"
        worst = max((risk.score for risk in sheet.risks), default=0)
        risks = f"{len(sheet.risks)} risk{'' if len(sheet.risks) == 1 else 's'}"
        parts = [actions, f"{late} overdue" if late else "", risks]
        return ", ".join(part for part in parts if part) + (
            f", {level_words(worst).lower()}" if worst else ""
        )

    def set_read_only(self, read_only: bool) -> None:
        super().set_read_only(read_only)
        for button in (self.add_action, self.add_risk):
            button.setVisible(not read_only)
        rows: list[ActionRow | RiskRow] = [*self.action_rows.values(), *self.risk_rows.values()]
        for row in rows:
            row.set_read_only(read_only)

    def commit(self) -> None:
        super().commit()
        for row in (*self.action_rows.values(), *self.risk_rows.values(), self.new_action, self.new_risk):
            if row is not None:
                row.commit()
        for action in self.action_rows.values():
            action.steps.commit()

    def forget(self) -> None:
        super().forget()
        for row in (self.new_action, self.new_risk):
            if row is not None:
                self._drop(row)

    def texts(self) -> dict[str, TextValue]:
        found = super().texts()
        actions: list[tuple[int | str, ActionRow]] = [*self.action_rows.items()]
        risks: list[tuple[int | str, RiskRow]] = [*self.risk_rows.items()]
        if self.new_action is not None:
            actions.append(("new", self.new_action))
        if self.new_risk is not None:
            risks.append(("new", self.new_risk))
        for key, action in actions:
            found |= {f"action {key} title": action.title, f"action {key} note": action.note}
        for key, risk in risks:
            found |= {f"risk {key} title": risk.title, f"risk {key} mitigation": risk.mitigation}
        return found

    def text_for(self, field: str) -> TextValue | None:
        self.make()
        if field.startswith("action new"):
            self._on_add_action()
        elif field.startswith("risk new"):
            self._on_add_risk()
        return super().text_for(field)

    def tell(self, field: str, words: str) -> None:
        row = self._row(field.rpartition(" ")[0])
        if row is None:
            super().tell(field, words)
        else:
            row.error.set_message(words, wrong=False)

    def on_saved(self, place: str) -> None:
        super().on_saved(place)
        row = self._row(place)
        if row is not None:
            row.on_saved()

    def on_refused(self, place: str, error: Exception) -> bool:
        row = self._row(place)
        if row is not None:
            row.on_refused(error)
            return True
        return super().on_refused(place, error)

    def _row(self, place: str) -> ActionRow | RiskRow | None:
        kind, _, key = place.partition(" ")
        if kind == "action":
            return self.new_action if key == "new" else self.action_rows.get(int(key))
        if kind == "risk":
            return self.new_risk if key == "new" else self.risk_rows.get(int(key))
        return None

    def _action_row(self) -> ActionRow:
        row = ActionRow(self.state.lists, self.state.workspace.quarter)
        row.saved.connect(self._on_action_saved)
        row.removed.connect(self._on_action_removed)
        row.steps_saved.connect(self._on_steps_saved)
        row.steps.rebuilt.connect(self.rebuilt)
        self.action_list.addWidget(row)
        self.rebuilt.emit()
        return row

    def _risk_row(self) -> RiskRow:
        row = RiskRow(self.state.lists)
        row.saved.connect(self._on_risk_saved)
        row.removed.connect(self._on_risk_removed)
        self.risk_list.addWidget(row)
        self.rebuilt.emit()
        return row

    def _on_add_action(self) -> None:
        if self.new_action is None:
            self.new_action = self._action_row()
        self.new_action.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_add_risk(self) -> None:
        if self.new_risk is None:
            self.new_risk = self._risk_row()
        self.new_risk.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_action_saved(self, row: ActionRow) -> None:
        action_id, values = (row.action.id if row.action else None), row.values()

        def make(sheet: IssueSheet) -> SaveAction:
            version = None
            if action_id is not None:
                version = {action.id: action.version for action in sheet.actions}[action_id]
            return SaveAction(sheet.id, action_id, version, *values)

        self.state.change(f"action {action_id or 'new'}", make)

    def _on_steps_saved(self, row: ActionRow) -> None:
        if row.action is None:
            return
        action_id, steps = row.action.id, row.steps_now()

        def make(sheet: IssueSheet) -> SetSteps:
            return SetSteps(action_id, {action.id: action.version for action in sheet.actions}[action_id], steps)

        self.state.change(f"action {action_id}", make)

    def _on_action_removed(self, row: ActionRow) -> None:
        if row.action is None:
            self._drop(row)
            return
        action_id = row.action.id

        def make(sheet: IssueSheet) -> RemoveAction:
            return RemoveAction(action_id, {action.id: action.version for action in sheet.actions}[action_id])

        self.state.change(f"action {action_id}", make)
        self.add_action.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_risk_saved(self, row: RiskRow) -> None:
        risk_id, values = (row.risk.id if row.risk else None), row.values()

        def make(sheet: IssueSheet) -> SaveRisk:
            version = (
                {risk.id: risk.version for risk in sheet.risks}[risk_id] if risk_id is not None else None
            )
            return SaveRisk(sheet.id, risk_id, version, *values)

        self.state.change(f"risk {risk_id or 'new'}", make)

    def _on_risk_removed(self, row: RiskRow) -> None:
        if row.risk is None:
            self._drop(row)
            return
        risk_id = row.risk.id

        def make(sheet: IssueSheet) -> RemoveRisk:
            return RemoveRisk(risk_id, {risk.id: risk.version for risk in sheet.risks}[risk_id])

        self.state.change(f"risk {risk_id}", make)
        self.add_risk.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop(self, row: ActionRow | RiskRow) -> None:
        """Take away a new row that was never stored."""
        if row is self.new_action:
            self.new_action = None
        elif row is self.new_risk:
            self.new_risk = None
        row.deleteLater()


def _under_titles(button: QuietButton, mark: int) -> QHBoxLayout:
    """The button's words begin where the titles above do; `mark` is what stands before those, in pixels."""
    row = QHBoxLayout()
    edge = 1 + theme.px(12)
    row.setContentsMargins(mark + text_inset() - edge, 0, 0, 0)
    row.addWidget(button)
    row.addStretch(1)
    return row
