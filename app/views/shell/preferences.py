"""Preferences: each takes effect at once and is kept in the INI file."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.bridge.settings import Settings
from app.views.shared import theme
from app.views.shared.buttons import PrimaryButton, QuietButton
from app.views.shared.flow_box import FlowBox
from app.views.shared.labels import ElidedText, Text
from app.views.shared.sheet import Sheet

THEME_WORDS = (("system", "As the system"), ("light", "Light"), ("dark", "Dark"), ("contrast", "High contrast"))


class Preferences(Sheet):
    """`posts` are those that can be chosen as "You are"."""

    help_topic = "keep-it-safe"

    def __init__(self, window: QWidget, settings: Settings, posts: Sequence[str] = ()) -> None:
        super().__init__(window, "Preferences", width_wanted=620)
        self._settings = settings
        self._grid = QGridLayout()
        self._grid.setColumnStretch(1, 1)
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(14)
        self.body.addLayout(self._grid)
        self._row("Theme", self._themes())
        self._row("Text size", self._sizes())
        self._row("Menus", self._menu_bar())
        self._row("You are", self._you_are(posts))
        self._row("Second place for backups", self._second())
        self._recent_row = self._recent()
        self._row("Opened lately", self._recent_row)
        self.body.addStretch(1)
        close = PrimaryButton("Close")
        close.clicked.connect(self.accept)
        self.footer.addStretch(1)
        self.footer.addWidget(close)

    def _row(self, label: str, field: QWidget) -> None:
        at = self._grid.rowCount()
        name = Text(label, "label", wrap=True)
        name.setMinimumWidth(theme.px(110))
        self._grid.addWidget(name, at, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(field, at, 1)
        if not field.accessibleName():
            field.setAccessibleName(label)

    def _themes(self) -> QWidget:
        box = FlowBox(gap=16)
        self.theme_group = QButtonGroup(box)
        for index, (name, words) in enumerate(THEME_WORDS):
            button = QRadioButton(words)
            button.setChecked(self._settings.theme == name)
            button.setAccessibleName(f"Theme: {words}")
            self.theme_group.addButton(button, index)
            box.add(button)
        self.theme_group.idClicked.connect(self._theme_chosen)
        return box

    def _theme_chosen(self, index: int) -> None:
        self._settings.theme = THEME_WORDS[index][0]

    def _sizes(self) -> QWidget:
        self.text_size = QComboBox()
        for scale in theme.SCALES:
            self.text_size.addItem(f"{scale:.0%}", scale)
        at = min(range(len(theme.SCALES)), key=lambda i: abs(theme.SCALES[i] - self._settings.text_scale))
        self.text_size.setCurrentIndex(at)
        self.text_size.activated.connect(self._size_chosen)
        return self.text_size

    def _size_chosen(self, index: int) -> None:
        # The new style sheet must not arrive while the box is still closing its list.
        QTimer.singleShot(0, self, partial(setattr, self._settings, "text_scale", theme.SCALES[index]))

    def _menu_bar(self) -> QWidget:
        self.menu_bar = QCheckBox("Show a menu bar as well as the menu button")
        self.menu_bar.setChecked(self._settings.menu_bar)
        self.menu_bar.toggled.connect(self._menu_bar_wanted)
        return self.menu_bar

    def _menu_bar_wanted(self, wanted: bool) -> None:
        self._settings.menu_bar = wanted

    def _you_are(self, posts: Sequence[str]) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        self.you_are = QComboBox()
        self.you_are.setAccessibleName("You are")
        self.you_are.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.you_are.setMinimumContentsLength(20)
        known = list(dict.fromkeys([*posts, *([self._settings.you_are] if self._settings.you_are else [])]))
        self.you_are.addItem("Not chosen", "")
        for post in known:
            self.you_are.addItem(post, post)
        self.you_are.setCurrentIndex(max(0, self.you_are.findData(self._settings.you_are)))
        self.you_are.activated.connect(self._post_chosen)
        column.addWidget(self.you_are)
        column.addWidget(Text("The post that changes are recorded under, beside the account of this computer. In a "
                              "store on this computer that is a record, not a control.", "second", wrap=True))
        return box

    def _post_chosen(self, index: int) -> None:
        self._settings.you_are = str(self.you_are.itemData(index))

    def _second(self) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        self.second = QLineEdit(self._settings.backup_folder)
        self.second.setAccessibleName("Second place for backups")
        self.second.setPlaceholderText("None: backups are beside the plan only")
        self.second.editingFinished.connect(self._second_typed)
        choose = QuietButton("Choose…")
        choose.setAccessibleName("Choose the second place for backups")
        choose.clicked.connect(self._ask_second)
        row.addWidget(self.second, 1)
        row.addWidget(choose)
        return box

    def _second_typed(self) -> None:
        self._settings.backup_folder = self.second.text().strip()

    def _ask_second(self) -> None:
        dialog = QFileDialog(self.window(), "Second place for backups", self.second.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._second_chosen)
        dialog.open()

    def _second_chosen(self, folder: str) -> None:
        self.second.setText(folder)
        self._settings.backup_folder = folder

    def _recent(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for path in self._settings.recent_stores:
            row = QHBoxLayout()
            forget = QuietButton("Forget", flat=True)
            forget.setAccessibleName(f"Forget {path}")
            line = QWidget()
            line.setLayout(row)
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(ElidedText(path, "soft"), 1)
            row.addWidget(forget)
            forget.clicked.connect(partial(self._forget, path, line))
            column.addWidget(line)
        if not self._settings.recent_stores:
            column.addWidget(Text("Nothing yet.", "soft"))
        return box

    def _forget(self, path: str, line: QWidget) -> None:
        """Off the list; the file stays."""
        self._settings.forget_store(path)
        line.hide()
        self.you_are.setFocus()
