"""Views saved under a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.rules.saved_view import SavedView
from app.store.queries.plain import document, rows

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_VIEWS = "SELECT id, version, name, page, body FROM saved_view WHERE page = ? ORDER BY name"


def saved_views(session: Session, page: str) -> tuple[SavedView, ...]:
    return tuple(
        SavedView(id_, version, name, page, document(body))
        for id_, version, name, page, body in rows(session, _VIEWS, (page,))
    )
