"""What Tab visits inside a widget, for containers whose parts arrive in another order than they are read in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QRadioButton, QWidget

if TYPE_CHECKING:
    from PySide6.QtWidgets import QButtonGroup


def tab_stops(inside: QWidget) -> list[QWidget]:
    """Visible, able controls that take the focus by Tab, in Qt's own order."""
    stops: list[QWidget] = []
    widget = inside.nextInFocusChain()
    while widget is not None and widget is not inside:
        if (inside.isAncestorOf(widget) and widget.isVisibleTo(inside) and widget.isEnabled()
                and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
                and not _beside_checked(widget)):
            stops.append(widget)
        widget = widget.nextInFocusChain()
    return stops


def step(stops: Sequence[QWidget], forward: bool) -> QWidget | None:
    """Put the focus on the stop after (or before) the one that has it, round and round."""
    if not stops:
        return None
    index = _place_of(QApplication.focusWidget(), stops, -1 if forward else 0)
    chosen = stops[(index + (1 if forward else -1)) % len(stops)]
    chosen.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    return chosen


def _place_of(at: QWidget | None, stops: Sequence[QWidget], otherwise: int) -> int:
    """Which stop has the focus: itself, else the innermost that holds it, such as a spin box of its line."""
    if at in stops:
        return stops.index(at)
    around = [index for index, stop in enumerate(stops) if at is not None and stop.isAncestorOf(at)]
    return around[-1] if around else otherwise


def _beside_checked(widget: QWidget) -> bool:
    """A radio button that arrows reach from the one chosen in its group, so that Tab passes it."""
    if not isinstance(widget, QRadioButton) or widget.isChecked():
        return False
    group = cast("QButtonGroup | None", widget.group())
    around = group.buttons() if group is not None else _siblings(widget)
    return any(other.isChecked() for other in around)


def _siblings(button: QRadioButton) -> list[QRadioButton]:
    parent = button.parentWidget()
    return parent.findChildren(QRadioButton) if parent is not None else []
