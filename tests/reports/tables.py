"""A plan as a table, made up, for the tests of papers and exports."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from app.rules.category import Category
from app.rules.indicator import Direction, Rag
from app.rules.issue import Flag
from app.rules.period import parse_quarter
from app.rules.plan_table import Measure, PlanRow, PlanTable

Q4 = parse_quarter("2009/10 Q4")
_MEASURE = Measure(
    "NI 117", "16-18 year olds not in education, employment or training", "6.9%", Q4, True, "5.4%",
    (6.1, 6.0, None, 6.3, 6.4, 6.5, 6.6, 6.9), Direction.WORSE, "worse than last year", Rag.RED,
)  # fmt: skip


def plan_row(title: str, category: Category = Category.IMPROVEMENT_PLAN, **changed: Any) -> PlanRow:
    row = PlanRow(
        issue_id=1, title=title, category=category, aim="Better opportunities", department="Children's Services",
        department_short="CS", lead="Head of Skills 14-19", rag=Rag.RED, since=Q4, flag=None, ready=3,
        measure=_MEASURE,
    )  # fmt: skip
    return replace(row, **changed)


def plan_table(*rows: PlanRow, **changed: Any) -> PlanTable:
    table = PlanTable(Q4, "Corporate Improvement Plan 2010/11", "Emerging draft", True, rows)
    return replace(table, **changed)


def usual_plan() -> PlanTable:
    """Three plan issues, two on the Hot List, two Outcomes: one of each judgement."""
    return plan_table(
        plan_row("Reduced number of young people not in education"),
        plan_row("Improved highway condition", rag=Rag.GREEN, lead=""),
        plan_row("Improved satisfaction with roads", rag=Rag.NONE, measure=None),
        plan_row("Better carbon management", Category.HOT_LIST, rag=Rag.NONE, ready=6, measure=None),
        plan_row("Total Place", Category.HOT_LIST, rag=Rag.NONE, proposed_to=Category.IMPROVEMENT_PLAN),
        plan_row("Road safety", Category.OUTCOMES, rag=Rag.AMBER),
        plan_row("Telecare", Category.OUTCOMES, flag=Flag.SLIPPED),
    )
