"""Bad figures at the store: refused on the way in, and calm where something else wrote them."""

from __future__ import annotations

import math
import sqlite3

import pytest

from app.commands.put_readings import PutReadings
from app.rules.errors import Refused
from app.rules.indicator import Direction, Rag
from app.rules.period import Period
from app.rules.readings import ReadingRow
from app.rules.trend_note import note
from app.store.queries import board, indicators
from app.store.queries.leads import judged_at, leads_at
from app.store.queries.proposals import proposals
from app.store.store import Store
from app.views.shared.words import known
from tests.plans import ACTOR, Q4, SAFETY

NI_47 = 2


def put(store: Store, *rows: ReadingRow) -> None:
    store.change(PutReadings(rows, "typed"), ACTOR)


def refusal(store: Store, *rows: ReadingRow) -> str:
    before = store.entries
    with pytest.raises(Refused) as refused:
        put(store, *rows)
    assert store.entries == before
    (problem,) = refused.value.problems
    assert known(problem.code)
    return problem.code


def write(store: Store, value: object, period: Period = Q4) -> None:
    """As another program might, past every check of ours."""
    store.raw.execute(
        "UPDATE reading SET value = ? WHERE indicator_id = ? AND period = ?", (value, NI_47, period.key)
    )
    store.raw.execute(
        "UPDATE current_reading SET value = ? WHERE indicator_id = ? AND period = ?",
        (value, NI_47, period.key),
    )


def everything(store: Store) -> None:
    """All that shows or judges the indicator."""
    with store.reading() as session:
        board.board(session, Q4)
        proposals(session, Q4)
        leads_at(session, Q4, SAFETY, test=(SAFETY,))
        indicators.listing(session, Q4)
        note(indicators.series(session, NI_47))


class TestOnTheWayIn:
    def test_two_readings_for_one_period_are_refused(self, store: Store) -> None:
        assert refusal(store, ReadingRow(NI_47, Q4, 6.9), ReadingRow(NI_47, Q4, 7.0)) == "reading_twice"

    @pytest.mark.parametrize("value", [math.inf, -math.inf, math.nan, 1e308, -1e16])
    def test_what_is_no_number_to_reckon_with_is_refused(self, store: Store, value: float) -> None:
        assert refusal(store, ReadingRow(NI_47, Q4, value)) == "not_a_number"
        assert refusal(store, ReadingRow(NI_47, Q4, 6.9, numerator=value, denominator=10)) == "not_a_number"

    def test_text_never_gets_into_a_figure(self, store: Store) -> None:
        for table in ("reading", "current_reading", "target"):
            with pytest.raises(sqlite3.IntegrityError):
                store.raw.execute(f"UPDATE {table} SET value = 'six'")

    def test_a_later_reading_for_a_period_replaces_the_first(self, store: Store) -> None:
        put(store, ReadingRow(NI_47, Q4, 4.2))
        with store.reading() as session:
            assert indicators.series(session, NI_47).readings[-1].value == 4.2
            assert judged_at(session, Q4)[NI_47].rag is Rag.GREEN
            assert len(indicators.series(session, NI_47).readings) == 8


class TestWrittenByAnother:
    @pytest.mark.parametrize("value", [9e999, -9e999, 1e200])
    def test_a_figure_beyond_all_measure_is_shown_as_missing(self, store: Store, value: float) -> None:
        write(store, value)
        everything(store)
        with store.reading() as session:
            judged = judged_at(session, Q4)[NI_47]
            line = next(each for each in indicators.listing(session, Q4) if each.id == NI_47)
            assert indicators.series(session, NI_47).readings[-1].value is None
        assert judged.latest is not None
        assert judged.latest.period == line.latest_period == Q4.shift(-1)
        assert judged.trend[-1] is line.trend[-1] is None

    def test_all_equal_and_all_missing_are_borne(self, store: Store) -> None:
        for value in (5.0, None):
            for back in range(8):
                write(store, value, Q4.shift(-back))
            everything(store)
        with store.reading() as session:
            judged = judged_at(session, Q4)[NI_47]
        assert (judged.latest, judged.rag, judged.direction) == (None, Rag.NONE, Direction.UNKNOWN)

    def test_a_hundred_thousand_readings_of_one_indicator_are_borne(self, store: Store) -> None:
        store.raw.execute("PRAGMA foreign_keys=OFF")
        names = (
            "version, indicator_id, locality_id, period, value, status, note, source, recorded, recorded_by,"
            " illustrative"
        )
        store.raw.execute(
            f"WITH RECURSIVE n(x) AS (SELECT 0 UNION ALL SELECT x + 1 FROM n WHERE x < 99999) INSERT INTO reading ({names})"
            f" SELECT 1, {NI_47}, 1, {Q4.key}, 5.0 + x % 7 / 10.0, 'final', '', '', '2010-04-20T09:00:00', '', 1 FROM n"
        )
        everything(store)
        with store.reading() as session:
            assert len(indicators.series(session, NI_47).readings) == 8
