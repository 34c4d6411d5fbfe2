"""A year's Corporate Improvement Plan."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import STRICT, TITLE, Entity
from app.models.columns import Flagged, Span, Word, length, one_of
from app.rules.period import Period


class PlanState(StrEnum):
    DRAFT = "draft"
    APPROVED = "approved"


class Plan(Entity):
    """`year` is the financial year; `state_label` is what papers call a draft ("Emerging draft")."""

    __tablename__ = "plan"
    __table_args__ = (length("name", TITLE, 1), one_of("state", PlanState), STRICT)

    name: Mapped[str] = mapped_column(Text)
    year: Mapped[Period] = mapped_column(Span, unique=True)
    state: Mapped[PlanState] = mapped_column(Word(PlanState))
    state_label: Mapped[str] = mapped_column(Text, default="")


class Quarter(Entity):
    """A quarter the store knows. Changes happen in the newest; a frozen one is never changed."""

    __tablename__ = "quarter"

    period: Mapped[Period] = mapped_column(Span, unique=True)
    frozen: Mapped[bool] = mapped_column(Flagged, default=False)
