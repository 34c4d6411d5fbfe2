"""The plan's settings: the numbers the framework leaves open, changed by command and kept in history."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import STRICT, Entity
from app.models.columns import Document


class SettingRow(Entity):
    __tablename__ = "setting"
    __table_args__ = (UniqueConstraint("key"), STRICT)

    key: Mapped[str] = mapped_column(Text)
    value: Mapped[Any] = mapped_column(Document)
