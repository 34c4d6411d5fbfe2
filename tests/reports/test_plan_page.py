"""What stands on the plan's page, before it is set."""

from __future__ import annotations

from datetime import datetime
from xml.etree import ElementTree

from app.reports.letters import STANDS_FOR_MISSING, breakable, printable
from app.reports.plan_page import plan_page
from app.reports.spark import spark
from app.rules.indicator import Rag
from tests.reports.tables import plan_row, plan_table, usual_plan

MOMENT = datetime(2010, 4, 16, 14, 2)


def test_the_four_blocks_count_what_each_category_holds() -> None:
    page = plan_page(usual_plan(), MOMENT)
    assert [(block.title, block.count, block.words) for block in page.blocks] == [
        ("Improvement Plan", "3", "1 green · 1 red · 1 not judged"),
        ("Hot List", "2", "1 ready for sign-off"),
        ("Outcomes maintained", "2", "1 amber · 1 red"),
        ("Organisational strength", "", "Not recorded in the plan yet"),
    ]


def test_a_row_says_everything_in_words_that_its_colours_say() -> None:
    row = plan_page(usual_plan(), MOMENT).rows[0]
    assert (row.latest, row.provisional, row.target, row.rag, row.rag_word) == (
        "6.9%",
        True,
        "5.4%",
        "R",
        "red",
    )
    assert (row.arrow, row.travel) == ("▼", "worse")
    assert row.spark_words == (
        "Last 7 readings of NI 117 16-18 year olds not in education, employment or training: "
        "the newest is 6.9%, worse than last year."
    )


def test_a_plan_issue_without_measure_or_lead_says_so() -> None:
    rows = plan_page(usual_plan(), MOMENT).rows
    assert rows[1].lead == "No lead named"
    assert (rows[2].measure, rows[2].spark, rows[2].rag) == ("none", "", "")


def test_what_wants_attention_is_named_once() -> None:
    assert plan_page(usual_plan(), MOMENT).attention == (
        ("Proposed moves", "Total Place to Improvement Plan"),
        ("Slipped", "Telecare"),
        ("No lead named", "Improved highway condition"),
    )


def test_an_open_quarter_is_a_draft_and_a_closed_one_is_not() -> None:
    assert plan_page(usual_plan(), MOMENT).draft == "DRAFT – not for publication"
    assert plan_page(plan_table(open=False), MOMENT).draft == ""


def test_figures_that_are_not_the_councils_own_are_marked() -> None:
    assert plan_page(plan_table(plan_row("A", illustrative=True)), MOMENT).illustrative
    assert not plan_page(usual_plan(), MOMENT).illustrative


def test_an_empty_plan_is_a_sentence() -> None:
    page = plan_page(plan_table(), MOMENT)
    assert page.empty == "No issue stands in the Improvement Plan in this quarter."
    assert page.blocks[0].count == "0"


def test_a_spark_leaves_gaps_and_marks_the_newest_reading() -> None:
    drawn = ElementTree.fromstring(spark((1.0, None, 3.0, 4.0, None), Rag.AMBER, "Three readings.", name="s"))
    lines = [each for each in drawn.iter() if each.tag.endswith("polyline")]
    dots = [each for each in drawn.iter() if each.tag.endswith("circle")]
    assert len(lines) == 1
    assert len(dots) == 2


def test_a_spark_of_equal_readings_lies_in_the_middle() -> None:
    drawn = ElementTree.fromstring(spark((5.0, 5.0), Rag.GREEN, "Two readings.", name="s"))
    line = next(each for each in drawn.iter() if each.tag.endswith("polyline"))
    assert {point.split(",")[1] for point in line.get("points", "").split()} == {"12"}


def test_letters_without_a_glyph_become_a_box_and_marks_vanish() -> None:
    assert (
        printable("Roads \u6f22 \u202emarked\u200b مرحبا é") == f"Roads {STANDS_FOR_MISSING} marked مرحبا é"
    )


def test_a_word_longer_than_a_column_gets_places_to_break() -> None:
    broken = breakable("W" * 60 + " and so on")
    assert max(len(piece) for piece in broken.replace(" ", "\u200b").split("\u200b")) <= 14
    assert breakable("Reduced number of young people") == "Reduced number of young people"
