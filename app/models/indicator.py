"""An indicator: its definition, how it is judged, and the issues it measures."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlalchemy import REAL, CheckConstraint, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import NOTE, STRICT, TITLE, Entity, link
from app.models.columns import Day, Flagged, Span, Word, length, one_of
from app.rules.indicator import Frequency, Polarity, Shape, YearKind
from app.rules.period import Period


class IndicatorRow(Entity):
    __tablename__ = "indicator"
    __table_args__ = (
        length("code", 20, 1),
        length("title", TITLE, 1),
        length("definition", NOTE),
        one_of("polarity", Polarity),
        one_of("frequency", Frequency),
        one_of("year_kind", YearKind),
        one_of("shape", Shape),
        CheckConstraint("decimals BETWEEN 0 AND 6", name="ck_decimals"),
        CheckConstraint("due_days BETWEEN 0 AND 1100", name="ck_due_days"),
        CheckConstraint("fix_after = 0 OR fix_after BETWEEN 12 AND 400", name="ck_fix_after"),
        UniqueConstraint("code"),
        STRICT,
    )

    code: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    definition: Mapped[str] = mapped_column(Text, default="")
    unit: Mapped[str] = mapped_column(Text, default="")
    decimals: Mapped[int] = mapped_column(default=1)
    polarity: Mapped[Polarity] = mapped_column(Word(Polarity))
    frequency: Mapped[Frequency] = mapped_column(Word(Frequency))
    year_kind: Mapped[YearKind] = mapped_column(Word(YearKind))
    shape: Mapped[Shape] = mapped_column(Word(Shape))
    rag_rule: Mapped[str] = mapped_column(Text, default="target_and_floor")
    """By which its figures are judged from the first on, until a row of `rag_rule` says otherwise."""
    rag_tolerance: Mapped[float] = mapped_column(REAL, default=10.0)
    department_id: Mapped[int | None] = mapped_column(link("department"))
    post_id: Mapped[int | None] = mapped_column(link("post"))
    national_code: Mapped[str] = mapped_column(Text, default="")
    successor_id: Mapped[int | None] = mapped_column(link("indicator"))
    least_count: Mapped[int] = mapped_column(default=5)
    source: Mapped[str] = mapped_column(Text, default="")
    retired: Mapped[date | None] = mapped_column(Day)
    illustrative: Mapped[bool] = mapped_column(Flagged, default=False)
    due_days: Mapped[int | None] = mapped_column()
    """Days from the end of a period until its figure falls due; None: as usual for its frequency."""
    fix_after: Mapped[int | None] = mapped_column()
    """Only the first so many readings of a group set its limits; 0: all of them; None: as the plan's setting says."""


class IndicatorLinkRow(Entity):
    """An indicator that measures an issue; a card's RAG is the worst of its lead ones."""

    __tablename__ = "issue_indicator"
    __table_args__ = (
        UniqueConstraint("issue_id", "indicator_id"),
        Index("ix_issue_indicator_indicator_id", "indicator_id"),
        STRICT,
    )
    root: ClassVar[tuple[str, str] | None] = ("issue", "issue_id")

    issue_id: Mapped[int] = mapped_column(link("issue"))
    indicator_id: Mapped[int] = mapped_column(link("indicator"))
    lead: Mapped[bool] = mapped_column(Flagged, default=False)
    position: Mapped[int] = mapped_column(default=0)


class IndicatorEventRow(Entity):
    """A note on the chart at a period ("September Guarantee"), or a break in the definition."""

    __tablename__ = "indicator_event"
    __table_args__ = (
        length("title", TITLE, 1),
        Index("ix_indicator_event_indicator_id", "indicator_id"),
        STRICT,
    )
    root: ClassVar[tuple[str, str] | None] = ("indicator", "indicator_id")

    indicator_id: Mapped[int] = mapped_column(link("indicator"))
    period: Mapped[Period] = mapped_column(Span)
    title: Mapped[str] = mapped_column(Text)
    definition_break: Mapped[bool] = mapped_column(Flagged, default=False)
