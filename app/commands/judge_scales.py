"""Judge how corporately important an issue is, and how much in need of focussed improvement, with a note why."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.commands.edit_issue import set_field
from app.commands.versions import row_as_seen
from app.models.issue import Issue


@dataclass(frozen=True)
class JudgeScales:
    """`version` is the issue's. None: not judged. Raises Refused with the field's problem."""

    issue_id: int
    version: int
    importance: int | None
    need: int | None
    note: str
    label: str = "Place on important by in need"

    def do(self, session: Session) -> None:
        issue = row_as_seen(session, Issue, self.issue_id, self.version)
        for field, value in (("importance", self.importance), ("need", self.need), ("scales_note", self.note.strip())):
            set_field(issue, field, value)
