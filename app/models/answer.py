"""Answers to the guiding criteria and the conditions of readiness, with their evidence."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import NOTE, STRICT, Entity, link
from app.models.columns import Flagged, Word, length, one_of
from app.rules.readiness import Condition, Criterion


class CriterionRow(Entity):
    __tablename__ = "criterion_answer"
    __table_args__ = (
        UniqueConstraint("issue_id", "key"),
        one_of("key", Criterion),
        length("evidence", NOTE),
        STRICT,
    )
    root: ClassVar[tuple[str, str] | None] = ("issue", "issue_id")

    issue_id: Mapped[int] = mapped_column(link("issue"))
    key: Mapped[Criterion] = mapped_column(Word(Criterion))
    met: Mapped[bool | None] = mapped_column(Flagged)
    evidence: Mapped[str] = mapped_column(Text, default="")


class ConditionRow(Entity):
    __tablename__ = "readiness_answer"
    __table_args__ = (
        UniqueConstraint("issue_id", "key"),
        one_of("key", Condition),
        length("evidence", NOTE),
        STRICT,
    )
    root: ClassVar[tuple[str, str] | None] = ("issue", "issue_id")

    issue_id: Mapped[int] = mapped_column(link("issue"))
    key: Mapped[Condition] = mapped_column(Word(Condition))
    met: Mapped[bool | None] = mapped_column(Flagged)
    evidence: Mapped[str] = mapped_column(Text, default="")
