"""The sheet of papers: what is seen is what is saved and printed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPageLayout
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QDialog, QMainWindow

from app.bridge.operations import Operations
from app.views.dashboard.print_sheet import PrintSheet
from tests.open_plan import opened_plan
from tests.plans import Q4


@pytest.fixture
def operations(tmp_path: Path, qtbot: Any) -> Iterator[Operations]:
    with opened_plan(tmp_path, qtbot) as found:
        yield found


@pytest.fixture
def sheet(operations: Operations, qtbot: Any) -> Iterator[PrintSheet]:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    made = PrintSheet(operations, window)
    window.show()
    with qtbot.waitSignal(made.pages.drawn, timeout=15_000):
        made.show_quarter(Q4)
    yield made
    made.dismiss()


def test_the_preview_shows_the_page(sheet: PrintSheet) -> None:
    picture = sheet.stack.grab().toImage()
    inks = {
        picture.pixelColor(x, y).name()
        for x in range(0, picture.width(), 3)
        for y in range(0, picture.height(), 3)
    }
    assert "#ffffff" in inks
    assert len(inks) > 20
    assert sheet.title.text() == "Pages of 2009/10 Q4"
    assert sheet.stack.accessibleDescription() == "1 page"


def test_the_saved_file_is_the_shown_paper(sheet: PrintSheet, tmp_path: Path, qtbot: Any) -> None:
    with qtbot.waitSignal(sheet.job.saved, timeout=10_000):
        sheet.save_to(str(tmp_path / "paper.pdf"))
    document = pypdfium2.PdfDocument(tmp_path / "paper.pdf")
    assert "Corporate Dashboard" in document[0].get_textpage().get_text_range()
    document.close()
    assert sheet.words.text() == f"Saved as {tmp_path / 'paper.pdf'}."


def test_a_paper_that_cannot_be_saved_says_why_and_can_be_saved_elsewhere(
    sheet: PrintSheet, tmp_path: Path, qtbot: Any
) -> None:
    with qtbot.waitSignal(sheet.job.failed, timeout=10_000):
        sheet.save_to(str(tmp_path / "none" / "paper.pdf"))
    assert sheet.error.text().startswith("The paper was not saved: the folder of")
    assert sheet.save_button.isEnabled()


def test_the_paper_is_printed_at_the_printers_resolution(
    sheet: PrintSheet, tmp_path: Path, qtbot: Any
) -> None:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setResolution(200)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    sheet.print_on(printer)
    qtbot.waitUntil(lambda: sheet.words.text() == "Sent to the printer.", timeout=15_000)
    document = pypdfium2.PdfDocument(tmp_path / "printed.pdf")
    width, height = document[0].get_size()
    picture = document[0].render(scale=1).to_pil().convert("L")
    document.close()
    assert width > height
    assert picture.getextrema()[0] < 80


def test_the_questions_for_a_name_and_a_printer_do_not_block(sheet: PrintSheet, qtbot: Any) -> None:
    for ask in (sheet.save_button, sheet.print_button):
        qtbot.mouseClick(ask, Qt.MouseButton.LeftButton)
        dialog = sheet._dialog
        assert isinstance(dialog, QDialog)
        assert dialog.isVisible()
        dialog.reject()


def test_zooming_draws_the_page_anew(sheet: PrintSheet, qtbot: Any) -> None:
    sheet.stack.setFocus()
    with qtbot.waitSignal(sheet.pages.drawn, timeout=10_000) as drawn:
        qtbot.keyClick(sheet.stack, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    before = drawn.args[1].width()
    with qtbot.waitSignal(sheet.pages.drawn, timeout=10_000) as drawn:
        qtbot.keyClick(sheet.stack, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert drawn.args[1].width() > before
