"""Milestones that an action keeps in its own list: in the quarter's calendar, in its file, and to be done when late."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from app.commands.edit_action import SaveAction, SetSteps
from app.exchange.calendar_file import calendar_bytes
from app.models.action import ActionRow
from app.rules.errors import Refused
from app.rules.issue import STEPS_LIMIT, ActionStep
from app.rules.quarter_calendar import CalendarEntry, CalendarKind, CalendarState, calendar
from app.rules.todo import TodoKind, todo
from app.store.queries.issues import sheet
from app.store.queries.quarter_calendar import calendar_facts
from app.store.queries.todo import todo_facts
from app.store.store import Store
from app.views.todo.todo_words import event_of
from tests.exchange.test_calendar_file import read
from tests.plans import ACTOR, NEET, Q4

TODAY = date(2010, 2, 20)
STEPS = (
    ActionStep("Ask the colleges", date(2010, 2, 1)), ActionStep("Meet them", date(2010, 3, 1)),
    ActionStep("Draft", date(2010, 1, 15), done=True), ActionStep("Later", date(2010, 6, 1)), ActionStep("Some day"),
)  # fmt: skip


def keep(store: Store, steps: tuple[ActionStep, ...] = STEPS) -> None:
    with store.reading() as session:
        (action,) = sheet(session, NEET, Q4).actions
    store.change(SetSteps(action.id, action.version, steps), ACTOR)


def milestones(store: Store) -> list[CalendarEntry]:
    with store.reading() as session:
        found = calendar(calendar_facts(session, Q4, TODAY))
    return [each for each in found if each.kind is CalendarKind.MILESTONE]


def test_they_are_in_the_calendar_on_their_days_and_in_its_file(store: Store, tmp_path: Path) -> None:
    keep(store)
    found = milestones(store)
    assert [(each.detail, each.state) for each in found] == [
        ("Draft", CalendarState.DONE), ("Ask the colleges", CalendarState.LATE), ("Meet them", CalendarState.DUE),
    ]  # fmt: skip
    assert {(each.place.noun, each.place.key, each.department_id) for each in found} == {("issue", NEET, 1)}
    assert len({each.uid for each in found}) == 3
    events = [event_of(each, "plan", {}) for each in found]
    path = tmp_path / "quarter.ics"
    path.write_bytes(calendar_bytes("Quarter", events, datetime(2010, 2, 20)))
    assert [each["SUMMARY"] for each in read(path.read_bytes())][1].startswith("Milestone: Ask the colleges (")


def test_a_late_one_is_on_the_list_of_what_to_do_until_it_is_met(store: Store) -> None:
    keep(store)
    with store.reading() as session:
        facts = todo_facts(session, Q4, TODAY)
    late = [each for each in todo(facts) if each.kind is TodoKind.ACTION_OVERDUE]
    assert any("Ask the colleges" in f"{each.about} {each.detail}" for each in late)
    assert not any("Draft" in f"{each.about} {each.detail}" for each in late)


def test_the_milestones_of_a_closed_action_are_met(store: Store) -> None:
    keep(store)
    with store.reading() as session:
        (action,) = sheet(session, NEET, Q4).actions
    store.change(SaveAction(NEET, action.id, action.version, action.title, None, action.due, 100), ACTOR)
    assert {each.state for each in milestones(store)} == {CalendarState.DONE}
    with store.reading() as session:
        assert sheet(session, NEET, Q4).actions[0].steps == STEPS, "nothing of the list is lost"


def test_a_list_of_milestones_has_an_end_and_each_has_words(store: Store) -> None:
    for steps, code in (
        (tuple(ActionStep(f"Step {at}") for at in range(STEPS_LIMIT + 1)), "too_many_steps"),
        ((ActionStep(" "),), "title_length"),
    ):
        with pytest.raises(Refused) as refused:
            keep(store, steps)
        assert refused.value.problems[0].code in (code, "text_missing")


def test_each_keeps_its_entry_in_another_calendar_while_others_come_and_go(store: Store) -> None:
    def entries() -> dict[str, str]:
        return {each.detail: each.uid for each in milestones(store)}

    def steps() -> list[ActionStep]:
        with store.reading() as session:
            return list(sheet(session, NEET, Q4).actions[0].steps)

    keep(store)
    before = entries()
    keep(store, (ActionStep("Ask first", date(2010, 1, 5)), *steps()))
    assert {**entries(), "Ask first": ""} == {**before, "Ask first": ""}
    keep(store, tuple(each for each in steps() if each.title != "Ask the colleges"))
    found = entries()
    assert (found["Draft"], found["Meet them"]) == (before["Draft"], before["Meet them"])
    keep(store, (*steps(), ActionStep("Ask others", date(2010, 2, 8))))
    assert entries()["Ask others"] not in {*before.values(), *found.values()}, "another thing, another entry"
    keep(store, tuple(replace(each, title=f"{each.title}, then rest") for each in steps()))
    assert set(entries().values()) >= {before["Draft"], before["Meet them"]}, "nor do its words change it"


def test_a_list_kept_before_there_were_keys_goes_by_its_places_and_keeps_them(store: Store) -> None:
    with store.reading() as session:
        (action,) = sheet(session, NEET, Q4).actions
    old = [{"title": title, "due": "2010-02-01", "done": False} for title in ("Ask", "Meet")]
    store.change(_OldSteps(action.id, old), ACTOR)
    before = {each.detail: each.uid for each in milestones(store)}
    assert sorted(uid.rsplit("-", 1)[1] for uid in before.values()) == ["0", "1"]
    with store.reading() as session:
        kept = sheet(session, NEET, Q4).actions[0].steps
    keep(store, (ActionStep("Write", date(2010, 2, 2)), kept[1]))
    after = {each.detail: each.uid for each in milestones(store)}
    assert after["Meet"] == before["Meet"]
    assert after["Write"] != before["Ask"]


@dataclass(frozen=True)
class _OldSteps:
    action_id: int
    kept: list[dict[str, Any]]
    label: str = "Change milestones of an action"

    def do(self, session: Any) -> None:
        session.get(ActionRow, self.action_id).milestones = self.kept
