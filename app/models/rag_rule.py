"""By which rule an indicator is judged from a period on, and why it was changed."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import REAL, CheckConstraint, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import NOTE, STRICT, Entity, link
from app.models.columns import Span, Word, length, one_of
from app.rules.period import Period
from app.rules.rag import RagRuleName


class RagRuleRow(Entity):
    __tablename__ = "rag_rule"
    __table_args__ = (
        UniqueConstraint("indicator_id", "since"),
        one_of("name", RagRuleName),
        CheckConstraint("tolerance BETWEEN 0 AND 100", name="ck_tolerance"),
        length("rationale", NOTE, 1),
        STRICT,
    )
    root: ClassVar[tuple[str, str] | None] = ("indicator", "indicator_id")

    indicator_id: Mapped[int] = mapped_column(link("indicator"))
    since: Mapped[Period] = mapped_column(Span)
    """The first period judged by it."""
    name: Mapped[RagRuleName] = mapped_column(Word(RagRuleName))
    tolerance: Mapped[float] = mapped_column(REAL)
    rationale: Mapped[str] = mapped_column(Text)
