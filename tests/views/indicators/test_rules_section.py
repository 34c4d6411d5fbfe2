"""The RAG rule of an indicator changed in its sheet, and the texts of the sheet kept while they are written."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.rules.indicator import Rag
from app.rules.rag import RagRule, RagRuleName
from app.store import drafts
from app.store.queries.series import series
from app.views.indicators.page import IndicatorsPage
from app.views.indicators.record_panel import RecordPanel
from app.views.indicators.rules_section import RuleRow, RulesSection
from app.views.shared.choice_value import ChoiceValue
from app.views.shared.side_drafts import PUT_BACK
from tests.issue_plan import Q4, Bench
from tests.views.indicators.test_record import (
    KILLED,
    LEFT,
    NEET,
    bench,
    panel,
    plan_file,
    real,
    stored,
    target_row,
    text_of,
    write,
)

__all__ = ["bench", "panel", "plan_file", "real"]
WHY = "As the neighbours judge it"


@pytest.fixture
def section(panel: RecordPanel, bench: Bench) -> RulesSection:
    panel.rules.set_open(True)
    bench.settle()
    return panel.rules


def choose(choice: ChoiceValue, at: int) -> None:
    """The entry so many below the one chosen, by the keyboard."""
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Down)
    for _ in range(at):
        QTest.keyClick(choice.view(), Qt.Key.Key_Down)
    QTest.keyClick(choice.view(), Qt.Key.Key_Return)


def new_row(section: RulesSection) -> RuleRow:
    assert isinstance(section.new_row, RuleRow)
    return section.new_row


def rag_of(bench: Bench, at: int = 0) -> Rag:
    found = bench.ask(lambda session: series(session, NEET))
    return found.rags[Q4.shift(at)]


def test_a_rule_set_from_a_period_on_judges_from_there_and_undo_takes_it_back(
    section: RulesSection, bench: Bench
) -> None:
    before = rag_of(bench, -1)
    QTest.mouseClick(section.add_button, LEFT)
    row = new_row(section)
    assert row.period.value() == Q4.label
    choose(row.rule, 2)
    write(row.tolerance, "100%")
    write(row.why, WHY)
    QTest.mouseClick(row.set_button, LEFT)
    bench.settle()
    (line,) = stored(bench).rules
    assert (line.since, line.rule, line.rationale) == (Q4, RagRule(RagRuleName.RED_IF_NOT_IMPROVING, 100.0), WHY)
    assert rag_of(bench) is Rag.GREEN
    assert rag_of(bench, -1) is before
    assert "red only if also not improving from 2009/10 Q4" in section.heading.accessibleName()
    assert section.new_row is None
    bench.undo()
    assert stored(bench).rules == ()
    assert section.line_rows == {}


@pytest.mark.parametrize(
    ("tolerance", "why", "words"), [("ten", WHY, "0 to 100"), ("101", WHY, "0 to 100"), ("10", "", "reason")]
)
def test_a_rule_that_cannot_stand_so_is_marked_and_kept(
    section: RulesSection, bench: Bench, tolerance: str, why: str, words: str
) -> None:
    QTest.mouseClick(section.add_button, LEFT)
    row = new_row(section)
    write(row.tolerance, tolerance)
    if why:
        write(row.why, why)
    QTest.mouseClick(row.set_button, LEFT)
    bench.settle()
    assert words in row.error.text().lower()
    assert row.tolerance.value() == tolerance
    assert stored(bench).rules == ()


def test_another_first_rule_is_offered_from_the_open_quarter_on_instead(
    section: RulesSection, bench: Bench
) -> None:
    choice = section.rows["rag_rule"].editor
    assert isinstance(choice, ChoiceValue)
    choose(choice, 1)
    bench.settle()
    assert stored(bench).fields["rag_rule"] == "target_and_floor"
    assert choice.value() == "target_and_floor"
    row = new_row(section)
    assert row.rule.value() == "tolerance"
    assert "judged by this rule" in row.error.text()
    write(row.why, WHY)
    QTest.mouseClick(row.set_button, LEFT)
    bench.settle()
    assert stored(bench).rules[0].rule.name is RagRuleName.TOLERANCE


def test_a_stored_change_is_edited_in_place_and_taken_away(section: RulesSection, bench: Bench) -> None:
    QTest.mouseClick(section.add_button, LEFT)
    write(new_row(section).why, WHY)
    QTest.mouseClick(new_row(section).set_button, LEFT)
    bench.settle()
    row = next(iter(section.line_rows.values()))
    write(row.parts["tolerance"], "5")
    QTest.keyClick(row.parts["tolerance"], Qt.Key.Key_Return)
    bench.settle()
    assert stored(bench).rules[0].rule.tolerance == 5.0
    assert row.remove_button.accessibleName() == "Take the rule from 2009/10 Q4 away"
    QTest.mouseClick(row.remove_button, LEFT)
    bench.settle()
    assert stored(bench).rules == ()


# Drafts

def kept(bench: Bench) -> dict[str, str]:
    return {draft.key: draft.body for draft in bench.ask(drafts.listed)}


def time_goes_by(panel: RecordPanel, bench: Bench) -> None:
    """The two seconds are over."""
    assert panel.drafts._keeper._timer.isActive()
    panel.drafts._keeper._timer.timeout.emit()
    bench.settle()


def test_what_is_being_written_in_the_sheet_is_kept_until_it_is_stored(panel: RecordPanel, bench: Bench) -> None:
    entries = bench.operations.state.entries
    write(text_of(panel, "definition"), "Young people who")
    time_goes_by(panel, bench)
    assert kept(bench) == {f"indicator/{NEET}/definition": "Young people who"}
    assert bench.operations.state.entries == entries
    text_of(panel, "definition").commit()
    bench.settle()
    assert kept(bench) == {}
    write(target_row(panel).why, "The South East average of")
    time_goes_by(panel, bench)
    (key,) = kept(bench)
    assert key.startswith(f"indicator/{NEET}/target ")
    assert key.endswith(" why")


def test_a_new_target_half_written_comes_back_with_its_indicator(
    real: IndicatorsPage, panel: RecordPanel, bench: Bench
) -> None:
    QTest.mouseClick(panel.targets.add_button, LEFT)
    assert panel.targets.new_row is not None
    write(panel.targets.new_row.why, "Half a reason")
    time_goes_by(panel, bench)
    assert kept(bench) == {f"indicator/{NEET}/target new why": "Half a reason"}
    real.list.choose(KILLED)
    bench.settle()
    assert panel.indicator_id == KILLED
    assert panel.targets.new_row is None
    real.list.choose(NEET)
    bench.settle()
    assert panel.targets.new_row is not None
    assert panel.targets.new_row.why.value() == "Half a reason"
    assert panel.targets.new_row.error.text() == PUT_BACK


def test_a_text_of_an_earlier_session_is_found_with_its_indicators_title(bench: Bench, tmp_path: Path) -> None:
    bench.operations.run(lambda store: drafts.save(store, {f"indicator/{NEET}/definition": "Half a sentence"}))
    bench.settle()
    (draft,) = bench.ask(drafts.listed)
    assert draft.title == bench.ask(lambda session: series(session, NEET)).indicator.title
    stale = {f"indicator/{NEET}/title": draft.title}
    bench.operations.run(lambda store: drafts.save(store, stale))
    bench.settle()
    assert [each.place.field for each in bench.ask(drafts.listed) if each.place] == ["definition"]
