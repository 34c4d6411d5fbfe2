"""Words on the window: plain text always, so that a title with tags in it stays a title."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.views.shared.line_breaks import broken


class Text(QLabel):
    """A label in one of the type roles: "title", "heading", "label", "second", "third", "over", "error", "soft", ""."""

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None, wrap: bool = False) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        if role:
            self.setProperty("role", role)
        self.setWordWrap(wrap)
        self.setText(text)


class ElidedText(Text):
    """Gives way with an ellipsis when its one line (or `lines`) has no room; the whole is the tooltip and the name."""

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None, lines: int = 1) -> None:
        self._whole = ""
        self._lines = lines
        super().__init__("", role, parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.set_whole(text)

    def whole(self) -> str:
        return self._whole

    def set_whole(self, text: str) -> None:
        self._whole = " ".join(text.split())
        self.setAccessibleName(self._whole)
        self._fit()

    def resizeEvent(self, event: object) -> None:
        self._fit()

    def _fit(self) -> None:
        shown = "\n".join(broken(self._whole, self.fontMetrics(), max(self.width(), 20), self._lines))
        if shown != self.text():
            self.setText(shown)
        self.setToolTip("" if shown.replace("\n", " ") == self._whole else plain_tooltip(self._whole))


def plain_tooltip(text: str) -> str:
    """Tooltips guess at HTML: escaped and wrapped in a paragraph, any text is shown as it is."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br>")
    return f"<p>{escaped}</p>" if text else ""


class Rule(QFrame):
    """A hairline between two groups."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "rule")
        self.setFixedHeight(1)


class Card(QFrame):
    """White ground with a thin edge and round corners, for a group of things on a page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")

    @classmethod
    def around(cls, table: QWidget) -> Card:
        """A card that a table fills to its edge."""
        made = cls()
        inside = QVBoxLayout(made)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(table)
        return made
