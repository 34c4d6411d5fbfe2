"""What was reported of a quarter: the paper, the plan as it then stood, and the figures as printed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import REASON, STRICT, Entity, link
from app.models.columns import Document, Moment, Span, length
from app.rules.period import Period


class FrozenQuarterRow(Entity):
    """One edition; a correction is a new one beside the old. `snapshot_sha256`: the plan's tables, in the blobs.

    `open_matters`: list of [code, facts] that were open all the same; `figures`: what was printed, by indicator and
    issue; `entries` and `head`: how far the history went that the paper saw.
    """

    __tablename__ = "frozen_quarter"
    __table_args__ = (
        UniqueConstraint("quarter", "edition"),
        CheckConstraint("edition >= 1", name="ck_edition"),
        length("reason", REASON),
        STRICT,
    )

    quarter: Mapped[Period] = mapped_column(Span)
    edition: Mapped[int] = mapped_column()
    frozen_at: Mapped[datetime] = mapped_column(Moment)
    frozen_by: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    pack: Mapped[str] = mapped_column(Text, default="")
    open_matters: Mapped[list[Any]] = mapped_column(Document, default=list)
    figures: Mapped[dict[str, Any]] = mapped_column(Document, default=dict)
    entries: Mapped[int] = mapped_column()
    head: Mapped[str] = mapped_column(Text)
    program: Mapped[str] = mapped_column(Text, default="")
    pdf_sha256: Mapped[str] = mapped_column(link("blob", "sha256"))
    public_sha256: Mapped[str | None] = mapped_column(link("blob", "sha256"))
    snapshot_sha256: Mapped[str] = mapped_column(link("blob", "sha256"))
