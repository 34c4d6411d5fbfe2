"""Partners: shared aims, control, links, considerations and districts, each a list that opens its issue."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from app.bridge.partners_state import PartnersState
from app.rules.partnership import Dependence, Overlap, Partnership, PartnerTarget
from app.rules.shown_table import ShownTable
from app.rules.trend import Trend
from app.views.partners.district_view import DistrictView
from app.views.partners.lens_view import LensView
from app.views.partners.lenses import DISTRICTS, LENSES, issue_of
from app.views.partners.partner_sheets import dependency_sheet, target_sheet
from app.views.shared.buttons import PrimaryButton, QuietButton
from app.views.shared.framed_page import FramedPage
from app.views.shared.segments import Segments

if TYPE_CHECKING:
    from app.bridge.workspace import Workspace
    from app.rules.partnership import District

_SHARED, _CONTROL = 0, 1


class PartnersPage(FramedPage):
    """Attributes: state, segments, lenses (the views with a table), districts."""

    key = "partners"
    help_topic = "see-the-plan-with-partners"
    title = "Partners"
    nouns = ("partner",)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.state = PartnersState(workspace, self)
        self.segments = Segments("What is shown", (*(lens.title for lens in LENSES), DISTRICTS))
        self.lenses = tuple(LensView(lens) for lens in LENSES)
        self.districts = DistrictView()
        self.stack = QStackedWidget()
        self._wanted: int | None = None
        self.add_button = PrimaryButton("Add a partner's target…")
        self.change_button = QuietButton("Change…")
        self.retire_button = QuietButton("Retire it")
        self.depends_button = QuietButton("How it depends…")
        self.open_button = QuietButton("Open the issue")
        self.exports.offer("Export this list…", self._table)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.fill_head(buttons=(
            self.open_button, self.change_button, self.retire_button, self.depends_button, self.add_button
        ))  # fmt: skip
        views = QHBoxLayout()
        views.addWidget(self.segments)
        views.addStretch(1)
        for view in (*self.lenses, self.districts):
            self.stack.addWidget(view)
        self.column.insertLayout(1, views)
        self.column.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self.state.loaded.connect(self._loaded)
        self.state.district_loaded.connect(self._district_loaded)
        self.state.failed.connect(self.fail)
        self.segments.currentChanged.connect(self._show)
        for view in self.lenses:
            view.opened.connect(partial(self.open_requested.emit, "issue"))
            view.chosen.connect(self._allow)
        self.districts.wanted.connect(self.state.open_district)
        self.districts.opened.connect(self.open_requested.emit)
        self.add_button.clicked.connect(self._add)
        self.change_button.clicked.connect(self._change)
        self.retire_button.clicked.connect(self._retire)
        self.depends_button.clicked.connect(self._depends)
        self.open_button.clicked.connect(self._open_issue)
        self.workspace.operations.state_changed.connect(self._allow)
        self._allow()

    # What is shown

    def _loaded(self, partnership: Partnership) -> None:
        self.say("")
        for view in self.lenses:
            view.show_partnership(partnership)
        self.districts.set_districts(partnership.districts, self.state.district_id)
        self._go_to_wanted()
        self._allow()

    def _district_loaded(self, district: District, trends: Sequence[Trend]) -> None:
        self.districts.show_district(district, trends)

    def _show(self, at: int) -> None:
        self.stack.setCurrentIndex(at)
        self._allow()

    def _lens(self) -> LensView | None:
        at = self.segments.currentIndex()
        return self.lenses[at] if at < len(self.lenses) else None

    def _line(self) -> Any:
        view = self._lens()
        return view.current() if view is not None else None

    def _target(self) -> PartnerTarget | None:
        line = self._line()
        return line.target if isinstance(line, Overlap) else None

    def _allow(self, _state: object = None) -> None:
        """The buttons of the view that is shown, and only where they have something to do."""
        at, line, target = self.segments.currentIndex(), self._line(), self._target()
        editable = not self.state.read_only and self.state.partnership is not None
        for button in (self.change_button, self.retire_button, self.add_button):
            button.setVisible(at == _SHARED)
        self.depends_button.setVisible(at == _CONTROL)
        self.open_button.setVisible(at < len(self.lenses))
        self.open_button.setEnabled(line is not None and issue_of(line) is not None)
        self.add_button.setEnabled(editable and bool(self.workspace.lists.partners))
        self.change_button.setEnabled(editable and target is not None)
        self.retire_button.setEnabled(editable and target is not None)
        self.retire_button.setText("Take it up again" if target is not None and target.retired else "Retire it")
        self.depends_button.setEnabled(editable and isinstance(line, Dependence) and line.tie is not None)

    # What is wanted

    def _add(self) -> None:
        line = self._line()
        issue = issue_of(line) if line is not None else None
        self.open_sheet(target_sheet(self.state, self, None, issue.id if issue else None))

    def _change(self) -> None:
        target = self._target()
        if target is not None:
            self.open_sheet(target_sheet(self.state, self, target))

    def _retire(self) -> None:
        from app.commands.partner_targets import RetirePartnerTarget

        target = self._target()
        if target is not None:
            self.state.store(RetirePartnerTarget(target.id, target.version, not target.retired))

    def _depends(self) -> None:
        line = self._line()
        sheet = dependency_sheet(self.state, self, line) if isinstance(line, Dependence) else None
        if sheet is not None:
            self.open_sheet(sheet)

    def _open_issue(self) -> None:
        line = self._line()
        issue = issue_of(line) if line is not None else None
        if issue is not None:
            self.open_requested.emit("issue", issue.id)

    def _table(self) -> ShownTable | None:
        if self.state.partnership is None:
            return None
        view = self._lens()
        return view.export() if view is not None else self.districts.export()

    # As the window asks

    def show_thing(self, noun: str, key: object) -> None:
        """A partner: the first line of what is shared with it; one that shares nothing, in its list."""
        if noun != "partner":
            return
        self._wanted = key if isinstance(key, int) else None
        if self.state.partnership is not None:
            self._go_to_wanted()

    def _go_to_wanted(self) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is None:
            return
        view = self.lenses[_SHARED]
        self.segments.setCurrentIndex(_SHARED)
        if any(_is_of(line, wanted) for line in view.model.lines):
            view.go_to(lambda line: _is_of(line, wanted))
            view.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.open_requested.emit("entry", ("partner", wanted))

    def view_state(self) -> dict[str, Any]:
        rows = [view.table.currentIndex().row() for view in self.lenses]
        gaps = [view.gaps.isChecked() for view in self.lenses]
        return {"view": self.segments.currentIndex(), "district": self.state.district_id, "rows": rows, "gaps": gaps}

    def restore_view_state(self, state: dict[str, Any]) -> None:
        at, district = state.get("view"), state.get("district")
        if isinstance(district, int):
            self.state.district_id = district
            if self.state.partnership is not None and self.districts.choice.findData(district) >= 0:
                self.state.open_district(district)
        for view, on, row in zip(self.lenses, state.get("gaps") or (), state.get("rows") or (), strict=False):
            view.gaps.setChecked(on is True)
            if isinstance(row, int) and row < view.model.rowCount():
                view.table.go_to(row)
        if isinstance(at, int) and 0 <= at < self.segments.count():
            self.segments.setCurrentIndex(at)

    def keys(self) -> Sequence[tuple[str, str]]:
        return (("Enter on a line", "Open its issue"), ("Enter on a chart", "Open its indicator"))


def _is_of(line: Overlap, partner_id: object) -> bool:
    if line.target is not None and line.target.partner_id == partner_id:
        return True
    return line.issue is not None and any(tie.partner_id == partner_id for tie in line.issue.ties)
