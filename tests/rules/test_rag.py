"""Red, amber, green by each named rule."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.indicator import Polarity, Rag, Target
from app.rules.period import Period
from app.rules.rag import (
    DEFAULT_RULE,
    RagRule,
    RagRuleName,
    RagRuleVersion,
    rag_of,
    rule_for,
    worst,
)

YEAR = Period.financial_year(2009)
TOLERANCE = RagRule(RagRuleName.TOLERANCE, 10.0)
IMPROVING = RagRule(RagRuleName.RED_IF_NOT_IMPROVING, 10.0)
HIGH, LOW, BAND, NONE = Polarity.HIGHER, Polarity.LOWER, Polarity.BAND, Polarity.NONE


def target(value: float | None, floor: float | None = None) -> Target:
    return Target(YEAR, value, floor)


# value, target, floor, better is, judgement
TARGET_AND_FLOOR = [
    (95, 95, 90, HIGH, "green"),
    (99, 95, 90, HIGH, "green"),
    (94.9, 95, 90, HIGH, "amber"),
    (90, 95, 90, HIGH, "amber"),
    (89.9, 95, 90, HIGH, "red"),
    (6.0, 6.0, 7.0, LOW, "green"),
    (6.5, 6.0, 7.0, LOW, "amber"),
    (7.0, 6.0, 7.0, LOW, "amber"),
    (7.1, 6.0, 7.0, LOW, "red"),
    (0.1 + 0.2, 0.3, None, LOW, "green"),
    (94, 95, None, HIGH, "amber"),
    (0, 0, 5, LOW, "green"),
    (-3, -2, -4, HIGH, "amber"),
    (12, 15, 10, BAND, "green"),
    (10, 15, 10, BAND, "green"),
    (12, 10, 15, BAND, "green"),
    (15.1, 15, 10, BAND, "red"),
    (9, 15, 10, BAND, "red"),
    (12, 15, None, BAND, "none"),
    (50, None, 60, HIGH, "red"),
    (70, None, 60, HIGH, "none"),
    (50, None, None, HIGH, "none"),
    (50, 40, 30, NONE, "none"),
    (None, 40, 30, HIGH, "none"),
    (math.nan, 40, 30, HIGH, "none"),
    (math.inf, 40, 30, HIGH, "none"),
]


@pytest.mark.parametrize(("value", "goal", "floor", "polarity", "expected"), TARGET_AND_FLOOR)
def test_green_meets_the_target_amber_the_floor_red_neither(
    value: float | None, goal: float | None, floor: float | None, polarity: Polarity, expected: str
) -> None:
    assert rag_of(value, target(goal, floor), polarity) == expected


@pytest.mark.parametrize(
    ("value", "goal", "polarity", "expected"),
    [
        (100, 100, HIGH, "green"),
        (90, 100, HIGH, "amber"),
        (89.99, 100, HIGH, "red"),
        (110, 100, LOW, "amber"),
        (110.01, 100, LOW, "red"),
        (1, 0, LOW, "red"),
        (0, 0, LOW, "green"),
        (0.9 * 0.3, 0.3, HIGH, "amber"),
    ],
)
def test_a_tolerance_is_a_share_of_the_target(
    value: float, goal: float, polarity: Polarity, expected: str
) -> None:
    assert rag_of(value, target(goal), polarity, rule=TOLERANCE) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [(10, "green"), (9.2, "amber"), (8.9, "red"), (16.4, "amber"), (16.6, "red")]
)
def test_a_tolerance_counts_from_the_nearer_end_of_a_band(value: float, expected: str) -> None:
    assert rag_of(value, target(15, 10), BAND, rule=TOLERANCE) == expected


@pytest.mark.parametrize(
    ("value", "before", "expected"),
    [
        (100, None, "green"),
        (92, 95, "green"),
        (80, 75, "amber"),
        (80, 80, "red"),
        (80, 85, "red"),
        (80, None, "red"),
    ],
)
def test_far_from_target_is_red_only_if_also_not_improving(
    value: float, before: float | None, expected: str
) -> None:
    assert rag_of(value, target(100), HIGH, rule=IMPROVING, before=before) == expected


def test_a_new_rule_leaves_older_judgements_alone() -> None:
    old, new = Period.quarter(2009, 3), Period.quarter(2009, 4)
    versions = [RagRuleVersion(new, TOLERANCE)]
    assert rule_for(versions, old) == DEFAULT_RULE
    assert rule_for(versions, new) == TOLERANCE
    assert rule_for(versions, Period.financial_year(2009)) == TOLERANCE
    rags = [rag_of(95.0, Target(each, 100.0, 98.0), HIGH, rule=rule_for(versions, each)) for each in (old, new)]
    assert rags == [Rag.RED, Rag.AMBER]


@pytest.mark.parametrize(
    ("rags", "expected"),
    [
        ("", "none"),
        ("none", "none"),
        ("none green", "green"),
        ("green amber none", "amber"),
        ("amber red", "red"),
    ],
)
def test_a_card_shows_the_worst_of_its_indicators(rags: str, expected: str) -> None:
    assert worst(Rag(each) for each in rags.split()) == expected


figures = st.floats(-1e6, 1e6).map(lambda value: round(value, 3))


@given(figures, figures, figures, st.sampled_from([DEFAULT_RULE, TOLERANCE, IMPROVING]))
def test_mirrored_figures_and_polarity_give_the_same_judgement(
    value: float, goal: float, before: float, rule: RagRule
) -> None:
    up = rag_of(value, target(goal, goal - 5), HIGH, rule=rule, before=before)
    down = rag_of(-value, target(-goal, -goal + 5), LOW, rule=rule, before=-before)
    assert up is down


@given(figures, figures, figures, st.sampled_from([DEFAULT_RULE, TOLERANCE, IMPROVING]))
def test_a_better_value_is_never_judged_worse(
    first: float, second: float, goal: float, rule: RagRule
) -> None:
    low, high = sorted((first, second))
    order = [Rag.RED, Rag.AMBER, Rag.GREEN]
    judged = [
        order.index(rag_of(value, target(goal, goal - 5), HIGH, rule=rule, before=goal))
        for value in (low, high)
    ]
    assert judged[0] <= judged[1]
