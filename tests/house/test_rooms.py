"""The rooms of app/: what each is for, what it may import, how long its files and functions are."""

from __future__ import annotations

import ast
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.tree import APP, ROOT, name_of, parsed, python_files

VAGUE = {"utils", "util", "core", "common", "manager", "managers", "helpers", "helper", "misc"}
LONGEST_FILE = 350  # 300 is the aim
LONGEST_FUNCTION = 60  # 40 is the aim
LONGER_FILES: dict[str, int] = {}  # name: lines, each with the reason why the two subjects stay together
LONGER_FUNCTIONS: dict[str, int] = {}

ALLOWED = {
    "rules": {"numpy"},
    "models": {"sqlalchemy"},
    "store": {"sqlalchemy", "alembic"},
    "commands": {"sqlalchemy"},
    "exchange": {"openpyxl", "python_calamine", "xlsxwriter", "docx", "pptx", "defusedxml", "rapidfuzz"},
    "reports": {"typst"},
    "bridge": {
        "PySide6.QtCore", "PySide6.QtGui", "sqlalchemy", "pypdfium2", "hunspell", "nh3",
        "shiboken6",  # whether who asked is still there
    },
    "views": {
        "PySide6",  # its version, for About
        "shiboken6",  # whether a widget that another sheet closed is still there
        "PySide6.QtNetwork",  # the local socket by which a second start finds the first
        "PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets", "PySide6.QtPrintSupport", "PySide6.QtSvg",
        "pyqtgraph",
    },
}


def rooms() -> list[Path]:
    return sorted(folder for folder in APP.iterdir() if folder.is_dir() and any(folder.glob("*.py")))


def test_no_module_has_a_name_that_could_hold_anything() -> None:
    vague = [name_of(file) for file in python_files("app", "installer", "tests")
             if VAGUE & {file.stem, *file.relative_to(ROOT).parts}]
    assert vague == []


def test_every_folder_of_the_program_says_what_it_is_for() -> None:
    silent = []
    for folder in {file.parent for file in python_files("app")}:
        door = folder / "__init__.py"
        if not door.exists() or not ast.get_docstring(parsed(door)):
            silent.append(name_of(door))
    assert sorted(silent) == []


def test_no_file_holds_two_subjects() -> None:
    too_long = {}
    for file in python_files("app", "installer", "dev.py"):
        name, lines = name_of(file), len(file.read_text(encoding="utf-8").splitlines())
        if lines > LONGER_FILES.get(name, LONGEST_FILE):
            too_long[name] = lines
    assert too_long == {}


def test_no_function_holds_two_subjects() -> None:
    too_long = {}
    for file in python_files("app", "installer", "dev.py"):
        for node in ast.walk(parsed(file)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                name, lines = f"{name_of(file)}:{node.name}", (node.end_lineno or 0) - node.lineno + 1
                if lines > LONGER_FUNCTIONS.get(name, LONGEST_FUNCTION):
                    too_long[name] = lines
    assert too_long == {}


def outside_imports(file: Path) -> Iterator[str]:
    """Third-party modules, PySide6 with its part: 'sqlalchemy', 'PySide6.QtCore'."""
    for node in ast.walk(parsed(file)):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            whole = node.module == "PySide6"
            names = [f"PySide6.{alias.name}" for alias in node.names] if whole else [node.module]
        for name in names:
            first = name.split(".")[0]
            if first == "PySide6":
                yield ".".join(name.split(".")[:2]).removesuffix(".__version__")
            elif first not in sys.stdlib_module_names and first not in {"app", "__future__"}:
                yield first


@pytest.mark.parametrize("room", rooms(), ids=lambda room: room.name)
def test_a_room_uses_only_the_libraries_the_map_gives_it(room: Path) -> None:
    strays = [f"{name_of(file)}: {name}" for file in python_files(name_of(room))
              for name in outside_imports(file) if name not in ALLOWED[room.name]]
    assert strays == []


def test_every_folder_has_its_place_on_the_map() -> None:
    assert {room.name for room in rooms()} <= set(ALLOWED)


def test_nothing_waits_inside_a_dialog() -> None:
    """`exec` on a dialog or a menu runs a second event loop; open() and popup() do not."""
    calls = [f"{name_of(file)}:{node.lineno}" for file in python_files("app/views", "app/bridge")
             for node in ast.walk(parsed(file))
             if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
             and node.func.attr in {"exec", "exec_"}]
    assert calls == []


def test_the_bridges_list_of_banned_names_holds_the_whole_of_the_roots() -> None:
    root = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["ruff"]
    bridge = tomllib.loads((APP / "bridge" / "ruff.toml").read_text(encoding="utf-8"))
    ours = bridge["lint"]["flake8-tidy-imports"]["banned-api"]
    theirs = root["lint"]["flake8-tidy-imports"]["banned-api"]
    assert ours.keys() - theirs.keys() == {"PySide6.QtWidgets", "PySide6.QtPrintSupport"}
    assert theirs.items() <= ours.items()
