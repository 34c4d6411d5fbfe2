"""The three categories of Appendix One, and where an issue goes when it leaves them."""

from __future__ import annotations

from enum import StrEnum


class Category(StrEnum):
    """Where an issue stands. LEFT is no category: it left the lists (not to proceed, or deleted by CPEG).

    What each is called is said here alone: `title` in sentences, menus and files, `heading`, and `short`.
    """

    HOT_LIST = "hot_list"
    IMPROVEMENT_PLAN = "improvement_plan"
    OUTCOMES = "outcomes"
    LEFT = "left"

    @property
    def title(self) -> str:  # type: ignore[override]
        return _TITLES[self][0]

    @property
    def heading(self) -> str:
        """Over a column or a table; the plan's carries its other name."""
        return "Improvement Plan: Hard to Move" if self is Category.IMPROVEMENT_PLAN else self.title

    @property
    def short(self) -> str:
        """Where a table or a drawing has no room for the whole title."""
        return {Category.OUTCOMES: "Outcomes", Category.LEFT: "Off the lists"}.get(self, self.title)

    @property
    def subtitle(self) -> str:
        return _TITLES[self][1]


_TITLES = {
    Category.HOT_LIST: ("Hot List", "In development"),
    Category.IMPROVEMENT_PLAN: ("Improvement Plan", "Improving performance"),
    Category.OUTCOMES: ("Outcomes of Corporate Importance", "Maintaining performance"),
    Category.LEFT: ("Left the lists", "Not proceeding"),
}

COLUMNS = (Category.HOT_LIST, Category.IMPROVEMENT_PLAN, Category.OUTCOMES)
"""The board's columns, in Appendix Two's order."""
