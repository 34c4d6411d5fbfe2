"""A new indicator in a small sheet: what it is, how it is counted, which way is better."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from app.bridge.operations import Operations
from app.commands.save_indicator import SaveIndicator
from app.rules.changes import Outcome
from app.rules.errors import Problem, Refused
from app.rules.indicator_fields import BY_NAME, DEFAULTS, check_field
from app.rules.lists import Lists
from app.views.shared import theme
from app.views.shared.fields import Labelled
from app.views.shared.form_sheet import FormSheet, Values, choices

_HINTS = {"code": "NI 117", "title": "What is measured, in plain words", "unit": "%, number, £, per 1,000"}
_PLACES = {
    "title": (0, 0, 2), "code": (1, 0, 1), "department_id": (1, 1, 1), "unit": (2, 0, 1), "decimals": (2, 1, 1),
    "polarity": (3, 0, 1), "frequency": (3, 1, 1), "year_kind": (4, 0, 1), "shape": (4, 1, 1),
}  # fmt: skip
"""Row, column and how many columns."""
ABOUT = "Its targets, source and the rest are recorded in its own sheet afterwards."


class NewIndicatorSheet(FormSheet):
    """Keeps what was written while the store refuses it; `added` carries the id of the indicator."""

    added = Signal(int)

    def __init__(self, lists: Lists, operations: Operations, window: QWidget) -> None:
        super().__init__(window, "New indicator", "Add indicator", say=ABOUT, wide=620)
        self._operations = operations
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.px(16))
        self._grid.setVerticalSpacing(theme.px(10))
        for column in (0, 1):
            self._grid.setColumnStretch(column, 1)
        self.body.addLayout(self._grid)
        self.name = self._line("title")
        self.code = self._line("code")
        self._choice("department_id", choices(lists.departments, "No department yet"))
        self.unit = self._line("unit")
        self._choice("decimals", [(places, str(places)) for places in range(7)])
        for name in ("polarity", "frequency", "year_kind", "shape"):
            self._choice(name, list(BY_NAME[name].options))
        self.wanted.connect(self._add_indicator)

    def place(self, labelled: Labelled) -> None:
        name = next(name for name, each in self.fields.items() if each is labelled)
        row, column, across = _PLACES[name]
        self._grid.addWidget(labelled, row, column, 1, across, Qt.AlignmentFlag.AlignTop)

    def _line(self, name: str) -> QLineEdit:
        field, value = BY_NAME[name], str(DEFAULTS.get(name, ""))
        return self.add_line(name, field.label, value, _HINTS[name], field.limit, required=field.required)

    def _choice(self, name: str, options: list[tuple[object, str]]) -> None:
        """As wide as its column, whatever stands in it."""
        box = self.add_choice(name, BY_NAME[name].label, options, DEFAULTS.get(name))
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(6)

    def _add_indicator(self, values: Values) -> None:
        given = {name: value.strip() if isinstance(value, str) else value for name, value in values.items()}
        problems: list[Problem] = [found for name, value in given.items() if (found := check_field(name, value))]
        if problems:
            self.refuse(Refused(*problems))
            return
        self.do_button.setEnabled(False)
        self._operations.do(SaveIndicator(None, None, tuple(given.items())), self, self._on_added, self.refuse)

    def _on_added(self, outcome: Outcome) -> None:
        self.accept()
        for indicator_id in outcome.changes.ids.get("indicator", ()):
            self.added.emit(indicator_id)
