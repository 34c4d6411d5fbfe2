"""Shows a crash report: what happened in plain words, the report to copy, the log's folder."""

from __future__ import annotations

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.views.shared import theme
from app.views.shared.buttons import PrimaryButton, QuietButton
from app.views.shared.labels import Text
from app.views.shared.sheet import Sheet


class CrashSheet(Sheet):
    """`copied` after the report went to the clipboard."""

    copied = Signal()

    def __init__(self, window: QWidget, report: str, log_folder: str) -> None:
        super().__init__(window, "Something went wrong in the program", width_wanted=680)
        self._folder = log_folder
        self.body.addWidget(Text(
            "What you were just doing may not have been stored; everything stored before is safe. "
            "Nothing has been sent anywhere. The report below holds no titles, names or figures: please pass it on "
            "to whoever looks after the program.", "soft", wrap=True))
        self.report = QPlainTextEdit(report)
        self.report.setReadOnly(True)
        self.report.setAccessibleName("The report")
        self.report.setMinimumHeight(theme.px(220))
        self.report.setTabChangesFocus(True)
        self.body.addWidget(self.report)
        self.copy = PrimaryButton("Copy the report")
        self.copy.clicked.connect(self._copy)
        folder = QuietButton("Show the log folder", flat=True)
        folder.clicked.connect(self._show_folder)
        go_on = QuietButton("Go on")
        go_on.clicked.connect(self.dismiss)
        self.footer.addWidget(folder)
        self.footer.addStretch(1)
        self.footer.addWidget(go_on)
        self.footer.addWidget(self.copy)

    def first_field(self) -> QWidget:
        return self.copy

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())
        self.copy.setText("Copied")
        self.copied.emit()

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self._folder))
