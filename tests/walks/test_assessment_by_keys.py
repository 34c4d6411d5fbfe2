"""A whole self-assessment with the keyboard alone: begun, rated, written, cited, compared, confirmed, agreed, signed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app.rules.assessment import AssessmentStage
from app.store.queries import assessments
from tests.conftest import StoppedClock
from tests.walks.hands import wait_for
from tests.walks.test_assessments import Q1, Assessor, chiefs
from tests.walks.window import Walk, closed

WORDS = "Attainment has risen for the third quarter."


@pytest.fixture
def no_mouse(monkeypatch: pytest.MonkeyPatch, walk: Walk) -> None:
    """Any hand on the mouse fails the test."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the mouse was used")

    for act in ("move", "press", "release", "click", "double_click"):
        monkeypatch.setattr(walk.do, act, refuse)


def has_focus(part: QWidget) -> bool:
    return QApplication.focusWidget() is part


def by_menu(walk: Walk, button: QWidget, words: str) -> None:
    """Reach the button by Tab, open its menu with Space and choose by the arrows. Qt's menu runs a loop of its own."""
    walk.do.tab_to(button)
    failed: list[BaseException] = []

    def choose() -> None:
        menu: Any = QApplication.activePopupWidget()
        if menu is None:
            QTimer.singleShot(2, choose)
            return
        try:
            for _ in menu.actions():
                walk.do.key("Down")
                if menu.activeAction() is not None and menu.activeAction().text().startswith(words):
                    break
            assert menu.activeAction() is not None and menu.activeAction().text().startswith(words)
            walk.do.key("Return")
        except BaseException as error:
            failed.append(error)
            menu.close()

    QTimer.singleShot(0, choose)
    walk.do.key("Space")
    if failed:
        raise failed[0]
    walk.settle()


def rate(walk: Walk, me: Assessor, row: Any, key: str, why: str = "") -> None:
    """Tab to the scale, walk along it with the arrows, choose with Space; a reason where one is asked for."""
    first = next(iter(row.buttons.values()))
    walk.do.tab_to(row)
    for _ in row.buttons:
        if has_focus(row.buttons[key]):
            break
        walk.do.key("Right")
    assert has_focus(row.buttons[key]), f"the arrows do not lead from {first.text()} to {key}"
    walk.do.key("Space")
    why_field = me.page.head.judgement.why
    if has_focus(why_field):
        walk.do.type(why)
        walk.do.key("Return")
    walk.settle()


def step(walk: Walk, me: Assessor, stage: AssessmentStage) -> None:
    """The next step's button, and the button of its sheet, which has the focus then."""
    walk.do.tab_to(me.page.top.steps.forward, back=True)
    walk.do.key("Space")
    sheet = walk.sheet
    walk.do.tab_to(sheet.yes)
    walk.do.key("Return")
    walk.no_sheet()
    assert me.one.stage is stage


def tab_reads_down(walk: Walk, me: Assessor) -> bool:
    """From the editor back, Tab goes by the risk, the scales, the bar and the sections, and the same way again."""
    page = me.page
    way = [page.sections.list, page.area.bar.bold, page.head.judgement.rating, page.head.judgement.confidence,
           page.head.judgement.risk, page.area.editor]  # fmt: skip
    for part in reversed(way):
        walk.do.tab_to(part, back=True, most=30)
    for part in way:
        walk.do.tab_to(part, most=30)
    return has_focus(page.area.editor)


