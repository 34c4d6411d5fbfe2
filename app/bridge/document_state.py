"""Documents: the list, those an issue or decision rests on, and their files read and written beside the window."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.bridge.background import Background
from app.rules.changes import Changes
from app.rules.documents import Cites, Document
from app.rules.period import Period

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.bridge.workspace import Workspace

_NOUNS = ("document", "document_link", "issue", "decision", "inspection_result")


class DocumentState(QObject):
    """`documents` are those read last, by title."""

    loaded = Signal(object)
    read = Signal(str, object)
    """(name, bytes) of a file chosen."""
    copied = Signal(object, bool)
    """(Path of a copy, whether it is to be opened)"""
    failed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.operations = workspace.operations
        self.documents: tuple[Document, ...] = ()
        self.issues: tuple[tuple[int, str], ...] = ()
        """Id and title of those that a document can be cited by."""
        self._background = Background(self)
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self.operations.changed.connect(self._on_changed)
        workspace.ready.connect(self.reload)
        if workspace.is_ready:
            self.reload()

    @property
    def by(self) -> str:
        return self.workspace.actor().by

    def reload(self) -> None:
        if self.operations.state.is_open:
            self.operations.ask(_documents, self._came, self.failed.emit)

    def of(self, kind: Cites, thing_id: int, quarter: Period | None = None) -> tuple[Document, ...]:
        """Those that a thing relies on, of what was read last."""
        return tuple(
            each
            for each in self.documents
            if any(
                link.kind is kind and link.thing_id == thing_id and link.quarter == quarter for link in each.links
            )
        )

    def read_file(self, path: Path) -> None:
        def work() -> tuple[str, bytes]:
            from app.exchange.document_file import read_document

            return read_document(path)

        self._background.run(work, self._read, self.failed.emit)

    def copy(self, document: Document, folder: Path | None = None) -> None:
        """Write a copy into the folder; without one, into a folder of the program's own, to be opened."""
        self.operations.ask(
            partial(_bytes, document.id), partial(self._write, folder), self.failed.emit
        )

    def _write(self, folder: Path | None, found: tuple[str, bytes]) -> None:
        into = folder or self._own_folder()

        def work() -> Path:
            from app.exchange.document_file import save_copy

            return save_copy(into, *found)

        self._background.run(work, partial(self._copied, folder is None), self.failed.emit)

    def _copied(self, to_open: bool, path: Path) -> None:
        self.copied.emit(path, to_open)

    def _own_folder(self) -> Path:
        """Emptied when the program ends."""
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="driving-success-", ignore_cleanup_errors=True)
        return Path(self._folder.name)

    def _read(self, found: tuple[str, bytes]) -> None:
        self.read.emit(*found)

    def _came(self, found: tuple[tuple[Document, ...], tuple[tuple[int, str], ...]]) -> None:
        self.documents, self.issues = found
        self.loaded.emit(self.documents)

    def _on_changed(self, changes: Changes, _initiator: object) -> None:
        if changes.touches(*_NOUNS):
            self.reload()


def _documents(session: Session) -> tuple[tuple[Document, ...], tuple[tuple[int, str], ...]]:
    from app.store.queries.documents import documents
    from app.store.queries.meetings import issue_titles

    return documents(session), issue_titles(session)


def _bytes(document_id: int, session: Session) -> tuple[str, bytes]:
    from app.store.queries.documents import document_file

    return document_file(session, document_id)


