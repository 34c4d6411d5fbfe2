"""Writing a decision report or an update report: its parts, each stored when one leaves it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.bridge.report_state import Part, ReportState
from app.rules.papers import PageKind
from app.rules.report_parts import check_part
from app.views.shared import theme
from app.views.shared.buttons import PrimaryButton, QuietButton
from app.views.shared.fields import InlineError
from app.views.shared.labels import Text
from app.views.shared.sheet import Sheet
from app.views.shared.text_value import TextValue
from app.views.shared.words import of_error, sentence

if TYPE_CHECKING:
    from app.bridge.operations import Operations
    from app.rules.period import Period

_MEANS = (
    "The rest of the report comes from the plan: the links to the Corporate Strategy, earlier decisions, background "
    "documents. Begin a line with “- ” for a bullet; leave a line empty between paragraphs."
)


class ReportSheet(Sheet):
    """Open it with `show_report`."""

    def __init__(self, operations: Operations, window: QWidget) -> None:
        super().__init__(window, "Write the report", 720)
        self.state = ReportState(operations, self)
        self.fields: dict[str, PartField] = {}
        self._kind = PageKind.DECISION_REPORT
        self.body.addWidget(Text(_MEANS, "second", wrap=True))
        self.error = InlineError()
        self.body.addWidget(self.error)
        done = PrimaryButton("Done")
        done.clicked.connect(self.accept)
        self.footer.addStretch(1)
        self.footer.addWidget(done)
        self.state.loaded.connect(self._loaded)
        self.state.stored.connect(self._stored)
        self.state.failed.connect(self._failed)

    def show_report(self, quarter: Period, kind: PageKind, plan_name: str) -> None:
        self._kind = kind
        self.set_title(f"{kind.title}, {quarter.label}")
        self.open()
        self.state.open(quarter, kind, plan_name)

    def _loaded(self, parts: tuple[Part, ...]) -> None:
        for each in parts:
            field = self.fields.get(each.part.key)
            if field is None:
                field = PartField(each, self._kind)
                field.text.committed.connect(partial(self._write, each.part.key))
                field.first.clicked.connect(partial(self.state.write, each.part.key, None))
                self.fields[each.part.key] = field
                self.body.addWidget(field)
            field.show_part(each)

    def _write(self, key: str, body: object) -> None:
        problem = check_part(self._kind.value, key, str(body))
        self.fields[key].error.set_message(sentence(problem) if problem else "")
        if problem is None:
            self.state.write(key, str(body))

    def _stored(self, key: str) -> None:
        self.fields[key].error.set_message("")

    def _failed(self, key: str, error: Exception) -> None:
        words = " ".join(str(said) for said in of_error(error))
        (self.fields[key].error if key in self.fields else self.error).set_message(words)


class PartField(QWidget):
    """A part's title, its text, and the way back to its first words."""

    def __init__(self, part: Part, kind: PageKind) -> None:
        super().__init__()
        self.kind = kind
        title = part.part.title
        self.text = TextValue(
            title, lines=not part.part.short, most=1 if part.part.short else 12, least=1 if part.part.short else 2,
            inplace=False,
        )  # fmt: skip
        self.error = InlineError(self.text)
        self.first = QuietButton("Its first words again", flat=True)
        self.first.setAccessibleDescription(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(3))
        label = Text(title, "label", wrap=True)
        label.setBuddy(self.text)
        for widget in (label, self.text, self.error):
            column.addWidget(widget)
        column.addWidget(self.first)

    def show_part(self, part: Part) -> None:
        self.text.show_value(part.body)
        self.text.accept_stored(part.body)
        self.first.setVisible(part.version > 0)
