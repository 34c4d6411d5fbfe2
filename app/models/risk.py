"""A risk to an issue, on the five by five matrix."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import CheckConstraint, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import NOTE, STRICT, TITLE, Entity, link
from app.models.columns import length


class RiskRow(Entity):
    __tablename__ = "risk"
    __table_args__ = (
        length("title", TITLE, 1),
        length("mitigation", NOTE),
        CheckConstraint("likelihood BETWEEN 1 AND 5", name="ck_likelihood"),
        CheckConstraint("impact BETWEEN 1 AND 5", name="ck_impact"),
        Index("ix_risk_issue_id", "issue_id"),
        STRICT,
    )
    root: ClassVar[tuple[str, str] | None] = ("issue", "issue_id")

    issue_id: Mapped[int] = mapped_column(link("issue"))
    title: Mapped[str] = mapped_column(Text)
    likelihood: Mapped[int] = mapped_column()
    impact: Mapped[int] = mapped_column()
    mitigation: Mapped[str] = mapped_column(Text, default="")
