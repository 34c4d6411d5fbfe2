"""PySide6 6.12.0 on Python 3.11 drops a reference on every void call and every emit until Python aborts."""

from __future__ import annotations

import ast
import subprocess
import sys

from tests.house.tree import name_of, parsed, python_files

CALLS = """
from PySide6.QtCore import QObject, Signal
class Sender(QObject):
    sent = Signal()
sender = Sender()
for _ in range(50_000):
    sender.setObjectName("name")
    sender.sent.emit()
"""


def test_fifty_thousand_void_calls_and_emits_leave_python_standing() -> None:
    command = [sys.executable, "-c", CALLS]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr


def test_no_layout_is_a_class_of_our_own() -> None:
    """Python owns the items of such a layout; after a collection Qt reaches for items that are gone, and crashes."""
    ours = [
        f"{name_of(file)}: {node.name}"
        for file in python_files("app")
        for node in ast.walk(parsed(file))
        if isinstance(node, ast.ClassDef) and any(ast.unparse(base).endswith("Layout") for base in node.bases)
    ]
    assert ours == []
