"""A pack of papers: what stands on its pages, and the pages set as one tagged PDF. Next: app.reports.typesetting."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from app.reports.pack_data import pack_data
from app.reports.pages.assessment_pages import in_full, summaries
from app.reports.pages.charts_page import charts
from app.reports.pages.decision_report import decision_report
from app.reports.pages.districts_page import districts
from app.reports.pages.front import contents, cover
from app.reports.pages.governance_pages import decisions, exceptions
from app.reports.pages.inspections_page import inspections
from app.reports.pages.issue_page import issues
from app.reports.pages.plan_box import aims, plan_box
from app.reports.pages.plan_pages import hot_list, improvement_plan, outcomes
from app.reports.pages.strength_page import strength
from app.reports.pages.summary import summary
from app.reports.pages.update_report import update_report
from app.reports.typesetting import set_pages
from app.rules.errors import Cancelled
from app.rules.papers import Pack, PackOptions, PackPaper, PageChoice, PageKind
from app.rules.papers_content import Furniture, PackContent, Page
from app.rules.papers_facts import QuarterFacts
from app.rules.papers_public import public_facts
from app.rules.suppression import HIDDEN_WORDS

Builder = Callable[[QuarterFacts, PageChoice, PackOptions], Iterator[Page]]

BUILDERS: dict[PageKind, Builder] = {
    PageKind.COVER: cover,
    PageKind.CONTENTS: contents,
    PageKind.SUMMARY: summary,
    PageKind.IMPROVEMENT_PLAN: improvement_plan,
    PageKind.HOT_LIST: hot_list,
    PageKind.OUTCOMES: outcomes,
    PageKind.STRENGTH: strength,
    PageKind.INSPECTIONS: inspections,
    PageKind.ISSUE: issues,
    PageKind.CHARTS: charts,
    PageKind.DISTRICTS: districts,
    PageKind.PLAN_BOX: plan_box,
    PageKind.AIMS: aims,
    PageKind.ASSESSMENT_SUMMARIES: summaries,
    PageKind.ASSESSMENTS: in_full,
    PageKind.DECISIONS: decisions,
    PageKind.EXCEPTIONS: exceptions,
    PageKind.DECISION_REPORT: decision_report,
    PageKind.UPDATE_REPORT: update_report,
}


def never() -> bool:
    return False


def pack_content(facts: QuarterFacts, pack: Pack, *, cancelled: Callable[[], bool] = never) -> PackContent:
    """What the pack says, in words and figures. Raises Cancelled."""
    if pack.options.public:
        facts = public_facts(facts)
    pages: list[Page] = []
    for at, choice in enumerate(pack.pages):
        builder = BUILDERS.get(choice.kind)
        for page in builder(facts, choice, pack.options) if builder else ():
            _go_on(cancelled)
            pages.append(replace(page, choice=at))
    return PackContent(facts.quarter, furniture(facts, pack, pages), pack.options, tuple(pages))


def set_content(
    content: PackContent, moment: datetime, *, cancelled: Callable[[], bool] = never
) -> PackPaper:
    """The pack as a tagged PDF with its outline. Raises Cancelled, KnownError page_not_set."""
    _go_on(cancelled)
    data = pack_data(content, go_on=lambda: _go_on(cancelled))
    return set_pages(content, data, moment)


def set_pack(
    facts: QuarterFacts, pack: Pack, moment: datetime, *, cancelled: Callable[[], bool] = never
) -> PackPaper:
    """From what the store holds (app.store.queries.papers), or held when the quarter was frozen, to the PDF."""
    return set_content(pack_content(facts, pack, cancelled=cancelled), moment, cancelled=cancelled)


def _go_on(cancelled: Callable[[], bool]) -> None:
    if cancelled():
        raise Cancelled


def furniture(facts: QuarterFacts, pack: Pack, pages: Iterable[Page]) -> Furniture:
    """What every sheet carries."""
    options = pack.options
    draft = facts.open if options.draft is None else options.draft
    as_at = f"Figures as at {facts.as_at:%d/%m/%Y %H:%M}" if facts.as_at else ""
    first = next(iter(pages), None)
    return Furniture(
        title=first.title if first else "Corporate Dashboard",
        council=facts.council,
        quarter=facts.quarter.label,
        draft="DRAFT – not for publication" if draft else "",
        illustrative="Illustrative figures" if facts.plan.illustrative else "",
        marking=options.marking.strip(),
        item=f"Item {options.item_number.strip()}" if options.item_number.strip() else "",
        as_at=as_at,
        head=facts.head,
        public="Public version" if options.public else "",
        note=HIDDEN_WORDS if options.public else "",
        first_page=options.first_page,
    )
