"""A new indicator in a small sheet: what it is, how it is counted, which way is better."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from app.bridge.operations import Operations
from app.commands.save_indicator import SaveIndicator
from app.rules.changes import Outcome
from app.rules.errors import Refused
from app.rules.indicator_fields import BY_NAME, DEFAULTS, check_field
from app.rules.lists import Lists, current
from app.views.shared import theme, words
from app.views.shared.buttons import PrimaryButton, QuietButton
from app.views.shared.fields import InlineError, Labelled
from app.views.shared.labels import Text
from app.views.shared.sheet import Sheet

_CHOICES = ("polarity", "frequency", "year_kind", "shape")


class NewIndicatorSheet(Sheet):
    """Keeps what was written while the store refuses it; `added` carries the id of the indicator."""

    added = Signal(int)

    def __init__(self, lists: Lists, operations: Operations, window: QWidget) -> None:
        super().__init__(window, "New indicator", 620)
        self._operations = operations
        self.fields: dict[str, Labelled] = {}
        self.code, self.name, self.unit = QLineEdit(), QLineEdit(), QLineEdit(str(DEFAULTS["unit"]))
        for name, line in (("code", self.code), ("title", self.name), ("unit", self.unit)):
            line.setMaxLength(BY_NAME[name].limit)
        self.code.setPlaceholderText("NI 117")
        self.name.setPlaceholderText("What is measured, in plain words")
        self.unit.setPlaceholderText("%, number, £, per 1,000")
        self.decimals = _box()
        for places in range(7):
            self.decimals.addItem(str(places), places)
        self.decimals.setCurrentIndex(1)
        self.choices = {name: _choice(name) for name in _CHOICES}
        self.department = _box()
        self.department.addItem("No department yet", None)
        for item in current(lists.departments):
            self.department.addItem(item.name, item.id)
        self.problem = InlineError()
        self._lay_out()

    def _lay_out(self) -> None:
        about = "Its targets, source and the rest are recorded in its own sheet afterwards."
        self.body.addWidget(Text(about, "soft", wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(16))
        grid.setVerticalSpacing(theme.px(10))
        places: tuple[tuple[str, QWidget, int, int, int], ...] = (
            ("title", self.name, 0, 0, 2), ("code", self.code, 1, 0, 1), ("department_id", self.department, 1, 1, 1),
            ("unit", self.unit, 2, 0, 1), ("decimals", self.decimals, 2, 1, 1),
            ("polarity", self.choices["polarity"], 3, 0, 1), ("frequency", self.choices["frequency"], 3, 1, 1),
            ("year_kind", self.choices["year_kind"], 4, 0, 1), ("shape", self.choices["shape"], 4, 1, 1),
        )  # fmt: skip
        for name, field, row, column, span in places:
            written = isinstance(field, QLineEdit)  # a choice is never without a value
            self.fields[name] = Labelled(BY_NAME[name].label, field, required=written and BY_NAME[name].required)
            grid.addWidget(self.fields[name], row, column, 1, span, Qt.AlignmentFlag.AlignTop)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        self.body.addLayout(grid)
        self.body.addWidget(self.problem)
        self.add = PrimaryButton("Add indicator")
        self.add.clicked.connect(self._on_add)
        cancel = QuietButton("Cancel", flat=True)
        cancel.clicked.connect(self.dismiss)
        self.footer.addWidget(cancel)
        self.footer.addStretch(1)
        self.footer.addWidget(self.add)
        self.closed.connect(self.deleteLater)

    def values(self) -> dict[str, object]:
        return {
            "title": self.name.text().strip(), "code": self.code.text().strip(), "unit": self.unit.text().strip(),
            "decimals": self.decimals.currentData(), "department_id": self.department.currentData(),
            **{name: box.currentData() for name, box in self.choices.items()},
        }  # fmt: skip

    def _on_add(self) -> None:
        values = self.values()
        problems = {name: problem for name, value in values.items() if (problem := check_field(name, value))}
        self._show({name: words.sentence(problem) for name, problem in problems.items()})
        if problems:
            return
        self.add.setEnabled(False)
        command = SaveIndicator(None, None, tuple(values.items()))
        self._operations.do(command, self, self._on_added, partial(_refused, self))

    def _show(self, messages: dict[str, str], rest: str = "") -> None:
        for name, labelled in self.fields.items():
            labelled.error.set_message(messages.get(name, ""))
        self.problem.set_message(rest)
        first = next((name for name in self.fields if name in messages), None)
        if first is not None:
            self.fields[first].field.setFocus()

    def _on_added(self, outcome: Outcome) -> None:
        self.accept()
        for indicator_id in outcome.changes.ids.get("indicator", ()):
            self.added.emit(indicator_id)

    def show_refusal(self, error: Exception) -> None:
        """Beside the field it is about, or under them all."""
        self.add.setEnabled(True)
        messages, rest = {}, []
        if isinstance(error, Refused):
            for problem in error.problems:
                name = str(problem.facts.get("field", ""))
                if name in self.fields:
                    messages[name] = words.sentence(problem)
                else:
                    rest.append(words.sentence(problem))
        else:
            rest = [str(said) for said in words.of_error(error)]
        self._show(messages, " ".join(rest))


def _refused(sheet: NewIndicatorSheet, error: Exception) -> None:
    sheet.show_refusal(error)


def _box() -> QComboBox:
    """As wide as its column, whatever stands in it."""
    box = QComboBox()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(6)
    return box


def _choice(name: str) -> QComboBox:
    box = _box()
    for value, label in BY_NAME[name].options:
        box.addItem(label, value)
    box.setCurrentIndex(box.findData(DEFAULTS[name]))
    return box
