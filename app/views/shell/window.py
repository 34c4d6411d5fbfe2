"""The window itself: where it stands, what it is called, and its first paint.

Between the start and the first paint nothing is imported that the first paint does not show: not the controls,
not even Qt's flags (reading `QtCore.Qt` for the first time costs as much as the paint). The frame is built right after.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow

from app.views.shell.first_paint import FirstPaint

if TYPE_CHECKING:
    from app.views.shared.page import Page
    from app.views.shell.frame import Frame

PRODUCT = "Driving Success"
FIRST_SIZE = (1440, 900)
LEAST_SIZE = (640, 480)
FRAME = (16, 40)
"""What the system's window edges and title may take of the screen."""


class MainWindow(QMainWindow):
    """`show()` paints the empty frame; the contents follow and `filled` says when they stand."""

    painted = Signal()
    """Once, after the first paint."""
    filled = Signal()
    """Once, when rail, bars and keys are there: pages may be added, heavy imports may begin."""
    closing = Signal()

    def __init__(self, settings: Any) -> None:
        super().__init__()
        self.settings = settings
        self._frame: Frame | None = None
        self._dressed = False
        self.setWindowTitle(PRODUCT)
        self.setMinimumSize(*LEAST_SIZE)
        room = self.screen().availableSize() - QSize(*FRAME)
        self.resize(QSize(*FIRST_SIZE).boundedTo(room.expandedTo(self.minimumSize())))
        geometry = settings.window_geometry()
        if geometry:
            self.restoreGeometry(geometry)
        first = FirstPaint(settings)
        first.painted.connect(self._first_painted)
        self.setCentralWidget(first)

    @property
    def frame(self) -> Frame:
        """The contents, built now if they were not yet."""
        if self._frame is None:
            self._fill()
        assert self._frame is not None
        return self._frame

    def add_page(self, page: Page) -> None:
        self.frame.add_page(page)

    def set_plan_name(self, plan_name: str) -> None:
        """The title and the words under the product's name."""
        self.setWindowTitle(f"{plan_name} - {PRODUCT}" if plan_name else PRODUCT)
        self.frame.top.plan.set_whole(plan_name)

    def _fill(self) -> None:
        if self._frame is not None:
            return
        self._dress()
        from app.views.shell.frame import Frame

        self._frame = Frame(self, self.settings)
        self.setCentralWidget(self._frame)
        self.filled.emit()

    def show_menu_bar(self, shown: bool) -> None:
        """A menu bar for those who want one; the menu button stays."""
        bar = self.menuBar()
        bar.clear()
        if shown:
            for menu in self.frame.menus.build(bar):
                bar.addMenu(menu)
        bar.setVisible(shown)

    def _first_painted(self) -> None:
        self.painted.emit()
        self._dress()
        # In two steps, so that the window answers between them.
        QTimer.singleShot(0, self._fill)

    def _dress(self) -> None:
        if not self._dressed:
            from PySide6.QtWidgets import QApplication

            from app.views.shared import theme

            app = QApplication.instance()
            assert isinstance(app, QApplication)
            theme.apply(app, self.settings.theme, self.settings.text_scale)
            self._dressed = True

    def closeEvent(self, event: QCloseEvent) -> None:
        self.settings.keep_window_geometry(self.saveGeometry())
        self.settings.save()
        self.closing.emit()
        super().closeEvent(event)
