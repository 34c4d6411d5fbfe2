"""Small charts in rows: arrow keys go from one to the next, and only one of them is in the Tab order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.views.indicators.chart_tile import ChartTile, Tile
from app.views.shared import theme
from app.views.shared.labels import Text

_GAP = 10


class ChartGrid(QScrollArea):
    """Attributes: tiles, the charts now shown. `opened` tells the key of the one that is to be seen large."""

    opened = Signal(int)

    def __init__(self, name: str, least: tuple[int, int] = (272, 148), parent: QWidget | None = None) -> None:
        """`least`: the smallest width and the smallest height of a chart, in design pixels."""
        super().__init__(parent)
        self._least = least
        self.tiles: list[ChartTile] = []
        self._spare: list[ChartTile] = []
        self._order: list[ChartTile | Text] = []
        self._titles: list[Text] = []
        self._current: ChartTile | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.content = QWidget()
        self.content.setAccessibleName(name)
        self.content.setAutoFillBackground(False)
        self.setWidget(self.content)
        self.viewport().setAutoFillBackground(False)
        self.setStyleSheet("QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; }")
        self.viewport().installEventFilter(self)
        theme.notifier.changed.connect(self._place)

    def set_tiles(self, parts: Sequence[Tile | str]) -> None:
        """Charts in order; a text is the heading of those after it. The chart that was current stays so."""
        before = self._current.tile.key if self._current and self._current.tile else None
        focused = self._current is not None and self._current.hasFocus()
        everything, self.tiles, self._order = [*self.tiles, *self._spare], [], []
        for title in self._titles:
            title.hide()
            title.deleteLater()
        self._titles = []
        count = sum(isinstance(part, Tile) for part in parts)
        for part in parts:
            if isinstance(part, str):
                self._order.append(self._title(part))
                continue
            tile = everything.pop(0) if everything else self._new_tile()
            self.tiles.append(tile)
            self._order.append(tile)
            tile.set_tile(part, f"{len(self.tiles)} of {count}")
        self._spare = everything
        for tile in everything:
            tile.hide()
        self._choose(next((each for each in self.tiles if each.tile and each.tile.key == before), None))
        self._place()
        if focused and self._current is not None:
            self._current.setFocus()

    def focus_current(self) -> None:
        if self._current is not None:
            self._current.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self, key: int | None) -> None:
        """Make the chart of that key the one that Tab comes to."""
        found = next((each for each in self.tiles if each.tile and each.tile.key == key), None)
        if found is not None:
            self._choose(found)
            self.ensureWidgetVisible(found)

    def _new_tile(self) -> ChartTile:
        tile = ChartTile(self.content)
        tile.opened.connect(self.opened)
        tile.entered.connect(self._entered)
        tile.installEventFilter(self)
        return tile

    def _title(self, words: str) -> Text:
        title = Text(words, "heading", self.content)
        self._titles.append(title)
        return title

    def _entered(self, tile: ChartTile) -> None:
        self._choose(tile)
        self.ensureWidgetVisible(tile, 0, theme.px(_GAP))

    def _choose(self, tile: ChartTile | None) -> None:
        """One stop for Tab, as in a list."""
        self._current = tile or (self.tiles[0] if self.tiles else None)
        for each in self.tiles:
            chosen = each is self._current
            each.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chosen else Qt.FocusPolicy.ClickFocus)

    # Places

    def _place(self) -> None:
        """As many in a row as fit; where there is room to spare, higher."""
        wide, gap = self.viewport().width(), theme.px(_GAP)
        columns = max(1, (wide + gap) // (theme.px(self._least[0]) + gap))
        columns = min(columns, max(1, len(self.tiles)))
        width = (wide - gap * (columns - 1)) // columns
        high = self._height(columns, gap)
        top = column = 0
        for part in self._order:
            if isinstance(part, Text):
                top += (high + gap) if column else 0
                column = 0
                part.setGeometry(0, top, wide, theme.px(28))
                top += theme.px(30)
            else:
                part.setGeometry(QRect(column * (width + gap), top, width, high))
                column += 1
                if column == columns:
                    column, top = 0, top + high + gap
            part.show()
        bottom = top + high if column else top - gap
        self.content.resize(wide, max(0, bottom))

    def _height(self, columns: int, gap: int) -> int:
        least = theme.px(self._least[1])
        if self._titles or not self.tiles:
            return least
        rows = -(-len(self.tiles) // columns)
        room = (self.viewport().height() - gap * (rows - 1)) // rows
        return max(least, min(room, 2 * least))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.viewport() and event.type() == QEvent.Type.Resize:
            self._place()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(watched, ChartTile):
            return self._go(watched, event.key())
        return False

    def _go(self, tile: ChartTile, key: int) -> bool:
        at, last = self.tiles.index(tile), len(self.tiles) - 1
        steps = {Qt.Key.Key_Left: at - 1, Qt.Key.Key_Right: at + 1, Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}
        if key in steps:
            self.tiles[max(0, min(last, steps[Qt.Key(key)]))].setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            near = self._in_next_row(tile, down=key == Qt.Key.Key_Down)
            if near is not None:
                near.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False

    def _in_next_row(self, tile: ChartTile, *, down: bool) -> ChartTile | None:
        """The chart under or over it, or the row's nearest."""
        beyond = [each for each in self.tiles if (each.y() > tile.y() if down else each.y() < tile.y())]
        if not beyond:
            return None
        row = min(each.y() for each in beyond) if down else max(each.y() for each in beyond)
        return min((each for each in beyond if each.y() == row), key=lambda each: abs(each.x() - tile.x()))
