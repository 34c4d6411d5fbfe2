"""What every test gets: no screen, the bundled fonts, a home of its own, and a clock that can be stopped."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import shutil
import subprocess
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

from app.rules import clock as program_clock
from tests.home import variables

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

ROOT = Path(__file__).resolve().parent.parent


# A busy machine fails no property test, and every machine tries the same examples.
settings.register_profile("anywhere", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("anywhere")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--corpus", metavar="DIR", help="a folder of hostile files that the importer must answer")


PATIENCE = 60_000
"""Milliseconds that a test waits at least for what should come: only a failing test waits so long, and a machine with
other work to do makes no test fail."""


@pytest.fixture(autouse=True)
def patient_bot(monkeypatch: pytest.MonkeyPatch) -> None:
    """No wait of pytest-qt's is shorter than that, whatever a test says."""
    from pytestqt.qtbot import QtBot

    for name in ("waitUntil", "waitSignal", "waitSignals", "waitCallback"):
        wait = getattr(QtBot, name)

        def patient(bot: Any, *given: Any, _wait: Any = wait, timeout: int = 0, **named: Any) -> Any:
            if named.get("raising", True):  # else it waits for nothing to come, and shall not take a minute for it
                timeout = max(timeout, PATIENCE)
            return _wait(bot, *given, timeout=timeout, **named)

        monkeypatch.setattr(QtBot, name, patient)


class StoppedClock:
    """The program's clock, standing still until the test moves it."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment
        program_clock.set_source(lambda: self.moment)

    def at(self, *parts: int) -> None:
        """Stand at a date and time: at(2010, 4, 30) or at(2010, 4, 30, 17, 5)."""
        self.moment = datetime(*parts)  # type: ignore[arg-type]

    def forward(self, **length: float) -> None:
        """Go forward: forward(days=90)."""
        self.moment += timedelta(**length)


@pytest.fixture
def clock() -> Iterator[StoppedClock]:
    """Stopped at 10:00 on 15 April 2010, two weeks after the sample plan's newest quarter ended."""
    yield StoppedClock(datetime(2010, 4, 15, 10, 0))
    program_clock.set_source(None)


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test reads or writes the real user's settings, recent stores, backups or logs."""
    home = tmp_path_factory.mktemp("home")
    for name, place in variables(home).items():
        monkeypatch.setenv(name, place)
    return home


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """Fusion, UK dates and the bundled fonts, so that a picture or a width is the same on every machine."""
    from PySide6.QtCore import QLocale
    from PySide6.QtGui import QFontDatabase

    QLocale.setDefault(QLocale("en_GB"))
    qapp.setStyle("Fusion")
    for file in sorted((ROOT / "resources" / "fonts").rglob("*.[ot]tf")):
        if QFontDatabase.addApplicationFont(str(file)) < 0:
            pytest.fail(f"{file.name} is no font Qt can read")
    return qapp


@pytest.fixture(scope="session")
def x_server() -> Iterator[dict[str, str]]:
    """The environment for a program that is to open real windows: Xvfb of 1600x1000, with xdotool."""
    for name in ("Xvfb", "xdotool"):
        if not shutil.which(name):
            pytest.skip(f"{name} is not on this machine")
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as answer:
        number = answer.readline().strip()
    if not number:
        pytest.skip("Xvfb did not start")
    yield {**os.environ, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
    server.terminate()
    server.wait(timeout=10)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real and hostile files kept beside the checkout (or in DRIVING_SUCCESS_DATA)."""
    named = os.environ.get("DRIVING_SUCCESS_DATA")
    folder = Path(named) if named else ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the shared data folder is not beside this checkout (DRIVING_SUCCESS_DATA can name it)")
    return folder
