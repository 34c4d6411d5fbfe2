"""The board with what floats over it: proposals at the right, a message at the left, edits in the middle."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.views.board.edit_bar import EditBar
from app.views.board.edits import BoardEdits
from app.views.board.floating import SHADOW, Floating
from app.views.board.live_board import LiveBoard
from app.views.board.notice import Notice
from app.views.board.tray import Tray
from app.views.shared import theme

EDGE = 4
"""Between a floating panel and the edge of the board."""
MOST = 0.45
"""Share of the board's height that the proposals may cover unasked."""


class Stage(QWidget):
    """Places its panels whenever it or they change in size, and tells the board what they cover."""

    def __init__(self, board: LiveBoard, edits: BoardEdits, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.board = board
        board.setParent(self)
        self.tray = Tray(self)
        self.notice = Notice(self)
        self.edit_bar = EditBar(edits, self)
        for panel in (self.tray, self.notice, self.edit_bar):
            panel.installEventFilter(self)
        self.tray.resized.connect(self.place)
        self.notice.resized.connect(self.place)
        board.noticed.connect(self.notice.say)
        board.dragging.connect(self._on_dragging)
        board.laid_out.connect(self.place)
        theme.notifier.changed.connect(self.place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.LayoutRequest):
            self.place()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.board.setGeometry(self.rect())
        self.place()

    def place(self) -> None:
        """Every panel to its corner. Where two would lie over one another, the upper gives way upwards."""
        area = self.rect()
        right = self.board.viewport().geometry().right() + 1 + SHADOW
        room = QSize(area.width(), area.height() - self.board.heads.height())
        bottom = area.bottom() + 1 + SHADOW - theme.px(EDGE + 6)
        self.tray.set_cramped(self.tray.whole_height() > MOST * room.height())
        taken = self._put_right(self.tray, room, right, bottom)
        left = self.board.labels.width() - SHADOW + theme.px(EDGE)
        self._put_left(self.edit_bar, room, left, bottom, taken)
        above = self.edit_bar.y() + SHADOW if not self.edit_bar.isHidden() else bottom
        self._put_left(self.notice, room, left, above, taken)
        foot = (
            area.bottom() + 1 - self.tray.y() if not self.tray.isHidden() and not self.tray.is_folded else 0
        )
        self.board.set_foot(foot)

    def _put_right(self, panel: Floating, room: QSize, right: int, bottom: int) -> int:
        """Returns where the panel begins."""
        if panel.isHidden():
            return right
        size = panel.wanted(room)
        panel.setGeometry(right - size.width(), bottom - size.height(), size.width(), size.height())
        return right - size.width()

    def _put_left(self, panel: Floating, room: QSize, left: int, bottom: int, taken: int) -> None:
        """Beside what is at the right, or above it where there is too little room."""
        if panel.isHidden():
            return
        beside = QSize(taken - left, room.height())
        size = panel.wanted(beside if beside.width() >= theme.px(360) else room)
        if left + size.width() > taken:
            bottom = min(bottom, self.tray.y() + SHADOW)
        panel.setGeometry(left, bottom - size.height(), size.width(), size.height())
        panel.raise_()

    def _on_dragging(self, active: bool) -> None:
        self.tray.suspend(active)
        self.edit_bar.setVisible(not active and len(self.board.selected_ids()) > 1)
