"""What the child sends of a plain table is put together, and held to what no child of ours would send."""

from __future__ import annotations

import json
from typing import Any

import pytest

from app.exchange.child_answer import Answer
from app.exchange.raw import RawRow
from app.rules.errors import KnownError

TABLE = {"name": "Values", "state": "visible", "row": 1, "columns": [1, 2, 3, 4, 5, 6, 0], "hidden_columns": [],
         "filtered": False, "problems": [], "notes": []}  # fmt: skip
BLOCK = {
    "numbers": [2, 3],
    "hidden": [3],
    "columns": [{"texts": [0, 0]}, {"texts": [1, 2]}, {"figures": [6.5, 7]}, {"texts": [3, 3]}, None, None, None],
}
TEXTS = {"texts": [[0, "NI 1"], [1, "2009/10 Q3"], [2, "2009/10 Q4"], [3, "final"]]}


def sent(*items: dict[str, Any]) -> Answer:
    answer = Answer("a.xlsx")
    for item in items:
        answer.take(json.dumps(item).encode())
    return answer


def test_a_block_becomes_rows_in_the_order_of_the_sheet() -> None:
    one = {"rows": [[9, 0, ["NI 2", None, 1.0, None, None, None, None], [2]]]}
    done = {"done": {"sha256": "0" * 64, "size": 1, "kind": "xlsx", "notes": []}}
    answer = sent({"table": TABLE}, TEXTS, {"block": BLOCK}, one, {"sheet_end": {"cells": 9, "hidden_rows": 1}}, done)
    assert answer.rows == 3
    rows = answer.result(0).sheets[0].rows
    assert rows == (
        RawRow(2, False, ("NI 1", "2009/10 Q3", 6.5, "final", None, None, None)),
        RawRow(3, True, ("NI 1", "2009/10 Q4", 7.0, "final", None, None, None)),
        RawRow(9, False, ("NI 2", None, 1.0, None, None, None, None), (2,)),
    )
    assert rows[1].cells[2].__class__ is float
    assert rows[0].cells[0] is rows[1].cells[0]


@pytest.mark.parametrize(
    "odd",
    [
        {"columns": BLOCK["columns"][:6]},  # type: ignore[index]
        {"columns": [{"texts": [0]}, *BLOCK["columns"][1:]]},  # type: ignore[index]
        {"columns": [{"texts": [0, 99]}, *BLOCK["columns"][1:]]},  # type: ignore[index]
        {"columns": [{"figures": [0, "x"]}, *BLOCK["columns"][1:]]},  # type: ignore[index]
        {"numbers": [2, "x"]},
        {"numbers": [2, 3, 4]},
        {"hidden": 5},
    ],
)
def test_a_block_of_another_make_is_no_answer(odd: dict[str, Any]) -> None:
    with pytest.raises(KnownError, match="file_reader_stopped"):
        sent({"table": TABLE}, TEXTS, {"block": {**BLOCK, **odd}})
