"""LibreOffice without a screen, as a department's other program."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import uuid
from pathlib import Path
from typing import Any

import pytest

_FILTERS = {"xlsx": "xlsx:Calc MS Excel 2007 XML", "ods": "ods", "xls": "xls", "docx": "docx:MS Word 2007 XML"}


def resaved(path: Path, kind: str = "xlsx") -> Path:
    """The file as LibreOffice saves it. Skips aloud where there is none."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("LibreOffice is not on this machine")
    folder = path.parent / "resaved"
    folder.mkdir(exist_ok=True)
    profile = (path.parent / "office profile").as_uri()
    command = [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", _FILTERS[kind], "--outdir",
               str(folder), str(path)]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    target = folder / f"{path.stem}.{kind}"
    assert target.exists(), done.stderr
    assert "error" not in done.stderr.casefold()
    return target


def filled(folder: Path, jobs: list[dict[str, Any]]) -> None:
    """Workbooks opened, filled in and saved by LibreOffice itself. Skips aloud where it, or its Python, is missing."""
    office, python = shutil.which("soffice"), Path("/usr/bin/python3")
    if office is None:
        pytest.skip("LibreOffice is not on this machine")
    if not python.exists() or subprocess.run([python, "-c", "import uno"], capture_output=True, check=False).returncode:
        pytest.skip("LibreOffice's Python (uno) is not on this machine")
    pipe = f"filled{uuid.uuid4().hex}"
    (folder / "jobs.json").write_text(json.dumps(jobs), encoding="utf-8")
    profile = (folder / "office profile").as_uri()
    started = subprocess.Popen(
        [office, f"-env:UserInstallation={profile}", "--headless", "--norestore", f"--accept=pipe,name={pipe};urp;"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        hand = [str(python), str(Path(__file__).with_name("office_hand.py")), pipe, str(folder / "jobs.json")]
        done = subprocess.run(hand, capture_output=True, text=True, timeout=180, check=False)
        assert done.returncode == 0, done.stderr
        started.wait(60)
    finally:
        if started.poll() is None:
            os.killpg(started.pid, signal.SIGKILL)
            started.wait(30)
