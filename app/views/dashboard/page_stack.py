"""The pages of a PDF one under the other, each drawn at the size it is shown."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from app.bridge.paper_pages import PaperPages
from app.views.shared import theme

_GAP = 14
_AROUND = 18
_KEPT = 12
"""Pictures of pages that are kept: those in view and a few around them."""
LEAST_ZOOM, MOST_ZOOM = 0.4, 5.0


class PageStack(QScrollArea):
    """A page fits; Ctrl+plus and Ctrl+minus or Ctrl+wheel zoom, Ctrl+0 fits again. A new PDF keeps zoom and place."""

    page_changed = Signal(int, int)
    """(the page most in view, from 0; how many there are)"""

    def __init__(self, pages: PaperPages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = _Canvas(pages)
        self.setWidget(self._canvas)
        self.setWidgetResizable(False)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Preview of the paper")
        self._zoom = 1.0
        pages.counted.connect(self._counted)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def _counted(self, sizes: list[QSizeF]) -> None:
        self._canvas.sizes = sizes
        count = len(sizes)
        self.setAccessibleDescription(f"{count} page{'' if count == 1 else 's'}")
        self.fit()
        self._scrolled()

    @property
    def sizes(self) -> list[QSizeF]:
        """Of the pages, in points."""
        return self._canvas.sizes

    def page(self) -> int:
        """The page most in view."""
        top = self.verticalScrollBar().value()
        return self._canvas.page_at(top, top + self.viewport().height())

    def show_page(self, page: int) -> None:
        """Bring its top into view."""
        place = self._canvas.place(page)
        if place is not None:
            self.verticalScrollBar().setValue(round(place.top() - _AROUND))

    def pixels(self) -> int:
        """How many a page is across as it is shown; none while there is no page."""
        return self._canvas.pixels() if self._canvas.sizes else 0

    def show_ahead(self, page: int, image: QImage) -> None:
        """A page as it will be in the paper that is on its way."""
        self._canvas.show_image(page, image)

    def _scrolled(self, _value: int = 0) -> None:
        if self._canvas.sizes:
            self.page_changed.emit(self.page(), len(self._canvas.sizes))

    def fit(self) -> None:
        """A whole page at once, unless it was zoomed; what was in view stays in view."""
        bar = self.verticalScrollBar()
        value, before = bar.value(), self._canvas.wide
        view = self.viewport().size()
        wide, high = view.width() - 2 * _AROUND, view.height() - 2 * _AROUND
        first = self._canvas.sizes[0] if self._canvas.sizes else QSizeF(1, 1)
        room = min(float(wide), high * first.width() / first.height())
        self._canvas.lay_out(max(200, round(room * self._zoom)), view)
        if before:
            bar.setValue(round(value * self._canvas.wide / before))

    @property
    def zoom(self) -> float:
        """1: a whole page fits."""
        return self._zoom

    def set_zoom(self, zoom: float) -> None:
        self._zoom = min(MOST_ZOOM, max(LEAST_ZOOM, zoom))
        self.fit()

    def zoom_by(self, factor: float) -> None:
        self.set_zoom(self._zoom * factor)

    def resizeEvent(self, event: object) -> None:
        self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1.15 if event.angleDelta().y() > 0 else 1 / 1.15)
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Plus: 1.25, Qt.Key.Key_Equal: 1.25, Qt.Key.Key_Minus: 0.8}
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.key() == Qt.Key.Key_0:
                self.set_zoom(1.0)
            elif event.key() in steps:
                self.zoom_by(steps[Qt.Key(event.key())])
            return
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(self._canvas.sizes) - 1}
        if event.key() in ends:
            self.show_page(ends[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)


class _Canvas(QWidget):
    def __init__(self, pages: PaperPages) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.sizes: list[QSizeF] = []
        self._pages = pages
        self._images: dict[int, QImage] = {}
        self._asked: set[tuple[int, int]] = set()
        self.wide = 0
        self._left = _AROUND
        pages.counted.connect(self._renew)
        pages.drawn.connect(self.show_image)

    def _renew(self, sizes: list[QSizeF]) -> None:
        """Of a new paper: what was drawn stays on view until its page is drawn again."""
        self._images = {page: image for page, image in self._images.items() if page < len(sizes)}
        self._asked.clear()
        self.update()

    def lay_out(self, wide: int, room: QSize) -> None:
        """Pages `wide` pixels across, in the middle of a ground that fills the room."""
        self.wide = wide
        self._left = max(_AROUND, (room.width() - wide) // 2)
        places = self._places()
        bottom = places[-1].bottom() if places else 0.0
        self.resize(max(wide + 2 * _AROUND, room.width()), max(round(bottom + _AROUND), room.height()))
        self.update()

    def _places(self) -> list[QRectF]:
        places, top = [], float(_AROUND)
        for size in self.sizes:
            high = self.wide * size.height() / size.width()
            places.append(QRectF(self._left, top, self.wide, high))
            top += high + _GAP
        return places

    def place(self, page: int) -> QRectF | None:
        places = self._places()
        return places[page] if 0 <= page < len(places) else None

    def page_at(self, top: float, bottom: float) -> int:
        """The page that has most of itself between two heights."""
        seen = [min(bottom, each.bottom()) - max(top, each.top()) for each in self._places()]
        return max(range(len(seen)), key=seen.__getitem__) if seen else 0

    def pixels(self) -> int:
        return round(self.wide * self.devicePixelRatioF())

    def show_image(self, page: int, image: QImage) -> None:
        image.setDevicePixelRatio(self.devicePixelRatioF())
        self._images.pop(page, None)
        self._images[page] = image
        while len(self._images) > _KEPT:
            gone = next(iter(self._images))
            self._images.pop(gone)
            self._asked = {each for each in self._asked if each[0] != gone}
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(event.rect(), theme.current().chip)
        for page, place in enumerate(self._places()):
            if not place.intersects(QRectF(event.rect())):
                continue
            self._paint_page(painter, page, place)

    def _paint_page(self, painter: QPainter, page: int, place: QRectF) -> None:
        """White paper at once; the print on it when it is drawn, sharp for this size."""
        painter.fillRect(place, QColor("white"))
        painter.setPen(QPen(theme.current().edge, 1))
        painter.drawRect(place)
        pixels = self.pixels()
        if (page, pixels) not in self._asked:
            self._asked.add((page, pixels))
            self._pages.draw(page, pixels)
        image = self._images.get(page)
        if image is not None:
            painter.drawImage(place, image, QRectF(image.rect()))
