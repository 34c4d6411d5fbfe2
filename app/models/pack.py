"""Named packs: which pages a paper has, in which order, and how it is printed."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import POST, STRICT, Entity
from app.models.columns import Document, length


class PackRow(Entity):
    """`pages` and `options` as app.rules.papers writes them."""

    __tablename__ = "pack"
    __table_args__ = (UniqueConstraint("name"), length("name", POST, 1), STRICT)

    name: Mapped[str] = mapped_column(Text)
    position: Mapped[int] = mapped_column(default=0)
    pages: Mapped[list[Any]] = mapped_column(Document, default=list)
    options: Mapped[dict[str, Any]] = mapped_column(Document, default=dict)
