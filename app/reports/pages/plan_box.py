"""The plan in a box as paragraph 8.5 has it, and the aims by category as Appendix Two has them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from app.rules.category import COLUMNS, Category
from app.rules.issue import Responsibility
from app.rules.papers import PackOptions, PageChoice, PageKind
from app.rules.papers_content import Cell, Column, Group, Page, Paragraph, PlanBox, Table
from app.rules.papers_facts import PaperIssue, QuarterFacts

_YEAR_LAST = re.compile(r"^(?P<name>.*?)\s+(?P<year>\d{4}/\d{2})$")
_HEADS = {
    Category.HOT_LIST: ("Corporate 'Hot List'", "In Development"),
    Category.IMPROVEMENT_PLAN: ("Corporate Improvement Plan: 'Hard to Move'", "Improving Performance"),
    Category.OUTCOMES: ("Outcomes of Corporate Importance –", "Maintaining Performance"),
}


def box(facts: QuarterFacts) -> PlanBox:
    """Theme by theme, what is hard to move."""
    issues = facts.of(Category.IMPROVEMENT_PLAN)
    groups = [Group(theme, tuple(each.title for each in issues if theme in each.themes)) for theme in facts.themes]
    loose = tuple(each.title for each in issues if not each.themes)
    if loose:
        groups.append(Group("Other issues", loose))
    return PlanBox(
        title=_plan_title(facts.plan.plan_name),
        subtitle="HARD TO MOVE",
        state=facts.plan.plan_state.title() if facts.plan.plan_state else "",
        groups=tuple(each for each in groups if each.items),
        note=_note(issues),
    )


def _plan_title(name: str) -> str:
    """The year first and in capitals: "2010/11 CORPORATE IMPROVEMENT PLAN"."""
    found = _YEAR_LAST.match(name)
    return f"{found['year']} {found['name']}".upper() if found else name.upper()


def _note(issues: tuple[PaperIssue, ...]) -> str:
    kinds = {each.text("responsibility") for each in issues}
    principal, shared = Responsibility.PRINCIPAL.value in kinds, Responsibility.SHARED.value in kinds
    if principal and shared:
        return ("Some of these are the principal responsibility of the County Council and others are shared "
                "responsibilities.")  # fmt: skip
    if principal:
        return "These are the principal responsibility of the County Council."
    return "These are shared responsibilities." if shared else ""


def plan_box(facts: QuarterFacts, choice: PageChoice, options: PackOptions) -> Iterator[Page]:
    made = replace(box(facts), alone=True)
    yield Page(
        choice=0, kind=PageKind.PLAN_BOX, subject=None, title="The Corporate Improvement Plan in a box",
        subtitle=facts.quarter.long_label, category=Category.IMPROVEMENT_PLAN,
        blocks=(made,) if made.groups else (Paragraph("No issue stands in the Improvement Plan in this quarter."),),
    )  # fmt: skip


def aims_table(facts: QuarterFacts) -> Table:
    """Every aim with its issues in each category, in the order of the plan."""
    names = [*facts.aims, *sorted({each.aim for each in facts.issues} - set(facts.aims) - {""})]
    if any(not each.aim for each in facts.issues if each.category in COLUMNS):
        names.append("")
    rows = tuple(
        (Cell(name or "No aim named", strong=True), *(Cell(bullets=_titles(facts, name, each)) for each in COLUMNS))
        for name in names
    )
    columns = (
        Column("Aims", 1.9),
        *(Column(head, width, detail=detail) for (head, detail), width in zip(
            (_HEADS[each] for each in COLUMNS), (3, 3, 2.6), strict=True)),
    )  # fmt: skip
    return Table("Aims and categories", columns, rows, ruled=True)


def _titles(facts: QuarterFacts, aim: str, category: Category) -> tuple[str, ...]:
    return tuple(each.title for each in facts.of(category) if each.aim == aim)


def aims(facts: QuarterFacts, choice: PageChoice, options: PackOptions) -> Iterator[Page]:
    name = facts.plan.plan_name or "Corporate Improvement Plan"
    state = f"{facts.plan.plan_state.split()[0].title()} " if facts.plan.plan_state else ""
    yield Page(
        choice=0, kind=PageKind.AIMS, subject=None, title=f"{state}{name}",
        subtitle=f"Aims and categories · {facts.quarter.long_label}", blocks=(aims_table(facts),),
    )  # fmt: skip
