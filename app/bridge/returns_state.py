"""What the returns page shows: who owes what at which quarter, and what came with a return."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.rules import clock
from app.rules.changes import Changes, Outcome
from app.rules.period import Period
from app.rules.returns import ReturnFigure, ReturnsMatrix

if TYPE_CHECKING:
    from app.bridge.workspace import Workspace

_NOUNS = ("return_request", "department_return", "department", "quarter", "setting")


class ReturnsState(QObject):
    """`matrix` is what was read last; None before."""

    loaded = Signal(object)
    """(ReturnsMatrix)"""
    figures_read = Signal(int, object)
    """(return id, its figures)"""
    chased = Signal(str, int)
    """(the reminders' text, for how many)"""
    failed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.matrix: ReturnsMatrix | None = None
        workspace.operations.changed.connect(self._changed)
        workspace.quarter_changed.connect(self.reload)
        workspace.quarters_changed.connect(self.reload)
        workspace.ready.connect(self.reload)
        if workspace.is_ready:
            self.reload()

    def reload(self, _quarter: object = None) -> None:
        # The badge in the rail is right even while the page is hidden, so it is read at once.
        if self._workspace.operations.state.is_open:
            self._workspace.operations.ask(
                partial(_matrix, self._workspace.quarter), self._read, self.failed.emit
            )

    def ask_figures(self, return_id: int) -> None:
        self._workspace.operations.ask(
            partial(_figures, return_id), partial(self._figures_read, return_id), self.failed.emit
        )

    def chase(self, quarter: Period) -> None:
        """Put the reminders together and note who was chased; `chased` brings their text."""
        from app.commands.issue_returns import ChaseReturns

        late = self.matrix.late(quarter) if self.matrix else ()
        if not late or self.matrix is None:
            return
        names = {each.id: each.name for each in self.matrix.departments}
        text = "\n\n".join(
            _reminder(quarter, cell.due, cell.days_late, names[cell.department_id]) for cell in late
        )
        command = ChaseReturns(tuple(cell.department_id for cell in late), quarter, self.by)
        self._workspace.operations.do(
            command, self, partial(self._chased, text, len(late)), self.failed.emit
        )

    @property
    def by(self) -> str:
        actor = self._workspace.actor()
        return actor.post or actor.account

    def _changed(self, changes: Changes, _initiator: object) -> None:
        if changes.touches(*_NOUNS):
            self.reload()

    def _read(self, matrix: ReturnsMatrix) -> None:
        self.matrix = matrix
        self.loaded.emit(matrix)

    def _figures_read(self, return_id: int, figures: tuple[ReturnFigure, ...]) -> None:
        self.figures_read.emit(return_id, figures)

    def _chased(self, text: str, count: int, _outcome: Outcome) -> None:
        self.chased.emit(text, count)


def _matrix(quarter: Period, session: Any) -> ReturnsMatrix:
    from app.store.queries.returns import matrix

    return matrix(session, quarter, clock.today())


def _figures(return_id: int, session: Any) -> tuple[ReturnFigure, ...]:
    from app.store.queries.returns import figures_of

    return figures_of(session, return_id)


def _reminder(quarter: Period, due: Any, days: int, department: str) -> str:
    from app.exchange.return_words import chaser

    return chaser(quarter, due, days, department)


