"""Decisions: proposals, what bodies decided and in which steps, under which rule, with the evidence as it stood."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import REASON, STRICT, Entity, link
from app.models.columns import Day, Document, Moment, Span, Word, length, one_of
from app.rules.category import Category
from app.rules.decision import Stage
from app.rules.period import Period


class DecisionRow(Entity):
    __tablename__ = "decision"
    __table_args__ = (
        one_of("stage", Stage),
        one_of("target", Category),
        length("reason", REASON),
        length("exception_reason", REASON),
        Index("ix_decision_issue_id", "issue_id"),
        Index("ix_decision_stage", "stage"),
        STRICT,
    )
    root: ClassVar[tuple[str, str] | None] = ("issue", "issue_id")

    issue_id: Mapped[int] = mapped_column(link("issue"))
    stage: Mapped[Stage] = mapped_column(Word(Stage))
    origin: Mapped[Category | None] = mapped_column(Word(Category))
    target: Mapped[Category] = mapped_column(Word(Category))
    rule: Mapped[str] = mapped_column(Text)
    quarter: Mapped[Period] = mapped_column(Span)
    """The quarter that was open when it was proposed or recorded."""
    effective: Mapped[Period] = mapped_column(Span)
    body_id: Mapped[int | None] = mapped_column(link("body"))
    decided_on: Mapped[date | None] = mapped_column(Day)
    minute: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    exception_reason: Mapped[str] = mapped_column(Text, default="")
    criteria_reason: Mapped[str] = mapped_column(Text, default="")
    growth_reason: Mapped[str] = mapped_column(Text, default="")
    condition: Mapped[str] = mapped_column(Text, default="")
    waivers: Mapped[list[dict[str, str]]] = mapped_column(Document, default=list)
    proposed_by: Mapped[str] = mapped_column(Text, default="")
    proposed_on: Mapped[date] = mapped_column(Day)
    evidence: Mapped[dict[str, Any]] = mapped_column(Document, default=dict)


class DecisionStepRow(Entity):
    """A stage that a decision reached: who decided, when and where it is minuted. Its row holds the last one."""

    __tablename__ = "decision_step"
    __table_args__ = (one_of("stage", Stage), Index("ix_decision_step_decision_id", "decision_id"), STRICT)
    root: ClassVar[tuple[str, str] | None] = ("decision", "decision_id")

    decision_id: Mapped[int] = mapped_column(link("decision"))
    stage: Mapped[Stage] = mapped_column(Word(Stage))
    body_id: Mapped[int | None] = mapped_column(link("body"))
    decided_on: Mapped[date | None] = mapped_column(Day)
    minute: Mapped[str] = mapped_column(Text, default="")
    recorded: Mapped[datetime | None] = mapped_column(Moment)
    """None: before steps were kept."""


class NotNowRow(Entity):
    """A proposal put aside until a date."""

    __tablename__ = "not_now"
    __table_args__ = (Index("ix_not_now_issue_id", "issue_id"), STRICT)
    root: ClassVar[tuple[str, str] | None] = ("issue", "issue_id")

    issue_id: Mapped[int] = mapped_column(link("issue"))
    rule: Mapped[str] = mapped_column(Text)
    until: Mapped[date] = mapped_column(Day)
