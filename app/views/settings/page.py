"""Settings: the lists that are data at the left, the one chosen at the right."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.bridge.erase_state import EraseState
from app.bridge.inspections_state import InspectionsState
from app.bridge.lists_state import ListsState
from app.bridge.table_export import table_of
from app.rules.list_entries import KINDS
from app.rules.settings_page import RATINGS, SECTIONS, SettingsShown
from app.rules.shown_table import ShownTable
from app.views.settings.erase_view import EraseView
from app.views.settings.list_view import ListView
from app.views.settings.list_ways import InspectoratesWay, PlainWay, RatingsWay, SectionsWay
from app.views.settings.numbers_view import NumbersView
from app.views.settings.tables_views import RolesView, RulesView
from app.views.shared import theme
from app.views.shared.buttons import QuietButton
from app.views.shared.framed_page import FramedPage
from app.views.shared.labels import Card

if TYPE_CHECKING:
    from app.bridge.workspace import Workspace

_KEY = int(Qt.ItemDataRole.UserRole) + 1
NUMBERS, ROLES, RULES, ERASE = "numbers", "roles", "rag_rules", "personal_data"
_LISTS = tuple(kind.noun for kind in KINDS if kind.noun != "inspectorate")
GROUPS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    ("LISTS", tuple((kind.noun, kind.title) for kind in KINDS)),
    ("SELF-ASSESSMENTS", ((SECTIONS.noun, "Sections"), (RATINGS.noun, "Rating scale"), (ROLES, "Roles"))),
    ("RULES", ((NUMBERS, "Numbers"), (RULES, "RAG rules"))),
    ("ON REQUEST", ((ERASE, "Personal data"),)),
)


class SettingsPage(FramedPage):
    """Attributes: state, places (the list at the left), lists, numbers, roles, rules, erase (the views), room (the key
    of the one in view)."""

    key = "settings"
    title = "Settings"
    help_topic = "change-the-lists-and-the-numbers"
    # Posts open on the board, departments at their returns, partners and inspectorates on pages of their own.
    nouns = (*(noun for noun in _LISTS if noun not in ("post", "department", "partner")), "entry", "setting")

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.state = ListsState(workspace, self)
        self.inspections = InspectionsState(workspace, self)
        self.erasing = EraseState(workspace, self)
        self.ways: dict[str, PlainWay] = {noun: PlainWay(noun, self.state) for noun in _LISTS}
        for way in (InspectoratesWay(self.state, self.inspections), SectionsWay(self.state), RatingsWay(self.state)):
            self.ways[way.noun] = way
        self.room = KINDS[0].noun
        self.places = QListWidget()
        self.lists, self.numbers = ListView(self.state), NumbersView(self.state)
        self.roles, self.rules, self.erase = RolesView(self.state), RulesView(), EraseView(self.erasing)
        self.stack = QStackedWidget()
        self.preferences = QuietButton("Preferences…")
        self.exports.offer("Export this list…", self.table)
        self._wanted: int | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        for title, rooms in GROUPS:
            head = QListWidgetItem(title)
            head.setFlags(Qt.ItemFlag.NoItemFlags)
            self.places.addItem(head)
            for key, name in rooms:
                item = QListWidgetItem(name)
                item.setData(_KEY, key)
                self.places.addItem(item)
        self.places.setAccessibleName("Settings")
        self.places.setProperty("role", "rooms")
        self.places.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.places.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.places.setCurrentRow(1)
        for view in (self.lists, self.numbers, self.roles, self.rules, self.erase):
            self.stack.addWidget(view)
        left = Card()
        inside = QVBoxLayout(left)
        inside.setContentsMargins(theme.px(4), theme.px(6), theme.px(4), theme.px(6))
        inside.addWidget(self.places)
        left.setFixedWidth(theme.px(212))
        self.left = left
        side = QVBoxLayout()
        side.setSpacing(theme.px(8))
        side.addWidget(left, 1)
        side.addWidget(self.preferences)
        both = QHBoxLayout()
        both.setSpacing(theme.px(18))
        both.addLayout(side)
        both.addWidget(self.stack, 1)
        self.column.addLayout(both, 1)
        self._restyle()

    def _connect(self) -> None:
        self.state.loaded.connect(self._loaded)
        self.state.failed.connect(self.fail)
        self.places.currentItemChanged.connect(self._chosen)
        self.lists.opens.connect(self.open_requested)
        self.rules.opens.connect(self.open_requested)
        self.preferences.clicked.connect(partial(self.open_requested.emit, "command", "preferences"))
        self.workspace.operations.state_changed.connect(self._show)
        theme.notifier.changed.connect(self._restyle)

    def _restyle(self) -> None:
        self.left.setFixedWidth(theme.px(212))
        for row in range(self.places.count()):
            item = self.places.item(row)
            item.setFont(theme.font(13) if item.data(_KEY) else theme.font(11, 600))
            item.setSizeHint(QSize(0, theme.px(21 if item.data(_KEY) else 26 if row else 20)))
            if not item.data(_KEY):
                item.setForeground(theme.current().ink3)

    # What is shown

    def _chosen(self, item: QListWidgetItem | None, _before: QListWidgetItem | None = None) -> None:
        if item is not None and item.data(_KEY):
            self.room = item.data(_KEY)
            self.places.scrollToItem(item)
            self._show()

    def go_to(self, room: str) -> None:
        """A list or view of the settings by its key."""
        for row in range(self.places.count()):
            if self.places.item(row).data(_KEY) == room:
                self.places.setCurrentRow(row)

    def _loaded(self, _shown: SettingsShown) -> None:
        self.say("")
        self._show()

    def _show(self, _state: object = None) -> None:
        shown = self.state.shown
        views: dict[str, QWidget] = {NUMBERS: self.numbers, ROLES: self.roles, RULES: self.rules, ERASE: self.erase}
        self.stack.setCurrentWidget(views.get(self.room, self.lists))
        if shown is None:
            return
        if self.room == NUMBERS:
            self.numbers.show_numbers(shown.numbers)
        elif self.room == ROLES:
            self.roles.show_roles(shown.roles)
        elif self.room == RULES:
            self.rules.show_rules(shown.rules)
        elif self.room in self.ways:
            self.lists.show_list(shown.edited(self.room), self.ways[self.room])
            self._go_to_wanted()

    def _go_to_wanted(self) -> None:
        wanted, self._wanted = self._wanted, None
        row = self.lists.model.row_of(wanted) if wanted is not None else -1
        if row >= 0:
            self.lists.table.setCurrentIndex(self.lists.model.index(row, 0))
            self.lists.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def table(self) -> ShownTable | None:
        """What is in view, for a file."""
        if self.room == ERASE:
            return self.erase.table_shown()
        models = {ROLES: (self.roles.model, "Roles"), RULES: (self.rules.model, "RAG rules in use")}
        if self.room in models:
            return table_of(*models[self.room], draft=False)
        if self.room == NUMBERS or self.lists.model.kind is None:
            return None
        return table_of(self.lists.model, self.lists.model.kind.title, draft=False)

    # As the window asks

    def activated(self) -> None:
        self.state.watch(True)
        self.places.scrollToItem(self.places.currentItem())

    def hideEvent(self, event: Any) -> None:
        self.state.watch(False)
        super().hideEvent(event)

    def show_thing(self, noun: str, key: object) -> None:
        """An entry of a list by its id, "entry" by list and id, or a view by its key."""
        if noun == "entry" and isinstance(key, tuple):
            noun, key = key
        self._wanted = key if isinstance(key, int) else None
        self.go_to(str(key) if noun == "setting" else noun)
        self._show()

    def view_state(self) -> dict[str, Any]:
        return {"room": self.room}

    def restore_view_state(self, state: dict[str, Any]) -> None:
        if isinstance(state.get("room"), str):
            self.go_to(state["room"])

    def keys(self) -> Sequence[tuple[str, str]]:
        return (
            ("F2, or Enter on a cell", "Change it where it stands"),
            ("Alt+Up, Alt+Down", "Move the entry"),
            ("Delete", "Remove the entry, where nothing uses it"),
        )
