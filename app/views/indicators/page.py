"""The indicator page: list, chart, readings."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.bridge.indicator_filter import IndicatorChoice
from app.bridge.indicator_model import IndicatorListModel
from app.bridge.indicator_state import LONG, IndicatorState, Picture
from app.bridge.indicator_table import indicator_table, reading_table
from app.bridge.reading_model import ReadingModel
from app.rules.errors import Problem
from app.rules.period import Period
from app.rules.series import IndicatorLine, Series
from app.rules.shown_table import ShownTable
from app.rules.trend import View
from app.views.indicators.chart_panel import ChartPanel
from app.views.indicators.chart_sharing import ChartSharing
from app.views.indicators.filters import Filters
from app.views.indicators.indicator_list import IndicatorList
from app.views.indicators.panes import Panes
from app.views.indicators.paste_sheet import PasteSheet
from app.views.indicators.reading_table import ReadingTable
from app.views.indicators.record_way import RecordWay
from app.views.indicators.side_by_side import SideBySide
from app.views.shared import theme
from app.views.shared.page import Page
from app.views.shared.table_exports import TableExports
from app.views.shared.words import sentence

if TYPE_CHECKING:
    from app.bridge.workspace import Workspace

NOTHING_YET = (
    "No indicators yet. They say how an issue is doing: each has a unit, a target and a reading every quarter "
    "or year. New indicator makes the first; Import readings brings the figures."
)
NONE_KEPT = "No indicator fits these filters."
CHOOSE = "Choose an indicator to see its trend."


class IndicatorsPage(Page):
    """Attributes: state, what the store said; list, panel, table, the three parts."""

    key = "indicators"
    help_topic = "follow-the-indicators"
    title = "Indicators"
    nouns = ("indicator",)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.state = IndicatorState(workspace, self)
        self.lines = IndicatorListModel(self)
        self.readings = ReadingModel(self)
        self.filters = Filters()
        self.list = IndicatorList(self.lines)
        self.panel = ChartPanel()
        self.table = ReadingTable(self.readings)
        self.panes = Panes(self.list, self.panel, self.table)
        self.nothing = self.panes.nothing
        self._picture: Picture | None = None
        self._wanted: int | None = None
        self._without_counts: dict[Period, Problem] = {}
        self.paste_sheet: PasteSheet | None = None
        self.sharing = ChartSharing(self.readings, self)
        self.side = SideBySide(workspace)
        self.exports = TableExports(workspace.operations, self)
        self.exports.offer("Export this list…", self.list_table)
        self.exports.offer("Export these readings…", self.readings_table)
        self._build()
        self._connect()
        self.record = RecordWay(self)
        self.panes.show_nothing(CHOOSE)

    def _build(self) -> None:
        self.ways = QStackedWidget()
        self.ways.addWidget(self.panes)
        self.ways.addWidget(self.side)
        column = QVBoxLayout(self)
        edge = theme.px(18)
        column.setContentsMargins(edge, theme.px(14), edge, edge)
        column.setSpacing(theme.px(12))
        column.addWidget(self.filters)
        column.addWidget(self.ways, 1)

    def _connect(self) -> None:
        self.state.listed.connect(self._listed)
        self.state.tested.connect(self._tested)
        self.state.loaded.connect(self._loaded)
        self.state.drawn.connect(self._drawn)
        self.state.noted.connect(self.panel.show_words)
        self.state.issues_named.connect(self.filters.set_issues)
        self.filters.arranged.connect(self._arranged)
        self.side.opened.connect(self._open_large)
        self.state.put_done.connect(self._put_done)
        self.state.put_failed.connect(self._put_failed)
        self.readings.put.connect(self.state.put)
        self.readings.left_out.connect(self._left_out)
        self.lines.counted.connect(self._counted)
        self.filters.changed.connect(self._choice_changed)
        self.list.chosen.connect(self.state.open)
        self.panel.view_chosen.connect(self.state.set_view)
        self.panel.copy_wanted.connect(self.sharing.copy_picture)
        self.panel.words_wanted.connect(self.state.ask_note)
        self.panel.export_wanted.connect(self.sharing.export)
        self.sharing.refused.connect(self.state.operations.refused)
        self.panel.issue_wanted.connect(partial(self.open_requested.emit, "issue"))
        self.table.looked_at.connect(self._row_looked_at)
        self.table.pasted.connect(self.open_paste)
        self.workspace.ready.connect(self.state.mark_stale)
        self.workspace.lists_changed.connect(self._lists_changed)

    # What the store said

    def _listed(self, lines: tuple[IndicatorLine, ...]) -> None:
        illustrative = bool(lines) and all(line.illustrative for line in lines)
        self.list.set_facts(self.workspace.quarter, all_illustrative=illustrative)
        self.filters.illustrative.setVisible(illustrative)
        self.panel.all_illustrative = illustrative
        departments = self._departments()
        self.filters.set_departments(departments)
        self.lines.set_lines(lines, departments)
        self.badge_changed.emit(f"{len(lines)}" if lines else "", False)
        if any(line.issue_ids for line in lines):
            self.state.ask_issues()
        self._follow()
        self._refresh_side()

    def _tested(self, lines: tuple[IndicatorLine, ...]) -> None:
        self.lines.set_lines(lines, self._departments())
        if self.filters.choice.needs_tests:  # the rows are others now, or in another order
            self.list.choose(self.state.indicator_id)
            self._refresh_side()

    def _departments(self) -> dict[int, str]:
        return {item.id: item.name for item in self.workspace.lists.departments}

    def _lists_changed(self, _lists: object) -> None:
        self.filters.set_departments(self._departments())
        self.lines.set_lines(self.lines.lines, self._departments())

    def _follow(self) -> None:
        """Keep, or else make, an indicator current that the list shows."""
        wanted = self._wanted if self._wanted is not None else self.state.indicator_id
        self._wanted = None
        if self.lines.line(wanted) is None:
            first = self.lines.first()
            wanted = first.data(Qt.ItemDataRole.UserRole + 2) if first.isValid() else None
        self.state.open(wanted)
        self.list.choose(wanted)
        if wanted is None:
            self.panes.show_nothing(NOTHING_YET if not self.lines.lines else CHOOSE)

    def _counted(self, shown: int, everything: int) -> None:
        self.filters.set_counts(shown, everything)
        self.list.show_empty("" if shown else NONE_KEPT if everything else "No indicators yet.")

    @property
    def side_by_side(self) -> bool:
        return self.ways.currentWidget() is self.side

    def _arranged(self, side_by_side: bool) -> None:
        self.ways.setCurrentWidget(self.side if side_by_side else self.panes)
        self._refresh_side()

    def _refresh_side(self) -> None:
        """Read the small charts again; nothing where they are not in view."""
        if not self.side_by_side:
            self.side.state.drop()
        elif self.state.shown:
            everything = len(self.lines.lines)
            self.side.show_rows(
                self.lines.rows, "" if self.lines.shown else NONE_KEPT if everything else NOTHING_YET
            )

    def _open_large(self, indicator_id: int) -> None:
        """From a small chart to the big one of the same indicator."""
        self.filters.set_side_by_side(False)
        self.show_thing("indicator", indicator_id)
        self.panel.place.focus_chart()

    def _choice_changed(self, choice: IndicatorChoice) -> None:
        self.lines.set_choice(choice)
        self._refresh_side()
        if not self.list.choose(self.state.indicator_id) and self.lines.shown:
            first = self.lines.first().data(Qt.ItemDataRole.UserRole + 2)
            self.list.choose(first)

    def _loaded(self, series: Series | None) -> None:
        quarter: Period = self.workspace.quarter
        self.readings.set_series(series, quarter, read_only=self.state.read_only)
        if series is None:
            self.panes.show_nothing(CHOOSE if self.lines.lines else NOTHING_YET)
            return
        self.panel.set_series(series)
        self.panel.set_due(self.state.due_words())
        if len(series.readings) >= LONG:
            self.panel.place.set_trend(series, None)  # until its own chart is worked out
        self.panes.show_nothing("")

    def _drawn(self, picture: Picture | None) -> None:
        self._picture = picture
        self.sharing.picture = picture if picture and picture.trend.points else None
        if picture is not None:
            self.panel.show_picture(picture)

    def _left_out(self, period: Period, problem: Problem) -> None:
        self._without_counts[period] = problem

    def _put_done(self, period: Period) -> None:
        problem = self._without_counts.pop(period, None)
        self.table.say(f"Value {period.label}. {sentence(problem)}" if problem else "")

    def _put_failed(self, period: Period, error: Exception) -> None:
        self._without_counts.pop(period, None)
        self.table.say_error(error)

    def open_paste(self, text: str) -> None:
        """What the block would do to the indicator now shown."""
        if self.state.series is not None:
            self.table.say("")
            sheet = PasteSheet(self.workspace, self.window())
            sheet.closed.connect(sheet.deleteLater)
            self.paste_sheet = sheet
            sheet.start(text, self.state.series)

    def _row_looked_at(self, period: Period) -> None:
        chart, picture = self.panel.place.chart, self._picture
        if chart is not None and picture is not None:
            places = [point.period for point in picture.trend.points]
            chart.choose(places.index(period) if period in places else None)

    # The page's contract

    def activated(self) -> None:
        if self.workspace.is_ready:
            self.state.show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.workspace.is_ready:
            self.state.show()
        self.state.shown = True
        if self.lines.lines and not self.side.grid.tiles:
            self._refresh_side()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.state.hide()

    def show_thing(self, noun: str, key: object) -> None:
        """Bring an indicator into view; filters that would hide it are cleared."""
        key, section = key if isinstance(key, tuple) else (key, "")
        if noun != "indicator" or not isinstance(key, int):
            return
        if section:  # of its sheet, in which something is to be done
            self.record.open_section(key, section)
        self._wanted = key
        line = self.lines.line(key)
        if line is None:
            return
        if not self.lines.place(key).isValid():
            choice = IndicatorChoice(group=self.filters.choice.group, sort=self.filters.choice.sort)
            self.filters.set_choice(choice)
            self.lines.set_choice(choice)
        self._follow()
        self.list.show_chosen()

    def view_state(self) -> dict[str, Any]:
        return {
            "choice": self.filters.choice.as_state(),
            "indicator": self.state.indicator_id,
            "view": self.state.view.value,
            "scroll": self.list.view.verticalScrollBar().value(),
            **self.panes.view_state(),
            "sheet": self.record.view_state(),
            "side_by_side": self.side.view_state() if self.side_by_side else {},
        }

    def restore_view_state(self, state: dict[str, Any]) -> None:
        choice = state.get("choice")
        if isinstance(choice, dict):
            restored = IndicatorChoice.from_state(choice)
            self.filters.set_choice(restored)
            self.lines.set_choice(restored)
        if state.get("view") in list(View):
            self.state.set_view(View(state["view"]))
        side = state.get("side_by_side")
        if isinstance(side, dict) and side:
            self.side.restore_view_state(side)
            self.filters.set_side_by_side(True)
        wanted = state.get("indicator")
        if isinstance(wanted, int):
            self._wanted = wanted
            if self.lines.lines:
                self._follow()
        self.panes.restore_view_state(state)
        self.record.restore(state.get("sheet"))
        if isinstance(state.get("scroll"), int):
            self.list.view.verticalScrollBar().setValue(state["scroll"])

    def page_actions(self) -> Sequence[QAction]:
        return (self.table.paste_action, self.record.testing, *self.exports.actions)

    def list_table(self) -> ShownTable:
        """The indicators as they are filtered and sorted."""
        departments = self._departments()
        return indicator_table(
            self.lines.rows, self.lines.choice, self.workspace.quarter, departments, len(self.lines.lines)
        )

    def readings_table(self) -> ShownTable | None:
        series = self.readings.series
        return reading_table(series, self.workspace.quarter) if series is not None else None

    def keys(self) -> Sequence[tuple[str, str]]:
        return (
            ("Left, Right", "In the chart: the reading before, the reading after"),
            ("Home, End", "In the chart: the first reading, the newest"),
            ("+, -, 0", "In the chart: closer, further, everything"),
            ("Enter", "In the list: open the indicator's sheet"),
            ("Menu or Shift+F10", "In the chart: add a note at the point, begin the limits again there"),
            ("Enter or F2", "In the table: type a figure or a comment"),
            ("Ctrl+V", "In the table: paste figures from Excel"),
            ("Arrows, Enter", "Side by side: from chart to chart; see it large"),
        )
