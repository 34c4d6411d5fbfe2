"""The append-only history, what each entry touched, drafts of text outside it, and the store's own facts."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import DRAFT, STRICT, Base
from app.models.columns import Moment, length

WITHOUT_ROWID: dict[str, Any] = {"sqlite_strict": True, "sqlite_with_rowid": False}


class HistoryRow(Base):
    """One change. `head` seals it and the one before; `payload` goes when personal data is erased."""

    __tablename__ = "history"
    __table_args__ = (STRICT,)
    root: ClassVar[tuple[str, str] | None] = None
    """An erasure tells of the entries that it erased as of rows."""

    seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    op_id: Mapped[str] = mapped_column(Text, unique=True)
    at: Mapped[datetime] = mapped_column(Moment)
    account: Mapped[str] = mapped_column(Text)
    post: Mapped[str] = mapped_column(Text)
    label: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    """change, undo, redo, fixed (nothing before it can be undone: a sample loaded, a restore), kept (it alone
    cannot: a quarter frozen), or erased (the same, of personal data: app.store.erasures)."""
    undoes: Mapped[int | None] = mapped_column()
    """The entry that an undo takes back or a redo brings again."""
    payload: Mapped[str | None] = mapped_column(Text)
    payload_sha: Mapped[str] = mapped_column(Text)
    prev: Mapped[str] = mapped_column(Text)
    head: Mapped[str] = mapped_column(Text)


class HistoryTouch(Base):
    """Which entries touched a noun: an index into history, worked out from the payloads."""

    __tablename__ = "history_touch"
    __table_args__ = (WITHOUT_ROWID,)

    noun: Mapped[str] = mapped_column(Text, primary_key=True)
    row: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)


class Draft(Base):
    """Text being written, saved every two seconds, outside history; gone once the text is a change."""

    __tablename__ = "draft"
    __table_args__ = (length("body", DRAFT), STRICT)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    place: Mapped[str] = mapped_column(Text, unique=True)
    body: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Moment)


class Meta(Base):
    """Facts about the store: its identity, name, the version that may read it."""

    __tablename__ = "meta"
    __table_args__ = (WITHOUT_ROWID,)

    key: Mapped[str] = mapped_column(Text, primary_key=True)
    value: Mapped[str] = mapped_column(Text)
