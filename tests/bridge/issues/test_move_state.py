from __future__ import annotations

from datetime import date

from app.bridge.decide_state import DecideState, open_decision
from app.bridge.move_draft import chances
from app.bridge.move_state import MoveState
from app.commands.change_setting import ChangeSetting
from app.commands.edit_issue import EditIssue
from app.rules.category import Category
from app.rules.decision import Stage
from app.rules.issue import IssueSheet
from app.rules.readiness import Answer
from app.store.queries import issues
from tests.issue_plan import BSF, NEET, PLAN_ISSUES, Q4, ROAD, Bench

PLAN, HOT, OUT = Category.IMPROVEMENT_PLAN, Category.HOT_LIST, Category.OUTCOMES


def prepared(bench: Bench, issue_id: int, to: Category, reason: str = "") -> MoveState:
    state = MoveState(bench.workspace, issue_id, to, bench.workspace, reason)
    state.load()
    bench.settle()
    assert state.subject is not None
    return state


def stored(bench: Bench, issue_id: int) -> IssueSheet:
    return bench.ask(lambda session: issues.sheet(session, issue_id, Q4))


def codes(state: MoveState, *, record: bool = False) -> list[str]:
    assert state.judgement is not None
    verdict = state.judgement.record if record else state.judgement.propose
    return [problem.code for problem in verdict.problems]


def test_a_move_starts_with_everything_it_lacks(bench: Bench) -> None:
    state = prepared(bench, BSF, PLAN)
    assert codes(state) == ["waiver_missing", "criteria_reason_missing", "reason_missing"]
    assert codes(state, record=True) == [
        "waiver_missing", "criteria_reason_missing", "body_missing", "reason_missing",
    ]  # fmt: skip


def test_each_answer_is_judged_at_once(bench: Bench) -> None:
    state = prepared(bench, BSF, PLAN)
    state.waive("resources", "With the budget")
    state.answer(Answer("priority", True, "Cabinet"))
    state.update(reason="Ready")
    assert codes(state) == []
    state.waive("resources", None)
    assert codes(state) == ["waiver_missing"]


def test_what_is_incomplete_is_never_sent(bench: Bench) -> None:
    state = prepared(bench, BSF, PLAN)
    state.propose()
    state.record()
    bench.settle()
    assert bench.sent == []


def test_a_double_press_proposes_once(bench: Bench) -> None:
    state = prepared(bench, ROAD, HOT, reason="Casualties rise")
    state.propose()
    state.propose()
    bench.settle()
    assert len(bench.sent) == 1
    assert stored(bench, ROAD).extra["pending_stage"] is Stage.PROPOSED


def test_a_proposal_carries_no_date_of_decision(bench: Bench) -> None:
    state = prepared(bench, ROAD, HOT, reason="Casualties rise")
    state.propose()
    assert bench.sent[0].decided_on is None


def test_a_change_made_meanwhile_keeps_the_draft_and_the_move_still_goes_through(bench: Bench) -> None:
    state = prepared(bench, ROAD, HOT)
    state.update(reason="Casualties rise")
    bench.do(EditIssue(ROAD, stored(bench, ROAD).version, "progress", "From elsewhere"))
    assert state.draft.reason == "Casualties rise"
    state.propose()
    bench.settle()
    assert stored(bench, ROAD).extra["proposed_to"] is HOT


def test_what_comes_off_is_the_reason_for_a_full_plan(bench: Bench) -> None:
    bench.do(ChangeSetting("plan_size", len(PLAN_ISSUES)))
    state = prepared(bench, BSF, PLAN)
    assert state.subject is not None
    assert [each.issue_id for each in state.subject.in_plan] == list(PLAN_ISSUES)
    assert "growth_reason_missing" in codes(state)
    state.update(comes_off=((8, "Placement stability", OUT),))
    assert "growth_reason_missing" not in codes(state)
    assert "Placement stability" in state.draft.growth


def test_a_move_takes_effect_in_the_year_or_with_the_next_plan(bench: Bench) -> None:
    state = prepared(bench, ROAD, HOT)
    assert state.subject is not None
    offered = chances(state.subject.facts, Q4)
    assert [(each.period.label, each.next_plan) for each in offered[:3]] == [
        ("2009/10 Q4", False), ("2010/11 Q1", True), ("2010/11 Q2", False),
    ]  # fmt: skip
    early = chances(state.subject.facts, Q4.shift(-2))
    assert [each.period.label for each in early if each.next_plan] == ["2010/11 Q1"]


def test_a_refusal_by_the_store_leaves_the_draft_to_be_sent_again(bench: Bench) -> None:
    state = prepared(bench, NEET, OUT, reason="Met for a year")
    refused: list[Exception] = []
    state.refused.connect(refused.append)
    bench.fail_next = RuntimeError("anything")
    state.propose()
    bench.settle()
    assert len(refused) == 1
    assert not state.sending
    state.propose()
    bench.settle()
    assert stored(bench, NEET).extra["pending_stage"] is Stage.PROPOSED


def test_the_newest_proposal_is_decided_before_an_interim_decision(bench: Bench) -> None:
    state = prepared(bench, ROAD, HOT, reason="Casualties rise")
    state.propose()
    bench.settle()
    waiting = open_decision(stored(bench, ROAD).decisions)
    assert waiting is not None
    assert waiting.stage is Stage.PROPOSED
    assert open_decision(stored(bench, NEET).decisions) is None


def test_deciding_asks_for_answer_body_and_reason_in_turn(bench: Bench) -> None:
    state = prepared(bench, ROAD, HOT, reason="Casualties rise")
    state.propose()
    bench.settle()
    waiting = open_decision(stored(bench, ROAD).decisions)
    assert waiting is not None
    deciding = DecideState(bench.workspace, waiting, bench.workspace)
    deciding.load()
    assert [problem.code for problem in deciding.problems] == ["answer_missing"]
    deciding.update(stage=Stage.REFUSED)
    assert [problem.code for problem in deciding.problems] == ["body_missing", "reason_missing"]
    deciding.update(body=deciding.bodies[1], reason="Not yet", decided_on=date(2010, 4, 16))
    assert [problem.code for problem in deciding.problems] == ["date_in_future"]
    deciding.update(decided_on=date(2010, 4, 14))
    deciding.send()
    bench.settle()
    assert max(stored(bench, ROAD).decisions, key=lambda each: each.id).stage is Stage.REFUSED
