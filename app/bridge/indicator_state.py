"""The state of the indicator page: the list at the quarter in view, the indicator chosen, its series and view."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.bridge.background import Background
from app.rules import clock
from app.rules.changes import Changes, Outcome
from app.rules.errors import Problem
from app.rules.period import Period
from app.rules.readings import ReadingRow
from app.rules.series import IndicatorLine, Series
from app.rules.trend import Trend, View, trend

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.bridge.workspace import Workspace
    from app.rules.slip import Finding

LONG = 2_000
"""Readings from which charts and sentences are worked out beside the window's thread."""
AT_ONCE = 100
"""Indicators that are put to their tests in one question to the store."""
NOUNS = ("setting", "indicator", "reading", "target", "issue_indicator", "indicator_event", "comparator_value", "placement",
         "decision", "issue", "department", "post", "comparator", "locality")


@dataclass(frozen=True, slots=True)
class Picture:
    """What the chart shows now. `why_not`: why the process limits that were asked for are not there."""

    trend: Trend
    why_not: Problem | None = None
    series: Series | None = None
    """What the chart draws: for limits of a year to date, each period alone."""
    places: tuple[Trend, ...] = ()
    """The localities' charts, where that is the view."""
    rank: str = ""
    """Where the newest figure stands among places like ours, for the comparison."""


def picture_of(series: Series, view: View) -> Picture:
    """The chosen view of the series. Without enough data for limits: the target view, and why.

    Plain work on plain data: a long series is drawn on another thread.
    """
    from app.rules.ranking import ranking_of
    from app.rules.trend_limits import limits_trend
    from app.rules.trend_note import finding_of, ranking_words
    from app.rules.trend_places import place_trends

    if view is View.LIMITS:
        found = limits_trend(series)  # which says itself what it found
        if not isinstance(found, Problem):
            return Picture(found[0], series=found[1])
        return Picture(trend(series, View.TARGET, finding=finding_of(series)), found, series)
    places = place_trends(series) if view is View.LOCALITIES else ()
    shown = View.TARGET if view is View.LOCALITIES and not places else view
    rank = ranking_words(ranking_of(series)) if view is View.COMPARE else ""
    return Picture(trend(series, shown, finding=finding_of(series)), None, series, places, rank)


def note_of(series: Series) -> tuple[str, ...]:
    """What the figures say, in sentences: the one for everybody first, then what the tests rest on."""
    from app.rules.trend_note import note

    return note(series)


