"""The documents an issue rests on, and the inspections' recommendations that it was taken up from."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.bridge.inspections_state import ask_recommended
from app.bridge.issue_state import IssueState
from app.rules.documents import Cites, Document
from app.rules.inspection import Recommendation
from app.rules.issue import IssueSheet
from app.rules.lists import Lists
from app.views.issues.section import Section
from app.views.shared import theme
from app.views.shared.buttons import IconButton, QuietButton
from app.views.shared.chips import Chip
from app.views.shared.labels import Text
from app.views.shared.section_heading import sub_heading
from app.views.shared.side_panel import emptied

if TYPE_CHECKING:
    from app.views.documents.document_ways import DocumentWays

Recommended = tuple[tuple[str, Recommendation], ...]


class DocumentsSection(Section):
    """`ways` is set once the window has them; until then there is nothing to show."""

    title = "Documents and inspections"
    inspectorate_wanted = Signal(int)

    def __init__(self, state: IssueState) -> None:
        super().__init__(state)
        self.ways: DocumentWays | None = None
        self.recommended: Recommended = ()
        self.buttons: list[IconButton] = []
        self._shown: object = None

    def set_ways(self, ways: DocumentWays) -> None:
        self.ways = ways
        ways.state.loaded.connect(self._refresh)
        self._refresh()

    def build(self, column: QVBoxLayout) -> None:
        self.list = QVBoxLayout()
        self.list.setSpacing(theme.px(4))
        self.cite_button = QuietButton("Cite a document…", flat=True)
        self.cite_button.clicked.connect(self._cite)
        column.addLayout(self.list)
        column.addWidget(self.cite_button, 0, Qt.AlignmentFlag.AlignLeft)

    def documents(self) -> tuple[Document, ...]:
        sheet = self.state.sheet
        if self.ways is None or sheet is None:
            return ()
        return self.ways.state.of(Cites.ISSUE, sheet.id)

    def fill(self, sheet: IssueSheet, lists: Lists) -> None:
        self._lay()
        if self.is_open:
            ask_recommended(self.state.operations, sheet.id, partial(self._came, sheet.id))

    def summary(self, sheet: IssueSheet, lists: Lists) -> str:
        count = len(self.documents())
        return f"{count} document{'' if count == 1 else 's'}" if count else "no documents"

    def set_read_only(self, read_only: bool) -> None:
        super().set_read_only(read_only)
        self.cite_button.setVisible(not read_only and self.ways is not None)

    def _came(self, issue_id: int, recommended: Recommended) -> None:
        if self.state.issue_id == issue_id and recommended != self.recommended:
            self.recommended = recommended
            self._lay()

    def _refresh(self, _documents: object = None) -> None:
        if self.state.sheet is not None:
            self.heading.set_summary(self.summary(self.state.sheet, self.state.lists))
            if self.content is not None:
                self._lay()
                self.set_read_only(self.state.read_only)

    def _lay(self) -> None:
        shown = (self.documents(), self.recommended, self.state.issue_id, self.state.read_only)
        if shown == self._shown:
            return
        self._shown = shown
        emptied(self.list)
        self.buttons = []
        documents = self.documents()
        if not documents:
            self._add(Text("No document is cited by this issue.", "second", wrap=True))
        for document in documents:
            self.list.addLayout(self._line(document))
        of_issue = [(name, one) for name, one in self.recommended if one.issue_id == self.state.issue_id]
        if of_issue:
            self._add(sub_heading("Recommended by inspectors"))
        for name, one in of_issue:
            line = QHBoxLayout()
            line.setContentsMargins(4, 0, 0, 0)
            action = f". Became the action “{one.action_title}”" if one.action_id else ""
            line.addWidget(Text(f"{name}, {one.year.label}: {one.title}{action}", "", wrap=True), 1)
            line.addWidget(Chip(one.state.title))
            show = partial(self.inspectorate_wanted.emit, one.inspectorate_id)
            line.addWidget(self._button("Show the inspections", show))
            self.list.addLayout(line)
        self.rebuilt.emit()

    def _line(self, document: Document) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(4, 0, 0, 0)
        line.setSpacing(theme.px(6))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(document.title, "", wrap=True))
        words.addWidget(Text(document.location, "third", wrap=True))
        line.addLayout(words, 1)
        ways = self.ways
        if ways is not None and document.has_file:
            line.addWidget(self._button(f"Open the document: {document.title}", partial(ways.open, document)))
        link = next((each for each in document.links if each.thing_id == self.state.issue_id), None)
        if ways is not None and link is not None and not self.state.read_only:
            off = self._button(f"Take the document off: {document.title}", partial(ways.uncite, link.id), "close")
            line.addWidget(off)
        return line

    def _button(self, name: str, do: Callable[[], None], icon: str = "open_away") -> IconButton:
        button = IconButton(icon, name)
        button.setProperty("small", "true")
        button.clicked.connect(partial(_pressed, do))
        self.buttons.append(button)
        return button

    def _add(self, part: QWidget) -> None:
        part.setContentsMargins(4, part.contentsMargins().top(), 0, 0)
        self.list.addWidget(part)

    def _cite(self) -> None:
        if self.ways is not None and self.state.issue_id is not None:
            self.ways.cite(Cites.ISSUE, self.state.issue_id)


def _pressed(do: Callable[[], None], _checked: bool = False) -> None:
    do()
