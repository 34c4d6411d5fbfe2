"""Freezing the quarter in view, and correcting what was published: the paper is set first, then stored with its plan."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.bridge.background import Background
from app.rules import clock
from app.rules.changes import Outcome
from app.rules.errors import KnownError
from app.rules.frozen import FrozenQuarter, OpenMatter
from app.rules.papers import Pack, PackPaper
from app.rules.period import Period
from app.rules.readings import ReadingRow

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.bridge.operations import Operations
    from app.rules.papers_facts import QuarterFacts


@dataclass(frozen=True)
class Prepared:
    """The plan as it is to be frozen: read in one go, so that paper and plan cannot differ."""

    snapshot: bytes
    facts: QuarterFacts
    figures: dict[str, Any]
    entries: int
    head: str


class FreezeJob(QObject):
    """`look` first; `freeze` then does it. Nothing is stored before the paper is there."""

    looked = Signal(object)
    """(tuple[OpenMatter, ...]): what is open."""
    frozen = Signal(object)
    """(Outcome)"""
    failed = Signal(object)

    def __init__(self, operations: Operations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._background = Background(self)

    def look(self, quarter: Period) -> None:
        self._operations.ask(partial(_matters, quarter), self.looked.emit, self.failed.emit)

    def freeze(self, quarter: Period, pack: Pack, reason: str, by: str) -> None:
        """As it stands now, with the paper of this pack and its public version."""
        then = partial(self._set, pack, partial(self._store, quarter, reason, by))
        self._operations.ask(partial(_prepared, quarter), then, self.failed.emit)

    def correct(self, frozen: FrozenQuarter, row: ReadingRow, pack: Pack, reason: str, by: str) -> None:
        """A figure of the frozen paper: the same paper from the same plan, but for this one figure."""
        marked = _marked(pack, f"Corrected version {frozen.edition + 1}")
        then = partial(self._set, marked, partial(self._store_correction, frozen, row, reason, by))
        self._operations.ask(partial(_corrected, frozen, row), then, self.failed.emit)

    def cancel(self) -> None:
        """Nothing was stored, and nothing comes back."""
        self._background.drop()

    def _set(self, pack: Pack, store: Any, prepared: Prepared) -> None:
        moment, dropped = clock.now(), self._background.is_dropped

        def work() -> tuple[PackPaper, PackPaper]:
            from app.reports.pack import set_pack

            final = replace(pack, options=replace(pack.options, public=False, draft=False))
            public = replace(final, options=replace(final.options, public=True))
            return (
                set_pack(prepared.facts, final, moment, cancelled=dropped),
                set_pack(prepared.facts, public, moment, cancelled=dropped),
            )

        self._background.run(work, partial(store, prepared, pack), self.failed.emit)

    def _store(
        self, quarter: Period, reason: str, by: str, prepared: Prepared, pack: Pack,
        papers: tuple[PackPaper, PackPaper],
    ) -> None:  # fmt: skip
        from app.commands.freeze_quarter import FreezeQuarter

        command = FreezeQuarter(quarter, _reported(prepared, pack, papers), reason, by)
        self._operations.do(command, self, self._done, self.failed.emit)

    def _store_correction(
        self, frozen: FrozenQuarter, row: ReadingRow, reason: str, by: str, prepared: Prepared, pack: Pack,
        papers: tuple[PackPaper, PackPaper],
    ) -> None:  # fmt: skip
        from app.commands.freeze_quarter import CorrectPublished

        told = _reported(prepared, pack, papers)
        command = CorrectPublished(frozen.quarter, frozen.edition, row, told, reason, by)
        self._operations.do(command, self, self._done, self.failed.emit)

    def _done(self, outcome: Outcome) -> None:
        self.frozen.emit(outcome)


def _marked(pack: Pack, words: str) -> Pack:
    """With words beside the marking on every page."""
    marking = " · ".join(each for each in (pack.options.marking.strip(), words) if each)
    return replace(pack, options=replace(pack.options, marking=marking))


def _reported(prepared: Prepared, pack: Pack, papers: tuple[PackPaper, PackPaper]) -> Any:
    from app.commands.freeze_quarter import Reported

    whole, public = papers
    outline = [
        [each.choice, each.kind.value, each.subject, each.title, each.page] for each in whole.outline
    ]
    return Reported(
        pdf=whole.pdf, snapshot=prepared.snapshot, figures={**prepared.figures, "outline": outline},
        entries=prepared.entries, head=prepared.head, pack=pack.name, public_pdf=public.pdf,
    )  # fmt: skip


def _matters(quarter: Period, session: Session) -> tuple[OpenMatter, ...]:
    from app.store.queries.freezing import matters

    return matters(session, quarter, clock.today())


def _prepared(quarter: Period, session: Session) -> Prepared:
    from app.store import snapshot
    from app.store.queries.frozen import history_head

    entries, head = history_head(session)
    taken = snapshot.take(session, quarter)
    raw = snapshot.unpack(taken)
    return Prepared(taken, *_told(session, raw, quarter), entries, head)


def _corrected(frozen: FrozenQuarter, row: ReadingRow, session: Session) -> Prepared:
    from app.store import blobs, snapshot

    raw = snapshot.unpack(blobs.original(session, frozen.snapshot_sha256))
    if not snapshot.put_figure(raw, row):
        raise KnownError("figure_not_reported", quarter=frozen.quarter.label, period=row.period.label)
    taken = snapshot.packed(raw)
    return Prepared(taken, *_told(session, raw, frozen.quarter), frozen.entries, frozen.head)


def _told(session: Session, raw: Any, quarter: Period) -> tuple[QuarterFacts, dict[str, Any]]:
    """What the paper is made of, read from the very plan that is kept beside it."""
    from app.store import snapshot
    from app.store.queries.freezing import printed_figures
    from app.store.queries.papers import quarter_facts

    then = snapshot.session_of(raw)
    try:
        return quarter_facts(session, quarter, then), printed_figures(then, quarter)
    finally:
        then.close()


