"""Inspections: the matrix of ratings above, the recommendations and what became of them below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.bridge.inspections_state import InspectionsState, MatrixModel, rating_tone
from app.bridge.lines_model import LinesModel
from app.bridge.table_export import table_of
from app.rules.inspection import Inspections, Inspectorate, Recommendation, RecommendationState
from app.rules.lists import name_of
from app.rules.period import Period
from app.rules.shown_table import ShownTable
from app.views.inspections import inspection_sheets as sheets
from app.views.shared import theme
from app.views.shared.buttons import MenuButton, PrimaryButton, QuietButton
from app.views.shared.chips import Chip
from app.views.shared.dates import day
from app.views.shared.flow_box import FlowBox
from app.views.shared.form_sheet import FormSheet
from app.views.shared.framed_page import FramedPage
from app.views.shared.labels import Card, Text
from app.views.shared.lines_table import LinesTable
from app.views.shared.scroll_column import ScrollColumn

if TYPE_CHECKING:
    from app.bridge.workspace import Workspace

_HEADS = ("Recommendation", "From", "State", "Owner", "Due", "Became")
_TONES = {RecommendationState.OPEN: "amber", RecommendationState.TAKEN_UP: "accent", RecommendationState.DONE: "green"}
_EMPTY = "No recommendation is recorded yet. One can become an issue on the Hot List, or an action on an issue."


class InspectionsPage(FramedPage):
    """Attributes: state, matrix (table), recommendations (table)."""

    key = "inspections"
    help_topic = "follow-inspections"
    title = "Inspections"
    nouns = ("inspectorate",)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.state = InspectionsState(workspace, self)
        self.model = MatrixModel(self)
        self.matrix = LinesTable(self.model, "Ratings by inspectorate and year", (-6, -3))
        self.matrix.setSelectionBehavior(LinesTable.SelectionBehavior.SelectItems)
        self.lines = LinesModel(_HEADS, self._cell, self)
        self.recommendations = LinesTable(self.lines, "Recommendations", (-7, -4, 110, -4, 96, -5), {2: _state_tone})
        self.recommendations.set_least(3)
        self.about = Text("", "second", wrap=True)
        self.illustrative = Chip("Some are illustrative")
        self.result_button = PrimaryButton("Record a result…")
        self.inspectorate_button = MenuButton("Inspectorates")
        self.add_button = QuietButton("Add a recommendation…")
        self.take_button = MenuButton("Take it up")
        self.change_button = QuietButton("Change…")
        self.open_button = QuietButton("Open the issue")
        self.none = Text(_EMPTY, "soft", wrap=True)
        self.exports.offer("Export the ratings…", self._ratings)
        self.exports.offer("Export the recommendations…", self._recommendations)
        self.takes: list[QAction] = []
        self._build()
        self._connect()

    def _build(self) -> None:
        self.fill_head([self.illustrative], [self.inspectorate_button, self.result_button])
        top, below = Card.around(self.matrix), Card.around(self.recommendations)
        top.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.frame = below
        row = FlowBox(theme.px(6))
        row.add(Text("Recommendations", "heading"))
        for button in (self.open_button, self.change_button, self.take_button, self.add_button):
            row.add(button, at_end=True)
        inner = QWidget()
        rooms = QVBoxLayout(inner)
        rooms.setContentsMargins(0, 0, 0, 0)
        rooms.setSpacing(self.column.spacing())
        for part in (top, self.about, row, self.none):
            rooms.addWidget(part)
        rooms.addWidget(below, 1)
        rooms.addStretch(0)
        self.column.addWidget(ScrollColumn(inner), 1)

    def _connect(self) -> None:
        self.state.loaded.connect(self._loaded)
        self.state.failed.connect(self.fail)
        self.matrix.selectionModel().currentChanged.connect(self._moved)
        self.matrix.opened.connect(self._open_cell)
        self.recommendations.chosen.connect(self._allow)
        self.recommendations.opened.connect(self._open_recommendation)
        self.result_button.clicked.connect(self._open_cell)
        self.add_button.clicked.connect(self._add)
        self.change_button.clicked.connect(self._open_recommendation)
        self.open_button.clicked.connect(self._open_issue)
        for words, do in (
            ("As an issue on the Hot List…", self._to_hot_list),
            ("As an action on an issue…", self._to_action),
            ("Link it to an issue…", self._link),
        ):
            action = QAction(words, self)
            action.triggered.connect(do)
            self.take_button.menu().addAction(action)
            self.takes.append(action)
        menu = self.inspectorate_button.menu()
        menu.addAction("Scale and aim of the one chosen…").triggered.connect(self._change_inspectorate)
        menu.addAction("Add an inspectorate…").triggered.connect(partial(self._inspectorate, None))
        self.workspace.operations.state_changed.connect(self._allow)
        theme.notifier.changed.connect(self._fit)

    # What is shown

    def _loaded(self, inspections: Inspections) -> None:
        at = self.matrix.currentIndex()
        self.model.show(inspections)
        years = len(inspections.years)
        rated = {year for _, year in inspections.results}
        shares = tuple(-9 if year in rated else 78 for year in inspections.years)
        self.matrix.set_columns((-9, *shares, -7, -6), dict.fromkeys(range(1, years + 1), rating_tone))
        if not at.isValid() and self.model.rowCount():
            self.matrix.setCurrentIndex(self.model.index(0, years))
        self.lines.show(inspections.recommendations)
        self.none.setVisible(not inspections.recommendations)
        self.frame.setVisible(bool(inspections.recommendations))
        open_ones = sum(each.state is RecommendationState.OPEN for each in inspections.recommendations)
        self.badge_changed.emit(str(open_ones) if open_ones else "", False)
        made_up = [each.illustrative for each in inspections.recommendations]
        made_up += [each.illustrative for each in inspections.results.values()]
        self.illustrative.setVisible(any(made_up))
        self._fit()
        self._moved()
        self._allow()

    def _fit(self) -> None:
        rows = min(max(self.model.rowCount(), 1), 8)
        header = self.matrix.horizontalHeader().sizeHint().height() or theme.px(30)
        self.matrix.setFixedHeight(header + rows * self.matrix.line_height() + 4)

    def _cell(self, one: Recommendation, column: int) -> str:
        of = self.state.inspections.inspectorate(one.inspectorate_id) if self.state.inspections else None
        became = f"Action: {one.action_title}" if one.action_id else one.issue_title
        return (
            one.title, f"{of.name if of else ''}, {one.year.label}", one.state.title,
            name_of(self.workspace.lists.posts, one.owner_post_id), day(one.due) if one.due else "", became,
        )[column]  # fmt: skip

    def _moved(self, *_: object) -> None:
        """Say of the cell what the matrix has no room for."""
        of, year, result = self._here()
        if of is None:
            self.about.setText("")
            return
        parts = [f"{of.title or of.name}: {', '.join(of.scale)}, from the lowest to the highest."]
        if result is not None:
            on = f", published on {day(result.published)}" if result.published else ""
            source = f" ({result.source}{on})" if result.source or on else ""
            parts.append(f"{result.year.label}: {result.rating or 'words only'}{source}. {result.note}".strip())
        elif year is not None:
            parts.append(f"No result is recorded for {year.label}.")
        if of.aim_note:
            parts.append(f"Aim: {of.aim_note}")
        self.about.setText(" ".join(parts))

    def _here(self) -> tuple[Inspectorate | None, Period | None, Any]:
        at = self.matrix.currentIndex()
        of = self.model.inspectorate(at.row()) if at.isValid() else None
        year = self.model.year(at.column()) if at.isValid() else None
        return of, year, self.model.result(at.row(), at.column()) if at.isValid() else None

    def _chosen(self) -> Recommendation | None:
        found: Recommendation | None = self.lines.line(self.recommendations.currentIndex().row())
        return found

    def _allow(self, _row: object = None) -> None:
        editable = self.editable
        one = self._chosen()
        free = one is not None and one.issue_id is None
        self.result_button.setEnabled(editable and self.model.rowCount() > 0)
        self.inspectorate_button.setEnabled(editable)
        self.add_button.setEnabled(editable and self.model.rowCount() > 0)
        self.change_button.setEnabled(editable and one is not None)
        self.take_button.setEnabled(editable and one is not None)
        for action in self.takes[:2]:
            action.setEnabled(free)
        self.open_button.setEnabled(one is not None and one.issue_id is not None)

    # What is wanted

    def _open_cell(self, _row: object = None) -> None:
        of, year, result = self._here()
        if of is None or not self.result_button.isEnabled():
            return
        if year is None and self.state.inspections is not None:
            year = self.state.inspections.years[-1]
            result = self.state.inspections.results.get((of.id, year))
        if year is not None:
            self.open_sheet(sheets.result_sheet(self.state, self, of, year, result))

    def _change_inspectorate(self) -> None:
        self._inspectorate(self._here()[0])

    def _inspectorate(self, of: Inspectorate | None, _checked: bool = False) -> None:
        self.open_sheet(sheets.inspectorate_sheet(self.state, self, of))

    def _add(self) -> None:
        self.open_sheet(sheets.recommendation_sheet(self.state, self, None, self._here()[0]))

    def _open_recommendation(self, _row: object = None) -> None:
        one = self._chosen()
        if one is not None and self.change_button.isEnabled():
            self.open_sheet(sheets.recommendation_sheet(self.state, self, one, None))

    def _to_hot_list(self) -> None:
        one = self._chosen()
        of = self.state.inspections.inspectorate(one.inspectorate_id) if one and self.state.inspections else None
        if one is not None and of is not None:
            self.open_sheet(sheets.hot_list_sheet(self.state, self, one, of))

    def _to_action(self) -> None:
        self._with_chosen(sheets.action_sheet)

    def _link(self) -> None:
        self._with_chosen(sheets.link_sheet)

    def _with_chosen(self, make: Callable[[InspectionsState, QWidget, Recommendation], FormSheet]) -> None:
        one = self._chosen()
        if one is not None:
            self.open_sheet(make(self.state, self, one))

    def _open_issue(self) -> None:
        one = self._chosen()
        if one is not None and one.issue_id is not None:
            self.open_requested.emit("issue", one.issue_id)

    def _ratings(self) -> ShownTable:
        return table_of(self.model, "Inspection ratings", (("Quarter", self.workspace.quarter.label),))

    def _recommendations(self) -> ShownTable:
        return table_of(self.lines, "Recommendations of inspections", (("Quarter", self.workspace.quarter.label),))

    # As the window asks

    def show_thing(self, noun: str, key: object) -> None:
        """An inspectorate by its id."""
        shown = self.state.inspections.inspectorates if self.state.inspections else ()
        row = next((at for at, each in enumerate(shown) if each.id == key), -1)
        if noun == "inspectorate" and row >= 0:
            self.matrix.setCurrentIndex(self.model.index(row, self.model.columnCount() - 3))
            self.matrix.setFocus(Qt.FocusReason.OtherFocusReason)

    def view_state(self) -> dict[str, Any]:
        at = self.matrix.currentIndex()
        return {"row": at.row(), "column": at.column(), "recommendation": self.recommendations.currentIndex().row()}

    def restore_view_state(self, state: dict[str, Any]) -> None:
        row, column = state.get("row"), state.get("column")
        if isinstance(row, int) and isinstance(column, int) and self.model.hasIndex(row, column):
            self.matrix.setCurrentIndex(self.model.index(row, column))

    def keys(self) -> Sequence[tuple[str, str]]:
        return (
            ("Arrow keys", "Go to an inspectorate and year"),
            ("Enter on a rating", "Record it, or change it"),
            ("Enter on a recommendation", "Change it"),
        )


def _state_tone(one: Any) -> str:
    return _TONES.get(one.state, "neutral") if isinstance(one, Recommendation) else ""
