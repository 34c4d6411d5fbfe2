"""The yearly refresh: next year's plan as a draft beside this year's, and what each issue is to do in it."""

from __future__ import annotations

from enum import StrEnum


class Course(StrEnum):
    """What next year's plan is to do with an issue."""

    UNDECIDED = "undecided"
    STAYS = "stays"
    ENTERS = "enters"
    LEAVES = "leaves"
    WAITS = "waits"
    """Remains on the Hot List, to be developed further."""

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
