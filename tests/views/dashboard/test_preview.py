"""The preview of a paper, its small pages, and the way to the printer."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPageLayout
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.bridge.operations import Operations
from app.bridge.paper_files import PaperFiles
from app.bridge.paper_pages import PaperPages
from app.rules.changes import Actor
from app.rules.errors import KnownError
from app.rules.papers import Pack, PageChoice, PageKind
from app.views.dashboard.page_stack import PageStack
from app.views.dashboard.printing import PrintRun, ask_printer, printer_for, wanted_pages
from app.views.dashboard.thumbnails import Thumbnail, Thumbnails
from tests.reports.packs import sample_facts


@cache
def paper(count: int = 3, wide: int = 842, high: int = 595) -> bytes:
    """A PDF of blank pages, the first with a black box."""
    import io

    made = pypdfium2.PdfDocument.new()
    for _ in range(count):
        made.new_page(wide, high)
    out = io.BytesIO()
    made.save(out)
    made.close()
    return out.getvalue()


@pytest.fixture
def stack(qtbot: Any) -> Iterator[PageStack]:
    pages = PaperPages()
    made = PageStack(pages)
    made.paper = pages  # type: ignore[attr-defined]
    qtbot.addWidget(made)
    made.resize(700, 420)
    made.show()
    with qtbot.waitSignal(pages.drawn, timeout=15_000):
        pages.open(paper())
    yield made
    pages.drop()


def test_zooming_draws_the_page_anew(stack: PageStack, qtbot: Any) -> None:
    stack.setFocus()
    widths = []
    for _ in range(2):
        with qtbot.waitSignal(stack.paper.drawn, timeout=10_000) as drawn:  # type: ignore[attr-defined]
            qtbot.keyClick(stack, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
        widths.append(drawn.args[1].width())
    assert widths[1] > widths[0]
    qtbot.keyClick(stack, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert stack.zoom == 1.0


def test_a_new_paper_keeps_the_place_and_the_old_print_until_it_is_drawn(stack: PageStack, qtbot: Any) -> None:
    stack.show_page(2)
    assert stack.page() == 2
    at = stack.verticalScrollBar().value()
    assert at > 0
    with qtbot.waitSignal(stack.paper.counted, timeout=10_000):  # type: ignore[attr-defined]
        stack.paper.open(paper(4))  # type: ignore[attr-defined]
    assert stack.verticalScrollBar().value() == at
    assert stack._canvas._images
    assert stack.accessibleDescription() == "4 pages"


@pytest.fixture
def thumbs(qtbot: Any) -> Iterator[Thumbnails]:
    holder = QWidget()
    row = QHBoxLayout(holder)
    pages = PaperPages(holder)
    made = Thumbnails(pages)
    row.addWidget(made)
    qtbot.addWidget(holder)
    holder.resize(220, 700)
    holder.show()
    made.show_pages(tuple(Thumbnail(at, title, at) for at, title in enumerate("abcd")), fixed=False)
    yield made
    pages.drop()


def carry(thumbs: Thumbnails, qtbot: Any, row: int, end: QPoint) -> None:
    view = thumbs.viewport()
    start = thumbs.visualItemRect(thumbs.item(row)).center()
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    for part in (1, 2, 3, 4):
        qtbot.mouseMove(view, start + (end - start) * part / 4)


def test_esc_leaves_a_carried_page_where_it_was(thumbs: Thumbnails, qtbot: Any) -> None:
    told: list[object] = []
    thumbs.reordered.connect(told.append)
    thumbs.setFocus()
    end = thumbs.visualItemRect(thumbs.item(0)).center() - QPoint(0, 20)
    carry(thumbs, qtbot, 2, end)
    assert thumbs.drag.active and thumbs.drag.gap == 0
    qtbot.keyClick(thumbs, Qt.Key.Key_Escape)
    qtbot.mouseRelease(thumbs.viewport(), Qt.MouseButton.LeftButton, pos=end)
    assert told == [] and thumbs.order() == [0, 1, 2, 3]
    carry(thumbs, qtbot, 2, end)
    qtbot.mouseRelease(thumbs.viewport(), Qt.MouseButton.LeftButton, pos=end)
    assert told == [[2, 0, 1, 3]]


def test_a_printed_papers_pages_cannot_be_moved(thumbs: Thumbnails, qtbot: Any) -> None:
    told: list[object] = []
    thumbs.reordered.connect(told.append)
    thumbs.show_pages(tuple(Thumbnail(at, title, at) for at, title in enumerate("abc")), fixed=True)
    thumbs.setFocus()
    thumbs.setCurrentRow(1)
    qtbot.keyClick(thumbs, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(thumbs, Qt.Key.Key_Delete)
    assert told == [] and thumbs.count() == 3


def test_each_small_page_has_a_name_a_place_and_its_count(thumbs: Thumbnails) -> None:
    thumbs.show_pages((Thumbnail(0, "Summary", 0), Thumbnail(1, "Charts", 1, 3)), fixed=False)
    said = [thumbs.item(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(2)]
    assert said == ["Summary, 1 of 2", "Charts, 2 of 2, 3 pages"]


def test_the_paper_is_printed_page_by_page_at_the_printers_resolution(tmp_path: Path, qtbot: Any) -> None:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setResolution(100)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    run = PrintRun()
    told: list[tuple[int, int]] = []
    run.progressed.connect(lambda page, of: told.append((page, of)))
    with qtbot.waitSignal(run.ended, timeout=20_000) as ended:
        run.start(printer, paper(), 3)
    assert ended.args == [3] and told == [(1, 3), (2, 3), (3, 3)]
    document = pypdfium2.PdfDocument(tmp_path / "printed.pdf")
    assert len(document) == 3
    width, height = document[0].get_size()
    document.close()
    assert width > height


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_does_not_answer_is_told(tmp_path: Path, qtbot: Any) -> None:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFileName(str(tmp_path / "none" / "printed.pdf"))
    run = PrintRun()
    with qtbot.waitSignal(run.failed, timeout=10_000) as failed:
        run.start(printer, paper(), 3)
    assert isinstance(failed.args[0], KnownError)
    assert failed.args[0].problem.code == "printer_silent"
    assert not run.busy


def test_what_was_agreed_to_in_the_systems_dialog_begins_once(tmp_path: Path, qtbot: Any) -> None:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    window = QWidget()
    qtbot.addWidget(window)
    begun: list[bool] = []
    dialog = ask_printer(printer, 3, window, lambda: begun.append(True))
    assert dialog.isVisible() and (dialog.minPage(), dialog.maxPage()) == (1, 3)
    dialog.accept()
    assert begun == [True]
    ask_printer(printer, 3, window, lambda: begun.append(False)).reject()
    assert begun == [True]


def test_the_printer_is_set_to_the_papers_size_and_way_round(qapp: object) -> None:
    from PySide6.QtCore import QSizeF

    printer = printer_for(QSizeF(841.89, 595.28), "Cabinet 2009-10-Q4")
    assert printer.pageLayout().orientation() is QPageLayout.Orientation.Landscape
    assert printer.docName() == "Cabinet 2009-10-Q4"
    printer.setFromTo(2, 3)
    assert wanted_pages(printer, 5) == [1, 2]


def test_a_page_is_saved_as_a_sharp_picture_and_a_failure_leaves_the_old_file(tmp_path: Path, qtbot: Any) -> None:
    files = PaperFiles(Operations(lambda: Actor("tester", "Head of Improvement")))
    out = tmp_path / "page.png"
    with qtbot.waitSignal(files.saved, timeout=15_000):
        files.save_picture(paper(), 0, out)
    kept = out.read_bytes()
    assert kept.startswith(b"\x89PNG")
    with qtbot.waitSignal(files.failed, timeout=15_000):
        files.save_picture(b"no paper", 0, out)
    assert out.read_bytes() == kept
    assert [each.name for each in tmp_path.iterdir()] == ["page.png"]


@pytest.mark.parametrize("kind", ["docx", "pptx"])
def test_a_pack_is_saved_for_word_and_powerpoint(kind: str, tmp_path: Path, qtbot: Any) -> None:
    facts = sample_facts(tmp_path)
    files = PaperFiles(Operations(lambda: Actor("tester", "Head of Improvement")))
    out = tmp_path / f"pack.{kind}"
    pack = Pack("Joint session", (PageChoice(PageKind.SUMMARY), PageChoice(PageKind.ISSUE)))
    with qtbot.waitSignal(files.saved, timeout=60_000):
        files.save_office(facts, pack, kind, out)
    assert out.read_bytes().startswith(b"PK")
