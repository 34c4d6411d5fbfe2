"""What the page of one self-assessment shows, and the heat map of all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.rules.assessment import Assessment, AssessmentLine, Prospects
from app.rules.assessment_checks import Check
from app.rules.assessment_coverage import Coverage
from app.rules.assessment_evidence import EvidenceItem, Strength
from app.rules.assessment_sections import Rating, Section
from app.rules.assessment_stages import Possibilities
from app.rules.errors import Problem
from app.rules.issue import Item
from app.rules.period import Period


@dataclass(frozen=True, slots=True)
class AssessmentSheet:
    """`one` None: the department has not begun; `why_not_start` says why it cannot, if so.

    `strength`: how well each section is evidenced, by its key.
    """

    department: Item
    quarter: Period
    one: Assessment | None
    possible: Possibilities = field(default_factory=Possibilities)
    why_not_start: Problem | None = None
    drawer: tuple[EvidenceItem, ...] = ()
    checks: tuple[Check, ...] = ()
    coverage: Coverage = field(default_factory=Coverage)
    strength: Mapping[str, Strength] = field(default_factory=dict)
    quarters: tuple[Period, ...] = ()
    """Earlier quarters to compare with, the newest first."""


@dataclass(frozen=True, slots=True)
class HeatCell:
    """One section of one department. `rating` None: not rated; `before`: last quarter's."""

    rating: Rating | None = None
    prospects: Prospects | None = None
    before: Rating | None = None
    prospects_before: Prospects | None = None
    why: str = ""
    """The line that goes with a changed rating."""
    words: int = 0
    changed_text: bool = False

    @property
    def changed(self) -> bool:
        """The rating or the prospects are not last quarter's."""
        rating = self.before is not None and self.rating is not None and self.before.key != self.rating.key
        outlook = self.prospects_before is not None and self.prospects not in (None, self.prospects_before)
        return rating or outlook


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Sections down, departments across. `cells` by section key and department."""

    quarter: Period
    sections: tuple[Section, ...]
    lines: tuple[AssessmentLine, ...]
    ratings: tuple[Rating, ...]
    cells: Mapping[tuple[str, int], HeatCell] = field(default_factory=dict)

    def cell(self, section_key: str, department_id: int) -> HeatCell:
        return self.cells.get((section_key, department_id), HeatCell())

    @property
    def changes(self) -> int:
        return sum(cell.changed for cell in self.cells.values())
