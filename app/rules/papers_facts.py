"""Everything a quarter's papers are made from, as plain data: read at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from app.rules.assessment import Assessment
from app.rules.category import Category
from app.rules.decision import Decision
from app.rules.documents import Document
from app.rules.frozen import Restatement
from app.rules.inspection import Inspections
from app.rules.period import Period
from app.rules.plan_table import PlanRow, PlanTable
from app.rules.readiness import Answer
from app.rules.series import Series
from app.rules.strength import Strength


@dataclass(frozen=True, slots=True)
class PaperAction:
    title: str
    owner: str
    due: date | None
    progress: int
    note: str = ""
    closed: date | None = None


@dataclass(frozen=True, slots=True)
class PaperRisk:
    title: str
    likelihood: int
    impact: int
    mitigation: str = ""

    @property
    def score(self) -> int:
        return self.likelihood * self.impact


@dataclass(frozen=True, slots=True)
class PaperIssue:
    """An issue as papers tell of it: names instead of ids, texts as written. `texts`: by the field's name."""

    id: int
    title: str
    category: Category
    aim: str = ""
    themes: tuple[str, ...] = ()
    strategy_links: tuple[str, ...] = ()
    department: str = ""
    department_id: int | None = None
    other_departments: tuple[str, ...] = ()
    portfolio: str = ""
    lead: str = ""
    partners: tuple[str, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    readiness: tuple[Answer, ...] = ()
    indicators: tuple[int, ...] = ()
    """In the order they were linked, those by which the issue is judged first."""
    leads: tuple[int, ...] = ()
    actions: tuple[PaperAction, ...] = ()
    risks: tuple[PaperRisk, ...] = ()
    decisions: tuple[Decision, ...] = ()
    """Those in force or open at the quarter, newest first."""

    def text(self, name: str) -> str:
        return self.texts.get(name, "")


@dataclass(frozen=True, slots=True)
class PaperDepartment:
    id: int
    name: str
    short: str
    indicators: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class LateReturn:
    department: str
    due: date
    days: int


@dataclass(frozen=True, slots=True)
class Abbreviation:
    short: str
    meaning: str


@dataclass(frozen=True, slots=True)
class ReportText:
    """A part of a report that its author writes: app.rules.report_parts names the parts."""

    kind: str
    part: str
    body: str


@dataclass(frozen=True, slots=True)
class QuarterFacts:
    """A quarter as its papers tell of it. `open`: its figures may still change."""

    quarter: Period
    open: bool
    council: str
    plan: PlanTable
    before: PlanTable | None = None
    """The quarter before, as it was reported where it is frozen."""
    issues: tuple[PaperIssue, ...] = ()
    series: Mapping[int, Series] = field(default_factory=dict)
    departments: tuple[PaperDepartment, ...] = ()
    aims: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    strategy_links: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()
    """Proposed, decided or taking effect in the quarter."""
    late: tuple[LateReturn, ...] = ()
    glossary: tuple[Abbreviation, ...] = ()
    restated: tuple[Restatement, ...] = ()
    """Figures that the last frozen quarter's papers gave otherwise."""
    earlier: Mapping[int, Series] = field(default_factory=dict)
    """Figures that may be about few people, as the papers before told them in public (app.store.queries.papers_told)."""
    texts: tuple[ReportText, ...] = ()
    strength: Strength | None = None
    inspections: Inspections | None = None
    assessments: tuple[Assessment, ...] = ()
    """Those begun, in the departments' order."""
    background: tuple[Document, ...] = ()
    """For the list under section 100D."""
    head: str = ""
    """Hash of the history's newest entry: prints what the papers rest on."""
    as_at: datetime | None = None
    """When the figures were read."""
    hidden: Mapping[int, tuple[Period, ...]] = field(default_factory=dict)
    """Periods whose figures must not be told, by indicator; only in the public version."""
    hidden_places: Mapping[int, Mapping[int, tuple[Period, ...]]] = field(default_factory=dict)
    """The same of districts: by indicator, by locality."""

    def issue(self, issue_id: int) -> PaperIssue | None:
        return next((each for each in self.issues if each.id == issue_id), None)

    def row(self, issue_id: int) -> PlanRow | None:
        return next((each for each in self.plan.rows if each.issue_id == issue_id), None)

    def of(self, category: Category) -> tuple[PaperIssue, ...]:
        return tuple(each for each in self.issues if each.category is category)
