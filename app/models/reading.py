"""Readings, never overwritten, and the current ones in a table of their own for the dashboard's query."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import REAL, Index, Integer, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import NOTE, STRICT, Base, Entity, link
from app.models.columns import Flagged, Moment, Span, Word, length, one_of
from app.rules.indicator import Status
from app.rules.period import Period


class ReadingRowEntity(Entity):
    """One reading as it came in. The newest for a locality, period and indicator is current."""

    __tablename__ = "reading"
    __table_args__ = (
        one_of("status", Status),
        length("note", NOTE),
        Index("ix_reading_indicator_id_locality_id_period", "indicator_id", "locality_id", "period"),
        Index("ix_reading_return_id", "return_id", sqlite_where=text("return_id IS NOT NULL")),
        STRICT,
    )
    root: ClassVar[tuple[str, str] | None] = ("indicator", "indicator_id")

    indicator_id: Mapped[int] = mapped_column(link("indicator"))
    locality_id: Mapped[int] = mapped_column(link("locality"))
    period: Mapped[Period] = mapped_column(Span)
    value: Mapped[float | None] = mapped_column(REAL)
    numerator: Mapped[float | None] = mapped_column(REAL)
    denominator: Mapped[float | None] = mapped_column(REAL)
    status: Mapped[Status] = mapped_column(Word(Status))
    note: Mapped[str] = mapped_column(Text, default="")
    source: Mapped[str] = mapped_column(Text, default="")
    recorded: Mapped[datetime] = mapped_column(Moment)
    recorded_by: Mapped[str] = mapped_column(Text, default="")
    illustrative: Mapped[bool] = mapped_column(Flagged, default=False)
    return_id: Mapped[int | None] = mapped_column(link("department_return"))
    cell: Mapped[str | None] = mapped_column(Text)
    """Sheet and cell of the return it stood in, "Values!D9"."""


CURRENT: dict[str, Any] = {"sqlite_strict": True, "sqlite_with_rowid": False}


class CurrentReading(Base):
    """Worked out from `reading`, so it has no history; `check` compares the two."""

    __tablename__ = "current_reading"
    __table_args__ = (CURRENT,)

    locality_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    period: Mapped[Period] = mapped_column(Span, primary_key=True)
    indicator_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    reading_id: Mapped[int] = mapped_column(link("reading"))
    value: Mapped[float | None] = mapped_column(REAL)
    numerator: Mapped[float | None] = mapped_column(REAL)
    denominator: Mapped[float | None] = mapped_column(REAL)
    status: Mapped[Status] = mapped_column(Word(Status))
