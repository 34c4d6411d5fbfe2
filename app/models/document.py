"""Documents: a place, or the bytes by their SHA-256, and what relies on them."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from sqlalchemy import CheckConstraint, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import NOTE, STRICT, TITLE, Entity, link
from app.models.columns import Flagged, Moment, Span, length
from app.rules.documents import NAME_LIMIT, PLACE_LIMIT
from app.rules.period import Period


class DocumentRow(Entity):
    __tablename__ = "document"
    __table_args__ = (
        length("title", TITLE, 1),
        length("file_name", NAME_LIMIT),
        length("place", PLACE_LIMIT),
        length("note", NOTE),
        CheckConstraint("sha256 IS NOT NULL OR place <> ''", name="ck_somewhere"),
        Index("ix_document_sha256", "sha256"),
        STRICT,
    )

    title: Mapped[str] = mapped_column(Text)
    file_name: Mapped[str] = mapped_column(Text, default="")
    sha256: Mapped[str | None] = mapped_column(link("blob", "sha256"))
    place: Mapped[str] = mapped_column(Text, default="")
    background: Mapped[bool] = mapped_column(Flagged, default=True)
    note: Mapped[str] = mapped_column(Text, default="")
    added: Mapped[datetime] = mapped_column(Moment)
    added_by: Mapped[str] = mapped_column(Text, default="")


class DocumentLinkRow(Entity):
    """Exactly one of the columns names what relies on it; an assessment is its department and quarter."""

    __tablename__ = "document_link"
    __table_args__ = (
        CheckConstraint(
            "(issue_id IS NOT NULL) + (decision_id IS NOT NULL) + (result_id IS NOT NULL)"
            " + (department_id IS NOT NULL) = 1",
            name="ck_one_thing",
        ),
        CheckConstraint("(department_id IS NULL) = (quarter IS NULL)", name="ck_quarter"),
        Index("ix_document_link_document_id", "document_id"),
        Index("ix_document_link_issue_id", "issue_id"),
        STRICT,
    )
    root: ClassVar[tuple[str, str] | None] = ("document", "document_id")

    document_id: Mapped[int] = mapped_column(link("document"))
    issue_id: Mapped[int | None] = mapped_column(link("issue"))
    decision_id: Mapped[int | None] = mapped_column(link("decision"))
    result_id: Mapped[int | None] = mapped_column(link("inspection_result"))
    department_id: Mapped[int | None] = mapped_column(link("department"))
    quarter: Mapped[Period | None] = mapped_column(Span)
