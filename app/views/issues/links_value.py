"""Several entries of a list (or tags): small chips, each removable, and a box to add one by finding it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QToolButton, QWidget

from app.rules.issue import Item
from app.rules.lists import name_of
from app.rules.texts import POST_LIMIT, text_problem
from app.views.shared import complaints, theme
from app.views.shared.choice_value import ChoiceValue
from app.views.shared.field_row import NameLabel
from app.views.shared.flow_box import FlowBox
from app.views.shared.inplace_style import text_inset
from app.views.shared.widgets import InlineError, plain_tooltip

Key = int | str


class LinkChip(QToolButton):
    """One entry. Delete or a click takes it off."""

    removed = Signal(object)

    def __init__(self, key: Key, words: str, what: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self._words = words
        self.setProperty("kind", "quiet")
        self.setProperty("link", "true")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._shown = words if len(words) <= 48 else words[:47] + "…"
        self.setText(self._shown.replace("&", "&&") + "  ×")
        self.setToolTip(plain_tooltip(words) if self._shown != words else "Take off")
        self.setAccessibleName(f"{words}, {what}. Press to take off")
        self.clicked.connect(self._on_clicked)

    def set_read_only(self, read_only: bool) -> None:
        self.setEnabled(not read_only)
        shown = self._shown.replace("&", "&&")
        self.setText(shown if read_only else shown + "  ×")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._on_clicked()
            event.accept()
            return
        super().keyPressEvent(event)

    def _on_clicked(self) -> None:
        self.removed.emit(self.key)


class TagField(QLineEdit):
    """A new tag; Enter or leaving the field adds it."""

    given = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("inplace", True)
        self.setAccessibleName(name)
        self.setPlaceholderText("Add a tag")
        self.editingFinished.connect(self._on_finished)

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self.text()
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
                event.accept()
            else:
                event.ignore()
            return
        super().keyPressEvent(event)

    def _on_finished(self) -> None:
        if self.text().strip():
            self.given.emit(self.text())


class ChipFlow(FlowBox):
    """Chips stand where the text of the fields above and below begins, and so does the text of the box to add one."""

    def __init__(self, adder: QWidget) -> None:
        super().__init__(theme.px(4))
        self._adder = adder
        self.add(adder)

    def _arrange(self, width: int, *, place: bool) -> int:
        inset = text_inset()
        return self._rows(self._shown(), QRect(inset, 0, width - inset, 0), place=place)

    def _row(self, row: list[tuple[QWidget, QSize]], room: QRect, top: int, *, place: bool) -> int:
        if row and row[0][0] is self._adder:
            room = room.adjusted(-text_inset(), 0, 0, 0)
        return super()._row(row, room, top, place=place)


class LinksValue(QWidget):
    """`changed` carries the kind of link and all its ids (words for tags), as they should stand."""

    changed = Signal(str, object)
    rebuilt = Signal()
    """Chips came or went."""

    def __init__(self, kind: str, label: str, add: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self._what = label
        self._keys: tuple[Key, ...] = ()
        self._sent = ""
        """The tag on its way to the store: leaving the field twice does not send it twice."""
        self._chips: list[LinkChip] = []
        self._read_only = False
        self.label = NameLabel(label)
        self.label.stand_in_column()
        self.label.setContentsMargins(4, theme.px(3), 0, 0)
        self.adder: ChoiceValue | TagField = self._make_adder(add)
        self.error = InlineError(self.adder)
        self._flow = ChipFlow(self.adder)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(8))
        grid.addWidget(self.label, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._flow, 0, 1)
        grid.addWidget(self.error, 1, 1)
        grid.setColumnStretch(1, 1)

    def _make_adder(self, add: str) -> ChoiceValue | TagField:
        if self.kind == "tag":
            field = TagField(add)
            field.setFixedWidth(theme.px(120))
            field.given.connect(self._on_tag)
            return field
        choice = ChoiceValue(add, empty=add, find=True)
        choice.setFixedWidth(theme.px(190))
        choice.committed.connect(self._on_chosen)
        choice.unknown.connect(self._on_unknown)
        choice.touched.connect(self._on_touched)
        return choice

    def show_keys(self, keys: Sequence[Key], items: Sequence[Item] = ()) -> None:
        """What is linked now; `items` is the list to choose from (tags have none)."""
        if isinstance(self.adder, ChoiceValue):
            free = [(item.id, item.name) for item in items if item.id not in keys and not item.retired]
            self.adder.set_options(free)
            self.adder.setVisible(bool(free) and not self._read_only)
        if tuple(keys) == self._keys and len(self._chips) == len(keys):
            return
        at = next((i for i, chip in enumerate(self._chips) if chip.hasFocus()), -1)
        for chip in self._chips:
            self._flow.take(chip)
            chip.deleteLater()
        self._keys = tuple(keys)
        self._chips = []
        for key in keys:
            words = key if isinstance(key, str) else name_of(tuple(items), key)
            chip = LinkChip(key, words, self._what, self)
            chip.removed.connect(self._on_removed)
            chip.set_read_only(self._read_only)
            self._flow.insert(len(self._chips), chip)
            chip.show()
            self._chips.append(chip)
        if at >= 0:
            stop = self._chips[min(at, len(self._chips) - 1)] if self._chips else self.adder
            stop.setFocus(Qt.FocusReason.OtherFocusReason)
        self.rebuilt.emit()

    def set_read_only(self, read_only: bool) -> None:
        self._read_only = read_only
        self.adder.setVisible(not read_only)
        for chip in self._chips:
            chip.set_read_only(read_only)

    def on_refused(self, error: Exception) -> None:
        self._sent = ""
        self.error.set_message(complaints.of_error(error))

    def on_saved(self) -> None:
        self._sent = ""
        self.error.set_message("")
        if isinstance(self.adder, TagField):
            self.adder.clear()

    def commit(self) -> None:
        if isinstance(self.adder, TagField):
            self.adder._on_finished()

    def forget(self) -> None:
        """Another issue is shown next."""
        self._sent = ""
        self.error.set_message("")
        if isinstance(self.adder, TagField):
            self.adder.clear()
        else:
            self.adder.forget()

    def _on_chosen(self, key: object) -> None:
        if isinstance(self.adder, ChoiceValue):
            self.adder.show_value(None)
        if isinstance(key, int) and key not in self._keys:
            self.changed.emit(self.kind, (*self._keys, key))

    def _on_tag(self, text: str) -> None:
        tag = " ".join(text.split())
        problem = text_problem("tag", tag, POST_LIMIT, required=True)
        if problem is not None:
            self.error.set_message(complaints.of_problem(problem))
        elif tag == self._sent:
            return
        elif tag not in self._keys:
            self._sent = tag
            self.changed.emit(self.kind, (*self._keys, tag))
        elif isinstance(self.adder, TagField):
            self.adder.clear()

    def _on_removed(self, key: Key) -> None:
        self.changed.emit(self.kind, tuple(each for each in self._keys if each != key))

    def _on_unknown(self, typed: str) -> None:
        self.error.set_message(complaints.unknown_entry(self._what, typed))

    def _on_touched(self) -> None:
        if not self.error.isHidden():
            self.error.set_message("")
