"""Lines make way for the words of a chart, and the series never does."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from app.rules.figure import Box, Dash, Figure, Ink, Line, Words
from app.rules.figure_gaps import MAKING_WAY, interrupted
from app.rules.figure_labels import words_at
from app.rules.figure_layout import lay_out
from app.rules.period import Period
from app.rules.series import Event
from app.rules.trend import Trend, View, trend
from app.rules.trend_limits import limits_trend
from tests.sample_series import neet


def crosses(line: Line, box: Box) -> bool:
    """Looked at pixel by pixel."""
    for (x1, y1), (x2, y2) in pairwise(line.points):
        steps = max(1, int(max(abs(x2 - x1), abs(y2 - y1)) * 2))
        for n in range(steps + 1):
            x, y = x1 + (x2 - x1) * n / steps, y1 + (y2 - y1) * n / steps
            if box.x + 0.01 < x < box.right - 0.01 and box.y + 0.01 < y < box.bottom - 0.01:
                return True
    return False


def crossed(figure: Figure) -> list[tuple[str, str]]:
    return [(line.ink.value, words.text) for line in figure.lines if line.ink in MAKING_WAY
            for words in figure.words if crosses(line, words.box)]  # fmt: skip


def picture(view: View) -> Trend:
    """NI 117 with as many notes as a busy year has, the last of them at the right edge."""
    whole = neet()
    newest = whole.readings[-1].period
    notes = tuple(
        Event(n, Period(newest.end - 3 * back, 3), words)
        for n, (back, words) in enumerate((
            (0, "Contract let again"), (1, "A note with rather many words in it"), (2, "School leaving day"),
            (9, "September Guarantee"), (14, "Inspection of youth services"),
        ))
    )  # fmt: skip
    series = replace(whole, events=notes)
    if view is View.LIMITS:
        found = limits_trend(series)
        assert isinstance(found, tuple)
        return found[0]
    return trend(series, view)


@pytest.mark.parametrize("view", [View.TARGET, View.LIMITS, View.COMPARE])
@pytest.mark.parametrize("size", [(790.0, 330.0), (630.0, 200.0), (460.0, 180.0)])
@pytest.mark.parametrize("scale", [1.0, 1.25])
@pytest.mark.parametrize("titled", [False, True])
def test_no_line_but_the_series_goes_through_words(
    view: View, size: tuple[float, float], scale: float, titled: bool
) -> None:
    figure = lay_out(picture(view), *size, scale=scale, titled=titled)
    assert any(line.ink is Ink.EVENT for line in figure.lines)
    assert crossed(figure) == []


def words(x: float, y: float) -> Words:
    return words_at("Floor 6.0%", x, y, 11, Ink.FLOOR)


def test_a_line_goes_on_behind_the_words() -> None:
    name = words(40, 54)
    line = Line(((0, 50), (200, 50), (200, 90)), Ink.TARGET, 1.6, Dash.DASHED)
    before, after = interrupted([line], [name])
    assert before.points == ((0, 50), (name.box.x - 2, 50))
    assert after.points == ((name.box.right + 2, 50), (200, 50), (200, 90))
    assert (after.ink, after.width, after.dash) == (line.ink, line.width, line.dash)


def test_a_line_beside_words_and_the_series_through_them_stay_whole() -> None:
    name = words(40, 54)
    for line in (
        Line(((0, 90), (200, 90)), Ink.TARGET), Line(((0, 50), (200, 50)), Ink.SERIES),
        Line(((0, 50), (200, 50)), Ink.GRID), Line(((0, 0), (0, 100)), Ink.EVENT),
    ):
        assert list(interrupted([line], [name])) == [line]


def test_a_line_all_under_words_is_not_drawn() -> None:
    name = words(40, 54)
    assert list(interrupted([Line(((45, 50), (50, 50)), Ink.LIMIT)], [name])) == []


def test_an_events_line_passes_behind_the_chip_of_another() -> None:
    chip = Box(20, 10, 60, 18)
    line = Line(((50, 0), (50, 100)), Ink.EVENT)
    over, under = interrupted([line], [], [chip])
    assert over.points[-1] == pytest.approx((50, 10)) and under.points == (pytest.approx((50, 28)), (50, 100))
    assert len(list(interrupted([replace(line, ink=Ink.TARGET)], [], [chip]))) == 1
