"""Two ways in from the side: a move begun while a meeting runs, and files dropped on the list of documents."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from app.commands.run_meeting import SetAgenda
from app.rules.documents import Cites
from app.store.queries.documents import documents_of
from app.store.queries.meetings import meeting
from tests.walks.hands import wait_for
from tests.walks.test_governance import page_of, planned, with_store
from tests.walks.window import OUT, PLAN, Walk, closed

ROADS = "Improved satisfaction with roads"


def test_a_move_is_begun_in_the_meeting_by_its_key_and_decided_there(walk: Walk) -> None:
    page = page_of(walk, "decisions")
    wait_for(lambda: page.lines.rowCount() > 5, "the register")
    planned(walk, page)
    roads, shown = walk.card(ROADS).issue_id, page.meetings.meeting
    agenda = (roads, *(item.issue_id for item in shown.items))
    walk.program.workspace.operations.do(SetAgenda(shown.id, shown.version, agenda))
    wait_for(lambda: page.meetings.meeting.items[0].issue_id == roads, "the issue first on the agenda")
    walk.do.click(page.meetings.start_button)
    stage: Any = walk.program.governance.stage
    walk.strays.found.clear()  # a window of its own, and meant to be one
    wait_for(lambda: stage.isVisible() and stage.face.issue.text() == ROADS, "the issue in front")
    assert not stage.state.can_decide
    walk.do.take_up(stage)
    wait_for(stage.mover.menu.actions, "the ways the rules allow")
    failed: list[BaseException] = []
    QTimer.singleShot(0, partial(walk._pick_inside, ("To Outcomes",), "", failed))
    walk.do.key("P")
    sheet = wait_for(lambda: failed or stage.mover.moves.sheet, "the move sheet")
    if failed:
        raise failed[0]
    wait_for(sheet.isVisible, "the move sheet over the meeting")
    wait_for(sheet.reason.text.isVisible, "its fields")
    walk.write(sheet.reason.text, "The survey says so")
    walk.press_button(sheet.propose_button)
    wait_for(lambda: stage.mover.moves.sheet is None and stage.state.can_decide, "the proposal put to the meeting")
    stage.setFocus(Qt.FocusReason.OtherFocusReason)
    walk.do.key("A")
    wait_for(lambda: not stage.state.can_decide, "agreed")
    walk.do.key("Esc")
    wait_for(lambda: walk.program.governance.stage is None, "the meeting left")
    walk.do.take_up(walk.window)
    walk.close()
    with closed(walk.store) as store, store.reading() as session:
        item = meeting(session, 1).items[0]
    assert item.decision is not None
    assert (item.issue_id, item.decision.origin, item.decision.target) == (roads, PLAN, OUT)
    assert item.decision.minute.startswith("Cabinet and CMT")


def dropped(widget: Any, *paths: Path) -> None:
    """As the window system lets go of files over it."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    keys, buttons = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    at = widget.rect().center()
    entered = QDragEnterEvent(at, Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(widget, entered)
    assert entered.isAccepted()
    QApplication.sendEvent(widget, QDropEvent(QPointF(at), Qt.DropAction.CopyAction, data, buttons, keys))


def test_files_dropped_on_the_documents_are_asked_about_one_by_one_and_kept(walk: Walk, tmp_path: Path) -> None:
    first, second, bad = (tmp_path / name for name in ("Survey of roads.pdf", "Minutes.docx", "run.exe"))
    for path in (first, second, bad):
        path.write_bytes(b"%PDF-1.7 " + path.name.encode())
    page = page_of(walk, "decisions")
    page.tabs.setCurrentIndex(2)
    ways, roads = walk.program.governance.documents, walk.card(ROADS).issue_id
    wait_for(lambda: ways.state.issues, "the issues that may rest on it")
    before = len(ways.state.documents)
    dropped(page.documents, first, second, bad)
    wait_for(lambda: ways.sheet is not None and ways.chosen.text().startswith(first.name), "the first file")
    assert ways.sheet.fields["title"].field.text() == "Survey of roads"
    ways.sheet.fields["issue"].field.setCurrentText(ROADS)
    walk.do.click(ways.sheet.do_button)
    wait_for(lambda: ways.sheet is not None and ways.chosen.text().startswith(second.name), "the second file")
    walk.do.click(ways.sheet.do_button)
    wait_for(lambda: ways.sheet is not None and "run" in ways.sheet.problem.text(), "what is wrong with the third")
    walk.do.key("Esc")
    wait_for(lambda: ways.sheet is None, "the sheet closed")
    assert len(ways.state.documents) == before + 2
    found = with_store(walk, lambda session: documents_of(session, Cites.ISSUE, roads))
    assert "Survey of roads" in {each.title for each in found}
