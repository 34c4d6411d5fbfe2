"""A line of a self-assessment becomes an action: with the day that was written, or not at all."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.views.assessments.work_sheet import WorkSheet


def test_a_due_day_that_cannot_be_read_keeps_the_sheet_open_and_makes_no_action(qtbot: Any) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 700)
    window.show()
    issue: Any = SimpleNamespace(label="Road safety", ref=SimpleNamespace(id=7))
    sheet = WorkSheet(window, "Meet the districts", [issue])
    made: list[tuple[int, str, object]] = []
    sheet.action_wanted.connect(lambda *what: made.append(what))
    sheet.open()
    sheet.due.setText("31/6/2010")
    QTest.mouseClick(sheet.yes, Qt.MouseButton.LeftButton)
    assert made == [] and sheet.isVisible()
    assert sheet.problem.isVisible() and "Due cannot be read" in sheet.problem.text()
    sheet.due.setText("30/6/2010")
    QTest.mouseClick(sheet.yes, Qt.MouseButton.LeftButton)
    assert made == [(7, "Meet the districts", date(2010, 6, 30))]
