"""Meetings: the agenda from what is pending, decisions recorded there one by one or all at once, what follows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.commands.move_issue import ProposeMove
from app.commands.open_quarter import OpenQuarter
from app.commands.run_meeting import (
    AgreeAction,
    Answer,
    CloseMeeting,
    DecideAtMeeting,
    FillAgenda,
    FollowCondition,
    MinuteItem,
    PutToMeeting,
    RemoveMeeting,
    SaveMeeting,
    SetAgenda,
)
from app.rules.category import Category
from app.rules.decision import Stage
from app.rules.errors import Refused
from app.rules.meetings import Meeting, MeetingState
from app.rules.register import RegisterChoice, RegisterColumn, Special
from app.store.queries.meetings import meeting, meetings
from app.store.queries.register import (
    follow_up_of,
    history_entries,
    history_seqs,
    pending_count,
    register_ids,
    register_lines,
)
from app.store.store import Store
from app.store.verifying import verify
from tests.commands.test_governance import asked
from tests.plans import ACTOR, CABINET, CMT, CPEG, NEET, Q4, ROADS, SCHOOLS, make_plan
from tests.store.test_changes import tables, without_versions

DAY = date(2010, 3, 22)


def proposal(issue: int, to: Category, **more: Any) -> ProposeMove:
    return ProposeMove(issue, 1, to, Q4, None, "It is time", criteria_reason="Known", **more)


@pytest.fixture
def pending(tmp_path: Path) -> Iterator[Store]:
    """Two proposals, of which the first has a condition, and a meeting of Cabinet with CMT."""
    store = make_plan(tmp_path)
    for command in (
        proposal(ROADS, Category.OUTCOMES, condition="Report again in July"),
        proposal(SCHOOLS, Category.LEFT),
        SaveMeeting(None, None, "Driving Success session", CABINET, DAY, CMT),
    ):
        store.change(command, ACTOR)
    yield store
    store.close()


def only(store: Store) -> Meeting:
    return asked(store, lambda session: meeting(session, 1))


def answers(store: Store, *, agreed: bool = True, reason: str = "") -> tuple[Answer, ...]:
    return tuple(
        Answer(item.decision.id, item.decision.version, agreed, reason)
        for item in only(store).pending
        if item.decision is not None
    )


def test_the_agenda_is_what_is_pending_before_the_body(pending: Store) -> None:
    found = only(pending)
    assert (found.bodies, found.minute) == ("Cabinet and CMT", "Cabinet and CMT 22/03/2010")
    assert [item.issue_id for item in found.items] == [SCHOOLS, ROADS]
    pending.change(SaveMeeting(None, None, "CPEG in March", CPEG, DAY), ACTOR)
    cpeg = asked(pending, lambda session: meeting(session, 2))
    pending.change(DecideAtMeeting(2, tuple(Answer(i.decision.id, 1) for i in cpeg.items if i.decision)), ACTOR)
    pending.change(SaveMeeting(None, None, "CPEG in April", CPEG, DAY), ACTOR)
    pending.change(SaveMeeting(None, None, "CMT in April", CMT, DAY), ACTOR)
    sizes = {each.title: len(each.items) for each in asked(pending, meetings)}
    assert (sizes["CPEG in April"], sizes["CMT in April"]) == (0, 2)


def test_a_whole_list_is_confirmed_in_one_step_with_one_decision_each_and_one_undo(pending: Store) -> None:
    before = without_versions(tables(pending), pending)
    pending.change(DecideAtMeeting(1, answers(pending)), ACTOR)
    decided = [item.decision for item in only(pending).items if item.decision]
    stages = [(each.stage, each.body, each.minute) for each in decided]
    assert stages == [(Stage.CONFIRMED, "Cabinet", "Cabinet and CMT 22/03/2010")] * 2
    assert only(pending).pending == ()
    assert asked(pending, pending_count) == 0
    pending.undo(ACTOR)
    assert without_versions(tables(pending), pending) == before
    assert asked(pending, pending_count) == 2
    assert verify(pending.raw).sound


def test_one_that_the_rules_refuse_keeps_the_whole_list_from_being_stored(pending: Store) -> None:
    stale = tuple(Answer(one.decision_id, one.version + (at == 1)) for at, one in enumerate(answers(pending)))
    with pytest.raises(Refused):
        pending.change(DecideAtMeeting(1, stale), ACTOR)
    assert asked(pending, pending_count) == 2
    with pytest.raises(Refused, match="reason_missing"):
        pending.change(DecideAtMeeting(1, answers(pending, agreed=False)), ACTOR)
    pending.change(DecideAtMeeting(1, answers(pending, agreed=False, reason="Not yet")), ACTOR)
    assert {item.decision.stage for item in only(pending).items if item.decision} == {Stage.REFUSED}


def test_what_is_agreed_and_minuted_stands_with_the_issue_and_the_meeting(pending: Store) -> None:
    item = only(pending).items[0]
    for command in (
        MinuteItem(item.id, item.version, "Members asked for a visit."),
        AgreeAction(1, SCHOOLS, "Arrange a visit", 1, date(2010, 5, 1)),
        DecideAtMeeting(1, answers(pending)),
        CloseMeeting(1, 1),
    ):
        before = without_versions(tables(pending), pending)
        pending.change(command, ACTOR)
        pending.undo(ACTOR)
        assert without_versions(tables(pending), pending) == before
        pending.redo(ACTOR)
    found = only(pending)
    assert found.state is MeetingState.HELD
    assert (found.items[0].note, [each.title for each in found.items[0].actions]) == (
        "Members asked for a visit.",
        ["Arrange a visit"],
    )
    with pytest.raises(Refused, match="meeting_used"):
        pending.change(RemoveMeeting(1, found.version), ACTOR)


def test_the_agenda_can_be_put_in_order_but_what_was_said_stays_on_it(pending: Store) -> None:
    pending.change(SetAgenda(1, 1, (ROADS, NEET, SCHOOLS)), ACTOR)
    assert [item.issue_id for item in only(pending).items] == [ROADS, NEET, SCHOOLS]
    neet = only(pending).items[1]
    assert neet.decision is None
    pending.change(MinuteItem(neet.id, neet.version, "Noted"), ACTOR)
    with pytest.raises(Refused, match="agenda_item_used"):
        pending.change(SetAgenda(1, 1, (ROADS,)), ACTOR)
    pending.change(SetAgenda(1, 1, (NEET,)), ACTOR)
    pending.change(FillAgenda(1, 1), ACTOR)
    assert [item.issue_id for item in only(pending).items] == [NEET, SCHOOLS, ROADS]


def test_an_unused_meeting_is_removed_whole(pending: Store) -> None:
    pending.change(RemoveMeeting(1, 1), ACTOR)
    assert asked(pending, meetings) == ()
    pending.undo(ACTOR)
    assert len(only(pending).items) == 2


def test_a_condition_is_followed_up_until_it_is_met(pending: Store) -> None:
    pending.change(DecideAtMeeting(1, answers(pending)), ACTOR)
    open_ones = RegisterChoice(special=Special.CONDITION_OPEN)
    ids, _ = asked(pending, lambda session: register_ids(session, open_ones))
    (decision,) = ids
    pending.change(FollowCondition(decision, None, date(2010, 7, 31), None), ACTOR)
    found = asked(pending, lambda session: follow_up_of(session, decision))
    assert found.due == date(2010, 7, 31)
    pending.change(FollowCondition(decision, found.version, found.due, date(2010, 7, 20), "Reported"), ACTOR)
    assert len(asked(pending, lambda session: register_ids(session, open_ones))[0]) == 0
    line = asked(pending, lambda session: register_lines(session, [decision]))[decision]
    assert (line.condition_done, line.condition_open) == (date(2010, 7, 20), False)


@pytest.mark.parametrize(
    ("choice", "count"),
    [
        (RegisterChoice(), 8),
        (RegisterChoice(text="HIGHWAY"), 2),
        (RegisterChoice(text="report again"), 1),
        (RegisterChoice(text="100%"), 0),
        (RegisterChoice(stages=frozenset({Stage.PROPOSED})), 2),
        (RegisterChoice(body_id=CABINET), 6),
        (RegisterChoice(meeting_id=1), 2),
        (RegisterChoice(special=Special.CONDITION), 1),
        (RegisterChoice(special=Special.EXCEPTION), 0),
        (RegisterChoice(quarter=Q4.shift(-1)), 6),
    ],
)
def test_the_register_is_filtered_by_what_one_asks(pending: Store, choice: RegisterChoice, count: int) -> None:
    ids, total = asked(pending, lambda session: register_ids(session, choice))
    assert (len(ids), total) == (count, 6 if choice.quarter else 8)


@pytest.mark.parametrize("column", RegisterColumn)
def test_the_register_is_sorted_by_each_column_both_ways(pending: Store, column: RegisterColumn) -> None:
    down, _ = asked(pending, lambda session: register_ids(session, RegisterChoice(sort=column)))
    up, _ = asked(pending, lambda session: register_ids(session, RegisterChoice(sort=column, descending=False)))
    assert list(up) == list(reversed(down))


def test_a_window_of_the_whole_history_is_read_as_plain_lines(pending: Store) -> None:
    seqs, total = asked(pending, history_seqs)
    assert len(seqs) == total == pending.entries
    entries = asked(pending, lambda session: history_entries(session, list(seqs[:2])))
    assert entries[seqs[0]].label == "Plan a meeting"
    found, _ = asked(pending, lambda session: history_seqs(session, "PROPOSE"))
    assert len(found) == 2


def test_a_past_quarter_tells_decisions_as_they_stood_when_it_was_open(pending: Store) -> None:
    waiting = [item.decision.id for item in only(pending).pending if item.decision is not None]
    pending.change(OpenQuarter(Q4.shift(1)), ACTOR)
    pending.change(DecideAtMeeting(1, answers(pending)), ACTOR)
    lines = asked(pending, lambda session: register_lines(session, waiting))
    assert {line.stage for line in lines.values()} == {Stage.CONFIRMED}
    then = asked(pending, lambda session: register_lines(session, waiting, Q4))
    assert {(line.stage, line.body, line.minute) for line in then.values()} == {(Stage.PROPOSED, "", "")}
    assert {line.when for line in then.values()} == {line.when for line in asked(
        pending, lambda session: register_lines(session, waiting, Q4)).values()}  # fmt: skip

    def of(*stages: Stage) -> list[int]:
        choice = RegisterChoice(stages=frozenset(stages), quarter=Q4)
        return sorted(asked(pending, lambda session: register_ids(session, choice))[0])

    assert of(Stage.PROPOSED) == sorted(waiting)
    assert not set(of(Stage.CONFIRMED)) & set(waiting)
    pending.undo(ACTOR)
    assert of(Stage.PROPOSED) == sorted(waiting)


def test_marks_of_a_pattern_are_only_marks_where_they_are_looked_for(pending: Store) -> None:
    for text, count in (("%", 0), ("_", 0), ("!", 0), ("first plan", 6), ("FIRST PLAN", 6), ("Driving Success", 2)):
        ids, _ = asked(pending, lambda session, text=text: register_ids(session, RegisterChoice(text=text)))
        assert len(ids) == count, text


def test_a_move_asked_for_during_the_meeting_is_put_to_it_and_taken_back_with_one_undo(pending: Store) -> None:
    pending.change(proposal(NEET, Category.OUTCOMES), ACTOR)
    pending.change(PutToMeeting(1, NEET), ACTOR)
    found = only(pending)
    assert found.items[-1].issue_id == NEET
    assert found.items[-1].decision is not None
    pending.undo(ACTOR)
    assert [item.issue_id for item in only(pending).items] == [item.issue_id for item in found.items[:-1]]
    with pytest.raises(Refused):
        pending.change(PutToMeeting(9, NEET), ACTOR)


def test_the_history_says_what_each_change_was_about_and_is_found_by_it(pending: Store) -> None:
    seqs, _ = asked(pending, history_seqs)
    entries = asked(pending, lambda session: history_entries(session, list(seqs)))
    assert {each.label: each.about and each.about.words for each in entries.values()} == {
        "Make a small plan": None,
        "Propose move to Outcomes of Corporate Importance": "Improved highway condition, proposed",
        "Propose leaving the lists": "Improving educational facilities, proposed",
        "Plan a meeting": "Improving educational facilities and 1 more",
    }
    found, _ = asked(pending, lambda session: history_seqs(session, "highway"))
    assert len(found) == 2
