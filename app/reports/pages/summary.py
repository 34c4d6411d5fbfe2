"""The summary: four blocks with their counts, last quarter's and what moved; then the Improvement Plan."""

from __future__ import annotations

from collections.abc import Iterator

from app.reports.pages.plan_pages import plan_rows
from app.reports.pages.strength_page import strength_tile
from app.reports.pages.words import RAG_WORDS, counted, plan_words
from app.rules.category import Category
from app.rules.indicator import Rag
from app.rules.issue import Flag
from app.rules.papers import PackOptions, PageChoice, PageKind
from app.rules.papers_content import Block, Facts, Heading, Page, Paragraph, Part, Tile, Tiles
from app.rules.papers_facts import QuarterFacts
from app.rules.plan_table import PlanRow, PlanTable

CONDITIONS = 6
_RAG_INKS = {Rag.GREEN: "green", Rag.AMBER: "amber", Rag.RED: "red", Rag.NONE: "neither"}


def summary(facts: QuarterFacts, choice: PageChoice, options: PackOptions) -> Iterator[Page]:
    rows = facts.plan.of(Category.IMPROVEMENT_PLAN)
    tiles = Tiles((
        _judged(Category.IMPROVEMENT_PLAN.title, facts, Category.IMPROVEMENT_PLAN),
        _hot_list(facts),
        _judged(Category.OUTCOMES.title, facts, Category.OUTCOMES),
        strength_tile(facts),
    ))  # fmt: skip
    plan: list[Block] = [Heading(Category.IMPROVEMENT_PLAN.heading)]
    if rows:
        plan.append(plan_rows(facts, rows, "Issues in the Improvement Plan"))
    else:
        plan.append(Paragraph("No issue stands in the Improvement Plan in this quarter."))
    named = _attention(facts.plan)
    attention: list[Block] = [Heading("For attention"), Facts(named)] if named else []
    # In larger print upright the plan takes sheets of its own, and what wants attention has room on the first.
    first, second = (attention, plan) if options.larger_print and not options.landscape else (plan, attention)
    yield Page(
        choice=0, kind=PageKind.SUMMARY, subject=None, title="Corporate Dashboard",
        subtitle=facts.quarter.long_label, about=(plan_words(facts), options.audience), blocks=(tiles, *first, *second),
        legend=True,
    )  # fmt: skip


def _judged(title: str, facts: QuarterFacts, category: Category) -> Tile:
    rags = facts.plan.rags(category)
    parts = tuple(Part(rags[rag], _RAG_INKS[rag], rag.letter) for rag in Rag if rags[rag])
    return Tile(
        title=title,
        ink=category.value,
        count=str(sum(rags.values())),
        words=_rag_words(rags),
        parts=parts,
        before=_before(facts, category),
        moved=moved(facts, category),
    )


def _rag_words(rags: dict[Rag, int]) -> str:
    return " · ".join(f"{rags[rag]} {RAG_WORDS[rag]}" for rag in Rag if rags[rag])


def _before(facts: QuarterFacts, category: Category) -> str:
    """Last quarter's counts."""
    before = facts.before
    if before is None:
        return ""
    rags = before.rags(category)
    total = sum(rags.values())
    return f"Last quarter {total}" + (f": {_rag_words(rags)}" if total else "")


def _hot_list(facts: QuarterFacts) -> Tile:
    def counts(table: PlanTable) -> tuple[int, int]:
        rows = table.of(Category.HOT_LIST)
        return sum(1 for row in rows if row.ready >= CONDITIONS), len(rows)

    def said(ready: int, total: int) -> str:
        return f"{ready} ready for sign-off" if ready else "none ready for sign-off" if total else ""

    ready, total = counts(facts.plan)
    before = ""
    if facts.before is not None:
        # Readiness is answered as it stands now, so only the count of issues can be compared.
        before = f"Last quarter {counts(facts.before)[1]}"
    parts = (Part(ready, "hot_list"), Part(total - ready, "hot_list_soft"))
    return Tile(
        "Hot List", "hot_list", str(total), said(ready, total), tuple(each for each in parts if each.count),
        before, moved(facts, Category.HOT_LIST),
    )  # fmt: skip


def moved(facts: QuarterFacts, category: Category) -> tuple[str, ...]:
    """What entered, left, and changed its colour since the quarter before."""
    before = facts.before
    if before is None:
        return ()
    now = {row.issue_id: row for row in facts.plan.of(category)}
    then = {row.issue_id: row for row in before.of(category)}
    said = []
    entered, left = [now[key] for key in now if key not in then], [then[key] for key in then if key not in now]
    if entered:
        said.append(f"{counted(len(entered), 'issue')} entered")
    if left:
        said.append(f"{counted(len(left), 'issue')} left")
    if category is not Category.HOT_LIST:
        said += _recoloured([(then[key], now[key]) for key in now if key in then])
    return tuple(said) or ("No change since last quarter",)


def _recoloured(pairs: list[tuple[PlanRow, PlanRow]]) -> list[str]:
    order = (Rag.RED, Rag.AMBER, Rag.GREEN)
    judged = [(a.rag, b.rag) for a, b in pairs if a.rag in order and b.rag in order]
    better = sum(1 for a, b in judged if order.index(b) > order.index(a))
    worse = sum(1 for a, b in judged if order.index(b) < order.index(a))
    return [f"{count} {word}" for count, word in ((better, "to a better colour"), (worse, "to a worse colour")) if count]


def _attention(table: PlanTable) -> tuple[tuple[str, str], ...]:
    """What the page's readers may have to act on, issue by issue."""
    staying = [row for row in table.rows if row.category is not Category.LEFT]
    named = (Flag.SLIPPED, Flag.RED_WITHOUT_ACTION)
    groups: list[tuple[str, list[str]]] = [
        ("Proposed moves", [f"{row.title} to {row.proposed_to.title}" for row in staying if row.proposed_to]),
        ("Slipped", [row.title for row in staying if row.flag is Flag.SLIPPED]),
        ("Red without action", [row.title for row in staying if row.flag is Flag.RED_WITHOUT_ACTION]),
        ("No lead named", [row.title for row in staying if not row.lead]),
        ("Red elsewhere", [
            row.title for row in table.of(Category.OUTCOMES) if row.rag is Rag.RED and row.flag not in named
        ]),
    ]  # fmt: skip
    return tuple((name, "; ".join(titles)) for name, titles in groups if titles)
