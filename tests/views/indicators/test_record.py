"""The indicator as a record: made, edited in its sheet, its targets, notes and breaks, over a real store."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMenu, QPlainTextEdit, QWidget

from app.commands.save_indicator import SaveIndicator
from app.commands.set_target import SetTarget
from app.rules.indicator import Reading
from app.rules.indicator_sheet import IndicatorSheet
from app.rules.period import Period
from app.rules.plan_settings import PlanSettings
from app.store.queries.findings import put_to_test
from app.store.queries.indicator_sheet import sheet
from app.views.indicators.new_indicator import NewIndicatorSheet
from app.views.indicators.page import IndicatorsPage
from app.views.indicators.point_sheets import BreakSheet, NoteSheet
from app.views.indicators.record_panel import RecordPanel
from app.views.indicators.target_row import TargetRow
from app.views.shared import theme
from app.views.shared.choice_value import ChoiceValue
from app.views.shared.text_value import TextValue
from tests.conftest import StoppedClock
from tests.issue_plan import Q4, Bench, make_store

LEFT = Qt.MouseButton.LeftButton
NEET, KILLED = 1, 2
YEAR = Period.financial_year(2010)


@pytest.fixture(scope="session")
def plan_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("record") / "small.plan")


@pytest.fixture
def bench(plan_file: Path, tmp_path: Path, clock: StoppedClock, qapp: QApplication) -> Iterator[Bench]:
    made = Bench(Path(shutil.copy(plan_file, tmp_path / "small.plan")), tmp_path / "home")
    yield made
    made.close()


@pytest.fixture
def real(bench: Bench, qapp: QApplication) -> Iterator[IndicatorsPage]:
    """The page on the small plan, NI 117 chosen."""
    made = IndicatorsPage(bench.workspace)
    made.resize(1260, 820)
    made.show()
    made.activateWindow()
    made.show_thing("indicator", NEET)
    made.activated()
    bench.settle()
    made.show_thing("indicator", NEET)
    bench.settle()
    yield made
    if made.record.panel is not None:
        made.record.panel.close_indicator()
    bench.settle()
    made.close()
    made.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def panel(real: IndicatorsPage, bench: Bench) -> RecordPanel:
    QTest.mouseClick(real.panel.record, LEFT)
    bench.settle()
    found = real.record.panel
    assert found is not None
    return found


def stored(bench: Bench, indicator: int = NEET) -> IndicatorSheet:
    found: IndicatorSheet = bench.ask(lambda session: sheet(session, indicator, Q4))
    return found


def write(field: Any, text: str) -> None:
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, text)


def text_of(panel: RecordPanel, name: str) -> TextValue:
    for rows in (panel.rows, *(section.rows for section in panel.sections)):
        if name in rows:
            editor = rows[name].editor
            assert isinstance(editor, TextValue)
            return editor
    raise KeyError(name)


def target_row(panel: RecordPanel, at: int = 0) -> TargetRow:
    return list(panel.targets.line_rows.values())[at]


# Opening

def test_enter_in_the_list_opens_the_sheet_and_escape_gives_the_focus_back(real: IndicatorsPage, bench: Bench) -> None:
    real.list.view.setFocus()
    QTest.keyClick(real.list.view, Qt.Key.Key_Return)
    bench.settle()
    panel = real.record.panel
    assert panel is not None
    assert panel.isVisible()
    assert text_of(panel, "code").value() == "NI 117"
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert not real.record.is_open
    assert QApplication.focusWidget() is real.list.view


def test_the_sheet_follows_the_list(real: IndicatorsPage, panel: RecordPanel, bench: Bench) -> None:
    real.list.choose(KILLED)
    bench.settle()
    assert text_of(panel, "code").value() == "NI 47"


# Fields

def test_a_field_is_stored_when_one_leaves_it_and_undo_takes_it_back(panel: RecordPanel, bench: Bench) -> None:
    write(text_of(panel, "source"), "Connexions")
    QTest.keyClick(text_of(panel, "source"), Qt.Key.Key_Return)
    bench.settle()
    assert stored(bench).fields["source"] == "Connexions"
    bench.undo()
    assert stored(bench).fields["source"] == ""
    assert text_of(panel, "source").value() == ""


def test_a_code_that_another_has_is_refused_at_its_field_and_kept(panel: RecordPanel, bench: Bench) -> None:
    write(text_of(panel, "code"), "ni 47")
    QTest.keyClick(text_of(panel, "code"), Qt.Key.Key_Return)
    bench.settle()
    assert "Another indicator has the code NI 47" in panel.rows["code"].error.text()
    assert text_of(panel, "code").value() == "ni 47"
    assert stored(bench).fields["code"] == "NI 117"


@pytest.mark.parametrize(("typed", "kept"), [("20", 20), ("0", 0), ("", None), ("1101", None), ("soon", None)])
def test_how_late_a_figure_may_come_is_written_in_days(
    panel: RecordPanel, bench: Bench, typed: str, kept: int | None
) -> None:
    section = panel.section("How it is counted")
    section.set_open(True)
    write(text_of(panel, "due_days"), typed)
    QTest.keyClick(text_of(panel, "due_days"), Qt.Key.Key_Return)
    bench.settle()
    assert stored(bench).fields["due_days"] == kept
    assert bool(section.rows["due_days"].error.text()) == (typed in ("1101", "soon"))


@pytest.mark.parametrize(
    ("typed", "kept", "said"), [("12", 12, ""), ("0", 0, ""), ("", None, ""), ("11", None, "Give 12 to 400, 0 for all")]
)
def test_an_indicator_says_itself_which_readings_set_its_limits(
    panel: RecordPanel, bench: Bench, typed: str, kept: int | None, said: str
) -> None:
    section = panel.section("How it is judged")
    section.set_open(True)
    write(text_of(panel, "fix_after"), typed)
    QTest.keyClick(text_of(panel, "fix_after"), Qt.Key.Key_Return)
    bench.settle()
    assert stored(bench).fields["fix_after"] == kept
    assert said in section.rows["fix_after"].error.text()
    if kept is not None:
        assert stored(bench).series.indicator.fix_after == kept
        bench.undo()
        assert stored(bench).fields["fix_after"] is None


def test_proposals_are_tested_by_the_limits_that_the_indicator_says(panel: RecordPanel, bench: Bench) -> None:
    """Twelve quiet quarters, then a rise that hides itself once it helps to set the limits."""
    values = (*(5.0 + n % 2 * 0.2 for n in range(12)), *(5.7 - n % 2 * 0.1 for n in range(9)))
    readings = {NEET: tuple(Reading(Period(Q4.end - 3 * (20 - at), 3), value) for at, value in enumerate(values))}
    whole = bench.ask(lambda session: put_to_test(session, readings, PlanSettings()))[NEET].finding
    bench.do(SaveIndicator(NEET, stored(bench).version, (("frequency", "quarterly"), ("fix_after", 12))))
    fixed = bench.ask(lambda session: put_to_test(session, readings, PlanSettings()))[NEET].finding
    assert whole.rule != fixed.rule == "astronomical"


def test_a_choice_is_stored_as_soon_as_it_is_chosen(panel: RecordPanel, bench: Bench) -> None:
    section = panel.section("How it is counted")
    section.set_open(True)
    choice = section.rows["shape"].editor
    assert isinstance(choice, ChoiceValue)
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Down)
    QTest.keyClick(choice.view(), Qt.Key.Key_Down)
    QTest.keyClick(choice.view(), Qt.Key.Key_Return)
    bench.settle()
    assert stored(bench).fields["shape"] == "cumulative"


def test_its_successor_is_chosen_from_the_other_indicators(panel: RecordPanel, bench: Bench) -> None:
    section = panel.section("National set and life")
    section.set_open(True)
    choice = section.rows["successor_id"].editor
    assert isinstance(choice, ChoiceValue)
    words = [choice.itemText(n) for n in range(choice.count())]
    assert any(text.startswith("NI 47") for text in words)
    assert not any(text.startswith("NI 117") for text in words)


# Targets

def test_a_target_is_changed_in_place_and_the_rest_of_it_stays_exact(panel: RecordPanel, bench: Bench) -> None:
    row = target_row(panel)
    old = stored(bench).targets[0]
    bench.do(SetTarget(NEET, old.id, old.version, old.period, old.value, 6.5512, old.rationale))
    before = stored(bench).targets[0]
    write(row.goal, "5.0%")
    QTest.keyClick(row.goal, Qt.Key.Key_Return)
    bench.settle()
    after = stored(bench).targets[0]
    assert (after.value, after.floor, after.rationale) == (5.0, before.floor, before.rationale)
    assert row.goal.value() == "5.0%"
    bench.undo()
    assert target_row(panel).goal.value() == f"{before.value}%"


def test_next_years_target_is_set_by_keyboard_alone(panel: RecordPanel, bench: Bench) -> None:
    panel.targets.add_button.setFocus()
    QTest.keyClick(panel.targets.add_button, Qt.Key.Key_Space)
    row = panel.targets.new_row
    assert row is not None
    assert row.period.value() == stored(bench).targets[0].period.shift(1).label
    assert QApplication.focusWidget() is row.goal
    count = len(stored(bench).targets)
    write(row.period, "2012/13")
    write(row.goal, "5")
    write(row.why, "South East average")
    QTest.keyClick(row.set_button, Qt.Key.Key_Space)
    bench.settle()
    found = stored(bench).targets
    assert len(found) == count + 1
    assert (found[0].period.label, found[0].value, found[0].floor) == ("2012/13", 5.0, None)
    assert panel.targets.new_row is None
    assert panel.targets.add_button.isVisible()


@pytest.mark.parametrize(
    ("period", "goal", "why", "said"),
    [
        ("2012/13", "5", "", "has no reason"), ("2012/13", "five", "Why", "is not a figure"),
        ("2012/13", "0.05", "Why", "Write it as 5.0%"), ("2012/13", "500", "Why", "lies where no reading does"),
        ("soon", "5", "Why", "soon"), ("", "5", "Why", "The period is empty"), ("2012/13", "", "Why", "neither"),
        ("May 2012", "5", "Why", "No figure of this indicator is for May 2012"),
    ],
)  # fmt: skip
def test_a_target_that_cannot_stand_is_refused_with_a_sentence_and_kept(
    panel: RecordPanel, bench: Bench, period: str, goal: str, why: str, said: str
) -> None:
    count = len(stored(bench).targets)
    panel.targets.add_line()
    row = panel.targets.new_row
    assert row is not None
    row.period.put_back(period)
    row.goal.put_back(goal)
    row.why.put_back(why)
    QTest.mouseClick(row.set_button, LEFT)
    bench.settle()
    assert said in row.error.text()
    assert row.goal.value() == goal
    assert len(stored(bench).targets) == count


def test_a_target_is_taken_away_and_comes_back(panel: RecordPanel, bench: Bench) -> None:
    count = len(stored(bench).targets)
    QTest.mouseClick(target_row(panel).remove_button, LEFT)
    bench.settle()
    assert len(stored(bench).targets) == count - 1
    assert len(panel.targets.line_rows) == count - 1
    bench.undo()
    assert len(panel.targets.line_rows) == count


def test_the_columns_of_targets_grow_with_the_text(panel: RecordPanel, qapp: QApplication) -> None:
    before = target_row(panel).goal.width()
    theme.apply(qapp, "light", 2.0)
    assert target_row(panel).goal.width() >= 1.9 * before


def test_the_history_tells_a_moved_target_in_words(panel: RecordPanel, bench: Bench) -> None:
    period, before = stored(bench).targets[0].period.label, stored(bench).targets[0].value
    write(target_row(panel).goal, "5.0")
    QTest.keyClick(target_row(panel).goal, Qt.Key.Key_Return)
    bench.settle()
    history: Any = panel.section("History")
    history.set_open(True)
    bench.settle()
    first = history.model.index(0, 0).data()
    assert first.startswith(f"15/04/2010 10:00 Target for {period} changed from {before}% to 5.0%")


# The chart

def test_a_note_is_added_at_the_focused_point(real: IndicatorsPage, bench: Bench) -> None:
    menu = real.panel.note.menu()
    menu.aboutToShow.emit()
    menu.actions()[0].trigger()
    note = real.record.sheet
    assert isinstance(note, NoteSheet)
    assert note.period.text() == "2009/10 Q4"
    QTest.mouseClick(note.do_button, LEFT)
    assert "The note is empty" in note.fields["note_words"].error.text()
    QTest.keyClicks(note.words, "September Guarantee")
    QTest.keyClick(note.words, Qt.Key.Key_Return)
    bench.settle()
    assert [event.words for event in stored(bench).notes] == ["September Guarantee"]
    assert real.state.series is not None
    assert [event.words for event in real.state.series.events] == ["September Guarantee"]


def test_limits_begin_again_only_with_a_reason(real: IndicatorsPage, bench: Bench) -> None:
    real.record.begin_again(Q4.shift(-3))
    asked = real.record.sheet
    assert isinstance(asked, BreakSheet)
    QTest.mouseClick(asked.do_button, LEFT)
    bench.settle()
    assert "The reason is empty" in asked.fields["break_reason"].error.text()
    QTest.keyClicks(asked.why, "Counted by residence")
    QTest.mouseClick(asked.do_button, LEFT)
    bench.settle()
    (found,) = stored(bench).breaks
    assert (found.period, found.reason) == (Q4.shift(-3), "Counted by residence")
    assert real.state.series is not None
    assert real.state.series.rebases == (Q4.shift(-3),)
    bench.undo()
    assert stored(bench).breaks == ()


def test_the_menu_key_in_the_chart_offers_both_for_the_focused_point(
    real: IndicatorsPage, bench: Bench, qapp: QApplication, qtbot: Any
) -> None:
    qtbot.waitUntil(lambda: real.panel.place.chart is not None)
    chart = real.panel.place.chart
    assert chart is not None
    chart.choose(2)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
    qapp.sendEvent(chart, event)
    menu = next(each for each in chart.findChildren(QMenu) if each.isVisible())
    assert chart.trend is not None
    label = chart.trend.points[2].period.label
    assert [action.text() for action in menu.actions()] == [
        f"Add note at {label}…", f"Begin limits again at {label}…",
    ]  # fmt: skip
    menu.close()


def test_a_note_is_reworded_and_taken_away_in_the_sheet(panel: RecordPanel, bench: Bench) -> None:
    panel.state.add_note(Q4, "Snow")
    bench.settle()
    panel.events.set_open(True)
    (row,) = panel.events.event_rows.values()
    write(row.words, "Heavy snow")
    QTest.keyClick(row.words, Qt.Key.Key_Return)
    bench.settle()
    assert [event.words for event in stored(bench).notes] == ["Heavy snow"]
    QTest.mouseClick(row.remove_button, LEFT)
    bench.settle()
    assert stored(bench).events == ()


# A new one

def test_a_new_indicator_is_made_chosen_and_opened(real: IndicatorsPage, bench: Bench) -> None:
    QTest.mouseClick(real.filters.new, LEFT)
    new = real.record.sheet
    assert isinstance(new, NewIndicatorSheet)
    QTest.mouseClick(new.do_button, LEFT)
    assert "Title is empty" in new.fields["title"].error.text()
    assert "Code is empty" in new.fields["code"].error.text()
    assert [name for name, labelled in new.fields.items() if labelled.required] == ["title", "code"]
    QTest.keyClicks(new.name, "Satisfaction with roads")
    QTest.keyClicks(new.code, "NI 47")
    QTest.mouseClick(new.do_button, LEFT)
    bench.settle()
    assert "Another indicator has the code NI 47" in new.fields["code"].error.text()
    new.code.clear()
    QTest.keyClicks(new.code, "LI 34")
    QTest.keyClick(new.code, Qt.Key.Key_Return)
    bench.settle()
    panel = real.record.panel
    assert panel is not None
    assert text_of(panel, "code").value() == "LI 34"
    assert real.panel.code.text() == "LI 34"
    assert real.panel.rag.text() == "Data only"
    bench.undo()
    assert not real.record.is_open


# Where nothing can be changed

def test_in_a_past_quarter_everything_is_shown_and_nothing_can_be_changed(
    real: IndicatorsPage, panel: RecordPanel, bench: Bench
) -> None:
    bench.workspace.set_quarter(Q4.shift(-1))
    bench.settle()
    for section in panel.sections:
        section.set_open(True)
    bench.settle()
    assert panel.band.isVisible()
    assert not real.filters.new.isVisible()
    assert not real.panel.note.isVisible()
    for kind in (QLineEdit, QPlainTextEdit):
        fields = [field for field in panel.findChildren(kind) if field.isVisible()]
        assert [field.accessibleName() for field in fields if field.isEnabled() and not field.isReadOnly()] == []
    assert [box.accessibleName() for box in panel.findChildren(QComboBox) if box.isVisible() and box.isEnabled()] == []
    hidden = (panel.targets.add_button, panel.events.note_button, panel.events.break_button)
    assert not any(button.isVisible() for button in hidden)


def test_everything_in_the_sheet_that_takes_the_focus_has_a_name(panel: RecordPanel, bench: Bench) -> None:
    panel.targets.add_line()
    for section in panel.sections:
        section.set_open(True)
    bench.settle()
    stops = [part for part in panel.findChildren(QWidget)
             if part.isVisible() and part.focusPolicy() & Qt.FocusPolicy.TabFocus]
    nameless = [part for part in stops if not part.accessibleName() and not (hasattr(part, "text") and part.text())]
    assert [type(part).__name__ for part in nameless] == []
