"""What a department is asked for a quarter: its own figures, the issues it leads, their actions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.rules.indicator import Polarity
from app.rules.issue import Item
from app.rules.period import Period
from app.rules.readings_now import CurrentFigure, MeasuredIndicator

SECTIONS = (
    ("performance", "Performance and direction of travel"),
    ("comparison", "Comparative position"),
    ("efficiency", "Efficiency and value for money"),
    ("inspection", "Inspection and Use of Resources"),
    ("improvement_plan", "Improvement Plan issues"),
    ("outcomes", "Outcomes of corporate importance"),
    ("hot_list", "Hot List"),
    ("risks", "Risks"),
    ("partnership", "Partnership"),
    ("cross_cutting", "Cross-cutting considerations"),
    ("strength", "Organisational strength"),
)
"""The sections of a self-assessment, in order: key and heading."""

NO_CASES, NOT_COLLECTED = "No cases", "Not collected"
NOT_DUE, LATER = "Not due yet", "Will follow"
REASONS = (NO_CASES, NOT_COLLECTED, NOT_DUE, LATER)
KEPT_REASONS = (NO_CASES, NOT_COLLECTED)
"""These say something for good and are kept as a reading without a value; the others only explain a gap."""

TEXTS = (("progress", "Progress"), ("risk_note", "Risk"), ("next_step", "Next step"))
"""The texts of an issue that a return carries: field and heading."""


@dataclass(frozen=True, slots=True)
class FormValue:
    """One figure asked for. `last` are up to four values before it, oldest first; `now` is what is stored."""

    indicator: MeasuredIndicator
    polarity: Polarity
    period: Period
    target: float | None
    floor: float | None
    last: tuple[tuple[Period, float | None], ...]
    now: CurrentFigure | None

    @property
    def due(self) -> bool:
        """Nothing is stored for its period yet."""
        return self.now is None


@dataclass(frozen=True, slots=True)
class FormIssue:
    id: int
    version: int
    title: str
    category: str
    texts: tuple[str, str, str]
    """In the order of TEXTS."""


@dataclass(frozen=True, slots=True)
class FormAction:
    id: int
    version: int
    issue_id: int
    title: str
    owner_post_id: int | None
    owner: str
    due: date | None
    progress: int
    note: str


@dataclass(frozen=True, slots=True)
class ReturnForm:
    """`plan_key` tells this plan from any other; `form` counts how often the workbook was issued."""

    plan: str
    plan_key: str
    department: Item
    quarter: Period
    due: date
    form: int
    values: tuple[FormValue, ...]
    issues: tuple[FormIssue, ...]
    actions: tuple[FormAction, ...]
    posts: tuple[Item, ...]
    sections: tuple[tuple[str, str], ...] = SECTIONS
    """Of the self-assessment as the plan year asks for them: key and heading."""
    assessment: Mapping[str, str] = field(default_factory=dict)
    """What stands in each section of the self-assessment now, without its marks."""
    assessment_last: Mapping[str, str] = field(default_factory=dict)
    """The same of the assessment before."""
    assessment_open: bool = True
    """It is a draft, or not begun: texts of a return go into it."""
