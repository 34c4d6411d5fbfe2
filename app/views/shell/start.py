"""Makes the application object, with as little as the first paint needs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

NAME = "driving-success"


def make_application(arguments: Sequence[str]) -> QApplication:
    """The one QApplication, named, with UK dates and numbers whatever the system's are."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication([NAME, *arguments])
    app.setApplicationName(NAME)
    app.setDesktopFileName(NAME)
    QLocale.setDefault(QLocale("en_GB"))
    return app
