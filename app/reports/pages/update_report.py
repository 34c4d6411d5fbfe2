"""The Driving Success update report that the Head of Improvement brings (10.1.3): what changed since last quarter."""

from __future__ import annotations

from collections.abc import Iterator

from app.reports.pages.decision_words import decision_sentence
from app.reports.pages.plan_pages import plan_rows
from app.reports.pages.report_furniture import Numbered, Written
from app.reports.pages.report_words import (
    hot_list_sentences,
    outcome_sentences,
    plan_sentences,
    strength_sentences,
)
from app.reports.pages.words import counted, listed
from app.rules.category import Category
from app.rules.papers import PackOptions, PageChoice, PageKind
from app.rules.papers_content import Block, Page
from app.rules.papers_facts import QuarterFacts


def update_report(facts: QuarterFacts, choice: PageChoice, options: PackOptions) -> Iterator[Page]:
    written, numbers = Written(facts, PageKind.UPDATE_REPORT), Numbered([(a.short, a.meaning) for a in facts.glossary])
    blocks: list[Block] = [
        written.head(),
        *numbers.written("Introduction", written.text("introduction")),
        *_standing(facts, numbers),
        *_decided(facts, numbers),
        *_late(facts, numbers),
        *numbers.written("Next steps", written.text("conclusion")),
    ]
    yield Page(
        choice=0, kind=PageKind.UPDATE_REPORT, subject=None, title="Driving Success update report",
        subtitle=f"{facts.council} · {facts.quarter.long_label}", blocks=tuple(blocks), legend=True,
    )  # fmt: skip


def _standing(facts: QuarterFacts, numbers: Numbered) -> Iterator[Block]:
    yield numbers.heading("Corporate Improvement Plan")
    yield from (numbers.said(each) for each in plan_sentences(facts))
    rows = facts.plan.of(Category.IMPROVEMENT_PLAN)
    if rows:
        yield plan_rows(facts, rows, "Issues in the Improvement Plan")
    yield numbers.heading("Corporate Hot List")
    yield from (numbers.said(each) for each in hot_list_sentences(facts))
    yield numbers.heading(Category.OUTCOMES.title)
    yield from (numbers.said(each) for each in outcome_sentences(facts))
    yield numbers.heading("Organisational strength")
    yield from (numbers.said(each) for each in strength_sentences(facts))


def _decided(facts: QuarterFacts, numbers: Numbered) -> Iterator[Block]:
    yield numbers.heading("Decisions of the quarter")
    if not facts.decisions:
        yield numbers.said("Nothing was proposed or decided in this quarter.")
    for each in facts.decisions:
        yield numbers.said(f"{each.issue_title}. {decision_sentence(each)}")


def _late(facts: QuarterFacts, numbers: Numbered) -> Iterator[Block]:
    if facts.late:
        names = listed(each.department for each in facts.late)
        yield numbers.heading("Returns")
        yield numbers.said(f"{counted(len(facts.late), 'return')} late: {names}.")
