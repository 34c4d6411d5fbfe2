"""How strict the plan's tests are: set from the page, kept in one step, followed by charts and notes."""

from __future__ import annotations

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QSpinBox

from app.rules.plan_settings import PlanSettings
from app.rules.trend_limits import limits_trend
from app.rules.trend_note import note
from app.store.queries.lists import settings
from app.store.queries.series import series
from app.views.indicators.page import IndicatorsPage
from app.views.indicators.testing_sheet import TestingSheet
from tests.issue_plan import Bench
from tests.views.indicators.test_record import LEFT, NEET, bench, plan_file, real

__all__ = ["bench", "plan_file", "real"]


def opened(real: IndicatorsPage, bench: Bench) -> TestingSheet:
    real.record.testing.trigger()
    bench.settle()
    assert isinstance(real.record.sheet, TestingSheet)
    return real.record.sheet


def test_the_numbers_are_stored_in_one_step_and_undone_in_one(real: IndicatorsPage, bench: Bench) -> None:
    sheet, entries = opened(real, bench), bench.operations.state.entries
    box: QSpinBox = sheet.counts["slip_reports"]
    box.setFocus()
    QTest.keyClick(box, "3")
    box.setValue(3)
    sheet.screening.setChecked(False)
    QTest.mouseClick(sheet.save, LEFT)
    bench.settle()
    found = bench.ask(settings)
    assert (found.slip_reports, found.screening) == (3, False)
    assert bench.operations.state.entries == entries + 1
    bench.undo()
    assert bench.ask(settings) == PlanSettings()


def test_nothing_changed_is_nothing_stored(real: IndicatorsPage, bench: Bench) -> None:
    entries = bench.operations.state.entries
    QTest.mouseClick(opened(real, bench).save, LEFT)
    bench.settle()
    assert bench.operations.state.entries == entries


def test_charts_and_notes_follow_the_settings(real: IndicatorsPage, bench: Bench) -> None:
    sheet = opened(real, bench)
    sheet.screening.setChecked(False)
    QTest.mouseClick(sheet.save, LEFT)
    bench.settle()
    assert real.state.series is not None
    assert not real.state.series.settings.screening
    known = bench.ask(lambda session: series(session, NEET))
    drawn = limits_trend(known)
    assert isinstance(drawn, tuple)
    assert "Limits without screening" in [caption.text for caption in drawn[0].captions]
    assert "not statistically tested" in " ".join(note(known))  # eight readings: with or without screening


def test_too_few_readings_to_set_the_limits_are_refused_with_the_reason(real: IndicatorsPage, bench: Bench) -> None:
    sheet = opened(real, bench)
    sheet.fix_after.setValue(5)
    QTest.mouseClick(sheet.save, LEFT)
    bench.settle()
    assert "12" in sheet.problem.text() and sheet.isVisible()
    sheet.fix_after.setValue(12)
    QTest.mouseClick(sheet.save, LEFT)
    bench.settle()
    assert bench.ask(settings).fix_after == 12
    bench.undo()
    assert bench.ask(settings) == PlanSettings()


def test_a_past_quarter_offers_no_setting(real: IndicatorsPage, bench: Bench) -> None:
    assert real.record.testing in real.page_actions()
    bench.workspace.set_quarter(bench.workspace.quarters[0])
    bench.settle()
    assert real.record.testing.isEnabled() is not bench.workspace.quarter_is_past()
