"""What the three categories are called, everywhere: said once, and nowhere else."""

from __future__ import annotations

import re

from app.rules.category import COLUMNS, Category
from tests.house.tree import APP

OWN_WORDS = re.compile(
    r"""["'](Improvement Plan: Hard|Hard to [mM]ove["']|Outcomes maintained|Outcomes of Corporate Importance["'])"""
)
AS_THE_COUNCIL_PRINTED_IT = {"plan_box.py", "decision_report.py"}
"""Pages in the council's own form quote the report of February 2010."""


def test_the_names_are_the_councils() -> None:
    assert [each.title for each in COLUMNS] == ["Hot List", "Improvement Plan", "Outcomes of Corporate Importance"]
    assert [each.heading for each in COLUMNS] == [
        "Hot List", "Improvement Plan: Hard to Move", "Outcomes of Corporate Importance"
    ]  # fmt: skip
    assert [each.short for each in COLUMNS] == ["Hot List", "Improvement Plan", "Outcomes"]
    assert [each.subtitle for each in COLUMNS] == ["In development", "Improving performance", "Maintaining performance"]
    assert Category.LEFT.short == "Off the lists"


def test_no_page_paper_or_file_has_words_of_its_own_for_them() -> None:
    found = [
        f"{path.name}: {line.strip()}"
        for path in APP.rglob("*.py")
        if path.name not in {"category.py", *AS_THE_COUNCIL_PRINTED_IT}
        for line in path.read_text("utf-8").splitlines()
        if OWN_WORDS.search(line)
    ]
    assert found == []