class IndicatorState(QObject):
    """Asks the store and keeps the answers; the page shows them."""

    listed = Signal(object)
    """(tuple[IndicatorLine, ...])"""
    tested = Signal(object)
    """(tuple[IndicatorLine, ...]): the same lines, now with what the tests of their figures say."""
    loaded = Signal(object)
    """(Series | None): another indicator, or newer readings of the same."""
    drawn = Signal(object)
    """(Picture | None): another view of it."""
    noted = Signal(object)
    """(tuple[str, ...]): what the figures say, asked for with `ask_note`."""
    issues_named = Signal(object)
    """(dict[int, str]): titles of the issues that indicators measure."""
    put_done = Signal(object)
    """(Period): a reading is stored."""
    put_failed = Signal(object, object)
    """(Period, Exception): it is not."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.operations = workspace.operations
        self.lines: tuple[IndicatorLine, ...] | None = None
        self.indicator_id: int | None = None
        self.series: Series | None = None
        self.view = View.TARGET
        self.stale = True
        self.shown = False
        self._asked = 0
        self._testing: list[int] = []
        """Indicators of the list that are still to be put to their tests."""
        self._findings: dict[int, Finding] = {}
        self._tested_at: Period | None = None
        """The quarter that they are of."""
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.setInterval(0)
        self._next.timeout.connect(self._test_some)
        self._long = Background(self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.reload)
        self.operations.changed.connect(self._on_changed)
        workspace.quarter_changed.connect(self._on_quarter)

    @property
    def read_only(self) -> bool:
        return bool(self.workspace.quarter_is_past() or self.operations.state.read_only)

    def show(self) -> None:
        """The page is in view: catch up with what happened meanwhile."""
        self.shown = True
        if self.stale:
            self.reload()

    def hide(self) -> None:
        self.shown = False

    def mark_stale(self) -> None:
        """Something changed: read again now, or when the page is shown next."""
        self.stale = True
        if self.shown:
            self._soon.start()

    def reload(self) -> None:
        self.stale = False
        self.operations.ask(partial(_listing, quarter=self.workspace.quarter), self._on_lines)
        if self.indicator_id is not None:
            self._ask_series(self.indicator_id)

    def open(self, indicator_id: int | None) -> None:
        """Choose an indicator; None for none."""
        if indicator_id == self.indicator_id:
            return
        self.indicator_id = indicator_id
        self.series = None
        if indicator_id is None:
            self._asked += 1
            self.loaded.emit(None)
            self.drawn.emit(None)
        else:
            self._ask_series(indicator_id)

    def set_view(self, view: View) -> None:
        if view is not self.view:
            self.view = view
            self.redraw()

    def redraw(self) -> None:
        """`drawn` follows: at once, or for a long series when another thread has worked it out."""
        self._work(picture_of, self.drawn.emit, self.view)

    def due_words(self) -> str:
        """When the chosen indicator's next figure is due, or what is missing; empty where neither is to be said."""
        from app.rules.due import due_words, standing_of

        series = self.series
        owed = standing_of(series, self.workspace.quarter, clock.today()) if series is not None else None
        if series is None or owed is None:
            return ""
        return due_words(owed.absence, owed.next_due, owed.expected, series.indicator.frequency)

    def ask_note(self) -> None:
        """`noted` follows."""
        if self.series is not None:
            self._work(note_of, self.noted.emit)

    def ask_issues(self) -> None:
        """`issues_named` follows."""
        self.operations.ask(_issue_titles, self.issues_named.emit)

    def _work(self, make: Callable[..., Any], then: Callable[[Any], None], *more: object) -> None:
        series = self.series
        if series is None:
            then(None)
        elif len(series.readings) < LONG:
            then(make(series, *more))
        else:
            worked = partial(self._worked, series, then, more)
            self._long.run(partial(make, series, *more), worked, self.operations.bug.emit)

    def _worked(self, series: Series, then: Callable[[Any], None], more: tuple[object, ...], answer: Any) -> None:
        """Of a series or a view that is no longer wanted, nothing is shown."""
        if series is self.series and (not more or more == (self.view,)):
            then(answer)

    def put(self, row: ReadingRow, source: str) -> None:
        """Store one reading, as typed by the post one acts as."""
        from app.commands.put_readings import PutReadings

        command = PutReadings((row,), source, recorded_by=self.workspace.you_are)
        self.operations.do(
            command, self, done=partial(self._on_put, row.period), failed=partial(self._on_refused, row.period)
        )

    def _ask_series(self, indicator_id: int) -> None:
        self._asked += 1
        question = partial(_series, indicator_id=indicator_id, quarter=self.workspace.quarter)
        self.operations.ask(
            question, partial(self._on_series, self._asked), partial(self._on_no_series, self._asked)
        )

    def _on_lines(self, lines: tuple[IndicatorLine, ...]) -> None:
        """What was found of this quarter stays until it is tested again: rows shown by it do not come and go."""
        if self._tested_at != self.workspace.quarter:
            self._tested_at, self._findings = self.workspace.quarter, {}
        self._testing = [line.id for line in lines if line.latest]
        self._findings = {id_: self._findings[id_] for id_ in self._testing if id_ in self._findings}
        self.lines = tuple(with_finding(line, self._findings.get(line.id)) for line in lines)
        self.listed.emit(self.lines)
        self._next.start()

    def _test_some(self) -> None:
        """So many at a time that whatever else is asked meanwhile is answered between them."""
        if self._testing and self.lines:
            ids, lines = tuple(self._testing[:AT_ONCE]), self.lines
            question = partial(_signals, ids=ids, quarter=self.workspace.quarter)
            self.operations.ask(question, partial(self._on_tested, lines, ids), _leave)

    def _on_tested(self, lines: tuple[IndicatorLine, ...], ids: tuple[int, ...], found: dict[int, Finding]) -> None:
        if lines is not self.lines:
            return
        self._findings |= found
        self._testing = self._testing[len(ids):]
        if self._testing:
            self._next.start()
            return
        self.lines = tuple(with_finding(line, self._findings.get(line.id)) for line in lines)
        self.tested.emit(self.lines)

    def _on_series(self, asked: int, series: Series) -> None:
        if asked == self._asked:
            self.series = series
            self.loaded.emit(series)
            self.redraw()

    def _on_no_series(self, asked: int, error: Exception) -> None:
        """It is gone: its addition was undone, or it belongs to another store."""
        if asked == self._asked:
            self.indicator_id = None
            self.series = None
            self.loaded.emit(None)
            self.drawn.emit(None)

    def _on_put(self, period: Period, _outcome: Outcome) -> None:
        self.put_done.emit(period)

    def _on_refused(self, period: Period, error: Exception) -> None:
        self.put_failed.emit(period, error)

    def _on_changed(self, changes: Changes, _initiator: object) -> None:
        if changes.touches(*NOUNS):
            self.mark_stale()

    def _on_quarter(self, _quarter: object) -> None:
        self.mark_stale()


def _listing(session: Session, quarter: Period) -> Any:
    from app.store.queries import indicators
    from app.store.queries.frozen import as_reported

    return indicators.listing(as_reported(session, quarter), quarter)


def with_finding(line: IndicatorLine, finding: Finding | None) -> IndicatorLine:
    from app.rules.trend_words import finding_words

    if finding is None:
        return line
    return replace(line, signal=finding.signal, signal_words=finding_words(line.polarity, finding))


def _leave(_error: Exception) -> None:
    """The list stands without its tests; what ails the store is said where it is asked for the list itself."""


def _signals(session: Session, quarter: Period, ids: tuple[int, ...]) -> Any:
    from app.store.queries import findings
    from app.store.queries.frozen import as_reported

    return findings.signals(as_reported(session, quarter), quarter, ids)


def _series(session: Session, indicator_id: int, quarter: Period) -> Any:
    from app.store.queries import indicators
    from app.store.queries.frozen import as_reported

    return indicators.series(as_reported(session, quarter), indicator_id, quarter, districts=True)


def _issue_titles(session: Session) -> Any:
    from app.store.queries import indicators

    return indicators.issue_titles(session)
