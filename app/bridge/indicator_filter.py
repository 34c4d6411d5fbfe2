"""Which indicators the list shows and in what order: grouped, filtered, sorted. Plain Python."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from app.rules.category import COLUMNS, Category
from app.rules.indicator import Direction, Rag
from app.rules.series import IndicatorLine


class GroupBy(StrEnum):
    NONE = "none"
    CATEGORY = "category"
    DEPARTMENT = "department"
    RAG = "rag"

    @property
    def label(self) -> str:
        return {"none": "Nothing", "rag": "RAG"}.get(self.value, self.value.capitalize())


class SortBy(StrEnum):
    CODE = "code"
    TITLE = "title"
    RAG = "rag"
    TRAVEL = "travel"
    TEST = "test"

    @property
    def label(self) -> str:
        return {"code": "Code", "title": "Title", "rag": "RAG, red first",
                "travel": "Direction, worse first", "test": "Test, concerns first"}[self.value]


class Change(StrEnum):
    """Those whose figures a test calls changed, or that stand worse than a year before."""

    CONCERN = "concern"
    IMPROVEMENT = "improvement"
    WORSE = "worse"

    @property
    def label(self) -> str:
        return {"concern": "Tested: a concern", "improvement": "Tested: an improvement",
                "worse": "Worse than last year"}[self.value]

    def holds(self, line: IndicatorLine) -> bool:
        return line.direction is Direction.WORSE if self is Change.WORSE else line.signal == self.value


_RAG_ORDER = {Rag.RED: 0, Rag.AMBER: 1, Rag.GREEN: 2, Rag.NONE: 3}
_RAG_TITLES = {Rag.RED: "Red", Rag.AMBER: "Amber", Rag.GREEN: "Green", Rag.NONE: "Not rated"}
_TRAVEL_ORDER = {Direction.WORSE: 0, Direction.SAME: 1, Direction.DOWN: 2, Direction.UP: 2,
                 Direction.UNKNOWN: 3, Direction.BETTER: 4}
_TEST_ORDER = {"concern": 0, "improvement": 1, "common": 2}


@dataclass(frozen=True, slots=True)
class IndicatorChoice:
    """What the user chose. The defaults hide nothing."""

    category: Category | None = None
    department_id: int | None = None
    rag: Rag | None = None
    change: Change | None = None
    words: str = ""
    group: GroupBy = GroupBy.NONE
    sort: SortBy = SortBy.CODE
    issue_id: int | None = None

    @property
    def hides(self) -> bool:
        chosen = self.department_id is not None or self.issue_id is not None
        return bool(self.category or chosen or self.rag or self.change or self.words.strip())

    @property
    def needs_tests(self) -> bool:
        """Whether what is shown waits for the tests of the figures."""
        return self.change in (Change.CONCERN, Change.IMPROVEMENT) or self.sort is SortBy.TEST

    def as_state(self) -> dict[str, Any]:
        return {key: value for key, value in asdict(self).items() if value is not None}

    @classmethod
    def from_state(cls, state: Mapping[str, Any]) -> IndicatorChoice:
        """What `as_state` gave; anything it no longer understands is left out."""
        department, issue = state.get("department_id"), state.get("issue_id")
        return cls(
            category=_one_of(Category, state.get("category")),
            department_id=department if isinstance(department, int) else None,
            issue_id=issue if isinstance(issue, int) else None,
            rag=_one_of(Rag, state.get("rag")),
            change=_one_of(Change, state.get("change")),
            words=str(state.get("words") or ""),
            group=_one_of(GroupBy, state.get("group")) or GroupBy.NONE,
            sort=_one_of(SortBy, state.get("sort")) or SortBy.CODE,
        )


def _one_of(kind: type[Any], value: object) -> Any:
    try:
        return kind(value)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Heading:
    """A group's row in the list."""

    title: str
    count: int


Row = Heading | IndicatorLine


def keeps(line: IndicatorLine, choice: IndicatorChoice) -> bool:
    if choice.category and choice.category not in line.categories:
        return False
    if choice.department_id is not None and line.department_id != choice.department_id:
        return False
    if choice.issue_id is not None and choice.issue_id not in line.issue_ids:
        return False
    if choice.rag and line.rag is not choice.rag:
        return False
    if choice.change and not choice.change.holds(line):
        return False
    text = f"{line.code} {line.title}".casefold()
    return all(word in text for word in choice.words.casefold().split())


@lru_cache(maxsize=16_384)
def natural(code: str) -> tuple[tuple[int, str | int], ...]:
    """Sorts NI 47 before NI 117."""
    return tuple((1, int(part)) if part.isdigit() else (0, part.casefold())
                 for part in re.split(r"(\d{1,15})", code) if part)


def rows_of(
    lines: Iterable[IndicatorLine], choice: IndicatorChoice, departments: Mapping[int, str]
) -> list[Row]:
    """The rows to show, headings among them where the list is grouped."""
    kept = sorted((line for line in lines if keeps(line, choice)), key=_sort_key(choice.sort))
    if choice.group is GroupBy.NONE:
        return list(kept)
    groups: dict[str, list[IndicatorLine]] = {title: [] for title in _group_titles(choice.group, departments)}
    for line in kept:
        groups.setdefault(_group_of(line, choice.group, departments), []).append(line)
    rows: list[Row] = []
    for title, members in groups.items():
        if members:
            rows += [Heading(title, len(members)), *members]
    return rows


def _sort_key(sort: SortBy) -> Any:
    if sort is SortBy.TITLE:
        return lambda line: (line.title.casefold(), natural(line.code))
    if sort is SortBy.RAG:
        return lambda line: (_RAG_ORDER[line.rag], natural(line.code))
    if sort is SortBy.TEST:
        return lambda line: (_TEST_ORDER.get(line.signal, 3), natural(line.code))
    if sort is SortBy.TRAVEL:
        return lambda line: (_TRAVEL_ORDER[line.direction], natural(line.code))
    return lambda line: natural(line.code)


_NO_ISSUE = "Not linked to an issue"
_NO_DEPARTMENT = "No department"


def _group_titles(group: GroupBy, departments: Mapping[int, str]) -> list[str]:
    if group is GroupBy.CATEGORY:
        return [*(category.title for category in COLUMNS), _NO_ISSUE]
    if group is GroupBy.DEPARTMENT:
        return [*departments.values(), _NO_DEPARTMENT]
    return [_RAG_TITLES[rag] for rag in sorted(_RAG_ORDER, key=_RAG_ORDER.__getitem__)]


def _group_of(line: IndicatorLine, group: GroupBy, departments: Mapping[int, str]) -> str:
    if group is GroupBy.CATEGORY:
        return line.categories[0].title if line.categories else _NO_ISSUE
    if group is GroupBy.DEPARTMENT:
        return departments.get(line.department_id or 0, _NO_DEPARTMENT)
    return _RAG_TITLES[line.rag]
