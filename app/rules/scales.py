"""Important by in need of improvement (C9, 7.3, 9.4): two judged scales place every issue; boxes say where one belongs.

Whoever is corporately important and in need of focussed improvement belongs in the plan; important and doing well
among the Outcomes; in need, but not that important (yet), on the Hot List.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.rules.category import Category

LEAST, MOST = 1, 5


@dataclass(frozen=True, slots=True)
class Placed:
    """An issue with what was judged of it; None: not judged yet."""

    issue_id: int
    version: int
    title: str
    category: Category
    importance: int | None
    need: int | None
    note: str = ""

    @property
    def judged(self) -> bool:
        return self.importance is not None and self.need is not None


@dataclass(frozen=True, slots=True)
class Box:
    """Where issues of a category are looked for, both ends included."""

    category: Category
    need: tuple[float, float]
    importance: tuple[float, float]

    def holds(self, need: int, importance: int) -> bool:
        return self.need[0] <= need <= self.need[1] and self.importance[0] <= importance <= self.importance[1]


BOXES = (
    Box(Category.OUTCOMES, (0.5, 3.5), (2.5, 5.5)),
    Box(Category.IMPROVEMENT_PLAN, (3.5, 5.5), (3.5, 5.5)),
    Box(Category.HOT_LIST, (1.5, 5.5), (1.5, 4.5)),
)
"""They meet: a Hot List issue may well be as important as one in the plan, its scope is what is not settled."""


@dataclass(frozen=True, slots=True)
class Misfit:
    issue: Placed
    words: str


@dataclass(frozen=True, slots=True)
class Mark:
    """One issue on the grid. `place` of `among` that share its square: they stand side by side, not over each other."""

    issue: Placed
    need: int
    importance: int
    place: int
    among: int


def box_of(category: Category) -> Box | None:
    return next((box for box in BOXES if box.category is category), None)


def marks(issues: Iterable[Placed]) -> tuple[Mark, ...]:
    """Those that were judged, most in need last; the same issues always give the same places."""
    squares: dict[tuple[int, int], list[Placed]] = {}
    for issue in issues:
        if issue.need is not None and issue.importance is not None:
            squares.setdefault((issue.need, issue.importance), []).append(issue)
    found = []
    for (need, importance), group in sorted(squares.items()):
        group.sort(key=lambda each: (each.category.value, each.title, each.issue_id))
        found += [Mark(each, need, importance, at, len(group)) for at, each in enumerate(group)]
    return tuple(found)


def misfits(issues: Iterable[Placed]) -> tuple[Misfit, ...]:
    """Issues that stand in another category than the one their two judgements speak for, each in words."""
    found = []
    for issue in issues:
        box = box_of(issue.category)
        if box is None or issue.need is None or issue.importance is None or box.holds(issue.need, issue.importance):
            continue
        found.append(Misfit(issue, _words(issue.category, issue.need, issue.importance)))
    return tuple(found)


def unjudged(issues: Iterable[Placed]) -> tuple[Placed, ...]:
    return tuple(issue for issue in issues if not issue.judged and issue.category is not Category.LEFT)


def _words(category: Category, need: int, importance: int) -> str:
    judged = f"importance {importance}, need {need}"
    if category is Category.IMPROVEMENT_PLAN:
        if need < 4 and importance < 4:
            return f"In the plan, though neither so important nor so much in need ({judged})."
        if need < 4:
            return f"In the plan, though no longer so much in need of focussed improvement ({judged})."
        return f"In the plan, though not among the most important ({judged})."
    if category is Category.OUTCOMES:
        if need > 3:
            return f"Among the Outcomes, though in need of focussed improvement ({judged})."
        return f"Among the Outcomes of Corporate Importance, though not judged important ({judged})."
    if importance > 4:
        return f"On the Hot List, though as important as anything in the plan ({judged})."
    if need < 2:
        return f"On the Hot List, though hardly in need of improvement ({judged})."
    return f"On the Hot List, though not judged important ({judged})."
