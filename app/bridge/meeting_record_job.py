"""The record of a meeting, read afresh and written to a file beside the window."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.bridge.background import Background
from app.rules import clock
from app.rules.issue import Item
from app.rules.meetings import Meeting
from app.rules.papers_content import PackContent
from app.rules.period import Period

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.bridge.workspace import Workspace


class MeetingRecordJob(QObject):
    saved = Signal(object)
    """(Path)"""
    failed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._background = Background(self)

    def save(self, meeting_id: int, path: Path) -> None:
        """As a page or as Word, by the file's ending."""
        workspace = self._workspace
        quarter = workspace.newest or workspace.quarter
        head = workspace.operations.state.head
        question = partial(_content, meeting_id, quarter, workspace.lists.posts, head)
        workspace.operations.ask(question, partial(self._write, path), self.failed.emit)

    def _write(self, path: Path, content: PackContent) -> None:
        moment = clock.now()

        def work() -> Path:
            if path.suffix.casefold() == ".docx":
                from app.exchange.meeting_word import save_record

                save_record(content, path, moment)
                return path
            from app.reports.pack import set_content
            from app.store.whole_file import save_bytes

            save_bytes(path, set_content(content, moment).pdf, what="The record")
            return path

        self._background.run(work, self._done, self.failed.emit)

    def _done(self, path: Path) -> None:
        self.saved.emit(path)


def _content(
    meeting_id: int, quarter: Period, posts: tuple[Item, ...], head: str, session: Session
) -> PackContent:
    from app.rules.meeting_record import record_of
    from app.store.queries.meetings import meeting

    return record_of(meeting(session, meeting_id), quarter, posts, head=head)


def record_name(meeting: Meeting) -> str:
    """A name for the file that every system takes."""
    words = f"Decisions {meeting.held_on:%Y-%m-%d} {meeting.bodies}"
    return "".join(mark if mark.isalnum() or mark in " -_" else "-" for mark in words)[:80].strip()
