"""LibreOffice without a screen, as a department's other program."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

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
