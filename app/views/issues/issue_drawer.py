"""Keeps the issue's sheet at the right edge of a page, over what is there."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.bridge.workspace import Workspace
from app.views.issues.issue_panel import IssuePanel
from app.views.shared.drawer import WIDTH, Drawer, Grip

__all__ = ["WIDTH", "Grip", "IssueDrawer"]


class IssueDrawer(Drawer):
    """Lies over the right edge of `host` while an issue is open. `panel` is the sheet itself."""

    def __init__(self, workspace: Workspace, host: QWidget) -> None:
        self.panel = IssuePanel(workspace)
        super().__init__(self.panel, host)
        self.panel.closed.connect(self.put_away)

    def open_issue(self, issue_id: int, section: str = "") -> None:
        self.bring()
        self.panel.open_issue(issue_id, section)

    def put_back(self, issue_id: int) -> None:
        """Show the issue with the texts that are kept of it in their fields."""
        self.bring()
        self.panel.put_back(issue_id)
