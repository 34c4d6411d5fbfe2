"""A meeting as it runs: the issue in front with its figures, and what is recorded on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.bridge.background import Background
from app.rules import clock
from app.rules.changes import Changes
from app.rules.horizon import Horizon, horizon_of_sheet, within
from app.rules.issue import HistoryLine, IssueSheet
from app.rules.meetings import Meeting, MeetingItem, may_decide
from app.rules.period import Period
from app.rules.series import Series
from app.rules.trend import Trend, View, trend

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.bridge.workspace import Workspace

_LINES = 6
_NOUNS = ("meeting", "meeting_item", "meeting_action", "decision", "action", "issue")


@dataclass(frozen=True)
class InFront:
    """What is known of the issue in front. `trend` None: it has no indicator, or the chart is on its way."""

    item: MeetingItem
    sheet: IssueSheet
    history: tuple[HistoryLine, ...]
    trend: Trend | None = None


class MeetingState(QObject):
    """`at` is the item in front; one past the last is the summary."""

    loaded = Signal(object)
    """(Meeting), whenever it was read again."""
    shown = Signal(object)
    """(InFront)"""
    saved = Signal(str)
    failed = Signal(object)

    def __init__(self, workspace: Workspace, meeting_id: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.operations = workspace.operations
        self.meeting_id = meeting_id
        self.meeting: Meeting | None = None
        self.at = 0
        self._asked = 0
        self._left = False
        self._series: dict[int, Trend | None] = {}
        self._background = Background(self)
        self.operations.changed.connect(self._on_changed)

    def load(self) -> None:
        self.operations.ask(partial(_meeting, self.meeting_id), self._came, self._failed)

    @property
    def read_only(self) -> bool:
        return bool(self.operations.state.read_only)

    @property
    def item(self) -> MeetingItem | None:
        items = self.meeting.items if self.meeting else ()
        return items[self.at] if self.at < len(items) else None

    @property
    def is_ahead(self) -> bool:
        """The meeting's day has not come, so that nothing can be decided under it."""
        return self.meeting is not None and self.meeting.is_ahead(clock.today())

    @property
    def put_to_it(self) -> bool:
        """What the issue in front waits for is for this meeting to decide."""
        item = self.item
        return self.meeting is not None and item is not None and may_decide(self.meeting.authority, item.decision)

    @property
    def can_decide(self) -> bool:
        return self.put_to_it and not self.read_only and not self.is_ahead

    def go(self, at: int) -> None:
        """To an item, or to the summary behind the last."""
        last = len(self.meeting.items) if self.meeting else 0
        self.at = max(0, min(at, last))
        self._show()

    # Recording

    def decide(self, agreed: bool, reason: str = "") -> None:
        from app.commands.run_meeting import Answer, DecideAtMeeting

        item = self.item
        if item is not None and item.decision is not None:
            answer = Answer(item.decision.id, item.decision.version, agreed, reason)
            self._store(DecideAtMeeting(self.meeting_id, (answer,)))

    def note(self, text: str) -> None:
        from app.commands.run_meeting import MinuteItem

        item = self.item
        if item is not None and text != item.note and not self.read_only:
            self._store(MinuteItem(item.id, item.version, text))

    def agree_action(self, title: str, owner_post_id: int | None, due: date | None) -> None:
        from app.commands.run_meeting import AgreeAction

        item = self.item
        if item is not None:
            self._store(AgreeAction(self.meeting_id, item.issue_id, title, owner_post_id, due))

    def put(self, issue_ids: Sequence[int]) -> None:
        """Moves of these issues were proposed, or recorded, while the meeting runs."""
        from app.commands.run_meeting import PutToMeeting

        for issue_id in issue_ids:
            self._store(PutToMeeting(self.meeting_id, issue_id))

    def hold_today(self) -> None:
        """The meeting takes place today after all."""
        if self.meeting is not None:
            self._store(held_today(self.meeting))

    def close_meeting(self) -> None:
        from app.commands.run_meeting import CloseMeeting

        if self.meeting is not None:
            self._store(CloseMeeting(self.meeting_id, self.meeting.version))

    def undo(self) -> None:
        self.operations.undo(self, self._failed)

    def _store(self, command: Any) -> None:
        self.operations.do(command, self, self._stored, self._failed)

    def leave(self) -> None:
        """The meeting's screen closes: what is still on its way has nobody to show it."""
        self._left = True
        self._asked += 1
        self._background.drop()

    def _failed(self, error: Exception) -> None:
        if not self._left:
            self.failed.emit(error)

    def _stored(self, outcome: Any) -> None:
        if self._left:
            return
        self.saved.emit(outcome.label)
        self.load()

    def _on_changed(self, changes: Changes, _initiator: object) -> None:
        if changes.touches(*_NOUNS) and not self._left:
            self.load()

    # Reading

    def _came(self, meeting: Meeting) -> None:
        if self._left:
            return
        self.meeting = meeting
        self.at = min(self.at, len(meeting.items))
        self.loaded.emit(meeting)
        self._show()

    def _show(self) -> None:
        self._asked += 1
        item = self.item
        if item is None:
            return
        quarter = self.workspace.newest or self.workspace.quarter
        self.operations.ask(
            partial(_issue, item.issue_id, quarter), partial(self._issue_came, self._asked, item), self._failed
        )

    def _issue_came(
        self, number: int, item: MeetingItem, found: tuple[IssueSheet, tuple[HistoryLine, ...], Series | None]
    ) -> None:
        if number != self._asked:
            return
        sheet, history, series = found
        known = self._series.get(item.issue_id)
        self.shown.emit(InFront(item, sheet, history, known))
        if series is not None and known is None:
            horizon = horizon_of_sheet(sheet)
            work = partial(_trend, series, horizon, self.workspace.newest or self.workspace.quarter)
            self._background.run(work, partial(self._drawn, number, item, sheet, history), self.operations.bug.emit)

    def _drawn(
        self, number: int, item: MeetingItem, sheet: IssueSheet, history: tuple[HistoryLine, ...], trend: Trend
    ) -> None:
        self._series[item.issue_id] = trend
        if number == self._asked:
            self.shown.emit(InFront(item, sheet, history, trend))


def held_today(meeting: Meeting) -> Any:
    """The change that makes today the day of the meeting."""
    from app.commands.run_meeting import SaveMeeting

    return SaveMeeting(
        meeting.id, meeting.version, meeting.title, meeting.body_id, clock.today(), meeting.with_body_id, meeting.note
    )


def _meeting(meeting_id: int, session: Session) -> Meeting:
    from app.store.queries.meetings import meeting

    return meeting(session, meeting_id)


def _issue(
    issue_id: int, quarter: Period, session: Session
) -> tuple[IssueSheet, tuple[HistoryLine, ...], Series | None]:
    from app.store.queries import indicators
    from app.store.queries.history import history
    from app.store.queries.issues import sheet

    found = sheet(session, issue_id, quarter)
    lead = next((each for each in found.indicators if each.lead), next(iter(found.indicators), None))
    series = indicators.series(session, lead.indicator_id, quarter) if lead else None
    return found, history(session, issue_id, limit=_LINES)[:_LINES], series


def _trend(series: Series, horizon: Horizon | None, quarter: Period) -> Trend:
    """Over the years by which the issue is judged; what the tests found rests on every figure there is."""
    from app.rules.trend_note import finding_of

    return trend(within(series, horizon, quarter), View.TARGET, finding=finding_of(series))
