"""Every arrow, every authority: what a drop may do and what a recorded decision becomes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.category import Category
from app.rules.decision import Authority, Stage, Waiver
from app.rules.movement import (
    MoveFacts,
    MoveRequest,
    Need,
    Rule,
    Verdict,
    decide,
    drop_targets,
    judge,
    new_issue_facts,
    stage_of,
)
from app.rules.period import Period
from app.rules.readiness import Answer, Condition, Criterion
from app.rules.texts import REASON_LIMIT

Q4 = Period.quarter(2009, 4)
Q1 = Period.quarter(2010, 1)

READY = tuple(Answer(condition.value, True, "agreed") for condition in Condition)
CRITERIA = tuple(Answer(criterion.value, True) for criterion in Criterion)

HOT, PLAN, OUT, GONE = Category.HOT_LIST, Category.IMPROVEMENT_PLAN, Category.OUTCOMES, Category.LEFT

# One row a place the card is in, one column a place it is held over. "-" is no arrow at all, "." its own
# place, "x" possible only as a recorded exception.
ARROWS = """
                    hot_list  improvement_plan  outcomes  left
hot_list               .            M2             x       M4
improvement_plan       x            .              M3      M5
outcomes               M1           x              .       -
left                   M6           M5             -       .
"""


def table(text: str) -> list[tuple[Category, Category, str]]:
    heading, *rows = (line.split() for line in text.strip().splitlines())
    return [
        (Category(row[0]), Category(to), cell)
        for row in rows
        for to, cell in zip(heading, row[1:], strict=True)
    ]


def facts(category: Category = HOT, **changes: object) -> MoveFacts:
    """An issue with nothing in its way."""
    whole = MoveFacts(
        issue_id=1,
        title="Better carbon management",
        category=category,
        readiness=READY,
        criteria=CRITERIA,
        has_lead=True,
        plan_count=8,
        plan_limit=10,
        slipped=True,
        recovered=True,
        quarter=Q4,
    )
    return replace(whole, **changes)  # type: ignore[arg-type]


def request(to: Category, **changes: object) -> MoveRequest:
    """A proposal with its reason; `recorded` makes it a decision."""
    return replace(MoveRequest(to=to, effective=Q1, reason="Agreed in the review."), **changes)  # type: ignore[arg-type]


def recorded(to: Category, body: Authority | None, **changes: object) -> MoveRequest:
    return request(to, body=body, record=True, decided_on=date(2010, 2, 22), **changes)


def codes(verdict: Verdict) -> list[str]:
    return [problem.code for problem in verdict.problems]


@pytest.mark.parametrize(("category", "to", "cell"), table(ARROWS))
def test_a_card_held_over_a_column_learns_the_arrow(category: Category, to: Category, cell: str) -> None:
    verdict = judge(facts(category), to)
    reasons = [problem.code for problem in verdict.forbidden]
    if cell == ".":
        assert (verdict.allowed, verdict.possible, reasons) == (False, False, ["already_there"])
    elif cell == "-":
        assert (verdict.allowed, verdict.possible, reasons) == (False, False, ["no_arrow"])
    elif cell == "x":
        assert (verdict.allowed, verdict.possible, reasons) == (False, True, ["exception_only"])
        assert verdict.rule is Rule.EXCEPTION
        assert Need.BODY in verdict.needs
        assert Need.EXCEPTION_REASON in verdict.needs
    else:
        assert (verdict.allowed, reasons) == (True, [])
        assert verdict.rule is Rule(cell)
        assert verdict.needs == (Need.REASON,)


RECORDED = [
    # body                  stage it becomes
    (Authority.INTERIM, Stage.INTERIM),
    (Authority.CONFIRMS, Stage.CONFIRMED),
    (None, None),
]
MOVES = [(category, to, cell) for category, to, cell in table(ARROWS) if cell not in ".-"]


@pytest.mark.parametrize(("body", "stage"), RECORDED)
@pytest.mark.parametrize(("category", "to", "cell"), MOVES)
def test_a_recorded_move_is_as_strong_as_the_body_that_decided_it(
    category: Category, to: Category, cell: str, body: Authority | None, stage: Stage | None
) -> None:
    because = "Members asked for it." if cell == "x" else ""
    asked = recorded(to, body, exception_reason=because)
    verdict = judge(facts(category), to, request=asked)
    if stage is None:
        assert codes(verdict) == ["body_missing"]
        assert not verdict.complete
    else:
        assert verdict.complete
        assert stage_of(asked) is stage


@pytest.mark.parametrize(("category", "to", "cell"), MOVES)
def test_a_proposal_needs_a_body_only_for_an_exception(category: Category, to: Category, cell: str) -> None:
    asked = request(to)
    verdict = judge(facts(category), to, request=asked)
    assert codes(verdict) == (["body_missing", "exception_reason_missing"] if cell == "x" else [])
    assert stage_of(asked) is Stage.PROPOSED


@pytest.mark.parametrize("record", [False, True])
@pytest.mark.parametrize("reason", ["", "   ", "\n\t"])
@pytest.mark.parametrize(("category", "to", "cell"), MOVES)
def test_no_move_is_stored_without_a_reason(
    category: Category, to: Category, cell: str, reason: str, record: bool
) -> None:
    asked = replace(
        recorded(to, Authority.CONFIRMS, exception_reason="So decided."), reason=reason, record=record
    )
    assert codes(judge(facts(category), to, request=asked)) == ["reason_missing"]


@pytest.mark.parametrize(
    ("blocked", "code"),
    [
        ({"past": True}, "quarter_past"),
        ({"quarter_frozen": True}, "quarter_frozen"),
        ({"proposal_open": True}, "proposal_open"),
    ],
)
@pytest.mark.parametrize(("category", "to", "cell"), MOVES)
def test_a_past_or_frozen_quarter_or_an_open_proposal_stops_every_move(
    category: Category, to: Category, cell: str, blocked: dict[str, bool], code: str
) -> None:
    verdict = judge(facts(category, **blocked), to)
    assert verdict.forbidden[0].code == code
    assert not verdict.possible
    assert verdict.needs == ()
    asked = recorded(to, Authority.CONFIRMS, exception_reason="Still wanted.")
    assert not judge(facts(category, **blocked), to, request=asked).complete


class TestReadiness:
    """Hot List to Improvement Plan needs all six, or a waiver with its reason for each that is missing."""

    @pytest.mark.parametrize("condition", list(Condition))
    @pytest.mark.parametrize("answer", [False, None])
    def test_each_missing_condition_must_be_waived(self, condition: Condition, answer: bool | None) -> None:
        readiness = tuple(Answer(a.key, answer if a.key == condition else True) for a in READY)
        has_lead = condition is not Condition.LEAD
        unready = facts(readiness=readiness, has_lead=has_lead)
        verdict = judge(unready, PLAN, request=request(PLAN))
        assert verdict.allowed
        assert verdict.missing == (condition,)
        assert Need.WAIVER in verdict.needs
        assert codes(verdict) == ["waiver_missing"]
        bare = request(PLAN, waivers=(Waiver(condition.value, " "),))
        assert codes(judge(unready, PLAN, request=bare)) == ["waiver_reason_missing"]
        waived = request(PLAN, waivers=(Waiver(condition.value, "Budget on 22 February"),))
        assert judge(unready, PLAN, request=waived).complete

    def test_an_issue_with_nothing_answered_lacks_all_six(self) -> None:
        assert judge(facts(readiness=(), has_lead=False), PLAN).missing == tuple(Condition)

    def test_a_tick_for_lead_person_does_not_replace_a_lead_person(self) -> None:
        assert judge(facts(has_lead=False), PLAN).missing == (Condition.LEAD,)

    def test_a_named_lead_answers_the_condition_that_nobody_ticked(self) -> None:
        readiness = tuple(a for a in READY if a.key != Condition.LEAD)
        assert judge(facts(readiness=readiness), PLAN).missing == ()

    def test_a_waiver_no_longer_needed_does_no_harm(self) -> None:
        waived = request(PLAN, waivers=(Waiver("resources", "Not yet known"),))
        assert judge(facts(), PLAN, request=waived).complete

    def test_a_waiver_of_something_unknown_is_refused(self) -> None:
        waived = request(PLAN, waivers=(Waiver("weather", "Rain"),))
        assert codes(judge(facts(), PLAN, request=waived)) == ["waiver_unknown"]

    def test_cpeg_adding_straight_to_the_plan_asks_for_no_readiness(self) -> None:
        verdict = judge(facts(GONE, readiness=(), has_lead=False), PLAN)
        assert (verdict.rule, verdict.missing) == (Rule.M5, ())

    def test_leaving_the_hot_list_asks_for_no_readiness(self) -> None:
        assert judge(facts(readiness=(), has_lead=False), GONE).missing == ()


class TestGuidingCriteria:
    """Unmet or unanswered, they never block; they ask for a reason, wherever an issue enters the plan."""

    @pytest.mark.parametrize("category", [HOT, OUT, GONE])
    @pytest.mark.parametrize("answer", [False, None])
    def test_an_unmet_criterion_asks_for_a_reason_and_never_blocks(
        self, category: Category, answer: bool | None
    ) -> None:
        doubtful = facts(category, criteria=(Answer("priority", answer), *CRITERIA[:3], CRITERIA[4]))
        verdict = judge(doubtful, PLAN)
        assert verdict.possible
        assert verdict.unmet_criteria == (Criterion.PRIORITY,)
        asked = recorded(PLAN, Authority.CONFIRMS, exception_reason="So decided.")
        assert codes(judge(doubtful, PLAN, request=asked)) == ["criteria_reason_missing"]
        asked = replace(asked, criteria_reason="Resources follow with the budget.")
        assert judge(doubtful, PLAN, request=asked).complete

    @pytest.mark.parametrize(
        ("category", "to"), [(PLAN, OUT), (OUT, HOT), (HOT, GONE), (GONE, HOT), (PLAN, GONE)]
    )
    def test_criteria_do_not_matter_outside_the_plan(self, category: Category, to: Category) -> None:
        assert judge(facts(category, criteria=()), to).unmet_criteria == ()


class TestPlanSize:
    @pytest.mark.parametrize(("count", "over"), [(0, False), (9, False), (10, True), (14, True)])
    def test_one_more_than_the_limit_asks_what_comes_off(self, count: int, over: bool) -> None:
        full = facts(plan_count=count)
        verdict = judge(full, PLAN, request=request(PLAN))
        assert verdict.allowed
        assert verdict.over_limit is over
        assert codes(verdict) == (["growth_reason_missing"] if over else [])
        grown = request(PLAN, growth_reason="Highway condition leaves in June.")
        assert judge(full, PLAN, request=grown).complete

    @pytest.mark.parametrize("to", [OUT, GONE])
    def test_leaving_a_plan_that_is_too_large_asks_nothing(self, to: Category) -> None:
        assert not judge(facts(PLAN, plan_count=30), to).over_limit


class TestEvidence:
    def test_a_slip_nobody_measured_is_a_judgement(self) -> None:
        assert judge(facts(OUT, slipped=False), HOT).judgement
        assert judge(facts(OUT, slipped=False), HOT).allowed
        assert not judge(facts(OUT), HOT).judgement

    def test_a_recovery_nobody_measured_is_a_judgement(self) -> None:
        assert judge(facts(PLAN, recovered=False), OUT).judgement
        assert judge(facts(PLAN, recovered=False), OUT).allowed
        assert not judge(facts(PLAN), OUT).judgement


class TestDates:
    def test_a_decision_needs_the_day_it_was_taken(self) -> None:
        asked = replace(recorded(PLAN, Authority.CONFIRMS), decided_on=None)
        assert codes(judge(facts(), PLAN, request=asked)) == ["date_missing"]

    def test_a_decision_cannot_have_been_taken_tomorrow(self, clock: object) -> None:
        asked = replace(recorded(PLAN, Authority.CONFIRMS), decided_on=date(2010, 4, 16))
        assert codes(judge(facts(), PLAN, request=asked)) == ["date_in_future"]
        asked = replace(asked, decided_on=date(2010, 4, 15))
        assert judge(facts(), PLAN, request=asked).complete

    @pytest.mark.parametrize(
        ("effective", "code"),
        [
            (Period.quarter(2009, 3), ["effective_too_early"]),
            (Q4, []),
            (Period.quarter(2011, 4), []),
            (Period.financial_year(2010), ["effective_not_quarter"]),
            (Period(2010 * 12 + 3, 1), ["effective_not_quarter"]),
        ],
    )
    def test_a_move_takes_effect_in_a_quarter_from_the_one_in_view(
        self, effective: Period, code: list[str]
    ) -> None:
        assert codes(judge(facts(), PLAN, request=request(PLAN, effective=effective))) == code

    def test_a_move_cannot_take_effect_before_the_one_it_follows(self) -> None:
        later = facts(since=Period.quarter(2010, 2))
        assert codes(judge(later, PLAN, request=request(PLAN))) == ["effective_too_early"]


class TestTexts:
    @pytest.mark.parametrize("name", ["reason", "exception_reason", "criteria_reason", "growth_reason"])
    def test_a_reason_of_two_thousand_characters_is_kept_and_one_more_is_not(self, name: str) -> None:
        whole = request(PLAN, **{name: "x" * REASON_LIMIT})
        assert judge(facts(), PLAN, request=whole).complete
        long = request(PLAN, **{name: "x" * (REASON_LIMIT + 1)})
        (problem,) = judge(facts(), PLAN, request=long).problems
        assert (problem.code, problem.facts["field"], problem.facts["length"]) == (
            "text_too_long",
            name,
            2001,
        )

    def test_a_minute_reference_is_one_line(self) -> None:
        assert codes(judge(facts(), PLAN, request=request(PLAN, minute="CPEG\n14/2010"))) == [
            "text_line_break"
        ]


def test_several_things_lacking_are_all_named_in_the_order_of_the_sheet() -> None:
    bare = facts(readiness=READY[:5], criteria=(), plan_count=10)
    asked = MoveRequest(to=PLAN, effective=Q1, record=True)
    assert codes(judge(bare, PLAN, request=asked)) == [
        "waiver_missing",
        "criteria_reason_missing",
        "growth_reason_missing",
        "body_missing",
        "date_missing",
        "reason_missing",
    ]


def test_a_request_for_another_place_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="not to"):
        judge(facts(), PLAN, request=request(OUT))


def test_a_new_issue_enters_the_hot_list_and_no_outcomes() -> None:
    new = new_issue_facts("Flood defences", plan_count=8, plan_limit=10)
    assert {to: verdict.rule for to, verdict in drop_targets(new).items()} == {
        HOT: Rule.M6,
        PLAN: Rule.M5,
        OUT: None,
        GONE: None,
    }


def test_what_hinders_a_drop_comes_before_what_the_request_lacks() -> None:
    past = judge(facts(past=True), PLAN, request=replace(request(PLAN), reason=""))
    assert [problem.code for problem in past.refusals] == ["quarter_past", "reason_missing"]
    exception = judge(facts(), OUT, request=replace(request(OUT), reason=""))
    assert "exception_only" not in [problem.code for problem in exception.refusals]


answers = st.sampled_from([True, False, None])


@given(
    category=st.sampled_from(list(Category)),
    readiness=st.tuples(*[answers] * 6),
    criteria=st.tuples(*[answers] * 5),
    has_lead=st.booleans(),
    plan_count=st.integers(0, 20),
    slipped=st.booleans(),
    recovered=st.booleans(),
    stops=st.tuples(st.booleans(), st.booleans(), st.booleans()),
)
def test_a_request_that_gives_all_that_is_needed_is_complete_and_only_then(
    category: Category,
    readiness: tuple[bool | None, ...],
    criteria: tuple[bool | None, ...],
    has_lead: bool,
    plan_count: int,
    slipped: bool,
    recovered: bool,
    stops: tuple[bool, bool, bool],
) -> None:
    known = facts(
        category,
        readiness=tuple(Answer(c.value, met) for c, met in zip(Condition, readiness, strict=True)),
        criteria=tuple(Answer(c.value, met) for c, met in zip(Criterion, criteria, strict=True)),
        has_lead=has_lead,
        plan_count=plan_count,
        slipped=slipped,
        recovered=recovered,
        past=stops[0],
        quarter_frozen=stops[1],
        proposal_open=stops[2],
    )
    for to, hover in drop_targets(known).items():
        assert hover.allowed is not bool(hover.forbidden)
        assert hover.problems == ()
        given_all = recorded(
            to,
            Authority.INTERIM,
            waivers=tuple(Waiver(condition.value, "Waived.") for condition in hover.missing),
            exception_reason="An exception.",
            criteria_reason="Not a priority yet.",
            growth_reason="It should grow.",
        )
        asked = judge(known, to, request=given_all)
        assert asked.complete is asked.possible is hover.possible
        fields = {
            Need.REASON: {"reason": ""},
            Need.BODY: {"body": None},
            Need.DATE: {"decided_on": None},
            Need.WAIVER: {"waivers": ()},
            Need.EXCEPTION_REASON: {"exception_reason": ""},
            Need.CRITERIA_REASON: {"criteria_reason": ""},
            Need.GROWTH_REASON: {"growth_reason": ""},
        }
        for need, left_out in fields.items():
            lacking = judge(known, to, request=replace(given_all, **left_out))  # type: ignore[arg-type]
            assert lacking.complete is (hover.possible and need not in asked.needs)


DECISIONS = """
from        to           CPEG                  CMT                  nobody
proposed    interim      yes                   body_confirms        body_missing
proposed    confirmed    body_cannot_confirm   yes                  body_missing
proposed    refused      yes                   yes                  body_missing
proposed    withdrawn    yes                   yes                  yes
proposed    proposed     stage_impossible      stage_impossible     stage_impossible
interim     confirmed    body_cannot_settle    yes                  body_missing
interim     refused      body_cannot_settle    yes                  body_missing
interim     withdrawn    stage_impossible      stage_impossible     stage_impossible
interim     proposed     stage_impossible      stage_impossible     stage_impossible
interim     interim      stage_impossible      stage_impossible     stage_impossible
"""
BODIES = (Authority.INTERIM, Authority.CONFIRMS, None)


@pytest.mark.parametrize(
    "line", DECISIONS.strip().splitlines()[1:], ids=lambda line: " ".join(line.split()[:2])
)
def test_a_body_may_decide_what_its_word_is_worth(line: str) -> None:
    current, to, *answers_by_body = line.split()
    for body, expected in zip(BODIES, answers_by_body, strict=True):
        problem = decide(Stage(current), Stage(to), body)
        assert ("yes" if problem is None else problem.code) == expected


@pytest.mark.parametrize("to", list(Stage))
@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("current", [Stage.CONFIRMED, Stage.REFUSED, Stage.WITHDRAWN])
def test_what_is_settled_is_reversed_only_by_a_new_decision(
    current: Stage, to: Stage, body: Authority | None
) -> None:
    problem = decide(current, to, body)
    assert problem is not None
    assert problem.code == "already_decided"
