"""Rows added together are told, found and undone as if each had been added by itself."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.commands.put_readings import PutReadings
from app.rules.readings import ReadingRow
from app.store import chain, text_index
from app.store.many_rows import ManyRows, Row
from app.store.operations_log import entries_in
from app.store.store import Store
from app.store.verifying import verify
from tests.plans import ACTOR, Q4

NEET = 1

CELLS = st.one_of(st.none(), st.integers(), st.floats(), st.booleans(), st.text())
ODD = [0.0, -0.0, 1, True, 1.0, ""]
COLUMNS = st.integers(1, 6).flatmap(
    lambda count: st.dictionaries(st.text(min_size=1), st.lists(CELLS, min_size=count, max_size=count), max_size=4).map(
        lambda columns: {**columns, "id": range(7, 7 + count), "version": [1] * count, "": ODD[:count]}
    )
)


def as_json(rows: list[Row]) -> str:
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


@given(COLUMNS)
def test_the_history_holds_them_byte_for_byte_as_single_rows(columns: dict[str, Any]) -> None:
    many = ManyRows("reading", columns)
    single = list(many)
    assert chain.payload_of([many]) == as_json(single)
    assert chain.payload_of([single[0], many, many, *single]) == as_json([single[0], *single, *single, *single])


def test_many_readings_are_in_history_log_and_index_and_gone_after_undo(store: Store) -> None:
    rows = tuple(
        ReadingRow(NEET, Q4.shift(-at), at / 3, note=f"Herring {at}" if at % 2 else "", cell=f"Values!D{at}")
        for at in range(60)
    )
    before = store.raw.execute("SELECT * FROM reading").fetchall()
    outcome = store.change(PutReadings(rows, "CS return.xlsx"), ACTOR)
    assert verify(store.raw).sound
    assert text_index.differences(store.raw) == 0
    assert len(store.raw.execute("SELECT 1 FROM words WHERE words MATCH 'herring'").fetchall()) == 30
    assert len(outcome.changes.ids["reading"]) == 60
    assert outcome.changes.ids["indicator"] == {NEET}
    (payload,) = store.raw.execute("SELECT payload FROM history ORDER BY seq DESC").fetchone()
    stored = store.raw.execute("SELECT id, source FROM reading ORDER BY id DESC LIMIT 1").fetchone()
    assert [(row[1], row[3]["source"]) for row in json.loads(payload)][-1] == stored
    assert [entry["payload"] for entry in entries_in(store.log.path.parent)][-1] == payload
    store.undo(ACTOR)
    assert store.raw.execute("SELECT * FROM reading").fetchall() == before
    assert text_index.differences(store.raw) == 0


def test_what_all_rows_have_is_said_once_by_the_statement_and_nothing_else_is() -> None:
    columns = {"id": range(7, 9), "version": [1, 1], "note": ["", ""], "gone": [None, None], "odd": [1, True]}
    assert ManyRows("reading", columns).as_written() == (["?", "1", "?", "NULL", "?"], [(7, "", 1), (8, "", True)])
    one = {"id": range(7, 8), "version": [1], "value": [0.0]}
    assert ManyRows("reading", one).as_written() == (["?", "1", "?"], [(7, 0.0)])


def test_words_of_very_many_rows_are_gathered_and_found_as_ever(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_index, "_MANY", 10)
    rows = tuple(ReadingRow(NEET, Q4.shift(-at), at / 3, note=f"Herring {at}") for at in range(60))
    store.change(PutReadings(rows, "CS return.xlsx"), ACTOR)
    assert len(store.raw.execute("SELECT 1 FROM words WHERE words MATCH 'herring'").fetchall()) == 60
    assert verify(store.raw).sound
    assert store.raw.execute("SELECT v FROM words_config WHERE k = 'hashsize'").fetchall() == [(1 << 20,)]


def test_of_two_readings_of_one_period_the_later_is_current(store: Store) -> None:
    once, again = (ReadingRow(NEET, Q4, value, note="As counted") for value in (5.0, 6.0))
    store.change(PutReadings((once,), "first.xlsx"), ACTOR)
    store.change(PutReadings((again,), "second.xlsx"), ACTOR)
    current = f"SELECT value FROM current_reading WHERE indicator_id = {NEET} AND period = {Q4.key}"
    assert store.raw.execute(current).fetchall() == [(6.0,)]
    assert verify(store.raw).sound
