"""Documents leave the program under a name of their own folder alone, and nothing that runs leaves it at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.exchange.document_file import read_document, save_copy
from app.rules.documents import BYTES_LIMIT
from app.rules.errors import KnownError, Refused

SLY = ("../../x.pdf", "..\\..\\x.pdf", "/etc/x.pdf", "C:\\Windows\\x.pdf", "CON.pdf", "a/b.pdf", "\u202efdp.x.pdf",
       "x" * 300 + ".pdf", "nul .pdf", "a\x00b.pdf", "a\nb.pdf", "~/x.pdf", "x.pdf:stream", "-rf.pdf")  # fmt: skip


@pytest.mark.parametrize("name", SLY)
def test_a_copy_stays_in_its_folder_whatever_it_is_called(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "inside"
    folder.mkdir()
    made = save_copy(folder, name, b"%PDF")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [made]
    assert made.parent == folder and made.read_bytes() == b"%PDF"


def test_a_second_copy_stands_beside_the_first(tmp_path: Path) -> None:
    first, second = save_copy(tmp_path, "Audit.pdf", b"1"), save_copy(tmp_path, "AUDIT.pdf", b"2")
    assert (first.read_bytes(), second.read_bytes()) == (b"1", b"2")
    assert second.name == "AUDIT (2).pdf"


@pytest.mark.parametrize("name", ["report.pdf.exe", "report.desktop", "a.HTA", "x.url", "macro.xlsm", "report", "x.exe ."])
def test_what_runs_is_not_written_out_though_a_plan_from_elsewhere_holds_it(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused) as refused:
        save_copy(tmp_path, name, b"MZ")
    assert refused.value.problems[0].code in ("document_kind", "document_no_kind")
    assert list(tmp_path.iterdir()) == []


def test_a_file_over_the_limit_or_empty_or_gone_is_not_read(tmp_path: Path) -> None:
    big, empty = tmp_path / "big.pdf", tmp_path / "empty.pdf"
    with big.open("wb") as file:
        file.truncate(BYTES_LIMIT + 1)
    empty.touch()
    for path, code in ((big, "document_too_big"), (empty, "document_empty")):
        with pytest.raises(Refused) as refused:
            read_document(path)
        assert refused.value.problems[0].code == code
    for path in (tmp_path / "gone.pdf", tmp_path):
        with pytest.raises(KnownError, match="document_unreadable"):
            read_document(path)
