"""What the assessment mentions and what it does not: the department's issues, the strands, the considerations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.rules.assessment_coverage import Coverage, Covered
from app.views.shared import theme
from app.views.shared.labels import Text, plain_tooltip

_KEY = Qt.ItemDataRole.UserRole + 1


class CoverageList(QWidget):
    """Enter or a double-click on an issue opens it."""

    opened = Signal(str, int)
    """("issue", id)"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.said = Text("", "third", wrap=True)
        self.said.setContentsMargins(theme.px(12), theme.px(10), theme.px(6), 0)
        self.list = QListWidget()
        self.list.setAccessibleName("What the assessment mentions")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(self._open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.said)
        column.addWidget(self.list, 1)

    def show_coverage(self, found: Coverage, titles: Mapping[str, str]) -> None:
        """`titles` of the sections."""
        self.list.clear()
        self._group("ISSUES OF THE DEPARTMENT", [each for each in found.issues if each.own], titles)
        self._group("STRANDS", found.strands, titles)
        self._group("CROSS-CUTTING CONSIDERATIONS", found.considerations, titles)
        self._group("OTHER ISSUES IT MENTIONS", [each for each in found.issues if not each.own and not each.blank], titles)
        count = found.blanks
        self.said.setText(f"{count} not mentioned yet." if count else "Everything is mentioned.")

    def _group(self, name: str, parts: Sequence[Covered], titles: Mapping[str, str]) -> None:
        if not parts:
            return
        head = QListWidgetItem(name)
        head.setFlags(Qt.ItemFlag.NoItemFlags)
        head.setFont(theme.font(11, 600))
        self.list.addItem(head)
        for part in parts:
            where = ", ".join(titles.get(key, key) for key in part.sections)
            item = QListWidgetItem(f"{'○' if part.blank else '●'}  {part.label}")
            item.setData(_KEY, part.key)
            item.setToolTip(plain_tooltip(f"In {where}" if where else "Not mentioned"))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{part.label}: {'in ' + where if where else 'not mentioned'}")
            if part.blank:
                item.setForeground(theme.current().concern)
            self.list.addItem(item)

    def _open(self, item: QListWidgetItem) -> None:
        noun, _, number = str(item.data(_KEY) or "").partition("/")
        if noun == "issue" and number.isdigit():
            self.opened.emit(noun, int(number))
