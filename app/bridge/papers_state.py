"""The pack being put together and the paper it makes: typeset beside the window, the newest wish alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.bridge.background import Background
from app.bridge.paper_glimpse import InView, Made, glimpse, moves_no_page
from app.rules import clock
from app.rules.changes import Changes
from app.rules.frozen import FrozenQuarter
from app.rules.papers import OutlineEntry, Pack, PackOptions, PackPaper, PageChoice, PageKind, standard_packs
from app.rules.period import Period
from app.rules.saved_pack import SavedPack

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.bridge.workspace import Workspace
    from app.rules.papers_facts import QuarterFacts

SETTLE = 10
"""Milliseconds in which several changes at once make one paper."""
_QUIET = frozenset(("saved_view", "pack", "history"))
"""Nouns that no page shows anything of."""


@dataclass(frozen=True)
class Answer:
    """One reading of the store. `printed`: the frozen paper, where the quarter is."""

    packs: tuple[SavedPack, ...]
    facts: QuarterFacts
    editions: tuple[FrozenQuarter, ...] = ()


class PapersState(QObject):
    """Attributes: packs, pack (as it is on the page), saved (what it was chosen from), facts, editions, paper."""

    packs_read = Signal()
    """The packs, or the facts they are made from, were read."""
    pack_changed = Signal()
    """Other pages, another order, other options."""
    shown = Signal(object)
    """(PackPaper)"""
    glimpsed = Signal(int, object)
    """(sheet, QImage): the page in view as it will be, ahead of the paper."""
    working = Signal(bool)
    failed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.operations = workspace.operations
        self.packs: tuple[SavedPack, ...] = ()
        self.pack: Pack = standard_packs()[0]
        self.saved: SavedPack | None = None
        self.facts: QuarterFacts | None = None
        self.editions: tuple[FrozenQuarter, ...] = ()
        self.edition = 0
        """Which printed edition is shown; 0: the pack as it is put together here."""
        self.paper: PackPaper | None = None
        self.is_shown = False
        self.is_typesetting = True
        """Whether the paper itself is in view; the figures alone need none."""
        self.in_view: Callable[[], InView | None] = lambda: None
        """What of the paper is looked at."""
        self._made_from: Made | None = None
        self._stale = True
        self.unset = True
        """What is shown is not yet what is wanted."""
        self._asked = 0
        self._wanted_name = ""
        self._background = Background(self)
        self._soon = _timer(self, SETTLE, self._typeset)
        self._reading = _timer(self, 0, self.reload)
        self.operations.changed.connect(self._on_changed)
        workspace.quarter_changed.connect(self._mark_stale)
        workspace.ready.connect(self._forget)

    # What the store holds

    def set_shown(self, shown: bool) -> None:
        """Whether the page is in view; a hidden one reads and sets nothing."""
        self.is_shown = shown
        if shown and self._stale and self.workspace.quarters:
            self._reading.start()

    def set_typesetting(self, wanted: bool) -> None:
        """Whether the paper itself is wanted."""
        self.is_typesetting = wanted
        if wanted and self.unset:
            self.refresh()

    def reload(self) -> None:
        if not self.operations.state.is_open or not self.workspace.quarters:
            return
        self._stale = False
        self._asked += 1
        self.working.emit(True)
        quarter, number = self.workspace.quarter, self._asked
        self.operations.ask(partial(_read, quarter), partial(self._read, number), self._not_read)

    def _forget(self) -> None:
        self.facts, self.paper, self.saved, self.editions, self.edition = None, None, None, (), 0
        self.packs, self._made_from = (), None
        self._background.drop()
        self._mark_stale()

    def _mark_stale(self, _quarter: object = None) -> None:
        self._stale = True
        if self.is_shown:
            self._reading.start()

    def _on_changed(self, changes: Changes, _initiator: object) -> None:
        if changes.touches("pack"):
            self.operations.ask(_packs, self._packs_read)
        if not changes.ids or changes.ids.keys() - _QUIET:
            self._mark_stale()

    def _read(self, number: int, answer: Answer) -> None:
        if number != self._asked:
            return
        froze = answer.editions[:1] != self.editions[:1]
        self.facts, self.editions = answer.facts, answer.editions
        if froze:
            self.edition = answer.editions[0].edition if answer.editions else 0
        self._packs_read(answer.packs)
        self.refresh()

    def _packs_read(self, packs: tuple[SavedPack, ...]) -> None:
        first = not self.packs
        self.packs = packs or tuple(SavedPack(0, 0, pack) for pack in standard_packs())
        named = next((each for each in self.packs if each.pack.name == (self._wanted_name or self.pack.name)), None)
        if first and self.saved is None:
            self._take(named or self.packs[0], keep=bool(self._wanted_name))
        elif named is not None:
            self.saved = named
        self.packs_read.emit()

    def _take(self, saved: SavedPack, *, keep: bool = False) -> None:
        self.saved = saved
        if not keep:
            self.pack = saved.pack
        self.pack_changed.emit()

    def _not_read(self, error: Exception) -> None:
        self._stale = True
        self.working.emit(False)
        self.failed.emit(error)

    # What is wanted

    def choose(self, saved: SavedPack) -> None:
        """Another pack, as it was saved."""
        self._take(saved)
        self.refresh()

    def set_pages(self, pages: tuple[PageChoice, ...]) -> None:
        if pages != self.pack.pages:
            self.pack = replace(self.pack, pages=pages)
            self.pack_changed.emit()
            self.refresh()

    def set_options(self, options: PackOptions) -> None:
        if options != self.pack.options:
            self.pack = replace(self.pack, options=options)
            self.pack_changed.emit()
            self.refresh()

    def rename(self, name: str) -> None:
        """The pack goes on under another name; saving it is the caller's."""
        self.pack, self._wanted_name = replace(self.pack, name=name), name

    def pack_named(self, name: str) -> Pack:
        """The saved one of that name, or the one put together here."""
        return next((each.pack for each in self.packs if each.pack.name == name), self.pack)

    def show_edition(self, edition: int) -> None:
        """A paper as it was printed; 0 for the pack as it is put together here."""
        if edition != self.edition:
            self.edition = edition
            self.refresh()

    @property
    def is_changed(self) -> bool:
        """The pack differs from the one that was saved."""
        return self.saved is None or self.pack != self.saved.pack

    def printed(self) -> FrozenQuarter | None:
        return next((each for each in self.editions if each.edition == self.edition), None)

    # The paper

    def refresh(self) -> None:
        """`shown` follows, unless something newer is wanted before."""
        self._background.drop()
        self.unset = True
        if self.is_typesetting and self.facts is not None:
            self.working.emit(True)
            self._soon.start()
        else:
            self.working.emit(False)

    def _typeset(self) -> None:
        printed = self.printed()
        if printed is not None:
            self._made_from = None
            public = self.pack.options.public and bool(printed.public_sha256)
            self.operations.ask(partial(_printed, printed, public), partial(self._made_of, printed), self._not_set)
            return
        if self.facts is None:
            return
        made, view = self._made_from, self.in_view()
        if made is None or view is None or not moves_no_page(made, self.pack, self.facts):
            self._set_whole()
            return
        ahead = glimpse(made, self.pack, view, _moment(self.facts), self._background.is_dropped)
        self._background.run(ahead, partial(self._seen, view), self._set_whole)

    def _seen(self, view: InView, image: Any) -> None:
        if image is not None:
            self.glimpsed.emit(view.sheet, image)
        self._set_whole()

    def _set_whole(self, _error: Exception | None = None) -> None:
        """What kept the page in view from being set says so again of the whole."""
        facts, pack = self.facts, self.pack
        if facts is not None:
            work = setting(facts, pack, self._background.is_dropped)
            self._background.run(work, partial(self._made_new, facts, pack), self._not_set)

    def _made_new(self, facts: QuarterFacts, pack: Pack, paper: PackPaper) -> None:
        self._made_from = Made(paper, pack, facts)
        self._made(paper)

    def _made_of(self, printed: FrozenQuarter, paper: PackPaper) -> None:
        if printed == self.printed():
            self._made(paper)

    def _made(self, paper: PackPaper) -> None:
        self.paper, self.unset = paper, False
        self.working.emit(False)
        self.shown.emit(paper)

    def _not_set(self, error: Exception) -> None:
        self.working.emit(False)
        self.failed.emit(error)

    # As it was left

    def view_state(self) -> dict[str, Any]:
        from app.rules.saved_pack import options_plain, pages_plain

        return {"pack": self.pack.name, "pages": pages_plain(self.pack), "options": options_plain(self.pack.options)}

    def restore(self, state: dict[str, Any]) -> None:
        from app.rules.saved_pack import pack_from

        name = state.get("pack")
        if isinstance(name, str) and name:
            kept = pack_from(name, state.get("pages"), state.get("options"))
            if kept.pages:
                self.pack, self._wanted_name = kept, name
                self.pack_changed.emit()
                self._mark_stale()


