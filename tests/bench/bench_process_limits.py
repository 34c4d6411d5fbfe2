"""What judging series by process limits costs, many at once and one alone."""

from __future__ import annotations

import random
from typing import Any

from app.rules.process_batch import analyse_many
from app.rules.process_limits import analyse
from tests.bench import bench, medians

SERIES, POINTS = 5_000, 40


def rows() -> list[tuple[float, ...]]:
    chance = random.Random(1)
    return [tuple(chance.gauss(50, 5) for _ in range(POINTS)) for _ in range(SERIES)]


@bench(
    "Process limits and rules, 5,000 series of 40, from tuples",
    against="the bare arithmetic in numpy, from an array without gaps",
    goal=4.0,
)
def many() -> tuple[float, float]:
    import numpy as np

    fetched = rows()
    array = np.array(fetched)
    directions, targets = ["higher"] * SERIES, [50.0] * SERIES
    return medians(lambda: analyse_many(fetched, directions, targets), lambda: _bare(array))


@bench("Process limits of one chart", against="nothing", limit=1.0)
def one() -> tuple[float, float]:
    (values,) = rows()[:1]
    return medians(
        lambda: analyse(values, direction="higher", target=50.0), lambda: None, rounds=101, warm_up=5
    )


def _bare(x: Any) -> Any:
    """Limits with screening and the four rules by plain comparison: no ties, gaps, groups or words."""
    import numpy as np

    mean = x.mean(axis=1, keepdims=True)
    moved = np.abs(np.diff(x, axis=1))
    average = moved.mean(axis=1, keepdims=True)
    kept = moved < 3.267 * average
    reach = 2.66 * np.where(kept, moved, 0).sum(axis=1, keepdims=True) / kept.sum(axis=1, keepdims=True)
    above, below = x > mean, x < mean
    outside = (x > mean + reach) | (x < mean - reach)
    near = ((x > mean + reach / 1.5) | (x < mean - reach / 1.5)) & ~outside
    shift = _stretches(above, 7) | _stretches(below, 7)
    steps = np.diff(x, axis=1)
    trend = np.zeros(x.shape, np.bool_)
    for run in (_stretches(steps > 0, 6), _stretches(steps < 0, 6)):
        trend[:, :-1] |= run
        trend[:, 1:] |= run
    sided = (above[:, :-2] & above[:, 1:-1] & above[:, 2:]) | (below[:, :-2] & below[:, 1:-1] & below[:, 2:])
    window = sided & (near[:, :-2].astype(np.int8) + near[:, 1:-1] + near[:, 2:] >= 2)
    pair = np.zeros(x.shape, np.bool_)
    for at in range(3):
        pair[:, at : at + window.shape[1]] |= window
    return outside | trend * 2 | (pair & near) * 4 | shift * 8


def _stretches(holds: Any, length: int) -> Any:
    import numpy as np

    width = holds.shape[1] - length + 1
    starts = holds[:, :width].copy()
    for at in range(1, length):
        starts &= holds[:, at : at + width]
    found = np.zeros(holds.shape, np.bool_)
    for at in range(length):
        found[:, at : at + width] |= starts
    return found
