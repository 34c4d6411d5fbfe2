"""What a department's workbook would change: figures, texts of issues, actions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.rules.errors import Problem
from app.rules.period import Period
from app.rules.readings import ReadingRow


@dataclass(frozen=True, slots=True)
class TextChange:
    """A text of an issue: `name` as in app.rules.fields (progress, risk_note, next_step)."""

    issue_id: int
    version: int
    name: str
    value: str
    cell: str = ""


@dataclass(frozen=True, slots=True)
class ActionChange:
    """An action as it is to be; `action_id` and `version` are None for a new one."""

    issue_id: int
    action_id: int | None
    version: int | None
    title: str
    owner_post_id: int | None
    due: date | None
    progress: int
    note: str
    cell: str = ""


@dataclass(frozen=True, slots=True)
class TakenReturn:
    """One workbook as it is to be stored: the original, and what was decided to take from it."""

    department_id: int
    department: str
    quarter: Period
    form: int
    file_name: str
    sha256: str
    data: bytes = field(repr=False)
    rows: tuple[ReadingRow, ...] = ()
    texts: tuple[TextChange, ...] = ()
    actions: tuple[ActionChange, ...] = ()
    assessment: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    asked_again: bool = False
    """Something was left out that the department has to answer for."""

    @property
    def changes(self) -> int:
        return len(self.rows) + len(self.texts) + len(self.actions) + len(self.assessment)
