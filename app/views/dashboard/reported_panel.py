"""A frozen quarter's papers: which version is shown, who published it and why, and how a figure is corrected."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from app.rules.frozen import FrozenQuarter
from app.views.dashboard.matter_words import matter_words
from app.views.shared import theme
from app.views.shared.buttons import QuietButton
from app.views.shared.dates import moment
from app.views.shared.labels import Text, plain_tooltip

NOW = "Another pack, from the figures as reported"


class ReportedPanel(QWidget):
    """Edition 0 is a pack put together now."""

    edition_wanted = Signal(int)
    public_wanted = Signal(bool)
    correction_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editions: tuple[FrozenQuarter, ...] = ()
        self.box = QComboBox()
        self.box.setAccessibleName("Version of the paper")
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(6)
        self.box.currentIndexChanged.connect(self._activated)
        self.about = Text("", "second", wrap=True)
        self.open_then = Text("", "second", wrap=True)
        self.public = QCheckBox("Its public version")
        self.public.setToolTip("Small numbers are hidden in it.")
        self.public.toggled.connect(self.public_wanted)
        self.correct = QuietButton("Correct a published figure…")
        self.correct.clicked.connect(self.correction_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(Text("As reported", "heading"))
        for part in (self.box, self.about, self.open_then):
            column.addWidget(part)
        column.addWidget(self.public, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.correct, 0, Qt.AlignmentFlag.AlignLeft)

    def show_editions(
        self, editions: tuple[FrozenQuarter, ...], edition: int, *, public: bool, editable: bool
    ) -> None:
        self._editions = editions
        shown = next((each for each in editions if each.edition == edition), None)
        with QSignalBlocker(self.box):
            self.box.clear()
            for each in editions:
                self.box.addItem(f"Version {each.edition}, {each.at:%d/%m/%Y %H:%M}", each.edition)
            self.box.addItem(NOW, 0)
            self.box.setCurrentIndex(self.box.findData(edition))
        self.box.setToolTip(plain_tooltip(self.box.currentText()))
        with QSignalBlocker(self.public):
            self.public.setChecked(public)
        self.public.setVisible(shown is not None and bool(shown.public_sha256))
        self.correct.setEnabled(editable and bool(editions))
        self.about.setText(_about(shown))
        told = "\n".join(matter_words(each) for each in shown.open_matters) if shown else ""
        self.open_then.setText(f"Open when it was frozen:\n{told}" if told else "")
        self.open_then.setVisible(bool(told))

    def _activated(self, index: int) -> None:
        if index >= 0:
            self.edition_wanted.emit(int(self.box.itemData(index)))


def _about(shown: FrozenQuarter | None) -> str:
    if shown is None:
        return "Set now, from the plan as it was reported. It is not the paper that was printed."
    by = f" by {shown.by}" if shown.by else ""
    what = "Published" if shown.edition == 1 else "Corrected"
    pack = f" as the pack “{shown.pack}”" if shown.pack else ""
    reason = f"\nReason: {shown.reason}" if shown.reason else ""
    return f"{what} {moment(shown.at)}{by}{pack}.{reason}"
