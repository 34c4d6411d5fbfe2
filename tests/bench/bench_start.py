"""What it costs to start: CPU of the whole process, side by side with a bare PySide6 window."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from app.commands.load_sample import LoadSample
from app.models.issue import Issue
from app.models.placement import PlacementRow
from app.rules.category import COLUMNS
from app.store.opening import create_store
from app.store.recording import insert_rows
from tests.bench import NotHere, bench
from tests.plans import ACTOR

ROUNDS = 5


def probe(*arguments: str, platform: str = "offscreen") -> dict[str, Any]:
    environment = {**os.environ, "QT_QPA_PLATFORM": platform}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-m", "tests.bench.start_probe", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def medians_of(ours: tuple[str, ...], theirs: tuple[str, ...], what: tuple[str, str]) -> tuple[float, float]:
    probe(*ours), probe(*theirs)  # the first start compiles and reads everything
    pairs = [(probe(*ours)[what[0]], probe(*theirs)[what[1]]) for _ in range(ROUNDS)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


class ManyIssues:
    """A thousand issues in the sample's lists."""

    label = "Add many issues"
    undoable = False

    def do(self, session: Any) -> None:
        first = session.query(Issue).order_by(Issue.id).all()
        columns = [c.name for c in Issue.__table__.columns if c.name not in ("id", "version")]
        rows = [
            {name: getattr(first[at % len(first)], name) for name in columns} | {"position": 100 + at}
            for at in range(1000 - len(first))
        ]
        ids = insert_rows(session, "issue", rows)
        quarter = session.query(PlacementRow).first().effective
        insert_rows(
            session,
            "placement",
            [{"issue_id": issue, "category": COLUMNS[at % 3], "effective": quarter, "decision_id": None}
             for at, issue in enumerate(ids)],
        )  # fmt: skip


def thousand() -> Path:
    path = Path(tempfile.mkdtemp()) / "thousand.plan"
    store = create_store(path, name="A thousand issues")
    store.change(LoadSample("hampshire-2010"), ACTOR)
    store.change(ManyIssues(), ACTOR)
    store.close()
    return path


@bench("Start to first paint of the window (CPU)", against="a bare PySide6 window", goal=1.3)
def first_paint() -> tuple[float, float]:
    heavy = probe("paint")["heavy"]
    if heavy:
        raise RuntimeError(f"imported before the first paint: {heavy}")
    return medians_of(("paint",), ("bare",), ("cpu", "cpu"))


@bench("Start to the board of 1,000 issues, filled (CPU)", against="a bare PySide6 window", goal=4.5)
def board() -> tuple[float, float]:
    return medians_of(("board", str(thousand())), ("bare",), ("cpu", "cpu"))


@bench(
    "Longest standstill of the window during start", against="the same imports on the GUI thread", goal=0.1
)
def standstill() -> tuple[float, float]:
    return medians_of(("gap", str(thousand())), ("imports",), ("gap", "gap"))


@bench("Start to the board under Xvfb (wall)", against="LibreOffice Calc until its window shows", goal=1.0)
def beside_calc() -> tuple[float, float]:
    calc = shutil.which("localc") or shutil.which("soffice")
    if not (calc and shutil.which("Xvfb") and shutil.which("xdotool")):
        raise NotHere("LibreOffice, Xvfb or xdotool is not installed")
    # The server says which display is free, once it is ready.
    server = subprocess.Popen(["Xvfb", "-displayfd", "1", "-screen", "0", "1440x900x24"],
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)  # fmt: skip
    assert server.stdout is not None
    os.environ["DISPLAY"] = f":{server.stdout.readline().strip()}"
    try:
        store = str(thousand())
        _calc(calc)
        ours, theirs = [], []
        for _ in range(3):
            os.environ["STARTED"] = str(time.perf_counter())
            ours.append(probe("board", store, platform="xcb")["wall"])
            theirs.append(_calc(calc))
        return statistics.median(ours), statistics.median(theirs)
    finally:
        server.terminate()
        server.wait()


PROFILE = tempfile.mkdtemp()


def _calc(program: str) -> float:
    """Milliseconds from starting Calc to its window."""
    started = time.perf_counter()
    command = [program, "--calc", "--norestore", "--nologo", f"-env:UserInstallation=file://{PROFILE}"]
    child = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    # By class or by title: which of them is set first differs between versions.
    find = ["xdotool", "search", "--onlyvisible", "--name", "--class", "libreoffice"]
    try:
        while subprocess.run(find, capture_output=True, check=False).returncode:
            if time.perf_counter() - started > 60:
                raise NotHere("Calc does not start here")
        return (time.perf_counter() - started) * 1000
    finally:
        os.killpg(child.pid, 9)
        child.wait()
        time.sleep(0.3)
