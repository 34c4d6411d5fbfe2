"""The rail at the left: the places of this version, with a count or a warning beside each where it helps."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.views.shared import theme
from app.views.shared.labels import Text, plain_tooltip

PLACES = {
    "board": "Board", "indicators": "Indicators", "assessments": "Self-assessments", "returns": "Returns",
    "dashboard": "Dashboard", "decisions": "Decisions", "strength": "Strength", "inspections": "Inspections",
    "partners": "Partners",
}  # fmt: skip
"""Places above by key, in order, with the titles of their pages; those under *Governance* last."""
ORDER = tuple(PLACES)
GOVERNANCE = ORDER[5:]
WIDE, NARROW = 192, 56


class RailEntry(QPushButton):
    """One place: picture, name, and what stands beside it."""

    def __init__(self, key: str, name: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self.name = name
        self._icon = icon
        self._count = ""
        self._warning = False
        self.setProperty("kind", "rail")
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.badge = Text("", "count", self)
        self.badge.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, theme.px(8), 0)
        row.addStretch(1)
        row.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignVCenter)
        self.badge.hide()
        self.setText(name)
        self.setAccessibleName(name)

    def set_badge(self, text: str, warning: bool) -> None:
        """A count ("31") or a warning ("2 late"); "" for neither."""
        self._count, self._warning = text, warning
        self.badge.setProperty("role", "warning" if warning else "count")
        self.badge.style().unpolish(self.badge)
        self.badge.style().polish(self.badge)
        self.badge.setText(text)
        self.badge.updateGeometry()
        self.badge.setVisible(bool(text) and bool(self.text()))
        self.setAccessibleName(f"{self.name}, {text}" if text else self.name)
        self._name_tooltip()

    def set_narrow(self, narrow: bool) -> None:
        self.setText("" if narrow else self.name)
        self.badge.setVisible(bool(self._count) and not narrow)
        self._name_tooltip()

    def _name_tooltip(self) -> None:
        about = f"{self.name}: {self._count}" if self._count else self.name
        self.setToolTip("" if self.text() else plain_tooltip(about))

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        extra = self.badge.sizeHint().width() + theme.px(16) if self.badge.isVisibleTo(self) else 0
        return QSize(hint.width() + extra, max(hint.height(), theme.px(34)))

    def restyle(self) -> None:
        side = theme.px(18)
        self.setIconSize(QSize(side, side))
        self.setIcon(theme.icon(self._icon, theme.current().accent if self.isChecked() else None, 18))


class Rail(QFrame):
    """Arrow keys go up and down the places; Enter or Space goes there."""

    chosen = Signal(str)
    """The key of the place."""
    narrow_changed = Signal(bool)
    """The user folded the rail to pictures, or unfolded it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "rail")
        self.setAccessibleName("Places")
        self._entries: dict[str, RailEntry] = {}
        self._wanted_narrow = False
        self._forced_narrow = False
        self._build()

    def _build(self) -> None:
        inner = QWidget()
        inner.setProperty("role", "rail")
        self._places = QVBoxLayout()
        self._governance = QVBoxLayout()
        self._foot = QVBoxLayout()
        self.heading = Text("GOVERNANCE", "over")
        self.heading.setAccessibleName("Governance")
        self.heading.setContentsMargins(10, 16, 0, 4)
        self.heading.hide()
        self.fold = RailEntry("fold", "Fold the rail", "collapse")
        self.fold.clicked.connect(self.toggle)
        column = QVBoxLayout(inner)
        column.setContentsMargins(8, 12, 8, 8)
        for part in (self._places, self._governance, self._foot):
            part.setSpacing(2)
        column.addLayout(self._places)
        column.addWidget(self.heading)
        column.addLayout(self._governance)
        column.addStretch(1)
        column.addLayout(self._foot)
        column.addWidget(self.fold)
        column.setSpacing(2)
        self._area = area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        theme.notifier.changed.connect(self.restyle)

    def add(self, key: str, name: str, icon: str, foot: bool = False) -> RailEntry:
        """A place of the rail, in its order; `foot` for those at the bottom. A page may take one of those over."""
        taken = self._entries.get(key)
        if taken is not None:
            taken.setCheckable(True)
            return taken
        entry = RailEntry(key, name, icon)
        entry.setCheckable(not foot)
        entry.clicked.connect(self._clicked)
        if foot:
            self._foot.addWidget(entry)
        else:
            into = self._governance if key in GOVERNANCE else self._places
            place = ORDER.index(key) if key in ORDER else len(ORDER)
            before = [other for other in self._entries if other in ORDER and ORDER.index(other) < place
                      and (other in GOVERNANCE) == (key in GOVERNANCE)]
            into.insertWidget(len(before), entry)
        self._entries[key] = entry
        self.heading.setVisible(not self.is_narrow() and any(name in GOVERNANCE for name in self._entries))
        self._order_tabs()
        entry.set_narrow(self.is_narrow())
        entry.restyle()
        return entry

    def entry(self, key: str) -> RailEntry | None:
        return self._entries.get(key)

    def places(self) -> tuple[str, ...]:
        """The places shown, from the top."""
        return tuple(entry.key for entry in self._in_order() if entry is not self.fold)

    def mark(self, key: str) -> None:
        """Show where one is."""
        for entry in self._entries.values():
            if entry.isCheckable():
                entry.setChecked(entry.key == key)
                entry.restyle()

    def is_narrow(self) -> bool:
        return self._wanted_narrow or self._forced_narrow

    def set_narrow(self, narrow: bool) -> None:
        """As the user wishes."""
        self._wanted_narrow = narrow
        self._fit()

    def force_narrow(self, narrow: bool) -> None:
        """The window has no room for names."""
        if narrow != self._forced_narrow:
            self._forced_narrow = narrow
            self._fit()

    def toggle(self) -> None:
        # Unfolding wins over a window that is small: it was asked for.
        narrow = not self.is_narrow()
        self._forced_narrow = False
        self.set_narrow(narrow)
        self.narrow_changed.emit(narrow)

    def _fit(self) -> None:
        narrow = self.is_narrow()
        self.setFixedWidth(theme.px(NARROW) if narrow else theme.px(WIDE))
        for entry in self._in_order():
            entry.set_narrow(narrow)
        self.fold.name = "Unfold the rail" if narrow else "Fold the rail"
        self.fold._icon = "expand" if narrow else "collapse"
        self.fold.set_narrow(narrow)
        self.fold.setAccessibleName(self.fold.name)
        self.fold.restyle()
        self.heading.setVisible(not narrow and any(name in GOVERNANCE for name in self._entries))

    def restyle(self) -> None:
        for entry in self._in_order():
            entry.restyle()
        self._fit()

    def _clicked(self) -> None:
        entry = self.sender()
        if isinstance(entry, RailEntry):
            if entry.isCheckable():
                entry.setChecked(True)
            self.chosen.emit(entry.key)

    def _in_order(self) -> list[RailEntry]:
        found = []
        for part in (self._places, self._governance, self._foot):
            items = [part.itemAt(index) for index in range(part.count())]
            widgets = [item.widget() for item in items if item is not None]
            found += [widget for widget in widgets if isinstance(widget, RailEntry)]
        return [*found, self.fold]

    def _order_tabs(self) -> None:
        # From the first one on, so that none of them goes behind what was made later elsewhere.
        before: QWidget = self._area
        for entry in self._in_order():
            QWidget.setTabOrder(before, entry)
            before = entry

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        entries = self._in_order()
        at = next((index for index, entry in enumerate(entries) if entry.hasFocus()), 0)
        entries[(at + step) % len(entries)].setFocus(Qt.FocusReason.TabFocusReason)
