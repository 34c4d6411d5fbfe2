"""One department's self-assessment as a paper: read, and set beside the window as in any pack."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from app.bridge.background import Background
from app.bridge.operations import Operations
from app.bridge.papers_state import read_facts, setting
from app.rules.assessment import Assessment
from app.rules.papers import Pack, PackOptions, PackPaper, PageChoice, PageKind
from app.rules.papers_facts import QuarterFacts


class AssessmentPaper(QObject):
    """`make` it; `made` or `failed` follows."""

    made = Signal(object)
    """(PackPaper)"""
    failed = Signal(object)

    def __init__(self, operations: Operations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._background = Background(self)

    def make(self, one: Assessment) -> None:
        """What was asked for before is forgotten."""
        self._background.drop()
        answer = partial(self._set, pack_of(one))
        self._operations.ask(partial(_facts, one), answer, self.failed.emit)

    def _set(self, pack: Pack, facts: QuarterFacts) -> None:
        self._background.run(setting(facts, pack, self._background.is_dropped), self._show, self.failed.emit)

    def _show(self, paper: PackPaper) -> None:
        self.made.emit(paper)


def pack_of(one: Assessment) -> Pack:
    """Upright, as it is read alone."""
    name = f"{one.department.short or one.department.name} self-assessment"
    options = PackOptions(landscape=False, audience="Self-assessment of the Chief Officer")
    return Pack(name, (PageChoice(PageKind.ASSESSMENTS, one.department.id),), options)


def _facts(one: Assessment, session: object) -> QuarterFacts:
    return read_facts(session, one.quarter)  # type: ignore[arg-type]
