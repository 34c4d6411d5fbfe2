"""The one flag on a card, and the moves that reports running propose."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from app.rules.category import Category
from app.rules.flags import flag_of, open_actions
from app.rules.indicator import Frequency, Rag
from app.rules.issue import Action, Flag
from app.rules.movement import Rule
from app.rules.period import Period
from app.rules.plan_size import PlanSize
from app.rules.proposals import Basis, LeadReports, Proposal, Report, propose, put_off

RAGS = {"G": Rag.GREEN, "A": Rag.AMBER, "R": Rag.RED, "-": Rag.NONE}


def flag(category: Category = Category.OUTCOMES, **holds: object) -> Flag | None:
    facts: dict[str, object] = {
        "proposal_open": False, "slipped": False, "rag": Rag.GREEN, "open_actions": 1, "has_lead": True,
    }  # fmt: skip
    return flag_of(category, **{**facts, **holds})  # type: ignore[arg-type]


class TestFlag:
    def test_the_first_that_holds_wins(self) -> None:
        all_hold = {
            "proposal_open": True,
            "slipped": True,
            "rag": Rag.RED,
            "open_actions": 0,
            "has_lead": False,
        }
        expected = [Flag.PROPOSED, Flag.SLIPPED, Flag.RED_WITHOUT_ACTION, Flag.NO_LEAD, None]
        mended = [("proposal_open", False), ("slipped", False), ("rag", Rag.AMBER), ("has_lead", True), None]
        for flag_now, mend in zip(expected, mended, strict=True):
            assert flag(**all_hold) == flag_now
            if mend:
                all_hold[mend[0]] = mend[1]

    def test_a_card_on_the_hot_list_says_how_ready_it_is(self) -> None:
        assert flag(Category.HOT_LIST) is Flag.READY
        assert flag(Category.HOT_LIST, has_lead=False) is Flag.NO_LEAD

    def test_only_an_outcome_slips(self) -> None:
        assert flag(Category.OUTCOMES, slipped=True) is Flag.SLIPPED
        assert flag(Category.IMPROVEMENT_PLAN, slipped=True) is None

    def test_red_with_an_open_action_is_in_hand(self) -> None:
        assert flag(rag=Rag.RED, open_actions=1) is None
        assert flag(rag=Rag.RED, open_actions=0) is Flag.RED_WITHOUT_ACTION

    def test_what_left_the_lists_has_no_flag_but_a_proposal(self) -> None:
        assert flag(Category.LEFT, rag=Rag.RED, open_actions=0, has_lead=False) is None
        assert flag(Category.LEFT, proposal_open=True) is Flag.PROPOSED

    def test_a_closed_or_finished_action_is_not_open(self) -> None:
        actions = (
            Action(1, 1, "Open", None, None, 40),
            Action(2, 1, "Done", None, None, 100),
            Action(3, 1, "Closed", None, None, 40, closed=date(2010, 1, 4)),
        )
        assert open_actions(actions) == 1


def lead(rags: str, number: int = 1, frequency: Frequency = Frequency.QUARTERLY) -> LeadReports:
    """Reports by letter, oldest first, the last for 2009/10 Q4; "." is a period without a value."""
    last = Period.quarter(2009, 4)
    reports = []
    for at, letter in enumerate(rags):
        back = (len(rags) - 1 - at) * frequency.months
        value = None if letter == "." else 50.0
        reports.append(Report(Period(last.end - back, 3), value, RAGS.get(letter, Rag.NONE), 60.0, 55.0))
    return LeadReports(number, f"NI {number}", "An indicator", "%", 1, frequency, tuple(reports))


def proposed(category: Category, *leads: str, **settings: int) -> Proposal | None:
    given = [lead(rags, number) for number, rags in enumerate(leads, 1)]
    return propose(7, "Road safety", category, given, **settings)


@pytest.mark.parametrize(
    ("rags", "slipped"),
    [
        ("GGRR", True),
        ("RR", True),
        ("RRRR", True),
        ("GGGR", False),
        ("RRG", False),
        ("RAR", False),
        ("R.R", False),
        ("RR.", True),
        ("R-R", False),
        ("", False),
        ("AA", False),
    ],
)
def test_an_outcome_slips_when_the_floor_is_missed_twice_running(rags: str, slipped: bool) -> None:
    found = proposed(Category.OUTCOMES, rags)
    assert (found is not None) is slipped
    if found:
        assert (found.rule, found.to) == (Rule.M1, Category.HOT_LIST)


def test_one_slipped_indicator_is_enough_and_only_it_is_named() -> None:
    found = proposed(Category.OUTCOMES, "GGG", "ARR", "---")
    assert found is not None
    assert found.indicator_ids == (2,)
    (evidence,) = found.evidence
    assert evidence.basis is Basis.FLOOR
    assert evidence.since == Period.quarter(2009, 3)
    assert [report.rag for report in evidence.reports] == [Rag.RED, Rag.RED]


@pytest.mark.parametrize(
    ("leads", "recovered"),
    [
        (["RGG"], True),
        (["RGG", "GGG"], True),
        (["RGG", "---"], True),
        (["RGG", "GGA"], False),
        (["RAG"], False),
        (["---"], False),
        ([], False),
    ],
)
def test_a_plan_issue_recovers_when_every_judged_indicator_met_its_target_twice_running(
    leads: list[str], recovered: bool
) -> None:
    found = proposed(Category.IMPROVEMENT_PLAN, *leads)
    assert (found is not None) is recovered
    if found:
        assert (found.rule, found.to) == (Rule.M3, Category.OUTCOMES)


@pytest.mark.parametrize(
    ("category", "rags"), list(product([Category.HOT_LIST, Category.LEFT], ["RRR", "GGG"]))
)
def test_figures_propose_nothing_for_the_hot_list(category: Category, rags: str) -> None:
    assert proposed(category, rags) is None


def test_how_many_reports_running_is_a_setting() -> None:
    assert proposed(Category.OUTCOMES, "GRR", slip_reports=3) is None
    assert proposed(Category.OUTCOMES, "RRR", slip_reports=3) is not None
    assert proposed(Category.IMPROVEMENT_PLAN, "RGG", recovery_reports=3) is None
    assert proposed(Category.OUTCOMES, "GGR", slip_reports=1) is not None


def test_reports_of_an_annual_indicator_run_from_year_to_year() -> None:
    yearly = lead("GRR", frequency=Frequency.ANNUAL)
    assert propose(7, "Road safety", Category.OUTCOMES, [yearly]) is not None


def test_not_now_holds_until_the_day_named() -> None:
    until = date(2010, 7, 1)
    assert put_off(until, date(2010, 6, 30))
    assert not put_off(until, until)
    assert not put_off(None, until)


@pytest.mark.parametrize(
    ("count", "over", "room"), [(0, False, 10), (9, False, 1), (10, True, 0), (12, True, 0)]
)
def test_the_plan_has_room_up_to_its_limit(count: int, over: bool, room: int) -> None:
    assert (PlanSize(count).over_with_one_more, PlanSize(count).room) == (over, room)
