"""Whether a figure can come in at all is decided once: typed, pasted and imported rows meet the same rule."""

from __future__ import annotations

from datetime import date

import pytest

from app.commands.put_readings import PutReadings
from app.commands.save_indicator import SaveIndicator
from app.rules.errors import Refused
from app.rules.period import Period
from app.rules.reading_entry import due_periods
from app.rules.readings import ReadingRow, arrival_problem, newest_day
from app.store.queries.series import series
from app.store.store import Store
from app.views.shared.words import sentence
from tests.plans import ACTOR, Q4

NEET = 1
ENDED = date(2010, 3, 31)


def put(period: Period, cell: str = "") -> PutReadings:
    return PutReadings((ReadingRow(NEET, period, 6.0, cell=cell),), "typed")


def refused(store: Store, command: PutReadings) -> str:
    before = store.entries
    with pytest.raises(Refused) as error:
        store.change(command, ACTOR)
    assert store.entries == before
    return sentence(error.value.problems[0])


def test_a_figure_of_a_period_ahead_is_refused_however_it_comes(store: Store) -> None:
    ahead = Q4.shift(400)
    assert refused(store, put(ahead)) == f"{ahead.label} is after today. Give figures of periods that have begun."
    assert refused(store, put(ahead, "Values!D9")).startswith(f"Values!D9: {ahead.label} is after today.")


def test_after_its_retirement_an_indicator_takes_only_figures_of_before(store: Store) -> None:
    store.change(SaveIndicator(NEET, 1, (("retired", ENDED),)), ACTOR)
    assert refused(store, put(Q4.shift(1))).startswith("NI 117 is retired.")
    store.change(put(Q4), ACTOR)
    store.change(put(Q4.shift(-1)), ACTOR)


def test_no_row_is_offered_for_a_period_after_the_retirement(store: Store) -> None:
    with store.reading() as session:
        before = due_periods(series(session, NEET), Q4.shift(2))
    assert before == (Q4.shift(2), Q4.shift(1))
    store.change(SaveIndicator(NEET, 1, (("retired", ENDED),)), ACTOR)
    with store.reading() as session:
        assert due_periods(series(session, NEET), Q4.shift(2)) == ()


@pytest.mark.parametrize(
    ("period", "today", "code"),
    [(Q4, date(2010, 2, 1), ""), (Q4, date(2009, 12, 31), "period_after_today"),
     (Period.financial_year(2009), date(2009, 4, 1), ""), (Q4.shift(1), date(2010, 5, 1), "code_retired")],
)  # fmt: skip
def test_a_period_may_have_begun_but_not_lie_ahead_or_after_the_end(period: Period, today: date, code: str) -> None:
    problem = arrival_problem(period, ENDED, newest_day(today, None), "NI 117", "NEET")
    assert (problem.code if problem else "") == code


def test_the_open_quarter_counts_as_begun_whatever_the_clock_says() -> None:
    assert newest_day(date(2009, 1, 1), Q4) == date(2010, 3, 31)
