"""Settling a proposal or an interim move, then and quarters later: where the issue stands, and what stands recorded."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.commands.add_issue import AddIssue
from app.commands.move_issue import DecideProposal, ProposeMove, RecordMove
from app.commands.open_quarter import OpenQuarter
from app.models.decision import DecisionStepRow
from app.rules import clock
from app.rules.category import Category
from app.rules.decision import Stage
from app.rules.errors import Refused
from app.rules.period import Period
from app.rules.texts import REASON_LIMIT
from app.store.opening import open_store
from app.store.queries.decisions import decisions_of
from app.store.queries.standing import Standing, standings
from app.store.store import Store
from tests.plans import ACTOR, CABINET, CMT, CPEG, Q4, SAFETY, SCHOOLS

LATER = Q4.shift(1)


def newest_decision(store: Store) -> tuple[int, int, int]:
    """Its id and version, and the issue's id."""
    found = store.raw.execute("SELECT id, version, issue_id FROM decision ORDER BY id DESC LIMIT 1")
    id_, version, issue = found.fetchone()
    return id_, version, issue


def moved(store: Store, issue: int, to: Category, effective: Period = Q4) -> tuple[int, int]:
    (version,) = store.raw.execute("SELECT version FROM issue WHERE id = ?", (issue,)).fetchone()
    store.change(RecordMove(issue, version, to, effective, CPEG, "It slips", decided_on=clock.today()), ACTOR)
    return newest_decision(store)[:2]


def settled(
    store: Store, decision: tuple[int, int], stage: Stage, reason: str = "CMT sees it otherwise"
) -> None:
    store.change(DecideProposal(*decision, stage, CMT, clock.today(), "CMT 2", reason), ACTOR)


def at(store: Store, issue: int, quarter: Period) -> Standing:
    with store.reading() as session:
        return standings(session, quarter)[issue]


def test_a_refusal_is_recorded_however_long_the_proposals_own_reason(store: Store) -> None:
    store.change(ProposeMove(SAFETY, 1, Category.HOT_LIST, Q4, None, "x" * REASON_LIMIT), ACTOR)
    settled(store, newest_decision(store)[:2], Stage.REFUSED, "Not yet")
    (reason,) = store.raw.execute("SELECT reason FROM decision ORDER BY id DESC LIMIT 1").fetchone()
    assert reason.endswith("\u2026\nRefused: Not yet")
    assert len(reason) == REASON_LIMIT


@pytest.mark.parametrize(("reason", "minute"), [("y" * REASON_LIMIT, ""), ("No", "m" * 300)])
def test_a_text_too_long_for_its_place_is_refused_in_words(store: Store, reason: str, minute: str) -> None:
    store.change(ProposeMove(SAFETY, 1, Category.HOT_LIST, Q4, None, "It slips"), ACTOR)
    decision = newest_decision(store)[:2]
    with pytest.raises(Refused, match="text_too_long"):
        store.change(DecideProposal(*decision, Stage.REFUSED, CMT, clock.today(), minute, reason), ACTOR)


@pytest.mark.parametrize("quarters", [0, 1])
def test_an_issue_that_was_added_ad_interim_and_refused_is_on_no_list(store: Store, quarters: int) -> None:
    store.change(
        AddIssue("Empty homes", 1, 1, 1, None, "none", "Rising", Q4, Category.IMPROVEMENT_PLAN, CPEG,
                 clock.today(), "", "Not all met", "One more"),
        ACTOR,
    )  # fmt: skip
    id_, version, issue = newest_decision(store)
    if quarters:
        store.change(OpenQuarter(LATER), ACTOR)
    settled(store, (id_, version), Stage.REFUSED)
    assert at(store, issue, Q4.shift(quarters)).category is Category.LEFT


def test_a_refusal_leaves_an_issue_where_a_later_decision_has_put_it(store: Store) -> None:
    first = moved(store, SAFETY, Category.HOT_LIST)
    store.change(OpenQuarter(LATER), ACTOR)
    moved(store, SAFETY, Category.LEFT, LATER)
    settled(store, first, Stage.REFUSED)
    assert at(store, SAFETY, LATER).category is Category.LEFT


