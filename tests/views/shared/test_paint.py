"""Small drawings: shapes tell without colour, gaps stay gaps, no word is lost in wrapping."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import QApplication

from app.rules.indicator import Direction, Rag
from app.views.shared import paint, theme


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> None:
    theme.apply(qapp, "light", 1.0)


def drawn(draw, *args, size: int = 40) -> QImage:
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(QColor(0, 0, 0, 0))
    painter = QPainter(image)
    draw(painter, QRectF(0, 0, size, size), *args)
    painter.end()
    return image


def shape(image: QImage) -> frozenset[tuple[int, int]]:
    """Where anything is drawn, whatever its colour."""
    places = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return frozenset((x, y) for x, y in places if image.pixelColor(x, y).alpha() > 128)


def test_each_rag_has_a_shape_of_its_own() -> None:
    shapes = [shape(drawn(paint.draw_rag, rag)) for rag in (Rag.GREEN, Rag.AMBER, Rag.RED)]
    assert len(set(shapes)) == 3
    assert (1, 1) not in shapes[0]
    assert (2, 2) not in shapes[1]
    assert (38, 20) in shapes[2]
    assert (4, 36) in shapes[2]


def test_nothing_is_drawn_where_there_is_no_judgement() -> None:
    assert not shape(drawn(paint.draw_rag, Rag.NONE))
    assert not shape(drawn(paint.draw_direction, Direction.UNKNOWN))


def test_each_direction_has_a_shape_of_its_own() -> None:
    ways = (Direction.BETTER, Direction.WORSE, Direction.SAME)
    better, worse, same = (shape(drawn(paint.draw_direction, way)) for way in ways)
    assert len({better, worse, same}) == 3
    assert (2, 35) in better
    assert (2, 5) in worse


def test_a_gap_in_a_trend_stays_a_gap() -> None:
    image = drawn(paint.draw_spark, [1.0, 2.0, None, None, 3.0, 2.0], QColor("black"))
    middle = [x for x, _ in shape(image) if 10 <= x <= 30]
    assert not middle


def test_a_flat_trend_runs_through_the_middle() -> None:
    image = drawn(paint.draw_spark, [5.0, 5.0, 5.0], QColor("black"))
    assert {y for x, y in shape(image) if x < 30} <= {18, 19, 20, 21}


def test_a_trend_without_values_draws_nothing() -> None:
    assert not shape(drawn(paint.draw_spark, [None, None], QColor("black")))


@pytest.mark.parametrize(
    "text",
    [
        "Young people not in education, employment or training",
        "Pneumonoultramicroscopicsilicovolcanoconiosis" * 4,
        "Aide à l'enfance \U0001f600\U0001f600 \u200fشباب غير ملتحقين بالتعليم and more words after it",
        "=cmd|' /C calc'!A0 <b>bold</b> &amp; \n two  lines",
        "a" * 200,
        "👩‍👩‍👧‍👦" * 40,
    ],
)
def test_wrapping_keeps_every_character_and_no_line_is_too_wide(text: str) -> None:
    font = theme.font(13)
    lines = paint.wrap(text, font, 150)
    assert "".join(lines).replace(" ", "") == "".join(text.split())
    metrics = QFontMetricsF(font)
    assert all(metrics.horizontalAdvance(line) <= 152 for line in lines)


def test_wrapping_breaks_between_words() -> None:
    assert paint.wrap("Placement stability of children in care", theme.font(13), 180) == [
        "Placement stability of", "children in care"]


def test_wrapping_follows_the_font_it_is_given() -> None:
    small, large = (len(paint.wrap("Placement stability of children in care", theme.font(size), 180)) for size in (13, 26))
    assert large > small


def test_nothing_to_wrap_gives_no_lines() -> None:
    assert paint.wrap(" \n ", theme.font(13), 100) == []
