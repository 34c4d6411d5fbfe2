"""The plan with its partners at the quarter in view, and the district whose page is open."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.rules.changes import Changes
from app.rules.partnership import District, Partnership
from app.rules.period import Period

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.bridge.workspace import Workspace
    from app.rules.trend import Trend

_NOUNS = ("issue", "issue_partner", "issue_locality", "partner", "locality", "partner_target", "placement", "decision",
          "reading", "indicator", "issue_indicator")  # fmt: skip


class PartnersState(QObject):
    """`partnership` and `district` are what was read last; None before. `district_id`: the one that is wanted."""

    loaded = Signal(object)
    district_loaded = Signal(object, object)
    """(District, a Trend for each of its figures, the whole county behind it)"""
    failed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.operations = workspace.operations
        self.partnership: Partnership | None = None
        self.district: District | None = None
        self.district_id: int | None = None
        self.operations.changed.connect(self._on_changed)
        self.operations.opened.connect(self._forget)
        workspace.quarter_changed.connect(self.reload)
        workspace.ready.connect(self.reload)
        if workspace.is_ready:
            self.reload()

    @property
    def read_only(self) -> bool:
        return bool(self.operations.state.read_only or not self.operations.state.is_open)

    def reload(self, _quarter: object = None) -> None:
        if self.operations.state.is_open:
            self.operations.ask(partial(_partnership, self.workspace.quarter), self._came, self.failed.emit)

    def open_district(self, district_id: int) -> None:
        """Its issues and figures; `district_loaded` follows."""
        self.district_id = district_id
        question = partial(_district, self.workspace.quarter, district_id)
        self.operations.ask(question, self._district_came, self.failed.emit)

    def store(self, command: Any) -> None:
        self.operations.do(command, self, self.reload, self.failed.emit)

    def _came(self, found: Partnership) -> None:
        if found.quarter != self.workspace.quarter:
            return
        self.partnership = found
        self.loaded.emit(found)
        ids = [each.id for each in found.districts]
        if self.district_id not in ids:
            self.district_id = ids[0] if ids else None
        if self.district_id is not None:
            self.open_district(self.district_id)

    def _district_came(self, answer: tuple[District, tuple[Trend, ...]]) -> None:
        found, trends = answer
        if found.quarter == self.workspace.quarter and found.id == self.district_id:
            self.district = found
            self.district_loaded.emit(found, trends)

    def _forget(self, _state: object = None) -> None:
        self.partnership = self.district = self.district_id = None

    def _on_changed(self, changes: Changes, initiator: object) -> None:
        if initiator is not self and changes.touches(*_NOUNS):
            self.reload()


def _partnership(quarter: Period, session: Session) -> Partnership:
    from app.store.queries.partnership import partnership

    return partnership(session, quarter)


def _district(quarter: Period, district_id: int, session: Session) -> tuple[District, tuple[Trend, ...]]:
    from app.rules.trend_places import place_trends
    from app.store.queries.partnership import district

    found = district(session, quarter, district_id)
    trends = [place_trends(replace(each.series, places=(each.place,)))[0] for each in found.figures]
    return found, tuple(trends)
