"""What the move sheet has been told so far, and the request and the command it amounts to."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from app.rules.category import Category
from app.rules.decision import Body, Stage, Waiver
from app.rules.movement import stage_of
from app.rules.moves import MoveFacts, MoveRequest, Verdict
from app.rules.period import Period
from app.rules.readiness import Answer


@dataclass(frozen=True)
class MoveDraft:
    """Texts as typed. `waivers` pairs a condition with its reason ("" while none is given)."""

    to: Category
    effective: Period
    body: Body | None = None
    decided_on: date | None = None
    minute: str = ""
    reason: str = ""
    exception_reason: str = ""
    criteria_reason: str = ""
    growth_reason: str = ""
    waivers: tuple[tuple[str, str], ...] = ()
    criteria: tuple[Answer, ...] = ()
    criteria_changed: bool = False
    comes_off: tuple[tuple[int, str, Category], ...] = ()
    """Plan issues chosen to make room: id, title, and where each goes (its own move sheet follows)."""

    def answered(self, answer: Answer) -> MoveDraft:
        """The draft with one guiding criterion answered."""
        kept = tuple(answer if each.key == answer.key else each for each in self.criteria)
        if answer.key not in {each.key for each in kept}:
            kept = (*kept, answer)
        return replace(self, criteria=kept, criteria_changed=True)

    def waived(self, condition: str, reason: str | None) -> MoveDraft:
        """The draft with a condition waived for a reason, or (None) not waived."""
        others = tuple(pair for pair in self.waivers if pair[0] != condition)
        return replace(self, waivers=others if reason is None else (*others, (condition, reason)))

    @property
    def growth(self) -> str:
        """Why the plan may go beyond its limit: the reason typed, or what comes off for it."""
        if self.comes_off:
            names = "; ".join(f"“{title}”" for _id, title, _to in self.comes_off)
            return f"In its place comes off: {names}."
        return self.growth_reason.strip()

    def request(self, *, record: bool) -> MoveRequest:
        """The request as `app.rules.movement` judges it."""
        return MoveRequest(
            to=self.to,
            effective=self.effective,
            body=self.body.authority if self.body else None,
            reason=self.reason.strip(),
            waivers=tuple(Waiver(condition, reason.strip()) for condition, reason in self.waivers),
            exception_reason=self.exception_reason.strip(),
            criteria_reason=self.criteria_reason.strip(),
            growth_reason=self.growth,
            decided_on=self.decided_on if record else None,
            minute=self.minute.strip() if record else "",
            record=record,
        )

    def command(self, issue_id: int, version: int, *, record: bool, by: str = "") -> Any:
        """ProposeMove or RecordMove with what the draft holds and the judgement asks for; `by` is a post."""
        from app.commands.move_issue import ProposeMove, RecordMove

        request = self.request(record=record)
        make = RecordMove if record else ProposeMove
        return make(
            issue_id=issue_id,
            version=version,
            to=self.to,
            effective=self.effective,
            body_id=self.body.id if self.body else None,
            reason=request.reason,
            minute=request.minute,
            decided_on=request.decided_on,
            waivers=request.waivers,
            exception_reason=request.exception_reason,
            criteria_reason=request.criteria_reason,
            growth_reason=request.growth_reason,
            criteria=self.criteria if self.criteria_changed else None,
            proposed_by=by,
        )


@dataclass(frozen=True)
class Judgement:
    """Both verdicts on the draft, and the stage a recorded decision would have."""

    propose: Verdict
    record: Verdict
    stage: Stage


@dataclass(frozen=True)
class Chance:
    """A quarter a move may take effect in."""

    period: Period
    next_plan: bool
    """The first quarter of the plan after the one now running (ruling Z3)."""


def chances(facts: MoveFacts, in_view: Period) -> tuple[Chance, ...]:
    """The quarters from the earliest possible to the first of the next plan and three beyond it."""
    earliest = max(in_view, facts.since) if facts.since is not None else in_view
    following = Period.quarter(earliest.financial_start_year + 1, 1)
    found = []
    quarter = earliest
    while quarter <= following.shift(3):
        found.append(Chance(quarter, quarter == following))
        quarter = quarter.shift(1)
    return tuple(found)


def stage_recorded(draft: MoveDraft) -> Stage:
    return stage_of(draft.request(record=True))


@dataclass(frozen=True)
class PlanIssue:
    """An issue now in the Improvement Plan, which might come off to make room."""

    issue_id: int
    title: str


@dataclass(frozen=True)
class MoveSubject:
    """All a move sheet shows before anything is typed."""

    facts: MoveFacts
    version: int
    bodies: tuple[Body, ...]
    indicators: tuple[Any, ...] = ()
    """LinkedIndicators of the issue."""
    lead: str = ""
    in_plan: tuple[PlanIssue, ...] = field(default=())
