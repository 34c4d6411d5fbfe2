"""The lists that are data: every change is told, taken back whole, and nothing in use can vanish."""

from __future__ import annotations

from typing import Any

import pytest

from app.commands.edit_inspection import SaveInspectorate
from app.commands.edit_list import (
    AddListEntry,
    EditListEntry,
    OrderListEntries,
    RemoveListEntry,
    RetireListEntry,
)
from app.rules.errors import Problem, Refused, Stale
from app.rules.list_entries import BY_NOUN, KINDS, Entry
from app.store.queries.history import history
from app.store.queries.list_entries import edited_list, edited_lists
from app.store.queries.lists import lists
from app.store.store import Store
from app.store.verifying import verify
from app.views.shared.words import sentence
from tests.plans import ACTOR
from tests.store.test_changes import tables, without_versions

PLAIN = [kind.noun for kind in KINDS if kind.noun != "inspectorate"]


def entries(store: Store, noun: str) -> tuple[Entry, ...]:
    with store.reading() as session:
        return edited_list(session, noun).entries


def refused(store: Store, command: Any) -> Problem:
    before = store.head
    with pytest.raises(Refused) as caught:
        store.change(command, ACTOR)
    assert store.head == before
    return caught.value.problems[0]


@pytest.mark.parametrize("noun", PLAIN)
def test_an_entry_is_added_renamed_moved_retired_and_removed_in_every_list_and_each_is_undone(
    store: Store, noun: str
) -> None:
    states = [without_versions(tables(store), store)]
    store.change(AddListEntry(noun, (("name", " Forward Together "),)), ACTOR)
    added = entries(store, noun)[-1]
    assert added.name == "Forward Together" and not added.retired
    states.append(without_versions(tables(store), store))
    store.change(EditListEntry(noun, added.id, 1, "name", "Forward"), ACTOR)
    states.append(without_versions(tables(store), store))
    ids = tuple(entry.id for entry in entries(store, noun))
    steps = 2
    if len(ids) > 1:
        store.change(OrderListEntries(noun, (ids[-1], *ids[:-1])), ACTOR)
        states.append(without_versions(tables(store), store))
        assert entries(store, noun)[0].name == "Forward"
        steps += 1
    now = next(entry for entry in entries(store, noun) if entry.id == added.id)
    store.change(RetireListEntry(noun, now.id, now.version), ACTOR)
    states.append(without_versions(tables(store), store))
    store.change(RemoveListEntry(noun, now.id, now.version + 1), ACTOR)
    assert added.id not in [entry.id for entry in entries(store, noun)]
    for state in reversed(states):
        store.undo(ACTOR)
        assert without_versions(tables(store), store) == state
    assert verify(store.raw).sound


def test_what_is_used_is_retired_never_removed_and_the_refusal_says_what_uses_it(store: Store) -> None:
    problem = refused(store, RemoveListEntry("department", 1, 1))
    assert problem.code == "list_entry_in_use"
    assert sentence(problem) == (
        "“Environment” is used by 6 issues and 2 indicators. The first is “Better carbon management”."
        " It was not removed. Retire it: it can then no longer be chosen, and stays where it is."
    )
    store.change(RetireListEntry("department", 1, 1), ACTOR)
    with store.reading() as session:
        assert [item.retired for item in lists(session).departments] == [True, False]
    store.change(RetireListEntry("department", 1, 2, retired=False), ACTOR)
    assert not entries(store, "department")[0].retired


@pytest.mark.parametrize(
    ("noun", "column", "value", "code"),
    [("aim", "name", "", "text_missing"), ("aim", "name", " \u200b ", "text_missing"),
     ("aim", "name", "x" * 201, "text_too_long"), ("post", "name", "x" * 81, "text_too_long"),
     ("aim", "name", "Quality\nof life", "text_line_break"), ("aim", "name", "Quality\x07", "text_control"),
     ("aim", "name", "Quality \u202eecalp", "text_control"), ("aim", "name", "children  AND young people",
     "list_name_twice"), ("body", "authority", "absolute", "choice_unknown"), ("aim", "position", "x", "field_unknown")],
)  # fmt: skip
def test_a_value_that_cannot_stand_is_refused_in_words(
    store: Store, noun: str, column: str, value: str, code: str
) -> None:
    problem = refused(store, EditListEntry(noun, 1, 1, column, value))
    assert problem.code == code
    assert "gives the reason as" not in sentence(problem)


def test_the_county_as_a_whole_stays(store: Store) -> None:
    assert refused(store, RetireListEntry("locality", 1, 1)).code == "list_entry_needed"
    assert refused(store, RemoveListEntry("locality", 1, 1)).code == "list_entry_needed"


def test_an_entry_changed_by_another_is_stale(store: Store) -> None:
    store.change(EditListEntry("partner", 1, 1, "short", "NHS"), ACTOR)
    with pytest.raises(Stale):
        store.change(EditListEntry("partner", 1, 1, "name", "Health"), ACTOR)


def test_the_history_of_an_entry_reads_in_words(store: Store) -> None:
    store.change(AddListEntry("body", (("name", "Board"), ("title", "Change Board"))), ACTOR)
    number = entries(store, "body")[-1].id
    store.change(EditListEntry("body", number, 1, "authority", "confirms"), ACTOR)
    store.change(EditListEntry("body", number, 2, "name", "Change Board"), ACTOR)
    store.change(RetireListEntry("body", number, 3), ACTOR)
    with store.reading() as session:
        told = [line.words for line in history(session, number, noun="body")]
    assert told == [
        "Body retired", "Short name changed from “Board” to “Change Board”",
        "Its decision changed from “Interim until confirmed” to “Confirms or refuses”", "Body “Board” added",
    ]  # fmt: skip


def test_inspectorates_are_ordered_and_retired_here_and_written_by_their_own_command(store: Store) -> None:
    for name in ("Ofsted", "CQC"):
        store.change(SaveInspectorate(None, None, name, "", "", ("Poor", "Good"), ""), ACTOR)
    store.change(OrderListEntries("inspectorate", (2, 1)), ACTOR)
    assert [entry.name for entry in entries(store, "inspectorate")] == ["CQC", "Ofsted"]
    assert entries(store, "inspectorate")[0].values["scale"] == "Poor, Good"
    assert refused(store, AddListEntry("inspectorate", (("name", "Audit"),))).code == "field_unknown"


def test_every_list_is_read_with_what_uses_it(store: Store) -> None:
    with store.reading() as session:
        found = {each.kind.noun: each.entries for each in edited_lists(session)}
    assert set(found) == set(BY_NOUN)
    first = found["post"][0]
    assert [(use.noun, use.count) for use in first.uses] == [("issue", 5)]
    assert found["aim"][0].used == 6 and found["aim"][1].used == 0
