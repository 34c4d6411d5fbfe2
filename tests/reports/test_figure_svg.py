"""The figure as SVG: the same geometry and colours as on screen, and text that stays text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from xml.etree import ElementTree as Tree

import pytest

from app.reports.figure_svg import PAPER_COLOURS, colour, svg
from app.rules.figure import TINTS, Figure, Ink
from app.rules.figure_layout import lay_out
from app.rules.trend import View, trend
from tests.sample_series import indicator, neet, rising_at_the_end

NS = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def figure() -> Figure:
    return lay_out(trend(neet(), View.LIMITS, rising_at_the_end()), 760, 340, titled=True)


def test_every_part_of_the_figure_is_drawn_where_the_figure_puts_it(figure: Figure) -> None:
    root = Tree.fromstring(svg(figure))
    assert (root.get("width"), root.get("height")) == ("760", "340")
    drawn = list(_drawn(root))
    assert len(drawn) == len(figure.lines)
    for (points, path, clipped), line in zip(drawn, figure.lines, strict=True):
        assert points == [pytest.approx(point, abs=0.01) for point in line.points]
        assert path.get("stroke") == colour(line.ink)
        assert float(path.get("stroke-width") or 0) == line.width
        assert clipped is line.clip
    words = root.findall(f"{NS}g/{NS}text")
    assert [each.text for each in words] == [each.text for each in figure.words]
    assert float(words[0].get("x") or 0) == pytest.approx(figure.words[0].x, abs=0.01)
    assert len(root.findall(f"{NS}polygon")) == sum(mark.shape == "diamond" for mark in figure.marks)
    assert len(root.findall(f"{NS}rect")) == len(figure.bands) + sum(m.shape == "square" for m in figure.marks)


def _drawn(root: Tree.Element) -> Iterator[tuple[list[tuple[float, ...]], Tree.Element, bool]]:
    """Every line in the order it is painted, with its path and whether it is cut off: lines alike share a path."""
    for group in root.findall(f"{NS}g"):
        for path in group.findall(f"{NS}path"):
            for line in (path.get("d") or "").split("M")[1:]:
                points = [tuple(map(float, pair.split(","))) for pair in line.split()]
                yield points, path, group.get("clip-path") is not None


def test_it_carries_the_sentence_for_a_screen_reader(figure: Figure) -> None:
    root = Tree.fromstring(svg(figure))
    assert root.get("role") == "img"
    assert root.get("aria-label") == figure.description
    assert (root.find(f"{NS}title").text or "") == figure.description  # type: ignore[union-attr]


@pytest.mark.parametrize("title", ["<b>bold</b> & 'so' \"on\"", "a\x00b\x1fc", "\ud800lone", "مرحبا 😀", "]]>"])
def test_any_title_stays_text(title: str) -> None:
    strange = replace(neet(), indicator=indicator(title=title, code="X&Y"))
    drawn = svg(lay_out(trend(strange), 760, 340, titled=True))
    root = Tree.fromstring(drawn.encode("utf-8"))
    assert not root.findall(f".//{NS}b")


def test_paper_has_the_colours_of_the_light_theme() -> None:
    from app.views.shared import tokens

    light = tokens.light()
    assert {name: getattr(light, name).name().upper() for name in PAPER_COLOURS} == PAPER_COLOURS
    assert {tint.token for tint in TINTS.values()} <= set(PAPER_COLOURS)


def test_screen_and_paper_mix_every_ink_alike() -> None:
    from app.views.shared import figure_painter, tokens

    for ink in Ink:
        assert figure_painter.colour(ink, tokens.light()).name().upper() == colour(ink)


def test_two_charts_on_one_page_do_not_share_a_clip(figure: Figure) -> None:
    assert 'id="a"' in svg(figure, name="a")
    assert "url(#b)" in svg(figure, name="b")
