"""The plan's settings, asked for when a sheet is to show them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.rules.plan_settings import PlanSettings

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.bridge.operations import Operations


def ask_settings(operations: Operations, then: Callable[[PlanSettings], None]) -> None:
    """`then` gets them on the GUI thread."""
    operations.ask(_settings, then)


def _settings(session: Session) -> PlanSettings:
    from app.store.queries.lists import settings

    return settings(session)
