"""One section's text in a window of its own, and the whole page on a small plan."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from app.bridge.spelling import Speller
from app.views.assessments.page import AssessmentsPage
from app.views.assessments.writing_area import WritingArea
from app.views.shared import theme
from tests.conftest import StoppedClock
from tests.issue_plan import Bench, make_store


@pytest.fixture
def speller(tmp_path: Path, qtbot: Any) -> Speller:
    made = Speller(tmp_path)
    with qtbot.waitSignal(made.changed, timeout=10_000):
        made.begin()
    return made


@pytest.fixture
def area(speller: Speller, qapp: QApplication, qtbot: Any) -> Iterator[WritingArea]:
    theme.apply(qapp, "light", 1.0)
    made = WritingArea(speller)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show_text("", {}, writable=True)
    made.show()
    made.activateWindow()
    made.editor.setFocus()
    qtbot.waitUntil(made.editor.hasFocus)
    yield made
    QApplication.clipboard().clear()


@pytest.fixture(scope="session")
def plan_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("plan") / "small.plan")


@pytest.fixture
def bench(plan_file: Path, tmp_path: Path, clock: StoppedClock, qapp: QApplication) -> Iterator[Bench]:
    made = Bench(Path(shutil.copy(plan_file, tmp_path / "small.plan")), tmp_path / "home")
    yield made
    made.close()


@pytest.fixture
def page(bench: Bench, qapp: QApplication, qtbot: Any) -> Iterator[AssessmentsPage]:
    """The page in a window, with the first department's assessment begun."""
    theme.apply(qapp, "light", 1.0)
    window = QMainWindow()
    made = AssessmentsPage(bench.workspace)
    window.setCentralWidget(made)
    window.resize(1280, 800)
    window.show()
    window.activateWindow()
    made.activated()
    bench.settle()
    qtbot.waitUntil(lambda: made.state.sheet is not None)
    made.state.start((made.state.lines[0].department.id,))
    bench.settle()
    qtbot.waitUntil(lambda: made.state.one is not None)
    yield made
    window.close()
    bench.settle()  # what was being written is stored
    window.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
