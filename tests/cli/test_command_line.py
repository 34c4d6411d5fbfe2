"""The command line end to end, as a script would use it: exit codes, sentences, and nothing half done."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import openpyxl
import pikepdf
import pytest

from app.__main__ import main
from tests.exchange.workbooks import make_workbook

ROOT = Path(__file__).resolve().parent.parent.parent
GOOD = [
    ("NI 117", "2010/11 Q1", 6.8, "provisional", None, None, "from the county"),
    ("NI 62", "2009/10 Q4", 10.0, "final"),
]


def run(*arguments: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "app", *map(str, arguments)], capture_output=True, text=True, encoding="utf-8",
        timeout=120, cwd=cwd or ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    return done


def state(store: Path) -> str:
    """Everything the store holds, as one hash."""
    raw = sqlite3.connect(f"file:{store}?mode=ro", uri=True)
    text = "\n".join(sorted(raw.iterdump()))  # a backup names its indexes in another order
    raw.close()
    return sha256(text.encode()).hexdigest()


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("sample") / "hampshire.plan"
    done = run("new", store, "--sample", "hampshire-2010")
    assert (done.returncode, done.stderr) == (0, "")
    return store


@pytest.fixture
def store(sample: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sample, tmp_path / "hampshire.plan"))


def test_new_makes_an_empty_store_and_never_overwrites(tmp_path: Path) -> None:
    assert run("new", tmp_path / "a.plan").returncode == 0
    before = (tmp_path / "a.plan").read_bytes()
    again = run("new", tmp_path / "a.plan", "--sample", "hampshire-2010")
    assert again.returncode == 1
    assert "exists already" in again.stderr
    assert (tmp_path / "a.plan").read_bytes() == before


def test_a_workbook_is_imported_and_said(store: Path, tmp_path: Path) -> None:
    done = run("import", store, make_workbook(tmp_path / "return.xlsx", GOOD))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == ("Imported 2 figures from return.xlsx: 1 new, 1 changed; 0 already in the store.\n")
    raw = sqlite3.connect(store)
    kept = raw.execute("SELECT value, status, note, source FROM reading ORDER BY id DESC LIMIT 2").fetchall()
    raw.close()
    assert kept[1][:3] == (6.8, "provisional", "from the county")
    assert kept[1][3].startswith("return.xlsx (")
    assert kept[1][3].endswith("· Values!C2")


def test_a_dry_run_says_the_same_and_stores_nothing(store: Path, tmp_path: Path) -> None:
    before = state(store)
    done = run("import", store, make_workbook(tmp_path / "return.xlsx", GOOD), "--dry-run", "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout) == {
        "imported": False, "new": 1, "changed": 1, "unchanged": 0, "to_check": 0, "unreadable": 0, "problems": [],
    }  # fmt: skip
    assert state(store) == before


def test_problems_name_sheet_and_cell_and_nothing_is_stored(store: Path, tmp_path: Path) -> None:
    before = state(store)
    rows = [*GOOD, ("NI 63", "2009/10 Q4", "tbc", "final"), ("NI 118", "2009/10 Q4", 5, "final")]
    path = make_workbook(tmp_path / "return.xlsx", rows)
    done = run("import", store, path)
    assert (done.returncode, done.stdout) == (1, "")
    assert "return.xlsx: Values, C4: 'tbc' is not a number." in done.stderr
    assert "return.xlsx: Values, A5: 'NI 118' is not in the list (nearest: NI 117)." in done.stderr
    assert done.stderr.endswith("Nothing was imported.\n")
    told = json.loads(run("import", store, path, "--json").stdout)
    assert (told["imported"], told["unreadable"]) == (False, 2)
    assert [(each["file"], each["sheet"], each["cell"]) for each in told["problems"]] == [
        ("return.xlsx", "Values", "C4"), ("return.xlsx", "Values", "A5"),
    ]  # fmt: skip
    assert all(each["message"].endswith("Nothing was imported.") for each in told["problems"])
    assert state(store) == before


def test_one_bad_file_among_good_ones_stores_nothing(store: Path, tmp_path: Path) -> None:
    before = state(store)
    (tmp_path / "bad.xlsx").write_bytes(b"")
    done = run("import", store, make_workbook(tmp_path / "good.xlsx", GOOD), tmp_path / "bad.xlsx")
    assert done.returncode == 1
    assert "bad.xlsx is empty." in done.stderr
    assert state(store) == before


def test_a_doubtful_figure_is_not_taken_without_someone_looking(store: Path, tmp_path: Path) -> None:
    before = state(store)
    path = make_workbook(tmp_path / "return.xlsx", [("NI 117", "2010/11 Q1", 69, "provisional")])
    done = run("import", store, path, "--json")
    told = json.loads(done.stdout)
    assert (done.returncode, told["to_check"], told["imported"]) == (1, 1, False)
    assert "is at least ten times the figure before (6.9% in 2009/10 Q4)." in told["problems"][0]["message"]
    assert state(store) == before


def test_the_same_file_again_says_so_and_is_no_success(store: Path, tmp_path: Path) -> None:
    path = make_workbook(tmp_path / "return.xlsx", GOOD)
    assert run("import", store, path).returncode == 0
    before = state(store)
    again = run("import", store, path)
    assert again.returncode == 1
    assert "Nothing new in return.xlsx. All 2 figures are in the store already." in again.stderr
    assert state(store) == before


def test_the_plan_is_exported_with_one_row_an_issue(store: Path, tmp_path: Path) -> None:
    done = run("export", store, tmp_path / "plan.xlsx")
    assert (done.returncode, done.stderr) == (0, "")
    head, *rows = openpyxl.load_workbook(tmp_path / "plan.xlsx")["Plan"].iter_rows(values_only=True)
    assert len(rows) == 31
    assert list(head[:5]) == ["Title", "Category", "Aim", "Lead", "RAG"]
    assert "Better carbon management" in [row[0] for row in rows]
    earlier = run("export", store, tmp_path / "earlier.xlsx", "--quarter", "2009/10 Q2")
    assert "of 2009/10 Q2" in earlier.stdout
    names = openpyxl.load_workbook(tmp_path / "earlier.xlsx", read_only=True).sheetnames
    assert names == ["Plan", "Charts", "Readings", "Issues", "Actions", "Decisions", "About"]


def test_the_whole_plan_goes_out_and_into_an_empty_store(store: Path, tmp_path: Path) -> None:
    out, new, again = tmp_path / "all.xlsx", tmp_path / "new.plan", tmp_path / "again.xlsx"
    done = run("export", store, out)
    assert "Exported the whole plan" in done.stdout
    run("new", new)
    tried = run("import", new, out, "--dry-run")
    assert (tried.returncode, tried.stderr) == (0, "")
    assert "Nothing was stored. This would take in the whole plan" in tried.stdout
    taken = run("import", new, out, "--json")
    assert (taken.returncode, taken.stderr) == (0, "")
    assert json.loads(taken.stdout)["imported"] is True
    assert run("check", new).returncode == 0
    run("export", new, again)
    one, other = (openpyxl.load_workbook(each, read_only=True) for each in (out, again))
    for name in one.sheetnames:
        if name not in ("About", "About this plan", "Changes"):
            assert list(one[name].values) == list(other[name].values), name
    refused = run("import", store, out)
    assert refused.returncode == 1
    assert "A whole plan can only be taken into a new, empty plan." in refused.stderr


def test_papers_are_the_pages_that_were_named(store: Path, tmp_path: Path) -> None:
    done = run("papers", store, "--quarter", "2009-10-Q4", "--out", tmp_path / "papers.pdf", "--pages", "summary,aims")
    assert (done.returncode, done.stderr) == (0, "")
    assert "2 sheets" in done.stdout
    with pikepdf.open(tmp_path / "papers.pdf") as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert len(pdf.pages) == 2
        width, height = float(pdf.pages[0].mediabox[2]), float(pdf.pages[0].mediabox[3])
    assert (round(width), round(height)) == (842, 595)


def test_papers_without_pages_are_the_cabinets_pack_and_may_be_public(store: Path, tmp_path: Path) -> None:
    done = run("papers", store, "--quarter", "2009-10-Q4", "--out", tmp_path / "papers.pdf", "--public")
    assert (done.returncode, done.stderr) == (0, "")
    assert "The public version of 2009/10 Q4" in done.stdout
    with pikepdf.open(tmp_path / "papers.pdf") as pdf:
        assert len(pdf.pages) > 10


def test_a_page_that_there_is_not_is_wrong_usage(store: Path, tmp_path: Path) -> None:
    done = run("papers", store, "--quarter", "2009-10-Q4", "--out", tmp_path / "papers.pdf", "--pages", "summary,x")
    assert done.returncode == 2
    assert "there is no page 'x'" in done.stderr


def test_a_quarter_that_the_plan_does_not_have_is_refused(store: Path, tmp_path: Path) -> None:
    done = run("papers", store, "--quarter", "2019/20 Q4", "--out", tmp_path / "papers.pdf")
    assert done.returncode == 1
    assert "holds no quarter 2019/20 Q4" in done.stderr
    assert not (tmp_path / "papers.pdf").exists()


def test_papers_that_cannot_be_saved_leave_the_old_ones(store: Path, tmp_path: Path) -> None:
    done = run("papers", store, "--quarter", "2009-10-Q4", "--out", tmp_path / "none" / "papers.pdf")
    assert done.returncode == 1
    assert "The paper was not saved" in done.stderr


def test_check_backup_and_restore_go_round(store: Path, tmp_path: Path) -> None:
    assert "is sound" in run("check", store).stdout
    before = state(store)
    assert run("backup", store, tmp_path / "kept.plan").returncode == 0
    refused = run("backup", store, tmp_path / "kept.plan")
    assert (refused.returncode, "is there already" in refused.stderr) == (1, True)
    assert "auto.plan" in run("backup", store).stdout
    store.write_bytes(store.read_bytes()[:4096])
    assert run("check", store).returncode == 1
    restored = run("restore", tmp_path / "kept.plan", store)
    assert (restored.returncode, restored.stderr) == (0, "")
    assert "is kept as" in restored.stdout
    assert state(store) == before
    assert run("check", store).returncode == 0


def test_a_history_that_was_tampered_with_is_found(store: Path) -> None:
    raw = sqlite3.connect(store)
    raw.execute("UPDATE issue SET title = 'Another title' WHERE id = 1")
    raw.commit()
    raw.close()
    done = run("check", store)
    assert (done.returncode, done.stdout) == (1, "")
    assert "does not verify" in done.stderr


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "is not there"),
        (b"", "it is empty (0 bytes)"),
        (b"just a text", "is not a Corporate Performance store"),
    ],
)
@pytest.mark.parametrize("verb", ["check", "export", "papers", "backup", "import"])
def test_a_store_that_is_none_is_a_sentence_for_every_verb(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], verb: str, content: bytes | None, words: str
) -> None:
    path = tmp_path / "strange.plan"
    if content is not None:
        path.write_bytes(content)
    rest: dict[str, list[object]] = {
        "export": [tmp_path / "o.xlsx"], "papers": ["--quarter", "2009-10-Q4", "--out", tmp_path / "o.pdf"],
        "import": [make_workbook(tmp_path / "r.xlsx", GOOD)],
    }  # fmt: skip
    assert main([verb, str(path), *map(str, rest.get(verb, []))]) == 1
    assert words in capsys.readouterr().err
    assert (path.read_bytes() if content is not None else None) == content


def test_json_stays_one_object_when_the_store_cannot_be_opened(tmp_path: Path) -> None:
    done = run("import", tmp_path / "none.plan", tmp_path / "none.xlsx", "--json")
    told = json.loads(done.stdout)
    assert (done.returncode, told["imported"], len(told["problems"])) == (1, False, 1)


@pytest.mark.parametrize(
    "arguments",
    [
        ("import",), ("import", "a.plan"), ("export", "a.plan"), ("papers", "a.plan", "--out", "o.pdf"), ("restore", "a"),
        ("papers", "a.plan", "--quarter", "nonsense", "--out", "o.pdf"), ("new", "a.plan", "--sample", "nowhere"),
        ("papers", "a.plan", "--quarter", "2009-10-Q4", "--out", "o.pdf", "--pages", "nothing"), ("--unknown",),
        ("check", "a.plan", "b.plan"), ("template", "a.plan", "--department", "CS"),
    ],
)  # fmt: skip
def test_wrong_usage_ends_with_two(
    arguments: tuple[str, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(list(arguments)) == 2
    assert "usage: driving-success" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_names_with_marks_and_other_scripts_are_said(store: Path, tmp_path: Path) -> None:
    path = make_workbook(
        tmp_path / "re\u202eturn \u0645\u0631 \U0001f4c8.xlsx", [("NI 117", "soon", 1, "final")]
    )
    done = run("import", store, path)
    assert done.returncode == 1
    assert "re<U+202E>turn" in done.stderr


def test_no_verb_loads_qt(store: Path) -> None:
    code = (
        "import sys; from app.__main__ import main; "
        f"main(['check', {str(store)!r}]); main(['export', {str(store)!r}, {str(store.with_suffix('.xlsx'))!r}]); "
        "sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 0


def test_the_window_starts_without_the_libraries_of_the_verbs() -> None:
    code = (
        "import sys, app.wiring; app.wiring.run_window = lambda *a, **k: 7; from app.__main__ import main; "
        "assert main([]) == 7; heavy = {'sqlalchemy', 'openpyxl', 'typst', 'xlsxwriter', 'numpy', 'pypdfium2'}; "
        "sys.exit(bool(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
