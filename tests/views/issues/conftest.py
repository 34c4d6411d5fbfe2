"""A window on a small plan in a real store, for the move sheet and the issue's sheet."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from app.views.shared import theme
from tests.conftest import StoppedClock
from tests.issue_plan import Bench, make_store


@pytest.fixture(scope="session")
def plan_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("plan") / "small.plan")


@pytest.fixture
def bench(plan_file: Path, tmp_path: Path, clock: StoppedClock, qapp: QApplication) -> Iterator[Bench]:
    copy = Path(shutil.copy(plan_file, tmp_path / "small.plan"))
    made = Bench(copy, tmp_path / "home")
    yield made
    made.close()


@pytest.fixture
def window(bench: Bench, qapp: QApplication) -> Iterator[QMainWindow]:
    theme.apply(qapp, "light", 1.0)
    made = QMainWindow()
    made.setCentralWidget(QWidget())
    made.resize(1440, 900)
    made.show()
    made.activateWindow()
    bench.settle()
    yield made
    made.close()
    made.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
