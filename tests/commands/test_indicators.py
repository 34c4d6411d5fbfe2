"""Making and changing an indicator, its targets, the notes on its chart and where its limits begin again."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import select

from app.commands.chart_note import AddEvent, RemoveEvent, RewordEvent
from app.commands.rebase import Rebase
from app.commands.save_indicator import SaveIndicator
from app.commands.set_target import RemoveTarget, SetTarget
from app.models.base import Entity
from app.models.indicator import IndicatorEventRow, IndicatorRow
from app.models.target import TargetRow
from app.rules.errors import Refused, Stale
from app.rules.indicator import Polarity
from app.rules.period import Period
from app.store.queries.series import series
from app.store.store import Store
from tests.plans import ACTOR, Q4

NEET, KILLED = 1, 2
NEXT_YEAR = Period.financial_year(2010)


def row(store: Store, kind: type[Entity], row_id: int) -> Any:
    return next((each for each in rows(store, kind) if each.id == row_id), None)


def rows(store: Store, kind: type[Entity]) -> list[Any]:
    with store.reading() as session:
        names = [column.key for column in kind.__table__.columns]
        return [SimpleNamespace(**{name: getattr(each, name) for name in names}) for each in
                session.scalars(select(kind))]


def refusal(store: Store, command: Any) -> str:
    """The code it is refused with; nothing is stored."""
    before = store.entries
    with pytest.raises(Refused) as refused:
        store.change(command, ACTOR)
    assert store.entries == before
    return refused.value.problems[0].code


def change(field: str, value: object, indicator: int = NEET, version: int = 1) -> SaveIndicator:
    return SaveIndicator(indicator, version, ((field, value),))


def target(value: float | None = 5.0, floor: float | None = None, why: str = "South East average",
           period: Period = NEXT_YEAR) -> SetTarget:  # fmt: skip
    return SetTarget(NEET, None, None, period, value, floor, why)


# The indicator

def test_a_new_indicator_takes_what_is_given_and_the_defaults(store: Store) -> None:
    values = (("code", " LI  34 "), ("title", "Satisfaction with roads"), ("polarity", "higher"), ("decimals", 0))
    outcome = store.change(SaveIndicator(None, None, values), ACTOR)
    (made,) = outcome.changes.ids["indicator"]
    found = row(store, IndicatorRow, made)
    assert (found.code, found.title, found.polarity) == ("LI 34", "Satisfaction with roads", Polarity.HIGHER)
    assert (found.decimals, found.rag_rule, found.least_count, found.illustrative) == (0, "target_and_floor", 5, False)
    store.undo(ACTOR)
    assert row(store, IndicatorRow, made) is None


def test_a_new_indicator_needs_a_code_and_a_title(store: Store) -> None:
    assert refusal(store, SaveIndicator(None, None, (("title", "Roads"),))) == "field_missing"
    assert refusal(store, SaveIndicator(None, None, (("code", "LI 1"), ("title", " ")))) == "text_missing"


def test_all_problems_of_a_new_indicator_are_told_at_once(store: Store) -> None:
    with pytest.raises(Refused) as refused:
        store.change(SaveIndicator(None, None, (("code", ""), ("title", ""), ("decimals", 9))), ACTOR)
    assert [problem.facts["field"] for problem in refused.value.problems] == ["code", "title", "decimals"]


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", "NEET"), ("definition", "All\nof them"), ("unit", "number"), ("decimals", 2), ("polarity", "none"),
     ("shape", "rolling"), ("due_days", 20), ("fix_after", 12), ("department_id", None),
     ("post_id", 1), ("national_code", "117"), ("successor_id", KILLED), ("least_count", 10), ("source", "Connexions"),
     ("retired", date(2010, 3, 31)), ("year_kind", "calendar")],
)  # fmt: skip
def test_each_field_is_changed_by_itself_and_taken_back(store: Store, field: str, value: object) -> None:
    before = getattr(row(store, IndicatorRow, NEET), field)
    store.change(change(field, value), ACTOR)
    assert getattr(row(store, IndicatorRow, NEET), field) == value
    store.undo(ACTOR)
    assert getattr(row(store, IndicatorRow, NEET), field) == before


@pytest.mark.parametrize(("field", "value"), [("rag_rule", "tolerance"), ("rag_tolerance", 2.5)])
def test_the_rule_of_a_new_indicator_is_simply_set(store: Store, field: str, value: object) -> None:
    store.change(SaveIndicator(None, None, (("code", "LI 35"), ("title", "Roads"))), ACTOR)
    store.change(change(field, value, indicator=3), ACTOR)
    assert getattr(row(store, IndicatorRow, 3), field) == value


def test_a_code_that_another_has_is_refused(store: Store) -> None:
    assert refusal(store, change("code", "ni47")) == "code_taken"
    store.change(change("code", "ni 117"), ACTOR)


def test_an_indicator_is_not_its_own_successor_by_any_way(store: Store) -> None:
    assert refusal(store, change("successor_id", NEET)) == "successor_loop"
    store.change(change("successor_id", KILLED), ACTOR)
    assert refusal(store, change("successor_id", NEET, KILLED)) == "successor_loop"


def test_what_is_named_must_be_there(store: Store) -> None:
    assert refusal(store, change("department_id", 99)) == "gone"
    assert refusal(store, change("title", "x", indicator=99)) == "gone"


def test_a_change_to_what_was_changed_meanwhile_is_stale(store: Store) -> None:
    store.change(change("title", "First"), ACTOR)
    with pytest.raises(Stale):
        store.change(change("title", "Second"), ACTOR)


def test_a_rhythm_that_its_readings_do_not_have_is_refused(store: Store) -> None:
    assert refusal(store, change("frequency", "annual")) == "rhythm_readings"


def test_a_polarity_that_its_targets_contradict_is_refused(store: Store) -> None:
    assert refusal(store, change("polarity", "higher")) == "polarity_targets"


# Targets

def test_targets_are_set_for_several_years_ahead_and_hold_for_their_quarters(store: Store) -> None:
    store.change(target(5.0, 5.8), ACTOR)
    store.change(target(4.5, 5.0, period=Period.financial_year(2012)), ACTOR)
    with store.reading() as session:
        known = series(session, NEET)
    found = known.target_for(Q4.shift(2))
    assert found is not None
    assert (found.value, found.floor, found.rationale) == (5.0, 5.8, "South East average")


def test_a_target_is_moved_with_a_new_reason_and_taken_back(store: Store) -> None:
    known = rows(store, TargetRow)[0]
    store.change(SetTarget(NEET, known.id, known.version, known.period, 5.0, 5.6, "Cabinet wants more"), ACTOR)
    assert row(store, TargetRow, known.id).value == 5.0
    store.undo(ACTOR)
    assert row(store, TargetRow, known.id).rationale == "South East"


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (target(why="  "), "target_rationale_missing"), (target(None), "target_missing"),
        (target(float("inf")), "target_not_a_number"), (target(float("nan")), "target_not_a_number"),
        (target(0.05), "target_is_a_share"), (target(690.0), "target_impossible"), (target(-1.0), "target_impossible"),
        (target(5.0, 4.0), "target_floor_beyond"), (target(why="x" * 50_001), "text_too_long"),
        (target(period=Period.financial_year(2009)), "target_there"),
        (target(period=Period.financial_year(2040)), "target_far_ahead"),
        (target(period=Period.month(2010, 5)), "target_period"),
    ],
)  # fmt: skip
def test_a_target_that_cannot_be_right_is_refused_by_its_code(store: Store, command: SetTarget, code: str) -> None:
    assert refusal(store, command) == code


def test_a_target_in_another_unit_is_refused(store: Store) -> None:
    store.change(change("unit", "number"), ACTOR)
    assert refusal(store, target(2_000.0)) == "target_other_unit"


def test_a_band_needs_both_ends_in_their_order(store: Store) -> None:
    known = rows(store, TargetRow)[0]
    store.change(RemoveTarget(known.id, known.version), ACTOR)
    store.change(change("polarity", "band"), ACTOR)
    assert refusal(store, target(6.0)) == "target_band_half"
    assert refusal(store, target(5.0, 7.0)) == "target_band_order"
    store.change(target(7.0, 5.0), ACTOR)


def test_a_target_taken_away_comes_back_by_undo(store: Store) -> None:
    known = rows(store, TargetRow)[0]
    store.change(RemoveTarget(known.id, known.version), ACTOR)
    assert row(store, TargetRow, known.id) is None
    store.undo(ACTOR)
    assert row(store, TargetRow, known.id).value == 5.4


# Notes, breaks in the definition

def test_a_note_is_added_reworded_and_taken_away(store: Store) -> None:
    store.change(AddEvent(NEET, Q4.shift(-2), " September Guarantee "), ACTOR)
    (note,) = rows(store, IndicatorEventRow)
    assert (note.title, note.definition_break) == ("September Guarantee", False)
    store.change(RewordEvent(note.id, 1, "The September Guarantee"), ACTOR)
    store.change(RemoveEvent(note.id, 2), ACTOR)
    assert rows(store, IndicatorEventRow) == []
    store.undo(ACTOR)
    assert rows(store, IndicatorEventRow)[0].title == "The September Guarantee"


def test_a_note_needs_words_and_stands_once(store: Store) -> None:
    assert refusal(store, AddEvent(NEET, Q4, "  ")) == "text_missing"
    store.change(AddEvent(NEET, Q4, "Snow"), ACTOR)
    assert refusal(store, AddEvent(NEET, Q4, "snow")) == "note_there"


def test_limits_begin_again_with_a_reason_that_the_history_keeps(store: Store) -> None:
    store.change(Rebase(NEET, Q4.shift(-3), "Counted by residence from April 2009"), ACTOR)
    with store.reading() as session:
        assert series(session, NEET).rebases == (Q4.shift(-3),)
        kept = session.connection().exec_driver_sql("SELECT reason FROM history ORDER BY seq DESC LIMIT 1")
        assert kept.scalar() == "Counted by residence from April 2009"
    store.undo(ACTOR)
    with store.reading() as session:
        assert series(session, NEET).rebases == ()


@pytest.mark.parametrize(
    ("period", "reason", "code"),
    [(Q4.shift(-3), " ", "text_missing"), (Q4.shift(-7), "First of all", "break_one_sided"),
     (Q4.shift(1), "After the last", "break_one_sided"), (Q4, "x" * 2_001, "text_too_long")],
)  # fmt: skip
def test_limits_that_cannot_begin_again_there_are_refused(store: Store, period: Period, reason: str, code: str) -> None:
    assert refusal(store, Rebase(NEET, period, reason)) == code


def test_limits_do_not_begin_again_twice_at_one_period(store: Store) -> None:
    store.change(Rebase(NEET, Q4, "Once"), ACTOR)
    assert refusal(store, Rebase(NEET, Q4, "Twice")) == "break_there"
