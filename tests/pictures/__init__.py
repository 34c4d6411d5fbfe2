"""Every page as a picture, to be looked at. `python3 dev.py pictures` puts them into out/pictures.

A file here registers generator functions, each of which yields a widget that is ready to be shown and
clears up after itself. They run once for each theme and size, with the clock stopped:

    @picture("board")
    def board() -> Iterator[QWidget]:
        window = open_window(sample)
        yield window
        window.close()
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

Scene = Callable[[], "Iterator[QWidget]"]

THEMES = ("light", "dark")
SIZES = ((1440, 900), (1280, 720))

scenes: dict[str, Scene] = {}
readme_scenes: set[str] = set()


def picture(name: str, readme: bool = False) -> Callable[[Scene], Scene]:
    """Register a scene. `readme`: its light picture at the larger size is kept in docs/pictures too."""

    def register(scene: Scene) -> Scene:
        if name in scenes:
            raise ValueError(f"two pictures are called {name}")
        scenes[name] = scene
        if readme:
            readme_scenes.add(name)
        return scene

    return register
