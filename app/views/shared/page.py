"""What the window asks of a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget


class Page(QWidget):
    """One place of the rail. A page keeps its own scroll, selection and filters and can say and restore them."""

    key = ""
    """Its name in the rail and in the saved window state: "board", "indicators" …"""
    title = ""
    help_topic = ""
    """The part of the guide that F1 opens here, by its heading: "see-the-plan"."""
    under = ""
    """The place of the rail that it belongs to and is reached from; it then has no entry of its own."""
    nouns: tuple[str, ...] = ()
    """What `show_thing` can open here: "issue", "decision" …"""
    open_requested = Signal(str, object)
    """("issue", id), ("indicator", id), ("print", None): somewhere else should open."""
    badge_changed = Signal(str, bool)
    """What stands beside the page's name in the rail, and whether it is a warning: ("31", False), ("2 late", True)."""

    def __init__(self, workspace: Any, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.badge = ("", False)
        """What was said last by `badge_changed`, for a rail that the page joins later."""
        self.badge_changed.connect(self._keep_badge)

    def _keep_badge(self, text: str, warning: bool) -> None:
        self.badge = (text, warning)

    def activated(self) -> None:
        """The page is shown now: reload if something changed while it was hidden."""

    def show_thing(self, noun: str, key: object) -> None:
        """Bring an issue, indicator ... of this page into view and open it."""

    def view_state(self) -> dict[str, Any]:
        """Scroll, selection and filters as plain JSON values."""
        return {}

    def restore_view_state(self, state: dict[str, Any]) -> None:
        """Take up what `view_state` gave, ignoring what no longer exists."""

    def page_actions(self) -> Sequence[QAction]:
        """What can be done here, for the menu under the page's name and the keyboard sheet."""
        return ()

    def keys(self) -> Sequence[tuple[str, str]]:
        """Keys of the page that are no actions, for the keyboard sheet: ("Ctrl+arrow", "Move the card")."""
        return ()
