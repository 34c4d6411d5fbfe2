"""What departments' workbooks are held against before anything is stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.rules.period import Period
from app.rules.readings_now import ReadingsNow
from app.rules.return_form import ReturnForm
from app.rules.return_mapping import ReturnMapping
from app.rules.returns import DepartmentReturn

Place = tuple[int, Period]
"""A department and a quarter."""


@dataclass(frozen=True, slots=True)
class ReturnsNow:
    """`forms` are what the places asked about would be sent now; a place without one is no department's."""

    readings: ReadingsNow
    plan_key: str
    quarters: tuple[Period, ...]
    forms: Mapping[Place, ReturnForm] = field(default_factory=dict)
    earlier: Mapping[Place, tuple[DepartmentReturn, ...]] = field(default_factory=dict)
    """What came from these places before, the newest first."""
    by_hash: Mapping[str, DepartmentReturn] = field(default_factory=dict)
    """Returns imported from exactly these files."""
    mappings: tuple[ReturnMapping, ...] = ()
    """How departments' own workbooks are read, the newest first."""
