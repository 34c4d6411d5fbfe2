"""How a quarter stands, in sentences for the reports: each of the four blocks, and what moved."""

from __future__ import annotations

from collections.abc import Iterator

from app.reports.pages.strength_page import CONCERN
from app.reports.pages.summary import moved
from app.reports.pages.words import NO_LEAD, RAG_WORDS, counted, in_sentence, listed
from app.rules.category import Category
from app.rules.indicator import Rag
from app.rules.papers_facts import QuarterFacts
from app.rules.plan_table import PlanRow
from app.rules.readiness import Condition
from app.rules.suppression import HIDDEN


def plan_sentences(facts: QuarterFacts) -> Iterator[str]:
    rows = facts.plan.of(Category.IMPROVEMENT_PLAN)
    yield _standing("Improvement Plan", facts, Category.IMPROVEMENT_PLAN, rows)
    yield from (_issue(row) for row in rows if row.rag is Rag.RED)
    yield from _changes(facts, Category.IMPROVEMENT_PLAN)


def outcome_sentences(facts: QuarterFacts) -> Iterator[str]:
    rows = facts.plan.of(Category.OUTCOMES)
    yield _standing(Category.OUTCOMES.title, facts, Category.OUTCOMES, rows)
    yield from (_issue(row) for row in rows if row.rag in (Rag.RED, Rag.AMBER))
    yield from _changes(facts, Category.OUTCOMES)


def hot_list_sentences(facts: QuarterFacts) -> Iterator[str]:
    rows = facts.plan.of(Category.HOT_LIST)
    ready = [row.title for row in rows if row.ready >= len(Condition)]
    if not rows:
        yield "No issue stands on the Corporate Hot List."
        return
    yield f"{counted(len(rows), 'issue')} {'stands' if len(rows) == 1 else 'stand'} on the Corporate Hot List."
    if ready:
        yield f"Ready for sign-off, with all six conditions met: {listed(ready)}."
    else:
        yield "None of them is ready for sign-off yet."
    yield from _changes(facts, Category.HOT_LIST)


def strength_sentences(facts: QuarterFacts) -> Iterator[str]:
    found = facts.strength
    if found is None or not found.initiatives:
        yield "Nothing is recorded on organisational strength yet."
        return
    counts = found.counts()
    parts = [f"{count} {state.title.lower()}" for state, count in counts.items() if count]
    yield f"{counted(len(found.initiatives), 'initiative')} on organisational strength: {listed(parts)}."
    for each in found.initiatives:
        status = each.status_at(found.quarter)
        if status and status.state in CONCERN:
            note = f": {status.note}" if status.note else "."
            yield f"{each.title}, {in_sentence(status.state.title)}{note}"


def _standing(name: str, facts: QuarterFacts, category: Category, rows: tuple[PlanRow, ...]) -> str:
    if not rows:
        return f"No issue stands in the {name}."
    rags = facts.plan.rags(category)
    parts = [f"{rags[rag]} {RAG_WORDS[rag]}" for rag in Rag if rags[rag]]
    are = "issue stands" if len(rows) == 1 else "issues stand"
    return f"{len(rows)} {are} in the {name}: {listed(parts)}."


def _issue(row: PlanRow) -> str:
    """The title, its figure against the target, which way it goes, who leads."""
    measure = row.measure
    told = ""
    if measure and measure.latest and measure.latest != HIDDEN:
        target = f" against a target of {measure.target}" if measure.target else ""
        travel = f", {measure.direction_words}" if measure.direction_words else ""
        told = f" {measure.code} stands at {measure.latest}{target}{travel}."
    lead = f" Lead: {row.lead}." if row.lead else f" {NO_LEAD}."
    return f"{row.title} ({RAG_WORDS[row.rag]}).{told}{lead}"


def _changes(facts: QuarterFacts, category: Category) -> Iterator[str]:
    said = moved(facts, category)
    if said:
        yield f"Since last quarter: {in_sentence(listed(said))}."
