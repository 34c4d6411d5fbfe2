"""The assessment in view beside an earlier quarter's: marked in the text, and in full beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from app.bridge.assessment_state import AssessmentState
from app.rules.assessment import SectionText
from app.rules.assessment_compare import compare
from app.rules.period import Period
from app.views.assessments.page_head import PageHead
from app.views.assessments.side_panel import SidePanel
from app.views.assessments.writing_area import WritingArea


class Comparing(QObject):
    """Attributes: quarter (None: compared with none)."""

    def __init__(self, state: AssessmentState, top: PageHead, area: WritingArea, side: SidePanel) -> None:
        super().__init__(area)
        self._state, self._top, self._area, self._side = state, top, area, side
        self.quarter: Period | None = None
        self._texts: dict[str, SectionText] = {}
        self._section = ""
        state.compared.connect(self._read)
        top.compare_wanted.connect(self.begin)
        top.change_wanted.connect(area.go_to_change)

    def begin(self, quarter: Period | None) -> None:
        self.quarter, self._texts = quarter, {}
        if quarter is None:
            self._area.compare_with(None)
            self._side.changes.show_none()
        else:
            self._state.ask_earlier(quarter)
        if self._state.sheet is not None:
            self._top.show_sheet(self._state.sheet, quarter)

    def keep_within(self, quarters: Sequence[Period]) -> None:
        """Another quarter came into view: one is compared only with those before it."""
        if self.quarter is not None and self.quarter not in quarters:
            self.begin(None)

    def show_section(self, key: str, *, fresh: bool) -> None:
        """Another section came into view, or the same was read again."""
        self._section = key
        if self.quarter is None:
            return
        self._show_changes()
        if fresh:
            self._mark()

    def _read(self, quarter: Period, texts: dict[str, SectionText]) -> None:
        if quarter == self.quarter:
            self._texts = texts
            self._mark()
            self._show_changes()
            self._side.open("changes")
            if not self._state.can_edit:
                self._area.in_place.turn(True)  # it is read, so both texts stand in one

    def _mark(self) -> None:
        assert self.quarter is not None
        earlier = self._texts.get(self._section)
        self._area.compare_with(earlier.html if earlier else "", self.quarter.label)

    def _show_changes(self) -> None:
        one = self._state.one
        if one is not None and self.quarter is not None:
            found = compare(one.sections, one.ratings, self._texts, one.texts)
            self._side.changes.show_comparison(found, self.quarter.label, self._section)
