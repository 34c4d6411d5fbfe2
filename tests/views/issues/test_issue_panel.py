from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from app.commands.edit_issue import EditIssue, SetTags
from app.rules.category import Category
from app.rules.errors import KnownError
from app.rules.issue import IssueSheet
from app.store.queries import issues
from app.views.issues.issue_drawer import IssueDrawer
from app.views.issues.issue_panel import IssuePanel
from app.views.issues.moves import Moves
from app.views.shared import theme
from app.views.shared.choice_value import ChoiceValue
from app.views.shared.text_value import TextValue
from tests.issue_plan import BSF, NEET, Q4, ROAD, Bench

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing", extend=True)


@pytest.fixture
def drawer(bench: Bench, window: QMainWindow) -> Iterator[IssueDrawer]:
    made = IssueDrawer(bench.workspace, window.centralWidget())
    made.open_issue(NEET)
    bench.settle()
    yield made
    made.panel.close_issue()
    bench.settle()


@pytest.fixture
def panel(drawer: IssueDrawer) -> IssuePanel:
    return drawer.panel


def stored(bench: Bench, issue_id: int = NEET) -> IssueSheet:
    return bench.ask(lambda session: issues.sheet(session, issue_id, Q4))


def text_of(panel: IssuePanel, name: str) -> TextValue:
    for rows in (panel.overview.rows, *(section.rows for section in panel.sections)):
        if name in rows:
            editor = rows[name].editor
            assert isinstance(editor, TextValue)
            return editor
    raise KeyError(name)


def edit_elsewhere(bench: Bench, field: str, value: str, issue_id: int = NEET) -> None:
    bench.do(EditIssue(issue_id, stored(bench, issue_id).version, field, value))
    assert bench.refused == []


def retype(field: QWidget, text: str) -> None:
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field, Qt.Key.Key_Delete)
    QTest.keyClicks(field, text)


def tab(times: int = 1) -> None:
    for _ in range(times):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)


def section(panel: IssuePanel, title: str, bench: Bench):  # type: ignore[no-untyped-def]
    found = next(each for each in panel.sections if each.title == title)
    found.set_open(True)
    bench.settle()
    return found


def test_leaving_a_field_stores_it_as_one_change_that_can_be_undone(bench: Bench, panel: IssuePanel) -> None:
    title = text_of(panel, "title")
    retype(title, "Fewer young people out of work")
    assert bench.sent == []
    tab()
    bench.settle()
    assert bench.sent == [EditIssue(NEET, 2, "title", "Fewer young people out of work")]
    bench.undo()
    assert title.value().startswith("Reduced number of young people")


def test_enter_stores_a_title_and_makes_no_second_line(bench: Bench, panel: IssuePanel) -> None:
    title = text_of(panel, "title")
    retype(title, "Fewer young people out of work")
    QTest.keyClick(title, Qt.Key.Key_Return)
    bench.settle()
    assert stored(bench).title == "Fewer young people out of work"
    tab()
    bench.settle()
    assert len(bench.sent) == 1


