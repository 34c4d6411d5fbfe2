"""One department at one quarter: what is asked and since when, what came back, and which figures came with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.bridge.returns_model import standing_words
from app.rules.indicator import format_value
from app.rules.return_form import FormValue, ReturnForm
from app.rules.return_queries import open_questions
from app.rules.returns import DepartmentReturn, ReturnCell, ReturnFigure, Standing
from app.views.shared import theme
from app.views.shared.buttons import QuietButton
from app.views.shared.dates import day, moment
from app.views.shared.labels import Card, ElidedText, Text
from app.views.shared.words_exchange import shown_name

_CAME = ("Indicator", "Period", "Figure", "Cell")
_ASKED = ("Indicator", "Period", "In the plan", "Target")
_FEWEST = 3
"""Lines of the table that are always shown; where they have no room, all of this scrolls."""
NOTHING_YET = (
    "Drop departments' workbooks anywhere on this window, or choose Import workbooks. Nothing is stored until you "
    "have seen what would change."
)


class ReturnDetails(Card):
    figures_wanted = Signal(int)
    """The id of the return that is shown."""
    original_wanted = Signal(int, str)
    """(return id, where to save it)"""
    query_wanted = Signal(object)
    """(DepartmentReturn)"""
    indicator_wanted = Signal(int)
    department_shown = Signal(int, str)
    """(id, name)"""
    asked_wanted = Signal(int, object)
    """(department id, quarter): what its workbook asks for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cell: ReturnCell | None = None
        self._indicators: tuple[int, ...] = ()
        """Of the table's rows."""
        self.heading = ElidedText("", "heading")
        self.words = Text("", "second", wrap=True)
        self.choice = QComboBox()
        self.choice.setAccessibleName("Which workbook of this return")
        self.choice.currentIndexChanged.connect(self._show_return)
        self.save = QuietButton("Save the original…")
        self.save.clicked.connect(self.ask_where)
        self.query = QuietButton("Save query list…")
        self.query.clicked.connect(lambda: self.query_wanted.emit(self.current()))
        self.table = _figures_table()
        self.table.itemActivated.connect(self._activated)
        self.hint = Text(NOTHING_YET, "soft", wrap=True)
        self.asked = Text("", wrap=True)
        self.nothing = Text("No figure came with it.", "soft")
        self.beside = QVBoxLayout()
        """What else belongs to the department; whoever knows it puts it here."""
        self._build()

    def _build(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.heading, 1)
        top.addWidget(self.choice)
        top.addWidget(self.query)
        top.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(14), theme.px(12), theme.px(14), theme.px(12))
        column.setSpacing(theme.px(8))
        column.addLayout(top)
        column.addWidget(self.words)
        column.addWidget(self.asked)
        column.addLayout(self.beside)
        column.addWidget(self.table, 1)
        column.addWidget(self.nothing, 1, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.hint)
        column.addStretch(0)
        theme.notifier.changed.connect(self._restyle)
        self._restyle()

    def show_cell(self, cell: ReturnCell, department: str) -> None:
        self._cell = cell
        self.department_shown.emit(cell.department_id, department)
        self.heading.set_whole(f"{department}, {cell.quarter.label}: {standing_words(cell).lower()}")
        self.words.setText(_words(cell))
        self.choice.blockSignals(True)
        self.choice.clear()
        for each in cell.returns:
            self.choice.addItem(f"{shown_name(each.file_name)}, {moment(each.received)}", each.id)
        self.choice.blockSignals(False)
        self.choice.setVisible(len(cell.returns) > 1)
        self._show_return()

    def current(self) -> DepartmentReturn | None:
        at = self.choice.currentIndex()
        returns = self._cell.returns if self._cell else ()
        return returns[at] if 0 <= at < len(returns) else None

    def _show_return(self) -> None:
        found = self.current()
        self.save.setVisible(found is not None)
        self.query.setVisible(found is not None and any(open_questions(found.problems)))
        self.table.setVisible(False)
        self.nothing.setVisible(False)
        self.asked.setVisible(False)
        self.hint.setVisible(found is None)
        if found is not None:
            self.figures_wanted.emit(found.id)
        elif self._cell is not None:
            self.asked_wanted.emit(self._cell.department_id, self._cell.quarter)

    def show_figures(self, return_id: int, figures: tuple[ReturnFigure, ...]) -> None:
        found = self.current()
        if found is None or found.id != return_id:
            return
        rows = [(f"{each.code} {each.title}", each.period.label, each.value, each.cell) for each in figures]
        self.table.setAccessibleName("Figures that came with this return; Enter opens the indicator")
        self._fill(_CAME, [each.indicator_id for each in figures], rows)
        self.nothing.setVisible(not figures)

    def show_asked(self, form: ReturnForm) -> None:
        """While nothing came: what its workbook asks for, with what the plan holds of it already."""
        cell = self._cell
        if cell is None or self.current() is not None:
            return
        if (form.department.id, form.quarter) != (cell.department_id, cell.quarter):
            return
        self.asked.setText(_asked_words(cell, form))
        self.asked.setVisible(True)
        self.table.setAccessibleName("Figures that are asked for; Enter opens the indicator")
        self._fill(_ASKED, [each.indicator.id for each in form.values], [_asked_row(each) for each in form.values])

    def _fill(self, heads: Sequence[str], indicators: Sequence[int], rows: Sequence[Sequence[str]]) -> None:
        self._indicators = tuple(indicators)
        self.table.setHorizontalHeaderLabels(list(heads))
        self.table.setRowCount(len(rows))
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts):
                self.table.setItem(row, column, QTableWidgetItem(text))
        self.table.setVisible(bool(rows))

    def _restyle(self) -> None:
        header = self.table.horizontalHeader()
        header.setMinimumSectionSize(theme.px(88))
        high = self.table.verticalHeader().defaultSectionSize()
        self.table.setMinimumHeight(header.sizeHint().height() + _FEWEST * high)

    def _activated(self, item: QTableWidgetItem) -> None:
        self.indicator_wanted.emit(self._indicators[item.row()])

    def ask_where(self) -> None:
        found = self.current()
        if found is None:
            return
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self.window(), "Save the original", documents)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(_safe_name(found.file_name))
        dialog.fileSelected.connect(self._picked)
        dialog.open()

    def _picked(self, path: str) -> None:
        found = self.current()
        if found is not None:
            self.original_wanted.emit(found.id, path)


