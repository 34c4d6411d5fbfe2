"""What can be done with several selected issues at once, over the board's lower edge."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from app.views.board.edits import BoardEdits
from app.views.board.floating import SHADOW, Floating
from app.views.board.side_flow import SideFlow
from app.views.board.stay_menu import StayMenu
from app.views.shared import theme
from app.views.shared.buttons import MenuButton, QuietButton
from app.views.shared.labels import Text

WIDTH = 640


class EditBar(Floating):
    """Shown while two or more issues are selected."""

    cleared = Signal()

    def __init__(self, edits: BoardEdits, parent: QWidget) -> None:
        super().__init__(parent, WIDTH)
        self._edits = edits
        self.setAccessibleName("Selected issues")
        self.count = Text("", "label")
        self.department = self._menu_button("Department", edits.fill_departments)
        self.lead = self._menu_button("Lead", edits.fill_leads)
        self.tags = QuietButton("Tags\u2026")
        self.review = QuietButton("Review date\u2026")
        self.clear = QuietButton("Clear selection", flat=True)
        self.tags.clicked.connect(edits.ask_tags)
        self.review.clicked.connect(edits.ask_review_date)
        self.clear.clicked.connect(self.cleared)
        self._flow = SideFlow()
        for part in (self.count, self.department, self.lead, self.tags, self.review, self.clear):
            self._flow.add(part)
        pad = theme.px(10)
        self.inside.setContentsMargins(SHADOW + pad + 4, SHADOW + pad, SHADOW + pad, SHADOW + pad)
        self.inside.addWidget(self._flow)
        theme.notifier.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        """Buttons a little smaller than text, all of one height."""
        buttons = (self.department, self.lead, self.tags, self.review, self.clear)
        for button in buttons:
            button.setFont(theme.font(12, 500))
        for button in buttons:
            button.setFixedHeight(self.department.sizeHint().height())

    def _menu_button(self, words: str, fill: Callable[[StayMenu], None]) -> MenuButton:
        menu = StayMenu(self)
        menu.aboutToShow.connect(partial(fill, menu))
        return MenuButton(words, self, menu)

    def show_count(self, count: int) -> None:
        self.count.setText(f"{count} selected")
        self.setVisible(count > 1)

    def wanted(self, room: QSize) -> QSize:
        margins = self.inside.contentsMargins()
        inner = self._flow.sizeHint().width() + theme.px(24)
        width = min(inner + margins.left() + margins.right(), room.width())
        return QSize(width, self.inside.totalHeightForWidth(width))
