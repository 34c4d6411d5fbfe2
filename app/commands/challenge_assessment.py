"""Challenge notes beside a self-assessment, and the answers to them. None alters the text."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.commands.assessment_rows import note_event, require
from app.commands.versions import row_as_seen
from app.models.assessment import AssessmentNoteRow, AssessmentRow
from app.rules import clock
from app.rules.assessment import AssessmentStage
from app.rules.assessment_stages import Step
from app.rules.errors import Problem, Refused
from app.rules.texts import NOTE_LIMIT, text_problem


@dataclass(frozen=True)
class AddChallenge:
    """A note that starts a thread, or (`parent_id`) an answer in one. `section_key` empty: about the whole.

    The team adds notes and may go on with a thread; the department answers.
    """

    assessment_id: int
    section_key: str
    text: str
    parent_id: int | None = None
    by: str = ""

    @property
    def label(self) -> str:
        return "Add challenge" if self.parent_id is None else "Answer challenge"

    def do(self, session: Session) -> None:
        if self.parent_id is None:
            one, _ = require(session, self.assessment_id, Step.CHALLENGE, self.by)
        else:
            self._check_thread(session)
            try:
                one, _ = require(session, self.assessment_id, Step.ANSWER, self.by)
            except Refused:
                one, _ = require(session, self.assessment_id, Step.CHALLENGE, self.by)
        problem = text_problem("note", self.text, NOTE_LIMIT, required=True, lines=True)
        if problem is not None:
            raise Refused(problem)
        session.add(
            AssessmentNoteRow(
                assessment_id=self.assessment_id, section_key=self.section_key, parent_id=self.parent_id,
                text=self.text.strip(), by=self.by, at=clock.now(), closed=False,
            )
        )  # fmt: skip
        if self.parent_id is None and one.stage is AssessmentStage.RECEIVED:
            row = row_as_seen(session, AssessmentRow, one.id, one.version)
            row.stage = AssessmentStage.CHALLENGED
            note_event(row, row.stage, self.by)

    def _check_thread(self, session: Session) -> None:
        parent = session.get(AssessmentNoteRow, self.parent_id)
        if parent is None or parent.assessment_id != self.assessment_id or parent.parent_id is not None:
            raise Refused(Problem("gone", {"noun": "assessment_note", "id": self.parent_id}))


@dataclass(frozen=True)
class CloseChallenge:
    """The team is content with a thread; `closed` False opens it again."""

    note_id: int
    version: int
    closed: bool = True
    by: str = ""

    @property
    def label(self) -> str:
        return "Close challenge" if self.closed else "Open challenge again"

    def do(self, session: Session) -> None:
        row = row_as_seen(session, AssessmentNoteRow, self.note_id, self.version)
        require(session, row.assessment_id, Step.CLOSE_NOTE, self.by)
        row.closed = self.closed
