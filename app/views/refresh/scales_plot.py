"""Important by in need of improvement, drawn: a square for each pair of judgements, boxes of the categories, a mark
for each issue by colour and shape."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.rules.category import Category
from app.rules.scales import BOXES, LEAST, MOST, Box, Mark, Placed, marks
from app.views.shared import theme
from app.views.shared.labels import plain_tooltip

_SIDE = 11
_AROUND = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


class ScalesPlot(QWidget):
    """Arrow keys go to the next mark that way, Tab in and out; Enter opens the issue, J judges it again."""

    chosen = Signal(object)
    """(Placed or None): the mark in front."""
    opened = Signal(int)
    judge_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.marks: tuple[Mark, ...] = ()
        self.misfit_ids: frozenset[int] = frozenset()
        self.at: int | None = None
        """Issue of the mark in front."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(theme.px(420), theme.px(320))
        theme.notifier.changed.connect(self.update)
        self._name()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(680), theme.px(520))

    def show_issues(self, issues: Sequence[Placed], misfits: frozenset[int]) -> None:
        self.marks, self.misfit_ids = marks(issues), misfits
        if self.mark() is None:
            self.at = self.marks[0].issue.issue_id if self.marks else None
        self._name()
        self.update()

    def mark(self) -> Mark | None:
        return next((each for each in self.marks if each.issue.issue_id == self.at), None)

    def choose(self, issue_id: int | None) -> None:
        self.at = issue_id
        found = self.mark()
        self._name()
        self.update()
        self.chosen.emit(found.issue if found else None)

    def _name(self) -> None:
        found = self.mark()
        words = mark_words(found.issue, found.issue.issue_id in self.misfit_ids) if found else "No issue is judged yet"
        self.setAccessibleName(f"Important by in need of improvement, {len(self.marks)} issues")
        self.setAccessibleDescription(words)

    # Places

    def plot(self) -> QRectF:
        left, bottom = theme.px(58), theme.px(46)
        return QRectF(left, theme.px(10), self.width() - left - theme.px(12), self.height() - bottom - theme.px(10))

    def point(self, need: float, importance: float) -> QPointF:
        plot, span = self.plot(), MOST - LEAST + 1
        return QPointF(
            plot.left() + (need - LEAST + 0.5) / span * plot.width(),
            plot.bottom() - (importance - LEAST + 0.5) / span * plot.height(),
        )

    def place(self, mark: Mark) -> QPointF:
        """Side by side in rows within the square, so that none covers another."""
        middle, plot = self.point(mark.need, mark.importance), self.plot()
        step = theme.px(_SIDE) + theme.px(9)
        across = max(1, min(mark.among, int(plot.width() / (MOST - LEAST + 1) * 0.86 // step)))
        rows = -(-mark.among // across)
        row, column = divmod(mark.place, across)
        in_row = min(across, mark.among - row * across)
        return QPointF(middle.x() + (column - (in_row - 1) / 2) * step, middle.y() + (row - (rows - 1) / 2) * step)

    def hit(self, where: QPointF) -> Mark | None:
        near = [(_distance(self.place(mark), where), mark) for mark in self.marks]
        best = min(near, key=lambda pair: pair[0], default=None)
        return best[1] if best is not None and best[0] <= theme.px(12) else None

    # Drawing

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_ground(painter)
        for box in BOXES:
            self._draw_box(painter, box)
        for mark in self.marks:
            self._draw_mark(painter, mark)

    def _draw_ground(self, painter: QPainter) -> None:
        t, plot = theme.current(), self.plot()
        painter.fillRect(plot, t.paper)
        painter.setPen(QPen(t.line, 1))
        for step in range(MOST - LEAST + 2):
            at = self.point(LEAST + step - 0.5, LEAST + step - 0.5)
            painter.drawLine(QPointF(at.x(), plot.top()), QPointF(at.x(), plot.bottom()))
            painter.drawLine(QPointF(plot.left(), at.y()), QPointF(plot.right(), at.y()))
        painter.setFont(theme.font(11.5))
        painter.setPen(t.ink2)
        for step in range(LEAST, MOST + 1):
            at = self.point(step, step)
            across = QRectF(at.x() - 20, plot.bottom() + theme.px(4), 40, theme.px(16))
            upwards = QRectF(plot.left() - theme.px(24), at.y() - 10, theme.px(18), 20)
            for place in (across, upwards):
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(step))
        under = QRectF(plot.left(), plot.bottom() + theme.px(22), plot.width(), theme.px(18))
        painter.drawText(under, Qt.AlignmentFlag.AlignCenter, "In need of focussed improvement →")
        painter.save()
        painter.translate(theme.px(14), plot.center().y())
        painter.rotate(-90)
        beside = QRectF(-plot.height() / 2, -theme.px(9), plot.height(), theme.px(18))
        painter.drawText(beside, Qt.AlignmentFlag.AlignCenter, "Corporately important →")
        painter.restore()

    def _draw_box(self, painter: QPainter, drawn: Box) -> None:
        category, need, important = drawn.category, drawn.need, drawn.importance
        inset = {Category.OUTCOMES: 3, Category.IMPROVEMENT_PLAN: 6, Category.HOT_LIST: 9}[category]
        corner, far = self.point(need[0], important[1]), self.point(need[1], important[0])
        box = QRectF(corner, far).adjusted(inset, inset, -inset, -inset)
        ground = QColor(theme.category_colour(category, soft=True))
        ground.setAlpha(120)
        painter.setBrush(ground)
        painter.setPen(QPen(theme.category_colour(category), 1.4, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(box, 8, 8)
        painter.setFont(theme.font(11.5, 600))
        painter.setPen(theme.category_colour(category))
        name, metrics = category.short, QFontMetricsF(theme.font(11.5, 600))
        low = category is Category.HOT_LIST
        top = box.bottom() - metrics.height() - 3 if low else box.top() + 3
        side = Qt.AlignmentFlag.AlignLeft if category is Category.OUTCOMES else Qt.AlignmentFlag.AlignRight
        painter.drawText(QRectF(box.left() + 8, top, box.width() - 16, metrics.height()), side, name)

    def _draw_mark(self, painter: QPainter, mark: Mark) -> None:
        t, at = theme.current(), self.place(mark)
        side = theme.px(_SIDE)
        chosen, odd = mark.issue.issue_id == self.at, mark.issue.issue_id in self.misfit_ids
        if odd:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(t.concern, 2))
            painter.drawEllipse(at, side * 0.95, side * 0.95)
        if chosen:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(t.focus if self.hasFocus() else t.ink3, 2))
            around = side * 1.2
            painter.drawRoundedRect(QRectF(at.x() - around, at.y() - around, around * 2, around * 2), 4, 4)
        painter.setPen(QPen(t.paper, 1))
        painter.setBrush(theme.category_colour(mark.issue.category))
        draw_shape(painter, at, side, mark.issue.category)

    # Hands

    def event(self, event: object) -> bool:
        if isinstance(event, QHelpEvent):
            mark = self.hit(QPointF(event.pos()))
            words = mark_words(mark.issue, mark.issue.issue_id in self.misfit_ids) if mark else ""
            QToolTip.showText(event.globalPos(), plain_tooltip(words), self)
            return True
        return bool(super().event(event))  # type: ignore[arg-type]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        mark = self.hit(event.position())
        if mark is not None and event.button() == Qt.MouseButton.LeftButton:
            self.choose(mark.issue.issue_id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        mark = self.hit(event.position())
        if mark is not None:
            self.opened.emit(mark.issue.issue_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, mark = Qt.Key(event.key()), self.mark()
        if key in _AROUND:
            self._go(*_AROUND[key])
        elif mark is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(mark.issue.issue_id)
        elif mark is not None and key == Qt.Key.Key_J:
            self.judge_wanted.emit(mark.issue)
        else:
            super().keyPressEvent(event)

    def _go(self, across: int, down: int) -> None:
        """To the nearest mark that way; what lies straight ahead counts before what lies aside."""
        mark = self.mark()
        if mark is None:
            return
        here, best = self.place(mark), None
        for other in self.marks:
            to = self.place(other)
            ahead = (to.x() - here.x()) * across + (to.y() - here.y()) * down
            aside = abs((to.x() - here.x()) * down) + abs((to.y() - here.y()) * across)
            if ahead > 0.5 and (best is None or ahead + aside * 2.5 < best[0]):
                best = (ahead + aside * 2.5, other)
        if best is not None:
            self.choose(best[1].issue.issue_id)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()


def draw_shape(painter: QPainter, at: QPointF, side: float, category: Category) -> None:
    """A square for the plan, a circle for Outcomes, a diamond for the Hot List."""
    half = side / 2
    if category is Category.OUTCOMES:
        painter.drawEllipse(at, half, half)
    elif category is Category.HOT_LIST:
        far = half * 1.25
        painter.drawPolygon(QPolygonF([QPointF(at.x(), at.y() - far), QPointF(at.x() + far, at.y()),
                                       QPointF(at.x(), at.y() + far), QPointF(at.x() - far, at.y())]))  # fmt: skip
    else:
        painter.drawRect(QRectF(at.x() - half, at.y() - half, side, side))


def mark_words(issue: Placed, misfit: bool) -> str:
    odd = ", stands elsewhere than this speaks for" if misfit else ""
    name = issue.category.short
    return f"{issue.title}, {name}: importance {issue.importance}, need {issue.need}{odd}"


def _distance(one: QPointF, other: QPointF) -> float:
    return float(((one.x() - other.x()) ** 2 + (one.y() - other.y()) ** 2) ** 0.5)
