"""How values edited in place look: plain text until pointed at, a field with a clear edge while in use."""

from __future__ import annotations

from string import Template

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from app.views.shared import theme

_COLOURS = ("edge", "paper", "focus", "red", "ink", "ink2", "ink3", "hover", "line", "chip")
_SHEET = Template("""
*[inplace="true"] { background: transparent; border: 1px solid transparent; border-radius: 5px; padding: 1px; }
QComboBox[inplace="true"], QLineEdit[inplace="true"], QAbstractSpinBox[inplace="true"] { padding: 1px ${p4}; }
QFrame[role="sheet"] { background: $paper; border: none; border-left: 1px solid $line; }
QFrame[role="sheet"]:focus { border-left: 3px solid $focus; }
QToolButton[link="true"] { border-radius: 9px; padding: 1px ${p8}; background: $chip;
  border: 1px solid $chip; font-weight: 400; }
QToolButton[link="true"]:hover { border-color: $edge; }
QToolButton[link="true"]:focus { border: 2px solid $focus; padding: 0 ${q8}; }
QToolButton[link="true"]:disabled { color: $ink; background: $chip; }
QPushButton[small="true"] { padding: 1px ${p8}; font-weight: 400; }
QPushButton[small="true"]:focus { padding: 0 ${q8}; }
QToolButton[icononly="true"][small="true"] { padding: 1px ${p4}; }
QToolButton[icononly="true"][small="true"]:focus { padding: 0 ${q4}; }
*[evidence="true"] { color: $ink2; }
*[inplace="true"]:hover { border-color: $edge; background: $paper; }
*[inplace="true"]:focus { border: 2px solid $focus; padding: 0; background: $paper; }
QComboBox[inplace="true"]:focus, QLineEdit[inplace="true"]:focus, QAbstractSpinBox[inplace="true"]:focus {
  border: 2px solid $focus; padding: 0 ${q4}; }
*[inplace="true"][invalid="true"] { border: 2px solid $red; padding: 0; background: $paper; }
QComboBox[inplace="true"][invalid="true"], QLineEdit[inplace="true"][invalid="true"] { padding: 0 ${q4}; }
*[inplace="true"]:disabled, *[inplace="true"][readOnly="true"] { background: transparent; color: $ink;
  border: 1px solid transparent; }
*[inplace="true"][readOnly="true"]:focus { border: 2px solid $focus; padding: 0; }
QSpinBox[inplace="true"]::up-button, QSpinBox[inplace="true"]::down-button { width: 0; border: none; }
QSpinBox[inplace="true"]::up-arrow, QSpinBox[inplace="true"]::down-arrow { image: none; width: 0; }
QComboBox[inplace="true"]:!editable { padding-left: ${n4}; }
QComboBox[inplace="true"]:!editable:focus { padding-left: ${m4}; }
QComboBox[inplace="true"][unset="true"] { color: $ink3; }
QComboBox[inplace="true"]::down-arrow { image: $down; }
QComboBox[inplace="true"]::drop-down { width: ${p16}; }
QComboBox[inplace="true"]::down-arrow:disabled { image: none; }
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


def text_inset() -> int:
    """Pixels from the edge of a field in the value column to its text: edge, padding, the field's own two."""
    return 1 + theme.px(4) + 2


def inplace_sheet() -> str:
    t = theme.current()
    shade = "contrast" if t.name == "contrast" and t.is_dark else ("dark" if t.is_dark else "light")
    image = (theme.RESOURCES / "icons" / "controls" / f"down-{shade}.svg").as_posix()
    values = {
        key: _css(getattr(t, key))
        for key in ("edge", "paper", "focus", "red", "ink", "ink2", "ink3", "hover", "line", "chip")
    }
    sizes = {f"p{size}": f"{theme.px(size)}px" for size in (4, 8, 16)}
    # An edge of two pixels takes the place of one: what stands inside stays where it is. A list box that cannot
    # be typed into has no field inside, whose own two pixels are added.
    sizes |= {f"q{size}": f"{theme.px(size) - 1}px" for size in (4, 8)}
    sizes |= {"n4": f"{theme.px(4) + 2}px", "m4": f"{theme.px(4) + 1}px"}
    return _SHEET.substitute(values, **sizes, down=f'url("{image}")')


def _css(colour: QColor) -> str:
    return f"rgba({colour.red()},{colour.green()},{colour.blue()},{colour.alpha()})"
