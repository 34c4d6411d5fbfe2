"""The yearly refresh: next year's plan as a draft beside this year's, and what each issue is to do in it.

The rules speak for a course, from readiness and the figures; people decide each with a reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.rules import clock
from app.rules.category import Category
from app.rules.decision import Authority, Waiver
from app.rules.errors import Problem
from app.rules.horizon import Horizon
from app.rules.moves import ARROWS, Rule
from app.rules.period import Period
from app.rules.plan_size import DEFAULT_LIMIT, PlanSize
from app.rules.readiness import Condition, Criterion
from app.rules.texts import REASON_LIMIT, is_blank, text_problem


class Course(StrEnum):
    """What next year's plan is to do with an issue."""

    UNDECIDED = "undecided"
    STAYS = "stays"
    ENTERS = "enters"
    LEAVES = "leaves"
    WAITS = "waits"
    """Remains where it is, outside the plan, to be developed further."""

    @property
    def title(self) -> str:  # type: ignore[override]
        return _COURSES[self]


_COURSES = {
    Course.UNDECIDED: "Not decided yet",
    Course.STAYS: "Stays",
    Course.ENTERS: "Enters",
    Course.LEAVES: "Leaves",
    Course.WAITS: "Waits",
}


@dataclass(frozen=True, slots=True)
class RefreshLine:
    """One issue in the draft. `target` is where it goes when it leaves; `decision_id` comes with the approval."""

    id: int
    version: int
    issue_id: int
    title: str
    category: Category
    """Where it stands now."""
    proposed: Course
    course: Course
    target: Category | None
    reason: str
    exception_reason: str = ""
    criteria_reason: str = ""
    growth_reason: str = ""
    waivers: tuple[Waiver, ...] = ()
    ready: int = 0
    """Conditions of readiness met, of six."""
    missing: tuple[Condition, ...] = ()
    unmet: tuple[Criterion, ...] = ()
    recovered: bool = False
    slipped: bool = False
    waiting: bool = False
    """A move of it already awaits sign-off."""
    horizon: Horizon | None = None
    decision_id: int | None = None

    @property
    def goes_to(self) -> Category | None:
        """The category it moves to; None: it stays where it is."""
        if self.course is Course.ENTERS:
            return Category.IMPROVEMENT_PLAN
        return self.target if self.course is Course.LEAVES else None

    @property
    def in_next(self) -> bool:
        """Whether next year's plan holds it as the draft stands: what is not decided yet is where it was."""
        if self.course is Course.UNDECIDED:
            return self.category is Category.IMPROVEMENT_PLAN
        return self.course in (Course.STAYS, Course.ENTERS)


@dataclass(frozen=True, slots=True)
class PlanYear:
    """A year's plan as a record."""

    id: int
    version: int
    name: str
    year: Period
    approved: bool
    state_label: str
    body: str = ""
    approved_on: date | None = None
    minute: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """Next year's plan beside this year's. `lines` in the board's order."""

    plan: PlanYear
    this_year: PlanYear | None
    lines: tuple[RefreshLine, ...]
    limit: int = DEFAULT_LIMIT
    others: tuple[tuple[int, str, Category], ...] = ()
    """(id, title, category) of issues that are in no line: any may be added."""

    @property
    def undecided(self) -> tuple[RefreshLine, ...]:
        return tuple(line for line in self.lines if line.course is Course.UNDECIDED)

    @property
    def next_count(self) -> int:
        return sum(line.in_next for line in self.lines)

    def line(self, issue_id: int) -> RefreshLine | None:
        return next((line for line in self.lines if line.issue_id == issue_id), None)

    def asks_growth(self, line: RefreshLine) -> bool:
        """Whether taking it in asks what comes off, or why the plan should grow."""
        without = self.next_count - line.in_next
        return PlanSize(without, self.limit).over_with_one_more