def test_a_past_quarter_shows_a_refused_move_as_the_interim_one_it_was(store: Store) -> None:
    decision = moved(store, SAFETY, Category.HOT_LIST)
    store.change(OpenQuarter(LATER), ACTOR)
    settled(store, decision, Stage.REFUSED)
    then = at(store, SAFETY, Q4)
    assert (then.category, then.stage, then.proposed_to) == (Category.HOT_LIST, Stage.INTERIM, None)
    now = at(store, SAFETY, LATER)
    assert (now.category, now.since, now.stage) == (Category.OUTCOMES, LATER, None)


def test_an_exception_that_was_refused_marks_the_card_no_longer(store: Store) -> None:
    (version,) = store.raw.execute("SELECT version FROM issue WHERE id = ?", (SAFETY,)).fetchone()
    texts: dict[str, Any] = {"exception_reason": "Urgent", "growth_reason": "One more"}
    store.change(
        RecordMove(
            SAFETY,
            version,
            Category.IMPROVEMENT_PLAN,
            Q4,
            CPEG,
            "It slips",
            decided_on=clock.today(),
            **texts,
        ),
        ACTOR,
    )
    assert at(store, SAFETY, Q4).exception
    store.change(OpenQuarter(LATER), ACTOR)
    settled(store, newest_decision(store)[:2], Stage.REFUSED)
    assert (at(store, SAFETY, Q4).exception, at(store, SAFETY, LATER).exception) == (True, False)


def test_a_confirmation_is_not_undone_once_its_quarter_is_frozen(store: Store) -> None:
    settled(store, moved(store, SAFETY, Category.HOT_LIST), Stage.CONFIRMED)
    store.raw.execute("UPDATE quarter SET frozen = 1 WHERE period = ?", (Q4.key,))
    with pytest.raises(Refused, match="undo_frozen"):
        store.undo(ACTOR)


def test_undo_reaches_a_decision_only_after_the_quarter_that_followed_is_taken_back(store: Store) -> None:
    moved(store, SAFETY, Category.HOT_LIST)
    store.change(OpenQuarter(LATER), ACTOR)
    assert store.undo(ACTOR).label == f"Open {LATER.label}"
    assert at(store, SAFETY, Q4).category is Category.HOT_LIST
    assert store.undo(ACTOR).label == "Move to Hot List"
    assert at(store, SAFETY, Q4).category is Category.OUTCOMES


def test_a_move_decided_for_a_later_quarter_stands_in_the_way_of_another(store: Store) -> None:
    from app.store.queries.issues import move_facts

    ahead = RecordMove(SCHOOLS, 1, Category.IMPROVEMENT_PLAN, Q4.shift(1), CABINET, "With the next plan", "Cabinet 3/2010",
                       date(2010, 2, 22))  # fmt: skip
    store.change(ahead, ACTOR)
    with store.reading() as session:
        assert move_facts(session, SCHOOLS, Q4).proposal_open
    with pytest.raises(Refused, match="proposal_open"):
        store.change(ahead, ACTOR)


def steps(store: Store, issue: int) -> list[tuple[str, str, str]]:
    with store.reading() as session:
        newest = decisions_of(session, issue)[0]
    return [(step.stage, step.body, step.minute) for step in newest.steps]


def test_settling_an_interim_move_keeps_both_bodies_with_their_days_and_minutes(store: Store) -> None:
    decision = moved(store, SAFETY, Category.HOT_LIST)
    settled(store, decision, Stage.CONFIRMED)
    assert steps(store, SAFETY) == [("interim", "CPEG", ""), ("confirmed", "CMT", "CMT 2")]
    store.undo(ACTOR)
    assert steps(store, SAFETY) == [("interim", "CPEG", "")]
    store.redo(ACTOR)
    path = store.path
    store.close()
    again = open_store(path)
    assert steps(again, SAFETY) == [("interim", "CPEG", ""), ("confirmed", "CMT", "CMT 2")]
    again.close()


def test_a_decision_of_before_steps_were_kept_has_its_own_words_for_its_first(store: Store) -> None:
    def forget(session: Session) -> None:
        for row in session.scalars(select(DecisionStepRow)):
            session.delete(row)

    decision = moved(store, SAFETY, Category.HOT_LIST)
    store.change(SimpleNamespace(label="Forget", do=forget), ACTOR)
    assert steps(store, SAFETY) == [("interim", "CPEG", "")]
    settled(store, decision, Stage.REFUSED)
    assert steps(store, SAFETY) == [("interim", "CPEG", ""), ("refused", "CMT", "CMT 2")]
