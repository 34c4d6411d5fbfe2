"""How a department's own workbook is read: kept, changed, forgotten, and each of it undone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.commands.map_return import ForgetMapping, RememberMapping
from app.rules.errors import Refused, Stale
from app.rules.indicator import Status
from app.rules.return_mapping import MappedColumn, ReturnMapping, gaps, plain_name
from app.store.queries.return_mappings import return_mappings
from app.store.store import Store
from app.store.verifying import verify
from app.views.shared.words import sentence
from tests.plan_fixtures import store
from tests.plans import ACTOR

__all__ = ["store"]
MAPPING = ReturnMapping(
    2, "Data", {"title": MappedColumn(2, "Measure"), "value": MappedColumn(4, "Actual Q4")},
    {"not in education": 1, "total": 0}, Status.FINAL,
)  # fmt: skip


def kept(store: Store) -> tuple[ReturnMapping, ...]:
    with store.reading() as session:
        return return_mappings(session)


def test_a_mapping_is_kept_changed_and_forgotten_and_each_can_be_undone(store: Store) -> None:
    store.change(RememberMapping(MAPPING, "Children's Services", "tester"), ACTOR)
    (one,) = kept(store)
    assert (one.columns, dict(one.names), one.status, one.made_by) == (
        MAPPING.columns, dict(MAPPING.names), Status.FINAL, "tester",
    )  # fmt: skip
    other = replace(one, names={**one.names, "killed or injured": 2})
    store.change(RememberMapping(other, "Children's Services"), ACTOR)
    (changed,) = kept(store)
    assert changed.id == one.id and changed.names["killed or injured"] == 2
    with pytest.raises(Stale):
        store.change(RememberMapping(one), ACTOR)
    store.change(ForgetMapping(changed.id or 0, changed.version or 0), ACTOR)
    assert kept(store) == ()
    assert store.undo(ACTOR).label == "Forget how a workbook is read"
    assert store.undo(ACTOR).label == "Map the workbook of Children's Services"
    assert kept(store)[0].names == MAPPING.names
    assert verify(store.raw).sound


def test_a_mapping_that_could_read_nothing_is_refused(store: Store) -> None:
    alone = replace(MAPPING, columns={"value": MappedColumn(4, "Actual")})
    twice = replace(MAPPING, columns={"title": MappedColumn(4, "Actual"), "value": MappedColumn(4, "Actual")})
    unknown = replace(MAPPING, names={"x": 99})
    nobody = replace(MAPPING, department_id=99)
    told = []
    for each in (alone, twice, unknown, nobody):
        with pytest.raises(Refused) as refused:
            store.change(RememberMapping(each), ACTOR)
        told.append(sentence(refused.value.problems[0]))
    assert "Say which column holds the indicator's name or code." in told[0]
    assert "two things" in told[1]
    assert kept(store) == ()
    assert gaps(MAPPING) == ()


def test_names_are_compared_without_case_marks_and_spaces() -> None:
    assert plain_name("  NEET  (16-18) ") == plain_name("neet 16\u201318") == "neet 16 18"
