"""The page on a small plan, by keys and mouse, from the window to the database."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pytest
from pypdfium2 import PdfDocument
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from app.commands.write_section import WriteSection
from app.rules.assessment import AssessmentStage
from app.rules.assessment_stages import Step
from app.views.assessments import paper_way
from app.views.assessments.page import AssessmentsPage
from app.views.shared import theme
from tests.issue_plan import Bench

CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


def write(page: AssessmentsPage, text: str) -> None:
    page.area.editor.setFocus()
    page.area.editor.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(page.area.editor, text)


def section(page: AssessmentsPage, key: str, bench: Bench) -> None:
    page.sections.choose(key)
    bench.settle()


def answer(page: AssessmentsPage, words: str, bench: Bench) -> None:
    """Type into the sheet that is open and press its button."""
    sheet: Any = page.questions.sheet
    field = sheet.findChild(QPlainTextEdit) or sheet.findChild(QLineEdit)
    field.setFocus()
    QTest.keyClicks(field, words)
    QTest.mouseClick(sheet.yes, LEFT)
    bench.settle()


def step(page: AssessmentsPage, wanted: Step, bench: Bench, reason: str = "") -> None:
    page.questions.step(wanted)
    sheet: Any = page.questions.sheet
    if reason:
        QTest.keyClicks(sheet.reason, reason)
    QTest.mouseClick(sheet.yes, LEFT)
    bench.settle()


def test_what_is_typed_is_stored_when_the_section_is_left(page: AssessmentsPage, bench: Bench) -> None:
    write(page, "Two services are better")
    section(page, "risks", bench)
    assert page.state.text("performance").html == "<p>Two services are better</p>"
    assert page.area.editor.html() == ""
    section(page, "performance", bench)
    assert page.area.editor.html() == "<p>Two services are better</p>"
    assert "4 of 600 words" in page.area.bar.said.text()


def test_storing_leaves_the_text_cursor_and_the_undo_where_they_are(page: AssessmentsPage, bench: Bench) -> None:
    write(page, "First words")
    page.view.writing.store()
    bench.settle()
    assert page.area.editor.textCursor().position() == 11
    QTest.keyClicks(page.area.editor, " more")
    page.view.writing.store()
    bench.settle()
    assert page.state.text("performance").plain == "First words more"
    QTest.keyClick(page.area.editor, Qt.Key.Key_Z, CTRL)
    assert page.area.editor.html() != "<p>First words more</p>"


def test_a_rating_has_no_default_and_says_what_it_means(page: AssessmentsPage, bench: Bench) -> None:
    rating = page.head.judgement.rating
    assert rating.value() is None
    rating.buttons["mixed"].setFocus()
    assert "fall short" in rating.said.text()
    QTest.keyClick(rating.buttons["mixed"], Qt.Key.Key_Right)
    assert rating.buttons["off_course"].hasFocus()
    QTest.keyClick(rating.buttons["off_course"], Qt.Key.Key_Space)
    QTest.mouseClick(page.head.judgement.prospects.buttons["poor"], LEFT)
    QTest.mouseClick(page.head.judgement.risk_level.buttons["high"], LEFT)
    QTest.mouseClick(page.head.judgement.confidence.buttons["low"], LEFT)
    bench.settle()
    text = page.state.text("performance")
    assert (text.rating, text.prospects, text.risk_level, text.confidence) == ("off_course", "poor", "high", "low")
    assert page.said.isHidden()


def test_evidence_is_cited_by_keys_alone_and_opened(page: AssessmentsPage, bench: Bench, qtbot: Any) -> None:
    write(page, "It is worse: ")
    QTest.keyClick(page.area.editor, Qt.Key.Key_E, CTRL)
    assert page.side.evidence.field.hasFocus()
    item = page.state.sheet.drawer[0]
    QTest.keyClicks(page.side.evidence.field, item.label[:6])
    QTest.keyClick(page.side.evidence.field, Qt.Key.Key_Return)
    assert page.area.editor.hasFocus()
    href = page.side.evidence.model.item(page.side.evidence.model.index(0)).ref.href
    assert href in page.area.editor.html()
    page.view.writing.store()
    bench.settle()
    assert href in page.state.text("performance").html
    opened: list[tuple[str, object]] = []
    page.open_requested.connect(lambda noun, key: opened.append((noun, key)))
    page.area.editor.moveCursor(QTextCursor.MoveOperation.End)
    page.area.editor.moveCursor(QTextCursor.MoveOperation.Left)
    QTest.keyClick(page.area.editor, Qt.Key.Key_Return, CTRL)
    assert len(opened) == 1


def test_citing_while_removed_words_are_shown_goes_back_to_the_text(page: AssessmentsPage, bench: Bench) -> None:
    write(page, "It is worse: ")
    page.area.compare_with("<p>It was better</p>", "2009/10 Q3")
    page.area.in_place.turn(True)
    page.citing.ask()
    QTest.keyClick(page.side.evidence.field, Qt.Key.Key_Escape)
    assert page.area.in_place.text.hasFocus()
    page.citing.ask()
    QTest.keyClick(page.side.evidence.field, Qt.Key.Key_Return)
    assert page.area.editor.isVisible() and page.area.editor.hasFocus()
    assert "evidence:" in page.area.editor.html()


def test_a_double_click_cites_once(page: AssessmentsPage, bench: Bench) -> None:
    write(page, "It is worse: ")
    view = page.side.evidence.view
    item = page.side.evidence.model.item(page.side.evidence.model.index(0))
    at = view.visualRect(page.side.evidence.model.index(0)).center()
    QTest.mouseClick(view.viewport(), LEFT, pos=at)
    QTest.mouseDClick(view.viewport(), LEFT, pos=at)
    bench.settle()
    assert page.area.editor.html().count(item.ref.href) == 1


def test_a_check_is_shown_to_the_author_and_answered(page: AssessmentsPage, bench: Bench) -> None:
    write(page, "All is well.")
    page.view.writing.store()
    bench.settle()
    page.side.open("checks")
    assert page.side.tabs.tabText(page.side.tabs.currentIndex()) == "Checks 1"
    QTest.mouseClick(page.side.checks.buttons[0], LEFT)
    answer(page, "None known", bench)
    assert page.state.sheet.checks[0].answer.text == "None known"
    assert page.side.tabs.tabText(page.side.tabs.currentIndex()) == "Checks"


def test_the_whole_cycle_by_its_steps(page: AssessmentsPage, bench: Bench) -> None:
    write(page, "Signed words")
    assert page.top.steps.forward.text() == "Agree…"
    step(page, Step.AGREE, bench)
    assert page.state.text("performance").plain == "Signed words"
    step(page, Step.SIGN, bench)
    assert page.state.one.stage is AssessmentStage.SIGNED
    assert page.area.editor.isReadOnly()
    assert not page.head.locked.isHidden()
    step(page, Step.RECEIVE, bench)
    page.side.open("challenge")
    QTest.mouseClick(page.side.challenge.add, LEFT)
    answer(page, "What is different this time?", bench)
    assert page.state.one.stage is AssessmentStage.CHALLENGED
    assert page.side.tabs.tabText(page.side.tabs.currentIndex()) == "Challenge 1"
    QTest.mouseClick(page.side.challenge.buttons[0], LEFT)
    answer(page, "A joint plan", bench)
    assert [note.text for note in page.state.one.notes] == ["What is different this time?", "A joint plan"]
    close = next(each for each in page.side.challenge.buttons if each.text() == "Close")
    QTest.mouseClick(close, LEFT)
    bench.settle()
    assert page.state.one.open_notes == 0
    step(page, Step.CLOSE, bench)
    assert page.state.one.stage is AssessmentStage.CLOSED
    page.questions.step(Step.REOPEN)
    assert not page.questions.sheet.yes.isEnabled()
    page.questions.sheet.dismiss()
    step(page, Step.REOPEN, bench, "A figure was wrong")
    assert page.state.one.stage is AssessmentStage.DRAFT
    assert page.state.one.events[-1].reason == "A figure was wrong"


def test_a_line_of_what_is_next_becomes_an_action(page: AssessmentsPage, bench: Bench) -> None:
    write(page, "Recruit two outreach workers by June")
    page.side.open("work")
    QTest.mouseClick(page.side.work.make, LEFT)
    bench.settle()
    sheet: Any = page.questions.sheet
    if not sheet.action.isChecked():
        QTest.keyClicks(sheet.reason, "It cuts across departments")
    QTest.mouseClick(sheet.yes, LEFT)
    bench.settle()
    assert [link.line for link in page.state.one.work] == ["Recruit two outreach workers by June"]
    assert page.side.tabs.tabText(page.side.tabs.currentIndex()) == "Work 1"


def test_somebody_else_in_the_section_loses_nothing(page: AssessmentsPage, bench: Bench) -> None:
    one = page.state.one
    write(page, "Mine")
    text = page.state.text("performance")
    bench.operations.do(WriteSection(one.id, "performance", text.version, "<p>Theirs</p>", page.state.by), None)
    bench.settle()
    assert page.area.editor.html() == "<p>Mine</p>"
    page.view.writing.store()
    bench.settle()
    assert not page.head.conflict.isHidden()
    assert page.area.editor.html() == "<p>Mine</p>"
    assert page.state.text("performance").html == "<p>Theirs</p>"
    page.head.mine_wanted.emit()
    bench.settle()
    assert page.state.text("performance").html == "<p>Mine</p>"
    assert page.head.conflict.isHidden()


def test_an_undo_of_the_window_shows_in_the_text(page: AssessmentsPage, bench: Bench) -> None:
    write(page, "Words")
    page.view.writing.store()
    bench.settle()
    bench.operations.undo(None, lambda error: pytest.fail(str(error)))
    bench.settle()
    assert page.area.editor.html() == ""


def test_the_map_shows_all_and_leads_to_a_section(page: AssessmentsPage, bench: Bench) -> None:
    page.head.judgement.rating.choose("mixed")
    bench.settle()
    QTest.mouseClick(page.top.all, LEFT)
    bench.settle()
    assert page.stack.currentWidget() is page.heat
    index = page.heat.model.index(0, 0)
    assert index.data() == "Mixed progress"
    page.heat.table.setCurrentIndex(page.heat.model.index(7, 0))
    page.heat.table.setFocus()
    QTest.keyClick(page.heat.table, Qt.Key.Key_Return)
    bench.settle()
    assert page.stack.currentWidget() is page.split
    assert page.view.key == page.heat.model.map.sections[7].key


def test_only_the_text_and_back_by_one_key(page: AssessmentsPage, bench: Bench) -> None:
    page.area.editor.setFocus()
    QTest.keyClick(page.area.editor, Qt.Key.Key_F11)
    assert page.side.isHidden() and page.sections.isHidden()
    QTest.keyClick(page.area.editor, Qt.Key.Key_F11)
    assert not page.side.isHidden()


def test_the_view_is_kept(page: AssessmentsPage, bench: Bench) -> None:
    section(page, "risks", bench)
    page.side.open("checks")
    kept = page.view_state()
    other = AssessmentsPage(bench.workspace)
    other.restore_view_state(kept)
    bench.settle()
    assert (other.view.key, other.side.key) == ("risks", "checks")
    other.deleteLater()


def test_every_control_says_its_name(page: AssessmentsPage) -> None:
    from PySide6.QtWidgets import QAbstractButton, QComboBox, QListView, QTableView, QTextEdit

    nameless = [
        part
        for kind in (QAbstractButton, QComboBox, QListView, QTableView, QTextEdit, QLineEdit, QPlainTextEdit)
        for part in page.findChildren(kind)
        if part.isVisible() and not (part.accessibleName() or getattr(part, "text", lambda: "")())
        and not part.objectName().startswith("qt_")
    ]  # fmt: skip
    assert [f"{type(part).__name__} in {type(part.parent()).__name__}" for part in nameless] == []


def test_the_assessment_is_saved_as_pdf_with_what_was_just_typed(
    page: AssessmentsPage, bench: Bench, tmp_path: Path, qtbot: Any
) -> None:
    write(page, "Two services are better")
    to = tmp_path / "out.pdf"
    assert [each.text() for each in page.word.button.menu().actions()][:2] == [
        "Save the self-assessment as PDF…", "Print…",
    ]  # fmt: skip
    page.word.paper.save(to)
    qtbot.waitUntil(to.exists, timeout=20_000)
    bench.settle()
    read = (each.get_textpage().get_text_range() for each in PdfDocument(to.read_bytes()))
    text = " ".join(" ".join(read).split())
    assert "Two services are better" in text and page.state.one.department.name in text
    qtbot.waitUntil(lambda: page.said.text() == "Saved as out.pdf.")


def print_now(page: AssessmentsPage) -> None:
    """The line of the Files menu."""
    next(each for each in page.word.button.menu().actions() if each.text() == "Print…").trigger()


def test_printing_without_a_printer_says_what_to_do_instead(page: AssessmentsPage, monkeypatch: Any) -> None:
    monkeypatch.setattr(paper_way, "there_is_a_printer", lambda: False)
    print_now(page)
    assert "printer" in page.said.text() and "PDF" in page.said.text()
    assert page.word.paper.dialog is None


def test_the_assessment_is_printed_with_what_was_just_typed(
    page: AssessmentsPage, bench: Bench, tmp_path: Path, monkeypatch: Any, qtbot: Any
) -> None:
    out = tmp_path / "printed.pdf"
    sizes: list[Any] = []

    def stand_in(size: Any, name: str) -> QPrinter:
        sizes.append((size, name))
        printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
        printer.setOutputFileName(str(out))
        return printer

    monkeypatch.setattr(paper_way, "there_is_a_printer", lambda: True)
    monkeypatch.setattr(paper_way, "printer_for", stand_in)
    write(page, "Typed right before it was printed.")
    print_now(page)
    paper = page.word.paper
    qtbot.waitUntil(lambda: paper.dialog is not None and paper.dialog.isVisible(), timeout=30_000)
    bench.settle()
    assert "Typed right before it was printed." in page.state.text("performance").plain
    dialog: Any = paper.dialog
    pages = dialog.maxPage()
    with qtbot.waitSignal(paper.run.ended, timeout=30_000) as ended:
        dialog.accept()
    assert ended.args == [pages] and page.said.text() == f"Sent to the printer: {pages} pages."
    document = PdfDocument(out)
    assert len(document) == pages
    document.close()
    (size, name), = sizes
    assert size.width() < size.height() and name.endswith("self-assessment 2009-10-Q4")


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_does_not_answer_is_told_and_the_page_goes_on(
    page: AssessmentsPage, tmp_path: Path, monkeypatch: Any, qtbot: Any
) -> None:
    def dead(_size: Any, _name: str) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
        printer.setOutputFileName(str(tmp_path / "none" / "printed.pdf"))
        return printer

    monkeypatch.setattr(paper_way, "there_is_a_printer", lambda: True)
    monkeypatch.setattr(paper_way, "printer_for", dead)
    print_now(page)
    paper = page.word.paper
    qtbot.waitUntil(lambda: paper.dialog is not None and paper.dialog.isVisible(), timeout=30_000)
    with qtbot.waitSignal(paper.run.failed, timeout=30_000):
        paper.dialog.accept()
    assert "printer" in page.said.text() and not paper.run.busy


def test_a_returned_word_file_shows_its_judgements_and_asks_why(
    page: AssessmentsPage, bench: Bench, tmp_path: Path, qtbot: Any
) -> None:
    page.word.save(tmp_path / "out.docx")
    qtbot.waitUntil((tmp_path / "out.docx").exists, timeout=20_000)
    bench.settle()
    document = docx.Document(str(tmp_path / "out.docx"))
    document.tables[0].cell(0, 1).text, document.tables[0].cell(1, 1).text = "Off course", "Poor"
    document.save(str(tmp_path / "back.docx"))
    page.word.read(tmp_path / "back.docx")
    qtbot.waitUntil(lambda: page.word.sheet is not None, timeout=20_000)
    sheet = page.word.sheet
    assert sheet is not None and sheet.boxes["performance"].text().endswith("(2 judgements changed)")
    assert page.state.text("performance").rating is None
    QTest.mouseClick(sheet.yes, LEFT)
    bench.settle()
    text = page.state.text("performance")
    assert (text.rating, text.prospects) == ("off_course", "poor")


def test_every_name_beside_the_text_is_in_view(page: AssessmentsPage) -> None:
    tabs = page.side.tabs
    page.side.resize(222, 500)
    for at in range(tabs.count()):
        tab = tabs.tab(at)
        assert tabs.rect().contains(tab.geometry()) and tab.width() >= tab.sizeHint().width()
    tabs.tab(0).setFocus()
    QTest.keyClick(tabs.tab(0), Qt.Key.Key_Right)
    assert page.side.key == "checks" and tabs.tab(1).hasFocus()
    QTest.mouseClick(tabs.tab(4), LEFT)
    assert page.side.key == "changes"


def test_at_twice_the_size_nothing_is_cut_and_the_page_scrolls(
    page: AssessmentsPage, bench: Bench, qapp: QApplication, qtbot: Any
) -> None:
    columns = page.split.sizes()
    theme.apply(qapp, "light", 2.0)
    try:
        page.window().resize(1100, 500)
        qtbot.waitUntil(lambda: page.split.stacked)
        bench.settle()
        qtbot.wait(50)
        bar = page.split.verticalScrollBar()
        assert bar.maximum() > 0 and page.split.horizontalScrollBar().maximum() == 0
        for part in (page.area.bar.evidence, page.area.bar.wide, page.top.steps.forward, page.word.button):
            assert part.width() >= part.sizeHint().width() and part.height() >= part.sizeHint().height()
            assert part.parentWidget().rect().contains(part.geometry())
        assert page.area.editor.height() >= 400 and page.head.height() >= page.head.heightForWidth(page.head.width())
        bar.setValue(bar.maximum())
        assert not page.side.visibleRegion().isEmpty()
    finally:
        theme.apply(qapp, "light", 1.0)
    page.window().resize(1280, 800)
    qtbot.waitUntil(lambda: not page.split.stacked)
    assert len(page.split.sizes()) == 3 and page.split.sizes() == pytest.approx(columns, abs=40)
