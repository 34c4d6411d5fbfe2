"""A home folder for a test or a picture, so that the real user's settings and stores are left alone."""

from __future__ import annotations

from pathlib import Path

_FOLDERS = {
    "HOME": "", "USERPROFILE": "", "APPDATA": "roaming", "LOCALAPPDATA": "local",
    "XDG_CONFIG_HOME": "config", "XDG_DATA_HOME": "data",
    "XDG_CACHE_HOME": "cache", "XDG_STATE_HOME": "state",
}


def variables(home: Path) -> dict[str, str]:
    """What to set in the environment for `home` to be the user's."""
    return {name: str(home / folder) for name, folder in _FOLDERS.items()}
