"""A tooltip guesses at HTML, and HTML fetches pictures: what people wrote goes in by `plain_tooltip` alone."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.house.tree import name_of, parsed, python_files

_SHOWN = {"setToolTip": 0, "showText": 1, "setWhatsThis": 0}
_ESCAPES = ("plain_tooltip", "escape")


def is_plain(text: ast.expr) -> bool:
    """Our own words, or words that were made plain."""
    if isinstance(text, ast.IfExp):
        return is_plain(text.body) and is_plain(text.orelse)
    if isinstance(text, ast.Constant):
        return "<" not in str(text.value)
    if isinstance(text, ast.Name):
        return text.id.isupper()
    return isinstance(text, ast.Call) and isinstance(text.func, ast.Name) and text.func.id == "plain_tooltip"


def shown() -> Iterator[tuple[str, ast.expr]]:
    for file in python_files("app"):
        for node in ast.walk(parsed(file)):
            name = node.func.attr if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) else ""
            if isinstance(node, ast.Call) and name in _SHOWN and len(node.args) > _SHOWN[name]:
                yield f"{name_of(file)}:{node.lineno}", node.args[_SHOWN[name]]


def test_every_tooltip_is_plain() -> None:
    found = list(shown())
    assert len(found) > 30
    assert [place for place, text in found if not is_plain(text)] == []


def test_models_that_give_tooltips_make_them_plain() -> None:
    giving = {name_of(file): text for file in python_files("app") if "ToolTipRole" in (text := file.read_text("utf-8"))}
    assert len(giving) >= 3
    assert [name for name, text in giving.items() if not any(f"{each}(" in text for each in _ESCAPES)] == []
