"""Keep a page's filters under a name, or forget them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.commands.versions import row_as_seen
from app.models.saved_view import SavedViewRow
from app.rules.errors import Refused
from app.rules.texts import POST_LIMIT, text_problem


@dataclass(frozen=True)
class SaveView:
    """A view of the same name on the same page is replaced."""

    name: str
    page: str
    body: dict[str, Any]
    label: str = "Save view"

    def do(self, session: Session) -> None:
        problem = text_problem("name", self.name, POST_LIMIT, required=True)
        if problem is not None:
            raise Refused(problem)
        name = self.name.strip()
        found = session.scalar(
            select(SavedViewRow).where(SavedViewRow.page == self.page, SavedViewRow.name == name)
        )
        if found is None:
            session.add(SavedViewRow(page=self.page, name=name, body=self.body))
        else:
            found.body = self.body


@dataclass(frozen=True)
class RemoveView:
    view_id: int
    version: int
    label: str = "Remove view"

    def do(self, session: Session) -> None:
        session.delete(row_as_seen(session, SavedViewRow, self.view_id, self.version))
