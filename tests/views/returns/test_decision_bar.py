"""What may be decided of the rows that wait is offered, and nothing that would change none of them."""

from __future__ import annotations

from typing import Any

import pytest

from app.bridge.import_model import Column
from app.exchange.import_plan import FileFacts, ImportLine, ImportPlan, LineState
from app.rules.errors import Problem
from app.rules.period import parse_quarter
from app.rules.readings import ReadingRow
from app.views.returns.preview import Preview

Q4 = parse_quarter("2009/10 Q4")
ROW = ReadingRow(1, Q4, 1.0)
DOUBT = Problem("figure_not_given", {"file": "r.xlsx", "sheet": "Values", "cell": "L9"})


@pytest.mark.parametrize(
    ("rows", "meant", "offered"),
    [
        ((None,), None, ["Leave out"]),
        ((None, ROW), None, ["Keep as they are", "Leave out"]),
        ((ROW,), 10.0, ["Use what was meant", "Keep as they are", "Leave out"]),
    ],
)
def test_only_what_changes_a_row_is_offered_for_all(
    qtbot: Any, rows: tuple[ReadingRow | None, ...], meant: float | None, offered: list[str]
) -> None:
    preview = Preview()
    qtbot.addWidget(preview)
    lines = tuple(
        ImportLine(LineState.CHECK, "r.xlsx", "Values", f"L{at}", "NI 9", "", Q4.label, "", "", (DOUBT,), row, meant)
        for at, row in enumerate(rows, 9)
    )
    preview.show_plan(ImportPlan((FileFacts("r.xlsx", "0" * 64, 1, 1, 1),), lines, (), (DOUBT,), ()), again=False)
    menu = preview.decisions.all.menu()
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions() if action.isVisible()] == offered


def test_a_text_that_cannot_be_read_is_called_a_text_and_says_what_is_wrong_once(qtbot: Any) -> None:
    preview = Preview()
    qtbot.addWidget(preview)
    why = (
        Problem("return_done", {"file": "r.xlsx", "sheet": "Actions", "cell": "F6", "text": "half"}),
        Problem("return_date_invalid", {"file": "r.xlsx", "sheet": "Actions", "cell": "E6", "text": "31/02/2010"}),
    )
    line = ImportLine(LineState.UNREADABLE, "r.xlsx", "Actions", "C6", "", "Action: Courses", Q4.label,
                      "Head of Highways; 35% done", "Head of Highways; 0% done", why)  # fmt: skip
    preview.show_plan(ImportPlan((FileFacts("r.xlsx", "0" * 64, 1, 1, 1),), (line,), why, (), ()), again=False)
    shown = [str(preview.model.index(0, column).data()) for column in Column]
    assert shown[Column.BEFORE] == shown[Column.AFTER] == "text"
    assert "half" in shown[Column.WHAT] and "31/02/2010" in shown[Column.WHAT]
    assert "Nothing was imported" not in shown[Column.WHAT]
