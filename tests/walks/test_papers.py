"""The quarter's papers through the window: put together, saved, frozen, corrected; and the quarter on screen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from app.bridge import papers_state
from app.bridge.paper_pages import page_image
from app.rules.category import Category
from app.rules.papers import PackPaper, PageKind
from app.rules.period import Period
from app.store.queries import frozen
from app.store.queries.indicators import listing
from app.store.queries.packs import packs
from app.store.queries.series import series
from app.store.verifying import verify
from app.views.dashboard.landing_table import Column
from app.views.dashboard.page import DashboardPage
from app.views.dashboard.thumbnails import Thumbnails
from tests.walks.hands import turn, wait_for
from tests.walks.window import Walk, closed, labels

Q4 = Period.quarter(2009, 4)
WHY = "Agreed with the Head of Improvement"


def dashboard(walk: Walk) -> DashboardPage:
    found = walk.program.pages["dashboard"]
    assert isinstance(found, DashboardPage)
    return found


@pytest.fixture
def page(walk: Walk) -> DashboardPage:
    """The papers, reached from the top bar."""
    return papers(walk)


def papers(walk: Walk) -> DashboardPage:
    walk.press_button(walk.window.frame.top.print)
    found = dashboard(walk)
    at_rest(found)
    return found


def at_rest(page: DashboardPage) -> None:
    """Until what is shown is the paper of what is wanted."""
    state = page.state
    wait_for(
        lambda: not state.unset and state.paper is not None and page.papers.pdf == state.paper.pdf
        and len(page.papers.stack.sizes) == (state.paper.pages or len(page.papers.stack.sizes) or 1), "the paper"
    )  # fmt: skip
    turn()


def words_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    found = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return found


def titles(thumbs: Thumbnails) -> list[str]:
    return [thumbs.item(row).text() for row in range(thumbs.count())]


def kinds(page: DashboardPage) -> list[PageKind]:
    return [choice.kind for choice in page.state.pack.pages]


def drag(walk: Walk, thumbs: Thumbnails, row: int, to: int) -> None:
    """Take a picture with the mouse to the place before another."""
    view = thumbs.viewport()
    start = thumbs.visualItemRect(thumbs.item(row)).center()
    end = QPoint(start.x(), thumbs.visualItemRect(thumbs.item(to)).top() + 20)
    walk.do.move(view, start)
    walk.do.press(view, start)
    for part in range(1, 9):
        walk.do.move(view, start + (end - start) * part / 8)
    assert thumbs.drag.active
    walk.do.release(view, end)


def test_the_pack_is_put_together_with_mouse_and_keys_and_stays_so_after_a_restart(
    walk: Walk, page: DashboardPage
) -> None:
    thumbs = page.papers.thumbs
    before = kinds(page)
    assert before[:4] == [PageKind.COVER, PageKind.CONTENTS, PageKind.SUMMARY, PageKind.IMPROVEMENT_PLAN]
    drag(walk, thumbs, 2, 0)
    wait_for(lambda: kinds(page) == [PageKind.SUMMARY, PageKind.COVER, PageKind.CONTENTS, *before[3:]], "the new order")
    at_rest(page)
    assert titles(thumbs)[:3] == ["Summary", "Cover", "Contents"]
    walk.do.click(thumbs.viewport(), thumbs.visualItemRect(thumbs.item(0)).center())
    walk.do.key("Ctrl+Down")
    wait_for(lambda: kinds(page)[:2] == [PageKind.COVER, PageKind.SUMMARY], "one place down by the keys")
    at_rest(page)
    walk.do.click(thumbs.viewport(), thumbs.visualItemRect(thumbs.item(2)).center())
    assert thumbs.currentItem().text() == "Contents"
    walk.do.key("Del")
    wait_for(lambda: PageKind.CONTENTS not in kinds(page), "a page taken out")
    assert not page.papers.options.ticks[PageKind.CONTENTS].isChecked()
    at_rest(page)
    assert page.papers.packs.changed.isVisible()
    walk.menu(page.papers.packs.menu_button, "Save as")
    sheet = wait_for(lambda: page.keeping.sheet, "the question for a name")
    walk.write(sheet.name, "Cabinet in May")
    walk.press_button(sheet.save)
    wait_for(lambda: page.papers.packs.box.currentText() == "Cabinet in May", "the pack under its name")
    wanted = kinds(page)
    walk.again()
    after = papers(walk)
    assert kinds(after) == wanted and after.papers.packs.box.currentText() == "Cabinet in May"
    walk.close()
    assert walk.store is not None
    with closed(walk.store) as store, store.reading() as session:
        assert "Cabinet in May" in [each.pack.name for each in packs(session)]


def test_what_is_ticked_and_typed_is_on_the_paper(walk: Walk, page: DashboardPage) -> None:
    options = page.papers.options
    sheets = len(page.papers.stack.sizes)
    walk.press_button(options.ticks[PageKind.COVER])
    wait_for(lambda: PageKind.COVER not in kinds(page), "the cover unticked")
    at_rest(page)
    wait_for(lambda: len(page.papers.stack.sizes) == sheets - 1, "a sheet less")
    walk.write(options.item_number, "7")
    at_rest(page)
    assert "Item 7" in words_of(page.papers.pdf)
    assert "DRAFT" in words_of(page.papers.pdf)
    wide = page.papers.stack.sizes[0]
    walk.show_in_sheet(options.turn_box)
    walk.choose(options.turn_box, "Portrait")
    wait_for(lambda: abs(page.papers.stack.sizes[0].width() - wide.height()) < 1, "the paper upright")


def test_the_page_in_view_shows_a_change_before_the_whole_paper_is_set(
    walk: Walk, page: DashboardPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stack = page.papers.stack
    stack.show_page(2)
    wait_for(lambda: (2, stack.pixels()) in stack._canvas._asked and 2 in stack._canvas._images, "the third sheet")
    assert stack.page() == 2
    at_rest(page)
    go, setting = Event(), papers_state.setting
    monkeypatch.setattr(papers_state, "setting", lambda *given: partial(_after, go, setting(*given)))
    seen: list[tuple[int, QImage]] = []
    page.state.glimpsed.connect(lambda sheet, image: seen.append((sheet, image)))
    old = page.papers.pdf
    walk.write(page.papers.options.item_number, "7")
    wait_for(lambda: seen, "the page ahead of its paper")
    assert page.state.unset and page.papers.pdf == old
    sheet, image = seen[-1]
    assert sheet == 2 and stack._canvas._images[2] == image
    drawn: list[tuple[int, QImage]] = []
    page.papers.pages.drawn.connect(lambda sheet, image: drawn.append((sheet, image)))
    go.set()
    at_rest(page)
    wait_for(lambda: 2 in dict(drawn), "the page of the whole paper")
    assert page.papers.pdf != old and dict(drawn)[2] == image


def _after(go: Event, work: Callable[[], PackPaper]) -> PackPaper:
    assert go.wait(30)
    return work()


def test_the_paper_is_saved_as_it_is_shown_and_a_failure_is_told(
    walk: Walk, page: DashboardPage, tmp_path: Path
) -> None:
    walk.press_button(page.save_button)
    walk.file_dialog(tmp_path / "cabinet.pdf")
    wait_for(lambda: page.said.isVisible() and "Saved as" in page.said.text(), "the paper saved")
    assert (tmp_path / "cabinet.pdf").read_bytes() == page.papers.pdf
    (tmp_path / "gone").mkdir()
    page.ways.files.save(page.papers.pdf, tmp_path / "gone" / "none" / "x.pdf")
    wait_for(page.problems.isVisible, "why it was not saved")
    assert page.problems.words.text().startswith("The paper was not saved")
    walk.menu(page.papers.picture_button, "Copy")
    wait_for(lambda: "clipboard" in page.said.text(), "the page copied")
    assert QApplication.clipboard().image().width() > 2000


def froze(walk: Walk, page: DashboardPage) -> None:
    walk.press_button(page.freeze_button)
    sheet: Any = wait_for(lambda: page.sheet, "the sheet")
    wait_for(sheet.freeze_button.isEnabled, "what is open")
    wait_for(lambda: "6 returns are missing" in labels(sheet), "the missing returns named")
    walk.press_button(sheet.freeze_button)
    assert sheet.field.error.isVisible() and sheet.isVisible()
    walk.write(sheet.reason, WHY)
    walk.press_button(sheet.freeze_button)
    wait_for(lambda: page.state.printed() is not None, "the quarter frozen")
    at_rest(page)


def small_pages_show(page: DashboardPage, pdf: bytes) -> bool:
    thumbs = page.papers.thumbs
    seen = [(each.page, thumbs.image(each.page)) for each in thumbs._shown]
    return bool(seen) and all(image is not None and image == page_image(pdf, at, image.width()) for at, image in seen)


def test_a_quarter_is_frozen_with_a_reason_shown_as_reported_and_corrected_beside_it(
    walk: Walk, page: DashboardPage
) -> None:
    froze(walk, page)
    assert page.chip.text() == "Frozen: as reported" and not page.freeze_button.isVisible()
    assert "is frozen" in page.said.text() and page.said.isVisible()
    walk.program.workspace.set_quarter(Q4.shift(-1))
    assert not page.said.isVisible()
    walk.program.workspace.set_quarter(Q4)
    at_rest(page)
    assert "frozen and shown as reported" in labels(walk.window)
    assert "DRAFT" not in words_of(page.papers.pdf)
    assert WHY in page.papers.reported.about.text()
    printed = page.papers.pdf
    wait_for(lambda: small_pages_show(page, printed), "every small page without the draft's mark")
    walk.again()
    page = papers(walk)
    assert page.papers.pdf == printed
    assert walk.page("board").state.fixed
    walk.press_button(page.papers.reported.correct)
    sheet: Any = wait_for(lambda: page.sheet, "the correction")
    sheet.indicator.show_value(next(key for key, each in sheet._series.items() if each.indicator.code == "NI 117"))
    sheet._chosen()
    assert sheet.published.text() == "Published: 6.9%"
    walk.write(sheet.value, "6.7")
    walk.write(sheet.reason, "Two forms were left out")
    walk.press_button(sheet.correct_button)
    wait_for(lambda: len(page.state.editions) == 2 and page.state.edition == 2, "the second version")
    at_rest(page)
    assert "6.7%" in words_of(page.papers.pdf) and page.papers.pdf != printed
    assert "Corrected version 2" in words_of(page.papers.pdf)
    walk.close()
    assert walk.store is not None
    with closed(walk.store) as store, store.reading() as session:
        new, old = frozen.editions(session, Q4)
        assert frozen.paper(session, old) == printed and new.reason == "Two forms were left out"
        assert {line.code: line.latest for line in listing(session, Q4)}["NI 117"] == "6.7%"
        assert verify(store.raw).sound


def test_a_corrected_share_keeps_the_counts_it_rests_on(walk: Walk, page: DashboardPage) -> None:
    froze(walk, page)
    walk.press_button(page.papers.reported.correct)
    sheet: Any = wait_for(lambda: page.sheet, "the correction")
    key = next(key for key, each in sheet._series.items() if each.indicator.code == "NI 148")
    sheet.indicator.show_value(key)
    sheet._chosen()
    told = sheet._reading()
    assert (sheet.counts.part.text(), sheet.counts.whole.text()) == (f"{told.numerator:g}", f"{told.denominator:g}")
    value = (told.numerator + 3) / told.denominator * 100
    walk.write(sheet.value, f"{value:.1f}")
    assert (sheet.counts.part.text(), sheet.counts.whole.text()) == (f"{told.numerator + 3:g}", f"{told.denominator:g}")
    walk.write_over(sheet.counts.part, "1")
    walk.write(sheet.reason, "Three young people were left out")
    walk.press_button(sheet.correct_button)
    assert sheet.counts.error.isVisible() and "make" in sheet.counts.error.text()
    walk.write_over(sheet.counts.part, f"{told.numerator + 3:g}")
    walk.press_button(sheet.correct_button)
    wait_for(lambda: len(page.state.editions) == 2, "the second version")
    at_rest(page)
    walk.close()
    assert walk.store is not None
    with closed(walk.store) as store, store.reading() as session:
        newest = series(session, key).readings[-1]
        assert (newest.numerator, newest.denominator) == (told.numerator + 3, told.denominator)
        assert verify(store.raw).sound


def test_every_figure_on_screen_leads_on(walk: Walk) -> None:
    page = dashboard(walk)
    walk.window.frame.show_page("dashboard")
    table = page.landing.tables[Category.IMPROVEMENT_PLAN]
    wait_for(lambda: table.rowCount() == 8, "the plan's table")
    walk.settle()
    row = next(at for at, each in enumerate(table.rows) if each.measure and each.measure.code == "NI 117")

    def cell(column: Column) -> QPoint:
        return table.visualItemRect(table.item(row, column)).center()

    walk.do.click(table.viewport(), cell(Column.LATEST))
    sheet: Any = wait_for(lambda: page.sheet, "where it came from")
    assert "6.9% for" in labels(sheet)
    walk.press_button(sheet.chart_button)
    indicators = walk.page("indicators")
    wait_for(lambda: walk.window.frame.current_page() is indicators, "the indicators")
    wait_for(lambda: indicators.state.series is not None and indicators.state.series.indicator.code == "NI 117", "NI 117")
    walk.window.frame.show_page("dashboard")
    walk.do.click(table.viewport(), cell(Column.ISSUE))
    wait_for(lambda: walk.window.frame.current_page() is walk.page("board"), "the board")
    wait_for(walk.panel.isVisible, "the issue's sheet")
