"""A page's filters, kept under a name."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import POST, STRICT, Entity
from app.models.columns import Document, length


class SavedViewRow(Entity):
    __tablename__ = "saved_view"
    __table_args__ = (UniqueConstraint("page", "name"), length("name", POST, 1), STRICT)

    page: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    body: Mapped[dict[str, Any]] = mapped_column(Document)
