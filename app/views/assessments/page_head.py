"""The top of the self-assessments' page: whose it is, its stage, what it is compared with, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.rules.assessment import AssessmentLine
from app.rules.assessment_sheet import AssessmentSheet
from app.rules.period import Period
from app.views.assessments.stage_bar import StageBar
from app.views.assessments.step_bar import StepBar
from app.views.shared import theme
from app.views.shared.buttons import IconButton, MenuButton, QuietButton
from app.views.shared.flow_box import FlowBox
from app.views.shared.labels import Text

SHORTEST = 270
"""Design pixels in which the names of the stages can still be read."""
WHOLE = 16_777_215


class PageHead(QWidget):
    """Attributes: department, comparing, steps, stages, all (the map of all departments)."""

    department_chosen = Signal(int)
    compare_wanted = Signal(object)
    """(Period, or None for none)"""
    change_wanted = Signal(int)
    all_wanted = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = Text("Self-assessment", "title")
        self.department = MenuButton("Department")
        self.all = QuietButton("All")
        self.all.setCheckable(True)
        self.all.setAccessibleName("All departments at a glance")
        self.all.setToolTip("All departments at a glance")
        self.all.clicked.connect(self.all_wanted)
        self.stages, self.steps = StageBar(), StepBar()
        self.comparing = MenuButton("Compare")
        self.back = IconButton("up", "Change before (Shift+F8)")
        self.on = IconButton("down", "Next change (F8)")
        self.back.clicked.connect(lambda: self.change_wanted.emit(-1))
        self.on.clicked.connect(lambda: self.change_wanted.emit(1))
        row = FlowBox(theme.px(8))
        for part in (self.name, self.department, self.all, self.stages):
            row.add(part)
        for button in (self.comparing, self.back, self.on, self.steps):
            row.add(button, at_end=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(row)
        self._row = row
        self._added: list[QWidget] = []

    def add(self, button: QWidget) -> None:
        """Before the stages' buttons."""
        self._row.insert(self._row.parts().index(self.steps), button)
        self._added.append(button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        answer = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self._keep_rows()
        return answer

    def _keep_rows(self) -> None:
        """No row is given up where the page is short."""
        high = self._row.heightForWidth(self.width())
        if self.minimumHeight() != high:
            self.setMinimumHeight(high)

    def _fit(self) -> None:
        """Where there is little room, the place in the rail says what page it is."""
        self.name.setVisible(self.all.isChecked() or self.width() >= theme.px(1150))
        others = [part.sizeHint().width() for part in self._row.parts() if part is not self.stages and not part.isHidden()]
        room = self.width() - sum(others) - theme.px(8) * len(others)
        # The stages are what shrinks, until their words could not be read: then they begin another row.
        self.stages.setMaximumWidth(room if room >= theme.px(SHORTEST) else WHOLE)
        self._keep_rows()

    def show_map(self, on: bool) -> None:
        """Of all departments: what is about one of them has no place."""
        self.all.setChecked(on)
        for part in (self.stages, self.steps, self.comparing, self.back, self.on, self.department, *self._added):
            part.setVisible(not on)
        self.name.setText("Self-assessments of all departments" if on else "Self-assessment")
        self._fit()

    def show_lines(self, lines: Sequence[AssessmentLine], department_id: int | None) -> None:
        menu = self.department.menu()
        menu.clear()
        for line in lines:
            stage = line.stage.title if line.stage else "not begun"
            action = menu.addAction(f"{line.department.name}  ({stage})".replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(line.department.id == department_id)
            action.triggered.connect(partial(self._choose, line.department.id))

    def show_sheet(self, sheet: AssessmentSheet, compared: Period | None) -> None:
        begun = sheet.one is not None
        self.department.set_label(sheet.department.name)
        self.stages.show_assessment(sheet.one)
        if self.all.isChecked():
            return
        self.steps.show_possible(sheet.possible)
        self.comparing.setVisible(begun and bool(sheet.quarters))
        for part in (self.back, self.on):
            part.setVisible(begun and compared is not None)
        self.comparing.set_label(f"Since {compared.label}" if compared else "Compare")
        menu = self.comparing.menu()
        menu.clear()
        for quarter in sheet.quarters:
            action = menu.addAction(quarter.label)
            action.setCheckable(True)
            action.setChecked(quarter == compared)
            action.triggered.connect(partial(self._compare, quarter))
        menu.addSeparator()
        off = menu.addAction("Compare with none")
        off.setEnabled(compared is not None)
        off.triggered.connect(partial(self._compare, None))
        self._fit()

    def _choose(self, department_id: int, _checked: bool = False) -> None:
        self.department_chosen.emit(department_id)

    def _compare(self, quarter: Period | None, _checked: bool = False) -> None:
        self.compare_wanted.emit(quarter)
