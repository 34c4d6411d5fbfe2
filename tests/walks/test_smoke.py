"""`driving-success --smoke`: one of everything, in a process of its own, without a trace on the computer."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT
from tests.home import variables

BROKEN = """
from app.commands.move_issue import ProposeMove
def broken(self, session):
    raise ValueError("a fault of the program")
ProposeMove.do = broken
from app.__main__ import main
raise SystemExit(main(["--smoke"]))
"""


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **variables(home), "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=180, check=False
    )  # fmt: skip


def test_the_smoke_run_does_one_of_everything_and_leaves_nothing_behind(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    done = run(home, "-m", "app", "--smoke")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0].startswith("Started with the sample plan: 31 issues on the board.")
    assert lines[-1] == "All of it worked."
    for word in ("Proposed", "Confirmed", "Took", "Edited", "Added", "Drew", "Imported", "Exported", "Set the page",
                 "Made a verified backup", "Checked the history", "Started again"):  # fmt: skip
        assert any(line.startswith(word) for line in lines), word
    assert [each.name for each in home.rglob("*.plan")] == []


def test_a_fault_ends_the_smoke_run_with_a_sentence(tmp_path: Path) -> None:
    done = run(tmp_path, "-c", BROKEN)
    assert done.returncode == 1
    assert done.stdout.startswith("Started with the sample plan")
    assert done.stderr.startswith("The smoke run stopped while proposing a move: ValueError")
    assert "Traceback" not in done.stderr
