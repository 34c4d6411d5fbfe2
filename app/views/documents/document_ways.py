"""The ways to a document from wherever it is cited: add one, cite one there is, open a copy, save a copy."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from app.bridge.document_state import DocumentState
from app.bridge.workspace import Workspace
from app.rules.documents import Cites, Document, clean_name, kind_of
from app.rules.period import Period
from app.rules.texts import TITLE_LIMIT
from app.views.shared import theme
from app.views.shared.buttons import PrimaryButton, QuietButton
from app.views.shared.form_sheet import FormSheet, Values
from app.views.shared.labels import Text
from app.views.shared.sheet import Sheet


class DocumentWays(QObject):
    """One for a window. `sheet` is the one now open, if any."""

    def __init__(self, workspace: Workspace, window: QWidget) -> None:
        super().__init__(window)
        self.workspace = workspace
        self.state = DocumentState(workspace, self)
        self.sheet: FormSheet | OpenSheet | None = None
        self._window = window
        self._file: tuple[str, bytes] | None = None
        self._dropped: list[Path] = []
        """Files that wait for a sheet of their own."""
        self.state.read.connect(self._file_read)
        self.state.copied.connect(self._copied)
        self.state.failed.connect(self._failed)

    # Adding and citing

    def add(self, kind: Cites | None = None, thing_id: int = 0, quarter: Period | None = None) -> None:
        """A new document, cited by that thing where one is named."""
        self._file = None
        sheet = FormSheet(
            self._window, "Add a document", "Add",
            say="Choose a file to keep it with the plan, or say where the document is. Files up to 20 MB are kept, "
            "of any kind that cannot run a program.",
        )  # fmt: skip
        row = QHBoxLayout()
        self.choose_button = QuietButton("Choose a file…")
        self.choose_button.clicked.connect(self._ask_file)
        self.chosen = Text("No file chosen", "second", wrap=True)
        row.addWidget(self.choose_button)
        row.addWidget(self.chosen, 1)
        sheet.body.addLayout(row)
        sheet.add_line("title", "Title", most=TITLE_LIMIT, required=True)
        sheet.add_line("place", "Location", hint="Such as Corporate Performance Team, or a shelf mark")
        sheet.add_text("note", "Note", lines=2)
        if kind is None:
            sheet.add_choice("issue", "Issue that rests on it", [(None, "None yet"), *self.state.issues])
        sheet.add_tick("background", "A background document of the report (section 100D)", True)
        sheet.store_with(self.workspace.operations, partial(self._adding, kind, thing_id, quarter), self)
        self._show(sheet)

    def add_files(self, paths: Sequence[Path]) -> None:
        """Files dropped on the list: a sheet for each, one after another; Esc ends them all."""
        waits = self.sheet is not None
        self._dropped += paths
        if not waits:
            self._next_file()

    def _next_file(self) -> None:
        if self._dropped:
            path = self._dropped.pop(0)
            self.add()
            self.take(str(path))

    def _adding(self, kind: Cites | None, thing_id: int, quarter: Period | None, values: Values) -> Any:
        from app.commands.edit_document import AddDocument, Relies

        name, data = self._file or ("", None)
        if kind is None and values.get("issue") is not None:
            kind, thing_id = Cites.ISSUE, values["issue"]
        relies = (Relies(kind, thing_id, quarter),) if kind is not None else ()
        return AddDocument(
            values["title"], values["place"], name, data, values["background"], values["note"], relies, self.state.by
        )

    def cite(self, kind: Cites, thing_id: int, quarter: Period | None = None) -> None:
        """One there is, or a new one."""
        there = {each.id for each in self.state.of(kind, thing_id, quarter)}
        left = [(each.id, each.title) for each in self.state.documents if each.id not in there]
        if not left:
            self.add(kind, thing_id, quarter)
            return
        sheet = FormSheet(self._window, "Cite a document", "Cite it")
        sheet.add_choice("document", "Document", left)
        new = QuietButton("Add another document…")
        new.clicked.connect(partial(self._new_instead, kind, thing_id, quarter))
        sheet.body.addWidget(new, 0, Qt.AlignmentFlag.AlignLeft)
        sheet.store_with(self.workspace.operations, partial(_citing, kind, thing_id, quarter), self)
        self._show(sheet)

    def _new_instead(self, kind: Cites, thing_id: int, quarter: Period | None, _checked: bool = False) -> None:
        if self.sheet is not None:
            self.sheet.dismiss()
        self.add(kind, thing_id, quarter)

    def change(self, document: Document) -> None:
        sheet = FormSheet(self._window, "Change a document", "Save")
        sheet.add_line("title", "Title", document.title, most=TITLE_LIMIT, required=True)
        sheet.add_line("place", "Location", document.place)
        sheet.add_text("note", "Note", document.note)
        sheet.add_tick("background", "A background document of the report (section 100D)", document.background)
        sheet.store_with(self.workspace.operations, partial(_changing, document), self)
        self._show(sheet)

    def remove(self, document: Document) -> None:
        from app.commands.edit_document import RemoveDocument

        self.workspace.operations.do(RemoveDocument(document.id, document.version), self, None, self._failed)

    def uncite(self, link_id: int) -> None:
        from app.commands.edit_document import UnciteDocument

        self.workspace.operations.do(UnciteDocument(link_id), self, None, self._failed)

    def _ask_file(self) -> None:
        dialog = QFileDialog(self._window.window(), "Choose a document", _documents())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.take)
        dialog.open()

    def take(self, path: str) -> None:
        """Read the file for the sheet that is open."""
        self.state.read_file(Path(path))

    def _file_read(self, name: str, data: bytes) -> None:
        if not isinstance(self.sheet, FormSheet) or "title" not in self.sheet.fields:
            return
        self._file = (name, data)
        shown = clean_name(name)
        self.chosen.setText(f"{shown}, {size_words(len(data))}")
        self.sheet.problem.set_message("")
        title: Any = self.sheet.fields["title"].field
        if not title.text().strip():
            title.setText(shown.rpartition(".")[0][:TITLE_LIMIT])
            title.selectAll()

    # Opening

    def open(self, document: Document) -> None:
        """Never at once: a document can hold what its reader does not expect."""
        sheet = OpenSheet(self._window, document)
        sheet.open_button.clicked.connect(partial(self._open_copy, document))
        sheet.save_button.clicked.connect(partial(self._ask_folder, document))
        self._show(sheet)

    def _open_copy(self, document: Document, _checked: bool = False) -> None:
        if self.sheet is not None:
            self.sheet.accept()
        self.state.copy(document)

    def _ask_folder(self, document: Document, _checked: bool = False) -> None:
        if self.sheet is not None:
            self.sheet.accept()
        dialog = QFileDialog(self._window.window(), f"Folder for {document.file_name}", _documents())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(partial(self.save_into, document))
        dialog.open()

    def save_into(self, document: Document, folder: str) -> None:
        self.state.copy(document, Path(folder))

    def _copied(self, path: object, to_open: bool) -> None:
        if to_open:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
        else:
            self.workspace.operations.told.emit(f"A copy was saved as {path}.")

    def _show(self, sheet: FormSheet | OpenSheet) -> None:
        self.sheet = sheet
        sheet.closed.connect(partial(self._closed, sheet))
        sheet.open()

    def _closed(self, sheet: object, done: bool) -> None:
        if self.sheet is sheet:
            self.sheet = None
        if not done:
            self._dropped.clear()
        self._next_file()

    def _failed(self, error: Exception) -> None:
        if isinstance(self.sheet, FormSheet):
            self.sheet.refuse(error)
        else:
            self.workspace.operations.refused.emit(error)


class OpenSheet(Sheet):
    """Asks before a document leaves the program."""

    def __init__(self, window: QWidget, document: Document) -> None:
        super().__init__(window, f"Open “{document.title}”?", 520)
        kind = kind_of(document.file_name)
        self.body.setSpacing(theme.px(8))
        self.body.addWidget(Text(f"{document.file_name}, {size_words(document.size)}", "label", wrap=True))
        self.body.addWidget(
            Text(
                f"A copy of it opens in the program that this computer uses for .{kind} files, marked as coming from "
                "elsewhere. Open only what you trust; changes to the copy do not come back into the plan.",
                "soft", wrap=True,
            )
        )  # fmt: skip
        by = f" by {document.added_by}" if document.added_by else ""
        self.body.addWidget(Text(f"Added on {document.added:%d/%m/%Y}{by}.", "third", wrap=True))
        self.open_button = PrimaryButton("Open a copy")
        self.save_button = QuietButton("Save a copy…")
        cancel = QuietButton("Cancel", flat=True)
        cancel.clicked.connect(self.dismiss)
        self.footer.addWidget(cancel)
        self.footer.addStretch(1)
        self.footer.addWidget(self.save_button)
        self.footer.addWidget(self.open_button)
        self.closed.connect(self.deleteLater)

    def first_field(self) -> QWidget | None:
        """Enter alone opens nothing."""
        return self.save_button


def size_words(size: int) -> str:
    return f"{size / 1024 / 1024:.1f} MB" if size >= 1024 * 1024 else f"{max(size / 1024, 0.1):.1f} KB"


def _citing(kind: Cites, thing_id: int, quarter: Period | None, values: Values) -> Any:
    from app.commands.edit_document import CiteDocument, Relies

    return CiteDocument(values["document"], Relies(kind, thing_id, quarter))


def _changing(document: Document, values: Values) -> Any:
    from app.commands.edit_document import EditDocument

    return EditDocument(
        document.id, document.version, values["title"], values["place"], values["background"], values["note"]
    )


def _documents() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
