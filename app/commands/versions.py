"""Fetching a row as its author saw it."""

from __future__ import annotations

from typing import TypeVar

from sqlalchemy.orm import Session

from app.models.base import Entity
from app.rules.errors import Problem, Refused, Stale

T = TypeVar("T", bound=Entity)


def row_as_seen(session: Session, kind: type[T], row_id: int, version: int) -> T:
    """Raises Refused gone where it was removed, Stale where it was changed since."""
    found = session.get(kind, row_id)
    if found is None:
        raise Refused(Problem("gone", {"noun": kind.__tablename__, "id": row_id}))
    if found.version != version:
        raise Stale(Problem("stale", {"noun": kind.__tablename__, "id": row_id}))
    return found
