"""The window as a picture: for documents, and for looking at what a start shows."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

SETTLED = 600
"""Milliseconds after which nothing moves any more."""


def draw_and_quit(app: QApplication, window: QMainWindow, target: Path) -> None:
    """Ends the program with 0 when the picture is written, with 1 when it could not be."""
    QTimer.singleShot(SETTLED, app, partial(_save_and_quit, app, window, target))


def _save_and_quit(app: QApplication, window: QMainWindow, target: Path) -> None:
    done = window.grab().save(str(target))
    window.close()
    app.exit(0 if done else 1)
