"""What an issue is tied to: themes, strategy links, further departments, partners, localities, tags."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import NOTE, POST, STRICT, Entity, link
from app.models.columns import length


class IssueLink(Entity):
    __abstract__ = True
    root: ClassVar[tuple[str, str] | None] = ("issue", "issue_id")
    target: ClassVar[str]
    """The column that names what is linked."""

    issue_id: Mapped[int] = mapped_column(link("issue"))


class IssueTheme(IssueLink):
    __tablename__ = "issue_theme"
    __table_args__ = (UniqueConstraint("issue_id", "theme_id"), STRICT)
    target = "theme_id"
    theme_id: Mapped[int] = mapped_column(link("theme"))


class IssueStrategyLink(IssueLink):
    __tablename__ = "issue_strategy_link"
    __table_args__ = (UniqueConstraint("issue_id", "strategy_link_id"), STRICT)
    target = "strategy_link_id"
    strategy_link_id: Mapped[int] = mapped_column(link("strategy_link"))


class IssueDepartment(IssueLink):
    __tablename__ = "issue_department"
    __table_args__ = (UniqueConstraint("issue_id", "department_id"), STRICT)
    target = "department_id"
    department_id: Mapped[int] = mapped_column(link("department"))


class IssuePartner(IssueLink):
    """`dependency`: how the issue depends on this partner."""

    __tablename__ = "issue_partner"
    __table_args__ = (UniqueConstraint("issue_id", "partner_id"), length("dependency", NOTE), STRICT)
    target = "partner_id"
    partner_id: Mapped[int] = mapped_column(link("partner"))
    dependency: Mapped[str] = mapped_column(Text, default="", server_default="")


class IssueLocality(IssueLink):
    __tablename__ = "issue_locality"
    __table_args__ = (UniqueConstraint("issue_id", "locality_id"), STRICT)
    target = "locality_id"
    locality_id: Mapped[int] = mapped_column(link("locality"))


class IssueTag(IssueLink):
    __tablename__ = "issue_tag"
    __table_args__ = (
        UniqueConstraint("issue_id", "tag"),
        length("tag", POST, 1),
        Index("ix_issue_tag_tag", "tag"),
        STRICT,
    )
    target = "tag"
    tag: Mapped[str] = mapped_column(Text)


LINKS: dict[str, type[IssueLink]] = {
    "theme": IssueTheme,
    "strategy_link": IssueStrategyLink,
    "department": IssueDepartment,
    "partner": IssuePartner,
    "locality": IssueLocality,
    "tag": IssueTag,
}
