"""What the pack holds and how it is printed: pages, paper, audience. Each change shows in the preview at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QRadioButton,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.rules.papers import OFFERED, Pack, PackOptions, PageChoice, PageKind, Paper
from app.rules.saved_pack import LAST_FIRST_PAGE
from app.views.shared import theme
from app.views.shared.buttons import MenuButton, QuietButton
from app.views.shared.labels import Text

if TYPE_CHECKING:
    from app.rules.papers_facts import QuarterFacts

_REPORTS = {
    PageKind.DECISION_REPORT: "Write the decision report…",
    PageKind.UPDATE_REPORT: "Write the update report…",
}
_ITEM_LENGTH, _MARKING_LENGTH, _AUDIENCE_LENGTH = 20, 60, 80


class OptionsPanel(QWidget):
    """Shows a pack with `show_pack`; says what is wanted with its signals."""

    pages_wanted = Signal(object)
    """(tuple[PageChoice, ...])"""
    options_wanted = Signal(object)
    """(PackOptions)"""
    report_wanted = Signal(object)
    """(PageKind): the report's texts are to be written."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pack = Pack("", ())
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.px(3))
        self.ticks: dict[PageKind, QCheckBox] = {}
        self._build_pages()
        self._build_paper()
        self._build_audience()

    def _heading(self, words: str) -> None:
        if self.column.count():
            self.column.addSpacing(theme.px(12))
        self.column.addWidget(Text(words, "heading"))

    def _build_pages(self) -> None:
        self._heading("Pages")
        for kind in OFFERED:
            tick = QCheckBox(kind.title)
            tick.toggled.connect(partial(self._ticked, kind))
            self.ticks[kind] = tick
            self.column.addWidget(tick, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_button = MenuButton("Add a page")
        self.add_button.setToolTip("A page about one issue or one department")
        self.column.addSpacing(theme.px(4))
        self.column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.writing: dict[PageKind, QuietButton] = {}
        for kind, words in _REPORTS.items():
            button = QuietButton(words)
            button.clicked.connect(partial(self._write, kind))
            self.writing[kind] = button
            self.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            button.hide()

    def _build_paper(self) -> None:
        self._heading("Paper")
        self.size_box = _choices("Size of the paper", [(Paper.A4, "A4"), (Paper.A3, "A3")])
        self.turn_box = _choices("Way round", [(True, "Landscape"), (False, "Portrait")])
        row = QHBoxLayout()
        row.setSpacing(theme.px(6))
        row.addWidget(self.size_box, 2)
        row.addWidget(self.turn_box, 3)
        self.column.addLayout(row)
        self.size_box.currentIndexChanged.connect(lambda _: self._change(paper=self.size_box.currentData()))
        self.turn_box.currentIndexChanged.connect(lambda _: self._change(landscape=self.turn_box.currentData()))
        self.larger = QCheckBox("Larger print (16 point)")
        self.larger.toggled.connect(lambda on: self._change(larger_print=on))
        self.column.addWidget(self.larger, 0, Qt.AlignmentFlag.AlignLeft)
        self.first_page = QSpinBox()
        self.first_page.setRange(1, LAST_FIRST_PAGE)
        self.first_page.setMinimumWidth(theme.px(52))
        self.first_page.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.first_page.valueChanged.connect(lambda number: self._change(first_page=number))
        self.column.addLayout(_row("Page numbers start at", self.first_page))
        self.item_number = _line(_ITEM_LENGTH, "none")
        self.item_number.textEdited.connect(lambda text: self._change(item_number=text))
        self.column.addLayout(_row("Item number", self.item_number))
        self.marking = _line(_MARKING_LENGTH, "none")
        self.marking.textEdited.connect(lambda text: self._change(marking=text))
        self.column.addLayout(_row("Marking", self.marking))

    def _build_audience(self) -> None:
        self._heading("Audience")
        self.councillors = QRadioButton("Cabinet and CMT")
        self.public = QRadioButton("Public: hide small numbers")
        self._audience = QButtonGroup(self)
        for button in (self.councillors, self.public):
            self._audience.addButton(button)
            self.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.public.toggled.connect(lambda on: self._change(public=on))
        self.audience = _line(_AUDIENCE_LENGTH, "nothing")
        self.audience.textEdited.connect(lambda text: self._change(audience=text))
        self.column.addLayout(_row("Printed at the head", self.audience, below=True))

    # What is shown

    def show_pack(self, pack: Pack) -> None:
        self._pack = pack
        there = {choice.kind for choice in pack.pages}
        for kind, tick in self.ticks.items():
            _set(tick, kind in there)
        for kind, button in self.writing.items():
            button.setVisible(kind in there)
        options = pack.options
        _set(self.larger, options.larger_print)
        _set(self.public, options.public)
        _set(self.councillors, not options.public)
        for box, value in ((self.size_box, options.paper), (self.turn_box, options.landscape)):
            with QSignalBlocker(box):
                box.setCurrentIndex(box.findData(value))
        with QSignalBlocker(self.first_page):
            self.first_page.setValue(options.first_page)
        for line, text in (
            (self.item_number, options.item_number), (self.marking, options.marking), (self.audience, options.audience),
        ):  # fmt: skip
            if line.text() != text:
                line.setText(text)

    def show_facts(self, facts: QuarterFacts) -> None:
        """Which issues and departments a page can be about."""
        menu = self.add_button.menu()
        menu.clear()
        issues, departments = menu.addMenu("One issue"), menu.addMenu("Charts of one department")
        for issue in facts.issues:
            self._offer(issues, issue.title, PageChoice(PageKind.ISSUE, issue.id))
        for department in facts.departments:
            if department.indicators:
                self._offer(departments, department.name, PageChoice(PageKind.CHARTS, department.id))
        self.add_button.setEnabled(bool(facts.issues))

    def _offer(self, menu: QMenu, words: str, choice: PageChoice) -> None:
        menu.addAction(words.replace("&", "&&")).triggered.connect(partial(self._add, choice))

    # What is wanted

    def _write(self, kind: PageKind, _checked: bool = False) -> None:
        self.report_wanted.emit(kind)

    def _ticked(self, kind: PageKind, on: bool) -> None:
        pages = self._pack.pages
        if on:
            self._add(PageChoice(kind))
        elif len({choice.kind for choice in pages}) == 1:
            _set(self.ticks[kind], True)  # a pack of no pages is no paper
        else:
            self._want(tuple(choice for choice in pages if choice.kind is not kind))

    def _add(self, choice: PageChoice, _checked: bool = False) -> None:
        """After the pages that usually come before it."""
        pages = list(self._pack.pages)
        if choice in pages:
            return
        place = OFFERED.index(choice.kind)
        before = [at for at, each in enumerate(pages) if each.kind in OFFERED and OFFERED.index(each.kind) <= place]
        pages.insert(max(before) + 1 if before else 0, choice)
        self._want(tuple(pages))

    def _want(self, pages: Sequence[PageChoice]) -> None:
        self._pack = replace(self._pack, pages=tuple(pages))
        self.pages_wanted.emit(self._pack.pages)

    def _change(self, **wanted: object) -> None:
        options: PackOptions = replace(self._pack.options, **wanted)  # type: ignore[arg-type]
        if options != self._pack.options:
            self._pack = replace(self._pack, options=options)
            self.options_wanted.emit(options)


def _set(button: QCheckBox | QRadioButton, on: bool) -> None:
    with QSignalBlocker(button):
        button.setChecked(on)


def _choices(name: str, choices: Sequence[tuple[object, str]]) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(2)
    for stored, words in choices:
        box.addItem(words, stored)
    return box


def _line(most: int, empty: str) -> QLineEdit:
    line = QLineEdit()
    line.setMaxLength(most)
    line.setPlaceholderText(empty)
    line.setMinimumWidth(theme.px(40))
    line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    return line


def _row(words: str, field: QWidget, *, below: bool = False) -> QVBoxLayout | QHBoxLayout:
    row: QVBoxLayout | QHBoxLayout = QVBoxLayout() if below else QHBoxLayout()
    row.setSpacing(theme.px(6))
    label = Text(words)
    label.setBuddy(field)
    field.setAccessibleName(words)
    row.addWidget(label)
    row.addWidget(field, 1)
    return row
