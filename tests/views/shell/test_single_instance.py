"""One program for one person: a second start hands over its file and ends; the log turns over."""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.views.shell import local_log
from app.views.shell.single_instance import LONGEST, SingleInstance

ROOT = Path(__file__).resolve().parents[3]
SECOND = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
app = QCoreApplication([])
from app.views.shell.single_instance import SingleInstance
second = SingleInstance(Path(sys.argv[1]))
print("first" if second.is_first() else "second", second.pass_on(sys.argv[2]) if len(sys.argv) > 2 else "")
print([name for name in sys.modules if name == "PySide6.QtNetwork"])
"""


@pytest.fixture
def first(qapp, tmp_path: Path) -> Iterator[SingleInstance]:
    made = SingleInstance(tmp_path / "home")
    assert made.is_first()
    yield made
    made.end()


def start_second(first_folder: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", SECOND, str(first_folder), *arguments], cwd=ROOT, text=True,
                            stdout=subprocess.PIPE)


def test_a_second_start_passes_its_file_to_the_first(first: SingleInstance, qtbot, tmp_path: Path) -> None:
    assert first.listen()
    passed: list[str] = []
    first.file_passed.connect(passed.append)
    second = start_second(tmp_path / "home", "/plans/Ünïcode & more.plan")
    qtbot.waitUntil(lambda: bool(passed), timeout=15_000)
    assert second.communicate(timeout=60)[0].splitlines()[0] == "second True"
    assert passed == ["/plans/Ünïcode & more.plan"]


def test_a_second_start_without_a_file_only_calls(first: SingleInstance, qtbot, tmp_path: Path) -> None:
    assert first.listen()
    with qtbot.waitSignal(first.file_passed, timeout=15_000) as caught:
        second = start_second(tmp_path / "home", "")
    assert caught.args == [""]
    second.communicate(timeout=60)


def test_a_first_that_does_not_answer_does_not_keep_the_second_out(first: SingleInstance, tmp_path: Path) -> None:
    done = start_second(tmp_path / "home", "/plans/a.plan").communicate(timeout=60)[0]
    assert done.splitlines()[0] == "second False"


def test_a_killed_program_leaves_no_lock_behind(qapp, tmp_path: Path) -> None:
    code = SECOND + "\nimport os, signal\nsys.stdout.flush()\nos.kill(os.getpid(), 9)\n"
    killed = subprocess.run([sys.executable, "-c", code, str(tmp_path / "home")], cwd=ROOT, text=True,
                            capture_output=True, timeout=60, check=False)
    assert killed.stdout.splitlines()[0].strip() == "first"
    again = SingleInstance(tmp_path / "home")
    assert again.is_first()
    again.end()


def test_the_lock_alone_loads_no_network(tmp_path: Path) -> None:
    done = start_second(tmp_path / "elsewhere").communicate(timeout=60)[0]
    assert done.splitlines()[1] == "[]"


def test_another_persons_folder_is_another_program(first: SingleInstance, tmp_path: Path) -> None:
    other = SingleInstance(tmp_path / "other")
    assert other.is_first()
    assert other.name != first.name
    other.end()


def test_a_line_that_is_too_long_is_not_taken(first: SingleInstance, qtbot) -> None:
    from PySide6.QtNetwork import QLocalSocket

    assert first.listen()
    socket = QLocalSocket()
    socket.connectToServer(first.name)
    assert socket.waitForConnected(3000)
    with qtbot.assertNotEmitted(first.file_passed, wait=300):
        socket.write(b"x" * (LONGEST * 2))
        socket.flush()


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    level = logging.getLogger().level
    folder = local_log.start(tmp_path / "log")
    yield folder
    local_log.stop()
    logging.getLogger().setLevel(level)


def test_a_report_goes_into_the_log(log: Path) -> None:
    local_log.write_report("Driving Success 0.1.0\nValueError")
    assert "ValueError" in (log / local_log.NAME).read_text("utf-8")


def test_the_log_turns_over_and_keeps_four_old_files(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for handler in logging.getLogger().handlers:
        if isinstance(handler, logging.handlers.RotatingFileHandler):
            handler.maxBytes = 2_000
    for at in range(400):
        logging.getLogger("x").info("line %d", at)
    assert len(list(log.glob(local_log.NAME + "*"))) == 5


def test_starting_twice_writes_each_line_once(log: Path) -> None:
    local_log.start(log)
    logging.getLogger("x").info("only once")
    assert (log / local_log.NAME).read_text("utf-8").count("only once") == 1


def test_a_folder_that_cannot_be_written_to_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "blocked").write_text("in the way")
    local_log.start(tmp_path / "blocked" / "log")
    logging.getLogger("x").info("nowhere")
    local_log.stop()
