"""What the placements tell of the years: each year's plan as it stood, its size by quarter, and the issues that left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.rules.category import COLUMNS, Category
from app.rules.moves import Rule
from app.rules.period import Period
from app.rules.refresh import PlanYear


@dataclass(frozen=True, slots=True)
class Step:
    """An issue came to stand in a category from a quarter on, by a decision."""

    issue_id: int
    category: Category
    effective: Period
    body: str = ""
    decided_on: date | None = None
    minute: str = ""
    reason: str = ""
    rule: str = ""
    interim: bool = False
    """Decided by a body whose word holds until another confirms or refuses it."""

    @property
    def by(self) -> str:
        """ "CPEG, interim": whose decision it was, marked where it is not confirmed."""
        return f"{self.body}, interim" if self.interim else self.body

    @property
    def exception(self) -> bool:
        return self.rule == Rule.EXCEPTION


@dataclass(frozen=True, slots=True)
class YearLine:
    """An issue in a year's plan. `came`: the step by which it entered in that year; `went`: by which it left."""

    issue_id: int
    title: str
    came: Step | None = None
    went: Step | None = None


@dataclass(frozen=True, slots=True)
class YearOfPlan:
    """A year's plan as it stood: every issue that was in it at any time of the year."""

    plan: PlanYear
    lines: tuple[YearLine, ...]
    expected: bool = False
    """The year has not begun: what has been decided for it so far."""

    @property
    def entered(self) -> tuple[YearLine, ...]:
        return tuple(line for line in self.lines if line.came is not None)

    @property
    def left(self) -> tuple[YearLine, ...]:
        return tuple(line for line in self.lines if line.went is not None)

    @property
    def size(self) -> int:
        """At its end, or as far as it has come."""
        return len(self.lines) - len(self.left)


@dataclass(frozen=True, slots=True)
class QuarterSize:
    """How many issues each category held in a quarter, and what came on and off since the quarter before."""

    quarter: Period
    counts: Mapping[Category, int]
    on: tuple[Step, ...] = ()
    off: tuple[tuple[Category, Step], ...] = ()
    """(the category left, the step by which)."""


@dataclass(frozen=True, slots=True)
class LeftIssue:
    """An issue that is on no list now: by which decision, and where it stood before."""

    issue_id: int
    title: str
    origin: Category | None
    step: Step


class Story:
    """The steps of every issue, in order; `titles` by issue."""

    def __init__(self, steps: Iterable[Step], titles: Mapping[int, str]) -> None:
        self.titles = titles
        self._steps: dict[int, list[Step]] = {}
        for step in steps:
            self._steps.setdefault(step.issue_id, []).append(step)

    def standing(self, issue_id: int, quarter: Period) -> Step | None:
        """The step by which it stood where it stood; of two in one quarter the later."""
        before = [step for step in self._steps.get(issue_id, ()) if step.effective <= quarter]
        return max(enumerate(before), key=lambda pair: (pair[1].effective, pair[0]))[1] if before else None

    def category(self, issue_id: int, quarter: Period) -> Category | None:
        step = self.standing(issue_id, quarter)
        return step.category if step is not None else None

    def year(self, plan: PlanYear, newest: Period, *, titles: Mapping[int, str] | None = None) -> YearOfPlan:
        """`titles`: how the issues were called in that plan, where that was kept."""
        start = plan.year.financial_start_year
        quarters = [Period.quarter(start, number) for number in (1, 2, 3, 4)]
        known = [quarter for quarter in quarters if quarter <= newest] or quarters[:1]
        before, last = quarters[0].shift(-1), known[-1]
        lines = []
        for issue_id, title in self.titles.items():
            was = self.category(issue_id, before) is Category.IMPROVEMENT_PLAN
            held = [self.category(issue_id, quarter) is Category.IMPROVEMENT_PLAN for quarter in known]
            if not was and not any(held):
                continue
            came = None if was else self._first(issue_id, known, held)
            went = None if held[-1] else self.standing(issue_id, last)
            lines.append(YearLine(issue_id, (titles or {}).get(issue_id) or title, came, went))
        return YearOfPlan(plan, tuple(lines), expected=quarters[0] > newest)

    def _first(self, issue_id: int, quarters: Sequence[Period], held: Sequence[bool]) -> Step | None:
        return self.standing(issue_id, quarters[held.index(True)])

    def sizes(self, quarters: Sequence[Period]) -> tuple[QuarterSize, ...]:
        """By quarter, oldest first. Nothing comes on or off in the first one known: it is where the story begins."""
        found: list[QuarterSize] = []
        was: dict[int, Category | None] = {}
        for at, quarter in enumerate(quarters):
            now = {issue_id: self.category(issue_id, quarter) for issue_id in self.titles}
            on: list[Step] = []
            off: list[tuple[Category, Step]] = []
            for issue_id, category in now.items():
                step, before = self.standing(issue_id, quarter), was.get(issue_id)
                if at and step is not None and category is not before:
                    if category in COLUMNS:
                        on.append(step)
                    if before in COLUMNS and before is not None:
                        off.append((before, step))
            counts = {column: sum(each is column for each in now.values()) for column in COLUMNS}
            found.append(QuarterSize(quarter, counts, tuple(on), tuple(off)))
            was = now
        return tuple(found)

    def left(self, quarter: Period) -> tuple[LeftIssue, ...]:
        """Issues on no list at the quarter, those that left last first."""
        found = []
        for issue_id, title in self.titles.items():
            step = self.standing(issue_id, quarter)
            if step is None or step.category is not Category.LEFT:
                continue
            origin = self.category(issue_id, step.effective.shift(-1))
            found.append(LeftIssue(issue_id, title, origin if origin in COLUMNS else self._before(step), step))
        return tuple(sorted(found, key=lambda each: each.step.effective, reverse=True))

    def _before(self, step: Step) -> Category | None:
        """Where it stood before the step, where both are of one quarter."""
        steps = self._steps[step.issue_id]
        at = steps.index(step)
        return steps[at - 1].category if at else None
