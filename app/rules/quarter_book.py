"""A quarter whole, as tables for a workbook: the plan, readings, issues, actions, decisions, and what is charted."""

from __future__ import annotations

from dataclasses import dataclass

from app.rules.indicator import Rag
from app.rules.plan_table import PlanTable
from app.rules.shown_table import ShownTable


@dataclass(frozen=True, slots=True)
class Charted:
    """An indicator by which an issue is judged. Its rows among the readings, the first row of figures being 1."""

    title: str
    about: str
    unit: str
    decimals: int
    first: int
    last: int
    rag: Rag
    targeted: bool
    words: str
    """What the chart shows, for those who do not see it."""


@dataclass(frozen=True, slots=True)
class QuarterBook:
    plan: PlanTable
    readings: ShownTable
    issues: ShownTable
    actions: ShownTable
    decisions: ShownTable
    charts: tuple[Charted, ...]
