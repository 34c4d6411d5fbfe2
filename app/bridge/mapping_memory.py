"""How a department's own workbooks are read, as it is remembered: asked for, and forgotten."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.rules.changes import Changes, Outcome
from app.rules.return_mapping import ReturnMapping

if TYPE_CHECKING:
    from app.bridge.operations import Operations


class MappingMemory(QObject):
    """`read` brings the mappings of the department asked for last, and again when they change."""

    read = Signal(int, object)
    """(department id, its mappings, newest first)"""
    forgotten = Signal(object)
    """(the ReturnMapping)"""
    failed = Signal(object)

    def __init__(self, operations: Operations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._department = 0
        operations.changed.connect(self._on_changed)

    @property
    def read_only(self) -> bool:
        return bool(self._operations.state.read_only)

    def ask(self, department_id: int) -> None:
        self._department = department_id
        if self._operations.state.is_open:
            self._operations.ask(
                partial(_mappings, department_id), partial(self.read.emit, department_id), self.failed.emit
            )

    def forget(self, mapping: ReturnMapping, department: str) -> None:
        """One change, which undo takes back; what was imported stays."""
        from app.commands.map_return import ForgetMapping

        label = f"Forget how the workbook of {department} is read"
        command = ForgetMapping(mapping.id or 0, mapping.version or 0, label)
        self._operations.do(command, self, partial(self._done, mapping), self.failed.emit)

    def _done(self, mapping: ReturnMapping, _outcome: Outcome) -> None:
        self.forgotten.emit(mapping)
        self.ask(self._department)

    def _on_changed(self, changes: Changes, initiator: object) -> None:
        if initiator is not self and self._department and changes.touches("return_mapping"):
            self.ask(self._department)


def _mappings(department_id: int, session: Any) -> tuple[ReturnMapping, ...]:
    from app.store.queries.return_mappings import return_mappings

    return tuple(each for each in return_mappings(session) if each.department_id == department_id)
