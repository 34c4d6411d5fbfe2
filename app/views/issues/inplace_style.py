"""How values edited in place look: plain text until pointed at, a field with a clear edge while in use."""

from __future__ import annotations

from string import Template

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from app.views.shared import theme

_SHEET = Template("""
*[inplace="true"] { background: transparent; border: 1px solid transparent; border-radius: 5px; padding: 1px; }
QComboBox[inplace="true"], QLineEdit[inplace="true"], QAbstractSpinBox[inplace="true"] { padding: 1px ${p4}; }
*[inplace="true"]:hover { border-color: $edge; background: $paper; }
*[inplace="true"]:focus { border: 2px solid $focus; padding: 0; background: $paper; }
QComboBox[inplace="true"]:focus, QLineEdit[inplace="true"]:focus, QAbstractSpinBox[inplace="true"]:focus {
  border: 2px solid $focus; padding: 0 ${p3}; }
*[inplace="true"][invalid="true"] { border: 2px solid $red; padding: 0; background: $paper; }
QComboBox[inplace="true"][invalid="true"], QLineEdit[inplace="true"][invalid="true"] { padding: 0 ${p3}; }
*[inplace="true"]:disabled, *[inplace="true"][readOnly="true"] { background: transparent; color: $ink;
  border: 1px solid transparent; }
*[inplace="true"][readOnly="true"]:focus { border: 2px solid $focus; padding: 0; }
QComboBox[inplace="true"]::down-arrow { image: none; }
QComboBox[inplace="true"]::drop-down { width: ${p16}; }
QComboBox[inplace="true"]:hover::down-arrow, QComboBox[inplace="true"]:focus::down-arrow { image: $down; }
QComboBox[inplace="true"]:disabled::down-arrow { image: none; }
QLineEdit[inner="true"], QLineEdit[inner="true"]:focus { border: none; padding: 0; background: transparent; }
QLineEdit[inner="true"]:disabled { background: transparent; color: $ink; }
QToolButton[heading="true"] { background: transparent; border: 1px solid transparent; border-radius: 6px;
  text-align: left; }
QToolButton[heading="true"]:hover { background: $hover; }
QToolButton[heading="true"]:focus { border: 2px solid $focus; }
""")


class InplaceStyle(QObject):
    """Keeps a container's sheet in step with the theme. It covers only the fields inside the container."""

    def __init__(self, container: QWidget) -> None:
        super().__init__(container)
        self._container = container
        theme.notifier.changed.connect(self._apply)
        self._apply()

    def _apply(self) -> None:
        self._container.setStyleSheet(inplace_sheet())


def inplace_sheet() -> str:
    t = theme.current()
    shade = "contrast" if t.name == "contrast" and t.is_dark else ("dark" if t.is_dark else "light")
    image = (theme.RESOURCES / "icons" / "controls" / f"down-{shade}.svg").as_posix()
    values = {key: _css(getattr(t, key)) for key in ("edge", "paper", "focus", "red", "ink", "hover")}
    sizes = {f"p{size}": f"{theme.px(size)}px" for size in (3, 4, 16)}
    return _SHEET.substitute(values, **sizes, down=f'url("{image}")')


def _css(colour: QColor) -> str:
    return f"rgba({colour.red()},{colour.green()},{colour.blue()},{colour.alpha()})"
