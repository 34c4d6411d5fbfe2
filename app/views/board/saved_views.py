"""Views of the board saved under a name: apply, save, remove."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.bridge.board_state import PAGE, BoardState
from app.rules.saved_view import SavedView
from app.rules.texts import POST_LIMIT, text_problem
from app.views.board.stay_menu import StayMenu, plain
from app.views.shared import words
from app.views.shared.buttons import MenuButton, PrimaryButton, QuietButton
from app.views.shared.fields import Labelled
from app.views.shared.labels import Text
from app.views.shared.sheet import Sheet


class SavedViews(QObject):
    """Belongs to the button *Saved views*."""

    apply_wanted = Signal(object)
    """(body of the view)."""

    def __init__(self, state: BoardState, button: MenuButton, window: QWidget) -> None:
        super().__init__(window)
        self._state = state
        self._window = window
        self.menu = StayMenu(button)
        self._removing = StayMenu(self.menu)
        self._removing.setTitle("Remove")
        self.menu.aboutToShow.connect(self._fill)
        button.setMenu(self.menu)
        self.sheet: SaveViewSheet | None = None

    def _fill(self) -> None:
        self.menu.clear()
        views = self._state.views
        for view in views:
            self.menu.addAction(plain(view.name), partial(self.apply_wanted.emit, dict(view.body)))
        if not views:
            self.menu.add_heading("No view has been saved yet")
        self.menu.addSeparator()
        self.menu.addAction("Save this view\u2026", self.ask_name)
        self._removing.clear()
        for view in views:
            self._removing.addAction(plain(view.name), partial(self._remove, view))
        if views:
            self.menu.addMenu(self._removing)

    def ask_name(self) -> None:
        self.sheet = SaveViewSheet(tuple(view.name for view in self._state.views), self._window)
        self.sheet.named.connect(self._save)
        self.sheet.closed.connect(self._forget)
        self.sheet.open()

    def _forget(self, _accepted: bool) -> None:
        self.sheet = None

    def _save(self, name: str) -> None:
        from app.commands.saved_view import SaveView

        model = self._state.model
        body = {"grouping": model.grouping.value, "filter": model.filter.as_body()}
        self._state.do(SaveView(name, PAGE, body))

    def _remove(self, view: SavedView) -> None:
        from app.commands.saved_view import RemoveView

        self._state.do(RemoveView(view.id, view.version))


class SaveViewSheet(Sheet):
    """Asks for the name."""

    named = Signal(str)

    def __init__(self, names: tuple[str, ...], window: QWidget) -> None:
        super().__init__(window, "Save this view", 420)
        self._names = names
        self.field = QLineEdit()
        self.field.setMaxLength(POST_LIMIT)
        self.field.textChanged.connect(self._on_text)
        self.labelled = Labelled("Name", self.field, required=True)
        self.note = Text(
            "Grouping and filters are kept; everyone who opens this plan sees the name.", "second", wrap=True
        )
        self.body.addWidget(self.labelled)
        self.body.addWidget(self.note)
        self.save = PrimaryButton("Save")
        self.save.clicked.connect(self._on_save)
        cancel = QuietButton("Cancel", flat=True)
        cancel.clicked.connect(self.dismiss)
        self.footer.addWidget(cancel)
        self.footer.addStretch(1)
        self.footer.addWidget(self.save)
        self.closed.connect(self.deleteLater)

    def _on_text(self, text: str) -> None:
        taken = text.strip() in self._names
        self.save.setText("Replace" if taken else "Save")

    def _on_save(self) -> None:
        name = self.field.text().strip()
        problem = text_problem("name", name, POST_LIMIT, required=True)
        self.labelled.error.set_message(words.sentence(problem) if problem else "")
        if problem is None:
            self.accept()
            self.named.emit(name)
