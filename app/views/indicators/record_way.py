"""From the page to an indicator's sheet, to a new indicator, and to notes and breaks on its chart.

The sheets are imported when the first is asked for: the page itself must stand as soon as the program has started.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from app.bridge.plan_numbers import ask_settings
from app.rules.period import Period
from app.rules.plan_settings import PlanSettings
from app.rules.series import Series

if TYPE_CHECKING:
    from app.views.indicators.new_indicator import NewIndicatorSheet
    from app.views.indicators.page import IndicatorsPage
    from app.views.indicators.point_sheets import BreakSheet, NoteSheet, PointSheet
    from app.views.indicators.record_panel import RecordPanel
    from app.views.indicators.testing_sheet import TestingSheet
    from app.views.shared.drawer import Drawer


class RecordWay(QObject):
    """Attributes: drawer and panel, once a sheet was opened; sheet, the small one open last."""

    def __init__(self, page: IndicatorsPage) -> None:
        super().__init__(page)
        self._page = page
        self.drawer: Drawer | None = None
        self.panel: RecordPanel | None = None
        self.sheet: NewIndicatorSheet | PointSheet | TestingSheet | None = None
        self._wide: int | None = None
        self._fresh: int | None = None
        self.testing = QAction("How change is judged…", page)
        self.testing.triggered.connect(self.open_testing)
        page.filters.new.clicked.connect(self.new_indicator)
        page.list.opened.connect(self.open_sheet)
        page.panel.record.clicked.connect(self.open_chosen)
        page.panel.point_menu.aboutToShow.connect(self._fill_menu)
        page.panel.place.chart_ready.connect(self._chart_ready)
        page.state.loaded.connect(self._on_loaded)
        page.state.listed.connect(self._on_listed)
        page.workspace.quarter_changed.connect(self._say_rights)
        page.state.operations.state_changed.connect(self._say_rights)

    def _say_rights(self, _of: object = None) -> None:
        """Where nothing can be changed, nothing offers to."""
        read_only = self._page.state.read_only
        self._page.filters.new.setVisible(not read_only)
        self.testing.setEnabled(not read_only)
        self._page.panel.note.setVisible(not read_only and self._series is not None and self._newest() is not None)

    @property
    def _series(self) -> Series | None:
        return self._page.state.series

    # The sheet

    def open_chosen(self) -> None:
        if self._page.state.indicator_id is not None:
            self.open_sheet(self._page.state.indicator_id)

    def open_sheet(self, indicator_id: int) -> None:
        """Bring the indicator's sheet out at the right."""
        panel = self._bring()
        panel.open_indicator(indicator_id)
        panel.setFocus()

    def open_section(self, indicator_id: int, section: str) -> None:
        """The sheet with its targets, or its comparators, in view."""
        self.open_sheet(indicator_id)
        assert self.panel is not None
        found = {"targets": self.panel.targets, "comparators": self.panel.comparators}[section]
        found.set_open(True)
        self.panel.area.ensureWidgetVisible(found.heading)

    def put_back(self, indicator_id: int) -> None:
        """The same, with the texts that are kept of it in their fields."""
        self._page.show_thing("indicator", indicator_id)
        self._bring().put_back(indicator_id)

    def commit_now(self, _path: object = None) -> None:
        """Another plan is about to be opened: what is written in the sheet is stored in this one."""
        if self.panel is not None:
            self.panel.commit_now()

    def _bring(self) -> RecordPanel:
        from app.views.indicators.record_panel import RecordPanel
        from app.views.shared.drawer import Drawer

        if self.drawer is None or self.panel is None:
            self.panel = RecordPanel(self._page.workspace)
            self.drawer = Drawer(self.panel, self._page)
            if self._wide is not None:
                self.drawer.set_width_wanted(self._wide)
            self.panel.closed.connect(self._on_closed)
            self.panel.issue_wanted.connect(partial(self._page.open_requested.emit, "issue"))
            self.panel.events.note_wanted.connect(self.add_note)
            self.panel.events.break_wanted.connect(self.begin_again)
        self.drawer.bring()
        return self.panel

    @property
    def is_open(self) -> bool:
        return self.drawer is not None and self.drawer.isVisible()

    def _on_loaded(self, series: Series | None) -> None:
        """The sheet follows the list."""
        self._say_rights()
        if self.panel is None or not self.is_open:
            return
        if series is None:
            self.panel.close_indicator()
        elif series.indicator.id != self.panel.indicator_id:
            self.panel.open_indicator(series.indicator.id)

    def _on_closed(self) -> None:
        if self.drawer is not None:
            self.drawer.put_away()
        self._page.list.view.setFocus()

    def new_indicator(self) -> None:
        """The small sheet for a new one; its own sheet follows."""
        from app.views.indicators.new_indicator import NewIndicatorSheet

        workspace = self._page.workspace
        sheet = NewIndicatorSheet(workspace.lists, workspace.operations, self._page)
        sheet.added.connect(self._on_added)
        self.sheet = sheet
        sheet.open()

    def open_testing(self) -> None:
        """How strict the plan's tests are, and how many reports running they ask for."""
        if not self._page.state.read_only:
            ask_settings(self._page.workspace.operations, self._show_testing)

    def _show_testing(self, settings: PlanSettings) -> None:
        from app.views.indicators.testing_sheet import TestingSheet

        self.sheet = TestingSheet(settings, self._page.workspace.operations, self._page)
        self.sheet.open()

    def _on_added(self, indicator_id: int) -> None:
        self._fresh = indicator_id
        self._page.show_thing("indicator", indicator_id)
        self.open_sheet(indicator_id)

    def _on_listed(self, _lines: object) -> None:
        """A new indicator is in the list now; filters that would hide it give way."""
        self._say_rights()
        fresh, self._fresh = self._fresh, None
        if fresh is not None:
            self._page.show_thing("indicator", fresh)

    # What stands on the chart

    def add_note(self, period: Period | None = None) -> None:
        from app.views.indicators.point_sheets import NoteSheet

        self._about(NoteSheet, period)

    def begin_again(self, period: Period | None = None) -> None:
        from app.views.indicators.point_sheets import BreakSheet

        self._about(BreakSheet, period)

    def _about(self, kind: type[NoteSheet] | type[BreakSheet], period: Period | None) -> None:
        at = period if isinstance(period, Period) else self._chosen() or self._newest()
        if self._series is None or at is None or self._page.state.read_only:
            return
        self.sheet = kind(self._series, at, self._page.state.operations, self._page)
        self.sheet.open()

    def _newest(self) -> Period | None:
        known = self._series.readings if self._series is not None else ()
        return known[-1].period if known else None

    def _chosen(self) -> Period | None:
        """The period of the chart's focused point."""
        chart = self._page.panel.place.chart
        if chart is None or chart.trend is None or chart.chosen is None:
            return None
        return chart.trend.points[chart.chosen].period

    def _fill_menu(self) -> None:
        self._fill(self._page.panel.point_menu, self._chosen() or self._newest())

    def _fill(self, menu: QMenu, at: Period | None) -> None:
        menu.clear()
        if at is None:
            return
        menu.addAction(f"Add note at {at.label}…", partial(self.add_note, at))
        menu.addAction(f"Begin limits again at {at.label}…", partial(self.begin_again, at))

    def _chart_ready(self) -> None:
        chart = self._page.panel.place.chart
        if chart is not None:
            chart.menu_wanted.connect(self._show_menu)

    def _show_menu(self, where: QPoint) -> None:
        """The same for the point under the pointer, or the focused one."""
        chart, at = self._page.panel.place.chart, self._chosen()
        if chart is None or at is None or self._page.state.read_only:
            return
        menu = QMenu(chart)
        self._fill(menu, at)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(where)

    # The page's view state

    def view_state(self) -> int | None:
        """How wide the sheet is wanted, in design pixels."""
        return self.drawer.width_wanted() if self.drawer is not None else self._wide

    def restore(self, wide: object) -> None:
        if isinstance(wide, int):
            self._wide = wide
            if self.drawer is not None:
                self.drawer.set_width_wanted(wide)
