"""What stands on the summary, before it is set."""

from __future__ import annotations

from app.reports.pages.summary import summary
from app.rules.indicator import Rag
from app.rules.papers import PackOptions, PageChoice, PageKind
from app.rules.papers_content import Arrow, Facts, Page, Paragraph, Table, Tiles
from app.rules.papers_facts import QuarterFacts
from app.rules.plan_table import PlanTable
from tests.reports.tables import plan_row, plan_table, usual_plan


def page_of(table: PlanTable, before: PlanTable | None = None) -> Page:
    facts = QuarterFacts(table.quarter, table.open, "A council", table, before=before)
    return next(summary(facts, PageChoice(PageKind.SUMMARY), PackOptions()))


def tiles_of(page: Page) -> Tiles:
    return next(block for block in page.blocks if isinstance(block, Tiles))


def table_of(page: Page) -> Table:
    return next(block for block in page.blocks if isinstance(block, Table))


def test_the_four_blocks_count_what_each_category_holds() -> None:
    tiles = tiles_of(page_of(usual_plan())).tiles
    assert [(tile.title, tile.count, tile.words) for tile in tiles[:3]] == [
        ("Improvement Plan", "3", "1 green · 1 red · 1 not judged"),
        ("Hot List", "2", "1 ready for sign-off"),
        ("Outcomes of Corporate Importance", "2", "1 amber · 1 red"),
    ]
    assert tiles[3].title == "Organisational strength"


def test_each_block_says_how_it_was_last_quarter_and_what_moved() -> None:
    before = plan_table(plan_row("Reduced number of young people not in education", rag=Rag.AMBER))
    tile = tiles_of(page_of(plan_table(plan_row("Reduced number of young people not in education")), before)).tiles[0]
    assert (tile.before, tile.moved) == ("Last quarter 1: 1 amber", ("1 to a worse colour",))


def test_a_row_says_everything_in_words_that_its_colours_say() -> None:
    title, measure, latest, target, trend, travel, rag, _ = table_of(page_of(usual_plan())).rows[0]
    assert (measure.text, latest.text, latest.note, target.text, rag.rag) == ("NI 117", "6.9%", "p", "5.4%", Rag.RED)
    assert travel.travel is not None and (travel.travel.arrow, travel.travel.word) == (Arrow.DOWN, "worse")
    assert trend.spark is not None and trend.spark.alt == (
        "Last 7 readings of NI 117 16-18 year olds not in education, employment or training: "
        "the newest is 6.9%, worse than last year."
    )
    assert title.strong


def test_an_issue_without_measure_or_lead_says_so() -> None:
    rows = table_of(page_of(usual_plan())).rows
    assert rows[1][7].text == "No lead named"
    assert (rows[2][1].text, rows[2][4].spark) == ("none", None)


def test_what_wants_attention_is_named_once() -> None:
    facts = next(block for block in page_of(usual_plan()).blocks if isinstance(block, Facts))
    assert facts.pairs == (
        ("Proposed moves", "Total Place to Improvement Plan"),
        ("Slipped", "Telecare"),
        ("No lead named", "Improved highway condition"),
    )


def test_an_empty_plan_is_a_sentence() -> None:
    page = page_of(plan_table())
    assert Paragraph("No issue stands in the Improvement Plan in this quarter.") in page.blocks
    assert tiles_of(page).tiles[0].count == "0"
