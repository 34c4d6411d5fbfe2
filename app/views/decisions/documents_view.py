"""All documents of the plan, those of the list under section 100D among them."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.bridge.lines_model import LinesModel
from app.rules.documents import Document
from app.views.documents.document_ways import DocumentWays, size_words
from app.views.shared import theme
from app.views.shared.buttons import PrimaryButton, QuietButton
from app.views.shared.dates import day
from app.views.shared.labels import Card, Text
from app.views.shared.lines_table import LinesTable
from app.views.shared.words_row import WordsRow

_HEADS = ("Document", "Location", "Kept here", "Cited by", "Section 100D", "Added")
_EMPTY = (
    "No document is kept yet. Add the papers that decisions and reports rest on: the file itself, or the place where "
    "it is. Those marked as background documents make the list that a Cabinet report must carry."
)


def _cell(document: Document, column: int) -> str:
    kept = size_words(document.size) if document.has_file else "erased" if document.sha256 else ""
    cited = f"{len(document.links)} thing{'' if len(document.links) == 1 else 's'}" if document.links else ""
    if len(document.links) == 1:
        cited = document.links[0].title
    listed = "listed" if document.background else ""
    return (document.title, document.location, kept, cited, listed, day(document.added.date()))[column]


def _listed(document: Any) -> str:
    return "accent" if isinstance(document, Document) and document.background else ""


class DocumentsView(QWidget):
    def __init__(self, ways: DocumentWays, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ways = ways
        self.model = LinesModel(_HEADS, _cell, self)
        self.table = LinesTable(self.model, "Documents", (-7, -4, 84, -4, 100, 92), {4: _listed})
        self.add_button = PrimaryButton("Add a document…")
        self.open_button = QuietButton("Open…")
        self.change_button = QuietButton("Change…")
        self.remove_button = QuietButton("Remove")
        self.note = Text("", "second", wrap=True)
        self.drop_note = Text("Let go to keep the file: its title and what rests on it are asked first.", "label")
        self.drop_note.hide()
        self.setAcceptDrops(True)
        self._lay_out()
        ways.state.loaded.connect(self._loaded)
        ways.workspace.operations.state_changed.connect(self._allow)
        self.table.chosen.connect(self._allow)
        self.table.opened.connect(self._open)
        self.open_button.clicked.connect(self._open)
        self.add_button.clicked.connect(self._add)
        self.change_button.clicked.connect(partial(self._with, ways.change))
        self.remove_button.clicked.connect(partial(self._with, ways.remove))
        self._loaded(ways.state.documents)

    def _lay_out(self) -> None:
        row = WordsRow(self.note, (self.open_button, self.change_button, self.remove_button, self.add_button))
        card = Card.around(self.table)
        self.empty = Text(_EMPTY, "soft", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.stack = QStackedWidget()
        self.stack.addWidget(card)
        self.stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        column.addWidget(row)
        column.addWidget(self.drop_note)
        column.addWidget(self.stack, 1)

    # Files from elsewhere

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.add_button.isEnabled() and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()
            self.drop_note.show()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.drop_note.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """Each is asked about in its own sheet; nothing is kept before."""
        self.drop_note.hide()
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.ways.add_files(paths)

    def chosen(self) -> Document | None:
        found: Document | None = self.model.line(self.table.currentIndex().row())
        return found

    def _loaded(self, documents: tuple[Document, ...]) -> None:
        self.model.show(documents)
        self.stack.setCurrentIndex(0 if documents else 1)
        listed = sum(each.background for each in documents)
        count = f"{len(documents)} document{'' if len(documents) == 1 else 's'}"
        self.note.setText(f"{count}, {listed} in the list of background documents." if documents else "")
        self._allow()

    def _allow(self, _row: object = None) -> None:
        document = self.chosen()
        editable = not self.ways.workspace.operations.state.read_only
        self.add_button.setEnabled(editable)
        self.open_button.setEnabled(document is not None and document.has_file)
        self.change_button.setEnabled(editable and document is not None)
        self.remove_button.setEnabled(editable and document is not None)

    def _add(self) -> None:
        self.ways.add()

    def _open(self, _row: object = None) -> None:
        document = self.chosen()
        if document is not None and document.has_file:
            self.ways.open(document)
        elif document is not None and self.change_button.isEnabled():
            self.ways.change(document)

    def _with(self, do: Any, _checked: bool = False) -> None:
        document = self.chosen()
        if document is not None:
            do(document)
