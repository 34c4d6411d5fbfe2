"""The numbers the framework leaves to the council, with their defaults. They are settings of the plan, kept in history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from app.rules.errors import Problem
from app.rules.process_limits import NEVER_FEWER
from app.rules.texts import TITLE_LIMIT, text_problem


@dataclass(frozen=True, slots=True)
class PlanSettings:
    plan_size: int = 10
    """Soft cap on the Improvement Plan."""
    slip_reports: int = 2
    """Reports running below the floor that make a slip."""
    concern_reports: int = 1
    """Reports running with a tested concern that make a slip."""
    recovery_reports: int = 2
    """Reports running on target that make a recovery."""
    ask_after_quarters: int = 4
    """A Hot List card asks "proceed or not?" after so many."""
    unchanged_quarters: int = 3
    old_evidence_months: int = 12
    significance: float = 0.05
    least_count: int = 5
    screening: bool = True
    fix_after: int = 0
    """Only the first so many readings of a group set its mean and limits; 0: all of them."""
    return_due_days: int = 14
    """Days after a quarter's end by which departments' returns are wanted."""
    late_after_days: int = 30
    """Days that a figure may come after it fell due, until it is late."""
    council: str = "Hampshire County Council"
    """As papers name it."""

    def limits_set_by(self, own: int | None) -> int | None:
        """`fix_after` as app.rules.process_limits takes it, for an indicator that may say its own."""
        return (self.fix_after if own is None else own) or None


RANGES: dict[str, tuple[float, float]] = {
    "plan_size": (1, 999),
    "slip_reports": (1, 12),
    "concern_reports": (1, 12),
    "recovery_reports": (1, 12),
    "ask_after_quarters": (1, 40),
    "unchanged_quarters": (1, 40),
    "old_evidence_months": (1, 120),
    "significance": (0.001, 0.5),
    "least_count": (1, 100),
    "return_due_days": (1, 365),
    "late_after_days": (0, 365),
    "fix_after": (0, 400),
}


def from_stored(stored: Mapping[str, Any]) -> PlanSettings:
    """Defaults, with what the plan has set instead."""
    known = {field.name for field in fields(PlanSettings)}
    return replace(PlanSettings(), **{key: value for key, value in stored.items() if key in known})


def check_setting(key: str, value: object) -> Problem | None:
    """Why the value cannot be set, or None."""
    default = getattr(PlanSettings(), key, None)
    if default is None:
        return Problem("setting_unknown", {"key": key})
    if isinstance(default, bool):
        return None if isinstance(value, bool) else Problem("setting_kind", {"key": key})
    if isinstance(default, str):
        return text_problem(key, value, TITLE_LIMIT, required=True) if isinstance(value, str) else Problem(
            "setting_kind", {"key": key}
        )
    if isinstance(value, bool) or not isinstance(value, (int, float)) or (isinstance(default, int) and value != int(value)):
        return Problem("setting_kind", {"key": key})
    least, most = RANGES[key]
    if key == "fix_after" and value:
        least = NEVER_FEWER
    return None if least <= value <= most else Problem("number_out_of_range", {"field": key, "least": least, "most": most})
