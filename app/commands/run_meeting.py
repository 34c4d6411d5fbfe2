"""Plan a meeting, make its agenda, and record what was decided and agreed there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.commands.edit_action import SaveAction
from app.commands.move_issue import DecideProposal
from app.commands.versions import row_as_seen
from app.models.action import ActionRow
from app.models.decision import DecisionRow
from app.models.lists import Body
from app.models.meeting import FollowUpRow, MeetingActionRow, MeetingItemRow, MeetingRow
from app.rules import clock
from app.rules.decision import Stage
from app.rules.errors import Problem, Refused
from app.rules.meetings import MeetingState, agenda_of, agreed_stage, meeting_problem
from app.rules.texts import NOTE_LIMIT, REASON_LIMIT, text_problem
from app.store.queries.issues import issue_row
from app.store.queries.meetings import meeting, pending


@dataclass(frozen=True)
class SaveMeeting:
    """`meeting_id` None: a new one, whose agenda is all that is pending before the body."""

    meeting_id: int | None
    version: int | None
    title: str
    body_id: int
    held_on: date
    with_body_id: int | None = None
    note: str = ""

    @property
    def label(self) -> str:
        return "Plan a meeting" if self.meeting_id is None else "Change a meeting"

    def do(self, session: Session) -> None:
        problem = meeting_problem(self.title, self.note)
        if problem is not None:
            raise Refused(problem)
        for body_id in (self.body_id, self.with_body_id):
            if body_id is not None and session.get(Body, body_id) is None:
                raise Refused(Problem("gone", {"noun": "body", "id": body_id}))
        if self.with_body_id == self.body_id:
            raise Refused(Problem("body_twice", {}))
        if self.meeting_id is None:
            row = MeetingRow(title="", body_id=self.body_id, with_body_id=None, held_on=self.held_on)
            session.add(row)
        else:
            row = row_as_seen(session, MeetingRow, self.meeting_id, self.version or 0)
        row.title, row.body_id, row.with_body_id = self.title.strip(), self.body_id, self.with_body_id
        row.held_on, row.note = self.held_on, self.note
        if self.meeting_id is None:
            session.flush()
            add_pending(session, row)


@dataclass(frozen=True)
class FillAgenda:
    """Put on the agenda what is pending and not on it yet."""

    meeting_id: int
    version: int
    label: str = "Fill the agenda"

    def do(self, session: Session) -> None:
        add_pending(session, row_as_seen(session, MeetingRow, self.meeting_id, self.version))


@dataclass(frozen=True)
class SetAgenda:
    """The issues of the agenda in their order; what was decided or minuted on one keeps it there."""

    meeting_id: int
    version: int
    issue_ids: tuple[int, ...]
    label: str = "Change the agenda"

    def do(self, session: Session) -> None:
        row = row_as_seen(session, MeetingRow, self.meeting_id, self.version)
        items = {item.issue_id: item for item in _items(session, row.id)}
        for issue_id, item in items.items():
            if issue_id not in self.issue_ids:
                if item.note or _decided_there(session, row, item):
                    title = issue_row(session, issue_id).title
                    raise Refused(Problem("agenda_item_used", {"title": title}))
                session.delete(item)
        waiting = {issue: decision for issue, decision, _ in pending(session)}
        for at, issue_id in enumerate(self.issue_ids, 1):
            if issue_id in items:
                items[issue_id].position = at
            else:
                issue_row(session, issue_id)
                session.add(
                    MeetingItemRow(
                        meeting_id=row.id, issue_id=issue_id, decision_id=waiting.get(issue_id), position=at
                    )
                )


@dataclass(frozen=True)
class RemoveMeeting:
    """A meeting at which nothing was decided or agreed."""

    meeting_id: int
    version: int
    label: str = "Remove a meeting"

    def do(self, session: Session) -> None:
        row = row_as_seen(session, MeetingRow, self.meeting_id, self.version)
        agreed = session.scalar(select(MeetingActionRow.id).where(MeetingActionRow.meeting_id == row.id).limit(1))
        items = _items(session, row.id)
        if agreed is not None or any(item.note or _decided_there(session, row, item) for item in items):
            raise Refused(Problem("meeting_used", {"title": row.title}))
        for item in items:
            session.delete(item)
        session.flush()
        session.delete(row)


@dataclass(frozen=True)
class Answer:
    """What a meeting decided on one decision, with its version as seen."""

    decision_id: int
    version: int
    agreed: bool = True
    reason: str = ""


@dataclass(frozen=True)
class DecideAtMeeting:
    """Settle one or all of a meeting's list: one decision each, one change, one undo. Refused whole if one is."""

    meeting_id: int
    answers: tuple[Answer, ...]

    @property
    def label(self) -> str:
        if len(self.answers) != 1:
            return f"Record {len(self.answers)} decisions of a meeting"
        return "Record a decision of a meeting" if self.answers[0].agreed else "Record a refusal of a meeting"

    def do(self, session: Session) -> None:
        at = meeting(session, self.meeting_id)
        if not self.answers:
            raise Refused(Problem("nothing_pending", {"title": at.title}))
        for answer in self.answers:
            stage = agreed_stage(at.authority) if answer.agreed else Stage.REFUSED
            DecideProposal(
                answer.decision_id, answer.version, stage, at.body_id, at.held_on, at.minute, answer.reason
            ).do(session)
            session.flush()
            _on_agenda(session, self.meeting_id, answer.decision_id)


