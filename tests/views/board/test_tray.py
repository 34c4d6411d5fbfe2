"""Proposals of the figures over the board's corner."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest

from app.commands.not_now import NotNow
from app.rules.category import Category
from app.rules.moves import Rule
from app.rules.proportions import Interval
from app.rules.proposals import Basis
from app.rules.slip import UNTESTED, Test
from app.views.board.date_sheet import DateSheet
from app.views.board.tray import Tray
from tests.views.board import sample
from tests.views.board.conftest import Desk


@pytest.fixture
def tray(desk: Desk) -> Tray:
    desk.workspace.contents.proposals = (sample.proposal(), sample.proposal("Economy and jobs"))
    desk.page.state.reload()
    desk.settle()
    return desk.page.stage.tray


def press(button: object) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)  # type: ignore[arg-type]


def test_the_tray_is_hidden_while_nothing_is_proposed(desk: Desk) -> None:
    assert not desk.page.stage.tray.isVisible()


def test_a_proposal_gives_its_evidence_in_words(tray: Tray) -> None:
    assert tray.isVisible()
    assert tray.heading.text() == "Road safety has slipped"
    assert tray.words.label.text() == (
        "Casualties killed or seriously injured: floor missed in the last 2 reports "
        "(2009/10 Q3 203, 2009/10 Q4 213; floor 196). Not statistically tested. "
        "The framework moves it to the Hot List for sign-off of an extra push."
    )


def test_proposing_asks_for_the_framework_s_move_with_the_evidence_as_its_reason(
    desk: Desk, tray: Tray
) -> None:
    press(tray.propose)
    ids, to, reason = desk.moves[0]
    assert (ids, to) == ((sample.issue_id("Road safety"),), Category.HOT_LIST)
    assert reason.startswith("Casualties killed or seriously injured: floor missed")


def test_the_chart_is_opened_where_charts_are(desk: Desk, tray: Tray) -> None:
    press(tray.chart)
    assert desk.elsewhere == [("indicator", 1)]


def test_several_proposals_are_leafed_through(tray: Tray) -> None:
    assert tray.chip.text() == "Proposal 1 of 2"
    press(tray.later)
    assert tray.heading.text() == "Economy and jobs has slipped"
    press(tray.later)
    assert tray.heading.text() == "Road safety has slipped"


def test_the_proposal_in_view_stays_when_another_goes(desk: Desk, tray: Tray) -> None:
    press(tray.later)
    desk.workspace.contents.proposals = (sample.proposal("Economy and jobs"),)
    desk.page.state.reload()
    assert tray.heading.text() == "Economy and jobs has slipped"
    assert tray.chip.text() == "Proposal"


def test_not_now_puts_it_off_until_a_date(desk: Desk, tray: Tray) -> None:
    menu = tray.not_now.menu()
    menu.aboutToShow.emit()
    words = [action.text() for action in menu.actions()]
    assert words == [
        "Ask again",
        "In a month, on 15/05/2010",
        "In three months, on 15/07/2010",
        "In six months, on 14/10/2010",
        "On a date…",
    ]
    menu.actions()[1].trigger()
    assert desk.commands == [NotNow(sample.issue_id("Road safety"), "M1", date(2010, 5, 15))]


def test_not_now_takes_any_date_after_today(desk: Desk, tray: Tray) -> None:
    menu = tray.not_now.menu()
    menu.aboutToShow.emit()
    menu.actions()[-1].trigger()
    desk.settle()
    sheet = desk.page.sheet
    assert isinstance(sheet, DateSheet)
    sheet.field.setDate(QDate(2010, 4, 1))
    assert sheet.field.date() == QDate(2010, 4, 16)
    sheet.field.setDate(QDate(2010, 12, 24))
    press(sheet.save)
    desk.settle()
    assert desk.commands == [NotNow(sample.issue_id("Road safety"), "M1", date(2010, 12, 24))]
    assert desk.page.sheet is None


def test_folded_away_it_is_one_button(desk: Desk, tray: Tray) -> None:
    press(tray.fold)
    desk.settle()
    assert not tray.propose.isVisible()
    assert tray.unfold.text() == "2 proposals"
    press(tray.unfold)
    desk.settle()
    assert tray.propose.isVisible()


def test_the_last_cards_can_be_scrolled_clear_of_it(desk: Desk, tray: Tray) -> None:
    desk.press(Qt.Key.Key_End)
    card = desk.board.visualRect(desk.board.currentIndex())
    corner = desk.board.viewport().mapTo(desk.page.stage, card.bottomRight())
    assert corner.y() <= tray.geometry().top() + 14


def test_where_it_would_cover_half_the_board_it_starts_folded(desk: Desk, tray: Tray) -> None:
    desk.page.resize(900, 330)
    desk.settle()
    assert tray.is_folded
    desk.page.resize(1269, 827)
    desk.settle()
    assert not tray.is_folded


def test_a_recovery_proposes_the_return_to_the_outcomes(tray: Tray) -> None:
    slip = sample.proposal()
    evidence = replace(slip.evidence[0], basis=Basis.TARGET)
    tray.set_proposals((replace(slip, rule=Rule.M3, to=Category.OUTCOMES, evidence=(evidence,)),))
    assert tray.heading.text() == "Road safety has recovered"
    assert "target met in the last 2 reports" in tray.words.label.text()
    assert "returns it to the Outcomes of Corporate Importance" in tray.words.label.text()
    assert tray.rag.accessibleName() == "Green"


@pytest.mark.parametrize(
    ("basis", "changes", "said"),
    [
        (
            Basis.PROCESS_LIMITS,
            {"test": Test.PROCESS_LIMITS, "rule": "shift", "points": 14},
            "on the worse side of its mean in every report since 2009/10 Q3 (2009/10 Q4 213; target 180).",
        ),
        (
            Basis.PROCESS_LIMITS,
            {"test": Test.PROCESS_LIMITS, "rule": "astronomical"},
            "outside its expected range (2009/10 Q4 213; target 180).",
        ),
        (
            Basis.COUNT_TREND,
            {"test": Test.COUNT_TREND, "probability": 0.02},
            "worse over the years since 2009/10 Q3, which chance alone does 2% of the time",
        ),
        (
            Basis.CHANGE_OF_SHARE,
            {"test": Test.CHANGE_OF_SHARE, "change": Interval(-0.081, -0.012)},
            "worse than in 2009/10 Q3 by 1.2 to 8.1 percentage points",
        ),
    ],
)
def test_a_tested_slip_says_what_the_test_found(
    basis: Basis, changes: dict[str, object], said: str, tray: Tray
) -> None:
    slip = sample.proposal()
    finding = replace(UNTESTED, signal="concern", **changes)  # type: ignore[arg-type]
    evidence = replace(slip.evidence[0], basis=basis, finding=finding)
    tray.set_proposals((replace(slip, evidence=(evidence,)),))
    assert said in tray.words.label.text()
    assert "Not statistically tested" not in tray.words.label.text()
