"""What can be done about a whole file of an import: go on without it, or read the copy that was saved last."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.bridge.return_import import ReturnImport
from app.views.shared.buttons import MenuButton, QuietButton
from app.views.shared.words_exchange import shown_name


class FileChoice(QObject):
    """Attributes: without (a menu of the files that may be left out), saved (read the saved copy)."""

    def __init__(self, job: ReturnImport, owner: QWidget) -> None:
        super().__init__(owner)
        self._job = job
        self.without = MenuButton("Go on without")
        self.saved = QuietButton("Read the saved copy")
        self.saved.clicked.connect(job.read_saved_copies)

    def settle(self) -> None:
        """Where several files came, and one of them stands in the way; where one is open in Excel."""
        bad = self._job.files_in_the_way()
        menu = self.without.menu()
        menu.clear()
        for name in bad:
            shown = shown_name(name).replace("&", "&&")
            menu.addAction(shown).triggered.connect(partial(self._job.leave_out, [name]))
        if len(bad) > 1 and len(bad) < self._job.file_count:
            menu.addAction("All of these").triggered.connect(partial(self._job.leave_out, bad))
        self.without.setVisible(bool(bad) and self._job.file_count > 1)
        self.saved.setVisible(self._job.has_saved_copies())
