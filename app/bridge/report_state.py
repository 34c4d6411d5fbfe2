"""The parts of a report that its author writes: read, and stored one by one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.rules.changes import Changes, Outcome
from app.rules.papers import PageKind
from app.rules.period import Period
from app.rules.report_parts import REPORTS, ReportPart, WrittenPart

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.bridge.operations import Operations


@dataclass(frozen=True)
class Part:
    """`version` 0: it still has its first words."""

    part: ReportPart
    body: str
    version: int


class ReportState(QObject):
    """Of one report at one quarter: `open` it first."""

    loaded = Signal(object)
    """(tuple[Part, ...])"""
    stored = Signal(str)
    """(the part's key)"""
    failed = Signal(str, object)
    """(the part's key, Exception); an empty key: nothing could be read."""

    def __init__(self, operations: Operations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._quarter: Period | None = None
        self._kind = PageKind.DECISION_REPORT
        self._plan = ""
        self._versions: dict[str, int] = {}
        operations.changed.connect(self._changed)

    def open(self, quarter: Period, kind: PageKind, plan_name: str) -> None:
        """`loaded` follows. `plan_name` stands in the first words."""
        self._quarter, self._kind, self._plan = quarter, kind, plan_name
        self._operations.ask(partial(_read, quarter, kind), self._read, partial(self.failed.emit, ""))

    def write(self, key: str, body: str | None) -> None:
        """None: its first words again."""
        from app.commands.write_report_text import WriteReportText

        assert self._quarter is not None
        command = WriteReportText(self._quarter, self._kind.value, key, body, self._versions.get(key, 0))
        self._operations.do(command, self, partial(self._stored, key), partial(self.failed.emit, key))

    def _stored(self, key: str, _outcome: Outcome) -> None:
        self.stored.emit(key)

    def _changed(self, changes: Changes, _initiator: object) -> None:
        if self._quarter is not None and changes.touches("report_text"):
            self.open(self._quarter, self._kind, self._plan)

    def _read(self, written: tuple[WrittenPart, ...]) -> None:
        found = {each.key: each for each in written}
        self._versions = {key: each.version for key, each in found.items()}
        self.loaded.emit(tuple(self._part(part, found.get(part.key)) for part in REPORTS[self._kind]))

    def _part(self, part: ReportPart, written: WrittenPart | None) -> Part:
        if written is not None:
            return Part(part, written.body, written.version)
        assert self._quarter is not None
        words = part.first_words.replace("{plan}", self._plan).replace("{quarter}", self._quarter.long_label)
        return Part(part, words, 0)


def _read(quarter: Period, kind: PageKind, session: Session) -> tuple[WrittenPart, ...]:
    from app.store.queries.report_texts import report_texts

    return report_texts(session, quarter, kind.value)