def test_escape_first_takes_back_what_was_typed_and_then_closes_the_sheet(
    bench: Bench, panel: IssuePanel
) -> None:
    title = text_of(panel, "title")
    before = title.value()
    retype(title, "Something else")
    QTest.keyClick(title, Qt.Key.Key_Escape)
    assert title.value() == before
    assert panel.isVisible()
    QTest.keyClick(title, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    bench.settle()
    assert bench.sent == []


@pytest.mark.parametrize(("typed", "said"), [("", "1 to 200"), ("   ", "1 to 200"), ("x" * 201, "1 to 200")])
def test_a_title_that_cannot_stand_is_marked_in_place_and_kept(
    bench: Bench, panel: IssuePanel, typed: str, said: str
) -> None:
    title = text_of(panel, "title")
    retype(title, "")
    title.insertPlainText(typed)
    tab()
    bench.settle()
    row = panel.overview.rows["title"]
    assert row.error.isVisible()
    assert said in row.error.text()
    assert title.property("invalid") == "true"
    assert title.value() == typed
    assert title.accessibleDescription() == row.error.text()
    assert bench.sent == []


def test_the_mark_goes_as_soon_as_one_types_again(bench: Bench, panel: IssuePanel) -> None:
    title = text_of(panel, "title")
    retype(title, "")
    tab()
    title.setFocus()
    QTest.keyClicks(title, "A")
    assert not panel.overview.rows["title"].error.isVisible()


def test_a_title_of_two_hundred_characters_is_stored(bench: Bench, panel: IssuePanel) -> None:
    title = text_of(panel, "title")
    retype(title, "")
    title.insertPlainText("ä" * 200)
    tab()
    bench.settle()
    assert stored(bench).title == "ä" * 200


def test_two_fields_edited_at_once_are_both_stored(bench: Bench, panel: IssuePanel) -> None:
    retype(text_of(panel, "title"), "First")
    retype(text_of(panel, "progress"), "Second")
    text_of(panel, "next_step").setFocus()
    bench.settle()
    sheet = stored(bench)
    assert (sheet.title, sheet.fields["progress"]) == ("First", "Second")
    assert bench.refused == []


def test_what_is_being_typed_survives_a_change_made_elsewhere(bench: Bench, panel: IssuePanel) -> None:
    progress = text_of(panel, "progress")
    retype(progress, "Half a sentence")
    edit_elsewhere(bench, "title", "Changed from the board")
    assert progress.value() == "Half a sentence"
    assert text_of(panel, "title").value() == "Changed from the board"
    edit_elsewhere(bench, "progress", "Changed from the board")
    assert progress.value() == "Half a sentence"
    assert "changed elsewhere" in panel.overview.rows["progress"].error.text()


def test_a_full_disk_keeps_the_text_and_says_so_at_the_field(bench: Bench, panel: IssuePanel) -> None:
    progress = text_of(panel, "progress")
    retype(progress, "Half a page")
    bench.fail_next = KnownError("disk_full", drive="C:", needed=2_000_000, free=100_000)
    tab()
    bench.settle()
    assert progress.value() == "Half a page"
    assert panel.overview.rows["progress"].error.isVisible()
    progress.setFocus()
    tab()
    bench.settle()
    assert stored(bench).fields["progress"] == "Half a page"
    assert not panel.overview.rows["progress"].error.isVisible()


def test_closing_the_sheet_stores_what_is_still_being_typed(bench: Bench, panel: IssuePanel) -> None:
    retype(text_of(panel, "next_step"), "Ask Connexions")
    QTest.mouseClick(panel.close_button, Qt.MouseButton.LeftButton)
    bench.settle()
    assert stored(bench).fields["next_step"] == "Ask Connexions"


def test_closing_the_window_stores_what_is_still_being_typed(
    bench: Bench, panel: IssuePanel, window: QMainWindow
) -> None:
    retype(text_of(panel, "next_step"), "Ask Connexions")
    window.close()
    assert [command.value for command in bench.sent] == ["Ask Connexions"]
    bench.settle()
    assert stored(bench).fields["next_step"] == "Ask Connexions"


def test_opening_another_issue_stores_what_was_typed_for_the_one_before(
    bench: Bench, drawer: IssueDrawer
) -> None:
    retype(text_of(drawer.panel, "next_step"), "Ask Connexions")
    drawer.open_issue(ROAD)
    bench.settle()
    assert stored(bench).fields["next_step"] == "Ask Connexions"
    assert stored(bench, ROAD).fields["next_step"] == ""
    assert text_of(drawer.panel, "title").value() == "Road safety"


def test_undo_in_a_field_takes_back_letters_and_then_belongs_to_the_window(
    bench: Bench, panel: IssuePanel
) -> None:
    from PySide6.QtGui import QKeySequence

    progress = text_of(panel, "progress")
    progress.setFocus()

    def wants_undo() -> bool:
        event = QKeyEvent(QKeyEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert event.matches(QKeySequence.StandardKey.Undo)
        event.ignore()
        QApplication.sendEvent(progress, event)
        return event.isAccepted()

    assert not wants_undo()
    QTest.keyClicks(progress, "More. ")
    assert wants_undo()


def test_a_lead_is_found_by_typing_part_of_the_post(bench: Bench, panel: IssuePanel) -> None:
    lead = panel.overview.rows["lead_post_id"].editor
    assert isinstance(lead, ChoiceValue)
    lead.setFocus()
    QTest.keyClick(lead, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(lead.lineEdit(), "climate")
    QTest.keyClick(lead.completer().popup(), Qt.Key.Key_Return)
    bench.settle()
    assert stored(bench).fields["lead_post_id"] == 3
    assert lead.lineEdit().text() == "Head of Climate Change"


def test_a_lead_picked_with_the_arrows_is_taken_by_enter(bench: Bench, panel: IssuePanel) -> None:
    lead = panel.overview.rows["lead_post_id"].editor
    assert isinstance(lead, ChoiceValue)
    lead.setFocus()
    QTest.keyClick(lead, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(lead.lineEdit(), "e")
    finds = lead.completer().popup()
    for _ in range(3):
        QTest.keyClick(finds, Qt.Key.Key_Down)
    picked = finds.currentIndex().data()
    assert picked != finds.model().index(0, 0).data()
    QTest.keyClick(finds, Qt.Key.Key_Return)
    bench.settle()
    assert not finds.isVisible()
    assert lead.lineEdit().text() == picked
    assert [command.field for command in bench.sent] == ["lead_post_id"]


def test_undo_in_a_lead_is_the_plans_unless_something_is_being_typed(bench: Bench, panel: IssuePanel) -> None:
    lead = panel.overview.rows["lead_post_id"].editor
    assert isinstance(lead, ChoiceValue)
    lead.setFocus()

    def wants_undo() -> bool:
        event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        event.ignore()
        QApplication.sendEvent(QApplication.focusWidget(), event)
        return event.isAccepted()

    assert not wants_undo()
    QTest.keyClicks(lead.lineEdit(), "climate")
    assert wants_undo()
    QTest.keyClick(lead.completer().popup(), Qt.Key.Key_Return)
    bench.settle()
    assert not wants_undo()


def test_a_click_into_a_lead_selects_it_so_typing_replaces_it(bench: Bench, panel: IssuePanel) -> None:
    lead = panel.overview.rows["lead_post_id"].editor
    assert isinstance(lead, ChoiceValue)
    text_of(panel, "progress").setFocus()
    QTest.mouseClick(lead.lineEdit(), Qt.MouseButton.LeftButton, pos=QPoint(20, 6))
    assert lead.lineEdit().selectedText() == lead.lineEdit().text() != ""


def test_the_down_key_in_a_choice_opens_its_list_and_stores_nothing(bench: Bench, panel: IssuePanel) -> None:
    lead = panel.overview.rows["lead_post_id"].editor
    assert isinstance(lead, ChoiceValue)
    lead.setFocus()
    QTest.keyClick(lead, Qt.Key.Key_Down)
    assert lead.view().isVisible()
    QTest.keyClick(lead.view(), Qt.Key.Key_Escape)
    bench.settle()
    assert bench.sent == []


def test_closing_the_sheet_gives_the_focus_back_to_the_page(
    bench: Bench, drawer: IssueDrawer, window: QMainWindow
) -> None:
    page = window.centralWidget()
    page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    assert drawer.isAncestorOf(QApplication.focusWidget())
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    bench.settle()
    assert drawer.isHidden()
    assert QApplication.focusWidget() is page


def test_a_post_that_does_not_exist_is_marked_and_kept(bench: Bench, panel: IssuePanel) -> None:
    row = panel.overview.rows["lead_post_id"]
    lead = row.editor
    assert isinstance(lead, ChoiceValue)
    lead.setFocus()
    QTest.keyClick(lead, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(lead.lineEdit(), "Nobody")
    text_of(panel, "progress").setFocus()
    bench.settle()
    assert "nothing in the list is called “Nobody”" in row.error.text()
    assert lead.lineEdit().text() == "Nobody"
    assert bench.sent == []


def test_a_review_date_is_read_as_one_writes_it(bench: Bench, panel: IssuePanel) -> None:
    row = panel.overview.rows["review_date"]
    retype(row.editor, "1 Sept 2010")
    tab()
    bench.settle()
    assert stored(bench).fields["review_date"] == date(2010, 9, 1)
    assert row.editor.text() == "01/09/2010"  # type: ignore[union-attr]


def test_a_day_that_does_not_exist_is_marked_and_kept(bench: Bench, panel: IssuePanel) -> None:
    row = panel.overview.rows["review_date"]
    retype(row.editor, "31/02/2010")
    tab()
    bench.settle()
    assert "22/02/2010" in row.error.text()
    assert row.editor.text() == "31/02/2010"  # type: ignore[union-attr]
    assert bench.sent == []


def test_the_wheel_over_a_choice_changes_nothing(bench: Bench, panel: IssuePanel) -> None:
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QWheelEvent

    department = panel.overview.rows["department_id"].editor
    department.setFocus()
    centre = QPointF(department.rect().center())
    wheel = QWheelEvent(
        centre, department.mapToGlobal(centre), QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(department, wheel)
    bench.settle()
    assert bench.sent == []


def test_a_past_quarter_is_shown_as_it_stood_and_cannot_be_changed(bench: Bench, panel: IssuePanel) -> None:
    bench.workspace.set_quarter(Q4.shift(-2))
    bench.settle()
    assert panel.band.isVisible()
    assert "2009/10 Q2" in panel.band.text()
    title = text_of(panel, "title")
    title.setFocus()
    QTest.keyClicks(title, "x")
    tab()
    bench.settle()
    assert title.isReadOnly()
    assert not panel.move_button.isVisible()
    assert bench.sent == []
    bench.workspace.set_quarter(Q4)
    bench.settle()
    assert not title.isReadOnly()
    QTest.keyClicks(title, "x")


def test_hostile_texts_are_shown_as_text_and_break_no_layout(
    bench: Bench, drawer: IssueDrawer, window: QMainWindow
) -> None:
    hostile = (
        "<img src=file:///tmp/red.png><h1>no</h1> =cmd|'/c calc'!A1 & \U0001f468‍\U0001f469‍\U0001f467 "
        "مرحبا بالعالم\nline two\n" + "W" * 400 + "\n" + "long " * 9_000
    )
    assert len(hostile) < 50_000
    edit_elsewhere(bench, "progress", hostile)
    edit_elsewhere(bench, "title", "<b>&amp; =1+1</b> " + "M" * 150)
    panel = drawer.panel
    for each in panel.sections:
        each.set_open(True)
    bench.settle()
    progress = text_of(panel, "progress")
    assert progress.value() == hostile
    assert text_of(panel, "title").value().startswith("<b>&amp; =1+1</b>")
    assert progress.height() < 260
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in panel.findChildren(QLabel))
    content = panel.area.widget()
    assert content.width() <= panel.area.viewport().width()
    assert content.minimumSizeHint().width() <= panel.area.viewport().width()


def test_fifty_thousand_characters_are_stored_and_one_more_is_not(bench: Bench, panel: IssuePanel) -> None:
    progress = text_of(panel, "progress")
    retype(progress, "")
    progress.insertPlainText("a" * 50_001)
    tab()
    bench.settle()
    assert "50,000" in panel.overview.rows["progress"].error.text()
    assert bench.sent == []
    progress.setFocus()
    QTest.keyClick(progress, Qt.Key.Key_Backspace)
    tab()
    bench.settle()
    assert len(str(stored(bench).fields["progress"])) == 50_000


def test_only_text_is_pasted(bench: Bench, panel: IssuePanel) -> None:
    from PySide6.QtCore import QMimeData

    data = QMimeData()
    data.setHtml("<img src='file:///tmp/red.png'><b>bold</b>")
    data.setText("two\nlines")
    title = text_of(panel, "title")
    retype(title, "")
    title.insertFromMimeData(data)
    assert title.value() == "two lines"


def test_every_stop_of_the_sheet_has_a_name_and_is_reached_by_tab(bench: Bench, panel: IssuePanel) -> None:
    for each in panel.sections:
        each.set_open(True)
    bench.settle()
    stops = [
        each
        for each in panel.findChildren(QWidget)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isVisible() and each.focusProxy() is None
    ]
    assert [type(each).__name__ for each in stops if not each.accessibleName() and not each.text()] == []  # type: ignore[attr-defined]
    panel.setFocus()
    seen = set()
    for _ in range(len(stops) + 5):
        tab()
        seen.add(QApplication.focusWidget())
    assert [
        type(each).__name__ + each.accessibleName() for each in stops if each not in seen and each.isEnabled()
    ] == []


def test_tab_follows_the_reading_order(bench: Bench, panel: IssuePanel) -> None:
    for title in ("Criteria and readiness", "Actions and risks"):
        section(panel, title, bench)
    content = panel.area.widget()
    panel.setFocus()
    tops = []
    for _ in range(90):
        tab()
        at = QApplication.focusWidget()
        if content.isAncestorOf(at):
            tops.append(at.mapTo(content, at.rect().topLeft()).y())
        elif tops:
            break
    assert len(tops) > 40
    steps_back = [(a, b) for a, b in pairwise(tops) if b < a - 30]
    assert steps_back == []


def test_the_drawer_keeps_to_the_right_and_grows_by_keyboard(
    drawer: IssueDrawer, window: QMainWindow
) -> None:
    assert drawer.geometry().right() == window.centralWidget().rect().right()
    before = drawer.width()
    drawer.grip.setFocus()
    QTest.keyClick(drawer.grip, Qt.Key.Key_Left)
    assert drawer.width() > before
    window.resize(700, 600)
    QApplication.processEvents()
    assert drawer.geometry().left() >= 0


def test_the_sheet_opens_after_a_move_sheet_was_closed_and_deleted(bench: Bench, window: QMainWindow) -> None:
    drawer = IssueDrawer(bench.workspace, window.centralWidget())
    moves = Moves(bench.workspace, window)
    moves.start((BSF,), Category.IMPROVEMENT_PLAN)
    bench.settle()
    assert moves.sheet is not None
    moves.sheet.dismiss()
    bench.settle()
    drawer.open_issue(NEET)
    bench.settle()
    assert drawer.isVisible()


def test_the_edge_of_the_sheet_can_be_dragged(drawer: IssueDrawer) -> None:
    from PySide6.QtCore import QPoint

    before = drawer.width()
    grip = drawer.grip
    QTest.mousePress(grip, Qt.MouseButton.LeftButton, pos=QPoint(3, 200))
    QTest.mouseMove(grip, QPoint(-57, 200))
    QTest.mouseRelease(grip, Qt.MouseButton.LeftButton, pos=QPoint(3, 200))
    assert drawer.width() == before + 60


def test_the_sheet_says_where_the_issue_stands_and_why_it_is_red(panel: IssuePanel) -> None:
    assert [chip.text() for chip in panel._shown_chips] == ["Improvement Plan"]
    assert panel.since.text() == "since 2008/09 Q2"
    assert panel.overview.rag_words.text().startswith("Red, by NI 117")


def test_an_issue_that_is_not_there_closes_the_sheet(bench: Bench, drawer: IssueDrawer) -> None:
    drawer.open_issue(999)
    bench.settle()
    assert not drawer.isVisible()


def test_the_menu_offers_each_move_and_says_why_one_is_closed(bench: Bench, drawer: IssueDrawer) -> None:
    drawer.open_issue(BSF)
    bench.settle()
    offered = {action.text(): action for action in drawer.panel.move_menu.actions()}
    assert set(offered) == {"To Improvement Plan…", "To Outcomes… (as an exception)", "Leave the lists…"}
    asked = []
    drawer.panel.move_requested.connect(lambda ids, to: asked.append((ids, to)))
    offered["To Improvement Plan…"].trigger()
    assert asked == [((BSF,), "improvement_plan")]
    drawer.open_issue(ROAD)
    bench.settle()
    leave = next(a for a in drawer.panel.move_menu.actions() if a.text() == "Leave the lists…")
    assert not leave.isEnabled()
    assert "Outcome does not leave" in leave.toolTip()


def test_texts_are_in_full_ink_after_the_theme_changed_while_the_sheet_was_closed(
    bench: Bench, panel: IssuePanel, qapp: QApplication
) -> None:
    panel.close_issue()
    bench.settle()
    theme.apply(qapp, "dark", 1.0)
    panel.open_issue(NEET)
    bench.settle()
    progress = text_of(panel, "progress")
    assert progress.palette().text().color().name() == theme.current().ink.name()
    theme.apply(qapp, "light", 1.0)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_all_values_of_the_sheet_begin_on_one_line(
    bench: Bench, window: QMainWindow, qtbot: QtBot, scale: float
) -> None:
    theme.apply(QApplication.instance(), "light", scale)  # type: ignore[arg-type]
    bench.do(SetTags((NEET,), ("skills for those who are at work already",)))
    drawer = IssueDrawer(bench.workspace, window.centralWidget())
    drawer.open_issue(NEET)
    bench.settle()
    panel = drawer.panel
    section(panel, "Outcome and ownership", bench)

    def starts() -> dict[str, int]:
        def left(part: QWidget, inside: int = 0) -> int:
            return part.mapTo(panel, part.rect().topLeft()).x() + inside

        found = {"RAG": left(panel.overview.rag), "tag": left(panel.overview.tags._chips[0])}
        lead = panel.overview.rows["lead_post_id"].editor.lineEdit()
        day, adder = panel.overview.rows["review_date"].editor, panel.overview.tags.adder
        for name, line in (("add a tag", adder), ("day", day), ("lead", lead)):
            line.setCursorPosition(0)
            found[name] = left(line, line.cursorRect().center().x())
        horizon = text_of(panel, "horizon")
        return found | {"text": left(horizon.viewport(), horizon.cursorRect().x())}

    qtbot.waitUntil(lambda: max(starts().values()) - min(starts().values()) <= 1)
    panel.close_issue()
    bench.settle()
    theme.apply(QApplication.instance(), "light", 1.0)  # type: ignore[arg-type]
