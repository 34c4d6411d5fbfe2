"""The dashboard page of the plan as data: four blocks with counts, then the table of what is hard to move."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.reports.spark import spark
from app.rules.category import Category
from app.rules.indicator import Direction, Rag
from app.rules.issue import Flag
from app.rules.plan_table import Measure, PlanRow, PlanTable

_CONDITIONS = 6
_TRAVEL = {
    Direction.BETTER: ("▲", "better", "green"), Direction.WORSE: ("▼", "worse", "red"),
    Direction.SAME: ("▬", "same", "third"), Direction.UP: ("▲", "up", "third"),
    Direction.DOWN: ("▼", "down", "third"), Direction.UNKNOWN: ("", "not known", "third"),
}  # fmt: skip
_RAG_WORDS = {Rag.GREEN: "green", Rag.AMBER: "amber", Rag.RED: "red", Rag.NONE: "not judged"}


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a block's bar. `ink` is a colour's name in the template, `letter` stands in it."""

    count: int
    ink: str
    letter: str


@dataclass(frozen=True, slots=True)
class Block:
    """One of the four blocks of the Corporate Dashboard. `count` is empty where nothing is recorded yet."""

    title: str
    ink: str
    count: str
    words: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class TableRow:
    """One issue. `spark` is an SVG; `spark_words` says what it shows."""

    title: str
    measure: str
    measure_title: str
    latest: str
    provisional: bool
    target: str
    spark: str
    spark_words: str
    arrow: str
    travel: str
    travel_ink: str
    rag: str
    rag_word: str
    lead: str


@dataclass(frozen=True, slots=True)
class PlanTablePage:
    """Everything that stands on the page, in words. The template adds nothing but place and type."""

    title: str
    quarter: str
    heading: str
    about: tuple[str, ...]
    draft: str
    illustrative: str
    blocks: tuple[Block, ...]
    rows: tuple[TableRow, ...]
    empty: str
    attention: tuple[tuple[str, str], ...]
    """What wants looking at: "No lead" and the titles of the issues."""
    as_at: str
    legend: tuple[tuple[str, str], ...]
    """RAG letter and what it means."""
    provisional: str


def plan_page(
    table: PlanTable, moment: datetime, *, audience: str = "Report to CMT and Cabinet"
) -> PlanTablePage:
    """The page for a quarter. `moment`: when the figures were as they stand."""
    rows = tuple(_row(each, at) for at, each in enumerate(table.of(Category.IMPROVEMENT_PLAN), 1))
    return PlanTablePage(
        title="Corporate Dashboard",
        quarter=table.quarter.long_label,
        heading="Hard to move",
        about=tuple(words for words in (_plan_words(table), audience) if words),
        draft="DRAFT – not for publication" if table.open else "",
        illustrative="Illustrative figures" if table.illustrative else "",
        blocks=(_plan_block(table), _hot_list_block(table), _outcomes_block(table), _strength_block()),
        rows=rows,
        empty="" if rows else "No issue stands in the Improvement Plan in this quarter.",
        attention=_attention(table),
        as_at=f"Figures as at {moment:%d/%m/%Y %H:%M}",
        legend=(("G", "green: target met"), ("A", "amber: between target and floor"), ("R", "red: floor missed")),
        provisional="p provisional" if any(row.provisional for row in rows) else "",
    )  # fmt: skip


def _plan_words(table: PlanTable) -> str:
    return f"{table.plan_name} ({table.plan_state})" if table.plan_state else table.plan_name


def _plan_block(table: PlanTable) -> Block:
    return _judged("Improvement Plan", "improvement_plan", table, Category.IMPROVEMENT_PLAN)


def _outcomes_block(table: PlanTable) -> Block:
    return _judged("Outcomes maintained", "outcomes", table, Category.OUTCOMES)


def _judged(title: str, ink: str, table: PlanTable, category: Category) -> Block:
    rags = table.rags(category)
    segments = tuple(Segment(rags[rag], _rag_ink(rag), rag.letter) for rag in Rag if rags[rag])
    words = " · ".join(f"{rags[rag]} {_RAG_WORDS[rag]}" for rag in Rag if rags[rag])
    return Block(title, ink, str(sum(rags.values())), words, segments)


def _hot_list_block(table: PlanTable) -> Block:
    rows = table.of(Category.HOT_LIST)
    ready = sum(1 for row in rows if row.ready >= _CONDITIONS)
    segments = (Segment(ready, "hot_list", ""), Segment(len(rows) - ready, "hot_list_soft", ""))
    words = f"{ready} ready for sign-off" if ready else "none ready for sign-off" if rows else ""
    return Block(
        "Hot List", "hot_list", str(len(rows)), words, tuple(each for each in segments if each.count)
    )


def _strength_block() -> Block:
    return Block("Organisational strength", "second", "", "Not recorded in the plan yet", ())


def _rag_ink(rag: Rag) -> str:
    return "neither" if rag is Rag.NONE else rag.value


def _row(row: PlanRow, number: int) -> TableRow:
    measure = row.measure or Measure(code="", title="")
    arrow, travel, travel_ink = _TRAVEL[measure.direction]
    words = _spark_words(row, measure)
    has_line = any(value is not None for value in measure.trend)
    return TableRow(
        title=row.title,
        measure=measure.code or "none",
        measure_title=measure.title,
        latest=measure.latest,
        provisional=measure.provisional,
        target=measure.target,
        spark=spark(measure.trend, row.rag, words, name=f"spark-{number}") if has_line else "",
        spark_words=words,
        arrow=arrow,
        travel=travel if measure.latest else "",
        travel_ink=travel_ink,
        rag=row.rag.letter,
        rag_word=_RAG_WORDS[row.rag],
        lead=row.lead or "No lead named",
    )


def _spark_words(row: PlanRow, measure: Measure) -> str:
    known = [value for value in measure.trend if value is not None]
    if not known:
        return f"{row.title}: no readings yet."
    travel = f", {measure.direction_words}" if measure.direction_words else ""
    count = "One reading" if len(known) == 1 else f"Last {len(known)} readings"
    return f"{count} of {measure.code} {measure.title}: the newest is {measure.latest}{travel}."


def _attention(table: PlanTable) -> tuple[tuple[str, str], ...]:
    """What the page's readers may have to act on, issue by issue."""
    groups: list[tuple[str, list[str]]] = [
        ("Proposed moves", [f"{row.title} to {row.proposed_to.title}" for row in table.rows if row.proposed_to]),
        ("Slipped", _flagged(table, Flag.SLIPPED)),
        ("Red without action", _flagged(table, Flag.RED_WITHOUT_ACTION)),
        ("No lead named", [row.title for row in table.rows if not row.lead and row.category is not Category.LEFT]),
        ("Red elsewhere", _red_elsewhere(table)),
    ]  # fmt: skip
    return tuple((name, "; ".join(titles)) for name, titles in groups if titles)


def _red_elsewhere(table: PlanTable) -> list[str]:
    """Red Outcomes that no other line names."""
    named = (Flag.SLIPPED, Flag.RED_WITHOUT_ACTION)
    return [row.title for row in table.of(Category.OUTCOMES) if row.rag is Rag.RED and row.flag not in named]


def _flagged(table: PlanTable, flag: Flag) -> list[str]:
    return [row.title for row in table.rows if row.flag is flag]
