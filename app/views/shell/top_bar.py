"""The bar at the top: whose plan, the quarter in view, find, undo and redo, what comes in and goes out."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QAction, QIcon, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.views.shared import theme
from app.views.shared.buttons import IconButton
from app.views.shared.labels import ElidedText, Text, plain_tooltip
from app.views.shell.actions import Actions
from app.views.shell.find_field import FindField
from app.views.shell.quarter_chooser import QuarterChooser

LEVELS = 6
"""How far the bar can draw together: 0 says everything, 5 is pictures and a short field."""
LONGEST = 130
"""Of what undo and redo name, in pixels at normal text. Kept free for them, so that no change moves the rest."""


class ActionButton(QPushButton):
    """Does an action, is as able as the action is, and has three lengths: named, short, picture."""

    def __init__(self, action: QAction, short: str, kind: str = "quiet", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.action = action
        self._short = short
        self._level = 0
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the focus where one works
        self.clicked.connect(action.trigger)
        action.changed.connect(self.follow)
        self.follow()

    def set_level(self, level: int) -> None:
        """0: the whole name, cut at a length; 1: the short word; 2: the picture alone."""
        if level != self._level:
            self._level = level
            self.follow()

    def follow(self) -> None:
        words = self.action.text().replace("&", "&&")
        self.setEnabled(self.action.isEnabled())
        if self.parentWidget() is not None or not self.action.isVisible():
            self.setVisible(self.action.isVisible())  # without a parent it would be a window of its own
        self.setAccessibleName(self.action.text())
        keys = self.action.shortcut().toString()
        self.setToolTip(plain_tooltip(f"{self.action.text()}  ({keys})" if keys else self.action.text()))
        if self._level == 0:
            words = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, theme.px(LONGEST))
        pictured = self._pictured() and self._level < 2
        self.setText((" " if pictured else "") + {0: words, 1: self._short}.get(self._level, ""))
        self.setProperty("icononly", "true" if self._level == 2 else "false")
        self.style().unpolish(self)
        self.style().polish(self)
        self.redraw()

    def spare(self) -> int:
        """How much wider its name may become."""
        named = self._level == 0 and self.property("kind") == "flat"
        said = self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, self.text()).width()
        return max(0, theme.px(LONGEST + 8) - said) if named else 0

    def _pictured(self) -> bool:
        """Undo and redo carry their arrow beside the words; the rest only in place of them."""
        return self._level == 2 or self.property("kind") == "flat"

    def redraw(self) -> None:
        if self._pictured():
            ink = theme.current().accent_ink if self.property("kind") == "primary" else None
            self.setIconSize(QSize(theme.px(18), theme.px(18)))
            self.setIcon(theme.icon(str(self.action.data()), ink, 18))
        elif not self.icon().isNull():
            self.setIcon(QIcon())


class TopBar(QFrame):
    """`brand` is as wide as the rail below it, so that the quarter stands over the page."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "topbar")
        self._level = -1
        self._drawing = False
        self._seen: tuple[object, ...] = ()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._look_again)
        self.quarters = QuarterChooser()
        self.finder = FindField()
        self.undo = ActionButton(actions["undo"], "Undo", "flat")
        self.redo = ActionButton(actions["redo"], "Redo", "flat")
        self.take_in = ActionButton(actions["import"], "Import…")
        self.print = ActionButton(actions["print"], "Print…", "primary")
        self.menu = IconButton("more", "Menu")
        self._build()
        theme.notifier.changed.connect(self.restyle)

    def _build(self) -> None:
        self.brand = QWidget()
        words = QVBoxLayout(self.brand)
        words.setContentsMargins(16, 0, 4, 0)
        words.setSpacing(0)
        self.product = Text("Driving Success", "heading")
        self.plan = ElidedText("", "third", lines=2)
        words.addStretch(1)
        words.addWidget(self.product)
        words.addWidget(self.plan)
        words.addStretch(1)
        self.finder.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setSpacing(8)
        for part in (self.brand, self.quarters, self.finder):
            row.addWidget(part)
        row.addStretch(1)
        for part in (self.undo, self.redo, self.take_in, self.print, self.menu):
            row.addWidget(part)
        row.setStretchFactor(self.finder, 6)
        self._row = row
        self.restyle()

    def set_brand_width(self, width: int) -> None:
        """The rail's width, or 0 while it is folded to pictures."""
        self.brand.setFixedWidth(width) if width else self.brand.setMinimumWidth(0)
        if not width:
            self.brand.setMaximumWidth(theme.px(176))
        self.draw_together()

    def restyle(self) -> None:
        self.setMinimumHeight(theme.px(30) + 20)
        self._level = -1
        self._seen = ()
        self._later.start()  # once more when every part has taken on the new font
        for button in (self.undo, self.redo, self.take_in, self.print):
            button.redraw()
        self.draw_together()

    def draw_together(self) -> None:
        """Say as much as there is room for."""
        if self._drawing:
            return
        self._drawing = True
        rest = 0
        for level in range(LEVELS):
            self._set_level(level)
            rest = self._row.minimumSize().width() - self.finder.minimumWidth()
            rest += sum(button.spare() for button in (self.undo, self.redo))
            if rest + self.finder.minimumWidth() <= self.width():
                break
        # As wide whatever undo and redo name; what they leave free is beside them.
        self.finder.setMaximumWidth(min(theme.px(380), max(self.finder.minimumWidth(), self.width() - rest)))
        self._drawing = False

    def minimumSizeHint(self) -> QSize:
        # The bar gives way; it must never be what keeps the window wide.
        return QSize(0, super().minimumSizeHint().height())

    def _set_level(self, level: int) -> None:
        if level == self._level:
            return
        self._level = level
        for button in (self.undo, self.redo):
            button.set_level((0, 0, 1, 2, 2, 2)[level])  # what undo would do is given up late
        for button in (self.take_in, self.print):
            button.set_level((0, 1, 1, 1, 2, 2)[level])
        self.quarters.set_short(level >= 3)
        self.finder.setMinimumWidth(theme.px(190 if level < 4 else 120))
        self.brand.setVisible(level < 5)
        # Little above and below: the plan's name may take a second line.
        self._row.setContentsMargins(0 if level < 5 else 12, 2, 16, 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.draw_together()

    def event(self, event: QEvent) -> bool:
        # A longer name, a larger font, a button more: look again, once it is known how wide all are.
        if event.type() == QEvent.Type.LayoutRequest and not self._later.isActive():
            self._later.start()
        return super().event(event)

    def _look_again(self) -> None:
        # Drawing together asks for a layout itself: what has been seen is not looked at twice.
        sight = self._sight()
        if sight != self._seen:
            self._seen = sight
            self.draw_together()

    def _sight(self) -> tuple[object, ...]:
        """All that the level depends on. Not the parts' sizes: those come late where layouts are nested."""
        shown = tuple(button.isVisibleTo(self) for button in (self.undo, self.redo, self.take_in, self.print))
        return (self.width(), theme.text_scale(), self.brand.maximumWidth(), self.quarters.quarter(), shown,
                self.undo.action.text(), self.redo.action.text())