@dataclass(frozen=True)
class PutToMeeting:
    """A move asked for during the meeting stands on its agenda from now on, to be decided there."""

    meeting_id: int
    issue_id: int
    label: str = "Put a move to a meeting"

    def do(self, session: Session) -> None:
        if session.get(MeetingRow, self.meeting_id) is None:
            raise Refused(Problem("gone", {"noun": "meeting", "id": self.meeting_id}))
        newest = select(func.max(DecisionRow.id)).where(DecisionRow.issue_id == self.issue_id)
        decision_id = session.scalar(newest)
        if decision_id is None:
            raise Refused(Problem("gone", {"noun": "decision", "id": 0}))
        _on_agenda(session, self.meeting_id, decision_id)


@dataclass(frozen=True)
class MinuteItem:
    """What was said of an issue."""

    item_id: int
    version: int
    note: str
    label: str = "Minute an issue"

    def do(self, session: Session) -> None:
        problem = text_problem("note", self.note, NOTE_LIMIT, lines=True)
        if problem is not None:
            raise Refused(problem)
        row_as_seen(session, MeetingItemRow, self.item_id, self.version).note = self.note


@dataclass(frozen=True)
class AgreeAction:
    """An action on an issue, agreed at the meeting."""

    meeting_id: int
    issue_id: int
    title: str
    owner_post_id: int | None
    due: date | None
    label: str = "Record an action of a meeting"

    def do(self, session: Session) -> None:
        if session.get(MeetingRow, self.meeting_id) is None:
            raise Refused(Problem("gone", {"noun": "meeting", "id": self.meeting_id}))
        SaveAction(self.issue_id, None, None, self.title, self.owner_post_id, self.due).do(session)
        session.flush()
        newest = session.scalar(select(func.max(ActionRow.id)).where(ActionRow.issue_id == self.issue_id))
        assert newest is not None
        session.add(MeetingActionRow(meeting_id=self.meeting_id, action_id=newest))


@dataclass(frozen=True)
class CloseMeeting:
    """It was held; `held` False opens it again."""

    meeting_id: int
    version: int
    held: bool = True

    @property
    def label(self) -> str:
        return "Close a meeting" if self.held else "Open a meeting again"

    def do(self, session: Session) -> None:
        row = row_as_seen(session, MeetingRow, self.meeting_id, self.version)
        if self.held and row.held_on > clock.today():
            raise Refused(Problem("date_in_future", {"date": row.held_on}))
        row.state = MeetingState.HELD if self.held else MeetingState.PLANNED


@dataclass(frozen=True)
class FollowCondition:
    """When the condition of a decision is wanted, and the day on which it was met."""

    decision_id: int
    version: int | None
    due: date | None
    done: date | None
    note: str = ""

    @property
    def label(self) -> str:
        return "Condition met" if self.done else "Follow up a condition"

    def do(self, session: Session) -> None:
        problem = text_problem("note", self.note, REASON_LIMIT, lines=True)
        if problem is not None:
            raise Refused(problem)
        if self.done is not None and self.done > clock.today():
            raise Refused(Problem("date_in_future", {"date": self.done}))
        decision = session.get(DecisionRow, self.decision_id)
        if decision is None:
            raise Refused(Problem("gone", {"noun": "decision", "id": self.decision_id}))
        if not decision.condition:
            raise Refused(Problem("no_condition", {}))
        found = session.scalar(select(FollowUpRow).where(FollowUpRow.decision_id == self.decision_id))
        if found is None:
            found = FollowUpRow(decision_id=self.decision_id, due=None, done=None)
            session.add(found)
        else:
            row_as_seen(session, FollowUpRow, found.id, self.version or 0)
        found.due, found.done, found.note = self.due, self.done, self.note


def add_pending(session: Session, row: MeetingRow) -> None:
    """All that is pending before the meeting's body, behind what is on the agenda already."""
    body = session.get(Body, row.body_id)
    assert body is not None
    items = {item.issue_id: item for item in _items(session, row.id)}
    last = max((item.position for item in items.values()), default=0)
    waiting = pending(session)
    stages = {decision: stage for _, decision, stage in waiting}
    pairs = tuple((issue, decision) for issue, decision, _ in waiting)
    for issue_id, decision_id in agenda_of(pairs, stages, body.authority):
        if issue_id in items:
            if items[issue_id].decision_id is None:
                items[issue_id].decision_id = decision_id
            continue
        last += 1
        items[issue_id] = MeetingItemRow(
            meeting_id=row.id, issue_id=issue_id, decision_id=decision_id, position=last
        )
        session.add(items[issue_id])


def _on_agenda(session: Session, meeting_id: int, decision_id: int) -> None:
    """The decision stands at its issue on the agenda, also where it was not there before."""
    decision = session.get(DecisionRow, decision_id)
    assert decision is not None
    items = _items(session, meeting_id)
    found = next((item for item in items if item.issue_id == decision.issue_id), None)
    if found is None:
        last = max((item.position for item in items), default=0)
        session.add(
            MeetingItemRow(
                meeting_id=meeting_id, issue_id=decision.issue_id, decision_id=decision_id, position=last + 1
            )
        )
    else:
        found.decision_id = decision_id


def _decided_there(session: Session, row: MeetingRow, item: MeetingItemRow) -> bool:
    decision = session.get(DecisionRow, item.decision_id) if item.decision_id is not None else None
    return decision is not None and decision.body_id == row.body_id and decision.decided_on == row.held_on


def _items(session: Session, meeting_id: int) -> list[MeetingItemRow]:
    of = select(MeetingItemRow).where(MeetingItemRow.meeting_id == meeting_id)
    return list(session.scalars(of.order_by(MeetingItemRow.position, MeetingItemRow.id)))
