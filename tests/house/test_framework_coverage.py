"""Every line of the framework has its place and its test in docs/framework-coverage.md, and every test named is there."""

from __future__ import annotations

import re
from pathlib import Path

from tests.house.tree import ROOT

TABLE = (ROOT / "docs" / "framework-coverage.md").read_text("utf-8")
LINES = {
    "T": 10, "X": 9, "P": 14, "C": 10, "I": 7, "M": 7, "F": 24, "S": 5, "D": 6, "Q": 6, "G": 6, "Z": 6,
}  # fmt: skip
"""How many lines each part of the framework's rules has."""
ROW = re.compile(r"^\| *(?!-|Line)(.+?) *\| *(.*?) *\| *(.*?) *\|$", re.M)


def rows() -> list[tuple[str, str, str]]:
    return [(found[1], found[2], found[3]) for found in ROW.finditer(TABLE)]


def named(line: str) -> set[str]:
    """The lines that a row is about: "F1-F22, F24" is twenty-three of them."""
    found: set[str] = set()
    for part, first, last in re.findall(r"\b([A-Z])(\d+)(?:-\1(\d+))?", line):
        found |= {f"{part}{at}" for at in range(int(first), int(last or first) + 1)}
    return found


def test_no_cell_is_empty_and_none_says_not_yet() -> None:
    assert len(rows()) > 80
    assert [row for row in rows() if not all(row) or "Not yet" in row[1] + row[2]] == []


def test_every_line_of_the_framework_has_a_row() -> None:
    there = set().union(*(named(line) for line, _, _ in rows()))
    wanted = {f"{part}{at}" for part, count in LINES.items() for at in range(1, count + 1)}
    assert wanted - there == set()


def test_every_test_it_names_is_there() -> None:
    names = set(re.findall(r"`(tests/[\w/]+\.py)`", TABLE))
    assert names and [name for name in sorted(names) if not Path(ROOT / name).is_file()] == []
