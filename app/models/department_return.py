"""Departmental returns: what was asked, what came back, and the workbooks themselves byte for byte."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, Integer, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import STRICT, TITLE, Base, Entity, link
from app.models.columns import Day, Document, Moment, Span, Word, length, one_of
from app.rules.period import Period
from app.rules.returns import ReturnState

FILE_NAME = 255
_BLOB: dict[str, Any] = {"sqlite_strict": True}


class Blob(Base):
    """Bytes by their SHA-256, outside history: an entry names the hash, and undo leaves the bytes for redo.

    `content` is empty only where an original had to be erased, or was lost before a restore.
    """

    __tablename__ = "blob"
    __table_args__ = (
        CheckConstraint("length(sha256) = 64", name="ck_sha256"),
        CheckConstraint("content IS NULL OR length(content) = size", name="ck_size"),
        _BLOB,
    )

    sha256: Mapped[str] = mapped_column(Text, primary_key=True)
    size: Mapped[int] = mapped_column(Integer)
    content: Mapped[bytes | None] = mapped_column(LargeBinary)


class ReturnRequestRow(Entity):
    """The workbook asked of a department for a quarter. `chases` is a list of {"at", "by"}, oldest first."""

    __tablename__ = "return_request"
    __table_args__ = (
        UniqueConstraint("department_id", "quarter"),
        CheckConstraint("forms >= 0", name="ck_forms"),
        STRICT,
    )

    department_id: Mapped[int] = mapped_column(link("department"))
    quarter: Mapped[Period] = mapped_column(Span)
    due: Mapped[date] = mapped_column(Day)
    issued: Mapped[datetime | None] = mapped_column(Moment)
    issued_by: Mapped[str] = mapped_column(Text, default="")
    forms: Mapped[int] = mapped_column(default=0)
    chases: Mapped[list[dict[str, str]]] = mapped_column(Document, default=list)


class DepartmentReturnRow(Entity):
    """A workbook that came back. `problems`: list of [code, facts]; `assessment`: text by section key."""

    __tablename__ = "department_return"
    __table_args__ = (
        one_of("state", ReturnState),
        length("file_name", FILE_NAME, 1),
        length("reason", TITLE * 10),
        Index("ix_department_return_department_id_quarter", "department_id", "quarter"),
        Index("ix_department_return_sha256", "sha256"),
        STRICT,
    )

    department_id: Mapped[int] = mapped_column(link("department"))
    quarter: Mapped[Period] = mapped_column(Span)
    state: Mapped[ReturnState] = mapped_column(Word(ReturnState))
    file_name: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(link("blob", "sha256"))
    form: Mapped[int] = mapped_column(default=0)
    received: Mapped[datetime] = mapped_column(Moment)
    received_by: Mapped[str] = mapped_column(Text, default="")
    figures: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str] = mapped_column(Text, default="")
    problems: Mapped[list[Any]] = mapped_column(Document, default=list)
    assessment: Mapped[dict[str, str]] = mapped_column(Document, default=dict)
