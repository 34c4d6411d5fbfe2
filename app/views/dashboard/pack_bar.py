"""Which named pack is put together, and keeping it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.rules.errors import Problem
from app.rules.saved_pack import SavedPack, name_problem
from app.rules.texts import POST_LIMIT
from app.views.shared import theme
from app.views.shared.buttons import MenuButton, PrimaryButton, QuietButton
from app.views.shared.fields import Labelled
from app.views.shared.labels import Text
from app.views.shared.sheet import Sheet
from app.views.shared.words import sentence


class PackBar(QWidget):
    """Show the packs with `show_packs`."""

    chosen = Signal(object)
    """(SavedPack)"""
    save_wanted = Signal()
    save_as_wanted = Signal()
    restore_wanted = Signal()
    """The pack as it was saved."""
    remove_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._packs: tuple[SavedPack, ...] = ()
        self.box = QComboBox()
        self.box.setAccessibleName("Pack")
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(6)
        self.box.currentIndexChanged.connect(self._activated)
        self.menu_button = MenuButton("Keep")
        self.save, self.save_as = QAction("Save", self), QAction("Save as…", self)
        self.restore, self.remove = QAction("As it was saved", self), QAction("Remove", self)
        self.menu_button.menu().addActions((self.save, self.save_as, self.restore, self.remove))
        for action, signal in (
            (self.save, self.save_wanted), (self.save_as, self.save_as_wanted),
            (self.restore, self.restore_wanted), (self.remove, self.remove_wanted),
        ):  # fmt: skip
            action.triggered.connect(partial(_say, signal))
        row = QHBoxLayout()
        row.setSpacing(theme.px(6))
        row.addWidget(self.box, 1)
        row.addWidget(self.menu_button)
        self.changed = Text("", "third")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(Text("Pack", "heading"))
        column.addLayout(row)
        column.addWidget(self.changed)

    def show_packs(
        self, packs: tuple[SavedPack, ...], saved: SavedPack | None, *, changed: bool, editable: bool
    ) -> None:
        self._packs = packs
        with QSignalBlocker(self.box):
            if [self.box.itemText(at) for at in range(self.box.count())] != [each.pack.name for each in packs]:
                self.box.clear()
                self.box.addItems([each.pack.name for each in packs])
            names = [each.pack.name for each in packs]
            self.box.setCurrentIndex(names.index(saved.pack.name) if saved and saved.pack.name in names else -1)
        self.changed.setText("Changed, not saved" if changed else "")
        self.changed.setVisible(changed)
        kept = saved is not None and saved.id > 0
        self.save.setEnabled(editable and changed and kept)
        self.save_as.setEnabled(editable)
        self.restore.setEnabled(changed and saved is not None)
        self.remove.setEnabled(editable and kept)

    def _activated(self, index: int) -> None:
        if 0 <= index < len(self._packs):
            self.chosen.emit(self._packs[index])


def _say(signal: object, _checked: bool = False) -> None:
    signal.emit()  # type: ignore[attr-defined]


class NameSheet(Sheet):
    """Asks for a pack's name."""

    named = Signal(str)

    def __init__(self, window: QWidget, taken: tuple[str, ...]) -> None:
        super().__init__(window, "Save the pack", 420)
        self._taken = {name.casefold() for name in taken}
        self.name = QLineEdit()
        self.name.setMaxLength(POST_LIMIT)
        self.field = Labelled("Name of the pack", self.name, required=True)
        self.body.addWidget(self.field)
        cancel, self.save = QuietButton("Cancel"), PrimaryButton("Save")
        cancel.clicked.connect(self.dismiss)
        self.save.clicked.connect(self._save)
        self.footer.addStretch(1)
        self.footer.addWidget(cancel)
        self.footer.addWidget(self.save)

    def _save(self) -> None:
        name = self.name.text().strip()
        problem = name_problem(name)
        if problem is None and name.casefold() in self._taken:
            problem = Problem("pack_name_taken", {"name": name})
        self.field.error.set_message(sentence(problem) if problem else "")
        if problem is None:
            self.named.emit(name)
            self.accept()
