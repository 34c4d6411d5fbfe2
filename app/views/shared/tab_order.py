"""Tab goes where the eye goes: the order of the layouts, also for what was added later."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLayout, QLayoutItem, QSplitter, QWidget

from app.views.shared.flow_box import FlowBox


def follow_layout(root: QWidget) -> None:
    """Chain everything inside `root` that Tab can reach, in reading order."""
    for first, second in pairwise(stops(root)):
        QWidget.setTabOrder(first, second)


def stops(root: QWidget) -> Iterator[QWidget]:
    """What Tab can reach inside, in reading order; `root` itself first if it can be reached."""
    if root.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield root
    if isinstance(root, FlowBox):
        for part in root.parts():
            yield from stops(part)
        return
    if isinstance(root, QSplitter):
        for part in filter(None, map(root.widget, range(root.count()))):
            yield from stops(part)
        return
    layout = root.layout()
    if layout is not None:
        yield from _inside(layout)
    else:
        content = getattr(root, "widget", None)  # a scroll area's
        if callable(content) and isinstance(content(), QWidget):
            yield from stops(content())


def _inside(layout: QLayout) -> Iterator[QWidget]:
    for item in _in_order(layout):
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield from stops(widget)
        elif inner is not None:
            yield from _inside(inner)


def _in_order(layout: QLayout) -> list[QLayoutItem]:
    items = [layout.itemAt(index) for index in range(layout.count())]
    if isinstance(layout, QGridLayout):
        places = [layout.getItemPosition(index) for index in range(layout.count())]
        order = sorted(range(len(items)), key=lambda index: places[index][:2])  # type: ignore[index]
        items = [items[index] for index in order]
    return [item for item in items if item is not None]
