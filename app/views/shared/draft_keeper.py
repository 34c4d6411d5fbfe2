"""While something is being written in a sheet, its unsaved texts are kept every two seconds."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app.bridge.drafts import EVERY_MS, Drafts
from app.rules.drafts import DraftPlace
from app.views.shared.text_value import TextValue


class DraftKeeper(QObject):
    """`texts` gives the sheet's texts by the names of their fields, `place` where a field's text belongs.

    Costs nothing while nobody writes; a look at a sheet's forty texts takes far less than a millisecond.
    """

    def __init__(
        self,
        drafts: Drafts,
        sheet: QWidget,
        texts: Callable[[], Mapping[str, TextValue]],
        place: Callable[[str], DraftPlace | None],
        window: QWidget | None = None,
    ) -> None:
        """With a `window` its closing is waited for, and the texts are kept then too."""
        super().__init__(sheet)
        self._drafts = drafts
        self._sheet = sheet
        self._texts = texts
        self._place = place
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._on_time)
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]
        if window is not None:
            window.installEventFilter(self)

    def look(self) -> None:
        """Keep what is unsaved now, and forget what is not any more."""
        anywhere = self._place("")
        if anywhere is None:
            return
        unsaved: dict[str, str] = {}
        for field, text in self._texts().items():
            # Only what was typed can be unsaved; asking the document is cheap, comparing long texts is not.
            place = self._place(field) if text.document().isModified() and text.is_dirty() else None
            if place is not None:
                unsaved[place.key] = text.value()
        self._drafts.hold(anywhere.home, unsaved)
        if unsaved:
            self._begin()
        elif not self._is_used():
            self._timer.stop()

    def let_go(self) -> None:
        """The sheet is closed for good: nothing of it is to be offered again."""
        self._timer.stop()
        anywhere = self._place("")
        if anywhere is not None:
            self._drafts.let_go(anywhere.home)

    def _is_used(self) -> bool:
        at = QApplication.focusWidget()
        return isinstance(at, TextValue) and self._sheet.isAncestorOf(at)

    def _on_time(self) -> None:
        self.look()

    def _on_focus(self, _old: QWidget | None, _new: QWidget | None) -> None:
        if self._is_used():
            self._begin()

    def _begin(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close:
            self.look()
        return False
