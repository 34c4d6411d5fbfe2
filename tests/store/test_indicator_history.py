"""What the history says of an indicator, from its own entries."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.commands.chart_note import AddEvent, RemoveEvent
from app.commands.put_readings import PutReadings
from app.commands.rebase import Rebase
from app.commands.save_indicator import SaveIndicator
from app.commands.set_target import RemoveTarget, SetTarget
from app.rules.issue import HistoryLine
from app.rules.period import Period
from app.rules.readings import ReadingRow
from app.store.queries.history import history
from app.store.store import Store
from tests.conftest import StoppedClock
from tests.plans import ACTOR, Q4, make_plan

YEAR = Period.financial_year(2010)


@pytest.fixture
def store(tmp_path: Path, clock: StoppedClock) -> Iterator[Store]:
    made = make_plan(tmp_path)
    clock.at(2010, 2, 22, 9, 30)
    yield made
    made.close()


def lines(store: Store, indicator: int = 1) -> list[HistoryLine]:
    with store.reading() as session:
        return list(history(session, indicator, noun="indicator"))


def newest(store: Store) -> str:
    return lines(store)[0].words


def test_a_target_reads_with_its_period_and_unit(store: Store) -> None:
    store.change(SetTarget(1, None, None, YEAR, 5.4, None, "As last year"), ACTOR)
    assert newest(store) == "Target for 2010/11 set to 5.4%: “As last year”"
    store.change(SetTarget(1, 3, 1, YEAR, 5.0, 5.6, "South East average"), ACTOR)
    line = next(each for each in lines(store) if each.words.startswith("Target for 2010/11 changed"))
    assert (line.at, line.words) == ("22/02/2010 09:30", "Target for 2010/11 changed from 5.4% to 5.0%")
    told = [each.words for each in lines(store)]
    assert "Floor for 2010/11 changed from none to 5.6%" in told
    assert "Reason for the target for 2010/11 changed to “South East average”" in told


def test_changes_of_a_target_that_is_gone_still_name_its_period(store: Store) -> None:
    store.change(SetTarget(1, None, None, YEAR, 5.4, None, "As last year"), ACTOR)
    store.change(SetTarget(1, 3, 1, YEAR, 5.0, None, "As last year"), ACTOR)
    store.change(RemoveTarget(3, 2), ACTOR)
    assert [line.words for line in lines(store)][:2] == [
        "Target for 2010/11 taken away; it was 5.0%", "Target for 2010/11 changed from 5.4% to 5.0%",
    ]  # fmt: skip


def test_fields_read_in_the_words_of_the_sheet(store: Store) -> None:
    store.change(SaveIndicator(1, 1, (("shape", "rolling"),)), ACTOR)
    assert newest(store) == "Shape changed from “Each figure stands alone” to “Rolling, so that periods overlap”"
    store.change(SaveIndicator(1, 2, (("department_id", 2),)), ACTOR)
    assert newest(store) == "Department changed from Environment to Children's Services"
    store.undo(ACTOR)
    assert newest(store).startswith("Undo of “Change department”: department changed from")


def test_a_correction_says_what_it_replaces(store: Store) -> None:
    store.change(PutReadings((ReadingRow(1, Q4, 6.4, cell="Values!D14"),), "CS return Q4 v2.xlsx"), ACTOR)
    assert newest(store) == "Reading for 2009/10 Q4 changed from 6.9% to 6.4%, from CS return Q4 v2.xlsx · Values!D14"


def test_a_block_of_readings_is_one_line(store: Store) -> None:
    rows = tuple(ReadingRow(1, Q4.shift(n - 4), 6.0) for n in range(5))
    store.change(PutReadings(rows, "typed"), ACTOR)
    assert newest(store) == "5 readings put in, 2008/09 Q4 to 2009/10 Q4"


def test_breaks_and_notes_are_told_apart_and_keep_their_reason(store: Store) -> None:
    store.change(Rebase(1, Q4, "Counted by residence from now on"), ACTOR)
    line = lines(store)[0]
    assert line.words == "Limits begin again at 2009/10 Q4: “Definition changed”"
    assert line.reason == "Counted by residence from now on"
    store.change(AddEvent(1, Q4, "Snow"), ACTOR)
    assert newest(store) == "Note “Snow” added at 2009/10 Q4"
    store.change(RemoveEvent(2, 1), ACTOR)
    assert newest(store) == "Note “Snow” taken away at 2009/10 Q4"


def test_another_indicators_changes_are_not_told(store: Store) -> None:
    before = len(lines(store, 2))
    store.change(SaveIndicator(1, 1, (("title", "NEET"),)), ACTOR)
    assert len(lines(store, 2)) == before
