"""The latest value judged alone says what the whole analysis says of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.process_limits import NOT_ENOUGH, analyse, latest_of

LEVELS = st.integers(min_value=0, max_value=6).map(lambda at: 50.0 + at)
VALUES = st.lists(st.none() | LEVELS, max_size=40)
RUNS = st.builds(
    lambda level, step, length: [level + step * at for at in range(length)],
    LEVELS, st.sampled_from([-1.0, -0.1, 0.0, 0.1, 1.0]), st.integers(min_value=1, max_value=80),
)  # fmt: skip


@given(VALUES, st.lists(RUNS, max_size=2), st.sampled_from(["higher", "lower"]), st.booleans())
def test_the_latest_alone_is_as_in_the_whole_analysis(
    values: list[float | None], runs: list[list[float]], direction: str, screening: bool
) -> None:
    series = values + [value for run in runs for value in run]
    whole = analyse(series, direction=direction, screening=screening)
    found = latest_of(series, direction=direction, screening=screening)
    if whole.latest is None:
        assert found is None
        return
    assert found is not None
    assert (found.at, found.signal) == (whole.latest, whole.variation)
    if whole.variation != NOT_ENOUGH:
        point = whole.points[whole.latest]
        assert (found.rules, found.since) == (point.rules, point.since)


def test_a_long_run_is_followed_back_to_where_it_began() -> None:
    series = [30.0, 40.0] * 60 + [37.0, 38.0] * 50
    found = latest_of(series, direction="higher")
    assert found is not None
    assert (found.rules, found.since) == (("shift",), 119)
    assert analyse(series, direction="higher").points[-1].since == 119


def test_what_the_whole_analysis_refuses_is_refused() -> None:
    for value in (float("inf"), float("nan"), 1e200):
        with pytest.raises(ValueError, match="not a number"):
            latest_of([1.0, value], direction="higher")
