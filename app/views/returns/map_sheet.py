"""A department's own workbook is mapped once by hand: sheet, headings, what each column is, what each name means."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QSpinBox,
    QTableView,
    QWidget,
)

from app.bridge.mapping_state import MappingState
from app.rules.return_mapping import FIGURES, MEANINGS
from app.views.returns.map_face import GridFace
from app.views.returns.map_names import MapNames
from app.views.returns.map_periods import MapPeriods
from app.views.shared import theme
from app.views.shared.buttons import PrimaryButton, QuietButton
from app.views.shared.fields import Labelled
from app.views.shared.labels import Card, Text
from app.views.shared.problem_panel import ProblemPanel
from app.views.shared.sheet import Sheet
from app.views.shared.words import of_error, sentence
from app.views.shared.words_exchange import shown_name

if TYPE_CHECKING:
    from app.bridge.workspace import Workspace

_STATUSES = (("provisional", "Provisional"), ("final", "Final"))
_LAST_HEADING_ROW = 40
_OF_FIGURES = ("period", *FIGURES)


class MapSheet(Sheet):
    """`mapped` brings the file's hash, the mapping with its quarter, and the department's name."""

    mapped = Signal(str, object, str)

    def __init__(self, workspace: Workspace, file: object, window: QWidget) -> None:
        super().__init__(window, "", 1120)
        self.state = MappingState(workspace, file, self)  # type: ignore[arg-type]
        self.set_title(f"Map the columns of {shown_name(self.state.file.name)}")
        self.department, self.quarter, self.sheet_choice = QComboBox(), QComboBox(), QComboBox()
        self.status = QComboBox()
        self.row = QSpinBox()
        self.by_period = QComboBox()
        self.columns = {meaning: QComboBox() for meaning, _ in MEANINGS}
        self.problems = ProblemPanel()
        self.grid = QTableView()
        self.periods = MapPeriods(self.state)
        self.names = MapNames(self.state)
        self.promise = Text("", "second", wrap=True)
        self.cancel = QuietButton("Cancel")
        self.save = PrimaryButton("Remember and show what would change")
        self._build_choices()
        self._connect()
        self._settle()
        self.state.begin()

    def _build_choices(self) -> None:
        self.body.addWidget(self.problems)
        choices = QHBoxLayout()
        choices.setSpacing(theme.px(10))
        for label, field, stretch in (
            ("Department that sent it", self.department, 3), ("Its figures are of", self.quarter, 2),
            ("Sheet", self.sheet_choice, 2), ("Headings in row", self.row, 1), ("Where no column says it", self.status, 2),
        ):  # fmt: skip
            choices.addWidget(Labelled(label, field), stretch)
        self.body.addLayout(choices)
        self.row.setRange(0, _LAST_HEADING_ROW)
        self.row.setSpecialValueText("–")
        self.row.setFixedHeight(self.department.sizeHint().height())
        for word, text in _STATUSES:
            self.status.addItem(text, word)
        self._build_grid()
        self._build_places()
        self.body.addWidget(self.periods)
        self.body.addWidget(self.names, 1)
        self.footer.addWidget(self.promise, 1)
        self.footer.addWidget(self.cancel)
        self.footer.addWidget(self.save)

    def _build_places(self) -> None:
        """What holds for a whole row; then the figures, one of each or some for each period."""
        for by_period, text in enumerate(("One column", "Columns for each period")):
            self.by_period.addItem(text, bool(by_period))
        self._of_figures = [Labelled(words, self.columns[key]) for key, words in MEANINGS if key in _OF_FIGURES]
        of_row = [Labelled(words, self.columns[key]) for key, words in MEANINGS if key not in _OF_FIGURES]
        for fields in ([*of_row, Labelled("The figures stand in", self.by_period)], self._of_figures):
            row = QHBoxLayout()
            row.setSpacing(theme.px(10))
            for field in fields:
                row.addWidget(field, 1)
            self.body.addLayout(row)

    def _build_grid(self) -> None:
        grid = self.grid
        grid.setModel(self.state.grid)
        grid.setItemDelegate(GridFace(grid))
        grid.setAccessibleName("The first rows of the workbook")
        grid.setShowGrid(False)
        grid.setTabKeyNavigation(False)
        grid.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        grid.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        grid.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        grid.verticalHeader().setDefaultSectionSize(theme.px(24))
        grid.verticalHeader().setMinimumWidth(theme.px(34))
        grid.horizontalHeader().setHighlightSections(False)
        grid.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        grid.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        grid.setFixedHeight(theme.px(168))
        frame = Card.around(grid)
        self.body.addWidget(frame)

    def _connect(self) -> None:
        state = self.state
        state.ready.connect(self._fill)
        state.changed.connect(self._settle)
        state.failed.connect(self.fail)
        self.department.activated.connect(lambda _: state.set_department(int(self.department.currentData())))
        self.quarter.activated.connect(self._set_quarter)
        self.by_period.activated.connect(lambda _: state.set_by_period(bool(self.by_period.currentData())))
        self.sheet_choice.activated.connect(lambda _: state.set_sheet(str(self.sheet_choice.currentData())))
        self.status.activated.connect(lambda _: state.set_status(str(self.status.currentData())))
        self.row.valueChanged.connect(state.set_row)
        for meaning, field in self.columns.items():
            field.activated.connect(partial(self._set_column, meaning))
        self.cancel.clicked.connect(self.dismiss)
        self.save.clicked.connect(self._save)

    def _fill(self) -> None:
        """The lists that stay: departments, quarters, sheets."""
        self.department.addItem("Choose…", 0)
        for number, name in self.state.departments():
            self.department.addItem(name, number)
        for quarter in self.state.quarters():
            self.quarter.addItem(quarter.label, quarter.key)
        self.quarter.setCurrentIndex(max(self.quarter.findData(self.state.quarter.key), 0))
        for name in self.state.sheets():
            self.sheet_choice.addItem(shown_name(name), name)
        self._settle()

    def _settle(self) -> None:
        """Show the draft as it is now, and whether it can be kept."""
        draft = self.state.draft
        lacks = self.state.lacks()
        self.save.setEnabled(draft is not None and not lacks)
        self.promise.setText(
            sentence(lacks[0]) if lacks else "Nothing has been imported yet; the preview comes next."
        )
        if draft is None:
            return
        self.sheet_choice.setCurrentIndex(max(self.sheet_choice.findData(draft.sheet.name), 0))
        self.status.setCurrentIndex(max(self.status.findData(draft.status.value), 0))
        self.row.blockSignals(True)
        self.row.setValue(draft.row)
        self.row.blockSignals(False)
        self.by_period.setCurrentIndex(int(draft.by_period))
        for each in self._of_figures:
            each.setVisible(not draft.by_period)
        self.periods.setVisible(draft.by_period)
        self.status.setEnabled("status" not in draft.columns or draft.by_period)
        self.quarter.setEnabled(bool(self.state.quarters()))
        columns = self.state.columns()
        for meaning, field in self.columns.items():
            field.clear()
            field.addItem("–", 0)
            for at, words in columns:
                field.addItem(words, at)
            field.setCurrentIndex(max(field.findData(draft.columns.get(meaning, 0)), 0))
        self._fit_grid()

    def _fit_grid(self) -> None:
        """Columns as wide as their first texts, within reason."""
        for column in range(self.state.grid.columnCount()):
            hint = max(self.grid.sizeHintForColumn(column), self.grid.horizontalHeader().sectionSizeHint(column))
            self.grid.setColumnWidth(column, min(max(hint + theme.px(8), theme.px(60)), theme.px(240)))

    def _set_column(self, meaning: str, _index: int) -> None:
        self.state.set_column(meaning, int(self.columns[meaning].currentData() or 0))

    def _set_quarter(self, _index: int) -> None:
        key = self.quarter.currentData()
        found = next((each for each in self.state.quarters() if each.key == key), None)
        if found is not None:
            self.state.set_quarter(found)

    def _save(self) -> None:
        result = self.state.result()
        if result is not None:
            self.mapped.emit(self.state.file.sha256, *result)

    def fail(self, error: Exception) -> None:
        self.problems.say(" ".join(str(part) for part in of_error(error)))
