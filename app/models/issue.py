"""A corporate issue (framework F1-F24). Its category is read from its placements, never stored here."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import NOTE, STRICT, TITLE, Entity, link
from app.models.columns import Day, Flagged, Word, length
from app.rules.issue import Control, Responsibility
from app.rules.readiness import HotListReason

_NOTES = (
    "laa_overlap achieve ambition action_plan resources budget_link service_plan_link progress risk_note "
    "next_step horizon equality community_safety sustainability cip_link origin_note evidence_performance "
    "evidence_comparison evidence_public evidence_partnership evidence_inspection scales_note"
).split()


class Issue(Entity):
    __tablename__ = "issue"
    __table_args__ = (
        length("title", TITLE, 1),
        CheckConstraint("trim(title) <> ''", name="ck_title_blank"),
        CheckConstraint("shift_years IS NULL OR shift_years BETWEEN 0 AND 20", name="ck_shift_years"),
        CheckConstraint("importance IS NULL OR importance BETWEEN 1 AND 5", name="ck_importance"),
        CheckConstraint("need IS NULL OR need BETWEEN 1 AND 5", name="ck_need"),
        CheckConstraint(" AND ".join(f"length({n}) <= {NOTE}" for n in _NOTES), name="ck_notes_length"),
        Index("ix_issue_aim_id", "aim_id"),
        STRICT,
    )

    title: Mapped[str] = mapped_column(Text)
    position: Mapped[int] = mapped_column(default=0)
    aim_id: Mapped[int | None] = mapped_column(link("aim"))
    department_id: Mapped[int | None] = mapped_column(link("department"))
    lead_post_id: Mapped[int | None] = mapped_column(link("post"))
    portfolio_id: Mapped[int | None] = mapped_column(link("portfolio"))
    responsibility: Mapped[Responsibility | None] = mapped_column(Word(Responsibility))
    control: Mapped[Control | None] = mapped_column(Word(Control))
    shift_years: Mapped[int | None] = mapped_column()
    laa_overlap: Mapped[str] = mapped_column(Text, default="")
    achieve: Mapped[str] = mapped_column(Text, default="")
    ambition: Mapped[str] = mapped_column(Text, default="")
    action_plan: Mapped[str] = mapped_column(Text, default="")
    resources: Mapped[str] = mapped_column(Text, default="")
    budget_link: Mapped[str] = mapped_column(Text, default="")
    service_plan_link: Mapped[str] = mapped_column(Text, default="")
    progress: Mapped[str] = mapped_column(Text, default="")
    risk_note: Mapped[str] = mapped_column(Text, default="")
    next_step: Mapped[str] = mapped_column(Text, default="")
    horizon: Mapped[str] = mapped_column(Text, default="")
    hot_list_reason: Mapped[HotListReason | None] = mapped_column(Word(HotListReason))
    equality: Mapped[str] = mapped_column(Text, default="")
    community_safety: Mapped[str] = mapped_column(Text, default="")
    sustainability: Mapped[str] = mapped_column(Text, default="")
    cip_link: Mapped[str] = mapped_column(Text, default="")
    origin: Mapped[str] = mapped_column(Text, default="none")
    origin_note: Mapped[str] = mapped_column(Text, default="")
    evidence_performance: Mapped[str] = mapped_column(Text, default="")
    evidence_comparison: Mapped[str] = mapped_column(Text, default="")
    evidence_public: Mapped[str] = mapped_column(Text, default="")
    evidence_partnership: Mapped[str] = mapped_column(Text, default="")
    evidence_inspection: Mapped[str] = mapped_column(Text, default="")
    review_date: Mapped[date | None] = mapped_column(Day)
    importance: Mapped[int | None] = mapped_column()
    need: Mapped[int | None] = mapped_column()
    """Two judged scales (C9): how corporately important, how much in need of focussed improvement; 5 is most."""
    scales_note: Mapped[str] = mapped_column(Text, default="", server_default="")
    illustrative: Mapped[bool] = mapped_column(Flagged, default=False)
