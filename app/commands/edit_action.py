"""Add, change or remove an action of an issue."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.commands.versions import row_as_seen
from app.models.action import ActionRow
from app.rules import clock
from app.rules.errors import Problem, Refused
from app.rules.issue import STEPS_LIMIT, ActionStep
from app.rules.texts import NOTE_LIMIT, TITLE_LIMIT, text_problem
from app.store.queries.issues import issue_row

_KEYS = 2**31
"""A milestone's key is drawn, not counted: that of one taken away never comes back for another."""


@dataclass(frozen=True)
class SaveAction:
    """`action_id` None: a new one. `progress` in per cent; at 100 the action is closed today."""

    issue_id: int
    action_id: int | None
    version: int | None
    title: str
    owner_post_id: int | None
    due: date | None
    progress: int = 0
    note: str = ""

    @property
    def label(self) -> str:
        return "Add action" if self.action_id is None else "Change action"

    def do(self, session: Session) -> None:
        problem = text_problem("title", self.title, TITLE_LIMIT, required=True) or text_problem(
            "note", self.note, NOTE_LIMIT, lines=True
        )
        if problem is None and not 0 <= self.progress <= 100:
            problem = Problem("number_out_of_range", {"field": "progress", "least": 0, "most": 100})
        if problem is not None:
            raise Refused(problem)
        issue_row(session, self.issue_id)
        if self.action_id is None:
            row = ActionRow(issue_id=self.issue_id, milestones=[])
            session.add(row)
        else:
            row = row_as_seen(session, ActionRow, self.action_id, self.version or 0)
        row.title, row.owner_post_id, row.due = self.title.strip(), self.owner_post_id, self.due
        if self.progress < 100:
            row.closed = None
        elif self.action_id is None or row.progress < 100:
            row.closed = clock.today()
        row.progress, row.note = self.progress, self.note


@dataclass(frozen=True)
class SetSteps:
    """The milestones of an action, as they now read; `version` is the action's."""

    action_id: int
    version: int
    steps: tuple[ActionStep, ...]
    label: str = "Change milestones of an action"

    def do(self, session: Session) -> None:
        if len(self.steps) > STEPS_LIMIT:
            raise Refused(Problem("too_many_steps", {"most": STEPS_LIMIT}))
        for each in self.steps:
            problem = text_problem("title", each.title, TITLE_LIMIT, required=True)
            if problem is not None:
                raise Refused(problem)
        row_as_seen(session, ActionRow, self.action_id, self.version).milestones = [
            {
                "title": each.title.strip(), "due": each.due.isoformat() if each.due else "", "done": each.done,
                "key": secrets.randbelow(_KEYS) if each.key is None else each.key,
            }
            for each in self.steps
        ]


@dataclass(frozen=True)
class RemoveAction:
    action_id: int
    version: int
    label: str = "Remove action"

    def do(self, session: Session) -> None:
        session.delete(row_as_seen(session, ActionRow, self.action_id, self.version))
