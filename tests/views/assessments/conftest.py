"""One section's text in a window of its own, with a dictionary that is loaded."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from app.bridge.spelling import Speller
from app.views.assessments.writing_area import WritingArea
from app.views.shared import theme


@pytest.fixture
def speller(tmp_path: Path, qtbot: Any) -> Speller:
    made = Speller(tmp_path)
    with qtbot.waitSignal(made.changed, timeout=10_000):
        made.begin()
    return made


@pytest.fixture
def area(speller: Speller, qapp: QApplication, qtbot: Any) -> Iterator[WritingArea]:
    theme.apply(qapp, "light", 1.0)
    made = WritingArea(speller)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show_text("", {}, writable=True)
    made.show()
    made.activateWindow()
    made.editor.setFocus()
    qtbot.waitUntil(made.editor.hasFocus)
    yield made
    QApplication.clipboard().clear()
