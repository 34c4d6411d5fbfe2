"""Texts being written are kept outside history, and go once they are a change."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.commands.edit_action import SaveAction
from app.commands.edit_issue import EditIssue
from app.rules.category import Category
from app.rules.drafts import Draft, DraftKind, DraftPlace, free_key, place_of
from app.rules.errors import KnownError
from app.store import drafts
from app.store.opening import open_store
from app.store.store import Store
from app.store.verifying import verify
from tests.conftest import StoppedClock
from tests.plans import ACTOR, CARBON, NEET

PROGRESS = DraftPlace(DraftKind.ISSUE, NEET, "progress")
NOTE = DraftPlace(DraftKind.ISSUE, NEET, "action new note")
REASON = DraftPlace(DraftKind.MOVE, CARBON, "reason", Category.IMPROVEMENT_PLAN)


def kept(store: Store) -> tuple[Draft, ...]:
    with store.reading() as session:
        return drafts.listed(session)


@pytest.mark.parametrize("place", [PROGRESS, NOTE, REASON, DraftPlace(DraftKind.DECISION, 4, "reason")])
def test_a_place_is_read_from_its_key(place: DraftPlace) -> None:
    assert place_of(place.key) == place
    assert place_of(free_key(place.key, frozenset((place.key, f"{place.key}~2")))) == place


def test_a_place_of_a_later_version_is_none_here() -> None:
    assert [place_of(key) for key in ("", "issue/x/title", "return/3/note", "move/3/nowhere/reason", "issue/1/2/3")] == [
        None, None, None, None, None]  # fmt: skip


def test_a_text_is_kept_with_its_issue_and_time_and_the_newer_one_replaces_it(
    store: Store, clock: StoppedClock
) -> None:
    drafts.save(store, {PROGRESS.key: "The September gua", REASON.key: "Met at"})
    clock.forward(seconds=2)
    drafts.save(store, {PROGRESS.key: "The September guarantee"})
    assert [(d.body, d.title, d.place) for d in kept(store)] == [
        ("The September guarantee", "Reduced number of young people not in education", PROGRESS),
        ("Met at", "Better carbon management", REASON),
    ]
    assert kept(store)[0].at == clock.moment


def test_a_text_is_no_history_and_the_check_does_not_mind_it(store: Store) -> None:
    entries, head = store.entries, store.head
    drafts.save(store, {PROGRESS.key: "Half a sen"})
    assert verify(store.raw).sound
    drafts.clear(store, [PROGRESS.key])
    assert (store.entries, store.head) == (entries, head)
    assert kept(store) == ()


def test_a_text_outlives_its_session(store: Store) -> None:
    drafts.save(store, {PROGRESS.key: "Half a sen"})
    store.close()
    again = open_store(store.path)
    assert [draft.body for draft in kept(again)] == ["Half a sen"]
    again.close()


def test_a_text_that_became_a_change_is_not_offered_again(store: Store) -> None:
    drafts.save(store, {PROGRESS.key: "All met", NOTE.key: "By June", REASON.key: "Met at CMT"})
    store.change(EditIssue(NEET, 1, "progress", "All met"), ACTOR)
    store.change(SaveAction(NEET, None, None, "Ask schools", None, None, 0, "By June"), ACTOR)
    assert [draft.place for draft in kept(store)] == [REASON]
    drafts.drop_stored(store)
    assert store.raw.execute("SELECT place FROM draft").fetchall() == [(REASON.key,)]


def test_a_text_of_an_issue_that_is_gone_is_offered_without_a_title(store: Store) -> None:
    drafts.save(store, {DraftPlace(DraftKind.ISSUE, 999, "progress").key: "Somewhere"})
    assert [(draft.title, draft.body) for draft in kept(store)] == [("", "Somewhere")]


def test_a_text_beyond_the_longest_note_is_kept_whole_and_half_a_character_as_far_as_it_can_be(
    store: Store,
) -> None:
    drafts.save(store, {PROGRESS.key: "x" * 60_000, REASON.key: "half \ud83d of it"})
    assert {len(draft.body) for draft in kept(store)} == {60_000, 12}


def test_a_full_disk_is_said_as_such_and_leaves_the_store_usable(store: Store) -> None:
    pages = store.raw.execute("PRAGMA page_count").fetchone()[0]
    store.raw.execute(f"PRAGMA max_page_count={pages}")
    with pytest.raises(KnownError) as raised:
        drafts.save(store, {PROGRESS.key: "x" * 50_000})
    assert raised.value.problem.code == "disk_full"
    assert raised.value.problem.facts["free"] > 0
    with pytest.raises(KnownError, match="disk_full"):
        store.change(EditIssue(NEET, 1, "progress", "x" * 50_000), ACTOR)
    store.raw.execute("PRAGMA max_page_count=1000000")
    drafts.save(store, {PROGRESS.key: "x" * 50_000})
    assert len(kept(store)) == 1


def test_a_store_that_is_only_read_keeps_no_text(store: Store, tmp_path: Path) -> None:
    store.close()
    reader = open_store(store.path, read_only=True)
    with pytest.raises(KnownError, match="store_read_only"):
        drafts.save(reader, {PROGRESS.key: "Half a sen"})
    reader.close()
