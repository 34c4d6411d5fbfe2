"""Print… end to end, by the mouse: through the system's dialog to sheets that are the preview's; and what goes wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QDialog, QPushButton

from app.bridge.paper_pages import PaperPages
from app.store import whole_file
from app.views.dashboard import paper_ways
from app.views.dashboard.page import DashboardPage
from app.views.dashboard.printing import printer_for
from tests.walks.hands import wait_for
from tests.walks.test_papers import at_rest, papers
from tests.walks.window import Walk, labels

DOTS = 144
"""An inch, of what stands in for a printer."""


@pytest.fixture
def page(walk: Walk) -> DashboardPage:
    found = papers(walk)
    walk.choose(found.papers.packs.box, "CPEG")
    wait_for(lambda: found.state.pack.name == "CPEG", "the shorter pack")
    at_rest(found)
    return found


def stand_in(monkeypatch: pytest.MonkeyPatch, out: Path) -> list[QPrinter]:
    """A printer that is there and prints to a file; those that were made."""
    made: list[QPrinter] = []

    def printer(size: QSizeF, name: str) -> QPrinter:
        found = printer_for(size, name)
        found.setOutputFileName(str(out.with_stem(f"{out.stem}{len(made)}")))  # the dialog asks before it writes over one
        found.setResolution(DOTS)
        made.append(found)
        return found

    monkeypatch.setattr(paper_ways, "there_is_a_printer", lambda: True)
    monkeypatch.setattr(paper_ways, "printer_for", printer)
    return made


def agree(walk: Walk, page: DashboardPage) -> None:
    """Print in the system's own dialog."""
    walk.press_button(page.print_button)
    dialog: Any = wait_for(lambda: page.ways.dialog, "the system's dialog")
    assert isinstance(dialog, QDialog)
    walk.do.take_up(dialog)
    go = next(each for each in dialog.findChildren(QPushButton) if each.text().replace("&", "") == "Print")
    walk.do.click(go)
    walk.do.take_up(walk.window)


def greys(pdf: bytes | str) -> list[Any]:
    """Every sheet, small; all of one size, or they cannot be held side by side."""
    document = pypdfium2.PdfDocument(pdf)
    found = [page.render(scale=1, grayscale=True).to_numpy().squeeze()[:594, :841].astype(float) for page in document]
    document.close()
    return found


def test_what_is_printed_is_the_preview_page_for_page(
    walk: Walk, page: DashboardPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made = stand_in(monkeypatch, tmp_path / "printed.pdf")
    agree(walk, page)
    sheets = len(page.papers.stack.sizes)
    wait_for(lambda: f"Sent to the printer: {sheets} pages." in page.said.text(), "all pages with the printer")
    assert made[0].docName().startswith("CPEG 2009-10-Q4")
    assert page.print_button.isEnabled() and not page.stop_button.isVisible()
    shown, printed = greys(page.papers.pdf), greys(made[0].outputFileName())
    assert len(shown) == len(printed) == sheets
    for at, sheet in enumerate(printed):
        apart = [float(np.abs(sheet - each).mean()) for each in shown]
        assert apart.index(min(apart)) == at and min(apart) < 12, f"sheet {at + 1}"


def test_printing_can_be_stopped_and_begun_again(
    walk: Walk, page: DashboardPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stand_in(monkeypatch, tmp_path / "printed.pdf")
    draw, held = PaperPages.draw_sharp, []
    monkeypatch.setattr(PaperPages, "draw_sharp", lambda *given: held.append(given))
    agree(walk, page)
    wait_for(lambda: held and page.stop_button.isVisible(), "the first page on its way")
    assert "Printing page 1 of" in page.said.text() and not page.print_button.isEnabled()
    walk.press_button(page.stop_button)
    wait_for(lambda: "Printing was stopped" in page.said.text(), "the printing stopped")
    monkeypatch.setattr(PaperPages, "draw_sharp", draw)
    agree(walk, page)
    wait_for(lambda: "Sent to the printer" in page.said.text(), "the printing begun again")


def test_without_a_printer_the_way_to_a_file_is_said(
    walk: Walk, page: DashboardPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper_ways, "there_is_a_printer", lambda: False)
    walk.press_button(page.print_button)
    wait_for(page.problems.isVisible, "why nothing is printed")
    assert page.ways.dialog is None
    assert "printer" in page.problems.words.text() and "PDF" in labels(page.problems)


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_fails_is_told_and_the_paper_stays(
    walk: Walk, page: DashboardPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made = stand_in(monkeypatch, tmp_path / "printed.pdf")
    begin = page.ways.print_on

    def switched_off(printer: QPrinter) -> None:
        printer.setOutputFileName(str(tmp_path / "none" / "printed.pdf"))
        begin(printer)

    monkeypatch.setattr(page.ways, "print_on", switched_off)
    agree(walk, page)
    wait_for(page.problems.isVisible, "why nothing is printed")
    assert made and not page.ways.run.busy and page.print_button.isEnabled() and not page.stop_button.isVisible()
    assert page.papers.pdf


def test_a_full_disk_leaves_the_old_paper_whole(
    walk: Walk, page: DashboardPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    out = tmp_path / "papers" / "cabinet.pdf"
    out.parent.mkdir()
    out.write_bytes(b"%PDF the old paper")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(whole_file, "flush_file", full)
    page.ways.files.save(page.papers.pdf, out)
    wait_for(page.problems.isVisible, "why it was not saved")
    assert "full" in labels(page.problems)
    assert out.read_bytes() == b"%PDF the old paper" and [each.name for each in out.parent.iterdir()] == ["cabinet.pdf"]
