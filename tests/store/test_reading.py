"""Reading the store: plain rows need no SQLAlchemy, whatever asks for more gets a session, and nothing is changed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select

from app.models.issue import Issue
from app.store.opening import open_store
from app.store.queries.plain import rows
from app.store.store import Store
from tests.conftest import ROOT
from tests.plans import ROADS

BOARD = """
import sys
from pathlib import Path
from app.store.opening import open_store
from app.bridge.store_state import first_state
from app.store.queries import board, lists, position, proposals
store = open_store(Path(sys.argv[1]))
first_state(store)
with store.reading() as session:
    quarter = lists.newest_quarter(session)
    at = position.position(session, quarter)
    shown = board.board(session, quarter, at)
    proposals.proposals(session, quarter, at)
    lists.lists(session)
store.close()
print(len(shown.cards), "sqlalchemy" in sys.modules)
"""


def test_the_board_is_read_before_sqlalchemy_is(store: Store) -> None:
    path = store.path
    store.close()
    done = subprocess.run(
        [sys.executable, "-c", BOARD, str(path)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["6", "False"]


def test_a_query_that_asks_for_more_goes_on_in_a_session(store: Store) -> None:
    with store.reading() as session:
        ((before,),) = rows(session, "SELECT title FROM issue WHERE id = ?", (ROADS,))
        assert session.scalar(select(Issue.title).where(Issue.id == ROADS)) == before
        assert rows(session, "SELECT title FROM issue WHERE id = ?", (ROADS,)) == [(before,)]
    assert not store.raw.in_transaction


@pytest.mark.parametrize("whole", [False, True], ids=["plain rows", "a session"])
def test_what_a_reading_changed_is_rolled_back(store: Store, whole: bool) -> None:
    with store.reading() as session:
        if whole:
            session.connection()
        rows(session, "UPDATE issue SET title = 'x'")
    assert not store.raw.in_transaction
    assert store.raw.execute("SELECT count(*) FROM issue WHERE title = 'x'").fetchone() == (0,)


def test_a_store_open_to_be_read_alone_is_read_the_same(store: Store, tmp_path: Path) -> None:
    path = store.path
    store.close()
    opened = open_store(path, read_only=True)
    with opened.reading() as session:
        assert len(rows(session, "SELECT 1 FROM issue")) == len(session.scalars(select(Issue)).all()) == 6
    opened.close()
