"""The state of the page of small charts: which indicators, their series, and each one's chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.bridge.background import Background
from app.bridge.indicator_filter import Heading, Row
from app.rules.errors import Problem
from app.rules.period import Period
from app.rules.series import IndicatorLine, Series
from app.rules.trend import Trend, View

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.bridge.workspace import Workspace

MOST = 60
"""Charts on the page: more than that nobody compares."""


@dataclass(frozen=True, slots=True)
class Charted:
    """An indicator's small chart. `why_not`: why it has not the process limits that were asked for."""

    line: IndicatorLine
    trend: Trend
    why_not: Problem | None = None


class SideBySideState(QObject):
    """`show` asks the store; the charts are worked out beside the window's thread."""

    drawn = Signal(object, int)
    """(tuple[Heading | Charted, ...], indicators left out)"""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.view = View.TARGET
        self.one_scale = False
        self._rows: tuple[Row, ...] = ()
        self._left_out = 0
        self._series: dict[int, Series] = {}
        self._asked = 0
        self._background = Background(self)

    def show(self, rows: Sequence[Row]) -> None:
        """Read these indicators' series; `drawn` follows."""
        self._rows, self._left_out = _first(rows)
        self._asked += 1
        ids = tuple(row.id for row in self._rows if isinstance(row, IndicatorLine))
        question = partial(_several_series, ids=ids, quarter=self.workspace.quarter)
        self.workspace.operations.ask(question, partial(self._answered, self._asked))

    def set_view(self, view: View) -> None:
        if view is not self.view:
            self.view = view
            self._draw()

    def set_one_scale(self, on: bool) -> None:
        if on != self.one_scale:
            self.one_scale = on
            self._draw()

    def drop(self) -> None:
        """Nobody looks any more."""
        self._asked += 1
        self._background.drop()

    def _answered(self, asked: int, found: dict[int, Series]) -> None:
        if asked == self._asked:
            self._series = found
            self._draw()

    def _draw(self) -> None:
        self._background.drop()
        work = partial(charts_of, self._rows, self._series, self.view, self.one_scale)
        self._background.run(work, self._drawn, self._fault)

    def _drawn(self, charts: tuple[Heading | Charted, ...]) -> None:
        self.drawn.emit(charts, self._left_out)

    def _fault(self, error: Exception) -> None:
        self.workspace.operations.bug.emit(error)


def charts_of(
    rows: Sequence[Row], series: dict[int, Series], view: View, one_scale: bool
) -> tuple[Heading | Charted, ...]:
    """A chart for each indicator that is still there, headings where they stood."""
    from app.rules.trend_places import on_one_scale

    made = [row if isinstance(row, Heading) else _charted(row, series[row.id], view)
            for row in rows if isinstance(row, Heading) or row.id in series]
    if not one_scale:
        return tuple(made)
    framed = iter(on_one_scale([each.trend for each in made if isinstance(each, Charted)]))
    return tuple(
        Charted(each.line, next(framed), each.why_not) if isinstance(each, Charted) else each for each in made
    )


def _charted(line: IndicatorLine, series: Series, view: View) -> Charted:
    from app.bridge.indicator_state import picture_of

    picture = picture_of(series, view)
    return Charted(line, picture.trend, picture.why_not)


def _first(rows: Sequence[Row]) -> tuple[tuple[Row, ...], int]:
    """The first sixty indicators with their headings, and how many there are besides."""
    kept: list[Row] = []
    count = left_out = 0
    for row in rows:
        if isinstance(row, IndicatorLine):
            count += 1
            left_out += count > MOST
        if count <= MOST and not (count == MOST and isinstance(row, Heading)):
            kept.append(row)
    return tuple(kept), left_out


def _several_series(session: Session, ids: tuple[int, ...], quarter: Period) -> Any:
    from app.store.queries import indicators

    return {each: indicators.series(session, each, quarter) for each in ids}
