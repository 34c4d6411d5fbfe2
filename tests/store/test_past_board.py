"""A past board shows an issue as it read then: title, lead, tags and actions, whatever became of them since."""

from __future__ import annotations

from app.commands.edit_action import SaveAction
from app.commands.edit_issue import EditIssue, SetIssueLinks
from app.commands.open_quarter import OpenQuarter
from app.rules.issue import Card
from app.rules.period import Period
from app.store.opening import open_store
from app.store.queries.board import board
from app.store.store import Store
from tests.plans import ACTOR, Q4, ROADS

NEXT = Q4.shift(1)


def card(store: Store, quarter: Period) -> Card:
    with store.reading() as session:
        return next(card for card in board(session, quarter).cards if card.issue_id == ROADS)


def edit(store: Store, field: str, value: object) -> None:
    (version,) = store.raw.execute("SELECT version FROM issue WHERE id = ?", (ROADS,)).fetchone()
    store.change(EditIssue(ROADS, version, field, value), ACTOR)


def tag(store: Store, *tags: str) -> None:
    (version,) = store.raw.execute("SELECT version FROM issue WHERE id = ?", (ROADS,)).fetchone()
    store.change(SetIssueLinks(ROADS, version, "tag", tags), ACTOR)


def test_title_lead_and_tags_are_those_of_the_quarter(store: Store) -> None:
    edit(store, "title", "Better roads")
    tag(store, "roads", "winter")
    then = card(store, Q4)
    store.change(OpenQuarter(NEXT), ACTOR)
    assert card(store, Q4).title == then.title == "Better roads"
    edit(store, "title", "Roads that last")
    edit(store, "lead_post_id", 1 if then.lead_post_id != 1 else 2)
    tag(store, "spring")
    edit(store, "title", "Roads and bridges that last")
    past, now = card(store, Q4), card(store, NEXT)
    assert (past.title, past.lead_post_id, past.tags) == (then.title, then.lead_post_id, ("roads", "winter"))
    assert (now.title, now.tags) == ("Roads and bridges that last", ("spring",))
    assert now.lead_post_id != then.lead_post_id
    store.undo(ACTOR)
    path = store.path
    store.close()
    again = open_store(path)
    assert (card(again, Q4).title, card(again, NEXT).title) == ("Better roads", "Roads that last")
    again.close()


def test_an_action_added_since_does_not_answer_a_past_red(store: Store) -> None:
    before = card(store, Q4).flag
    store.change(OpenQuarter(NEXT), ACTOR)
    store.change(SaveAction(ROADS, None, None, "Resurface", None, None, 0, ""), ACTOR)
    assert card(store, Q4).flag == before
