"""What next year's plan is to do with an issue, and why."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import REASON, STRICT, TITLE, Entity, link
from app.models.columns import Document, Word, length, one_of
from app.rules.category import Category
from app.rules.refresh import Course


class RefreshLineRow(Entity):
    """`proposed` is what the rules spoke for when the draft began; `course` is what was decided.

    `target` is where an issue that leaves goes. `title` and `decision_id` are kept when the plan is approved.
    """

    __tablename__ = "refresh_line"
    __table_args__ = (
        UniqueConstraint("plan_id", "issue_id"),
        one_of("proposed", Course),
        one_of("course", Course),
        one_of("target", Category),
        length("reason", REASON),
        length("exception_reason", REASON),
        length("criteria_reason", REASON),
        length("growth_reason", REASON),
        length("title", TITLE),
        Index("ix_refresh_line_issue_id", "issue_id"),
        STRICT,
    )
    root: ClassVar[tuple[str, str] | None] = ("issue", "issue_id")

    plan_id: Mapped[int] = mapped_column(link("plan"))
    issue_id: Mapped[int] = mapped_column(link("issue"))
    proposed: Mapped[Course] = mapped_column(Word(Course))
    course: Mapped[Course] = mapped_column(Word(Course), default=Course.UNDECIDED)
    target: Mapped[Category | None] = mapped_column(Word(Category))
    reason: Mapped[str] = mapped_column(Text, default="")
    exception_reason: Mapped[str] = mapped_column(Text, default="")
    criteria_reason: Mapped[str] = mapped_column(Text, default="")
    growth_reason: Mapped[str] = mapped_column(Text, default="")
    waivers: Mapped[list[dict[str, Any]]] = mapped_column(Document, default=list)
    title: Mapped[str] = mapped_column(Text, default="")
    decision_id: Mapped[int | None] = mapped_column(link("decision"))
