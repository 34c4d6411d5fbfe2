"""The tour: five steps over the window, each beside what it is about. Nothing is changed by it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.views.shared import theme
from app.views.shared.buttons import PrimaryButton, QuietButton
from app.views.shared.labels import Text
from app.views.shared.tab_stops import step as step_focus
from app.views.shared.tab_stops import tab_stops

if TYPE_CHECKING:
    from app.views.shell.frame import Frame

CARD_WIDTH, GAP = 380, 12
ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right)


@dataclass(frozen=True, slots=True)
class Step:
    """`part` finds on the page what the step is about; None for the whole page."""

    page: str
    title: str
    words: str
    part: Callable[[Any], QRect | QWidget | None] = lambda page: None


def _first_card(page: Any) -> QRect | None:
    """The first card in view, in the board's own coordinates moved to the page's."""
    board = page.board
    seen = board.viewport().rect()
    for row in range(board.model().rowCount()):
        rect = board.visualRect(board.model().index(row, 0))
        if rect.isValid() and seen.contains(rect):
            return QRect(board.viewport().mapTo(page, rect.topLeft()), rect.size())
    return None


STEPS: Sequence[Step] = (
    Step("board", "Every issue in its category",
         "Three columns hold the plan: the Hot List in development, the Improvement Plan that is hard to move, and the "
         "Outcomes of Corporate Importance that must not fall. The quarter at the top governs every page; a past one "
         "is shown as it stood.", lambda page: page.board),
    Step("board", "A move is a decision",
         "Drag a card to another column, or press Ctrl with an arrow key. The framework says whether the move is one "
         "of its own, what evidence it needs and who decides; nothing moves before that is recorded. Enter opens a "
         "card, and every change can be undone.", _first_card),
    Step("indicators", "Worse, or only noise",
         "Each measure with its target, its limits and one plain sentence that says whether it has changed. The tests "
         "propose; people decide. Every figure leads to the workbook and cell it came from.", lambda page: page.panel),
    Step("returns", "Workbooks out, workbooks in",
         "Send each department its own workbook for the quarter and drop what comes back on the window. You see cell "
         "by cell what would change, before anything is stored.", lambda page: page.frame),
    Step("dashboard", "The quarter on screen and on paper",
         "The same figures for CPEG, the Corporate Management Team and Cabinet: on screen each leads to its source, "
         "Papers shows the very PDF that is printed, and freezing keeps the quarter as it was reported.",
         lambda page: page.stages),
)  # fmt: skip


class Tour(QWidget):
    """Lies over the window until its end. Right or Enter goes on, Left goes back, Esc leaves.

    Shortcuts of the window are kept off meanwhile; where one was is shown again at the end.
    """

    ended = Signal(bool)
    """True when the last step was reached."""

    def __init__(self, frame: Frame, steps: Sequence[Step] = STEPS) -> None:
        super().__init__(frame.window())
        self._frame = frame
        self.steps = tuple(each for each in steps if each.page in frame.pages)
        self.at = 0
        self._hole = QRect()
        self._from = frame.current_page()
        self._focus: QWidget | None = None
        self.hide()
        self.setAccessibleName("Tour")
        self._build()
        self.window().installEventFilter(self)

    def _build(self) -> None:
        self.card = QFrame(self)
        self.card.setProperty("role", "panel")
        self.count = Text("", "over")
        self.title = Text("", "title", wrap=True)
        self.words = Text("", "", wrap=True)
        self.leave_button = QuietButton("Leave the tour", flat=True)
        self.leave_button.clicked.connect(self.leave)
        self.back_button = QuietButton("Back")
        self.back_button.clicked.connect(self.back)
        self.next_button = PrimaryButton("Next")
        self.next_button.clicked.connect(self.go_on)
        for button in (self.leave_button, self.back_button, self.next_button):
            button.installEventFilter(self)
        foot = QHBoxLayout()
        foot.addWidget(self.leave_button)
        foot.addStretch(1)
        foot.addWidget(self.back_button)
        foot.addWidget(self.next_button)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(*[theme.px(18)] * 4)
        column.setSpacing(theme.px(8))
        for part in (self.count, self.title, self.words):
            column.addWidget(part)
        column.addSpacing(theme.px(6))
        column.addLayout(foot)

    def start(self) -> None:
        self._focus = self.window().focusWidget()
        self.setGeometry(self.window().rect())
        self.show()
        self.raise_()
        QGuiApplication.instance().focusObjectChanged.connect(self._keep_focus)  # type: ignore[union-attr]
        self._show(0)

    def go_on(self) -> None:
        if self.at + 1 < len(self.steps):
            self._show(self.at + 1)
        else:
            self._end(True)

    def back(self) -> None:
        self._show(max(0, self.at - 1))

    def leave(self) -> None:
        self._end(False)

    def _end(self, whole: bool) -> None:
        if self.isHidden():
            return
        self.hide()
        self.window().removeEventFilter(self)
        QGuiApplication.instance().focusObjectChanged.disconnect(self._keep_focus)  # type: ignore[union-attr]
        if self._from is not None and isValid(self._from):
            self._frame.show_page(self._from.key)
        if self._focus is not None and isValid(self._focus) and self._focus.isVisible():
            self._focus.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ended.emit(whole)

    def _show(self, at: int) -> None:
        self.at = at
        step = self.steps[at]
        self._frame.show_page(step.page)
        self.count.setText(f"STEP {at + 1} OF {len(self.steps)}")
        self.count.setAccessibleName(f"Step {at + 1} of {len(self.steps)}")
        self.title.setText(step.title)
        self.words.setText(step.words)
        self.card.setAccessibleName(f"{step.title}. {step.words}")
        self.back_button.setEnabled(at > 0)
        self.next_button.setText("Next" if at + 1 < len(self.steps) else "Done")
        self._place()
        QTimer.singleShot(0, self, self._place)  # the page is laid out by then
        self.raise_()
        self.next_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep_focus(self, now: QObject | None) -> None:
        """A page that has loaded by now may take it for itself."""
        inside = isinstance(now, QWidget) and self.isAncestorOf(now)
        if isinstance(now, QWidget) and not inside and now.window() is self.window():
            self.next_button.setFocus(Qt.FocusReason.OtherFocusReason)

    # Where things are

    def _place(self) -> None:
        """The card beside what is shown: right of it, left, below, or else within."""
        if not self.steps or self.isHidden():
            return
        self._hole = self._part()
        wide = min(theme.px(CARD_WIDTH), self.width() - 2 * GAP)
        self.card.setFixedWidth(wide)
        self.card.adjustSize()
        high, hole = self.card.heightForWidth(wide), self._hole
        high = max(high, self.card.sizeHint().height())
        top = min(max(hole.top(), GAP), self.height() - high - GAP)
        if self.width() - hole.right() > wide + 2 * GAP:
            left = hole.right() + GAP
        elif hole.left() > wide + 2 * GAP:
            left = hole.left() - GAP - wide
        else:
            left, top = hole.right() - wide - 2 * GAP, hole.bottom() - high - 2 * GAP
        self.card.setGeometry(max(GAP, left), max(GAP, top), wide, high)
        self.update()

    def _part(self) -> QRect:
        page = self._frame.pages[self.steps[self.at].page]
        found = self.steps[self.at].part(page)
        if isinstance(found, QWidget) and found.isVisible():
            rect = QRect(found.mapTo(self.window(), found.rect().topLeft()), found.size())
        elif isinstance(found, QRect):
            rect = QRect(page.mapTo(self.window(), found.topLeft()), found.size())
        else:
            rect = QRect(page.mapTo(self.window(), page.rect().topLeft()), page.size())
        return rect.adjusted(-4, -4, 4, 4) & self.rect().adjusted(4, 4, -4, -4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shade = QPainterPath()
        shade.addRect(self.rect().toRectF())
        hole = QPainterPath()
        hole.addRoundedRect(self._hole.toRectF(), 8, 8)
        painter.fillPath(shade.subtracted(hole), QColor(0, 0, 0, 110))
        painter.setPen(QPen(theme.current().accent, 2))
        painter.drawPath(hole)
        painter.end()

    # Keys and the window's size

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.window():
            self.setGeometry(self.window().rect())
            self._place()
        key = event.key() if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else None
        if key in ARROWS and watched is not self.window():  # a button would hand the focus to its neighbour
            self.keyPressEvent(event)  # type: ignore[arg-type]
            return True
        return False

    def focusNextPrevChild(self, forward: bool) -> bool:
        return step_focus(tab_stops(self), forward) is not None

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.leave()
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_PageDown):
            self.go_on()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_PageUp):
            self.back()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            at = QApplication.focusWidget()
            pressed = next((each for each in (self.leave_button, self.back_button) if each is at), self.next_button)
            pressed.click()
        event.accept()

    def mousePressEvent(self, event: object) -> None:
        """What lies beneath is not pressed."""