def suggest(category: Category, *, missing: Sequence[Condition], recovered: bool) -> tuple[Course, Category | None]:
    """The course that the rules speak for, and where an issue that leaves would go."""
    if category is Category.IMPROVEMENT_PLAN:
        return (Course.LEAVES, Category.OUTCOMES) if recovered else (Course.STAYS, None)
    return (Course.WAITS if missing or category is not Category.HOT_LIST else Course.ENTERS), None


def courses_for(category: Category) -> tuple[Course, ...]:
    """What can be decided of an issue that stands there."""
    if category is Category.IMPROVEMENT_PLAN:
        return (Course.STAYS, Course.LEAVES)
    if category is Category.HOT_LIST:
        return (Course.ENTERS, Course.WAITS, Course.LEAVES)
    return (Course.ENTERS, Course.WAITS)


def targets_for(category: Category) -> tuple[Category, ...]:
    """Where an issue that leaves may go, what the framework describes first."""
    found = [to for (origin, to) in ARROWS if origin is category and to is not Category.IMPROVEMENT_PLAN]
    return tuple(sorted(found, key=lambda to: (ARROWS[category, to] is Rule.EXCEPTION, to is Category.LEFT)))


def rule_of(line: RefreshLine) -> Rule | None:
    """By which arrow it moves; None: it does not."""
    to = line.goes_to
    return None if to is None else ARROWS.get((line.category, to))


def line_problems(line: RefreshLine) -> tuple[Problem, ...]:
    """What the decision on one issue still lacks, as a record. Moves are judged again when the plan is approved."""
    facts = {"title": line.title, "course": line.course.title}
    found: list[Problem | None] = []
    if line.course is not Course.UNDECIDED and line.course not in courses_for(line.category):
        found.append(Problem("course_impossible", facts))
    if line.course is Course.LEAVES and (line.category, line.target) not in ARROWS:
        found.append(Problem("course_target_missing", {**facts, "field": "target"}))
    if is_blank(line.reason):
        found.append(Problem("course_reason_missing", {**facts, "field": "reason"}))
    texts = {"reason": line.reason, "exception_reason": line.exception_reason, "growth_reason": line.growth_reason,
             "criteria_reason": line.criteria_reason}  # fmt: skip
    found += [text_problem(name, text, REASON_LIMIT, lines=True) for name, text in texts.items()]
    return tuple(each for each in found if each is not None)


def ranked(draft: Draft) -> dict[int, int]:
    """How many issues the plan holds before each one that enters, by issue.

    Those that say why the plan may grow come last: they are the ones that may go beyond the limit.
    """
    stay = sum(line.in_next and line.course is not Course.ENTERS for line in draft.lines)
    entering = [line for line in draft.lines if line.course is Course.ENTERS]
    entering.sort(key=lambda line: not is_blank(line.growth_reason))
    return {line.issue_id: stay + at for at, line in enumerate(entering)}


def approval_problems(
    draft: Draft, authority: Authority | None, decided_on: date | None, reason: str
) -> tuple[Problem, ...]:
    """Why the plan as a whole cannot be approved yet; what single moves lack is judged with each."""
    found = []
    if draft.plan.approved:
        found.append(Problem("plan_approved", {"plan": draft.plan.name}))
    if draft.undecided:
        titles = tuple(line.title for line in draft.undecided)
        found.append(Problem("courses_undecided", {"count": len(titles), "titles": titles}))
    if not draft.next_count:
        found.append(Problem("plan_empty", {"plan": draft.plan.name}))
    if authority is None:
        found.append(Problem("plan_body_missing", {"field": "body"}))
    elif authority is not Authority.CONFIRMS:
        found.append(Problem("plan_body_interim", {"field": "body"}))
    if decided_on is None:
        found.append(Problem("date_missing", {"field": "decided_on"}))
    elif decided_on > clock.today():
        found.append(Problem("date_in_future", {"date": decided_on, "field": "decided_on"}))
    if is_blank(reason):
        found.append(Problem("plan_reason_missing", {"field": "reason"}))
    return tuple(found)


def effective_quarter(year: Period, newest: Period) -> Period:
    """When the plan's moves take effect: with its first quarter, or now where that has gone by."""
    return max(Period.quarter(year.financial_start_year, 1), newest)
