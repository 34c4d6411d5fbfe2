"""What was written is found by its words, as it stands now, and never as anything but words."""

from __future__ import annotations

import pytest

from app.commands.edit_action import RemoveAction, SaveAction
from app.commands.edit_issue import EditIssue
from app.commands.put_readings import PutReadings
from app.rules.found_text import FoundText
from app.rules.readings import ReadingRow
from app.store import text_index
from app.store.queries.text_search import search_texts
from app.store.store import Store
from app.store.verifying import verify
from tests.plans import ACTOR, CARBON, NEET, Q4


def places(store: Store, typed: str) -> tuple[FoundText, ...]:
    with store.reading() as session:
        return search_texts(session, typed).places


def found(store: Store, typed: str) -> set[tuple[str, int]]:
    return {(place.noun, place.owner) for place in places(store, typed)}


def test_a_word_of_a_title_or_of_a_note_finds_its_issue(store: Store) -> None:
    store.change(EditIssue(CARBON, 1, "progress", "Boilers in forty schools were replaced"), ACTOR)
    assert found(store, "carbon") == {("issue", CARBON)}
    assert found(store, "boilers") == {("issue", CARBON)}
    assert found(store, "BOIL") == {("issue", CARBON)}
    assert found(store, "schools boilers") == {("issue", CARBON)}


def test_a_place_says_what_it_is_part_of_and_marks_what_was_found(store: Store) -> None:
    store.change(SaveAction(CARBON, None, None, "Ask schools about boilers", 1, None, 20), ACTOR)
    place = places(store, "boilers")[0]
    assert place.title == "Better carbon management"
    assert ("boilers", True) in place.runs
    assert place.plain == "Ask schools about boilers"


def test_commentary_on_a_figure_finds_its_indicator(store: Store) -> None:
    row = ReadingRow(1, Q4, 6.8)._replace(note="A closure in Havant explains the rise")
    store.change(PutReadings((row,), "typed"), ACTOR)
    assert found(store, "closure havant") == {("indicator", 1)}


def test_a_reason_of_a_decision_finds_the_decision(store: Store) -> None:
    assert {noun for noun, _ in found(store, "first plan")} == {"decision"}
    assert places(store, "first plan")[0].title


def test_undo_and_removal_take_the_words_away_and_redo_brings_them_back(store: Store) -> None:
    store.change(EditIssue(CARBON, 1, "progress", "Boilers were replaced"), ACTOR)
    store.undo(ACTOR)
    assert found(store, "boilers") == set()
    store.redo(ACTOR)
    assert found(store, "boilers") == {("issue", CARBON)}
    store.change(EditIssue(CARBON, store_version(store), "progress", ""), ACTOR)
    assert found(store, "boilers") == set()
    store.change(RemoveAction(NEET, 1), ACTOR)
    assert ("issue", NEET) not in found(store, "write the plan")


def store_version(store: Store) -> int:
    return int(store.raw.execute("SELECT version FROM issue WHERE id = ?", (CARBON,)).fetchone()[0])


def test_a_misspelt_word_is_tried_as_the_nearest_that_stands_somewhere(store: Store) -> None:
    with store.reading() as session:
        search = search_texts(session, "carbn managment")
    assert search.instead == "carbon management"
    assert {place.owner for place in search.places} == {CARBON}


@pytest.mark.parametrize("typed", ["", "  ", "%'; DROP TABLE", '"', "AND OR NOT", "title:", "NEAR(a b)", "*", "(", "\x00"])
def test_whatever_is_typed_is_words_and_harms_nothing(store: Store, typed: str) -> None:
    assert found(store, typed) == set()
    assert found(store, "carbon") == {("issue", CARBON)}


def test_accents_and_case_do_not_matter(store: Store) -> None:
    store.change(EditIssue(CARBON, 1, "progress", "The café at Hythe"), ACTOR)
    assert found(store, "CAFE hythe") == {("issue", CARBON)}


def test_the_index_follows_every_change_and_the_check_notices_where_it_does_not(store: Store) -> None:
    store.change(EditIssue(CARBON, 1, "progress", "Boilers"), ACTOR)
    assert text_index.differences(store.raw) == 0
    assert verify(store.raw).sound
    store.raw.execute("DELETE FROM words WHERE rowid = ?", (CARBON * 32,))
    assert ("text_index", "1") in verify(store.raw).problems
    text_index.rebuild(store.raw)
    assert verify(store.raw).sound
