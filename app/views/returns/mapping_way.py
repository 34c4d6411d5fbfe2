"""From a workbook that is not ours to its mapping: which file, the sheet over the window, and back to the preview."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from app.bridge.return_import import ReturnImport
from app.views.returns.map_sheet import MapSheet
from app.views.shared.buttons import QuietButton
from app.views.shared.words_exchange import shown_name

if TYPE_CHECKING:
    from app.bridge.workspace import Workspace


class MappingWay(QObject):
    """Attributes: button (shown while there is a file to map), sheet (the one that is open, or None)."""

    def __init__(self, workspace: Workspace, job: ReturnImport, owner: QWidget) -> None:
        super().__init__(owner)
        self._workspace, self._job, self._owner = workspace, job, owner
        self.sheet: MapSheet | None = None
        self.button = QuietButton("Map its columns…")
        self.button.clicked.connect(self.open)
        self.menu = QMenu(owner)
        job.remembered.connect(self._kept)
        job.failed.connect(self._failed)

    def settle(self) -> None:
        """Offer it where the files that are shown can be mapped."""
        files = self._job.foreign()
        self.button.setVisible(bool(files))
        self.button.setText("Map its columns…" if len(files) == 1 else "Map columns…")

    def open(self) -> None:
        """Of the only file at once; of several, ask which."""
        files = self._job.foreign()
        if len(files) == 1:
            self.map_file(files[0])
            return
        self.menu.clear()
        for file in files:
            name = shown_name(file.name).replace("&", "&&")
            self.menu.addAction(name).triggered.connect(partial(self.map_file, file))
        self.menu.popup(self.button.mapToGlobal(self.button.rect().topLeft()))

    def map_file(self, file: object, _checked: bool = False) -> None:
        sheet = MapSheet(self._workspace, file, self._owner.window())
        sheet.mapped.connect(self._wanted)
        sheet.closed.connect(partial(self._closed, sheet))
        self.sheet = sheet
        sheet.open()

    def _wanted(self, sha256: str, chosen: object, department: str) -> None:
        actor = self._workspace.actor()
        self._job.map_file(sha256, chosen, department, actor.by)  # type: ignore[arg-type]

    def _kept(self, _outcome: object) -> None:
        if self.sheet is not None:
            self.sheet.accept()

    def _failed(self, error: Exception) -> None:
        if self.sheet is not None:
            self.sheet.fail(error)

    def _closed(self, sheet: MapSheet, _accepted: bool) -> None:
        self.sheet = None
        sheet.deleteLater()
