"""Change one of the plan's settings, or several in one step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.setting import SettingRow
from app.rules.errors import Refused
from app.rules.plan_settings import check_setting


@dataclass(frozen=True)
class ChangeSetting:
    """`key` as in app.rules.plan_settings."""

    key: str
    value: Any

    @property
    def label(self) -> str:
        return f"Change {self.key.replace('_', ' ')}"

    def do(self, session: Session) -> None:
        _set(session, ((self.key, self.value),))


@dataclass(frozen=True)
class ChangeSettings:
    """`values` are (key, value)."""

    values: tuple[tuple[str, Any], ...]
    label: str = "Change settings"

    def do(self, session: Session) -> None:
        _set(session, self.values)


def _set(session: Session, values: tuple[tuple[str, Any], ...]) -> None:
    problems = [problem for key, value in values if (problem := check_setting(key, value))]
    if problems:
        raise Refused(*problems)
    for key, value in values:
        found = session.scalar(select(SettingRow).where(SettingRow.key == key))
        if found is None:
            session.add(SettingRow(key=key, value=value))
        else:
            found.value = value
