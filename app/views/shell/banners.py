"""Bands above the page: a past quarter, a read-only store, a problem. Sentences with buttons, never a box."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.views.shared import theme
from app.views.shared.buttons import IconButton, QuietButton
from app.views.shared.labels import Text

Choice = tuple[str, Callable[[], object]]
TONES = {"quiet": "quarter", "info": "info", "warning": "warning", "error": "error"}
"""Tone and the picture that goes with it; the words carry the meaning."""


class Banner(QFrame):
    """One band. `choices` are its buttons; `closable` adds the cross."""

    def __init__(self, area: Banners, key: str, words: str, tone: str, choices: Sequence[Choice],
                 closable: bool) -> None:
        super().__init__(area)
        self.key = key
        self._area = area
        self._tone = tone
        self.setProperty("role", "banner")
        self.setProperty("tone", tone)
        self.setAccessibleName(words)
        self.words = Text(words, "", wrap=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._picture = QLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 6, 12, 6)
        row.setSpacing(10)
        row.addWidget(self._picture)
        row.addWidget(self.words, 1)
        self.buttons: list[QuietButton] = []
        for label, work in choices:
            button = QuietButton(label)
            button.setProperty("kind", "small")
            button.clicked.connect(work)
            row.addWidget(button)
            self.buttons.append(button)
        if closable:
            cross = IconButton("close", "Close this message")
            cross.clicked.connect(self.close_me)
            row.addWidget(cross)
        theme.notifier.changed.connect(self._restyle)
        self._restyle()

    def close_me(self) -> None:
        self._area.clear(self.key)

    def _restyle(self) -> None:
        t = theme.current()
        ink = {"warning": t.amber, "error": t.red}.get(self._tone, t.ink2)
        self._picture.setPixmap(theme.icon(TONES[self._tone], ink, 18).pixmap(theme.px(18), theme.px(18)))


class Banners(QWidget):
    """At most one band for each key; the latest at the bottom."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bands: dict[str, Banner] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.hide()

    def put(self, key: str, words: str, tone: str = "info", choices: Sequence[Choice] = (),
            closable: bool = False) -> Banner:
        """Show a band, in place of the one with the same key."""
        self.clear(key)
        band = Banner(self, key, words, tone, choices, closable)
        self._bands[key] = band
        self._column.addWidget(band)
        self.show()
        return band

    def clear(self, key: str) -> None:
        band = self._bands.pop(key, None)
        if band is not None:
            self._column.removeWidget(band)
            band.hide()
            band.deleteLater()
        self.setVisible(bool(self._bands))

    def band(self, key: str) -> Banner | None:
        return self._bands.get(key)
