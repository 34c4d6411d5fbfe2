"""What the returns page shows: who owes what at which quarter, and what came with a return."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.bridge.quarter_state import QuarterState
from app.rules import clock
from app.rules.changes import Outcome
from app.rules.period import Period
from app.rules.returns import ReturnFigure, ReturnsMatrix

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.bridge.workspace import Workspace
    from app.rules.return_form import ReturnForm


class ReturnsState(QuarterState):
    """`matrix` is what was read last; None before."""

    nouns = ("return_request", "department_return", "department", "quarter", "setting")
    figures_read = Signal(int, object)
    """(return id, its figures)"""
    asked = Signal(object)
    """(the ReturnForm of a department and quarter: what its workbook asks for)"""
    chased = Signal(str, int)
    """(the reminders' text, for how many)"""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        self.matrix: ReturnsMatrix | None = None
        super().__init__(workspace, parent)
        workspace.quarters_changed.connect(self.reload)

    @staticmethod
    def read(quarter: Period, session: Session) -> ReturnsMatrix:
        from app.store.queries.returns import matrix

        return matrix(session, quarter, clock.today())

    def take(self, found: ReturnsMatrix) -> ReturnsMatrix:
        self.matrix = found
        return found

    def ask_figures(self, return_id: int) -> None:
        self.operations.ask(partial(_figures, return_id), partial(self._figures_read, return_id), self.failed.emit)

    def ask_form(self, department_id: int, quarter: Period) -> None:
        """What the department's workbook of the quarter asks for; `asked` brings it."""
        self.operations.ask(partial(_form, department_id, quarter), self.asked.emit, self.failed.emit)

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
        self.operations.do(command, self, partial(self._chased, text, len(late)), self.failed.emit)

    def _figures_read(self, return_id: int, figures: tuple[ReturnFigure, ...]) -> None:
        self.figures_read.emit(return_id, figures)

    def _chased(self, text: str, count: int, _outcome: Outcome) -> None:
        self.chased.emit(text, count)
        self.reload()


def _form(department_id: int, quarter: Period, session: Session) -> ReturnForm:
    from app.store.queries.return_form import return_form

    return return_form(session, department_id, quarter)


def _figures(return_id: int, session: Any) -> tuple[ReturnFigure, ...]:
    from app.store.queries.returns import figures_of

    return figures_of(session, return_id)


def _reminder(quarter: Period, due: Any, days: int, department: str) -> str:
    from app.exchange.return_words import chaser

    return chaser(quarter, due, days, department)


