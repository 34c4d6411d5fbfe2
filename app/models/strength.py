"""Organisational strength: strands, initiatives, their milestones and indicators, and the status of each quarter."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlalchemy import CheckConstraint, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import NOTE, STRICT, TITLE, Entity, link
from app.models.columns import Day, Flagged, Span, Word, length, one_of
from app.models.lists import ListEntry
from app.rules.period import Period
from app.rules.strength import Progress, RiskLevel


class Strand(ListEntry):
    __tablename__ = "strand"


class InitiativeRow(Entity):
    """`target`: pounds to be saved, where a target is given."""

    __tablename__ = "initiative"
    __table_args__ = (
        length("title", TITLE, 1),
        length("about", NOTE),
        CheckConstraint("target IS NULL OR target >= 0", name="ck_target"),
        Index("ix_initiative_strand_id", "strand_id"),
        STRICT,
    )

    strand_id: Mapped[int] = mapped_column(link("strand"))
    title: Mapped[str] = mapped_column(Text)
    about: Mapped[str] = mapped_column(Text, default="")
    owner_post_id: Mapped[int | None] = mapped_column(link("post"))
    target: Mapped[int | None] = mapped_column()
    closed: Mapped[date | None] = mapped_column(Day)
    position: Mapped[int] = mapped_column(default=0)
    illustrative: Mapped[bool] = mapped_column(Flagged, default=False)


class InitiativePart(Entity):
    __abstract__ = True
    root: ClassVar[tuple[str, str] | None] = ("initiative", "initiative_id")

    initiative_id: Mapped[int] = mapped_column(link("initiative"))


class InitiativeStatusRow(InitiativePart):
    """What was said of a quarter: kept, so that a past quarter shows what stood then."""

    __tablename__ = "initiative_status"
    __table_args__ = (
        UniqueConstraint("initiative_id", "quarter"),
        one_of("state", Progress),
        one_of("risk", RiskLevel),
        length("note", NOTE),
        length("risk_note", NOTE),
        CheckConstraint("saved IS NULL OR saved >= 0", name="ck_saved"),
        STRICT,
    )

    quarter: Mapped[Period] = mapped_column(Span)
    state: Mapped[Progress] = mapped_column(Word(Progress), default=Progress.NOT_KNOWN)
    note: Mapped[str] = mapped_column(Text, default="")
    risk: Mapped[RiskLevel] = mapped_column(Word(RiskLevel), default=RiskLevel.NOT_KNOWN)
    risk_note: Mapped[str] = mapped_column(Text, default="")
    saved: Mapped[int | None] = mapped_column()
    said_by: Mapped[str] = mapped_column(Text, default="")


class InitiativeMilestoneRow(InitiativePart):
    __tablename__ = "initiative_milestone"
    __table_args__ = (
        length("title", TITLE, 1),
        Index("ix_initiative_milestone_initiative_id", "initiative_id"),
        STRICT,
    )

    title: Mapped[str] = mapped_column(Text)
    due: Mapped[date | None] = mapped_column(Day)
    done: Mapped[date | None] = mapped_column(Day)


class InitiativeIndicatorRow(InitiativePart):
    __tablename__ = "initiative_indicator"
    __table_args__ = (UniqueConstraint("initiative_id", "indicator_id"), STRICT)

    indicator_id: Mapped[int] = mapped_column(link("indicator"))
