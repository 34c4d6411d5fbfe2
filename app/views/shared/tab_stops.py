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
    at = QApplication.focusWidget()
    if at is not None and not (at.isVisible() and at.isEnabled()):
        chosen = _nearest(at, stops, forward)
    else:
        index = _place_of(at, stops, -1 if forward else 0)
        chosen = stops[(index + (1 if forward else -1)) % len(stops)]
    chosen.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    return chosen


def _nearest(gone: QWidget, stops: Sequence[QWidget], forward: bool) -> QWidget:
    """From a control hidden or disabled while it had the focus: what stands beside it, not the window's first."""
    found = []
    ways = (QWidget.nextInFocusChain, QWidget.previousInFocusChain)
    for way in ways if forward else reversed(ways):
        widget = way(gone)
        while widget is not None and widget is not gone and widget not in stops:
            widget = way(widget)
        if widget is not None and widget is not gone:
            found.append(widget)
    return max(found, key=lambda stop: _shared(gone, stop), default=stops[0])


def _shared(one: QWidget, other: QWidget) -> int:
    """How many containers hold both."""
    count, around = 0, one.parentWidget()
    while around is not None:
        count += around.isAncestorOf(other)
        around = around.parentWidget()
    return count


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
