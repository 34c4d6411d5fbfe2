"""Saving the pack that is put together under a name, and taking one away."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.commands.save_pack import RemovePack, SavePack
from app.views.dashboard.pack_bar import NameSheet

if TYPE_CHECKING:
    from app.bridge.papers_state import PapersState
    from app.rules.changes import Outcome


class PackKeeping(QObject):
    """Attributes: sheet, the question for a name."""

    failed = Signal(object)
    said = Signal(str)

    def __init__(self, window: QWidget, state: PapersState) -> None:
        super().__init__(window)
        self._window, self._state = window, state
        self.sheet: NameSheet | None = None

    def keep(self, way: str) -> None:
        """"save", "save_as", "restore" or "remove"."""
        saved = self._state.saved
        if way == "save_as":
            self.sheet = NameSheet(self._window, tuple(each.pack.name for each in self._state.packs))
            self.sheet.named.connect(self._save_as)
            self.sheet.closed.connect(self.sheet.deleteLater)
            self.sheet.open()
        elif saved is None:
            return
        elif way == "restore":
            self._state.choose(saved)
        elif way == "remove":
            self._do(RemovePack(saved.id, saved.version))
        else:
            self._do(SavePack(self._state.pack, saved.id, saved.version))

    def _save_as(self, name: str) -> None:
        self._state.rename(name)
        self._do(SavePack(replace(self._state.pack, name=name)))

    def _do(self, command: SavePack | RemovePack) -> None:
        self._state.operations.do(command, self, self._done, self.failed.emit)

    def _done(self, outcome: Outcome) -> None:
        self.said.emit(f"{outcome.label}: done.")
