"""Packs of papers beside QPainter on QPdfWriter, and beside LibreOffice making a PDF of a workbook's charts.

Every round sets other figures than the round before: what Typst still knows of the last pack is no help.
"""

from __future__ import annotations

import os
import random
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from itertools import count
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from app.reports.measure import measure_of
from app.reports.pack import set_content
from app.rules.figure_frame import Detail
from app.rules.figure_layout import lay_out
from app.rules.papers import PackOptions, PageKind
from app.rules.papers_content import Chart, Charts, Furniture, PackContent, Page
from app.rules.period import Period
from app.rules.trend import Trend, trend
from tests.bench import NotHere, bench, medians, wall_ms
from tests.sample_series import neet, series

PAGES, EACH, POINTS = 20, 12, 40
MOMENT = datetime(2010, 4, 16, 14, 2)
_FURNITURE = Furniture(
    "Corporate Dashboard", "A council", "2009/10 Q4", "DRAFT – not for publication", "", "", "", "Figures as at", "0" * 64,
    "",
)  # fmt: skip
_numbers = count(1)


def _trends(pages: int) -> list[list[Trend]]:
    """Forty points, target and floor: other values whenever it is asked."""
    targets = neet().targets
    dice = random.Random(next(_numbers))

    def one() -> Trend:
        made = series(tuple(round(dice.uniform(4, 9), 1) for _ in range(POINTS)), Period.quarter(2000, 1))
        from dataclasses import replace

        return trend(replace(made, targets=targets))

    return [[one() for _ in range(EACH)] for _ in range(pages)]


def _pack(trends: list[list[Trend]]) -> PackContent:
    pages = tuple(
        Page(at, PageKind.CHARTS, at, f"Department {at}", "Indicators", blocks=(Charts(tuple(
            Chart(f"NI {n} Young people not in education", each, each.sentence) for n, each in enumerate(row)
        )),))
        for at, row in enumerate(trends)
    )  # fmt: skip
    return PackContent(Period.quarter(2009, 4), _FURNITURE, PackOptions(), pages)


def _painted(trends: list[list[Trend]], path: Path) -> None:
    """The same charts at the same size, four by three, each under its title."""
    from PySide6.QtCore import QMarginsF, QPointF
    from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

    from app.views.shared import tokens
    from app.views.shared.figure_painter import paint

    writer = QPdfWriter(str(path))
    writer.setResolution(96)
    writer.setPageLayout(QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Landscape, QMarginsF(0, 0, 0, 0)
    ))  # fmt: skip
    room = measure_of(PackOptions())
    wide = (room.inner - 3 * 14) / 4 * 96 / 72
    painter = QPainter(writer)
    for at, row in enumerate(trends):
        if at:
            writer.newPage()
        for n, each in enumerate(row):
            painter.save()
            painter.translate(60 + n % 4 * (wide + 18), 90 + n // 4 * 190)
            painter.drawText(QPointF(0, -6), f"NI {n} Young people not in education")
            paint(painter, lay_out(each, wide, 140, detail=Detail.SMALL), tokens.light())
            painter.restore()
    painter.end()


def _application() -> None:
    from PySide6.QtWidgets import QApplication

    from app.views.shared import theme

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply(app, "light")


def _cpu_ms(work: Callable[[], object]) -> float:
    """Of all threads: Typst has several."""
    started = time.process_time()
    work()
    return (time.process_time() - started) * 1000


def _ours_and_theirs(rounds: int, measure: Callable[[Callable[[], object]], float]) -> tuple[float, float]:
    _application()
    ours, theirs = [], []
    with tempfile.TemporaryDirectory() as folder:
        for turn in range(rounds + 1):
            trends = _trends(PAGES)
            pack = _pack(trends)
            taken = measure(lambda pack=pack: set_content(pack, MOMENT)), measure(
                lambda trends=trends: _painted(trends, Path(folder) / "theirs.pdf")
            )
            if turn:
                ours.append(taken[0])
                theirs.append(taken[1])
    return statistics.median(ours), statistics.median(theirs)


@bench("20 pages of 12 charts to PDF/UA, CPU", against="the same charts by QPainter on QPdfWriter", goal=1.0)
def pages_beside_qpainter() -> tuple[float, float]:
    return _ours_and_theirs(7, _cpu_ms)


@bench("20 pages of 12 charts to PDF/UA, wall", against="LibreOffice headless: a workbook's charts to PDF", goal=0.05)
def pages_beside_an_office() -> tuple[float, float]:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        raise NotHere("LibreOffice is not on this machine")
    set_content(_pack(_trends(1)), MOMENT)
    ours = statistics.median(wall_ms(lambda pack=pack: set_content(pack, MOMENT)) for pack in
                             [_pack(_trends(PAGES)) for _ in range(3)])  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "charts.xlsx"
        _workbook(book)
        command = [office, f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}", "--headless", "--convert-to",
                   "pdf", "--outdir", folder, str(book)]  # fmt: skip
        theirs = wall_ms(lambda: subprocess.run(command, check=True, capture_output=True, timeout=300))
    return ours, theirs


def _workbook(path: Path) -> None:
    """A sheet a page, twelve line charts of five series on each."""
    import xlsxwriter

    with xlsxwriter.Workbook(path) as book:
        for at in range(PAGES):
            sheet = book.add_worksheet(f"Page {at + 1}")
            sheet.set_landscape()
            sheet.fit_to_pages(1, 1)
            for column in range(5):
                sheet.write_column(60, column, [random.Random(at + column).uniform(4, 9) for _ in range(POINTS)])
            for n in range(EACH):
                chart = book.add_chart({"type": "line"})
                for column in range(5):
                    chart.add_series({"values": [sheet.name, 60, column, 60 + POINTS - 1, column]})
                chart.set_size({"width": 300, "height": 180})
                sheet.insert_chart(n // 4 * 10, n % 4 * 5, chart)


@bench("KB a page of 12 charts", against="a limit", limit=60.0, unit="KB")
def size_of_a_page() -> tuple[float, float]:
    paper = set_content(_pack(_trends(PAGES)), MOMENT)
    return len(paper.pdf) / 1024 / paper.pages, 60.0


@bench("100 pages of 12 charts", against="20 pages", goal=5.5)
def a_hundred_pages() -> tuple[float, float]:
    set_content(_pack(_trends(1)), MOMENT)
    return medians(
        lambda: set_content(_pack(_trends(5 * PAGES)), MOMENT),
        lambda: set_content(_pack(_trends(PAGES)), MOMENT),
        rounds=3,
    )
