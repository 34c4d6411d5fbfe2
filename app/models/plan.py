"""A year's Corporate Improvement Plan."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import REASON, STRICT, TITLE, Entity, link
from app.models.columns import Day, Flagged, Span, Word, length, one_of
from app.rules.period import Period


class PlanState(StrEnum):
    DRAFT = "draft"
    APPROVED = "approved"


class Plan(Entity):
    """`year` is the financial year; `state_label` is what papers call a draft ("Emerging draft").

    Who approved it, when, by which minute and why stay empty until then, and of plans adopted elsewhere.
    """

    __tablename__ = "plan"
    __table_args__ = (length("name", TITLE, 1), one_of("state", PlanState), length("reason", REASON), STRICT)

    name: Mapped[str] = mapped_column(Text)
    year: Mapped[Period] = mapped_column(Span, unique=True)
    state: Mapped[PlanState] = mapped_column(Word(PlanState))
    state_label: Mapped[str] = mapped_column(Text, default="")
    body_id: Mapped[int | None] = mapped_column(link("body"))
    approved_on: Mapped[date | None] = mapped_column(Day)
    minute: Mapped[str] = mapped_column(Text, default="", server_default="")
    reason: Mapped[str] = mapped_column(Text, default="", server_default="")


class Quarter(Entity):
    """A quarter the store knows. Changes happen in the newest; a frozen one is never changed."""

    __tablename__ = "quarter"

    period: Mapped[Period] = mapped_column(Span, unique=True)
    frozen: Mapped[bool] = mapped_column(Flagged, default=False)