def _figures_table() -> QTableWidget:
    table = QTableWidget(0, len(_CAME))
    table.setHorizontalHeaderLabels(list(_CAME))
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
    table.verticalHeader().hide()
    table.horizontalHeader().setHighlightSections(False)
    table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    for column in (1, 2, 3):
        table.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
    return table


def _safe_name(name: str) -> str:
    """The file's own name without anything that leads elsewhere."""
    base = name.replace("\\", "/").rpartition("/")[2]
    fit = "".join(mark if mark.isprintable() and mark not in '<>:"|?*' else "_" for mark in base).strip(". ")
    return fit[:120] or "return.xlsx"


def _asked_row(asked: FormValue) -> tuple[str, str, str, str]:
    of = asked.indicator
    now = "asked for" if asked.now is None else format_value(asked.now.value, of.unit, of.decimals) or "no figure"
    target = format_value(asked.target, of.unit, of.decimals) if asked.target is not None else ""
    return f"{of.code} {of.title}", asked.period.label, now, target


def _asked_words(cell: ReturnCell, form: ReturnForm) -> str:
    """How much the department has to say, and how much of it the plan knows."""
    if not form.values:
        return "No indicator of this department is measured yet, so its workbook asks for no figure."
    due, figures = sum(each.due for each in form.values), _counted(len(form.values), "figure")
    if cell.standing is Standing.NOT_KEPT:
        return f"Of {figures} the plan holds {len(form.values) - due} for this quarter."
    known = "none is in the plan yet" if due == len(form.values) else f"{due} still to come"
    also = [_counted(len(part), noun) for part, noun in ((form.issues, "issue"), (form.actions, "action")) if part]
    rest = f" It also asks how {' and '.join(also)} went on." if also else ""
    return f"Its workbook asks for {figures}; {known}.{rest}"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _words(cell: ReturnCell) -> str:
    """What was asked, when, and how often the department was reminded."""
    if cell.standing is Standing.NOT_KEPT:
        return "No return of this quarter was asked for through this plan."
    parts = [f"Due {day(cell.due)}."]
    request = cell.request
    if request and request.issued:
        form = f", form {request.forms}" if request.forms > 1 else ""
        by = f" by {request.issued_by}" if request.issued_by else ""
        parts.append(f"Workbook issued {moment(request.issued)}{by}{form}.")
    elif cell.standing in (Standing.EXPECTED, Standing.LATE):
        parts.append("Its workbook has not been issued from here.")
    if request and request.chases:
        times = "once" if len(request.chases) == 1 else f"{len(request.chases)} times"
        each_time = "; ".join(f"{moment(each.at)} by {each.by}" for each in request.chases)
        parts.append(f"Chased {times}: {each_time}.")
    for each in cell.returns[:1]:
        by = f" by {each.received_by}" if each.received_by else ""
        figures = f"{each.figures} figure{'' if each.figures == 1 else 's'}"
        if each.sent_back:
            parts.append(f"Received {moment(each.received)}{by} and sent back with questions; nothing of it was imported.")
            continue
        parts.append(f"Imported {moment(each.received)}{by}: {figures}.")
        if cell.standing is Standing.QUERIED:
            parts.append("Something was left out that the department has to answer for.")
    return " ".join(parts)
