"""Builds the pages under *Governance*, one at a time, and joins them to the sheets of the window."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.bridge.workspace import Workspace
    from app.views.issues.moves import Moves
    from app.views.shared.page import Page


class GovernanceRooms(QObject):
    """Attributes: documents (the ways to them), pages by key as they are built."""

    def __init__(self, workspace: Workspace, window: QWidget, moves: Moves) -> None:
        super().__init__(window)
        from app.views.documents.document_ways import DocumentWays

        self.workspace, self.window, self.moves = workspace, window, moves
        self.documents = DocumentWays(workspace, window)
        self.pages: dict[str, Page] = {}

    def build(self) -> Iterator[Page]:
        """A page for each step, so that the window answers between them."""
        yield self._decisions()

    def _decisions(self) -> Page:
        from app.views.decisions.page import DecisionsPage

        page = DecisionsPage(self.workspace, self.documents)
        page.decide_requested.connect(self.moves.decide)
        return self._kept(page)

    def _kept(self, page: Page) -> Page:
        self.pages[page.key] = page
        return page
