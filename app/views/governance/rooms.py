"""Builds the pages under *Governance*, one at a time, and joins them to the sheets of the window."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog

from app.bridge.meeting_record_job import MeetingRecordJob, record_name
from app.rules.meetings import Meeting

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.bridge.workspace import Workspace
    from app.views.issues.issue_panel import IssuePanel
    from app.views.issues.moves import Moves
    from app.views.meeting.stage import MeetingStage
    from app.views.shared.page import Page

_KINDS = {"pdf": "Page (*.pdf)", "docx": "Word document (*.docx)"}


class GovernanceRooms(QObject):
    """Attributes: documents (the ways to them), pages by key as they are built, stage (of the meeting that runs)."""

    def __init__(self, workspace: Workspace, window: QWidget, moves: Moves, issue: IssuePanel) -> None:
        super().__init__(window)
        from app.views.documents.document_ways import DocumentWays

        self.workspace, self.window, self.moves = workspace, window, moves
        self.documents = DocumentWays(workspace, window)
        issue.documents.set_ways(self.documents)
        self.pages: dict[str, Page] = {}
        self.stage: MeetingStage | None = None
        self.records = MeetingRecordJob(workspace, self)
        self.records.saved.connect(self._record_saved)
        self.records.failed.connect(workspace.operations.refused)
        workspace.operations.opened.connect(self._another_plan)

    def build(self) -> Iterator[Page]:
        """A page for each step, so that the window answers between them."""
        yield self._decisions()
        from app.views.strength.page import StrengthPage

        yield self._kept(StrengthPage(self.workspace))
        from app.views.inspections.page import InspectionsPage

        yield self._kept(InspectionsPage(self.workspace))
        from app.views.partners.page import PartnersPage

        yield self._kept(PartnersPage(self.workspace))
        from app.views.settings.page import SettingsPage

        yield self._kept(SettingsPage(self.workspace))
        from app.views.refresh.page import RefreshPage

        yield self._kept(RefreshPage(self.workspace))

    def _decisions(self) -> Page:
        from app.views.decisions.page import DecisionsPage

        page = DecisionsPage(self.workspace, self.documents)
        page.decide_requested.connect(self.moves.decide)
        page.meeting_started.connect(self.start_meeting)
        page.record_wanted.connect(self.ask_record)
        return self._kept(page)

    def _kept(self, page: Page) -> Page:
        self.pages[page.key] = page
        return page

    # Meetings

    def start_meeting(self, meeting: Meeting) -> None:
        """On the whole screen, over the window."""
        from app.views.meeting.stage import MeetingStage

        if self.stage is not None:
            self.stage.activateWindow()
            return
        self.stage = MeetingStage(self.workspace, meeting.id, self.window)
        self.stage.left.connect(self._stage_left)
        self.stage.record_wanted.connect(self.ask_record)
        self.stage.start()

    def _stage_left(self) -> None:
        self.stage = None
        self.window.activateWindow()

    def _another_plan(self, _state: object = None) -> None:
        if self.stage is not None:
            self.stage.close()

    def ask_record(self, meeting: Meeting, kind: str) -> None:
        """Where the record of a meeting is to go."""
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = str(Path(documents) / f"{record_name(meeting)}.{kind}")
        home = self.stage or self.window.window()
        dialog = QFileDialog(home, "Record of the meeting", name, _KINDS[kind])
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(kind)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(partial(self.save_record, meeting.id))
        dialog.open()

    def save_record(self, meeting_id: int, path: str) -> None:
        self.records.save(meeting_id, Path(path))

    def _record_saved(self, path: object) -> None:
        self.workspace.operations.told.emit(f"The record of the meeting was saved as {path}.")
