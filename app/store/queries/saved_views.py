"""Views saved under a name."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.saved_view import SavedViewRow
from app.rules.saved_view import SavedView


def saved_views(session: Session, page: str) -> tuple[SavedView, ...]:
    rows = session.scalars(select(SavedViewRow).where(SavedViewRow.page == page).order_by(SavedViewRow.name))
    return tuple(SavedView(row.id, row.version, row.name, row.page, row.body) for row in rows)
