"""What the figures say in sentences, opened from the chart: for a paper, an e-mail, or whoever cannot see the chart."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from app.views.shared import theme
from app.views.shared.buttons import QuietButton
from app.views.shared.labels import Text


class NotePopup(QFrame):
    """Closes on Escape or a click elsewhere. `open_at` puts it under a button."""

    def __init__(self, sentences: tuple[str, ...], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "popup")
        self.setAccessibleName("What the figures say")
        self._whole = "\n".join(sentences)
        self._column = column = QVBoxLayout(self)
        edge = theme.px(16)
        column.setContentsMargins(edge, theme.px(12), edge, theme.px(12))
        column.setSpacing(theme.px(8))
        for n, sentence in enumerate(sentences):
            line = Text(sentence, "" if n == 0 else "soft", wrap=True)
            line.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            line.setAccessibleName(sentence)
            column.addWidget(line)
        copy = QuietButton("Copy")
        copy.setAccessibleName("Copy these sentences")
        copy.clicked.connect(self._copy)
        column.addWidget(copy, 0, Qt.AlignmentFlag.AlignRight)
        self.setFixedWidth(theme.px(460))

    def open_at(self, button: QWidget) -> None:
        """Under the button or over it, within the button's window."""
        self.ensurePolished()
        self._column.activate()
        height = self._column.totalHeightForWidth(self.width())
        self.resize(self.width(), height)
        window = button.window()
        corner = button.mapTo(window, QPoint(button.width() - self.width(), button.height() + theme.px(4)))
        if corner.y() + height > window.height():
            corner.setY(button.mapTo(window, QPoint(0, 0)).y() - height - theme.px(4))
        corner = QPoint(max(4, corner.x()), max(4, corner.y()))
        self.move(window.mapToGlobal(corner))
        self.show()

    def text(self) -> str:
        return self._whole

    def _copy(self) -> None:
        QApplication.clipboard().setText(self._whole)
        self.close()
