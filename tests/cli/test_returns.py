"""Departments' workbooks from the command line: sent out, taken back, and refused with the same sentences."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import openpyxl
import pytest

from tests.cli.test_command_line import run


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("returns") / "hampshire.plan"
    assert run("new", store, "--sample", "hampshire-2010").returncode == 0
    return store


@pytest.fixture
def store(sample: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sample, tmp_path / "hampshire.plan"))


def test_a_template_is_written_counted_and_said(store: Path, tmp_path: Path) -> None:
    out = tmp_path / "cs.xlsx"
    done = run("template", store, "--department", "cs", "--quarter", "2009-10-Q4", "--out", out)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        f"The return of Children's Services for 2009/10 Q4 is in {out}: 27 figures, 10 issues, 15 actions. "
        "It is due on 14/04/2010.\n"
    )
    assert openpyxl.load_workbook(out)["Values"].max_row == 5 + 27
    raw = sqlite3.connect(store)
    assert raw.execute("SELECT department_id, quarter, forms FROM return_request").fetchall() == [(2, 20100303, 1)]
    raw.close()


def test_a_template_for_nobody_or_an_unknown_quarter_is_refused(store: Path, tmp_path: Path) -> None:
    out = tmp_path / "x.xlsx"
    nobody = run("template", store, "--department", "Parks", "--quarter", "2009-10-Q4", "--out", out)
    assert nobody.returncode == 1
    assert "There is no department 'Parks'. There are: Adult Services, Children's Services" in nobody.stderr
    never = run("template", store, "--department", "CS", "--quarter", "2019-20-Q4", "--out", out)
    assert never.returncode == 1 and not out.exists()
    assert run("template", store, "--department", "CS", "--quarter", "Q4", "--out", out).returncode == 2
