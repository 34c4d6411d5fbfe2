"""Target and floor of an indicator for a period, each with why."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlalchemy import REAL, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import NOTE, STRICT, Entity, link
from app.models.columns import Day, Span, length
from app.rules.period import Period


class TargetRow(Entity):
    __tablename__ = "target"
    __table_args__ = (UniqueConstraint("indicator_id", "period"), length("rationale", NOTE), STRICT)
    root: ClassVar[tuple[str, str] | None] = ("indicator", "indicator_id")

    indicator_id: Mapped[int] = mapped_column(link("indicator"))
    period: Mapped[Period] = mapped_column(Span)
    value: Mapped[float | None] = mapped_column(REAL)
    floor: Mapped[float | None] = mapped_column(REAL)
    rationale: Mapped[str] = mapped_column(Text, default="")
    reviewed: Mapped[date | None] = mapped_column(Day)
    """When it was last looked at again (8.6): at least once a year, with the plan."""
