"""Two short tables of the settings: what posts may do with self-assessments, and which RAG rule is used where."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.bridge.lines_model import LinesModel
from app.bridge.lists_state import ListsState
from app.rules.assessment_stages import Role
from app.rules.rag import RagRuleName
from app.rules.settings_page import PostRole, RuleUse
from app.views.shared import theme, words
from app.views.shared.buttons import PrimaryButton, QuietButton
from app.views.shared.fields import InlineError
from app.views.shared.form_sheet import FormSheet, Values, choices
from app.views.shared.labels import Card, Text
from app.views.shared.lines_table import LinesTable

ROLE_WORDS = {
    Role.DEPARTMENT: "Writes and agrees in its department",
    Role.CHIEF: "Signs as Chief Officer",
    Role.TEAM: "Corporate Performance Team",
}
_ROLES_ABOUT = (
    "Who may write, agree, sign, receive and challenge a self-assessment. A role that no post has is anybody's. In a "
    "store on this computer it is a record, not a control. Whom one acts as is chosen under “You are”, in the status bar."
)
RULE_WORDS = {
    RagRuleName.TARGET_AND_FLOOR: ("Target and floor", "Green: target met. Amber: floor met. Red: floor missed."),
    RagRuleName.TOLERANCE: ("Tolerance", "Green: target met. Amber: missed by no more than the tolerance. Red: more."),
    RagRuleName.RED_IF_NOT_IMPROVING: (
        "Red only if not improving",
        "Green: within the tolerance. Beyond it amber if better than the same period last year, else red.",
    ),
}
_RULES_ABOUT = (
    "The rules by which indicators are rated, as each stands in the quarter. A rule is changed on the indicator itself, "
    "from a period on and with a reason; earlier figures keep the rating they were given."
)


class _TableView(QWidget):
    def __init__(self, title: str, about: str, table: LinesTable, tools: tuple[QWidget, ...]) -> None:
        super().__init__()
        head = QHBoxLayout()
        head.setSpacing(theme.px(6))
        head.addWidget(Text(title, "heading"), 1)
        for part in tools:
            head.addWidget(part)
        frame = Card.around(table)
        self.problem = InlineError()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addLayout(head)
        column.addWidget(Text(about, "second", wrap=True))
        column.addWidget(self.problem)
        column.addWidget(frame, 1)


class RolesView(_TableView):
    """Attributes: model, table, add_button, remove_button, sheet."""

    def __init__(self, state: ListsState) -> None:
        self.state = state
        self.model = LinesModel(("Post", "May", "For"), _role_cell)
        self.table = LinesTable(self.model, "Roles", (-5, -4, -4))
        self.add_button, self.remove_button = PrimaryButton("Give a role…"), QuietButton("Take away")
        self.sheet: FormSheet | None = None
        super().__init__("Roles", _ROLES_ABOUT, self.table, (self.remove_button, self.add_button))
        self.add_button.clicked.connect(self._ask)
        self.remove_button.clicked.connect(self._take)
        self.table.chosen.connect(self._allow)

    def show_roles(self, roles: tuple[PostRole, ...]) -> None:
        self.model.show(roles)
        self._allow()

    def _allow(self, _row: int = -1) -> None:
        editable = not self.state.read_only
        self.add_button.setEnabled(editable)
        self.remove_button.setEnabled(editable and self.model.line(self.table.currentIndex().row()) is not None)

    def _ask(self) -> None:
        lists = self.state.workspace.lists
        self.sheet = sheet = FormSheet(self, "Give a role to a post", "Give it")
        sheet.add_choice("post", "Post", choices(lists.posts))
        sheet.add_choice("role", "May", list(ROLE_WORDS.items()), Role.DEPARTMENT)
        sheet.add_choice("department", "Of the department (not for the team)", choices(lists.departments))
        sheet.store_with(self.state.operations, _giving)
        sheet.open()

    def _take(self) -> None:
        one: PostRole | None = self.model.line(self.table.currentIndex().row())
        if one is not None:
            from app.commands.set_post_role import SetPostRole

            self.problem.set_message("")
            command = SetPostRole(one.post_id, one.role, one.department_id, held=False)
            self.state.operations.do(command, self, None, self._failed)

    def _failed(self, error: Exception) -> None:
        self.problem.set_message(" ".join(str(said) for said in words.of_error(error)))


def _giving(values: Values) -> Any:
    from app.commands.set_post_role import SetPostRole

    role = Role(values["role"])
    return SetPostRole(values["post"] or 0, role, None if role is Role.TEAM else values["department"])


def _role_cell(one: PostRole, column: int) -> str:
    return (one.post, ROLE_WORDS[one.role], one.department or "The whole council")[column]


class RulesView(_TableView):
    """Attributes: model, table (the rules), indicators, used (those of the rule chosen)."""

    opens = Signal(str, object)

    def __init__(self) -> None:
        self.model = LinesModel(("Rule", "How it rates", "Indicators"), _rule_cell)
        self.table = LinesTable(self.model, "RAG rules", (-4, -9, 96))
        self.used = LinesModel(("Code", "Indicator"), _used_cell)
        self.indicators = LinesTable(self.used, "Indicators that the rule rates", (110, -1))
        self.go_button = QuietButton("Go to the indicator")
        super().__init__("RAG rules", _RULES_ABOUT, self.table, (self.go_button,))
        below = Card.around(self.indicators)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.addWidget(below, 3)
        self.table.chosen.connect(self._list)
        self.indicators.opened.connect(self._go)
        self.indicators.chosen.connect(self._allow)
        self.go_button.clicked.connect(self._go)
        theme.notifier.changed.connect(self._fit)

    def show_rules(self, rules: tuple[RuleUse, ...]) -> None:
        """Rules that rate nothing now are told of all the same."""
        unused = (RuleUse(name, 10.0, ()) for name in RagRuleName if name not in {rule.name for rule in rules})
        self.model.show((*rules, *unused))
        self._fit()
        if not self.table.currentIndex().isValid():
            self.table.go_to(0)
        self._list()

    def _fit(self) -> None:
        rows = min(self.model.rowCount(), 6)
        head = self.table.horizontalHeader().sizeHint().height() or theme.px(30)
        self.table.setFixedHeight(head + rows * self.table.line_height() + 4)

    def _list(self, _row: int = -1) -> None:
        one: RuleUse | None = self.model.line(self.table.currentIndex().row())
        self.used.show(one.used if one is not None else ())
        self._allow()

    def _allow(self, _row: int = -1) -> None:
        self.go_button.setEnabled(self.used.line(self.indicators.currentIndex().row()) is not None)

    def _go(self, _row: int = -1) -> None:
        one = self.used.line(self.indicators.currentIndex().row())
        if one is not None:
            self.opens.emit("indicator", one[0])


def _used_cell(one: tuple[int, str, str], column: int) -> str:
    return str(one[column + 1])


def _rule_cell(one: RuleUse, column: int) -> str:
    name, about = RULE_WORDS[one.name]
    if one.name is not RagRuleName.TARGET_AND_FLOOR and one.used:
        name = f"{name}, {one.tolerance:g}%"
    return (name, about, str(len(one.used)))[column]
