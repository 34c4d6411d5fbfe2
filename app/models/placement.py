"""Which category an issue holds from which quarter, by which decision in force."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import STRICT, Entity, link
from app.models.columns import Span, Word, one_of
from app.rules.category import Category
from app.rules.period import Period


class PlacementRow(Entity):
    """The newest placement effective by a quarter is where the issue stood (ties: the later row)."""

    __tablename__ = "placement"
    __table_args__ = (
        one_of("category", Category),
        Index("ix_placement_issue_id_effective", "issue_id", "effective"),
        STRICT,
    )
    root: ClassVar[tuple[str, str] | None] = ("issue", "issue_id")

    issue_id: Mapped[int] = mapped_column(link("issue"))
    category: Mapped[Category] = mapped_column(Word(Category))
    effective: Mapped[Period] = mapped_column(Span)
    decision_id: Mapped[int | None] = mapped_column(link("decision"))
