"""The indicator's sheet as the store tells it, and what the list says of figures that are due."""

from __future__ import annotations

import pytest

from app.commands.chart_note import AddEvent
from app.commands.put_readings import PutReadings
from app.commands.rebase import Rebase
from app.commands.save_indicator import SaveIndicator
from app.commands.set_target import SetTarget
from app.rules.errors import Refused
from app.rules.indicator import Absence
from app.rules.indicator_fields import BY_NAME
from app.rules.period import Period
from app.rules.readings import ReadingRow
from app.store.queries.indicator_sheet import sheet
from app.store.queries.indicators import listing
from app.store.store import Store
from tests.conftest import StoppedClock
from tests.plan_fixtures import store
from tests.plans import ACTOR, NEET, Q4

__all__ = ["store"]


def test_the_sheet_holds_every_field_as_it_may_be_stored_again(store: Store) -> None:
    with store.reading() as session:
        shown = sheet(session, 1, Q4)
    assert set(shown.fields) == set(BY_NAME)
    assert (shown.fields["polarity"], shown.fields["frequency"], shown.name) == (
        "lower", "quarterly", "NI 117 16-18 year olds not in education",
    )  # fmt: skip
    assert [link.issue_id for link in shown.issues] == [NEET]
    assert [other.short for other in shown.others] == ["NI 47"]
    assert shown.newest == Q4


def test_targets_come_newest_first_and_breaks_with_their_reason(store: Store) -> None:
    store.change(SetTarget(1, None, None, Period.financial_year(2010), 5.0, 5.6, "South East"), ACTOR)
    store.change(AddEvent(1, Q4, "Snow"), ACTOR)
    store.change(Rebase(1, Q4.shift(-3), "Counted by residence"), ACTOR)
    with store.reading() as session:
        shown = sheet(session, 1)
    assert [target.period.label for target in shown.targets] == ["2010/11", "2009/10"]
    assert [note.words for note in shown.notes] == ["Snow"]
    assert [(each.period, each.reason) for each in shown.breaks] == [(Q4.shift(-3), "Counted by residence")]


def test_an_indicator_that_is_not_there_is_said_to_be_gone(store: Store) -> None:
    with store.reading() as session, pytest.raises(Refused):
        sheet(session, 99)


def test_the_list_tells_the_four_absences_apart(store: Store, clock: StoppedClock) -> None:
    clock.at(2010, 4, 15)
    made = store.change(SaveIndicator(None, None, (("code", "NI 99"), ("title", "Key Stage 2"), ("frequency", "annual"),
                                                   ("year_kind", "academic"))), ACTOR)  # fmt: skip
    (exams,) = made.changes.ids["indicator"]
    store.change(PutReadings((ReadingRow(exams, Period.academic_year(2008), 52.0),), "typed"), ACTOR)
    store.change(PutReadings((ReadingRow(2, Q4, None, note="Not counted"),), "typed"), ACTOR)

    def said(quarter: Period) -> dict[str, tuple[Absence | None, str]]:
        with store.reading() as session:
            return {line.code: (line.absence, line.due) for line in listing(session, quarter)}

    assert said(Q4) == {
        "NI 117": (None, ""), "NI 47": (Absence.NOT_COLLECTED, "2009/10 Q4 not collected"),
        "NI 99": (Absence.NOT_DUE, "next due November 2010"),
    }  # fmt: skip
    clock.at(2011, 2, 1)
    late = said(Q4.shift(3))
    assert late["NI 117"] == (Absence.LATE, "2010/11 Q3 is late")
    assert late["NI 99"] == (Absence.LATE, "2009/10 academic year is late")
