"""What every entity shares: a never-reused integer id and a version that each change raises."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Integer, MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

NOTE = 50_000
DRAFT = 2_000_000
"""Of a text being written: more than may be stored, so that nothing of it is lost before its author shortens it."""
REASON = 2_000
TITLE = 200
POST = 80


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "%(constraint_name)s_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


STRICT: dict[str, Any] = {"sqlite_strict": True, "sqlite_autoincrement": True}


class Entity(Base):
    """A row with history. `root` names the noun and column that own it, so that its changes show there.

    A text column added to a table that there was already has its default in the database too: the history of
    older rows, by which they are put back, does not know it.
    """

    __abstract__ = True
    root: ClassVar[tuple[str, str] | None] = None

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    version: Mapped[int] = mapped_column(Integer, nullable=False)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805
        return {"version_id_col": cls.__table__.c.version} if hasattr(cls, "__table__") else {}

    @declared_attr.directive
    def __table_args__(cls) -> Any:  # noqa: N805
        return STRICT


def link(target: str, column: str = "id") -> ForeignKey:
    """A foreign key checked at COMMIT: undo replays rows in an order of its own."""
    return ForeignKey(f"{target}.{column}", deferrable=True, initially="DEFERRED")
