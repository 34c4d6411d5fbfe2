"""Figures from the clipboard: judged beside the window's thread, shown, and stored as one change."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.bridge.background import Background
from app.bridge.reading_model import PASTED
from app.rules import clock
from app.rules.changes import Outcome
from app.rules.indicator import Status
from app.rules.series import Series

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.bridge.workspace import Workspace
    from app.exchange.import_plan import ImportPlan
    from app.rules.readings_now import ReadingsNow


class PasteJob(QObject):
    """One block for one indicator. Nothing is stored before `commit`, and then all of it or nothing."""

    planned = Signal(object, bool)
    """(ImportPlan, again): what it would do; `again` where the store changed since the plan before."""
    stored = Signal(object)
    """(Outcome)"""
    failed = Signal(object)
    """(Exception)"""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._background = Background(self)
        self._text = ""
        self._series: Series | None = None
        self._status = Status.PROVISIONAL
        self._plan: ImportPlan | None = None
        self._reason = ""

    def begin(self, text: str, series: Series) -> None:
        """`planned` follows."""
        self._text, self._series, self._plan = text, series, None
        self._ask(self._compared)

    def set_status(self, status: Status) -> None:
        """Of new figures that come without one; `planned` follows."""
        self._status = status
        if self._series is not None:
            self._ask(self._compared)

    def commit(self, reason: str = "") -> None:
        """Compare once more and store, if the store is as it was when the plan was shown; else plan again.

        Whoever calls it has shown the plan's doubts and had them accepted, with the reason.
        """
        self._reason = reason
        if self._plan is not None:
            self._ask(self._recompared)

    def cancel(self) -> None:
        self._background.drop()
        self._series = self._plan = None

    def _ask(self, then: Any) -> None:
        if self._series is not None:
            question = partial(_readings_of, indicator_id=self._series.indicator.id)
            self._workspace.operations.ask(question, partial(self._judge, then), self.failed.emit)

    def _judge(self, then: Any, now: ReadingsNow) -> None:
        if self._series is None:
            return
        self._background.drop()
        work = partial(_plan_paste, self._text, self._series, now, self._status)
        self._background.run(work, then, self.failed.emit)

    def _compared(self, plan: ImportPlan) -> None:
        self._plan = plan
        self.planned.emit(plan, False)

    def _recompared(self, plan: ImportPlan) -> None:
        before, self._plan = self._plan, plan
        if before is None:
            return
        if plan.lines != before.lines or plan.stops(accept_doubts=True):
            self.planned.emit(plan, True)
            return
        from app.commands.put_readings import PutReadings

        command = PutReadings(plan.rows(), PASTED, self._reason, recorded_by=self._workspace.you_are)
        self._workspace.operations.do(command, self, self._stored, self.failed.emit)

    def _stored(self, outcome: Outcome) -> None:
        self.cancel()
        self.stored.emit(outcome)


def _plan_paste(text: str, series: Series, now: ReadingsNow, status: Status) -> ImportPlan:
    from app.exchange.pasted import plan_paste

    return plan_paste(text, series, now, clock.today(), status)


def _readings_of(session: Session, indicator_id: int) -> Any:
    from app.store.queries.readings_now import readings_now

    return readings_now(session, indicator_id)
