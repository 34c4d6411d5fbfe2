"""The way from the band "1 unsaved text found" to the text in its field again."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.bridge.decide_state import OpenDecisionQuestion
from app.bridge.workspace import Workspace
from app.rules.decision import Decision
from app.rules.drafts import Draft, DraftKind, DraftPlace
from app.views.issues.issue_drawer import IssueDrawer
from app.views.issues.moves import Moves
from app.views.issues.unsaved_sheet import UnsavedSheet

NO_DECISION = "Nothing waits for a decision on that issue any more. Copy the text if you need it elsewhere."


class Unsaved(QObject):
    """One for a window."""

    issue_wanted = Signal(int)
    """The page that the issue's sheet lies on is to be shown."""
    indicator_wanted = Signal(int)
    """The indicator's sheet is to be opened, with the texts that are kept of it in their fields."""
    assessment_wanted = Signal(object)
    """(Draft) of a self-assessment's section: its page puts it back (app.bridge.section_writing)."""

    def __init__(self, workspace: Workspace, window: QWidget, drawer: IssueDrawer, moves: Moves) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._window = window
        self._drawer = drawer
        self._moves = moves
        self._drafts = workspace.operations.drafts
        self.sheet: UnsavedSheet | None = None

    def show(self, note: str = "") -> None:
        """Open the sheet, if there is anything to show and nothing else is open."""
        if self.sheet is not None or self._moves.sheet is not None or not self._drafts.found:
            return
        self.sheet = UnsavedSheet(self._window, self._drafts, note)
        self.sheet.put_back.connect(self._put_back)
        self.sheet.closed.connect(self._on_closed)
        self.sheet.open()

    def _on_closed(self, _accepted: bool) -> None:
        if self.sheet is not None:
            self.sheet.deleteLater()
            self.sheet = None

    def _put_back(self, draft: Draft) -> None:
        place, newest = draft.place, self._workspace.newest
        if place is None:
            return
        if place.kind is DraftKind.ASSESSMENT:
            self.assessment_wanted.emit(draft)
            return
        if newest is not None:
            self._workspace.set_quarter(newest)  # where changes happen
        if place.kind is DraftKind.ISSUE:
            self._drafts.put_back(draft)
            self.issue_wanted.emit(place.thing_id)
            self._drawer.put_back(place.thing_id)
        elif place.kind is DraftKind.INDICATOR:
            self._drafts.put_back(draft)
            self.indicator_wanted.emit(place.thing_id)
        elif place.kind is DraftKind.MOVE:
            self._move(place)
        else:
            question = OpenDecisionQuestion(place.thing_id, self._workspace.quarter)
            self._workspace.operations.ask(question, partial(self._decide, draft))

    def _move(self, place: DraftPlace) -> None:
        """All that was written on one move sheet comes back together."""
        texts: dict[str, str] = {}
        for draft in self._drafts.found:
            kept = draft.place
            if kept is not None and kept.home == place.home and kept.field not in texts:
                texts[kept.field] = draft.body
                self._drafts.put_back(draft)
        if place.to is not None:
            self._moves.start((place.thing_id,), place.to, texts=texts)

    def _decide(self, draft: Draft, decision: Decision | None) -> None:
        if decision is None:
            self.show(NO_DECISION)
            return
        self._drafts.put_back(draft)
        self._moves.decide(decision, draft.body)
