"""The bar at the bottom: saved when, which store, what runs, whether history verifies, who you are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QProgressBar, QWidget

from app.views.shared import theme
from app.views.shared.buttons import MenuButton, QuietButton
from app.views.shared.labels import Text, plain_tooltip
from app.views.shell import frame_words


@dataclass
class _Work:
    words: str
    cancel: Callable[[], None] | None
    done: int = 0
    total: int = 0


class StatusBar(QFrame):
    """Two groups, side by side where there is room and one over the other where there is not."""

    you_are_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "statusbar")
        self._works: dict[int, _Work] = {}
        self._next_work = 1
        self._posts: tuple[str, ...] = ()
        self._you_are = ""
        self.saved = Text(frame_words.saved(None), "status")
        self.store = Text("", "status")
        self.history = Text("", "status")
        self.backup = Text("", "status")
        self.work = QWidget()
        self.work_words = Text("", "status")
        self.work_bar = QProgressBar()
        self.work_cancel = QuietButton("Stop", flat=True)
        self.you_are = MenuButton("You are")
        self._build()

    def _build(self) -> None:
        self.you_are.setProperty("kind", "small")
        self.you_are.menu().aboutToShow.connect(self._fill_posts)
        self.set_you_are("")
        self.work_bar.setTextVisible(False)
        self.work_bar.setFixedWidth(120)
        self.work_bar.setAccessibleName("Progress")
        self.work_cancel.setProperty("kind", "small")
        self.work_cancel.clicked.connect(self._cancel)
        inside = QHBoxLayout(self.work)
        inside.setContentsMargins(0, 0, 0, 0)
        for part in (self.work_words, self.work_bar, self.work_cancel):
            inside.addWidget(part)
        self.work.hide()
        self._left, self._right = QWidget(), QWidget()
        _row(self._left, (self.saved, self.store, self.work))
        _row(self._right, (self.history, self.backup, self.you_are))
        self._groups = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._groups.setContentsMargins(16, 2, 12, 2)
        self._groups.setSpacing(0)
        self._groups.addWidget(self._left)
        self._groups.addStretch(1)
        self._groups.addWidget(self._right)

    def show_state(self, state: Any) -> None:
        """A StoreState, or None while no store is open."""
        self.saved.setText(frame_words.saved(state))
        self.store.setText(frame_words.store(state))
        self.store.setToolTip(plain_tooltip(str(state.path)) if state is not None else "")
        self.history.setText(frame_words.history(state))
        self.backup.setText(frame_words.backup(state))
        for label, wrong in ((self.saved, self.saved.text() == "Not saved"),
                             (self.history, state is not None and state.verified is False)):
            label.setProperty("role", "status_wrong" if wrong else "status")
            label.style().polish(label)
        self._arrange()

    # You are

    def set_posts(self, posts: Sequence[str]) -> None:
        self._posts = tuple(posts)

    def set_you_are(self, post: str) -> None:
        self._you_are = post
        shown = self.fontMetrics().elidedText(post, Qt.TextElideMode.ElideRight, theme.px(220))
        self.you_are.set_label(f"You are: {shown}" if post else "You are: choose your post")
        self.you_are.setAccessibleName(f"You are: {post or 'choose your post'}")
        self.you_are.setToolTip(plain_tooltip(
            "The post that changes are recorded under. In a local store this is a record, not a control."))

    def _fill_posts(self) -> None:
        menu = self.you_are.menu()
        menu.clear()
        for post in self._posts or (("Performance team",) if not self._you_are else (self._you_are,)):
            action = QAction(post.replace("&", "&&"), menu)
            action.setCheckable(True)
            action.setChecked(post == self._you_are)
            action.triggered.connect(partial(self.you_are_chosen.emit, post))
            menu.addAction(action)

    # Background work

    def begin_work(self, words: str, cancel: Callable[[], None] | None = None) -> int:
        """Show that something runs; the number is for `progress` and `end_work`."""
        number = self._next_work
        self._next_work += 1
        self._works[number] = _Work(words, cancel)
        self._show_work()
        return number

    def progress(self, number: int, done: int, total: int) -> None:
        """`total` 0: no telling how far."""
        if number in self._works:
            self._works[number].done, self._works[number].total = done, total
            self._show_work()

    def end_work(self, number: int) -> None:
        self._works.pop(number, None)
        self._show_work()

    def _show_work(self) -> None:
        """The latest one, and how many others there are."""
        self.work.setVisible(bool(self._works))
        if self._works:
            latest = self._works[max(self._works)]
            others = f" (and {len(self._works) - 1} more)" if len(self._works) > 1 else ""
            self.work_words.setText(latest.words + others)
            self.work_bar.setRange(0, latest.total)
            self.work_bar.setValue(latest.done)
            self.work_cancel.setVisible(latest.cancel is not None)
            self.work_cancel.setAccessibleName(f"Stop: {latest.words}")
        self._arrange()

    def _cancel(self) -> None:
        latest = self._works[max(self._works)] if self._works else None
        if latest is not None and latest.cancel is not None:
            latest.cancel()

    def _arrange(self) -> None:
        wide = self._left.sizeHint().width() + self._right.sizeHint().width() + 60
        one_row = wide <= self.width() or not self.width()
        way = QBoxLayout.Direction.LeftToRight if one_row else QBoxLayout.Direction.TopToBottom
        if self._groups.direction() != way:
            self._groups.setDirection(way)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()


def _row(group: QWidget, parts: Sequence[QWidget]) -> None:
    row = QHBoxLayout(group)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(18)
    for part in parts:
        row.addWidget(part)
    row.addStretch(1)
