"""The first start, and whenever no store is open: look at the sample, start a plan, open one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path, PurePath

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.rules.texts import TITLE_LIMIT, text_problem
from app.views.shared.buttons import PrimaryButton, QuietButton
from app.views.shared.fields import Labelled
from app.views.shared.labels import Card, ElidedText, Rule, Text
from app.views.shared.sheet import Sheet
from app.views.shared.words import sentence

FILTER = "Plans (*.plan);;All files (*)"
SAMPLES = (
    ("hampshire-2010", "Look at the sample plan",
     "Hampshire's plan of 2010 with its 31 issues; its figures are illustrative. It is a copy: change anything."),
    ("hampshire-published", "Look at published figures",
     "The same framework with the figures published for Hampshire, England and its neighbours."),
)


class _Choice(Card):
    """One way to begin: a button and what it brings."""

    def __init__(self, button: PrimaryButton | QuietButton, words: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 14, 10)
        row.setSpacing(14)
        row.addWidget(Text(words, "soft", wrap=True), 1)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        button.setAccessibleDescription(words)


class FirstStart(Sheet):
    """Asks; whoever listens opens. It closes itself with each choice that is complete."""

    sample_chosen = Signal(str)
    """Name of a sample."""
    new_chosen = Signal(str, str, str)
    """The new plan's name, the path of its file, the second place for backups ("" for none)."""
    open_chosen = Signal(str)
    """Path of a store."""

    def __init__(self, window: QWidget, recent: Sequence[str] = (), samples: Sequence[str] = (),
                 folder: Path | None = None) -> None:
        super().__init__(window, "Welcome to Driving Success", width_wanted=640)
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self._folder = folder or Path(documents)
        self._own_place = False
        self.steps = QStackedWidget()
        self.steps.addWidget(self._first_step(recent, samples))
        self.steps.addWidget(self._new_step())
        self.body.addWidget(self.steps)
        self.footer.addWidget(self.back)
        self.footer.addStretch(1)
        self.footer.addWidget(self.create_button)
        self._show_step(0)

    # The choice

    def _first_step(self, recent: Sequence[str], samples: Sequence[str]) -> QWidget:
        step = QWidget()
        column = QVBoxLayout(step)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Text("The council's plan on a board, with its evidence, its decisions and its papers. "
                              "A plan is one file on this computer.", "soft", wrap=True))
        offered = [sample for sample in SAMPLES if sample[0] in samples]
        self.sample_buttons: list[QuietButton | PrimaryButton] = []
        for index, (name, label, words) in enumerate(offered):
            button = QuietButton(label) if index else PrimaryButton(label)
            button.clicked.connect(partial(self._sample, name))
            self.sample_buttons.append(button)
            column.addWidget(_Choice(button, words))
        self.start_new = QuietButton("Start a new plan…")
        self.start_new.clicked.connect(self._begin_new)
        column.addWidget(_Choice(self.start_new, "An empty plan with the framework's lists, criteria and bodies."))
        self.open_button = QuietButton("Open a plan…")
        self.open_button.clicked.connect(self._ask_open)
        column.addWidget(_Choice(self.open_button, "A file that ends in .plan, or a backup of one."))
        if recent:
            column.addWidget(self._recent(recent))
        return step

    def _recent(self, recent: Sequence[str]) -> QWidget:
        box = QFrame()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(Text("Opened lately", "label"))
        self.recent_buttons: list[QuietButton] = []
        for path in recent[:5]:
            row = QHBoxLayout()
            button = QuietButton(PurePath(path).name.replace("&", "&&"), flat=True)
            button.setAccessibleDescription(path)
            button.clicked.connect(partial(self._open, path))
            self.recent_buttons.append(button)
            row.addWidget(button)
            row.addWidget(ElidedText(str(PurePath(path).parent), "third"), 1)
            column.addLayout(row)
        return box

    def _sample(self, name: str) -> None:
        self.accept()
        self.sample_chosen.emit(name)

    def _open(self, path: str) -> None:
        self.accept()
        self.open_chosen.emit(path)

    def _ask_open(self) -> None:
        dialog = QFileDialog(self.window(), "Open a plan", str(self._folder), FILTER)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._open)
        dialog.open()

    # A new plan

    def _new_step(self) -> QWidget:
        step = QWidget()
        column = QVBoxLayout(step)
        column.setContentsMargins(0, 0, 0, 0)
        self.name = Labelled("Name of the plan", QLineEdit(), required=True)
        self.name_field().setPlaceholderText("Corporate Improvement Plan 2010/11")
        self.name_field().textChanged.connect(self._name_changed)
        self.place = Labelled("File", QLineEdit(), required=True)
        self.place_field().textEdited.connect(self._place_edited)
        self.second = Labelled("Second place for backups (another disk or a share; may be left empty)", QLineEdit())
        choose_place = QuietButton("Choose…")
        choose_place.setAccessibleName("Choose the file")
        choose_place.clicked.connect(self._ask_place)
        choose_second = QuietButton("Choose…")
        choose_second.setAccessibleName("Choose the second place for backups")
        choose_second.clicked.connect(self._ask_second)
        column.addWidget(self.name)
        for field, button in ((self.place, choose_place), (self.second, choose_second)):
            row = QHBoxLayout()
            row.addWidget(field, 1)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
            column.addLayout(row)
        column.addWidget(Rule())
        column.addWidget(Text("Backups are made beside the file by themselves. Keep the file on this computer: on a "
                              "share or in a synchronised folder it can be damaged.", "second", wrap=True))
        column.addStretch(1)
        self.back = QuietButton("Back", flat=True)
        self.back.clicked.connect(self._go_back)
        self.create_button = PrimaryButton("Start this plan")
        self.create_button.clicked.connect(self._create)
        return step

    def name_field(self) -> QLineEdit:
        assert isinstance(self.name.field, QLineEdit)
        return self.name.field

    def place_field(self) -> QLineEdit:
        assert isinstance(self.place.field, QLineEdit)
        return self.place.field

    def second_field(self) -> QLineEdit:
        assert isinstance(self.second.field, QLineEdit)
        return self.second.field

    def begin_new(self) -> None:
        """Straight to the new plan's questions (File, New plan)."""
        self._show_step(1)

    def _begin_new(self) -> None:
        self._show_step(1)
        self.name_field().setFocus()

    def _go_back(self) -> None:
        self._show_step(0)
        self.start_new.setFocus()

    def _show_step(self, step: int) -> None:
        self.steps.setCurrentIndex(step)
        for index in range(self.steps.count()):
            # A page that is not shown must not make the sheet higher.
            page = self.steps.widget(index)
            if page is not None:
                page.setVisible(index == step)
        self.back.setVisible(step == 1)
        self.create_button.setVisible(step == 1)
        self.set_title("A new plan" if step else "Welcome to Driving Success")

    def _name_changed(self, text: str) -> None:
        self.name.error.set_message("")
        if not self._own_place:
            stem = "".join(mark if mark.isalnum() or mark in " -_" else "-" for mark in text).strip(" -")[:60]
            self.place_field().setText(str(self._folder / f"{stem or 'plan'}.plan"))

    def _place_edited(self, text: str) -> None:
        self._own_place = True
        self.place.error.set_message("")

    def _ask_place(self) -> None:
        dialog = QFileDialog(self.window(), "Where to keep the plan", self.place_field().text(), FILTER)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("plan")
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._place_chosen)
        dialog.open()

    def _place_chosen(self, path: str) -> None:
        self._own_place = True
        self.place_field().setText(path)
        self.place.error.set_message("")

    def _ask_second(self) -> None:
        dialog = QFileDialog(self.window(), "Second place for backups", str(self._folder))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.second_field().setText)
        dialog.open()

    def _create(self) -> None:
        """Check what can be checked here; the rest is the store's to say."""
        name, path = self.name_field().text().strip(), self.place_field().text().strip()
        problem = text_problem("name", name, TITLE_LIMIT, required=True)
        self.name.error.set_message(sentence(problem) if problem else "")
        wrong_place = ""
        if not path:
            wrong_place = "Say where to keep the plan."
        elif Path(path).exists():
            wrong_place = f"{PurePath(path).name} exists already. Choose another name, or open it."
        self.place.error.set_message(wrong_place)
        if problem is None and not wrong_place:
            whole = path if path.lower().endswith(".plan") else f"{path}.plan"
            self.accept()
            self.new_chosen.emit(name, whole, self.second_field().text().strip())
