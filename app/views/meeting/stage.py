"""The meeting's screen: forward and back by keyboard or clicker, one issue at a time, a summary at the end."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.bridge.meeting_state import InFront, MeetingState
from app.bridge.workspace import Workspace
from app.rules.meetings import Meeting
from app.views.meeting.issue_face import IssueFace
from app.views.meeting.move_way import MeetingMoves
from app.views.meeting.record_side import RecordSide
from app.views.meeting.summary_face import SummaryFace
from app.views.shared import theme
from app.views.shared.buttons import IconButton, QuietButton
from app.views.shared.dates import day
from app.views.shared.labels import Text
from app.views.shared.scroll_column import ScrollColumn
from app.views.shared.words import of_error

EDGE = 32
TWO_COLUMNS = 660
"""Design pixels that the issue and its record need side by side."""
MOST_LARGER = 2.0
_FORWARD = (Qt.Key.Key_PageDown,)
_BACK = (Qt.Key.Key_PageUp,)
_TYPES = (QLineEdit, QPlainTextEdit, QComboBox)
HELP = (
    "Page Down, Page Up or a clicker: next and previous. Space: further down. A agree, R refuse, P move, M minute, "
    "T action, B blank, Esc out"
)


class MeetingStage(QWidget):
    """`start` shows it on the whole screen. All that is recorded is stored at once; leaving loses nothing."""

    left = Signal()
    record_wanted = Signal(object, str)
    """(Meeting, "pdf" or "docx")"""

    def __init__(self, workspace: Workspace, meeting_id: int, window: QWidget) -> None:
        super().__init__(window.window(), Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setWindowTitle("Meeting")
        self.setAccessibleName("Meeting")
        self.state = MeetingState(workspace, meeting_id, self)
        self.face = IssueFace()
        self.side = RecordSide(self.state)
        self.mover = MeetingMoves(self.state, self)
        self.side.set_move(self.mover.button)
        self.summary = SummaryFace()
        self.heading = Text("", "label", wrap=True)
        self.place = Text("", "second")
        self.keys = Text(HELP, "third", wrap=True)
        self.back_button = IconButton("previous", "The issue before (Page Up)", framed=True)
        self.next_button = IconButton("next", "The next issue (Page Down)", framed=True)
        self.leave_button = QuietButton("Leave (Esc)")
        self.blank = QWidget()
        self._larger = 1.0
        self._item: int | None = None
        self._lay_out()
        self._restyle()
        self._connect()

    def start(self) -> None:
        self.state.load()
        self.showFullScreen()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.heading, 1)
        for part in (self.place, self.back_button, self.next_button, self.leave_button):
            top.addWidget(part)
        facing = QWidget()
        self.facing = QVBoxLayout(facing)
        self.facing.setContentsMargins(0, 0, 0, 0)
        self.facing.addWidget(self.face, 1)
        self.area, self.beside = ScrollColumn(facing), ScrollColumn(self.side)
        one = QWidget()
        row = QHBoxLayout(one)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(28))
        row.addWidget(self.area, 3)
        row.addWidget(self.beside, 2)
        self.stack = QStackedWidget()
        for page in (one, self.summary, self.blank):
            self.stack.addWidget(page)
        column = QVBoxLayout(self)
        edge = theme.px(EDGE)
        column.setContentsMargins(edge, theme.px(20), edge, theme.px(16))
        column.setSpacing(theme.px(16))
        column.addLayout(top)
        column.addWidget(self.stack, 1)
        column.addWidget(self.keys)

    def _connect(self) -> None:
        self.state.loaded.connect(self._loaded)
        self.state.shown.connect(self._shown)
        self.state.failed.connect(self._failed)
        self.back_button.clicked.connect(self.back)
        self.next_button.clicked.connect(self.forward)
        self.leave_button.clicked.connect(self.close)
        self.summary.closed.connect(self.state.close_meeting)
        self.summary.today_wanted.connect(self.state.hold_today)
        self.summary.record_wanted.connect(self._record)
        theme.notifier.changed.connect(self._restyle)

    def _restyle(self) -> None:
        t = theme.current()
        sizes = {
            "stage-title": (32, 700, t.ink), "stage-asked": (22, 600, t.accent), "stage-words": (19, 400, t.ink),
            "stage-quiet": (15, 500, t.ink2), "stage-small": (15, 400, t.ink2),
        }  # fmt: skip
        rules = [f"MeetingStage {{ background: {t.ground.name()}; }}"]
        for role, (size, weight, ink) in sizes.items():
            high = theme.px(size * self._larger)
            rules.append(f'QLabel[stage="{role}"] {{ font-size: {high}px; font-weight: {weight}; color: {ink.name()}; }}')
        self.setStyleSheet("".join(rules))
        self.face.set_larger(self._larger)
        self._share_width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fits = min(self.width() / theme.px(1280), self.height() / theme.px(720))
        larger = round(min(max(fits, 1.0), MOST_LARGER), 1)
        if larger != self._larger:
            self._larger = larger
            self._restyle()
        else:
            self._share_width()

    def _share_width(self) -> None:
        """The record stands beside the issue, or below it where two columns would be too narrow to read."""
        inner = self.width() - 2 * theme.px(EDGE)
        below = inner < theme.px(TWO_COLUMNS)
        if below and self.beside.widget() is self.side:
            self.beside.takeWidget()
            self.facing.addWidget(self.side)
            self.side.show()
        elif not below and self.beside.widget() is not self.side:
            self.facing.removeWidget(self.side)
            self.beside.fill(self.side)
            self.side.show()
        self.beside.setVisible(not below)
        self.beside.setMaximumWidth(theme.px(400 * min(self._larger, 1.25)))

    # Going on and back

    def forward(self) -> None:
        self._go(self.state.at + 1)

    def back(self) -> None:
        self._go(self.state.at - 1)

    def _go(self, at: int) -> None:
        self.side.leave()
        self.setFocus(Qt.FocusReason.OtherFocusReason)  # letters are commands again
        self.state.go(at)
        if self.state.meeting is not None:
            self._loaded(self.state.meeting)

    def _loaded(self, meeting: Meeting) -> None:
        self.heading.setText(f"{meeting.title} \u00b7 {meeting.bodies} \u00b7 {day(meeting.held_on)}")
        self.setWindowTitle(f"Meeting: {meeting.title}")
        count, at = len(meeting.items), self.state.at
        ended = at >= count
        self.place.setText("Summary" if ended else f"{at + 1} of {count}")
        self.back_button.setEnabled(at > 0)
        self.next_button.setEnabled(not ended)
        if ended:
            self.summary.show_meeting(meeting, self.state.workspace.lists, read_only=self.state.read_only)
            self.stack.setCurrentWidget(self.summary)
        elif self.stack.currentWidget() is not self.blank:
            self.stack.setCurrentIndex(0)

    def _shown(self, front: InFront) -> None:
        if front.item.id != self._item:
            self._item = front.item.id
            self.area.verticalScrollBar().setValue(0)
        self.face.show_issue(front, self.state.workspace.lists)
        self.side.show_item(front.item)
        self.mover.show_issue(front)

    def _failed(self, error: Exception) -> None:
        self.side.tell(" ".join(str(part) for part in of_error(error)))

    def _record(self, kind: str) -> None:
        if self.state.meeting is not None:
            self.record_wanted.emit(self.state.meeting, kind)

    # Keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A clicker's keys go on and back wherever the cursor stands."""
        meant = event.type() == QEvent.Type.KeyPress and self.isActiveWindow() and not self.mover.is_open
        if meant and isinstance(event, QKeyEvent):
            inside = isinstance(watched, QWidget) and (watched is self or self.isAncestorOf(watched))
            key = Qt.Key(event.key())
            if inside and key in (*_FORWARD, *_BACK):
                self.forward() if key in _FORWARD else self.back()
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if self.mover.is_open:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Escape:
            self._escape()
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
            self.forward()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Up):
            self.back()
        elif key == Qt.Key.Key_Space:
            self._further()
        elif event.modifiers() == Qt.KeyboardModifier.ControlModifier and key == Qt.Key.Key_Z:
            self.state.undo()
        elif not self._letter(event.text().lower()):
            super().keyPressEvent(event)

    def _further(self) -> None:
        """Down the issue in front, and from its end to its top again."""
        bar = self.area.verticalScrollBar()
        bar.setValue(bar.value() + bar.pageStep() * 9 // 10 if bar.value() < bar.maximum() else 0)

    def _escape(self) -> None:
        at = QApplication.focusWidget()
        if isinstance(at, _TYPES):
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.close()

    def _letter(self, letter: str) -> bool:
        """A command of one letter; False where it is none."""
        works: dict[str, Any] = {
            "a": self._agree, "r": self.side.begin_refusal, "p": self.mover.begin, "b": self._toggle_blank,
            ".": self._toggle_blank,
            "m": self._to(self.side.note), "t": self._to(self.side.action.title),
        }  # fmt: skip
        work = works.get(letter)
        if work is None or isinstance(QApplication.focusWidget(), _TYPES):
            return False
        work()
        return True

    def _agree(self) -> None:
        if self.state.can_decide:
            self.state.decide(True)

    def _to(self, field: QWidget) -> Any:
        def go() -> None:
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            (self.beside if self.beside.isVisible() else self.area).ensureWidgetVisible(field)

        return go

    def _toggle_blank(self) -> None:
        blank = self.stack.currentWidget() is self.blank
        self.stack.setCurrentIndex(0 if blank else 2)
        if blank and self.state.meeting is not None:
            self._loaded(self.state.meeting)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.side.leave()
        self.state.leave()
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
        super().closeEvent(event)
        self.left.emit()
