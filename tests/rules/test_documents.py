"""Names and kinds of documents: whatever comes, the file lands in the chosen folder and does not run."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.rules.documents import NAME_LIMIT, clean_name, file_problem, free_name, kind_of

NAMES = [
    "..\\..\\x.pdf", "../../etc/passwd.txt", "/etc/shadow.pdf", "C:\\Windows\\win.ini.pdf", "C:report.pdf", "CON",
    "con.pdf", "NUL.txt.pdf", "COM1.docx", "lpt\u00b9.docx", "aux .pdf", "conin$.txt", "a.pdf.exe", "x" * 300 + ".pdf",
    "report\u202efdp.exe", "\u2066report\u2069.pdf", "a\x00b.pdf", "a\nb.pdf", "a\tb.pdf", "report.pdf.", "report.pdf ",
    " .pdf", "....pdf", ".", "..", "", "   ", "~$lock.docx", "file:stream.pdf", "report.pdf::$DATA", "a|b.pdf", 'a"b.pdf',
    "a<b>.pdf", "a?*.pdf", "\\\\server\\share\\x.pdf", "//server/share/x.pdf", "caf\u0065\u0301.pdf", "x." + "y" * 200,
    "\ud800.pdf", "\u200b\u200b.pdf", "R\u00e9sum\u00e9 of the year.docx", "%2e%2e%2fx.pdf",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES, ids=[f"name {at}" for at in range(len(NAMES))])
def test_a_cleaned_name_is_one_plain_file_in_the_chosen_folder(name: str, tmp_path: Path) -> None:
    shown = clean_name(name)
    assert 0 < len(shown) <= NAME_LIMIT
    path = (tmp_path / shown).resolve()
    assert path.parent == tmp_path.resolve()
    assert not set('<>:"/\\|?*') & set(shown)
    assert shown.isprintable() and shown == shown.strip(" .")
    assert clean_name(shown) == shown
    path.write_bytes(b"x")


def test_reserved_names_are_not_left_reserved() -> None:
    assert [clean_name(name) for name in ("CON", "nul.pdf", "Com1.tar.pdf")] == ["_CON", "_nul.pdf", "_Com1.tar.pdf"]


def test_the_kind_is_what_the_system_would_open_it_by() -> None:
    assert kind_of("a.pdf.exe") == "exe"
    assert kind_of("report.pdf.") == "pdf"
    problem = file_problem("invoice\u202efdp.exe", 10)
    assert problem is not None and problem.code == "document_kind"


@pytest.mark.parametrize("kind", "exe lnk js hta iso bat cmd com scr ps1 vbs msi jar docm xlsm html svg url".split())
def test_kinds_that_run_are_refused_whatever_their_capitals(kind: str) -> None:
    for name in (f"a.{kind}", f"a.pdf.{kind.upper()}", f"a.{kind}. "):
        problem = file_problem(name, 10)
        assert problem is not None and problem.code == "document_kind"


@pytest.mark.parametrize("kind", "pdf docx xlsx pptx odt ods csv txt rtf png jpg eml zip".split())
def test_papers_and_pictures_are_kept(kind: str) -> None:
    assert file_problem(f"A report.{kind}", 10) is None


def test_the_same_name_twice_gets_a_number() -> None:
    assert free_name("report.pdf", {"Report.pdf"}) == "report (2).pdf"
    assert free_name("report.pdf", {"report.pdf", "REPORT (2).PDF"}) == "report (3).pdf"
    long = "x" * 300 + ".pdf"
    assert len(free_name(long, {clean_name(long)})) <= NAME_LIMIT
