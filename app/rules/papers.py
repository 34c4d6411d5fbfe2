"""A pack of papers: which pages, in which order, on what paper. What stands on them: app.rules.papers_facts."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from app.rules.category import Category
from app.rules.period import Period


class PageKind(StrEnum):
    """A page of the pack. Some are about one subject: an issue or a department."""

    COVER = "cover"
    CONTENTS = "contents"
    SUMMARY = "summary"
    IMPROVEMENT_PLAN = "improvement_plan"
    HOT_LIST = "hot_list"
    OUTCOMES = "outcomes"
    STRENGTH = "strength"
    INSPECTIONS = "inspections"
    ISSUE = "issue"
    CHARTS = "charts"
    DISTRICTS = "districts"
    PLAN_BOX = "plan_box"
    AIMS = "aims"
    ASSESSMENT_SUMMARIES = "assessment_summaries"
    ASSESSMENTS = "assessments"
    DECISIONS = "decisions"
    EXCEPTIONS = "exceptions"
    DECISION_REPORT = "decision_report"
    UPDATE_REPORT = "update_report"

    @property
    def title(self) -> str:  # type: ignore[override]
        return _TITLES[self]


_TITLES = {
    PageKind.COVER: "Cover",
    PageKind.CONTENTS: "Contents",
    PageKind.SUMMARY: "Summary",
    PageKind.IMPROVEMENT_PLAN: "Improvement Plan",
    PageKind.HOT_LIST: "Hot List",
    PageKind.OUTCOMES: "Outcomes",
    PageKind.STRENGTH: "Organisational strength",
    PageKind.INSPECTIONS: "Inspections",
    PageKind.ISSUE: "One page for each red issue",
    PageKind.CHARTS: "Charts by department",
    PageKind.DISTRICTS: "Figures by district",
    PageKind.PLAN_BOX: "The plan in a box",
    PageKind.AIMS: "Aims and categories",
    PageKind.ASSESSMENT_SUMMARIES: "Self-assessment summaries",
    PageKind.ASSESSMENTS: "Self-assessments in full",
    PageKind.DECISIONS: "Decisions this quarter",
    PageKind.EXCEPTIONS: "Exceptions",
    PageKind.DECISION_REPORT: "Decision report",
    PageKind.UPDATE_REPORT: "Driving Success update report",
}

OFFERED = tuple(PageKind)
"""The pages that can be made, in the order in which a pack has them by default."""
OF_ISSUES = frozenset((PageKind.ISSUE,))
OF_DEPARTMENTS = frozenset((PageKind.CHARTS, PageKind.ASSESSMENTS))


@dataclass(frozen=True, slots=True)
class PageChoice:
    """`subject`: an issue's or a department's id. Without one: a page for each red issue, each department."""

    kind: PageKind
    subject: int | None = None


class Paper(StrEnum):
    A4 = "a4"
    A3 = "a3"


LARGER_PRINT = 16.0
"""Points, of body text in larger print."""


@dataclass(frozen=True, slots=True)
class PackOptions:
    """How the pages are set. `draft` None: marked a draft while the quarter is open."""

    paper: Paper = Paper.A4
    landscape: bool = True
    larger_print: bool = False
    public: bool = False
    """Small numbers are hidden (app.rules.suppression)."""
    marking: str = ""
    """A protective marking, as printed at the head and foot of every page."""
    item_number: str = ""
    """The agenda's item, as printed."""
    first_page: int = 1
    """The number the first page carries."""
    draft: bool | None = None
    audience: str = "Report to CMT and Cabinet"


@dataclass(frozen=True, slots=True)
class Pack:
    """Pages under a name ("Cabinet"), in order."""

    name: str
    pages: tuple[PageChoice, ...]
    options: PackOptions = field(default_factory=PackOptions)


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """Where a page of the pack starts. `choice`: which of the pack's pages it comes from.

    `page` counts the sheets of the PDF from 0; a choice without a subject may start several pages.
    """

    choice: int
    kind: PageKind
    subject: int | None
    title: str
    page: int


@dataclass(frozen=True, slots=True)
class PackPaper:
    """A pack as it is printed. `pages`: how many sheets the PDF has."""

    pdf: bytes
    outline: tuple[OutlineEntry, ...]
    pages: int


def standard_packs() -> tuple[Pack, ...]:
    """What a plan starts with: the packs of the three bodies, the single summary, and the two reports."""
    return (
        _pack("Cabinet", PageKind.COVER, PageKind.CONTENTS, PageKind.SUMMARY, PageKind.IMPROVEMENT_PLAN,
              PageKind.HOT_LIST, PageKind.OUTCOMES, PageKind.STRENGTH, PageKind.INSPECTIONS, PageKind.ISSUE,
              PageKind.AIMS, PageKind.ASSESSMENT_SUMMARIES, PageKind.DECISIONS, PageKind.EXCEPTIONS),
        _pack("CMT", PageKind.SUMMARY, PageKind.IMPROVEMENT_PLAN, PageKind.HOT_LIST, PageKind.OUTCOMES,
              PageKind.STRENGTH, PageKind.INSPECTIONS, PageKind.ISSUE, PageKind.CHARTS, PageKind.DECISIONS,
              PageKind.EXCEPTIONS),
        _pack("CPEG", PageKind.SUMMARY, PageKind.IMPROVEMENT_PLAN, PageKind.HOT_LIST, PageKind.OUTCOMES,
              PageKind.EXCEPTIONS, PageKind.DECISIONS),
        _pack("Decision report", PageKind.DECISION_REPORT, PageKind.AIMS, landscape=False),
        _pack("Update report", PageKind.UPDATE_REPORT, landscape=False),
    )  # fmt: skip


def _pack(name: str, *kinds: PageKind, landscape: bool = True) -> Pack:
    pages = tuple(PageChoice(kind) for kind in kinds if kind in OFFERED)
    return Pack(name, pages, PackOptions(landscape=landscape, audience=f"Report to {name}" if landscape else ""))


def page_named(text: str) -> PageKind | None:
    """The kind that a word of the command line names: "hot_list", "hot-list", "Hot List"."""
    wanted = text.strip().casefold().replace("-", "_").replace(" ", "_")
    for kind in OFFERED:
        if wanted in (kind.value, kind.title.casefold().replace("-", "_").replace(" ", "_")):
            return kind
    return None


def file_stem(pack: Pack, quarter: Period) -> str:
    """What a saved pack is called by default: "Cabinet 2009-10-Q4"."""
    name = "".join(mark for mark in pack.name if mark.isalnum() or mark in " -").strip() or "Papers"
    return f"{name} {quarter.code}{' public' if pack.options.public else ''}"


BLOCKS = (Category.IMPROVEMENT_PLAN, Category.HOT_LIST, Category.OUTCOMES)
"""The categories of the Corporate Dashboard, as its summary counts them."""
