"""Self-assessments out to Word and back, beside the GUI thread."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.bridge.background import Background
from app.bridge.operations import Operations
from app.rules import clock
from app.rules.assessment import Assessment
from app.rules.changes import Outcome

if TYPE_CHECKING:
    from app.exchange.read_assessment_word import WordFile, WordPlan


class WordExport(QObject):
    """An assessment, or one section of it, as a Word file."""

    saved = Signal(object)
    """(Path)"""
    failed = Signal(object)

    def __init__(self, operations: Operations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._background = Background(self)

    def save(self, assessment_id: int, path: Path, section_key: str = "", *, notes: bool = True) -> None:
        ask = partial(_for_word, assessment_id)
        self._operations.ask(ask, partial(self._write, path, section_key, notes), self.failed.emit)

    def cancel(self) -> None:
        self._background.drop()

    def _write(self, path: Path, section_key: str, notes: bool, found: tuple[Assessment, str, dict[str, bytes]]) -> None:
        moment = clock.now()

        def work() -> Path:
            from app.exchange.assessment_word import save_assessment

            one, plan_key, pictures = found
            save_assessment(
                one, path, moment, plan_key=plan_key, section_key=section_key, pictures=pictures, notes=notes
            )
            return path

        self._background.run(work, self.saved.emit, self.failed.emit)


class WordImport(QObject):
    """A Word file that came back: read in the guarded child, compared, shown, taken in. Nothing is stored before
    `commit`."""

    planned = Signal(object)
    """(WordPlan): what would change."""
    taken = Signal(object)
    """(Outcome)"""
    failed = Signal(object)

    def __init__(self, operations: Operations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._background = Background(self)
        self._assessment_id = 0
        self._versions: dict[str, int | None] = {}
        self._plan: WordPlan | None = None

    def read(self, assessment_id: int, path: Path) -> None:
        self.cancel()
        self._assessment_id = assessment_id
        dropped = self._background.is_dropped

        def work() -> WordFile:
            from app.exchange.read_assessment_word import read_word

            return read_word(path, cancelled=dropped)

        self._background.run(work, self._ask, self.failed.emit)

    def cancel(self) -> None:
        """Stop; nothing was stored and nothing comes back."""
        self._background.drop()
        self._plan = None

    def commit(self, section_keys: Collection[str], by: str, why: Mapping[str, str] | None = None) -> None:
        """Take these sections in, with the line `why` of a rating that the file gave none for. Stale where somebody
        wrote in one since it was compared."""
        from app.commands.take_assessment import TakenSection, TakeSections

        if self._plan is None:
            return
        taken = tuple(
            TakenSection(
                each.section.key, self._versions.get(each.section.key), each.html, each.risk, each.judged.values,
                (why or {}).get(each.section.key, each.judged.why),
            )
            for each in self._plan.changes
            if each.section.key in section_keys
        )
        if taken:
            command = TakeSections(self._assessment_id, taken, self._plan.file.name, by)
            self._operations.do(command, self, self._done, self.failed.emit)

    def _ask(self, file: WordFile) -> None:
        self._operations.ask(
            partial(_for_word, self._assessment_id), partial(self._compare, file), self.failed.emit
        )

    def _compare(self, file: WordFile, found: tuple[Assessment, str, dict[str, bytes]]) -> None:
        one, plan_key, _ = found
        self._versions = {section.key: one.text(section.key).version for section in one.sections}

        def work() -> WordPlan:
            from app.exchange.read_assessment_word import plan_word

            return plan_word(file, one, plan_key)

        self._background.run(work, self._show, self.failed.emit)

    def _show(self, plan: WordPlan) -> None:
        self._plan = plan
        self.planned.emit(plan)

    def _done(self, outcome: Outcome) -> None:
        self._plan = None
        self.taken.emit(outcome)


def _for_word(assessment_id: int, session: Any) -> tuple[Assessment, str, dict[str, bytes]]:
    from app.rules.rich_text import pictures_in
    from app.rules.rich_text_reading import read_html
    from app.store.queries.assessments import assessment_by_id, pictures
    from app.store.queries.return_form import plan_key

    one = assessment_by_id(session, assessment_id)
    addresses = {address for text in one.texts.values() for address in pictures_in(read_html(text.html))}
    return one, plan_key(session), pictures(session, sorted(addresses))
