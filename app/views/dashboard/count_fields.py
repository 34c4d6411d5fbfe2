"""The counts behind a figure: so many of so many. Shown where the published figure has them."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.rules.errors import Problem
from app.rules.reading_entry import example, figure
from app.rules.series import Series
from app.views.shared import theme
from app.views.shared.fields import InlineError, Labelled


class CountFields(QWidget):
    """Attributes: part, whole (the fields), error."""

    def __init__(self) -> None:
        super().__init__()
        self.part, self.whole = QLineEdit(), QLineEdit()
        self._fields = (Labelled("Numerator", self.part), Labelled("Denominator", self.whole))
        self.error = InlineError(self.part)
        self._typed = False
        for field in (self.part, self.whole):
            field.textEdited.connect(self._edited)
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        for labelled in self._fields:
            row.addWidget(labelled)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addLayout(row)
        column.addWidget(self.error)

    def _edited(self, _text: str) -> None:
        self._typed = True

    def show_counts(self, part: float | None, whole: float | None) -> None:
        """Those of the published figure."""
        self._typed = False
        self.error.set_message("")
        for field, labelled, number in zip((self.part, self.whole), self._fields, (part, whole), strict=True):
            field.setText(_said(number))
            labelled.setVisible(number is not None)
        self.setVisible(part is not None or whole is not None)

    def propose(self, part: float | None, whole: float | None) -> None:
        """What they would be; not where they were typed."""
        if not self._typed:
            self.part.setText(_said(part))
            self.whole.setText(_said(whole))

    def counts(self, series: Series) -> tuple[float | Problem | None, float | Problem | None]:
        """As they are in the fields; None for one that the figure never had."""
        return self._read(self.part, series), self._read(self.whole, series)

    def _read(self, field: QLineEdit, series: Series) -> float | Problem | None:
        text = field.text().strip()
        if not text:
            return None
        number = figure(text, series.indicator)
        if number is None or number < 0:
            return Problem("reading_not_a_number", {"text": text, "example": example(series.indicator)})
        return number


def _said(number: float | None) -> str:
    return "" if number is None else f"{number:.10g}"
