"""About: what this is, which versions, where things lie, how to be sure."""

from __future__ import annotations

import platform
from collections.abc import Sequence

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QWidget

from app import __version__
from app.views.shared.buttons import PrimaryButton, QuietButton
from app.views.shared.labels import Text
from app.views.shared.sheet import Sheet

LICENCES = (
    "Qt and PySide6: LGPL 3. SQLAlchemy, alembic, openpyxl, pyqtgraph, python-calamine: MIT. numpy, XlsxWriter: BSD. "
    "Inter: SIL Open Font License 1.1. Icons: Fluent UI System Icons, MIT. "
    "The licence texts lie beside the fonts and icons and in the installed packages."
)


class AboutSheet(Sheet):
    """`facts` are further lines of (name, value): where the store, the settings and the log lie."""

    def __init__(self, window: QWidget, facts: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(window, "Driving Success", width_wanted=560)
        import PySide6

        self.body.addWidget(Text("The council's performance framework as a desktop program: the plan, its evidence, "
                                 "its decisions and its papers.", "soft", wrap=True))
        lines = (
            ("Version", __version__),
            ("Built with", f"Python {platform.python_version()}, PySide6 {PySide6.__version__}, Qt {qVersion()}"),
            *facts,
            ("Licences", LICENCES),
        )
        self._as_text = "\n".join(f"{name}: {value}" for name, value in lines if name != "Licences")
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for at, (name, value) in enumerate(lines):
            grid.addWidget(Text(name, "label"), at, 0, Qt.AlignmentFlag.AlignTop)
            said = Text(value, "", wrap=True)
            said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(said, at, 1)
        self.body.addLayout(grid)
        self.body.addStretch(1)
        copy = QuietButton("Copy", flat=True)
        copy.setAccessibleName("Copy what this says")
        copy.clicked.connect(self._copy)
        close = PrimaryButton("Close")
        close.clicked.connect(self.accept)
        self.footer.addWidget(copy)
        self.footer.addStretch(1)
        self.footer.addWidget(close)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._as_text)
