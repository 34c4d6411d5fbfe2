"""The plan with its partners at the quarter in view, and the district whose page is open."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.bridge.quarter_state import QuarterState
from app.rules.partnership import District, Partnership
from app.rules.period import Period

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.bridge.workspace import Workspace
    from app.rules.trend import Trend


class PartnersState(QuarterState):
    """`partnership` and `district` are what was read last; None before. `district_id`: the one that is wanted."""

    nouns = ("issue", "issue_partner", "issue_locality", "partner", "locality", "partner_target", "placement",
             "decision", "reading", "indicator", "issue_indicator")  # fmt: skip
    district_loaded = Signal(object, object)
    """(District, a Trend for each of its figures, the whole county behind it)"""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        self.partnership: Partnership | None = None
        self.district: District | None = None
        self.district_id: int | None = None
        super().__init__(workspace, parent)
        self.operations.opened.connect(self._forget)

    @property
    def read_only(self) -> bool:
        return super().read_only or not self.operations.state.is_open

    @staticmethod
    def read(quarter: Period, session: Session) -> Partnership:
        from app.store.queries.partnership import partnership

        return partnership(session, quarter)

    def open_district(self, district_id: int) -> None:
        """Its issues and figures; `district_loaded` follows."""
        self.district_id = district_id
        question = partial(_district, self.workspace.quarter, district_id)
        self.operations.ask(question, self._district_came, self.failed.emit)

    def take(self, found: Partnership) -> Partnership:
        self.partnership = found
        ids = [each.id for each in found.districts]
        if self.district_id not in ids:
            self.district_id = ids[0] if ids else None
        if self.district_id is not None:
            self.open_district(self.district_id)
        return found

    def _district_came(self, answer: tuple[District, tuple[Trend, ...]]) -> None:
        found, trends = answer
        if found.quarter == self.workspace.quarter and found.id == self.district_id:
            self.district = found
            self.district_loaded.emit(found, trends)

    def _forget(self, _state: object = None) -> None:
        self.partnership = self.district = self.district_id = None


def _district(quarter: Period, district_id: int, session: Session) -> tuple[District, tuple[Trend, ...]]:
    from app.rules.trend_places import place_trends
    from app.store.queries.partnership import district

    found = district(session, quarter, district_id)
    trends = [place_trends(replace(each.series, places=(each.place,)))[0] for each in found.figures]
    return found, tuple(trends)
