"""How a department's own workbook is read: its columns and names, mapped once by hand."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import STRICT, Entity, link
from app.models.columns import Document, Moment, Word, length, one_of
from app.models.department_return import FILE_NAME
from app.rules.indicator import Status


class ReturnMappingRow(Entity):
    """`headings`: [column, heading] by meaning; `names`: indicator id by plain name, 0 for none of the plan's.

    Where each period has columns of its own, `headings` has them as "periods": a list of [period, quarter of the
    workbook, {meaning: [column, heading, what stands above it]}].
    """

    __tablename__ = "return_mapping"
    __table_args__ = (
        one_of("status", Status),
        length("sheet", FILE_NAME, 1),
        STRICT,
    )

    department_id: Mapped[int] = mapped_column(link("department"))
    sheet: Mapped[str] = mapped_column(Text)
    headings: Mapped[dict[str, list[Any]]] = mapped_column(Document)
    names: Mapped[dict[str, int]] = mapped_column(Document, default=dict)
    status: Mapped[Status] = mapped_column(Word(Status))
    made: Mapped[datetime] = mapped_column(Moment)
    made_by: Mapped[str] = mapped_column(Text, default="")
