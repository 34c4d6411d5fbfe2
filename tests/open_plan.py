"""The small plan opened the way the window opens one: behind Operations, on the store's own thread."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from app.bridge.background import wait_for_background
from app.bridge.operations import Operations
from app.rules.changes import Actor
from tests.plans import make_plan


@contextmanager
def opened_plan(folder: Path, qtbot: Any) -> Iterator[Operations]:
    """Operations on a new small plan; closed at the end, whatever still runs ended before."""
    store = make_plan(folder)
    path = store.path
    store.close()
    operations = Operations(lambda: Actor("tester", "Head of Improvement"))
    faults: list[Exception] = []
    operations.bug.connect(faults.append)
    with qtbot.waitSignal(operations.opened, timeout=10_000):
        operations.open(path)
    yield operations
    assert wait_for_background(60_000)
    qtbot.waitUntil(lambda: operations.idle, timeout=10_000)
    assert operations.close()
    assert faults == []
