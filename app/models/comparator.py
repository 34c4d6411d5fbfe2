"""Places we compare with (England, South East, neighbours), and their values."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import REAL, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import STRICT, Entity, link
from app.models.columns import Span
from app.models.lists import ListEntry
from app.rules.period import Period


class Comparator(ListEntry):
    """`short` tells the set it belongs to: "nation", "region", "neighbour"."""

    __tablename__ = "comparator"


class ComparatorValueRow(Entity):
    __tablename__ = "comparator_value"
    __table_args__ = (UniqueConstraint("indicator_id", "comparator_id", "period"), STRICT)
    root: ClassVar[tuple[str, str] | None] = ("indicator", "indicator_id")

    indicator_id: Mapped[int] = mapped_column(link("indicator"))
    comparator_id: Mapped[int] = mapped_column(link("comparator"))
    period: Mapped[Period] = mapped_column(Span)
    value: Mapped[float | None] = mapped_column(REAL)
    source: Mapped[str] = mapped_column(Text, default="")
