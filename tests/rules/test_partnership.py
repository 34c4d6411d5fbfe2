"""The plan with its partners: what overlaps, over how long an issue is judged, what is missing, a district's figures."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.rules.category import Category
from app.rules.horizon import horizon_of
from app.rules.indicator import Polarity
from app.rules.issue import Control, Item
from app.rules.partnership import (
    District,
    DistrictFigure,
    Partnership,
    PartnerTarget,
    SharedIssue,
    Tie,
)
from app.rules.period import Period
from app.rules.series import Place
from tests.sample_series import neet

Q4 = Period.quarter(2009, 4)
ROADS = SharedIssue(1, "Roads", Category.OUTCOMES)
HEALTH = SharedIssue(2, "Health", Category.HOT_LIST, ties=(Tie(1, 1, 7), Tie(2, 1, 8, "They hold the budget")))
SMOKING = PartnerTarget(1, 1, 7, 2, None, "Help people stop smoking", "quitters", Period.financial_year(2010), 860.0, "")
STRAY = PartnerTarget(2, 1, 8, None, None, "Cut hospital stays", "", None, None, "")


def plan(*targets: PartnerTarget, issues: tuple[SharedIssue, ...] = (ROADS, HEALTH)) -> Partnership:
    return Partnership(Q4, issues, targets, (Item(7, "Primary Care Trust"), Item(8, "Police")))


def test_an_overlap_is_an_issue_beside_each_target_and_strays_come_last() -> None:
    found = plan(STRAY, SMOKING).overlaps()
    assert [(each.issue, each.target) for each in found] == [(HEALTH, SMOKING), (None, STRAY)]
    named = replace(ROADS, laa_overlap="A target of the agreement")
    assert [each.issue for each in plan(issues=(named, HEALTH)).overlaps()] == [named, HEALTH]
    assert plan(replace(STRAY, retired=True), issues=()).overlaps() == ()
    assert plan(SMOKING, issues=(ROADS,)).overlaps()[0].issue is None


@pytest.mark.parametrize(
    ("control", "years", "over"),
    [
        (Control.DIRECT, None, 4), (Control.PARTLY, None, 5), (Control.PARTNERS, 5, 8), (None, None, None),
        (Control.DIRECT, 0, 3), (Control.PARTLY, 3, 5),
    ],
)  # fmt: skip
def test_an_issue_far_from_direct_control_is_not_judged_on_a_quarter(
    control: Control | None, years: int | None, over: int | None
) -> None:
    found = replace(ROADS, control=control, shift_years=years)
    assert found.horizon == horizon_of(control, years)
    assert (found.horizon.chart_years if found.horizon else None) == over


def test_an_issue_that_is_said_to_depend_on_a_partner_is_not_judged_as_if_it_did_not() -> None:
    assert HEALTH.depends and not replace(HEALTH, ties=HEALTH.ties[:1]).depends
    assert HEALTH.horizon == horizon_of(None, None, depends=True) == horizon_of(Control.PARTLY, None)
    assert replace(HEALTH, control=Control.PARTNERS).horizon == horizon_of(Control.PARTNERS, None)


def test_every_partner_of_an_issue_is_a_line_and_an_issue_without_one_too() -> None:
    assert [(each.issue.id, each.tie.partner_id if each.tie else None) for each in plan().dependences()] == [
        (1, None), (2, 7), (2, 8),
    ]  # fmt: skip


def test_what_an_issue_lacks_is_named() -> None:
    assert ROADS.missing_links == ("Budget", "Service plan")
    assert replace(ROADS, budget_link="Line 12", service_plan_link=" ").missing_links == ("Service plan",)
    said = replace(ROADS, equality="Yes", sustainability="No effect")
    assert said.missing_considerations == ("Community safety",)


@pytest.mark.parametrize(
    ("value", "polarity", "words"),
    [
        (10.5, Polarity.LOWER, "Worse than the county"), (5.0, Polarity.LOWER, "Better than the county"),
        (10.5, Polarity.HIGHER, "Better than the county"), (6.9, Polarity.LOWER, "As the county"),
        (10.5, Polarity.NONE, "Above the county"),
    ],
)  # fmt: skip
def test_a_districts_figure_stands_beside_the_countys_of_the_same_period(
    value: float, polarity: Polarity, words: str
) -> None:
    county = replace(neet(), indicator=replace(neet().indicator, polarity=polarity))
    own = Place(9, "Havant", (replace(county.readings[-1], value=value),))
    figure = DistrictFigure(county, own, 2, "Health")
    assert (figure.own, figure.county, figure.period, figure.compared) == (f"{value:.1f}%", "6.9%", Q4, words)
    found = District(9, "Havant", Q4, (ROADS, HEALTH), (figure, replace(figure, issue_id=None)))
    assert [(issue.id if issue else None, each is not None) for issue, each in found.lines()] == [
        (2, True), (None, True), (1, False),
    ]  # fmt: skip
