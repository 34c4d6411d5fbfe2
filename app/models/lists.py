"""Lists that are data: each entry can be edited and retired, and vanishes only if nothing uses it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Text, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from app.models.base import POST, STRICT, TITLE, Entity
from app.models.columns import Flagged, Word, length, one_of
from app.rules.decision import Authority
from app.rules.lists import WHOLE_COUNTY as WHOLE_COUNTY  # noqa: PLC0414 - others take it from here


class ListEntry(Entity):
    """`position` orders the list; `short` is a code or initials."""

    __abstract__ = True

    @declared_attr.directive
    def __table_args__(cls) -> Any:  # noqa: N805
        return (length("name", TITLE, 1), UniqueConstraint("name"), STRICT)

    name: Mapped[str] = mapped_column(Text)
    short: Mapped[str] = mapped_column(Text, default="")
    position: Mapped[int] = mapped_column(default=0)
    retired: Mapped[bool] = mapped_column(Flagged, default=False)


class Aim(ListEntry):
    __tablename__ = "aim"


class Theme(ListEntry):
    __tablename__ = "theme"


class StrategyLink(ListEntry):
    __tablename__ = "strategy_link"


class Department(ListEntry):
    __tablename__ = "department"


class Post(ListEntry):
    __tablename__ = "post"
    __table_args__ = (length("name", POST, 1), UniqueConstraint("name"), STRICT)


class Portfolio(ListEntry):
    __tablename__ = "portfolio"


class Partner(ListEntry):
    __tablename__ = "partner"


class Locality(ListEntry):
    """A district. Entry 1 is the whole county, which county readings carry."""

    __tablename__ = "locality"


class GlossaryEntry(ListEntry):
    """`name` is the abbreviation; `verified` is false where the source does not expand it."""

    __tablename__ = "glossary"

    meaning: Mapped[str] = mapped_column(Text, default="")
    verified: Mapped[bool] = mapped_column(Flagged, default=True)


class Body(ListEntry):
    __tablename__ = "body"
    __table_args__ = (
        length("name", TITLE, 1),
        UniqueConstraint("name"),
        one_of("authority", Authority),
        STRICT,
    )

    title: Mapped[str] = mapped_column(Text, default="")
    authority: Mapped[Authority] = mapped_column(Word(Authority))
