"""One date to choose, in a small sheet."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QDateEdit, QWidget

from app.rules import clock
from app.rules.fields import EARLIEST, LATEST
from app.views.shared.buttons import PrimaryButton, QuietButton
from app.views.shared.fields import Labelled
from app.views.shared.labels import Text
from app.views.shared.sheet import Sheet


class DateSheet(Sheet):
    """`chosen` carries the date, or None where `clear` was pressed."""

    chosen = Signal(object)

    def __init__(
        self,
        window: QWidget,
        title: str,
        words: str,
        day: date | None = None,
        *,
        clear: str = "",
        after_today: bool = False,
    ) -> None:
        super().__init__(window, title, 420)
        self.field = QDateEdit()
        self.field.setCalendarPopup(True)
        self.field.setDisplayFormat("dd/MM/yyyy")
        first = clock.today() + timedelta(days=1) if after_today else EARLIEST
        self.field.setDateRange(_qdate(first), _qdate(LATEST))
        self.field.setDate(_qdate(day or clock.today() + timedelta(days=91)))
        self.body.addWidget(Text(words, "soft", wrap=True))
        self.body.addWidget(Labelled("Date", self.field))
        self.save = PrimaryButton("Set the date")
        self.save.clicked.connect(self._on_save)
        self.cancel = QuietButton("Cancel", flat=True)
        self.cancel.clicked.connect(self.dismiss)
        self.clear_button = QuietButton(clear)
        if not clear:
            self.clear_button.hide()  # shown here, without a parent yet, it would be a window of its own
        self.clear_button.clicked.connect(self._on_clear)
        self.footer.addWidget(self.cancel)
        self.footer.addStretch(1)
        if clear:
            self.footer.addWidget(self.clear_button)
        self.footer.addWidget(self.save)
        self.closed.connect(self.deleteLater)

    def _on_save(self) -> None:
        day = self.field.date()
        self.accept()
        self.chosen.emit(date(day.year(), day.month(), day.day()))

    def _on_clear(self) -> None:
        self.accept()
        self.chosen.emit(None)


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
