"""The pages of a PDF one under the other, each drawn at the size it is shown."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from app.bridge.paper_pages import PaperPages
from app.views.shared import theme

_GAP = 14
_AROUND = 18


class PageStack(QScrollArea):
    """Give it a PDF with `show_pdf`. A page fits; Ctrl+plus and Ctrl+minus zoom, Ctrl+0 fits again."""

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

    def _counted(self, sizes: list[QSizeF]) -> None:
        self._canvas.sizes = sizes
        count = len(sizes)
        self.setAccessibleDescription(f"{count} page{'' if count == 1 else 's'}")
        self.fit()

    def fit(self) -> None:
        """A whole page at once, unless it was zoomed."""
        view = self.viewport().size()
        wide, high = view.width() - 2 * _AROUND, view.height() - 2 * _AROUND
        first = self._canvas.sizes[0] if self._canvas.sizes else QSizeF(1, 1)
        room = min(float(wide), high * first.width() / first.height())
        self._canvas.lay_out(max(200, round(room * self._zoom)), view)

    def zoom_by(self, factor: float) -> None:
        self._zoom = min(4.0, max(0.4, self._zoom * factor))
        self.fit()

    def resizeEvent(self, event: object) -> None:
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Plus: 1.25, Qt.Key.Key_Equal: 1.25, Qt.Key.Key_Minus: 0.8}
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.key() == Qt.Key.Key_0:
                self._zoom = 1.0
                self.fit()
            elif event.key() in steps:
                self.zoom_by(steps[Qt.Key(event.key())])
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
        self._wide = 0
        self._left = _AROUND
        pages.counted.connect(self._forget)
        pages.drawn.connect(self._drawn)

    def _forget(self, sizes: list[QSizeF]) -> None:
        self._images.clear()
        self._asked.clear()

    def lay_out(self, wide: int, room: QSize) -> None:
        """Pages `wide` pixels across, in the middle of a ground that fills the room."""
        self._wide = wide
        self._left = max(_AROUND, (room.width() - wide) // 2)
        places = self._places()
        bottom = places[-1].bottom() if places else 0.0
        self.resize(max(wide + 2 * _AROUND, room.width()), max(round(bottom + _AROUND), room.height()))
        self.update()

    def _places(self) -> list[QRectF]:
        places, top = [], float(_AROUND)
        for size in self.sizes:
            high = self._wide * size.height() / size.width()
            places.append(QRectF(self._left, top, self._wide, high))
            top += high + _GAP
        return places

    def _drawn(self, page: int, image: QImage) -> None:
        image.setDevicePixelRatio(self.devicePixelRatioF())
        self._images[page] = image
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(event.rect(), theme.current().ground)
        for page, place in enumerate(self._places()):
            if not place.intersects(QRectF(event.rect())):
                continue
            self._paint_page(painter, page, place)

    def _paint_page(self, painter: QPainter, page: int, place: QRectF) -> None:
        """White paper at once; the print on it when it is drawn, sharp for this size."""
        painter.fillRect(place, QColor("white"))
        painter.setPen(QPen(theme.current().line, 1))
        painter.drawRect(place)
        pixels = round(self._wide * self.devicePixelRatioF())
        if (page, pixels) not in self._asked:
            self._asked.add((page, pixels))
            self._pages.draw(page, pixels)
        image = self._images.get(page)
        if image is not None:
            painter.drawImage(place, image, QRectF(image.rect()))
