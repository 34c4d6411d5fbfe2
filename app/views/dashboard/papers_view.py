"""The papers: pages at the left, the paper itself in the middle, what is on it and how it prints at the right."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.bridge.paper_glimpse import InView
from app.bridge.paper_pages import PaperPages
from app.bridge.papers_state import PapersState
from app.rules.papers import PackPaper
from app.views.dashboard.options_panel import OptionsPanel
from app.views.dashboard.pack_bar import PackBar
from app.views.dashboard.page_stack import PageStack
from app.views.dashboard.reported_panel import ReportedPanel
from app.views.dashboard.thumbnails import Thumbnail, Thumbnails
from app.views.shared import theme
from app.views.shared.buttons import MenuButton, QuietButton
from app.views.shared.flow_box import FlowBox
from app.views.shared.labels import Card, Rule, Text, plain_tooltip
from app.views.shared.scroll_column import ScrollColumn

if TYPE_CHECKING:
    from app.rules.papers import OutlineEntry

_RIGHT = 248
"""Design pixels of the panel at the right."""
_CALM = 120
"""Milliseconds without a change before the small pages are drawn."""


class PapersView(QWidget):
    """Attributes: stack (the preview), thumbs, options, packs, reported."""

    keep_wanted = Signal(str)
    """"save", "save_as", "restore" or "remove" the pack."""
    correction_wanted = Signal()
    picture_wanted = Signal(str)
    """"copy", "png" or "svg" of the page in view."""

    def __init__(self, state: PapersState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = state
        self.pages, self._small = PaperPages(self), PaperPages(self)
        self.thumbs = Thumbnails(self._small)
        self.stack = PageStack(self.pages)
        self.options, self.packs, self.reported = OptionsPanel(), PackBar(), ReportedPanel()
        self.where = Text("", "second")
        self._pdf = b""
        self._small_wanted = False
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(_CALM)
        self._paper: PackPaper | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        middle = QVBoxLayout()
        middle.setSpacing(theme.px(6))
        middle.addWidget(self.stack, 1)
        middle.addWidget(self._build_foot())
        self.panel = Card()
        theme.notifier.changed.connect(self._restyle)
        self.line = Rule()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(2, 2, theme.px(8), 2)
        column.setSpacing(theme.px(10))
        for part in (self.reported, self.line, self.packs, self.options):
            column.addWidget(part)
        column.addStretch(1)
        around = QVBoxLayout(self.panel)
        around.setContentsMargins(theme.px(10), theme.px(12), theme.px(6), theme.px(12))
        around.addWidget(ScrollColumn(inside))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        row.addWidget(self.thumbs)
        row.addLayout(middle, 1)
        row.addWidget(self.panel)
        self._restyle()

    def _restyle(self) -> None:
        self.panel.setFixedWidth(theme.px(_RIGHT))

    def _build_foot(self) -> FlowBox:
        foot = FlowBox(theme.px(6))
        for sign, words, factor in (("–", "Smaller", 0.8), ("+", "Larger", 1.25)):
            zoom = QuietButton(sign, flat=True)
            zoom.setAccessibleName(words)
            zoom.setToolTip(plain_tooltip(words))
            zoom.clicked.connect(partial(self._zoom, factor))
            foot.add(zoom)
        self.fit_button = QuietButton("Whole page", flat=True)
        self.fit_button.clicked.connect(lambda: self.stack.set_zoom(1.0))
        foot.add(self.fit_button)
        foot.add(self.where, at_end=True)
        self.picture_button = MenuButton("This page")
        self.copy_action = QAction("Copy as a picture", self)
        self.png_action, self.svg_action = QAction("Save as PNG…", self), QAction("Save as SVG…", self)
        self.picture_button.menu().addActions((self.copy_action, self.png_action, self.svg_action))
        for action, way in ((self.copy_action, "copy"), (self.png_action, "png"), (self.svg_action, "svg")):
            action.triggered.connect(partial(self._picture, way))
        foot.add(self.picture_button, at_end=True)
        return foot

    def _connect(self) -> None:
        state = self.state
        state.packs_read.connect(self._facts_read)
        state.pack_changed.connect(self._show_pack)
        state.working.connect(self._working)
        state.shown.connect(self.show_paper)
        state.glimpsed.connect(self.stack.show_ahead)
        state.in_view = self._in_view
        self.options.pages_wanted.connect(state.set_pages)
        self.options.options_wanted.connect(state.set_options)
        self.packs.chosen.connect(state.choose)
        for signal, way in (
            (self.packs.save_wanted, "save"), (self.packs.save_as_wanted, "save_as"),
            (self.packs.restore_wanted, "restore"), (self.packs.remove_wanted, "remove"),
        ):  # fmt: skip
            signal.connect(partial(self.keep_wanted.emit, way))
        self.reported.edition_wanted.connect(self._edition)
        self.reported.public_wanted.connect(self._public)
        self.reported.correction_wanted.connect(self.correction_wanted)
        self.thumbs.reordered.connect(self._reordered)
        self.thumbs.page_chosen.connect(self.stack.show_page)
        self.stack.page_changed.connect(self._page_changed)
        self.pages.drawn.connect(self._page_drawn)
        self._calm.timeout.connect(lambda: self._small.open(self._pdf))
        self._show_pack()

    # What is shown

    def _facts_read(self) -> None:
        if self.state.facts is not None:
            self.options.show_facts(self.state.facts)
        self._show_pack()

    def _show_pack(self) -> None:
        state = self.state
        editable = state.operations.state.is_open and not state.operations.state.read_only
        frozen, printed = bool(state.editions), state.printed() is not None
        self.options.show_pack(state.pack)
        self.packs.show_packs(state.packs, state.saved, changed=state.is_changed and bool(state.packs), editable=editable)
        self.reported.show_editions(
            state.editions, state.edition, public=state.pack.options.public, editable=editable
        )
        self.reported.setVisible(frozen)
        self.line.setVisible(frozen and not printed)
        self.packs.setVisible(not printed)
        self.options.setVisible(not printed)
        self.svg_action.setEnabled(not printed)

    def show_paper(self, paper: PackPaper) -> None:
        """The old pages stay on view until the new ones are drawn."""
        self._show_pack()
        self._paper = paper
        printed = self.state.printed() is not None
        self.thumbs.show_pages(_thumbnails(self.state, paper, printed=printed), fixed=printed)
        if paper.pdf != self._pdf:
            self._pdf = paper.pdf
            self._small_wanted = True
            self.pages.open(paper.pdf)
        else:
            self._page_drawn()

    def _in_view(self) -> InView | None:
        """What is looked at, while what is shown is the paper that was set last."""
        wide = self.stack.pixels()
        paper = self.state.paper
        same = paper is not None and paper.pdf == self._pdf
        return InView(self.stack.page(), wide) if same and wide and self.isVisible() else None

    def _working(self, working: bool) -> None:
        """Nothing small is drawn while a paper is set: it would be old, and both want the processor."""
        if working:
            self._small.drop()
            self._calm.stop()
            self._small_wanted = bool(self._pdf)

    def _page_drawn(self, _page: int = 0, _image: object = None) -> None:
        """The small pages wait for the large one: both are drawn by one library that takes one page at a time."""
        if self._small_wanted and not self.state.unset:
            self._small_wanted = False
            self._calm.start()

    @property
    def pdf(self) -> bytes:
        return self._pdf

    def _page_changed(self, page: int, count: int) -> None:
        first = self.state.pack.options.first_page if self.state.printed() is None else 1
        shown = f"Page {page + first} of {count + first - 1}"
        self.where.setText(shown)
        self.stack.setAccessibleDescription(f"{shown}. {self._title_of(page)}")

    def _title_of(self, page: int) -> str:
        before = [each for each in (self._paper.outline if self._paper else ()) if each.page <= page]
        return before[-1].title if before else ""

    # What is wanted

    def _zoom(self, factor: float, _checked: bool = False) -> None:
        self.stack.zoom_by(factor)

    def _picture(self, way: str, _checked: bool = False) -> None:
        self.picture_wanted.emit(way)

    def _edition(self, edition: int) -> None:
        self.state.show_edition(edition)
        self._show_pack()

    def _public(self, public: bool) -> None:
        self.state.set_options(replace(self.state.pack.options, public=public))

    def _reordered(self, places: list[int]) -> None:
        pages = self.state.pack.pages
        self.state.set_pages(tuple(pages[place] for place in places if 0 <= place < len(pages)))


def _title(entry: OutlineEntry) -> str:
    """What the page is called among the others: of an issue or a department its own."""
    return entry.title if entry.subject is not None else entry.kind.title


def _thumbnails(state: PapersState, paper: PackPaper, *, printed: bool) -> tuple[Thumbnail, ...]:
    """One for each page of the pack; of a printed paper, for each page it has."""
    if printed:
        return tuple(Thumbnail(at, _title(each), each.page) for at, each in enumerate(paper.outline))
    found: dict[int, list[OutlineEntry]] = {}
    for each in paper.outline:
        found.setdefault(each.choice, []).append(each)
    thumbs = []
    for at, choice in enumerate(state.pack.pages):
        entries = found.get(at, [])
        title = _title(entries[0]) if entries and choice.subject is not None else choice.kind.title
        thumbs.append(Thumbnail(at, title, entries[0].page if entries else -1, max(1, len(entries))))
    return tuple(thumbs)
