"""An entry that asks for more before it does anything ends in an ellipsis, and it is the one sign "…" everywhere."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

from tests.house.tree import name_of, parsed, python_files

ENTRIES = {
    "QuietButton", "PrimaryButton", "MenuButton", "IconButton", "ActionButton", "QAction", "addAction", "_action", "offer",
    "offer_later", "set_label",
}  # fmt: skip
ASKS_FIRST = {
    "New issue", "New indicator", "New initiative", "New plan", "Import workbooks", "Import readings", "Print",
    "Print pages", "Save PDF", "Word", "PowerPoint", "Choose", "Freeze quarter", "Save a copy", "Preferences",
    "Plan a meeting", "Export this list", "Record a result", "Add a recommendation", "Add a document",
    "Add a partner's target",
}  # fmt: skip
"""Words of entries that open a sheet or a dialog; each stands somewhere, and never without the ellipsis."""


@cache
def shown(file: Path) -> tuple[str, ...]:
    """Every text of the file, the documentation of its code apart."""
    tree = parsed(file)
    told = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    return tuple(
        node.value for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told
    )  # fmt: skip


@cache
def entries(file: Path) -> tuple[str, ...]:
    """The words of its buttons and menu entries."""
    found: list[str] = []
    for node in ast.walk(parsed(file)):
        if isinstance(node, ast.Call):
            function = node.func
            name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
            texts = [each.value for each in node.args if isinstance(each, ast.Constant)]
            found += [text for text in texts if name in ENTRIES and isinstance(text, str)]
    return tuple(found)


def test_no_text_of_the_window_has_three_dots() -> None:
    wrong = [f"{name_of(file)}: {text!r}" for file in python_files("app/views", "app/bridge", "app/rules")
             for text in shown(file) if "..." in text]  # fmt: skip
    assert wrong == []


def test_the_ellipsis_follows_its_word_without_a_blank() -> None:
    wrong = [f"{name_of(file)}: {text!r}" for file in python_files("app/views")
             for text in entries(file) if " …" in text or text.rstrip() != text]  # fmt: skip
    assert wrong == []


@pytest.mark.parametrize("words", sorted(ASKS_FIRST))
def test_what_asks_first_says_so_wherever_it_stands(words: str) -> None:
    files = python_files("app/views")
    assert any(f"{words}…" in shown(file) for file in files)
    assert [name_of(file) for file in files if words in entries(file)] == []
