"""Each import contract and each banned name is broken once, in a copy, to see that the check notices."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.house.tree import APP, ROOT

LINT = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-logo",
        "--no-cache"]

# contract: (file in app/, the import that must not be there)
FORBIDDEN = {
    "no-qt-below-bridge": ("rules/planted.py", "import PySide6.QtCore"),
    "views-see-no-store": ("views/planted.py", "import app.models"),
    "views-no-data-libraries": ("views/shared/planted.py", "def later() -> None:\n    import sqlalchemy"),
    "rules-plain": ("rules/planted.py", "import openpyxl"),
    "entities-behind-store": ("exchange/planted.py", "import sqlalchemy"),
    "bridge-no-files": ("bridge/planted.py", "import sqlite3"),
    "workbooks-in-exchange": ("store/planted.py", "import openpyxl"),
}
LAYERS = {
    "a lower room imports a higher one": ("rules/planted.py", "import app.store"),
    "two rooms of one storey import each other": ("reports/planted.py", "import app.exchange"),
    "a folder that the map does not name": ("extras/__init__.py", ""),
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(APP, tmp_path / "app", ignore=shutil.ignore_patterns("__pycache__", "*.pyc"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for room in ("reports", "commands", "exchange", "bridge", "views", "store", "models"):
        (tmp_path / "app" / room).mkdir(exist_ok=True)
        (tmp_path / "app" / room / "__init__.py").touch()
    return tmp_path


def plant(copy: Path, file: str, text: str) -> None:
    target = copy / "app" / file
    target.parent.mkdir(exist_ok=True)
    with target.open("a", encoding="utf-8") as stream:
        stream.write(text + "\n")


def contracts() -> dict[str, str]:
    """id: name as the report prints it."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    return {contract["id"]: contract["name"] for contract in declared["contracts"]}


def verdict(copy: Path, *only: str) -> tuple[int, str]:
    chosen = [part for contract in only for part in ("--contract", contract)]
    wide = {**os.environ, "COLUMNS": "400"}  # names are not broken over lines
    done = subprocess.run([*LINT, *chosen], cwd=copy, env=wide, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_every_contract_has_its_own_trial() -> None:
    assert set(contracts()) == {*FORBIDDEN, "rooms"}


def test_the_copy_passes_before_anything_is_planted(copy: Path) -> None:
    code, said = verdict(copy)
    assert code == 0, said


def test_every_forbidden_import_breaks_its_contract(copy: Path) -> None:
    for file, text in FORBIDDEN.values():
        plant(copy, file, text)
    code, said = verdict(copy, *FORBIDDEN)
    assert code == 1
    for contract in FORBIDDEN:
        assert f"{contracts()[contract]} BROKEN" in said, said


@pytest.mark.parametrize("what", LAYERS)
def test_the_storeys_do_not_allow(what: str, copy: Path) -> None:
    plant(copy, *LAYERS[what])
    code, said = verdict(copy, "rooms")
    assert code == 1, said
    assert "BROKEN" in said or "extras" in said


def ruff_codes(copy: Path, file: str) -> list[str]:
    command = [sys.executable, "-m", "ruff", "check", "--no-cache", "--output-format=concise", f"app/{file}"]
    done = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)
    return re.findall(r"^\S+:\d+:\d+: ([A-Z]+\d+)", done.stdout, re.MULTILINE)


@pytest.mark.parametrize(
    ("file", "text", "code"),
    [
        ("bridge/planted.py", "from PySide6.QtWidgets import QLabel\n\nprint(QLabel)", "TID251"),
        ("bridge/planted.py", "import datetime\n\nMOMENT = datetime.datetime.now()", "TID251"),
        ("views/planted.py", "from datetime import date\n\nDAY = date.today()", "TID251"),
        ("store/planted.py", "import time\n\nMOMENT = time.time()", "TID251"),
        ("store/planted.py", "def ask(name: str) -> str:\n    return f\"SELECT * FROM {name}\"", "S608"),
    ],
)
def test_ruff_refuses(file: str, text: str, code: str, copy: Path) -> None:
    plant(copy, file, text)
    assert code in ruff_codes(copy, file)


def test_the_clock_alone_may_read_the_computers_time(copy: Path) -> None:
    assert ruff_codes(copy, "rules/clock.py") == []
