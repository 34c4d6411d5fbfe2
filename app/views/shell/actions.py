"""Everything the frame can be told to do, once: menus, buttons, keys and find share these actions.

An action stays hidden until somebody has said what it does (`provide`), so that nothing on the window is dead.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

Standard = QKeySequence.StandardKey

# key, words, keys, icon; None draws a line.
_FILE = (
    ("new", "New plan…", Standard.New, "add"),
    ("open", "Open…", Standard.Open, "open"),
    ("recent", "Open recent", None, ""),
    ("take_in", "New plan from an export…", None, "import"),
    None,
    ("save_copy", "Save a copy…", Standard.SaveAs, "save"),
    ("backup", "Back up now", None, "store"),
    ("restore", "Restore a backup…", None, "history"),
    ("check", "Check the history", None, "verified"),
    None,
    ("import", "Import readings…", "Ctrl+I", "import"),
    ("export", "Export the quarter…", "Ctrl+E", "export"),
    ("everything", "Export everything…", None, "export"),
    ("print", "Print pages…", Standard.Print, "print"),
    None,
    ("preferences", "Preferences…", "Ctrl+,", "settings"),
    ("quit", "Quit", Standard.Quit, ""),
)
_EDIT = (
    ("undo", "Undo", Standard.Undo, "undo"),
    ("redo", "Redo", "Ctrl+Y", "redo"),
    None,
    ("find", "Find anything", "Ctrl+K", "search"),
)
_VIEW = (
    ("previous_quarter", "Previous quarter", "Alt+PgUp", "previous"),
    ("next_quarter", "Next quarter", "Alt+PgDown", "next"),
    ("newest_quarter", "Newest quarter", "Alt+End", "quarter"),
    ("open_quarter", "Open the next quarter…", None, "add"),
    None,
    ("bigger", "Larger text", Standard.ZoomIn, ""),
    ("smaller", "Smaller text", Standard.ZoomOut, ""),
    ("normal", "Normal text", "Ctrl+0", ""),
    ("dark", "Dark or light", "Ctrl+Shift+L", ""),
    None,
    ("fold", "Fold or unfold the rail", "Ctrl+B", ""),
    ("menu_bar", "Menu bar", None, ""),
    ("menu", "Open the menu", "F10", ""),
)
_HELP = (
    ("help", "Help", Standard.HelpContents, "help"),
    ("keys", "Keyboard", "?", "keyboard"),
    ("tour", "Take the tour", None, "next"),
    ("log", "Show the log folder", None, "folder"),
    None,
    ("about", "About Driving Success", None, "info"),
)
_MORE_KEYS = {
    "redo": ("Ctrl+Y", "Ctrl+Shift+Z"),
    "keys": ("?", "Shift+?"),  # some systems tell of the Shift that the mark needs, some do not
    "bigger": ("Ctrl++", "Ctrl+="),
}
MENUS = (("File", _FILE), ("Edit", _EDIT), ("View", _VIEW), ("Help", _HELP))


class Actions(QObject):
    """The actions by key: `actions["undo"]`. `provide` gives one its work and shows it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._made: dict[str, QAction] = {}
        for _, entries in MENUS:
            for entry in entries:
                if entry is not None:
                    self._make(*entry)

    def _make(self, key: str, words: str, keys: Standard | str | None, icon: str) -> None:
        action = QAction(words, self)
        action.setData(icon)
        action.setObjectName(key)
        action.setMenuRole(QAction.MenuRole.NoRole)
        if isinstance(keys, QKeySequence.StandardKey):
            action.setShortcuts(QKeySequence.keyBindings(keys))
        elif keys:
            action.setShortcut(QKeySequence(keys))
        if key in _MORE_KEYS:
            action.setShortcuts([QKeySequence(each) for each in _MORE_KEYS[key]])
        action.setVisible(False)
        self._made[key] = action

    def __getitem__(self, key: str) -> QAction:
        return self._made[key]

    def all(self) -> Sequence[QAction]:
        return tuple(self._made.values())

    def provide(self, key: str, work: Callable[[], object]) -> QAction:
        """Give the action its work (a bound method) and show it from now on."""
        action = self._made[key]
        action.triggered.connect(work)
        action.setVisible(True)
        return action

    def offered(self, key: str) -> bool:
        return self._made[key].isVisible()
