"""What this person prefers, and what this computer remembers: two INI files, apart, outside the store.

Preferences follow the person (they may be seeded by IT); the machine's state is windows, recent files and views.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QObject, QSettings, QStandardPaths, Signal

HOME_VARIABLE = "DRIVING_SUCCESS_HOME"
"""A folder that holds preferences, state and log instead of the user's own folders: portable use, tests."""
THEMES = ("system", "light", "dark", "contrast")
RECENT_KEPT = 8


def config_folder() -> Path:
    return _folder(QStandardPaths.StandardLocation.AppConfigLocation)


def local_folder() -> Path:
    """Machine state, log, unsaved reports: never roams with the person."""
    return _folder(QStandardPaths.StandardLocation.AppLocalDataLocation)


def _folder(place: QStandardPaths.StandardLocation) -> Path:
    chosen = os.environ.get(HOME_VARIABLE)
    return Path(chosen) if chosen else Path(QStandardPaths.writableLocation(place))


class Settings(QObject):
    """Typed access. A value that cannot be read (edited by hand, of another version) counts as not set."""

    changed = Signal(str)
    """The name of the preference that has a new value."""

    def __init__(self, folder: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder = folder or local_folder()
        kept = QSettings.Format.IniFormat
        self._wishes = QSettings(str((folder or config_folder()) / "preferences.ini"), kept, self)
        self._state = QSettings(str(self.folder / "window.ini"), kept, self)

    @property
    def preferences_file(self) -> Path:
        return Path(self._wishes.fileName())

    # Preferences

    @property
    def theme(self) -> str:
        """One of THEMES."""
        name = self._text("look/theme", "system")
        return name if name in THEMES else "system"

    @theme.setter
    def theme(self, name: str) -> None:
        self._wish("theme", "look/theme", name)

    @property
    def text_scale(self) -> float:
        """0.8 to 2."""
        return min(2.0, max(0.8, self._number("look/text_per_cent", 100) / 100))

    @text_scale.setter
    def text_scale(self, scale: float) -> None:
        self._wish("text_scale", "look/text_per_cent", round(min(2.0, max(0.8, scale)) * 100))

    @property
    def menu_bar(self) -> bool:
        return self._text("look/menu_bar", "no") == "yes"

    @menu_bar.setter
    def menu_bar(self, shown: bool) -> None:
        self._wish("menu_bar", "look/menu_bar", "yes" if shown else "no")

    @property
    def backup_folder(self) -> str:
        """The second place for backups; "" for none."""
        return self._text("store/second_place_for_backups", "")

    @backup_folder.setter
    def backup_folder(self, folder: str) -> None:
        self._wish("backup_folder", "store/second_place_for_backups", folder)

    @property
    def you_are(self) -> str:
        """The post that this person acts as."""
        return self._text("person/you_are", "")

    @you_are.setter
    def you_are(self, post: str) -> None:
        self._wish("you_are", "person/you_are", post)

    # The machine's state

    @property
    def recent_stores(self) -> tuple[str, ...]:
        """Paths, the latest first; those that are gone stay, so that a drive that is away does not empty the list."""
        stored = self._json("stores/recent", [])
        return tuple(path for path in stored if isinstance(path, str)) if isinstance(stored, list) else ()

    def remember_store(self, path: str) -> None:
        rest = [other for other in self.recent_stores if other != path]
        self._state.setValue("stores/recent", _dumped([path, *rest][:RECENT_KEPT]))
        self.changed.emit("recent_stores")

    def forget_store(self, path: str) -> None:
        rest = [other for other in self.recent_stores if other != path]
        self._state.setValue("stores/recent", _dumped(rest))
        self.changed.emit("recent_stores")

    @property
    def last_store(self) -> str:
        return next(iter(self.recent_stores), "")

    @property
    def rail_collapsed(self) -> bool:
        return self._state.value("window/rail_collapsed", "no") == "yes"

    @rail_collapsed.setter
    def rail_collapsed(self, collapsed: bool) -> None:
        self._state.setValue("window/rail_collapsed", "yes" if collapsed else "no")

    @property
    def tour_offered(self) -> bool:
        """Whether the tour was taken or sent away on this computer."""
        return self._state.value("window/tour_offered", "no") == "yes"

    @tour_offered.setter
    def tour_offered(self, offered: bool) -> None:
        self._state.setValue("window/tour_offered", "yes" if offered else "no")

    def window_geometry(self) -> QByteArray:
        """As QWidget.saveGeometry gave it; empty for none."""
        stored = self._text_of(self._state, "window/geometry", "")
        return QByteArray.fromBase64(stored.encode("ascii", "replace"))

    def keep_window_geometry(self, geometry: QByteArray) -> None:
        self._state.setValue("window/geometry", bytes(geometry.toBase64().data()).decode("ascii"))

    def view_state(self, store: str) -> dict[str, Any]:
        """Where one was in that store: the page, the quarter and each page's own state."""
        stored = self._json(_view_key(store), {})
        return stored if isinstance(stored, dict) else {}

    def keep_view_state(self, store: str, state: dict[str, Any]) -> None:
        self._state.setValue(_view_key(store), _dumped(state))

    @property
    def last_page(self) -> str:
        """Name of the page last seen, so that the rail is right before the store is open."""
        return self._text_of(self._state, "window/page", "")

    @last_page.setter
    def last_page(self, key: str) -> None:
        self._state.setValue("window/page", key)

    def save(self) -> bool:
        """Write both files now. False where that could not be done (a read-only profile)."""
        for file in (self._wishes, self._state):
            file.sync()
        return all(file.status() == QSettings.Status.NoError for file in (self._wishes, self._state))

    def _wish(self, name: str, key: str, value: str | int) -> None:
        if self._wishes.value(key) != value:
            self._wishes.setValue(key, value)
            self.changed.emit(name)

    def _text(self, key: str, default: str) -> str:
        return self._text_of(self._wishes, key, default)

    @staticmethod
    def _text_of(file: QSettings, key: str, default: str) -> str:
        value = file.value(key, default)
        # An INI value with commas in it comes back as a list of its parts.
        return ",".join(map(str, value)) if isinstance(value, list) else str(value)

    def _number(self, key: str, default: float) -> float:
        try:
            return float(self._text(key, str(default)))
        except ValueError:
            return default

    def _json(self, key: str, default: object) -> Any:
        import json  # not needed before the first paint

        stored = self._text_of(self._state, key, "")
        try:
            return json.loads(stored) if stored else default
        except ValueError:
            return default


def _dumped(value: object) -> str:
    import json

    return json.dumps(value)


def _view_key(store: str) -> str:
    """A key without the slashes that would make groups of a path."""
    return "views/" + Path(store).as_posix().replace("/", "|")
