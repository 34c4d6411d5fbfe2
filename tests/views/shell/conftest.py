"""A window with made-up pages and a workspace without a store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from app.bridge.settings import Settings
from app.bridge.store_state import StoreState
from app.rules.issue import Item
from app.rules.lists import Lists
from app.rules.period import Period
from app.views.shared import theme
from app.views.shared.page import Page
from app.views.shell.own_commands import OwnCommands
from app.views.shell.window import MainWindow

QUARTERS = tuple(Period.quarter(2008 + at // 4, at % 4 + 1) for at in range(8))


class MadeUpPage(Page):
    """Remembers what it was told."""

    def __init__(self, key: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(None, parent)
        self.key, self.title = key, title
        self.nouns = {"board": ("issue", "post"), "indicators": ("indicator",)}.get(key, ())
        self.activations = 0
        self.shown: list[tuple[str, object]] = []
        self.field = QLineEdit(self)
        self.field.setAccessibleName(f"{title} field")
        QVBoxLayout(self).addWidget(self.field)

    def activated(self) -> None:
        self.activations += 1

    def show_thing(self, noun: str, key: object) -> None:
        self.shown.append((noun, key))


@dataclass
class Asked:
    undone: int = 0
    redone: int = 0
    failed: list[object] = field(default_factory=list)


class MadeUpOperations(QObject):
    changed = Signal(object, object)
    state_changed = Signal(object)
    refused = Signal(object)
    told = Signal(str)
    long_work = Signal(object)
    busy = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.state = StoreState()
        self.asked = Asked()

    def undo(self, initiator: object = None, failed: object = None) -> None:
        self.asked.undone += 1
        self.asked.failed.append(failed)

    def redo(self, initiator: object = None, failed: object = None) -> None:
        self.asked.redone += 1

    def show(self, state: StoreState) -> None:
        self.state = state
        self.state_changed.emit(state)


class MadeUpWorkspace(QObject):
    quarter_changed = Signal(object)
    quarters_changed = Signal()
    lists_changed = Signal(object)
    ready = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.operations = MadeUpOperations()
        self.quarters: tuple[Period, ...] = ()
        self.quarter = QUARTERS[-1]
        self.lists = Lists()

    @property
    def you_are(self) -> str:
        return self.settings.you_are

    @property
    def newest(self) -> Period | None:
        return self.quarters[-1] if self.quarters else None

    def quarter_is_past(self) -> bool:
        return self.newest is not None and self.quarter < self.newest

    def quarter_is_frozen(self) -> bool:
        return False

    def set_quarter(self, quarter: Period) -> None:
        self.quarter = quarter
        self.quarter_changed.emit(quarter)

    def open(self, state: StoreState) -> None:
        """As a store that was opened: its quarters, its posts, its state."""
        self.quarters = QUARTERS
        self.lists = Lists(posts=(Item(1, "Head of Skills"), Item(2, "Retired post", retired=True),
                                  Item(3, "Director of Environment")))
        self.operations.show(state)
        self.lists_changed.emit(self.lists)
        self.ready.emit()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = Settings(tmp_path / "settings")
    made.theme = "light"
    return made


@pytest.fixture
def window(qapp: QApplication, qtbot, settings: Settings) -> Iterator[MainWindow]:
    """Filled, with Board and Indicators and its own commands, 1280 by 720."""
    made = MainWindow(settings)
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    frame = made.frame
    made.own = OwnCommands(made, settings, lambda: ("Head of Skills", "Director of Environment"))  # type: ignore[attr-defined]
    made.add_page(MadeUpPage("board", "Board"))
    made.add_page(MadeUpPage("indicators", "Indicators"))
    qtbot.waitUntil(made.isActiveWindow)
    assert frame.current_page() is made.frame.pages["board"]
    yield made
    theme.apply(qapp, "light", 1.0)


@pytest.fixture
def workspace(settings: Settings) -> MadeUpWorkspace:
    return MadeUpWorkspace(settings)
