"""Letters that can be printed, and the small lines in tables."""

from __future__ import annotations

from xml.etree import ElementTree

from app.reports.letters import STANDS_FOR_MISSING, breakable, printable
from app.reports.spark import spark
from app.rules.indicator import Rag


def test_a_spark_leaves_gaps_and_marks_the_newest_reading() -> None:
    drawn = ElementTree.fromstring(spark((1.0, None, 3.0, 4.0, None), Rag.AMBER, "Three readings.", name="s"))
    lines = [each.get("d", "") for each in drawn.iter() if each.tag.endswith("path")]
    dots = [each for each in drawn.iter() if each.tag.endswith("circle")]
    assert [line.count("M") for line in lines] == [1]
    assert len(dots) == 2


def test_a_spark_of_equal_readings_lies_in_the_middle() -> None:
    drawn = ElementTree.fromstring(spark((5.0, 5.0), Rag.GREEN, "Two readings.", name="s"))
    line = next(each.get("d", "") for each in drawn.iter() if each.tag.endswith("path"))
    assert {point.split(",")[1] for point in line.removeprefix("M").split()} == {"12.00"}


def test_letters_without_a_glyph_become_a_box_and_marks_vanish() -> None:
    assert (
        printable("Roads \u6f22 \u202emarked\u200b مرحبا é") == f"Roads {STANDS_FOR_MISSING} marked مرحبا é"
    )


def test_a_word_longer_than_a_column_gets_places_to_break() -> None:
    broken = breakable("W" * 60 + " and so on")
    assert max(len(piece) for piece in broken.replace(" ", "\u200b").split("\u200b")) <= 14
    assert breakable("Reduced number of young people") == "Reduced number of young people"
