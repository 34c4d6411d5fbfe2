"""Organisational strength at the quarter in view, and the edits of one initiative after another."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.bridge.edit_queue import Edit, EditQueue
from app.bridge.quarter_state import QuarterState
from app.rules.errors import Problem, Refused
from app.rules.period import Period
from app.rules.strength import INITIATIVE_FIELDS, STATUS_FIELDS, Initiative, InitiativeStatus, Strength

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from app.bridge.workspace import Workspace

_OWN = {each.name for each in INITIATIVE_FIELDS}


@dataclass(frozen=True)
class InitiativeSheet:
    """One initiative as its sheet shows it. `id` is its own; `fields` by the names of app.rules.strength."""

    initiative: Initiative
    quarter: Period
    status: InitiativeStatus | None
    """Said of this quarter itself; None: nothing yet."""
    fields: dict[str, object] = field(default_factory=dict)

    @property
    def id(self) -> int:
        return self.initiative.id


def sheet_of(strength: Strength, initiative_id: int) -> InitiativeSheet:
    """Raises LookupError where it is gone."""
    found = strength.initiative(initiative_id)
    if found is None:
        raise LookupError(initiative_id)
    newest = found.status_at(strength.quarter)
    own = newest if newest is not None and newest.quarter == strength.quarter else None
    fields: dict[str, object] = {name: getattr(found, name) for name in _OWN}
    if newest is not None:
        fields |= {each.name: getattr(newest, each.name) for each in STATUS_FIELDS}
    else:
        fields |= {"state": "not_known", "risk": "not_known", "note": "", "risk_note": "", "saved": None}
    return InitiativeSheet(found, strength.quarter, own, fields)


class StrengthState(QuarterState):
    """`strength` is what was read last; None before. `open_id`: the initiative whose sheet is open."""

    nouns = ("strand", "initiative", "initiative_status", "initiative_milestone", "initiative_indicator", "post",
             "indicator")  # fmt: skip
    saved = Signal(str)
    refused = Signal(str, object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        self.strength: Strength | None = None
        self.open_id: int | None = None
        super().__init__(workspace, parent)
        self._edits = EditQueue(workspace, self._question, self)
        self._edits.answered.connect(self._answered)

    @property
    def read_only(self) -> bool:
        """A frozen quarter, or a store that cannot be written; a past one that is not frozen may still be reported."""
        return self.workspace.quarter_is_frozen() or super().read_only

    @staticmethod
    def read(quarter: Period, session: Session) -> Strength:
        from app.store.queries.strength import strength

        return strength(session, quarter)

    def take(self, found: Strength) -> Strength:
        self.strength = found
        return found

    def sheet(self) -> InitiativeSheet | None:
        if self.strength is None or self.open_id is None:
            return None
        try:
            return sheet_of(self.strength, self.open_id)
        except LookupError:
            return None

    def edit(self, name: str, value: object) -> None:
        """Change a field of the initiative that is open, or of what is said of the quarter in view."""
        from app.commands.edit_initiative import EditInitiative, ReportInitiative

        if name in _OWN:
            self.change(name, lambda s: EditInitiative(s.id, s.initiative.version, name, value))
        else:
            by = self.by
            self.change(
                name,
                lambda s: ReportInitiative(
                    s.id, s.quarter, s.status.version if s.status else None, ((name, value),), by
                ),
            )

    def confirm_unchanged(self) -> None:
        """Nothing new this quarter: say so, with what was said before."""
        from app.commands.edit_initiative import ReportInitiative

        by = self.by
        self.change("state", lambda s: ReportInitiative(s.id, s.quarter, s.status.version if s.status else None, (), by))

    def change(self, place: str, make: Callable[[InitiativeSheet], Any]) -> None:
        if self.open_id is None:
            return
        if self.read_only:
            self.refused.emit(place, Refused(Problem("strength_quarter_frozen", {"quarter": self.workspace.quarter.label})))
            return
        self._edits.push(self.open_id, place, make)

    def _question(self, initiative_id: int) -> Callable[[Session], Any]:
        return partial(_sheet, self.workspace.quarter, initiative_id)

    def _answered(self, edit: Edit, error: Exception | None) -> None:
        self.reload()
        if error is None:
            self.saved.emit(edit.place)
        else:
            self.refused.emit(edit.place, error)


def _sheet(quarter: Period, initiative_id: int, session: Session) -> InitiativeSheet:
    return sheet_of(StrengthState.read(quarter, session), initiative_id)