@pytest.mark.usefixtures("no_mouse")
def test_a_whole_self_assessment_by_keys(walk: Walk, clock: StoppedClock, plan_file: Path) -> None:
    from app.commands.open_quarter import OpenQuarter

    clock.at(2010, 7, 8, 10, 0)
    walk.program.workspace.operations.do(OpenQuarter(Q1), None)
    wait_for(lambda: walk.program.workspace.quarter == Q1, "the next quarter")
    me = Assessor(walk)
    walk.do.key("Ctrl+3")
    wait_for(me.page.isVisible, "the page by its number in the rail")
    department = next(line.department for line in me.page.state.lines if line.department.name == "Children's Services")
    me.be(chiefs()[department.short])
    by_menu(walk, me.page.top.department, department.name)
    wait_for(lambda: me.page.state.sheet.department.id == department.id, "the department")
    walk.do.tab_to(me.page.empty.one)
    walk.do.key("Space")
    wait_for(lambda: me.one is not None, "the assessment begun")
    walk.settle()
    begun = me.one.text("performance")
    assert begun.carried and begun.rating is None
    walk.do.tab_to(me.page.sections.list)
    walk.do.key("Home")
    assert me.page.view.key == "performance"

    judgement = me.page.head.judgement
    rate(walk, me, judgement.rating, "mixed", "One figure has turned")
    rate(walk, me, judgement.prospects, "promising")
    rate(walk, me, judgement.confidence, "high")
    rate(walk, me, judgement.risk_level, "medium")
    walk.do.tab_to(judgement.risk)
    walk.do.key("Ctrl+A")
    walk.do.type("Fewer school places")

    editor = me.page.area.editor
    walk.do.tab_to(editor)
    assert tab_reads_down(walk, me)
    walk.do.key("Ctrl+End", "Return")
    walk.do.type(f"{WORDS} See ")
    walk.do.key("Ctrl+E")
    assert has_focus(me.page.side.evidence.field)
    walk.do.type("NI 117")
    walk.do.key("Return")
    assert has_focus(editor)
    walk.do.key("Ctrl+B")
    walk.do.type("in full")

    by_menu(walk, me.page.top.comparing, "2009/10 Q4")
    wait_for(lambda: me.page.area.compare.on and me.page.area.compare.count, "what changed")
    walk.do.tab_to(editor)
    walk.do.key("F9")
    both = me.page.area.in_place.text
    assert both.isVisible() and has_focus(both)
    walk.do.key("F8")
    assert both.textCursor().hasSelection()
    walk.do.key("Esc")
    assert has_focus(editor)

    walk.do.tab_to(me.page.head.confirm, back=True)
    walk.do.key("Space")
    walk.settle()
    step(walk, me, AssessmentStage.AGREED)
    step(walk, me, AssessmentStage.SIGNED)

    walk.close()
    with closed(plan_file) as store, store.reading() as session:
        kept = assessments.assessment(session, department.id, Q1)
    assert kept is not None
    text = kept.text("performance")
    assert (text.rating, text.rating_reason) == ("mixed", "One figure has turned")
    assert text.prospects.value == "promising" and text.risk_level.value == "medium"
    assert text.risk == "Fewer school places" and not text.carried
    assert WORDS in text.plain and "evidence:indicator/" in text.html and "<strong>in full</strong>" in text.html
    assert kept.stage is AssessmentStage.SIGNED and kept.cited


def test_going_to_another_quarter_ends_a_comparison_with_it(walk: Walk) -> None:
    me = Assessor(walk)
    walk.do.key("Ctrl+3")
    wait_for(lambda: me.page.state.lines, "the departments")
    department = next(line.department for line in me.page.state.lines if line.department.name == "Children's Services")
    me.go(department.id)
    earlier = me.page.state.sheet.quarters[0]
    me.page.comparing.begin(earlier)
    wait_for(lambda: me.page.area.compare.on, "the comparison")
    assert me.page.top.comparing.text().startswith("Since")
    walk.do.key("Alt+PgUp")
    wait_for(lambda: me.page.state.sheet is not None and me.page.state.sheet.quarter == earlier, "the quarter before")
    walk.settle()
    assert me.page.comparing.quarter is None and not me.page.area.compare.on
    assert me.page.top.comparing.text().startswith("Compare") or not me.page.top.comparing.isVisible()
