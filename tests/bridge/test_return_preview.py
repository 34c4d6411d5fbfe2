"""The rows of a preview: in any order and of any state, with what was decided staying where it belongs."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt

from app.bridge.import_model import Column
from app.bridge.return_preview import FILTERS, ReturnPreview
from app.exchange.import_plan import FileFacts, ImportLine, ImportPlan, LineState
from app.rules.errors import Problem
from app.rules.period import parse_quarter
from app.rules.readings import ReadingRow
from app.views.shared.words import sentence

Q4 = parse_quarter("2009/10 Q4")
DOUBT = Problem("figure_as_before", {"file": "r.xlsx", "sheet": "Values", "cell": "L9", "value": "9%", "period": "Q3"})


def line(code: str, cell: str, after: str, state: LineState = LineState.NEW) -> ImportLine:
    why = (DOUBT,) if state is LineState.CHECK else ()
    return ImportLine(state, "r.xlsx", "Values", cell, code, "", Q4.label, "", after, why, ReadingRow(1, Q4, 1.0))


@pytest.fixture
def model(qapp: Any) -> ReturnPreview:
    lines = (
        line("NI 62", "L10", "9.8%"), line("NI 9", "L9", "101%", LineState.CHECK), line("NI 117", "L100", "1,234"),
    )  # fmt: skip
    found = ReturnPreview(sentence)
    found.show_plan(ImportPlan((FileFacts("r.xlsx", "0" * 64, 1, 1, 3),), lines, (), (DOUBT,), ()))
    return found


def codes(model: ReturnPreview) -> list[str]:
    return [str(model.index(row, Column.INDICATOR).data()) for row in range(model.rowCount())]


def test_rows_are_put_in_order_as_one_counts_and_back(model: ReturnPreview) -> None:
    assert codes(model) == ["NI 9", "NI 62", "NI 117"]
    model.sort(Column.AFTER, Qt.SortOrder.DescendingOrder)
    assert codes(model) == ["NI 117", "NI 9", "NI 62"]
    model.sort(Column.CELL)
    assert codes(model) == ["NI 9", "NI 62", "NI 117"]
    model.sort(Column.INDICATOR, Qt.SortOrder.DescendingOrder)
    assert codes(model) == ["NI 117", "NI 62", "NI 9"]
    model.decide(2, "keep")
    model.sort(-1)
    assert codes(model)[0] == "NI 9" and model.chosen(0) == "keep"


@pytest.mark.parametrize(
    ("cell", "shown"),
    [("-3", "-3"), ("12.7", "12.7"), ("4500%", "4500%"), ("1,234", "1,234"), ("1e+308", "1e+308"),
     ("tbc", "“tbc”"), ("1.234,5", "“1.234,5”"), ("", "–")],
)  # fmt: skip
def test_a_refused_number_stands_as_in_its_cell_and_refused_words_in_quotation_marks(
    model: ReturnPreview, cell: str, shown: str
) -> None:
    refused = line("NI 62", "L10", cell, LineState.UNREADABLE)._replace(row=None)
    model.show_plan(ImportPlan((), (refused,), (), (), ()))
    assert model.index(0, Column.AFTER).data() == shown


def test_each_state_can_be_looked_at_alone(model: ReturnPreview) -> None:
    shown = {}
    for name, _ in FILTERS:
        model.set_filter(name)
        shown[name] = model.rowCount()
    assert shown == {
        "all": 3, "to_decide": 1, "check": 1, "unreadable": 0, "new": 2, "changed": 0, "unchanged": 0,
    }  # fmt: skip