def _timer(owner: QObject, interval: int, call: Callable[[], None]) -> QTimer:
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(interval)
    timer.timeout.connect(call)
    return timer


def setting(facts: QuarterFacts, pack: Pack, cancelled: Callable[[], bool]) -> Callable[[], PackPaper]:
    """The work of a thread beside the window."""
    moment = _moment(facts)

    def work() -> PackPaper:
        from app.reports.pack import set_pack

        return set_pack(facts, pack, moment, cancelled=cancelled)

    return work


def _moment(facts: QuarterFacts) -> datetime:
    return facts.as_at or clock.now()


def _read(quarter: Period, session: Session) -> Answer:
    from app.store.queries.frozen import editions
    from app.store.queries.packs import packs

    return Answer(packs(session), read_facts(session, quarter), editions(session, quarter))


def _packs(session: Session) -> tuple[SavedPack, ...]:
    from app.store.queries.packs import packs

    return packs(session)


def read_facts(session: Session, quarter: Period) -> QuarterFacts:
    """What the papers of the quarter are made from; a frozen one's as it was reported."""
    from app.store.queries.papers import quarter_facts

    return quarter_facts(session, quarter)


def _printed(frozen: FrozenQuarter, public: bool, session: Session) -> PackPaper:
    from app.store.queries.frozen import paper, printed_outline

    outline = tuple(
        OutlineEntry(choice, PageKind(kind), subject, title, page)
        for choice, kind, subject, title, page in printed_outline(session, frozen)
    )
    return PackPaper(paper(session, frozen, public=public), outline, 0)
