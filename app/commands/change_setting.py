"""Change one of the plan's settings."""

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
        problem = check_setting(self.key, self.value)
        if problem is not None:
            raise Refused(problem)
        found = session.scalar(select(SettingRow).where(SettingRow.key == self.key))
        if found is None:
            session.add(SettingRow(key=self.key, value=self.value))
        else:
            found.value = self.value
