"""One open issue: its sheet at the quarter in view, and the edits of its own columns and links."""

from __future__ import annotations

from app.bridge.issue_edits import SheetQuestion
from app.bridge.sheet_state import SheetState
from app.rules.changes import Changes
from app.rules.issue import IssueSheet


class IssueState(SheetState):
    sheet: IssueSheet | None

    @property
    def issue_id(self) -> int | None:
        return self.thing_id

    def question(self, thing_id: int) -> SheetQuestion:
        return SheetQuestion(thing_id, self.workspace.quarter)

    def concerns(self, changes: Changes) -> bool:
        """Its own, and everything that is no issue: a list's name, an indicator's figure."""
        return set(changes.ids) != {"issue"} or self.thing_id in changes.ids["issue"]

    def edit(self, field: str, value: object) -> None:
        """Change one column of the issue."""
        from app.commands.edit_issue import EditIssue

        self.change(field, lambda sheet: EditIssue(sheet.id, sheet.version, field, value))

    def link(self, kind: str, ids: tuple[int | str, ...]) -> None:
        """Set all links of one kind ("theme", "partner", "tag" ...)."""
        from app.commands.edit_issue import SetIssueLinks

        self.change(kind, lambda sheet: SetIssueLinks(sheet.id, sheet.version, kind, ids))
