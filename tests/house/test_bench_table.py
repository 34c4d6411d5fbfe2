"""The frame that measures: what counts as reached, and what is printed when something goes wrong."""

from __future__ import annotations

import pytest

from tests.bench import Bench, Result, bench, reached
from tests.bench.__main__ import row


def case(goal: float | None = None, limit: float | None = None) -> Bench:
    return Bench("Filter", "the same with less", goal, limit, "ms", lambda: (1.0, 1.0))


@pytest.mark.parametrize(
    ("goal", "limit", "ours", "theirs", "good"),
    [
        (2.0, None, 2.0, 1.0, True),
        (2.0, None, 2.1, 1.0, False),
        (None, 8.0, 8.0, 0.1, True),
        (2.0, 8.0, 8.1, 8.0, False),
        (2.0, 8.0, 7.0, 3.0, False),
        (2.0, None, 1.0, 0.0, False),
    ],
)
def test_a_goal_is_reached_by_its_ratio_and_by_its_limit(
    goal: float | None, limit: float | None, ours: float, theirs: float, good: bool
) -> None:
    assert reached(case(goal, limit), Result(ours, theirs)) is good


def test_a_bench_that_failed_or_could_not_measure_has_not_reached_its_goal() -> None:
    assert not reached(case(goal=1.0), Result(problem="ValueError: no plan"))
    absent = Result(problem="no LibreOffice", missing=True)
    assert row(case(goal=1.0), absent)[-1] == "not measured: no LibreOffice"
    assert row(case(goal=1.0), Result(problem="no plan"))[-1] == "FAILED: no plan"


def test_a_bench_without_a_goal_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a goal"):
        bench("Nothing", against="nothing")
