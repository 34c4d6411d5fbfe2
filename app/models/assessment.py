"""Chief Officer self-assessments: their sections and scale by plan year, texts, notes, answers and the work they began."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import NOTE, REASON, STRICT, TITLE, Entity, link
from app.models.columns import Document, Flagged, Moment, Span, Word, length, one_of
from app.rules.assessment import AssessmentStage, Confidence, Prospects, RiskLevel
from app.rules.assessment_sections import Meaning
from app.rules.assessment_stages import Role
from app.rules.period import Period

HTML = 400_000
"""Marks and all, of a text of NOTE characters; pictures stand beside it by their hash."""
KEY = 60


class PostRoleRow(Entity):
    """What a post may do with self-assessments: in a department, or (TEAM) for the whole council."""

    __tablename__ = "post_role"
    __table_args__ = (
        UniqueConstraint("post_id", "role", "department_id"),
        one_of("role", Role),
        CheckConstraint("(role = 'team') = (department_id IS NULL)", name="ck_department"),
        STRICT,
    )

    post_id: Mapped[int] = mapped_column(link("post"))
    role: Mapped[Role] = mapped_column(Word(Role))
    department_id: Mapped[int | None] = mapped_column(link("department"))


class AssessmentSectionRow(Entity):
    """A section as it is asked from the plan year on; the newest year that is not later holds."""

    __tablename__ = "assessment_section"
    __table_args__ = (
        UniqueConstraint("year", "key"),
        length("key", KEY, 1),
        length("title", TITLE, 1),
        length("hint", REASON),
        CheckConstraint("word_limit BETWEEN 1 AND 20000", name="ck_word_limit"),
        STRICT,
    )

    year: Mapped[Period] = mapped_column(Span)
    key: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    hint: Mapped[str] = mapped_column(Text, default="")
    prompts: Mapped[list[str]] = mapped_column(Document, default=list)
    word_limit: Mapped[int] = mapped_column()
    position: Mapped[int] = mapped_column(default=0)
    retired: Mapped[bool] = mapped_column(Flagged, default=False)


class AssessmentRatingRow(Entity):
    """A step of the scale, from the plan year on."""

    __tablename__ = "assessment_rating"
    __table_args__ = (
        UniqueConstraint("year", "key"),
        length("key", KEY, 1),
        length("word", TITLE, 1),
        length("descriptor", REASON),
        one_of("meaning", Meaning),
        STRICT,
    )

    year: Mapped[Period] = mapped_column(Span)
    key: Mapped[str] = mapped_column(Text)
    word: Mapped[str] = mapped_column(Text)
    descriptor: Mapped[str] = mapped_column(Text, default="")
    meaning: Mapped[Meaning] = mapped_column(Word(Meaning))
    position: Mapped[int] = mapped_column(default=0)
    retired: Mapped[bool] = mapped_column(Flagged, default=False)


class AssessmentRow(Entity):
    """`events`: list of {"stage", "at", "by", "reason", "on", "minute"}, oldest first. `snapshot`: what the
    texts cite as it stood at the signing, {"at", "evidence": [...], "decisions": [ids]}; empty before."""

    __tablename__ = "assessment"
    __table_args__ = (UniqueConstraint("department_id", "quarter"), one_of("stage", AssessmentStage), STRICT)

    department_id: Mapped[int] = mapped_column(link("department"))
    quarter: Mapped[Period] = mapped_column(Span)
    stage: Mapped[AssessmentStage] = mapped_column(Word(AssessmentStage))
    events: Mapped[list[dict[str, str]]] = mapped_column(Document, default=list)
    snapshot: Mapped[dict[str, Any]] = mapped_column(Document, default=dict)
    illustrative: Mapped[bool] = mapped_column(Flagged, default=False)


class AssessmentTextRow(Entity):
    """`pictures`: SHA-256 of the pictures in it, whose bytes are blobs. `evidence`: addresses of what it cites."""

    __tablename__ = "assessment_text"
    __table_args__ = (
        UniqueConstraint("assessment_id", "section_key"),
        length("html", HTML),
        length("plain", NOTE),
        length("risk", NOTE),
        length("rating_reason", REASON),
        STRICT,
    )
    root: ClassVar[tuple[str, str] | None] = ("assessment", "assessment_id")

    assessment_id: Mapped[int] = mapped_column(link("assessment"))
    section_key: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text, default="")
    plain: Mapped[str] = mapped_column(Text, default="")
    rating: Mapped[str | None] = mapped_column(Text)
    rating_reason: Mapped[str] = mapped_column(Text, default="")
    prospects: Mapped[Prospects | None] = mapped_column(Word(Prospects))
    risk_level: Mapped[RiskLevel | None] = mapped_column(Word(RiskLevel))
    risk: Mapped[str] = mapped_column(Text, default="")
    confidence: Mapped[Confidence | None] = mapped_column(Word(Confidence))
    carried: Mapped[list[str]] = mapped_column(Document, default=list)
    carried_from: Mapped[Period | None] = mapped_column(Span)
    evidence: Mapped[list[str]] = mapped_column(Document, default=list)
    pictures: Mapped[list[str]] = mapped_column(Document, default=list)


class AssessmentNoteRow(Entity):
    """A challenge note (no parent) or an answer in its thread."""

    __tablename__ = "assessment_note"
    __table_args__ = (
        length("text", NOTE, 1),
        Index("ix_assessment_note_assessment_id", "assessment_id"),
        STRICT,
    )
    root: ClassVar[tuple[str, str] | None] = ("assessment", "assessment_id")

    assessment_id: Mapped[int] = mapped_column(link("assessment"))
    section_key: Mapped[str] = mapped_column(Text, default="")
    parent_id: Mapped[int | None] = mapped_column(link("assessment_note"))
    text: Mapped[str] = mapped_column(Text)
    by: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(Moment)
    closed: Mapped[bool] = mapped_column(Flagged, default=False)


class CheckAnswerRow(Entity):
    """What the author answered to one of the checks."""

    __tablename__ = "assessment_check_answer"
    __table_args__ = (
        UniqueConstraint("assessment_id", "section_key", "code", "subject"),
        length("text", REASON, 1),
        STRICT,
    )
    root: ClassVar[tuple[str, str] | None] = ("assessment", "assessment_id")

    assessment_id: Mapped[int] = mapped_column(link("assessment"))
    section_key: Mapped[str] = mapped_column(Text, default="")
    code: Mapped[str] = mapped_column(Text)
    subject: Mapped[str] = mapped_column(Text, default="")
    text: Mapped[str] = mapped_column(Text)
    by: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(Moment)


class AssessmentWorkRow(Entity):
    """A line of a section and what it became. The action may be removed later: its number alone is kept."""

    __tablename__ = "assessment_work"
    __table_args__ = (
        CheckConstraint("kind IN ('action', 'hot_list')", name="ck_kind"),
        length("line", REASON, 1),
        Index("ix_assessment_work_assessment_id", "assessment_id"),
        Index("ix_assessment_work_issue_id", "issue_id"),
        STRICT,
    )
    root: ClassVar[tuple[str, str] | None] = ("assessment", "assessment_id")

    assessment_id: Mapped[int] = mapped_column(link("assessment"))
    section_key: Mapped[str] = mapped_column(Text)
    line: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    issue_id: Mapped[int] = mapped_column(link("issue"))
    action_id: Mapped[int | None] = mapped_column()
