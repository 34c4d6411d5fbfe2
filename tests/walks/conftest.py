"""The sample plan made once; every walk gets a copy of its own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.rules import clock as program_clock
from tests.conftest import StoppedClock
from tests.samples.sample_plans import PLAN, loaded
from tests.walks.window import Walk


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    program_clock.set_source(lambda: datetime(2010, 4, 15, 9, 0))
    store = loaded(tmp_path_factory.mktemp("sample"), PLAN)
    store.close()
    program_clock.set_source(None)
    return store.path


@pytest.fixture
def plan_file(sample_file: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sample_file, tmp_path / "hampshire.plan"))


@pytest.fixture
def walk(plan_file: Path, tmp_path: Path, clock: StoppedClock, qapp: QApplication) -> Iterator[Walk]:
    """The program, open on the sample plan."""
    made = Walk(tmp_path / "home", plan_file)
    made.open()
    yield made
    made.close()
