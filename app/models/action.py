"""An action on an issue, with who does it, by when, and how far it is."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import NOTE, STRICT, TITLE, Entity, link
from app.models.columns import Day, Document, length


class ActionRow(Entity):
    """`progress` in per cent; `milestones` a list of {"title", "due", "done", "key"}."""

    __tablename__ = "action"
    __table_args__ = (
        length("title", TITLE, 1),
        length("note", NOTE),
        CheckConstraint("progress BETWEEN 0 AND 100", name="ck_progress"),
        Index("ix_action_issue_id", "issue_id"),
        STRICT,
    )
    root: ClassVar[tuple[str, str] | None] = ("issue", "issue_id")

    issue_id: Mapped[int] = mapped_column(link("issue"))
    title: Mapped[str] = mapped_column(Text)
    owner_post_id: Mapped[int | None] = mapped_column(link("post"))
    due: Mapped[date | None] = mapped_column(Day)
    progress: Mapped[int] = mapped_column(default=0)
    note: Mapped[str] = mapped_column(Text, default="")
    milestones: Mapped[list[dict[str, Any]]] = mapped_column(Document, default=list)
    closed: Mapped[date | None] = mapped_column(Day)
