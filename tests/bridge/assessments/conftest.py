"""The small plan in a real store, without a window."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.conftest import StoppedClock
from tests.issue_plan import Bench, make_store


@pytest.fixture(scope="session")
def plan_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("plan") / "small.plan")


@pytest.fixture
def bench(plan_file: Path, tmp_path: Path, clock: StoppedClock, qapp: QApplication) -> Iterator[Bench]:
    made = Bench(Path(shutil.copy(plan_file, tmp_path / "small.plan")), tmp_path / "home")
    yield made
    made.close()
