"""What the authors of a quarter's reports wrote for a part of them; parts without a row keep their first words."""

from __future__ import annotations

from sqlalchemy import Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import NOTE, POST, STRICT, Entity
from app.models.columns import Span, length
from app.rules.period import Period


class ReportTextRow(Entity):
    """`kind` is the report (app.rules.papers.PageKind), `part` a part of it (app.rules.report_parts)."""

    __tablename__ = "report_text"
    __table_args__ = (
        UniqueConstraint("quarter", "kind", "part"),
        length("kind", POST, 1),
        length("part", POST, 1),
        length("body", NOTE),
        STRICT,
    )

    quarter: Mapped[Period] = mapped_column(Span)
    kind: Mapped[str] = mapped_column(Text)
    part: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text, default="")
