"""Meetings, what was on their agenda, what was agreed there; and conditions of decisions to follow up."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlalchemy import CheckConstraint, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import NOTE, REASON, STRICT, TITLE, Entity, link
from app.models.columns import Day, Word, length, one_of
from app.rules.meetings import MeetingState


class MeetingRow(Entity):
    """`with_body_id`: who sits with the deciding body in a joint session."""

    __tablename__ = "meeting"
    __table_args__ = (
        length("title", TITLE, 1),
        length("note", NOTE),
        one_of("state", MeetingState),
        CheckConstraint("with_body_id IS NULL OR with_body_id <> body_id", name="ck_with_body"),
        Index("ix_meeting_held_on", "held_on"),
        STRICT,
    )

    title: Mapped[str] = mapped_column(Text)
    body_id: Mapped[int] = mapped_column(link("body"))
    with_body_id: Mapped[int | None] = mapped_column(link("body"))
    held_on: Mapped[date] = mapped_column(Day)
    state: Mapped[MeetingState] = mapped_column(Word(MeetingState), default=MeetingState.PLANNED)
    note: Mapped[str] = mapped_column(Text, default="")


class MeetingItemRow(Entity):
    """An issue on the agenda, with the decision put to the meeting or made there."""

    __tablename__ = "meeting_item"
    __table_args__ = (
        UniqueConstraint("meeting_id", "issue_id"),
        length("note", NOTE),
        Index("ix_meeting_item_decision_id", "decision_id"),
        STRICT,
    )
    root: ClassVar[tuple[str, str] | None] = ("meeting", "meeting_id")

    meeting_id: Mapped[int] = mapped_column(link("meeting"))
    issue_id: Mapped[int] = mapped_column(link("issue"))
    decision_id: Mapped[int | None] = mapped_column(link("decision"))
    position: Mapped[int] = mapped_column(default=0)
    note: Mapped[str] = mapped_column(Text, default="")


class MeetingActionRow(Entity):
    """An action on an issue that was agreed at a meeting."""

    __tablename__ = "meeting_action"
    __table_args__ = (UniqueConstraint("meeting_id", "action_id"), STRICT)
    root: ClassVar[tuple[str, str] | None] = ("meeting", "meeting_id")

    meeting_id: Mapped[int] = mapped_column(link("meeting"))
    action_id: Mapped[int] = mapped_column(link("action"))


class FollowUpRow(Entity):
    """How far the condition of a decision is met."""

    __tablename__ = "follow_up"
    __table_args__ = (UniqueConstraint("decision_id"), length("note", REASON), STRICT)
    root: ClassVar[tuple[str, str] | None] = ("decision", "decision_id")

    decision_id: Mapped[int] = mapped_column(link("decision"))
    due: Mapped[date | None] = mapped_column(Day)
    done: Mapped[date | None] = mapped_column(Day)
    note: Mapped[str] = mapped_column(Text, default="")
