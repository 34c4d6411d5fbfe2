"""A whole folder of returns dropped on the window: one preview of all, decided one by one and alike, stored as one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from app.bridge.import_model import Column
from app.commands.put_readings import PutReadings
from app.rules.indicator import Status
from app.rules.readings import ReadingRow
from app.rules.returns import Standing
from app.store.verifying import verify
from app.views.returns.page import ReturnsPage
from tests.plans import ACTOR
from tests.walks.hands import wait_for
from tests.walks.test_returns import Q4, filled, imported, issued, page, row_of, standing
from tests.walks.window import Walk, closed

__all__ = ["page"]
ENVIRONMENT = 4


def dropped(walk: Walk, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    spot = QPoint(20, 20)
    how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(walk.window, QDragEnterEvent(spot, *how))
    QApplication.sendEvent(walk.window, QDropEvent(QPointF(spot), *how))


def sent_back(page: ReturnsPage, tmp_path: Path) -> Path:
    """Two departments' workbooks and a table of text, what a system leaves beside them, and a folder inside."""
    out = issued(page, tmp_path / "out")
    back = tmp_path / "back"
    (back / "older").mkdir(parents=True)
    (back / "desktop.ini").write_text("[x]", encoding="utf-8")
    doubtful = {
        "NI 117 L": 69,  # ten times the figure before
        "NI 62 L": 0.098,  # a fraction of a percentage
        "NI 148 L": 55.0, "NI 148 M": 3, "NI 148 N": 5,  # fewer than are published
        "NI 63 L": "-3%",
    }  # fmt: skip
    filled(out / "CS return 2009-10-Q4.xlsx", back / "CS.xlsx", doubtful)
    filled(out / "ENV return 2009-10-Q4.xlsx", back / "ENV.xlsx",
           {"NI 191 L": 57.8, "NI 155 L": 600, "NI 175 P": "Not collected"})  # fmt: skip
    (back / "more.csv").write_text("Code;Period;Value;Status\nLI 12;2009/10 Q4;4.3;final\n", encoding="utf-16")
    return back


def test_a_folder_dropped_on_the_window_is_one_preview_and_one_step(
    walk: Walk, page: ReturnsPage, tmp_path: Path, plan_file: Path
) -> None:
    back = sent_back(page, tmp_path)
    walk.window.frame.show_page("board")
    dropped(walk, back)
    wait_for(lambda: page.stages.currentWidget() is page.preview and page.preview.isVisible(), "the preview")
    preview, model = page.preview, page.preview.model
    assert preview.title.whole() == "3 files · Children's Services 2009/10 Q4, Environment 2009/10 Q4"
    assert preview.notes.text().startswith("The folders inside 'back' were not read: older.")
    assert "more.csv was read as utf-16-le." in preview.notes.text()
    waits = [str(model.index(row, Column.INDICATOR).data()).split(" ")[1] for row in range(len(model.waiting()))]
    assert waits == ["63", "175", "62", "117", "148", "186", "191"]
    assert model.index(row_of(page, "NI 63"), Column.AFTER).data() == "-3%"
    assert model.index(row_of(page, "NI 62"), Column.AFTER).data() == "0.098%"

    def decide() -> None:
        for code, choice in (("NI 62", "use"), ("NI 117", "use"), ("NI 148", "keep")):
            preview.table.selectRow(row_of(page, code))
            walk.do.click(preview.decisions.buttons[choice])
        model.decide_all("leave")
        walk.write(preview.reason, "as the department says")

    decide()
    assert preview.commit.isEnabled() and preview.commit.text() == "Import 6 entries"
    meanwhile(walk, page)
    walk.do.click(preview.commit)
    wait_for(lambda: "Look again" in preview.problems.words.text(), "that the plan changed")
    assert not preview.commit.isEnabled() and standing(page) is Standing.LATE
    decide()
    imported(page, walk)
    assert (standing(page), standing(page, ENVIRONMENT)) == (Standing.QUERIED, Standing.QUERIED)
    walk.close()
    with closed(plan_file) as store:
        values = dict(store.raw.execute(_CAME).fetchall())
        assert values == {"NI 62": 9.8, "NI 117": 6.9, "NI 148": 55.0, "NI 116": None, "NI 155": 600, "LI 12": 4.3}
        assert store.undo(ACTOR).label == "Import 2 returns and a table of readings"
        assert store.raw.execute("SELECT count(*) FROM reading WHERE return_id IS NOT NULL").fetchone() == (0,)
        assert verify(store.raw).sound


_CAME = (
    "SELECT i.code, r.value FROM reading r JOIN indicator i ON i.id = r.indicator_id"
    " WHERE r.return_id IS NOT NULL OR r.source LIKE 'more.csv%'"
)


def meanwhile(walk: Walk, page: ReturnsPage) -> None:
    """Someone types another figure for one of those that are shown."""
    done: list[object] = []
    operations = walk.program.workspace.operations
    plan = page.preview.model.plan
    assert plan is not None
    shown = next(each.row for each in plan.lines if each.row and each.code == "NI 148")
    row = ReadingRow(shown.indicator_id, Q4, 60.9, Status.FINAL)
    operations.do(PutReadings((row,), "typed"), page, done.append, done.append)
    wait_for(lambda: bool(done), "the other figure")
