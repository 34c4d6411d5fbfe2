"""What a partner aims for itself: its own target, beside the council's."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import REAL, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import NOTE, STRICT, TITLE, Entity, link
from app.models.columns import Flagged, Span, length
from app.rules.period import Period


class PartnerTargetRow(Entity):
    """`measure` is the unit in words. Linked to an issue, an indicator, both or neither."""

    __tablename__ = "partner_target"
    __table_args__ = (
        length("title", TITLE, 1),
        length("measure", TITLE),
        length("source", NOTE),
        Index("ix_partner_target_partner_id", "partner_id"),
        Index("ix_partner_target_issue_id", "issue_id"),
        STRICT,
    )
    root: ClassVar[tuple[str, str] | None] = ("partner", "partner_id")

    partner_id: Mapped[int] = mapped_column(link("partner"))
    issue_id: Mapped[int | None] = mapped_column(link("issue"))
    indicator_id: Mapped[int | None] = mapped_column(link("indicator"))
    title: Mapped[str] = mapped_column(Text)
    measure: Mapped[str] = mapped_column(Text, default="")
    period: Mapped[Period | None] = mapped_column(Span)
    target: Mapped[float | None] = mapped_column(REAL)
    source: Mapped[str] = mapped_column(Text, default="")
    position: Mapped[int] = mapped_column(default=0)
    retired: Mapped[bool] = mapped_column(Flagged, default=False)
