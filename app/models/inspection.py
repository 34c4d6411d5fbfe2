"""Inspectorates with their scales, their results by year, and what they recommend."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlalchemy import Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import NOTE, REASON, STRICT, TITLE, Entity, link
from app.models.columns import Day, Document, Flagged, Span, Word, length, one_of
from app.rules.inspection import RecommendationState
from app.rules.period import Period


class InspectorateRow(Entity):
    """One who judges one thing. `scale`: its words from the lowest to the highest."""

    __tablename__ = "inspectorate"
    __table_args__ = (
        length("name", TITLE, 1),
        length("subject", TITLE),
        length("aim_note", NOTE),
        UniqueConstraint("name", "subject"),
        STRICT,
    )

    name: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text, default="")
    subject: Mapped[str] = mapped_column(Text, default="")
    department_id: Mapped[int | None] = mapped_column(link("department"))
    scale: Mapped[list[str]] = mapped_column(Document, default=list)
    scale_note: Mapped[str] = mapped_column(Text, default="")
    aimed: Mapped[str] = mapped_column(Text, default="")
    aim_note: Mapped[str] = mapped_column(Text, default="")
    position: Mapped[int] = mapped_column(default=0)
    retired: Mapped[bool] = mapped_column(Flagged, default=False)


class InspectionResultRow(Entity):
    __tablename__ = "inspection_result"
    __table_args__ = (
        UniqueConstraint("inspectorate_id", "year"),
        length("rating", TITLE),
        length("source", TITLE),
        length("note", NOTE),
        STRICT,
    )
    root: ClassVar[tuple[str, str] | None] = ("inspectorate", "inspectorate_id")

    inspectorate_id: Mapped[int] = mapped_column(link("inspectorate"))
    year: Mapped[Period] = mapped_column(Span)
    rating: Mapped[str] = mapped_column(Text, default="")
    published: Mapped[date | None] = mapped_column(Day)
    source: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")
    illustrative: Mapped[bool] = mapped_column(Flagged, default=False)


class RecommendationRow(Entity):
    """What an inspectorate asks for, and the issue or action it became."""

    __tablename__ = "recommendation"
    __table_args__ = (
        one_of("state", RecommendationState),
        length("title", TITLE, 1),
        length("note", NOTE),
        length("reason", REASON),
        Index("ix_recommendation_inspectorate_id", "inspectorate_id"),
        Index("ix_recommendation_issue_id", "issue_id"),
        STRICT,
    )
    root: ClassVar[tuple[str, str] | None] = ("inspectorate", "inspectorate_id")

    inspectorate_id: Mapped[int] = mapped_column(link("inspectorate"))
    year: Mapped[Period] = mapped_column(Span)
    title: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[RecommendationState] = mapped_column(Word(RecommendationState), default=RecommendationState.OPEN)
    owner_post_id: Mapped[int | None] = mapped_column(link("post"))
    due: Mapped[date | None] = mapped_column(Day)
    issue_id: Mapped[int | None] = mapped_column(link("issue"))
    action_id: Mapped[int | None] = mapped_column(link("action"))
    reason: Mapped[str] = mapped_column(Text, default="")
    illustrative: Mapped[bool] = mapped_column(Flagged, default=False)
