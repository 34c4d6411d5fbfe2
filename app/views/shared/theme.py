"""The theme in force: colours, fonts, icons and sizes. Widgets ask here while drawing and listen to `changed`."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QObject, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QIcon,
    QImageReader,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtWidgets import QApplication

from app.rules.category import Category
from app.rules.indicator import Rag
from app.views.shared import tokens
from app.views.shared.stylesheet import stylesheet
from app.views.shared.tokens import Tokens

RESOURCES = Path(__file__).resolve().parents[3] / "resources"
FAMILY = "Inter"
_WEAK = 0.45
"""Opacity of what cannot be used."""
NAMES = ("system", "light", "dark", "contrast")
SCALES = (0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
"""Text sizes on offer; any factor from 0.8 to 2 is accepted."""


class Notifier(QObject):
    """Tells drawn things that colours or sizes are others now."""

    changed = Signal()


notifier = Notifier()
changed = notifier.changed
_current: Tokens = tokens.light()
_scale = 1.0


def current() -> Tokens:
    return _current


def text_scale() -> float:
    return _scale


def px(size: float) -> int:
    """`size` in the design's pixels, enlarged with the text."""
    return round(size * _scale)


def font(size: float = 13, weight: int = 400, tabular: bool = False) -> QFont:
    """Inter at `size` design pixels. `tabular`: digits of one width, for columns of figures."""
    return _font(size * _scale, weight, tabular)


@lru_cache(maxsize=128)
def _font(pixels: float, weight: int, tabular: bool) -> QFont:
    made = QFont(FAMILY)
    if pixels == int(pixels):
        made.setPixelSize(int(pixels))
    else:
        made.setPointSizeF(pixels * 72 / _dots_per_inch())
    made.setWeight(QFont.Weight(weight))
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


def _dots_per_inch() -> float:
    screen = QGuiApplication.primaryScreen()
    return screen.logicalDotsPerInchY() if screen else 96.0


def category_colour(category: Category, soft: bool = False) -> QColor:
    """The category's own colour, never used for RAG. `soft`: the ground of a chip that names it."""
    if category is Category.LEFT:
        return _current.chip if soft else _current.ink3
    colour: QColor = getattr(_current, category.value + ("_soft" if soft else ""))
    return colour


def rag_colour(rag: Rag, soft: bool = False) -> QColor:
    if rag is Rag.NONE:
        return _current.chip if soft else _current.ink3
    colour: QColor = getattr(_current, rag.value + ("_soft" if soft else ""))
    return colour


def icon(name: str, colour: QColor | None = None, size: int = 20) -> QIcon:
    """resources/icons/NAME.svg in `colour` (second ink by default), `size` design pixels, sharp at any scale."""
    chosen = colour or _current.ink2
    return _icon(name, chosen.rgba(), px(size))


@lru_cache(maxsize=256)
def _icon(name: str, colour: int, side: int) -> QIcon:
    made = QIcon()
    ratio = max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1.0)
    picture = _tinted(name, QColor.fromRgba(colour), side, ratio)
    made.addPixmap(picture, QIcon.Mode.Normal)
    weak = QPixmap(picture.size())
    weak.setDevicePixelRatio(ratio)
    weak.fill(QColor(0, 0, 0, 0))
    painter = QPainter(weak)
    painter.setOpacity(_WEAK)
    painter.drawPixmap(0, 0, picture)
    painter.end()
    made.addPixmap(weak, QIcon.Mode.Disabled)
    return made


def _tinted(name: str, colour: QColor, side: int, ratio: float) -> QPixmap:
    drawing = (RESOURCES / "icons" / f"{name}.svg").read_text("utf-8")
    fill = f'fill="{colour.name()}" fill-opacity="{colour.alphaF():.2f}"'
    buffer = QBuffer()
    buffer.setData(QByteArray(drawing.replace("<path ", f"<path {fill} ").encode()))
    reader = QImageReader(buffer, QByteArray(b"svg"))
    reader.setScaledSize(QSize(round(side * ratio), round(side * ratio)))
    pixmap = QPixmap.fromImage(reader.read())
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def _faded(colour: QColor) -> QColor:
    weak = QColor(colour)
    weak.setAlphaF(_WEAK)
    return weak


def load_fonts() -> None:
    """Register the bundled Inter, once, before the first font is asked for."""
    if FAMILY not in _loaded:
        for weight in ("Regular", "Medium", "SemiBold", "Bold"):
            QFontDatabase.addApplicationFont(str(RESOURCES / "fonts" / f"Inter-{weight}.otf"))
        _loaded.add(FAMILY)


_loaded: set[str] = set()


def apply(app: QApplication, name: str = "system", text_scale: float = 1.0) -> None:
    """Put on a theme: "system", "light", "dark" or "contrast", with text at 0.8 to 2 times its size."""
    global _current, _scale
    load_fonts()
    _scale = min(2.0, max(0.8, text_scale))
    _current = _resolve(app, name)
    if app.style().name() != "fusion":
        app.setStyle("Fusion")
    app.setPalette(palette(_current))
    app.setFont(font())
    app.setStyleSheet(stylesheet(_current, _scale, _dots_per_inch(), RESOURCES / "icons" / "controls"))
    notifier.changed.emit()


def _resolve(app: QApplication, name: str) -> Tokens:
    hints = app.styleHints()
    if name == "system":
        contrast = getattr(hints, "accessibility", None)
        if contrast is not None and contrast().contrastPreference() == Qt.ContrastPreference.HighContrast:
            app.setPalette(QPalette())
            return tokens.contrast_from(app.palette())
        name = "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"
    if name == "contrast":
        return tokens.contrast()
    return tokens.dark() if name == "dark" else tokens.light()


def palette(t: Tokens) -> QPalette:
    """The same tokens for whatever the style draws by itself."""
    made = QPalette()
    role = QPalette.ColorRole
    for key, colour in (
        (role.Window, t.ground), (role.WindowText, t.ink), (role.Base, t.paper), (role.AlternateBase, t.ground),
        (role.Text, t.ink), (role.Button, t.paper), (role.ButtonText, t.ink), (role.BrightText, t.red),
        (role.ToolTipBase, t.paper), (role.ToolTipText, t.ink), (role.PlaceholderText, t.ink3),
        (role.Highlight, t.accent), (role.HighlightedText, t.accent_ink), (role.Link, t.accent),
        (role.LinkVisited, t.accent), (role.Light, t.paper), (role.Midlight, t.line), (role.Mid, t.line),
        (role.Dark, t.edge), (role.Shadow, t.edge), (role.Accent, t.accent),
    ):
        made.setColor(key, colour)
    for key in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, key, _faded(t.ink2))
    return made
